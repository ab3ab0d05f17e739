import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

@Suite(.enabled(if: Project.shared != nil)) struct UploadSetTests {
  private func publish(_ inbox: String) async throws -> (outcome: RunOutcome, folder: String) {
    let shared = try #require(Project.shared)
    let output = try Project.temporaryFolder()
    var options = RunOptions()
    options.inbox = inbox
    options.output = output
    options.register = shared + "/register/villages-2021.csv"
    await Turn.begin()
    defer { Turn.end() }
    let outcome = try await PipelineFile(path: Project.root + "/pipelines/jiangmen-2021.yaml")
      .run(options: options)
    return (outcome, output + "/current")
  }

  private func score(_ folder: String, _ set: String) throws -> (code: Int32, text: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", try #require(Project.shared) + "/tools/score", folder, set]
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(arguments: [("2021-as-reported", Int32(0)), ("2021-with-faults", 1)])
  func `each set's figures and faults are found, without false alarms`(_ name: String, _ exitCode: Int32) async throws {
    let set = try #require(Project.shared) + "/uploads/" + name
    let (outcome, folder) = try await publish(set)
    #expect(outcome.exitCode == exitCode)
    let result = try score(folder, set)
    #expect(result.code == 0, "\(result.text)")
  }

  @Test func `a correction laid over the first set replaces it, and one error has no cause`() async throws {
    let shared = try #require(Project.shared)
    let inbox = try Project.temporaryFolder() + "/inbox"
    // Bytes and times only: whose the files are is nothing that anyone may copy.
    func lay(_ county: String, of set: String, after seconds: TimeInterval) throws {
      let (from, to) = (shared + "/uploads/\(set)/" + county, inbox + "/" + county)
      try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: from) {
        let path = to + "/" + name
        try Data(contentsOf: URL(fileURLWithPath: from + "/" + name)).write(to: URL(fileURLWithPath: path))
        let time = Date().addingTimeInterval(seconds)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
      }
    }
    for county in ["taishan", "kaiping", "enping"] { try lay(county, of: "2021-as-reported", after: 0) }
    try lay("kaiping", of: "2021-corrected", after: 3600)
    let (outcome, folder) = try await publish(inbox)
    #expect(outcome.exitCode == 1)
    let result = try score(folder, shared + "/uploads/2021-corrected")
    #expect(result.code == 0, "\(result.text)")
    let causeless = try records(ofCSV: folder + "/discrepancies.csv").filter {
      ["error", "block"].contains($0["severity"]) && $0["caused_by"] == ""
    }
    #expect(causeless.map { $0["code"] } == ["DZ502"] && causeless.first?["delta"] == "-2880.00")
  }
}
