import Support
import Testing

@testable import Domain
@testable import Normalize

/// Layouts as counties' clerks draw them up: each was read wrongly once, or refused.
@Suite struct CountyHabitTests {
  private func sheet(_ lines: [String], name: String = "上报.csv") -> Trial {
    Trial(lines.joined(separator: "\n") + "\n", name: name)
  }

  @Test(arguments: ["2022年拨付2021年村监委成员补贴发放表", "2022年1月发放2021年补贴花名册", "2021年补贴发放表（2022年1月制）"])
  func `a title that pays for the period's year in another is of the period`(_ title: String) {
    #expect(TitleWords("甲市" + title, year: 2021).year == 2021)
  }
  @Test(arguments: ["2022年拨付2020年补贴发放表", "2022年村监委成员补贴发放表", "2022年发放表（对照2021年）"])
  func `a title of another year stays that year's`(_ title: String) {
    #expect(TitleWords("甲市" + title, year: 2021).year != 2021)
  }

  @Test func `T19 blocks side by side have their towns above them`() {
    let trial = sheet([
      "甲市2021年补贴汇总（单位：元）,,,,,,", "东镇,,,,西街道,,", "村名,核发人数,金额,,村名,核发人数,金额", "山底,3,8640,,山底,2,5760",
      "水口,3,8640,,簕冲,3,8640",
      "小计,6,17280,,小计,5,14400",
    ])
    #expect(trial.errors.isEmpty && trial.records.aggregates.count == 4)
    #expect(trial.records.aggregates.map { $0[.eligible].count } == [3, 3, 2, 3])
    #expect(Set(trial.records.aggregates.map { Int($0.village) }).count == 4)
  }

  @Test func `T19 blocks side by side without a column between go on from each other`() {
    let trial = sheet([
      "甲市2021年补贴汇总（单位：元）", "镇街,村名,人数,金额,镇街,村名,人数,金额", "东镇,山底村,3,8640,西街道,山底村,2,5760", "东镇,水口村,3,8640,西街道,簕冲村,3,8640",
    ])
    #expect(trial.errors.isEmpty && trial.records.aggregates.compactMap { $0[.amount].value }.reduce(0, +) == 3_168_000)
  }

  @Test func `T21 a later town's table has its columns in another order, a group's word among the first`() {
    let trial = sheet([
      "2021年东镇发放表（元）", "序号,村名,姓名,月数,金额", "1,山底村,张甲,12,2880", "2021年西街道发放表（元）", "序号,村名,发放的情况,,姓名", ",,月数,金额,",
      "1,簕冲村,12,2880,李乙",
    ])
    #expect(trial.errors.isEmpty && trial.records.members.map(\.name.text) == ["张甲", "李乙"])
    #expect(trial.records.members.map(\.months.count) == [12, 12])
  }

  @Test(arguments: [
    ("镇,村,姓名", ["东镇,山底村委会,张三", "东镇,山底村委会,李四", "东镇,山底村委会,王五", "东镇,水口村委会,赵六"]),
    ("镇,村,姓名,职务", ["东镇,山底村委会,张三,主任", "东镇,山底村委会,李四,委员", "东镇,山底村委会,王五,委员", "东镇,水口村委会,赵六,主任"]),
    ("镇,村,姓名,职务,是否兼任", ["东镇,山底村委会,张三,主任,是", "东镇,山底村委会,李四,委员,否", "东镇,山底村委会,王五,委员,否", "东镇,水口村委会,赵六,主任,否"]),
  ])
  func `T20 a roster of words alone has its rows below its header, not in it`(_ header: String, _ rows: [String]) {
    let trial = sheet([header] + rows)
    #expect(trial.records.members.map(\.name.text) == ["张三", "李四", "王五", "赵六"])
  }

  @Test func `T37 an ID column left blank makes no months of numbers of months`() {
    let trial = sheet(["2021年（元）", "村,姓名,身份证号码,月数,金额", "山底村,张甲,,12,2880", "山底村,李乙,,6,1440", "山底村,王丙,,3,720"])
    #expect(trial.records.members.map(\.months.count) == [12, 6, 3])
  }

  @Test(arguments: [("扣减", "-2880", "0"), ("扣减金额（元）", "48", "24"), ("扣减金额（万元）", "1", "2")])
  func `T27 what is taken off in money counts no heads`(_ word: String, _ first: String, _ second: String) {
    let trial = sheet(["2021年（元）", "镇,村,核发人数,\(word),金额", "东镇,山底村,2,\(first),5760", "东镇,水口村,3,\(second),8640"])
    #expect(trial.records.aggregates.count == 2 && trial.records.aggregates.allSatisfy { $0[.concurrent] == .absent })
  }

  @Test func `T27 核发 with a unit of money is money, and 享受金额 too`() {
    for word in ["核发（元）", "享受金额", "核定（元）"] {
      let trial = sheet(["2021年（元）", "镇,村,人数,\(word)", "东镇,山底村,3,8640", "东镇,水口村,2,5760"])
      #expect(trial.records.aggregates.map { $0[.eligible].count } == [3, 2], "\(word)")
      #expect(trial.records.aggregates.compactMap { $0[.amount].value }.reduce(0, +) == 1_440_000, "\(word)")
    }
  }

  @Test func `T26 小计 under those who are not paid again counts them`() {
    let trial = sheet([
      "2021年（元）", "镇,村,兼任不发放的成员人数,,,核发人数,金额", ",,小计,主任,委员,,", "东镇,山底村,1,1,0,2,5760", "东镇,水口村,0,0,0,3,8640",
    ])
    #expect(trial.records.aggregates.map { $0[.eligible].count } == [2, 3])
    #expect(trial.records.aggregates.map { $0[.concurrent].count } == [1, 0])
  }

  @Test func `T28 a quarter beside its half-year is a part of it, and quarters that make it up are all of it`() {
    let part = sheet(["2021年（元）", "镇,村,一季度金额,上半年金额,下半年金额", "东镇,山底村,2160,4320,4320"])
    #expect(part.records.aggregates.map { $0[.amount].value } == [864_000])
    let whole = sheet(["2021年（元）", "镇,村,一季度金额,二季度金额,上半年金额,下半年金额", "东镇,山底村,2160,2160,4320,4320"])
    #expect(whole.records.aggregates.map { $0[.amount].value } == [864_000])
  }

  @Test func `T15 a file that is called by its month is that month's, though its title says the year`() {
    func words(_ text: String) -> TitleWords { TitleWords(text, year: 2021) }
    let title = "甲市2021年度村务监督委员会补贴汇总表（元）"
    let texts = [title, "Sheet1", "甲市/1月.csv"].map { String($0.split(separator: "/").last ?? "") }
    #expect(TitleWords.month(of: texts.map(words)) == YearMonth(year: 2021, month: 1))
    #expect(TitleWords.month(of: [title, "Sheet1", "2022年1月汇总.csv"].map(words)) == nil)
    #expect(TitleWords.month(of: ["2021年全年", "1月.csv"].map(words)) == nil)
  }

  @Test func `T26 rows that average or compare are none of a wide table's either`() {
    let months = (1...12).map { "\($0)月人数" }.joined(separator: ",")
    func row(_ name: String) -> String { "东镇," + name + String(repeating: ",3", count: 12) }
    let trial = sheet([
      "2021年（元）", "镇,村," + months, row("山底村"), row("水口村"), "平均," + String(repeating: ",3", count: 12),
      "上年同期," + String(repeating: ",2", count: 12),
    ])
    #expect(trial.errors.isEmpty && trial.records.aggregates.count == 2)
  }

  @Test func `T27 人数 beside a fuller name counts who is there`() {
    let trial = sheet(["2021年（元）", "镇,村,人数,兼任人数,发放人数,金额", "东镇,山底村,3,1,2,5760", "东镇,水口村,3,0,3,8640"])
    #expect(trial.records.aggregates.map { $0[.eligible].count } == [2, 3])
    #expect(trial.records.aggregates.map { $0[.listed].count } == [3, 3] && !trial.codes.contains("DZ104"))
  }

  @Test func `T27 heads and money are told by their words and by their figures`() {
    let heads = sheet(["2021年（元）", "镇,村,应补人数,扣减,金额", "东镇,山底村,2,1,5760", "东镇,水口村,3,0,8640"])
    #expect(heads.records.aggregates.map { $0[.eligible].count } == [2, 3])
    #expect(heads.records.aggregates.map { $0[.concurrent].count } == [1, 0])
    let money = sheet(["2021年（元）", "镇,村,核发人数,兼任扣减金额,金额", "东镇,山底村,2,2880,5760", "东镇,水口村,3,0,8640"])
    #expect(money.records.aggregates.allSatisfy { $0[.concurrent] == .absent })
    let mark = sheet(["2021年（元）", "镇,村,姓名,应发金额,扣兼任,实发金额", "东镇,山底村,张甲,2880,2880,0", "东镇,水口村,李乙,2880,0,2880"])
    #expect(mark.records.members.map(\.isConcurrent) == [true, false] && mark.errors.isEmpty)
  }

  @Test func `T25 columns are numbered by letters and formulas of letters`() {
    let trial = sheet([
      "2021年（元）", "序号,镇,村,定额,核定,标准,月份,金额", "A,B,C,D,E,F,G,H=E×F×G", "1,东镇,山底村,3,3,240,12,8640",
      "2,东镇,水口村,3,3,240,12,8640",
    ])
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.eligible].count } == [3, 3])
  }

  @Test func `T26 a page's sum closes no village, and is tied to its page`() {
    let header = "镇,村,姓名,月数,金额"
    let rows = [
      "2021年发放表（元）", header, "东镇,山底村,张甲,12,2880", ",,李乙,12,2880", "本页小计,,,,5760", header, ",,王丙,12,2880",
      "本页小计,,,,2880",
      "合计,,,,8640",
    ]
    let trial = sheet(rows)
    #expect(trial.records.members.allSatisfy { $0.village == trial.records.members[0].village } && trial.errors.isEmpty)
    #expect(trial.records.totals.map(\.sum) == [576_000, 288_000, 864_000])
    #expect(trial.records.totals.map(\.stated) == [576_000, 288_000, 864_000])
  }

  @Test func `T26 a repeated header with 合计金额 is no total`() {
    let header = "村,合计金额,姓名,月数"
    let trial = sheet([
      "东镇2021年发放表（元）", header, "山底村,2880,张甲,12", header, "水口村,2880,王丙,12", "合计,5760,,",
    ])
    #expect(trial.errors.isEmpty && trial.records.totals.map(\.sum) == [576_000])
  }

  @Test func `T37 a village's own line names its town against the heading before it`() {
    let trial = sheet([
      "2021年发放表（元）", "东镇水口村委会", "姓名,月数,金额", "张甲,12,2880", "西街道簕冲村委会", "姓名,月数,金额", "李乙,12,2880",
    ])
    #expect((0..<2).map(trial.village) == ["990101100201", "990101101201"] && trial.errors.isEmpty)
  }

  @Test func `T37 a town's bare name in the villages' column is the town's row, whatever community bears it`() {
    let trial = sheet(["2021年汇总表（元）", "名称,发放人数,金额", "西,5,14400", "山底村,2,5760", "簕冲村,3,8640", "合计,5,14400"])
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.eligible].count } == [2, 3])
  }

  @Test(arguments: ["3", "2021.03", "202103", "3月"])
  func `a ledger's rows tell their month in any form`(_ march: String) {
    let months = (1...12).map { month in
      march.count == 1
        ? "\(month)"
        : march.hasSuffix("月")
          ? "\(month)月" : "2021" + (march.contains(".") ? "." : "") + (month < 10 ? "0" : "") + "\(month)"
    }
    let id = "440781197001011019"
    let trial = sheet(
      ["2021年发放台账（元）", "镇,村,姓名,身份证号,发放月份,金额"]
        + months.enumerated().map { ($0.offset == 0 ? "东镇,山底村" : ",") + ",张甲,\(id),\($0.element),240" })
    #expect(
      trial.records.members.count == 12
        && Set(trial.records.sources.compactMap { $0.part?.lowerBound.month }).count == 12)
  }

  @Test(arguments: ["202103.csv", "2021-03.csv", "2021年3月.csv", "202103月报.csv"])
  func `a file that is called by its month is that month's return`(_ name: String) {
    let trial = sheet(["镇,村,实发人数,实发金额（元）", "东镇,山底村,3,720", "东镇,水口村,3,720"], name: name)
    #expect(
      trial.records.sources.map(\.kind) == [.monthly] && trial.records.sources[0].monthColumns.map(\.month.month) == [3]
    )
  }

  @Test func `a year's summary that is sent in the next January is no return of that month`() {
    let trial = sheet(
      ["2021年度村监委补贴汇总表（元）", "镇,村,实发人数,实发金额", "东镇,山底村,3,8640", "东镇,水口村,3,8640"], name: "2022年1月报送.csv")
    #expect(trial.records.sources.map(\.kind) == [.summary])
  }

  @Test(arguments: ["空缺", "（暂缺）", "待补选"])
  func `a seat that nobody holds is no member`(_ word: String) {
    let trial = sheet(["2021年发放表（元）", "镇,村,姓名,月数,金额", "东镇,山底村,张甲,12,2880", "东镇,山底村,\(word),,", "东镇,水口村,王丙,12,2880"])
    #expect(trial.records.members.map(\.name) == ["张甲", "王丙"] && trial.codes.contains("DZ113"))
  }

  @Test(arguments: ["平均", "上年同期", "比上年增减"])
  func `T31 a row that compares is no village's`(_ word: String) {
    let trial = sheet([
      "2021年汇总表（元）", "镇,村,实发人数,金额", "东镇,山底村,3,8640", "东镇,水口村,3,8640", "合计,,6,17280", "\(word),,5,14400",
    ])
    #expect(trial.errors.isEmpty && trial.records.aggregates.count == 2 && trial.codes.contains("DZ113"))
  }

  @Test func `T40 money without heads is told, and no heads are guessed`() {
    let header = "镇,村," + (1...12).map { "\($0)月" }.joined(separator: ",") + ",全年金额（元）"
    let row = Array(repeating: "720", count: 12).joined(separator: ",")
    let trial = sheet(["2021年月报", header, "东镇,山底村,\(row),8640", "东镇,水口村,\(row),8640"])
    #expect(trial.errors == ["DZ206"] && trial.records.sources.map(\.kind) == [.monthly])
  }

  @Test func `T39 a whole table's amount in words stands below its towns' sums`() {
    let trial = sheet([
      "2021年发放表（元）", "镇,村,姓名,金额", "东镇,山底村,张甲,2880", "东镇合计,,,2880", "西街道,簕冲村,王丙,2880", "西街道合计,,,2880",
      "全市总计（大写）：伍仟柒佰陆拾元整,,,",
    ])
    #expect(trial.errors.isEmpty && trial.records.totals.last?.sum == 576_000)
  }
}
