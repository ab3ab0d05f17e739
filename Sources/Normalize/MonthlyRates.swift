import Domain
import Spreadsheet

/// 月补贴金额 beside another amount, which its header alone takes for a rate.
extension PlacedTable {
  /// Takes it for what it is where the table says otherwise: in a month's own list it may be what is paid, and in a table of heads it is
  /// no rate where it grows with them.
  mutating func settleMonthlyRate(_ policy: Policy?, part: ClosedRange<YearMonth>?) {
    guard let (column, amount, isAmountElse) = table.monthlyRate, table.fields[column] == .rate else { return }
    if part.map({ $0.lowerBound == $0.upperBound }) ?? false || table.kind == .monthly {
      let (used, left) = isAmountElse ? (column, amount) : (amount, column)
      table.units[column] = UnitWords.header([table.paths[column] ?? ""]) ?? table.units[amount]
      table.monthsEach[column] = nil
      table.fields[left] = nil
      table.fields[used] = .amount
      table.repeated.append((left, .amount))
    } else if let policy, growsWithHeads(column, policy) {
      table.fields[column] = nil
      table.unknown.append(column)
    }
  }

  /// Whether most rows of several heads have the pay of all of them for a month.
  private func growsWithHeads(_ column: Int, _ policy: Policy) -> Bool {
    guard let heads = table.column(.eligible) ?? table.column(.listed) ?? table.column(.quota) else { return false }
    func number(_ row: Int, _ column: Int, times factor: Int64) -> Int64? {
      guard let cell = grid.cell(rowIndex: row, column: column), case .number(let written) = NumberText(grid.raw(cell))
      else { return nil }
      return written.value.scaled(by: factor)
    }
    let rates = policy.rules.map(\.rate.fen)
    let grown = table.body.compactMap { row -> Bool? in
      guard let count = number(row, heads, times: 1), (2...1_000_000).contains(count) else { return nil }
      // In 元 or in 万元.
      let fen = [100, 1_000_000].compactMap { number(row, column, times: $0) }
      return fen.isEmpty ? nil : rates.contains { fen.contains($0 &* count) }
    }
    return grown.count(where: \.self) * 2 > grown.count
  }
}
