import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// Forgetting one person leaves all others as they are.
@Suite struct ForgetTests {
  private static func number(_ serial: Int) -> String {
    let head = "44152219900101" + String(100 + serial)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(head, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return head + String(Array("10X98765432")[sum % 11])
  }

  private static func phone(_ serial: Int) -> String { "1387771000\(serial)" }

  private func row(_ serial: Int) -> String {
    let village = ["山底村", "水口村", "石桥村"][serial / 3]
    let name = "张" + String(Array("甲乙丙丁戊己庚辛壬")[serial])
    return "东镇,\(village),\(name),\(Self.number(serial)),\(Self.phone(serial)),否"
  }

  private func afterForgettingTheFirst(_ lines: [String], in nights: Nights, _ file: String) async throws -> [String] {
    try nights.put(file, lines.joined(separator: "\n") + "\n", received: 1_642_000_000)
    try await nights.run()
    let done = try Forgetting(
      .number(try #require(IDNumber(Self.number(0)))), in: nights.pipeline, reason: "依申请", changesInbox: true,
      isDryRun: false)
    #expect(done.isFound && done.left.isEmpty)
    let text = try String(contentsOfFile: nights.inbox + "/jia/" + file, encoding: .utf8)
    #expect(!text.contains(Self.number(0)) && !text.contains(Self.phone(0)))
    for serial in 1..<9 {
      #expect(text.contains(Self.number(serial)) && text.contains(Self.phone(serial)), "\(serial)")
    }
    return text.split(separator: "\n").map(String.init)
  }

  @Test func `who came for another's money keeps number and telephone when that other is forgotten`() async throws {
    var lines = ["甲市2021年村务监督委员会成员补贴发放表", "填报单位：甲市民政局,,,,,,,单位：元", "镇,村,姓名,身份证号码,联系电话,是否兼任,月数,金额,备注"]
    for serial in 0..<9 {
      lines.append(row(serial) + ",12,2880," + (serial == 4 ? "由张甲\(Self.number(0))代领" : ""))
    }
    let after = try await afterForgettingTheFirst(lines, in: try Nights(), "发放表.csv")
    #expect(after[5] == lines[5] && !after[7].contains("张甲"))
  }

  @Test func `two persons side by side in a row are told apart`() async throws {
    let nights = try Nights()
    try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表.csv")
    let head = "镇,村,姓名,身份证号码,联系电话,是否兼任"
    var lines = ["甲市2021年村务监督委员会成员花名册", head + ",," + head]
    for serial in 0..<5 { lines.append(row(serial) + ",," + (serial < 4 ? row(serial + 5) : ",,,,,")) }
    _ = try await afterForgettingTheFirst(lines, in: nights, "花名册.csv")
  }
}
