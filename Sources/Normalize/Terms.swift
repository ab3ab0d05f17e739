import Domain
import Spreadsheet

/// When a member's term of office began and ended.
extension TableReader {
  /// Reads the columns of a term; one column may tell both ends.
  mutating func readTerm(_ row: Int, _ number: Int, _ owner: RowOwner, of member: inout MemberRecord) {
    if let column = columnOf[.start],
      let found = cells.term(cell(row, .start), .start, row: number, column: column, owner: owner)
    {
      (member.start, member.startDay) = (found.first.month, Int8(found.first.day ?? 0))
      if let last = found.last { (member.end, member.endDay) = (last.month, Int8(last.day ?? 0)) }
    }
    if let column = columnOf[.end],
      let found = cells.term(cell(row, .end), .end, row: number, column: column, owner: owner)
    {
      let end = found.last ?? found.first
      (member.end, member.endDay) = (end.month, Int8(end.day ?? 0))
      if found.last != nil, member.start == nil {
        (member.start, member.startDay) = (found.first.month, Int8(found.first.day ?? 0))
      }
      tellReversedTerm(member, row, number, column, owner)
    }
  }

  /// DZ205: nobody leaves office before coming into it; one of the two dates is wrong.
  private mutating func tellReversedTerm(
    _ member: MemberRecord, _ row: Int, _ number: Int, _ column: Int, _ owner: RowOwner
  ) {
    guard let start = member.start, let end = member.end, end < start else { return }
    cells.discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, period: period, field: Field.end.rawValue,
        spots: [
          .init(cells.place(number, column), raw: Mask.numbers(in: cells.text(cell(row, .end))), parsed: "\(end)")
        ],
        touches: .touched(by: .end),
        zh: "离任（\(end)）早于任职（\(start)），按此没有任职月份；请核对两个日期",
        en: "the term ends in \(end), before it begins in \(start), and has no months: compare the two dates"))
  }

  /// Keeps what a note says of a member who left office or died: 2021年5月离任, 已离任，2021年6月起停发.
  mutating func findDeparture(_ row: Int, _ number: Int) {
    for column in [columnOf[.note], table.changes].compactMap(\.self) {
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text, !isBlank(cell) else { continue }
      let found =
        departures[cell.text]
        ?? departures.keep(DepartureWords(grid.texts[cell.text], year: onlyYear), of: cell.text, in: grid.texts)
      guard let found else {
        if !findArrival(cell, column, number) { findServed(cell, column, number) }
        continue
      }
      out.remarks.append(
        RowRemark(
          found.isDeath ? .died : .left, member: out.members.count, place: cells.place(number, column),
          raw: Mask.numbers(in: Text.trimmed(grid.texts[cell.text])), date: found.date, hasDay: found.hasDay))
      return
    }
  }

  /// 补贴发至2021年6月 beside most members says how far payment has come, and of nobody that he left; 任期至2021年6月 is the committee's.
  mutating func settleHowFarPaid() {
    let isOfPay = out.remarks.map {
      $0.kind == .left && (DepartureWords.isOfPay($0.raw) || $0.raw.contains("任期") && !DepartureWords.speaks($0.raw))
    }
    guard isOfPay.count(where: \.self) * 2 > out.members.count else { return }
    out.remarks = zip(out.remarks, isOfPay).filter { !$0.1 }.map(\.0)
  }

  /// The calendar year that the period is, where it is within one.
  var onlyYear: Int? { policy.from.year == policy.until.year ? policy.from.year : nil }

  /// Keeps what a note says of a member who came within the period, where no column has the terms.
  private mutating func findArrival(_ cell: Cell, _ column: Int, _ number: Int) -> Bool {
    guard columnOf[.start] == nil,
      let found = arrivals[cell.text]
        ?? arrivals.keep(ArrivalWords(grid.texts[cell.text], year: onlyYear), of: cell.text, in: grid.texts),
      found.month > policy.from, found.month <= policy.until
    else { return false }
    out.remarks.append(
      RowRemark(
        .came, member: out.members.count, place: cells.place(number, column),
        raw: Mask.numbers(in: Text.trimmed(grid.texts[cell.text])),
        date: CalendarDate(month: found.month, validDay: Int(max(1, found.day))), hasDay: found.day > 0))
    return true
  }

  /// Keeps what a note says of how many months somebody serves or is paid.
  private mutating func findServed(_ cell: Cell, _ column: Int, _ number: Int) {
    guard
      let found = served[cell.text]
        ?? served.keep(ServedWords(grid.texts[cell.text], year: onlyYear), of: cell.text, in: grid.texts)
    else { return }
    out.remarks.append(
      RowRemark(
        .served, member: out.members.count, place: cells.place(number, column),
        raw: Mask.numbers(in: Text.trimmed(grid.texts[cell.text])), months: found.months))
  }
}
