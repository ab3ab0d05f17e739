import Testing

@testable import Domain
@testable import Reconcile

/// Lists with a column a month: the month that is wrong is told, and the sums that follow from it name it.
@Suite struct MonthsOverpaidTests {
  private func books(_ months: [String], note: String = "", stated: Int? = nil) -> Books {
    let header = "镇,村,姓名," + (1...12).map { "\($0)月" }.joined(separator: ",") + ",全年合计,备注"
    let sum = stated ?? months.compactMap { Int($0) }.reduce(0, +)
    let right = Array(repeating: "240", count: 12).joined(separator: ",") + ",2880,"
    return Books([
      paymentList(
        ["东镇,山底,赵一,\(months.joined(separator: ",")),\(sum),\(note)", "东镇,山底,钱二,\(right)", "东镇,山底,孙三,\(right)"],
        header: header)
    ])
  }

  private func months(_ changed: [Int: String]) -> [String] { (1...12).map { changed[$0] ?? "240" } }

  private func told(_ books: Books) -> [String: [String]] {
    let found = books.findings.filter {
      [.dueVsPaid, .monthsOutOfRange].contains($0.code) && $0.severity >= .warning
    }
    return Dictionary(
      found.map { ($0.spots[0].place.cell, $0.causes.map { books.findings[$0].spots[0].place.cell }) },
      uniquingKeysWith: { $0 + $1 })
  }

  @Test func `a month that is paid twice is wrong where it stands`() {
    #expect(told(books(months([5: "480"]))) == ["H4": [], "P4": ["H4"]])
    #expect(told(books(months([5: "480", 8: "480"]))) == ["H4": [], "K4": [], "P4": ["H4", "K4"]])
    // What is made up for, paid in advance or by the quarter comes to what is due.
    #expect(told(books(months([4: "0", 5: "480"]))).isEmpty && told(books(months([5: "480", 6: "0"]))).isEmpty)
    let quarters = (1...12).map { $0 % 3 == 0 ? "720" : "0" }
    #expect(told(books(quarters)).isEmpty)
    // Who came in May may be paid in June for it.
    #expect(told(books((1...12).map { $0 < 6 ? "" : $0 == 6 ? "480" : "240" }))["I4"] == nil)
  }

  @Test func `quarters in advance may end with October's column`() {
    let header = "镇,村,姓名," + (1...10).map { "\($0)月" }.joined(separator: ",") + ",全年合计,备注"
    let pay = (1...10).map { $0 % 3 == 1 ? "720" : "0" }.joined(separator: ",")
    #expect(told(Books([paymentList(["赵一", "钱二", "孙三"].map { "东镇,山底,\($0),\(pay),2880," }, header: header)])).isEmpty)
  }

  @Test func `a negative month is wrong where no note says that it is taken back`() {
    #expect(told(books(months([5: "-240"]))) == ["H4": [], "P4": ["H4"]])
    #expect(told(books(months([5: "-240"]), note: "扣回4月多发"))["H4"] == nil)
  }

  @Test func `a month that cannot be read is the month that a member is paid less`() {
    let open = books(months([5: "约240"]), stated: 2640)
    #expect(told(open)["P4"] == ["H4"])
    // A second month that is not paid has another reason.
    #expect(told(books(months([5: "约240", 7: ""]), stated: 2400))["P4"] == [])
  }
}
