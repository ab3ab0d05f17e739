/// Writes zip containers with stored members, so that a test's workbook is readable text in its code.
public struct ZipWriter {
  /// The container so far, without its directory.
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0
  private let hasDescriptors: Bool
  private let extra: [UInt8]

  /// An empty container; one written as a stream tells sizes after each member, not before. Each member's records have the extra field.
  public init(hasDescriptors: Bool = false, extra: [UInt8] = []) {
    self.hasDescriptors = hasDescriptors
    self.extra = extra
  }

  /// Adds a member; the checksum may be spoilt on purpose.
  public mutating func add(_ path: String, _ content: [UInt8], spoilsChecksum: Bool = false, isEncrypted: Bool = false)
  {
    add(path, content, packed: content, method: 0, spoilsChecksum: spoilsChecksum, isEncrypted: isEncrypted)
  }

  /// Adds a deflated member: text before and after a run of blanks, which is packed to the 159th part.
  public mutating func add(_ path: String, before: String, blanks: Int, after: String) {
    let runs = blanks / 258
    let content = Array(before.utf8) + [UInt8](repeating: 0x20, count: runs * 258 + 1) + Array(after.utf8)
    var bits = [1, 1, 0]
    func put(_ code: Int, _ count: Int, into bits: inout [Int]) {
      for shift in (0..<count).reversed() { bits.append(code >> shift & 1) }
    }
    // Deflate's fixed codes: a literal, the length 258 at distance 1, the end. Only ASCII is written.
    for byte in before.utf8 { put(0x30 + Int(byte), 8, into: &bits) }
    put(0x50, 8, into: &bits)
    for _ in 0..<runs { put(0xc5 << 5, 13, into: &bits) }
    for byte in after.utf8 { put(0x30 + Int(byte), 8, into: &bits) }
    put(0, 7, into: &bits)
    var packed = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
    for (index, bit) in bits.enumerated() where bit == 1 { packed[index / 8] |= 1 << (index % 8) }
    add(path, content, packed: packed, method: 8)
  }

  private mutating func add(
    _ path: String, _ content: [UInt8], packed: [UInt8], method: UInt16, spoilsChecksum: Bool = false,
    isEncrypted: Bool = false
  ) {
    let name = Array(path.utf8)
    let checksum = Self.checksum(content) ^ (spoilsChecksum ? 1 : 0)
    let offset = body.count
    let flags = 0x800 | UInt16(isEncrypted ? 1 : 0) | UInt16(hasDescriptors ? 8 : 0)
    let start = Self.two(flags) + Self.two(method) + Self.four(0)
    let sizes = Self.four(checksum) + Self.four(UInt32(packed.count)) + Self.four(UInt32(content.count))
    let common = start + sizes + Self.two(UInt16(name.count)) + Self.two(UInt16(extra.count))
    let local = hasDescriptors ? start + [UInt8](repeating: 0, count: 12) + common.suffix(4) : common
    body += [0x50, 0x4b, 3, 4] + Self.two(20) + local + name + extra + packed
    if hasDescriptors { body += [0x50, 0x4b, 7, 8] + sizes }
    directory += [0x50, 0x4b, 1, 2] + Self.two(20) + Self.two(20) + common
    directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(UInt32(offset)) + name + extra
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
