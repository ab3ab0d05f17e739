import Domain
import Foundation
import History
import Logging

extension RunOutcome {
  /// Tells apart what stands after a run and did not before, gravest first — new, come back, no longer acknowledged, or come to a
  /// larger amount — and what is settled.
  mutating func compare(_ lives: [FindingLife], with before: [FindingLife], from severity: Severity) {
    // A life has many texts, and there may be tens of thousands: positions are sorted, and only what is told is copied.
    func standing(_ lives: [FindingLife]) -> [Int] {
      lives.indices.filter { lives[$0].status == .new || lives[$0].status == .open }
    }
    let now = standing(lives)
    let known = Dictionary(
      standing(before).map { (before[$0].sighting.fingerprint, $0) }, uniquingKeysWith: { a, _ in a })
    settled = Set(known.keys).subtracting(now.map { lives[$0].sighting.fingerprint })
    let ranked = now.compactMap { index -> (rank: Severity, code: String, fingerprint: String, position: Int)? in
      let rank = Severity(rawValue: lives[index].sighting.severity) ?? .info
      let fingerprint = lives[index].sighting.fingerprint
      guard rank >= severity else { return nil }
      if let former = known[fingerprint], !lives[index].sighting.isLarger(than: before[former].sighting) { return nil }
      return (rank, lives[index].sighting.code, fingerprint, index)
    }
    fresh = ranked.sorted { ($1.rank, $0.code, $0.fingerprint) < ($0.rank, $1.code, $1.fingerprint) }
      .map { lives[$0.position].sighting }
  }
}

extension Sighting {
  /// Whether more yuan are at stake than an earlier run saw of the same finding.
  fileprivate func isLarger(than former: Sighting) -> Bool {
    guard let now = WrittenDecimal(delta)?.digits.magnitude else { return false }
    return now > WrittenDecimal(former.delta)?.digits.magnitude ?? 0
  }
}

/// Tells what a run came to, after its lock is let go: a command that hangs must not keep the next run waiting.
struct Telling {
  /// What is known of a command: what it was told, and what it is still owed because it failed.
  private struct Account: Codable {
    /// Things told in this night, by name: none is told twice.
    var told: Set<String> = []
    /// Findings that it has not been told of yet.
    var owed: [Finding] = []
    /// Whether the last end that it knows of was a failure, or held a county.
    var isDown = false
    /// Whether it knows of errors that made an exit code; nil in what an older program has written.
    var knowsErrors: Bool?
  }

  private struct Memory: Codable {
    var night = ""
    var accounts: [String: Account] = [:]
  }

  /// A finding as a message tells it.
  private struct Finding: Codable, Hashable {
    var fingerprint, code, severity, county, village, field: String
    var deltaYuan: String
    var zh, en: String

    init(_ seen: Sighting) {
      (fingerprint, code, severity) = (seen.fingerprint, seen.code, seen.severity)
      (county, village, field, deltaYuan) = (seen.county, seen.village, seen.field, seen.delta)
      (zh, en) = (seen.message.zh, seen.message.en)
    }
  }

  private static let findingsTold = 50

  let pipeline: PipelineFile
  let output: String
  let started: Date
  let logger: Logger

  private var memoryPath: String { output + "/told.json" }

  /// Tells the end of a run to all who want to know of it.
  func tell(_ end: RunEnd) {
    let log = log(of: end)
    if let path = pipeline.metrics,
      let reason = Metrics(end, pipeline: pipeline, output: output, started: started).write(to: path)
    {
      log.error(
        "metrics not written",
        metadata: [
          "file": "\(path)", "reason": "\(reason)",
          "mend": "让本用户能写流程文件 metrics: 所指之处 / let this user write where metrics: of the pipeline file says",
        ])
    }
    guard !pipeline.notify.isEmpty else { return }
    let data = FileManager.default.contents(atPath: memoryPath)
    var memory = data.flatMap { try? JSONDecoder().decode(Memory.self, from: $0) } ?? Memory()
    let night = "\(civilDate(Int(started.timeIntervalSince1970)))"
    let isNewNight = memory.night != night
    memory.night = night
    let former = memory.accounts
    memory.accounts = [:]
    for (position, command) in pipeline.notify.enumerated() {
      // A command may hold a secret, so its account stands under its digest; that of one which is gone goes.
      let name = shortDigest(command.command)
      var account = former[name] ?? Account()
      if isNewNight { account.told = [] }
      tell(end, to: command, at: position, account: &account, log)
      memory.accounts[name] = account
    }
    // Lost, it costs a second message.
    try? keep(memory)
  }

  /// A log whose every line names the run, as the lines of the run itself do; one that published nothing is named by when it began.
  private func log(of end: RunEnd) -> Logger {
    var log = logger
    var run = timestamp(started)
    if case .done(let outcome) = end, let name = outcome.folder?.split(separator: "/").last { run = String(name) }
    log[metadataKey: "run"] = "\(run)"
    return log
  }

  private func keep(_ memory: Memory) throws {
    let file = try SyncedFile(memoryPath + ".partial", mode: 0o600)
    try file.append([UInt8](try JSONEncoder().encode(memory)))
    try file.close(synced: false)
    guard rename(memoryPath + ".partial", memoryPath) == 0 else { throw WriteError("told.json") }
  }

  private func tell(_ end: RunEnd, to command: NotifyCommand, at position: Int, account: inout Account, _ log: Logger) {
    let isDown = end.isFailure || !end.held.isEmpty
    // What was mended before it could be told is no news any more.
    account.owed.removeAll { end.settled.contains($0.fingerprint) }
    let fresh = end.fresh.filter { !account.told.contains("errors \($0.fingerprint) \($0.amount)") }
    // What is owed already and has grown since is told as it is now.
    let grown = Set(fresh.map(\.fingerprint))
    account.owed.removeAll { grown.contains($0.fingerprint) }
    account.owed += fresh.map(Finding.init)
    var names = Set(fresh.map { "errors \($0.fingerprint) \($0.amount)" })
    var occasions: Set<Occasion> = account.owed.isEmpty ? [] : [.errors]
    let held = Set(end.held.map { "held \($0)" }).subtracting(account.told)
    if !held.isEmpty { occasions.insert(.held) }
    let failure = "failure \(end.line.en)"
    if end.isFailure, !account.told.contains(failure) { occasions.insert(.failure) }
    // Whoever is told of errors waits for the word that they are gone; to others it would be news of nothing.
    let errorsAreGone = end.exitCode == 0 && account.knowsErrors == true
    if account.isDown && !isDown || errorsAreGone { occasions.insert(.recovery) }
    let wanted = Occasion.allCases.filter { occasions.contains($0) && command.occasions.contains($0) }
    if !wanted.isEmpty {
      let reason = command.run(
        telling: Data(message(end, wanted, account.owed)), environment: environment(end, wanted))
      if let reason {
        // A command may hold a secret of whoever is told.
        log.error(
          "notify command failed",
          metadata: [
            "command": "\(position + 1)", "reason": "\(reason)",
            "mend":
              "消息未送达，下次运行再送；请手动试流程文件 notify: 的第 \(position + 1) 条 / it was not told and will be with the next run; try entry \(position + 1) of notify: by hand",
          ])
        account.isDown = account.isDown || isDown
        if !command.occasions.contains(.errors) { account.owed = [] }
        return
      }
    }
    names.formUnion(held)
    if end.isFailure { names.insert(failure) }
    account.told.formUnion(names)
    (account.owed, account.isDown) = ([], isDown)
    // Whether errors stand, a run that held a county or failed does not say.
    if end.exitCode < 2 { account.knowsErrors = end.exitCode == 1 && command.occasions.contains(.errors) }
  }

  private func environment(_ end: RunEnd, _ occasions: [Occasion]) -> [String: String] {
    var variables = [
      "DUIZHANG_EVENTS": occasions.map(\.rawValue).joined(separator: " "),
      "DUIZHANG_PIPELINE": pipeline.name, "DUIZHANG_EXIT_CODE": "\(end.exitCode)",
      "DUIZHANG_SUMMARY": end.line.text(pipeline.language), "DUIZHANG_OUTPUT": output,
    ]
    if case .done(let outcome) = end { variables["DUIZHANG_PUBLICATION"] = outcome.folder ?? "" }
    return variables
  }

  /// `schema` grows when a key changes its meaning.
  private struct Content: Encodable {
    var schema = 1
    var events: [Occasion]
    var pipeline, started, publication: String
    var exitCode: Int32
    var zh, en: String
    var held: [String]
    var newErrors: Int
    var findings: [Finding]
  }

  private func message(_ end: RunEnd, _ occasions: [Occasion], _ findings: [Finding]) -> [UInt8] {
    var folder = ""
    if case .done(let outcome) = end { folder = outcome.folder ?? "" }
    let content = Content(
      events: occasions, pipeline: pipeline.name, started: timestamp(started), publication: folder,
      exitCode: end.exitCode, zh: end.line.zh, en: end.line.en, held: end.held, newErrors: findings.count,
      findings: Array(findings.prefix(Self.findingsTold)))
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8]((try? encoder.encode(content)) ?? Data()) + [10]
  }
}
