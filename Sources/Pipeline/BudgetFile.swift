import Domain
import Foundation

/// Reads the budget and the allocations; both are optional. A stage `execution_rate` with the unit % states a rate.
func readBudget(budget path: String?, allocation: String?, subsidyLine: String) throws -> Budget {
  var budget = Budget(lines: [], totals: [:], allocations: [], subsidyLine: subsidyLine)
  if let path {
    let table = try ReferenceTable(path: path, columns: ["line", "stage", "amount", "unit"])
    for row in table.rows { try read(row, of: table, into: &budget, path: path) }
  }
  if let allocation {
    let table = try ReferenceTable(path: allocation, columns: ["county_code", "line", "amount", "unit"])
    budget.allocations = try table.rows.map { row in
      Budget.Allocation(
        countyCode: row["county_code"], line: row["line"],
        entry: try statedEntry(allocation, row, column: table.column("amount")))
    }
  }
  return budget
}

private func read(_ row: ReferenceTable.Row, of table: ReferenceTable, into budget: inout Budget, path: String) throws {
  let name = row["line"]
  let isTotal = ["合计", "总计", "total"].contains(name)
  // The same line in another way of writing (brackets, spaces, 经费) is the same line, and told.
  let names = LineNames(budget.lines.map(\.name))
  var position = budget.lines.firstIndex { $0.name == name }
  if !isTotal, position == nil, let same = names.same(name) {
    position = same
    budget.variants.append(
      (
        name,
        Place(
          file: URL(fileURLWithPath: path).lastPathComponent,
          cell: Place.cell(row: row.line, column: table.column("line")))
      ))
  }
  if !isTotal, position == nil {
    position = budget.lines.count
    budget.lines.append(Budget.Line(name: name, stages: [:]))
  }
  let column = table.column("amount")
  if ["execution_rate", "执行率"].contains(row["stage"]) {
    let rate = try statedRate(path, row, column: column)
    if let position, !isTotal { budget.lines[position].rate = rate } else { budget.totalRate = rate }
    return
  }
  guard let stage = BudgetStage.allCases.first(where: { [$0.rawValue, $0.zh].contains(row["stage"]) }) else {
    throw SetupError(
      path, line: row.line,
      zh: "阶段“\(row["stage"])”应为 \(BudgetStage.allCases.map(\.rawValue).joined(separator: "、"))、execution_rate 之一",
      en: "the stage is one of \(BudgetStage.allCases.map(\.rawValue).joined(separator: ", ")), execution_rate")
  }
  // A stage without an amount is not stated, which is not zero.
  if ["", "/", "-", "—", "无"].contains(row.written("amount")) { return }
  let entry = try statedEntry(path, row, column: column)
  if let position, !isTotal {
    guard budget.lines[position].stages[stage] == nil else {
      throw SetupError(
        path, line: row.line, zh: "“\(name)”的\(stage.zh)重复", en: "\(name) states \(stage.rawValue) twice")
    }
    budget.lines[position].stages[stage] = entry
  } else {
    budget.totals[stage] = entry
  }
}

/// An amount with its unit and places as written.
func statedEntry(_ path: String, _ row: ReferenceTable.Row, column: Int) throws -> Budget.Entry {
  let raw = row.written("amount")
  guard let unit = MoneyUnit(rawValue: row["unit"]) else {
    throw SetupError(path, line: row.line, zh: "单位应为元或万元", en: "the unit is 元 or 万元")
  }
  guard let stated = StatedMoney(raw, unit: unit) else {
    throw SetupError(path, line: row.line, zh: "“\(raw)”不是金额", en: "\"\(raw)\" is not an amount")
  }
  return Budget.Entry(
    stated: stated,
    place: Place(file: URL(fileURLWithPath: path).lastPathComponent, cell: Place.cell(row: row.line, column: column)),
    raw: raw + unit.rawValue)
}

private func statedRate(_ path: String, _ row: ReferenceTable.Row, column: Int) throws -> Budget.Rate {
  let raw = row["amount"].filter { !$0.isWhitespace }
  let isPercent = raw.hasSuffix("%") || row["unit"] == "%"
  guard let written = WrittenDecimal(raw.hasSuffix("%") ? String(raw.dropLast()) : raw) else {
    throw SetupError(path, line: row.line, zh: "“\(raw)”不是执行率，如 99.5%", en: "\"\(raw)\" is no rate such as 99.5%")
  }
  // A hundredth each: the constant divisor is never zero.
  let scale = isPercent ? Ratio(1, over: 100) ?? Ratio(1) : Ratio(1)
  return Budget.Rate(
    figure: StatedFigure(written, scale: scale),
    place: Place(file: URL(fileURLWithPath: path).lastPathComponent, cell: Place.cell(row: row.line, column: column)),
    raw: raw + (isPercent && !raw.hasSuffix("%") ? "%" : ""))
}
