import Domain
import Spreadsheet

/// A monthly return of heads and one of money of the same places, one below the other on a sheet, each below a line that says which it is or
/// with months that do.
struct StackedReturns {
  let fold: RowFold
  /// How many rows further down the second stands.
  let step: Int

  /// Finds the header of a first return once more below it; nil where a page repeats it, or places differ.
  init?(_ grid: Grid, _ row: Int, _ figures: [Int: String], _ times: TimeColumns, year: Int) {
    let own = Self.header(grid, row, figures, year: year)
    let again = grid.rows.indices.dropFirst(row + 2).filter { below in
      grid.rows[below].cells.count == grid.rows[row].cells.count
        && Self.header(grid, below, TimesOfRow.columns(grid, below, year: year), year: year) == own
    }
    guard again.count == 1, let other = again.first else { return nil }
    let pair = [row, other].map { Self.subject(grid, $0, figures, times) }
    guard let first = pair[0], let second = pair[1], first.word != second.word else { return nil }
    let step = grid.rows[other].number - grid.rows[row].number
    guard
      let groups = Self.groups(
        grid, row + 1..<other - second.lines, other + 1..<grid.rows.count, before: figures.keys.min() ?? 0, step: step)
    else { return nil }
    var fold = RowFold(
      header: row, words: [first.word, second.word], figures: own.filter { figures[$0.key] != nil }, groups: groups,
      width: Folding.width)
    fold.dropped = Set(row - first.lines..<row).union(other - second.lines...other)
    (self.fold, self.step) = (fold, step)
  }

  /// The words of a header by column, those of months and sums without what they say of heads and money.
  private static func header(_ grid: Grid, _ row: Int, _ figures: [Int: String], year: Int) -> [Int: String] {
    var found: [Int: String] = [:]
    for cell in grid.cells[grid.rows[row].cells] where cell.kind == .text {
      found[Int(cell.column)] = Text.squeezed(grid.texts[cell.text])
    }
    for (column, text) in figures {
      if let month = Vocabulary.month(text, year: year) {
        found[column] = "\(month.year)年\(month.month)月"
      } else {
        found[column] = Vocabulary.span(text, year: year) == nil ? "合计" : Text.squeezed(text)
      }
    }
    return found.filter { !$0.value.isEmpty }
  }

  /// Whether a return is of heads or of money, by the lines right above its header or by all of its months; and how many such lines there are.
  private static func subject(_ grid: Grid, _ row: Int, _ figures: [Int: String], _ times: TimeColumns) -> (
    word: String, lines: Int
  )? {
    // 发放金额（万元） keeps its unit.
    func word(_ figure: TimeColumns.Figure, of text: String) -> String? {
      switch figure {
      case .heads: "人数"
      case .amount: "金额" + (Text.bracketed(text).first { MoneyUnit(rawValue: $0) != nil }.map { "（\($0)）" } ?? "")
      case .excluded, .months, .rate, .other, .unknown: nil
      }
    }
    for lines in 1...2 where row >= lines && grid.rows[row - lines].number == grid.rows[row].number - lines {
      let texts = grid.cells[grid.rows[row - lines].cells].map { Text.squeezed(grid.raw($0)) }.filter { !$0.isEmpty }
      guard texts.count == 1 else { break }
      // 一、发放人数
      let own = texts[0].split(separator: "、").last.map(String.init) ?? texts[0]
      if own.hasPrefix("单位:") {
        if own.hasSuffix("人") { return ("人数", lines) }
        if own.hasSuffix("元"), !own.hasSuffix("万元"), !own.hasSuffix("千元") { return ("金额", lines) }
      } else if own.count <= 12, let word = word(times.figure(["1月", own], at: 0), of: own) {
        return (word, lines)
      }
    }
    let cells = grid.cells[grid.rows[row].cells].filter { figures[Int($0.column)] != nil && $0.kind == .text }
    let said = Set(
      cells.map { Text.squeezed(grid.texts[$0.text]) }.filter { $0.contains("月") }.map { text in
        text.hasSuffix("月") || text.hasSuffix("月份") ? nil : word(times.figure([text], at: 0), of: text)
      })
    return said.count == 1 ? said.first.flatMap { $0 }.map { ($0, 0) } : nil
  }

  /// The rows of each place in both returns; nil unless they are the same places in the same order.
  private static func groups(_ grid: Grid, _ upper: Range<Int>, _ lower: Range<Int>, before column: Int, step: Int)
    -> [[Int]]?
  {
    func names(_ row: Int) -> [String] {
      grid.cells[grid.rows[row].cells].filter { $0.column < column }.map {
        "\($0.column) \(Text.squeezed(grid.raw($0)))"
      }
    }
    func isFilled(_ row: Int) -> Bool {
      grid.cells[grid.rows[row].cells].count { $0.column >= column && !Text.squeezed(grid.raw($0)).isEmpty } > 1
    }
    let (above, below) = (upper.filter(isFilled), lower.filter(isFilled))
    guard !above.isEmpty, above.count == below.count else { return nil }
    let pairs = zip(above, below).map { [$0, $1] }
    return pairs.allSatisfy { pair in
      grid.rows[pair[1]].number - grid.rows[pair[0]].number == step && names(pair[0]) == names(pair[1])
    } ? pairs : nil
  }
}
