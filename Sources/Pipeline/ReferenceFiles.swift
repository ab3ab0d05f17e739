import Domain
import Foundation
import Spreadsheet

/// A CSV file with named columns: the register, the budget, allocations and aliases are read through the same reader as uploads.
struct ReferenceTable {
  /// A row below the header, blank rows left out.
  struct Row {
    let line: Int
    fileprivate let cells: Range<Int>
    fileprivate let grid: Grid
    fileprivate let columns: [String: Int]

    /// The text of a named column; empty where it is blank or not there.
    subscript(_ name: String) -> String { columns[name].map { self[$0] } ?? "" }

    /// A number of a named column with as many places as it is shown with: a workbook keeps 115.00 as 115.
    func written(_ name: String) -> String {
      guard let column = columns[name], let cell = grid.cells[cells].first(where: { Int($0.column) == column }) else {
        return ""
      }
      let raw = grid.raw(cell).filter { !$0.isWhitespace && $0 != "," && $0 != "，" }
      guard cell.kind == .number, let stored = WrittenDecimal(raw),
        let shown = WrittenDecimal(grid.display(cell).filter { $0 != "," }), shown.places > stored.places
      else { return raw }
      return raw + (stored.places == 0 ? "." : "") + String(repeating: "0", count: shown.places - stored.places)
    }

    /// The text of a column by its number.
    subscript(_ column: Int) -> String {
      for cell in grid.cells[cells] where Int(cell.column) == column { return grid.raw(cell) }
      return ""
    }
  }

  let file: String
  private let grid: Grid
  private let columns: [String: Int]

  init(path: String, columns wanted: [String]) throws {
    file = path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SetupError.unreadable(path)
    }
    do {
      grid = try Workbook(bytes: [UInt8](data), name: URL(fileURLWithPath: path).lastPathComponent).grid(ofSheet: 0)
    } catch {
      throw SetupError(path, zh: error.explanation(.zh), en: error.explanation(.en))
    }
    guard let header = grid.rows.first else { throw SetupError(path, zh: "文件是空的", en: "the file is empty") }
    var columns: [String: Int] = [:]
    for index in header.cells { columns[grid.raw(grid.cells[index])] = Int(grid.cells[index].column) }
    for column in wanted where columns[column] == nil {
      throw SetupError(path, line: 1, zh: "缺少列“\(column)”", en: "the column \"\(column)\" is missing")
    }
    self.columns = columns
  }

  /// The number of a column that is known to be there.
  func column(_ name: String) -> Int { columns[name] ?? 0 }

  /// The rows below the header that have a text in a named column.
  var rows: some Sequence<Row> {
    let known = Set(columns.values)
    return grid.rows.dropFirst().lazy.map { [grid, columns] in
      Row(line: $0.number, cells: $0.cells, grid: grid, columns: columns)
    }.filter { [grid] row in grid.cells[row.cells].contains { known.contains(Int($0.column)) } }
  }
}

/// Reads the register: code, county, town, name, kind.
func readRegister(path: String) throws -> Register {
  let table = try ReferenceTable(path: path, columns: ["code", "county", "town", "name", "kind"])
  let columns = ["code", "county", "town", "name", "kind"].map(table.column)
  let entries = try table.rows.map { row in
    let code = row[columns[0]]
    guard code.utf8.count == 12, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw SetupError(path, line: row.line, zh: "代码应为 12 位数字", en: "a code has 12 digits")
    }
    return Register.Entry(
      code: code, county: row[columns[1]], town: row[columns[2]], name: row[columns[3]],
      kind: VillageKind(rawValue: row[columns[4]]) ?? .other)
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
