import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// Every folder of `Tests/Golden` is run once; ACCEPT=1 writes what comes out as what is expected.
@Suite struct GoldenTests {
  /// What a code of the catalogue needs no folder for: those that no upload decides.
  private static let undecided: Set<Code> = [.acknowledgementExpired, .outputTampered]

  @Test(arguments: GoldenFolder.all)
  func `a golden folder's tables are exactly what is expected`(_ folder: GoldenFolder) async throws {
    let published = try await publish(folder)
    if GoldenFolder.isAccepting {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/expected", withIntermediateDirectories: true)
      for name in Set(folder.expected + ["discrepancies.csv"]) {
        try (try lines(published + "/" + name).joined(separator: "\n") + "\n").write(
          toFile: folder.path + "/expected/" + name, atomically: true, encoding: .utf8)
      }
    }
    #expect(folder.expected.contains("discrepancies.csv"))
    for name in folder.expected {
      let (want, got) = (try lines(folder.path + "/expected/" + name), try lines(published + "/" + name))
      for line in got where !want.contains(line) { Issue.record("\(folder.name)/\(name) has too much: \(line)") }
      for line in want where !got.contains(line) { Issue.record("\(folder.name)/\(name) lacks: \(line)") }
      #expect(want == got, "\(folder.name)/\(name): same lines in the same order")
    }
  }

  @Test func `every code that a folder is named after is among its expected rows`() throws {
    // What is being written beside this test cannot be read yet.
    guard !GoldenFolder.isAccepting else { return }
    for folder in GoldenFolder.all where folder.name.hasPrefix("DZ") {
      let code = String(folder.name.prefix(5))
      #expect(Code(rawValue: code) != nil, "\(folder.name)")
      let rows = try records(ofCSV: folder.path + "/expected/discrepancies.csv")
      #expect(rows.contains { $0["code"] == code }, "\(folder.name)")
    }
  }

  @Test func `every code has a folder and its explanation in two languages`() {
    let shown = Set(GoldenFolder.all.map { String($0.name.prefix(5)) })
    for code in Code.allCases {
      if !Self.undecided.contains(code) {
        #expect(shown.contains(code.rawValue), "Tests/Golden has no folder for \(code.rawValue) \(code.name)")
      }
      let texts = code.explanation
      for text in [texts.title, texts.meaning, texts.mend] {
        #expect(text.zh.unicodeScalars.contains { $0.value > 0x2E80 } && text.zh != text.en, "\(code.rawValue)")
        #expect(!text.en.isEmpty && text.en != code.name, "\(code.rawValue)")
      }
    }
  }

  private func publish(_ folder: GoldenFolder) async throws -> String {
    let work = try Project.temporaryFolder()
    let output = work + "/output"
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: output + "/key"))
    let pipeline = try PipelineFile(path: folder.path + "/pipeline.yaml")
    var options = RunOptions()
    options.output = output
    options.asOf = pipeline.asOf ?? CalendarDate("2022-01-31")
    for inbox in ["before", "inbox"] {
      guard try folder.copy(inbox, to: work + "/" + inbox) else { continue }
      options.inbox = work + "/" + inbox
      await Turn.begin()
      defer { Turn.end() }
      _ = try await pipeline.run(options: options)
    }
    return output + "/current"
  }

  /// A table's lines; a discrepancy's hash of the file is left out, for it says nothing that the file does not.
  private func lines(_ path: String) throws -> [String] {
    var text = try String(contentsOfFile: path, encoding: .utf8)
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    let lines = text.split(separator: "\n").map(String.init)
    guard path.hasSuffix("/discrepancies.csv"), lines.first?.hasSuffix(",sha256") == true else { return lines }
    return lines.map { line in line.lastIndex(of: ",").map { String(line[..<$0]) } ?? line }
  }
}
