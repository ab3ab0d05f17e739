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
}
