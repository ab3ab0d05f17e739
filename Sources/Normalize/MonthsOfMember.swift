import Domain
import Spreadsheet

/// The months that a member's row pays, told from its columns of months, quarters or half-years where no column counts them.
extension TableReader {
  /// Counts the months that a row's columns pay; where they are months, also the first of them. What the columns leave open stays open.
  mutating func settleMonths(
    of member: inout MemberRecord, row: Int, months: [AggregateRecord.Month], spans: [Int: Reading]
  ) {
    guard member.months == .absent else {
      return tieTicks(of: member, row: row, ticked: tickedMonths(months)?.count)
    }
    let stated = member.due.value ?? member.amount.value
    if let counted = cells.monthsOfRate[Int(member.row)] {
      member.months = .value(counted)
      return
    }
    if let counted = monthsCounted(row) {
      member.months = .value(counted)
      return
    }
    guard let paid = tickedMonths(months) ?? paidMonths(months, of: member, row, comingTo: stated) else {
      if let count = monthsPaid(by: spans, comingTo: stated) { member.months = .value(Int64(count)) }
      return
    }
    member.months = .value(Int64(paid.count))
    // A term that the row states says more; a gap between months is no beginning.
    guard member.start == nil, let first = paid.first, let last = paid.last, first > policy.from,
      Int(last.index - first.index) + 1 == paid.count
    else { return }
    member.start = first
  }

  /// 9月 below 发放月份 in a list of 7-9月 is September where one month is paid. In a whole year's list it may be all months to September.
  mutating func settleLoneMonth(of member: inout MemberRecord, _ row: Int, _ number: Int) {
    guard let column = columnOf[.months], let count = member.months.value, (2...12).contains(count),
      let paid = member.due.value ?? member.amount.value,
      let cell = cell(row, .months), cell.kind == .text, Text.ends(Text.squeezed(grid.texts[cell.text]), with: "月"),
      table.paths[column].map({ Text.headerWords($0).hasSuffix("月份") }) ?? false,
      let month = Table.month(cell, grid, year: policy.from.year), isInPeriod(month),
      paid == policy.rate(in: month).fen, TitleWords(table.title, year: month.year).part?.contains(month) ?? false
    else { return }
    cells.log.note("months-named", row: number, column: column, raw: grid.texts[cell.text], value: "1")
    member.months = .value(1)
    if member.start == nil, month > policy.from { member.start = month }
  }

  /// (480) below 扣减 is 480 taken off, and 480 below 补扣 is paid besides, where 应发 and 实发 of the row prove it.
  func settleSign(ofDeduction member: inout MemberRecord, _ number: Int) {
    guard let column = columnOf[.deduction], let written = member.deduction.value, written != 0,
      let due = member.due.value, let paid = member.amount.value, due + written == paid
    else { return }
    if written < 0 {
      member.deduction = .value(-written)
    } else if columnOf[.backPay] == nil, Self.isOfBoth(cells.header(column)) {
      (member.backPay, member.deduction) = (.value(written), .absent)
    }
  }

  /// Whether a header is of what is paid besides as well as of what is taken off: 扣减补贴 takes off alone.
  private static func isOfBoth(_ header: String) -> Bool {
    !header.contains("扣减") && ["补扣", "补(扣)", "补/扣", "扣补", "补发"].contains { header.contains($0) }
  }

  /// What a row's months, quarters or half-years pay together, where no column sums them up.
  func settleAmount(of member: inout MemberRecord, months: [AggregateRecord.Month], spans: [Int: Reading]) {
    guard columnOf[.amount] == nil else { return }
    let paid = table.months.filter { $0.amount != nil }.map(\.month)
    let own = table.ownSpans(of: \.amount).filter { span in !paid.contains { span.months.contains($0) } }
    let parts = months.map(\.amount) + own.compactMap(\.amount).map { spans[$0] ?? .absent }
    guard !parts.contains(.unreadable), parts.contains(where: { $0.value != nil }) else { return }
    member.amount = .value(parts.compactMap(\.value).reduce(0, +))
  }

  /// What 月数 below each quarter or half-year come to; nil where one of them says none.
  private mutating func monthsCounted(_ row: Int) -> Int64? {
    guard !table.monthsOfSpan.isEmpty, table.months.isEmpty else { return nil }
    let own = table.ownSpans(of: \.amount).map(\.months)
    // 1-6月月数 │ 7-12月月数 │ 合计金额: the parts of a year whose money is one.
    let spans = own.isEmpty ? table.monthsOfSpan.keys.sorted { $0.lowerBound < $1.lowerBound } : own
    let columns = spans.compactMap { table.monthsOfSpan[$0] }
    guard columns.count == spans.count, zip(spans, spans.dropFirst()).allSatisfy({ $0.upperBound < $1.lowerBound })
    else { return nil }
    var (count, isStated): (Int64, Bool) = (0, false)
    for column in columns {
      guard let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell) else { continue }
      guard let value = cells.quietly(cell, unit: nil), (0...12).contains(value) else { return nil }
      count += value
      isStated = true
    }
    return isStated ? count : nil
  }

  /// Months with a tick; a row without any is paid for none.
  private func tickedMonths(_ months: [AggregateRecord.Month]) -> [YearMonth]? {
    guard table.ticks != nil, months.allSatisfy({ $0.heads != .unreadable }) else { return nil }
    return zip(table.months, months).filter { isInPeriod($0.0.month) && $0.1.heads.value == 1 }.map(\.0.month)
  }

  /// Months with an amount, where each is about a month's pay and all come to what the row states: 720 in March pays a quarter. Months that
  /// are each at their rate stand against a sum that is less, or that no month left blank can make up: that is wrong, unless the row says
  /// besides, by a term or a remark, why its sum is another.
  private func paidMonths(
    _ months: [AggregateRecord.Month], of member: MemberRecord, _ row: Int, comingTo stated: Int64?
  ) -> [YearMonth]? {
    guard table.months.count > 1, table.months.allSatisfy({ $0.amount != nil }), table.spans.isEmpty else { return nil }
    var paid: [YearMonth] = []
    var (sum, isExact): (Int64, Bool) = (0, true)
    for (month, entry) in zip(table.months, months) {
      if entry.amount == .unreadable { return nil }
      guard let fen = entry.amount.value, fen != 0 else { continue }
      guard isInPeriod(month.month), fen > 0, fen < 2 * policy.rate(in: month.month).fen else { return nil }
      sum += fen
      isExact = isExact && fen == policy.rate(in: month.month).fen
      paid.append(month.month)
    }
    guard !paid.isEmpty, let stated, stated != sum else { return paid.isEmpty ? nil : paid }
    let saysMore = member.start != nil || member.end != nil || !isBlank(cell(row, .note))
    guard isExact, !saysMore, table.months.count == policy.months else { return nil }
    return 0 < stated && stated < sum || paid.count == policy.months ? paid : nil
  }

  /// How many months quarters and half-years pay under rates that change, where each of them has one rate. Under a single rate the sum says as much.
  private func monthsPaid(by spans: [Int: Reading], comingTo stated: Int64?) -> Int? {
    guard policy.singleRate == nil, policy.rounding == .fen, table.months.isEmpty else { return nil }
    var count: Int64 = 0
    var sum: Int64 = 0
    for span in table.ownSpans(of: \.amount) {
      guard let reading = span.amount.flatMap({ spans[$0] }), reading != .unreadable else { return nil }
      guard let fen = reading.value, fen != 0 else { continue }
      let all = policy.calendar.filter(span.months.contains)
      let rates = Set(all.map { policy.rate(in: $0).fen })
      guard rates.count == 1, let rate = rates.first, rate > 0, fen > 0, fen % rate == 0, fen / rate <= Int64(all.count)
      else { return nil }
      count += fen / rate
      sum += fen
    }
    return count > 0 && stated ?? sum == sum ? Int(count) : nil
  }

  func isInPeriod(_ month: YearMonth) -> Bool { policy.from <= month && month <= policy.until }
}
