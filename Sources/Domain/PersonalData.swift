/// An ID number (GB 11643), packed: it is compared and masked, never printed whole. Of one that was read elsewhere only its keyed
/// hash is known, and what was told beside it.
public struct IDNumber: Sendable {
  /// The 17 digits times 11 plus the value of the check character (X counts 10); the keyed hash, where only that is known.
  public let packed: UInt64
  /// What is known beside a keyed hash; zero for a number that is known whole.
  let told: UInt64

  /// Reads 17 digits and a check character (0–9, X or x); nil if the shape is another.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 18 else { return nil }
    var digits: UInt64 = 0
    var check: UInt64 = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if offset < 17 { digits = digits * 10 + UInt64(byte - 48) } else { check = UInt64(byte - 48) }
      case UInt8(ascii: "X"), UInt8(ascii: "x"):
        guard offset == 17 else { return nil }
        check = 10
      default: return nil
      }
    }
    self.init(packed: digits * 11 + check, told: 0)
  }

  init(packed: UInt64, told: UInt64) {
    self.packed = packed
    self.told = told
  }

  /// Reads 17 digits and a check character from a text.
  public init?(_ text: String) {
    var text = text
    guard let id = text.withUTF8({ IDNumber($0) }) else { return nil }
    self = id
  }

  private var digits: UInt64 { packed / 11 }
  var check: Int { Int(packed % 11) }

  /// Whether it is what a spreadsheet keeps of a long number: 15 digits, zeros behind them, and a check character that is none.
  public var isCutToDigits: Bool { told == 0 && check == 0 && digits % 100 == 0 && !hasValidCheck }

  /// Whether the check character is the one that GB 11643 computes.
  public var hasValidCheck: Bool {
    if let facts { return facts.hasValidCheck }
    // Weights 2^(n) mod 11 from the right, by GB 11643-1999.
    let weights = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1, 2, 4, 8, 5, 10, 9, 7]
    var rest = digits
    var sum = check
    for weight in weights {
      sum += Int(rest % 10) * weight
      rest /= 10
    }
    return sum % 11 == 1
  }

  /// The first six digits: where the number was given out.
  public var area: Int { facts?.area ?? Int(digits / 100_000_000_000) }
  /// The date of birth, if it is one.
  var birth: CalendarDate? {
    let date = Int(digits / 1000 % 100_000_000)
    return CalendarDate(year: date / 10000, month: date / 100 % 100, day: date % 100)
  }
  /// The age in years at the end of a month; nil where the date of birth is none.
  public func age(at end: YearMonth) -> Int? {
    if let facts { return facts.age }
    return birth.map { Int(end.index - $0.month.index) / 12 }
  }
  /// Whether the number says male.
  public var isMale: Bool { facts?.isMale ?? (digits % 10 % 2 == 1) }
  /// The first 6 digits, eleven stars, the last character.
  public var masked: String {
    if let facts { return Self.text(UInt64(facts.area) * 100_000_000_000, check: facts.check) { $0 < 6 } }
    return Self.text(digits, check: check) { $0 < 6 }
  }
  /// The whole number as text, for keyed hashing only.
  public var forHashing: String { Self.text(digits, check: check) { _ in true } }

  /// The 18 characters, with stars for the digits that are not shown.
  private static func text(_ digits: UInt64, check: Int, _ isShown: (Int) -> Bool) -> String {
    String(unsafeUninitializedCapacity: 18) { bytes in
      var rest = digits
      for position in stride(from: 16, through: 0, by: -1) {
        bytes[position] = isShown(position) ? UInt8(48 + rest % 10) : UInt8(ascii: "*")
        rest /= 10
      }
      bytes[17] = check == 10 ? UInt8(ascii: "X") : UInt8(48 + check)
      return 18
    }
  }
}

extension IDNumber: Hashable {
  // What is told beside a keyed hash makes no other person of it.
  /// Whether two numbers are one person's.
  public static func == (a: IDNumber, b: IDNumber) -> Bool { a.packed == b.packed }
  /// Hashes the number.
  public func hash(into hasher: inout Hasher) { hasher.combine(packed) }
}

/// A bank account: its digits as a number (cut to 19) for comparing, and their count for masking. Of one that was read elsewhere
/// its keyed hash stands in the digits' place.
public struct Account: Hashable, Sendable {
  /// The digits as a number; of longer accounts a mix of all digits; the keyed hash, where only that is known.
  public let value: UInt64
  /// How many digits there are.
  public let length: UInt8
  /// Whether the last digit is the Luhn check digit of the others.
  public let hasValidCheck: Bool
  /// Whether only the keyed hash is known.
  let isKeyed: Bool
  /// The last four digits, which are shown.
  public let tail: UInt16

  /// An account of which only the keyed hash is known, and what is shown.
  public init(key: UInt64, length: UInt8, tail: UInt16, hasValidCheck: Bool) {
    value = key
    self.length = length
    self.tail = tail % 10_000
    self.hasValidCheck = hasValidCheck
    isKeyed = true
  }

  /// The keyed hash, where only that is known.
  public var key: UInt64? { isKeyed ? value : nil }

  /// Reads 8 to 32 digits; nil for anything else.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard (8...32).contains(bytes.count) else { return nil }
    var value: UInt64 = 0
    for byte in bytes {
      guard (48...57).contains(byte) else { return nil }
      value = value &* 10 &+ UInt64(byte - 48)
    }
    var sum = 0
    for (offset, position) in stride(from: bytes.count - 1, through: 0, by: -1).enumerated() {
      let digit = Int(bytes[position] - 48)
      let doubled = offset % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    self.value = value
    length = UInt8(bytes.count)
    hasValidCheck = sum % 10 == 0
    var last: UInt16 = 0
    for byte in bytes.suffix(4) { last = last * 10 + UInt16(byte - 48) }
    tail = last
    isKeyed = false
  }

  /// Reads 8 to 32 digits from a text.
  public init?(_ text: String) {
    var text = text
    guard let account = text.withUTF8({ Account($0) }) else { return nil }
    self = account
  }

  /// Stars and the last four digits.
  public var masked: String {
    let tail = String(tail)
    return String(repeating: "*", count: Int(length) - 4) + String(repeating: "0", count: 4 - tail.utf8.count) + tail
  }
}
