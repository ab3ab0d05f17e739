import Glibc

/// Texts kept once each, in one run of bytes: equal texts have equal numbers, so later stages decide once per text, not once per cell.
public struct TextTable: Sendable {
  // The workbook's shared table, which all its grids stand on without copying it; own numbers follow its numbers.
  private let base: Frozen?
  private let baseCount: Int
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  // Open addressing over a power of two; 0 is free, else own position + 1. Half full at the most.
  private var slots: [UInt32] = []

  /// An empty table.
  public init() {
    base = nil
    baseCount = 0
  }

  /// A table that begins with all texts of another, which it shares.
  init(standingOn other: TextTable) {
    base = other.count > 0 ? Frozen(other) : nil
    baseCount = other.count
  }

  /// A table that begins with frozen texts.
  init(standingOn base: Frozen) {
    self.base = base
    baseCount = base.table.count
  }

  /// A table that no longer changes.
  final class Frozen: Sendable {
    let table: TextTable
    init(_ table: TextTable) { self.table = table }
  }

  /// How many different texts there are.
  public var count: Int { baseCount + ends.count }

  /// How many bytes its own texts have.
  var byteCount: Int { bytes.count }

  /// The number of a text of UTF-8 bytes, which is kept if it is new.
  public mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> TextID {
    let hash = Self.hash(text)
    if let base, let position = base.table.position(of: text, hash: hash) { return TextID(rawValue: UInt32(position)) }
    if ends.count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot] - 1)
      if isEqual(position, text) { return TextID(rawValue: UInt32(baseCount + position)) }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: text)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    slots[slot] = UInt32(ends.count)
    return TextID(rawValue: UInt32(baseCount + ends.count - 1))
  }

  /// The number of a text, which is kept if it is new.
  public mutating func intern(_ text: String) -> TextID {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The text of a number.
  public subscript(_ id: TextID) -> String {
    withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Gives the UTF-8 bytes of a text without making a String.
  public func withBytes<Result>(of id: TextID, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result
  {
    let number = Int(id.rawValue)
    if let base, number < baseCount { return try base.table.withBytes(of: id, body) }
    return try withOwnBytes(number - baseCount, body)
  }

  /// Forgets every text beyond the first `count`, so that a stream of rows keeps nothing. Only the newest texts go,
  /// and no other text's way through the slots can lead over them.
  mutating func truncate(to count: Int) {
    let kept = max(0, count - baseCount)
    guard ends.count > kept else { return }
    let mask = slots.count - 1
    for position in stride(from: ends.count - 1, through: kept, by: -1) {
      var slot = withOwnBytes(position) { Self.hash($0) } & mask
      while slots[slot] != UInt32(position + 1) { slot = (slot + 1) & mask }
      slots[slot] = 0
    }
    ends.removeLast(ends.count - kept)
    bytes.removeLast(bytes.count - Int(ends.last ?? 0))
  }

  private func withOwnBytes<Result>(
    _ position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let start = position == 0 ? 0 : Int(ends[position - 1])
    let end = Int(ends[position])
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  private func position(of text: UnsafeBufferPointer<UInt8>, hash: Int) -> Int? {
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

  private func isEqual(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    withOwnBytes(position) { kept in
      guard kept.count == text.count else { return false }
      guard let a = kept.baseAddress, let b = text.baseAddress else { return true }
      return memcmp(a, b, text.count) == 0
    }
  }

  private mutating func grow() {
    let size = max(256, slots.count * 2)
    slots = [UInt32](repeating: 0, count: size)
    for position in 0..<ends.count {
      var slot = withOwnBytes(position) { Self.hash($0) } & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(position + 1)
    }
  }

  // Random for each process: a file made of texts that all fall into one slot would otherwise take forever. Numbers do not depend on it.
  private static let seed = UInt64.random(in: 0 ... .max)

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = seed ^ UInt64(text.count)
    guard let start = text.baseAddress else { return Int(truncatingIfNeeded: hash) & Int.max }
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
