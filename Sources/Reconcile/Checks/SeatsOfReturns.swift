import Domain

/// DZ302, DZ306: where returns are all that is there, a village's heads are its seats without those that it says are not paid again: as few
/// in every month contradict that nobody is excluded, elsewhere they are seats that stand empty. A committee of two is allowed: a warning.
func seatsOfReturns(_ county: CountyCase) -> [Discrepancy] {
  guard county.records.members.isEmpty, county.records.sources.allSatisfy({ $0.kind == .monthly }) else { return [] }
  let quotas = county.policy.calendar.map { county.policy.rules(in: $0).quota }
  return county.records.aggregates.compactMap { row in
    let source = county.source(row.source)
    guard row.isVillage, row.village >= 0, let excluded = row[.concurrent].count, row[.eligible].count == nil,
      source.monthColumns.map(\.month) == county.policy.calendar
    else { return nil }
    let heads = row.months.compactMap(\.heads.count)
    guard heads.count == quotas.count else { return nil }
    // More than the seats leave is told of the excluded, and more than the seats themselves as such.
    if let over = headsBesideExcluded(row, heads, excluded, quotas, county) { return over }
    let short = zip(quotas, heads).map { max(0, (row[.quota].count ?? $0) - excluded - $1) }
    let months = short.indices.filter { short[$0] > 0 }
    guard let first = months.first, let last = months.last else { return nil }
    let seats = row[.quota].count ?? quotas[first]
    let isWhole = months.count == heads.count && Set(heads).count == 1
    // Where the row counts who is there, or has thought of who is not paid again, the others' seats stand empty.
    let isVacancy = !isWhole || excluded > 0 || row[.listed].count == heads[first] + excluded
    guard isVacancy else {
      return Discrepancy(
        .headcountMismatch, severity: .warning, subject: county.subject(row), period: county.period,
        field: Field.concurrent.rawValue,
        spots: [.init(source.place(.concurrent, row: Int(row.row)), raw: "\(excluded)", parsed: "\(excluded)")],
        gap: .counts(expected: seats - heads[first], actual: excluded, unit: "人"), level: .village,
        touches: [.concurrent, .heads],
        zh: "应有 \(seats) 人 − 兼任 \(excluded) 人 ≠ 月报各月的 \(heads[first]) 人：请核对兼任人数，有缺员请注明",
        en:
          "quota \(seats) − concurrent \(excluded) ≠ \(heads[first]) in every month: check who is not paid again, and say so where seats stand empty"
      )
    }
    let calendar = county.policy.calendar
    return Discrepancy(
      .vacancy, subject: county.subject(row), period: county.period, field: "members",
      spots: months.compactMap { month in
        source.monthColumns[month].heads.map {
          .init(source.place(row: Int(row.row), column: $0), raw: "\(heads[month])")
        }
      },
      gap: .counts(expected: quotas.reduce(0, +), actual: quotas.reduce(0, +) - short.reduce(0, +), unit: "人月"),
      level: .village, touches: [.heads, .due, .stated],
      zh: "缺员共 \(short.reduce(0, +)) 人月（\(calendar[first])—\(calendar[last])）：应有 \(seats) 人，兼任 \(excluded) 人",
      en:
        "seats stand empty for \(short.reduce(0, +)) month(s) in all (\(calendar[first])–\(calendar[last])): \(seats) seats, \(excluded) not paid again"
    )
  }
}

/// DZ302: a return's row pays no more heads in one month than its seats leave, as it does in all the others. The first month may be the last
/// before somebody took the other post, and the last month the first after it.
private func headsBesideExcluded(
  _ row: AggregateRecord, _ heads: [Int], _ excluded: Int, _ quotas: [Int], _ county: CountyCase
) -> Discrepancy? {
  let left = quotas.map { $0 - excluded }
  let over = heads.indices.filter { heads[$0] > left[$0] }
  guard excluded > 0, over.count == 1, let month = over.first, heads[month] <= quotas[month],
    heads.indices.dropFirst().dropLast().contains(month),
    heads.indices.allSatisfy({ $0 == month || heads[$0] == left[$0] })
  else { return nil }
  let source = county.source(row.source)
  guard let column = source.monthColumns[month].heads else { return nil }
  return Discrepancy(
    .headcountMismatch, subject: county.subject(row), period: "\(source.monthColumns[month].month)",
    field: Field.eligible.rawValue,
    spots: [
      .init(source.place(row: Int(row.row), column: column), raw: "\(heads[month])", parsed: "\(heads[month])")
    ],
    gap: .counts(expected: left[month], actual: heads[month], unit: "人"), level: .village, touches: [.heads, .due],
    zh: "应有 \(quotas[month]) 人 − 兼任 \(excluded) 人 ≠ 核发 \(heads[month]) 人",
    en: "quota \(quotas[month]) − concurrent \(excluded) ≠ paid \(heads[month])")
}
