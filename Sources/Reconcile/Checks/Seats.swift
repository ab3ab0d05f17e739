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
  let steady = SteadyHeads(county)
  return county.records.aggregates.compactMap { row in
    let source = county.source(row.source)
    guard source.kind == .summary, row.months.isEmpty, let paid = row[.eligible].count,
      row[.quota].count.flatMap({ quota in row[.concurrent].count.map { quota - $0 == paid } }) != false,
      let returned = row.village >= 0
        ? steady.ofVillage[Int(row.village)]
        : row.isVillage || row.town < 0 ? nil : steady.ofTown(Int(row.town), county.register),
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

/// Villages without members, and towns of which no village has any, whose returns have the same heads in every month of the period.
private struct SteadyHeads {
  private(set) var ofVillage: [Int: Int] = [:]
  private var ofTown: [Int: Int] = [:]

  init(_ county: CountyCase) {
    var villages: [Int: [YearMonth: Int]] = [:]
    var towns: [Int: [YearMonth: Int]] = [:]
    for row in county.records.aggregates where county.source(row.source).kind == .monthly {
      for (entry, month) in zip(row.months, county.source(row.source).monthColumns) {
        if row.village >= 0, county.membersOf[Int(row.village)] == nil {
          villages[Int(row.village), default: [:]][month.month] = entry.heads.count
        } else if !row.isVillage, row.town >= 0, county.figures.townCells[Int(row.town)] != nil {
          towns[Int(row.town), default: [:]][month.month] = entry.heads.count
        }
      }
    }
    let calendar = county.policy.calendar
    func steady(_ heads: [YearMonth: Int]) -> Int? {
      guard let first = heads[calendar[0]], calendar.allSatisfy({ heads[$0] == first }) else { return nil }
      return first
    }
    (ofVillage, ofTown) = (villages.compactMapValues(steady), towns.compactMapValues(steady))
  }

  /// A town's own, or the sum of its villages'.
  func ofTown(_ town: Int, _ register: Register) -> Int? {
    if let own = ofTown[town] { return own }
    var sum = 0
    for village in register.towns[town].villages where register.villages[village].kind == .village {
      guard let heads = ofVillage[village] else { return nil }
      sum += heads
    }
    return sum
  }
}
