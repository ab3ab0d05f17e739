import Domain

/// DZ207: a total's row that lacks a village's second row in most of its figures, and is wrong for itself in one other.
struct CausesOfCopies {
  private struct Sheet: Hashable {
    var file: String
    var sheet: String
  }
  private struct Lacking {
    var key: BroughtFigures.Key
    var more: Int64
    var finding: Int?
  }

  let county: CountyCase

  /// Gives those figures that the second row accounts for their cause, where they have none.
  func attribute(_ discrepancies: inout [Discrepancy]) {
    var copies: [Sheet: [(index: Int, rows: [Int])]] = [:]
    for (index, finding) in discrepancies.enumerated() where finding.code == .duplicateVillageRow {
      let rows = finding.spots.compactMap { A1($0.place.cell)?.row }
      let sheets = Set(finding.spots.map { Sheet(file: $0.place.file, sheet: $0.place.sheet) })
      guard sheets.count == 1, let sheet = sheets.first, rows.count == finding.spots.count else { continue }
      copies[sheet, default: []].append((index, rows))
    }
    guard !copies.isEmpty else { return }
    let wrong = Dictionary(
      discrepancies.enumerated().compactMap { index, finding in
        finding.code == .subtotalMismatch ? finding.spots.first.map { ($0.place, index) } : nil
      }, uniquingKeysWith: { first, _ in first })
    let totals = Dictionary(
      grouping: county.records.totals.filter { $0.isComplete && $0.partColumns == nil },
      by: { SheetRow(county.source($0.source).place(row: $0.row, column: $0.column)) })
    for (row, stated) in totals {
      guard let row, let copies = copies[Sheet(file: row.file, sheet: row.sheet)],
        let widest = stated.max(by: { $0.parts.count < $1.parts.count })
      else { continue }
      let inside = copies.filter { $0.rows.contains(where: widest.parts.contains) }
      // Of several nobody knows which of them a total lacks.
      guard inside.count == 1, inside[0].rows.allSatisfy(widest.parts.contains) else { continue }
      let source = county.source(widest.source)
      let gaps = stated.map { total in
        Lacking(
          key: BroughtFigures.Key(
            total.field, total.month, isMoney: { if case .money = total.unit { true } else { false } }()),
          more: total.stated - total.sum, finding: wrong[source.place(row: total.row, column: total.column)])
      }
      for figures in options(inside[0].rows, in: widest.source) {
        if explain(gaps, by: figures, inside[0].index, &discrepancies) { break }
      }
    }
  }

  /// What the rows bring besides each of them, which may be the one that stays.
  private func options(_ rows: [Int], in source: SourceID) -> [[BroughtFigures]] {
    let figures = county.records.aggregates.filter { $0.source == source && rows.contains(Int($0.row)) }
      .map { BroughtFigures($0, county.source($0.source)).negated }
    guard figures.count == rows.count else { return [] }
    return figures.indices.map { kept in figures.indices.filter { $0 != kept }.map { figures[$0] } }
  }

  /// Two figures or more that it accounts for are no chance, and the one other is wrong for itself.
  private func explain(
    _ gaps: [Lacking], by figures: [BroughtFigures], _ copy: Int, _ discrepancies: inout [Discrepancy]
  ) -> Bool {
    let brought = gaps.map { gap in figures.reduce(Int64(0)) { $0 + ($1[gap.key] ?? 0) } }
    let tying = gaps.indices.filter { brought[$0] != 0 && brought[$0] == gaps[$0].more }
    let others = gaps.indices.filter { brought[$0] != gaps[$0].more }
    guard tying.count > 1, others.count == 1, gaps[others[0]].finding != nil else { return false }
    for index in tying.compactMap({ gaps[$0].finding }) where discrepancies[index].causes.isEmpty {
      discrepancies[index].causes = [copy]
    }
    return true
  }
}
