import Domain
public import Workbooks

/// How a list to mend looks: two sheets, of which the first is answered.
extension ReturnList {
  /// Writes the file. Gives what was written; nil if it cannot be.
  public func write(to path: String) -> [WrittenSheet]? {
    guard let book = WorkbookWriter(path: path) else { return nil }
    writeFindings(to: book)
    writeCodes(to: book)
    return book.close() ? book.written : nil
  }

  private func writeFindings(to book: WorkbookWriter) {
    book.beginSheet(text("核对清单", "To mend"))
    // All but code and fingerprint fit a laptop's 1,366 points: where the reply goes is seen beside what it is about.
    let widths: [Double] = [5, 8, 14, 13, 15, 12, 30, 30, 12, 10, 18, 7, 14]
    let last = widths.count - 1
    // Fingerprints are for programs and not printed.
    let printed = last - 1
    book.setWidths(widths)
    var title = CellStyle()
    (title.isBold, title.size, title.isCentered) = (true, 15, true)
    book.merge(
      text("\(name) \(period) 核对清单", "\(name) \(period): list to mend"), rows: 0...0, columns: 0...printed,
      style: title)
    book.setHeight(26, row: 0)
    var note = CellStyle()
    (note.isWrapped, note.color) = (true, 0x595959)
    book.merge(told, rows: 1...1, columns: 0...printed, style: note)
    let across = Int(widths.dropLast().reduce(0, +)) - 10
    book.setHeight(Double((ReturnLine.width(told) + across - 1) / across) * 15 + 3, row: 1)
    let headers = [
      text("序号", "No."), text("程度", "gravity"), text("镇、村", "town, village"), text("文件", "file"), text("位置", "cell"),
      text("现填内容", "what stands there"), text("问题", "what is wrong"), text("怎样更正", "how to mend it"),
      text("涉及金额（元）", "effect (yuan)"), ReturnMark.answer.text(language),
      ReturnMark.note.text(language), text("代码", "code"), ReturnMark.fingerprint.text(language),
    ]
    var header = CellStyle()
    (header.isBold, header.isCentered, header.isWrapped, header.isBordered) = (true, true, true, true)
    (header.fill, header.color) = (0x1F4E79, 0xFFFFFF)
    for (column, name) in headers.enumerated() { book.write(.text(name), row: 2, column: column, style: header) }
    book.setHeight(30, row: 2)
    for (index, line) in lines.enumerated() { write(line, at: index + 3, to: book) }
    let end = max(3, lines.count + 2)
    if lines.isEmpty {
      book.merge(
        text("没有需要更正或核实的事项。", "There is nothing to mend or confirm."), rows: 3...3, columns: 0...printed, style: note)
    } else {
      book.offer(
        Reply.Answer.allCases.map { $0.words.text(language) }, rows: 3...end, column: 9,
        error: text("请从列表中选择", "Choose one of the list"))
      book.filter(rows: 2...end, columns: 0...last)
    }
    var foot = end + 1
    if unlisted > 0 {
      book.merge(
        text("另有 \(unlisted) 处未列出，见 discrepancies.csv。", "\(unlisted) more places are in discrepancies.csv."),
        rows: foot...foot, columns: 0...printed, style: note)
      foot += 1
    }
    book.freeze(above: 3, repeating: 2)
    book.setPrint(
      isLandscape: true,
      footer: text("\(name)核对清单　依据截至 \(newest) 的上报", "\(name), of what was sent by \(newest)"),
      rows: 0...foot, columns: 0...printed)
    book.protect()
  }

  private func write(_ line: ReturnLine, at row: Int, to book: WorkbookWriter) {
    var plain = CellStyle()
    (plain.isWrapped, plain.isBordered) = (true, true)
    var gravity = plain
    (gravity.isCentered, gravity.isBold) = (true, true)
    (gravity.fill, gravity.color) = line.isError ? (0xF8D7DA, 0x8B1A1A) : (0xFFF3CD, 0x6B4E00)
    var amount = plain
    (amount.numberFormat, amount.isRight) = ("#,##0.00;-#,##0.00", true)
    var reply = plain
    (reply.isUnlocked, reply.fill) = (true, 0xEAF4EA)
    var small = plain
    (small.size, small.color) = (9, 0x595959)
    let styles = [plain, gravity, plain, small, plain, plain, plain, plain, amount, reply, reply, small, small]
    for (column, (value, style)) in zip(line.cells, styles).enumerated() {
      book.write(value, row: row, column: column, style: style)
    }
    book.setHeight(Double(line.height) * 15 + 3, row: row)
  }

  private func writeCodes(to book: WorkbookWriter) {
    book.beginSheet(text("代码说明", "Codes"))
    book.setWidths([9, 20, 48, 48])
    var header = CellStyle()
    (header.isBold, header.isCentered, header.fill, header.color) = (true, true, 0x1F4E79, 0xFFFFFF)
    let names = [text("代码", "code"), text("名称", "name"), text("含义", "meaning"), text("怎样更正", "how to mend")]
    for (column, name) in names.enumerated() { book.write(.text(name), row: 0, column: column, style: header) }
    var plain = CellStyle()
    (plain.isWrapped, plain.isBordered) = (true, true)
    let codes = Set(lines.map(\.code)).sorted { $0.rawValue < $1.rawValue }
    for (index, code) in codes.enumerated() {
      let explanation = code.explanation
      let texts =
        [code.rawValue] + [explanation.title, explanation.meaning, explanation.mend].map { $0.text(language) }
      for (column, words) in texts.enumerated() {
        book.write(.text(words), row: index + 1, column: column, style: plain)
      }
      book.setHeight(Double(max(1, texts.map { (ReturnLine.width($0) + 47) / 48 }.max() ?? 1)) * 15 + 3, row: index + 1)
    }
    let notes = [
      text(
        "位置“海宴镇!I60”指工作表“海宴镇”的 I60 单元格：在 Excel 或 WPS 中按 F5，粘贴即到。CSV 文件以列字母和行号表示。",
        "A cell such as 海宴镇!I60 is cell I60 of that sheet: press F5 in a spreadsheet program and paste it. A CSV's cells are named the same way."
      ),
      text(
        "已更正：原表已改并将重新上报。情况属实：所填无误，另附说明或佐证。待核：尚未查清。",
        "mended: the sheet was mended and will be sent again. is so: what stands there is right, with a note or evidence. to be checked: not settled yet."
      ),
      text(
        "涉及金额为所填减应为；“至多”是改正前最多可能涉及的金额；空白表示无法以金额表示，不是零。",
        "The effect is what stands there minus what should; “up to” is the most that can be at stake until it is mended; blank means that no amount can be told, not zero."
      ),
    ]
    var note = CellStyle()
    note.isWrapped = true
    for (index, words) in notes.enumerated() {
      book.merge(words, rows: (codes.count + 2 + index)...(codes.count + 2 + index), columns: 0...3, style: note)
      book.setHeight(34, row: codes.count + 2 + index)
    }
    book.freeze(above: 1, repeating: 0)
    book.setPrint(isLandscape: true, footer: names[0])
    book.protect()
  }
}
