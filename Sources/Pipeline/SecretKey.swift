import Crypto
import Domain
import Foundation

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
      // What a stopped run has left would keep its own rights.
      unlink(path + ".partial")
      let file = try SyncedFile(path + ".partial", mode: 0o600)
      try file.append(bytes)
      try file.close()
      guard rename(path + ".partial", path) == 0 else { throw WriteError("key") }
      try syncFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    } catch let error as WriteError {
      throw SetupError(
        path, zh: "无法写入密钥文件：\(error.reason)", en: "the key file cannot be written: \(error.reason)")
    }
  }

  /// The keyed hash of a person: 16 hexadecimal digits of HMAC-SHA256.
  func person(_ id: IDNumber) -> String {
    seal(id.forHashing)
  }

  /// What only who has the key can make of a text: 16 hexadecimal digits of HMAC-SHA256.
  func seal(_ text: String) -> String {
    var (hash, text) = (keyed, text)
    text.withUTF8 { hash.update(data: UnsafeRawBufferPointer($0)) }
    return hexadecimal(hash.finalize().prefix(8))
  }
}
