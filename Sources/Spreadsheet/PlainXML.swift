import Glibc

/// A place in the bytes of an XML part of the plainest kind: UTF-8, attributes in double quotes one blank apart, texts of characters
/// and references. Whatever is not so ends the scanning, and libxml2 reads on.
struct PlainXML {
  /// A text, and what must be done before it can be used.
  struct Text {
    var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// Whether it holds references such as `&amp;`.
    var hasReferences = false
    /// Whether it may hold `_x000D_` and its like.
    var hasUnderscore = false
  }

  /// So many zero bytes stand after the bytes, so that no look ahead has to ask whether there is a byte.
  static let padding = 64

  var position = 0
  private let base: UnsafePointer<UInt8>
  private let count: Int

  init(_ base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  /// Near the end the bytes that are missing may be all that is strange.
  var mayContinue: Bool { position + Self.padding > count }

  func isAt(_ byte: UInt8) -> Bool { base[position] == byte }

  mutating func skipBlanks() {
    while Self.isBlank(base[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }

  /// Steps over a literal if it stands here.
  @inline(__always)
  mutating func take(_ literal: StaticString) -> Bool {
    guard memcmp(base + position, literal.utf8Start, literal.utf8CodeUnitCount) == 0 else { return false }
    position += literal.utf8CodeUnitCount
    return true
  }

  /// Steps over ` name="value"` of a known name that was not seen before in the element: which name, and the value.
  mutating func attribute(of known: [StaticString], _ seen: inout Int) -> (Int, UnsafeBufferPointer<UInt8>)? {
    var end = position + 1
    while Self.isOfName(base[end]) { end += 1 }
    guard base[end] == UInt8(ascii: "="), base[end + 1] == UInt8(ascii: "\"") else { return nil }
    let name = UnsafeBufferPointer(start: base + position + 1, count: end - position - 1)
    guard let index = known.firstIndex(where: { equals(name, $0) }), seen & 1 << index == 0 else { return nil }
    seen |= 1 << index
    let start = end + 2
    end = start
    while Self.isOfValue(base[end]) { end += 1 }
    guard base[end] == UInt8(ascii: "\"") else {
      position = end
      return nil
    }
    position = end + 1
    return (index, UnsafeBufferPointer(start: base + start, count: end - start))
  }

  /// Steps over ` n="value"` of a name of one letter: the letter and the value; nil, and nowhere, if something else stands here.
  @inline(__always)
  mutating func shortAttribute() -> (UInt8, UnsafeBufferPointer<UInt8>)? {
    let start = position + 4
    guard base[position + 2] == UInt8(ascii: "="), base[position + 3] == UInt8(ascii: "\"") else { return nil }
    var end = start
    while Self.isOfValue(base[end]) { end += 1 }
    guard base[end] == UInt8(ascii: "\"") else { return nil }
    let name = base[position + 1]
    position = end + 1
    return (name, UnsafeBufferPointer(start: base + start, count: end - start))
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: ":")
  }

  private static func isOfValue(_ byte: UInt8) -> Bool {
    isOfName(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+")
  }

  /// Steps over a text up to the next tag; nil if it holds what XML forbids, or a CR, which XML turns into a line end.
  mutating func text() -> Text? {
    var text = Text()
    let start = position
    while true {
      let byte = base[position]
      if byte >= 0x80 {
        let length = Self.characterLength(base + position)
        guard length > 0 else { return nil }
        position += length
        continue
      }
      switch byte {
      case UInt8(ascii: "<"):
        text.bytes = UnsafeBufferPointer(start: base + start, count: position - start)
        return text
      case UInt8(ascii: "&"):
        guard let reference = Self.reference(base + position) else { return nil }
        text.hasReferences = true
        position += reference.length
      case UInt8(ascii: ">"):
        // `]]>` is an error in a text.
        if position > start + 1, base[position - 1] == UInt8(ascii: "]"), base[position - 2] == UInt8(ascii: "]") {
          return nil
        }
        position += 1
      case UInt8(ascii: "_"):
        text.hasUnderscore = true
        position += 1
      case 0x20...0x7f, 0x09, 0x0a: position += 1
      default: return nil
      }
    }
  }

  /// A text's bytes with its references resolved.
  static func resolved(_ text: Text, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    guard text.hasReferences, let start = text.bytes.baseAddress else {
      bytes.append(contentsOf: text.bytes)
      return
    }
    var index = 0
    while index < text.bytes.count {
      if start[index] == UInt8(ascii: "&"), let reference = reference(start + index) {
        bytes.append(contentsOf: UTF8.encode(reference.scalar) ?? UTF8.encodedReplacementCharacter)
        index += reference.length
      } else {
        bytes.append(start[index])
        index += 1
      }
    }
  }

  // One of the five names, or a number of a character that XML allows; at most ten digits are looked at.
  private static func reference(_ text: UnsafePointer<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    for (name, scalar) in names where memcmp(text, name.utf8Start, name.utf8CodeUnitCount) == 0 {
      return (scalar, name.utf8CodeUnitCount)
    }
    guard text[1] == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = text[2] == UInt8(ascii: "x")
    var index = isHexadecimal ? 3 : 2
    let start = index
    var value: UInt32 = 0
    while index < start + 8, let digit = hexDigit(text[index]), isHexadecimal || digit < 10 {
      value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
      if value > 0x10ffff { return nil }
      index += 1
    }
    guard index > start, text[index] == UInt8(ascii: ";"), isCharacter(value), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    return (scalar, index + 1)
  }

  private static let names: [(StaticString, Unicode.Scalar)] = [
    ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
  ]

  private static func isCharacter(_ value: UInt32) -> Bool {
    value >= 0x20 && value < 0xd800 || value >= 0xe000 && value < 0xfffe || value >= 0x10000
      || value == 9 || value == 10 || value == 13
  }

  // The bytes of a character beyond ASCII, well-formed and allowed in XML; 0 for anything else.
  @inline(__always)
  private static func characterLength(_ text: UnsafePointer<UInt8>) -> Int {
    let lead = text[0]
    func follows(_ index: Int) -> Bool { text[index] & 0xc0 == 0x80 }
    switch lead {
    case 0xe1...0xec, 0xee:
      return follows(1) && follows(2) ? 3 : 0
    case 0xc2...0xdf: return follows(1) ? 2 : 0
    case 0xe0: return text[1] >= 0xa0 && follows(1) && follows(2) ? 3 : 0
    case 0xed: return text[1] <= 0x9f && follows(1) && follows(2) ? 3 : 0
    case 0xef:
      // U+FFFE and U+FFFF are no characters of XML.
      return follows(1) && follows(2) && !(text[1] == 0xbf && text[2] >= 0xbe) ? 3 : 0
    case 0xf0: return text[1] >= 0x90 && follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xf1...0xf3: return follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xf4: return text[1] <= 0x8f && follows(1) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
  }
}
