import Support
import Testing

@testable import Domain
@testable import Normalize

/// Lists of before an election and of after it.
@Suite struct ElectionTests {
  private static let stayed = ["东镇,山底村,李乙", "东镇,水口村,王丙", "东镇,水口村,赵丁"]
  private static let before = ["东镇,山底村,张甲"] + stayed
  private static let after = ["东镇,山底村,陈戊"] + stayed

  private func payments(_ rows: [String], _ title: String, months: Int) -> String {
    "甲市2021年村监委成员补贴发放表\(title)\n镇,村,姓名,是否兼任,月数,金额\n" + rows.map { $0 + ",否,\(months),\(240 * months)\n" }.joined()
  }

  private func roster(_ rows: [String], _ title: String, _ end: (String) -> String) -> String {
    "甲市\(title)村务监督委员会成员花名册\n镇,村,姓名,是否兼任,任职时间,离任时间\n" + rows.map { "\($0),否,\(end($0))\n" }.joined()
  }

  private func trial(_ files: (String, String)...) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  @Test(arguments: [("换届前", "换届后"), ("第七届", "第八届"), ("第7届", "第8届"), ("换届前上届", "换届后新一届")])
  func `payment lists of before and after an election are of the months that they pay`(_ first: String, _ next: String)
  {
    let trial = trial(
      (first + ".csv", payments(Self.before, "（\(first)）", months: 3)),
      (next + ".csv", payments(Self.after, "（\(next)）", months: 9)))
    let parts = trial.records.sources.compactMap(\.part).map { "\($0.lowerBound) \($0.upperBound)" }.sorted()
    #expect(
      trial.records.members.count == 8 && parts == ["2021-01 2021-03", "2021-04 2021-12"] && trial.errors.isEmpty)
  }

  @Test func `sheets of before and after an election are, too`() {
    let sheets = [("换届前", Self.before, 3), ("换届后", Self.after, 9)].map { name, rows, months in
      (
        name,
        sheetXML(
          [["村务监督委员会成员补贴发放表"], ["镇", "村", "姓名", "是否兼任", "月数", "金额"]]
            + rows.map { $0.split(separator: ",").map(String.init) + ["否", "\(months)", "\(240 * months)"] })
      )
    }
    let trial = Trial([("发放表.xlsx", book(sheets))])
    #expect(trial.records.sources.compactMap(\.part).count == 2 && trial.errors.isEmpty)
  }

  @Test
  func `lists of an election that do not come to the period, or name no two committees in turn, stay as they were`() {
    for (names, months) in [(["换届前", "换届后"], 12), (["第八届", "第八届第二批"], 9), (["第六届", "第八届"], 9)] {
      let trial = trial(
        (names[0] + "甲.csv", payments(Self.before, "", months: 3)),
        (names[1] + "乙.csv", payments(Self.after, "", months: months)))
      #expect(trial.records.sources.allSatisfy { $0.part == nil }, "\(names)")
    }
  }

  @Test func `rosters of before and after an election are one where their terms say who left and who came`() {
    let ofBefore = roster(Self.before, "第七届") { $0.hasSuffix("张甲") ? "2020.12,2021.03" : "2020.12," }
    let ofAfter = roster(Self.after, "第八届") { $0.hasSuffix("陈戊") ? "2021.04," : "2020.12," }
    let trial = trial(("第七届花名册.csv", ofBefore), ("第八届花名册.csv", ofAfter))
    let ends = trial.records.members.compactMap(\.end)
    #expect(
      trial.records.members.count == 5 && ends.map { "\($0)" } == ["2021-03"] && trial.errors.isEmpty
        && !trial.codes.contains("DZ703"))
  }

  @Test func `rosters of an election that leave open who served when are asked about`() {
    let ofBefore = roster(Self.before, "第七届") { _ in "," }
    let ofAfter = roster(Self.after, "第八届") { $0.hasSuffix("陈戊") ? "2021.04," : "," }
    #expect(trial(("第七届花名册.csv", ofBefore), ("第八届花名册.csv", ofAfter)).errors.contains("DZ703"))
    // Who stays, and began with the election by the newer one, may have served before it.
    let left = roster(Self.before, "第七届") { $0.hasSuffix("张甲") ? "2017.05,2021.03" : "2017.05," }
    let began = roster(Self.after, "第八届") { _ in "2021.04," }
    #expect(trial(("第七届花名册.csv", left), ("第八届花名册.csv", began)).errors.contains("DZ703"))
  }
}
