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

  @Test func `map gives the files of one folder one block, in which no word stands twice`() throws {
    let one = try file("发放表.csv", list)
    let folder = URL(fileURLWithPath: one).deletingLastPathComponent().path
    let other = ["甲市2021年村务监督委员会成员花名册,,,,", "镇,村,姓名,发钱数目,挂职时间", "东镇,山底村,张甲,2880,2021.1", "东镇,水口村,李乙,1440,2021.2"]
    let second = folder + "/花名册.csv"
    try (other.joined(separator: "\n") + "\n").write(toFile: second, atomically: true, encoding: .utf8)
    let elsewhere = try file("发放表.csv", list)
    func map(_ paths: [String]) throws -> String {
      ColumnMap.yaml(try paths.map { try ColumnMap(path: $0, year: 2021) }, "zh")
    }
    let yaml = try map([one, second])
    func count(_ yaml: String, _ word: String) -> Int { yaml.split(separator: "\n").count { $0.hasPrefix(word) } }
    #expect(count(yaml, "    columns:") == 1 && count(yaml, "      \"发钱数目\"") == 1, "\(yaml)")
    #expect(yaml.contains("\"挂职时间\"") && yaml.contains("花名册.csv E"), "\(yaml)")
    let pipeline = try file(
      "p.yaml",
      ["inbox: .", "register: r.csv", "policy: p.yaml", "counties:", "  - name: 甲市"]
        + yaml.split(separator: "\n").map { String($0) })
    #expect(try PipelineFile(path: pipeline).counties?.first?.columns["发钱数目"] == "amount")
    // Another folder is another county.
    #expect(count(try map([one, elsewhere, second]), "    columns:") == 2)
  }

  @Test func `a key that stands twice is told with its lines, and the same key elsewhere is not`() throws {
    func fault(_ lines: [String]) throws -> SetupError? {
      let path = try file("p.yaml", ["inbox: .", "register: r.csv", "policy: p.yaml"] + lines)
      do { _ = try PipelineFile(path: path) } catch let error as SetupError { return error }
      return nil
    }
    let twice = try fault([
      "counties:", "  - name: 甲市", "    columns: {发钱: amount}", "    # columns: {}", "    unit: 元",
      "    \"columns\": {月: months}",
      "  - name: 乙市", "    columns: {发钱: amount}",
    ])
    #expect(twice?.line == 9 && twice?.en == "the key \"columns\" stands twice, on lines 6, 9: put both into one")
    #expect(twice?.zh.contains("第 6、9 行") == true && twice?.excerpt?.line == "    \"columns\": {月: months}")
    let first = try fault(["counties:", "  - name: 甲市", "    unit: 元", "    name: 乙市"])
    #expect(first?.line == 7 && first?.en.contains("lines 5, 7") == true)
    let braces = try fault(["counties:", "  - {name: 甲市, name: 乙市}"])
    #expect(braces?.line == 5 && braces?.en == "the key \"name\" stands twice: put both into one")
    #expect(try fault(["unit: 元", "unit: 元", "unit: 元"])?.en.contains("stands 3 times, on lines 4, 5, 6") == true)
    #expect(try fault(["counties:", "  - name: 甲市", "    columns: {}", "  - name: 乙市", "    columns: {}"]) == nil)
    // What is otherwise no YAML is told as before.
    #expect(try fault(["counties: [", "  - name"])?.en == "this is not valid YAML")
  }

  @Test func `map says so when nothing is left to place`() throws {
    let path = try file("发放表.csv", ["镇,村,姓名,月数,金额", "东镇,山底村,张甲,12,2880", "东镇,水口村,李乙,12,2880"])
    let map = try ColumnMap(path: path, year: 2021)
    #expect(map.isComplete)
    #expect(map.yaml("zh").hasPrefix("# ") && map.yaml("zh").hasSuffix("无需配置"))
  }

  @Test func `map says what is left unused where no column is unknown`() throws {
    let rows = (1...3).map { "\($0),石海\($0)村,张甲\($0),200,6,1200,260,6,1560,2760" }
    let path = try file(
      "发放表.csv",
      [
        "甲县2024年补贴发放表", "序号,村名,姓名,1-6月,,,7-12月,,,全年合计", ",,,标准,月数,金额,标准,月数,金额,",
      ] + rows)
    let told = try ColumnMap(path: path).yaml("zh")
    // A half-year's rate and months are used with its amount.
    #expect(told.hasSuffix("各列都已识别，无需配置"), "\(told)")
    let other = try file("名册.csv", ["镇,村,姓名,民族,月数,金额", "东镇,山底村,张甲,汉,12,2880", "东镇,水口村,李乙,汉,12,2880"])
    let shown = try ColumnMap(path: other).yaml("zh")
    #expect(!shown.contains("无需配置") && shown.contains("不采用（other）：D 民族"), "\(shown)")
  }

  @Test func `map shows words of the documents, and proposes no field that the values cannot have`() throws {
    let path = try file(
      "月报.csv",
      ["甲县2024年补贴表", "镇,村,姓名,项目,村小计,发放时段"]
        + (1...3).flatMap { place in
          ["金额,9360", "人数,9360"].map { "三埠,石海\(place)村,张甲,\($0),2021.1-2021.12" }
        })
    let told = try ColumnMap(path: path, year: 2024).yaml("zh")
    #expect(told.contains("金额 · 人数") && !told.contains(": villages") && !told.contains(": paid_on"), "\(told)")
    // A name stays masked, and a day is proposed.
    let other = try file(
      "某表.csv",
      ["甲县2024年补贴表", "镇,村,姓名,某人,村个数,发放时段"] + (1...3).map { "三埠,石海\($0)村,张甲,李四,3,2021.1.5" })
    let shown = try ColumnMap(path: other, year: 2024).yaml("zh")
    #expect(!shown.contains("李四") && shown.contains(": paid_on"), "\(shown)")
  }

  @Test func `map proposes no field for two columns of a table, and shows cells that differ`() throws {
    let rows = (0..<6).map { "东镇,山底村,张\("甲乙丙丁戊己".map { $0 }[$0]),\($0 == 0 ? "主任" : "委员"),\($0 == 4 ? "挂" : "没挂")" }
    let map = try ColumnMap(path: file("花名册.csv", ["镇,村,姓名,监委分工,挂两委职否"] + rows), year: 2021)
    let yaml = map.yaml("zh")
    #expect(yaml.contains("\"监委分工\": role") && yaml.contains("\"挂两委职否\": concurrent"), "\(yaml)")
    #expect(yaml.contains("没挂 · 挂") && yaml.contains("主任 · 委员"))
    // Of two tables each has its own.
    let twice = try ColumnMap(path: file("花名册.csv", ["镇,村,姓名,监委分工,村内分工"] + rows), year: 2021).yaml("zh")
    #expect(twice.split(separator: "\n").count { $0.contains(": role ") || $0.contains("或 role") } == 1, "\(twice)")
  }

  @Test func `a pipeline begun from uploads that state no rate says what to fill in`() throws {
    let folder = try Project.temporaryFolder()
    try FileManager.default.createDirectory(atPath: folder + "/甲市", withIntermediateDirectories: true)
    try "镇,村,姓名\n东镇,山底村,张甲\n东镇,山底村,李乙\n".write(toFile: folder + "/甲市/花名册.csv", atomically: true, encoding: .utf8)
    let scaffold = try Scaffold(
      folder: folder, register: Project.root + "/Tests/Golden/common/register.csv", policy: nil)
    try scaffold.write(language: "zh", isForced: false)
    #expect(scaffold.text("zh").contains("policy.yaml 中填写 rate_yuan\n"), "\(scaffold.text("zh"))")
    let error = #expect(throws: SetupError.self) { try readPolicy(path: folder + "/policy.yaml") }
    #expect(error?.zh.hasPrefix("“rate_yuan”没有填写") == true && error?.line == 5, "\(error?.zh ?? "")")
    #expect(error?.en.hasPrefix("\"rate_yuan\" is not filled in") == true)
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
    #expect(text.contains("基层组织→村 village") && text.contains("9 record"), "\(text)")
  }
}
