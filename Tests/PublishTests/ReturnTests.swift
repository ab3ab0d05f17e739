import Domain
import Foundation
import Pipeline
import Samples
import Spreadsheet
import Support
import Testing

@testable import Publish

/// Runs the project's pipeline on invented uploads with planted faults.
struct FaultyRun {
  let inbox: String
  let output: String

  init(language: String = "zh") async throws {
    let folder = try Project.temporaryFolder()
    inbox = folder + "/inbox"
    output = folder + "/output"
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: output + "/key"))
    _ = try writeSample(to: inbox, scale: .demo, hasFaults: true, seed: 2021, isForced: true)
    for case let name as String in FileManager.default.enumerator(atPath: inbox) ?? .init() {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_642_000_000)], ofItemAtPath: inbox + "/" + name)
    }
    _ = try await run(language)
  }

  @discardableResult
  func run(_ language: String = "zh") async throws -> RunOutcome {
    var pipeline = try PipelineFile(path: Project.root + "/pipelines/jiangmen-2021.yaml")
    pipeline.language = language
    var options = RunOptions()
    options.inbox = inbox
    options.output = output
    options.asOf = CalendarDate("2022-01-31")
    await Turn.begin()
    defer { Turn.end() }
    return try await pipeline.run(options: options)
  }

  func rows(_ table: String) throws -> [[String: String]] { try records(ofCSV: output + "/current/" + table) }

  func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: output + "/current/" + name)))
  }

  /// The texts of a return's first sheet by row and column, from 1.
  func cells(ofReturn county: String) throws -> [Int: [Int: String]] {
    let book = try Workbook(bytes: try bytes("returns/\(county).xlsx"), name: county)
    let grid = try book.grid(ofSheet: 0)
    var out: [Int: [Int: String]] = [:]
    for row in grid.rows {
      for cell in grid.cells[row.cells] { out[row.number, default: [:]][Int(cell.column)] = grid.display(cell) }
    }
    return out
  }
}

@Suite struct ReturnTests {
  @Test func `every finding that a county can mend stands in its own return, at its place, and in no other`()
    async throws
  {
    let trial = try await FaultyRun()
    let found = try trial.rows("discrepancies.csv").filter { row in
      Code(rawValue: row["code"] ?? "")?.mender == .county
        && (Severity(rawValue: row["severity"] ?? "") ?? .info) >= .warning
    }
    #expect(found.count > 20)
    for county in try trial.rows("counties.csv").compactMap({ $0["county"] }) {
      let cells = try trial.cells(ofReturn: county)
      let wanted = Set(found.filter { $0["county"] == county }.compactMap { $0["fingerprint"] })
      let listed = Set(cells.filter { $0.key > 3 }.compactMap { $0.value[13] })
      #expect(listed == wanted, "\(county)")
      for row in found where row["county"] == county && row["cell"]?.isEmpty == false {
        #expect(
          cells.values.contains { $0[13] == row["fingerprint"] && $0[5]?.hasSuffix(row["cell"] ?? "?") == true },
          "\(row["code"] ?? "") \(row["cell"] ?? "")")
      }
    }
  }

  @Test func `the first rows are the gravest that nothing else explains`() async throws {
    let trial = try await FaultyRun()
    for county in try trial.rows("counties.csv").compactMap({ $0["county"] }) {
      let cells = try trial.cells(ofReturn: county)
      let gravities = cells.filter { $0.key > 3 && $0.value[13] != nil }.sorted { $0.key < $1.key }
        .filter { $0.value[8]?.contains("引起") != true }.compactMap { $0.value[2] }
      #expect(gravities == gravities.sorted { $0 == "须更正" && $1 != "须更正" }, "\(county)")
    }
  }

  @Test func `a county that differs is told by how much, and in which lines the causes stand`() async throws {
    let trial = try await FaultyRun()
    let causes = Dictionary(
      try trial.rows("discrepancies.csv").map { row in
        (row["fingerprint"] ?? "", (row["caused_by"] ?? "").split(separator: ";").map(String.init))
      }, uniquingKeysWith: { a, _ in a })
    func roots(_ print: String) -> Set<String> {
      let below = causes[print] ?? []
      return below.isEmpty ? [print] : below.reduce(into: []) { $0.formUnion(roots($1)) }
    }
    let found = try trial.rows("discrepancies.csv")
    var differing = 0
    for row in try trial.rows("counties.csv") {
      let county = try #require(row["county"])
      let cells = try trial.cells(ofReturn: county)
      let note = try #require(cells[2]?[1])
      guard let tie = found.first(where: { $0["code"] == "DZ502" && $0["county"] == county }) else {
        #expect(!note.contains("起因"))
        continue
      }
      differing += 1
      let numbers = try #require(note.firstMatch(of: /起因见序号 ([0-9、]+)。/)).1.split(separator: "、").compactMap { Int($0) }
      let prints = numbers.compactMap { cells[$0 + 3]?[13] }
      let wanted = roots(try #require(tie["fingerprint"]))
      #expect(Set(prints) == wanted && prints.count == numbers.count, "\(county): \(note)")
    }
    #expect(differing > 0)
  }

  @Test func `the list says which causes lower what is due and which raise it, and the most that each can be`()
    async throws
  {
    let trial = try await FaultyRun()
    let cells = try trial.cells(ofReturn: "台山市")
    let note = try #require(cells[2]?[1])
    let told = try #require(note.firstMatch(of: /其中 ([0-9、]+) 使应发少计，([0-9、]+) 使应发多计。/))
    func codes(_ numbers: Substring) -> Set<String> {
      Set(numbers.split(separator: "、").compactMap { Int($0) }.compactMap { cells[$0 + 3]?[12] })
    }
    #expect(codes(told.1).contains("DZ606") && !codes(told.1).contains("DZ303"))
    #expect(codes(told.2) == ["DZ303"])
    #expect(cells.values.contains { $0[12] == "DZ201" && $0[9] == "至多 8,640.00" })
    #expect(cells.filter { $0.key > 3 && $0.value[13] != nil }.allSatisfy { $0.value[3]?.isEmpty == false })
  }

  @Test func `a cause without a line of its own is named by where it stands, and another county's by its name only`()
    throws
  {
    let months = (YearMonth(year: 2021, month: 1), YearMonth(year: 2021, month: 12))
    let policy = Policy(
      id: "p", from: months.0, until: months.1,
      rules: [.init(from: months.0, until: months.1, rate: Money(fen: 24_000), quota: 3)])
    let register = Register([
      .init(code: "990101100200", county: "甲市", town: "东镇", name: "山底村委会", kind: .village),
      .init(code: "990201100200", county: "乙市", town: "西镇", name: "山底村委会", kind: .village),
    ])
    func finding(_ code: Code, county: Int, cell: String, causes: [Int] = []) -> Discrepancy {
      var found = Discrepancy(
        code, subject: Subject(county: county), period: "2021",
        spots: [.init(Place(file: "jia/发放表.xlsx", sheet: "东镇", cell: cell))], zh: "", en: "")
      found.causes = causes
      return found
    }
    func words(causeIn county: Int) throws -> (words: String, print: String) {
      let publication = Publication(
        context: PublishContext(
          register: register, policy: policy, personKey: { _ in "" }, seal: { _ in "" }, digest: { "\($0.hashValue)" }),
        budget: [], claims: [], language: "zh", budgetPlaces: [:], report: "",
        discrepancies: [
          finding(.duplicatePerson, county: county, cell: "D40"),
          finding(.manyAccounts, county: 0, cell: "K40", causes: [0]),
        ], hashes: [:])
      let told = try #require(
        Finding.all(of: publication, acknowledged: [:], replies: []).first { $0.discrepancy.code == .manyAccounts })
      let mending = Mending(
        finding: told, spot: told.discrepancy.spots[0], register: register, language: "zh",
        discrepancies: publication.discrepancies, lines: [:])
      return (mending.words, told.causes[0])
    }
    let own = try words(causeIn: 0)
    #expect(own.words.hasPrefix("由未列出的同县重复领取（发放表.xlsx 东镇!D40）引起"))
    #expect(!own.words.contains(own.print), "a fingerprint is no place that anybody could look up")
    let others = try words(causeIn: 1)
    #expect(others.words.contains("不在本县") && !others.words.contains("D40"))
  }

  @Test func `a cell that asks for yes or no is to be filled with one, and one of a number with a number`() throws {
    func words(_ field: Field, period: String) throws -> String {
      let found = Discrepancy(
        .valueNotParsed, subject: Subject(county: 0), period: period, field: field.rawValue,
        spots: [.init(Place(file: "jia/花名册.xlsx", sheet: "东镇", cell: "G4"), raw: "没挂")], zh: "", en: "")
      let policy = Policy(
        id: "trial", from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12),
        rules: [
          .init(
            from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12), rate: Money(fen: 24_000),
            quota: 3)
        ])
      let register = Register([.init(code: "990101100200", county: "甲市", town: "东镇", name: "山底村委会", kind: .village)])
      let publication = Publication(
        context: PublishContext(
          register: register, policy: policy, personKey: { _ in "" }, seal: { _ in "" }, digest: { "\($0.hashValue)" }),
        budget: [], claims: [], language: "zh", budgetPlaces: [:], report: "", discrepancies: [found], hashes: [:])
      let told = try #require(Finding.all(of: publication, acknowledged: [:], replies: []).first)
      return Mending(
        finding: told, spot: found.spots[0], register: register, language: "zh", discrepancies: [found], lines: [:]
      ).words
    }
    #expect(try words(.concurrent, period: "") == "在该单元格填写“是”或“否”，说明文字移到备注。")
    #expect(try words(.concurrent, period: "2021").hasPrefix("在该单元格填写一个明确的数字"))
    #expect(try words(.months, period: "2021").hasPrefix("在该单元格填写一个明确的数字"))
  }

  @Test func `the same inputs give the same workbook`() async throws {
    let (a, b) = (try await FaultyRun(), try await FaultyRun())
    let name = "returns/台山市.xlsx"
    #expect(try a.bytes(name) == b.bytes(name))
  }

  @Test func `a return that comes back among the uploads is no data`() async throws {
    let trial = try await FaultyRun()
    let before = try trial.rows("counties.csv")
    try Data(trial.bytes("returns/台山市.xlsx")).write(to: URL(fileURLWithPath: trial.inbox + "/taishan/台山市核对清单.xlsx"))
    try await trial.run()
    let after = try trial.rows("counties.csv")
    #expect(before.map { $0["amount_due_yuan"] } == after.map { $0["amount_due_yuan"] })
    #expect(before.map { $0["listed"] } == after.map { $0["listed"] })
    #expect(
      try trial.rows("discrepancies.csv").contains {
        $0["code"] == "DZ112" && $0["message_zh"]?.contains("核对清单") == true
      })
  }

  @Test(arguments: ["zh", "en"]) func `a return speaks the language of the pipeline`(_ language: String) async throws {
    let trial = try await FaultyRun(language: language)
    let header = try trial.cells(ofReturn: "台山市")[3]
    #expect(header?[5] == (language == "zh" ? "位置" : "cell"))
  }
}
