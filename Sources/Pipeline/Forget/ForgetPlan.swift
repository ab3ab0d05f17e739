import Foundation
import History

/// All that forgetting persons changes in an output folder, written down before anything is changed: whatever moment a crash chooses,
/// either nothing was forgotten, or the next run brings it to its end. It holds nobody's number, and goes when all is done.
struct ForgetPlan: Codable {
  /// Files of the archive; what is kept in their place lies there already.
  var redactions: [Redaction]
  /// Keyed hashes of persons, and those of their stand-ins, for publications.
  var keys: [String: String]
  /// Names as sheets and files may bear them, and those in their place, for publications and the history.
  var names: [String: String]

  private static func path(_ output: String) -> String { output + "/forgetting.json" }

  /// Writes the plan, and carries it out.
  func carryOut(_ output: String) throws {
    let file = try SyncedFile(Self.path(output) + ".partial", mode: 0o600)
    try file.append([UInt8](try JSONEncoder().encode(self)))
    try file.close()
    guard rename(Self.path(output) + ".partial", Self.path(output)) == 0 else { throw WriteError("forgetting.json") }
    try syncFolder(output)
    try Self.finish(output)
  }

  /// Carries out a plan that was written down and may be done in part; without one, does nothing.
  static func finish(_ output: String) throws {
    guard access(path(output), F_OK) == 0 else { return }
    guard let data = FileManager.default.contents(atPath: path(output)) else { throw WriteError("forgetting.json") }
    let plan = try JSONDecoder().decode(ForgetPlan.self, from: data)
    let archive = output + "/archive/"
    for redaction in plan.redactions {
      let stone = archive + redaction.sha256 + Redactions.suffix
      let file = try SyncedFile(stone + ".partial", mode: 0o600)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try file.append([UInt8](try encoder.encode(redaction)) + [10])
      try file.close()
      guard rename(stone + ".partial", stone) == 0 else { throw WriteError(redaction.sha256) }
    }
    if !plan.redactions.isEmpty { try syncFolder(output + "/archive") }
    for redaction in plan.redactions {
      guard unlink(archive + redaction.sha256) == 0 || errno == ENOENT else { throw WriteError(redaction.sha256) }
    }
    for run in PublishedRuns.names(output) {
      try PublicationRedaction(output: output, run: run).replace(keys: plan.keys, names: plan.names)
    }
    if access(output + "/history.sqlite", F_OK) == 0 {
      let history = try RunHistory(path: output + "/history.sqlite")
      defer { history.end() }
      try history.replace(plan.names)
    }
    // What counties came to holds ID numbers, and may be removed at any time.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: output + "/cache")) ?? [] {
      try FileManager.default.removeItem(atPath: output + "/cache/" + name)
    }
    guard unlink(path(output)) == 0 else { throw WriteError("forgetting.json") }
    try syncFolder(output)
  }
}
