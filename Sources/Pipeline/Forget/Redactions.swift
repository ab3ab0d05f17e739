import Domain
import Foundation

/// What stands in the archive for a file in which a person was forgotten: the tombstone of the file as it was sent.
struct Redaction: Codable, Sendable, Hashable {
  var schema = "duizhang.redaction/1"
  /// SHA-256 of the file as it was sent.
  var sha256: String
  /// SHA-256 of what is kept in its place.
  var redacted: String
  /// The day.
  var date: String
  /// Why, in the words of who asked for it.
  var reason: String
}

/// The redactions of an archive, by what was sent, and what was found damaged in it.
struct Redactions: Sendable {
  /// Hashes of files that were found to be no longer what their names say, and are not yet mended.
  private(set) var damaged: Set<String> = []
  private var bySent: [String: Redaction] = [:]
  private var byKept: [String: String] = [:]

  static let suffix = ".redacted"
  /// Ends the name of an empty file that stands beside a damaged one.
  static let damageSuffix = ".damaged"

  init() {}

  init(archive: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: archive)) ?? [] where name.contains(".") {
      if name.hasSuffix(Self.damageSuffix) { damaged.insert(String(name.dropLast(Self.damageSuffix.count))) }
      guard name.hasSuffix(Self.suffix), let data = FileManager.default.contents(atPath: archive + "/" + name),
        let redaction = try? JSONDecoder().decode(Redaction.self, from: data)
      else { continue }
      bySent[redaction.sha256] = redaction
      byKept[redaction.redacted] = redaction.sha256
    }
  }

  /// The hash under which a file is kept now: its own, unless it was redacted, perhaps more than once.
  func kept(_ digest: String) -> String { chain(digest).last?.redacted ?? digest }

  /// How a file came to be what is kept of it; empty where it is kept as it was sent.
  func chain(_ digest: String) -> [Redaction] {
    var chain: [Redaction] = []
    var here = digest
    while let next = bySent[here], chain.count < bySent.count {
      chain.append(next)
      here = next.redacted
    }
    return chain
  }

  /// The hashes of what a redacted file was before, the newest first.
  func former(_ digest: String) -> [String] {
    var former: [String] = []
    var here = digest
    while let before = byKept[here], former.count < byKept.count {
      former.append(before)
      here = before
    }
    return former
  }

  /// The tombstones of files.
  var all: [Redaction] { bySent.values.sorted { $0.sha256 < $1.sha256 } }
  var isEmpty: Bool { bySent.isEmpty }
}
