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
    // Who is not paid again by the members' own marks, where the row has that wrong too; a row that does not state it may leave them out.
    let detail = row[.concurrent].count == nil ? nil : county.detail(of: row)
    let marked = detail.flatMap { $0.listed == nil || $0.eligible != paid ? nil : $0.concurrent }
    let place = county.source(row.source).place(.quota, row: Int(row.row))
    let level: Discrepancy.Level = row.isVillage ? .village : .town
    let gap = Discrepancy.Gap.counts(expected: most, actual: stated, unit: "人")
    if stated > most
      || paid.map({ paid in seats.contains { $0 - concurrent == paid || $0 - paid == marked } }) == true
    {
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
