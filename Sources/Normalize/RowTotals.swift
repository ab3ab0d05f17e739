import Domain
import Spreadsheet

/// What a row says twice: in words and figures, in ticks and their count, in a sum and the columns beside it.
extension TableReader {
  /// Keeps what a row states in one column, which is not what others of its columns come to.
  /// - Parameters:
  ///   - stated: fen, or whole months.
  ///   - row: position in the grid.
  mutating func keepUntied(
    _ stated: Int64, in column: Int, _ field: Field, sum: Int64, of columns: ClosedRange<Int>, row: Int
  ) {
    let number = grid.rows[row].number
    out.totals.append(
      StatedTotal(
        source: .toCome, row: number, column: column, field: field, month: nil,
        unit: field == .months ? .count("月") : Self.counts.contains(field) ? .count("人") : .money, stated: stated,
        sum: sum, sumWithSubtotals: nil,
        parts: number...number, partColumns: columns, isComplete: true, label: cells.header(column), isGrand: false,
        town: town ?? -1, raw: cells.text(grid.cell(rowIndex: row, column: column))))
  }

  private static let counts: Set<Field> = [.eligible, .listed, .quota, .concurrent]

  /// DZ408: what stands below 合计 in a row is what its other groups come to.
  mutating func tieSumsOfGroups() {
    // A void row says nothing; a total that its own rows refute is told already.
    let used = Set(out.members.map { Int($0.row) } + out.aggregates.map { Int($0.row) })
      .union(out.totals.map(\.row)).subtracting(out.totals.filter { $0.stated != $0.sum }.map(\.row))
    for (column, field, parts) in table.sumsOfGroups {
      guard let first = parts.min(), let last = parts.max() else { continue }
      for row in table.body where used.contains(grid.rows[row].number) {
        func value(_ column: Int) -> Int64? {
          grid.cell(rowIndex: row, column: column).flatMap {
            cells.quietly($0, unit: Self.counts.contains(field) ? nil : units[column] ?? .yuan)
          }
        }
        let values = parts.map(value)
        guard let stated = value(column), !values.contains(nil) else { continue }
        let sum = values.reduce(0) { $0 + ($1 ?? 0) }
        if sum != stated { keepUntied(stated, in: column, field, sum: sum, of: first...last, row: row) }
      }
    }
  }

  /// DZ408: an amount in words and one in figures in one row say the same.
  mutating func tieWordsToFigures() {
    for (column, field) in table.repeated where field == .amount || field == .due {
      guard let used = columnOf[field], isPairOfWords(column, used) else { continue }
      let (words, figures) = cells.header(column).contains("大写") ? (column, used) : (used, column)
      for row in table.body where !table.isSum(row, grid) {
        func fen(_ column: Int) -> Int64? {
          grid.cell(rowIndex: row, column: column).flatMap { cells.quietly($0, unit: units[column] ?? .yuan) }
        }
        let number = grid.rows[row].number
        // Shared out, one of the two is each member's own, and the other is still that of all.
        guard table.sharing[number] == nil, table.parted[number] == nil, let stated = fen(words),
          let sum = fen(figures), stated != sum
        else { continue }
        keepUntied(stated, in: words, field, sum: sum, of: figures...figures, row: row)
      }
    }
  }

  /// Whether of two columns one holds amounts in words.
  func isPairOfWords(_ column: Int, _ other: Int) -> Bool {
    [column, other].count { cells.header($0).contains("大写") } == 1
  }

  /// Ticks beside a count of months come to it, or one of them is wrong.
  mutating func tieTicks(of member: MemberRecord, row: Int, ticked: Int?) {
    let columns = table.months.compactMap(\.heads)
    guard let ticked, let column = columnOf[.months], let stated = member.months.value, stated != Int64(ticked),
      let first = columns.min(), let last = columns.max()
    else { return }
    keepUntied(stated, in: column, .months, sum: Int64(ticked), of: first...last, row: row)
  }

  /// 合计（万元） below rows in 元: what the cell states in the unit of the row's own label, where that is another than its column's and
  /// what stands above comes to about as much; a sum that it rounds (DZ507) is the sum.
  mutating func inOwnUnit(_ unit: MoneyUnit, _ cell: Cell, _ index: Int, row: Int, level: Int, label: String)
    -> Int64?
  {
    let column = Int(cell.column)
    let own = units[column] ?? .yuan
    guard unit != own, let fen = cells.quietly(cell, unit: unit), fen != 0 else { return nil }
    let sums = sums
    func isSum(_ fen: Int64) -> Bool {
      [level, 1, 2, Sums.grand].contains { sums.parts(of: index, level: $0, stated: fen)?.sum == fen }
    }
    var stated = fen
    if !isSum(fen) {
      // A label that is wrong says another unit than its figure has: 合计（万元） │ 8640.
      guard let sum = sums.parts(of: index, level: level, stated: fen)?.sum, sum / 2 < fen, fen / 2 < sum,
        !(cells.quietly(cell, unit: own).map(isSum) ?? false)
      else { return nil }
      if let residual = rounding(cell, unit: unit, of: sum) {
        tellRounding(residual, cell, of: sum, row: row, label: label)
        stated = sum
      }
    }
    let raw = cells.text(cell)
    cells.log.note("unit-of-total", row: row, column: column, raw: raw, value: "\(Money(fen: stated))")
    return stated
  }

  /// What a sum is more than a cell says, where that is but rounded at the places that are written.
  private func rounding(_ cell: Cell, unit: MoneyUnit, of sum: Int64) -> Money? {
    guard case .number(let written) = NumberText(cells.text(cell)), let stated = written.value.money(in: unit),
      case .rounded(let residual) = StatedMoney(amount: stated.amount, unit: unit, places: written.value.places)
        .agreement(with: Money(fen: sum))
    else { return nil }
    return residual
  }

  /// DZ507: 合计（万元） │ 7.49 is what 74,880 yuan are at its places.
  private mutating func tellRounding(_ residual: Money, _ cell: Cell, of sum: Int64, row: Int, label: String) {
    let place = out.source.place(row: row, column: Int(cell.column))
    let (exact, stated) = (Money(fen: sum), Money(fen: sum) - residual)
    out.discrepancies.append(
      Discrepancy(
        .roundingResidual, subject: Subject(county: county, detail: "\(out.source.sheet)#\(place.cell)"),
        period: period,
        field: Field.amount.rawValue, spots: [.init(place, raw: cells.text(cell), parsed: "\(stated)")],
        gap: .money(expected: exact, actual: stated), level: .town, touches: [],
        zh: "“\(label)”与各行之和按所写位数相符，尾差 \((stated - exact).signed) 元",
        en: "\(label) agrees with its rows at its places, residual \((stated - exact).signed) yuan"))
  }
}
