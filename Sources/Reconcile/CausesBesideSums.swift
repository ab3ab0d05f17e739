import Domain

/// A total is right, and the row that it adds up is wrong in another column: what follows from that cell is as much too much or too little.
extension CausesByCells {
  /// DZ408: heads or months of a row, for what its amount, or its exclusions, are off by.
  func explainSumsBesideRows(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    let open = discrepancies.indices.filter { index in
      let sum = discrepancies[index]
      return sum.code == .subtotalMismatch && sum.causes.isEmpty && sum.partColumns == nil
        && [Field.amount, .concurrent].map(\.rawValue).contains(sum.field)
    }
    guard !open.isEmpty, discrepancies.contains(where: Self.isWrongInput) else { return }
    var rows: [SheetRow: AggregateRecord] = [:]
    for row in county.records.aggregates where row.months.isEmpty {
      let source = county.source(row.source)
      rows[SheetRow(file: source.file, sheet: source.sheet, row: Int(row.row))] = row
    }
    var paid: [SheetRow: Money] = [:]
    for member in county.records.members {
      let source = county.source(member.source)
      paid[SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))] = member.amount.money
    }
    for index in open {
      let sum = discrepancies[index]
      guard let place = sum.spots.first?.place, let parts = sum.partRows, let more = sum.gap.difference else {
        continue
      }
      let effects = parts.flatMap { number -> [(index: Int, more: Int64)] in
        let row = SheetRow(file: place.file, sheet: place.sheet, row: number)
        return found.at(row).compactMap { other in
          effect(of: discrepancies[other], on: sum.field, rows[row], paid: paid[row]).map { (other, $0) }
        }
      }
      let alone = effects.filter { $0.more == -more }
      if !effects.isEmpty, effects.reduce(0, { $0 &+ $1.more }) == -more {
        discrepancies[index].causes = Set(effects.map(\.index)).sorted()
      } else if alone.count == 1 {
        discrepancies[index].causes = [alone[0].index]
      }
    }
  }

  private static func isWrongInput(_ finding: Discrepancy) -> Bool {
    finding.code == .monthsOutOfRange || finding.code == .headcountMismatch
  }

  /// What a row states too much of, in fen or persons, for a finding at its heads or months.
  private func effect(
    of finding: Discrepancy, on field: String, _ row: AggregateRecord?, paid: Money?
  ) -> Int64? {
    guard Self.isWrongInput(finding), let policy = county.policy.singleRate else { return nil }
    if finding.code == .monthsOutOfRange {
      guard field == Field.amount.rawValue, let months = finding.more(of: "月") else { return nil }
      // A row without heads is a member's, and 月数 13 beside twelve months' money makes no sum of it too much.
      guard let heads = row == nil ? 1 : row?[.eligible].count, case .counts(_, let stated, _) = finding.gap,
        row.map({ $0[.amount].money }) ?? paid == policy * (heads * stated)
      else { return nil }
      return (policy * (heads * months)).fen
    }
    guard finding.field == Field.eligible.rawValue, let heads = finding.more(of: "人"), let row else { return nil }
    if field == Field.concurrent.rawValue {
      // Heads that only another document denies are no exclusions of the row.
      guard let seats = row[.quota].count, let excluded = row[.concurrent].count, let own = row[.eligible].count,
        seats - excluded + heads == own
      else { return nil }
      return Int64(heads)
    }
    // Money that goes another way is wrong for itself.
    guard let amount = row[.amount].money, county.rowDue(row) == amount else { return nil }
    return (policy * (heads * (row[.months].count ?? county.policy.months))).fen
  }

  /// DZ402: an amount of no whole months that is what its members' odd amounts come to, for which it differs from what is due (DZ404).
  func explainOddAmounts(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    for index in discrepancies.indices
    where discrepancies[index].code == .notMultipleOfRate && discrepancies[index].causes.isEmpty {
      guard let place = discrepancies[index].spots.first?.place,
        let due = found.at(place).first(where: { discrepancies[$0].code == .dueVsPaid })
      else { continue }
      let causes = discrepancies[due].causes
      // What is left over is what is left over of theirs, cell by cell.
      guard let rate = county.policy.singleRate?.fen, rate > 0, let rest = discrepancies[index].rest(by: rate) else {
        continue
      }
      var cells: [Place: Int64] = [:]
      for cause in causes.map({ discrepancies[$0] }) {
        if let place = cause.spots.first?.place, let rest = cause.rest(by: rate) { cells[place] = rest }
      }
      if !cells.isEmpty, cells.values.reduce(0, +) % rate == rest { discrepancies[index].causes = causes }
    }
  }
}

extension [Discrepancy] {
  /// By how much a sum's causes make it more, cell by cell; nil where it has none, or one of them does not say.
  func toldByCauses(of sum: Int) -> Int64? {
    var seen: Set<Place> = []
    var more: Int64 = 0
    for cause in self[sum].causes.map({ self[$0] }) {
      guard let place = cause.spots.first?.place, cause.spots.count == 1, cause.code != .subtotalMismatch else {
        return nil
      }
      guard seen.insert(place).inserted else { continue }
      guard let difference = cause.gap.difference else { return nil }
      more -= difference
    }
    return self[sum].causes.isEmpty ? nil : more
  }
}

extension Discrepancy {
  /// What of a paid amount is left over by whole months; nil of what is none.
  fileprivate func rest(by rate: Int64) -> Int64? {
    guard [.notMultipleOfRate, .dueVsPaid].contains(code), case .money(_, let actual) = gap else { return nil }
    return (actual.fen % rate + rate) % rate
  }
}
