import Domain
import Foundation
import History

/// A digest of everything that a run's result depends on.
func digestOfInputs(
  settings: RunManifest.Settings, references: [RunManifest.Reference], keyID: String, strays: [String],
  uploads: [SeenInput], acknowledgements: [Acknowledgement]
) -> String {
  var parts = [programVersion, programBuild, keyID, settings.failOn, settings.asOf ?? ""]
  // What was taken as right in spite of its size is, on the next night, what went before: nobody has to say so again.
  parts += settings.counties
  parts += references.map { "\($0.role) \($0.name) \($0.sha256)" } + strays
  for upload in uploads.sorted(by: { ($0.county, $0.name) < ($1.county, $1.name) }) {
    parts.append("\(upload.county) \(upload.name) \(upload.kept) \(upload.received)")
  }
  // Whether one has lapsed is the run's own finding, not what it was given.
  for word in acknowledgements {
    parts += [word.fingerprint, word.by, word.until, word.reason, word.amount, word.made]
  }
  return sha256(Array(parts.joined(separator: "\u{1E}").utf8))
}

extension Inbox.File {
  /// Whether its bytes can be had.
  fileprivate var canBeRead: Bool { wasUnreadable != .closed && fileDigest(opened: path.opened()) != nil }

  /// SHA-256 of its bytes, or of what was read of it elsewhere.
  fileprivate var digest: String? {
    guard let section else { return fileDigest(opened: path.opened()) }
    return section.bytes().map { sha256($0) }
  }
}

extension Inbox {
  /// The uploads as they lie there, if they can be those of a run: by name, size and time first, and only then by their bytes.
  func seen(ifLike manifest: RunManifest, register: Register, redactions: Redactions) -> [SeenInput]? {
    let former = manifest.inputs.filter { $0.status != UploadStatus.lastGood.rawValue }
    let known = Dictionary(former.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    let unread = manifest.unread ?? []
    guard known.count + unread.count == folders.reduce(0, { $0 + $1.files.count }),
      // What was being copied is read; what could not be opened and still cannot says no more than it did.
      unread.allSatisfy({ $0.reason == .closed })
    else { return nil }
    let closed = Set(unread.map(\.name))
    for file in folders.flatMap(\.files) {
      if closed.contains(file.relative) {
        guard !file.canBeRead else { return nil }
        continue
      }
      guard let input = known[file.relative], input.received == file.received,
        input.bytes == file.bytes || !redactions.former(input.kept).isEmpty
      else { return nil }
    }
    var seen: [SeenInput] = []
    for folder in folders {
      for file in folder.files where !closed.contains(file.relative) {
        guard var input = known[file.relative], let digest = file.digest,
          redactions.kept(digest) == input.kept
        else { return nil }
        input.county = register.counties[folder.county].code
        seen.append(input)
      }
    }
    return seen
  }
}
