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
    guard mkdir(partial, 0o755) == 0 else { throw WriteError("runs/" + id) }
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
  func add(_ name: String, _ bytes: [UInt8]) throws { try add(name) { put in try put(bytes) } }

  /// Adds a file that comes piece by piece.
  func add(_ name: String, inPieces make: (([UInt8]) throws -> Void) throws -> Void) throws {
    let file = try SyncedFile(partial + "/" + name, mode: 0o644, isHashed: true)
    try make(file.append)
    try finish(file)
  }

  private func finish(_ file: SyncedFile) throws {
    files.append(
      PublishedFile(
        name: file.name, sha256: file.digest() ?? "", bytes: file.size,
        rows: file.name.hasSuffix(".csv") ? file.records - 1 : nil))
    file.close(on: disk)
  }

  /// The digests of the files that are whole, by name.
  var digests: [String: String] { Dictionary(files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { _, b in b }) }

  /// What describes the tables that are whole.
  func package(_ manifest: RunManifest, period: String, language: String) -> DataPackage {
    DataPackage(
      files: files, sources: manifest.inputs.map { ($0.name, $0.sha256) }, period: period, version: programVersion,
      language: language)
  }

  /// Completes the publication with the counties' lists, which are there, and the pages, and makes it current. Returns its folder.
  func finish(_ manifest: inout RunManifest, returns: [String], pages: [(name: String, bytes: [UInt8])]) throws
    -> String
  {
    for name in returns { try finish(SyncedFile(whole: partial + "/" + name, name: name)) }
    disk.add { [partial] in try syncFolder(partial + "/returns") }
    for (name, bytes) in pages { try add(name, bytes) }
    // The manifest comes last: where it is on the disk, all that it names is.
    try disk.wait()
    manifest.files = digests
    let record = try SyncedFile(partial + "/run.json", mode: 0o644)
    try record.append(manifest.json())
    try record.close(synced: true)
    disk.add { [partial] in try syncFolder(partial) }
    disk.add { [output] in try syncFolder(output + "/archive") }
    try disk.wait()
    guard rename(partial, runs + "/" + id) == 0 else { throw WriteError("runs/" + id) }
    isFinished = true
    try syncFolder(runs)
    try PublishedRuns.point(output, to: id)
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

  /// Marks what was found damaged, so that it is kept anew once somebody sends it again.
  func mark(damaged name: String) {
    _ = FileManager.default.createFile(
      atPath: folder + "/" + name + Redactions.damageSuffix, contents: nil, attributes: [.posixPermissions: 0o600])
  }

  /// Keeps an upload, unless its bytes are there already and sound as far as is known.
  func keep(_ upload: SentUpload) throws {
    switch upload.content {
    case .bytes(let bytes): try keep(bytes, sha256: upload.sha256, owner: upload.file)
    case .records(_, let lines, let digest): try keep(lines, sha256: digest, owner: upload.file)
    }
  }

  /// Keeps bytes under their hash. Two counties may send the same at once, so each owner writes under a name of its own.
  func keep(_ bytes: [UInt8], sha256 digest: String, owner: String) throws {
    let path = folder + "/" + digest
    var status = stat()
    // A file of another size is not what it was, nor is one that was found damaged; to read each again every night would cost too much.
    if stat(path, &status) == 0, Int(status.st_size) == bytes.count, !redactions.damaged.contains(digest) { return }
    // Who was forgotten does not come back with a copy of the file: what is kept in its place stays.
    let kept = redactions.kept(digest)
    if kept != digest, access(folder + "/" + kept, F_OK) == 0 { return }
    let partial = path + "." + sha256(Array(owner.utf8)).prefix(16) + ".partial"
    let file = try SyncedFile(partial, mode: 0o600)
    try file.append(bytes)
    file.close(on: disk) {
      guard rename(partial, path) == 0 else { throw WriteError("archive/" + digest) }
      unlink(path + Redactions.damageSuffix)
    }
  }
}
