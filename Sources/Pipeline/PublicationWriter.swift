import Crypto
import Domain
import Foundation
import Normalize
import Publish

/// A publication while it is written: beside the finished ones, under a name that no reader looks at, and gone unless it is finished.
///
/// Order: tables as their rows come, then the manifest, all synced, then the folder's name, then the symlink: whatever moment
/// a crash chooses, `current` names a whole publication.
final class PublicationWriter {
  private let output: String
  /// The run's name, and its folder's.
  let id: String
  private var tables: [SyncedFile] = []
  private var isFinished = false

  private var runs: String { output + "/runs" }
  private var partial: String { runs + "/" + id + ".partial" }

  /// Begins the tables of a run.
  init(output: String, started: Date) throws {
    self.output = output
    let manager = FileManager.default
    let runs = output + "/runs"
    try manager.createDirectory(atPath: runs, withIntermediateDirectories: true)
    for leftover in try manager.contentsOfDirectory(atPath: runs) where leftover.hasSuffix(".partial") {
      try manager.removeItem(atPath: runs + "/" + leftover)
    }
    var id = timestamp(started)
    var suffix = 1
    while manager.fileExists(atPath: runs + "/" + id) {
      suffix += 1
      id = timestamp(started) + "-\(suffix)"
    }
    self.id = id
    guard mkdir(partial, 0o755) == 0 else { throw WriteError(id) }
    for table in tableHeads {
      let file = try SyncedFile(partial + "/" + table.file, mode: 0o644, isHashed: true)
      try file.append(table.bytes)
      tables.append(file)
    }
  }

  deinit { if !isFinished { try? FileManager.default.removeItem(atPath: partial) } }

  /// Adds rows to each table.
  func append(_ pages: [[UInt8]]) throws {
    for (table, page) in zip(tables, pages) { try table.append(page) }
  }

  /// Completes the publication and makes it current. Returns its folder.
  func finish(_ manifest: RunManifest, bulletin: Bulletin) throws -> String {
    var manifest = manifest
    let (period, language) = (bulletin.publication.context.policy.period, bulletin.publication.language)
    let package = DataPackage(
      files: tables.map { .init(name: $0.name, sha256: $0.digest() ?? "", bytes: $0.size, rows: $0.records - 1) },
      sources: manifest.inputs.map { ($0.name, $0.sha256) }, period: period, version: programVersion, language: language
    )
    var files = tables + [try file("datapackage.json", try package.json())]
    files += try returns(bulletin) + [try file("report.html", try bulletin.page())]
    for file in files { manifest.files[file.name] = file.digest() }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    files.append(try file("run.json", [UInt8](encoder.encode(manifest)) + [10]))
    for file in files { try file.close() }
    try syncFolder(partial)
    guard rename(partial, runs + "/" + id) == 0 else { throw WriteError(id) }
    isFinished = true
    try syncFolder(runs)
    let link = output + "/current.partial"
    unlink(link)
    guard symlink("runs/" + id, link) == 0, rename(link, output + "/current") == 0 else { throw WriteError("current") }
    try syncFolder(output)
    return runs + "/" + id
  }

  /// The counties' lists to mend.
  private func returns(_ bulletin: Bulletin) throws -> [SyncedFile] {
    guard mkdir(partial + "/returns", 0o755) == 0 else { throw WriteError("returns") }
    let files = try bulletin.returns.map { county, name in
      guard bulletin.writeReturn(ofCounty: county, to: partial + "/" + name) else { throw WriteError(name) }
      return try SyncedFile(whole: partial + "/" + name, name: name)
    }
    try syncFolder(partial + "/returns")
    return files
  }

  /// A file of the publication that is written at once.
  private func file(_ name: String, _ bytes: [UInt8]) throws -> SyncedFile {
    let file = try SyncedFile(partial + "/" + name, mode: 0o644, isHashed: true)
    try file.append(bytes)
    return file
  }
}

/// Every input that a run has read, byte for byte, by its hash.
struct InputArchive: Sendable {
  private let folder: String

  init(output: String) throws {
    folder = output + "/archive"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Keeps an upload, unless its bytes are there already.
  func keep(_ upload: Upload) throws {
    let path = folder + "/" + upload.sha256
    if access(path, F_OK) == 0 { return }
    // Two counties may send the same bytes at once, so each writes under a name of its own.
    let partial = path + "." + sha256(Array(upload.file.utf8)).prefix(16) + ".partial"
    let file = try SyncedFile(partial, mode: 0o600)
    try file.append(upload.bytes)
    try file.close()
    guard rename(partial, path) == 0 else { throw WriteError(upload.sha256) }
  }
}

/// A file or folder of the output could not be written; the previous publication stands.
public struct WriteError: Error, Sendable {
  /// The name, without its folder.
  public var name: String
  /// What the system said.
  public var reason: String

  init(_ name: String) {
    self.name = name
    reason = String(cString: strerror(errno))
  }
}

/// A new file that is on the disk, not only in its cache, once it is closed.
private final class SyncedFile {
  let name: String
  private let descriptor: Int32
  private var hash: SHA256?
  private var isOpen = true
  /// Bytes written.
  private(set) var size = 0
  /// RFC 4180 records written, where the file is hashed.
  private(set) var records = 0

  init(_ path: String, mode: mode_t, isHashed: Bool = false) throws {
    if isHashed { hash = SHA256() }
    name = String(path.split(separator: "/").last ?? "")
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw WriteError(name) }
  }

  /// A file that another writer has finished.
  init(whole path: String, name: String) throws {
    self.name = name
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0, let bytes = FileManager.default.contents(atPath: path) else { throw WriteError(name) }
    size = bytes.count
    hash = SHA256()
    hash?.update(data: bytes)
  }

  deinit { if isOpen { Glibc.close(descriptor) } }

  func append(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      hash?.update(bufferPointer: buffer)
      if hash != nil { records += recordCount(buffer) }
      size += buffer.count
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count > 0 else { throw WriteError(name) }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// SHA-256 of what was written, where it is hashed.
  func digest() -> String? { hash.map { hexadecimal($0.finalize()) } }

  func close() throws {
    guard fsync(descriptor) == 0 else { throw WriteError(name) }
    isOpen = false
    guard Glibc.close(descriptor) == 0 else { throw WriteError(name) }
  }
}

/// Whole CSV records in some bytes that begin with one.
private func recordCount(_ bytes: UnsafeRawBufferPointer) -> Int {
  // Line ends within quotes are text. Most pages have no quotes, and bytes without a branch count at memory speed.
  guard bytes.contains(UInt8(ascii: "\"")) else { return bytes.reduce(0) { $0 &+ ($1 == 10 ? 1 : 0) } }
  var count = 0
  var isQuoted = false
  for byte in bytes {
    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
    if byte == 10, !isQuoted { count += 1 }
  }
  return count
}

private func syncFolder(_ path: String) throws {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY)
  guard descriptor >= 0, fsync(descriptor) == 0, close(descriptor) == 0 else {
    throw WriteError(String(path.split(separator: "/").last ?? ""))
  }
}
