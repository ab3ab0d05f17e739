import Domain
import Testing

@testable import Reconcile

@Suite struct DiagnosisTests {
  private let policy = Policy(
    id: "p", from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12),
    rules: [
      .init(
        from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12), rate: Money(fen: 24_000),
        quota: 3)
    ])

  private func first(_ expected: Int64, _ actual: Int64) -> String? {
    guesses(
      expected: Money(fen: expected * 100), actual: Money(fen: actual * 100), GapContext(policies: [policy])
    ).first?.en
  }

  @Test(arguments: [
    (Int64(2880), Int64(28_800_000), "yuan taken for 10,000 yuan, or the reverse"),
    (2_393_280, 2_393_820, "two adjacent digits swapped"),
    (8640, 17280, "counted twice: a double upload, or subtotals summed in"), (8640, 7920, "a month is missing (11/12)"),
    (1_713_600, 1_710_720, "1 head-year(s) of subsidy"), (8640, 8160, "2 head-month(s) of subsidy"),
  ])
  func `a gap is worded as what it is consistent with`(_ expected: Int64, _ actual: Int64, _ words: String) {
    #expect(first(expected, actual) == words)
  }

  @Test func `equal amounts need no diagnosis and guesses are at most three`() {
    #expect(first(2880, 2880) == nil)
    let context = GapContext(policies: [policy])
    #expect(guesses(expected: Money(fen: 288_000), actual: Money(fen: 576_000), context).count <= 3)
  }

  @Test func `figures as large as they can be written are compared without overflow`() {
    let context = GapContext(policies: [policy])
    _ = guesses(expected: Money(fen: 535_392_000), actual: Money(fen: .max), context)
    #expect(guesses(expected: 1, actual: .max, unit: "人", context).count <= 3)
  }

  @Test func `an amount in 万元 that was rounded to fen is still told`() {
    // 0.576 万元 in a column of yuan is read as 0.58 yuan.
    let found = guesses(expected: Money(fen: 576_000), actual: Money(fen: 58), GapContext(policies: [policy]))
    #expect(found.first?.zh == "元与万元混淆")
  }

  @Test func `that an exclusion was not applied is said only where heads without it were wanted`() {
    var context = GapContext(policies: [policy], seats: (3, 1))
    let words = "兼任的 1 人没有扣减"
    #expect(guesses(expected: 2, actual: 3, unit: "人", context).first?.zh == words)
    #expect(guesses(expected: 1, actual: 2, unit: "人", context).first?.zh != words)
    context.isMonth = true
    #expect(guesses(expected: Money(fen: 48_000), actual: Money(fen: 72_000), context).first?.zh == words)
  }

  @Test func `heads of one month are worth a month`() {
    let context = GapContext(policies: [policy], isMonth: true)
    #expect(guesses(expected: 83, actual: 31, unit: "人", context).last?.zh == "相差 52 人，当月为 12,480.00 元")
  }

  private func guess(
    _ code: Code, _ field: Field, _ gap: Discrepancy.Gap, _ tally: Tally? = nil, period: String = "2021"
  )
    -> [String]
  {
    var finding = Discrepancy(
      code, subject: Subject(county: 0), period: period, field: field.rawValue, spots: [], gap: gap, zh: "", en: "")
    diagnose(&finding, policies: [policy], tally: tally)
    return finding.consistentWith.map(\.zh)
  }

  @Test func `a finding is held against the heads of its own village, and only where heads or their pay are compared`()
  {
    var tally = Tally()
    (tally.quota, tally.concurrent) = (3, 1)
    let heads = Discrepancy.Gap.counts(expected: 2, actual: 3, unit: "人")
    let words = "兼任的 1 人没有扣减"
    #expect(guess(.headcountMismatch, .eligible, heads, tally).contains(words))
    #expect(!guess(.headcountMismatch, .quota, heads, tally).contains(words))
    #expect(!guess(.headcountMismatch, .eligible, heads).contains(words))
    let paid = Discrepancy.Gap.money(expected: Money(fen: 576_000), actual: Money(fen: 864_000))
    #expect(guess(.dueVsPaid, .amount, paid, tally).contains(words))
    // Two heads were wanted, not one: the gap alone proves nothing.
    let one = Discrepancy.Gap.money(expected: Money(fen: 288_000), actual: Money(fen: 576_000))
    #expect(!guess(.dueVsPaid, .amount, one, tally).contains(words))
    let dual = Discrepancy.Gap.money(expected: .zero, actual: Money(fen: 288_000))
    #expect(guess(.dualPostPaid, .concurrent, dual).first == words)
    #expect(guess(.dueVsPaid, .concurrent, dual).first != words)
    #expect(guess(.exclusionExceedsVillages, .concurrent, heads, tally).isEmpty)
    #expect(guess(.sharedAccount, .account, heads, tally).isEmpty)
    #expect(guess(.headcountMismatch, .eligible, .texts(expected: "a", actual: "b")).isEmpty)
  }

  @Test func `a finding of one month is held against a month's pay`() {
    let heads = Discrepancy.Gap.counts(expected: 5, actual: 4, unit: "人")
    #expect(guess(.headcountMismatch, .eligible, heads, period: "2021-03").last == "相差 1 人，当月为 240.00 元")
    #expect(guess(.headcountMismatch, .eligible, heads).last == "相差 1 人，全年为 2,880.00 元")
    // Some months are neither a month nor the policy's period.
    #expect(guess(.headcountMismatch, .eligible, heads, period: "2021-01/2021-04").last == "相差 1 人，1—4 月为 960.00 元")
  }

  @Test func `figures that are near another relation have none of its words`() {
    func words(_ expected: Int64, _ actual: Int64) -> [String] {
      guesses(expected: Money(fen: expected), actual: Money(fen: actual), GapContext(policies: [policy])).map(\.zh)
    }
    #expect(words(0, 100) == [] && words(100, 0) == [])
    // Of a fen, rounding hides everything: only the very factor tells.
    #expect(words(1, 10_000).first == "元与万元混淆" && words(1, 10_001) == [] && words(2, 19_999) == [])
    #expect(words(2, 20_000).first == "元与万元混淆" && words(2, 20_001).first == "元与万元混淆")
    #expect(words(2, 25_000).first == "元与万元混淆" && words(2, 25_001) == [])
    #expect(words(1, 3) == [] && words(0, 0) == [])
    let ofYear = "月数与全年数混淆（相差 12 倍）"
    #expect(
      words(100, 1_200).contains(ofYear) && words(1_200, 100).contains(ofYear) && !words(100, 1_300).contains(ofYear))
    #expect(!words(1_200, 100).contains("少算一个月（11/12）") && words(1_200, 1_100).contains("少算一个月（11/12）"))
    // 12.34 and 13.24: the digits that are swapped stand on both sides of the point.
    #expect(words(1_234, 1_324) == [] && words(1_234_00, 1_324_00) == ["相邻两位数字颠倒"])
    #expect(words(1_234_01, 1_324_00) == [])
    #expect(words(864_000, 864_000 - 24_000) == ["相当于 1 人·月补贴"])
  }

  @Test func `two adjacent digits are swapped where the rest stays`() {
    #expect(isTransposition(12, 21) && isTransposition(1_023, 1_203) && isTransposition(-12, 21))
    for (a, b) in [(1, 2), (12, 12), (12, 120), (123, 321), (1_234, 2_143), (1_234, 1_243 + 1_000), (12, 31), (12, 23)]
    {
      #expect(!isTransposition(Int64(a), Int64(b)), "\(a) \(b)")
    }
  }

  @Test func `heads are worth villages and months are worth months`() {
    func words(_ expected: Int, _ actual: Int, _ unit: String) -> [String] {
      guesses(expected: expected, actual: actual, unit: unit, GapContext(policies: [policy])).map(\.zh)
    }
    #expect(words(9, 3, "人") == ["相当于 2 个村的人数", "相差 6 人，全年为 17,280.00 元"])
    #expect(words(3, 6, "人").first == "重复计算一倍（重复上报或把小计也加进去）" && words(2, 4, "人").count == 1)
    #expect(words(12, 11, "月") == ["少算一个月（11/12）", "相差 1 个月，240.00 元"])
    #expect(words(12, 1, "月").first == "月数与全年数混淆（相差 12 倍）")
    #expect(words(3, 6, "村") == [] && words(3, 4, "行") == [] && words(4, 4, "人") == [])
    #expect(words(12, 21, "村") == ["相邻两位数字颠倒"])
    // With one seat a village, heads are villages.
    func seats(_ quota: Int) -> [String] {
      let context = GapContext(policies: [Books.policy([Books.rule(quota: quota)])])
      return guesses(expected: 9, actual: 5, unit: "人", context).map(\.zh)
    }
    #expect(seats(1) == ["相差 4 人，全年为 11,520.00 元"] && seats(2).first == "相当于 2 个村的人数")
  }

  @Test func `under a rate of nothing no gap is worth heads or months`() {
    let rules = Books.policy([Books.rule(yuan: 0)])
    #expect(guesses(expected: Money(fen: 0), actual: Money(fen: 100), GapContext(policies: [rules])).isEmpty)
    let half = Books.policy([Books.rule(1, 6, yuan: 0), Books.rule(7, 12)])
    #expect(
      guesses(expected: .zero, actual: Money(fen: 24_000), GapContext(policies: [half])).map(\.zh) == ["相当于 1 人·月补贴"])
  }

  @Test func `of more than three guesses the most specific are given`() {
    var context = GapContext(policies: [policy], seats: (2, 1))
    context.totals = [("甲市", Money(fen: 288_000))]
    let money = guesses(expected: Money(fen: 288_000), actual: Money(fen: 576_000), context).map(\.zh)
    #expect(money == ["恰等于甲市合计：该县可能算了两次", "重复计算一倍（重复上报或把小计也加进去）", "兼任的 1 人没有扣减"])
    let heads = guesses(expected: 3, actual: 6, unit: "人", GapContext(policies: [policy], seats: (6, 3))).map(\.zh)
    #expect(heads == ["重复计算一倍（重复上报或把小计也加进去）", "兼任的 3 人没有扣减", "相当于 1 个村的人数"])
  }

  @Test func `a county may be missing from a fund's sum, or be counted twice`() {
    var context = GapContext(policies: [policy])
    context.totals = [("甲市", Money(fen: 100_001)), ("乙市", Money(fen: 7))]
    func words(_ expected: Int64, _ actual: Int64) -> [String] {
      guesses(expected: Money(fen: expected), actual: Money(fen: actual), context).map(\.zh)
    }
    #expect(words(500_000, 399_999) == ["恰等于甲市合计：可能漏了该县"] && words(500_000, 600_001) == ["恰等于甲市合计：该县可能算了两次"])
    #expect(words(500_000, 600_002).isEmpty)
  }
}
