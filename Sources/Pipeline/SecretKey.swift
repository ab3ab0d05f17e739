import Crypto
import Domain
import Foundation
import Normalize

/// The secret under which persons are hashed: the same person has the same key from night to night, and no one else can make it.
struct SecretKey: Sendable {
  // The state after the key is taken in: it is copied for each person.
  private let keyed: HMAC<SHA256>
  /// What tells keys apart without telling them: the start of their hash.
  let id: String

  init(bytes: [UInt8]) {
    keyed = HMAC<SHA256>(key: SymmetricKey(data: bytes))
    id = String(sha256(bytes).prefix(12))
  }

  /// Reads the key file; makes one, readable by its owner only, where there is none and one may be made.
  init(path: String, mayCreate: Bool) throws {
    if let data = FileManager.default.contents(atPath: path) {
      guard data.count >= 16 else { throw SetupError(path, zh: "密钥不足 16 字节", en: "the key has fewer than 16 bytes") }
      self.init(bytes: [UInt8](data))
      return
    }
    // One that cannot be read is not one that is missing: a new key in its place would make every person another.
    guard access(path, F_OK) != 0, errno == ENOENT else {
      throw SetupError(
        path, zh: "密钥文件无法读取（权限或磁盘问题）；请恢复读取权限，不要删除它",
        en: "the key cannot be read (permissions or disk): give back the right to read it, and do not remove it")
    }
    var bytes = [UInt8]()
    var random = SystemRandomNumberGenerator()
    for _ in 0..<4 { withUnsafeBytes(of: random.next()) { bytes += $0 } }
    self.init(bytes: bytes)
    guard mayCreate else { return }
    // Written beside: a key that was cut off would be taken for one, or stop every later run.
    do {
      let partial = "\(path).\(getpid()).partial"
      // What a stopped run has left would keep its own rights.
      unlink(partial)
      let file = try SyncedFile(partial, mode: 0o600)
      defer { unlink(partial) }
      try file.append(bytes)
      try file.close()
      // Never in the place of another: one that a run beside this one has just made, or a link to a disk that is not there.
      guard link(partial, path) == 0 else { throw WriteError("key") }
      try syncFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    } catch let error as WriteError {
      throw SetupError(
        path, zh: "无法写入密钥文件：\(error.reason)", en: "the key file cannot be written: \(error.reason)")
    }
  }

  /// The keyed hash of a person: 16 hexadecimal digits of HMAC-SHA256.
  func person(_ id: IDNumber) -> String {
    if let key = id.key {
      let digits = String(key, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
    return seal(id.forHashing)
  }

  /// What only who has the key can make of a text: 16 hexadecimal digits of HMAC-SHA256.
  func seal(_ text: String) -> String { hexadecimal(code(text).prefix(8)) }

  /// What stands for ID numbers, names and accounts in record lines. Each kind is hashed under a word of its own but the first,
  /// which is the published one.
  func terms(register: Register, until: YearMonth) -> RecordTerms {
    RecordTerms(
      register: register, until: until, person: { word(code($0.forHashing)) },
      name: { word(code("name " + $0.text)) }, account: { word(code("account \($0.length) \($0.value)")) })
  }

  private func code(_ text: String) -> HMAC<SHA256>.MAC {
    var hash = keyed
    var text = text
    text.withUTF8 { hash.update(data: UnsafeRawBufferPointer($0)) }
    return hash.finalize()
  }

  private func word(_ code: HMAC<SHA256>.MAC) -> UInt64 { code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
