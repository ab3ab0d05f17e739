import Domain

/// DZ406: a payment that came back from the bank and was not made again, with how long it has lain.
func paymentsReturned(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  return county.records.returns.compactMap { payment in
    guard !payment.isMadeAgain else { return nil }
    let member = county.records.members[payment.member]
    // Nothing was to be paid.
    guard member.amount.value != 0 else { return nil }
    // Without a date of its own a payment came back at the earliest in the month that it was made for.
    let since =
      payment.date
      ?? member.paidOn.map { CalendarDate(month: $0, validDay: CalendarDate.days(year: $0.year, month: $0.month)) }
      ?? policy.fiscalYear.upperBound
    let age = county.asOf.map { max(0, $0.dayNumber - since.dayNumber) }
    guard age ?? 0 >= county.thresholds.returnedDays else { return nil }
    let amount = member.amount.money
    return Discrepancy(
      .paymentReturned, subject: county.subject(member), period: county.period, field: Field.payStatus.rawValue,
      spots: [.init(payment.place, raw: payment.raw)],
      gap: amount.map { .money(expected: $0, actual: .zero) } ?? .none, level: .row, touches: [.stated],
      zh: "发放失败或退票，未见补发" + (amount.map { "（\($0.grouped) 元）" } ?? "") + (age.map { "，已 \($0) 天" } ?? ""),
      en: "the payment came back and was not made again" + (amount.map { " (\($0.grouped) yuan)" } ?? "")
        + (age.map { ", for \($0) day(s)" } ?? ""))
  }
}

/// DZ407: what is paid for the period is paid within its fiscal year, and months outside the period are not counted.
func paidOutsidePeriod(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let year = policy.fiscalYear
  var found: [Discrepancy] = []
  for member in county.records.members {
    guard let month = member.paidOn, !(year.lowerBound.month...year.upperBound.month).contains(month) else { continue }
    found.append(
      Discrepancy(
        .paidOutsidePeriod, subject: county.subject(member), period: county.period, field: Field.paidOn.rawValue,
        spots: [
          .init(county.source(member.source).place(.paidOn, row: Int(member.row)), raw: "\(month)", parsed: "\(month)")
        ], gap: .texts(expected: "\(year.lowerBound)/\(year.upperBound)", actual: "\(month)"),
        zh: "发放于 \(month)，不在 \(year.lowerBound) 至 \(year.upperBound) 之内",
        en: "paid in \(month), outside \(year.lowerBound) to \(year.upperBound)"))
  }
  for (index, source) in county.records.sources.enumerated() {
    for (position, column) in source.monthColumns.enumerated()
    where column.month < policy.from || column.month > policy.until {
      let rows = county.records.aggregates.filter { $0.source.index == index && position < $0.months.count }
      let paid = rows.compactMap { $0.months[position].amount.money }.reduce(.zero, +)
      let heads = rows.compactMap { $0.months[position].heads.count }.reduce(0, +)
      guard paid != .zero || heads > 0, let at = column.amount ?? column.heads else { continue }
      found.append(
        Discrepancy(
          .paidOutsidePeriod, subject: Subject(county: county.records.county, detail: source.sheet),
          period: "\(column.month)", field: Field.month.rawValue,
          spots: [.init(source.place(row: source.headerRows.upperBound, column: at), raw: "\(column.month)")],
          gap: .money(expected: .zero, actual: paid), level: .county,
          zh: "\(column.month) 不属于 \(policy.period)，该月 \(heads) 人、\(paid.grouped) 元未计入",
          en: "\(column.month) is not of \(policy.period): its \(heads) heads and \(paid.grouped) yuan are not counted")
      )
    }
  }
  return found
}
