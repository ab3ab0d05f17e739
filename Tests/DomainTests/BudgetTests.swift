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
  }
}
