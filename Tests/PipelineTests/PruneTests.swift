import Domain
import Foundation
import History
import Support
import Testing

@testable import Pipeline

@Suite struct PruneTests {
  private static let eight = [
    "20220101T000000Z", "20220131T000000Z", "20220210T000000Z", "20220228T000000Z", "20220305T000000Z",
    "20220306T000000Z", "20220307T000000Z", "20220307T000000Z-2",
  ]

  @Test(arguments: [
    (Retention(runs: 2), [6, 7]), (Retention(days: 2), [4, 5, 6, 7]), (Retention(months: 2), [3, 7]),
    (Retention(runs: 1, days: 1, months: 12), [1, 3, 5, 6, 7]),
  ])
  func `a run stays as long as its count, its day or its month wants it`(_ retention: Retention, _ stay: [Int]) {
    let runs = Self.eight.map { (id: $0, started: String($0.prefix(16))) }
    #expect(retention.staying(runs) == Set(stay.map { Self.eight[$0] }))
  }

  /// Six publications, each with an amount of its own.
  private func sixNights(_ retention: String = "{runs: 2}") async throws -> Nights {
    let nights = try Nights()
    try nights.add("retention: \(retention)")
    for night in 0..<6 {
      try nights.put("发放表.csv", nights.wrong("\(2400 + night)"), received: 1_642_000_000 + night)
      try await nights.run()
    }
    return nights
  }

  @Test func `old publications go with the inputs that only they needed, and every one that stays can be done again`()
    async throws
  {
    let nights = try await sixNights()
    let all = nights.runs
    let archived = try archivedNames(nights.output)
    let plan = try Pruning(nights.pipeline, isDryRun: true)
    #expect(plan.removed == Array(all.prefix(4)) && nights.runs == all)
    #expect(try archivedNames(nights.output) == archived)
    let done = try Pruning(nights.pipeline, isDryRun: false)
    #expect(done.removed == plan.removed && done.inputs == plan.inputs && done.bytes > 0)
    // The fourth list stays: the fifth run, which stays, was held against it.
    #expect(done.inputs.count == 3)
    #expect(nights.runs == Array(all.suffix(2)))
    for run in nights.runs { #expect(try await verify(run: run, output: nights.output).holds) }
    let history = try openHistory(nights.output)
    #expect(try history.runs().map(\.pruned.isEmpty) == [true, true, false, false, false, false])
    #expect(try history.uploads().count == 6)
    // The day is the clock's, for it is told when somebody asks.
    let error = #expect(throws: SetupError.self) { try RunManifest(output: nights.output, run: all[0]) }
    #expect(error?.en.firstMatch(of: /pruned on 20\d\d-\d\d-\d\d, as/) != nil, "\(error?.en ?? "")")
    #expect(try await nights.run().unchangedSince != nil)
    #expect(try Pruning(nights.pipeline, isDryRun: false).removed.isEmpty)
  }

  @Test func `neither the current publication nor the one that a held county's figures come from ever goes`()
    async throws
  {
    let nights = try await sixNights("{runs: 1}")
    let good = try #require(nights.runs.last)
    try "不是表格".write(toFile: nights.inbox + "/jia/发放表.csv", atomically: true, encoding: .utf8)
    for _ in 0..<2 { #expect(try await nights.run { $0.isForced = true }.exitCode == 3) }
    let current = try #require(nights.runs.last)
    _ = try Pruning(nights.pipeline, isDryRun: false)
    #expect(nights.runs == [good, current])
    #expect(try await nights.run { $0.isForced = true }.exitCode == 3)
    #expect(try nights.rows("counties.csv").first?["upload_status"] == "last-good")
  }

  @Test func `a publication whose record cannot be read stays, and the archive with it`() async throws {
    let nights = try await sixNights()
    let victim = nights.runs[0]
    try "{".write(toFile: nights.output + "/runs/\(victim)/run.json", atomically: true, encoding: .utf8)
    let done = try Pruning(nights.pipeline, isDryRun: false)
    #expect(done.unknown == [victim] && done.inputs.isEmpty && nights.runs.first == victim && done.removed.count == 3)
  }

  @Test func `a pipeline that says nothing of retention prunes nothing, and a run at work is not disturbed`()
    async throws
  {
    let silent = try Nights()
    try await silent.run()
    #expect(throws: SetupError.self) { try Pruning(silent.pipeline, isDryRun: false) }
    // Nor does one whose keys somebody has commented out.
    try silent.add("retention: {}")
    #expect(throws: SetupError.self) { try Pruning(silent.pipeline, isDryRun: false) }
    #expect(silent.runs.count == 1)
    let nights = try await sixNights()
    let folder = try OutputFolder(nights.output)
    defer { folder.release() }
    let error = #expect(throws: LockedError.self) { try Pruning(nights.pipeline, isDryRun: false) }
    #expect(error?.holder["pid"] == "\(getpid())" && error?.holder["user"] == NSUserName())
    #expect(error.map { "\($0)".contains("kill \(getpid())") } == true)
  }
}
