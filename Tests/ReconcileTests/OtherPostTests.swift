import Testing

@testable import Domain
@testable import Reconcile

/// Posts that are paid elsewhere and are taken up within the year, or are none of those.
@Suite struct OtherPostTests {
  private func cells(_ books: Books) -> [String] {
    books.findings.filter {
      $0.severity >= .warning && [.dualPostPaid, .monthsOutOfRange, .valueNotParsed].contains($0.code)
    }
    .map { "\($0.code.rawValue) \($0.spots[0].place.cell)" }.sorted()
  }

  @Test func `a post of no discipline below 兼任职务 is none that pays`() {
    func posts(_ header: String, _ posts: [String]) -> Books {
      let rows = zip(["张甲", "李乙", "王丙"], posts).map { "东镇,山底村,\($0),\($1),12,2880" }
      return Books([paymentList(rows, header: "镇,村,姓名,\(header),月数,金额")])
    }
    let held = posts("兼任职务", ["纪检委员", "组织委员", ""])
    #expect(cells(held) == ["DZ606 D4"] && held.figures.tally.concurrent == 1)
    // What blanks mean is noted once.
    #expect(held.records.normalizations.filter { $0.rule == "blank-flag-is-no" }.map(\.count) == [1])
    #expect(cells(posts("是否兼任", ["是", "组织委员", ""])) == ["DZ205 D5", "DZ606 D4"])
    #expect(cells(posts("兼任职务", ["纪检委员", "原兼组织委员", ""])).contains("DZ205 D5"))
  }
}
