import Domain
import Foundation
import History
import Support
import Testing

@testable import Pipeline

/// One small county village by village, night after night: a CSV payment list that tests write and change.
final class Nights {
  let folder: String
  var pipeline: PipelineFile
  var output: String { folder + "/output" }
  var inbox: String { folder + "/inbox" }

  init() throws {
    folder = try Project.temporaryFolder()
    let common = Project.root + "/Tests/Golden/common"
    for county in ["jia"] {
      try FileManager.default.createDirectory(atPath: folder + "/inbox/" + county, withIntermediateDirectories: true)
    }
    let text = """
      name: nights
      inbox: inbox
      output: output
      register: \(common)/register.csv
      policy: \(common)/policy.yaml
      as_of: 2022-01-31
      counties: folders
      """
    let golden = try String(contentsOfFile: Project.root + "/Tests/Golden/clean/pipeline.yaml", encoding: .utf8)
    let counties = golden.firstRange(of: "counties:").map { String(golden[$0.lowerBound...]) } ?? "counties: folders"
    try text.replacing("counties: folders", with: counties).write(
      toFile: folder + "/pipeline.yaml", atomically: true, encoding: .utf8)
    pipeline = try PipelineFile(path: folder + "/pipeline.yaml")
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: output + "/key"))
    try put("发放表.csv", try original(), received: 1_642_000_000)
  }

  /// Adds lines to the pipeline file.
  func add(_ yaml: String) throws {
    let file = folder + "/pipeline.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try (text + "\n" + yaml + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    pipeline = try PipelineFile(path: file)
  }

  func original() throws -> String {
    try String(contentsOfFile: Project.root + "/Tests/Golden/clean/inbox/jia/发放表.csv", encoding: .utf8)
  }

  func put(_ name: String, _ text: String, received: Int) throws {
    let path = inbox + "/jia/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(received))], ofItemAtPath: path)
  }

  /// Adds a line to the pipeline file, which is read again.
  func setPipeline(_ line: String) throws {
    let path = folder + "/pipeline.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (line + "\n" + text).write(toFile: path, atomically: true, encoding: .utf8)
    pipeline = try PipelineFile(path: path)
  }

  @discardableResult func run(_ change: (inout RunOptions) -> Void = { _ in }) async throws -> RunOutcome {
    var options = RunOptions()
    change(&options)
    await Turn.begin()
    defer { Turn.end() }
    return try await pipeline.run(options: options)
  }

  /// The bytes of the county's list to mend.
  func list() throws -> Data {
    let folder = URL(fileURLWithPath: output + "/current/returns")
    return try Data(
      contentsOf: #require(FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).first))
  }

  /// The files of lists to mend that are kept for other nights.
  func keptLists() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: URL(fileURLWithPath: output + "/cache"), includingPropertiesForKeys: nil
    )
    .filter { $0.lastPathComponent.hasPrefix("list-") }
  }

  func rows(_ file: String) throws -> [[String: String]] { try records(ofCSV: output + "/current/" + file) }

  /// The list with one amount changed, which no longer ties.
  func wrong(_ amount: String) throws -> String {
    let text = try original()
    let at = try #require(text.range(of: "2880"))
    return text.replacingCharacters(in: at, with: amount)
  }

  var runs: [String] { PublishedRuns.names(output) }
}
