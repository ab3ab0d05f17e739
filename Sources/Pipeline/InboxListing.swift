import Domain
import Foundation
import Spreadsheet

/// A path by its bytes: a name that another system wrote need not be UTF-8.
struct RawPath: Sendable {
  /// Without the zero that ends it for the system.
  private let bytes: [UInt8]

  init(_ path: String) { bytes = Array(path.utf8) }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether its last name is a text, byte for byte.
  func ends(with name: some StringProtocol) -> Bool {
    bytes.split(separator: UInt8(ascii: "/")).last?.elementsEqual(name.utf8) == true
  }

  /// The path of a hidden file beside it.
  func beside(_ suffix: String) -> RawPath {
    let end = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return RawPath(bytes: bytes[..<end] + [UInt8(ascii: ".")] + bytes[end...] + Array(suffix.utf8))
  }

  func appending(_ name: [UInt8]) -> RawPath { RawPath(bytes: bytes + [UInt8(ascii: "/")] + name) }

  func withCString<Value>(_ body: (UnsafePointer<CChar>) throws -> Value) rethrows -> Value {
    try (bytes + [0]).withUnsafeBufferPointer { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { try body($0.baseAddress!) }
    }
  }

  /// What lies there, links not followed: an upload must lie in the inbox itself. Nil if nothing does.
  var status: stat? {
    var status = stat()
    return withCString { lstat($0, &status) } == 0 ? status : nil
  }

  /// Opens it for reading; -1 if it cannot be.
  func opened() -> Int32 { withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) } }

  /// The bytes of a file; nil if they cannot be read.
  var contents: Data? {
    let descriptor = opened()
    guard descriptor >= 0 else { return nil }
    return try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd() ?? Data()
  }

  /// What a folder holds, in order of names; nil if it cannot be read.
  ///
  /// A name that is no UTF-8 is read as GB18030, and numbers of persons in it are masked: names are published. Where two then read the
  /// same, the later one is told apart by a number.
  func entries() -> [(name: String, path: RawPath)]? {
    guard let folder = withCString({ opendir($0) }) else { return nil }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [46], name != [46, 46] { names.append(name) }
    }
    var seen: [String: Int] = [:]
    return names.map { (text: Mask.persons(in: fileName($0)), bytes: $0) }.sorted {
      $0.text == $1.text ? $0.bytes.lexicographicallyPrecedes($1.bytes) : $0.text < $1.text
    }.map { name in
      seen[name.text, default: 0] += 1
      let count = seen[name.text] ?? 1
      return (count == 1 ? name.text : "\(name.text)#\(count)", appending(name.bytes))
    }
  }
}
