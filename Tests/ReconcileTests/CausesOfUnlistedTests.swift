import Testing

@testable import Domain
@testable import Reconcile

/// Who is paid and not in the roster is there for what is wrong in the roster's row, and is no reason for fewer heads.
@Suite struct CausesOfUnlistedTests {
  private static let villages = ["山底": 0, "水口": 10]
  private static func name(_ village: String, _ person: Int) -> String { "赵钱孙".map(String.init)[person] + village }
  private static func row(_ village: String, _ person: Int) -> String {
    "\(name(village, person)),\(idNumber((villages[village] ?? 0) + person + 1)),否"
  }
  private static let listed = ["山底", "水口"].flatMap { village in
    (0..<3).map { "东镇,\(village),\(row(village, $0))" }
  }

  private func books(
    listing rows: [String] = CausesOfUnlistedTests.listed,
    list: [String] = CausesOfUnlistedTests.listed.map { $0 + ",12,2880" }, towns: String? = nil
  ) -> Books {
    Books(
      [
        members(rows),
        paymentList(list, header: "镇,村,姓名,身份证号码,是否兼任,月数,金额"),
      ] + (towns.map { [summary("镇,村数,兼任不发人数,核发人数,金额", [$0])] } ?? []))
  }

  private func members(_ rows: [String]) -> (name: String, csv: String) { roster("镇,村,姓名,身份证号码,是否兼任", rows) }

  /// The codes of the causes of who is paid and not in the roster, by cell.
  private func causes(_ books: Books) -> [String: [String]] {
    Dictionary(
      books.found(.headcountMismatch).filter { $0.field == "name" }.map {
        ($0.spots[0].place.cell, $0.causes.map { books.findings[$0].code.rawValue })
      }, uniquingKeysWith: { $0 + $1 })
  }

  @Test func `another member's number and name stand in his row`() {
    var wrong = Self.listed
    wrong[1] = "东镇,山底,\(Self.row("水口", 0))"
    #expect(causes(books(listing: wrong)) == ["C5": ["DZ602"]])
    // Somebody else is paid in a place whose roster has each once.
    var list = Self.listed.map { $0 + ",12,2880" }
    list[4] = "东镇,水口,李四,\(idNumber(30)),否,12,2880"
    let both = causes(books(listing: wrong, list: list))
    #expect(both["C5"] == ["DZ602"] && both["C8"] == [])
  }

  @Test func `his number in the roster is none`() {
    var wrong = Self.listed
    let number = idNumber(2).dropLast() + (idNumber(2).hasSuffix("1") ? "2" : "1")
    wrong[1] = "东镇,山底,\(Self.name("山底", 1)),\(number),否"
    #expect(causes(books(listing: wrong)) == ["D5": ["DZ601"]])
    // Two valid numbers say of neither which is right.
    wrong[1] = "东镇,山底,\(Self.name("山底", 1)),\(idNumber(30)),否"
    #expect(causes(books(listing: wrong)) == ["D5": []])
  }
}
