import Domain
import Spreadsheet

/// One amount in two units: 金额（元） │ 折合万元.
extension PlacedTable {
  /// Takes the finer of two columns that say the same in every row, and no contradiction from the unit of the other.
  mutating func settleMoneyInTwoUnits() {
    guard let taken = table.column(.amount) else { return }
    for column in table.unknown + table.repeated.filter({ $0.field == .amount }).map(\.column)
    where isSameMoney(column, taken) {
      let finer = unit(column) == .yuan ? column : taken
      let other = finer == taken ? column : taken
      forgetConflict(taken)
      leave(other)
      leave(finer)
      table.fields[finer] = .amount
      table.units[finer] = unit(finer)
      return
    }
    if let due = table.column(.due), isSameMoney(due, taken) { for column in [due, taken] { forgetConflict(column) } }
  }

  private mutating func forgetConflict(_ column: Int) {
    guard let conflict = unitConflict(column), let index = table.unitConflict.firstIndex(of: conflict) else { return }
    table.unitConflict.remove(at: index)
  }

  private func unit(_ column: Int) -> MoneyUnit? {
    UnitWords.header(parts(column)) ?? table.units[column] ?? table.statedUnit
  }

  /// Whether two columns in yuan and 万元 say the same in each row that has either, but for what the places of 万元 leave out.
  private func isSameMoney(_ one: Int, _ other: Int) -> Bool {
    guard Set([unit(one), unit(other)]) == [.yuan, .wan],
      // What was asked for or planned is another amount than what was given.
      ![one, other].contains(where: { column in
        ["申请", "申报", "预算", "计划", "上年"].contains { table.paths[column]?.contains($0) ?? false }
      })
    else { return false }
    // Half of the last place that any row writes, which two places of 万元 are at least.
    let wan = unit(one) == .wan ? one : other
    let places =
      table.body.prefix(500).compactMap { row -> Int? in
        guard let cell = grid.cell(rowIndex: row, column: wan), case .number(let written) = NumberText(grid.raw(cell))
        else { return nil }
        return WrittenDecimal(Text.squeezed(grid.raw(cell)))?.places ?? (written.whole == nil ? 2 : 0)
      }.max() ?? 2
    let most: UInt64 = [2: 5000, 3: 500][max(2, places), default: 50]
    func fen(_ row: Int, _ column: Int) -> Int64? {
      guard let cell = grid.cell(rowIndex: row, column: column), case .number(let written) = NumberText(grid.raw(cell))
      else { return nil }
      return written.fen(in: unit(column) ?? .yuan)
    }
    var count = 0
    for row in table.body.prefix(500) {
      switch (fen(row, one), fen(row, other)) {
      case (nil, nil): continue
      case (let one?, let other?):
        let (difference, isOver) = one.subtractingReportingOverflow(other)
        guard !isOver, difference.magnitude <= most else { return false }
        if one.magnitude > 100_000 { count += 1 }
      default: return false
      }
    }
    return count > 0
  }
}
