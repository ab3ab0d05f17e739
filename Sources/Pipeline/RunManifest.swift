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

    /// Whether the run wrote no such file.
    var isAdded: Bool { expected.isEmpty }
  }

  /// What a county was to stand on, and the archive did not give back: it may since have been restored.
  struct Lost: Codable, Sendable, Hashable {
    var county: String
    var kept: String
    var why: LostInput.Why
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
  var unread: [UnreadFile]?
  /// What counties were to stand on and the archive had lost; nil where nothing was.
  var lost: [Lost]?
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

  /// As JSON, keys in order.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(Mask.persons(inJSON: String(decoding: try encoder.encode(self), as: UTF8.self)).utf8) + [10]
  }
}
