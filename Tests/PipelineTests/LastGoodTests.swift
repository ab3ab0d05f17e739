import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// What a held county stands on: only what the archive gives back as it was kept.
@Suite struct LastGoodTests {
  /// Two counties; the first one's upload has just become empty. Also where its last good one is kept.
  private func held() async throws -> (nights: Nights, kept: String) {
    let nights = try Nights()
    try nights.add("  - name: 乙市\n    folders: [yi]")
    try FileManager.default.copyItem(
      atPath: Project.root + "/Tests/Golden/DZ603/inbox/yi", toPath: nights.inbox + "/yi")
    try await nights.run()
    let digest = sha256([UInt8](try nights.original().utf8))
    try nights.put("发放表.csv", "", received: 1_642_100_000)
    return (nights, nights.output + "/archive/" + digest)
  }

  private func due(_ nights: Nights) throws -> String? {
    try nights.rows("counties.csv").first { $0["county"] == "甲市" }?["amount_due_yuan"]
  }

  @Test func `bytes that are not those that were kept are no last good upload, and the county says so`() async throws {
    let (nights, path) = try await held()
    let before = try due(nights)
    let bytes = try #require(FileManager.default.contents(atPath: path))
    var damaged = bytes
    damaged[damaged.count - 3] ^= 1
    try damaged.write(to: URL(fileURLWithPath: path))
    #expect(try await nights.run().held == ["甲市"])
    #expect(try due(nights) == "")
    let found = try nights.rows("discrepancies.csv").filter { $0["code"] == "DZ702" }
    #expect(found.contains { $0["message_zh"]?.contains("已损坏") == true && $0["severity"] == "block" })
    #expect(try await nights.run().unchangedSince != nil, "what is still lost is looked at, and nothing is made anew")

    // Once it is restored, the next night stands on it, though no upload has changed.
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(try await nights.run().unchangedSince == nil)
    #expect(try due(nights) == before && before?.isEmpty == false)
    #expect(try nights.rows("discrepancies.csv").allSatisfy { $0["code"] != "DZ702" })
    #expect(try await nights.run().unchangedSince != nil)
  }

  @Test func `what the archive has lost is named, also where only other counties are read`() async throws {
    let (nights, path) = try await held()
    try FileManager.default.removeItem(atPath: path)
    try await nights.run { $0.counties = ["乙市"] }
    let found = try nights.rows("discrepancies.csv").filter { $0["code"] == "DZ702" }
    #expect(found.count == 1 && found[0]["message_zh"]?.contains("已不在存档中") == true)
    #expect(try due(nights) == "")
  }

  @Test func `a run that did without what the archive had lost is done again without it, also when it is back`()
    async throws
  {
    let (nights, path) = try await held()
    let bytes = try #require(FileManager.default.contents(atPath: path))
    try FileManager.default.removeItem(atPath: path)
    try await nights.run()
    let run = try #require(nights.runs.last)
    #expect(try due(nights) == "")
    let without = try await verify(run: run, output: nights.output)
    #expect(without.holds && without.comparesBytes, "\(without.text("en"))")
    try bytes.write(to: URL(fileURLWithPath: path))
    let restored = try await verify(run: run, output: nights.output)
    #expect(restored.holds && restored.comparesBytes, "\(restored.text("en"))")
    // What a run did read is missed where it is gone.
    try FileManager.default.removeItem(atPath: path)
    let first = try await verify(run: nights.runs[0], output: nights.output)
    #expect(!first.holds && first.lost.count == 1)
  }

  @Test func `a key that is gone is made anew by a person alone`() async throws {
    let nights = try Nights()
    try FileManager.default.removeItem(atPath: nights.output + "/key")
    try await nights.run()
    let key = try #require(FileManager.default.contents(atPath: nights.output + "/key"))
    try FileManager.default.removeItem(atPath: nights.output + "/key")
    for isDryRun in [false, true] {
      await #expect(throws: SetupError.self) {
        try await nights.run {
          $0.isForced = true
          $0.isDryRun = isDryRun
        }
      }
    }
    #expect(FileManager.default.contents(atPath: nights.output + "/key") == nil)
    try key.write(to: URL(fileURLWithPath: nights.output + "/key"))
    #expect(try await nights.run().unchangedSince != nil)
  }

  @Test(.enabled(if: geteuid() == 0)) func `root does not write into another user's output folder`() async throws {
    let nights = try Nights()
    try await nights.run()
    #expect(chown(nights.output + "/lock", 65534, 65534) == 0)
    await #expect {
      try await nights.run { $0.isForced = true }
    } throws: { error in
      (error as? SetupError)?.mend?.contains("sudo -u") == true
    }
    #expect(nights.runs.count == 1)
  }

  @Test(.enabled(if: geteuid() == 0)) func `a run that root may not begin leaves the folder as it is and tells nobody`()
    async throws
  {
    let nights = try Nights()
    try nights.add(
      "metrics: night.prom\nnotify: [{run: 'echo \"$DUIZHANG_EVENTS\" >> \"$DUIZHANG_OUTPUT/../events\"'}]")
    try await nights.run()
    try FileManager.default.removeItem(atPath: nights.folder + "/night.prom")
    try? FileManager.default.removeItem(atPath: nights.output + "/told.json")
    #expect(chown(nights.output + "/lock", 65534, 65534) == 0)
    func changed() throws -> Date? {
      try FileManager.default.attributesOfItem(atPath: nights.output)[.modificationDate] as? Date
    }
    let (before, since) = (try FileManager.default.subpathsOfDirectory(atPath: nights.folder).sorted(), try changed())
    for isDryRun in [false, true] {
      await #expect(throws: SetupError.self) { try await nights.run { $0.isDryRun = isDryRun } }
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: nights.folder).sorted() == before)
    #expect(try changed() == since)
    // Whoever may run there is told of what keeps the run from beginning.
    #expect(chown(nights.output + "/lock", 0, 0) == 0)
    await #expect(throws: SetupError.self) { try await nights.run { $0.register = "/nowhere.csv" } }
    #expect(try String(contentsOfFile: nights.folder + "/events", encoding: .utf8) == "failure\n")
  }

  @Test func `a correction that came with its original and is taken away is told`() async throws {
    let nights = try Nights()
    try nights.put("发放表（更正）.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表（更正）.csv")
    try await nights.run()
    let found = try nights.rows("discrepancies.csv").filter { $0["code"] == "DZ703" && $0["severity"] == "warning" }
    #expect(!found.isEmpty && found.allSatisfy { $0["message_zh"]?.contains("已不在收件文件夹") == true })
  }

  @Test func `a list that ends in the middle of a character is a copy that is not whole, and holds its county`()
    async throws
  {
    let nights = try Nights()
    try await nights.run()
    let whole = [UInt8](try nights.original().utf8)
    let cut = try #require(whole.lastIndex { $0 >= 0xe4 })
    try Data(whole[...cut]).write(to: URL(fileURLWithPath: nights.inbox + "/jia/发放表.csv"))
    let outcome = try await nights.run()
    #expect(outcome.held == ["甲市"] && outcome.exitCode == 3)
    let found = try nights.rows("discrepancies.csv").filter { $0["severity"] == "block" }
    #expect(found.count == 1 && found[0]["code"] == "DZ101" && found[0]["message_zh"]?.contains("不完整") == true)
  }

  @Test func `what was damaged is kept anew when the county sends it again`() async throws {
    let (nights, path) = try await held()
    let bytes = try #require(FileManager.default.contents(atPath: path))
    var damaged = bytes
    damaged[damaged.count - 3] ^= 1
    try damaged.write(to: URL(fileURLWithPath: path))
    try await nights.run()
    try nights.put("发放表.csv", nights.original(), received: 1_642_200_000)
    try await nights.run()
    #expect(FileManager.default.contents(atPath: path) == bytes)
    try nights.put("发放表.csv", "", received: 1_642_300_000)
    #expect(try await nights.run().held == ["甲市"])
    #expect(try due(nights) != "")
  }

  @Test func `where nothing can be published, the line names what is lost`() async throws {
    let nights = try Nights()
    try await nights.run()
    let kept = sha256([UInt8](try nights.original().utf8))
    try FileManager.default.removeItem(atPath: nights.output + "/archive/" + kept)
    try nights.put("发放表.csv", "", received: 1_642_100_000)
    let outcome = try await nights.run()
    #expect(outcome.exitCode == 4 && Summary(outcome, language: "zh").line.contains("已不在存档中"))
  }
}
