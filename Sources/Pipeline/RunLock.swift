import Foundation

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
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
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
