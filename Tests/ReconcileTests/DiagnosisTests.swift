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
    guesses(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100), policy: policy).first?.en
  }

  @Test(arguments: [
    (Int64(2880), Int64(28_800_000), "yuan taken for 万元, or the reverse"),
    (2_393_280, 2_393_820, "two adjacent digits swapped"),
    (8640, 17280, "counted twice: a double upload, or subtotals summed in"), (8640, 7920, "a month is missing (11/12)"),
    (1_713_600, 1_710_720, "1 head-year(s) of subsidy"), (8640, 8160, "2 head-month(s) of subsidy"),
  ])
  func `a gap is worded as what it is consistent with`(_ expected: Int64, _ actual: Int64, _ words: String) {
    #expect(first(expected, actual) == words)
  }

  @Test func `equal amounts need no diagnosis and guesses are at most three`() {
    #expect(first(2880, 2880) == nil)
    #expect(guesses(expected: Money(fen: 288_000), actual: Money(fen: 576_000), policy: policy).count <= 3)
  }
}
