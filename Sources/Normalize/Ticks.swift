import Domain
import Spreadsheet

/// Months that are ticked off, not paid out: √ below a month says that the member was in post, and how many months are paid.
extension Table {
  /// Takes columns of months that hold marks for what they are: each counts one head, or none.
  mutating func settleTicks(_ grid: Grid) {
    guard months.count > 1, months.allSatisfy({ $0.heads == nil }), column(.name) != nil || column(.idNumber) != nil
    else { return }
    var found: (yes: Int, hollow: Int, no: Int, others: Int, ones: Int) = (0, 0, 0, 0, 0)
    for row in body.prefix(80) where !isSum(row, grid) {
      for column in months.compactMap(\.amount) {
        guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
        let text = Text.squeezed(grid.raw(cell))
        if text.isEmpty { continue }
        switch Tick(text) {
        case .yes: found.yes += 1
        case .hollow: found.hollow += 1
        case .no: found.no += 1
        case nil: if text == "1" { found.ones += 1 } else { found.others += 1 }
        }
      }
    }
    let marks = found.yes + found.hollow + found.ones
    // Notes such as 离任 among ticks are told cell by cell; a few marks among amounts are slips.
    // A dash stands for no amount as well as for no tick.
    guard marks > 0, found.others * 4 <= marks else { return }
    // Beside √ or ● an empty ring says the opposite.
    ticks = TickColumns(isHollowYes: found.yes == 0)
    months = months.map { ($0.month, $0.amount, nil) }
    for month in months { if let column = month.heads { units[column] = nil } }
    settleTickedSum(grid)
  }

  /// 合计 behind the ticks counts the months that are ticked; what is paid for them stands in a column of its own, or in none.
  private mutating func settleTickedSum(_ grid: Grid) {
    let words: Set<String> = ["合计", "小计", "计", "总计", "全年", "全年合计", "年合计"]
    guard self.column(.months) == nil,
      let column = ([column(.amount)].compactMap(\.self) + unknown).first(where: {
        words.contains(Text.headerWords(paths[$0] ?? "")) && say($0, grid) == .heads
      })
    else { return }
    unknown.removeAll { $0 == column }
    settle(column, .months)
    guard self.column(.amount) == nil, let money = repeated.firstIndex(where: { $0.field == .amount }) else { return }
    fields[repeated[money].column] = .amount
    repeated.remove(at: money)
  }
}

extension TableReader {
  /// What a cell of a ticked month counts; nil where the table has no ticks, or the cell holds none.
  mutating func tick(_ row: Int, _ number: Int, _ column: Int) -> Reading? {
    guard let ticks = table.ticks, let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text,
      let count = ticks.count(Text.squeezed(grid.texts[cell.text]))
    else { return nil }
    cells.log.note("tick", row: number, column: column, raw: grid.texts[cell.text], value: "\(count)")
    return .value(count)
  }
}
