import Domain

/// A village that is missing and a seat that stands empty, or a member who is paid beside a mark, in one town: the town's figures, and what
/// the county is due, differ for all of them, each by its own part.
struct CausesOfTowns {
  /// What a finding makes a town's row more by than the detail.
  private struct Part {
    var index: Int
    /// By column; what is not there is nothing.
    var more: [Field: Int64]
  }

  let county: CountyCase
  let isOfBasis: (Discrepancy) -> Bool

  /// Gives such differences all of their causes, where some are missing.
  func attribute(_ discrepancies: inout [Discrepancy]) {
    var missing: [Int: [Part]] = [:]
    for (index, finding) in discrepancies.enumerated() {
      guard finding.code == .villageCountMismatch, finding.field == Field.village.rawValue,
        finding.subject.village != nil, let town = finding.subject.town, isOfBasis(finding)
      else { continue }
      missing[town, default: []].append(Part(index: index, more: seats(county.policy.quota, isVillage: true)))
    }
    guard !missing.isEmpty else { return }
    var empty: [Int: [Part]] = [:]
    var marked: [Int: [Part]] = [:]
    for (index, finding) in discrepancies.enumerated() {
      guard let town = finding.subject.town else { continue }
      if finding.code == .vacancy, finding.field == "members", let more = emptySeats(finding) {
        empty[town, default: []].append(Part(index: index, more: more))
      } else if finding.code == .dualPostPaid {
        marked[town, default: []].append(Part(index: index, more: excluded))
      }
    }
    for row in county.records.aggregates where !row.isVillage && row.town >= 0 && row.months.isEmpty {
      let town = Int(row.town)
      guard let missing = missing[town] else { continue }
      let (empty, marked) = (empty[town] ?? [], marked[town] ?? [])
      explain(
        row, by: [empty, marked, empty + marked].filter { !$0.isEmpty }.map { missing + $0 }, &discrepancies)
    }
    explainAllocation(&discrepancies, missing.values.flatMap(\.self), empty.values.flatMap(\.self))
  }

  // MARK: - What findings are worth

  private func seats(_ heads: Int, isVillage: Bool) -> [Field: Int64] {
    let policy = county.policy
    var more: [Field: Int64] = [
      .eligible: Int64(heads), .listed: Int64(heads), .personMonths: Int64(heads * policy.months),
      .amount: (policy.fullAmount * heads).fen,
    ]
    if isVillage { (more[.villageCount], more[.quota]) = (1, Int64(heads)) }
    return more
  }

  private func emptySeats(_ vacancy: Discrepancy) -> [Field: Int64]? {
    if let heads = vacancy.more(of: "人") { return seats(-heads, isVillage: false) }
    // Who sat there for a part of the year is a head all the same.
    guard let months = vacancy.more(of: "人月"), let rate = county.policy.singleRate else { return nil }
    return [.personMonths: Int64(-months), .amount: (rate * -months).fen]
  }

  /// Who is marked and paid: a head less and one more excluded; what is paid is stated all the same.
  private var excluded: [Field: Int64] {
    [.eligible: 1, .concurrent: -1, .personMonths: Int64(county.policy.months)]
  }

  // MARK: - What follows from them

  private struct Excess {
    var field: Field
    var more: Int64
    var finding: Int?
  }

  /// A row of which every figure is what the detail and some findings together come to follows from these, each figure from those that move it.
  private func explain(_ row: AggregateRecord, by options: [[Part]], _ discrepancies: inout [Discrepancy]) {
    guard !options.isEmpty, let detail = county.detail(of: row) else { return }
    let gaps = gaps(of: row, detail, discrepancies)
    guard gaps.contains(where: { $0.finding != nil }) else { return }
    for option in options {
      func brought(_ field: Field) -> Int64 { option.reduce(0) { $0 + ($1.more[field] ?? 0) } }
      guard gaps.allSatisfy({ brought($0.field) == $0.more }) else { continue }
      for gap in gaps {
        guard let finding = gap.finding else { continue }
        let causes = option.filter { $0.more[gap.field] ?? 0 != 0 }.map(\.index)
        // What is named besides may be right for something else.
        guard Set(discrepancies[finding].causes).isSubset(of: option.map(\.index)) else { continue }
        discrepancies[finding].causes = causes.sorted()
      }
      return
    }
  }

  private func gaps(of row: AggregateRecord, _ detail: Tally, _ discrepancies: [Discrepancy]) -> [Excess] {
    let source = county.source(row.source)
    let place = SheetRow(file: source.file, sheet: source.sheet, row: Int(row.row))
    let found = discrepancies.indices.filter { index in
      [.headcountMismatch, .dueVsPaid].contains(discrepancies[index].code)
        && discrepancies[index].level == .town && SheetRow(discrepancies[index].spots.first?.place) == place
    }
    func excess(_ field: Field, _ more: Int64, _ isOwn: (Discrepancy) -> Bool) -> Excess {
      let finding = found.first { isOwn(discrepancies[$0]) && discrepancies[$0].gap.difference == more }
      return Excess(field: field, more: more, finding: finding)
    }
    let counts: [(Field, Int?)] = [
      (.villageCount, detail.villagesReported), (.quota, detail.quota), (.listed, detail.listed),
      (.concurrent, detail.concurrent), (.eligible, detail.eligible), (.personMonths, detail.personMonths),
    ]
    var gaps = counts.compactMap { field, counted -> Excess? in
      guard let stated = row[field].count, let counted else { return nil }
      return excess(field, Int64(stated - counted)) { $0.code == .headcountMismatch && $0.field == field.rawValue }
    }
    if let stated = row[.amount].money, let listed = detail.stated {
      gaps.append(excess(.amount, (stated - listed).fen) { $0.code == .dueVsPaid })
    }
    return gaps
  }

  /// DZ502: what villages that are missing do not come to is what empty seats do: all of them, or the only one.
  private func explainAllocation(_ discrepancies: inout [Discrepancy], _ missing: [Part], _ empty: [Part]) {
    for index in discrepancies.indices where discrepancies[index].code == .countyVsAllocation {
      let causes = discrepancies[index].causes
      let known = missing.filter { causes.contains($0.index) }
      guard !causes.isEmpty, known.count == causes.count, let less = discrepancies[index].gap.difference.map({ -$0 })
      else { continue }
      func worth(_ parts: [Part]) -> Int64 { parts.reduce(0) { $0 + ($1.more[.amount] ?? 0) } }
      let rest = less - worth(known)
      let alone = empty.filter { worth([$0]) == rest }
      let others = worth(empty) == rest ? empty : alone.count == 1 ? alone : []
      if rest != 0 { discrepancies[index].causes = (causes + others.map(\.index)).sorted() }
    }
  }
}
