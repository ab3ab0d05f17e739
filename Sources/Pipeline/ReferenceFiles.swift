import Domain
import Foundation
import Spreadsheet

/// A CSV file with named columns: the register, the budget, allocations and aliases are read through the same reader as uploads.
struct ReferenceTable {
  let file: String
  let rows: [(line: Int, fields: [String: String])]
  let columns: [String]

  init(path: String, columns wanted: [String]) throws {
    file = path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SetupError(path, zh: "文件不存在或无法读取", en: "the file does not exist or cannot be read")
    }
    let grid: Grid
    do {
      grid = try Workbook(bytes: [UInt8](data), name: URL(fileURLWithPath: path).lastPathComponent).grid(ofSheet: 0)
    } catch {
      throw SetupError(path, zh: error.explanation(.zh), en: error.explanation(.en))
    }
    guard let header = grid.rows.first else { throw SetupError(path, zh: "文件是空的", en: "the file is empty") }
    var names: [Int32: String] = [:]
    for index in header.cells { names[grid.cells[index].column] = grid.raw(grid.cells[index]) }
    for column in wanted where !names.values.contains(column) {
      throw SetupError(path, line: 1, zh: "缺少列“\(column)”", en: "the column \"\(column)\" is missing")
    }
    columns = Array(names.values)
    rows = grid.rows.dropFirst().map { row in
      var fields: [String: String] = [:]
      for index in row.cells {
        if let name = names[grid.cells[index].column] { fields[name] = grid.raw(grid.cells[index]) }
      }
      return (row.number, fields)
    }.filter { !$0.1.isEmpty }
  }
}

/// Reads the register: code, county, town, name, kind.
func readRegister(path: String) throws -> Register {
  let table = try ReferenceTable(path: path, columns: ["code", "county", "town", "name", "kind"])
  var seen: Set<String> = []
  let entries = try table.rows.map { row in
    let code = row.fields["code"] ?? ""
    guard code.utf8.count == 12, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw SetupError(path, line: row.line, zh: "代码应为 12 位数字", en: "a code has 12 digits")
    }
    guard seen.insert(code).inserted else { throw SetupError(path, line: row.line, zh: "代码 \(code) 重复", en: "the code \(code) stands twice") }
    return Register.Entry(
      code: code, county: row.fields["county"] ?? "", town: row.fields["town"] ?? "", name: row.fields["name"] ?? "",
      kind: VillageKind(rawValue: row.fields["kind"] ?? "") ?? .other)
  }
  guard !entries.isEmpty else { throw SetupError(path, zh: "名册是空的", en: "the register is empty") }
  return Register(entries)
}

/// Reads the alias file: county, town, alias, code, from, until.
func readAliases(path: String) throws -> [Alias] {
  try ReferenceTable(path: path, columns: ["county", "town", "alias", "code"]).rows.map { row in
    func date(_ key: String) throws -> CalendarDate? {
      guard let text = row.fields[key], !text.isEmpty else { return nil }
      guard let date = CalendarDate(text) else {
        throw SetupError(path, line: row.line, zh: "“\(key)”应为日期，如 2021-03-01", en: "\"\(key)\" wants a date such as 2021-03-01")
      }
      return date
    }
    return Alias(
      county: row.fields["county"] ?? "", town: row.fields["town"] ?? "", alias: row.fields["alias"] ?? "", code: row.fields["code"] ?? "",
      from: try date("from"), until: try date("until"))
  }
}

/// Reads the budget and the allocations; both are optional.
func readBudget(budget: String?, allocation: String?, subsidyLine: String) throws -> Budget {
  var lines: [Budget.Line] = []
  var totals: [BudgetStage: Budget.Entry] = [:]
  func entry(_ path: String, _ row: (line: Int, fields: [String: String]), column: Int) throws -> Budget.Entry {
    let raw = row.fields["amount"] ?? ""
    guard let unit = MoneyUnit(rawValue: row.fields["unit"] ?? "") else {
      throw SetupError(path, line: row.line, zh: "单位应为元或万元", en: "the unit is 元 or 万元")
    }
    guard let stated = StatedMoney(raw, unit: unit) else {
      throw SetupError(path, line: row.line, zh: "“\(raw)”不是金额", en: "\"\(raw)\" is not an amount")
    }
    let name = URL(fileURLWithPath: path).lastPathComponent
    return Budget.Entry(stated: stated, place: Place(file: name, cell: Place.cell(row: row.line, column: column)), raw: raw + unit.rawValue)
  }
  if let budget {
    for row in try ReferenceTable(path: budget, columns: ["line", "stage", "amount", "unit"]).rows {
      let name = row.fields["line"] ?? ""
      guard let stage = BudgetStage(rawValue: row.fields["stage"] ?? "") else {
        throw SetupError(
          budget, line: row.line, zh: "阶段“\(row.fields["stage"] ?? "")”应为 \(BudgetStage.allCases.map(\.rawValue).joined(separator: "、")) 之一",
          en: "the stage is one of \(BudgetStage.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      let found = try entry(budget, row, column: 3)
      if ["合计", "总计", "total"].contains(name) {
        totals[stage] = found
      } else if let index = lines.firstIndex(where: { $0.name == name }) {
        lines[index].stages[stage] = found
      } else {
        lines.append(Budget.Line(name: name, stages: [stage: found]))
      }
    }
  }
  let allocations = try allocation.map { path in
    try ReferenceTable(path: path, columns: ["county_code", "line", "amount", "unit"]).rows.map { row in
      Budget.Allocation(countyCode: row.fields["county_code"] ?? "", line: row.fields["line"] ?? "", entry: try entry(path, row, column: 3))
    }
  } ?? []
  return Budget(lines: lines, totals: totals, allocations: allocations, subsidyLine: subsidyLine)
}
