import Domain

/// A value that stands in a column of a record line as text.
protocol RecordText {
  /// Adds the value's text, with what would end the column or the line escaped.
  func put(into bytes: inout [UInt8])
  /// The value of a text; nil if it is none.
  init?(field: Slice<UnsafeBufferPointer<UInt8>>)
}

/// `\N` in a column: nothing is there, which is neither an empty text nor zero.
private let nothing: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "N")]

extension Optional: RecordText where Wrapped: RecordText {
  func put(into bytes: inout [UInt8]) {
    if let value = self { value.put(into: &bytes) } else { bytes += nothing }
  }

  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    if field.count == 2, field.elementsEqual(nothing) {
      self = .none
    } else {
      guard let value = Wrapped(field: field) else { return nil }
      self = .some(value)
    }
  }
}

extension String: RecordText {
  func put(into bytes: inout [UInt8]) {
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case 9: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case 10: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 13: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      // Engines take a zero byte for an end, and a one for the end of a field.
      case 0: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "0")]
      case 1: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "1")]
      default: bytes.append(byte)
      }
    }
  }

  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    guard field.contains(UInt8(ascii: "\\")) else {
      self.init(decoding: field, as: UTF8.self)
      return
    }
    var plain: [UInt8] = []
    var isEscaped = false
    for byte in field {
      guard isEscaped else {
        if byte == UInt8(ascii: "\\") { isEscaped = true } else { plain.append(byte) }
        continue
      }
      isEscaped = false
      switch byte {
      case UInt8(ascii: "\\"): plain.append(byte)
      case UInt8(ascii: "t"): plain.append(9)
      case UInt8(ascii: "n"): plain.append(10)
      case UInt8(ascii: "r"): plain.append(13)
      case UInt8(ascii: "0"): plain.append(0)
      case UInt8(ascii: "1"): plain.append(1)
      default: return nil
      }
    }
    guard !isEscaped else { return nil }
    self.init(decoding: plain, as: UTF8.self)
  }
}

extension String {
  /// The text of a column of a record line; nil if it is damaged.
  public init?(recordField field: Slice<UnsafeBufferPointer<UInt8>>) { self.init(field: field) }
}

extension Int64: RecordText {
  func put(into bytes: inout [UInt8]) {
    if self < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    let digits = field.first == UInt8(ascii: "-") ? field.dropFirst() : field
    guard !digits.isEmpty else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard (48...57).contains(byte) else { return nil }
      let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooMuch) = tens.subtractingReportingOverflow(Int64(byte - 48))
      guard !isOver, !isTooMuch else { return nil }
      value = sum
    }
    // Counted downwards, for the least number has no positive counterpart.
    let isNegative = digits.count < field.count
    guard isNegative || value > .min else { return nil }
    self = isNegative ? value : -value
  }
}

extension Int: RecordText {
  func put(into bytes: inout [UInt8]) { Int64(self).put(into: &bytes) }
  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let value = Int64(field: field) else { return nil }
    self = Int(value)
  }
}

extension UInt8: RecordText {
  func put(into bytes: inout [UInt8]) { Int64(self).put(into: &bytes) }
  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let value = Int64(field: field), let byte = UInt8(exactly: value) else { return nil }
    self = byte
  }
}

extension Bool: RecordText {
  func put(into bytes: inout [UInt8]) { bytes += (self ? "true" : "false").utf8 }
  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    if field.elementsEqual("true".utf8) {
      self = true
    } else if field.elementsEqual("false".utf8) {
      self = false
    } else {
      return nil
    }
  }
}

/// A keyed hash as sixteen hexadecimal digits.
struct KeyText: RecordText {
  var value: UInt64

  init(_ value: UInt64) { self.value = value }

  func put(into bytes: inout [UInt8]) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(value >> UInt64(shift) & 15)
      bytes.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }

  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    guard field.count == 16 else { return nil }
    value = 0
    for byte in field {
      switch byte {
      case 48...57: value = value << 4 | UInt64(byte - 48)
      case 97...102: value = value << 4 | UInt64(byte - 87)
      default: return nil
      }
    }
  }
}

extension Reading: RecordText {
  /// `\N` no such column · empty blank · `/` not applicable · `?` unreadable · else the value.
  func put(into bytes: inout [UInt8]) {
    switch self {
    case .absent: bytes += nothing
    case .missing: break
    case .notApplicable: bytes.append(UInt8(ascii: "/"))
    case .unreadable: bytes.append(UInt8(ascii: "?"))
    case .value(let value): value.put(into: &bytes)
    }
  }

  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    switch (field.count, field.first) {
    case (0, _): self = .missing
    case (1, UInt8(ascii: "/")): self = .notApplicable
    case (1, UInt8(ascii: "?")): self = .unreadable
    case (2, UInt8(ascii: "\\")): self = .absent
    default:
      guard let value = Int64(field: field) else { return nil }
      self = .value(value)
    }
  }
}

extension YearMonth: RecordText {
  func put(into bytes: inout [UInt8]) { bytes += description.utf8 }
  init?(field: Slice<UnsafeBufferPointer<UInt8>>) { self.init(String(decoding: field, as: UTF8.self)) }
}

extension CalendarDate: RecordText {
  func put(into bytes: inout [UInt8]) { bytes += description.utf8 }
  init?(field: Slice<UnsafeBufferPointer<UInt8>>) { self.init(String(decoding: field, as: UTF8.self)) }
}

/// Several values in one column, between semicolons. None of them holds one.
struct ListText<Item: RecordText>: RecordText {
  var items: [Item]

  init(_ items: [Item]) { self.items = items }

  func put(into bytes: inout [UInt8]) {
    for (position, item) in items.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ";")) }
      item.put(into: &bytes)
    }
  }

  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    items = []
    guard !field.isEmpty else { return }
    for piece in field.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard let item = Item(field: piece) else { return nil }
      items.append(item)
    }
  }
}

/// Two values with a colon between them: a field and its column, a column and its places.
struct PairText<First: RecordText, Second: RecordText>: RecordText {
  var first: First
  var second: Second

  init(_ first: First, _ second: Second) { (self.first, self.second) = (first, second) }

  func put(into bytes: inout [UInt8]) {
    first.put(into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    second.put(into: &bytes)
  }

  init?(field: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let colon = field.firstIndex(of: UInt8(ascii: ":")), let first = First(field: field[..<colon]),
      let second = Second(field: field[(colon + 1)...])
    else { return nil }
    self.init(first, second)
  }
}
