import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// A county of two villages whose payment list is written in the test.
private struct Tiny {
  let folder: String

  init(_ csv: String) throws {
    folder = try Project.temporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder + "/inbox/jia", withIntermediateDirectories: true)
    try csv.write(toFile: folder + "/inbox/jia/发放表.csv", atomically: true, encoding: .utf8)
    try """
    code,county,town,name,kind
    990101100200,甲市,东镇,山底村委会,村
    990101100201,甲市,东镇,水口村委会,村

    """.write(toFile: folder + "/register.csv", atomically: true, encoding: .utf8)
    try """
    county_code,line,amount,unit
    990101,村务监督委员会成员补贴,17280,元

    """.write(toFile: folder + "/allocation.csv", atomically: true, encoding: .utf8)
    try """
    inbox: inbox
    output: out
    register: register.csv
    allocation: allocation.csv
    policy: \(Project.root)/pipelines/policy/village-supervision-2021.yaml
    counties:
      - name: 甲市
        folders: [jia]

    """.write(toFile: folder + "/p.yaml", atomically: true, encoding: .utf8)
  }

  func findings() async throws -> [[String: String]] {
    await Turn.begin()
    defer { Turn.end() }
    _ = try await PipelineFile(path: folder + "/p.yaml").run(options: RunOptions())
    return try records(ofCSV: folder + "/out/current/discrepancies.csv")
  }

  func county() throws -> [String: String] {
    try #require(try records(ofCSV: folder + "/out/current/counties.csv").first)
  }
}

/// Three members of each village, in a payment list with a unit.
private func list(unit: String = "元", months: Int = 12, amount: String = "2880", villages: [String] = ["山底村", "水口村"])
  -> String
{
  var text = "甲市2021年村务监督委员会成员补贴发放表\n填报单位：甲市民政局,,,,,单位：\(unit)\n镇,村,姓名,是否兼任,月数,金额\n"
  for village in villages {
    for person in ["甲某", "乙某", "丙某"] { text += "东镇,\(village),\(person),否,\(months),\(amount)\n" }
  }
  return text
}

@Suite struct TrapTests {
  @Test func `a clean list has no error`() async throws {
    let tiny = try Tiny(list())
    #expect(try await tiny.findings().allSatisfy { !["error", "block"].contains($0["severity"]) })
    #expect(try tiny.county()["amount_due_yuan"] == "17280.00")
  }

  @Test func `a village that is not reported is named, and the allocation's gap is its consequence`() async throws {
    let found = try await Tiny(list(villages: ["山底村"])).findings()
    let missing = try #require(found.first { $0["code"] == "DZ301" })
    #expect(missing["village_code"] == "990101100201")
    #expect(found.first { $0["code"] == "DZ502" }?["caused_by"]?.contains(missing["fingerprint"] ?? "?") == true)
  }

  @Test func `yuan labelled 万元 is called so`() async throws {
    let found = try await Tiny(list(unit: "万元")).findings()
    let unit = found.filter { ["error", "block"].contains($0["severity"]) }
    #expect(unit.map { $0["code"] } == ["DZ107"] && unit.first?["actual"] == "万元" && unit.first?["expected"] == "元")
  }

  @Test func `eleven months are a gap of head-months against the allocation`() async throws {
    let tiny = try Tiny(list(months: 11, amount: "2640"))
    let found = try await tiny.findings()
    let gap = try #require(found.first { $0["code"] == "DZ502" })
    #expect(gap["delta_yuan"] == "-1440.00" && gap["consistent_with"]?.contains("11/12") == true)
    #expect(try tiny.county()["person_months"] == "66")
  }

  @Test func `a missing months cell is missing, not the policy's twelve`() async throws {
    let tiny = try Tiny(list().replacing("丙某,否,12,2880\n东镇,水口村,甲某", with: "丙某,否,,2880\n东镇,水口村,甲某"))
    #expect(try await tiny.findings().contains { $0["code"] == "DZ206" && $0["cell"] == "E6" })
    #expect(try tiny.county()["person_months"] == "60")
  }

  @Test func `a row of column numbers is no data`() async throws {
    let tiny = try Tiny(list().replacing("月数,金额\n", with: "月数,金额\n1,2,3,4,5,6\n"))
    #expect(try await tiny.findings().allSatisfy { !["error", "block"].contains($0["severity"]) })
    #expect(try tiny.county()["listed"] == "6")
  }

  @Test func `a formula in a text does no harm in a CSV`() async throws {
    let tiny = try Tiny(
      list().replacing("甲某,否", with: "=HYPERLINK(\"\"x\"\"),否").replacing(
        "东镇,山底村,=HYPERLINK(\"\"x\"\")", with: "东镇,山底村,\"=HYPERLINK(1)\""))
    _ = try await tiny.findings()
    let text = try String(contentsOfFile: tiny.folder + "/out/current/members.csv", encoding: .utf8)
    #expect(!text.contains(",=") && text.contains(",'="))
  }
}
