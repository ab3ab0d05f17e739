import Domain
import Foundation
import Support
import Testing
import Workbooks

@testable import Pipeline

/// Budgets as offices write them.
@Suite struct BudgetSheetTests {
  @Test(arguments: ["合计：", "合计（万元）", "总合计", "合 计"])
  func `a total is none of the lines, however it is written`(_ total: String) throws {
    let path = try Project.temporaryFolder() + "/预算.csv"
    try "项目名称,申请数（万元）,下达数（万元）\n补贴,2.592,2.592\n\(total),2.592,2.592\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let budget = try readBudget(budget: path, allocation: nil, subsidyLine: "补贴")
    #expect(budget.lines.map(\.name) == ["补贴"])
    #expect(budget.totals[.allocated]?.stated == StatedMoney("2.592", unit: .wan))
  }

  @Test func `words that only begin with a stage name another thing`() throws {
    let path = try Project.temporaryFolder() + "/预算.csv"
    try "支出项目,申请单位,下达文号,支出预算（万元）,拨付日期,申请情况金额（万元）,支出数（万元）\n补贴,民政局,江财〔2021〕5号,9,2021-05-01,8,7\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let budget = try readBudget(budget: path, allocation: nil, subsidyLine: "补贴")
    #expect(budget.lines.map(\.name) == ["补贴"])
    #expect(budget.lines[0].stages[.spent]?.stated == StatedMoney("7", unit: .wan))
    #expect(budget.lines[0].stages[.requested]?.stated == StatedMoney("8", unit: .wan))
    #expect(budget.lines[0].stages.count == 2 && budget.setAside.map(\.1) == ["支出预算（万元）"])
  }

  @Test func `a workbook with a merged title and a header of two rows is read with the places that it shows`() throws {
    let path = try Project.temporaryFolder() + "/预算.xlsx"
    let book = try #require(WorkbookWriter(path: path))
    book.beginSheet("2021年")
    book.merge("2021年专项资金预算执行情况表", rows: 0...0, columns: 0...6)
    book.merge("单位：万元", rows: 1...1, columns: 0...6)
    book.merge("序号", rows: 2...3, columns: 0...0)
    book.merge("预算科目", rows: 2...3, columns: 1...1)
    book.merge("预算", rows: 2...2, columns: 2...4)
    for (column, words) in ["年初预算数", "调整预算数", "下达数"].enumerated() {
      book.write(.text(words), row: 3, column: column + 2)
    }
    book.merge("支出数（元）", rows: 2...3, columns: 5...5)
    book.merge("执行率(%)", rows: 2...3, columns: 6...6)
    let rows: [(String, [CellValue])] = [
      ("村务监督委员会成员补贴", [.number(500), .text("535.392"), .text("535.392"), .number(5_353_920), .number(100)]),
      ("城乡社区治理", [.text("115.00"), .text("115.00"), .text("115.00"), .text("1,150,000.00"), .text("100")]),
      ("合计", [.text("615"), .text("650.39"), .text("650.39"), .number(6_503_920), .text("100")]),
    ]
    for (offset, (name, values)) in rows.enumerated() {
      book.write(.number(Double(offset + 1)), row: 4 + offset, column: 0)
      book.write(.text(name), row: 4 + offset, column: 1)
      for (column, value) in values.enumerated() { book.write(value, row: 4 + offset, column: 2 + column) }
    }
    #expect(book.close())

    let budget = try readBudget(budget: path, allocation: nil, subsidyLine: "村务监督委员会成员补贴")
    #expect(budget.lines.map(\.name) == ["村务监督委员会成员补贴", "城乡社区治理"])
    let subsidy = try #require(budget.lines.first)
    #expect(subsidy.stages[.initial]?.stated == StatedMoney("500", unit: .wan))
    #expect(subsidy.stages[.allocated]?.stated == StatedMoney("535.392", unit: .wan))
    #expect(subsidy.stages[.spent]?.stated.amount == Money(fen: 535_392_000))
    #expect(subsidy.stages[.spent]?.stated.unit == .yuan)
    #expect(subsidy.stages[.spent]?.place == Place(file: "预算.xlsx", sheet: "2021年", cell: "F5"))
    #expect(subsidy.rate?.figure.value == Ratio(1))
    #expect(budget.lines[1].stages[.adjusted]?.stated.places == 2)
    #expect(budget.totals[.allocated]?.stated == StatedMoney("650.39", unit: .wan))
    #expect(budget.setAside.isEmpty)
  }

  @Test(arguments: [
    ("科目,支出数\n甲,115\n", "单位"), ("科目（万元）,支出数（万元）\n甲,一百\n", "不是金额"),
    ("科目,支出数（万元）\n,115\n", "没有科目"), ("科目,支出数（万元）,实际支出（万元）\n甲,1,1\n", "都写支出数"),
    ("科目,支出数（万元）\n甲,1\n甲,2\n", "重复"), ("序号,支出数（万元）\n1,1\n", "没有写科目的列"),
    ("科目,金额\n甲,1\n", "没有写明阶段的列"),
  ])
  func `what a budget leaves open is an error that says what to write`(_ text: String, _ words: String) throws {
    let path = try Project.temporaryFolder() + "/budget.csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: SetupError.self) {
      try readBudget(budget: path, allocation: nil, subsidyLine: "甲")
    }
    #expect(error?.zh.contains(words) == true, "\(error?.zh ?? "")")
  }

  @Test func `the same budget long and wide gives the same publication`() throws {
    let folder = try Project.temporaryFolder()
    let wide = "项目,申请数（元）,支出（万元）\n甲,20000,2.0\n乙,5000,0.50\n总计,25000,2.5\n"
    let long =
      "line,stage,amount,unit\n甲,requested,20000,元\n甲,spent,2.0,万元\n乙,requested,5000,元\n乙,spent,0.50,万元\n"
      + "合计,requested,25000,元\n合计,spent,2.5,万元\n"
    let budgets = try [("wide", wide), ("long", long)].map { name, text in
      try text.write(toFile: "\(folder)/\(name).csv", atomically: true, encoding: .utf8)
      return try readBudget(budget: "\(folder)/\(name).csv", allocation: nil, subsidyLine: "甲")
    }
    func stated(_ budget: Budget) -> [[BudgetStage: StatedMoney]] {
      (budget.lines.map(\.stages) + [budget.totals]).map { $0.mapValues(\.stated) }
    }
    #expect(stated(budgets[0]) == stated(budgets[1]))
    #expect(budgets[0].lines.map(\.name) == budgets[1].lines.map(\.name))
  }
}
