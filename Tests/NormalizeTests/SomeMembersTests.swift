import Testing

@testable import Domain
@testable import Normalize

/// Tables that name some of the members, or a village's chair only, or count who sits there: none takes a document's place.
@Suite struct SomeMembersTests {
  private let roster =
    "甲市村务监督委员会成员花名册\n镇,村,姓名,职务,是否兼任\n东镇,山底村,张甲,主任,否\n东镇,山底村,李乙,委员,否\n东镇,水口村,王丙,主任,是\n东镇,水口村,赵丁,委员,否\n填表日期：2022年1月8日\n"

  private func some(_ title: String, _ rows: [String] = ["东镇,山底村,张甲,主任", "东镇,水口村,王丙,主任"]) -> String {
    "\(title)\n镇,村,姓名,职务\n" + rows.joined(separator: "\n") + "\n填表日期：2022年2月8日\n"
  }

  private func trial(_ files: (String, String)...) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  @Test(arguments: [
    "甲市村务监督委员会主任名单", "甲市村务监督委员会女性成员名单", "甲市村务监督委员会党员花名册", "附件4 甲市村务监督委员会主任名单（2021年）",
  ])
  func `a list of some members is set aside beside the roster`(_ title: String) {
    let trial = trial(("花名册.csv", roster), ("附件4.csv", some(title)))
    #expect(trial.records.members.count == 4 && trial.errors.isEmpty && trial.codes.contains("DZ112"), "\(trial.codes)")
  }

  @Test(arguments: ["甲市村务监督委员会主任、成员名单", "甲市村务监督委员会成员名单", "甲市村务监督委员会主任及委员花名册"])
  func `a newer list of all members takes the roster's place`(_ title: String) {
    #expect(trial(("花名册.csv", roster), ("附件4.csv", some(title))).codes.contains("DZ703"))
  }

  @Test func `chairs and members in two lists are one roster`() {
    let members = some("甲市村务监督委员会委员名单", ["东镇,山底村,李乙,委员", "东镇,水口村,赵丁,委员", "西街道,簕冲村,孙戊,委员"])
    let chairs = some("甲市村务监督委员会主任名单", ["东镇,山底村,张甲,主任", "东镇,水口村,王丙,主任", "西街道,簕冲村,钱己,主任"])
    #expect(trial(("委员.csv", members), ("主任.csv", chairs)).records.members.count == 6)
  }

  @Test func `a list of the chairs that alone says who holds another post is not set aside`() {
    let rows = ["东镇,山底村,张甲,主任,兼任纪检委员", "东镇,水口村,王丙,主任,"]
    let chairs = some("甲市村务监督委员会主任名单", rows).replacing("姓名,职务", with: "姓名,职务,备注")
    let noted = trial(("发放表.csv", payments(header: "镇,村,姓名,补贴标准,月数,金额", rows: Self.paid)), ("主任.csv", chairs))
    #expect(!noted.codes.contains("DZ112") && noted.records.members.contains { $0.isConcurrent == true })
  }

  private static let paid = ["张甲", "李乙"].map { "东镇,山底村,\($0),240,12,2880" } + ["东镇,水口村,王丙,240,12,2880"]

  @Test func `beside sums that state more heads the chairs are set aside, and alone they are all there is`() {
    let sums = "甲市2021年村务监督委员会成员补贴汇总表（元）\n镇,核发人数,月数,金额\n东镇,5,12,14400\n"
    #expect(trial(("汇总表.csv", sums), ("主任.csv", some("甲市村务监督委员会主任名单"))).records.members.isEmpty)
    #expect(trial(("主任.csv", some("甲市村务监督委员会主任名单"))).records.members.count == 2)
  }

  @Test func `a table of villages with heads and a chair each is no roster`() {
    func table(_ header: String, _ rows: [String]) -> String {
      "甲市村务监督委员会建设情况统计表\n镇,村,\(header)\n" + rows.joined(separator: "\n") + "\n"
    }
    let chairs = trial(
      ("情况.csv", table("成员人数,主任姓名,联系电话", ["东镇,山底村,3,张甲,13800000000", "东镇,水口村,2,王丙,13800000001"])))
    #expect(chairs.records.members.isEmpty && chairs.codes.contains("DZ112"), "\(chairs.codes)")
    let members = trial(
      ("名册.csv", table("成员人数,姓名,联系电话", ["东镇,山底村,2,张甲,13800000000", "东镇,山底村,2,李乙,13800000001"])))
    #expect(members.records.members.count == 2)
  }

  @Test func `a table that only counts who sits there takes no summary's place`() {
    let sums = "甲市2021年村务监督委员会成员补贴汇总表（元）\n镇,村数,核发人数,月数,金额\n东镇,2,5,12,14400\n填表日期：2022年1月8日\n"
    let counts = "甲市村务监督委员会成员基本情况统计表\n镇,村数,成员总数\n东镇,2,6\n填表日期：2022年2月8日\n"
    let trial = trial(("汇总表.csv", sums), ("统计表.csv", counts))
    #expect(trial.records.aggregates.map { $0[.eligible].value } == [5] && trial.errors.isEmpty, "\(trial.codes)")
    // What calls itself a correction is asked about.
    #expect(self.trial(("汇总表.csv", sums), ("汇总表（更正）.csv", counts)).codes.contains("DZ703"))
  }

  @Test func `a table of counties is none of the county's documents`() {
    let counties =
      "江门市2021年经费分配表（元）\n县(市、区),村数,核发人数,标准,月数,金额\n甲市,4,12,240,12,34560\n乙市,3,9,240,12,25920\n合计,7,21,,,60480\n"
    let trial = trial(("花名册.csv", roster), ("分配表.csv", counties))
    #expect(trial.errors.isEmpty && trial.records.aggregates.isEmpty && trial.codes.contains("DZ112"), "\(trial.codes)")
    let own = "甲市2021年村务监督委员会成员补贴汇总表（元）\n县(市、区),镇,核发人数,月数,金额\n甲市,东镇,5,12,14400\n甲市,西街道,6,12,17280\n"
    #expect(self.trial(("汇总表.csv", own)).records.aggregates.count == 2)
  }

  @Test func `a list of the members' insurance or duties is no roster beside sums, nor beside a list of payments`() {
    let sums = "甲市2021年村务监督委员会成员补贴汇总表（元）\n镇,核发人数,月数,金额\n东镇,5,12,14400\n"
    for title in ["2021年村务监督委员会成员意外保险参保名单", "甲市村务监督委员会成员分工表"] {
      let list = "\(title)\n镇,村,姓名,保费\n东镇,山底村,张甲,100\n东镇,水口村,王丙,100\n"
      #expect(trial(("汇总表.csv", sums), ("参保.csv", list)).records.members.isEmpty, "\(title)")
      let paid = trial(("发放表.csv", payments()), ("参保.csv", list))
      #expect(paid.records.members.count == 3 && paid.errors.isEmpty, "\(title): \(paid.codes)")
    }
  }

  @Test(arguments: ["成员分工表", "成员绩效补贴发放对象花名册"])
  func `a list of duties, or of pay, that says who holds another post is the committee's roster`(_ title: String) {
    let duties = roster.replacing("成员花名册", with: title)
    let paid = ["东镇,山底村,张甲,240,12,2880", "东镇,山底村,李乙,240,12,2880", "东镇,水口村,赵丁,240,12,2880"]
    let trial = trial(
      ("发放表.csv", payments(header: "镇,村,姓名,补贴标准,月数,金额", rows: paid)), ("分工表.csv", duties))
    #expect(!trial.codes.contains("DZ112") && trial.records.sources.contains { $0.kind == .roster })
  }

  @Test func `a sheet of what went to the towns is no summary beside its workbook's`() {
    let summary = sheetXML([
      ["甲市2021年村务监督委员会成员补贴汇总表（元）"], ["镇", "核发人数", "月数", "金额"], ["东镇", "5", "12", "14400"], ["西街道", "6", "12", "17280"],
    ])
    let sent = sheetXML([
      ["2021年村监委补贴资金拨付情况表（元）"], ["镇", "拨付日期", "拨付金额"], ["东镇", "2021.12.20", "14400"], ["西街道", "2021.12.20", "17280"],
    ])
    for sheets in [[("汇总表", summary), ("拨付情况", sent)], [("拨付情况", sent), ("汇总表", summary)]] {
      let trial = Trial([("汇总.xlsx", book(sheets))])
      #expect(trial.records.aggregates.map { $0[.eligible].value } == [5, 6] && trial.errors.isEmpty, "\(trial.codes)")
    }
  }
  @Test func `a sheet of other amounts, or of the villages of its workbook's towns, is not set aside`() {
    func found(_ header: [String], _ rows: [[String]], _ other: [[String]]) -> [String] {
      let summary = sheetXML([["甲市2021年村务监督委员会成员补贴汇总表（元）"], header + ["核发人数", "月数", "金额"]] + rows)
      let paid = sheetXML([["甲市2021年村务监督委员会成员补贴发放情况表（元）"]] + other)
      return Trial([("汇总.xlsx", book([("应发", summary), ("实发", paid)]))]).codes
    }
    let villages = [["东镇", "山底村", "3", "12", "8640"], ["东镇", "水口村", "3", "12", "8640"]]
    let less = [["镇", "村", "实发金额"], ["东镇", "山底村", "7200"], ["东镇", "水口村", "6480"]]
    #expect(!found(["镇", "村"], villages, less).contains("DZ112"))
    #expect(!found(["镇"], [["东镇", "6", "12", "17280"]], less).contains("DZ112"))
  }
}
