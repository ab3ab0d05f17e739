import Glibc

extension [UInt8] {
  /// Gives the bytes as raw memory, passing typed errors on.
  func withRaw<Result>(
    _ body: (UnsafeRawBufferPointer) throws(ReadError.Reason) -> Result
  ) throws(ReadError.Reason) -> Result {
    try withUnsafeBufferPointer { (buffer) throws(ReadError.Reason) in try body(UnsafeRawBufferPointer(buffer)) }
  }

  /// Whether a run of bytes begins with another.
  func starts(with prefix: [UInt8]) -> Bool { count >= prefix.count && self[..<prefix.count].elementsEqual(prefix) }

  /// Where a run of bytes first occurs.
  func firstIndex(of wanted: [UInt8]) -> Int? {
    guard let first = wanted.first, count >= wanted.count else { return nil }
    return withUnsafeBufferPointer { buffer -> Int? in
      var position = 0
      while position <= buffer.count - wanted.count {
        if buffer[position] == first, buffer[position..<(position + wanted.count)].elementsEqual(wanted) {
          return position
        }
        position += 1
      }
      return nil
    }
  }
}

/// Whether a C string is a literal.
func equals(_ text: UnsafePointer<UInt8>, _ literal: StaticString) -> Bool {
  let count = literal.utf8CodeUnitCount
  let wanted = literal.utf8Start
  var index = 0
  while index < count {
    if text[index] != wanted[index] { return false }
    index += 1
  }
  return text[count] == 0
}

/// Whether a run of bytes is a literal.
func equals(_ text: UnsafeBufferPointer<UInt8>, _ literal: StaticString) -> Bool {
  guard text.count == literal.utf8CodeUnitCount, let start = text.baseAddress else { return false }
  return memcmp(start, literal.utf8Start, text.count) == 0
}

/// A whole number of decimal digits, spaces around it allowed; nil for anything else or past 15 digits.
func wholeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
  var value = 0
  var digits = 0
  var hasEnded = false
  for byte in text {
    switch byte {
    case 0x30...0x39 where !hasEnded && digits < 15:
      value = value * 10 + Int(byte - 0x30)
      digits += 1
    case 0x20, 0x09, 0x0a, 0x0d: hasEnded = digits > 0
    default: return nil
    }
  }
  return digits > 0 ? value : nil
}

/// Whether an attribute says yes: `1`, `true`, `on`, `t`.
func isTrue(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  equals(text, "1") || equals(text, "true") || equals(text, "True") || equals(text, "TRUE") || equals(text, "on")
    || equals(text, "t")
}
