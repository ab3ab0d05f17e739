import Support
import Testing

@testable import Domain
@testable import Normalize

/// Words of county offices for names, posts, rates and years, and what they must not be taken for.
@Suite struct CountyWordTests {
  @Test(
    arguments: [
      ("账户姓名", .name), ("在监委会任职", .role), ("何职", .role), ("上届职务", .other), ("本届职务", .role),
      ("单人月标准", .rate), ("标准/人·月", .rate), ("人月单价", .rate), ("标准人月数", .personMonths),
      ("12个月补贴", .amount), ("每个月补贴", .rate), ("核发额", .amount),
      ("标准月数", .months), ("核定标准月数", .months), ("收款银行", .bank),
    ] as [(String, Field)])
  func `a header's words name a field`(_ header: String, _ field: Field) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test(arguments: ["上届职务,本届职务", "本届职务,上届职务"])
  func `the post of the last term is not this one's`(_ header: String) {
    let isFirst = header.hasPrefix("上届")
    let rows = ["张甲,\(isFirst ? "委员,主任" : "主任,委员")", "李乙,委员,委员"].map { "东镇,山底村,\($0),12,2880" }
    let trial = Trial(payments(header: "镇,村,姓名,\(header),月数,金额", rows: rows))
    #expect(trial.records.members.map(\.role) == ["主任", "委员"] && !trial.codes.contains("DZ104"))
  }

  @Test(arguments: [
    ("在村党组织担任职务", "纪检委员", true), ("其他任职情况", "兼任纪检委员", true), ("党内任职", "纪检委员", true),
    ("原党组织职务", "纪检委员", false), ("党内职务变动", "纪检委员", false), ("配偶党内职务", "纪检委员", false), ("在村党组织担任职务", "组织委员", false),
    ("换届前两委职务", "纪检委员", false), ("往届党组织职务", "纪检委员", false), ("拟任党内职务", "纪检委员", false),
    ("领导党内职务", "纪委书记", false), ("以前党内任职", "纪检委员", false), ("其他单位任职情况", "纪检委员", false),
    ("2020年党内职务", "纪检委员", false), ("近亲属在两委任职", "纪检委员", false),
  ])
  func `a column of posts in the party says who is paid elsewhere`(_ header: String, _ post: String, _ isHeld: Bool) {
    let trial = Trial(
      "甲市2021年村务监督委员会成员花名册\n镇,村,姓名,职务,\(header)\n东镇,山底村,张甲,主任,\(post)\n东镇,山底村,李乙,委员,\n东镇,水口村,王丙,委员,\n",
      name: "花名册.csv")
    #expect(trial.records.members.map { $0.isConcurrent == true } == [isHeld, false, false])
  }

  @Test func `a post below the party is not the committee's`() {
    let trial = Trial(
      "甲市2021年村务监督委员会成员花名册\n镇,村,姓名,村党组织,村监委会,\n,,,任何职,职务,任职时间\n东镇,山底村,张甲,支部委员,主任,2017.5\n东镇,山底村,李乙,,委员,2017.5\n",
      name: "花名册.csv")
    #expect(trial.records.members.map(\.role) == ["主任", "委员"])
  }

  @Test func `a party member without a post holds none`() {
    let rows = ["张甲,纪检委员,0,0", "李乙,党员,12,2880"].map { "东镇,山底村,\($0)" }
    let trial = Trial(payments(header: "镇,村,姓名,兼任职务,月数,金额", rows: rows))
    #expect(trial.records.members.map(\.isConcurrent) == [true, false] && trial.errors.isEmpty)
  }

  @Test(arguments: ["岗位补贴"])
  func `a few rows of a year's pay prove what heads them`(_ header: String) {
    func list(_ figures: [Int]) -> Trial {
      let rows = figures.enumerated().map {
        "东镇,\($0.offset < 3 ? "山底" : "水口")村,成员\(["甲", "乙", "丙", "丁", "戊", "己"][$0.offset]),\($0.element == 0 ? "是" : "否"),\($0.element)"
      }
      return Trial(payments(header: "镇,村,姓名,是否兼任,\(header)", rows: rows))
    }
    #expect(list([2880, 2880, 0, 0, 2880, 2880]).records.members.compactMap(\.amount.value).reduce(0, +) == 1_152_000)
    // Other pay is none of this fund's.
    #expect(list([3000, 2800, 0, 0, 3100, 3000]).records.members.allSatisfy { $0.amount.value == nil })
  }

  @Test func `a month's money of all heads is no rate`() {
    func summary(_ east: String, _ west: String) -> Trial {
      Trial(
        "甲市2021年补贴汇总表\n单位：元\n镇街,村数,核发人数,每月金额,月数,全年金额\n东镇,2,6,\(east)\n西街道,2,5,\(west)\n", name: "汇总表.csv")
    }
    let whole = summary("1440,12,17280", "1200,12,14400")
    #expect(
      whole.records.aggregates.allSatisfy { $0[.rate] == .absent && $0[.amount].value != nil } && whole.errors.isEmpty)
    // A rate stays one, right or wrong.
    #expect(summary("240,12,17280", "240,12,14400").records.aggregates[0][.rate] == .value(24_000))
    #expect(summary("1440,12,103680", "1200,12,72000").records.aggregates[0][.rate] == .value(144_000))
  }

  private func ledger(_ years: [String], foot: String = "") -> Trial {
    let names = ["张甲", "李乙", "王丙"]
    let rows = years.enumerated().map {
      "\($0.element),东镇,山底村,\(names[$0.offset % 3]),12,\($0.offset < 3 ? 2400 : 2880)"
    }
    return Trial(
      payments(title: "甲市补贴发放明细表\n单位：元\n", header: "年度,镇,村,姓名,月数,金额", rows: rows, foot: foot), name: "明细.csv")
  }

  @Test(arguments: ["Y", "Y年", "Y年度", "Y年1-12月", "Y.1-12"])
  func `rows of another year are left out, however it is written`(_ form: String) {
    func all(_ year: String) -> [String] { Array(repeating: form.replacing("Y", with: year), count: 3) }
    #expect(ledger(all("2020") + all("2021")).amounts == [2880, 2880, 2880])
    let once = ledger([form.replacing("Y", with: "2020"), "", "", form.replacing("Y", with: "2021"), "", ""])
    #expect(once.amounts == [2880, 2880, 2880])
    #expect(ledger(all("2020") + all("2021"), foot: ",,,甲市民政局（公章）\n").amounts == [2880, 2880, 2880])
  }

  @Test func `a year that somebody left out is not guessed`() {
    for years in [["2020", "2020", "", "2021", "2021", "2021"], ["", "2020", "2020", "2021", "2021", "2021"]] {
      #expect(ledger(years).records.members.count == 6 && ledger(years).codes.contains("DZ104"))
    }
    // The years of honours go up and down, or stand behind their names.
    let honours = ledger(["2019", "", "2021", "", "2020", ""])
    #expect(honours.records.members.count == 6 && honours.codes.contains("DZ104"))
    let behind = ["张甲,2020", "李乙,", "王丙,2021", "陈戊,"].map { "东镇,山底村,\($0),12,2880" }
    #expect(Trial(payments(header: "镇,村,姓名,年份,月数,金额", rows: behind)).amounts == [2880, 2880, 2880, 2880])
    // Rows of few cells are members' all the same.
    for rows in ["山底村,张甲,\n山底村,李乙,2019\n水口村,王丙,\n", "山底村,张甲,\n,李乙,2019\n,王丙,\n"] {
      let narrow = Trial("甲市东镇2021年村务监督委员会成员花名册\n村,姓名,年度\n" + rows, name: "花名册.csv")
      #expect(narrow.records.members.count == 3)
    }
    // Only rows of back pay say their year: the others are of the list's.
    let backPay = ledger(["2020", "", "", "2020", "", ""])
    #expect(backPay.records.members.count == 6 && backPay.codes.contains("DZ104"))
  }

  @Test func `a person written once has a row of each half-year`() {
    func list(_ parts: [String]) -> Trial {
      let rows = ["张甲", "李乙", "王丙"].flatMap { name in
        parts.enumerated().map { "\($0.offset == 0 ? "东镇,山底村,\(name),主任" : ",,,"),\($0.element),6,1440" }
      }
      return Trial(payments(header: "镇,村,姓名,职务,期间,月数,金额", rows: rows))
    }
    let whole = list(["上半年", "下半年"])
    #expect(whole.errors.isEmpty && whole.amounts == Array(repeating: 1440, count: 6), "\(whole.codes)")
    #expect(!whole.codes.contains("DZ104"))
    // A half-year that comes twice is somebody's whose name is missing.
    #expect(list(["上半年", "上半年"]).errors.contains("DZ109"))
    // A number of its own begins somebody whose name is missing.
    let numbered = ["1,东镇,山底村,张甲,上半年", ",,,,下半年", "2,东镇,山底村,李乙,上半年", "9,,,,下半年"].map { "\($0),6,1440" }
    #expect(Trial(payments(header: "序号,镇,村,姓名,期间,月数,金额", rows: numbered)).errors.contains("DZ109"))
    // What is said of some members, each in one row, says no part of the year that the row is of.
    let title = "甲市2021年村务监督委员会成员花名册\n镇,村,姓名,停发时段\n"
    let some = Trial(title + "东镇,山底村,张甲,上半年\n东镇,山底村,李乙,\n东镇,水口村,王丙,下半年\n", name: "花名册.csv")
    #expect(some.codes.contains("DZ104"))
    // Where each row has its name, one without is nobody's above it, in another village or the same.
    for village in ["水口村", "山底村"] {
      let rows = [
        "山底村,张甲,主任,上半年", "山底村,张甲,主任,下半年", "山底村,李乙,委员,上半年", "\(village),,,下半年", "水口村,王丙,委员,上半年",
        "水口村,王丙,委员,下半年",
      ].map { "东镇,\($0),6,1440" }
      #expect(Trial(payments(header: "镇,村,姓名,职务,期间,月数,金额", rows: rows)).errors.contains("DZ109"))
    }
  }

  @Test(arguments: ["市级承担比例", "市级负担比例", "市级配套比例", "承担比例（%）", "分担比例", "市级占比", "市财政承担比例"])
  func `how much of the money somebody bears is no money`(_ header: String) {
    for share in ["50%", "0.5"] {
      let trial = Trial(
        payments(header: "镇,村,姓名,是否兼任,月数,金额,\(header)", rows: ["东镇,山底村,张甲,否,12,2880,\(share)"]))
      #expect(trial.amounts == [2880] && trial.errors.isEmpty && !trial.codes.contains("DZ104"), "\(share)")
    }
    // What is a part of the pay may be what somebody gets of it.
    #expect(Vocabulary().field("发放比例") == nil && Vocabulary().field("补贴比例") == nil)
    #expect(Vocabulary().field("市级承担金额") == .amount)
  }

  @Test func `one amount in yuan and in 万元 is one`() {
    func trial(_ header: String, _ rows: [String]) -> Trial {
      Trial(
        "甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,\(header)\n"
          + zip(["东镇,山底村", "东镇,水口村"], rows).map { "\($0),\($1)\n" }.joined(), name: "汇总表.csv")
    }
    for header in ["应发金额（元）,金额（万元）", "金额（元）,金额（万元）", "金额,折合万元", "补贴金额（元）,合计（万元）"] {
      let right = trial(header, ["3,8640,0.864", "2,5760,0.576"])
      #expect(right.records.aggregates.map { $0[.amount].value } == [864_000, 576_000], "\(header)")
      #expect(!right.codes.contains("DZ107") && !right.codes.contains("DZ104"), "\(header)")
    }
    // A unit that the figures do not bear out contradicts the title's as before.
    #expect(trial("应发金额（元）,金额（万元）", ["3,8640,8640", "2,5760,5760"]).codes.contains("DZ107"))
  }

  @Test func `whoever holds the card is the member where nobody else is named`() {
    let rows = zip(["张甲", "李乙"], ["01", "02"]).map { "东镇,山底村,\($0),4407811980010100\($1),12,2880" }
    let list = Trial(payments(header: "镇,村,持卡人,身份证号码,月数,金额", rows: rows))
    #expect(list.records.members.map(\.name.text) == ["张甲", "李乙"] && !list.errors.contains("DZ103"))
    let both = Trial(
      payments(header: "镇,村,姓名,持卡人,身份证号码,月数,金额", rows: ["东镇,山底村,王丙,张甲,440781198001010001,12,2880"]))
    #expect(both.records.members.map(\.name.text) == ["王丙"])
  }

  @Test func `a tally beside a roster counts who is listed`() {
    func trial(_ header: String) -> Trial {
      Trial(
        "甲市2021年花名册\n镇,村,姓名,是否兼任,,镇,\(header)\n东镇,山底村,张甲,是,,东镇,2\n东镇,山底村,李乙,否,,西街道,1\n"
          + "西街道,簕冲村,王丙,否,,,\n", name: "花名册.csv")
    }
    #expect(trial("人数").records.aggregates.map { $0[.listed].value } == [2, 1])
    #expect(trial("核发人数").records.aggregates.map { $0[.eligible].value } == [2, 1])
    // A sheet with all members of a village in one cell is beside no other.
    let cells = "甲市村务监督委员会成员花名册\n镇,村,人数,姓名\n东镇,山底村,2,张甲、李乙\n东镇,水口村,2,王丙、赵丁\n"
    #expect(Trial(cells, name: "花名册.csv").records.aggregates.allSatisfy { $0[.listed].value == nil })
  }
}
