import Support
import Testing

@testable import Domain
@testable import Normalize

/// Sum rows and the rows that they are about, and columns that a header says in one line or in half-merged groups.
@Suite struct SumRowTests {
  @Test func `a subtotal over the fold of a page is about the rows on both sides`() {
    let header = "村,应有人数,核发人数,金额"
    let trial = Trial(
      payments(
        title: "甲市2021年补贴汇总表\n单位：元\n", header: header + ",," + header,
        rows: [
          "东镇山底村,3,3,8640,,小计,6,6,17280", ",,,,,西街道山底村,3,3,8640", ",,,,,簕冲村,3,3,8640", "东镇水口村,3,3,8640,,小计,6,6,17280",
        ]), name: "汇总表.csv")
    #expect(trial.records.aggregates.count == 4 && trial.errors.isEmpty)
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && !trial.records.totals.isEmpty)
  }
  @Test(arguments: [("11520", "11520 11520"), ("11760", "11760 11520"), ("5760", "5760 5760")])
  func `what pages come to so far is the sum of all rows, or else of those since the last`(
    _ stated: String, _ told: String
  ) {
    let first = ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "累计,,,,24,5760"]
    let second = ["东镇,水口村,王丙,否,12,2880", "东镇,水口村,赵丁,否,12,2880", "累计,,,,,\(stated)"]
    let totals = Trial(payments(rows: first + second)).records.totals.filter { $0.field == .amount }
    #expect(totals.map { "\($0.stated / 100) \($0.sum / 100)" } == ["5760 5760", told])
    #expect(totals.last?.parts.lowerBound == (stated == "5760" ? 7 : 4))
  }
  @Test(arguments: ["小计", "东镇小计"])
  func `a missing subtotal is told and spoils no other`(_ label: String) {
    let row = { (town: String, village: String, name: String) in "\(town),\(village),\(name),否,12,2880" }
    let trial = Trial(
      payments(rows: [
        row("西街道", "山底村", "张甲"), row("西街道", "簕冲村", "李乙"), row("东镇", "山底村", "王丙"), row("东镇", "水口村", "赵丁"),
        "\(label),,,,24,5760", "合计,,,,48,11520",
      ]))
    #expect(trial.errors.isEmpty && trial.records.totals.allSatisfy { $0.stated == $0.sum })
    #expect(trial.records.discrepancies.filter { $0.code == .subtotalMismatch }.map(\.severity) == [.warning])
    #expect(trial.cell("DZ408") == "A5:F5")
  }
  @Test(arguments: [("西街计", "东镇计"), ("西街道合计", "东镇合计"), ("西街道小计", "东镇小计")])
  func `a village's sum closes nothing of its town's`(_ first: String, _ second: String) {
    let trial = Trial(
      payments(rows: [
        "西街道,山底村,张甲,否,12,2880", "山底村计,,,,12,2880", "西街道,簕冲村,李乙,否,12,2880", "簕冲村计,,,,12,2880",
        "\(first),,,,24,5760", "东镇,山底村,王丙,否,12,2880", "山底村计,,,,12,2880",
        "东镇,水口村,赵丁,否,12,2880", "水口村计,,,,12,2880", "\(second),,,,24,5760", "合计,,,,48,11520",
      ]))
    #expect(trial.records.members.count == 4 && !trial.codes.contains("DZ408"))
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test(arguments: [("汇总", "总金额"), ("汇总数", "汇总"), ("东镇计", "总人数")])
  func `sums are known by what else counties call them`(_ label: String, _ total: String) {
    func trial(_ sum: Int) -> Trial {
      Trial(
        payments(rows: [
          "东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880", "\(label),,,,24,\(sum)", "\(total),,,,24,5760",
        ]))
    }
    #expect(trial(5760).records.members.count == 2 && trial(5760).errors.isEmpty)
    #expect(trial(5760).records.totals.allSatisfy { $0.stated == $0.sum } && !trial(5760).records.totals.isEmpty)
    #expect(trial(5000).records.totals.contains { $0.stated == 500_000 && $0.sum == 576_000 })
  }

  @Test(arguments: ["总人数,2,总金额,5760,,,", "总人数,,2,总金额,,5760,", "总人数,,,,,2,5760"])
  func `a line of heads and money below a list is compared with what its words say`(_ line: String) {
    let rows = ["东镇,山底村,张甲,主任,否,12,2880", "东镇,水口村,李乙,委员,否,12,2880"]
    let trial = Trial(payments(header: "镇,村,姓名,职务,是否兼任,月数,金额", rows: rows + [line]))
    #expect(trial.records.members.count == 2 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test func `an accountant and a statistician are no sums`() {
    let trial = Trial(
      payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880"], foot: "会计,王某,,审核,赵某,\n统计：,,,复核：,,\n"))
    #expect(trial.records.totals.isEmpty && trial.records.members.count == 2)
  }

  @Test func `a list of two panels has its subtotal on the right`() {
    let header = "镇,村,姓名,月数,金额"
    let trial = Trial(
      payments(
        header: header + ",," + header,
        rows: [
          "东镇,山底村,张甲,12,2880,,东镇,水口村,王丙,12,2880", "东镇,山底村,李乙,12,2880,,小计,,,36,8640",
        ]))
    #expect(trial.records.members.count == 3 && trial.codes.filter { $0 == "DZ408" }.isEmpty)
  }
  @Test func `a group that is not merged reaches right though others are`() {
    let rows = [
      ["甲市2021年补贴月报表"], ["单位：元"], ["镇", "村", "1月", "", "2月", "", "全年合计", ""],
      ["", "", "人数", "金额", "人数", "金额", "人次", "金额"], ["东镇", "山底村", "3", "720", "3", "720", "6", "1440"],
      ["东镇", "水口村", "3", "720", "3", "720", "6", "1440"],
    ]
    let trial = Trial([("月报.xlsx", book([("表", sheetXML(rows, merges: ["C3:D3"]))]))])
    #expect(trial.records.aggregates.allSatisfy { $0.months.compactMap(\.amount.value) == [72000, 72000] })
    #expect(!trial.codes.contains("DZ104"))
  }
  @Test func `a half-year's rate is no amount of it`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,1-6月标准,1-6月金额,7-12月标准,7-12月金额,合计金额",
        rows: ["东镇,山底村,张甲,240,1440,240,1440,2880", "东镇,水口村,李乙,240,1440,240,1440,2880"]))
    #expect(trial.amounts == [2880, 2880] && trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }
  @Test(arguments: [
    ("补贴标准（元/人·季）", "720"), ("季度标准", "720"), ("每半年补贴标准", "1440"), ("年补贴标准", "2880"), ("补贴标准", "720元/季"),
  ])
  func `a rate is a month's whatever span it is written for`(_ header: String, _ rate: String) {
    let trial = Trial(
      payments(header: "镇,村,姓名,\(header),金额", rows: ["东镇,山底村,张甲,\(rate),2880", "东镇,水口村,李乙,\(rate),2880"]))
    #expect(trial.records.members.allSatisfy { $0.rate.value == 24000 } && trial.errors.isEmpty)
  }
  @Test func `what a rate's header says of its time is no span`() {
    for header in ["2021年补贴标准", "下半年标准", "补贴标准（元/人·月）", "第一季度标准"] { #expect(RateSpan.months([header]) == nil) }
  }
  @Test func `brackets behind a name may mark the other post`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,月数,金额",
        rows: ["东镇,山底村,张甲（兼纪检委员）,0,0", "东镇,山底村,李乙,12,2880", "东镇,水口村,王丙,12,2880"]))
    #expect(trial.records.members.map(\.isConcurrent) == [true, false, false] && trial.records.members[0].name == "张甲")
  }
  private static let titles: [(String, ListPurpose)] = [
    ("兼任纪检委员人员名单", .concurrent), ("不重复发放补贴人员名册", .concurrent), ("村级纪检委员名册", .post), ("退票名单", .returned),
    ("2021年补贴代发失败明细", .returned), ("退票待重发名单", .returned), ("退票重发明细", .again), ("二次发放", .again), ("补发明细表", .later),
    ("补贴发放表（重发）", .whole), ("发放表（退回修改）", .whole),
    ("2021年补贴发放表（含补发）", .whole), ("成员补贴发放表（不含兼任人员）", .whole), ("村务监督委员会成员花名册", .whole),
  ]
  @Test(arguments: titles)
  func `a title says what a list is for`(_ title: String, _ purpose: ListPurpose) {
    var table = Table(header: 0...0, body: 1..<1)
    table.title = title
    #expect(ListPurpose(of: table, said: ["Sheet1", "a.xlsx"]) == purpose)
  }

  @Test func `a total without a label is one though an amount above it cannot be read`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,是否兼任,月数,应发金额,实发金额",
        rows: [
          "东镇,山底村,张甲,否,12,2880,2880", "东镇,山底村,李乙,否,12,2880,#N/A", "东镇,水口村,王丙,否,12,2880,2880", ",,,,,8640,8640",
        ]))
    #expect(trial.errors == ["DZ106"] && trial.rules.contains("total-without-label"))
    let other = Trial(
      payments(
        header: "镇,村,姓名,是否兼任,月数,应发金额,实发金额",
        rows: ["东镇,山底村,张甲,否,12,2880,2880", "东镇,山底村,李乙,否,12,2880,#N/A", ",,,,,1000,2000"]))
    #expect(other.errors.contains("DZ109"))
  }

  @Test func `the word alone right before a row's figures makes a sum of it, wherever it stands`() {
    func trial(_ foot: String) -> Trial { Trial(payments(foot: foot)) }
    func stated(_ trial: Trial) -> [Int64] { trial.records.totals.map(\.stated) }
    let total = trial(",,,,合计,8640\n")
    #expect(total.errors.isEmpty && stated(total) == [864_000] && total.records.members.count == 3)
    // A person whose months are written so is a person, and what only begins with the word is no sum.
    let person = trial("东镇,水口村,赵丁,否,合计,2880\n")
    #expect(person.records.members.count == 4 && stated(person).isEmpty)
    #expect(stated(trial(",,,,合计数见附表,8640\n")).isEmpty)
    // Below a line that nobody can place nothing tells what it is of.
    let items = trial(",,,,误餐补贴,500\n,,,,合计,9140\n")
    #expect(stated(items).isEmpty && items.errors == ["DZ109", "DZ109"])
  }

  @Test(arguments: ["发放金额合计：8640元", "合计金额8640", "实发合计:8,640.00元", "总金额：0.864万元"])
  func `a sum's own words may stand before its figure in one cell`(_ text: String) {
    let trial = Trial(payments(foot: "合计人数：3人,,,,,\"\(text)\"\n"))
    #expect(trial.errors.isEmpty && trial.records.totals.map(\.stated) == [864_000], "\(trial.codes)")
    let wrong = Trial(payments(foot: "合计,,,,,金额合计：8600元\n"))
    #expect(wrong.records.totals.map(\.stated) == [860_000] && wrong.records.totals.map(\.sum) == [864_000])
  }

  @Test(arguments: ["人均金额：2880元", "合计3人", "应发金额合计：9000元", "金额合计：见附表"])
  func `words that do not sum up their column state no sum of it`(_ text: String) {
    let trial = Trial(payments(foot: "合计,,,,,\(text)\n"))
    #expect(trial.errors == ["DZ205"] && trial.records.totals.isEmpty, "\(trial.codes)")
  }

  @Test(arguments: ["镇小计", "本镇小计", "镇街小计", "小计"])
  func `a town's subtotal below its villages' is theirs together, whatever it is called`(_ label: String) {
    func wrong(_ town: String, _ own: String = "小计") -> [String] {
      let trial = Trial(
        payments(
          header: "镇,村,姓名,月数,金额",
          rows: [
            "东镇,山底村,张甲,12,2880", ",\(own),,12,2880", "东镇,水口村,王丙,12,2880", "东镇,水口村,李乙,12,2880",
            ",\(own),,24,5760", "\(label),,,36,\(town)", "西街道,山底村,赵丁,12,2880", ",\(own),,12,2880",
            "西街道,簕冲村,孙戊,12,2880", ",\(own),,12,2880", "\(label),,,24,5760", "合计,,,60,14400",
          ]))
      return trial.records.totals.filter { $0.stated != $0.sum }.map {
        "\($0.label) \($0.stated / 100) \($0.sum / 100)"
      }
    }
    #expect(wrong("8640").isEmpty && wrong("8640", "村小计").isEmpty)
    if label != "小计" { #expect(wrong("8400") == ["\(label) 8400 8640"]) }
    // Above their towns' rows they sum up what follows.
    let above = Trial(
      payments(
        header: "镇,村,姓名,月数,金额",
        rows: [
          "\(label),,,24,5760", "东镇,山底村,张甲,12,2880", "东镇,水口村,王丙,12,2880", "\(label),,,12,2880",
          "西街道,山底村,赵丁,12,2880",
        ]))
    #expect(
      above.records.totals.allSatisfy { $0.stated == $0.sum }
        && above.records.totals.count { $0.field == .amount } == 2)
  }

  @Test(arguments: ["何小计", "陈合计", "合计生", "总计"])
  func `whoever is called as a sum is has an ID number`(_ name: String) {
    func names(_ number: String) -> [String] {
      Trial(
        payments(
          header: "镇,村,姓名,身份证号码,月数,金额",
          rows: ["东镇,山底村,\(name),\(number),12,2880", ",,李乙,,12,2880", "合计,,,,24,5760"])
      ).records.members.map(\.name.text)
    }
    let number = "0123456789X".map { "44078119800101002\($0)" }.first { IDNumber($0)?.hasValidCheck == true }
    #expect(names(number ?? "") == [name, "李乙"])
    #expect(names("") != [name, "李乙"])
  }
}
