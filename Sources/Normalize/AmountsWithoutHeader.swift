import Domain
import Spreadsheet

/// What a list pays below no header at all: what its rate makes of each member's months, or nothing, and a sum row below adds it up.
extension PlacedTable {
  /// Places the column, where one alone is proven so and the list says that it pays. Beside a deduction the rate makes what is due of the months.
  mutating func placeAmountWithoutHeader(_ policy: Policy, part: ClosedRange<YearMonth>?) {
    guard table.column(.name) != nil, table.column(.amount) == nil, table.column(.due) == nil,
      table.column(.deduction) == nil,
      let rate = table.column(.rate), table.monthsEach.isEmpty, table.statedUnit ?? .yuan == .yuan,
      table.months.isEmpty, table.spans.isEmpty, Text.squeezed(table.title).contains("发放"),
      !["名册", "名单"].contains(where: Text.squeezed(table.title).contains),
      let first = table.paths.keys.min(), let last = table.paths.keys.max()
    else { return }
    let length = part.map { Int64($0.upperBound.index - $0.lowerBound.index) + 1 } ?? Int64(policy.months)
    let open = (first...last + 1).filter { table.paths[$0] == nil && table.fields[$0] == nil }
    let proven = open.filter { isPay($0, rate: rate, length: length) }
    guard proven.count == 1 else { return }
    table.settle(proven[0], .amount)
    table.units[proven[0]] = .yuan
  }

  private func isPay(_ column: Int, rate: Int, length: Int64) -> Bool {
    var (sum, paid, isAddedUp) = (Int64(0), 0, false)
    for row in table.body.prefix(1000) {
      if table.isSum(row, grid) {
        guard let stated = figure(row, column) else { continue }
        // Below towns' sums stands that of all.
        isAddedUp = stated == sum && sum > 0
        if isAddedUp { break }
        return false
      }
      guard table.isRecord(row, grid), let pay = figure(row, column) else { continue }
      let months = table.column(.months).map { figure(row, $0) } ?? length
      guard let own = figure(row, rate), let months else { return false }
      guard pay == 0 || own.multipliedReportingOverflow(by: months) == (pay, false) else { return false }
      sum += pay
      if pay > 0 { paid += 1 }
    }
    return isAddedUp && paid >= 3
  }

  private func figure(_ row: Int, _ column: Int) -> Int64? {
    guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .number || cell.kind == .text,
      case .number(let written) = NumberText(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell))
    else { return nil }
    return written.whole
  }
}
