import Domain
import Foundation
import History
import Support
import Testing

@testable import Pipeline

@Suite struct VerifyTests {
  /// Six nights: clean, wrong, acknowledged, shrunken (held) with a stray and a file that cannot be opened, by hand, mended.
  private func sixNights() async throws -> Nights {
    let nights = try Nights()
    try await nights.run()
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    let error = try #require(try nights.rows("lifecycle.csv").first { $0["severity"] == "error" }?["fingerprint"])
    _ = try acknowledge(
      error, by: "王科长", until: try #require(CalendarDate("2022-06-30")), reason: "补发在途", output: nights.output)
    try await nights.run()
    let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_200_000)
    try "x".write(toFile: nights.inbox + "/落单.txt", atomically: true, encoding: .utf8)
    try await nights.run()
    let path = nights.output + "/current/months.csv"
    try (try String(contentsOfFile: path, encoding: .utf8) + "x").write(toFile: path, atomically: true, encoding: .utf8)
    try nights.put("发放表.csv", nights.original(), received: 1_642_300_000)
    try await nights.run { $0.asOf = CalendarDate("2022-02-28") }
    return nights
  }

  @Test func `every past run is done again to the byte, whatever has changed since`() async throws {
    let nights = try await sixNights()
    let (first, held) = (try #require(nights.runs.first), nights.runs[3])
    try "changed: since".write(toFile: nights.folder + "/pipeline.yaml", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: nights.inbox)
    #expect(nights.runs.count == 5)
    for run in nights.runs where run != held {
      let found = try await verify(run: run, output: nights.output)
      #expect(
        found.holds && found.comparesBytes && found.uncompared.isEmpty && found.files == 19, "\(found.text("en"))")
    }
    // The one that was changed by hand is told, and comes out as it was written.
    let changed = try await verify(run: held, output: nights.output)
    #expect(changed.changed == ["months.csv"] && changed.differing.isEmpty && !changed.holds)
    // Without the publication before it, all is still compared but what is told against that one.
    try FileManager.default.removeItem(atPath: nights.output + "/runs/" + first)
    let second = try await verify(run: nights.runs.first, output: nights.output)
    #expect(second.holds && second.uncompared == ["changes.csv", "lifecycle.csv", "datapackage.json", "report.html"])
    #expect(try await leavesNothing())
  }

  /// Whether what stands in the temporary folder is gone after a while: other tests verify meanwhile.
  private func leavesNothing() async throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.path
    var left = try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
      // Other processes may verify too: only what these tests' counties are in counts.
      name.hasPrefix("duizhang-verify.") && FileManager.default.fileExists(atPath: "\(folder)/\(name)/inbox/jia")
    }
    for _ in 0..<600 where !left.isEmpty {
      try await Task.sleep(for: .milliseconds(100))
      left.removeAll { !FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    }
    return left.isEmpty
  }

  @Test func `what somebody has put into a publication is found and published without, and lock files are not minded`()
    async throws
  {
    let nights = try Nights()
    try await nights.run()
    let current = nights.output + "/current"
    for litter in [".~lock.towns.csv#", "Thumbs.db", "desktop.ini", "counties.csv~"] {
      try "x".write(toFile: current + "/" + litter, atomically: true, encoding: .utf8)
    }
    #expect(try await verify(run: nil, output: nights.output).holds)
    #expect(try await nights.run().unchangedSince != nil)
    try "x".write(toFile: current + "/汇总.csv", atomically: true, encoding: .utf8)
    try "x".write(toFile: current + "/returns/丙市.xlsx", atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(atPath: current + "/旧", withIntermediateDirectories: false)
    let found = try await verify(run: nil, output: nights.output)
    #expect(Set(found.added) == ["汇总.csv", "returns/丙市.xlsx", "旧"] && !found.holds && found.changed.isEmpty)
    let checkup = Checkup(pipeline: nights.folder + "/pipeline.yaml", options: RunOptions(), environment: [:])
    let line = try #require(checkup.lines.first { $0.subject == "current" })
    #expect(line.grade == .error && line.zh.contains("汇总.csv"))
    let again = try await nights.run()
    #expect(again.unchangedSince == nil && again.exitCode == 1)
    let told = try nights.rows("discrepancies.csv").filter { $0["code"] == "DZ903" }
    #expect(told.count == 3 && told.allSatisfy { $0["message_zh"]?.contains("多出") == true })
    #expect(try await verify(run: nil, output: nights.output).holds)
    #expect(try await nights.run().exitCode == 0)
    #expect(try await nights.run().unchangedSince != nil)
  }

  @Test func `a figure that the program did not make is found, even where the record was changed with it`()
    async throws
  {
    let nights = try Nights()
    try await nights.run()
    let run = try #require(nights.runs.first)
    let folder = nights.output + "/runs/" + run
    let text = try String(contentsOfFile: folder + "/villages.csv", encoding: .utf8)
    let false_ = text.replacingOccurrences(of: "8640.00", with: "8880.00")
    try #require(false_ != text)
    try false_.write(toFile: folder + "/villages.csv", atomically: true, encoding: .utf8)
    var manifest = try #require(RunManifest(folder: folder))
    manifest.files["villages.csv"] = fileDigest(folder + "/villages.csv")
    try Data(try manifest.json()).write(to: URL(fileURLWithPath: folder + "/run.json"))
    let found = try await verify(run: run, output: nights.output)
    #expect(found.changed.isEmpty && found.differing == ["villages.csv"] && !found.values.isEmpty)
    // Another version of the program promises figures, not bytes.
    manifest.program = "0.0.1"
    try Data(try manifest.json()).write(to: URL(fileURLWithPath: folder + "/run.json"))
    let other = try await verify(run: run, output: nights.output)
    #expect(!other.comparesBytes && !other.holds && !other.values.isEmpty && other.differing.isEmpty)
  }

  @Test func `what the archive has lost is named, and another key is refused`() async throws {
    let nights = try Nights()
    try await nights.run()
    let digest = try #require(fileDigest(nights.inbox + "/jia/发放表.csv"))
    let archived = nights.output + "/archive/" + digest
    let whole = try Data(contentsOf: URL(fileURLWithPath: archived))
    try whole.dropLast().write(to: URL(fileURLWithPath: archived))
    let found = try await verify(run: nil, output: nights.output)
    #expect(found.lost.count == 1 && found.lost[0].contains(digest) && !found.holds)
    try whole.write(to: URL(fileURLWithPath: archived))
    #expect(try await verify(run: nil, output: nights.output).holds)
    try Data(repeating: 8, count: 32).write(to: URL(fileURLWithPath: nights.output + "/key"))
    await #expect(throws: SetupError.self) { try await verify(run: nil, output: nights.output) }
  }

  @Test func `five nights look at the whole archive, and what is damaged is told every night until it is mended`()
    async throws
  {
    let nights = try await sixNights()
    let names = try archivedNames(nights.output)
    try #require(names.count > 5)
    let victim = nights.output + "/archive/" + names[0]
    let whole = try Data(contentsOf: URL(fileURLWithPath: victim))
    try (whole + Data([0])).write(to: URL(fileURLWithPath: victim))
    func looks() throws -> [ArchiveRotation] { try (0..<5).map { _ in try ArchiveRotation(output: nights.output) } }
    let damaged = try looks()
    let first = try #require(damaged.firstIndex { !$0.damaged.isEmpty })
    #expect(damaged[first...].allSatisfy { $0.damaged == [names[0]] })
    try whole.write(to: URL(fileURLWithPath: victim))
    #expect(try looks().allSatisfy(\.damaged.isEmpty))
    let history = try openHistory(nights.output)
    #expect(Set(try history.archiveLooks().keys) == Set(names))
  }

  @Test func `an archive that cannot be listed is an error, not an empty archive`() async throws {
    let nights = try Nights()
    try await nights.run()
    try FileManager.default.removeItem(atPath: nights.output + "/archive")
    try "no folder".write(toFile: nights.output + "/archive", atomically: true, encoding: .utf8)
    #expect(throws: SetupError.self) { try ArchiveRotation(output: nights.output) }
  }

  @Test func `a key that was cut off while it was made neither counts nor stops the next run`() throws {
    let folder = try Project.temporaryFolder()
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/key.\(getpid()).partial"))
    let made = try SecretKey(path: folder + "/key", mayCreate: true)
    #expect(try SecretKey(path: folder + "/key", mayCreate: false).id == made.id)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["key"])
    var status = stat()
    #expect(stat(folder + "/key", &status) == 0 && status.st_mode & 0o777 == 0o600 && status.st_size == 32)
  }
}
