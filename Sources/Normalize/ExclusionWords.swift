import Domain
import Spreadsheet

/// What a note says of a post that is paid elsewhere and was taken up within the period: 6月起兼任纪检委员，停发.
enum ExclusionWords {
  /// The first month that is not paid any more; nil where the note says anything besides.
  static func month(_ text: String, year: Int?) -> YearMonth? {
    guard Text.has(text, anyOf: "兼任担"), Text.has(text, anyOf: "起始"),
      let found = ChineseDates.inFigures(Text.squeezed(text)).wholeMatch(of: taken),
      let year = found.output.1.flatMap({ Int($0) }) ?? year, let month = Int(found.output.2), (1...12).contains(month)
    else { return nil }
    return YearMonth(year: year, month: month)
  }

  // Making a pattern costs more than looking for it, and is done once.
  nonisolated(unsafe) private static let taken =
    #/(?:自|从)?(?:(20[0-9]{2})[年.])?([0-9]{1,2})月?(?:份)?(?:起|开始)(?:兼任|兼|担任|任)(?:本村|村|党总支|党支部|支部|党委)*(?:纪检委员|纪委书记|纪检书记|纪检监察委员)[,;。]?(?:停发|不发|不再发放|停止发放|不再享受|不重复发放|补贴停发)?[。]?/#
}

extension TableReader {
  /// Takes whoever a note says was paid elsewhere from some month on for a member until then, where the row pays just the months before;
  /// whether it does.
  mutating func endsBeforeOtherPost(_ row: Int, _ number: Int) -> Bool {
    guard let column = columnOf[.note], let note = cell(row, .note), note.kind == .text,
      let since = ExclusionWords.month(
        grid.texts[note.text], year: policy.from.year == policy.until.year ? policy.from.year : nil),
      since > policy.from, since <= policy.until
    else { return false }
    let before = policy.calendar.filter { $0 < since }
    let due = before.reduce(Money.zero) { $0 + policy.rate(in: $1) }.fen
    let months = cell(row, .months).flatMap { cells.quietly($0, unit: nil) }
    let money: Field = columnOf[.amount] == nil ? .due : .amount
    let paid = cell(row, money).flatMap { cells.quietly($0, unit: columnOf[money].flatMap { units[$0] } ?? .yuan) }
    guard months != nil || paid != nil, months ?? Int64(before.count) == Int64(before.count), paid ?? due == due else {
      return false
    }
    let raw = Mask.numbers(in: Text.trimmed(grid.texts[note.text]))
    cells.log.note("mark-in-words", row: number, column: column, raw: raw, value: "\(since)")
    out.remarks.append(
      RowRemark(
        .excluded, member: out.members.count, place: cells.place(number, column), raw: raw,
        date: CalendarDate(month: since.advanced(by: -1), validDay: 1), hasDay: false))
    return true
  }
}
