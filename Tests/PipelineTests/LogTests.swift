import Domain
import Foundation
import Logging
import Support
import Synchronization
import Testing

@testable import Pipeline

/// Keeps the events of a run.
private final class Events: Sendable {
  struct Event: Sendable {
    var message: String
    var fields: [String: String]
  }
  private let kept = Mutex<[Event]>([])
  var all: [Event] { kept.withLock { $0 } }
  func add(_ event: Event) { kept.withLock { $0.append(event) } }
}

private struct KeepingHandler: LogHandler {
  let events: Events
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
    events.add(.init(message: "\(event.message)", fields: fields.mapValues { "\($0)" }))
  }
}

@Suite struct LogTests {
  private func events(of change: (String) throws -> Void = { _ in }) async throws -> [Events.Event] {
    let folder = try Project.temporaryFolder()
    try FileManager.default.copyItem(atPath: Project.root + "/data", toPath: folder + "/inbox")
    try change(folder + "/inbox")
    var options = RunOptions()
    options.inbox = folder + "/inbox"
    options.output = folder + "/output"
    let events = Events()
    let logger = Logger(label: "test") { _ in KeepingHandler(events: events) }
    await Turn.begin()
    defer { Turn.end() }
    _ = try await PipelineFile(path: Project.root + "/pipelines/jiangmen-2021.yaml")
      .run(options: options, logger: logger)
    return events.all
  }

  @Test func `an upload of a day to come is told with its day, which makes the as-of date`() async throws {
    let told = try await events { inbox in
      let county = try FileManager.default.contentsOfDirectory(atPath: inbox + "/kaiping").sorted()[0]
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 4_070_880_000)], ofItemAtPath: inbox + "/kaiping/" + county)
    }.filter { $0.message == "upload dated in the future" }
    #expect(told.count == 1 && told[0].fields["day"] == "2099-01-01" && told[0].fields["files"] == "1")
    #expect(told.first?.fields["file"]?.hasPrefix("kaiping/") == true && told.first?.fields["run"] != nil)
    #expect(try await events().allSatisfy { $0.message != "upload dated in the future" })
  }

  @Test func `who could not be told is an error of the run, with what to do`() async throws {
    let nights = try Nights()
    try nights.add("metrics: /nowhere/night.prom\nnotify: [{run: \"exit 3\"}]")
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    let events = Events()
    await Turn.begin()
    defer { Turn.end() }
    _ = try await nights.pipeline.run(
      options: RunOptions(), logger: Logger(label: "test") { _ in KeepingHandler(events: events, logLevel: .error) })
    #expect(events.all.map(\.message) == ["metrics not written", "notify command failed"])
    #expect(events.all.allSatisfy { $0.fields["run"] == nights.runs.last && $0.fields["mend"] != nil })
  }

  @Test func `a log tells of every file, county and the publication, each with the run`() async throws {
    let events = try await events()
    #expect(events.count { $0.message == "file read" } == 4)
    #expect(events.count { $0.message == "county reconciled" } == 3)
    #expect(events.first?.message == "run begins" && events.last?.message == "run ends")
    #expect(events.contains { $0.message == "published" })
    #expect(Set(events.map { $0.fields["run"] }).count == 1)
    #expect(events.last?.fields["exit_code"] == "0")
  }

  @Test func `a county without uploads is told as missing, and a number in a file's name is masked`() async throws {
    let events = try await events { inbox in
      try FileManager.default.removeItem(atPath: inbox + "/enping")
      try Data("hello".utf8).write(to: URL(fileURLWithPath: inbox + "/taishan/13800001234.csv"))
    }
    #expect(events.contains { $0.message == "county missing" && $0.fields["county"] == "440785" })
    #expect(events.contains { $0.fields["file"] == "taishan/138*******4.csv" })
    #expect(!events.contains { $0.fields.values.contains { $0.contains("13800001234") } })
  }
}
