import Domain
import Foundation
import History

/// A run as it begins.
struct RunStart: Sendable {
  /// Counted from 1 in an output folder.
  var number: Int
  /// The name of its folder.
  var id: String
  /// When it began.
  var started: Date
}

/// An output folder in the hands of one run: locked, cleared of what a crash has left, its history at one with its folders.
final class OutputFolder: Sendable {
  let path: String
  let history: RunHistory
  private let lock: RunLock

  /// Takes the folder; throws `LockedError` where another run has it.
  init(_ path: String) throws {
    self.path = path
    lock = try RunLock(output: path)
    do {
      try Self.clearLeftovers(path)
      try ForgetPlan.finish(path)
      history = try RunHistory(path: path + "/history.sqlite")
      try reconcileHistory()
      try PublishedRuns.restoreCurrent(path)
    } catch {
      lock.release()
      throw error
    }
  }

  func release() {
    history.end()
    lock.release()
  }

  /// Lets the next run in, while this one still ends.
  func unlock() { lock.unlock() }

  /// Begins a run: first in the history, before anything is written.
  func begin(_ started: Date) throws -> RunStart {
    let id = try nextID(started)
    let number = try history.begin(id: id, started: timestamp(started), program: programVersion)
    RunLock.noteLook(path, began: started, isUnchanged: false)
    return RunStart(number: number, id: id, started: started)
  }

  /// A name that sorts after all others: where the clock was set back, the newest name gets a suffix.
  private func nextID(_ started: Date) throws -> String {
    func parts(_ id: String) -> (base: String, suffix: Int) {
      let parts = id.split(separator: "-", maxSplits: 1)
      return (String(parts.first ?? ""), parts.count == 2 ? Int(parts[1]) ?? 1 : 1)
    }
    let known = (PublishedRuns.names(path) + (try history.runs()).map(\.id)).map(parts)
    let now = timestamp(started)
    guard let newest = known.max(by: { ($0.base, $0.suffix) < ($1.base, $1.suffix) }), newest.base >= now else {
      return now
    }
    return "\(newest.base)-\(newest.suffix + 1)"
  }

  /// Removes what a run that was cut off has left: it lies under names that no reader looks at.
  private static func clearLeftovers(_ path: String) throws {
    for folder in [path, path + "/runs", path + "/archive", path + "/cache"] {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".partial")
      {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
    }
  }

  /// Brings the history to what the folders say. A run that was cut off before `current` named it was never published and
  /// goes; one that was cut off after, or that only its folder knows of, is absorbed.
  private func reconcileHistory() throws {
    let entries = try history.runs()
    let current = PublishedRuns.current(path)
    let cutOff = entries.filter { $0.state == .running }
    for entry in cutOff where entry.id != current {
      let folder = path + "/runs/" + entry.id
      if access(folder, F_OK) == 0 {
        guard rename(folder, folder + ".partial") == 0 else { throw WriteError("runs/" + entry.id) }
        try FileManager.default.removeItem(atPath: folder + ".partial")
      }
      try history.close(entry.id, state: .interrupted, exitCode: nil, finished: "")
    }
    let published = Set(entries.filter { $0.state == .published }.map(\.id))
    let unknown = PublishedRuns.names(path).filter { !published.contains($0) }.compactMap { id in
      RunManifest(folder: path + "/runs/" + id).map { (id, $0) }
    }.sorted { $0.1.number < $1.1.number }
    for (id, manifest) in unknown where manifest.id == id {
      try history.absorb(
        PublishedRun(manifest, lives: try livesOfPublication(path + "/runs/" + id), language: "zh"))
      try history.restore(manifest.acknowledgements)
    }
  }
}

extension PublishedRun {
  /// A finished run from its manifest.
  init(_ manifest: RunManifest, lives: [FindingLife], language: String) {
    self.init(
      number: manifest.number, id: manifest.id, started: manifest.started, finished: manifest.finished,
      exitCode: manifest.exitCode, program: manifest.program, asOf: manifest.asOf,
      line: language == "zh" ? manifest.lines.zh : manifest.lines.en,
      lines: Message(zh: manifest.lines.zh, en: manifest.lines.en), inputs: manifest.inputs, lives: lives,
      lapsed: manifest.lapsed)
  }
}

/// The lives that a publication tells.
func livesOfPublication(_ folder: String) throws -> [FindingLife] {
  let path = folder + "/lifecycle.csv"
  guard access(path, F_OK) == 0 else { return [] }
  return try ReferenceTable(path: path, columns: ["fingerprint", "status", "first_run", "last_run"]).rows.map { row in
    // The mark that keeps a spreadsheet from taking a text for a formula is not part of it.
    func text(_ column: String) -> String {
      let text = row[column]
      guard text.hasPrefix("'"), let next = text.dropFirst().first, "=+-@\t\r".contains(next) else { return text }
      return String(text.dropFirst())
    }
    return FindingLife(
      Sighting(
        fingerprint: row["fingerprint"], code: row["code"], severity: row["severity"], county: row["county_code"],
        village: row["village_code"], period: row["period"], field: text("field"), delta: row["delta_yuan"],
        amount: text("amount"), message: Message(zh: text("message_zh"), en: text("message_en"))),
      status: LifeStatus(rawValue: row["status"]) ?? .open, firstSeen: row["first_seen"], lastSeen: row["last_seen"],
      firstRun: row["first_run"], lastRun: row["last_run"], timesSeen: Int(row["times_seen"]) ?? 1,
      acknowledgedBy: text("acknowledged_by"), until: row["until"], reason: text("reason"))
  }
}
