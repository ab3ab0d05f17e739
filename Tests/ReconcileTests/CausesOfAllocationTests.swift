import Testing

@testable import Domain
@testable import Reconcile

/// Findings that make up just what a sum or an allocation is off by are its causes; those that do not are none.
@Suite struct CausesOfAllocationTests {
  private func causes(_ books: Books, _ code: Code) -> [String: [String]] {
    Dictionary(
      books.found(code).map {
        ($0.spots[0].place.cell, Set($0.causes.map { books.findings[$0].code.rawValue }).sorted())
      },
      uniquingKeysWith: { $0 + $1 })
  }

  @Test func `a total that has heads less than its rows has their money less`() {
    func found(_ total: String) -> [String: [String]] {
      causes(
        Books([
          summary(
            "镇,村数,应有人数,兼任不发人数,核发人数,补贴标准,月数,金额",
            ["东镇,2,6,1,6,240,12,17280", "西镇,2,6,1,5,240,12,14400", "合计,4,12,2,10,,,\(total)"])
        ]), .subtotalMismatch)
    }
    #expect(found("28800")["H6"] == ["DZ302"])
    #expect(found("28000")["H6"] == [])
  }

  @Test func `months that are not in a row's money, and heads that only a list denies, are in no total`() {
    let months = ["东镇,山底,张甲,否,13,2880", "东镇,山底,李乙,否,12,2880", "合计,,,,,5520"]
    #expect(causes(Books([paymentList(months)]), .subtotalMismatch).values.allSatisfy { $0.isEmpty })
    let four = ["张甲", "李乙", "王丙", "赵丁"].map { "东镇,山底,\($0),否,12,2880" }
    let totals = summary("镇,村,应有人数,兼任不发人数,核发人数,金额", ["东镇,山底,3,0,3,8640", "合计,,,1,3,8640"])
    let found = causes(Books([paymentList(four), totals]), .subtotalMismatch)
    #expect((found["D5"] ?? []).isEmpty)
  }

  @Test func `one of several wrong amounts comes to an allocation's difference by chance`() throws {
    let amounts = ["2640", "2880", "2880", "3360", "2880", "2880"]
    let rows = amounts.enumerated().map { index, amount in
      "东镇,\(index < 3 ? "山底" : "水口"),张\(["甲", "乙", "丙", "丁", "戊", "己"][index]),否,12,\(amount)"
    }
    let allocated = Budget.Entry(
      stated: try #require(StatedMoney("17040", unit: .yuan)), place: Place(file: "budget.csv", cell: "C3"),
      raw: "17040")
    let books = Books([paymentList(rows)], allocated: allocated)
    #expect(causes(books, .countyVsAllocation).values.allSatisfy { !$0.contains("DZ404") })
  }

  @Test func `a total has the row in it of which nobody knows whose it is`() {
    func found(_ total: String) -> [String: [String]] {
      causes(
        Books([
          summary("镇,村,核发人数,金额", ["东镇,山底,3,8640", ",,3,8640", "西镇,簕冲,3,8640", "西镇,横坑,3,8640", "合计,,\(total)"])
        ]), .subtotalMismatch)
    }
    #expect(found("12,34560").values.allSatisfy { !$0.isEmpty })
    #expect(found("6,17280").values.allSatisfy { $0.isEmpty })
    // A thousand more than the row has are another fault.
    #expect((found("12,35560")["D8"] ?? []).isEmpty)
  }
}
