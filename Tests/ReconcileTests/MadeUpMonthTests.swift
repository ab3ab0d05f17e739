import Testing

@testable import Domain
@testable import Reconcile

/// A month that a later month's list pays besides its own.
@Suite struct MadeUpMonthTests {
  private func books(_ note: String, inMay: Bool = false, months: Int = 2) -> Books {
    Books(
      (4...6).map { month in
        let own =
          month == 6 ? "\(months),\(240 * months),\(note)" : month == 4 || inMay ? "1,240," : nil
        let rows = (own.map { ["东镇,山底村,张甲,否," + $0] } ?? []) + ["李乙", "王丙"].map { "东镇,山底村,\($0),否,1,240," }
        let list = paymentList(rows, header: "镇,村,姓名,是否兼任,月数,金额,备注").csv
        return ("\(month)月发放表.csv", list.replacing("2021年", with: "2021年\(month)月"))
      })
  }

  @Test(arguments: ["补发5月", "含补发5月", "补发上月", "补5月份补贴", "补发5月240元"])
  func `a month that the next month's list makes up is paid later`(_ note: String) {
    let books = books(note)
    #expect(books.figures.tally.personMonths == 9 && books.figures.tally.listed == 3)
    #expect(books.found(.monthsOutOfRange).isEmpty && books.found(.backPayment).count == 1)
  }

  @Test func `a month that is paid already, or that no note names, is one too many`() {
    #expect(!books("补发5月", inMay: true).found(.monthsOutOfRange).isEmpty)
    for note in ["", "补发", "补发7月", "补发5月误餐费", "补发3-5月"] {
      #expect(books(note).found(.monthsOutOfRange).count == 1, "\(note)")
    }
  }
}
