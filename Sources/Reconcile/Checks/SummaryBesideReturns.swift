import Domain

/// DZ302: a summary has the heads of the monthly returns, or of another summary's villages, where no members say who they are; and, where it
/// states no money, the returns' person-months.
func summaryAgainstReturns(_ county: CountyCase) -> [Discrepancy] {
  let years = YearsOfReturns(county)
  return county.records.aggregates.compactMap { row in
    let source = county.source(row.source)
    guard source.kind == .summary, row.months.isEmpty, let paid = row[.eligible].count, let year = years[row] else {
      return nil
    }
    if let returned = year.steadyHeads, returned != paid {
      guard row.village >= 0 || row.town >= 0, !county.hasMembers(row),
        row[.quota].count.flatMap({ quota in row[.concurrent].count.map { quota - $0 == paid } }) != false
      else { return nil }
      return Discrepancy(
        .headcountMismatch, subject: county.subject(row), period: county.period, field: Field.eligible.rawValue,
        spots: [.init(source.place(.eligible, row: Int(row.row)), raw: "\(paid)", parsed: "\(paid)")],
        gap: .counts(expected: returned, actual: paid, unit: "人"), level: row.level,
        touches: [.heads], isTie: true,
        zh: "汇总表核发人数 \(paid) 人，月报各月均为 \(returned) 人",
        en: "the summary states \(paid) heads; the returns have \(returned) in every month")
    }
    let stated = row[.personMonths].count ?? row[.months].count.map { $0 * paid }
    guard row[.amount] == .absent, county.isOfWholePeriod(row), !county.isPaidByList(row), let stated,
      let returned = year.personMonths, returned != stated
    else { return nil }
    let field: Field = row[.personMonths].count == nil ? .months : .personMonths
    // Heads of the year's end times the months in which any were paid need not be person-months.
    return Discrepancy(
      .headcountMismatch, severity: field == .months ? .warning : nil, subject: county.subject(row),
      period: county.period, field: field.rawValue,
      spots: [.init(source.place(field, row: Int(row.row)), raw: "\(stated)", parsed: "\(stated)")],
      gap: .counts(expected: returned, actual: stated, unit: "人月"), level: row.level, touches: [.heads], isTie: true,
      zh: "汇总表共 \(stated) 人月，月报各月人数相加为 \(returned) 人月",
      en: "the summary has \(stated) person-months; the returns' heads add up to \(returned)")
  }
}

/// DZ302: a summary of the whole period has more person-months than the figures of its town, which come from returns that lack months.
func summaryBesideMissingMonths(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  var reported: [Int32: Set<YearMonth>] = [:]
  for row in county.records.aggregates where !row.months.isEmpty && row.town >= 0 {
    for (entry, month) in zip(row.months, county.source(row.source).monthColumns) where entry.heads.count != nil {
      if policy.calendar.contains(month.month) { reported[row.town, default: []].insert(month.month) }
    }
  }
  guard !reported.isEmpty else { return [] }
  return county.records.aggregates.compactMap { row in
    let source = county.source(row.source)
    guard source.kind == .summary, row.months.isEmpty, !row.isVillage, row.town >= 0, county.isOfWholePeriod(row),
      !county.hasMembers(row), let months = reported[row.town]?.count, months < policy.months,
      let paid = row[.eligible].count, row[.months].count == policy.months,
      let returned = county.detail(of: row)?.personMonths, case let stated = paid * policy.months,
      // Villages that were never counted before are told as missing.
      stated > returned, returned <= paid * months
    else { return nil }
    return Discrepancy(
      .headcountMismatch, subject: county.subject(row), period: county.period, field: Field.months.rawValue,
      spots: [.init(source.place(.months, row: Int(row.row)), raw: "\(policy.months)", parsed: "\(policy.months)")],
      gap: .counts(expected: returned, actual: stated, unit: "人月"), level: row.level, touches: [.heads], isTie: true,
      zh: "汇总表为全年 \(stated) 人月，月报只有 \(months) 个月、共 \(returned) 人月：请补报其余月份的月报",
      en:
        "the summary has \(stated) person-months of the whole year; the returns are of \(months) months, \(returned) person-months: send the other months' returns"
    )
  }
}

extension CountyCase {
  /// What the returns of every month state for a summary's row, where neither they nor what their heads are due come to its amount; nil too where a
  /// payment list is what both are held against, or other heads in every month are what is told.
  func amountReturned(for row: AggregateRecord, paid: Money, _ years: YearsOfReturns) -> Money? {
    guard source(row.source).kind == .summary, isOfWholePeriod(row), !isPaidByList(row), let year = years[row],
      year.steadyHeads == nil || row[.eligible].count.map({ $0 == year.steadyHeads }) ?? true
    else { return nil }
    return [year.amount, year.due].contains(paid) ? nil : year.amount ?? year.due
  }

  /// Whether a summary's row may be of the whole period: one that is of fewer months stands out among others, else the whole table is.
  func isOfWholePeriod(_ row: AggregateRecord) -> Bool {
    guard source(row.source).part == nil else { return false }
    return switch row[.months] {
    case .absent: true
    case .value: records.aggregates.contains { $0.source == row.source && $0[.months].count == policy.months }
    default: false
    }
  }

  /// Whether a payment list says who of a row's place is paid.
  fileprivate func isPaidByList(_ row: AggregateRecord) -> Bool {
    villages(in: row).contains { membersOf[$0]?.first.map { !isOfRoster($0) } ?? false }
  }

  /// Whether any document says who of a row's place is paid.
  fileprivate func hasMembers(_ row: AggregateRecord) -> Bool { villages(in: row).contains { membersOf[$0] != nil } }

  private func isOfRoster(_ member: Int) -> Bool { source(records.members[member].source).kind == .roster }

  /// The villages that a row of a village, a town or the county is about.
  func villages(in row: AggregateRecord) -> [Int] {
    if row.village >= 0 { return [Int(row.village)] }
    if row.isVillage { return [] }
    let all = row.town >= 0 ? register.towns[Int(row.town)].villages : register.counties[records.county].villages
    return all.filter { register.villages[$0].kind == .village }
  }
}
