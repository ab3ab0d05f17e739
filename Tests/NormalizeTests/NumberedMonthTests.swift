import Testing

@testable import Domain
@testable import Normalize

/// Months that are told by numbers below one group's words, and what is no month.
@Suite struct NumberedMonthTests {
  private static let people = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙"].map {
    $0.split(separator: ",").map(String.init)
  }

  /// A payment list whose columns behind 姓名 stand below one merged group.
  private func grouped(_ group: String, _ below: [String], _ figures: [String], behind: [String] = []) -> Trial {
    let blanks = below.dropFirst().map { _ in "" }
    let rows =
      [["甲市2021年补贴发放表"], ["单位：元"], ["镇", "村", "姓名", group] + blanks + behind, ["", "", ""] + below]
      + Self.people.map { $0 + figures + behind.map { _ in "" } }
    let last = Place.letters(3 + below.count)
    let merges = ["A3:A4", "B3:B4", "C3:C4", "D3:\(last)3"]
    return Trial([("发放表.xlsx", book([("Sheet1", sheetXML(rows, merges: merges))]))])
  }

  private static let numbers = (1...12).map(String.init)
  private static let paid = Array(repeating: "240", count: 12)

  @Test(arguments: ["各月发放金额", "发放月份及金额（元）", "月份", "各月发放情况", "发放金额（元）"])
  func `numbers 1 to 12 below one group are its months`(_ group: String) {
    let trial = grouped(group, Self.numbers, Self.paid, behind: ["备注"])
    #expect(trial.amounts == [2880, 2880, 2880] && !trial.codes.contains("DZ104"), "\(trial.codes)")
    #expect(trial.records.members.map(\.months.count) == [12, 12, 12])
  }

  @Test func `so are they where nothing is merged, as in a CSV`() {
    let trial = Trial(
      "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,各月发放金额,,,,,,,,,,,,备注\n,,,1,2,3,4,5,6,7,8,9,10,11,12,\n"
        + Self.people.map { $0.joined(separator: ",") + String(repeating: ",240", count: 12) + ",\n" }.joined())
    #expect(trial.amounts == [2880, 2880, 2880], "\(trial.codes)")
  }

  @Test func `a sum of some months may stand between them`() {
    let below = (1...6).map(String.init) + ["小计"] + (7...12).map(String.init) + ["小计", "合计"]
    let half = Array(repeating: "240", count: 6)
    let trial = grouped("各月发放金额", below, half + ["1440"] + half + ["1440", "2880"])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty, "\(trial.codes)")
    #expect(trial.records.members.map(\.months.count) == [12, 12, 12])
  }

  @Test func `numbers of payments are no months, and several columns that nothing tells apart are an error`() {
    let trial = grouped("第几次发放金额", Self.numbers, Self.paid)
    #expect(trial.errors == ["DZ104"])
    let told = trial.records.discrepancies.first { $0.code == .unknownColumn }
    #expect(told?.spots.count == 11 && told?.message.zh.contains("12 列金额") == true)
    let five = grouped("发放金额", ["甲", "乙", "丙"], ["960", "960", "960"])
    #expect(five.errors == ["DZ104"])
  }

  @Test(arguments: ["考核得分情况", "各期发放金额"])
  func `twelve numbers below another group are no months`(_ group: String) {
    let trial = grouped(group, Self.numbers, Array(repeating: "8", count: 12))
    #expect(trial.records.sources.flatMap { $0.monthColumns.map(\.month) }.isEmpty, "\(trial.codes)")
  }

  @Test func `a header merged over columns that stay blank is one column's`() {
    let trial = grouped("发放金额", ["", "", ""], ["2880", "", ""])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty, "\(trial.codes)")
  }

  @Test func `what a member is due written three times over is no three payments`() {
    let trial = grouped("发放金额", ["甲", "乙", "丙"], ["2880", "2880", "2880"])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty)
  }

  @Test func `columns that are numbered stay so`() {
    let trial = Trial(
      "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,补贴发放情况,,\n,,,标准,月数,金额\n1,2,3,4,5,6\n"
        + Self.people.map { $0.joined(separator: ",") + ",240,12,2880\n" }.joined())
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty)
    #expect(trial.records.members.map(\.months.count) == [12, 12, 12])
  }

  // MARK: A month a row

  private func returns(_ header: String, _ row: String, title: String = "甲市村务监督委员会成员补贴月报表（2021年）", foot: String = "")
    -> Trial
  {
    Trial(
      "\(title)\n单位：元\n\(header)\n" + (1...12).map { "\($0)月,\(row)\n" }.joined() + foot, name: "月报表.csv")
  }

  @Test(arguments: [("月份,发放人数,发放金额,备注", "12,2880,"), ("月份,本月人数,本月金额,累计金额", "12,2880,34560")])
  func `months below one another are the county's where nothing names a place`(_ header: String, _ row: String) {
    let trial = returns(header, row, foot: header.hasSuffix("备注") ? "合计,,34560,\n" : "")
    let rows = trial.records.aggregates
    #expect(rows.count == 12 && rows.allSatisfy { !$0.isVillage && $0.town < 0 }, "\(trial.codes)")
    #expect(rows.map { $0.months[0].heads.count } == Array(repeating: 12, count: 12))
    #expect(rows.map { $0.months[0].amount.value } == Array(repeating: 288_000, count: 12))
    #expect(trial.errors.isEmpty && Set(trial.records.sources.map(\.kind)) == [.monthly])
  }

  @Test func `a town's own are its, and a total that is none of them is told`() {
    let town = returns("月份,发放人数,发放金额,备注", "6,1440,", title: "东镇2021年村监委补贴月报表", foot: "合计,,17280,\n")
    #expect(town.records.aggregates.map(\.town) == Array(repeating: 0, count: 12) && town.errors.isEmpty)
    let wrong = returns("月份,发放人数,发放金额,备注", "12,2880,", foot: "合计,,34000,\n")
    #expect(wrong.records.totals.map(\.stated) == [3_400_000] && wrong.records.totals.map(\.sum) == [3_456_000])
  }

  @Test func `a person's slip is no county's return`() {
    let slip = returns("月份,补贴标准,金额,签名", "240,240,", title: "2021年补贴领取表")
    #expect(slip.records.aggregates.isEmpty && slip.codes.contains("DZ103"), "\(slip.codes)")
  }

  @Test(arguments: [
    "甲市2021年低保金发放统计表", "高龄津贴发放情况表", "2021年补贴统计", "甲市2021年村党支部委员补贴月报表", "2021年村务监督委员会成员补贴发放情况",
  ])
  func `months of another fund, or of a place that no title names, are no county's return`(_ title: String) {
    let trial = returns("月份,发放人数,发放金额,备注", "15,10140,", title: title)
    #expect(trial.records.aggregates.isEmpty)
  }

  @Test func `a village's own, and months that come again, are left to be asked about`() {
    let village = returns("月份,发放人数,发放金额,备注", "3,720,", title: "东镇山底村2021年村监委补贴月报表")
    #expect(village.records.aggregates.isEmpty && village.codes.contains("DZ103"))
    // Another fund's, and one of nobody knows whom.
    for title in ["甲市2021年高龄津贴发放情况表", "村监委补贴月报表"] {
      #expect(returns("月份,发放人数,发放金额,备注", "12,2880,", title: title).records.aggregates.isEmpty, "\(title)")
    }
    let twice = returns("月份,发放人数,发放金额,备注", "3,720,", foot: (1...12).map { "\($0)月,3,720,\n" }.joined())
    #expect(twice.records.aggregates.isEmpty && twice.codes.contains("DZ103"))
  }
}
