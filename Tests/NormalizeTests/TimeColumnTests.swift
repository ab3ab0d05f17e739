import Support
import Testing

@testable import Domain
@testable import Normalize

/// What stands below a month, a quarter or a half-year, and what of it counts.
@Suite struct TimeColumnTests {
  private static let places = ["东镇,山底村", "东镇,水口村", "西街道,簕冲村"]

  private func returns(_ header: String, lower: String? = nil, row: String, title: String = "甲市2021年补贴月报表（元）") -> Trial
  {
    Trial(
      ([title, "镇,村," + header] + (lower.map { [",," + $0] } ?? []) + Self.places.map { $0 + "," + row }).joined(
        separator: "\n"))
  }

  private func months(_ words: String, count: Int = 12) -> String {
    (1...count).map { "\($0)月" + words }.joined(separator: ",")
  }

  private func repeated(_ text: String, _ count: Int = 12) -> String {
    Array(repeating: text, count: count).joined(separator: ",")
  }

  private func heads(_ trial: Trial) -> [Int] {
    trial.records.aggregates.map { row in row.months.compactMap(\.heads.count).reduce(0, +) }
  }

  private func paid(_ trial: Trial) -> [Int64] {
    trial.records.aggregates.map { row in row.months.compactMap(\.amount.value).reduce(0, +) / 100 }
  }

  @Test(arguments: [
    ("人数,金额,备注", "3,720,"), ("实发人数,实发金额,扣回金额", "3,720,0"), ("人数,金额,标准", "3,720,240"), ("应发人数,实发人数,金额", "4,3,720"),
    ("应发金额,人数,实发金额", "999,3,720"),
  ])
  func `a remark, a rate, a deduction and what was planned are not what a month pays`(_ lower: String, _ row: String) {
    let trial = returns(months(",,"), lower: repeated(lower), row: repeated(row))
    #expect(heads(trial) == [36, 36, 36] && paid(trial) == [8640, 8640, 8640])
  }

  @Test func `brackets tell a month's heads from its money`() {
    let trial = returns((1...12).map { "\($0)月（人）,\($0)月（元）" }.joined(separator: ","), row: repeated("3,720"))
    #expect(heads(trial) == [36, 36, 36] && paid(trial) == [8640, 8640, 8640])
  }

  @Test func `months of figures below a hundred are heads`() {
    let trial = returns(months(""), row: repeated("3"), title: "甲市2021年发放人数月报表")
    #expect(heads(trial) == [36, 36, 36] && trial.records.aggregates[0].months[0].amount == .absent)
  }

  @Test func `heads that stand once are those of each month that pays`() {
    let trial = returns("发放人数," + months(""), row: "3," + repeated("720", 11) + ",0")
    #expect(heads(trial) == [33, 33, 33] && trial.errors.isEmpty)
  }

  @Test(arguments: [("人数,金额", "3,4320"), ("人数,月数,金额", "3,6,4320"), ("金额,人数", "4320,3")])
  func `two half-years' summaries are the year, and neither corrects the other`(_ header: String, _ row: String) {
    let halves = Trial(["上半年", "下半年"].map { ($0 + ".csv", Array(summary(of: $0, header, row).utf8)) })
    #expect(heads(halves) == Array(repeating: 18, count: 6) && !halves.codes.contains("DZ703"))
  }

  @Test func `a summary called after a half-year that pays a year is of the year`() {
    for (header, row) in [("人数,金额", "3,8640"), ("人数,月数,金额", "3,12,8640")] {
      let trial = Trial(summary(of: "下半年", header, row), name: "汇总.csv")
      #expect(trial.records.aggregates.allSatisfy { $0.months.isEmpty && $0[.amount].value == 864_000 })
    }
  }

  @Test func `a half-year's heads that are no number are one error`() {
    #expect(Trial(summary(of: "下半年", "人数,金额", "约3,4320")).codes.filter { $0 == "DZ205" }.count == Self.places.count)
  }

  @Test(arguments: ["补贴统计", "补贴合计", "补贴情况"])
  func `a title that ends as a sum's label does is a title`(_ words: String) {
    let lastYear = "甲市2020年\(words),,,单位：元\n镇,村,人数,金额\n东镇,山底村,3,8640\n"
    #expect(Trial(lastYear).records.aggregates.isEmpty)
    let inWan = "甲市2021年\(words),,,单位：万元\n镇,村,人数,金额\n东镇,山底村,3,0.864\n"
    #expect(Trial(inWan).records.aggregates[0][.amount].value == 864_000)
  }

  private func summary(of part: String, _ header: String, _ row: String) -> String {
    (["甲市2021年\(part)补贴汇总表（元）", "镇,村," + header] + Self.places.map { $0 + "," + row }).joined(separator: "\n")
  }

  @Test func `months' amounts without heads are an error`() {
    #expect(returns(months(""), row: repeated("720")).errors == ["DZ206"])
    #expect(returns("人次," + months(""), row: "36," + repeated("720")).errors == ["DZ206"])
  }

  @Test func `a half-year beside months is part of what a row states and pays`() {
    let later = (7...12).map { "\($0)月金额" }.joined(separator: ",")
    let trial = returns("发放人数,上半年金额," + later, row: "3,4320," + repeated("720", 6))
    #expect(trial.records.aggregates.map { $0[.eligible].count } == [3, 3, 3])
    #expect(trial.records.aggregates.map { $0[.amount].value } == [864_000, 864_000, 864_000])
  }

  @Test func `a merged title takes nothing from groups that are not merged`() {
    let rows =
      [["甲市2021年补贴汇总表"], ["镇", "村", "第一季度", "", "第二季度", ""], ["", "", "人数", "金额", "人数", "金额"]]
      + [["东镇", "山底村", "3", "2160", "3", "2160"], ["东镇", "水口村", "3", "2160", "2", "1440"]]
    let trial = Trial([("汇总.xlsx", book([("表", sheetXML(rows, merges: ["A1:F1"]))]))])
    #expect(heads(trial) == [18, 15])
    #expect(trial.records.aggregates.map { $0[.amount].value } == [432_000, 360_000])
  }

  @Test(arguments: ["3月", "2021年3月", "202103"])
  func `a month below 发放月份 is a month where each is paid for one`(_ month: String) {
    let rows = ["东镇,山底村,张甲,否,\(month),240", "东镇,山底村,李乙,否,\(month),240", "东镇,水口村,王丙,否,\(month),240"]
    let trial = Trial(payments(header: "镇,村,姓名,是否兼任,发放月份,金额", rows: rows))
    #expect(trial.records.sources.map(\.part) == [YearMonth(year: 2021, month: 3)...YearMonth(year: 2021, month: 3)])
  }

  @Test func `3月 below 发放月份 are three months where each is paid for three`() {
    let rows = ["东镇,山底村,张甲,否,3月,720", "东镇,山底村,李乙,否,3月,720", "东镇,水口村,王丙,否,3月,720"]
    let trial = Trial(payments(header: "镇,村,姓名,是否兼任,发放月份,金额", rows: rows))
    #expect(trial.records.members.map(\.months) == [.value(3), .value(3), .value(3)])
  }

  @Test func `an amount in words says nothing of the column that it stands in`() {
    let trial = Trial(
      "甲市2021年6月补贴月报（元）\n镇,村,兼任不发人数,核发人数,金额\n东镇,山底村,0,3,720\n东镇,水口村,0,3,720\n合计,,0,6,1440\n大写：,,人民币壹仟肆佰肆拾元整,,\n")
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.concurrent] } == [.value(0), .value(0)])
  }

  @Test func `figures below a list are its total though one of its parts cannot be read`() {
    let rows = ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,#REF!", "东镇,水口村,王丙,否,12,2880"]
    #expect(!Trial(payments(rows: rows, foot: ",,,,,8640\n")).codes.contains("DZ109"))
    #expect(Trial(payments(foot: ",,,,,9000\n")).codes.contains("DZ109"))
  }

  @Test func `a batch's amount of no whole months is told at its own cell`() {
    let header = "镇,村,姓名,是否兼任,第一批（1-6月）金额,第二批（7-12月）金额,合计"
    func trial(_ amounts: String) -> Trial {
      Trial(payments(header: header, rows: ["东镇,山底村,张甲,否,\(amounts)", "东镇,山底村,李乙,否,1440,1440,2880"]))
    }
    #expect(trial("1440,1415,2855").cell("DZ402") == "F4")
    // Together whole months: paid a day or two earlier or later.
    #expect(trial("1430,1450,2880").cell("DZ402") == nil && trial("1440,1200,2640").cell("DZ402") == nil)
  }

  @Test func `a month's name among others' ranges is one month where one is paid`() {
    func months(_ paid: String, header: String = "发放月份") -> Trial {
      Trial(
        payments(
          title: "甲市2021年第三季度补贴发放表\n单位：元\n", header: "镇,村,姓名,是否兼任,\(header),金额",
          rows: ["东镇,山底村,张甲,否,7-9月,720", "东镇,山底村,李乙,否,7-8月,480", "东镇,山底村,王丙,否,9月,\(paid)"]))
    }
    let trial = months("240")
    #expect(trial.records.members[2].months == .value(1) && trial.records.members[2].start?.month == 9)
    #expect(months("720").records.members[2].months == .value(9))
    #expect(months("240", header: "月数").records.members[2].months == .value(9))
  }

  @Test func `a quarter that is not what its heads are due is told where the row's sum follows from it`() {
    func cells(_ amounts: [String]) -> [String] {
      let quarters = ["一", "二", "三", "四"].map { "\($0)季度人数,\($0)季度金额" }.joined(separator: ",")
      let row = amounts.dropLast().map { "3,\($0)" }.joined(separator: ",")
      let trial = Trial("甲市2021年汇总表（单位：元）\n镇,村,\(quarters),合计金额\n东镇,山底村,\(row),\(amounts[4])\n")
      return trial.records.discrepancies.filter { $0.code == .dueVsPaid }.map { $0.spots[0].place.cell }
    }
    #expect(cells(["2160", "2160", "1920", "2160", "8400"]) == ["H3"])
    // What is caught up in the next quarter is right in the year.
    #expect(cells(["2160", "2160", "1920", "2400", "8640"]) == [])
  }

  @Test func `what the quarters came to so far is no second column of this one`() {
    let trial = Trial(
      "甲市2021年第二季度汇总表（单位：元）\n镇,村,本季,,累计,\n,,核发人数,金额,人月数,金额\n东镇,山底村,3,2160,18,4320\n", name: "2季度.csv")
    #expect(!trial.codes.contains("DZ104"))
  }

  @Test func `本月补贴 is what the month pays, and 月补贴 a rate`() {
    func list(_ header: String) -> MemberRecord? {
      let csv = "甲市2021年3月补贴发放名单\n镇,村,姓名,身份证号码,\(header)\n东镇,山底村,张甲,,240\n东镇,山底村,李乙,,240\n"
      return Trial(csv, name: "3月.csv").records.members.first
    }
    for header in ["本月补贴（元）", "当月补助", "本次补贴", "本期补贴款"] { #expect(list(header)?.amount == .value(24000)) }
    let year = Trial(payments(header: "镇,村,姓名,是否兼任,本次补贴,全年补贴", rows: ["东镇,山底村,张甲,否,1440,2880"]))
    #expect(year.amounts == [2880])
    #expect(list("月补贴")?.rate == .value(24000) && list("本月补贴标准")?.rate == .value(24000))
    #expect(list("本月出勤")?.amount.value == nil)
  }

  @Test func `what was paid so far beside what is paid now is told in a whole year's list`() {
    let trial = Trial(payments(header: "镇,村,姓名,是否兼任,本期发放金额,累计发放金额", rows: ["东镇,山底村,张甲,否,720,2880"]))
    #expect(trial.cell("DZ104") == "F3")
  }

  @Test func `months that are all odd alike are told by their sum, and half a month is held against the whole one`() {
    let header = "镇,村,姓名,是否兼任," + (1...12).map { "\($0)月" }.joined(separator: ",") + ",合计"
    func odd(_ months: [Int]) -> [Discrepancy.Gap] {
      let row = "东镇,山底村,张甲,否," + (months + [months.reduce(0, +)]).map(String.init).joined(separator: ",")
      return Trial(payments(header: header, rows: [row])).records.discrepancies.filter { $0.code == .notMultipleOfRate }
        .map(\.gap)
    }
    #expect(odd(Array(repeating: 242, count: 12)) == [])
    #expect(
      odd([120] + Array(repeating: 240, count: 11)) == [.money(expected: Money(fen: 24000), actual: Money(fen: 12000))])
    #expect(
      odd([360] + Array(repeating: 240, count: 11)) == [.money(expected: Money(fen: 24000), actual: Money(fen: 36000))])
  }

  @Test func `a month's name in a whole year's list begins no term`() {
    let trial = Trial(
      payments(header: "镇,村,姓名,是否兼任,发放月份,金额", rows: ["东镇,山底村,张甲,否,9月,240", "东镇,山底村,李乙,否,1-12月,2880"]))
    #expect(trial.records.members[0].months == .value(9) && trial.records.members[0].start == nil)
  }

  @Test func `本月补贴 beside more months than one is what each of them pays`() {
    func list(_ header: String, _ row: String) -> MemberRecord? {
      Trial(payments(header: "镇,村,姓名,是否兼任,\(header)", rows: ["东镇,山底村,张甲,否,\(row)"])).records.members.first
    }
    let rate = list("本月补贴,月数", "240,12")
    #expect(rate?.amount == .absent && rate?.rate == .value(24000) && rate?.months == .value(12))
    #expect(list("本月补贴,月数", "240,1")?.amount == .value(24000))
    #expect(list("本次补贴,月数", "2880,12")?.amount == .value(288_000))
    let year = list("月数,本期应拨,本期补贴,全年补贴", "12,720,720,2880")
    #expect(year?.due == .absent && year?.amount == .value(288_000))
  }

  @Test func `起始月 and 截止月 are of the office or its pay, and of nothing else`() {
    func terms(_ header: String, _ row: String) -> [String] {
      Trial("甲市2021年村务监督委员会成员花名册\n\(header)\n东镇,山底村,张甲,\(row)\n", name: "花名册.csv").records.members.flatMap {
        [$0.start, $0.end].map { $0.map { "\($0)" } ?? "" }
      }
    }
    #expect(terms("镇,村,姓名,起始月,截止月", "2021.4,2021.9") == ["2021-04", "2021-09"])
    #expect(terms("镇,村,姓名,任职,\n,,,起始年月,截止年月", "2021.4,2021.9") == ["2021-04", "2021-09"])
    let of = ["社保缴费", "劳务合同期限", "补发"]
    for group in of {
      #expect(terms("镇,村,姓名,任职时间,\(group),\n,,,,起始年月,截止年月", "2017.5,2020.10,2021.5") == ["2017-05", ""])
      #expect(terms("镇,村,姓名,\(group),,任职时间\n,,,起始年月,截止年月,", "2020.10,2021.5,2017.5") == ["2017-05", ""])
    }
    for header in ["养老保险缴费起始年月", "上年补发起始月", "起始月"] {
      let end = header.hasSuffix("年月") ? "截止年月" : "截止月"
      #expect(terms("镇,村,姓名,任职时间,\(header),\(end)", "2017.5,2020.10,2021.5") == ["2017-05", ""])
    }
    // A month alone is the period's, where the column is of months.
    #expect(terms("镇,村,姓名,起始月,截止月", "1,6") == ["2021-01", "2021-06"])
    #expect(terms("镇,村,姓名,发放起始月,发放截止月", "7月,12月份") == ["2021-07", "2021-12"])
    #expect(terms("镇,村,姓名,起始年月,截止年月", "1,6") == ["", ""])
    #expect(terms("镇,村,姓名,起始月,截止月", "0,13") == ["", ""])
  }

  @Test func `发放时间 in months counts them at the rate beside it, and alone may be December`() {
    func list(_ columns: String, _ row: String) -> Trial {
      Trial(payments(header: "镇,村,姓名,是否兼任," + columns, rows: ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),否," + row }))
    }
    let paid = list("补贴标准,发放时间（月）,金额", "240,12,2880")
    #expect(
      paid.records.members.allSatisfy { $0.months.value == 12 } && paid.errors.isEmpty && !paid.codes.contains("DZ205"))
    #expect(list("发放时间（月）,金额", "12,240").records.members.allSatisfy { $0.months.value == nil })
  }

  @Test func `月补助金额 beside months and what is due is the rate where it comes to that`() {
    func list(_ row: String) -> Trial {
      Trial(
        payments(
          header: "镇,村,姓名,是否兼任,月补助金额,月数,应领金额", rows: ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),否," + row }))
    }
    let paid = list("240,12,2880")
    #expect(
      paid.records.members.allSatisfy { $0.rate.value == 24000 && $0.due.value == 288_000 } && paid.errors.isEmpty)
    #expect(list("2880,12,2880").amounts == [2880, 2880, 2880])
  }
}
