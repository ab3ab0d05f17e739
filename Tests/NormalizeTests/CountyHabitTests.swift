import Support
import Testing

@testable import Domain
@testable import Normalize

/// Layouts as counties' clerks draw them up: each was read wrongly once, or refused.
@Suite struct CountyHabitTests {
  private func sheet(_ lines: [String], name: String = "上报.csv") -> Trial {
    Trial(lines.joined(separator: "\n") + "\n", name: name)
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
