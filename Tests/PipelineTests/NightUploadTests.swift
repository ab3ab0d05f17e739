import Domain
import Foundation
import Support
import Testing

@testable import History
@testable import Pipeline

/// What uploads do to a night: shrunken, empty, closed and corrected ones.
extension NightTests {
  private func twoCounties() throws -> Nights {
    let nights = try Nights()
    try nights.add("  - name: 乙市\n    folders: [yi]")
    try FileManager.default.copyItem(
      atPath: Project.root + "/Tests/Golden/DZ603/inbox/yi", toPath: nights.inbox + "/yi")
    return nights
  }

  @Test func `whoever accepts a county's shrunken upload has only that county reckoned, now and on the next night`()
    async throws
  {
    let nights = try twoCounties()
    func kept() throws -> Set<String> {
      Set(
        try FileManager.default.contentsOfDirectory(atPath: nights.output + "/cache").filter { !$0.hasPrefix("list-") })
    }
    try await nights.run()
    let first = try kept()
    let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_100_000)
    #expect(try await nights.run().exitCode == 3)
    try await nights.run { $0.acceptsShrink = ["甲市"] }
    let accepted = try kept()
    #expect(accepted.count == 2 && accepted.intersection(first).count == 1, "the other county is as it was")
    let file = try FileManager.default.contentsOfDirectory(atPath: nights.inbox + "/yi")[0]
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_642_200_000)], ofItemAtPath: nights.inbox + "/yi/" + file)
    #expect(try await nights.run().unchangedSince == nil)
    #expect(try kept().intersection(accepted.subtracting(first)).count == 1, "what was accepted is not reckoned again")
    #expect(try nights.rows("counties.csv").map { $0["upload_status"] } == ["current", "current"])
  }

  @Test func `what computers leave by themselves makes no day the as-of date, and no late county early`() async throws {
    let nights = try Nights()
    let file = nights.folder + "/pipeline.yaml"
    try String(contentsOfFile: file, encoding: .utf8).replacing("as_of: 2022-01-31", with: "due: 2022-01-20").write(
      toFile: file, atomically: true, encoding: .utf8)
    nights.pipeline = try PipelineFile(path: file)
    try await nights.run()
    func asOf() throws -> String { try #require(RunManifest(folder: nights.output + "/current")).asOf }
    func isStale() throws -> Bool { try nights.rows("discrepancies.csv").contains { $0["code"] == "DZ701" } }
    #expect(try asOf() == "2022-01-12")
    for (index, name) in ["Thumbs.db", "~$发放表.xlsx", ".DS_Store", "desktop.ini", ".~lock.发放表.csv#"].enumerated() {
      try nights.put(name, "x", received: 1_660_000_000 + index)
    }
    try await nights.run()
    #expect(try asOf() == "2022-01-12" && nights.rows("counties.csv").first?["as_of"] == "2022-01-12")
    try await nights.run { $0.asOf = CalendarDate("2022-01-31") }
    #expect(try isStale(), "a late county is late, whatever its computers leave")
    // What somebody has sent makes it, whether or not it counts.
    try nights.put("说明.txt", "请查收", received: 1_643_000_000)
    try await nights.run { $0.asOf = CalendarDate("2022-01-31") }
    #expect(try !isStale())
    try await nights.run()
    #expect(try asOf() == "2022-01-24")
  }

  @Test(arguments: ["the link", "the folder", "the record", "nothing"])
  func `what held counties stand on outlives the loss of the link, and of the newest publication`(_ lost: String)
    async throws
  {
    let nights = try twoCounties()
    try await nights.run()
    let file = nights.inbox + "/jia/发放表.csv"
    try FileManager.default.removeItem(atPath: file)
    try await nights.run()
    try await nights.run { $0.isForced = true }
    func figures() throws -> [[String]] {
      try nights.rows("counties.csv").map { row in ["county", "amount_due_yuan", "upload_status"].map { row[$0] ?? "" }
      }
    }
    let before = try figures()
    #expect(before[0][2] == "last-good" && before[0][1] != "")
    let newest = try #require(nights.runs.last)
    let look = { Checkup(pipeline: nights.folder + "/pipeline.yaml", options: RunOptions(), environment: [:]) }
    switch lost {
    case "the link": try FileManager.default.removeItem(atPath: nights.output + "/current")
    case "the folder": try FileManager.default.removeItem(atPath: nights.output + "/runs/" + newest)
    case "the record": try FileManager.default.removeItem(atPath: nights.output + "/runs/\(newest)/run.json")
    default: break
    }
    let line = try #require(look().lines.first { $0.subject == "current" })
    #expect((line.grade == .ok) == (lost == "nothing"))
    let checked = try await nights.run { $0.isDryRun = true }
    #expect(checked.counties.first?.figures.status == .lastGood)
    let outcome = try await nights.run()
    #expect(outcome.exitCode == 3)
    #expect(try figures() == before)
    if lost == "the link" { #expect(outcome.unchangedSince?.run == newest, "nothing else has changed") }
    try await nights.run { $0.isForced = true }
    #expect(try figures() == before)
  }

  @Test(arguments: ["missing", "shrunken"])
  func `a held county that a rerun does not look at keeps its findings`(_ why: String) async throws {
    let nights = try twoCounties()
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_050_000)
    try await nights.run()
    if why == "missing" {
      try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表.csv")
    } else {
      let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
      try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_100_000)
    }
    try await nights.run()
    func findings() throws -> [[String: String]] {
      try nights.rows("discrepancies.csv").filter { $0["county_code"] == "990101" }
    }
    func counties() throws -> [String] { try nights.rows("counties.csv").map { $0["upload_status"] ?? "" } }
    let (before, status) = (try findings(), try counties())
    #expect(status == ["last-good", "current"] && before.contains { $0["severity"] == "block" })
    // What it has sent since is not looked at.
    try nights.put("发放表.csv", nights.original(), received: 1_642_200_000)
    let outcome = try await nights.run {
      $0.counties = ["乙市"]
      $0.isForced = true
    }
    #expect(outcome.exitCode == 3)
    #expect(try findings() == before && counties() == status)
    #expect(try nights.rows("changes.csv").allSatisfy { $0["dataset"] != "discrepancies" })
    try await nights.run()
    #expect(try counties() == ["current", "current"])
  }

  @Test func `an empty form that two counties send is nobody's copy, and a list is`() async throws {
    let nights = try twoCounties()
    let form = "镇,村,姓名,是否兼任,月数,金额\n"
    for county in ["jia", "yi"] {
      try form.write(toFile: nights.inbox + "/\(county)/空表.csv", atomically: true, encoding: .utf8)
    }
    try await nights.run()
    #expect(try nights.rows("discrepancies.csv").allSatisfy { $0["code"] != "DZ705" })
    #expect(try nights.rows("discrepancies.csv").count { $0["file"]?.hasSuffix("空表.csv") == true } == 2)
    try (form + "东镇,山底村,张甲,否,12,2880\n").write(
      toFile: nights.inbox + "/jia/空表.csv", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: nights.inbox + "/yi/空表.csv")
    try FileManager.default.copyItem(atPath: nights.inbox + "/jia/空表.csv", toPath: nights.inbox + "/yi/空表.csv")
    try await nights.run()
    #expect(try nights.rows("discrepancies.csv").contains { $0["code"] == "DZ705" })
  }

  @Test func `a file that still cannot be opened makes no new run, and one that can be does`() async throws {
    let nights = try Nights()
    try await nights.run()
    try nights.put("更正.csv", nights.original(), received: 1_642_100_000)
    let record = nights.output + "/current/run.json"
    func isQuiet(_ reason: String, marked: Bool) throws -> Bool {
      let text = try String(contentsOfFile: record, encoding: .utf8)
      let unread = "\"unread\" : [{\"name\": \"jia/更正.csv\", \"reason\": \"\(reason)\"}]"
      try text.replacing(#/"unread" : \[[^\]]*\]/#, with: unread).write(
        toFile: record, atomically: true, encoding: .utf8)
      var setting = try Setting(nights.pipeline, options: RunOptions(), output: nights.output)
      if marked { setting.inbox.mark([UnreadFile(name: "jia/更正.csv", reason: .closed)]) }
      return quietNight(setting, past: Past(output: nights.output)) != nil
    }
    #expect(try isQuiet("closed", marked: true))
    #expect(try !isQuiet("closed", marked: false), "it can be opened now")
    #expect(try !isQuiet("growing", marked: true))
    try FileManager.default.removeItem(atPath: nights.inbox + "/jia/更正.csv")
    #expect(try !isQuiet("closed", marked: true), "it is gone")
  }

  @Test func `what a correction replaces is told as superseded with its kind, of one night and of two`() async throws {
    let nights = try Nights()
    func uploads() throws -> [String: String] {
      let history = try RunHistory(readingFrom: nights.output + "/history.sqlite")
      return Dictionary(
        try history.uploads().map { ($0.name, $0.status + " " + $0.documents.joined(separator: ";")) },
        uniquingKeysWith: { a, _ in a })
    }
    try nights.put("发放表（更正）.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    #expect(
      try uploads() == ["jia/发放表.csv": "superseded payment-list", "jia/发放表（更正）.csv": "current payment-list"])
    try nights.put("发放表（再更正）.csv", nights.wrong("2400"), received: 1_642_200_000)
    try nights.put("说明.csv", "请查收\n", received: 1_642_200_000)
    try await nights.run()
    let now = try uploads()
    #expect(now["jia/发放表（更正）.csv"] == "superseded payment-list" && now["jia/发放表（再更正）.csv"] == "current payment-list")
    #expect(now["jia/说明.csv"]?.contains("superseded") == false)
  }

  @Test(arguments: [
    ("'*.pdf'", "封面.pdf"), ("jia/封面.pdf", "封面.pdf"), ("封面.pdf", "封面.pdf"), ("'封?.pdf'", "封面.pdf"),
    ("'名单[1].pdf'", "名单[1].pdf"),
  ])
  func `what the pipeline file says is no upload holds no county`(_ pattern: String, _ name: String) async throws {
    let nights = try Nights()
    try await nights.run()
    try nights.put(name, "%PDF-1.7 scan", received: 1_642_100_000)
    #expect(try await nights.run().exitCode == 3)
    try nights.add("ignore: [\(pattern)]")
    #expect(try await nights.run().exitCode == 0)
    #expect(try nights.rows("discrepancies.csv").allSatisfy { $0["code"] != "DZ101" })
    #expect(try await verify(run: nil, output: nights.output).holds)
  }
}
