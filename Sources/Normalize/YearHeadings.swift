import Domain
import Spreadsheet

/// Rows that say alone of which year those below them are: 2020年 over last year's, 2021年 over this year's.
struct YearHeadings {
  /// The column of the first.
  private(set) var column = 1
  /// The years of the rows below, by position.
  private(set) var years: [Int: Int] = [:]
  private var headings: [(row: Int, year: Int)] = []

  /// Finds such rows, each with others below; nil unless they are of several years, the period's among them.
  init?(_ grid: Grid, _ rows: Range<Int>, _ own: ClosedRange<Int>) {
    var year: Int?
    var named: Set<Int> = []
    for row in rows {
      if let found = Self.heading(grid, row) {
        if headings.isEmpty { column = found.column }
        headings.append((row, found.year))
        year = found.year
      } else if let year, grid.rows[row].cells.count > 1 {
        years[row] = year
        named.insert(year)
      }
    }
    guard headings.count == named.count, named.count > 1, named.contains(where: own.contains) else { return nil }
  }

  /// A sheet whose rows are months, each with the year that stands above it; a bare 2020 above rows of any kind is a heading in words, and no
  /// figure.
  static func named(_ grid: Grid, year: Int) -> Grid {
    guard let found = YearHeadings(grid, grid.rows.indices, year...year) else { return grid }
    var changed = grid
    for heading in found.headings {
      guard let cell = grid.cells[grid.rows[heading.row].cells].first(where: { !isBlank(grid, $0) }),
        Text.squeezed(grid.raw(cell)) == "\(heading.year)"
      else { continue }
      changed = changed.replacingText(rowIndex: heading.row, column: Int(cell.column), with: "\(heading.year)年")
    }
    for (row, year) in found.years {
      let words = grid.cells[grid.rows[row].cells].prefix(3).first {
        $0.kind == .text && Vocabulary.month(grid.texts[$0.text], year: 0)?.year == 0
      }
      guard let words else { continue }
      changed = changed.replacingText(
        rowIndex: row, column: Int(words.column), with: "\(year)年" + Text.squeezed(grid.texts[words.text]))
    }
    return changed
  }

  /// The year that stands alone in a row. Nearly every row begins with something else, and is looked at no further.
  private static func heading(_ grid: Grid, _ row: Int) -> (column: Int, year: Int)? {
    let cells = grid.cells[grid.rows[row].cells]
    guard let first = cells.first(where: { !isBlank(grid, $0) }),
      cells.allSatisfy({ $0.column == first.column || isBlank(grid, $0) }), let year = year(grid, first)
    else { return nil }
    return (Int(first.column), year)
  }

  private static func isBlank(_ grid: Grid, _ cell: Cell) -> Bool {
    cell.kind == .text && grid.texts.withBytes(of: cell.text) { $0.allSatisfy { $0 <= 0x20 } }
  }

  private static func year(_ grid: Grid, _ cell: Cell) -> Int? {
    if cell.kind == .number { return Int(exactly: cell.number).flatMap { (1990...2100).contains($0) ? $0 : nil } }
    guard cell.kind == .text,
      grid.texts.withBytes(of: cell.text, { $0.count <= 30 && $0.contains(0x30) && $0.contains(0x32) })
    else { return nil }
    let text = Text.squeezed(grid.raw(cell))
    guard text.utf8.count <= 30, let found = text.wholeMatch(of: heading) else { return nil }
    return Int(found.output.1).flatMap { (1990...2100).contains($0) ? $0 : nil }
  }

  nonisolated(unsafe) private static let heading = #/(?:\(?[一二三四五六七八九1-9]\)?[、.]?)?(20[0-9]{2})(?:年度?)?:?/#
}

extension Table {
  /// Keeps of which year each row is, where lines above them say so and many persons or places of another year's come again in this
  /// one's: lines may say when those below them were elected, each of whom stands once.
  mutating func settleYearHeadings(_ grid: Grid, _ years: ClosedRange<Int>) {
    guard yearOfRow == nil, let found = YearHeadings(grid, body, years) else { return }
    if let column = column(.name) ?? column(.village) ?? column(.code) ?? column(.town) {
      var (own, others): (Set<String>, [String]) = ([], [])
      for row in body where !isSum(row, grid) {
        guard let words = grid.cell(rowIndex: row, column: column).map({ Text.squeezed(grid.raw($0)) }), !words.isEmpty
        else { continue }
        if found.years[row].map(years.contains) ?? true { own.insert(words) } else { others.append(words) }
      }
      // Committees change, and some persons are called alike.
      guard others.count(where: own.contains) * 4 > others.count else { return }
    }
    (yearOfRow, yearsAbove) = (found.column, found.years)
  }
}
