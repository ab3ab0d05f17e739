import Support
import Testing

@testable import Domain
@testable import Normalize

/// Lists of payments, of half-years, of two years side by side, and of several persons in a cell.
@Suite struct PaymentLayoutTests {
  private let persons = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙"]

  private func list(_ title: String, _ rows: [String]) -> Trial {
    Trial("甲市2021年村监委补贴\(title)\n单位：元\n" + rows.joined(separator: "\n") + "\n", name: "台账.csv")
  }

  @Test(arguments: [
    ("支付日期", ["2021-3-25", "2021-6-25", "2021-9-25", "2021-12-25"]), ("摘要", ["一季度补贴", "二季度补贴", "三季度补贴", "四季度补贴"]),
    ("摘要", ["补贴", "补贴", "补贴", "补贴"]),
  ])
  func `a person's payments below one another are one person's, each of its own months`(
    _ column: String, _ values: [String]
  )
    throws
  {
    let rows = values.flatMap { value in persons.map { "\(value),\($0),720" } }
    let trial = list("支付台账", ["\(column),镇,村,收款人,金额"] + rows + ["合计,,,,8640"])
    #expect(
      trial.records.sources.compactMap(\.part).map { [$0.lowerBound.month, $0.upperBound.month] } == [
        [1, 3], [4, 6], [7, 9], [10, 12],
      ])
    #expect(trial.records.members.count == 12 && trial.errors.isEmpty)
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test func `an unread column that may hold what is paid, or say who is not, is an error`() {
    func trial(_ header: String, _ values: [String], _ title: String = "名册") -> Trial {
      list(title, ["镇,村,姓名,\(header)"] + zip(persons, values).map { "\($0),\($1)" })
    }
    #expect(trial("是否兼任,兑现", ["否,2880", "否,2880", "否,1200"], "发放名册").errors.contains("DZ104"))
    // A roster states no money, and what few are given is not what a list pays.
    #expect(trial("是否兼任,兑现", ["否,2880", "否,2880", "否,1200"]).errors.isEmpty)
    #expect(!trial("是否兼任,慰问", ["否,1200", "否,", "否,"], "发放名册").errors.contains("DZ104"))
    #expect(trial("不计人员,月数,金额", ["是,0,0", "否,12,2880", ",12,2880"]).errors == ["DZ104"])
    // A postal code, a rate, and what is no answer to who is paid.
    #expect(trial("是否兼任,邮编", ["否,529200", "否,529200", "否,529200"]).errors.isEmpty)
    #expect(trial("是否兼任,档次", ["否,240", "否,240", "否,240"]).errors.isEmpty)
    #expect(trial("是否党员,月数,金额", ["是,0,0", "是,12,2880", "是,12,2880"]).errors.isEmpty)
    #expect(trial("是否党员,月数,金额", ["是,0,0", "否,12,2880", "否,12,2880"]).errors.isEmpty)
    #expect(trial("是否低保,月数,金额", ["否,0,0", "是,12,2880", "否,12,2880"]).errors.isEmpty)
  }

  @Test func `an unread column of dates that somebody's months hang on is an error, wherever its first one stands`() {
    func trial(_ header: String, _ value: String, _ others: String = "") -> Trial {
      let rows = (1...60).map { "东镇,山底村,张\($0),\($0 == 60 ? value : others)" }
      return Trial("甲市2021年村务监督委员会成员名册\n镇,村,姓名,\(header)\n" + rows.joined(separator: "\n") + "\n", name: "花名册.csv")
    }
    for words in ["停发时间", "停止发放时间", "停止享受时间", "停职时间"] {
      let found = trial(words, "2021-04-30")
      #expect(found.errors.contains("DZ104"), "\(words)")
      let message = found.records.discrepancies.first { $0.code == .unknownColumn }?.message.zh
      #expect(message?.contains("写的日期可能决定各人发放几个月") == true)
    }
    // 履职时间 that is one month for all may be the election's; what a list pays may hang on it.
    #expect(!trial("履职时间", "2021-07-01", "2021-07-01").errors.contains("DZ104"))
    #expect(trial("履职时间", "2021-07-01").errors.contains("DZ104"))
    #expect(trial("履职时间,金额", "2021-07-01,1440", ",2880").errors.contains("DZ104"))
    // The committee's term is nobody's own.
    #expect(!trial("届满时间", "2021-04-30").errors.contains("DZ104"))
    #expect(trial("奖惩", "2021年表彰").codes.contains("DZ104"))
    // No date, or none of the period.
    #expect(!trial("停发原因", "去世").errors.contains("DZ104"))
    #expect(!trial("停发时间", "2019-04-30").errors.contains("DZ104"))
    #expect(!trial("培训时间", "2021-04-30").errors.contains("DZ104"))
    // A notice of who is in office, and one day for all.
    #expect(!trial("任职公示日期", "2021-03-10").errors.contains("DZ104"))
    #expect(!trial("停发时间", "2021-04-30", "2021-04-30").errors.contains("DZ104"))
    // Whose months are stated needs no such date.
    #expect(!trial("停发时间,月数,金额", "2021-04-30,4,960", ",12,2880").errors.contains("DZ104"))
  }

  @Test func `a bare end of a term counts beside its beginning only`() {
    func ends(_ header: String, _ values: String) -> Int {
      let rows = ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),\(values)" }
      let trial = Trial("甲市2021年村务监督委员会成员名册\n镇,村,姓名,\(header)\n" + rows.joined(separator: "\n") + "\n", name: "花名册.csv")
      return trial.records.members.count { $0.end != nil }
    }
    #expect(ends("开始时间,结束时间", "2021-02-01,2021-04-30") == 3)
    #expect(ends("任职时间,结束时间", "2021-02-01,2021-04-30") == 3)
    #expect(ends("任职时间（起）,任职时间（止）", "2021-02-01,2021-04-30") == 3)
    #expect(ends("任职时间,培训内容,结束时间", "2021-02-01,财务,2021-04-30") == 0)
    #expect(ends("合同期限,截止日期", "五年,2021-04-30") == 0)
    // The day up to which the list was drawn up, and the end of the committee's term.
    #expect(ends("任职时间,截止日期", "2019-02-01,2021-04-30") == 0)
    #expect(ends("职务,届满时间", "委员,2021-03-31") == 0)
  }

  @Test func `the month of the election, the same for all, is nobody's beginning`() {
    func trial(_ header: String, _ rows: [String]) -> Trial {
      list("发放表", ["镇,村,姓名,\(header),月数,金额"] + zip(persons, rows).map { "\($0),\($1)" })
    }
    let all = trial("本届任职时间", ["2021-03-15,12,2880", "2021-03-15,12,2880", "2021-03-15,12,2880"])
    #expect(all.records.members.allSatisfy { $0.start == nil })
    #expect(all.codes.contains("DZ205") && all.errors.isEmpty)
    // Another day for some, paid since then only, of the year before, or no word of an election: the beginning of terms.
    for (header, rows) in [
      ("本届任职时间", ["2021-03-15,12,2880", "2021-03-15,12,2880", "2021-08-01,5,1200"]),
      ("当选时间", ["2021-03-15,10,2400", "2021-03-15,10,2400", "2021-03-15,10,2400"]),
      ("当选时间", ["2020-03-15,12,2880", "2020-03-15,12,2880", "2020-03-15,12,2880"]),
      ("任职时间", ["2021-03-15,12,2880", "2021-03-15,12,2880", "2021-03-15,12,2880"]),
    ] {
      #expect(trial(header, rows).records.members.allSatisfy { $0.start != nil }, "\(header) \(rows)")
    }
    // Without months the money says since when they are paid.
    func begin(_ yuan: Int) -> Int {
      list("发放表", ["镇,村,姓名,当选时间,标准,金额"] + persons.map { "\($0),2021-03-15,240,\(yuan)" }).records.members
        .count { $0.start != nil }
    }
    #expect(begin(2400) == 3 && begin(2880) == 0)
  }

  @Test func `a unit alone below what is paid is what has it`() {
    func members(_ group: String, _ units: String, _ values: String) -> [MemberRecord] {
      list("发放表", ["镇,村,姓名,\(group),,", ",,,\(units)"] + persons.map { "\($0),\(values)" }).records.members
    }
    for (group, units) in [("补贴情况", "元/月,月,元"), ("核发", "标准,月份,数额"), ("全年补贴", "月额,月数,总额"), ("补贴", "标准,时间（月）,金额")] {
      let read = members(group, units, "240,12,2880")
      #expect(
        read.allSatisfy { $0.rate == .value(24000) && $0.months == .value(12) && $0.amount == .value(288_000) },
        "\(units)")
    }
    // What is due stays due, and a date's month is none that is paid.
    #expect(members("应发", "标准,月数,元", "240,12,2880").allSatisfy { $0.due == .value(288_000) })
    #expect(members("任职时间", "年,月,日", "2019,3,1").allSatisfy { $0.months == .absent })
    // Nor is the month of each one's appointment, or of the day on which each is paid.
    for header in ["月", "年,月,日"] {
      let lines = persons.enumerated().map { header == "月" ? "\($1),\($0 + 1)" : "\($1),2021,\($0 + 1),20" }
      let read = list("花名册", ["镇,村,姓名,\(header)"] + lines).records.members
      #expect(read.count == persons.count && read.allSatisfy { $0.months == .absent }, "\(header)")
    }
  }

  @Test func `what a roster says of other pay is neither rate nor amount`() {
    func members(_ title: String, _ header: String, _ yuan: Int) -> [MemberRecord] {
      list(title, ["镇,村,姓名,是否兼任,\(header)"] + persons.map { "\($0),否,\(yuan)" }).records.members
    }
    for header in ["月报酬", "年报酬"] {
      #expect(members("名册", header, 18000).allSatisfy { $0.rate == .absent && $0.amount == .absent }, "\(header)")
    }
    #expect(members("发放表", "报酬", 2880).allSatisfy { $0.amount == .value(288_000) })
  }

  @Test func `a card's column that holds no numbers is no account`() {
    func fields(_ values: [String]) -> Set<Field> {
      let trial = list("发放表", ["镇,村,姓名,月数,金额,银行卡"] + zip(persons, values).map { "\($0),12,2880,\($1)" })
      return Set(trial.records.sources.flatMap { $0.columns.keys })
    }
    #expect(fields(["6228486317066907439", "6228487406812415869", ""]).contains(.account))
    #expect(!fields(["农商银行", "农商银行", "农商银行"]).contains(.account))
    // Beside it the numbers have their own column.
    for header in ["银行卡,账号", "一卡通,代发账号"] {
      let rows = persons.map { "\($0),12,2880,农商银行,6228486317066907439" }
      let columns = list("发放表", ["镇,村,姓名,月数,金额,\(header)"] + rows).records.sources.map(\.columns)
      #expect(columns.allSatisfy { $0[.account] == 7 }, "\(header)")
    }
    #expect(!fields(["有", "无", "有"]).contains(.account))
  }

  @Test func `one person twice is no list of payments`() {
    let trial = list("发放表", ["镇,村,姓名,金额"] + persons.map { "\($0),2880" } + ["东镇,水口村,王丙,2880"])
    #expect(trial.records.sources.count == 1 && trial.records.members.count == 4)
  }

  @Test func `a total of half-years is held against its own column`() {
    let rows = persons.map { "\($0),6,1440,6,1440,2880" } + ["合计,,,18,4320,18,4320,8640"]
    let trial = list("发放表", ["镇,村,姓名,上半年,,下半年,,全年合计", ",,,月数,金额,月数,金额,"] + rows)
    #expect(trial.records.members.count == 3 && trial.errors.isEmpty)
    #expect(trial.records.totals.count == 3 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
    let wrong = list(
      "发放表", ["镇,村,姓名,上半年,,下半年,,全年合计", ",,,月数,金额,月数,金额,"] + rows.map { $0.replacing("18,4320,18", with: "18,4321,18") })
    #expect(wrong.records.totals.count { $0.stated != $0.sum } == 1)
  }

  @Test func `another year's columns and the difference to it are no figures of this one`() {
    let trial = list(
      "对比表",
      [
        "镇,村,2020年,,2021年,,增减", ",,人数,金额,人数,金额,金额", "东镇,山底村,2,5760,3,8640,2880", "东镇,水口村,2,5760,3,8640,2880",
        "合计,,4,11520,6,17280,5760",
      ])
    #expect(trial.records.aggregates.compactMap { $0[.amount].value } == [864_000, 864_000])
    #expect(trial.records.aggregates.compactMap { $0[.eligible].value } == [3, 3] && trial.errors.isEmpty)
  }

  @Test(arguments: ["张甲、李乙、王丙", "张甲 李乙 王丙", "张甲/李乙/王丙", "张 甲，李乙，王丙"])
  func `members in one cell are counted`(_ names: String) {
    let cell = "\"\(names)\""
    let trial = list("汇总表", ["镇,村,成员,金额", "东镇,山底村,\(cell),8640", "东镇,水口村,\(cell),8640", "合计,,,17280"])
    #expect(trial.records.aggregates.compactMap { $0[.eligible].value } == [3, 3] && trial.errors.isEmpty)
    #expect(!trial.records.normalizations.contains { $0.raw.contains("李乙") || $0.value.contains("李乙") })
  }

  @Test(arguments: ["是否交叉任职", "交叉任职", "是否任村纪检委员"])
  func `a post held crosswise is a mark, no date`(_ header: String) {
    let trial = list(
      "花名册",
      ["镇,村,姓名,\(header),金额"]
        + persons.enumerated().map { "\($0.element),\($0.offset == 0 ? "是" : "否"),\($0.offset == 0 ? 0 : 2880)" })
    #expect(trial.records.members.map(\.isConcurrent) == [true, false, false] && trial.errors.isEmpty)
  }

  @Test(arguments: ["不发", "不发放", "不重复领取", "兼任不发", "兼任（不发放）"])
  func `words where an amount should stand say that nothing is paid`(_ word: String) {
    let trial = list(
      "发放表", ["镇,村,姓名,是否兼任,金额", "东镇,山底村,张甲,√,\(word)", "东镇,山底村,李乙,,2880", "东镇,水口村,王丙,,2880", "合计,,,,5760"])
    #expect(trial.records.members.compactMap { $0.amount.value } == [0, 288_000, 288_000] && trial.errors.isEmpty)
  }

  @Test func `a column of units holds the county, its towns and their villages`() {
    let trial = list("汇总表", ["单位,人数,金额（元）", "甲市合计,6,17280", "东镇,6,17280", "山底村,3,8640", "水口村,3,8640"])
    #expect(
      trial.records.aggregates.filter(\.isVillage).compactMap { $0[.amount].value } == [864_000, 864_000]
        && trial.errors.isEmpty)
  }

  @Test(arguments: ["扣减补贴", "扣减补贴金额"])
  func `what is taken off a subsidy is nothing that is paid besides, though more is paid`(_ header: String) {
    let trial = Trial(
      payments(header: "镇,村,姓名,是否兼任,月数,应发金额,\(header),实发金额", rows: ["东镇,山底村,张甲,否,12,2880,480,3360"]))
    #expect(trial.records.members[0].deduction == .value(48000) && trial.records.members[0].backPay == .absent)
  }
}
