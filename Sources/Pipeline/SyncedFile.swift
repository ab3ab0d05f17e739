import Crypto
public import Domain
import Foundation

/// A file or folder of the output could not be written; the previous publication stands.
public struct WriteError: Error, Sendable {
  /// The name, with the folder that it lies in where the name alone says little.
  public var name: String
  /// What the system said.
  public var reason: String

  init(_ name: String, reason: String? = nil) {
    self.name = name
    self.reason = reason ?? String(cString: strerror(errno))
  }

  /// The same of a file by its path: a run's or a digest's name says nothing without its folder.
  init(path: String) { self.init(path.split(separator: "/").suffix(2).joined(separator: "/")) }

  /// In a sentence.
  public var message: Message {
    let isCopied = name == "current" && reason == "Is a directory"
    return Message(
      zh: "无法写入 \(name)（\(Self.zh[reason].map { $0 + "，" } ?? "")\(reason)），上次发布保持不变"
        + (isCopied ? "；请先改名：mv current current.copy" : ""),
      en: "\(name) cannot be written (\(reason)); the last publication stands"
        + (isCopied ? "; move it away first: mv current current.copy" : ""))
  }

  private static let zh = [
    "No space left on device": "磁盘已满", "Disk quota exceeded": "超出磁盘配额", "Permission denied": "没有权限",
    "Read-only file system": "磁盘只读", "Input/output error": "磁盘读写出错", "Is a directory": "是文件夹",
  ]
}

/// A new file that is on the disk, not only in its cache, once it is closed.
final class SyncedFile {
  let name: String
  /// How an error names it.
  private let place: String
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
    place = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw WriteError(path: path) }
  }

  /// A file that another writer has finished.
  init(whole path: String, name: String) throws {
    self.name = name
    place = path
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0, let bytes = FileManager.default.contents(atPath: path) else { throw WriteError(path: path) }
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
        guard count > 0 else { throw WriteError(path: place) }
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
    try Self.close(descriptor, place, synced: synced)
  }

  /// Closes the file once it is on the disk, elsewhere and later; `then` follows.
  func close(on disk: DiskSync, then: @escaping @Sendable () throws -> Void = {}) {
    isOpen = false
    disk.add { [descriptor, place] in
      try Self.close(descriptor, place, synced: true)
      try then()
    }
  }

  private static func close(_ descriptor: Int32, _ path: String, synced: Bool) throws {
    let error = !synced || fsync(descriptor) == 0 ? nil : WriteError(path: path)
    guard Glibc.close(descriptor) == 0 else { throw WriteError(path: path) }
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
    throw WriteError(path: path)
  }
}
