import Domain
import Foundation
import Publish
import Reconcile

/// What counties came to, kept from night to night under the digest of all that they were made of. It holds ID numbers, as the
/// archive does, and is as private. It may be removed at any time.
struct CountyCache: Sendable {
  private let folder: String

  init(output: String) throws {
    folder = output + "/cache"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// What is kept under a key; nil if nothing is, or not whole.
  func result(_ key: String) -> CountyResult? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + key), data.count > 40 else { return nil }
    let bytes = [UInt8](data)
    guard sha256(bytes[32...]) == hexadecimal(bytes[..<32]) else { return nil }
    var at = 32
    func piece() -> ArraySlice<UInt8>? {
      guard at + 8 <= bytes.count else { return nil }
      let count = bytes[at..<at + 8].reduce(0) { $0 << 8 | Int($1) }
      at += 8
      guard count >= 0, count <= bytes.count - at else { return nil }
      defer { at += count }
      return bytes[at..<at + count]
    }
    guard let head = piece(), var result = try? JSONDecoder().decode(CountyResult.self, from: Data(head)) else {
      return nil
    }
    while at < bytes.count {
      guard let page = piece() else { return nil }
      result.pages.append([UInt8](page))
    }
    result.key = key
    return result.pages.count == tableHeads.count ? result : nil
  }

  /// Keeps a result under its key. It is never missed, so it need not be on the disk before it is used.
  func keep(_ result: CountyResult) throws {
    var bytes: [UInt8] = []
    func add(_ piece: some Collection<UInt8>) {
      bytes += (0..<8).reversed().map { UInt8(truncatingIfNeeded: piece.count >> ($0 * 8)) }
      bytes += piece
    }
    add([UInt8](try JSONEncoder().encode(result)))
    for page in result.pages { add(page) }
    let path = folder + "/" + result.key
    let file = try SyncedFile(path + ".partial", mode: 0o600)
    try file.append(digestBytes(bytes))
    try file.append(bytes)
    try file.close(synced: false)
    guard rename(path + ".partial", path) == 0 else { throw WriteError(result.key) }
  }

  /// Removes what the newest run did not use.
  func prune(keeping keys: Set<String>) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !keys.contains(name) {
      unlink(folder + "/" + name)
    }
  }
}
