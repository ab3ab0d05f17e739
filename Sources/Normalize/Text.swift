/// Folding of written text: what people type in many ways is compared in one.
enum Text {
  /// Without any white space, zero-width or control characters; full-width forms as half-width.
  static func squeezed(_ text: String) -> String {
    needsSqueezing(text) ? text.scalars { isIgnorable(half($0)) ? nil : half($0) } : text
  }

  // Lead bytes of every character that is dropped or folded; U+3000 is E3 80 80, full-width forms begin with EF.
  private static func needsSqueezing(_ text: String) -> Bool {
    text.utf8.contains { byte in
      byte <= 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
    }
  }

  // What headerWords leaves out and has one byte; all else that it leaves out has a lead byte of those above.
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
      UInt8(ascii: ">"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Spaces at both ends, apostrophes before and tabs after removed; nothing inside is touched.
  static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isIgnorable(first) { scalars.removeFirst() }
    while let last = scalars.last, isIgnorable(last) { scalars.removeLast() }
    let isWhole = scalars.startIndex == text.startIndex && scalars.endIndex == text.endIndex
    return isWhole ? text : String(Substring(scalars))
  }

  /// Whether a text has one of some signs, each of which is one scalar: to look for characters would cost ten times as much.
  static func has(_ text: some StringProtocol, anyOf signs: String) -> Bool {
    text.unicodeScalars.contains { signs.unicodeScalars.contains($0) }
  }

  /// Whether a text ends with another, byte for byte: characters are compared at ten times the cost.
  static func ends(_ text: String, with end: String) -> Bool {
    let (bytes, wanted) = (text.utf8, end.utf8)
    return bytes.last == wanted.last && bytes.count >= wanted.count
      && bytes.suffix(wanted.count).elementsEqual(wanted)
  }

  /// White space as programs and people leave it: NBSP, U+3000, zero-width characters, byte-order marks and line ends.
  static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  private static func half(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000: " "
    case 0x2212, 0x2013: "-"
    case 0xFFE5: "¥"
    default: scalar
    }
  }

  /// A header's words: squeezed, without brackets and what stands in them, without punctuation.
  static func headerWords(_ text: String) -> String {
    // Most headers are bare words, and are looked at many times.
    if !text.isEmpty, !needsSqueezing(text), !text.utf8.contains(where: isPunctuation) { return text }
    let squeezed = squeezed(text)
    var depth = 0
    let words = squeezed.scalars { scalar in
      switch scalar {
      case "(", "[", "【", "〔", "〈", "<": depth += 1
      case ")", "]", "】", "〕", "〉", ">": depth = max(0, depth - 1)
      case "/", "、", ",", ".", ":", ";", "·", "*", "-", "_", "\"", "'", "“", "”", "。": break
      default: return depth == 0 ? scalar : nil
      }
      return nil
    }
    // A header that is nothing but a bracket still says something: (元) or （签名）.
    return words.isEmpty ? squeezed.filter { !"()[]【】".contains($0) } : words
  }

  /// A sheet's or file's name, squeezed, without what a program adds to a copy's: 张甲 (2), 张甲 - 副本, 复件 张甲.
  static func withoutCopyMarks(_ name: String) -> String {
    var words = squeezed(name)
    for word in ["副本", "复件"] { words = words.replacing(word, with: "") }
    while words.hasSuffix(")"), let open = words.lastIndex(of: "("),
      words[words.index(after: open)...].dropLast().allSatisfy({ $0.isASCII && $0.isNumber })
    {
      words = String(words[..<open])
    }
    while let last = words.last, "-_".contains(last) { words.removeLast() }
    while let first = words.first, "-_".contains(first) { words.removeFirst() }
    return words
  }

  /// What stands in brackets of a header, squeezed: 金额（万元） → 万元.
  static func bracketed(_ text: String) -> [String] {
    var found: [String] = []
    var current: String.UnicodeScalarView?
    for scalar in squeezed(text).unicodeScalars {
      switch scalar {
      case "(", "[", "【", "〔": current = .init()
      case ")", "]", "】", "〕":
        if let inside = current, !inside.isEmpty { found.append(String(inside)) }
        current = nil
      default: current?.append(scalar)
      }
    }
    return found
  }
}

extension String {
  /// What is made of each scalar, or left out, in one piece of memory: none may become longer in UTF-8.
  fileprivate func scalars(_ change: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
    String(unsafeUninitializedCapacity: utf8.count) { out in
      var count = 0
      for scalar in unicodeScalars {
        guard let scalar = change(scalar) else { continue }
        for byte in UTF8.encode(scalar).unsafelyUnwrapped {
          out[count] = byte
          count += 1
        }
      }
      return count
    }
  }
}
