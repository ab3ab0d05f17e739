import Support
import Testing

@testable import Domain
@testable import Normalize

/// What county systems, banks and public notices export: several subsidies and years in one list, masked names, amounts in 分.
@Suite struct ExportTests {
  private let usual = ["东镇,山底村,张甲", "东镇,水口村,李乙", "西街道,山底村,赵丁"]

  @Test func `rows of other subsidies are left out, and told once for each`() {
    let header = "镇,村,姓名,补贴项目,月数,金额"
    let rows = [
      "东镇,山底村,张甲,村务监督委员会成员补贴,12,2880", "东镇,山底村,张甲,耕地地力保护补贴,,316.5", "东镇,水口村,李乙,村监委补贴,12,2880",
      "东镇,水口村,李乙,耕地地力保护补贴,,99", "东镇,没有的村,王丙,农村低保金,,450", "合计,,,,,6625.5",
    ]
    let trial = Trial(payments(header: header, rows: rows))
    #expect(trial.errors.isEmpty && trial.amounts == [2880, 2880])
    let told = trial.records.discrepancies.filter { $0.code == .rowSetAside }
    #expect(told.map(\.spots.first?.raw) == ["耕地地力保护补贴", "农村低保金"])
    #expect(told.first?.spots.first?.place.cell == "D5:D7" && !trial.codes.contains("DZ104"))
    // Where no row names the fund, nobody can tell which rows are its.
    let open = Trial(payments(header: header, rows: rows.map { $0.replacing(#/村务监督委员会成员补贴|村监委补贴/#, with: "村干部补贴") }))
    #expect(open.records.members.count == 5 && open.codes.contains("DZ104"))
  }

  @Test(arguments: ["村监会成员补贴", "村监督委员补贴", "监督员补贴", "委员补贴", "村务监督补贴主任", "村干部补贴"])
  func `rows of this fund in other words stay`(_ words: String) {
    let rows = (0..<6).map { "东镇,山底村,张\($0 == 0 ? "甲" : "乙"),\($0 < 2 ? "村务监督委员会成员补贴" : words),12,2880" }
    let trial = Trial(payments(header: "镇,村,姓名,补贴类别,月数,金额", rows: rows + ["东镇,水口村,王丙,农村低保金,,450"]))
    #expect(trial.records.members.count == 6 && !trial.records.members.contains { $0.amount != .value(288_000) })
    #expect(trial.codes.contains("DZ104") == (words != "村务监督补贴主任"))
  }

  @Test func `rows of another subsidy with this fund's rate or amount are asked about`() {
    func told(_ amount: String) -> Discrepancy? {
      let rows = ["东镇,山底村,张甲,村监委补贴,12,2880", "东镇,水口村,李乙,高龄补贴,,\(amount)", "东镇,水口村,王丙,高龄补贴,,100"]
      return Trial(payments(header: "镇,村,姓名,补贴项目,月数,金额", rows: rows)).records.discrepancies.first {
        $0.code == .rowSetAside
      }
    }
    #expect(told("2880")?.severity == .warning && told("2880")?.message.zh.contains("2 行（共 2,980.00 元）") == true)
    #expect(told("1000")?.severity == .info)
  }

  @Test func `a total is of this fund's rows or of all, or it is told`() {
    func untied(_ total: String) -> Int {
      let rows = ["东镇,山底村,张甲,村监委补贴,12,2880", "东镇,水口村,李乙,养老金,,100", "东镇,水口村,王丙,村监委补贴,12,2880"]
      return Trial(payments(header: "镇,村,姓名,补贴项目,月数,金额", rows: rows + ["合计,,,,,\(total)"])).records.totals.count {
        $0.field == .amount && $0.isComplete && $0.stated != $0.sum
      }
    }
    #expect(["5760", "5860", "5800"].map(untied) == [0, 0, 1])
  }

  @Test func `a subsidy that is written once is no column of its rows`() {
    let rows = [
      "村监委补贴,东镇,山底村,张甲,12,2880", ",东镇,山底村,李乙,12,2880", "养老金,东镇,水口村,王丙,12,2880", ",东镇,水口村,赵丁,12,2880",
    ]
    let trial = Trial(payments(header: "补贴项目,镇,村,姓名,月数,金额", rows: rows + [",合计,,,,11520"]))
    #expect(trial.records.members.count == 4 && trial.codes.contains("DZ104") && !trial.codes.contains("DZ113"))
  }

  @Test(arguments: ["发放年度", "发放年份"]) func `the year of paying is not the year paid for`(_ header: String) {
    let rows = usual.map { "2022,\($0),12,2880" }
    let trial = Trial(payments(header: "\(header),镇,村,姓名,月数,金额", rows: rows))
    #expect(trial.records.members.count == 3 && trial.codes.contains("DZ104"))
  }

  @Test(arguments: [("甲市补贴发放明细（元）\n", Severity.info), ("甲市2021年补贴发放明细（元）\n", .warning)])
  func `a list whose rows are all of another year says so`(_ title: String, _ severity: Severity) {
    let trial = Trial(payments(title: title, header: "年度,镇,村,姓名,月数,金额", rows: usual.map { "2020,\($0),12,2880" }))
    let told = trial.records.discrepancies.first { $0.code == .fileOrSheetSetAside }
    #expect(told?.message.zh.contains("各行年度为 2020，不属于 2021") == true && told?.severity == severity)
  }

  @Test func `the village of another subsidy's row goes on below it`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,补贴项目,月数,金额",
        rows: ["东镇,山底村,张甲,村监委补贴,12,2880", "东镇,水口村,李乙,养老金,,100", ",,李乙,村监委补贴,12,2880"]))
    #expect(trial.records.members.map(\.village) == [1, 2])
  }

  @Test(arguments: ["2021", "2021年", "2021年度"])
  func `rows of another year are left out`(_ year: String) {
    let rows = usual.flatMap { ["2020,\($0),12,2400", "\(year),\($0),12,2880"] }
    let trial = Trial(payments(title: "甲市补贴发放明细（元）\n", header: "年度,镇,村,姓名,月数,金额", rows: rows))
    #expect(trial.errors.isEmpty && trial.amounts == [2880, 2880, 2880])
    #expect(trial.records.discrepancies.count { $0.code == .rowSetAside } == 1)
  }

  private func notice(_ names: [String], roster: [String]) -> Trial {
    let list = "2021年补贴公示\n单位：元\n镇,村,姓名,月数,金额\n" + names.map { "东镇,山底村,\($0),12,2880\n" }.joined()
    return Trial([
      ("公示.csv", Array(list.utf8)),
      ("花名册.csv", Array(("镇,村,姓名,职务,是否兼任\n" + roster.map { "东镇,山底村,\($0)\n" }.joined()).utf8)),
    ])
  }

  private func names(_ trial: Trial) -> [String] {
    trial.records.members.filter { $0.amount != .absent }.map(\.name.text)
  }

  @Test func `a notice's masked names are those of the village's roster`() {
    let roster = ["张甲,主任,否", "李乙,委员,否", "李国强,委员,否"]
    let trial = notice(["张*", "李*", "李**"], roster: roster)
    #expect(names(trial) == ["张甲", "李乙", "李国强"] && trial.rules.contains("name-from-other-list"))
    #expect(names(notice(["张某", "李*强", "李某"], roster: roster)) == ["张甲", "李国强", "李乙"])
  }

  @Test func `of two whom a masked name fits it matters not which is which, unless the roster tells them apart`() {
    #expect(names(notice(["李*", "李*"], roster: ["李甲,主任,否", "李乙,委员,否"])) == ["李甲", "李乙"])
    #expect(names(notice(["李*", "李*"], roster: ["李甲,主任,是", "李乙,委员,否"])) == ["李*", "李*"])
    #expect(names(notice(["李*"], roster: ["李甲,主任,否", "李乙,委员,否"])) == ["李*"])
    #expect(names(notice(["王*", "李*"], roster: ["李甲,主任,否", "李乙,委员,否"])) == ["王*", "李*"])
  }

  @Test func `a masked name is completed beside lists that write it whole`() {
    let lists = (1...4).map { quarter in
      let names = quarter == 4 ? ["张*", "李*"] : ["张甲", "李乙"]
      let rows = names.map { "东镇,山底村,\($0),3,720\n" }.joined()
      return (name: "\(quarter)季度.csv", bytes: Array("2021年第\(quarter)季度补贴公示（元）\n镇,村,姓名,月数,金额\n\(rows)".utf8))
    }
    let roster = Array("镇,村,姓名,职务,是否兼任\n东镇,山底村,张甲,主任,否\n东镇,山底村,李乙,委员,否\n".utf8)
    let trial = Trial(lists + [("花名册.csv", roster)])
    #expect(Set(names(trial)) == ["张甲", "李乙"] && names(trial).count == 8)
  }

  @Test func `a name that a list writes whole is meant by none of its own masks`() {
    #expect(names(notice(["张甲", "张*"], roster: ["张甲,主任,", "李乙,委员,"])) == ["张甲", "张*"])
    #expect(
      Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,张*,否,12,2880"])).records.members.map(\.name.text) == [
        "张甲", "张*",
      ])
  }

  @Test func `amounts in 分 are read as such, and told where no word says so`() {
    let stated = Trial(payments(title: "2021年代发\n", header: "镇,村,姓名,月数,金额(分)", rows: usual.map { $0 + ",12,288000" }))
    #expect(stated.errors.isEmpty && stated.amounts == [2880, 2880, 2880] && stated.rules.contains("fen-to-yuan"))
    let silent = Trial(payments(title: "2021年代发\n", header: "镇,村,姓名,月数,金额", rows: usual.map { $0 + ",12,288000" }))
    #expect(silent.errors == ["DZ107"] && silent.amounts == [2880, 2880, 2880])
    // 得分 and 分管 are no units.
    #expect(UnitWords.header(["考核得分"]) == nil && UnitWords.header(["金额（分管领导）"]) == nil)
    #expect(UnitWords.title("填报单位：分水镇") == nil && UnitWords.title("单位：分") == .fen)
    // The parts of an amount are named, and no other unit.
    #expect(UnitWords.title("单位：元、角、分") == .yuan && UnitWords.title("金额单位：元（角、分）") == .yuan)
    #expect(UnitWords.title("单位：人、元、分") == .yuan && UnitWords.title("单位：分、万元") == .wan)
  }

  @Test func `why a payment came back once says nothing where it has arrived since`() {
    func again(_ result: String) -> Trial {
      Trial([
        (
          "发放表.csv",
          Array(
            payments(
              header: "镇,村,姓名,月数,金额,发放状态", rows: usual.enumerated().map { "\($1),12,2880,\($0 == 0 ? "退票" : "成功")" }
            ).utf8)
        ), ("退票重发.csv", Array("2021年退票重发表\n镇,村,姓名,退票原因,金额,发放状态\n\(usual[0]),账号错误,2880,\(result)\n".utf8)),
      ])
    }
    #expect(again("成功").records.returns.map(\.isMadeAgain) == [true])
    #expect(again("处理完成").records.returns.map(\.isMadeAgain) == [false])
  }

  @Test func `this fund's column comes before the sum of several funds`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,是否兼任,月数,村务监督委员会成员补贴,公益岗位补贴,合计",
        rows: ["东镇,山底村,张甲,否,12,2880,1200,4080", "东镇,水口村,王丙,是,0,0,1200,1200"]))
    #expect(trial.amounts == [2880, 0] && trial.errors.isEmpty)
    #expect(trial.codes.contains("DZ104"))
  }

  @Test(
    arguments: [
      // A rate, what is due before deductions, parts of this fund's own pay.
      ("村务监督委员会成员补贴,月数,实发金额", "240,12,2880"), ("村监委补贴,误餐补贴,月数,合计", "240,0,12,2880"),
      ("月数,监委会成员补贴,扣减,实发金额", "12,2880,0,2880"), ("月数,村监委成员补贴,村监委主任补贴,合计", "12,,2880,2880"),
      ("月数,村监委岗位补贴,村监委绩效补贴,实发合计", "12,2400,480,2880"),
      // A county's own share, on either side.
      ("月数,村监委补贴（县级）,村监委补贴（市级）,合计", "12,1200,2880,4080"), ("月数,村监委补贴（市级）,村监委补贴（县级）,合计", "12,2880,1200,4080"),
    ])
  func `this fund's column is the amount only where it and others' come to the sum`(
    _ columns: String, _ figures: String
  ) {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,是否兼任," + columns, rows: ["东镇,山底村,张甲,否," + figures, "东镇,水口村,王丙,否," + figures]))
    #expect(trial.amounts == [2880, 2880] && trial.errors.isEmpty)
    #expect(trial.records.members.allSatisfy { $0.months == .value(12) })
  }

  @Test func `rows of village cadres' pay are another subsidy's, where others name this one`() {
    let trial = Trial(
      payments(
        header: "项目,镇,村,姓名,是否兼任,月数,金额",
        rows: ["村务监督委员会成员补贴,东镇,山底村,张甲,否,12,2880", "村干部绩效,东镇,山底村,张甲,,12,6000"]))
    #expect(trial.amounts == [2880] && trial.errors.isEmpty && trial.codes.contains("DZ113"))
  }

  @Test(arguments: ["人员类别", "职务"])
  func `who stands beside the committee in a list of a village's people is left out`(_ header: String) {
    let rows = [
      "村监委主任,东镇,山底村,张甲,否,12,2880", "村民小组长,东镇,山底村,李乙,,12,1200", "村委会主任,东镇,水口村,王丙,,12,3000",
      "村监委委员,东镇,水口村,赵丁,否,12,2880",
    ]
    let columns = "\(header),镇,村,姓名,是否兼任,月数,金额"
    let trial = Trial(payments(title: "甲市2021年村级人员补贴发放表\n单位：元\n", header: columns, rows: rows))
    #expect(trial.amounts == [2880, 2880] && trial.errors.isEmpty)
    #expect(trial.codes.filter { $0 == "DZ113" }.count == 2)
    // In the committee's own list a role is the member's other one.
    let own = Trial(
      payments(title: "甲市2021年村务监督委员会成员补贴发放表\n单位：元\n", header: columns, rows: rows))
    #expect(own.records.members.count == 4 && !own.codes.contains("DZ113"))
  }

  @Test(arguments: [("人员类别", "村民小组长"), ("职务", "文书"), ("职务", "兼文书"), ("职务", "委员（妇联主席）")])
  func `whoever is paid at this fund's rate counts, whatever post a list of all cadres gives`(
    _ header: String, _ post: String
  ) {
    let trial = Trial(
      payments(
        title: "甲市2021年村级组织补贴发放表\n单位：元\n", header: "\(header),镇,村,姓名,是否兼任,月数,金额",
        rows: ["监委主任,东镇,山底村,张甲,否,12,2880", "\(post),东镇,山底村,李乙,否,12,2880"]))
    #expect(trial.amounts == [2880, 2880] && trial.errors.isEmpty && !trial.codes.contains("DZ113"))
    let isSecond = post.contains("兼") || post.contains("（")
    #expect(trial.records.discrepancies.contains { $0.code == .unknownColumn && $0.field == "row" } == !isSecond)
  }

  @Test func `a text that an export keeps by a formula is that text`() {
    let id = "990101197001011234"
    let trial = Trial(
      payments(header: "镇,村,姓名,身份证号,是否兼任,月数,金额", rows: [#"东镇,山底村,张甲,"=""\#(id)""",否,12,"=""2880""""#]))
    #expect(!trial.errors.contains("DZ205") && trial.amounts == [2880] && trial.records.members[0].id != nil)
    #expect(trial.rules.contains("formula-of-text"))
  }

  @Test func `a list of both committees tells by 类别 who is of this one`() {
    func members(_ title: String, _ header: String = "类别") -> Int {
      let rows = ["村党组织,张甲", "村民委员会,李乙", "村务监督委员会,王丙", "村务监督委员会,赵丁"].map { "东镇,山底村,\($0)\n" }
      return Trial("甲市2021年\(title)\n镇,村,\(header),姓名\n" + rows.joined(), name: "花名册.csv").records.members.count
    }
    #expect(members("村“两委”及村监委成员花名册") == 2 && members("村“两委”及村监委成员花名册", "班子") == 2)
    // In the committee's own list the column may say where else they serve.
    #expect(members("村务监督委员会成员花名册") == 4)
    #expect(members("村“两委”及村监委成员花名册", "推荐单位") == 4)
  }

  @Test func `a fund's own group comes before other people's, whichever stands first`() {
    func trial(_ first: String, _ second: String, sum: String = "合计金额", _ rows: [String]) -> Trial {
      Trial(
        "甲市2021年村级补贴发放汇总表（单位：元）\n镇,村,\(first),,\(second),,\(sum)\n,,人数,金额,人数,金额,\n"
          + rows.map { $0 + "\n" }.joined(), name: "汇总表.csv")
    }
    func told(_ trial: Trial) -> [Int64?] {
      trial.records.aggregates.first.map { [$0[.eligible].value, $0[.amount].value.map { $0 / 100 }] } ?? []
    }
    let others = "村“两委”干部补贴", own = "村监委成员补贴"
    let rows = ["东镇,山底村,5,120000,3,8640,128640", "东镇,水口村,5,120000,2,5760,125760"]
    #expect(told(trial(others, own, rows)) == [3, 8640])
    let first = ["东镇,山底村,3,8640,5,120000,128640", "东镇,水口村,2,5760,5,120000,125760"]
    #expect(told(trial(own, others, first)) == [3, 8640] && told(trial(own, "村民小组长补贴", first)) == [3, 8640])
    // Groups of this fund's own parts, and of nobody who is named, are none of others.
    for group in ["村监委主任补贴", "兼任人员补贴"] { #expect(told(trial(group, own, rows)) == [5, 120000]) }
  }

  @Test func `a group that says who holds another post is none of others`() {
    let title = "甲市2021年村务监督委员会成员补贴发放表（单位：元）\n"
    for group in ["兼任村“两委”职务领取报酬", "已领取村干部补贴", "村“两委”干部补贴"] {
      let list = Trial(
        title + "镇,村,姓名,村监委成员补贴,,,\(group),\n,,,月数,标准,金额,是否兼任,职务\n"
          + "东镇,山底村,张甲,12,240,2880,否,\n东镇,山底村,李乙,0,240,0,是,纪检委员\n", name: "发放表.csv")
      #expect(list.records.members.map(\.isConcurrent) == [false, true])
    }
    for group in ["兼任村干部不发补贴", "已享受村干部补贴"] {
      let sums = Trial(
        "甲市2021年村级补贴汇总表（单位：元）\n镇,村,村监委成员补贴,,,\(group),,\n,,人数,月数,金额,兼任人数,月数,金额\n"
          + "东镇,山底村,2,12,5760,1,12,2880\n东镇,水口村,3,12,8640,0,12,0\n", name: "汇总表.csv")
      #expect(sums.records.aggregates.map { $0[.concurrent].value } == [1, 0])
      #expect(sums.records.aggregates.map { $0[.amount].value } == [576_000, 864_000])
    }
  }

  @Test func `the committee's own list is one whoever was elected before, and whom it marks stays in it`() {
    func members(_ title: String, _ rows: [String]) -> Int {
      let rows = rows.map { "东镇,山底村,\($0)\n" }.joined()
      return Trial("甲市2021年\(title)\n镇,村,姓名,类别,是否兼任\n" + rows, name: "表.csv").records.members.count
    }
    let rows = ["张甲,村监委主任,否", "李乙,村监委成员,否", "王丙,村民代表,否"]
    #expect(members("村（社区）“两委”换届后村监委成员花名册", rows) == 3)
    #expect(members("村“两委”及村监委成员花名册", rows) == 2 && members("村监委和村两委成员花名册", rows) == 2)
    #expect(members("补贴发放表", ["张甲,村监委主任,否", "李乙,村监委成员,否", "王丙,党支部委员,是"]) == 3)
  }
}
