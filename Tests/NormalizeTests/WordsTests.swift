import Testing

@testable import Domain
@testable import Normalize

@Suite struct WordsTests {
  private func value(_ text: String) -> WrittenDecimal? {
    if case .number(let number) = NumberText(text) { number.value } else { nil }
  }

  @Test(arguments: [
    ("1,234.00", 123_400, 2), ("￥240", 240, 0), ("3人", 3, 0), ("277个", 277, 0), ("３", 3, 0), (" 12 ", 12, 0),
    ("(480)", -480, 0), ("二百四十", 240, 0), ("12（月）", 12, 0), ("240(元)", 240, 0), ("2880整", 2880, 0),
    ("贰佰肆拾元整", 240, 0), ("十二", 12, 0), ("'720", 720, 0),
  ])
  func `numbers are read as people write them`(_ text: String, _ digits: Int64, _ places: Int) {
    #expect(value(text) == WrittenDecimal(digits: digits, places: places))
  }

  @Test(arguments: [
    ("一千二百三十四", 1234, 0), ("五百六十七", 567, 0), ("八百九十", 890, 0), ("两百", 200, 0), ("零", 0, 0), ("〇", 0, 0), ("十", 10, 0),
    ("壹仟贰佰叁拾肆元整", 1234, 0), ("伍佰陆拾柒元", 567, 0), ("捌佰玖拾圆正", 890, 0), ("弍拾", 20, 0), ("貳佰", 200, 0), ("參拾", 30, 0),
    ("一万二千元整", 12_000, 0), ("壹拾贰萬", 120_000, 0), ("一亿", 100_000_000, 0), ("一百零五", 105, 0), ("三万零五", 30_005, 0),
    ("一亿二千万", 120_000_000, 0), ("贰仟零肆拾元整", 2040, 0), ("叁元零伍分", 305, 2), ("十二万五千", 125_000, 0), ("一百一十", 110, 0),
    ("一百十五", 115, 0), ("叁拾元零伍角", 3050, 2),
    ("叁元伍角", 350, 2), ("贰佰肆拾元伍角陆分", 24_056, 2), ("二十元", 20, 0),
  ])
  func `numerals in words, the everyday and the banker's, are read to the fen`(
    _ text: String, _ digits: Int64, _ places: Int
  ) {
    #expect(value(text) == WrittenDecimal(digits: digits, places: places))
  }

  @Test(arguments: [
    "元", "五角", "二三", "元整", "元五角", "三元四", "一万亿亿", "亿亿亿", "一亿亿亿", "一百五", "三万五", "一百五万", "二千三", "千元", "百", "十百", "一千千",
    "二百三百", "十十",
    "三元角", "捌仟元一角一角", "三元二分一角",
  ])
  func `words that are no numeral are none`(_ text: String) { #expect(NumberText(text) == .unreadable) }

  @Test(arguments: [
    ("１２", ["full-width-digits"]), ("1 2", ["inner-space"]), ("2　880", ["inner-space"]), (" 12 ", ["outer-space"]),
    ("12", []),
    ("１ ２", ["inner-space"]), ("1,234", ["thousands-separator"]), ("(480)", ["bracketed-negative"]),
    ("'720", ["apostrophe"]),
    ("¥240元", ["currency-sign", "unit-suffix"]), ("240元/月", ["rate-form", "unit-suffix"]), ("二百", ["chinese-numeral"]),
  ])
  func `what a number was read by is told by the liberties that were taken`(_ text: String, _ rules: [String]) {
    if case .number(let number) = NumberText(text) {
      #expect(number.rules == rules)
    } else {
      Issue.record("\(text) is a number")
    }
  }

  @Test func `a count has at most the fifteen digits that a spreadsheet keeps`() {
    func whole(_ text: String) -> Int64? {
      value(text).flatMap { WrittenNumber(value: $0, rules: [], suffix: "").whole }
    }
    #expect(whole("999999999999999") == 999_999_999_999_999 && whole("-999999999999999") == -999_999_999_999_999)
    #expect(whole("1000000000000000") == nil && whole("-1000000000000000") == nil && whole("2.5") == nil)
  }

  @Test func `a page of words is looked at no further than 4096 bytes`() {
    #expect(value(String(repeating: " ", count: 4095) + "7")?.digits == 7)
    #expect(NumberText(String(repeating: " ", count: 4096) + "7") == .unreadable)
  }

  @Test(arguments: ["1,234", "12,345", "123,456", "1,234,567", "-1,234", "1,234.5"])
  func `commas before every third digit are left out`(_ text: String) {
    #expect(value(text) == WrittenDecimal(text.filter { $0 != "," }))
  }

  @Test(arguments: ["1,23", "1234,567", "1,2345", ",123", "12,34,567", "1,234,56", "1.234,5", "1.234,567"])
  func `commas elsewhere are not guessed at`(_ text: String) { #expect(NumberText(text) == .unreadable) }

  @Test(arguments: [
    ("2880,00", "2880.00"), ("2.880,00", "2880.00"), ("-240,50", "-240.50"), ("1.234.567,89元", "1234567.89"),
  ])
  func `a comma before the last two digits of an amount is its point`(_ text: String, _ meant: String) {
    #expect(value(text) == WrittenDecimal(meant))
  }

  @Test func `a decimal comma is one of money only`() {
    let months = Trial("2021年发放表\n单位：元\n镇,村,姓名,月份,金额\n东镇,山底村,张甲,\"202111,12\",480\n")
    #expect(months.records.members.map(\.months.value) == [2] && months.errors.isEmpty)
    let total = Trial(
      "2021年发放表\n单位：元\n镇,村,姓名,月数,金额\n东镇,山底村,张甲,12,\"2880,00\"\n\"合计：1人，共发放补贴2880,00元\",,,,\n")
    #expect(total.amounts == [2880] && total.errors.isEmpty)
    #expect(RowClassifier.totalInWords("合计:1人,共发放补贴2880,00元")?.fen == 288_000)
    #expect(RowClassifier.totalInWords("合计:1人,共发放补贴2,880.50元")?.fen == 288_050)
  }

  @Test(arguments: ["2021,03", "10,11", "12,20", "2,880,00", "28.80,00", "02880,00", "2880,0", "2880,000"])
  func `a comma between months or of a slip is no point`(_ text: String) { #expect(NumberText(text) == .unreadable) }

  @Test(arguments: ["约3", "3+1", "十二个月左右", "12-", "12(月)左右", "(元)", "整", "1,23", "abc", "二四零"])
  func `what may mean anything is not guessed`(_ text: String) { #expect(NumberText(text) == .unreadable) }

  @Test(arguments: [("/", NumberText.nothing), ("—", .nothing), ("无", .nothing), ("", .blank), ("　", .blank)])
  func `the kinds of nothing stay apart`(_ text: String, _ kind: NumberText) { #expect(NumberText(text) == kind) }

  @Test(arguments: [
    ("2021.12.31", 12), ("2021年12月", 12), ("202112", 12), ("2021/1/2", 1), ("2021-01-01", 1), ("20210131", 1),
    ("２０２１．５", 5),
  ])
  func `dates are read in every form`(_ text: String, _ month: Int) {
    #expect(DateText.find(in: text)?.month == YearMonth(year: 2021, month: month))
  }

  @Test(arguments: [
    ("身份证号码", Field.idNumber), ("姓 名", .name), ("金额(元)", .amount), ("是否兼任\n纪委书记（纪检委员）", .concurrent),
    ("兼任村党组织纪检职务", .concurrent),
    ("村（社区）", .village), ("镇（街）", .town), ("补贴标准(元/人·月)", .rate), ("兼任不发人数", .concurrent), ("应有人数", .quota),
  ])
  func `headers are known by their words`(_ header: String, _ field: Field) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test(arguments: [("1月", 1), ("十二月", 12), ("2021年7月份", 7), ("202103", 3)])
  func `months are known in headers`(_ header: String, _ month: Int) {
    #expect(Vocabulary.month(header, year: 2021) == YearMonth(year: 2021, month: month))
  }
  @Test(arguments: [
    ("应发（人）", Field.eligible), ("扣减（人）", .concurrent), ("实发（人）", .eligible), ("行政村（个）", .villageCount),
    ("行政村总数", .villageCount), ("监委会成员（名）", .eligible), ("实际发放", .amount), ("本次发放", .amount), ("实际发放人数", .eligible),
    ("起止时间", .months), ("领取月份", .months), ("任职职务", .role), ("任职时间", .start), ("镇（街）审核意见", .other), ("市级配套资金", .amount),
    ("县级配套资金", .other),
  ])
  func `a header's words mean`(_ header: String, _ field: Field) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test(arguments: [
    ("年补贴", Field.amount), ("本年补贴", .amount), ("2021年补贴", .amount), ("年津贴", .amount), ("津贴合计", .amount),
    ("补助经费", .amount),
    ("经费合计", .amount), ("所需经费", .amount), ("总计", .amount), ("共计", .amount), ("全年补贴合计", .amount), ("2021年度合计", .amount),
    ("合计发放", .amount), ("应享受补贴", .amount), ("补助费", .amount), ("报酬", .amount), ("年应发", .due),
    ("每人月补贴", .rate), ("人均月补助", .rate), ("月津贴", .rate), ("月人均补贴", .rate), ("月补贴数", .rate),
    ("月额", .rate), ("元/人·月", .rate),
    ("月（个）", .months), ("发放时长（月）", .months), ("在岗月份", .months), ("补贴人次", .personMonths),
    ("是否双重任职", .concurrent), ("是否重复领酬", .concurrent), ("是否另有补贴", .concurrent),
    ("不发标记", .concurrent),
    ("是否扣减", .concurrent), ("不发放人数", .concurrent), ("不计发人数", .concurrent), ("不予补贴人数", .concurrent),
    ("不符合条件人数", .concurrent), ("重复领取人数", .concurrent), ("不享受", .concurrent),
    ("法定人数", .quota), ("配备标准（人）", .quota), ("核定人数上限", .quota), ("应补人数上限", .quota), ("应在岗人数", .quota),
    ("领取补贴人", .name), ("受补助对象", .name), ("被补贴人", .name), ("村监委个数", .villageCount), ("村庄数", .villageCount),
    ("就任时间", .start), ("当选日期", .start), ("任职开始日期", .start), ("任现职起始时间", .start), ("上岗时间", .start),
    ("进入村监委时间", .start), ("何时任职", .start), ("任职时间（止）", .end), ("离岗时间", .end), ("辞职日期", .end),
    ("任职截止", .end), ("不再担任时间", .end), ("建制村", .village), ("自治组织名称", .village), ("村（居民）委员会", .village),
    ("市级补贴标准", .rate), ("市级应补助人数", .eligible), ("补贴费用", .amount),
    ("是否重复享受", .concurrent), ("不纳入人数", .concurrent), ("发放（人）", .eligible), ("人数合计", .eligible),
    ("补贴对象数", .eligible), ("社保卡", .account), ("一卡通", .account), ("现任职", .role), ("联系号码", .phone),
  ])
  func `a header's words mean the same in whatever order and by whatever noun`(_ header: String, _ field: Field) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test(arguments: [
    ("办公经费来源", nil), ("年龄", Field.other), ("年份", nil), ("年初数", nil), ("误工补贴标准", .rate), ("每月补贴人数", .eligible),
    ("月补贴人数", .eligible), ("人月数", .personMonths), ("补贴人月", .personMonths), ("年标准", .rate), ("应发津贴", .due),
    ("实发津贴", .amount),
    ("月数", .months), ("时长", nil), ("任职时长（年）", nil), ("月", nil), ("是否实发", nil), ("是否扣款", nil), ("是否补发", nil),
    ("停发时间", nil), ("发放", nil), ("补贴人员数", .eligible), ("县级补贴标准", .other), ("任职月份", nil), ("履职时间", nil), ("离岗", nil),
    ("任期", nil), ("任职时间（起）", .start), ("参加工作时间", .other),
    ("任职时长（月）", nil), ("不再连任人数", .eligible), ("不予推荐人数", .eligible), ("一肩挑情况", nil), ("书记主任一肩挑村数", .villageCount),
    ("重复领取月数", .months), ("另领补贴", nil), ("领取补贴", nil), ("享受其他补贴", .eligible), ("享受何种补贴", .eligible),
    ("是否享受补贴", .concurrent), ("不足月人数", .eligible), ("不在岗人数", nil), ("计划人数", .eligible), ("报酬来源", nil),
  ])
  func `headers that look alike and mean something else`(_ header: String, _ field: Field?) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test func `a weak noun gives way to a sure one, and a card's flag asks nobody who is paid`() throws {
    let words = Vocabulary()
    func sureness(_ header: String) throws -> Vocabulary.Sureness { try #require(words.meaning(header)).sureness }
    #expect(try sureness("报酬") < sureness("补贴") && sureness("年补贴") < sureness("总计"))
    #expect(try sureness("不符合条件人数") < sureness("其中兼任人数") && sureness("社保卡") < sureness("社保卡号"))
    #expect(!Vocabulary.asksWhoIsPaid("是否另有补贴") && !Vocabulary.asksWhoIsPaid("是否扣减补贴"))
    #expect(!Vocabulary.asksWhoIsPaid("是否享受其他补贴") && Vocabulary.asksWhoIsPaid("是否享受补贴"))
  }

  @Test(arguments: ["届满时间", "任期届满时间", "任期结束日期", "换届当选时间", "本届就任时间", "单价", "补贴单价（元/人）", "补贴基数"])
  func `headers of the committee's term, or of no month, are nobody's own`(_ header: String) {
    #expect(Vocabulary().field(header) == nil)
  }

  @Test func `what several persons are called is no name, and 元 for each no month's rate`() {
    #expect(["领取补贴人员", "补贴领取人"].allSatisfy { Vocabulary().field($0) != .name })
    #expect(Vocabulary().unit("元/人", below: "补贴情况")?.field == nil)
    #expect(Vocabulary().unit("元/月", below: "补贴情况")?.field == .rate)
  }

  @Test func `what is paid outranks what was planned, and the fund's share the whole`() throws {
    let words = Vocabulary()
    func sureness(_ header: String) throws -> Vocabulary.Sureness { try #require(words.meaning(header)).sureness }
    #expect(try sureness("实发人数") > sureness("应发人数") && sureness("领取人数") > sureness("核定人数"))
    #expect(try sureness("市级配套") > sureness("补贴总额"))
  }

  @Test(arguments: [
    ("金额（人民币万元）", MoneyUnit.wan), ("金额（人民币：万元）", .wan), ("金额（全年，万元）", .wan), ("补贴金额万元（全年）", .wan), ("金额（元）", .yuan),
  ])
  func `a header's unit`(_ header: String, _ unit: MoneyUnit) {
    #expect(UnitWords.header([header]) == unit)
  }

  @Test(arguments: [("金额：万元", MoneyUnit.wan), ("单位：人\n万元", .wan), ("单位：人、元", .yuan)])
  func `a title's unit`(_ title: String, _ unit: MoneyUnit) {
    #expect(UnitWords.title(title) == unit)
  }

  @Test func `what is left after deductions is paid, and what stood before them was due`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,是否兼任,扣减前金额,扣减金额,扣减后实发金额", rows: ["东镇,山底村,张甲,否,2880,240,2640"]))
    let member = trial.records.members[0]
    #expect([member.due, member.deduction, member.amount] == [.value(288_000), .value(24_000), .value(264_000)])
    for header in ["扣除后金额", "扣款后实发", "补发后合计", "含补发金额"] {
      #expect(Trial(payments(header: "镇,村,姓名,是否兼任,月数,\(header)")).amounts == [2880, 2880, 2880], "\(header)")
    }
  }

  @Test(arguments: ["未发金额", "多发金额", "应退金额", "上年补贴金额", "月补贴金额", "年补贴", "当年津贴"])
  func `another amount than what is paid is not taken for it, before or behind it`(_ other: String) {
    for header in ["\(other),补贴金额合计", "补贴金额合计,\(other)"] {
      let figures = header.hasPrefix(other) ? "240,2880" : "2880,240"
      let trial = Trial(
        payments(header: "镇,村,姓名,是否兼任,月数,\(header)", rows: ["东镇,山底村,张甲,否,12,\(figures)"]))
      #expect(trial.amounts == [2880] && trial.errors.isEmpty, "\(header)")
      #expect(trial.records.members[0].rate == (other == "月补贴金额" ? .value(24_000) : .absent))
    }
  }

  @Test func `months that are not paid, and heads that are not, are none that are`() {
    let trial = Trial(
      payments(header: "镇,村,姓名,是否兼任,扣减月数,月补贴标准,金额", rows: ["东镇,山底村,张甲,否,0,240,2880"]))
    #expect(trial.records.members[0].months == .absent && trial.records.members[0].rate == .value(24_000))
    let summary = Trial("甲市2021年汇总表\n单位：元\n镇,村,应有人数,未享受人数,享受标准,金额\n东镇,山底村,3,1,240,5760\n")
    let row = summary.records.aggregates[0]
    #expect(
      [row[.quota], row[.concurrent], row[.rate], row[.eligible]] == [.value(3), .value(1), .value(24_000), .absent])
  }

  @Test func `two columns that may be two payments are asked about, and two of one amount are not`() {
    func told(_ figures: String, header: String = "第一次发放金额,第二次发放金额") -> Severity? {
      Trial(payments(header: "镇,村,姓名,是否兼任,\(header)", rows: ["东镇,山底村,张甲,否,\(figures)"])).records.discrepancies.first {
        $0.code == .unknownColumn
      }?.severity
    }
    #expect(told("1440,1440") == .error && told("1200,1680") == .error)
    #expect(told("2880,2880") == nil && told("2880,1440") == .warning)
    // One amount said twice is no second payment.
    #expect(told("1440,1440", header: "补贴金额,发放金额") == nil)
    #expect(told("6,1440,1440", header: "月数,第一次发放金额,第二次发放金额") == nil)
    #expect(told("1440,1440,2880", header: "第一次发放金额,第二次发放金额,合计") == .warning)
  }

  @Test func `what a month pays beside what has been paid so far is its amount`() {
    for header in ["月发放金额,累计发放金额", "累计补贴金额,月补贴金额"] {
      let figures = header.hasPrefix("月") ? "240,1440" : "1440,240"
      let trial = Trial(payments(header: "镇,村,姓名,是否兼任,\(header)", rows: ["东镇,山底村,张甲,否,\(figures)"]))
      #expect(trial.records.members[0].rate == .absent, "\(header)")
    }
    let month = Trial("甲市2021年6月发放表\n单位：元\n镇,村,姓名,月发放金额,实补金额\n东镇,山底村,张甲,240,1440\n", name: "发放表.csv")
    #expect(month.records.members[0].rate == .absent)
  }

  @Test func `what villages are paid for a month is no rate`() {
    func row(_ monthly: [Int]) -> [Reading] {
      Trial(
        "甲市2021年汇总表\n单位：元\n镇,村,核发人数,月补贴金额,月数,金额\n东镇,山底村,3,\(monthly[0]),12,8640\n东镇,水口村,2,\(monthly[1]),12,5760\n"
      ).records.aggregates.flatMap { [$0[.rate], $0[.amount]] }
    }
    #expect(row([720, 480]) == [.absent, .value(864_000), .absent, .value(576_000)])
    let inTenThousands = Trial("甲市2021年汇总表\n单位：万元\n镇,村,核发人数,月补贴金额,月数,金额\n东镇,山底村,3,0.072,12,0.864\n")
    #expect(inTenThousands.records.aggregates[0][.rate] == .absent)
    #expect(row([240, 240]) == [.value(24_000), .value(864_000), .value(24_000), .value(576_000)])
  }

  @Test func `what is to be paid is an amount where no other is, and back-pay that another holds is none`() {
    #expect(Trial(payments(header: "镇,村,姓名,是否兼任,月数,待发金额")).amounts == [2880, 2880, 2880])
    let beside = Trial(
      payments(header: "镇,村,姓名,是否兼任,待发金额,实发金额", rows: ["东镇,山底村,张甲,否,0,2880"]))
    #expect(beside.amounts == [2880])
    for header in ["实发金额,含补发金额", "含补发金额,实发金额"] {
      let figures = header.hasPrefix("含") ? "480,2880" : "2880,480"
      let held = Trial(payments(header: "镇,村,姓名,是否兼任,\(header)", rows: ["东镇,山底村,张甲,否,\(figures)"]))
      #expect(held.amounts == [2880], "\(header)")
    }
    let left = Trial(
      payments(header: "镇,村,姓名,是否兼任,应发金额,未发金额", rows: ["东镇,山底村,张甲,否,2880,0"]))
    #expect(left.records.members[0].amount == .absent)
  }
}
