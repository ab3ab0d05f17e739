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
    #expect(lines.contains { $0.contains("12月金额 → amount") })
    #expect(lines.count < 24)
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
