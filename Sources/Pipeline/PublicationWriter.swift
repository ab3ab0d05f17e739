import Crypto
import Domain
import Foundation
import History
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
  private let disk: DiskSync
  private var tables: [SyncedFile] = []
  private var files: [PublishedFile] = []
  private var isFinished = false

  private var runs: String { output + "/runs" }
  /// The folder while it is written.
  var partial: String { runs + "/" + id + ".partial" }

  /// Begins the tables of a run.
  init(output: String, id: String, disk: DiskSync) throws {
    self.output = output
    self.id = id
    self.disk = disk
    guard mkdir(output + "/runs", 0o755) == 0 || errno == EEXIST else { throw WriteError("runs") }
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

  /// Adds the fund's rows to each table.
  func append(_ publication: Publication) throws {
    try publication.write { table, rows in try tables[table].append(rows) }
  }

  /// Makes the folder of the counties' lists to mend, to be written by others.
  func openReturns() throws -> String {
    guard mkdir(partial + "/returns", 0o755) == 0 else { throw WriteError("returns") }
    return partial
  }

  /// Ends the tables: from here on they can be read below `partial`.
  func closeTables() throws {
    for table in tables { try finish(table) }
    tables = []
  }

  /// Adds a file that is whole.
  func add(_ name: String, _ bytes: [UInt8]) throws {
    let file = try SyncedFile(partial + "/" + name, mode: 0o644, isHashed: true)
    try file.append(bytes)
    try finish(file)
  }

  private func finish(_ file: SyncedFile) throws {
    files.append(
      PublishedFile(
        name: file.name, sha256: file.digest() ?? "", bytes: file.size,
        rows: file.name.hasSuffix(".csv") ? file.records - 1 : nil))
    file.close(on: disk)
  }

  /// Writes the manifest as it stands, so that what compares this publication with another can read it.
  func write(_ manifest: inout RunManifest, synced: Bool = false) throws {
    manifest.files = Dictionary(files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { _, b in b })
    let record = try SyncedFile(partial + "/run.json", mode: 0o644)
    try record.append(manifest.json())
    try record.close(synced: synced)
  }

  /// Completes the publication and makes it current. Returns its folder.
  func finish(_ manifest: inout RunManifest, bulletin: Bulletin, pages: [(name: String, bytes: [UInt8])]) throws
    -> String
  {
    for (_, name) in bulletin.returns { try finish(SyncedFile(whole: partial + "/" + name, name: name)) }
    disk.add { [partial] in try syncFolder(partial + "/returns") }
    for (name, bytes) in pages { try add(name, bytes) }
    let (period, language) = (bulletin.publication.context.policy.period, bulletin.publication.language)
    let package = DataPackage(
      files: files, sources: manifest.inputs.map { ($0.name, $0.sha256) }, period: period, version: programVersion,
      language: language)
    try add("datapackage.json", package.json())
    // The manifest comes last: where it is on the disk, all that it names is.
    try disk.wait()
    try write(&manifest, synced: true)
    disk.add { [partial] in try syncFolder(partial) }
    disk.add { [output] in try syncFolder(output + "/archive") }
    try disk.wait()
    guard rename(partial, runs + "/" + id) == 0 else { throw WriteError(id) }
    isFinished = true
    try syncFolder(runs)
    let link = output + "/current.partial"
    unlink(link)
    guard symlink("runs/" + id, link) == 0, rename(link, output + "/current") == 0 else { throw WriteError("current") }
    try syncFolder(output)
    return runs + "/" + id
  }
}

/// Every input that a run has read, byte for byte, by its hash.
struct InputArchive: Sendable {
  private let folder: String
  private let disk: DiskSync
  private let redactions: Redactions

  init(output: String, disk: DiskSync) throws {
    folder = output + "/archive"
    redactions = Redactions(archive: folder)
    self.disk = disk
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Keeps an upload, unless its bytes are there already.
  func keep(_ upload: SentUpload) throws {
    switch upload.content {
    case .bytes(let bytes): try keep(bytes, sha256: upload.sha256, owner: upload.file)
    case .records(_, let lines, let digest): try keep(lines, sha256: digest, owner: upload.file)
    }
  }

  /// Keeps bytes under their hash. Two counties may send the same at once, so each owner writes under a name of its own.
  func keep(_ bytes: [UInt8], sha256 digest: String, owner: String) throws {
    let path = folder + "/" + digest
    if access(path, F_OK) == 0 { return }
    // Who was forgotten does not come back with a copy of the file: what is kept in its place stays.
    if access(folder + "/" + redactions.kept(digest), F_OK) == 0 { return }
    let partial = path + "." + sha256(Array(owner.utf8)).prefix(16) + ".partial"
    let file = try SyncedFile(partial, mode: 0o600)
    try file.append(bytes)
    file.close(on: disk) {
      guard rename(partial, path) == 0 else { throw WriteError(digest) }
    }
  }
}

/// A file or folder of the output could not be written; the previous publication stands.
public struct WriteError: Error, Sendable {
  /// The name, without its folder.
  public var name: String
  /// What the system said.
  public var reason: String

  init(_ name: String, reason: String? = nil) {
    self.name = name
    self.reason = reason ?? String(cString: strerror(errno))
  }
}

/// A new file that is on the disk, not only in its cache, once it is closed.
final class SyncedFile {
  let name: String
  private let descriptor: Int32
  private var hash: SHA256?
  private var isOpen = true
  /// Bytes written.
  private(set) var size = 0
  /// RFC 4180 records written, of a table.
  private(set) var records = 0
  private var isTable: Bool { name.hasSuffix(".csv") }

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
      if isTable { records += recordCount(buffer) }
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

  /// The same as 32 bytes.
  func digestBytes() -> [UInt8]? { hash.map { [UInt8]($0.finalize()) } }

  func close(synced: Bool = true) throws {
    isOpen = false
    try Self.close(descriptor, name, synced: synced)
  }

  /// Closes the file once it is on the disk, elsewhere and later; `then` follows.
  func close(on disk: DiskSync, then: @escaping @Sendable () throws -> Void = {}) {
    isOpen = false
    disk.add { [descriptor, name] in
      try Self.close(descriptor, name, synced: true)
      try then()
    }
  }

  private static func close(_ descriptor: Int32, _ name: String, synced: Bool) throws {
    let error = !synced || fsync(descriptor) == 0 ? nil : WriteError(name)
    guard Glibc.close(descriptor) == 0 else { throw WriteError(name) }
    if let error { throw error }
  }
}

/// Whole CSV records in some bytes that begin with one.
func recordCount(_ bytes: UnsafeRawBufferPointer) -> Int {
  guard let start = bytes.baseAddress else { return 0 }
  var count = 0
  var from = 0
  // Line ends within quotes are text: what lies between two quotes is counted, or not, as a whole.
  var isQuoted = false
  while from < bytes.count {
    let found = memchr(start + from, Int32(UInt8(ascii: "\"")), bytes.count - from)
    let end = found.map { UnsafeRawPointer($0) - start } ?? bytes.count
    if !isQuoted { count += lineEnds(start + from, end - from) }
    isQuoted.toggle()
    from = end + 1
  }
  return count
}

private func lineEnds(_ start: UnsafeRawPointer, _ count: Int) -> Int {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  var total = 0
  var at = 0
  // Eight bytes at once: a byte that is a line end is zero here, and leaves its highest bit.
  while count - at >= 8 {
    let bytes = start.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
    total += (~(((bytes & low) &+ low) | bytes | low)).nonzeroBitCount
    at += 8
  }
  while at < count {
    if start.load(fromByteOffset: at, as: UInt8.self) == 10 { total += 1 }
    at += 1
  }
  return total
}

func syncFolder(_ path: String) throws {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  defer { if descriptor >= 0 { close(descriptor) } }
  guard descriptor >= 0, fsync(descriptor) == 0 else {
    throw WriteError(String(path.split(separator: "/").last ?? ""))
  }
}
