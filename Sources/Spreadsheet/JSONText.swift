/// Tells JSON from a CSV that begins with a bracket. Only the form is looked at, and only as far as the bytes go.
struct JSONText {
  private let bytes: [UInt8]
  private var position = 0

  /// Whether the bytes are objects or lists of JSON one after another, the last of which may be cut short.
  static func isJSON(_ bytes: [UInt8]) -> Bool {
    var text = JSONText(bytes: bytes)
    return text.holdsAll()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private enum Expected { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }

  private mutating func holdsAll() -> Bool {
    var open: [UInt8] = []
    var expected = Expected.value
    var values = 0
    while let byte = nextByte() {
      switch (expected, byte) {
      case (.value, 0x5b), (.valueOrEnd, 0x5b), (.value, 0x7b), (.valueOrEnd, 0x7b):
        open.append(byte)
        expected = byte == 0x5b ? .valueOrEnd : .keyOrEnd
      case (.valueOrEnd, 0x5d), (.keyOrEnd, 0x7d), (.commaOrEnd, 0x5d), (.commaOrEnd, 0x7d):
        guard let last = open.popLast(), last + 2 == byte else { return false }
        values += 1
        expected = open.isEmpty ? .value : .commaOrEnd
      case (.commaOrEnd, 0x2c): expected = open.last == 0x5b ? .value : .key
      case (.key, 0x22), (.keyOrEnd, 0x22):
        skipString()
        expected = .colon
      case (.colon, 0x3a): expected = .value
      // What stands outside of brackets is a CSV's.
      case (.value, _) where open.isEmpty: return false
      case (.value, 0x22), (.valueOrEnd, 0x22):
        skipString()
        values += 1
        expected = .commaOrEnd
      case (.value, _), (.valueOrEnd, _):
        guard skipWord(byte) else { return false }
        values += 1
        expected = .commaOrEnd
      default: return false
      }
    }
    return values > 0
  }

  private mutating func nextByte() -> UInt8? {
    while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
    // A mark in front is no part of the text.
    if position == 0, bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func skipString() {
    while position < bytes.count, bytes[position] != 0x22 { position += bytes[position] == 0x5c ? 2 : 1 }
    position += 1
  }

  // A number, or one of the three words; the end of the bytes may cut it.
  private mutating func skipWord(_ first: UInt8) -> Bool {
    let start = position - 1
    while position < bytes.count, !",]} \t\r\n".utf8.contains(bytes[position]) { position += 1 }
    let word = bytes[start..<position]
    if word.withUnsafeBufferPointer({ parsedNumber($0) }) != nil { return true }
    let isCut = position == bytes.count
    return ["true", "false", "null"].contains {
      isCut ? Array($0.utf8).starts(with: word) : Array($0.utf8) == Array(word)
    }
  }
}
