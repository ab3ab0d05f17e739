public import Domain
import Foundation
import Spreadsheet

/// A file that proves a figure of a budget line, and what is measured of it.
public struct EvidenceEntry: Sendable {
  /// A figure that is measured.
  public struct Check: Sendable {
    /// The claim that it answers: formulas say `evidence.<claim>`.
    public var claim: String
    /// What people call it; empty where it is not named.
    public var name: String
    /// What is measured.
    public var measure: EvidenceMeasure
    /// Only rows with these texts in these columns count.
    public var filter: [String: String]
  }

  /// The budget line.
  public var line: String
  /// The file.
  public var file: String
  /// The sheet, if not the first.
  public var sheet: String?
  /// What is measured.
  public var checks: [Check]

  /// Reads the pipeline file's evidence.
  static func list(_ yaml: StrictYAML, relative: (String) -> String) throws -> [EvidenceEntry] {
    var claims: Set<String> = []
    return try (yaml.mappings("evidence", keys: ["line", "file", "sheet", "checks"]) ?? []).map { item in
      let checks =
        try item.mappings("checks", keys: ["claim", "name", "count", "sum", "distinct", "ratio", "where"]) ?? []
      return EvidenceEntry(
        line: try item.required("line"), file: relative(try item.required("file")),
        sheet: try item.string("sheet"),
        checks: try checks.map { yaml in
          let check = try check(yaml)
          guard claims.insert(check.claim).inserted else {
            throw yaml.wrong("claim", zh: "不重复的名称", en: "a name of its own")
          }
          return check
        })
    }
  }

  private static func check(_ yaml: StrictYAML) throws -> Check {
    var measures: [EvidenceMeasure] = []
    if let column = try yaml.string("count") { measures.append(.count(column: column == "rows" ? nil : column)) }
    if let column = try yaml.string("sum") { measures.append(.sum(column: column)) }
    if let column = try yaml.string("distinct") { measures.append(.distinct(column: column)) }
    if let columns = try yaml.strings("ratio") {
      guard columns.count == 2 else { throw yaml.wrong("ratio", zh: "两列：分子、分母", en: "two columns: part and whole") }
      measures.append(.ratio(part: columns[0], whole: columns[1]))
    }
    guard measures.count == 1 else {
      throw yaml.wrong("claim", zh: "只带 count、sum、distinct、ratio 之一", en: "one of count, sum, distinct and ratio")
    }
    return Check(
      claim: try yaml.required("claim"), name: try yaml.string("name") ?? "", measure: measures[0],
      filter: try yaml.dictionary("where"))
  }
}

/// Measures every declared piece of evidence. What is missing or unreadable has no value, and says what it needs.
func readEvidence(_ evidence: [EvidenceEntry], limits: Limits) -> [EvidenceResult] {
  evidence.flatMap { item -> [EvidenceResult] in
    let name = URL(fileURLWithPath: item.file).lastPathComponent
    func results(_ value: (EvidenceEntry.Check) -> Result<(Ratio, String), EvidenceGap>) -> [EvidenceResult] {
      item.checks.map { check in
        var result = EvidenceResult(
          claim: check.claim, line: item.line, measure: check.measure, value: nil,
          place: Place(file: name, sheet: item.sheet ?? ""), needed: nil)
        result.name = check.name
        switch value(check) {
        case .success(let (value, cells)): (result.value, result.place.cell) = (value, cells)
        case .failure(let gap):
          result.needed = gap.message
          result.place.cell = gap.cell
        }
        return result
      }
    }
    guard let data = FileManager.default.contents(atPath: item.file) else {
      return results { _ in .failure(EvidenceGap(zh: "缺少文件“\(name)”", en: "the file \(name) is missing")) }
    }
    do throws(ReadError) {
      let workbook = try Workbook(bytes: [UInt8](data), name: name, limits: limits)
      let index =
        item.sheet.map { sheet in workbook.sheets.firstIndex { $0.name == sheet } } ?? workbook.firstVisibleSheet ?? 0
      guard let index else {
        return results { _ in
          .failure(EvidenceGap(zh: "没有工作表“\(item.sheet ?? "")”", en: "there is no sheet \(item.sheet ?? "")"))
        }
      }
      let grid = try workbook.grid(ofSheet: index)
      return results { check in
        do throws(EvidenceGap) {
          return .success(try EvidenceTable(grid, check: check).measured())
        } catch {
          return .failure(error)
        }
      }
    } catch {
      return results { _ in .failure(EvidenceGap(zh: error.explanation(.zh), en: error.explanation(.en))) }
    }
  }
}

/// Why evidence gives no value.
private struct EvidenceGap: Error {
  var message: Message
  var cell = ""

  init(zh: String, en: String, cell: String = "") {
    message = Message(zh: zh, en: en)
    self.cell = cell
  }
}

/// The rows of an evidence file below the row that has the check's columns.
private struct EvidenceTable {
  private let grid: Grid
  private let check: EvidenceEntry.Check
  private let columns: [String: Int]
  private let rows: [Grid.Row]

  init(_ grid: Grid, check: EvidenceEntry.Check) throws(EvidenceGap) {
    self.grid = grid
    self.check = check
    let wanted = check.measure.columns + check.filter.keys.sorted()
    var found: (columns: [String: Int], row: Int)?
    // Titles and notes stand above the header; a list without wanted columns begins where its first row has several cells.
    for (index, row) in grid.rows.prefix(30).enumerated() where found == nil {
      var names: [String: Int] = [:]
      for cell in grid.cells[row.cells] { names[Self.folded(grid.raw(cell))] = Int(cell.column) }
      if wanted.allSatisfy({ names[Self.folded($0)] != nil }), !wanted.isEmpty || row.cells.count > 1 {
        found = (names, index)
      }
    }
    guard let found else {
      throw EvidenceGap(
        zh: "没有同时含有列“\(wanted.joined(separator: "、"))”的表头",
        en: "no header row has the columns \(wanted.joined(separator: ", "))")
    }
    columns = found.columns
    var kept: [Grid.Row] = []
    for row in grid.rows[(found.row + 1)...] where !row.cells.isEmpty {
      let first = Self.folded(grid.raw(grid.cells[row.cells.lowerBound]))
      // A total below the list is no row of it, nor is the line of who filled it in.
      if ["合计", "总计", "小计", "共计"].contains(first) || first.hasPrefix("填表") || first.hasPrefix("制表") { continue }
      let fits = check.filter.allSatisfy { name, value in
        Self.text(row, found.columns[Self.folded(name)], grid) == Self.folded(value)
      }
      if fits { kept.append(row) }
    }
    rows = kept
  }

  /// The value, and the cells that it was measured of.
  func measured() throws(EvidenceGap) -> (Ratio, String) {
    switch check.measure {
    case .count(nil): return (Ratio(Int64(rows.count)), range(nil))
    case .count(let column?):
      let position = column.isEmpty ? nil : columns[Self.folded(column)]
      return (Ratio(Int64(rows.count { !Self.text($0, position, grid).isEmpty })), range(position))
    case .distinct(let column):
      let position = columns[Self.folded(column)]
      let texts = Set(rows.map { Self.text($0, position, grid) }).subtracting([""])
      return (Ratio(Int64(texts.count)), range(position))
    case .sum(let column):
      return (try sum(column), range(columns[Self.folded(column)]))
    case .ratio(let part, let whole):
      let (above, below) = (try sum(part), try sum(whole))
      guard let value = try? above.divided(by: below) else {
        throw EvidenceGap(zh: "“\(whole)”合计为零", en: "the sum of \(whole) is zero")
      }
      return (value, range(columns[Self.folded(part)]))
    }
  }

  private func sum(_ column: String) throws(EvidenceGap) -> Ratio {
    var total = Ratio(0)
    for row in rows {
      let text = Self.text(row, columns[Self.folded(column)], grid).replacing(",", with: "")
      let cell = Place.cell(row: row.number, column: columns[Self.folded(column)] ?? 1)
      guard !text.isEmpty else {
        throw EvidenceGap(
          zh: "“\(column)”有空格（\(cell)），空不等于 0", en: "\(column) has a blank (\(cell)), which is not zero", cell: cell)
      }
      guard let written = WrittenDecimal(text), let value = StatedFigure(written).value,
        let next = try? total.plus(value)
      else {
        throw EvidenceGap(
          zh: "“\(column)”的“\(Mask.numbers(in: text))”（\(cell)）不是数",
          en: "\"\(Mask.numbers(in: text))\" of \(column) (\(cell)) is no number", cell: cell)
      }
      total = next
    }
    return total
  }

  private func range(_ column: Int?) -> String {
    guard let first = rows.first, let last = rows.last else { return "" }
    let columns = columns.values
    return Place.range(
      row: first.number, column: column ?? columns.min() ?? 1, toRow: last.number,
      toColumn: column ?? columns.max() ?? 1)
  }

  private static func text(_ row: Grid.Row, _ column: Int?, _ grid: Grid) -> String {
    guard let column, let cell = grid.cells[row.cells].first(where: { Int($0.column) == column }) else { return "" }
    return folded(grid.raw(cell))
  }

  private static func folded(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
