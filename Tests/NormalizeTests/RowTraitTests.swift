import Support
import Testing

@testable import Domain
@testable import Normalize

/// Traits of headers and rows that counties send.
@Suite struct RowTraitTests {
  private func list(_ rows: [[String]], merges: [String] = [], styles: String? = nil, style: [String: Int] = [:])
    -> Trial
  {
    let text = WorkbookText(
      sheets: [("表", sheetXML(rows, merges: merges, style: style))], styles: styles)
    return Trial([("发放表.xlsx", text.bytes)])
  }

  @Test func `T20 a merged title stands above the header`() {
    #expect(list(listRows, merges: ["A1:F1"]).amounts == [2880, 2880, 2880])
  }
  @Test func `T21 a unit row gives the unit, and the office beside it does not`() {
    let trial = Trial(
      payments(title: "甲市2021年补贴发放表\n填报单位（盖章）：甲市民政局,,,,,单位：万元\n").replacing("2880", with: "0.288"))
    #expect(trial.amounts == [2880, 2880, 2880] && trial.rules.contains("wan-to-yuan"))
  }
  @Test func `T22 two merged header rows are one path`() {
    var rows = listRows
    rows[2] = ["镇", "村", "姓名", "是否兼任", "补贴发放情况", ""]
    rows.insert(["", "", "", "", "月数", "金额（元）"], at: 3)
    let trial = list(rows, merges: ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3"])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.records.sources[0].headerRows == 3...4)
  }
  @Test func `T23 blanks and line breaks inside a header are no part of it`() {
    var rows = listRows
    rows[2] = ["镇", "村", "姓 名", "是否\n兼任", "月　数", "金 额"]
    #expect(list(rows).amounts == [2880, 2880, 2880])
  }
  @Test func `T24 a header may state the unit of its own column`() {
    let text = payments(title: "", header: "镇,村,姓名,是否兼任,月数,金额(万元)").replacing("2880", with: "0.288")
    #expect(Trial(text).amounts == [2880, 2880, 2880])
  }
  @Test(arguments: ["1,2,3,4,5,6", "(1),(2),(3),(4),(5),(6)=(5)×240"])
  func `T25 column numbers and formulas under a header are no data`(_ row: String) {
    let trial = Trial(payments(header: "镇,村,姓名,是否兼任,月数,金额\n" + row))
    #expect(trial.amounts.count == 3 && trial.errors.isEmpty)
  }
  @Test func `T25 figures that equal column numbers are still figures`() {
    let trial = Trial(
      "甲市2021年汇总表\n单位：元\n镇,村,应有人数,兼任不发人数,核发人数,金额\n1,2,3,4,5,6\n东镇,山底村,3,1,2,5760\n东镇,水口村,3,2,1,2880\n")
    #expect(trial.records.aggregates.count == 2)
  }
  @Test func `T26 a header repeated on each page, with its column numbers, is set aside`() {
    let header = "镇,村,姓名,是否兼任,月数,金额\n1,2,3,4,5,6"
    let trial = Trial(payments(header: header, foot: header + "\n东镇,水口村,赵丁,否,12,2880\n"))
    #expect(trial.amounts.count == 4 && trial.errors.isEmpty && trial.codes.contains("DZ113"))
  }
  @Test func `T27 columns are known by many words and in any order`() {
    let trial = Trial(
      "甲市2021年补贴发放表\n单位：元\n补助资金,受补助人,享受月数,村(居)委会,政治面貌,镇街名称\n2880,张甲,12,山底村,群众,东镇\n2880,李乙,12,水口村,群众,东镇\n")
    #expect(trial.amounts == [2880, 2880] && trial.errors.isEmpty)
  }
  @Test func `T28 of two columns with one meaning the left one counts and the other is told`() {
    let trial = Trial(
      payments(header: "镇,村,姓名,是否兼任,月数,金额,金额", rows: ["东镇,山底村,张甲,否,12,2880,1", "东镇,山底村,李乙,否,12,2880,1"]))
    #expect(trial.amounts == [2880, 2880] && trial.cell("DZ104") == "G3")
  }
  @Test func `T29 a town and a village written once hold for the rows below`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", ",,李乙,否,12,2880", ",水口村,王丙,否,12,2880"]))
    #expect(trial.village(1) == "990101100200" && trial.village(2) == "990101100201")
    #expect(trial.rules.contains("carried-down"))
  }
  @Test(arguments: [",小计,,,,8640", "合 计,,,,,8640", ",,总计,,,8640", "东镇小计,,,,,8640"])
  func `T30 a sum is no record, in whatever column its word stands`(_ row: String) {
    let trial = Trial(payments(foot: row + "\n"))
    #expect(trial.records.members.count == 3 && trial.records.totals.count == 1)
    #expect(trial.records.totals.first?.stated == 864_000)
  }
  @Test func `T31 an 其中 row is set aside and told`() {
    let trial = Trial(payments(foot: "合计,,,,,8640\n其中：兼任人员,,,,,0\n"))
    #expect(trial.records.members.count == 3 && trial.cell("DZ113") != nil && trial.errors.isEmpty)
  }
  @Test func `T32 signatures are read as such, and what lacks is told`() {
    #expect(!Trial(payments(foot: "填表人：陈某,审核人：林某,,2022年1月5日\n")).codes.contains("DZ706"))
    #expect(Trial(payments(foot: "填表人：,审核人：,日期：\n")).codes.contains("DZ706"))
  }
  @Test func `T33 a note below the rows is set aside`() {
    #expect(Trial(payments(foot: "注：本表一式三份，镇、村、民政各存一份。\n")).errors.isEmpty)
  }
  @Test func `T34 blank rows end nothing`() {
    #expect(Trial(payments(foot: ",,,,,\n\n东镇,水口村,赵丁,否,12,2880\n")).records.members.count == 4)
  }
  @Test func `T35 void and struck-through rows are set aside at their place`() {
    let void = Trial(payments(header: "镇,村,姓名,是否兼任,月数,金额,备注", foot: "东镇,水口村,赵丁,否,12,2880,作废\n"))
    #expect(void.records.members.count == 3 && void.cell("DZ113") == "A7:G7")
    let cells = ["A6", "B6", "C6", "D6", "E6", "F6"]
    let struck = list(
      listRows, styles: stylesText(["General"], struck: [1]),
      style: Dictionary(uniqueKeysWithValues: cells.map { ($0, 1) }))
    #expect(struck.records.members.count == 2 && struck.cell("DZ113") == "A6:F6")
  }
  @Test func `T36 a gap in the serial numbers is told and nothing is missing`() {
    let trial = Trial(payments(header: "序号,镇,村,姓名,月数,金额", rows: ["1,东镇,山底村,张甲,12,2880", "3,东镇,山底村,李乙,12,2880"]))
    #expect(trial.cell("DZ208") == "A5" && trial.records.members.count == 2)
  }
  @Test func `T37 a town alone on a row heads the villages below it`() {
    let trial = Trial(payments(header: "村,姓名,是否兼任,月数,金额", rows: ["东镇", "山底村,张甲,否,12,2880", "西街道", "山底村,李乙,否,12,2880"]))
    #expect(trial.village(0) == "990101100200" && trial.village(1) == "990101101200")
  }
}
