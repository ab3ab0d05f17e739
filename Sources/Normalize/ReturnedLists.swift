import Domain
import Spreadsheet

extension Grid {
  /// The county's list to mend that a sheet is, as the program writes it; nil for any other sheet.
  func returnedList(_ upload: Upload) -> ReturnedList? {
    guard let second = rowIndex(2), let first = rows[second].cells.first, cells[first].kind == .text,
      let seal = ReturnMark.seal(in: display(cells[first]))
    else { return nil }
    var list = ReturnedList(file: upload.file, seal: seal, fingerprints: [], replies: [])
    var columns: [Message: Int] = [:]
    for row in rows where row.number > 2 {
      let texts = row.cells.map { (column: Int(cells[$0].column), text: trimmed(display(cells[$0]))) }
      if columns.isEmpty {
        for name in [ReturnMark.fingerprint, ReturnMark.answer, ReturnMark.note] {
          columns[name] = texts.first { $0.text == name.zh || $0.text == name.en }?.column
        }
        continue
      }
      func text(_ name: Message) -> String { texts.first { $0.column == columns[name] }?.text ?? "" }
      let fingerprint = text(ReturnMark.fingerprint)
      guard !fingerprint.isEmpty else { continue }
      list.fingerprints.append(fingerprint)
      let (chosen, added) = (text(ReturnMark.answer), text(ReturnMark.note))
      let answer = Reply.Answer(words: chosen)
      // A list that another program saved lets people write what they like where they should choose.
      let note = [answer == nil ? chosen : "", added].filter { !$0.isEmpty }.joined(separator: "；")
      guard answer != nil || !note.isEmpty else { continue }
      list.replies.append(
        Reply(
          fingerprint: fingerprint, answer: answer, note: Mask.numbers(in: note), file: upload.file,
          received: upload.received))
    }
    return list
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}

extension UploadReader {
  /// DZ112: sheets that somebody has added to a list to mend are no data, though they may be meant as such.
  mutating func tellSheets(besideList sheets: [UploadReading]) {
    for source in sheets.compactMap(\.tables.first?.source) where !SheetName.isDraft(source.sheet) {
      setAside(
        Place(file: source.file, sheet: source.sheet), severity: .error,
        zh: "是加在退回的核对清单里的表，不作数据；如要报送，请另存为单独的文件",
        en: "it was added to a list to mend, and is no data: to send it, save it as a file of its own")
    }
  }
}
