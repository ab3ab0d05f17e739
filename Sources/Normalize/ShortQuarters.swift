import Domain
import Spreadsheet

/// Quarters that stand over columns by short words: 1季度, 一季 and Q1 may as well head ticks, months, rates or a form's questions.
extension TableFinder {
  /// Those of them that are no times of money: neither do they come to another column of their rows, nor are they the only money.
  func quartersOfNoMoney(_ table: Table, _ paths: [Int: [String]]) -> Set<Int> {
    let quarters = Set(paths.filter { $0.value.last.map { ColumnTimes.isShort(Text.headerWords($0)) } ?? false }.keys)
    guard !quarters.isEmpty else { return [] }
    let isMoneyElse = paths.contains { column, path in
      !quarters.contains(column) && meaning(path).map { [.amount, .due].contains($0.field) } ?? false
    }
    var (seen, summed, alone) = (0, 0, 0)
    for row in table.body.prefix(60) {
      var (own, others): ([Int64], Set<Int64>) = ([], [])
      for cell in grid.cells[grid.rows[row].cells] {
        guard case .number(let written) = NumberText(grid.raw(cell)), let fen = written.fen(in: .yuan) else { continue }
        if quarters.contains(Int(cell.column)) { own.append(fen) } else { others.insert(fen) }
      }
      let sum = own.reduce(0, &+)
      guard sum != 0 else { continue }
      seen += 1
      // Months and heads are few; money in 万元 is broken.
      guard own.allSatisfy({ $0 == 0 || $0 >= 10_000 || $0 % 100 != 0 }) else { continue }
      if others.contains(sum) { summed += 1 } else { alone += 1 }
    }
    let isMoney = summed * 2 > seen || !isMoneyElse && (summed + alone) * 2 > seen
    return isMoney ? [] : quarters
  }
}
