import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// A publication of the demo, and of the shared set with faults where it is there.
private struct Published {
  let folder: String

  init(inbox: String? = nil, register: String? = nil) async throws {
    var options = RunOptions()
    options.inbox = inbox
    options.register = register
    options.output = try Project.temporaryFolder()
    options.asOf = CalendarDate("2022-01-31")
    await Turn.begin()
    defer { Turn.end() }
    let outcome = try await PipelineFile(path: Project.root + "/pipelines/jiangmen-2021.yaml")
      .run(options: options)
    folder = try #require(outcome.folder)
  }

  static let demo = Task { try await Published() }

  func explain(_ what: String, depth: Int? = nil) throws -> FigureExplanation {
    try FigureExplanation(what, output: folder, depth: depth, language: "zh")
  }

  func chain(_ what: String) throws -> FigureChain.Link {
    let tables = PublishedTables(folder: folder)
    return try FigureChain(tables: tables, depth: nil).node(try #require(try FigureName.read(what, in: tables).first))
  }

  /// Figures that are published and that no row of the lineage leads to.
  func unlinked() throws -> [String] {
    let tables = PublishedTables(folder: folder)
    var missing: [String] = []
    for dataset in PublishedTables.datasets {
      let rows = try tables.rows(dataset)
      let fields = FigureName.fields(of: dataset, rows.columns)
      #expect(!fields.isEmpty)
      for key in rows.keys {
        for field in fields where rows.rows[key]?[field]?.isEmpty == false {
          if try tables.links(dataset, key, field).isEmpty { missing.append("\(dataset).\(key).\(field)") }
        }
      }
    }
    return missing
  }
}

@Suite struct ExplainTests {
  @Test func `every figure of every dataset has its lineage`() async throws {
    #expect(try await Published.demo.value.unlinked() == [])
  }

  @Test(.enabled(if: Project.shared != nil), arguments: ["2021-as-reported", "2021-with-faults"])
  func `every figure of the county's real shapes has its lineage`(_ set: String) async throws {
    let shared = try #require(Project.shared)
    let published = try await Published(
      inbox: shared + "/uploads/" + set, register: shared + "/register/villages-2021.csv")
    #expect(try published.unlinked() == [])
  }

  @Test(
    arguments: ["counties.440783", "counties.440781", "counties.440785"],
    ["amount_due_yuan", "eligible", "person_months", "listed"])
  func `what lies at the ends of a chain adds up to its figure, and each end is a cell`(_ row: String, _ field: String)
    async throws
  {
    let root = try await Published.demo.value.chain(row + "." + field)
    var sum: Int64 = 0
    func descend(_ node: FigureChain.Link) throws {
      guard node.below.isEmpty else { return try node.below.forEach(descend) }
      #expect(!node.file.isEmpty && !node.range.isEmpty, "\(node.name)")
      if let value = WrittenDecimal(node.value) { sum += value.digits }
    }
    try descend(root)
    #expect(WrittenDecimal(root.value)?.digits == sum)
  }

  @Test(arguments: [
    ("counties.开平市.eligible", "counties.440783.eligible"), ("counties.开平.eligible", "counties.440783.eligible"),
    ("counties[440783].eligible", "counties.440783.eligible"), ("budget.合计.spent_yuan", "budget.合计.spent_yuan"),
    ("budget[村(居)务公开].spent_yuan", "budget[村(居)务公开].spent_yuan"), ("claims.C01.residual", "claims.C01.residual"),
    ("大田村委会.quota", "villages.440781110200.quota"), ("大田镇.quota", "towns.440785106.quota"),
    ("villages.大田村.quota", "villages.440781110200.quota"),
    ("months.开平.3.heads", "months[440783 2021-03].heads"),
    ("months.440783.2021-03.heads", "months[440783 2021-03].heads"),
  ])
  func `a figure is found by code and by name`(_ typed: String, _ printed: String) async throws {
    let text = try await Published.demo.value.explain(typed, depth: 0).text
    #expect(text.hasPrefix(printed + " = "))
  }

  @Test func `a folder names its county, and a fingerprint its finding`() async throws {
    let published = try await Published.demo.value
    #expect(try published.explain("counties.taishan.eligible", depth: 0).text.hasPrefix("counties.440781.eligible = "))
    let rows = try records(ofCSV: published.folder + "/discrepancies.csv")
    let row = try #require(rows.first { $0["cell"]?.isEmpty == false })
    let print = try #require(row["fingerprint"])
    #expect(FindingExplanation.isFingerprint(print))
    let text = try FindingExplanation(print, output: published.folder, language: "zh").text
    #expect(text.contains(row["message_zh"] ?? "-") && text.contains("!" + (row["cell"] ?? "-")))
  }

  @Test func `an amount that another document states leads to that document's cells`() async throws {
    let published = try await Published.demo.value
    let tables = PublishedTables(folder: published.folder)
    let stated = try tables.rows("villages").rows.filter { $0.value["amount_stated_yuan"]?.isEmpty == false }
    // Some of each county.
    for key in Dictionary(grouping: stated.keys.sorted(), by: { $0.prefix(6) }).values.flatMap({ $0.prefix(3) }) {
      let links = try tables.links("villages", key, "amount_stated_yuan").map(\.file)
      let below = try published.chain("villages.\(key).amount_stated_yuan").below
      #expect(!below.isEmpty && below.allSatisfy { links.contains($0.file) }, "\(key)")
    }
  }

  @Test(arguments: [
    ("county.440783.eligible", "counties"), ("counties.440784.eligible", "44078"),
    ("counties.开平市.eligable", "eligible"), ("开平市.eligable", "eligible"), ("villages.大田镇.quota", "villages"),
    ("counties.开平市.amount_due", "amount_due_yuan"), ("budget.合记.spent_yuan", "合计"), ("claims.C999.stated", "C"),
    ("counties", "amount"),
  ])
  func `an unknown name is told with the nearest one`(_ typed: String, _ suggestion: String) async throws {
    let published = try await Published.demo.value
    let error = #expect(throws: SetupError.self) { try published.explain(typed) }
    #expect(error?.zh.contains(suggestion) == true || suggestion == "amount" && error?.zh.contains("counties.") == true)
    #expect(error.map { $0.zh != $0.en } == true)
  }

  @Test func `a path names the town or village that is not there, and README's example is`() async throws {
    let published = try await Published.demo.value
    func error(_ typed: String) -> SetupError? { #expect(throws: SetupError.self) { try published.explain(typed) } }
    let village = error("台山市.四九镇.没有村.应发金额")
    #expect(village?.en.hasPrefix("there is no village of 四九镇 \"没有村\"") == true && village?.file == "没有村")
    // The village is there: what is not is its figure.
    #expect(error("台山市.四九镇.兴园村.没有.应发金额")?.zh.hasPrefix("没有这个 villages.440781102200 字段“没有”") == true)
    #expect(error("台山市.四九镇.兴园村.应发金")?.zh == "没有这个 villages.440781102200 字段“应发金”；是否为“应发金额”？")
    #expect(error("台山市.四久镇.兴园村.应发金额")?.zh == "没有这个台山市的镇街“四久镇”；是否为“四九镇”？")
    #expect(error("没有市.四九镇.兴园村.应发金额")?.en.hasPrefix("there is no dataset or name \"没有市\"") == true)
    let readme = try String(contentsOfFile: Project.root + "/README.md", encoding: .utf8)
    for match in readme.matches(of: /duizhang explain '?((?:[a-z]+[.\[])?[一-龥]\S*?)'?(?: |\n)/) {
      #expect(throws: Never.self, "\(match.1)") { try published.explain(String(match.1)) }
    }
  }

  @Test func `a name that several rows bear asks for the code`() async throws {
    let published = try await Published.demo.value
    let tables = PublishedTables(folder: published.folder)
    let doubled = try #require(try tables.rows("villages").names.first { $0.value.count > 1 })
    let error = #expect(throws: SetupError.self) { try published.explain("villages." + doubled.key + ".eligible") }
    for code in doubled.value { #expect(error?.en.contains(code) == true) }
  }

  @Test(arguments: [
    ("开平市", "counties.440783."), ("440783.amount_due_yuan", "counties.440783.amount_due_yuan = "),
    ("开平.应发金额", "counties.440783.amount_due_yuan = "), ("counties.开平.amount due", "counties.440783.amount_due_yuan = "),
    ("合计.尾差", "budget.合计.residual_yuan = "), ("claims.1.stated", "claims.C01.stated = "),
  ])
  func `figures are named as people name them, without the table and by a column's title`(
    _ typed: String, _ wanted: String
  ) async throws {
    #expect(try await Published.demo.value.explain(typed, depth: 0).text.hasPrefix(wanted))
  }

  @Test func `a village is found by a path of names, with or without the ends that offices leave off`() async throws {
    let published = try await Published.demo.value
    let tables = PublishedTables(folder: published.folder)
    let rows = try tables.rows("villages").rows
    let doubled = try #require(
      try tables.rows("villages").names.first { $0.value.count > 1 && $0.key.hasSuffix("村委会") })
    for key in doubled.value {
      let row = try #require(rows[key])
      let (county, town, village) = (row["county"] ?? "", row["town"] ?? "", row["village"] ?? "")
      let short = String(village.dropLast("村委会".count))
      for typed in [
        "villages.\(county).\(town).\(village).eligible", "villages[\(town) \(village)].eligible",
        "\(county.dropLast()).\(town.prefix(2)).\(short).核发人数",
      ] {
        #expect(try published.explain(typed, depth: 0).text.hasPrefix("villages.\(key).eligible = "), "\(typed)")
      }
    }
    let error = #expect(throws: SetupError.self) {
      try published.explain("villages." + doubled.key.dropLast("村委会".count) + ".eligible")
    }
    let towns = doubled.value.compactMap { rows[$0]?["town"] }
    #expect(towns.allSatisfy { error?.en.contains($0) == true })
  }

  @Test func `a finding that somebody answers for says who, until when and why`() async throws {
    let published = try await Published.demo.value
    let copy = try Project.temporaryFolder() + "/copy"
    try FileManager.default.copyItem(atPath: published.folder, toPath: copy)
    let row = try #require(try records(ofCSV: copy + "/lifecycle.csv").first)
    let print = try #require(row["fingerprint"])
    #expect(try !FindingExplanation(print, output: copy, language: "zh").text.contains("已核实"))
    let lives = try String(contentsOfFile: copy + "/lifecycle.csv", encoding: .utf8).split(separator: "\n").map {
      line in
      line.contains(print) ? "\(print),acknowledged,2022-01-31,2022-01-31,1,市局,2022-06-30,已核对凭证" : String(line)
    }
    try (lives.joined(separator: "\n") + "\n").write(toFile: copy + "/lifecycle.csv", atomically: true, encoding: .utf8)
    #expect(
      try FindingExplanation(print, output: copy, language: "zh").text.contains("已核实：市局，有效至 2022-06-30，理由：已核对凭证"))
  }

  @Test func `deeper steps are folded and counted`() async throws {
    let published = try await Published.demo.value
    let folded = try published.explain("counties.440783.eligible", depth: 1).text
    let whole = try published.explain("counties.440783.eligible").text
    #expect(folded.contains("--depth") && !whole.contains("--depth"))
    #expect(folded.split(separator: "\n").allSatisfy { !$0.hasPrefix("      ") })
    #expect(whole.count > folded.count)
  }

  @Test func `a row without a field lists its figures`() async throws {
    let lines = try await Published.demo.value.explain("counties.开平市").text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("counties.440783.") } == 11)
  }

  @Test func `as CSV each step is a row with its depth`() async throws {
    let csv = try await Published.demo.value.explain("claims.C01.computed").csv
    let path = try Project.temporaryFolder() + "/chain.csv"
    try csv.write(toFile: path, atomically: true, encoding: .utf8)
    let rows = try records(ofCSV: path)
    #expect(rows.first?["depth"] == "0" && rows.first?["figure"] == "claims.C01.computed")
    #expect(rows.contains { $0["depth"] == "2" && $0["file"] == "budget.csv" && $0["range"] != "" })
  }

  @Test func `a publication alone is enough`() async throws {
    let published = try await Published.demo.value
    let copy = try Project.temporaryFolder() + "/copy"
    try FileManager.default.copyItem(atPath: published.folder, toPath: copy)
    let here = try FigureExplanation("claims.C05.computed", output: copy, depth: nil, language: "zh").text
    #expect(try published.explain("claims.C05.computed").text == here)
    #expect(here.contains("taishan/"))
  }

  @Test func `where nothing is published that is said`() throws {
    let empty = try Project.temporaryFolder()
    let error = #expect(throws: SetupError.self) {
      try FigureExplanation("counties.440783.eligible", output: empty, depth: nil, language: "zh")
    }
    #expect(error?.en.contains("duizhang run") == true)
  }

  @Test func `a lineage that runs in a circle ends`() async throws {
    let folder = try Project.temporaryFolder()
    try "dataset,key,field,file,sheet,range,rule\nbudget,甲,spent_yuan,,,,budget[甲].spent_yuan\n".write(
      toFile: folder + "/lineage.csv", atomically: true, encoding: .utf8)
    try "line,spent_yuan\n甲,1.00\n".write(toFile: folder + "/budget.csv", atomically: true, encoding: .utf8)
    #expect(
      try FigureExplanation("budget.甲.spent_yuan", output: folder, depth: nil, language: "zh").text.contains("1.00"))
  }
}
