/// Writes zip containers with stored members, so that a test's workbook is readable text in its code.
public struct ZipWriter {
  /// The container so far, without its directory.
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An empty container.
  public init() {}

  /// Adds a member; the checksum may be spoilt on purpose.
  public mutating func add(_ path: String, _ content: [UInt8], spoilsChecksum: Bool = false, isEncrypted: Bool = false)
  {
    let name = Array(path.utf8)
    let checksum = Self.checksum(content) ^ (spoilsChecksum ? 1 : 0)
    let offset = body.count
    let common =
      Self.two(isEncrypted ? 0x801 : 0x800) + Self.two(0) + Self.four(0) + Self.four(checksum)
      + Self.four(UInt32(content.count)) + Self.four(UInt32(content.count)) + Self.two(UInt16(name.count)) + Self.two(0)
    body += [0x50, 0x4b, 3, 4] + Self.two(20) + common + name + content
    directory += [0x50, 0x4b, 1, 2] + Self.two(20) + Self.two(20) + common
    directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(UInt32(offset)) + name
    count += 1
  }

  /// Adds a member of text.
  public mutating func add(_ path: String, _ text: String) { add(path, Array(text.utf8)) }

  /// The whole container.
  public var bytes: [UInt8] {
    body + directory + [0x50, 0x4b, 5, 6] + Self.two(0) + Self.two(0) + Self.two(UInt16(count))
      + Self.two(UInt16(count))
      + Self.four(UInt32(directory.count)) + Self.four(UInt32(body.count)) + Self.two(0)
  }

  private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xff), UInt8(value >> 8)] }
  private static func four(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xff) } }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xffff_ffff) { table[Int(($0 ^ UInt32($1)) & 0xff)] ^ $0 >> 8 }
  }
}
