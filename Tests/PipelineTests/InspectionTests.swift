import Support
import Testing

@testable import Pipeline

/// `inspect` fits a screen of 80 columns.
struct InspectionTests {
  private func lines(_ bytes: [UInt8], _ name: String, _ language: String) -> [Substring] {
    Inspection(bytes: bytes, name: name, language: language).text(language).split(separator: "\n")
  }

  @Test("every line of a table with many columns fits, and every column is there", arguments: ["zh", "en"])
  func wideTables(_ language: String) {
    let months = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    let title = String(repeating: "某县村务监督委员会成员补贴月报", count: 6)
    let row = Array(repeating: "3,720", count: 12).joined(separator: ",")
    let text = "\(title)\r\n镇,村,\(months)\n" + (1...6).map { "三埠,石海\($0)村,\(row)\n" }.joined()
    let lines = lines(Array(text.utf8), "月报.csv", language)
    #expect(lines.allSatisfy { displayWidth($0) <= 80 }, "\(lines.joined(separator: "\n"))")
    #expect(lines.contains { $0.contains(language == "zh" ? "12月金额 → 实发金额 12月" : "12月金额 → amount 12") })
    #expect(lines.count < 24)
  }

  @Test(
    "months without a year are the title's, else of none",
    arguments: [("甲县2024年补贴月报表", "2024-01"), ("甲县补贴月报表", "1"), ("甲县补贴月报表（2022年12月31日填报）", "1")])
  func yearOfMonths(_ title: String, _ month: String) {
    let text = "\(title)\n镇,村,1月人数,1月金额\n三埠,石海村,3,720\n三埠,水口村,3,720\n"
    #expect(lines(Array(text.utf8), "月报.csv", "en").contains { $0.contains("1月金额 → amount \(month)") })
  }

  @Test func `months of two tables on a sheet are each of their own title's year`() {
    let text = [2020, 2021].map { "甲县\($0)年补贴月报表\n镇,村,1月人数,1月金额\n三埠,石海村,3,720\n三埠,水口村,3,720\n\n\n" }.joined()
    let told = lines(Array(text.utf8), "月报.csv", "en").filter { $0.contains("1月金额 → amount") }
    #expect(told.count == 2 && told[0].contains("amount 2020-01") && told[1].contains("amount 2021-01"))
  }

  @Test func `columns have a Chinese word beside their key`() {
    let text = "甲县2024年补贴汇总表\n镇,村,应有人数,兼任不发人数,核发人数,金额\n三埠,石海村,3,0,3,8640\n三埠,水口村,3,0,3,8640\n"
    let told = lines(Array(text.utf8), "汇总表.csv", "zh").joined(separator: "\n")
    #expect(told.contains("→ 应有人数 quota") && told.contains("→ 核发人数 paid") && told.contains("→ 兼任 concurrent"))
  }

  @Test func `a sheet that cannot be read makes the file unreadable`() {
    func isUnreadable(_ rows: String) -> Bool {
      Inspection(bytes: WorkbookText(rows: rows).bytes, name: "表.xlsx").isUnreadable
    }
    #expect(!isUnreadable(#"<row r="1"><c r="A1"><v>1</v></c></row>"#))
    #expect(isUnreadable(#"<row r="1"><c r="A1"><v>1</c></row>"#))
  }

  @Test("what hinders reading is told in lines that fit", arguments: ["zh", "en"])
  func problems(_ language: String) {
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] + [UInt8](repeating: 0, count: 600)
    let lines = lines(old, "旧.xls", language)
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { displayWidth($0) <= 80 }, "\(lines.joined(separator: "\n"))")
  }
}
