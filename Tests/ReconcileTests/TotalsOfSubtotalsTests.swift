import Testing

@testable import Domain
@testable import Reconcile

/// A total over a cell that cannot be read is held against the stated subtotals that have it in them.
@Suite struct TotalsOfSubtotalsTests {
  /// A list of two towns with an error value at F5, as its totals are told.
  private func told(east: Int = 17280, west: Int = 17280, total: Int, more: [String] = []) -> [String: [String]] {
    func rows(_ places: [String]) -> [String] {
      places.flatMap { place in ["赵", "钱", "孙"].map { "\(place),\($0)\(place.suffix(1)),否,12,2880" } }
    }
    var first = rows(["东镇,山底", "东镇,水口"])
    first[1] = first[1].replacing("2880", with: "#REF!")
    let all =
      first + ["小计,,,,,\(east)"] + rows(["西镇,簕冲", "西镇,横坑"]) + ["小计,,,,,\(west)"] + more + ["合计,,,,,\(total)"]
    let books = Books([paymentList(all)])
    return Dictionary(
      books.found(.subtotalMismatch).map {
        ($0.spots[0].place.cell, $0.causes.map { books.findings[$0].code.rawValue })
      }, uniquingKeysWith: { $0 + $1 })
  }

  @Test func `a total that the subtotals do not come to is wrong, whatever stands in the cell`() {
    #expect(told(total: 35_760) == ["F18": []])
    #expect(told(total: 34_560).isEmpty)
  }

  @Test func `where the total has what is due in the cell, the town's sum is wrong`() {
    #expect(told(east: 18_480, total: 34_560) == ["F10": []])
  }

  @Test func `a total of what can be read, or of a wrong sum, is none that is wrong for itself`() {
    #expect(told(total: 31_680).isEmpty)
    // The other town's sum does not tie: the total has it as it is written, or as it should be.
    #expect(told(west: 18_480, total: 35_760)["F18"] == nil && told(west: 18_480, total: 34_560)["F18"] == nil)
  }

  @Test func `a row below no subtotal leaves the total open`() {
    #expect(told(total: 37_440, more: ["西镇,横坑,李坑,否,12,2880"])["F19"] == nil)
  }
}
