import Domain
import Spreadsheet

/// Rows that are about something else than this fund and its year, in lists that hold several: a county's 一卡通 system exports all its
/// subsidies, and a ledger goes on from year to year.
struct OtherRows: Hashable {
  /// The column that says so.
  let column: Int
  /// What it says, as written.
  let words: String
  /// Whether it names another year, and not another subsidy.
  let isYear: Bool
}

extension Table {
  /// Finds the columns that say which subsidy and which year a row is of.
  mutating func settleOthers(_ grid: Grid) {
    if let column = columnCalled(Self.itemHeaders) {
      let (own, others) = items(in: column, grid)
      if !own.isEmpty, !others.isEmpty {
        othersOfItems = (column, others)
        take(column)
      }
    }
    if let column = columnCalled(Self.yearHeaders), holdsYears(column, grid) {
      yearOfRow = column
      take(column)
    }
  }

  private mutating func take(_ column: Int) {
    fields[column] = .other
    unknown.removeAll { $0 == column }
  }

  private func columnCalled(_ names: Set<String>) -> Int? {
    paths.keys.sorted().first { column in
      [nil, .other].contains(fields[column])
        && names.contains(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
    }
  }

  /// Texts of a column that name this fund by whom it pays, and those that name something else.
  private func items(in column: Int, _ grid: Grid) -> (own: Set<TextID>, others: Set<TextID>) {
    var (own, others): (Set<TextID>, Set<TextID>) = ([], [])
    for row in body {
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text, !own.contains(cell.text),
        !others.contains(cell.text)
      else { continue }
      let text = Text.squeezed(grid.texts[cell.text])
      if text.isEmpty { continue }
      if ["村务监督", "监督委员会", "监委"].contains(where: { text.contains($0) }) {
        own.insert(cell.text)
      } else {
        others.insert(cell.text)
      }
    }
    return (own, others)
  }

  private func holdsYears(_ column: Int, _ grid: Grid) -> Bool {
    let seen = body.prefix(80).compactMap { row -> Bool? in
      guard let cell = grid.cell(rowIndex: row, column: column), !Text.squeezed(grid.display(cell)).isEmpty,
        !isSum(row, grid)
      else { return nil }
      return Self.year(grid, cell) != nil
    }
    return !seen.isEmpty && seen.allSatisfy(\.self)
  }

  /// 2021, 2021年 or 2021年度.
  static func year(_ grid: Grid, _ cell: Cell) -> Int? {
    var words = Text.squeezed(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell))[...]
    for end in ["年度", "年"] where words.hasSuffix(end) { words = words.dropLast(end.count) }
    return Int(words).flatMap { (1990...2100).contains($0) ? $0 : nil }
  }

  private static let yearHeaders: Set<String> = [
    "年度", "年份", "年", "所属年度", "补贴年度", "补助年度", "发放年度", "补贴年份", "发放年份", "所属年份",
  ]
  private static let itemHeaders: Set<String> = [
    "补贴项目", "补贴项目名称", "补助项目", "补助项目名称", "项目名称", "项目", "补贴名称", "补助名称", "补贴种类", "补助种类", "补贴类别", "补助类别", "补贴类型",
    "资金名称", "资金项目", "发放项目", "发放项目名称", "惠农项目", "补贴资金名称", "资金类别",
  ]
}

extension TableReader {
  /// Whether a row is of another subsidy or year; such rows are left out, and told once for each of them.
  mutating func isOfOthers(_ row: Int) -> Bool {
    guard let others = othersNamed(by: row) else { return false }
    let number = grid.rows[row].number
    // Its village may stand for the rows below it; that the register has none such is nothing to this fund.
    let told = (cells.discrepancies.count, out.discrepancies.count)
    locateTown(row, number)
    _ = locateVillage(row, number)
    cells.discrepancies.removeLast(cells.discrepancies.count - told.0)
    out.discrepancies.removeLast(out.discrepancies.count - told.1)
    checkSerial(row, number)
    // A total may be of all rows or of those that a filter shows: it proves nothing of this fund's.
    sums.add(row: number, of: SummedPlace(town: town ?? -1, village: village?.position ?? -1)) { _ in .unreadable }
    otherRows[others, default: []].append(number)
    return true
  }

  private func othersNamed(by row: Int) -> OtherRows? {
    if let (column, others) = table.othersOfItems, let cell = grid.cell(rowIndex: row, column: column),
      cell.kind == .text, others.contains(cell.text)
    {
      return OtherRows(column: column, words: Text.trimmed(grid.texts[cell.text]), isYear: false)
    }
    if let column = table.yearOfRow, let cell = grid.cell(rowIndex: row, column: column),
      let year = Table.year(grid, cell), !(policy.from.year...policy.until.year).contains(year)
    {
      return OtherRows(column: column, words: "\(year)", isYear: true)
    }
    return nil
  }

  /// DZ113: rows of other subsidies and years, once for each.
  mutating func tellOtherRows() {
    for (others, rows) in otherRows.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let first = rows.first, let last = rows.last else { continue }
      let words = Mask.numbers(in: others.words)
      out.discrepancies.append(
        Discrepancy(
          .rowSetAside,
          subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(words)"),
          period: period, field: "row",
          spots: [
            .init(
              Place(
                file: out.source.file, sheet: out.source.sheet,
                cell: out.source.range(rows: first...last, columns: others.column...others.column)), raw: words)
          ],
          zh: others.isYear
            ? "\(words) 年的 \(rows.count) 行未采用：不属于 \(period)"
            : "“\(words)”的 \(rows.count) 行未采用：同一列另有村务监督委员会成员的补贴，这些行是别的补贴",
          en: others.isYear
            ? "\(rows.count) row(s) of \(words) are not used: they are not of \(period)"
            : "\(rows.count) row(s) of \(words) are not used: the column names this fund's subsidy beside them"))
    }
  }
}
