import Testing

@testable import Domain
@testable import Reconcile

/// Heads that may be reckoned and not counted, and months that a row may state without asking why.
@Suite struct DerivedHeadsTests {
  private let villages = "镇,村,应有人数,兼任不发人数,核发人数,金额"
  private let towns = "镇,村数,应有人数,兼任不发人数,核发人数,金额"

  /// The rows that DZ308 speaks of, with the cell that it names.
  private func derived(_ files: [(name: String, csv: String)]) -> [String] {
    Books(files).found(.formulaEqualsCount).map {
      "\($0.spots[0].place.cell) \($0.message.zh.prefix { $0 != " " })"
    }
  }

  @Test func `who is not paid again counts as nobody where no column says so`() {
    let header = "镇,村,应有人数,核发人数,金额"
    #expect(derived([summary(header, ["东镇,山底村,3,3,8640", "东镇,水口村,3,3,8640"])]) == ["D4 2"])
    #expect(derived([summary(header, ["东镇,山底村,3,3,8640", "东镇,水口村,3,2,5760"])]).isEmpty)
    #expect(derived([summary(villages, ["东镇,山底村,3,1,2,5760", "东镇,水口村,3,,3,8640"])]) == ["E4 2"])
  }

  @Test func `rows that state no seats or no heads were not reckoned from them`() {
    #expect(derived([summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640", "东镇,水口村,3,8640"])]).isEmpty)
    #expect(derived([summary(villages, ["东镇,山底村,3,0,3,8640", "东镇,水口村,,0,3,8640"])]).isEmpty)
    #expect(derived([summary(villages, ["东镇,山底村,3,0,3,8640", "东镇,水口村,3,0,,8640"])]).isEmpty)
  }

  @Test func `two villages' rows are asked for themselves, one village's with the towns'`() {
    let east = summary(villages, ["东镇,山底村,3,1,2,5760", "东镇,水口村,3,0,3,8640"])
    func west(_ heads: Int) -> (name: String, csv: String) {
      ("西镇汇总表.csv", summary(towns, ["西镇,2,6,0,\(heads),\(heads * 2880)"]).csv)
    }
    #expect(derived([east, west(5)]) == ["E4 2"] && derived([east, west(6)]) == ["E4 2"])
    let one = summary(villages, ["东镇,山底村,3,1,2,5760"])
    #expect(derived([one, west(6)]) == ["E4 2"] && derived([one, west(5)]).isEmpty)
    #expect(derived([summary(towns, ["东镇,2,6,1,5,14400", "西镇,2,6,0,6,17280"])]) == ["E4 2"])
    #expect(derived([summary(towns, ["东镇,2,6,1,5,14400"])]).isEmpty)
  }

  @Test func `returns were counted month by month, whatever their seats`() {
    let header = "镇,村,应有人数," + (1...12).map { "\($0)月人数" }.joined(separator: ",")
    let heads = Array(repeating: "3", count: 12).joined(separator: ",")
    let csv = "甲市2021年补贴月报表\n\(header)\n东镇,山底村,3,\(heads)\n东镇,水口村,3,\(heads)\n"
    #expect(derived([("月报.csv", csv)]).isEmpty)
  }

  // Months of a summary's row.

  /// Four months at 200 yuan, eight at 240.
  private let raised = Books.policy([Books.rule(1, 4, yuan: 200), Books.rule(5, 12)])

  private func months(_ months: Int, _ rate: String, _ yuan: Int) -> [Severity] {
    Books([summary("镇,村,核发人数,月数,补贴标准,金额", ["东镇,山底村,3,\(months),\(rate),\(yuan)"])], policy: raised)
      .found(.monthsOutOfRange).filter { $0.field == Field.months.rawValue }.map(\.severity)
  }

  @Test func `months at a rate are all there are only where it stood for as many`() {
    #expect(months(4, "200", 2400).isEmpty && months(8, "240", 5760).isEmpty)
    #expect(months(8, "200", 4800) == [.warning] && months(4, "240", 2880) == [.warning])
    #expect(months(3, "200", 1800) == [.warning] && months(7, "240", 5040) == [.warning])
    #expect(months(4, "", 2400) == [.warning] && months(8, "220", 5280) == [.warning])
  }

  @Test func `under one rate no number of months is all there are but the year's`() {
    func told(_ months: Int) -> Int {
      Books([summary("镇,村,核发人数,月数,补贴标准,金额", ["东镇,山底村,3,\(months),240,\(months * 720)"])])
        .found(.monthsOutOfRange).count
    }
    #expect(told(12) == 0 && told(11) == 1 && told(0) == 1)
  }

  @Test func `months and amount of a town's row are asked about only where they contradict each other`() {
    func told(_ rows: [String]) -> [Severity] {
      Books([summary("镇,村数,核发人数,月数,金额", rows)]).found(.monthsOutOfRange).map(\.severity)
    }
    #expect(told(["东镇,2,6,11,17280"]) == [.error] && told(["东镇,2,6,11,15840"]).isEmpty)
    #expect(told(["东镇,2,0,11,0"]).isEmpty && told(["东镇,2,6,12,17280"]).isEmpty)
  }
}
