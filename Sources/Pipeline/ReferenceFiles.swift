import Domain
import Foundation
import Spreadsheet

/// A file beside the uploads, opened: a CSV, or a workbook's first visible sheet.
struct ReferenceSheet {
  let path: String
  /// The sheet's name; empty for a CSV.
  let sheet: String
  let grid: Grid

  init(path: String) throws {
    self.path = path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SetupError.unreadable(path)
    }
    do {
      let workbook = try Workbook(bytes: [UInt8](data), name: URL(fileURLWithPath: path).lastPathComponent)
      let index = workbook.firstVisibleSheet ?? 0
      sheet = workbook.sheets.indices.contains(index) ? workbook.sheets[index].name : ""
      grid = try workbook.grid(ofSheet: index)
    } catch {
      throw SetupError(path, zh: error.explanation(.zh), en: error.explanation(.en))
    }
    guard !grid.rows.isEmpty else { throw SetupError(path, zh: "文件是空的", en: "the file is empty") }
  }

  /// The cell at a column of a row.
  func cell(_ row: Grid.Row, _ column: Int) -> Cell? { grid.cells[row.cells].first { Int($0.column) == column } }

  /// Its text; empty where it is blank.
  func text(_ row: Grid.Row, _ column: Int) -> String { cell(row, column).map(grid.raw) ?? "" }

  /// A number with as many places as it is shown with: a workbook keeps 115.00 as 115.
  func written(_ row: Grid.Row, _ column: Int) -> String {
    guard let cell = cell(row, column) else { return "" }
    let raw = grid.raw(cell).filter { !$0.isWhitespace && $0 != "," && $0 != "，" }
    guard cell.kind == .number, let stored = WrittenDecimal(raw),
      let shown = WrittenDecimal(grid.display(cell).filter { $0 != "," }), shown.places > stored.places
    else { return raw }
    return raw + (stored.places == 0 ? "." : "") + String(repeating: "0", count: shown.places - stored.places)
  }

  /// Where a cell stands.
  func place(_ row: Int, _ column: Int) -> Place {
    Place(
      file: URL(fileURLWithPath: path).lastPathComponent, sheet: sheet, cell: Place.cell(row: row, column: column))
  }
}

/// Such a file with named columns in its first row: the register, the budget, allocations and aliases are read through the same reader
/// as uploads.
struct ReferenceTable {
  /// A row below the header, blank rows left out.
  struct Row {
    fileprivate let row: Grid.Row
    fileprivate let table: ReferenceTable

    var line: Int { row.number }

    /// The text of a named column; empty where it is blank or not there.
    subscript(_ name: String) -> String { table.columns[name].map { self[$0] } ?? "" }

    /// A number of a named column with as many places as it is shown with.
    func written(_ name: String) -> String { table.columns[name].map { table.source.written(row, $0) } ?? "" }

    /// The text of a column by its number.
    subscript(_ column: Int) -> String { table.source.text(row, column) }

    /// Where its cell of a named column stands.
    func place(_ name: String) -> Place { table.source.place(row.number, table.column(name)) }
  }

  let source: ReferenceSheet
  private let columns: [String: Int]

  init(path: String, columns wanted: [String]) throws {
    try self.init(ReferenceSheet(path: path), columns: wanted)
  }

  init(_ source: ReferenceSheet, columns wanted: [String]) throws {
    self.source = source
    columns = Self.names(source)
    for column in wanted where columns[column] == nil {
      throw SetupError(source.path, line: 1, zh: "缺少列“\(column)”", en: "the column \"\(column)\" is missing")
    }
  }

  /// What the first row names its columns.
  static func names(_ source: ReferenceSheet) -> [String: Int] {
    var columns: [String: Int] = [:]
    guard let header = source.grid.rows.first else { return columns }
    for cell in source.grid.cells[header.cells] { columns[source.grid.raw(cell)] = Int(cell.column) }
    return columns
  }

  /// The number of a column that is known to be there.
  func column(_ name: String) -> Int { columns[name] ?? 0 }

  /// The rows below the header that have a text in a named column.
  var rows: some Sequence<Row> { gridRows.lazy.map { Row(row: $0, table: self) } }

  /// The same, of the file's own: a register has hundreds of thousands.
  fileprivate var gridRows: [Grid.Row] {
    let known = Set(columns.values)
    return source.grid.rows.dropFirst().filter { row in
      source.grid.cells[row.cells].contains { known.contains(Int($0.column)) }
    }
  }
}

/// Reads the register: code, county, town, name, kind.
func readRegister(path: String) throws -> Register {
  let table = try ReferenceTable(path: path, columns: ["code", "county", "town", "name", "kind"])
  let columns = ["code", "county", "town", "name", "kind"].map(table.column)
  let entries = try table.gridRows.map { row in
    func text(_ column: Int) -> String { table.source.text(row, columns[column]) }
    let code = text(0)
    guard code.utf8.count == 12, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw SetupError(path, line: row.number, zh: "代码应为 12 位数字", en: "a code has 12 digits")
    }
    return Register.Entry(
      code: code, county: text(1), town: text(2), name: text(3), kind: VillageKind(rawValue: text(4)) ?? .other)
  }
  guard !entries.isEmpty else { throw SetupError(path, zh: "名册是空的", en: "the register is empty") }
  let register = Register(entries)
  for (village, next) in zip(register.villages, register.villages.dropFirst()) where village.code == next.code {
    let line = table.rows.filter { $0[columns[0]] == village.code }.dropFirst().first?.line
    throw SetupError(path, line: line, zh: "代码 \(village.code) 重复", en: "the code \(village.code) stands twice")
  }
  return register
}

/// Reads the alias file: county, town, alias, code, from, until.
func readAliases(path: String) throws -> [Alias] {
  try ReferenceTable(path: path, columns: ["county", "town", "alias", "code"]).rows.map { row in
    func date(_ key: String) throws -> CalendarDate? {
      let text = row[key]
      guard !text.isEmpty else { return nil }
      guard let date = CalendarDate(text) else {
        throw SetupError(
          path, line: row.line, zh: "“\(key)”应为日期，如 2021-03-01", en: "\"\(key)\" wants a date such as 2021-03-01")
      }
      return date
    }
    return Alias(
      county: row["county"], town: row["town"], alias: row["alias"],
      code: row["code"],
      from: try date("from"), until: try date("until"))
  }
}
