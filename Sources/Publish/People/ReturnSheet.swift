import Domain
import Workbooks

/// How a list to mend looks: two sheets, of which the first is answered.
extension ReturnList {
  func write(to book: WorkbookWriter) {
    book.beginSheet(text("核对清单", "To mend"))
    // All but code and fingerprint fit a laptop's 1,366 points: where the reply goes is seen beside what it is about.
    let widths: [Double] = [5, 8, 14, 13, 15, 12, 30, 30, 12, 10, 18, 7, 14]
    let last = widths.count - 1
    // Fingerprints are for programs and not printed.
    let printed = last - 1
    book.setWidths(widths)
    var title = CellStyle()
    (title.isBold, title.size, title.isCentered) = (true, 15, true)
    let period = bulletin.publication.context.policy.period
    book.merge(
      text("\(county.entry.name) \(period) 核对清单", "\(county.entry.name) \(period): list to mend"), rows: 0...0,
      columns: 0...printed, style: title)
    book.setHeight(26, row: 0)
    var note = CellStyle()
    (note.isWrapped, note.color) = (true, 0x595959)
    let explained = difference
    let told =
      text(
        "【\(mark)】\(explained)共 \(findings) 项、\(rows.count) 处，最要紧的在前。请在原表中更正后重新上报；在“核对结果”中选填，必要时写说明。选填只供参考，不代替更正。代码含义见末页。",
        "[\(mark)] \(explained)\(findings) findings at \(rows.count) places, worst first. Mend your own sheets and send them again; choose a reply here and explain where needed. A reply informs and acquits nothing. The last sheet explains the codes."
      ) + settled
    book.merge(told, rows: 1...1, columns: 0...printed, style: note)
    let across = Int(widths.dropLast().reduce(0, +)) - 10
    book.setHeight(Double((width(told) + across - 1) / across) * 15 + 3, row: 1)
    let headers = [
      text("序号", "No."), text("程度", "gravity"), text("镇、村", "town, village"), text("文件", "file"), text("位置", "cell"),
      text("现填内容", "what stands there"), text("问题", "what is wrong"), text("怎样更正", "how to mend it"),
      text("涉及金额（元）", "effect (yuan)"), ReturnMark.answer.text(bulletin.language),
      ReturnMark.note.text(bulletin.language), text("代码", "code"), ReturnMark.fingerprint.text(bulletin.language),
    ]
    var header = CellStyle()
    (header.isBold, header.isCentered, header.isWrapped, header.isBordered) = (true, true, true, true)
    (header.fill, header.color) = (0x1F4E79, 0xFFFFFF)
    for (column, name) in headers.enumerated() { book.write(.text(name), row: 2, column: column, style: header) }
    book.setHeight(30, row: 2)
    for (index, row) in rows.enumerated() { write(row, at: index + 3, number: index + 1, to: book) }
    let end = max(3, rows.count + 2)
    if rows.isEmpty {
      book.merge(
        text("没有需要更正或核实的事项。", "There is nothing to mend or confirm."), rows: 3...3, columns: 0...printed, style: note)
    } else {
      book.offer(
        Reply.Answer.allCases.map { $0.words.text(bulletin.language) }, rows: 3...end, column: 9,
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
      footer: text("\(county.entry.name)核对清单　截至 \(bulletin.asOf)", "\(county.entry.name), as of \(bulletin.asOf)"),
      rows: 0...foot, columns: 0...printed)
    book.protect()
    writeCodes(to: book)
  }

  private func write(_ row: Row, at line: Int, number: Int, to book: WorkbookWriter) {
    let finding = row.finding
    let discrepancy = finding.discrepancy
    let register = bulletin.publication.context.register
    let subject = row.spot.subject ?? discrepancy.subject
    let village = [subject.town.map { register.towns[$0].name }, subject.village.map { register.villages[$0].name }]
    var wrong = visible(discrepancy.message.text(bulletin.language))
    if let guess = discrepancy.consistentWith.first {
      wrong += text("（可能：\(guess.zh)）", " (perhaps: \(guess.en))")
    }
    if row.more > 0 { wrong += text("；另有 \(row.more) 处相同", "; and \(row.more) more places like this") }
    let mending = Mending(
      finding: finding, spot: row.spot, register: register, language: bulletin.language,
      discrepancies: bulletin.publication.discrepancies, lines: lines)
    let mend = mending.words
    let isError = Self.isToMend(discrepancy)
    var plain = CellStyle()
    (plain.isWrapped, plain.isBordered) = (true, true)
    var gravity = plain
    (gravity.isCentered, gravity.isBold) = (true, true)
    (gravity.fill, gravity.color) = isError ? (0xF8D7DA, 0x8B1A1A) : (0xFFF3CD, 0x6B4E00)
    var amount = plain
    (amount.numberFormat, amount.isRight) = ("#,##0.00;-#,##0.00", true)
    var reply = plain
    (reply.isUnlocked, reply.fill) = (true, 0xEAF4EA)
    var small = plain
    (small.size, small.color) = (9, 0x595959)
    // A file or sheet as a whole, and what is nowhere in the uploads, are the county's.
    let names = village.compactMap(\.self).joined(separator: " ")
    let place = names.isEmpty ? text("全县", "the county") : names
    let cells: [(CellValue, CellStyle)] = [
      (.count(number), plain), (.text(isError ? text("须更正", "mend") : text("请核实", "confirm")), gravity),
      (.text(visible(place)), plain),
      (.text(visible(row.spot.place.fileName)), small), (.text(visible(row.spot.place.link)), plain),
      (.text(mending.standing), plain), (.text(wrong), plain), (.text(mend), plain),
      // A whole number of fen below 2^53: the double shows the amount exactly.
      (
        finding.effect.map { .number(Double($0.fen) / 100) }
          ?? finding.most.map { .text(text("至多 \($0.grouped)", "up to \($0.grouped)")) } ?? .blank, amount
      ),
      // What the county has answered before stands there again, for it to change.
      (finding.reply?.answer.map { .text($0.words.text(bulletin.language)) } ?? .blank, reply),
      (finding.reply.map { .text(visible($0.note)) } ?? .blank, reply),
      (.text(discrepancy.code.rawValue), small), (.text(finding.fingerprint), small),
    ]
    for (column, (value, style)) in cells.enumerated() { book.write(value, row: line, column: column, style: style) }
    // The rows that Excel would measure itself stay low in other programs, so their heights are told: 15 ideographs fit a line of the
    // widest columns.
    let texts = [
      (wrong, 30), (mend, 30), (place, 14), (visible(row.spot.place.fileName), 16), (visible(row.spot.place.link), 15),
      (mending.standing, 12), (finding.reply?.note ?? "", 18),
    ]
    // Latin words are not parted at a line's end.
    let spare = bulletin.language == "zh" ? 2 : 3
    let lines = texts.map { (width($0.0) + $0.1 - spare - 1) / ($0.1 - spare) }.max() ?? 1
    book.setHeight(Double(max(2, lines)) * 15 + 3, row: line)
  }

  // Characters from U+2E80 on are wide; they begin with E2 BA or a greater byte.
  private func width(_ text: String) -> Int {
    var width = 0
    var isAfterE2 = false
    for byte in text.utf8 {
      if byte & 0xC0 != 0x80 { width += byte > 0xE2 ? 2 : 1 } else if isAfterE2, byte >= 0xBA { width += 1 }
      isAfterE2 = byte == 0xE2
    }
    return width
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
    let codes = Set(rows.map(\.finding.discrepancy.code)).sorted { $0.rawValue < $1.rawValue }
    for (index, code) in codes.enumerated() {
      let explanation = code.explanation
      let texts =
        [code.rawValue] + [explanation.title, explanation.meaning, explanation.mend].map { $0.text(bulletin.language) }
      for (column, words) in texts.enumerated() {
        book.write(.text(words), row: index + 1, column: column, style: plain)
      }
      book.setHeight(Double(max(1, texts.map { (width($0) + 47) / 48 }.max() ?? 1)) * 15 + 3, row: index + 1)
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
