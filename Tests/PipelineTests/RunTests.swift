import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// Runs the pipeline file of the project on a copy of its own data.
private struct Trial {
  let inbox: String
  let output: String
  var pipeline: PipelineFile

  init() throws {
    let folder = try Project.temporaryFolder()
    inbox = folder + "/inbox"
    output = folder + "/output"
    try FileManager.default.copyItem(atPath: Project.root + "/data", toPath: inbox)
    pipeline = try PipelineFile(path: Project.root + "/pipelines/jiangmen-2021.yaml")
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: output + "/key"))
  }

  func run(_ change: (inout RunOptions) -> Void = { _ in }) async throws -> RunOutcome {
    var options = RunOptions()
    options.inbox = inbox
    options.output = output
    options.asOf = CalendarDate("2022-01-31")
    change(&options)
    await Turn.begin()
    defer { Turn.end() }
    return try await pipeline.run(options: options)
  }

  func rows(_ file: String) throws -> [[String: String]] { try records(ofCSV: output + "/current/" + file) }

  /// Replaces a text in an input file beside the inbox's counties and uses it.
  mutating func edit(_ path: WritableKeyPath<PipelineFile, String?>, _ old: String, _ new: String) throws {
    let original = try String(contentsOfFile: pipeline[keyPath: path] ?? "", encoding: .utf8)
    try #require(original.contains(old))
    let edited = output + "/edited-" + UUID().uuidString + ".csv"
    try original.replacing(old, with: new).write(toFile: edited, atomically: true, encoding: .utf8)
    pipeline[keyPath: path] = edited
  }
}

@Suite struct RunTests {
  @Test func `the demo ties to the fen and publishes all tables`() async throws {
    let trial = try Trial()
    let outcome = try await trial.run()
    #expect(outcome.exitCode == 0)
    let counties = try trial.rows("counties.csv")
    let expected = try records(ofCSV: Project.root + "/data/expected-counties.csv")
    for (county, want) in zip(counties, expected) {
      #expect(county["villages_reported"] == want["villages"])
      #expect(county["quota"] == want["quota"])
      #expect(county["concurrent"] == want["concurrent"])
      #expect(county["eligible"] == want["eligible"])
      #expect(county["person_months"] == want["member_months"])
      #expect(county["amount_due_yuan"] == want["amount_yuan"])
      #expect(county["difference_yuan"] == "0.00")
    }
    let total = try #require(try trial.rows("budget.csv").last)
    #expect(total["residual_yuan"] == "20.00" && total["verdict"] == "rounded")
    for file in ["villages", "members", "towns", "months", "normalizations", "lineage", "discrepancies"] {
      #expect(FileManager.default.fileExists(atPath: trial.output + "/current/\(file).csv"))
    }
  }

  @Test func `the same inputs give the same bytes in two folders`() async throws {
    let (a, b) = (try Trial(), try Trial())
    for (file, _) in [("taishan", 0), ("kaiping", 1), ("enping", 2)] {
      for name in try FileManager.default.contentsOfDirectory(atPath: a.inbox + "/" + file) {
        for trial in [a, b] {
          try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_642_000_000)],
            ofItemAtPath: trial.inbox + "/\(file)/\(name)")
        }
      }
    }
    _ = try await a.run()
    _ = try await b.run()
    let aboutThisRun = ["run.json", "lifecycle.csv", "changes.csv"]
    for name in try FileManager.default.subpathsOfDirectory(
      atPath: a.output + "/runs/" + (PublishedRuns.current(a.output) ?? ""))
    where name != "returns" && !aboutThisRun.contains(name) {
      let left = try Data(contentsOf: URL(fileURLWithPath: a.output + "/current/" + name))
      let right = try Data(contentsOf: URL(fileURLWithPath: b.output + "/current/" + name))
      if name == "datapackage.json" {
        #expect(try described(left, without: aboutThisRun) == described(right, without: aboutThisRun))
      } else {
        #expect(left == right, "\(name)")
      }
    }
  }

  @Test(arguments: [("689.39", "689.40", "DZ501"), ("239.328", "239.382", "DZ501")])
  func `a budget that does not tie is an error`(_ old: String, _ new: String, _ code: String) async throws {
    var trial = try Trial()
    try trial.edit(\.budget, old == "239.328" ? "535.392" : old, old == "239.328" ? "535.446" : new)
    let outcome = try await trial.run()
    #expect(outcome.exitCode == 1)
    #expect(try trial.rows("discrepancies.csv").contains { $0["code"] == code && $0["severity"] == "error" })
  }

  @Test func `two counties with swapped exclusions do not hide behind an equal total`() async throws {
    var trial = try Trial()
    // 83 and 20 exclusions exchanged: the sum of the allocations stays the same.
    try trial.edit(\.allocation, "440783,村务监督委员会成员补贴,171.36,", "440783,村务监督委员会成员补贴,189.504,")
    try trial.edit(\.allocation, "440785,村务监督委员会成员补贴,124.704,", "440785,村务监督委员会成员补贴,106.56,")
    _ = try await trial.run()
    #expect(
      try trial.rows("discrepancies.csv").filter { $0["code"] == "DZ502" }.map { $0["county_code"] } == [
        "440783", "440785",
      ])
  }

  @Test func `two empty files are not each other's copies`() async throws {
    let trial = try Trial()
    for county in ["kaiping", "enping"] {
      try Data().write(to: URL(fileURLWithPath: trial.inbox + "/\(county)/空.csv"))
    }
    _ = try await trial.run()
    #expect(try !trial.rows("discrepancies.csv").contains { $0["code"] == "DZ705" })
  }

  @Test func `a transposed allocation is called one`() async throws {
    var trial = try Trial()
    try trial.edit(\.allocation, "239.328", "239.382")
    _ = try await trial.run()
    let found = try #require(try trial.rows("discrepancies.csv").first { $0["code"] == "DZ502" })
    #expect(found["delta"] == "-540.00" && found["consistent_with"]?.contains("颠倒") == true)
  }

  @Test func `an unreadable upload is missing, then held at its last good; the others go on`() async throws {
    let fresh = try Trial()
    let file =
      fresh.inbox + "/enping/"
      + (try #require(try FileManager.default.contentsOfDirectory(atPath: fresh.inbox + "/enping").first))
    let whole = try #require(FileManager.default.contents(atPath: file))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: file))
    let outcome = try await fresh.run()
    #expect(outcome.exitCode == 3)
    #expect(try fresh.rows("counties.csv").map { $0["upload_status"] } == ["current", "current", "missing"])
    #expect(try fresh.rows("discrepancies.csv").contains { $0["code"] == "DZ101" && $0["severity"] == "block" })
    try whole.write(to: URL(fileURLWithPath: file))
    #expect(try await fresh.run().exitCode == 0)
    try Data("<html>".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try await fresh.run().exitCode == 3)
    let held = try #require(try fresh.rows("counties.csv").last)
    #expect(held["upload_status"] == "last-good" && held["eligible"] == "433")
  }

  @Test func `no upload at all publishes nothing and touches nothing`() async throws {
    let trial = try Trial()
    _ = try await trial.run()
    let before = try FileManager.default.destinationOfSymbolicLink(atPath: trial.output + "/current")
    let fresh = try Trial()
    for county in ["taishan", "kaiping", "enping"] {
      try FileManager.default.removeItem(atPath: fresh.inbox + "/" + county)
    }
    #expect(try await fresh.run().exitCode == 4)
    #expect(!FileManager.default.fileExists(atPath: fresh.output + "/current"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: trial.output + "/current") == before)
  }

  @Test func `personal numbers are nowhere whole`() async throws {
    let trial = try Trial()
    _ = try await trial.run()
    for name in try FileManager.default.contentsOfDirectory(atPath: trial.output + "/current")
    where name.hasSuffix(".csv") {
      let text = try String(contentsOfFile: trial.output + "/current/" + name, encoding: .utf8)
      #expect(text.firstMatch(of: /[1-9]\d{5}(19|20)\d{9}[\dXx]/) == nil, "\(name)")
      #expect(!text.contains("622848"), "\(name)")
    }
  }
}

/// What a data package says, but for files that tell of one run.
private func described(_ json: Data, without files: [String]) throws -> NSDictionary {
  var package = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  let resources = try #require(package["resources"] as? [[String: Any]])
  package["resources"] = resources.filter { !files.contains($0["path"] as? String ?? "") }
  return package as NSDictionary
}

@Suite struct ConfigurationTests {
  @Test func `an unknown key is an error with its line and the nearest word`() throws {
    let folder = try Project.temporaryFolder()
    let path = folder + "/p.yaml"
    try "name: x\ninbox: a\nregistre: b\n".write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: SetupError.self) { try PipelineFile(path: path) }
    #expect(error?.line == 3 && error?.en.contains("register") == true)
  }

  @Test func `a missing inbox is told`() async throws {
    let trial = try Trial()
    await #expect(throws: SetupError.self) { try await trial.run { $0.inbox = "/nowhere/inbox" } }
  }

  @Test func `a second run is kept out by the lock`() async throws {
    let trial = try Trial()
    let lock = try RunLock(output: trial.output)
    await #expect(throws: LockedError.self) { try await trial.run() }
    lock.release()
    #expect(try await trial.run().exitCode == 0)
  }
}
