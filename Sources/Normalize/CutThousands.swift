import Domain
import Spreadsheet

/// Amounts whose thousands' comma a CSV takes for one between fields: 2,880.00 without quotes is 2 │ 880.00, and the row is a field longer.
struct CutThousands {
  /// Rows that are longer than the header by just their cut amounts, and the columns where these begin.
  private(set) var proven: [Int: [Int]] = [:]
  /// Rows with an amount that looks cut, where the number of fields does not prove it, and its column.
  private(set) var open: [Int: Int] = [:]

  /// Looks at a CSV's table. An amount without places is taken for cut only where the two parts together are whole months' pay, of no more
  /// than a village has: 480 │ 240 may be two columns, of which the header names one.
  init(_ placed: PlacedTable, _ policy: Policy) {
    let (grid, table) = (placed.grid, placed.table)
    let money = Set(
      table.fields.filter { [.amount, .due, .deduction, .backPay].contains($0.value) }.keys
        + table.months.compactMap(\.amount) + table.spans.compactMap(\.amount))
    guard let first = money.min(), let width = table.paths.keys.max() else { return }
    for row in table.body {
      guard let last = grid.rows[row].cells.last.map({ Int(grid.cells[$0].column) }), last > first else { continue }
      var joints: [Int] = []
      var hasPlaces = false
      var column = first
      while column < last {
        // Behind a cut amount every column stands one further right.
        if money.contains(column - joints.count), let amount = Self.cut(grid, row, column),
          amount.contains(".") || Self.isPay(amount, policy, isOfRow: Self.namesSomebody(placed, row))
        {
          joints.append(column)
          hasPlaces = hasPlaces || amount.contains(".")
          column += 1
        }
        column += 1
      }
      guard !joints.isEmpty else { continue }
      if last - width == joints.count {
        proven[row] = joints
      } else if last > width || hasPlaces {
        open[row] = joints[0]
      }
    }
  }

  /// Whether a whole amount is so many months' pay; a row's own no more than a village's for all months.
  private static func isPay(_ amount: String, _ policy: Policy, isOfRow: Bool) -> Bool {
    guard let fen = Int64(amount).map({ $0 * 100 }) else { return false }
    guard !isOfRow || fen <= policy.fullAmount.fen * Int64(policy.quota) else { return false }
    return policy.rules.contains { $0.rate.fen > 0 && fen % $0.rate.fen == 0 }
  }

  private static func namesSomebody(_ placed: PlacedTable, _ row: Int) -> Bool {
    [Field.name, .village, .code].contains { field in
      placed.table.column(field).flatMap { placed.grid.cell(rowIndex: row, column: $0) } != nil
    }
  }

  /// The amount that is cut at a column, without its comma; nil where none is.
  private static func cut(_ grid: Grid, _ row: Int, _ column: Int) -> String? {
    guard let head = grid.cell(rowIndex: row, column: column), let tail = grid.cell(rowIndex: row, column: column + 1),
      head.kind == .text, tail.kind == .text,
      // Most cells behind an amount are no three figures: nothing is made of them.
      grid.texts.withBytes(of: tail.text, { $0.count >= 3 && (48...57).contains($0[2]) })
    else { return nil }
    let (before, behind) = (Text.squeezed(grid.texts[head.text]), Text.squeezed(grid.texts[tail.text]))
    let isHead = before.drop { "¥-".contains($0) }
    guard (1...3).contains(isHead.count), isHead.allSatisfy({ $0.isASCII && $0.isNumber }), isHead.first != "0" else {
      return nil
    }
    let parts = behind.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].count == 3,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.count) }),
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    return before.filter { $0 != "¥" } + behind
  }
}

extension UploadReader {
  /// Joins cut amounts where the header's number of columns proves them, and tells them all, once each: DZ205.
  mutating func joinCutThousands(_ placed: inout PlacedTable, place: Place) {
    let cut = CutThousands(placed, context.policy)
    func tell(_ rows: [(row: Int, column: Int)], severity: Severity?, zh: String, en: String) {
      guard !rows.isEmpty else { return }
      let numbers = rows.map { placed.grid.rows[$0.row].number }.sorted()
      let told = numbers.prefix(5).map { "\($0)" }.joined(separator: "、") + (numbers.count > 5 ? "…" : "")
      let few = numbers.prefix(5).map { "\($0)" }.joined(separator: ", ") + (numbers.count > 5 ? "…" : "")
      out.discrepancies.append(
        Discrepancy(
          .valueNotParsed, severity: severity, subject: Subject(county: county, detail: place.file + "#thousands"),
          period: context.policy.period, field: Field.amount.rawValue,
          spots: rows.sorted { $0.row < $1.row }.map { row, column in
            var spot = place
            spot.cell = Place.cell(row: placed.grid.rows[row].number, column: column)
            let text = placed.grid.cell(rowIndex: row, column: column).map { placed.grid.display($0) } ?? ""
            let rest = placed.grid.cell(rowIndex: row, column: column + 1).map { placed.grid.display($0) } ?? ""
            return .init(spot, raw: "\(text),\(rest)")
          }, level: .row, touches: severity == nil ? [.stated] : [],
          zh: "\(rows.count) 行（第 \(told) 行）的金额带千分位逗号又没有加引号，被 CSV 分成两格\(zh)；请去掉千分位逗号，或改报 xlsx",
          en:
            "\(rows.count) row(s) (\(few)) have amounts with a thousands comma and no quotes, which a CSV cuts in two\(en): write them without the comma, or send an xlsx"
        ))
    }
    tell(
      cut.proven.map { ($0.key, $0.value[0]) }, severity: .warning, zh: "，已按表头的列数合并读取",
      en: "; they were joined as the header's number of columns proves")
    tell(
      cut.open.map { ($0.key, $0.value) }, severity: nil, zh: "，表头的列数不能证明该怎样合并，按分开的两格读取",
      en: "; the header's number of columns does not prove how to join them, so they stand as they are")
    placed.grid = placed.grid.joining(cut.proven)
  }
}
