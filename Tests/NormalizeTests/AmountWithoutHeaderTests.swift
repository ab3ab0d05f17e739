import Testing

@testable import Domain
@testable import Normalize

/// What is paid below no header is read where the rate and the sum prove it, and only there.
@Suite struct AmountWithoutHeaderTests {
  private func list(
    _ header: String = "", title: String = "甲市2021年4月补贴发放表", pays: [String] = ["240", "0", "240", "240"],
    sum: String = "合计,,,,720"
  ) -> Trial {
    let names = ["张甲", "李乙", "王丙", "赵丁"]
    let rows = zip(names, pays).map { "东镇,山底村,\($0),240,\($1)" }
    return Trial(
      "\(title)\n单位：元\n镇,村,姓名,补贴标准,\(header)\n" + (rows + [sum]).joined(separator: "\n") + "\n", name: "4月.csv")
  }

  @Test func `a month's pay is what the rate makes of it, added up below`() {
    #expect(list().amounts == [240, 0, 240, 240])
    // A header that says nothing is told, for what is paid hangs on it.
    #expect(list("XY").errors.contains("DZ104") && list("XY").amounts == [nil, nil, nil, nil])
  }

  @Test func `figures that nothing proves are no pay`() {
    #expect(list(sum: "合计,,,,").amounts == [nil, nil, nil, nil])
    #expect(list(sum: "合计,,,,960").amounts == [nil, nil, nil, nil])
    #expect(list(pays: ["240", "12", "240", "240"], sum: "合计,,,,732").amounts == [nil, nil, nil, nil])
    for title in ["成员花名册", "补贴发放对象花名册"] {
      #expect(list(title: "甲市2021年4月\(title)").amounts == [nil, nil, nil, nil])
    }
    // What is due before a deduction is not what is paid.
    let rows = ["张甲,240,240,40,200", "李乙,240,240,0,240", "王丙,240,240,0,240"].map { "东镇,山底村,\($0)\n" }
    let deducted = Trial(
      "甲市2021年4月补贴发放表\n单位：元\n镇,村,姓名,补贴标准,,扣减,\n" + rows.joined() + "合计,,,,720,40,680\n", name: "4月.csv")
    #expect(deducted.amounts == [nil, nil, nil])
  }
}
