import Testing

@testable import Domain
@testable import Reconcile

/// DZ408 of totals beside amounts that cannot be read.
@Suite struct OpenTotalsTests {
  private func cells(
    _ total: String, amounts: [String] = ["2880", "2880", "#REF!"], months: [String] = ["12", "12", "12"]
  ) -> [String] {
    let rows = zip(zip(["张甲", "李乙", "王丙"], months), amounts).map { "东镇,山底村,\($0.0),\($0.1),\($1)" }
    let text = "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,月数,金额\n" + rows.joined(separator: "\n") + "\n合计,,,,\(total)\n"
    return Books([("发放表.csv", text)]).cells(.subtotalMismatch)
  }

  @Test func `a total is of the readable amounts, or of these and what the others are due`() {
    for total in ["5760", "8640"] { #expect(cells(total).isEmpty, "\(total)") }
    for total in ["8650", "11520", "7200", "5880"] { #expect(cells(total) == ["E7"], "\(total)") }
  }

  @Test func `a row that states no months may be paid for any of them`() {
    let open = ["", "", ""]
    for total in ["5760", "8640", "7200"] { #expect(cells(total, months: open).isEmpty, "\(total)") }
    for total in ["8650", "11520"] { #expect(cells(total, months: open) == ["E7"], "\(total)") }
  }

  @Test func `of several that cannot be read any may be in the total`() {
    let amounts = ["2880", "#REF!", "#REF!"]
    for total in ["2880", "5760", "8640"] { #expect(cells(total, amounts: amounts).isEmpty, "\(total)") }
    #expect(cells("7000", amounts: amounts) == ["E7"])
  }
}
