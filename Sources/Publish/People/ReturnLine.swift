import Domain
import Workbooks

/// One place of a finding in a county's list to mend.
struct ReturnLine {
  let code: Code
  let isError: Bool
  /// What stands in its columns.
  let cells: [CellValue]
  /// How many lines of text its row takes.
  let height: Int

  init(_ row: ReturnFindings.Row, number: Int, _ bulletin: Bulletin, lines: [String: Int]) {
    let (finding, place) = (row.finding, row.spot.place)
    let discrepancy = finding.discrepancy
    let register = bulletin.publication.context.register
    func text(_ zh: String, _ en: String) -> String { bulletin.language == "zh" ? zh : en }
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
    code = discrepancy.code
    isError = ReturnFindings.isToMend(discrepancy)
    // A file or sheet as a whole, and what is nowhere in the uploads, are the county's.
    let names = village.compactMap(\.self).joined(separator: " ")
    let whose = visible(names.isEmpty ? text("全县", "the county") : names)
    let (file, link, standing) = (visible(place.fileName), visible(place.link), mending.standing)
    let reply = finding.reply.map { visible($0.note) }
    cells = [
      .count(number), .text(isError ? text("须更正", "mend") : text("请核实", "confirm")), .text(whose), .text(file),
      .text(link), .text(standing), .text(wrong), .text(mend),
      // A whole number of fen below 2^53: the double shows the amount exactly.
      finding.effect.map { .number(Double($0.fen) / 100) }
        ?? finding.most.map { .text(text("至多 \($0.grouped)", "up to \($0.grouped)")) } ?? .blank,
      // What the county has answered before stands there again, for it to change.
      finding.reply?.answer.map { .text($0.words.text(bulletin.language)) } ?? .blank,
      reply.map { .text($0) } ?? .blank,
      .text(discrepancy.code.rawValue), .text(finding.fingerprint),
    ]
    // The rows that Excel would measure itself stay low in other programs, so their heights are told: 15 ideographs fit a line of the
    // widest columns.
    let texts = [(wrong, 30), (mend, 30), (whose, 14), (file, 16), (link, 15), (standing, 12), (reply ?? "", 18)]
    // Latin words are not parted at a line's end.
    let spare = bulletin.language == "zh" ? 2 : 3
    height = max(2, texts.map { (Self.width($0.0) + $0.1 - spare - 1) / ($0.1 - spare) }.max() ?? 1)
  }

  /// How wide a text is, in Latin letters. Characters from U+2E80 on are wide; they begin with E2 BA or a greater byte.
  static func width(_ text: String) -> Int {
    var width = 0
    var isAfterE2 = false
    for byte in text.utf8 {
      if byte & 0xC0 != 0x80 { width += byte > 0xE2 ? 2 : 1 } else if isAfterE2, byte >= 0xBA { width += 1 }
      isAfterE2 = byte == 0xE2
    }
    return width
  }
}
