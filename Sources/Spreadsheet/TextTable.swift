/// Texts kept once each, in one run of bytes: equal texts have equal numbers, so later stages decide once per text, not once per cell.
public struct TextTable: Sendable {
  // The workbook's shared texts, on which all its grids stand without copying them; own numbers follow their numbers.
  @usableFromInline let base: TextStore
  @usableFromInline let baseCount: Int
  @usableFromInline var own = TextStore()

  /// An empty table.
  public init() {
    base = TextStore()
    baseCount = 0
  }

  /// A table that begins with all texts of another one that has no base itself; the two share their memory.
  init(standingOn other: TextTable) {
    base = other.own
    baseCount = other.own.count
  }

  /// How many different texts there are.
  public var count: Int { baseCount + own.count }

  /// How many bytes its own texts have.
  var byteCount: Int { own.bytes.count }

  /// The number of a text of UTF-8 bytes, which is kept if it is new.
  public mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> TextID {
    let hash = TextStore.hash(text)
    if baseCount > 0, let position = base.position(of: text, hash: hash) { return TextID(rawValue: UInt32(position)) }
    return TextID(rawValue: UInt32(baseCount + own.insert(text, hash: hash)))
  }

  /// The number of a text, which is kept if it is new.
  public mutating func intern(_ text: String) -> TextID {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The number of a text that is there already, or nil.
  func number(of text: UnsafeBufferPointer<UInt8>) -> TextID? {
    let hash = TextStore.hash(text)
    if let position = base.position(of: text, hash: hash) { return TextID(rawValue: UInt32(position)) }
    return own.position(of: text, hash: hash).map { TextID(rawValue: UInt32(baseCount + $0)) }
  }

  /// The number of a text that is there already, or nil.
  public func number(of text: String) -> TextID? {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  /// The text of a number.
  public subscript(_ id: TextID) -> String {
    withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Gives the UTF-8 bytes of a text without making a String.
  @inlinable
  public func withBytes<Result>(of id: TextID, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result
  {
    let number = Int(id.rawValue)
    if number < baseCount { return try base.withBytes(number, body) }
    return try own.withBytes(number - baseCount, body)
  }

  /// Forgets every text beyond the first `count`, so that a stream of rows keeps nothing.
  mutating func truncate(to count: Int) { own.truncate(to: max(0, count - baseCount)) }
}

/// A hash table of texts by position.
@usableFromInline
struct TextStore: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var ends: [UInt32] = []
  // Open addressing over a power of two; 0 is free, else position + 1. Half full at the most.
  private var slots: [UInt32] = []

  init() {}

  var count: Int { ends.count }

  @inlinable
  func withBytes<Result>(_ position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let start = position == 0 ? 0 : Int(ends[position - 1])
    let end = Int(ends[position])
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  func position(of text: UnsafeBufferPointer<UInt8>, hash: Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot] - 1)
      if isEqual(position, text) { return position }
      slot = (slot + 1) & mask
    }
    return nil
  }

  mutating func insert(_ text: UnsafeBufferPointer<UInt8>, hash: Int) -> Int {
    if ends.count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot] - 1)
      if isEqual(position, text) { return position }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: text)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    slots[slot] = UInt32(ends.count)
    return ends.count - 1
  }

  // Only the newest texts go, and no other text's way through the slots can lead over theirs.
  mutating func truncate(to kept: Int) {
    guard ends.count > kept else { return }
    let mask = slots.count - 1
    for position in stride(from: ends.count - 1, through: kept, by: -1) {
      var slot = withBytes(position) { Self.hash($0) } & mask
      while slots[slot] != UInt32(position + 1) { slot = (slot + 1) & mask }
      slots[slot] = 0
    }
    ends.removeLast(ends.count - kept)
    bytes.removeLast(bytes.count - Int(ends.last ?? 0))
  }

  private func isEqual(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    withBytes(position) { kept in
      guard kept.count == text.count else { return false }
      var index = 0
      while index < kept.count {
        if kept[index] != text[index] { return false }
        index += 1
      }
      return true
    }
  }

  private mutating func grow() {
    let size = max(256, slots.count * 2)
    slots = [UInt32](repeating: 0, count: size)
    for position in 0..<ends.count {
      var slot = withBytes(position) { Self.hash($0) } & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(position + 1)
    }
  }

  // Random for each process: a file made of texts that all fall into one slot would otherwise take forever. Numbers do not depend on it.
  private static let seed = UInt64.random(in: 0 ... .max)

  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = seed ^ UInt64(text.count)
    guard let start = text.baseAddress, text.count > 0 else { return Int(truncatingIfNeeded: hash) & Int.max }
    let raw = UnsafeRawPointer(start)
    var position = 0
    while position + 8 <= text.count {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self), 0x9e37_79b9_7f4a_7c15)
      position += 8
    }
    var tail: UInt64 = 0
    while position < text.count {
      tail = tail << 8 | UInt64(start[position])
      position += 1
    }
    return Int(truncatingIfNeeded: mixed(hash ^ tail, 0xd6e8_feb8_6659_fd93)) & Int.max
  }

  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
