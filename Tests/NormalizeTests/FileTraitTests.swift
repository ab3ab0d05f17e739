import Support
import Testing

@testable import Domain
@testable import Normalize

/// Traits of files and sheets that counties send.
@Suite struct FileTraitTests {
  @Test func `T1 a list in UTF-8 with its mark or in UTF-16 is read alike`() {
    let list = payments()
    let wide: [UInt8] = [0xFF, 0xFE] + list.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [[0xEF, 0xBB, 0xBF] + Array(list.utf8), wide] {
      #expect(Trial([("发放表.csv", bytes)]).amounts == [2880, 2880, 2880])
    }
  }
  @Test func `T2 mixed line ends split the same rows`() {
    #expect(Trial(payments().replacing("否,12,2880\n东镇,水口", with: "否,12,2880\r\n东镇,水口")).amounts.count == 3)
  }
  @Test(arguments: ["\t", ";"]) func `T3 tabs and semicolons separate as commas do`(_ mark: String) {
    #expect(Trial(payments().replacing(",", with: mark)).amounts == [2880, 2880, 2880])
  }
  @Test func `T4 a CSV that is named xlsx is read for what it is`() {
    #expect(Trial(payments(), name: "发放表.xlsx").amounts.count == 3)
  }
  @Test func `T5 a password-protected workbook is named and holds the county`() {
    let trial = Trial([
      ("发放表.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600))
    ])
    #expect(trial.codes.contains("DZ101") && trial.records.isBlocked)
  }
  @Test func `T6 lock files are set aside, and a correction supersedes what it corrects`() {
    let trial = Trial([
      ("~$发放表.csv", [5, 1, 2]), ("发放表.csv", Array(payments().utf8)),
      ("Thumbs.db", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      ("发放表（更正）.csv", Array(payments().replacing("王丙", with: "王丁").utf8)),
    ])
    #expect(trial.codes.contains("DZ112") && trial.codes.contains("DZ703") && trial.errors.isEmpty)
    #expect(trial.records.members.map(\.name) == ["张甲", "李乙", "王丁"])
  }
  @Test func `T7 half a workbook is told and not read`() {
    let whole = book([("表", sheetXML(listRows))])
    #expect(Trial([("发放表.xlsx", Array(whole.prefix(whole.count / 2)))]).codes.contains("DZ101"))
  }
  @Test func `T8 a list whose title names no county belongs to its folder's`() {
    #expect(Trial(payments(title: "2021年补贴发放表\n单位：元\n")).errors.isEmpty)
  }
  @Test func `T9 the same bytes twice count once, the copy set aside`() {
    let trial = Trial([("发放表 - 副本.csv", Array(payments().utf8)), ("发放表.csv", Array(payments().utf8))])
    #expect(trial.codes.contains("DZ705") && trial.records.members.count == 3)
    #expect(trial.records.sources.map(\.file) == ["jia/发放表.csv"])
  }
  @Test(arguments: [
    (["上半年发放表.csv", "下半年发放表.csv"], "", "下半年发放表.csv"), (["1月发放表.csv", "2月发放表.csv"], "", "2月发放表.csv"),
    (["1月发放表.csv", "2月发放表.csv"], "2月", "1月发放表.csv"),
  ])
  func `T9 the same bytes for two months are an error that names what to send again`(
    _ names: [String], _ title: String, _ wrong: String
  ) {
    let months = names[0].hasPrefix("上") ? 6 : 1
    let list = payments(
      title: "甲市\(title)补贴发放表\n单位：元\n",
      rows: ["东镇,山底村,张甲,否,\(months),\(months * 240)", "东镇,水口村,王丙,否,\(months),\(months * 240)"])
    let trial = Trial(names.map { ($0, Array(list.utf8)) })
    let told = trial.records.discrepancies.filter { $0.code.rawValue == "DZ705" }
    #expect(told.count == 1 && told[0].severity == .error && told[0].message.zh.contains("重新报送“jia/\(wrong)”"))
    #expect(told.map(\.spots[0].place.file) == ["jia/\(wrong)"])
  }

  @Test(arguments: [
    ["上半年发放表.csv", "上半年发放表(1).csv"], ["7月上报发放表.csv", "8月上报发放表.csv"], ["发放表.csv", "12月发放表.csv"],
    ["2月发放表.csv", "上半年发放表.csv"],
  ])
  func `T9 the same bytes under names of one time, or of what the list holds too, are a copy`(_ names: [String]) {
    let halfYear = payments(
      title: "甲市上半年补贴发放表\n单位：元\n", rows: ["东镇,山底村,张甲,否,6,1440", "东镇,水口村,王丙,否,6,1440"])
    for list in [payments(), halfYear] {
      let trial = Trial(names.map { ($0, Array(list.utf8)) })
      #expect(trial.codes.contains("DZ705") && !trial.errors.contains("DZ705"))
    }
  }

  @Test(arguments: [
    ("2021年1月/发放表.csv", "2021年2月/发放表.csv", 1, true), ("1月/发放表.csv", "2月/发放表.csv", 12, false),
    ("a/发放表.csv", "2月/发放表.csv", 1, false),
  ])
  func `T9 the same bytes in two months' folders are an error where they pay a month`(
    _ first: String, _ second: String, _ months: Int, _ isError: Bool
  ) {
    let list = payments(
      title: "甲市补贴发放表\n单位：元\n", header: "镇,村,姓名,金额",
      rows: ["东镇,山底村,张甲,\(months * 240)", "东镇,水口村,王丙,\(months * 240)"])
    let trial = Trial([(first, Array(list.utf8)), (second, Array(list.utf8))])
    #expect(trial.errors.contains("DZ705") == isError && trial.codes.contains("DZ705"))
  }

  @Test func `T9 what is sent again for a copy's months answers for them`() {
    func list(_ title: String) -> String {
      payments(title: "甲市\(title)补贴发放表\n单位：元\n", rows: ["东镇,山底村,张甲,否,1,240", "东镇,水口村,王丙,否,1,240"])
    }
    let trial = Trial([
      ("1月发放表.csv", Array(list("").utf8)), ("2月发放表.csv", Array(list("").utf8)),
      ("2月发放表（更正）.csv", Array(list("2月").utf8)),
    ])
    #expect(trial.codes.contains("DZ705") && !trial.errors.contains("DZ705"))
  }

  @Test func `T10 a workbook a town is one document`() {
    let west = payments().replacing("东镇", with: "西街道").replacing("水口村", with: "簕冲村")
    let trial = Trial([("东镇.csv", Array(payments().utf8)), ("西街道.csv", Array(west.utf8))])
    #expect(trial.records.members.count == 6 && !trial.codes.contains("DZ703"))
  }
  @Test func `T11 a sheet's name is the town of its rows`() {
    let rows = listRows.map { $0.count > 1 ? Array($0.dropFirst()) : $0 }
    let trial = Trial([("发放表.xlsx", book([("东镇", sheetXML(rows)), ("西街道", sheetXML(Array(rows.dropLast())))]))])
    #expect(
      (0..<5).map { trial.village($0)?.prefix(9) } == ["990101100", "990101100", "990101100", "990101101", "990101101"])
  }
  @Test func `T12 empty sheets are set aside by name`() {
    #expect(
      Trial([("a.xlsx", book([("表", sheetXML(listRows)), ("Sheet2", "<sheetData/>")]))]).codes == ["DZ112", "DZ706"])
  }
  @Test(arguments: ["hidden", "veryHidden"])
  func `T13 a hidden sheet counts only where nothing visible holds its document`(
    _ state: String
  ) {
    let hidden = #"state="\#(state)""#
    let doubled = Trial([
      ("a.xlsx", book([("表", sheetXML(listRows)), ("旧", sheetXML(listRows))], attributes: [1: hidden]))
    ])
    #expect(doubled.records.members.count == 3 && doubled.codes.contains("DZ112"))
    let alone = Trial([
      ("a.xlsx", book([("说明", sheetXML([["说明"]])), ("表", sheetXML(listRows))], attributes: [1: hidden]))
    ])
    #expect(alone.records.members.count == 3 && alone.codes.contains("DZ108"))
  }
  @Test func `T14 a summary beside the detail is told, and each keeps its rows`() {
    let summary = "甲市2021年补贴汇总表\n单位：元\n镇,村数,核发人数,金额\n东镇,2,3,8640\n"
    let trial = Trial([("a.csv", Array(payments().utf8)), ("b.csv", Array(summary.utf8))])
    #expect(trial.codes.contains("DZ111") && trial.records.members.count == 3 && trial.records.aggregates.count == 1)
  }
  @Test func `T15 last year's sheet is not added in`() {
    let old = listRows.map { $0.map { $0.replacing("2021", with: "2020") } }
    let trial = Trial([("a.xlsx", book([("2021", sheetXML(listRows)), ("2020", sheetXML(old))]))])
    #expect(trial.records.members.count == 3 && trial.codes.contains("DZ112"))
  }
  @Test func `T16 a sheet of notes is set aside`() {
    let trial = Trial([("a.xlsx", book([("说明", sheetXML([["填表说明"], ["一、按实填写。"]])), ("表", sheetXML(listRows))]))])
    #expect(trial.codes.contains("DZ112") && trial.records.members.count == 3)
  }
  @Test func `T17 a wrong dimension and styled blank rows change nothing`() {
    let blank = (8...400).map { #"<row r="\#($0)"><c r="A\#($0)"/></row>"# }.joined()
    let xml = #"<dimension ref="A1:B2"/>"# + sheetXML(listRows).replacing("</sheetData>", with: blank + "</sheetData>")
    #expect(Trial([("a.xlsx", book([("表", xml)]))]).records.members.count == 3)
  }
  @Test func `T18 a hidden row counts and is told at its place`() {
    let trial = Trial([("a.xlsx", book([("表", sheetXML(listRows, hidden: [5]))]))])
    #expect(trial.records.members.count == 3 && trial.cell("DZ108") == "A5:F5")
  }
  @Test func `T18 rows that a filter hides are told together, each at its place, with what they come to`() throws {
    let trial = Trial([("a.xlsx", book([("表", sheetXML(listRows, hidden: [5, 6]))]))])
    let told = trial.records.discrepancies.filter { $0.code == .hiddenContent }
    let finding = try #require(told.first)
    #expect(told.count == 1 && finding.spots.map(\.place.cell) == ["A5:F5", "A6:F6"])
    #expect(finding.spots.map(\.parsed) == ["2880.00", "2880.00"])
    #expect(finding.message.zh == "第 5–6 行（共 2 行）被隐藏，已计入（含隐藏行的金额多 5,760.00 元）")
    #expect(finding.message.en == "2 rows are hidden (5–6); they count (5,760.00 yuan with them)")
  }
  @Test func `T19 two tables on one sheet are two documents`() {
    let second = "\n2021年补贴汇总表\n镇,村数,核发人数,金额\n东镇,2,3,8640\n"
    let trial = Trial(payments(foot: second))
    #expect(trial.records.members.count == 3 && trial.records.aggregates.count == 1)
  }
}
