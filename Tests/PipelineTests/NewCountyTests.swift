import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// What a person needs when a county's files use words or names that are not known yet.
@Suite struct NewCountyTests {
  private func file(_ name: String, _ lines: [String]) throws -> String {
    let path = try Project.temporaryFolder() + "/" + name
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private let list = [
    "甲市2021年村务监督委员会成员发放表,,,,", "镇,村,姓名,领了几个月,发钱数目", "东镇,山底村,张甲,12,2880", "东镇,水口村,李乙,6,1440",
    "东镇,石桥村,王丙,12,2880",
  ]

  @Test func `map proposes a line for each column that it cannot place, likeliest field first`() throws {
    let yaml = try ColumnMap(path: file("发放表.csv", list), year: 2021).yaml("zh")
    #expect(yaml.contains("\"发钱数目\": amount"), "\(yaml)")
    #expect(yaml.contains("\"领了几个月\": months") || !yaml.contains("领了几个月"), "\(yaml)")
  }

  @Test func `what map proposes is what a pipeline file takes`() throws {
    let upload = try file("发放表.csv", list)
    let yaml = try ColumnMap(path: upload, year: 2021).yaml("en")
    let folder = URL(fileURLWithPath: upload).deletingLastPathComponent().path
    let pipeline = try file(
      "p.yaml",
      ["inbox: \(folder)", "register: r.csv", "policy: p.yaml", "counties:", "  - name: 甲市"]
        + yaml.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { String($0) })
    let columns = try PipelineFile(path: pipeline).counties?.first?.columns
    #expect(columns?["发钱数目"] == "amount")
  }

  @Test func `map says so when nothing is left to place`() throws {
    let path = try file("发放表.csv", ["镇,村,姓名,月数,金额", "东镇,山底村,张甲,12,2880", "东镇,水口村,李乙,12,2880"])
    let map = try ColumnMap(path: path, year: 2021)
    #expect(map.isComplete)
    #expect(map.yaml("zh").hasPrefix("# "))
  }

  @Test func `map never prints a whole number of a person`() throws {
    let path = try file(
      "发放表.csv", ["镇,村,姓名,月数,金额,某列", "东镇,山底村,张甲,12,2880,440781197206200375", "东镇,水口村,李乙,12,2880,440781196110103496"])
    #expect(!(try ColumnMap(path: path, year: 2021).yaml("zh").contains("197206200375")))
  }

  private func pipelineWithAliases() throws -> (pipeline: PipelineFile, aliases: String) {
    let golden = Project.root + "/Tests/Golden/common"
    let path = try file(
      "p.yaml",
      ["inbox: .", "register: \(golden)/register.csv", "policy: \(golden)/policy.yaml", "aliases: aliases.csv"])
    return (
      try PipelineFile(path: path), URL(fileURLWithPath: path).deletingLastPathComponent().path + "/aliases.csv"
    )
  }

  @Test func `a confirmed name goes into the alias file, and only once`() throws {
    let (pipeline, aliases) = try pipelineWithAliases()
    let added = try AliasFile(pipeline).add("山,脚村", code: "990101100200", anyTown: false, from: nil, until: nil)
    #expect(added.village.name == "山底村委会")
    #expect(
      try readAliases(path: aliases) == [
        Alias(county: "甲市", town: "东镇", alias: "山,脚村", code: "990101100200", from: nil, until: nil)
      ])
    #expect(throws: SetupError.self) {
      try AliasFile(pipeline).add("山,脚村", code: "990101100201", anyTown: false, from: nil, until: nil)
    }
    _ = try AliasFile(pipeline).add(
      "旧名", code: "990101100201", anyTown: true, from: CalendarDate("2021-03-01"), until: nil)
    #expect(try readAliases(path: aliases).count == 2)
  }

  @Test func `an alias for a village that is not registered is refused with the nearest code`() throws {
    let (pipeline, aliases) = try pipelineWithAliases()
    let error = #expect(throws: SetupError.self) {
      try AliasFile(pipeline).add("某村", code: "990101100209", anyTown: false, from: nil, until: nil)
    }
    #expect(error?.en.contains("did you mean") == true)
    #expect(!FileManager.default.fileExists(atPath: aliases))
  }

  @Test func `inspecting a pipeline tells which tables are used, how their columns read, and what was left out`() throws
  {
    let text = try PipelineInspection(
      PipelineFile(path: Project.root + "/Tests/Golden/layout-columns-by-content/pipeline.yaml")
    ).text("zh")
    #expect(text.contains("甲市") && text.contains("发放表 [采用]"), "\(text)")
    #expect(text.contains("基层组织→village") && text.contains("9 record"), "\(text)")
  }
}
