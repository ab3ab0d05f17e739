import Support
import Testing

@testable import Domain
@testable import Normalize

/// Tables beside one another, of other years, and of rows that are about months or seats.
@Suite struct TableLayoutTests {
  @Test(arguments: ["二〇二〇年", "二零二零年", "二○二○年", "２０２０年", "2020年度", "20年"])
  func `last year's list is known however its year is written`(_ year: String) {
    let old = listRows.map { $0.map { $0.replacing("2021年", with: year) } }
    let trial = Trial([
      ("a.xlsx", WorkbookText(sheets: [("表", sheetXML(listRows)), ("旧", sheetXML(old))]).bytes)
    ])
    #expect(trial.records.members.count == 3 && trial.codes.contains("DZ112"))
  }
  @Test(arguments: ["根据甲民〔2020〕15号文", "二〇二一年十二月三十一日", "填表日期：2022年1月5日"])
  func `the year of a document's number or of a date is not the list's`(_ line: String) {
    let trial = Trial(payments(title: "甲市补贴发放表\n\(line)\n单位：元\n"), name: "2021年发放表.csv")
    #expect(trial.records.members.count == 3)
  }
  @Test func `a list in two columns of a page goes on to the right`() {
    let header = "镇,村,姓名,月数,金额"
    let trial = Trial(
      payments(
        header: header + ",," + header,
        rows: ["东镇,山底村,张甲,12,2880,,,水口村,王丙,12,2880", ",,李乙,12,2880,,西街道,山底村,赵丁,12,2880", "合计,,,,5760,,总计,,,,11520"]))
    #expect(
      trial.records.members.map(\.name.text).sorted() == ["李乙", "王丙", "赵丁", "张甲"].sorted() && trial.errors.isEmpty)
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && trial.records.totals.count == 2)
  }
  @Test func `a summary beside a list is a table of its own`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,月数,金额,,镇,村数,核发人数,金额",
        rows: ["东镇,山底村,张甲,12,2880,,东镇,2,3,8640", "东镇,山底村,李乙,12,2880,,,,,", "东镇,水口村,王丙,12,2880,,,,,"]))
    #expect(trial.records.members.count == 3 && trial.records.aggregates.count == 1 && trial.errors.isEmpty)
  }
  @Test func `a pivot table is set aside, beside the list or on its own sheet`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,月数,金额,,行标签,求和项:金额",
        rows: ["东镇,山底村,张甲,12,2880,,东镇,5760", "东镇,山底村,李乙,12,2880,,总计,5760"]))
    #expect(trial.records.members.count == 2 && trial.codes.contains("DZ112") && trial.errors.isEmpty)
  }
  @Test func `a mark of one seat beside names across is its holder's`() throws {
    func roster(_ header: String, _ row: String) -> Trial {
      Trial("甲市2021年花名册\n镇,村,\(header)\n东镇,山底村,\(row)\n东镇,水口村,\(row)\n", name: "花名册.csv")
    }
    let trial = roster("主任,主任是否兼任,委员,委员", "张甲,是,李乙,王丙")
    #expect(trial.records.members.count == 6 && !trial.codes.contains("DZ205"))
    let chairs = trial.records.members.filter { $0.role == "主任" }
    #expect(chairs.count == 2 && chairs.allSatisfy { $0.isConcurrent == true })
    #expect(trial.records.members.count { $0.isConcurrent == true } == 2)
    // One seat is no repetition, and where heads stand below, nobody is named.
    #expect(roster("主任,主任是否兼任,金额", "张甲,是,2880").records.members.isEmpty)
    #expect(roster("主任,主任是否兼任,委员,委员,金额", "1,0,1,1,8640").records.members.isEmpty)
  }

  @Test func `a village's members in one row are a list of each seat`() {
    let trial = Trial(
      "甲市2021年村监委成员花名册\n序号,镇街,村委会,主任,委员,委员\n1,东镇,山底村,张甲,李乙,王丙\n2,东镇,水口村,赵丁,钱戊,\n", name: "花名册.csv")
    #expect(trial.records.members.count == 5 && trial.errors.isEmpty)
    #expect(trial.records.members.map(\.role).sorted() == ["主任", "主任", "委员", "委员", "委员"].sorted())
  }
  @Test func `particulars of each seat stand under it`() {
    let trial = Trial(
      "甲市2021年花名册\n镇,村,主任,,委员,\n,,姓名,是否兼任,姓名,是否兼任\n东镇,山底村,张甲,是,李乙,否\n东镇,水口村,王丙,否,赵丁,否\n", name: "花名册.csv")
    #expect(trial.records.members.count == 4 && trial.records.members.count { $0.isConcurrent == true } == 1)
    #expect(trial.records.members.first { $0.name == "李乙" }?.role == "委员" && trial.errors.isEmpty)
  }
  @Test func `a column of months makes a return of each month`() {
    let rows = (1...3).flatMap { ["\($0)月,东镇,山底村,3,720", "\($0)月,东镇,水口村,3,720"] }.joined(separator: "\n")
    let trial = Trial("甲市2021年补贴月报\n单位：元\n月份,镇,村,核发人数,金额\n" + rows + "\n", name: "月报.csv")
    #expect(trial.records.sources.map { $0.monthColumns.map(\.month.month) } == [[1], [2], [3]])
    #expect(trial.records.aggregates.count == 6 && trial.errors.isEmpty)
  }
  @Test func `a column of months makes a payment list of each month`() {
    let rows = (1...2).flatMap { ["\($0)月,东镇,山底村,张甲,240", "\($0)月,东镇,水口村,王丙,240"] }.joined(separator: "\n")
    let trial = Trial("甲市2021年补贴发放表\n单位：元\n月份,镇,村,姓名,金额\n" + rows + "\n")
    #expect(trial.records.sources.map { $0.part?.lowerBound.month } == [1, 2] && trial.errors.isEmpty)
  }
  @Test(arguments: [
    ("1-12月", 12), ("1月至12月", 12), ("全年", 12), ("2021.1-2021.12", 12), ("1—12", 12), ("7-12月", 6), ("上半年", 6),
    ("第一季度", 3), ("1、2、3月", 3), ("2021年1月-2021年6月", 6), ("1-3月、7-9月", 6),
  ])
  func `months may be named instead of counted`(_ text: String, _ count: Int64) {
    let trial = Trial(payments(header: "镇,村,姓名,发放月份,金额", rows: ["东镇,山底村,张甲,\"\(text)\",\(count * 240)"]))
    #expect(trial.records.members.first?.months == .value(count) && trial.errors.isEmpty)
    #expect(trial.rules.contains("months-named"))
  }
  @Test(arguments: ["3+9", "十二个月左右", "12-1月", "2020年11月-2021年2月", "1、1、2月"])
  func `months that may mean anything are not guessed`(_ text: String) {
    #expect(
      Trial(payments(header: "镇,村,姓名,月数,金额", rows: ["东镇,山底村,张甲,\"\(text)\",2880"])).errors == ["DZ205"])
  }
  @Test(arguments: ["240元/月", "240元/人·月", "每人每月240元", "240/月", "2880元/年"])
  func `a rate may say what it is by`(_ text: String) {
    let trial = Trial(payments(header: "镇,村,姓名,补贴标准,月数,金额", rows: ["东镇,山底村,张甲,\(text),12,2880"]))
    #expect(trial.records.members.first?.rate == .value(24000) && trial.errors.isEmpty)
  }
  @Test func `thousands of yuan are a unit`() {
    let trial = Trial(payments(title: "甲市2021年补贴发放表\n单位：千元\n").replacing("2880", with: "2.88"))
    #expect(trial.amounts == [2880, 2880, 2880] && trial.rules.contains("thousands-to-yuan"))
  }
  @Test func `masked ID numbers are told once for the list`() {
    let rows = ["东镇,山底村,张甲,440781********1234,12,2880", "东镇,山底村,李乙,440781********5678,12,2880"]
    let trial = Trial(payments(header: "镇,村,姓名,身份证号码,月数,金额", rows: rows))
    #expect(trial.errors.isEmpty && trial.cell("DZ205") == "D4:D5")
  }
  @Test func `an example of how to fill the form in is no member`() {
    let trial = Trial(
      payments(header: "序号,镇,村,姓名,月数,金额", rows: ["例,XX镇,XX村,张三,12,2880", "1,东镇,山底村,张甲,12,2880"]))
    #expect(trial.records.members.count == 1 && trial.errors.isEmpty && trial.codes.contains("DZ113"))
  }
  @Test func `a post behind a name is no part of it, and a holder beside it is no second name`() {
    let trial = Trial(
      payments(header: "镇,村,姓名,户名,月数,金额", rows: ["东镇,山底村,张甲（主任）,张甲（主任）,12,2880", "东镇,山底村,李乙,李乙,12,2880"]))
    #expect(trial.records.members.map(\.name) == ["张甲", "李乙"] && trial.records.members[0].role == "主任")
    #expect(!trial.codes.contains("DZ104"))
    for header in ["开户名,姓名", "银行户名,成员", "账户姓名,姓名"] {
      let relative = Trial(
        payments(header: "镇,村,\(header),月数,金额", rows: ["东镇,山底村,陈丁,张甲,12,2880", "东镇,山底村,李乙,李乙,12,2880"]))
      #expect(relative.records.members.map(\.name) == ["张甲", "李乙"] && !relative.codes.contains("DZ104"), "\(header)")
    }
  }

  @Test func `months may be dates or numbers in the header`() {
    let numbers = Trial(
      payments(
        header: "镇,村,姓名," + (1...12).map(String.init).joined(separator: ",") + ",合计",
        rows: ["东镇,山底村,张甲," + Array(repeating: "240", count: 12).joined(separator: ",") + ",2880"]))
    #expect(numbers.amounts == [2880] && numbers.errors.isEmpty)
    var rows = [["甲市2021年发放表（单位：元）"], ["镇", "村", "姓名"] + (1...12).map(String.init) + ["合计"]]
    rows.append(["东镇", "山底村", "张甲"] + Array(repeating: "240", count: 12) + ["2880"])
    let trial = Trial([("发放表.xlsx", WorkbookText(sheets: [("表", sheetXML(rows))]).bytes)])
    #expect(trial.amounts == [2880] && trial.errors.isEmpty)
  }
  @Test func `quarters of heads and money are their months`() {
    let header = "镇,村,兼任人数," + ["一", "二", "三", "四"].map { "\($0)季度人数,\($0)季度金额" }.joined(separator: ",")
    let trial = Trial(
      "甲市2021年汇总表\n单位：元\n" + header + "\n东镇,山底村,0,3,2160,3,2160,3,2160,2,1440\n东镇,水口村,0,3,2160,3,2160,3,2160,3,2160\n")
    #expect(trial.records.aggregates.first?.months.map(\.heads.count) == [3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2])
    #expect(trial.records.aggregates.first?[.amount] == .value(792_000) && trial.errors.isEmpty)
  }
  @Test(arguments: ["镇,村,姓名,职务,月数,金额", "镇,村,姓名,备注,月数,金额"])
  func `who holds another post may stand in a role or a note`(_ header: String) {
    let trial = Trial(payments(header: header, rows: ["东镇,山底村,张甲,主任（兼纪检委员）,0,0", "东镇,山底村,李乙,委员,12,2880"]))
    #expect(trial.records.members.map(\.isConcurrent) == [true, false] && trial.rules.contains("mark-in-words"))
  }
  @Test func `a line that states something is no header`() {
    let trial = Trial("2021年发放表\n单位：东镇山底村委会,,金额单位：元\n姓名,月数,金额\n张甲,12,2880\n村委会主任：,经办人：,日期：2022年1月5日\n")
    #expect(trial.village(0) == "990101100200" && trial.records.members.count == 1 && trial.errors.isEmpty)
  }
  @Test func `sums carried over from page to page are no members`() {
    let trial = Trial(payments(foot: ",过次页,,,,8640\n,承前页,,,,8640\n东镇,水口村,赵丁,否,12,2880\n"))
    #expect(trial.records.members.count == 4 && trial.errors.isEmpty)
  }

  @Test func `what a group of columns counts is said above them`() {
    let trial = Trial(
      "甲市2021年统计表\n镇,村,人数（人）,,,补贴金额（元）\n,,应配,兼任,实发,\n东镇,山底村,3,1,2,5760\n东镇,水口村,3,0,3,8640\n", name: "统计表.csv")
    #expect(trial.records.aggregates.map { $0[.eligible].count } == [2, 3] && trial.errors.isEmpty)
    #expect(trial.records.aggregates.map { $0[.amount] } == [.value(576_000), .value(864_000)])
  }
  @Test func `units may stand in a row of their own under the header`() {
    let trial = Trial("2021年发放表\n镇,村,姓名,补贴标准,月数,金额\n,,,元/月,个,万元\n东镇,山底村,张甲,240,12,0.288\n", name: "a.csv")
    #expect(trial.amounts == [2880] && trial.errors.isEmpty)
  }
  @Test func `a town's row above its villages that states too much is told at its cell`() {
    let trial = Trial(
      payments(
        rows: ["东镇,,,,,5770", "东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880", "西街道,,,,,2880", "西街道,山底村,王丙,否,12,2880"]))
    #expect(trial.records.totals.map { [$0.stated, $0.sum] } == [[577_000, 576_000], [288_000, 288_000]])
  }

  @Test(arguments: ["①,②,③,④,⑤,⑥,⑦,⑧,⑨,⑩,⑪,⑫", "⑴,⑵,⑶,⑷,⑸,⑹,⑺,⑻,⑼,⑽,⑾,⑿", "㈠,㈡,㈢,㈣,㈤,㈥,㈦,㈧,㈨,㈩,⑪,⑫"])
  func `a row of ringed numbers below a header numbers its columns`(_ numbers: String) {
    let trial = Trial(
      payments(
        header: "序号,镇,村,姓名,职务,是否兼任,补贴标准,月数,应发金额,扣减金额,实发金额,备注",
        rows: [numbers] + ["张甲", "李乙", "王丙"].map { "1,东镇,山底村,\($0),委员,否,240,12,2880,0,2880," }))
    #expect(trial.records.members.count == 3 && trial.errors.isEmpty)
  }

  @Test(arguments: [
    ["", "基本情况", "", "", "是否兼任", ""], ["序号", "基本情况", "", "", "是否兼任", "备注"],
    ["序号", "人员信息", "", "", "是否兼任", ""],
  ])
  func `a header's upper row may hold two or three labels beside a group`(_ upper: [String]) {
    let lower = [upper[0].isEmpty ? "序号" : "", "镇", "村", "姓名", "", upper[5].isEmpty ? "备注" : ""]
    let rows = [
      ["甲市2021年村务监督委员会成员花名册"], upper, lower, ["1", "东镇", "山底村", "张甲", "是", ""], ["2", "东镇", "山底村", "李乙", "否", "兼任"],
    ]
    for merges in [["B2:D2", "E2:E3"], []] {
      let trial = Trial([("花名册.xlsx", book([("表", sheetXML(rows, merges: merges))]))])
      #expect(trial.records.members.map(\.isConcurrent).first == true && trial.records.members.count == 2)
    }
  }

  @Test func `what stands above a header as a title does is no label of it`() {
    for line in [
      "填报单位：东镇,,,,备注：", "东镇,,,,2021年", "东镇,,,,西街道", "附件2,,,,", "东镇,山底村,张甲,,6", "附件2,甲市2021年花名册,,,,说明",
      "基本情况,,,,,说明", "二、基本情况,,,,备注",
    ] {
      let trial = Trial("甲市2021年花名册\n\(line)\n镇,村,姓名,是否兼任,,\n东镇,山底村,张甲,是,\n", name: "花名册.csv")
      #expect(trial.records.members.map(\.isConcurrent) == [true], "\(line)")
      #expect(trial.records.sources.first?.headerRows == 3...3, "\(line)")
    }
  }

  @Test func `last year's money beside this year's is told by the header's upper row`() {
    let rows = [
      ["甲市2021年补贴发放表"], ["人员情况", "", "", "补贴情况", "", "2020年度", "", "备 注"],
      ["镇", "村", "姓名", "月数", "金额", "月数", "金额", ""], ["东镇", "山底村", "张甲", "12", "2880", "12", "2400", "兼任纪检委员"],
    ]
    let trial = Trial([("发放表.xlsx", book([("表", sheetXML(rows, merges: ["A2:C2", "D2:E2", "F2:G2", "H2:H3"]))]))])
    #expect(trial.amounts == [2880] && !trial.errors.contains("DZ112"))
  }

  @Test func `places merged down beside groups of members are the header's, whatever the groups are called`() {
    let own = ["姓名", "身份证号码", "是否兼任", "金额"]
    let rows = [
      ["甲市2021年补贴发放表"], ["序号", "镇", "村", "第一人", "", "", "", "第二人", "", "", "", "全村合计"],
      ["", "", ""] + own + own + [""], ["1", "东镇", "山底村", "张甲", "", "否", "2880", "李乙", "", "否", "2880", "5760"],
    ]
    let merges = ["A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:K2", "L2:L3"]
    let trial = Trial([("发放表.xlsx", book([("表", sheetXML(rows, merges: merges))]))])
    #expect(trial.records.members.map(\.name.text) == ["张甲", "李乙"] && !trial.errors.contains("DZ201"))
  }
}
