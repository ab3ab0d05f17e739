public import Foundation
import History

/// A fifth of the archive, looked at again: those whose last look is longest ago.
public struct ArchiveRotation: Sendable, Encodable {
  /// How many were looked at.
  public var checked = 0
  /// How many there are.
  public var all = 0
  /// Those whose bytes are no longer what their names say.
  public var damaged: [String] = []

  /// Looks at a fifth. What is damaged is looked at first the next time, until it is mended.
  public init(output: String, today: Date = Date()) throws {
    let history = try openHistory(output)
    let folder = output + "/archive"
    let names = try archivedNames(output)
    all = names.count
    let looks = try history.archiveLooks()
    let due = names.sorted { (looks[$0] ?? "", $0) < (looks[$1] ?? "", $1) }.prefix((names.count + 4) / 5)
    var sound: [String] = []
    for name in due {
      checked += 1
      let mark = folder + "/" + name + Redactions.damageSuffix
      if fileDigest(folder + "/" + name) == name {
        sound.append(name)
        unlink(mark)
      } else {
        damaged.append(name)
        // The next run and the checkup know it by this mark.
        guard FileManager.default.createFile(atPath: mark, contents: nil, attributes: [.posixPermissions: 0o600]) else {
          throw WriteError(name)
        }
      }
    }
    try history.noteArchiveLooks(sound, on: timestamp(today), all: names)
  }

  /// For programs.
  public var json: String { get throws { try Form("verify-archive", self).json } }

  /// In one line, and one for each damaged file.
  public func text(_ language: String) -> String {
    let isChinese = language == "zh"
    let line =
      isChinese
      ? "存档 \(all) 个文件，本次复核 \(checked) 个，损坏 \(damaged.count) 个。"
      : "\(checked) of \(all) archived files rechecked, \(damaged.count) damaged."
    return
      ([line]
      + damaged.map {
        isChinese
          ? "  损坏：archive/\($0)；若原文件仍在收件文件夹中，下次运行会重新存档，否则请从备份恢复"
          : "  damaged: archive/\($0); the next run keeps it again if it still lies in the inbox, else restore it from a backup"
      }).joined(separator: "\n")
  }
}

/// The names of what the archive holds whole: hashes. One that cannot be listed is not an empty one.
func archivedNames(_ output: String) throws -> [String] {
  let folder = output + "/archive"
  guard access(folder, F_OK) == 0 else { return [] }
  do {
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.utf8.count == 64 && !$0.contains(".") }
  } catch {
    throw SetupError(folder, zh: "存档不能列出", en: "the archive cannot be listed")
  }
}
