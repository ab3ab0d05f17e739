import Testing

@testable import Domain
@testable import Reconcile

/// A village that is missing from the lists of some months is told in these, below its town's others.
@Suite struct ListsOfMonthsTests {
  private static let places = ["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"]

  private func list(_ month: Int, without place: String = "-") -> (name: String, csv: String) {
    let rows = Self.places.flatMap { place in
      ["张", "李", "王"].map { "\(place),\($0)\(place.suffix(2).prefix(1)),否,1,240\n" }
    }
    return (
      "\(month)月.csv",
      "甲市2021年\(month)月补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n" + rows.filter { !$0.contains(place) }.joined()
    )
  }

  private func places(_ files: [(name: String, csv: String)]) -> [String] {
    Books(files).found(.missingNotZero).filter { $0.field == Field.month.rawValue }.flatMap { finding in
      finding.spots.map { "\($0.place.file.split(separator: "/").last ?? "") \($0.place.cell)" }
    }
  }

  @Test func `a month's list that lacks a village is named, not one that has it`() {
    #expect(places((1...12).map { list($0, without: $0 == 6 ? "水口村" : "-") }) == ["6月.csv B6"])
    let two = places((1...12).map { list($0, without: [6, 7].contains($0) ? "山底村" : "-") })
    #expect(two.sorted() == ["6月.csv B6", "7月.csv B6"])
  }

  @Test func `where no list of the month has its town, none lacks the village`() {
    let town = places((1...12).map { list($0, without: $0 == 6 ? "西镇" : "-") })
    #expect(town.count == 2 && town.allSatisfy { $0.hasSuffix(".csv ") })
    #expect(places((1...11).map { list($0) }).allSatisfy { $0.hasSuffix(".csv ") })
  }

  @Test func `what is due lacks its months`() {
    let stated = StatedMoney(amount: Money(fen: 3_456_000), unit: .yuan, places: 0)
    let books = Books(
      (1...12).map { list($0, without: $0 == 6 ? "水口村" : "-") },
      allocated: Budget.Entry(stated: stated, place: Place(file: "allocation.csv"), raw: "34560"))
    let causes = books.found(.countyVsAllocation).flatMap { $0.causes.map { books.findings[$0].field } }
    #expect(causes.contains(Field.month.rawValue))
  }
}
