import CBuild
import Domain
import Foundation
import History

/// What a run did, and what it would take to do it again: `run.json`.
struct RunManifest: Codable, Sendable {
  /// A file beside the uploads: pipeline, policy, register, aliases, budget, allocation, report, claims.
  struct Reference: Codable, Sendable, Hashable {
    var role: String
    var name: String
    var sha256: String
  }

  /// What was set on the command line and matters to the result.
  struct Settings: Codable, Sendable, Hashable {
    var counties: [String]
    var failOn: String
    var asOf: String?
    var acceptsShrink: [String]
    /// Whether the uploads were read elsewhere.
    var readsRecords: Bool?
  }

  /// A file of a publication that is not as its run wrote it: DZ903.
  struct Tampering: Codable, Sendable, Hashable {
    var run: String
    var file: String
    var expected: String
    var actual: String
  }

  /// A file that lay in the inbox and could not be read.
  struct Unread: Codable, Sendable, Hashable {
    var name: String
    var reason: Inbox.Unreadable
    /// The record line that says so, where it was read elsewhere.
    var records: String?
  }

  /// What was said, in both languages.
  struct Lines: Codable, Sendable, Hashable {
    var zh: String
    var en: String
  }

  var schema = 3
  var program = programVersion
  /// Which build of the version it was.
  var build = programBuild
  /// The commit that it was built from.
  var commit: String? = programCommit.isEmpty ? nil : programCommit
  var number: Int
  var id: String
  var pipeline: String
  var policy: String
  var keyID: String
  var asOf: String
  var started: String
  var finished: String
  var seconds: Double
  /// What each stage took.
  var stages: [StageClock.Stage] = []
  /// The digest of everything that the result depends on: a night with the same one is the same night.
  var inputKey: String
  var settings: Settings
  var references: [Reference]
  var strays: [String]
  var inputs: [SeenInput]
  /// Files that could not be read.
  var unread: [Unread]?
  /// The publication that was current when the run began.
  var previous: String?
  /// What that one was made of: what a held county falls back to, and what a shrunken upload is held against.
  var former: [SeenInput]?
  /// Counties whose figures are not of this night's uploads.
  var held: [String]
  var tampered: [Tampering]
  /// Acknowledgements as the run found them.
  var acknowledgements: [Acknowledgement]
  /// Fingerprints whose acknowledgement lapsed with this run, for their amount changed.
  var lapsed: [String]
  var lines: Lines
  /// Discrepancies per code.
  var counts: [String: Int]
  /// SHA-256 of each file beside this one.
  var files: [String: String] = [:]
  var exitCode: Int32

  /// Reads the manifest of a publication; nil if there is none that can be read.
  init?(folder: String) {
    guard let data = FileManager.default.contents(atPath: folder + "/run.json"),
      let manifest = try? JSONDecoder().decode(RunManifest.self, from: data)
    else { return nil }
    self = manifest
  }

  /// The manifest of a run of an output folder; of the current one, if none is named.
  init(output: String, run: String?) throws {
    guard let run = run ?? OutputFolder.current(output) else {
      throw SetupError(output, zh: "还没有发布过", en: "nothing has been published here yet")
    }
    guard !run.contains("/"), let manifest = RunManifest(folder: output + "/runs/" + run) else {
      let runs = OutputFolder.runs(output)
      let known = runs.suffix(3).joined(separator: ", ")
      guard !runs.isEmpty else { throw SetupError(output, zh: "还没有发布过", en: "nothing has been published here yet") }
      if let day = Self.prunedDay(of: run, output) {
        throw SetupError(
          output, zh: "运行“\(run)”已于 \(day) 按 retention: 清理，只有历史中的记录还在；尚存的有：\(known)",
          en:
            "the run \"\(run)\" was pruned on \(day), as retention: says, and only its record in the history is left; there are \(known)"
        )
      }
      let near = nearest(run, of: runs)
      throw SetupError(
        output, zh: "没有名为“\(run)”的运行；" + (near.map { "是否为 \($0)？" } ?? "最近的有：\(known)"),
        en: "there is no run \"\(run)\"; " + (near.map { "did you mean \($0)?" } ?? "the newest are \(known)"))
    }
    self = manifest
  }

  /// The day on which a run's publication was removed; nil where it was not.
  private static func prunedDay(of run: String, _ output: String) -> String? {
    guard let history = try? RunHistory(readingFrom: output + "/history.sqlite"),
      let entry = try? history.runs().first(where: { $0.id == run }), !entry.pruned.isEmpty
    else { return nil }
    return String(entry.pruned.prefix(10))
  }

  init(
    run: RunStart, pipeline: String, policy: String, keyID: String, asOf: CalendarDate, inputKey: String,
    settings: Settings, references: [Reference], strays: [String], inputs: [SeenInput], unread: [Unread],
    held: [String], past: Past,
    lapsed: [String], lines: Lines, discrepancies: [Discrepancy], exitCode: Int32
  ) {
    number = run.number
    id = run.id
    self.pipeline = pipeline
    self.policy = policy
    self.keyID = keyID
    self.asOf = "\(asOf)"
    started = timestamp(run.started)
    let now = Date()
    finished = timestamp(now)
    seconds = (now.timeIntervalSince(run.started) * 1000).rounded() / 1000
    self.inputKey = inputKey
    self.settings = settings
    self.references = references
    self.strays = strays
    self.inputs = inputs
    self.unread = unread
    previous = past.manifest?.id
    former = past.used
    self.held = held
    tampered = past.tampered
    acknowledgements = past.acknowledgements
    self.lapsed = lapsed
    self.lines = lines
    counts = Dictionary(discrepancies.map { ($0.code.rawValue, 1) }, uniquingKeysWith: +)
    self.exitCode = exitCode
  }

  /// As JSON, keys in order.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(Mask.persons(inJSON: String(decoding: try encoder.encode(self), as: UTF8.self)).utf8) + [10]
  }
}

/// The program's version.
public let programVersion = "0.1.0"

/// The commit that the program was built from; empty where whoever built it has not said. `+` says that the source was changed since.
public let programCommit = String(cString: duizhang_commit())

/// Tells builds of one version apart, so that nothing that another build has reckoned is used again.
public let programBuild: String = {
  var status = stat()
  guard stat("/proc/self/exe", &status) == 0 else { return "" }
  let parts = [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  return String(sha256(Array(parts.map(String.init).joined(separator: " ").utf8)).prefix(12))
}()
