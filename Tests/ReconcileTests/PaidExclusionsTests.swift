import Testing

@testable import Domain
@testable import Reconcile

/// Who is paid though he is marked as paid elsewhere is in the column's sum: he is why a total is off only where it leaves him out.
@Suite struct PaidExclusionsTests {
  /// The codes of the causes of a list's total, with a marked member who is paid 2880 and another amount.
  private func causes(total: Int, other: Int) -> [String] {
    let rows = ["东镇,山底,张甲,是,12,2880", "东镇,山底,李乙,否,12,\(other)", "东镇,山底,王丙,否,12,2880", "合计,,,,,\(total)"]
    let books = Books([paymentList(rows)])
    return books.found(.subtotalMismatch).flatMap { $0.causes.map { books.findings[$0].code.rawValue } }.sorted()
  }

  @Test func `a total that has him in it is off for another's amount alone`() {
    #expect(causes(total: 8640, other: 2640) == ["DZ404"])
    #expect(causes(total: 9000, other: 2880) == [])
  }

  @Test func `a total that leaves him out is off for him, and for another's amount besides`() {
    #expect(causes(total: 5760, other: 2880) == ["DZ606"])
    #expect(causes(total: 5760, other: 2640) == ["DZ404", "DZ606"])
  }
}
