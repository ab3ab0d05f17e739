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
    var bytes = [UInt8]()
    var random = SystemRandomNumberGenerator()
    for _ in 0..<4 { withUnsafeBytes(of: random.next()) { bytes += $0 } }
    self.init(bytes: bytes)
    guard mayCreate else { return }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
      close(descriptor) == 0
    else {
      throw SetupError(path, zh: "无法写入密钥文件", en: "the key file cannot be written")
    }
  }

  /// The keyed hash of a person: 16 hexadecimal digits of HMAC-SHA256.
  func person(_ id: IDNumber) -> String {
    var hash = keyed
    var text = id.forHashing
    text.withUTF8 { hash.update(data: UnsafeRawBufferPointer($0)) }
    return hexadecimal(hash.finalize().prefix(8))
  }
}
