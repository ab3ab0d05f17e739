import Testing

@testable import Domain
@testable import Reconcile

/// A total lacks a village's second row, and is wrong for itself in one figure.
@Suite struct CausesOfCopiesTests {
  private func causes(_ total: String) -> [String: [String]] {
    let rows = [
      "东镇,山底,3,0,3,8640", "东镇,水口,3,1,2,5760", "东镇,水口,3,1,2,5760", "西镇,簕冲,3,0,3,8640", "西镇,横坑,3,0,3,8640",
    ]
    let books = Books([summary("镇,村,应有人数,兼任不发人数,核发人数,金额", rows + ["合计,,\(total)"])])
    return Dictionary(
      books.found(.subtotalMismatch).map {
        ($0.spots[0].place.cell, $0.causes.map { books.findings[$0].code.rawValue })
      }, uniquingKeysWith: { $0 + $1 })
  }

  @Test func `the figures that lack the second row follow from it, the other is wrong`() {
    #expect(causes("12,1,11,32880") == ["C9": ["DZ207"], "D9": ["DZ207"], "E9": ["DZ207"], "F9": []])
  }

  @Test func `where most figures are others, none follows from it`() {
    #expect(causes("12,2,10,28800").values.allSatisfy { $0.isEmpty })
    #expect(causes("12,2,11,32880").values.allSatisfy { $0.isEmpty })
  }
}
