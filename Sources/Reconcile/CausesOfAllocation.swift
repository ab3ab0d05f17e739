import Domain

/// DZ502: what a county is due differs from its allocation by just what a finding makes it differ by: seats that stand empty, heads that are
/// blank or contradict their own money, a person who stands twice.
struct CausesOfAllocation {
  let county: CountyCase
  let isOfBasis: (Discrepancy) -> Bool

  /// Gives the finding its causes, if it has none.
  func attribute(_ discrepancies: inout [Discrepancy]) {
    for index in discrepancies.indices
    where discrepancies[index].code == .countyVsAllocation && discrepancies[index].causes.isEmpty {
      guard let more = discrepancies[index].gap.difference else { continue }
      discrepancies[index].causes = causes(of: more, discrepancies, asPaid: false)
      // Where just what is stated was allocated, what was paid beside stated months is in it.
      if discrepancies[index].causes.isEmpty, let stated = county.figures.tally.stated,
        county.figures.allocated?.amount == stated
      {
        discrepancies[index].causes = causes(of: more, discrepancies, asPaid: true)
      }
    }
  }

  private func causes(of more: Int64, _ discrepancies: [Discrepancy], asPaid: Bool) -> [Int] {
    let worths = worths(discrepancies, asPaid: asPaid)
    let all = worths.reduce(0) { $0 &+ $1.more }
    // All together, or the only one that comes to it: of several of one kind one does so by chance.
    let alone = worths.filter { worth in
      worth.more == more
        && worths.count { discrepancies[$0.index].code == discrepancies[worth.index].code } == 1
    }
    if !worths.isEmpty, all == more { return worths.map(\.index).sorted() }
    return alone.count == 1 ? [alone[0].index] : []
  }

  /// What findings make the county due more by, in fen.
  private func worths(_ discrepancies: [Discrepancy], asPaid: Bool) -> [(index: Int, more: Int64)] {
    let blanks = blankMonths()
    let members = membersByRow()
    let rowsOfMonths = rowsOfMonths()
    var beside: Set<Subject> = []
    return discrepancies.indices.compactMap { index in
      let finding = discrepancies[index]
      let more: Int64? =
        switch finding.code {
        case .vacancy where finding.field == "members":
          finding.more(of: "人月").flatMap { empty in county.policy.singleRate.map { ($0 * empty).fen } }
            ?? finding.more(of: "人").map { (county.policy.fullAmount * $0).fen }
        // What is due for months that are stated is the same whatever was paid for them.
        case .dueVsPaid
        where finding.level <= .village && finding.causes.isEmpty && isOfBasis(finding)
          && (asPaid || !(SheetRow(finding.spots.first?.place).map(rowsOfMonths.contains) ?? false)):
          finding.gap.difference.map { -$0 }
        // Heads of another document that the members' marks deny: either may be wrong.
        case .headcountMismatch
        where finding.isTie && finding.level == .village && finding.causes.isEmpty && !isOfBasis(finding)
          && finding.period == county.period && finding.field == Field.concurrent.rawValue
          && beside.insert(finding.subject).inserted:
          finding.more(of: "人").map { (county.policy.fullAmount * $0).fen }
        // Who stands in the roster and in no list, or not in each month's, lacks what is due.
        case .headcountMismatch where finding.subject.person != nil || !finding.subject.detail.isEmpty:
          finding.gap.fen.map { -abs($0) }
        case .missingNotZero where finding.field == Field.eligible.rawValue:
          finding.spots.first.flatMap { blanks[$0.place] }.map { -$0 }
        case .duplicatePerson where isOfBasis(finding):
          // One of the rows is his.
          finding.spots.compactMap { SheetRow($0.place).flatMap { members[$0] } }.dropFirst().reduce(0, +)
        default: nil
        }
      guard let more, more != 0 else { return nil }
      return (index, more)
    }
  }

  /// What months with blank heads pay, by the cell of the heads.
  private func blankMonths() -> [Place: Int64] {
    var found: [Place: Int64] = [:]
    for row in county.records.aggregates {
      let source = county.source(row.source)
      for (entry, month) in zip(row.months, source.monthColumns) where entry.heads == .missing {
        guard let column = month.heads, let amount = entry.amount.money else { continue }
        found[source.place(row: Int(row.row), column: column)] = amount.fen
      }
      if row[.eligible] == .missing, let amount = row[.amount].money {
        found[source.place(.eligible, row: Int(row.row))] = amount.fen
      }
    }
    return found
  }

  /// Members' rows whose months a column states.
  private func rowsOfMonths() -> Set<SheetRow> {
    Set(
      county.records.members.lazy.filter { $0.months.count != nil }.map { member in
        let source = county.source(member.source)
        return SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))
      })
  }

  private func membersByRow() -> [SheetRow: Int64] {
    var found: [SheetRow: Int64] = [:]
    for (index, member) in county.records.members.enumerated() {
      guard let due = county.memberFigures[index]?.due else { continue }
      let source = county.source(member.source)
      found[SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))] = due.fen
    }
    return found
  }
}

extension Discrepancy.Gap {
  /// By how much an amount differs; nil where none is compared.
  fileprivate var fen: Int64? {
    if case .money(let expected, let actual) = self { (actual - expected).fen } else { nil }
  }
}
