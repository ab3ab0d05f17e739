import Testing

@testable import Domain
@testable import Normalize

/// Spreadsheet programs' subtotals, groups of columns, signs for the same again, and notes without years.
@Suite struct OfficeHabitTests {
  private func list(_ rows: [String]) -> Trial { Trial(payments(header: "镇,村,姓名,月数,金额", rows: rows)) }

  @Test func `a program's own subtotals are sums, by town as well as by village`() {
    let rows = [
      "东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880", ",山底村 汇总,,,5760", "东镇,水口村,王丙,12,2880", ",水口村 汇总,,,2880",
      "东镇 汇总,,,,8640",
      "西街道,簕冲村,赵丁,12,2880", ",簕冲村 汇总,,,2880", "西街道 汇总,,,,2880", "总计,,,,11520",
    ]
    let trial = list(rows)
    #expect(trial.errors.isEmpty && trial.records.members.count == 4)
    #expect(trial.records.totals.count == 6 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
    let wrong = list(rows.map { $0.replacing("东镇 汇总,,,,8640", with: "东镇 汇总,,,,8400") })
    #expect(wrong.records.totals.filter { $0.stated != $0.sum }.map(\.label) == ["东镇汇总"])
  }

  @Test func `a town's subtotal may stand below those of its villages`() {
    let trial = list([
      "东镇,山底村,张甲,12,2880", "东镇,山底村小计,,,2880", "东镇,水口村,王丙,12,2880", "东镇,水口村小计,,,2880", "东镇小计,,,,5520",
      "西街道,簕冲村,赵丁,12,2880", "西街道,簕冲村小计,,,2880", "西街道小计,,,,2880",
    ])
    #expect(trial.records.totals.filter { $0.stated != $0.sum }.map(\.label) == ["东镇小计"])
  }

  @Test func `a total that states the last town alone is wrong`() {
    let trial = list([
      "东镇,山底村,张甲,12,2880", "东镇,山底村小计,,,2880", "东镇,水口村,王丙,12,2880", "东镇,水口村小计,,,2880", "东镇小计,,,,5760",
      "西街道,山底村,赵丁,12,2880", "西街道,山底村小计,,,2880", "西街道,簕冲村,孙戊,12,2880", "西街道,簕冲村小计,,,2880", "总计,,,,5760",
    ])
    #expect(trial.records.totals.filter { $0.stated != $0.sum }.map(\.label) == ["总计"])
  }

  @Test(arguments: ["〃", "同上"])
  func `below a page's header such a sign means the row before the page's end`(_ sign: String) {
    let header = "镇,村,姓名,月数,金额"
    let trial = list(["东镇,山底村,张甲,12,2880", header, "\(sign),\(sign),李乙,\(sign),\(sign)", "东镇,水口村,王丙,12,2880"])
    #expect(trial.errors.isEmpty && trial.records.members.map(\.village) == [1, 1, 2])
    #expect(trial.records.normalizations.filter { $0.rule == "same-as-above" }.allSatisfy { $0.raw == sign })
    // Below the table's own header it means nothing.
    #expect(list(["东镇,\(sign),张甲,12,2880", "东镇,水口村,王丙,12,2880"]).errors.contains("DZ201"))
  }

  @Test func `会计 is a seat that may be the same again`() {
    let trial = Trial(
      payments(header: "镇,村,姓名,职务,月数,金额", rows: ["东镇,山底村,张甲,会计,12,2880", "东镇,山底村,李乙,同上,12,2880"]))
    #expect(trial.records.members.map(\.role) == ["会计", "会计"])
  }

  @Test(arguments: ["〃", "同上", "″"])
  func `a sign for the same again is what stands above it`(_ sign: String) {
    let trial = list([
      "东镇,山底村,张甲,12,2880", "\(sign),\(sign),李乙,\(sign),\(sign)", "\(sign),水口村,王丙,6,1440", "合计,,,,7200",
      "\(sign),簕冲村,赵丁,12,2880",
    ])
    #expect(trial.amounts.prefix(3) == [2880, 2880, 1440] && trial.rules.contains("same-as-above"))
    #expect(trial.records.members.prefix(3).map(\.village) == [1, 1, 2])
    // Below a sum nobody can tell what is meant.
    #expect(trial.errors.contains("DZ201"))
  }

  @Test(arguments: [
    ("2021年1月1日至2021年12月31日", 12), ("2021/1/1-2021/12/31", 12), ("2021-01至2021-10", 10), ("2021.4.1－2021.12.31", 9),
    ("21/1-21/12", 12), ("2021.2.1-2021.2.28", 1),
  ])
  func `a period of whole months is their number`(_ text: String, _ months: Int) {
    #expect(MonthSet(text, year: 2021)?.months.count == months)
  }

  @Test(arguments: ["2021年1月15日至2021年12月31日", "2021/1/1-2021/12/30", "1.5", "2021.1", "21.13-21.14"])
  func `a period that cuts a month in two is not`(_ text: String) { #expect(MonthSet(text, year: 2021) == nil) }

  @Test(arguments: [("12（1-12月）", 12), ("6(7-12月)", 6), ("1-6月共6个月", 6)])
  func `months that are named and counted are as many as both say`(_ text: String, _ months: Int) {
    #expect(MonthSet(text, year: 2021)?.months.count == months)
  }

  @Test func `months may be counted in words`() {
    #expect(["12个月整", "全年12个月", "共6个月", "半年"].map(MonthSet.count) == [12, 12, 6, 6])
    #expect(["12", "12个月", "全年6个月", "一年半", "12（1-11月）"].allSatisfy { MonthSet.count($0) == nil })
    #expect(MonthSet("12（1-11月）", year: 2021) == nil && MonthSet("1-5月共6个月", year: 2021) == nil)
  }

  @Test func `a sum that shows how it was reckoned is what it comes to`() {
    func value(_ text: String) -> Int64? {
      if case .number(let written) = NumberText(text) { written.whole } else { nil }
    }
    #expect(["240×12=2880", "240元×12月=2880元", "240*12*3=8640"].map(value) == [2880, 2880, 8640])
    #expect(["240×12=2800", "240×12", "=2880", "240×12=2880=2880", "0.024万元×12=0.288"].allSatisfy { value($0) == nil })
  }

  @Test func `a total may be a sentence, in figures or in words`() {
    func totals(_ foot: String) -> [Int64] {
      Trial(payments(foot: foot + "\n")).records.totals.filter { $0.field == .amount }.map(\.stated)
    }
    #expect(totals("合计：3人，共发放补贴8460元") == [846_000])
    #expect(totals("合计：3人，8640元（大写：捌仟肆佰陆拾元整）") == [846_000])
    for rate in ["合计：3人，每人每月240元", "合计发放3人，标准240元/人·月", "合计：3人，人均2880元", "合计：3人，扣回240元"] {
      #expect(totals(rate).isEmpty)
      #expect(Trial(payments(foot: rate + "\n")).errors.isEmpty)
    }
    #expect(totals("共计发放3人8,640元，其中主任1人2880元").isEmpty)
  }

  @Test func `the heads that a total's sentence names are those of the list`() {
    func heads(_ foot: String, _ rows: [String]? = nil) -> [[Int64]] {
      Trial(payments(rows: rows, foot: foot + "\n")).records.totals.filter { $0.field == .listed }.map {
        [$0.stated, $0.sum]
      }
    }
    #expect(heads("合计：4人，共发放补贴8640元") == [[4, 3]] && heads("合计：3人，共发放补贴8640元").isEmpty)
    // Or of those of them who are paid.
    let blank = ["张甲,否,12,2880", "李乙,否,12,2880", "王丙,否,12,"].map { "东镇,山底村,\($0)" }
    #expect(heads("合计：2人，共发放补贴5760元", blank).isEmpty)
  }

  @Test(arguments: ["合计：9223372036854万元", "合计（大写）：玖佰万亿元整"])
  func `a total past all bounds below a sum under zero is no trap`(_ foot: String) {
    let rows = ["张甲", "李乙"].map { "东镇,山底村,\($0),否,12,-2880" }
    #expect(Trial(payments(rows: rows, foot: foot + "\n")).records.totals.allSatisfy { $0.field != .amount })
  }

  @Test func `a village may be called 行政村`() {
    #expect(list(["东镇,山底行政村,张甲,12,2880", "东镇,水口村民委会,李乙,12,2880"]).records.members.map(\.village) == [1, 2])
  }

  @Test func `who was there before is nobody's term`() {
    let trial = Trial(
      "2021年村监委换届变动登记表\n镇,村,换届前,,换届后,\n,,姓名,离任时间,姓名,任职时间\n东镇,山底村,张甲,2021.7,李乙,2021.8\n东镇,水口村,王丙,,王丙,2017.5\n",
      name: "花名册.csv")
    #expect(trial.records.members.map(\.name.text) == ["李乙", "王丙"])
    #expect(trial.records.members.map(\.start?.month) == [8, 5] && trial.records.members.allSatisfy { $0.end == nil })
    #expect(trial.codes.contains("DZ113") && trial.errors.isEmpty)
  }

  @Test func `two persons beside each other are no before and after, unless one group says so`() {
    func trial(_ groups: String, _ header: String, _ row: String) -> Trial {
      Trial("2021年补贴发放表（元）\n镇,村,\(groups)\n,,\(header)\n东镇,山底村,\(row)\n东镇,水口村,\(row)\n")
    }
    let payee = trial("监委会主任,,领款人,,", "姓名,身份证号,姓名,月数,金额", "张甲,,李乙,12,2880")
    #expect(payee.records.members.map(\.amount) == [.value(288_000), .value(288_000)] && payee.codes.contains("DZ104"))
    let contact = trial("村联系人,,监委会成员,,", "姓名,电话,姓名,月数,金额", "张甲,1,李乙,12,2880")
    #expect(contact.records.members.map(\.amount) == [.value(288_000), .value(288_000)])
    let roster = trial("村委会,,村务监督委员会,,", "姓名,电话,姓名,职务,是否兼任", "张甲,1,李乙,主任,是")
    #expect(roster.records.members.allSatisfy { $0.isConcurrent == true && $0.role == "主任" })
    #expect([payee, contact, roster].allSatisfy { !$0.codes.contains("DZ113") })
    // 平原村 and 原因 are not of before, and money that only the one before has is the row's.
    #expect(!trial("平原村主任,,主任,,", "姓名,电话,姓名,月数,金额", "张甲,1,李乙,12,2880").codes.contains("DZ113"))
    let former = trial("原主任,,,现主任,", "姓名,月数,金额,姓名,职务", "张甲,12,2880,李乙,主任")
    #expect(former.records.members.map(\.name.text) == ["李乙", "李乙"] && former.amounts == [2880, 2880])
  }

  private func groups(_ rows: [String]) -> Trial {
    Trial(
      "甲市2021年补贴统计表\n单位：元\n镇,村,主任,,委员,,合计,\n,,人数,金额,人数,金额,人数,金额\n" + rows.joined(separator: "\n") + "\n",
      name: "汇总表.csv")
  }

  @Test func `below groups of columns the one that sums them up counts`() {
    let trial = groups(["东镇,山底村,1,2880,2,5760,3,8640", "东镇,水口村,0,0,2,5760,2,5760"])
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.eligible].count } == [3, 2])
    #expect(trial.records.aggregates.map { $0[.amount].value } == [864_000, 576_000] && !trial.codes.contains("DZ104"))
    let wrong = groups([
      "东镇,山底村,1,2880,2,5760,3,8640", "东镇,水口村,0,0,2,5760,2,5760", "西街道,山底村,1,2880,2,5760,3,8400",
      "西街道,簕冲村,1,2880,1,2880,2,5760",
    ])
    #expect(wrong.records.totals.filter { $0.stated != $0.sum }.map(\.row) == [7])
    // Void rows say nothing, and a total's own parts come to it.
    let void = Trial(
      "甲市2021年补贴统计表\n单位：元\n镇,村,主任,,委员,,合计,,备注\n,,人数,金额,人数,金额,人数,金额,\n东镇,山底村,1,2880,2,5760,3,8640,\n"
        + "东镇,水口村,1,2880,2,5760,3,8400,作废\n东镇,水口村,1,2880,2,5760,3,8640,\n西街道,山底村,1,2880,2,5760,3,8640,\n"
        + "合计,,3,8640,6,17200,9,25920,\n", name: "汇总表.csv")
    #expect(void.records.totals.filter { $0.stated != $0.sum }.map(\.row) == [9])
    // Groups that do not add up are no parts of a sum.
    #expect(groups(["东镇,山底村,1,2880,2,5760,1,2880", "东镇,水口村,1,2880,2,5760,1,2880"]).codes.contains("DZ104"))
  }

  @Test func `what was applied for gives way to what was approved, and what is to be paid to what is paid`() {
    func amounts(_ header: String, _ rows: [String]) -> [Int64?] {
      Trial("甲市2021年补贴汇总表（元）\n镇,核发人数,\(header)\n" + rows.joined(separator: "\n") + "\n", name: "汇总表.csv").records
        .aggregates
        .map { $0[.amount].value.map { $0 / 100 } }
    }
    #expect(amounts("乡镇申请金额,民政审核金额,财政核定金额", ["东镇,3,11520,8880,8640", "西街道,3,8640,8640,8640"]) == [8640, 8640])
    #expect(amounts("应拨金额,已拨金额,未拨金额", ["东镇,3,8640,4320,4320", "西街道,3,8640,8640,0"]) == [4320, 8640])
    #expect(amounts("上年结转,本年支出,年末结余", ["东镇,3,100,8640,100", "西街道,3,0,8640,0"]) == [8640, 8640])
  }

  @Test func `yuan stand whole before 角 and 分`() {
    let trial = Trial(
      "2021年领款表\n镇,村,姓名,月数,金额,,\n,,,,元,角,分\n东镇,山底村,张甲,12,2880,0,0\n东镇,水口村,李乙,12,2880,5,\n西街道,山底村,赵丁,12,2880,,\n")
    #expect(trial.records.members.map(\.amount) == [.value(288_000), .value(288_050), .value(288_000)])
    #expect(!trial.codes.contains("DZ104"))
  }

  @Test func `several names in one cell of a list of members are told`() {
    let trial = list(["东镇,山底村,张甲、李乙,12,2880", "东镇,水口村,王丙,12,2880", "西街道,山底村,赵丁,12,2880"])
    #expect(trial.errors == ["DZ205"] && trial.cell("DZ205") == "C4" && trial.records.members.count == 3)
  }

  @Test func `seats behind names are no second persons`() {
    let trial = list(["东镇,山底村,张甲/主任,12,2880", "东镇,水口村,李乙、委员,12,2880", "西街道,山底村,赵丁,12,2880"])
    #expect(!trial.errors.contains("DZ205") && trial.records.members.count == 3)
    #expect(Table.persons("张甲、李乙/副主任/村文书") == ["张甲", "李乙"] && Table.persons("张甲、李文书").count == 2)
  }

  @Test func `a column that says how a committee is made up names no member`() {
    let csv = "甲市2021年补贴汇总表（元）\n镇,村,组成人员情况,核发人数,金额\n东镇,山底村,齐全,3,8640\n东镇,水口村,齐全,3,8640\n"
    let trial = Trial(csv, name: "汇总表.csv")
    #expect(trial.records.members.isEmpty && trial.records.aggregates.count == 2)
  }

  @Test func `names behind their seats are counted`() {
    #expect(Table.names("主任：张甲；委员：李乙、王丙") == ["张甲", "李乙", "王丙"])
    #expect(Table.names("主任:张甲 成员:李乙 王丙") == ["张甲", "李乙", "王丙"])
    #expect(Table.names("张 三") == ["张三"])
  }

  @Test func `a note's month without a year is one of the list's year`() {
    func remarks(_ note: String) -> [RowRemark] {
      Trial(payments(header: "镇,村,姓名,月数,金额,备注", rows: ["东镇,山底村,张甲,12,2880,\(note)", "东镇,水口村,王丙,12,2880,"])).records
        .remarks
    }
    #expect(remarks("6月30日辞职").first.map { "\($0.kind) \($0.date?.month.month ?? 0)" } == "left 6")
    #expect(remarks("8月起任职").first.map { "\($0.kind) \($0.date?.month.month ?? 0)" } == "came 8")
    #expect(remarks("任职6个月后辞职").isEmpty && remarks("1-6月任职，已辞职").isEmpty && remarks("5月、6月停发").isEmpty)
  }

  @Test func `a term of office may be headed by that word alone`() {
    func starts(_ term: String) -> [Int?] {
      Trial("2021年花名册\n镇,村,姓名,职务,任期\n东镇,山底村,张甲,主任,\(term)\n东镇,水口村,王丙,主任,\(term)\n", name: "花名册.csv")
        .records.members.map(\.start?.month)
    }
    #expect(starts("2021.3-2026.3") == [3, 3] && starts("五年") == [nil, nil])
  }
}
