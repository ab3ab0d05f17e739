/// How well bytes are UTF-8.
struct UTF8Health {
  /// How many characters beyond ASCII are well-formed.
  private(set) var characters = 0
  /// Whether any of them has three bytes or four, as no other encoding's text has by chance.
  private(set) var hasLong = false
  /// How many bytes are not.
  private(set) var errors = 0

  init(_ bytes: [UInt8]) { self = bytes.withUnsafeBufferPointer { UTF8Health($0) } }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        while index + 8 <= raw.count, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & Self.highBits == 0 {
          index += 8
        }
        continue
      }
      let length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
      var isGood = length > 0 && byte < 0xf5 && index + length <= bytes.count
      if isGood {
        for offset in 1..<length where bytes[index + offset] & 0xc0 != 0x80 { isGood = false }
        let second = bytes[index + 1]
        if byte == 0xe0 && second < 0xa0 || byte == 0xed && second > 0x9f { isGood = false }
        if byte == 0xf0 && second < 0x90 || byte == 0xf4 && second > 0x8f { isGood = false }
      }
      if isGood { characters += 1 } else { errors += 1 }
      if isGood, length > 2 { hasLong = true }
      index += isGood ? length : 1
    }
  }

  /// How many bytes at the end begin a character that is cut off.
  static func cutOff(_ bytes: [UInt8]) -> Int {
    let followers = bytes.suffix(3).reversed().prefix { $0 & 0xc0 == 0x80 }.count
    guard followers < 3, let lead = bytes.dropLast(followers).last, lead >= 0xc2, lead < 0xf5 else { return 0 }
    return followers + 1 < (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2) ? followers + 1 : 0
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
}

/// A text without the zero bytes behind it, as a copy leaves them that reserves its space before it writes; a text that has others is left
/// as it is.
func withoutPadding(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
  guard bytes.last == 0, let first = bytes.firstIndex(of: 0), first > 0,
    bytes[first...].allSatisfy({ $0 == 0 })
  else { return bytes[...] }
  return bytes[..<first]
}
