import Domain

/// DZ206: a month of the period that no return, or no list of a part of the year, is about is missing, which is not a month in which
/// nothing was paid.
func missingReturns(_ county: CountyCase) -> [Discrepancy] {
  let calendar = county.policy.calendar
  var covered: [Subject: Set<YearMonth>] = [:]
  var sources: [Subject: Source] = [:]
  var figures: [Subject: Quantities] = [:]
  for row in county.records.aggregates {
    let source = county.source(row.source)
    let isBasis = county.isBasis(row)
    guard source.kind == .monthly else { continue }
    let subject = county.subject(row)
    figures[subject, default: []].formUnion(
      isBasis ? [.heads, .due, .stated] : county.isStated(row) ? [.stated] : [])
    // A return by quarter, or of the year alone, names no months.
    let months = source.monthColumns.isEmpty ? calendar : source.monthColumns.map(\.month)
    covered[subject, default: []].formUnion(months)
    sources[subject] = sources[subject] ?? source
  }
  // Of returns that only stand beside what counts those of some months may be all that were asked for, but not with a gap among them.
  for (subject, months) in covered where figures[subject] == [] {
    let isOfMost = months.count * 2 > calendar.count
    covered[subject] =
      isOfMost ? months.union(calendar.filter { $0 < months.min() ?? $0 || $0 > months.max() ?? $0 }) : nil
  }
  for village in county.figures.villages where village.basis == .paymentList {
    let subject = county.subject(village: village.village)
    let months = county.monthsOfLists(ofVillage: village.village).union(county.monthsPaidLater(village.village))
    guard covered[subject] == nil || months.count < calendar.count else { continue }
    covered[subject] = months
    figures[subject] = [.heads, .due, .stated]
    sources[subject] = county.membersOf[village.village]?.first.map { county.source(county.records.members[$0].source) }
  }
  let elsewhere = ListsOfMonths(county)
  let missing = covered.mapValues { known in calendar.filter { !known.contains($0) } }.filter { !$0.value.isEmpty }
  func finding(_ subject: Subject, _ months: [YearMonth], level: Discrepancy.Level) -> Discrepancy {
    let names = months.map { "\($0)" }
    let touched = figures[subject] ?? figures.values.reduce(into: []) { $0.formUnion($1) }
    let source = sources[subject] ?? sources.values.min { ($0.file, $0.sheet) < ($1.file, $1.sheet) }
    // Where the others of its town are, and it is not.
    let lacking =
      touched.contains(.due) ? source.map { elsewhere.places(lacking: subject, in: months, of: $0.kind) } ?? [] : []
    let (zh, en) = source?.kind == .paymentList ? ("发放表", "payment list") : ("月报", "return")
    return Discrepancy(
      .missingNotZero, subject: subject, period: county.period, field: Field.month.rawValue,
      spots: (lacking.isEmpty ? [Place(file: source?.file ?? "")] : lacking).map { .init($0) },
      gap: .counts(expected: calendar.count, actual: calendar.count - months.count, unit: "月"), level: level,
      touches: touched,
      zh: "\(zh)缺 \(names.joined(separator: "、")) 共 \(months.count) 个月：缺报不等于没有发放"
        + (touched.contains(.due) ? "，这些月份未计入人月和金额" : touched.isEmpty ? "，请补报" : "，这些月份未计入上报金额"),
      en:
        "no \(en) is about \(names.joined(separator: ", ")): a month that is not reported is not one in which nothing was paid"
        + (touched.isEmpty ? "" : "; nothing is counted for it")
    )
  }
  // What all villages lack is a file that was not sent: one fact.
  let returned = covered.keys.filter { sources[$0]?.kind == .monthly }
  let isOfReturns = missing.keys.allSatisfy { sources[$0]?.kind == .monthly }
  if missing.count > 1, missing.count == (isOfReturns ? returned.count : covered.count),
    let months = missing.values.first,
    missing.values.allSatisfy({ $0 == months })
  {
    return [finding(county.county, months, level: .town)]
  }
  return missing.map { finding($0.key, $0.value, level: $0.key.village == nil ? .town : .village) }
}

extension CountyCase {
  /// The months that a village's payment lists are of.
  func monthsOfLists(ofVillage village: Int) -> Set<YearMonth> {
    let members = (membersOf[village] ?? []).filter { !records.isLater($0) }
    let sources = Set(members.map { records.members[$0].source.index })
    return sources.reduce(into: []) { covered, index in
      let part = records.sources[index].part
      covered.formUnion(policy.calendar.filter { part?.contains($0) ?? true })
    }
  }

  /// Whether any list of members of a row's place is of a month: until one came, nobody knows who is paid in it.
  func hasList(of month: YearMonth, at row: AggregateRecord) -> Bool {
    let listed = villages(in: row).filter { membersOf[$0] != nil }
    return listed.isEmpty
      || listed.contains { monthsOfLists(ofVillage: $0).contains(month) || monthsPaidLater($0).contains(month) }
  }

  /// The months that a village's lists of later payments say that they are of: 7—12月补发表.
  fileprivate func monthsPaidLater(_ village: Int) -> Set<YearMonth> {
    let parts = (membersOf[village] ?? []).filter(records.isLater).compactMap {
      source(records.members[$0].source).part
    }
    return Set(policy.calendar.filter { month in parts.contains { $0.contains(month) } })
  }

  /// Whether a row is what its village or town is said to be paid, though others list its heads.
  fileprivate func isStated(_ row: AggregateRecord) -> Bool {
    let cells =
      row.village >= 0
      ? villageIndex[Int(row.village)].map { figures.villages[$0].statedCells }
      : figures.statedRows[row.town >= 0 ? Int(row.town) : nil]
    return (cells ?? []).contains { $0.source == row.source && $0.rows.contains(Int(row.row)) }
  }

  /// Whether a row of a monthly return is what its village's, town's or county's heads and months come from.
  fileprivate func isBasis(_ row: AggregateRecord) -> Bool {
    guard source(row.source).kind == .monthly else { return false }
    if row.village >= 0 {
      return villageIndex[Int(row.village)].map { figures.villages[$0].basis == .monthly } ?? false
    }
    guard !row.isVillage, let cells = row.town < 0 ? figures.countyCells : figures.townCells[Int(row.town)] else {
      return false
    }
    return source(cells.source).kind == .monthly
  }
}
