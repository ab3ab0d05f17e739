import Domain
import Testing

@Suite struct ShareOfDueTests {
  private static let months = (YearMonth(year: 2021, month: 1), YearMonth(year: 2021, month: 12))
  private let worth = Worth(
    Policy(
      id: "p", from: Self.months.0, until: Self.months.1,
      rules: [.init(from: Self.months.0, until: Self.months.1, rate: Money(fen: 24_000), quota: 3)]))

  private func finding(
    _ code: Code, _ gap: Discrepancy.Gap = .none, field: Field = .eligible, period: String = "2021",
    level: Discrepancy.Level = .row, touches: Quantities = [.heads, .due]
  ) -> Discrepancy {
    Discrepancy(
      code, subject: Subject(county: 0, town: 0, village: 0), period: period, field: field.rawValue,
      spots: [.init(Place(file: "a.csv"))], gap: gap, level: level, touches: touches, zh: "", en: "")
  }

  @Test func `what is not counted lowers what is due, and what is counted too often raises it`() {
    let found: [(Discrepancy, String)] = [
      (finding(.villageNotInRegister, touches: .row), "少计至多 8,640.00 元"),
      (finding(.valueNotParsed, field: .months), "少计至多 2,880.00 元"),
      (finding(.vacancy, .counts(expected: 3, actual: 2, unit: "人"), level: .village), "少计至多 2,880.00 元"),
      (finding(.overQuota, .counts(expected: 3, actual: 4, unit: "人"), level: .village), "多计至多 2,880.00 元"),
      (finding(.dualPostPaid, .money(expected: .zero, actual: Money(fen: 288_000))), "少计至多 2,880.00 元"),
      (finding(.villageCountMismatch, .counts(expected: 2, actual: 3, unit: "村"), level: .town), "多计至多 8,640.00 元"),
      (finding(.headcountMismatch, .counts(expected: 3, actual: 4, unit: "人")), "多计至多 2,880.00 元"),
      (finding(.headcountMismatch, .counts(expected: 0, actual: 1, unit: "人"), field: .concurrent), "少计至多 2,880.00 元"),
      (finding(.monthsOutOfRange, .counts(expected: 12, actual: 11, unit: "月"), field: .months), "少计 240.00 元"),
      // Whether the flag would have excluded anybody, nobody can tell.
      (finding(.valueNotParsed, field: .concurrent, touches: [.concurrent, .heads, .due]), "影响至多 2,880.00 元"),
    ]
    for (finding, words) in found {
      #expect(worth.share(of: finding).words.zh == words, "\(finding.code.rawValue) \(finding.field)")
    }
    #expect(worth.share(of: found[0].0).words.en == "lowers it by up to 8,640.00 yuan")
    #expect(worth.share(of: found[3].0).words.en == "raises it by up to 2,880.00 yuan")
  }

  @Test func `a finding about one month is worth a month, and months of many heads are worth no single head's`() {
    let heads = Discrepancy.Gap.counts(expected: 3, actual: 4, unit: "人")
    #expect(worth.most(of: finding(.overQuota, heads, period: "2021-08")) == Money(fen: 24_000))
    #expect(worth.most(of: finding(.overQuota, heads, period: "2021-01/2021-04")) == Money(fen: 96_000))
    #expect(worth.most(of: finding(.overQuota, heads)) == Money(fen: 288_000))
    let months = Discrepancy.Gap.counts(expected: 12, actual: 11, unit: "月")
    #expect(worth.effect(of: finding(.missingNotZero, months)) == Money(fen: -24_000))
    #expect(worth.effect(of: finding(.missingNotZero, months, level: .village)) == nil)
    #expect(worth.most(of: finding(.missingNotZero, months, level: .village)) == Money(fen: 72_000))
    #expect(worth.most(of: finding(.missingNotZero, months, level: .town)) == nil)
  }
}
