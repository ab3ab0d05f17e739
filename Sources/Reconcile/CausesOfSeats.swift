import Domain

/// Seats of a village that are too many or too few for what stands at its members.
extension CausesByCells {
  private struct Known {
    var vacancies: [Int] = []
    var exclusions: [Int] = []
    var terms: [Int] = []
    var months: [Int] = []
  }

  func explainVillages(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    var known: [Int: Known] = [:]
    for index in discrepancies.indices where discrepancies[index].severity >= .warning {
      guard let village = discrepancies[index].subject.village else { continue }
      switch discrepancies[index].code {
      case .vacancy where discrepancies[index].field == "members":
        known[village, default: Known()].vacancies.append(index)
      case .exclusionExceedsVillages where discrepancies[index].spots.count > 1:
        known[village, default: Known()].exclusions.append(index)
      case .valueNotParsed where [Field.start, .end].map(\.rawValue).contains(discrepancies[index].field):
        known[village, default: Known()].terms.append(index)
      case .leftOfficePaid, .monthsOutOfRange: known[village, default: Known()].months.append(index)
      default: break
      }
    }
    for (village, known) in known {
      for index in known.exclusions { explainExclusion(index, &discrepancies, found) }
      for index in known.months { explainLeaver(index, &discrepancies, by: known.terms) }
      for index in known.vacancies { explainVacancy(index, ofVillage: village, &discrepancies, known, found) }
    }
    settleShared(known.values.flatMap(\.vacancies), &discrepancies)
    explainNotPaid(&discrepancies, found)
    for index in discrepancies.indices where discrepancies[index].causes.isEmpty {
      guard let known = discrepancies[index].subject.village.flatMap({ known[$0] }) else { continue }
      switch discrepancies[index].code {
      case .overQuota: explainSeats(index, &discrepancies, by: known.months)
      case .headcountMismatch: explainHeads(index, &discrepancies, by: known.exclusions)
      default: break
      }
    }
  }

  /// DZ304: who stands twice is excluded twice, and who is marked and paid all the same, in whatever file, may be marked by mistake.
  private func explainExclusion(_ index: Int, _ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    guard discrepancies[index].causes.isEmpty, let more = discrepancies[index].more(of: "人") else { return }
    var fewer: [Int: Int] = [:]
    let rows = discrepancies[index].spots.flatMap { found.at(SheetRow($0.place)) }
    let paid = Set(rows.filter { discrepancies[$0].code == .dualPostPaid })
    if paid.count >= more {
      discrepancies[index].causes = paid.sorted()
      return
    }
    for spot in discrepancies[index].spots {
      for other in Set(found.at(SheetRow(spot.place))) where discrepancies[other].code == .duplicatePerson {
        fewer[other, default: 0] += 1
      }
    }
    // One of the rows stays, here or in another village.
    let gone = fewer.map { other, rows in max(1, rows - (discrepancies[other].spots.count == rows ? 1 : 0)) }
    if !fewer.isEmpty, gone.reduce(0, +) >= more { discrepancies[index].causes = fewer.keys.sorted() }
  }

  /// DZ302: a document that excludes one where the roster excludes two, and pays one more.
  private func explainHeads(_ index: Int, _ discrepancies: inout [Discrepancy], by exclusions: [Int]) {
    guard let more = discrepancies[index].more(of: "人") else { return }
    let isOfExcluded = discrepancies[index].field == Field.concurrent.rawValue
    discrepancies[index].causes = exclusions.filter {
      discrepancies[$0].more(of: "人") == (isOfExcluded ? -more : more)
    }
  }

  /// DZ607: a term that ends before it begins is no term that is over.
  private func explainLeaver(_ index: Int, _ discrepancies: inout [Discrepancy], by terms: [Int]) {
    guard discrepancies[index].code == .leftOfficePaid, discrepancies[index].causes.isEmpty else { return }
    let places = Set(discrepancies[index].spots.map(\.place))
    let person = discrepancies[index].subject.person
    discrepancies[index].causes = terms.filter { term in
      discrepancies[term].spots.contains { places.contains($0.place) }
        || person != nil && discrepancies[term].subject.person == person
    }
  }

  /// DZ303: more months than the seats have, for those that somebody is paid too many.
  private func explainSeats(_ index: Int, _ discrepancies: inout [Discrepancy], by months: [Int]) {
    guard discrepancies[index].field == "members", let village = discrepancies[index].subject.village,
      let paid = county.tally(ofVillage: village)?.personMonths
    else { return }
    let seats = county.policy.calendar.reduce(0) { $0 + county.policy.rules(in: $1).quota }
    // Of 月数 24 no more than the period's months are counted.
    func more(_ finding: Discrepancy) -> Int {
      guard case .counts(let expected, let actual, "月") = finding.gap else { return 0 }
      return min(actual, county.policy.months) - expected
    }
    let causes = months.filter { more(discrepancies[$0]) > 0 }
    let sum = causes.reduce(0) { $0 + more(discrepancies[$1]) }
    if paid > seats, sum >= paid - seats { discrepancies[index].causes = causes }
  }

  /// DZ306: a seat whose member's row stands among the village's others under a name that is none of a village's, or whose member's term
  /// ends before it begins.
  private func explainVacancy(
    _ index: Int, ofVillage village: Int, _ discrepancies: inout [Discrepancy], _ known: Known, _ found: FindingsOfRows
  ) {
    let vacancy = discrepancies[index]
    guard vacancy.causes.isEmpty else { return }
    let rows = vacancy.spots.compactMap { SheetRow($0.place) }
    if let first = rows.min(by: { $0.row < $1.row }), let last = rows.max(by: { $0.row < $1.row }),
      rows.allSatisfy({ $0.sheet == first.sheet && $0.file == first.file }),
      let empty = vacancy.more(of: "人").map({ -$0 }), last.row - first.row < 20
    {
      func unplaced(_ row: Int) -> [Int] {
        found.at(SheetRow(file: first.file, sheet: first.sheet, row: row)).filter {
          discrepancies[$0].isOfUnplacedRow && discrepancies[$0].field != Field.town.rawValue
        }
      }
      // Three strange rows below are another village's: all that stand together are counted.
      var (top, bottom) = (first.row, last.row)
      while top > 1, !unplaced(top - 1).isEmpty { top -= 1 }
      while !unplaced(bottom + 1).isEmpty { bottom += 1 }
      let near = (top...bottom).map(unplaced)
      if near.count(where: { !$0.isEmpty }) == empty {
        discrepancies[index].causes = Set(near.flatMap(\.self)).sorted()
      }
    }
    guard discrepancies[index].causes.isEmpty else { return }
    let lost = county.seatHolders(ofVillage: village).filter { index in
      let member = county.records.members[index]
      return member.start.flatMap { start in member.end.map { $0 < start } } ?? false
    }
    let terms = known.terms.filter { term in
      lost.contains { index in
        let member = county.records.members[index]
        let source = county.source(member.source)
        return discrepancies[term].spots.contains {
          SheetRow($0.place) == SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))
        }
      }
    }
    // Each of them has left one of the seats that are empty, and nobody another.
    if vacancy.more(of: "人") == -lost.count { discrepancies[index].causes = terms }
  }

  /// DZ306: a strange row between two villages is a member of one of them: of the one whose name is near to it, if any.
  private func settleShared(_ vacancies: [Int], _ discrepancies: inout [Discrepancy]) {
    var shared: [Int: [Int]] = [:]
    for index in vacancies { for cause in discrepancies[index].causes { shared[cause, default: []].append(index) } }
    for (cause, all) in shared where all.count > 1 {
      let message = discrepancies[cause].message.zh
      let near = all.filter { index in
        discrepancies[index].subject.village.map { message.contains(county.register.villages[$0].name) } ?? false
      }
      for index in all where near != [index] { discrepancies[index].causes = [] }
    }
  }

  /// DZ302: whom the list has in a row of no known village is not missing from it.
  private func explainNotPaid(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    let open = discrepancies.indices.filter { index in
      discrepancies[index].code == .headcountMismatch && discrepancies[index].field == Field.amount.rawValue
        && discrepancies[index].causes.isEmpty && discrepancies[index].subject.person != nil
    }
    guard !open.isEmpty else { return }
    var unplaced: [IDNumber: [Int]] = [:]
    for member in county.records.members where member.village < 0 {
      let source = county.source(member.source)
      guard let id = member.id, source.kind == .paymentList else { continue }
      let row = SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))
      unplaced[id, default: []] += found.at(row).filter { discrepancies[$0].isOfUnplacedRow }
    }
    for index in open {
      discrepancies[index].causes = discrepancies[index].subject.person.flatMap { unplaced[$0] } ?? []
    }
  }
}
