import Testing

@testable import Domain

/// What a county was allocated: its batches of the line that subsidies are paid from, under whatever way that is written.
@Suite struct BudgetTests {
  private let subsidy = "村务监督委员会成员补贴"

  private func entry(_ text: String, _ unit: MoneyUnit, cell: String) throws -> Budget.Entry {
    .init(
      stated: try #require(StatedMoney(text, unit: unit)), place: Place(file: "allocation.csv", cell: cell), raw: text)
  }

  private func allocation(_ batches: [Budget.Allocation], lines: [String]) -> Budget.Entry? {
    Budget(
      lines: lines.map { .init(name: $0, stages: [:]) }, totals: [:], allocations: batches, subsidyLine: subsidy
    ).allocation(ofCounty: "990101")
  }

  @Test func `batches add up, and their sum is no finer than the coarsest of them`() throws {
    let batches = [
      Budget.Allocation(countyCode: "990101", line: subsidy, entry: try entry("1000.50", .yuan, cell: "C2")),
      .init(countyCode: "990101", line: subsidy, entry: try entry("1.2", .wan, cell: "C3")),
      .init(countyCode: "990102", line: subsidy, entry: try entry("5", .wan, cell: "C4")),
      .init(countyCode: "990101", line: "村级换届选举", entry: try entry("7", .wan, cell: "C5")),
    ]
    for batches in [batches, batches.reversed()] {
      let whole = try #require(allocation(batches, lines: ["村级换届选举", subsidy]))
      #expect(whole.stated == StatedMoney(amount: Money(fen: 1_300_050), unit: .wan, places: 1))
    }
    #expect(allocation(batches, lines: ["村级换届选举", subsidy])?.raw == "1000.50 + 1.2")
    #expect(allocation(batches, lines: ["村级换届选举", subsidy])?.place.cell == "C2")
  }

  @Test func `without a budget file the line that the pipeline names is the one`() throws {
    let one = Budget.Allocation(countyCode: "990101", line: subsidy, entry: try entry("2.5", .wan, cell: "C2"))
    let other = Budget.Allocation(countyCode: "990101", line: "村级换届选举", entry: try entry("7", .wan, cell: "C3"))
    #expect(allocation([other, one], lines: [])?.stated.amount == Money(fen: 2_500_000))
    #expect(allocation([other], lines: [])?.stated == nil)
    // A budget that lacks the line lends no other line's money to it.
    #expect(allocation([other, one], lines: ["村级换届选举"])?.stated.amount == Money(fen: 2_500_000))
    #expect(allocation([other], lines: ["村级换届选举"])?.stated == nil)
  }

  @Test func `the line that subsidies are paid from is taken under the budget's name for it`() throws {
    func settled(_ names: [String]) throws -> Budget {
      let stages = [BudgetStage.allocated: try entry("1", .wan, cell: "B2")]
      var budget = Budget(
        lines: names.map { .init(name: $0, stages: stages) }, totals: [:], allocations: [], subsidyLine: subsidy)
      budget.settleSubsidyLine()
      return budget
    }
    let variant = try settled(["村级换届选举", "村务监督委员会成员补贴经费"])
    #expect(variant.subsidyLine == "村务监督委员会成员补贴经费")
    #expect(variant.variants.map(\.name) == [subsidy] && variant.variants.map(\.place.cell) == ["B2"])
    let exact = try settled([subsidy, "村级换届选举"])
    #expect(exact.subsidyLine == subsidy && exact.variants.isEmpty)
    let none = try settled(["村级换届选举"])
    #expect(none.subsidyLine == subsidy && none.variants.isEmpty)
  }

  @Test func `a cell states up to 10 billion yuan, a budget or a report up to 10 trillion`() {
    #expect(Money(fen: Money.cellLimit).grouped == "10,000,000,000.00")
    #expect(Money(fen: Money.statedLimit).grouped == "10,000,000,000,000.00")
  }
}
