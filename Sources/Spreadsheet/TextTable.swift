/// Texts kept once each, in one run of bytes: equal texts have equal numbers, so later stages decide once per text, not once per cell.
public struct TextTable: Sendable {
  var bytes: [UInt8] = []
  var ends: [Int] = []
  // Open addressing over a power of two; 0 is free, else number + 1. Half full at the most.
  private var slots: [UInt32] = []

  /// An empty table.
  public init() {}

  /// How many different texts there are.
  public var count: Int { ends.count }

  /// The number of a text of UTF-8 bytes, which is kept if it is new.
  public mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> TextID {
    if ends.count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Self.hash(text) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot] - 1)
      if isEqual(number, text) { return TextID(rawValue: UInt32(number)) }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = UInt32(ends.count)
    return TextID(rawValue: UInt32(ends.count - 1))
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
  public func withBytes<Result>(of id: TextID, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let number = Int(id.rawValue)
    let start = number == 0 ? 0 : ends[number - 1]
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[start..<ends[number]])) }
  }

  private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    withBytes(of: TextID(rawValue: UInt32(number))) { kept in
      kept.count == text.count && kept.elementsEqual(text)
    }
  }

  private mutating func grow() {
    let size = max(256, slots.count * 2)
    slots = [UInt32](repeating: 0, count: size)
    for number in 0..<ends.count {
      var slot = withBytes(of: TextID(rawValue: UInt32(number))) { Self.hash($0) } & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  // FNV-1a, folded: fast on the short texts of a sheet.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 29)) & Int.max
  }
}
