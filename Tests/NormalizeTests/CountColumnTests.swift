import Support
import Testing

@testable import Domain
@testable import Normalize

/// Which of a table's columns are heads, which are money, and which months they are about.
@Suite struct CountColumnTests {
  private func summary(_ header: String, _ row: String, title: String = "甲市2021年补贴汇总表\n单位：元\n") -> Trial {
    Trial(title + header + "\n东镇,山底村," + row + "\n东镇,水口村," + row + "\n", name: "汇总表.csv")
  }

  private func months(_ below: [String], _ figures: String) -> Trial {
    let groups = (1...12).map { "\($0)月" + String(repeating: ",", count: below.count - 1) }.joined(separator: ",")
    let lower = Array(repeating: below.joined(separator: ","), count: 12).joined(separator: ",")
    let row = Array(repeating: figures, count: 12).joined(separator: ",")
    return Trial("甲市2021年补贴月报表\n单位：元\n镇,村,\(groups)\n,,\(lower)\n东镇,山底村,\(row)\n", name: "月报.csv")
  }

  @Test(arguments: [
    (["人数", "金额", "备注"], "3,720,", 3), (["实发金额", "扣回金额", "人数"], "720,0,3", 3),
    (["应发人数", "兼任人数", "金额"], "4,1,720", 3), (["应发人数", "实发人数", "金额"], "4,3,720", 3),
    (["人数", "金额", "标准"], "3,720,240", 3),
  ])
  func `a month has one column of heads and one of money, whatever stands beside them`(
    _ below: [String], _ figures: String, _ heads: Int64
  ) throws {
    let row = try #require(months(below, figures).records.aggregates.first)
    #expect(row.months.count == 12 && row.months.allSatisfy { $0.heads == .value(heads) && $0.amount == .value(72000) })
  }

  @Test(arguments: [
    ("本月发放人数", "本月发放金额"), ("应享受人数", "当月补贴"), ("领补人数", "补贴经费"), ("在职人数", "月发放额"), ("补贴对象数", "补贴费"),
  ])
  func `what stands behind a month in its header is read as what stands below it`(_ heads: String, _ money: String)
    throws
  {
    func row(_ below: [String], _ figures: String) -> AggregateRecord? {
      let header = (1...12).flatMap { month in below.map { "\(month)月\($0)" } }.joined(separator: ",")
      return Trial(
        "甲市2021年补贴月报表\n单位：元\n镇,村,\(header)\n东镇,山底村,\(Array(repeating: figures, count: 12).joined(separator: ","))\n",
        name: "月报.csv"
      ).records.aggregates.first
    }
    let read = try #require(row([heads, money], "3,720"))
    #expect(read.months.count == 12 && read.months.allSatisfy { $0.heads == .value(3) && $0.amount == .value(72000) })
    // Who is paid comes before who is in post, whichever stands first; what was not paid is no month's money.
    let beside = try #require(row(["在职人数", "发放人数", money], "4,3,720"))
    #expect(beside.months.allSatisfy { $0.heads == .value(3) })
    #expect(row([heads, "扣回金额", money], "3,240,720")?.months.allSatisfy { $0.amount == .value(72000) } == true)
  }

  @Test(arguments: ["发放月数合计", "总月数", "补贴月数（人月）", "发放月次"])
  func `months of all heads together are person-months`(_ header: String) throws {
    let row = try #require(summary("镇,村,核发人数,\(header),金额", "3,34,8160").records.aggregates.first)
    #expect(row[.personMonths] == .value(34) && row[.months] == .absent)
  }

  @Test func `months beside heads are each head's unless most rows say more than a year has`() {
    func fields(_ rows: [String]) -> [Reading] {
      Trial("甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,月数,金额\n" + rows.joined(separator: "\n"), name: "汇总表.csv")
        .records.aggregates.map { $0[.months] }
    }
    #expect(fields(["东镇,山底村,3,12,8640", "东镇,水口村,1,120,2880", "西街道,簕冲,3,12,8640"])[1] == .value(120))
    // More than all heads can have is a slip in each.
    #expect(fields(["东镇,山底村,1,120,2880", "东镇,水口村,1,120,2880"]) == [.value(120), .value(120)])
  }

  @Test(arguments: ["年末人数", "年底人数"])
  func `heads at the year's end are those in post`(_ header: String) throws {
    let row = try #require(summary("镇,村,应有人数,\(header),兼任人数,人月,金额", "3,3,1,24,5760").records.aggregates.first)
    #expect(row[.listed] == .value(3) && row[.eligible] == .absent)
    // The one column that counts heads counts who is paid.
    let alone = try #require(summary("镇,村,\(header),月数,金额", "3,12,8640").records.aggregates.first)
    #expect(alone[.eligible] == .value(3) && alone[.listed] == .absent)
    let beside = try #require(summary("镇,村,\(header),发放人数,金额", "3,2,5760").records.aggregates.first)
    #expect(beside[.listed] == .value(3) && beside[.eligible] == .value(2))
  }

  @Test(arguments: ["行政村", "村", "村委会", "涉及行政村"])
  func `numbers below villages beside towns are how many villages these have`(_ header: String) {
    func trial(_ rows: String) -> Trial {
      Trial("甲市2021年补贴汇总表\n单位：元\n镇,\(header),应有人数,兼任人数,核发人数,金额\n" + rows, name: "汇总表.csv")
    }
    let counted = trial("东镇,2,6,1,5,14400\n西街道,2,6,0,6,17280\n")
    #expect(counted.records.aggregates.map { $0[.villageCount] } == [.value(2), .value(2)])
    #expect(!counted.codes.contains("DZ201"))
    // A village's number within its town is no count, and a name is one.
    #expect(trial("东镇,1,3,1,2,5760\n东镇,2,3,0,3,8640\n").codes.contains("DZ201"))
    #expect(
      trial("东镇,山底村,3,1,2,5760\n西街道,簕冲村,3,0,3,8640\n").records.aggregates.allSatisfy { $0[.villageCount] == .absent })
  }

  @Test(arguments: ["补贴人员", "补助人员", "享受人员", "受益人员"])
  func `figures below a header of persons count heads in a summary by town`(_ header: String) {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇别,村数,\(header),月数,金额\n东镇,2,6,12,17280\n合计,2,6,,17280\n填表人：张三,审核人：李四,2022年1月10日\n",
      name: "汇总表.csv")
    #expect(trial.records.aggregates.map { $0[.eligible] } == [.value(6)] && trial.records.members.isEmpty)
    let named = Trial(payments(header: "镇,村,\(header),月数,金额", rows: ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880"]))
    #expect(named.records.members.map(\.name.text) == ["张甲", "李乙"])
    // Beside 姓名 it says what kind of person is paid.
    for (order, rows) in [("\(header),姓名", ["主任,张甲", "委员,李乙"]), ("姓名,\(header)", ["张甲,主任", "李乙,委员"])] {
      let both = Trial(payments(header: "镇,村,\(order),月数,金额", rows: rows.map { "东镇,山底村,\($0),12,2880" }))
      #expect(both.records.members.map(\.name.text) == ["张甲", "李乙"] && !both.codes.contains("DZ104"), "\(order)")
    }
  }

  @Test(arguments: ["享受补贴月份", "发放时段", "在任月份", "发放起止月份", "计发时间"])
  func `a column of ranges of months says which are paid`(_ header: String) {
    func read(_ values: [String], _ header: String = header) -> [Reading] {
      Trial(
        payments(
          header: "镇,村,姓名,\(header),标准,金额",
          rows: zip(["张甲", "李乙", "王丙"], values).map { "东镇,山底村,\($0),\($1),240,2880" })
      ).records.members.map(\.months)
    }
    #expect(read(["1-12月", "5-12月", "1-12月"]) == [.value(12), .value(8), .value(12)])
    // Months of something else, and words, are none that are paid.
    #expect(read(["1-12月", "5-12月", "1-12月"], "社保缴费月份") == [.absent, .absent, .absent])
    #expect(read(["1-12月", "1-12月", "1-12月"], "补贴所属期间") == [.absent, .absent, .absent])
    #expect(read(["上午", "下午", "上午"], "签领时段") == [.absent, .absent, .absent])
    for words in ["值班时间", "轮值月份", "驻村时间", "打款时间", "到账时间", "发放批次时间"] {
      #expect(read(["1-12月", "1-12月", "1-12月"], words) == [.absent, .absent, .absent], "\(words)")
    }
    // 7-12月 beside a year's money is when it was paid, unless the header says that it is of the subsidy's months.
    let later = header.hasSuffix("补贴月份") ? Reading.value(6) : .absent
    #expect(read(["7-12月", "7-12月", "7-12月"]) == [later, later, later])
  }

  @Test func `a rota in a roster pays nobody`() {
    let rows = ["东镇,山底村,张甲,否,1-4月", "东镇,山底村,李乙,否,5-8月", "东镇,山底村,王丙,否,9-12月"]
    for header in ["值班时间", "在岗时间"] {
      let trial = Trial("甲市村监委成员花名册\n镇,村,姓名,是否兼任,\(header)\n" + rows.joined(separator: "\n") + "\n", name: "花名册.csv")
      #expect(
        trial.records.sources.map(\.kind) == [.roster] && trial.records.members.allSatisfy { $0.months == .absent })
    }
  }

  @Test func `a chair who is not paid again is one by 是, where the header asks whether`() throws {
    let asked = try #require(summary("镇,村,应有人数,主任是否兼任纪检委员,核发人数,金额", "3,是,2,5760").records.aggregates.first)
    #expect(asked[.concurrent] == .value(1))
    let no = try #require(summary("镇,村,应有人数,主任是否兼任纪检委员,核发人数,金额", "3,否,3,8640").records.aggregates.first)
    #expect(no[.concurrent] == .value(0))
    #expect(summary("镇,村,应有人数,兼任人数,核发人数,金额", "3,是,2,5760").codes.contains("DZ205"))
  }

  @Test func `what is due is a summary's amount where nothing else is, taken off or added`() throws {
    let alone = try #require(summary("镇,村,核发人数,应发金额", "3,8640").records.aggregates.first)
    #expect(alone[.amount] == .value(864_000))
    for header in ["镇,村,核发人数,应发金额,扣减", "镇,村,核发人数,应发金额,补发"] {
      let row = try #require(summary(header, "3,8640,240").records.aggregates.first)
      #expect(row[.due] == .value(864_000) && row[.amount] == .absent)
    }
    // What was paid may stand in columns that nobody knows; words in one say nothing of money.
    let paid = summary("镇,村,核发人数,应发金额,银行打卡,现金发放", "3,8640,5760,2640")
    #expect(paid.records.aggregates.first?[.amount] == .absent && paid.errors.contains("DZ104"))
    let words = try #require(summary("镇,村,核发人数,应发金额,打款批次", "3,8640,第一批").records.aggregates.first)
    #expect(words[.amount] == .value(864_000))
  }

  @Test(arguments: [("任职时间（月）", "12"), ("补贴期限", "12个月"), ("补贴期限", "1-12月")])
  func `a term in months is how many are paid`(_ header: String, _ value: String) {
    let rows = ["张甲", "李乙"].map { "东镇,山底村,\($0),\(value),2880" }
    let trial = Trial(payments(header: "镇,村,补贴人员,\(header),金额", rows: rows))
    #expect(trial.records.members.map(\.months) == [.value(12), .value(12)] && trial.errors.isEmpty)
    let term = Trial(payments(header: "镇,村,姓名,任职时间,月数,金额", rows: ["东镇,山底村,张甲,2017.3,12,2880"]))
    #expect(term.records.members.map(\.months) == [.value(12)] && term.records.members[0].start != nil)
  }

  @Test(arguments: ["2022年1月15日前", "长期", "2021年1月-12月"])
  func `a day until which is paid, or no end, leaves the months beside it`(_ value: String) {
    let rows = ["张甲", "李乙"].map { "东镇,山底村,\($0),\(value),240,12,2880" }
    let trial = Trial(payments(header: "镇,村,姓名,发放期限,标准,月数,金额", rows: rows))
    #expect(trial.records.members.map(\.months) == [.value(12), .value(12)] && trial.errors.isEmpty)
  }

  @Test func `the month in which an office began is no number of months`() {
    func roster(_ header: String, _ cells: String) -> [MemberRecord] {
      Trial("甲市村监委成员花名册\n镇,村,姓名,是否兼任,\(header)\n东镇,山底村,张甲,否,\(cells)\n东镇,山底村,李乙,否,\(cells)\n", name: "花名册.csv")
        .records.members
    }
    #expect(
      roster("任职时间（月）", "2020.12").allSatisfy { $0.start == YearMonth(year: 2020, month: 12) && $0.months == .absent })
    for (header, cells) in [("任职起（月）,任职止（月）", "1,12"), ("到任时间(月)", "7"), ("任职时间（月）,离任时间（月）", "1,12"), ("任职时间（月）", "7")]
    {
      #expect(roster(header, cells).allSatisfy { $0.months == .absent }, "\(header)")
    }
  }

  @Test func `months of the parts of a year add up, unless the parts overlap`() {
    func months(_ header: String) -> [Reading] {
      Trial(payments(header: "镇,村,姓名,\(header),合计金额", rows: ["东镇,山底村,张甲,6,5,2640"])).records.members.map(\.months)
    }
    #expect(months("1-6月月数,7-12月月数") == [.value(11)] && months("上半年月数,下半年月数") == [.value(11)])
    #expect(months("1-6月月数,1-9月月数") == [.absent])
  }

  @Test func `the rate of a half-year is the policy's, or all its months'`() {
    func cell(_ rate: String) -> String? {
      Trial(
        payments(
          header: "镇,村,姓名,上半年标准,上半年金额,下半年标准,下半年金额,合计",
          rows: ["东镇,山底村,张甲,240,1440,\(rate),1440,2880"])
      ).cell("DZ401")
    }
    #expect(cell("260") == "F4" && cell("240") == nil && cell("1440") == nil && cell("") == nil && cell("0") == "F4")
    // Who came in July has nothing before.
    let later = Trial(
      payments(
        header: "镇,村,姓名,上半年标准,上半年月数,上半年金额,下半年标准,下半年月数,下半年金额,合计",
        rows: ["东镇,山底村,张甲,0,0,0,240,6,1440,1440"]))
    #expect(!later.codes.contains("DZ401"))
    let tens = Trial(
      payments(
        header: "镇,村,姓名,上半年标准(万元),上半年金额,下半年标准(万元),下半年金额,合计", rows: ["东镇,山底村,张甲,0.024,1440,0.024,1440,2880"]))
    #expect(!tens.codes.contains("DZ401"))
  }

  @Test(arguments: ["按3人/村核定", "每村3人", "按每村3人核定人数"])
  func `how many seats a village has heads its seats`(_ header: String) throws {
    let row = try #require(summary("镇,村,\(header),核发人数,金额", "3,2,5760").records.aggregates.first)
    #expect(row[.quota] == .value(3) && row[.eligible] == .value(2))
    let both = try #require(summary("镇,村,应有人数,\(header),核发人数,金额", "3,1,2,5760").records.aggregates.first)
    #expect(both[.quota] == .value(3))
  }

  @Test func `months of money have the row's own heads`() throws {
    let header = "镇,村,应有人数,兼任人数," + (1...12).map { "\($0)月" }.joined(separator: ",") + ",合计"
    let paid = Array(repeating: "480", count: 12).joined(separator: ",")
    let row = try #require(summary(header, "3,1,\(paid),5760").records.aggregates.first)
    #expect(row.months.allSatisfy { $0.heads == .value(2) })
    let blank = summary(header, "3,1," + paid.dropLast(3) + ",5760")
    #expect(blank.cell("DZ206") == "P4:P5" && blank.records.aggregates.first?.months.last?.heads == .absent)
  }

  @Test func `a half-year and then its months are parts of one year`() throws {
    let header = "镇,村,人数,上半年金额,7月,8月,9月,10月,11月,12月"
    let row = try #require(summary(header, "3,4320,720,720,720,720,720,720").records.aggregates.first)
    #expect(row[.amount] == .value(864_000) && row[.eligible] == .value(3))
    let wrong = summary("镇,村,人数,上半年,下半年,全年合计", "3,4320,4080,8640")
    #expect(wrong.records.totals.contains { $0.stated == 864_000 && $0.sum == 840_000 })
  }

  @Test(arguments: ["3月", "2021年3月", "202103"])
  func `a column that names one month for all says which, below a title that does`(_ month: String) {
    let trial = Trial(
      payments(title: "甲市2021年3月补贴发放表\n单位：元\n", header: "镇,村,姓名,发放月份,金额", rows: ["东镇,山底村,张甲,\(month),240"]))
    #expect(trial.records.sources.first?.part?.lowerBound == YearMonth(year: 2021, month: 3) && trial.errors.isEmpty)
  }

  @Test func `a period beside money says which months are paid`() {
    let trial = Trial(payments(header: "镇,村,姓名,起止时间,金额", rows: ["东镇,山底村,张甲,2021.1-2021.6,1440"]))
    #expect(trial.records.members.first?.months == .value(6))
  }

  @Test func `an unread column of payments beside what is due is an error`() {
    let trial = Trial(payments(header: "镇,村,姓名,应发金额,某栏", rows: ["东镇,山底村,张甲,2880,2640"]))
    #expect(trial.errors == ["DZ104"])
    #expect(Trial(payments(header: "镇,村,姓名,应发金额,实际发放", rows: ["东镇,山底村,张甲,2880,2640"])).amounts == [2640])
  }

  @Test(arguments: [
    ("任职职务", Field?.some(.role)), ("任职形式", nil), ("任职文号", nil), ("任职起始年月", .start), ("镇（街）审核意见", .other),
  ])
  func `a word that begins many headers decides only with the rest`(_ header: String, _ field: Field?) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test func `a sum of months is tied, unless it says what each row has`() {
    let rows = ["东镇,山底村,张甲,12,2880", "东镇,水口村,王丙,12,2880"]
    func list(_ months: Int) -> Trial {
      Trial(payments(header: "镇,村,姓名,月数,金额", rows: rows + ["合计,,,\(months),5760"]))
    }
    #expect(list(23).records.totals.contains { $0.field == .months && $0.stated == 23 && $0.sum == 24 })
    #expect(!list(12).records.totals.contains { $0.field == .months })
  }

  @Test(arguments: [
    "全市,6,17280\n东镇,3,8640\n西街道,3,8640", "东镇,3,8640\n西街道,3,8640\n甲市,6,17280", "合计,6,17280\n其中：东镇,3,8640\n西街道,3,8640",
  ])
  func `the whole and its towns are told apart by their names`(_ rows: String) {
    let trial = Trial("甲市2021年补贴汇总表\n单位：元\n镇街,核发人数,金额\n" + rows + "\n", name: "汇总表.csv")
    #expect(trial.records.aggregates.count == 2 && trial.errors.isEmpty)
    #expect(trial.records.totals.count == 2 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test(arguments: ["单位：人\n万元", "金额：万元", "金额单位：人民币：万元"])
  func `a unit is read however it is dressed`(_ title: String) {
    #expect(UnitWords.title(title) == .wan && UnitWords.header(["金额（人民币：万元）"]) == .wan)
    #expect(UnitWords.header(["补贴金额万元（全年）"]) == .wan && UnitWords.header(["金额（全年，万元）"]) == .wan)
  }
}
