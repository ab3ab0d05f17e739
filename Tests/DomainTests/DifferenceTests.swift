import Domain
import Testing

/// A county's difference is told with what its causes leave open: a list that falls short must not look like the whole reason.
@Suite struct DifferenceTests {
  private static let year = YearMonth(year: 2021, month: 1)...YearMonth(year: 2021, month: 12)
  private let policy = Policy(
    id: "p", from: year.lowerBound, until: year.upperBound,
    rules: [.init(from: year.lowerBound, until: year.upperBound, rate: Money(fen: 24_000), quota: 3)])
  private let register = Register([
    .init(code: "990101100202", county: "甲市", town: "东镇", name: "石桥村委会", kind: .village)
  ])

  private func tie(causes: [Int]) -> Discrepancy {
    var tie = Discrepancy(
      .countyVsAllocation, subject: Subject(county: 0), spots: [.init(Place(file: "a.csv"))], level: .county,
      isTie: true,
      zh: "", en: "")
    tie.causes = causes
    return tie
  }

  private func finding(_ code: Code, _ gap: Discrepancy.Gap, severity: Severity? = nil, level: Discrepancy.Level = .row)
    -> Discrepancy
  {
    Discrepancy(
      code, severity: severity, subject: Subject(county: 0, town: 0, village: 0), field: Field.months.rawValue,
      spots: [.init(Place(file: "a.csv", cell: "E4"))], gap: gap, level: level, touches: [.heads, .due], zh: "", en: "")
  }

  private func rest(_ findings: [Discrepancy], due: Int64, allocated: Int64, concurrent: Int? = nil) -> String? {
    var county = CountyFigures(county: 0, status: .current)
    county.tally.due = Money(fen: due * 100)
    county.tally.concurrent = concurrent
    county.allocated = StatedMoney(amount: Money(fen: allocated * 100), unit: .yuan, places: 2)
    return findings.differences(of: [county], under: policy, register: register)[0]?.rest?.words.zh
  }

  private let short = Discrepancy.Gap.counts(expected: 12, actual: 10, unit: "月")

  @Test func `what causes come to is not told again, and the rest is`() {
    let months = finding(.monthsOutOfRange, short, severity: .warning)
    #expect(rest([months, tie(causes: [0])], due: 25_440, allocated: 25_920) == nil)
    #expect(
      rest([months, tie(causes: [0])], due: 22_560, allocated: 25_920)
        == "另有 -2,880.00 元没有找到起因（可能：相当于 1 人全年补贴），请核对下达数")
    #expect(
      rest([months, tie(causes: [0])], due: 22_560, allocated: 25_920, concurrent: 1)
        == "另有 -2,880.00 元没有找到起因（可能：等于兼任 1 人的全年补贴，下达数可能没有扣减兼任），请核对下达数")
  }

  @Test func `what may be worth more leaves nothing certain open, up to what it can be`() {
    let village = finding(.villageNotInRegister, .none)
    #expect(rest([village, tie(causes: [0])], due: 23_040, allocated: 25_920) == nil)
    let seat = finding(.vacancy, .counts(expected: 3, actual: 2, unit: "人"), severity: .warning, level: .village)
    #expect(rest([seat, tie(causes: [0])], due: 23_040, allocated: 25_920) == nil)
    #expect(rest([seat, tie(causes: [0])], due: 20_160, allocated: 25_920) == "另有至少 -2,880.00 元没有找到起因，请核对下达数")
  }

  @Test func `empty seats are part of a difference that has other causes`() {
    let seat = finding(.vacancy, .counts(expected: 3, actual: 2, unit: "人"), severity: .warning, level: .village)
    let dual = finding(.dualPostPaid, .money(expected: .zero, actual: Money(fen: 288_000)))
    #expect(rest([seat, dual, tie(causes: [1])], due: 20_160, allocated: 25_920) == nil)
  }

  @Test func `a correction that comes to just the difference is what the allocation may not know`() {
    let corrected = Discrepancy(
      .correctedUpload, subject: Subject(county: 0), spots: [.init(Place(file: "jia/更正.csv", cell: "H2"))],
      gap: .money(expected: Money(fen: 2_592_000), actual: Money(fen: 2_304_000)), zh: "", en: "")
    let told = rest([corrected, tie(causes: [])], due: 23_040, allocated: 25_920)
    #expect(told?.contains("更正重报“更正.csv” H2 的改动正好是此数") == true)
    #expect(rest([tie(causes: [])], due: 23_040, allocated: 25_920) == "上报内部没有起因，请核对下达数")
  }

  private func statedRest(_ findings: [Discrepancy], due: Int64, stated: Int64) -> String? {
    var county = CountyFigures(county: 0, status: .current)
    (county.tally.due, county.tally.stated) = (Money(fen: due * 100), Money(fen: stated * 100))
    return findings.restsOfStated(of: [county], under: policy, register: register)[0]?.wordsOfStated.zh
  }

  @Test func `what a county states is told with what nothing explains of it`() {
    #expect(statedRest([], due: 25_920, stated: 25_920) == nil)
    #expect(statedRest([], due: 25_920, stated: 26_400) == "上报内部没有起因（可能：相当于 2 人·月补贴），请核对填报数")
    let paid = finding(.dueVsPaid, .money(expected: Money(fen: 288_000), actual: Money(fen: 264_000)))
    #expect(statedRest([paid], due: 25_920, stated: 25_680) == nil)
    #expect(statedRest([paid], due: 25_920, stated: 25_675) == "另有至少 -5.00 元没有找到起因，请核对填报数")
    // Less was paid there, which is no reason for more.
    #expect(statedRest([paid], due: 25_920, stated: 26_160) == "另有至少 +240.00 元没有找到起因，请核对填报数")
    // A rate is wrong in each month, and what came back is of any amount.
    let rate = finding(.rateMismatch, .money(expected: Money(fen: 24_000), actual: Money(fen: 25_000)))
    #expect(statedRest([rate], due: 25_920, stated: 26_040) == nil)
    #expect(statedRest([rate], due: 25_920, stated: 26_041) == "另有至少 +1.00 元没有找到起因，请核对填报数")
    #expect(statedRest([finding(.backPayment, .none, severity: .info)], due: 25_920, stated: 99_999) == nil)
    #expect(statedRest([finding(.valueNotParsed, .none, level: .county)], due: 25_920, stated: 99_999) == nil)
  }

  @Test func `sums of what nobody can count stay within what can be told`() {
    #expect([Money(fen: .max), Money(fen: 1)].boundedSum == Money(fen: .max))
    #expect([Money(fen: .min), Money(fen: -1)].boundedSum == Money(fen: .min))
    #expect([Money(fen: 2), Money(fen: 3)].boundedSum == Money(fen: 5))
  }
}
