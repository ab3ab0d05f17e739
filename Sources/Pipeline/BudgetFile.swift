import Domain
import Foundation
import Spreadsheet

/// Reads the budget and the allocations; both are optional. A budget is a row an amount (line, stage, amount, unit) or, as offices
/// write it, a row a line with its stages side by side.
func readBudget(budget path: String?, allocation: String?, subsidyLine: String) throws -> Budget {
  var budget = Budget(lines: [], totals: [:], allocations: [], subsidyLine: subsidyLine)
  if let path {
    let source = try ReferenceSheet(path: path)
    if ReferenceTable.names(source)["stage"] == nil {
      try BudgetSheet(source).read(into: &budget)
    } else {
      for row in try ReferenceTable(source, columns: ["line", "stage", "amount", "unit"]).rows {
        try readRow(row, into: &budget, path: path)
      }
    }
  }
  budget.settleSubsidyLine()
  if let allocation {
    budget.allocationFile = URL(fileURLWithPath: allocation).lastPathComponent
    let table = try ReferenceTable(path: allocation, columns: ["county_code", "line", "amount", "unit"])
    budget.allocations = try table.rows.map { row in
      Budget.Allocation(countyCode: row["county_code"], line: row["line"], entry: try statedEntry(allocation, row))
    }
  }
  return budget
}

private func readRow(_ row: ReferenceTable.Row, into budget: inout Budget, path: String) throws {
  let position = budget.position(ofLine: row["line"], at: row.place("line"))
  // A stage execution_rate with the unit % states a rate.
  if ["execution_rate", "执行率"].contains(row["stage"]) {
    let rate = try statedRate(row["amount"], isPercent: row["unit"] == "%", path: path, place: row.place("amount"))
    budget.set(rate: rate, ofLine: position)
    return
  }
  guard let stage = BudgetStage.allCases.first(where: { [$0.rawValue, $0.zh].contains(row["stage"]) }) else {
    throw SetupError(
      path, line: row.line,
      zh: "阶段“\(row["stage"])”应为 \(BudgetStage.allCases.map(\.rawValue).joined(separator: "、"))、execution_rate 之一",
      en: "the stage is one of \(BudgetStage.allCases.map(\.rawValue).joined(separator: ", ")), execution_rate")
  }
  guard !isNotStated(row.written("amount")) else { return }
  try budget.set(stage, try statedEntry(path, row), ofLine: position, path: path, line: row.line)
}

extension Budget {
  /// The position of a line by its name, which is added where it is new; nil for the total.
  mutating func position(ofLine name: String, at place: Place) -> Int? {
    if Self.isTotal(name) { return nil }
    if let position = lines.firstIndex(where: { $0.name == name }) { return position }
    // The same line in another way of writing (brackets, spaces, 经费) is the same line, and told.
    if let same = LineNames(lines.map(\.name)).same(name) {
      variants.append((name, place))
      return same
    }
    lines.append(Budget.Line(name: name, stages: [:]))
    return lines.count - 1
  }

  /// 合计：, 总计（万元） and 合 计 are the total: taken for a line, it would double all of them.
  private static func isTotal(_ name: String) -> Bool {
    var (bare, isInBrackets) = ("", false)
    for character in name {
      if "(（[【".contains(character) { isInBrackets = true }
      if !isInBrackets, character.isLetter { bare += character.lowercased() }
      if ")）]】".contains(character) { isInBrackets = false }
    }
    return ["合计", "总计", "合计数", "总计数", "总合计", "共计", "total"].contains(bare)
  }

  /// Sets a stage of a line, or of the total.
  mutating func set(_ stage: BudgetStage, _ entry: Entry, ofLine position: Int?, path: String, line: Int) throws {
    let known = position.map { lines[$0].stages[stage] } ?? totals[stage]
    guard known == nil else {
      let name = position.map { lines[$0].name } ?? "合计"
      throw SetupError(path, line: line, zh: "“\(name)”的\(stage.zh)重复", en: "\(name) states \(stage.rawValue) twice")
    }
    if let position { lines[position].stages[stage] = entry } else { totals[stage] = entry }
  }

  /// Sets the rate that is stated of a line, or of the total.
  mutating func set(rate: Rate, ofLine position: Int?) {
    if let position { lines[position].rate = rate } else { totalRate = rate }
  }
}
