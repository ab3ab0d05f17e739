import Domain
import Spreadsheet

/// 月补贴金额 beside another amount, which its header alone takes for a rate.
extension PlacedTable {
  /// Takes it for what it is where the table says otherwise: in a month's own list it may be what is paid, and in a table of heads it is
  /// no rate where it grows with them.
  mutating func settleMonthlyRate(_ policy: Policy?, part: ClosedRange<YearMonth>?) {
    if table.monthlyRate == nil, let policy, let column = table.column(.rate), isMonthOfAll(column, policy) {
      table.fields[column] = .other
    }
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

  /// Whether 每月金额 is in each row what all of its heads get for a month, and the year's money as many of it as there are months: a rate of twice
  /// the policy's would make twice the money of it.
  private func isMonthOfAll(_ column: Int, _ policy: Policy) -> Bool {
    guard table.column(.name) == nil, let heads = table.column(.eligible), let amount = table.column(.amount),
      let words = table.paths[column].map(Text.headerWords), ["金额", "资金", "合计", "总额"].contains(where: words.contains)
    else { return false }
    var telling = 0
    for row in table.body {
      guard let count = number(row, heads, times: 1), let month = number(row, column, times: 100) else { continue }
      let months = table.column(.months).flatMap { number(row, $0, times: 1) } ?? Int64(policy.calendar.count)
      guard (0...1_000_000).contains(count), (0...12).contains(months) || table.isSum(row, grid),
        policy.rules.contains(where: { $0.rate.fen &* count == month })
      else { return false }
      if table.isSum(row, grid) { continue }
      guard number(row, amount, times: 100) == month &* months else { return false }
      if count > 1 { telling += 1 }
    }
    return telling > 0
  }

  private func number(_ row: Int, _ column: Int, times factor: Int64) -> Int64? {
    guard let cell = grid.cell(rowIndex: row, column: column), case .number(let written) = NumberText(grid.raw(cell))
    else { return nil }
    return written.value.scaled(by: factor)
  }

  /// Whether most rows of several heads have the pay of all of them for a month.
  private func growsWithHeads(_ column: Int, _ policy: Policy) -> Bool {
    guard let heads = table.column(.eligible) ?? table.column(.listed) ?? table.column(.quota) else { return false }
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
