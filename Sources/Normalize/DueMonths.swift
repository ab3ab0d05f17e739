import Domain
import Spreadsheet

/// 应发月数 beside 实发月数: what is due is of the one, what is paid of the other.
extension PlacedTable {
  /// Takes 应发月数 for the months where 应发金额 is its pay and 实发金额 that of 实发月数, and the two differ somewhere: a month short paid is then
  /// told where it was paid.
  mutating func settleDueMonths(_ policy: Policy) {
    guard let rate = policy.singleRate, let paid = table.column(.months), words(paid).hasPrefix("实"),
      let due = table.unknown.first(where: { Self.headers.contains(words($0)) }),
      let dueAmount = table.column(.due), let amount = table.column(.amount)
    else { return }
    let rows = table.body.compactMap { row -> (isDue: Bool, isPaid: Bool, isSame: Bool)? in
      guard !table.isSum(row, grid), let ofDue = months(row, due), let ofPaid = months(row, paid) else { return nil }
      return (fen(row, dueAmount) == rate.fen * ofDue, fen(row, amount) == rate.fen * ofPaid, ofDue == ofPaid)
    }
    // What 实发月数 says is left to what it pays: so it has to pay it everywhere.
    guard rows.contains(where: { !$0.isSame }), rows.allSatisfy(\.isPaid), rows.count(where: \.isDue) * 2 > rows.count
    else { return }
    table.unknown.removeAll { $0 == due }
    (table.fields[due], table.fields[paid]) = (.months, .other)
    table.byContent.append((due, .months))
  }

  private static let headers: Set<String> = ["应发月数", "应补月数", "应领月数", "应发放月数"]

  private func words(_ column: Int) -> String {
    Text.headerWords(String((table.paths[column] ?? "").split(separator: "›").last ?? ""))
  }

  private func number(_ row: Int, _ column: Int) -> WrittenNumber? {
    guard let cell = grid.cell(rowIndex: row, column: column), case .number(let written) = NumberText(grid.raw(cell))
    else { return nil }
    return written
  }

  private func months(_ row: Int, _ column: Int) -> Int64? {
    number(row, column)?.whole.flatMap { (0...12).contains($0) ? $0 : nil }
  }

  private func fen(_ row: Int, _ column: Int) -> Int64? { number(row, column)?.fen(in: table.units[column] ?? .yuan) }
}
