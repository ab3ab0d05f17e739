import Testing

@testable import Domain
@testable import Normalize

/// Lists of who came into office and who left it, beside the lists of all members.
@Suite struct ChangeListTests {
  private static let members = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙", "东镇,水口村,赵丁"]
  private static let roster = "甲市村务监督委员会成员花名册\n镇,村,姓名,是否兼任\n" + members.map { $0 + ",否\n" }.joined()

  private func list(_ rows: [String], title: String = "甲市2021年村监委成员补贴发放表", months: Int = 12) -> String {
    "\(title)\n镇,村,姓名,是否兼任,月数,金额\n" + rows.map { $0 + ",否,\(months),\(240 * months)\n" }.joined()
  }

  private func trial(_ files: (String, String)...) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  private func beside(_ changes: String) -> Trial {
    trial(("花名册.csv", Self.roster), ("变动情况表.csv", "甲市村务监督委员会成员变动情况表\n" + changes))
  }

  private func terms(_ trial: Trial) -> [String] {
    trial.records.members.map { "\($0.start.map { "\($0)" } ?? "")–\($0.end.map { "\($0)" } ?? "")" }.sorted()
  }

  @Test(arguments: [("变动类型,变动时间", "离任", "新任"), ("类别,时间", "减少", "新增"), ("变动情况,变更日期", "离任人员", "新任人员")])
  func `a list of changes says row by row who left and who came`(_ header: String, _ left: String, _ came: String) {
    let trial = beside("镇,村,姓名,\(header)\n东镇,山底村,张甲,\(left),2021年6月\n东镇,山底村,陈戊,\(came),2021年7月\n")
    #expect(
      terms(trial) == ["2021-07–", "–", "–", "–", "–2021-06"] && trial.errors.isEmpty && !trial.codes.contains("DZ104"))
  }

  @Test(arguments: [
    "镇,村,姓名,职务,变动类型,变动时间\n东镇,山底村,张甲,主任,免职,2021年6月\n东镇,山底村,李乙,主任,任职,2021年7月",
    "镇,村,姓名,变动类型,变动时间\n东镇,山底村,张甲,离任,2021年6月\n东镇,山底村,张甲,新任,2021年7月",
    "镇,村,姓名,变动类型,变动时间\n东镇,山底村,张甲,当选,2021年4月\n东镇,山底村,李乙,当选,2021年4月",
  ])
  func `posts that change hands within a committee end no term`(_ changes: String) {
    let trial = beside(changes + "\n")
    #expect(terms(trial) == ["–", "–", "–", "–"] && trial.errors.contains("DZ205"))
  }

  @Test func `dates of other things, and changes that are neither, are asked about`() {
    for changes in [
      "变动类型,出生年月\n东镇,山底村,张甲,离任,1978年6月", "变动类型,批准日期\n东镇,山底村,张甲,离任,2021年8月", "变动类型,变动时间\n东镇,山底村,张甲,职务调整,2021年6月",
    ] {
      let trial = beside("镇,村,姓名,\(changes)\n")
      #expect(terms(trial) == ["–", "–", "–", "–"] && trial.errors.contains("DZ205"), "\(changes)")
    }
  }

  @Test(arguments: [
    "原任姓名,离任时间,新任姓名,新任身份证号码,到任时间,备注\n东镇,山底村,张甲,2021年6月,陈戊,,2021年7月,",
    "原任成员,新任成员,离任时间,任职时间\n东镇,山底村,张甲,陈戊,2021年6月,2021年7月",
  ])
  func `who left and who came stand in one row below flat headers`(_ changes: String) {
    let trial = beside("序号,镇,村,\(changes.replacing("\n", with: "\n1,"))\n")
    #expect(terms(trial) == ["2021-07–", "–", "–", "–", "–2021-06"] && trial.errors.isEmpty, "\(terms(trial))")
  }

  @Test func `a roster that names who was in office before is a list of one body`() {
    let named = "甲市村务监督委员会成员花名册\n镇,村,姓名,任职时间,原任姓名\n东镇,山底村,张甲,2021年7月,陈戊\n东镇,水口村,王丙,2020年12月,\n"
    #expect(trial(("花名册.csv", named)).records.members.map(\.name.text) == ["张甲", "王丙"])
  }

  @Test func `payment lists of who stayed, who left and who came add up`() {
    let others = [("离任人员", "东镇,山底村,陈戊", 6), ("新任人员", "东镇,山底村,何己", 6)]
    let files =
      [("发放表.csv", list(Self.members))]
      + others.map { ("\($0.0)发放表.csv", list([$0.1], title: "甲市2021年村务监督委员会\($0.0)补贴发放表", months: $0.2)) }
    let trial = Trial(files.map { ($0.0, Array($0.1.utf8)) })
    #expect(trial.amounts.sorted { $0 ?? 0 < $1 ?? 0 } == [1440, 1440, 2880, 2880, 2880, 2880] && trial.errors.isEmpty)
  }

  @Test func `a list of newcomers for the whole period, or of members, does not add up`() {
    for (rows, months) in [(["东镇,山底村,陈戊"], 12), (["东镇,山底村,张甲"], 6)] {
      let newer = list(rows, title: "甲市2021年村务监督委员会新任人员补贴发放表", months: months)
      #expect(trial(("发放表.csv", list(Self.members)), ("新任人员发放表.csv", newer)).errors.contains("DZ703"), "\(rows)")
    }
  }

  @Test func `the line of a list of changes counts each of its people once`() {
    let changes =
      "镇,村,姓名,任职时间,离任时间\n东镇,山底村,张甲,,2021年6月\n东镇,山底村,李乙,,\n东镇,水口村,陈戊,,2020年3月\n东镇,水口村,何己,2021年4月,\n"
    let roster = Self.roster + ["黄庚", "周辛", "吴壬", "郑癸"].map { "西街道,簕冲村,\($0),否\n" }.joined()
    let trial = trial(("花名册.csv", roster), ("变动情况表.csv", "甲市村务监督委员会成员变动情况表\n" + changes))
    let told = trial.records.discrepancies.filter { $0.code == .detailAndSummary }.map(\.message.zh)
    #expect(
      told.contains {
        $0.contains("其他表中 1 人") && $0.contains("另 1 人只在此表") && $0.contains("1 人在本期间之前") && $0.contains("1 人看不出")
      },
      "\(told)")
  }
}
