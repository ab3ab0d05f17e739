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
}
