import Domain
import Foundation
import Publish
import Reconcile

/// What counties came to, and their lists to mend, kept from night to night under the digest of all that they were made of. It holds ID numbers, as the
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
    guard let pieces = whole(key) else { return nil }
    var at = 0
    func piece() -> [UInt8]? {
      guard at + 8 <= pieces.count else { return nil }
      let count = pieces[at..<at + 8].reduce(0) { $0 << 8 | Int($1) }
      at += 8
      guard count >= 0, count <= pieces.count - at else { return nil }
      defer { at += count }
      return Array(pieces[at..<at + count])
    }
    guard let head = piece(), let known = try? JSONDecoder().decode(CountyResult.Known.self, from: Data(head)),
      let rest = piece()
    else { return nil }
    var packed = PackedBytes(rest)
    guard let persons = try? packed.take(CountyPersons.self),
      let discrepancies = try? packed.take([Discrepancy].self), packed.isAtEnd
    else { return nil }
    var result = CountyResult(known: known, persons: persons, discrepancies: discrepancies, key: key)
    while at < pieces.count {
      guard let page = piece() else { return nil }
      result.pages.append(page)
    }
    return result.pages.count == tableHeads.count ? result : nil
  }

  /// Keeps a result under its key. It is never missed, so it need not be on the disk before it is used.
  func keep(_ result: CountyResult) throws {
    var packed = PackedBytes()
    packed.add(result.persons)
    packed.add(result.discrepancies)
    let known = [UInt8](try JSONEncoder().encode(result.known))
    try keep(result.key) { file in
      for piece in [known, packed.bytes] + result.pages {
        try file.append((0..<8).reversed().map { UInt8(truncatingIfNeeded: piece.count >> ($0 * 8)) })
        try file.append(piece)
      }
    }
  }

  /// The bytes of a county's list to mend that says what this one does; nil if none is kept.
  func list(_ key: String) -> Data? { whole(key) }

  /// Keeps a list to mend under the key of what it says.
  func keep(list bytes: Data, key: String) throws { try keep(key) { try $0.append([UInt8](bytes)) } }

  /// What is kept under a key, without the digest that ends it; nil if nothing is, or not whole.
  private func whole(_ key: String) -> Data? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + key), data.count > 32 else { return nil }
    return digestBytes(data.dropLast(32)) == [UInt8](data.suffix(32)) ? data.dropLast(32) : nil
  }

  private func keep(_ key: String, _ write: (SyncedFile) throws -> Void) throws {
    let path = folder + "/" + key
    let file = try SyncedFile(path + ".partial", mode: 0o600, isHashed: true)
    try write(file)
    // The digest of all that stands before it.
    if let digest = file.digestBytes() { try file.append(digest) }
    try file.close(synced: false)
    guard rename(path + ".partial", path) == 0 else { throw WriteError(key) }
  }

  /// Removes what the newest run did not use.
  func prune(keeping keys: Set<String>) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !keys.contains(name) {
      unlink(folder + "/" + name)
    }
  }
}
