import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// One cell of a county's list is changed; nothing may pass unseen that changes what is published.
@Suite struct MutationTests {
  private static let folder = GoldenFolder.all.first { $0.name == "DZ604" }
  private static let columns = ["town", "village", "name", "id", "concurrent", "months", "amount", "account"]

  @Test func `each of 200 seeded changes of a cell shows in what is published, or is of a character that nobody sees`()
    async throws
  {
    let lines = try base()
    let before = try await publish(lines)
    var random = SeededGenerator(seed: 20_210_131)
    for trial in 0..<200 {
      let (row, column) = (Int.random(in: 3..<12, using: &random), Int.random(in: 0..<8, using: &random))
      var cells = lines[row].components(separatedBy: ",")
      let old = cells[column]
      cells[column] = changed(old, using: &random)
      guard cells[column] != old else { continue }
      var mutated = lines
      mutated[row] = cells.joined(separator: ",")
      let after = try await publish(mutated)
      guard before == after else { continue }
      // A name is published as its first character and its length. An account is published nowhere: it is compared and checked,
      // and a blank one, or one that still checks, differs from nobody's.
      let isUnseen =
        switch Self.columns[column] {
        case "name": old.first == cells[column].first && old.count == cells[column].count
        case "account": cells[column].isEmpty || Account(cells[column])?.hasValidCheck == true
        default: false
        }
      #expect(isUnseen, "trial \(trial): \(Self.columns[column]) of row \(row + 1)")
    }
  }

  @Test func `of 60 amounts with a fingerprint the true cause is among the first two guesses`() async throws {
    let lines = try base()
    var random = SeededGenerator(seed: 7)
    let causes: [(amount: Int, words: String)] = [
      (2808, "颠倒"), (8280, "颠倒"), (2640, "人·月"), (2640, "11/12"), (2160, "人·月"), (5760, "重复计算一倍"), (240, "12 倍"),
      (34_560, "12 倍"), (28_800_000, "万元"), (8640, "人全年"),
    ]
    var right = 0
    for _ in 0..<60 {
      let row = Int.random(in: 3..<12, using: &random)
      let cause = causes[Int.random(in: 0..<causes.count, using: &random)]
      var cells = lines[row].components(separatedBy: ",")
      cells[6] = "\(cause.amount)"
      var mutated = lines
      mutated[row] = cells.joined(separator: ",")
      let tables = try await publish(mutated)
      let found = tables["discrepancies.csv"]?.first { $0.hasPrefix("DZ404") && $0.contains(",G\(row + 1),") } ?? ""
      let guesses = csvFields(found).dropFirst(20).first?.components(separatedBy: "；").prefix(2) ?? []
      if guesses.contains(where: { $0.contains(cause.words) }) { right += 1 }
    }
    #expect(right >= 57, "\(right) of 60")
  }

  @Test func `rows in another order give the same figures`() async throws {
    let lines = try base()
    let before = try await publish(lines)
    var random = SeededGenerator(seed: 3)
    let after = try await publish(Array(lines[..<3]) + lines[3..<12].shuffled(using: &random) + Array(lines[12...]))
    for table in ["counties.csv", "towns.csv", "months.csv"] { #expect(before[table] == after[table]) }
  }

  private func base() throws -> [String] {
    let folder = try #require(Self.folder)
    return try String(contentsOfFile: folder.path + "/inbox/jia/发放表.csv", encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  private func changed(_ text: String, using random: inout SeededGenerator) -> String {
    var characters = Array(text)
    guard !characters.isEmpty else { return "1" }
    let at = Int.random(in: 0..<characters.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return ""
    case 1 where at + 1 < characters.count:
      characters.swapAt(at, at + 1)
    case 2:
      characters[at] = characters[at] == "7" ? "3" : "7"
    default: characters.append("0")
    }
    return String(characters)
  }

  private func publish(_ lines: [String]) async throws -> [String: [String]] {
    let folder = try #require(Self.folder)
    let work = try Project.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: work) }
    try FileManager.default.createDirectory(atPath: work + "/inbox/jia", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: work + "/output", withIntermediateDirectories: true)
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: work + "/output/key"))
    let file = work + "/inbox/jia/发放表.csv"
    try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let received = Date(timeIntervalSince1970: 1_641_787_200)
    try FileManager.default.setAttributes([.modificationDate: received], ofItemAtPath: file)
    var options = RunOptions()
    options.inbox = work + "/inbox"
    options.output = work + "/output"
    await Turn.begin()
    defer { Turn.end() }
    _ = try await PipelineFile(path: folder.path + "/pipeline.yaml").run(options: options)
    var tables: [String: [String]] = [:]
    for name in ["villages", "members", "towns", "counties", "months", "normalizations", "discrepancies"] {
      guard let text = try? String(contentsOfFile: work + "/output/current/\(name).csv", encoding: .utf8) else {
        continue
      }
      // The hash of the file says nothing that the cells do not.
      tables[name + ".csv"] = text.split(separator: "\n").map { line in
        name == "discrepancies" ? line.lastIndex(of: ",").map { String(line[..<$0]) } ?? "" : String(line)
      }
    }
    return tables
  }
}
