import Domain
import Foundation
import History
import Support
import Testing

@testable import Pipeline

@Suite struct CheckupTests {
  private func look(_ nights: Nights, _ environment: [String: String] = ["LANG": "C.UTF-8"], now: Date = Date())
    -> Checkup
  {
    Checkup(pipeline: nights.folder + "/pipeline.yaml", options: RunOptions(), environment: environment, now: now)
  }

  private func grades(_ checkup: Checkup, _ subject: String) -> [Checkup.Grade] {
    checkup.lines.filter { $0.subject == subject }.map(\.grade)
  }

  private func add(_ text: String, to nights: Nights) throws {
    let file = nights.folder + "/pipeline.yaml"
    try (try String(contentsOfFile: file, encoding: .utf8) + "\n" + text + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
  }

  @Test func `a folder in good order has no error, and looking changes nothing`() async throws {
    let nights = try Nights()
    try await nights.run()
    chmod(nights.output + "/key", 0o600)
    func listing() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: nights.folder).sorted() }
    let before = try listing()
    let checkup = look(nights)
    #expect(checkup.grade != .error, "\(checkup.text("en"))")
    #expect(grades(checkup, "current") == [.ok] && grades(checkup, "history") == [.ok])
    #expect(grades(checkup, "lock") == [.ok] && grades(checkup, "permissions") == [.ok])
    #expect(try listing() == before)
    #expect(checkup.text("zh").split(separator: "\n").count >= checkup.lines.count)
  }

  @Test(arguments: ["key", "archive", "history.sqlite"])
  func `what others can open and must not is an error that names the command to mend it`(_ name: String) async throws {
    let nights = try Nights()
    try await nights.run()
    chmod(nights.output + "/key", 0o600)
    chmod(nights.output + "/" + name, 0o755)
    let checkup = look(nights)
    let line = try #require(checkup.lines.first { $0.grade == .error })
    #expect(line.mend == Array(repeating: "chmod go= \(nights.output)/\(name)", count: 2))
  }

  @Test func `a changed publication, a held lock, a broken pipeline and a damaged history are told`() async throws {
    let nights = try Nights()
    try await nights.run()
    do {
      let folder = try OutputFolder(nights.output)
      defer { folder.release() }
      #expect(grades(look(nights), "lock") == [.warning])
      #expect(grades(look(nights, now: Date().addingTimeInterval(4 * 3600)), "lock") == [.error])
    }
    try "x".write(toFile: nights.output + "/current/towns.csv", atomically: true, encoding: .utf8)
    #expect(grades(look(nights), "current") == [.error])
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: nights.output + "/history.sqlite" + suffix)
    }
    try Data(repeating: 1, count: 4096).write(to: URL(fileURLWithPath: nights.output + "/history.sqlite"))
    #expect(grades(look(nights), "history") == [.error])
    try add("nonsense: 1", to: nights)
    #expect(grades(look(nights), "pipeline") == [.error])
  }

  @Test func `where current is a folder, doctor and the run say to move it away, and then the next run names it again`()
    async throws
  {
    let nights = try Nights()
    try await nights.run()
    let (link, newest) = (nights.output + "/current", try #require(nights.runs.last))
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.copyItem(atPath: nights.output + "/runs/" + newest, toPath: link)
    let line = try #require(look(nights).lines.first { $0.subject == "current" })
    #expect(line.grade == .error && line.mend?.allSatisfy { $0.hasPrefix("mv \(link) \(link).copy") } == true)
    do {
      try await nights.run { $0.isForced = true }
      Issue.record("a folder cannot be made the link")
    } catch let error as WriteError {
      #expect(error.message.en.hasSuffix("mv current current.copy") && error.message.zh.contains("是文件夹"))
    }
    try FileManager.default.moveItem(atPath: link, toPath: link + ".copy")
    try await nights.run()
    #expect(PublishedRuns.current(nights.output) != nil && grades(look(nights), "current") == [.ok])
  }

  @Test func `who holds the lock is told also where the holder has only just taken it`() throws {
    let nights = try Nights()
    let descriptor = open(nights.output + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    // A thread of its own, which is at work before the lock is asked for.
    let (begun, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      begun.signal()
      usleep(20_000)
      let note = Array("pid 4711\nuser 张三\n".utf8)
      _ = pwrite(descriptor, note, note.count, 0)
      done.signal()
    }
    #expect(begun.wait(timeout: .now() + 10) == .success)
    let error = #expect(throws: LockedError.self) { try RunLock(output: nights.output) }
    #expect(done.wait(timeout: .now() + 10) == .success)
    close(descriptor)
    #expect(error?.holder["pid"] == "4711" && error?.holder["user"] == "张三")
  }

  @Test
  func `an inbox without any file is an error where the last publication read some, and before the first is none`()
    async throws
  {
    let nights = try Nights()
    let file = nights.inbox + "/jia/发放表.csv"
    try FileManager.default.removeItem(atPath: file)
    #expect(!grades(look(nights), "inbox").contains(.error))
    try nights.put("发放表.csv", nights.original(), received: 1_642_000_000)
    try await nights.run()
    #expect(!grades(look(nights), "inbox").contains(.error))
    try FileManager.default.removeItem(atPath: file)
    try nights.put("Thumbs.db", "x", received: 1_642_000_000)
    #expect(grades(look(nights), "inbox").contains(.error))
    try nights.put("别的.csv", "x", received: 1_642_000_000)
    #expect(!grades(look(nights), "inbox").contains(.error))
  }

  @Test func `why a run published nothing stands in the history, and doctor says it`() async throws {
    let nights = try Nights()
    try await nights.run()
    // A file in the folder's place fails a run that root begins too.
    try FileManager.default.removeItem(atPath: nights.output + "/cache")
    try FileManager.default.moveItem(atPath: nights.output + "/runs", toPath: nights.output + "/away")
    try "x".write(toFile: nights.output + "/runs", atomically: true, encoding: .utf8)
    await #expect(throws: WriteError.self) { try await nights.run { $0.isForced = true } }
    let last = try #require(try openHistory(nights.output, isReadOnly: true).runs().first)
    #expect(last.state == .failed && last.lineEn.contains("cannot be written (Not a directory)"), "\(last)")
    #expect(last.lineZh.hasPrefix("无法写入 runs/"))
    let line = try #require(look(nights).lines.first { $0.subject == "history" })
    #expect(line.en.hasSuffix(last.lineEn) && line.zh.hasSuffix(last.lineZh))
  }

  @Test func `a run that did not come is told, and one that did is not`() async throws {
    let nights = try Nights()
    try await nights.run()
    try add("schedule: {at: \"01:30\"}", to: nights)
    #expect(grades(look(nights), "schedule") == [.ok])
    // Whatever hour it is, also in the hour that the latest run has to come.
    for hour in 0..<24 {
      let then = Date().addingTimeInterval(3 * 86_400 + Double(hour) * 3600)
      #expect(grades(look(nights, now: then), "schedule") == [.error])
    }
    // A clock that was set back.
    #expect(grades(look(nights, now: Date().addingTimeInterval(-3600)), "clock").contains(.error))
  }

  @Test func `a run that was killed is one that published nothing, until a night is well again`() async throws {
    let nights = try Nights()
    try await nights.run()
    for _ in 0..<2 {
      let folder = try OutputFolder(nights.output)
      _ = try folder.begin(Date())
      folder.release()
    }
    let line = try #require(look(nights).lines.first { $0.subject == "history" })
    #expect(line.grade == .error && line.en.hasPrefix("the last 2 run(s) published nothing"))
    let history = try RunHistory(readingFrom: nights.output + "/history.sqlite")
    #expect(
      try runsAsTheyStand(history, output: nights.output).map(\.state) == [.interrupted, .interrupted, .published])
    #expect(try history.runs().map(\.state) == [.running, .interrupted, .published], "to look writes nothing")
    #expect(try await nights.run().unchangedSince != nil)
    #expect(grades(look(nights), "history") == [.ok])
  }

  @Test func `who takes the lock and looks at no upload is no night`() async throws {
    let nights = try Nights()
    try add("schedule: {at: \"01:30\"}\nretention: {runs: 1}", to: nights)
    nights.pipeline = try PipelineFile(path: nights.folder + "/pipeline.yaml")
    let past = Date().addingTimeInterval(-5 * 86_400)
    var options = RunOptions()
    options.started = past
    await Turn.begin()
    defer { Turn.end() }
    _ = try await nights.pipeline.run(options: options)
    #expect(grades(look(nights), "schedule") == [.error])
    _ = try Pruning(nights.pipeline, isDryRun: false)
    options.register = "/nowhere.csv"
    await #expect(throws: SetupError.self) { try await nights.pipeline.run(options: options) }
    #expect(grades(look(nights), "schedule") == [.error])
    options = RunOptions()
    #expect(try await nights.pipeline.run(options: options).unchangedSince != nil)
    #expect(grades(look(nights), "schedule") == [.ok], "a night that found nothing changed came")
  }

  @Test func `a damaged archive is an error until it is sound, and a run that has the bytes mends it`() async throws {
    let nights = try Nights()
    try await nights.run()
    let name = try #require(fileDigest(nights.inbox + "/jia/发放表.csv"))
    let path = nights.output + "/archive/" + name
    let whole = try #require(FileManager.default.contents(atPath: path))
    func rotate() throws { for _ in 0..<5 { _ = try ArchiveRotation(output: nights.output) } }
    // Of another size, it is written anew by any run that looks; of the same, once it is known.
    try (whole + Data([0])).write(to: URL(fileURLWithPath: path))
    try await nights.run { $0.isForced = true }
    #expect(fileDigest(path) == name)
    try Data(repeating: 65, count: whole.count).write(to: URL(fileURLWithPath: path))
    try rotate()
    let line = try #require(look(nights).lines.first { $0.subject == "archive" })
    #expect(line.grade == .error && line.en.contains(name) && line.mend != nil)
    #expect(try await nights.run().unchangedSince == nil)
    #expect(fileDigest(path) == name && grades(look(nights), "archive") != [.error])
    #expect(try await nights.run().unchangedSince != nil)
    // Nobody has to wait for the next run where it was restored by hand.
    try Data(repeating: 65, count: whole.count).write(to: URL(fileURLWithPath: path))
    try rotate()
    #expect(grades(look(nights), "archive") == [.error])
    try whole.write(to: URL(fileURLWithPath: path))
    #expect(grades(look(nights), "archive") != [.error])
  }

  @Test func `an upload of a day to come is named with its day, and one of today is not`() async throws {
    let nights = try Nights()
    let now = Date(timeIntervalSince1970: 1_642_000_000)
    #expect(grades(look(nights, now: now), "inbox").isEmpty)
    try nights.put("发放表（更正）.csv", nights.original(), received: 4_070_880_000)
    let line = try #require(look(nights, now: now).lines.first { $0.subject == "inbox" })
    #expect(line.grade == .warning && line.zh.contains("jia/发放表（更正）.csv（2099-01-01）") && line.mend != nil)
  }

  @Test func `a holder that was stopped is told with what lets it go on`() throws {
    let nights = try Nights()
    let folder = try OutputFolder(nights.output)
    defer { folder.release() }
    var holder = try #require(RunLock.holder(nights.output))
    #expect(!RunLock.isStopped(holder))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["60"]
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    holder["pid"] = "\(process.processIdentifier)"
    #expect(!RunLock.isStopped(holder))
    kill(process.processIdentifier, SIGSTOP)
    for _ in 0..<100 where !RunLock.isStopped(holder) { usleep(10_000) }
    #expect(RunLock.isStopped(holder))
    #expect("\(LockedError(output: nights.output, holder: holder))".contains("kill -CONT \(process.processIdentifier)"))
    holder["host"] = "elsewhere"
    #expect(!RunLock.isStopped(holder), "a process of another machine is not looked up on this one")
  }

  @Test(arguments: [
    ("2026-11-24 01:29", "2026-11-23 01:30", "2026-11-24 01:30"),
    ("2026-11-24 01:30", "2026-11-24 01:30", "2026-11-25 01:30"),
    ("2026-11-28 12:00", "2026-11-27 01:30", "2026-11-30 01:30"),
  ])
  func `the next run is due on the next of its days`(_ now: String, _ last: String, _ next: String) throws {
    let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
    let format = DateFormatter()
    (format.dateFormat, format.timeZone, format.locale) = ("yyyy-MM-dd HH:mm", zone, Locale(identifier: "en_US_POSIX"))
    let schedule = Schedule(minute: 90, weekdays: [1, 2, 3, 4, 5])
    let moment = try #require(format.date(from: now))
    let around = try #require(schedule.around(moment, in: zone))
    #expect(format.string(from: around.last) == last && format.string(from: around.next) == next)
  }

  @Test func `moments are told by the clock of whoever reads them`() throws {
    let half = try #require(moment(ofTimestamp: "20261129T173000Z"))
    #expect(
      localTime(half, in: try #require(TimeZone(identifier: "Asia/Shanghai"))) == "2026-11-30 01:30 Asia/Shanghai")
    #expect(
      localTime(half, in: try #require(TimeZone(identifier: "America/New_York")))
        == "2026-11-29 12:30 America/New_York")
  }

  @Test func `a misspelt setting of the environment is told with the nearest that there is`() {
    let settings = EnvironmentSettings([
      "DUIZHANG_OUTPT": "x", "DUIZHANG_INBOX": "y", "DUIZHANG_REPORT": "", "HOME": "/",
    ])
    #expect(settings[.inbox] == "y" && settings[.report] == nil && settings[.output] == nil)
    #expect(settings.unknown.map(\.nearest) == ["DUIZHANG_OUTPUT"])
  }
}
