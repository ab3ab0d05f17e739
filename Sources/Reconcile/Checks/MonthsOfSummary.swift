import Domain

/// DZ403: a summary's row of fewer months than all its members have, whose amount follows from them.
func monthsOfSummary(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  return county.records.aggregates.compactMap { row in
    // A whole table of fewer months is one of them.
    guard row.months.isEmpty, county.isOfWholePeriod(row), let months = row[.months].count,
      (0..<policy.months).contains(months),
      let heads = row[.eligible].count, heads > 0, let amount = row[.amount].money, county.rowDue(row) == amount,
      let detail = county.detail(of: row), detail.listed != nil, detail.eligible == heads,
      detail.personMonths == heads * policy.months
    else { return nil }
    return Discrepancy(
      .monthsOutOfRange, subject: county.subject(row), period: county.period, field: Field.months.rawValue,
      spots: [
        .init(county.source(row.source).place(.months, row: Int(row.row)), raw: "\(months)", parsed: "\(months)")
      ],
      gap: .counts(expected: policy.months, actual: months, unit: "月"), level: .row, touches: [.stated],
      zh: "月数 \(months)，明细各人均为 \(policy.months) 个月",
      en: "\(months) months are stated; in the detail everybody has \(policy.months)")
  }
}
