import Domain
import Foundation
import History
import Logging

/// What came of doing a past run again from what was kept of it.
public struct Verification: Sendable, Encodable {
  /// The run.
  public var run: String
  /// The program's version then.
  public var program: String
  /// Whether files were compared byte for byte: only the same version of the program promises the same bytes.
  public var comparesBytes: Bool
  /// Files that were compared.
  public var files = 0
  /// What was not compared, for the publication before the run is gone.
  public var uncompared: [String] = []
  /// Files of the publication that are not as the run wrote them.
  public var changed: [String] = []
  /// Files that lie in the publication's folder and that the run did not write.
  public var added: [String] = []
  /// What the run read and the archive has no longer, or no longer whole: name and hash.
  public var lost: [String] = []
  /// Files in which a person was forgotten since, each with the day and the reason.
  public var redacted: [String] = []
  /// Files that came out otherwise.
  public var differing: [String] = []
  /// Values that came out otherwise.
  public var values: [String] = []

  /// Whether all is as it was.
  public var holds: Bool { changed.isEmpty && added.isEmpty && lost.isEmpty && differing.isEmpty && values.isEmpty }

  /// For programs.
  public var json: String { get throws { try Form("verify", Content(content: self)).json } }

  private struct Content: Encodable {
    private enum Key: CodingKey { case holds }
    let content: Verification

    func encode(to encoder: any Encoder) throws {
      try content.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(content.holds, forKey: .holds)
    }
  }

  /// In words: one line where all is well.
  public func text(_ language: String) -> String {
    let isChinese = language == "zh"
    func text(_ zh: String, _ en: String) -> String { isChinese ? zh : en }
    var lines: [String] = []
    if holds {
      lines.append(
        !redacted.isEmpty
          ? text(
            "\(run)：由已遮去个人的存档重做，数字全部相同。",
            "\(run): done again from an archive in which persons were redacted, all figures are equal.")
          : comparesBytes
            ? text(
              "\(run)：由存档重做，\(files) 个文件逐字节相同。",
              "\(run): done again from the archive, \(files) files equal byte for byte.")
            : text(
              "\(run)：由存档重做，数字全部相同（当时为 \(program) 版，现为 \(programVersion) 版，故只比数字）。",
              "\(run): done again from the archive, all figures are equal (made by version \(program), this is \(programVersion): only figures are compared)."
            ))
    } else {
      lines.append(text("\(run)：与发布不符。", "\(run): not as it was published."))
    }
    lines += redacted.map { text("  已遮去：\($0)", "  redacted: \($0)") }
    lines += changed.map { text("  发布后被改动或删除：\($0)", "  changed or removed since it was published: \($0)") }
    lines += added.map { text("  不是程序发布的：\($0)", "  not written by the run: \($0)") }
    lines += lost.map {
      text("  存档缺失或损坏，须从备份恢复：\($0)", "  lost or damaged in the archive, to be restored from a backup: \($0)")
    }
    lines += differing.map { text("  重做后不同：\($0)", "  comes out otherwise: \($0)") }
    lines += values.prefix(40).map { "    " + $0 }
    if values.count > 40 { lines.append(text("    另有 \(values.count - 40) 处", "    and \(values.count - 40) more")) }
    if !uncompared.isEmpty {
      let names = uncompared.joined(separator: ", ")
      lines.append(text("  未比较（其前一次发布已不在）：\(names)", "  not compared, for the publication before it is gone: \(names)"))
    }
    return lines.joined(separator: "\n")
  }
}

/// Does a past run again, from archive, pipeline, policy, register, report and evidence as they were, in a temporary folder,
/// and compares what comes out with what was published. The key is the only thing that is not archived.
public func verify(run: String?, output: String, key: String? = nil) async throws -> Verification {
  let manifest = try RunManifest(output: output, run: run)
  let folder = output + "/runs/" + manifest.id
  var found = Verification(
    run: manifest.id, program: manifest.program, comparesBytes: manifest.program == programVersion)
  let tampered = Past.tampering(folder, manifest)
  found.changed = tampered.filter { !$0.isAdded }.map(\.file)
  found.added = tampered.filter(\.isAdded).map(\.file)
  let remains = Remains(manifest, output: output)
  found.lost = remains.lost
  if !remains.redacted.isEmpty {
    // Other bytes go in, so that other bytes come out: hashes of files, and fingerprints of findings about the persons.
    found.comparesBytes = false
    found.redacted = Set(remains.redacted.map { "\($0.sha256.prefix(12))… \($0.date) \($0.reason)" }).sorted()
  }
  guard found.lost.isEmpty else { return found }

  let again = try remains.scratch()
  let interruption = Interruption { _ in try? FileManager.default.removeItem(atPath: again) }
  defer {
    interruption.end()
    try? FileManager.default.removeItem(atPath: again)
  }
  let (setting, past, start) = try remains.laidOut(in: again, key: key)
  let result = try await reckonAll(
    setting, past: past, as: (start, again + "/output", nil), started: start.started,
    logger: .init(label: "duizhang") { _ in SwiftLogNoOpLogHandler() })
  guard let rebuilt = result.manifest, let rebuiltFolder = result.outcome.folder else {
    found.values.append("exit_code: \(manifest.exitCode) → \(result.outcome.exitCode)")
    return found
  }
  // What was acknowledged of a person who was forgotten has another fingerprint.
  if rebuilt.exitCode != manifest.exitCode, found.redacted.isEmpty || manifest.acknowledgements.isEmpty {
    found.values.append("exit_code: \(manifest.exitCode) → \(rebuilt.exitCode)")
  }
  if !remains.knowsPrevious { found.uncompared = ["changes.csv", "lifecycle.csv", "datapackage.json", "report.html"] }
  if found.comparesBytes {
    let names = Set(manifest.files.keys).union(rebuilt.files.keys).subtracting(found.uncompared)
    found.files = names.count
    found.differing = names.filter { manifest.files[$0] != rebuilt.files[$0] }.sorted()
  }
  if !found.comparesBytes || !found.differing.isEmpty {
    found.values += try changes(from: folder, to: rebuiltFolder).filter { $0.dataset != "discrepancies" }.map {
      "\($0.dataset) \($0.key) \($0.field): \($0.before) → \($0.after)"
    }
  }
  return found
}
