import Testing

@testable import Domain
@testable import Reconcile

/// A summary's total beside an amount that cannot be read differs from the detail for what the two have differently.
@Suite struct CausesOfSummaryTotalsTests {
  private static let header = "镇,村,应有人数,兼任不发人数,核发人数,金额"
  private static let places = ["东镇,山底", "东镇,水口", "西镇,簕冲", "西镇,横坑"]

  /// The codes of the causes of the total's amount: a summary of some villages, the first one's amount an error value, beside a roster.
  private func causes(total: Int, villages: Int = 4, listed: [Int] = [3, 3, 3, 3]) -> [String]? {
    let members = zip(Self.places, listed).flatMap { place, count in
      ["赵", "钱", "孙", "李"].prefix(count).map { "\(place),\($0)\(place.suffix(1)),否" }
    }
    let rows = Self.places.prefix(villages).enumerated().map { "\($1),3,0,3,\($0 == 0 ? "#VALUE!" : "8640")" }
    let books = Books([
      roster("镇,村,姓名,是否兼任", members),
      summary(Self.header, rows + ["合计,,\(villages * 3),0,\(villages * 3),\(total)"]),
    ])
    let found = books.found(.dueVsPaid).first { $0.spots[0].place.cell == "F\(villages + 4)" }
    return found.map { Set($0.causes.map { books.findings[$0].code.rawValue }).sorted() }
  }

  @Test func `it lacks the village that the summary lacks`() {
    #expect(causes(total: 25_920, villages: 3) == ["DZ301"])
    #expect(causes(total: 25_000, villages: 3) == [])
  }

  @Test func `it has the seat that stands empty among the members, and not the one too many`() {
    #expect(causes(total: 34_560, listed: [3, 2, 3, 3]) == ["DZ306"])
    #expect(causes(total: 34_560, listed: [3, 3, 4, 3]) == ["DZ303"])
    #expect(causes(total: 37_440, listed: [3, 2, 3, 3]) == [])
    #expect(causes(total: 34_560) == nil)
  }

  @Test(arguments: [("9", ["DZ205"]), ("10", [])])
  func `seats that leave the unreadable ones out are fewer for these`(_ total: String, _ causes: [String]) {
    let rows = Self.places.enumerated().map { "\($1),\($0 == 0 ? "约3" : "3"),0,3,8640" }
    let members = Self.places.flatMap { place in ["赵", "钱", "孙"].map { "\(place),\($0)\(place.suffix(1)),否" } }
    let books = Books([
      roster("镇,村,姓名,是否兼任", members), summary(Self.header, rows + ["合计,,\(total),0,12,34560"]),
    ])
    let found = books.found(.headcountMismatch).filter { $0.spots[0].place.cell == "C8" }
    #expect(found.map { $0.causes.map { books.findings[$0].code.rawValue } } == [causes])
  }
}
