import Domain
import Spreadsheet

/// Amounts whose thousands' commas a CSV takes for ones between fields: 2,880.00 without quotes is 2 │ 880.00, and the row is a field longer.
struct CutThousands {
  /// Rows that are longer than the header by just their cut amounts, and the columns where a comma is missing.
  private(set) var proven: [Int: [Int]] = [:]
  /// Rows with an amount that is cut, where the number of fields does not prove how, and the same columns.
  private(set) var open: [Int: [Int]] = [:]

  private let grid: Grid
  private let table: Table
  private let policy: Policy
  private let money: Set<Int>
  private let first: Int

  /// Looks at a CSV's table. Two cells are taken for a cut amount only where the whole is what they can be: so many months' pay, of no more
  /// than a village has, or what a town's heads or a total's rows come to. 480 │ 240 may be two columns, of which the header names one.
  init(_ placed: PlacedTable, _ policy: Policy) {
    grid = placed.grid
    table = placed.table
    self.policy = policy
    money = Set(
      table.fields.filter { [.amount, .due, .deduction, .backPay].contains($0.value) }.keys
        + table.months.compactMap(\.amount) + table.spans.compactMap(\.amount))
    first = money.min() ?? .max
    var classifier = RowClassifier(grid: grid, table: table)
    var totals: [Int] = []
    for row in table.body where !cuts(row, isWhole: { _, _ in true }).columns.isEmpty {
      if classifier.sumLabel(ofRow: row) != nil {
        totals.append(row)
      } else {
        add(row, cuts(row) { fen, _ in isPay(fen, row) })
      }
    }
    guard !totals.isEmpty else { return }
    let sums = SumsOfRows(grid.joining(proven), table.body, isSum: { classifier.sumLabel(ofRow: $0) != nil })
    for row in totals { add(row, cuts(row) { fen, column in sums.tie(fen, row, column) }) }
  }

  private mutating func add(_ row: Int, _ found: (columns: [Int], hasPlaces: Bool)) {
    let (columns, hasPlaces) = found
    guard !columns.isEmpty, let width = table.paths.keys.max(), let last = last(row) else { return }
    if last - width == columns.count {
      proven[row] = columns
    } else if last > width || hasPlaces,
      // What stands in the next column of money is that column's.
      columns.enumerated().contains(where: { before, column in !money.contains(column + 1 - before) })
    {
      open[row] = columns
    }
  }

  private func last(_ row: Int) -> Int? { grid.rows[row].cells.last.map { Int(grid.cells[$0].column) } }

  /// The columns behind which a row's amounts lack a comma.
  private func cuts(_ row: Int, isWhole: (_ fen: Int64, _ column: Int) -> Bool) -> (columns: [Int], hasPlaces: Bool) {
    guard let last = last(row), first < last else { return ([], false) }
    var column = first
    var (columns, hasPlaces) = ([Int](), false)
    while column < last {
      // Behind a cut amount every column stands one further right.
      let named = column - columns.count
      if money.contains(named), let whole = amounts(row, column).last(where: { isWhole($0.fen, named) }) {
        columns += column..<column + whole.commas
        hasPlaces = hasPlaces || whole.hasPlaces
        column += whole.commas
      }
      column += 1
    }
    return (columns, hasPlaces)
  }

  /// Whether an amount is so many months' pay: of a village or its members at most what all of them get, of a town what its heads get.
  private func isPay(_ fen: Int64, _ row: Int) -> Bool {
    let rates = policy.rules.map(\.rate.fen).filter { $0 > 0 }
    guard [.name, .village, .code].allSatisfy({ table.column($0) == nil }) else {
      return abs(fen) <= policy.fullAmount.fen * Int64(policy.quota) && rates.contains { fen % $0 == 0 }
    }
    func count(_ field: Field) -> Int64? {
      guard let column = table.column(field), let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(grid.raw(cell)), let count = written.whole,
        (1...1_000_000).contains(count)
      else { return nil }
      return count
    }
    if let personMonths = count(.personMonths) { return rates.contains { $0 * personMonths == fen } }
    guard let heads = count(.eligible) else { return false }
    return rates.contains { fen % ($0 * heads) == 0 && (1...Int64(policy.months)).contains(fen / ($0 * heads)) }
  }

  /// What may be cut at a column: an amount of so many commas more, the shortest first.
  private func amounts(_ row: Int, _ column: Int) -> [(commas: Int, fen: Int64, hasPlaces: Bool)] {
    guard let head = grid.cell(rowIndex: row, column: column), head.kind == .text,
      // Most cells behind an amount are no three figures: nothing is made of them.
      let next = grid.cell(rowIndex: row, column: column + 1), next.kind == .text,
      grid.texts.withBytes(of: next.text, { $0.count >= 3 && (48...57).contains($0[2]) })
    else { return [] }
    let before = Text.squeezed(grid.texts[head.text])
    var figures = String(before.drop { "¥-".contains($0) })
    guard (1...3).contains(figures.count), figures.allSatisfy(Self.isFigure), figures.first != "0" else { return [] }
    var found: [(Int, Int64, Bool)] = []
    for commas in 1...3 {
      guard let cell = grid.cell(rowIndex: row, column: column + commas), cell.kind == .text else { break }
      let parts = Text.squeezed(grid.texts[cell.text]).split(separator: ".", omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count), parts[0].count == 3, parts.allSatisfy({ $0.allSatisfy(Self.isFigure) }),
        parts.count == 1 || (1...2).contains(parts[1].count)
      else { break }
      figures += parts[0]
      let places = parts.count == 1 ? "00" : parts[1] + (parts[1].count == 1 ? "0" : "")
      guard let fen = Int64(figures + places) else { break }
      found.append((commas, before.contains("-") ? -fen : fen, parts.count == 2))
      if parts.count == 2 { break }
    }
    return found
  }

  private static func isFigure(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}

/// What the rows above a total come to: all of them, or those since an earlier one.
private struct SumsOfRows {
  let grid: Grid
  let body: Range<Int>
  let isSum: Set<Int>

  init(_ grid: Grid, _ body: Range<Int>, isSum: (Int) -> Bool) {
    (self.grid, self.body) = (grid, body)
    self.isSum = Set(body.filter(isSum))
  }

  /// Whether an amount is the sum of the rows of its column up to a total's row.
  func tie(_ fen: Int64, _ total: Int, _ column: Int) -> Bool {
    var sum: Int64 = 0
    for row in (body.lowerBound..<total).reversed() {
      if isSum.contains(row) {
        if sum == fen { return true }
        continue
      }
      guard let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(grid.raw(cell)), let own = written.value.scaled(by: 100)
      else { continue }
      let (added, overflow) = sum.addingReportingOverflow(own)
      if overflow { return false }
      sum = added
    }
    return sum == fen
  }
}

extension UploadReader {
  /// Joins cut amounts where the header's number of columns proves them, and tells them all, once each: DZ205.
  mutating func joinCutThousands(_ placed: inout PlacedTable, place: Place) {
    let cut = CutThousands(placed, context.policy)
    func tell(_ rows: [Int: [Int]], severity: Severity?, zh: String, en: String) {
      guard !rows.isEmpty else { return }
      let numbers = rows.keys.map { placed.grid.rows[$0].number }.sorted()
      let told = numbers.prefix(5).map { "\($0)" }.joined(separator: "、") + (numbers.count > 5 ? "…" : "")
      let few = numbers.prefix(5).map { "\($0)" }.joined(separator: ", ") + (numbers.count > 5 ? "…" : "")
      out.discrepancies.append(
        Discrepancy(
          .valueNotParsed, severity: severity, subject: Subject(county: county, detail: place.file + "#thousands"),
          period: context.policy.period, field: Field.amount.rawValue,
          spots: rows.sorted { $0.key < $1.key }.map { row, columns in
            var spot = place
            spot.cell = Place.cell(row: placed.grid.rows[row].number, column: columns[0])
            let commas = columns.enumerated().prefix { $0.element == columns[0] + $0.offset }.count
            let parts = (columns[0]...columns[0] + commas).map { column in
              placed.grid.cell(rowIndex: row, column: column).map { placed.grid.display($0) } ?? ""
            }
            return .init(spot, raw: parts.joined(separator: ","))
          }, level: .row, touches: severity == nil ? [.stated] : [],
          zh: "\(rows.count) 行（第 \(told) 行）的金额带千分位逗号又没有加引号，被 CSV 分成两格\(zh)；请去掉千分位逗号，或改报 xlsx",
          en:
            "\(rows.count) row(s) (\(few)) have amounts with a thousands comma and no quotes, which a CSV cuts in two\(en): write them without the comma, or send an xlsx"
        ))
    }
    tell(
      cut.proven, severity: .warning, zh: "，已按表头的列数合并读取，其右各格按合并后的列称呼",
      en: "; they were joined as the header's number of columns proves, and cells to their right are named as joined")
    tell(
      cut.open, severity: nil, zh: "，表头的列数不能证明该怎样合并，按分开的两格读取",
      en: "; the header's number of columns does not prove how to join them, so they stand as they are")
    placed.grid = placed.grid.joining(cut.proven)
  }
}
