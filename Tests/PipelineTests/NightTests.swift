import Domain
import Foundation
import Support
import Testing

@testable import History
@testable import Pipeline

@Suite struct NightTests {
  @Test func `an unchanged night makes no new run and gives the same line and exit code`() async throws {
    let nights = try Nights()
    let first = try await nights.run()
    let second = try await nights.run()
    #expect(second.unchangedSince?.run == nights.runs.first && nights.runs.count == 1)
    #expect(second.exitCode == first.exitCode)
    #expect(Summary(second, language: "zh").line.hasSuffix(Summary(first, language: "zh").line))
    #expect(try await nights.run { $0.isForced = true }.unchangedSince == nil)
    #expect(nights.runs.count == 2)
  }

  @Test func `a run from what is kept equals a full run byte for byte`() async throws {
    let (kept, full) = (try Nights(), try Nights())
    try await kept.run()
    try await kept.run { $0.isForced = true }
    try await full.run()
    try FileManager.default.removeItem(atPath: full.output + "/cache")
    try await full.run { $0.isForced = true }
    for file in ["villages", "members", "towns", "counties", "months", "discrepancies", "normalizations", "lineage"] {
      #expect(
        FileManager.default.contents(atPath: kept.output + "/current/\(file).csv")
          == FileManager.default.contents(atPath: full.output + "/current/\(file).csv"), "\(file)")
    }
    #expect(try kept.list() == full.list())
  }

  @Test func `a list to mend is taken from what is kept where it says the same, and written anew where not`()
    async throws
  {
    let nights = try Nights()
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    let written = try nights.list()
    let kept = try #require(nights.keptLists().first)
    // Whatever is kept whole is taken: these bytes say so.
    let other = Data("a list".utf8)
    try (other + digestBytes(other)).write(to: kept)
    try await nights.run { $0.isForced = true }
    #expect(try nights.list() == other)
    // What is not whole is not.
    try (other + Data(repeating: 0, count: 32)).write(to: kept)
    try await nights.run { $0.isForced = true }
    #expect(try nights.list() == written)
    // On another day it is still of what the county has sent.
    try await nights.run { $0.asOf = CalendarDate("2022-02-01") }
    #expect(try nights.list() == written)
    try nights.put("发放表.csv", nights.wrong("2400"), received: 1_642_200_000)
    try await nights.run()
    #expect(try nights.list() != written)
    #expect(try nights.keptLists().count == 1 && nights.keptLists().first != kept)
  }

  @Test
  func `a wrong amount is new, acknowledged for its amount, lapses when that changes, and is resolved when mended`()
    async throws
  {
    let nights = try Nights()
    #expect(try await nights.run().exitCode == 0)
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    #expect(try await nights.run().exitCode == 1)
    let errors = try nights.rows("lifecycle.csv").filter { $0["severity"] == "error" && $0["status"] == "new" }
    #expect(!errors.isEmpty)
    for error in errors {
      _ = try acknowledge(
        try #require(error["fingerprint"]), by: "王科长", until: try #require(CalendarDate("2022-06-30")), reason: "补发在途",
        output: nights.output)
    }
    #expect(try await nights.run().exitCode == 0)
    #expect(
      try nights.rows("lifecycle.csv").contains { $0["status"] == "acknowledged" && $0["acknowledged_by"] == "王科长" })
    try nights.put("发放表.csv", nights.wrong("2400"), received: 1_642_200_000)
    #expect(try await nights.run().exitCode == 1)
    #expect(try nights.rows("discrepancies.csv").contains { $0["code"] == "DZ902" })
    try nights.put("发放表.csv", nights.original(), received: 1_642_300_000)
    #expect(try await nights.run().exitCode == 0)
    #expect(
      try nights.rows("lifecycle.csv").filter { $0["severity"] == "error" }.allSatisfy { $0["status"] == "resolved" })
  }

  @Test func `an acknowledgement that has run out by the as-of date is told`() async throws {
    let nights = try Nights()
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    for error in try nights.rows("lifecycle.csv") where error["severity"] == "error" {
      _ = try acknowledge(
        try #require(error["fingerprint"]), by: "王科长", until: try #require(CalendarDate("2022-02-28")), reason: "补发在途",
        output: nights.output)
    }
    #expect(try await nights.run { $0.asOf = CalendarDate("2022-03-01") }.exitCode == 1)
    #expect(try nights.rows("discrepancies.csv").contains { $0["code"] == "DZ902" })
  }

  @Test func `changes tell before, after and the upload that brought them`() async throws {
    let nights = try Nights()
    try await nights.run()
    #expect(try nights.rows("changes.csv").isEmpty)
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    let changes = try nights.rows("changes.csv")
    #expect(changes.contains { $0["dataset"] == "villages" && $0["field"] == "amount_stated_yuan" })
    #expect(changes.contains { $0["dataset"] == "discrepancies" && $0["after"] == "new" })
    let digest = try #require(fileDigest(nights.inbox + "/jia/发放表.csv"))
    #expect(changes.filter { $0["dataset"] == "villages" }.allSatisfy { $0["cause"] == digest })
    let memo = try CorrectionMemo(output: nights.output, before: nil, after: nil)
    #expect(memo.text("zh").contains("  甲市 东镇 山底村委会 (990101100200)  填报金额"))
    #expect(memo.text("zh").contains("  甲市 (990101)  "))
    // Amounts and verdicts stand there as people write them.
    #expect(memo.text("zh").firstMatch(of: /\d{4}\.\d\d →/) == nil)
    #expect(memo.text("zh").firstMatch(of: /\d,\d{3}\.\d\d →/) != nil)
    #expect(!memo.text("zh").contains("mismatch"))
    #expect(memo.text("en").contains("DZ404 甲市 东镇 山底村委会"))
  }

  @Test func `a file of the publication that was changed by hand is found and published anew`() async throws {
    let nights = try Nights()
    try await nights.run()
    let path = nights.output + "/current/villages.csv"
    try (try String(contentsOfFile: path, encoding: .utf8) + "x").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try await nights.run().exitCode == 1)
    #expect(try nights.rows("discrepancies.csv").contains { $0["code"] == "DZ903" })
    #expect(try await nights.run().exitCode == 0)
  }

  @Test func `a lost history is built again from the folders`() async throws {
    let nights = try Nights()
    try await nights.run()
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    let before = try openHistory(nights.output).lives()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: nights.output + "/history.sqlite" + suffix)
    }
    try await nights.run()
    let history = try openHistory(nights.output)
    #expect(try history.lives() == before)
    #expect(try history.runs().map(\.number) == [2, 1])
  }

  @Test func `a run that was cut off before it was current leaves nothing, and one after is taken up`() async throws {
    let nights = try Nights()
    try await nights.run()
    let current = try #require(PublishedRuns.current(nights.output))
    do {
      let folder = try OutputFolder(nights.output)
      let start = try folder.begin(Date())
      try FileManager.default.copyItem(
        atPath: nights.output + "/runs/" + current, toPath: nights.output + "/runs/" + start.id)
      try FileManager.default.createDirectory(
        atPath: nights.output + "/runs/x.partial", withIntermediateDirectories: true)
      folder.release()
    }
    try await nights.run()
    #expect(nights.runs == [current])
    #expect(try openHistory(nights.output).runs().map(\.state) == [.interrupted, .published])
    #expect(!FileManager.default.fileExists(atPath: nights.output + "/runs/x.partial"))
  }

  @Test func `of one document, the file that a later night saw first counts, whatever its time`() async throws {
    let nights = try Nights()
    try await nights.run()
    try nights.put("发放表（新）.csv", nights.wrong("2640"), received: 1_641_000_000)
    try await nights.run()
    #expect(try nights.rows("villages.csv").contains { $0["source"]?.contains("（新）") == true })
    try await nights.run { $0.isForced = true }
    #expect(try nights.rows("villages.csv").contains { $0["source"]?.contains("（新）") == true })
  }

  @Test func `a shrunken upload holds the county at its last good one until a person accepts it`() async throws {
    let nights = try Nights()
    try await nights.run()
    let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_100_000)
    #expect(try await nights.run().exitCode == 3)
    #expect(try nights.rows("discrepancies.csv").contains { $0["code"] == "DZ704" })
    #expect(try nights.rows("counties.csv").map { $0["upload_status"] } == ["last-good"])
    #expect(try await nights.run().exitCode == 3)
    let accepted = try await nights.run { $0.acceptsShrink = ["甲市"] }
    #expect(try nights.rows("counties.csv").map { $0["upload_status"] } == ["current"])
    #expect(try await nights.run().unchangedSince != nil, "what was accepted is what went before")
    let again = try await nights.run { $0.acceptsShrink = ["jia"] }
    #expect(again.unchangedSince != nil && again.exitCode == accepted.exitCode)
  }

  @Test(arguments: ["jia", "甲市", "990101", "all"])
  func `a shrunken upload is accepted by any name that a county has`(_ name: String) async throws {
    let nights = try Nights()
    try await nights.run()
    let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_100_000)
    #expect(try await nights.run().exitCode == 3)
    let error = await #expect(throws: SetupError.self) { try await nights.run { $0.acceptsShrink = ["甲士"] } }
    #expect(error?.mend == "--accept-shrink 甲市")
    try await nights.run { $0.acceptsShrink = [name] }
    #expect(try nights.rows("counties.csv").map { $0["upload_status"] } == ["current"])
    #expect(try await verify(run: nil, output: nights.output).holds)
  }

  /// Two counties, the second one's upload that of another test.
  @Test func `an acknowledgement that comes while a run writes is told who that is`() async throws {
    let nights = try Nights()
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    let print = try #require(try nights.rows("lifecycle.csv").first { $0["severity"] == "error" }?["fingerprint"])
    let folder = try OutputFolder(nights.output)
    defer { folder.release() }
    let until = try #require(CalendarDate("2022-06-30"))
    let error = try folder.history.write { _ in
      #expect(throws: LockedError.self) {
        try acknowledge(print, by: "王科长", until: until, reason: "补发在途", output: nights.output)
      }
    }
    #expect(error?.holder["pid"] == "\(getpid())")
  }

  @Test func `rows that are fewer for a file that cannot be read follow from that file`() async throws {
    let nights = try Nights()
    try await nights.run()
    let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_100_000)
    try nights.put("坏.xlsx", "PK\u{3}\u{4}", received: 1_642_100_001)
    #expect(try await nights.run().exitCode == 3)
    let rows = try nights.rows("discrepancies.csv")
    let unread = try #require(rows.first { $0["code"] == "DZ101" && $0["severity"] == "block" }?["fingerprint"])
    #expect(rows.first { $0["code"] == "DZ704" }?["caused_by"] == unread)
  }

  @Test func `a refused upload lapses no acknowledgement, and its figures are none of the county's`() async throws {
    let nights = try Nights()
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_000_000)
    #expect(try await nights.run().exitCode == 1)
    for error in try nights.rows("lifecycle.csv") where error["severity"] == "error" {
      _ = try acknowledge(
        try #require(error["fingerprint"]), by: "王科长", until: try #require(CalendarDate("2022-06-30")), reason: "补发在途",
        output: nights.output)
    }
    #expect(try await nights.run().exitCode == 0)
    let short = try nights.wrong("2400").split(separator: "\n").filter { !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_100_000)
    try nights.put("坏.xlsx", "PK\u{3}\u{4}", received: 1_642_100_001)
    #expect(try await nights.run().exitCode == 3)
    #expect(try nights.rows("counties.csv").map { $0["upload_status"] } == ["last-good"])
    let codes = try nights.rows("discrepancies.csv").compactMap { $0["code"] }
    #expect(!codes.contains("DZ902") && !codes.contains("DZ306"))
    try FileManager.default.removeItem(atPath: nights.inbox + "/jia/坏.xlsx")
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_200_000)
    #expect(try await nights.run().exitCode == 0)
  }

  @Test func `names of runs stay in order when the clock is set back`() async throws {
    let nights = try Nights()
    let folder = try OutputFolder(nights.output)
    defer { folder.release() }
    let ids = try [2000.0, 1000, 1000, 3_000_000].map { try folder.begin(Date(timeIntervalSince1970: $0)).id }
    #expect(ids == ["19700101T003320Z", "19700101T003320Z-2", "19700101T003320Z-3", "19700204T172000Z"])
  }
}
