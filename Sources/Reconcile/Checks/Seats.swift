import Domain

extension CountyCase {
  /// The seats that the policy gives the villages of a row, under any of its rules; none where it is not certain how many they are.
  func seats(of row: AggregateRecord) -> [Int] {
    let villages = villages(of: row)
    if !row.isVillage, row[.villageCount].count != villages { return [] }
    return policy.rules.map { $0.quota * villages }
  }
}

/// DZ302, DZ306: the seats that a row states are those that the policy gives its villages.
func quotaCells(_ county: CountyCase) -> [Discrepancy] {
  county.records.aggregates.compactMap { row in
    let seats = county.seats(of: row)
    guard row.village >= 0 || !row.isVillage, let stated = row[.quota].count, let most = seats.max(),
      !seats.contains(stated)
    else { return nil }
    let concurrent = row[.concurrent].count ?? 0
    let paid = row[.eligible].count
    let place = county.source(row.source).place(.quota, row: Int(row.row))
    let level: Discrepancy.Level = row.isVillage ? .village : .town
    let gap = Discrepancy.Gap.counts(expected: most, actual: stated, unit: "人")
    if stated > most || paid.map({ paid in seats.contains { $0 - concurrent == paid } }) == true {
      return Discrepancy(
        .headcountMismatch, subject: county.subject(row), period: county.period, field: Field.quota.rawValue,
        spots: [.init(place, raw: "\(stated)", parsed: "\(stated)")], gap: gap, level: level, touches: [],
        zh: "应有人数写 \(stated) 人，按政策为 \(most) 人", en: "\(stated) seats are stated; by the policy they are \(most)")
    }
    // Fewer seats, all accounted for: some stand empty, unless members say so themselves.
    guard row.isVillage, stated - concurrent == paid, county.membersOf[Int(row.village)] == nil else { return nil }
    return Discrepancy(
      .vacancy, subject: county.subject(row), period: county.period, field: Field.quota.rawValue,
      spots: [.init(place, raw: "\(stated)", parsed: "\(stated)")], gap: gap, level: level,
      touches: [.heads, .due, .stated],
      zh: "应有人数写 \(stated) 人，按政策为 \(most) 人：如有缺员请注明",
      en: "\(stated) seats are stated; by the policy they are \(most): say so where seats stand empty")
  }
}

/// DZ302: a summary has the heads of the monthly returns, or of another summary's villages, where no members say who they are.
func summaryAgainstReturns(_ county: CountyCase) -> [Discrepancy] {
  let steady = steadyHeads(county)
  return county.records.aggregates.compactMap { row in
    let source = county.source(row.source)
    guard source.kind == .summary, row.months.isEmpty, let paid = row[.eligible].count,
      row[.quota].count.flatMap({ quota in row[.concurrent].count.map { quota - $0 == paid } }) != false,
      let returned = row.village >= 0
        ? steady[Int(row.village)] : row.isVillage || row.town < 0 ? nil : heads(ofTown: Int(row.town), steady, county),
      returned != paid
    else { return nil }
    return Discrepancy(
      .headcountMismatch, subject: county.subject(row), period: county.period, field: Field.eligible.rawValue,
      spots: [.init(source.place(.eligible, row: Int(row.row)), raw: "\(paid)", parsed: "\(paid)")],
      gap: .counts(expected: returned, actual: paid, unit: "人"), level: row.isVillage ? .village : .town,
      touches: [.heads], isTie: true,
      zh: "汇总表核发人数 \(paid) 人，月报各月均为 \(returned) 人",
      en: "the summary states \(paid) heads; the returns have \(returned) in every month")
  }
}

/// Heads of villages without members whose returns have the same heads in every month of the period.
private func steadyHeads(_ county: CountyCase) -> [Int: Int] {
  var months: [Int: [YearMonth: Int]] = [:]
  for row in county.records.aggregates
  where row.village >= 0 && county.source(row.source).kind == .monthly && county.membersOf[Int(row.village)] == nil {
    for (entry, month) in zip(row.months, county.source(row.source).monthColumns) {
      months[Int(row.village), default: [:]][month.month] = entry.heads.count
    }
  }
  let calendar = county.policy.calendar
  return months.compactMapValues { heads in
    guard let first = heads[calendar[0]], calendar.allSatisfy({ heads[$0] == first }) else { return nil }
    return first
  }
}

private func heads(ofTown town: Int, _ steady: [Int: Int], _ county: CountyCase) -> Int? {
  var sum = 0
  for village in county.register.towns[town].villages where county.register.villages[village].kind == .village {
    guard let heads = steady[village] else { return nil }
    sum += heads
  }
  return sum
}
