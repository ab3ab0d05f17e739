import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// What `normalize` writes and `run --records` takes.
@Suite struct RecordTests {
  @Test(arguments: GoldenFolder.all)
  func `record lines in any parts and any order come to what the uploads come to`(_ folder: GoldenFolder) async throws {
    var random = SeededGenerator(seed: UInt64(folder.name.hashed))
    let ways = try Ways(folder.path + "/pipeline.yaml")
    for night in ["before", "inbox"] {
      guard try folder.copy(night, to: ways.folder + "/" + night) else { continue }
      let inbox = ways.folder + "/" + night
      let direct = try await ways.run { $0.inbox = inbox }
      try ways.write(try ways.lines(of: inbox).shuffled(using: &random), parts: Int.random(in: 1...4, using: &random))
      let through = try await ways.runRecords()
      #expect(direct.exitCode == through.exitCode)
    }
    try ways.compare()
  }

  @Test func `a second night over the same lines is a quiet one, and a past one is done again from its lines`()
    async throws
  {
    let ways = try Ways(Project.root + "/Tests/Golden/DZ603/pipeline.yaml")
    let golden = try #require(GoldenFolder.all.first { $0.name == "DZ603" })
    _ = try golden.copy("inbox", to: ways.folder + "/inbox")
    try ways.write(try ways.lines(of: ways.folder + "/inbox"), parts: 2)
    let first = try await ways.runRecords()
    #expect(try await ways.runRecords().folder == first.folder)
    let found = try await verify(run: nil, output: ways.output + "-records", key: ways.output + "/key")
    #expect(found.holds, "\(found.text("en"))")
  }

  @Test func `a county is held where its lines are not whole, and the others are published`() async throws {
    let golden = try #require(GoldenFolder.all.first { $0.name == "DZ603" })
    let pipeline = Project.root + "/Tests/Golden/DZ603/pipeline.yaml"
    let damages: [(name: String, change: (inout [String]) -> Void)] = [
      ("a line is missing", { $0.remove(at: $0.count / 3) }),
      ("the last line is cut off", { $0[$0.count - 1].removeLast(5) }),
      ("a line stands twice in two forms", { $0.append($0[2] + "0") }),
      ("a number is none", { $0[2] = $0[2].replacing("\t12\t", with: "\t1二\t") }),
      ("the upload's own line is missing", { $0.remove(at: 0) }),
      ("a line has a column too many", { $0[2] += "\tx" }),
      ("the lines are of another version", { $0[0] = $0[0].replacing("\t1\t7\t", with: "\t1\t999\t") }),
      ("the reader died", { $0 = [$0[0].replacing(/\\N\t[0-9]+$/, with: "died\t1")] }),
    ]
    for damage in damages {
      let ways = try Ways(pipeline)
      _ = try golden.copy("inbox", to: ways.folder + "/inbox")
      let lines = try ways.lines(of: ways.folder + "/inbox")
      var own = lines.filter { $0.contains("\tjia/") }
      damage.change(&own)
      #expect(own != lines.filter { $0.contains("\tjia/") }, "\(damage.name)")
      try ways.write(lines.filter { !$0.contains("\tjia/") }, parts: 1)
      try ways.write(own, parts: 1, name: "own", endsWithLine: damage.name != "the last line is cut off")
      let outcome = try await ways.runRecords()
      #expect(outcome.exitCode == 3, "\(damage.name)")
      let counties = try records(ofCSV: ways.output + "-records/current/counties.csv")
      #expect(counties.map { $0["upload_status"] } == ["missing", "current"], "\(damage.name)")
      let found = try records(ofCSV: ways.output + "-records/current/discrepancies.csv")
      #expect(found.contains { $0["code"] == "DZ101" && $0["file"]?.hasPrefix("jia/") == true }, "\(damage.name)")
    }
  }

  @Test func `lines that stand twice count once`() async throws {
    let golden = try #require(GoldenFolder.all.first { $0.name == "DZ603" })
    let ways = try Ways(golden.path + "/pipeline.yaml")
    _ = try golden.copy("inbox", to: ways.folder + "/inbox")
    _ = try await ways.run { $0.inbox = ways.folder + "/inbox" }
    let lines = try ways.lines(of: ways.folder + "/inbox")
    try ways.write(lines + lines.dropFirst(3), parts: 3)
    _ = try await ways.runRecords()
    try ways.compare()
  }

  @Test func `lines of another key, register or version are refused`() async throws {
    let golden = try #require(GoldenFolder.all.first { $0.name == "clean" })
    let ways = try Ways(golden.path + "/pipeline.yaml")
    _ = try golden.copy("inbox", to: ways.folder + "/inbox")
    try ways.write(try ways.lines(of: ways.folder + "/inbox"), parts: 1)
    try Data(repeating: 8, count: 32).write(to: URL(fileURLWithPath: ways.output + "/key"))
    await #expect(throws: SetupError.self) { try await ways.runRecords() }
    try FileManager.default.removeItem(atPath: ways.output + "/key")
    await #expect(throws: SetupError.self) { try await ways.runRecords() }
    #expect(throws: SetupError.self) { try Normalizing(ways.pipeline) }
  }

  @Test(arguments: GoldenFolder.all)
  func `no number of fifteen digits or more leaves an upload whole`(_ folder: GoldenFolder) throws {
    let ways = try Ways(folder.path + "/pipeline.yaml")
    _ = try folder.copy("inbox", to: ways.folder + "/inbox")
    let told = try ways.lines(of: ways.folder + "/inbox").joined(separator: "\n")
    for number in try numbers(below: folder.path + "/inbox") { #expect(!told.contains(number)) }
  }

  @Test func `the description of the lines names every column in its place`() throws {
    let text = try String(contentsOfFile: Project.root + "/data/README.md", encoding: .utf8)
    let start = try #require(text.range(of: "(`duizhang normalize --columns`):\n\n```text\n"))
    let block = text[start.upperBound...].prefix { $0 != "`" }.replacing("\n  ", with: " ")
    let told = block.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(told == recordLineColumns.map { [$0.tag] + $0.names })
  }

  private func numbers(below path: String) throws -> Set<String> {
    var found: Set<String> = []
    for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
      guard let text = try? String(contentsOfFile: path + "/" + name, encoding: .utf8) else { continue }
      for match in text.matches(of: /[0-9]{15,}[Xx]?/) { found.insert(String(match.0)) }
    }
    return found
  }
}

/// One pipeline run in two ways: over its uploads, and over record lines.
private final class Ways {
  let folder: String
  var pipeline: PipelineFile
  var output: String { folder + "/output" }

  init(_ path: String) throws {
    folder = try Project.temporaryFolder()
    pipeline = try PipelineFile(path: path)
    pipeline.keyFile = folder + "/output/key"
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: output + "/key"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The record lines of an inbox.
  func lines(of inbox: String) throws -> [String] {
    let normalizing = try Normalizing(pipeline, inbox: inbox)
    return try normalizing.requests().flatMap { request in
      String(decoding: try normalizing.lines(request), as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  /// Writes lines into the parts that the next run takes.
  func write(_ lines: [String], parts: Int, name: String = "part", endsWithLine: Bool = true) throws {
    let records = folder + "/records"
    if name == "part" { try? FileManager.default.removeItem(atPath: records) }
    try FileManager.default.createDirectory(atPath: records + "/nested", withIntermediateDirectories: true)
    for part in 0..<parts {
      let own = lines.enumerated().filter { $0.offset % parts == part }.map(\.element).joined(separator: "\n")
      let end = endsWithLine && !own.isEmpty ? "\n" : ""
      try (own + end).write(
        toFile: records + (part == 0 ? "/nested" : "") + "/\(name)-\(part)", atomically: true, encoding: .utf8)
    }
    try Data().write(to: URL(fileURLWithPath: records + "/_SUCCESS"))
  }

  func run(_ change: (inout RunOptions) -> Void) async throws -> RunOutcome {
    var options = RunOptions()
    options.output = output
    options.asOf = pipeline.asOf ?? CalendarDate("2022-01-31")
    change(&options)
    await Turn.begin()
    defer { Turn.end() }
    return try await pipeline.run(options: options)
  }

  func runRecords() async throws -> RunOutcome {
    try await run {
      $0.output = output + "-records"
      $0.records = folder + "/records"
    }
  }

  /// Every table is the same to the byte but the one that names runs.
  func compare() throws {
    let direct = output + "/current/"
    let names = try FileManager.default.contentsOfDirectory(atPath: direct).filter { $0.hasSuffix(".csv") }
    #expect(names.count > 10)
    for name in names.sorted() where name != "lifecycle.csv" {
      func lines(_ folder: String) throws -> [String] {
        try String(contentsOfFile: folder + name, encoding: .utf8).split(separator: "\n").map(String.init)
      }
      let (want, got) = (try lines(direct), try lines(output + "-records/current/"))
      for line in got where !want.contains(line) { Issue.record("\(name) has too much: \(line)") }
      for line in want where !got.contains(line) { Issue.record("\(name) lacks: \(line)") }
      #expect(want == got, "\(name): same lines in the same order")
    }
  }
}

extension String {
  /// A number of the text that is the same in every process.
  fileprivate var hashed: UInt32 { utf8.reduce(5381) { $0 &* 33 &+ UInt32($1) } }
}
