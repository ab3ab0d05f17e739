import Domain
import Foundation
import Publish

/// Another run holds the output folder: exit code 75.
public struct LockedError: Error, Sendable {
  /// The lock file's note: who holds it and since when.
  public var holder: String
}

/// A lock on an output folder that ends with its process, however that ends.
final class RunLock: Sendable {
  private let descriptor: Int32

  init(output: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw SetupError(output, zh: "输出文件夹无法创建或写入", en: "the output folder cannot be made or written")
    }
    let path = output + "/lock"
    descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    guard descriptor >= 0 else { throw SetupError(path, zh: "锁文件无法写入", en: "the lock file cannot be written") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
      close(descriptor)
      throw LockedError(holder: holder)
    }
    let note = Array("pid \(getpid()) since \(timestamp(Date()))\n".utf8)
    ftruncate(descriptor, 0)
    _ = write(descriptor, note, note.count)
  }

  func release() { close(descriptor) }
}

/// What a run did: `run.json`.
struct RunManifest: Encodable {
  var schema = 1
  var program = programVersion
  var pipeline: String
  var pipelineHash: String
  var policy: String
  var policyHash: String
  var keyID: String
  var asOf: String
  var started: String
  var inputs: [InputRecord]
  var seconds: Double
  var counts: [String: Int]
  var files: [String: String] = [:]
  var exitCode: Int32

  init(
    pipeline: PipelineFile, policy: Policy, keyID: String, asOf: CalendarDate, started: Date, results: [CountyResult],
    discrepancies: [Discrepancy], exitCode: Int32
  ) {
    func hash(_ path: String) -> String { FileManager.default.contents(atPath: path).map { sha256($0) } ?? "" }
    self.pipeline = pipeline.name
    pipelineHash = hash(pipeline.file)
    self.policy = policy.id
    policyHash = hash(pipeline.policy)
    self.keyID = keyID
    self.asOf = "\(asOf)"
    self.started = timestamp(started)
    inputs = results.flatMap(\.inputs)
    seconds = (Date().timeIntervalSince(started) * 1000).rounded() / 1000
    counts = Dictionary(discrepancies.map { ($0.code.rawValue, 1) }, uniquingKeysWith: +)
    self.exitCode = exitCode
  }
}

/// The program's version.
public let programVersion = "0.1.0"

/// `20211231T235959Z`
func timestamp(_ date: Date) -> String {
  let seconds = Int(date.timeIntervalSince1970)
  let utc = civilDate(seconds - 8 * 3600)
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let ofDay = seconds % 86_400
  return "\(utc)".replacing("-", with: "") + "T" + two(ofDay / 3600) + two(ofDay / 60 % 60) + two(ofDay % 60) + "Z"
}

/// Writes a publication beside the others and makes it current in one step. Returns its folder.
///
/// Order: archive, files (each synced), the manifest last, the folder's name, then the symlink: whatever moment a crash chooses,
/// `current` names a whole publication.
func publish(_ files: [Publication.File], manifest: RunManifest, archive: [CountyResult], to output: String) throws -> String {
  let manager = FileManager.default
  let runs = output + "/runs"
  let archiveFolder = output + "/archive"
  try manager.createDirectory(atPath: runs, withIntermediateDirectories: true)
  try manager.createDirectory(atPath: archiveFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  for leftover in try manager.contentsOfDirectory(atPath: runs) where leftover.hasSuffix(".partial") {
    try manager.removeItem(atPath: runs + "/" + leftover)
  }
  for (hash, bytes) in archive.flatMap(\.bytes) where !manager.fileExists(atPath: archiveFolder + "/" + hash) {
    try writeWhole(bytes, to: archiveFolder + "/" + hash + ".partial", mode: 0o600)
    guard rename(archiveFolder + "/" + hash + ".partial", archiveFolder + "/" + hash) == 0 else { throw WriteError(hash) }
  }
  var id = manifest.started
  var suffix = 1
  while manager.fileExists(atPath: runs + "/" + id) {
    suffix += 1
    id = manifest.started + "-\(suffix)"
  }
  let partial = runs + "/" + id + ".partial"
  try manager.createDirectory(atPath: partial, withIntermediateDirectories: false)
  var manifest = manifest
  for file in files {
    try writeWhole(file.bytes, to: partial + "/" + file.name, mode: 0o644)
    manifest.files[file.name] = sha256(file.bytes)
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  try writeWhole([UInt8](encoder.encode(manifest)) + [10], to: partial + "/run.json", mode: 0o644)
  try syncFolder(partial)
  guard rename(partial, runs + "/" + id) == 0 else { throw WriteError(id) }
  try syncFolder(runs)
  let link = output + "/current.partial"
  unlink(link)
  guard symlink("runs/" + id, link) == 0, rename(link, output + "/current") == 0 else { throw WriteError("current") }
  try syncFolder(output)
  return runs + "/" + id
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

private func writeWhole(_ bytes: [UInt8], to path: String, mode: mode_t) throws {
  let name = String(path.split(separator: "/").last ?? "")
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
  guard descriptor >= 0 else { throw WriteError(name) }
  var offset = 0
  while offset < bytes.count {
    let count = bytes.withUnsafeBytes { buffer in buffer.baseAddress.map { write(descriptor, $0 + offset, bytes.count - offset) } ?? -1 }
    guard count > 0 else {
      let error = WriteError(name)
      close(descriptor)
      throw error
    }
    offset += count
  }
  guard fsync(descriptor) == 0 else {
    let error = WriteError(name)
    close(descriptor)
    throw error
  }
  guard close(descriptor) == 0 else { throw WriteError(name) }
}

private func syncFolder(_ path: String) throws {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY)
  guard descriptor >= 0, fsync(descriptor) == 0, close(descriptor) == 0 else { throw WriteError(String(path.split(separator: "/").last ?? "")) }
}
