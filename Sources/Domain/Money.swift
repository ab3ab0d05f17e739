/// An amount of money in whole fen; never a floating-point number.
public struct Money: Hashable, Comparable, Sendable, Codable {
  /// The amount in fen, 1/100 yuan.
  public var fen: Int64

  /// An amount in fen.
  public init(fen: Int64) { self.fen = fen }

  /// No money.
  public static let zero = Money(fen: 0)

  /// The largest amount that one cell may state, 10 billion yuan: sums over millions of such cells stay inside Int64.
  public static let cellLimit: Int64 = 1_000_000_000_000

  /// The largest amount that a budget, an allocation or a report may state, 10 trillion yuan: their sums stay inside Int64.
  public static let statedLimit: Int64 = 1_000_000_000_000_000

  /// The amount taken a number of times; nil past Int64.
  public func multiplied(by times: Int) -> Money? {
    let (product, isOver) = fen.multipliedReportingOverflow(by: Int64(times))
    return isOver ? nil : Money(fen: product)
  }

  /// Order by amount.
  public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
  /// The sum.
  public static func + (a: Money, b: Money) -> Money { Money(fen: a.fen + b.fen) }
  /// The difference.
  public static func - (a: Money, b: Money) -> Money { Money(fen: a.fen - b.fen) }
  /// Adds an amount.
  public static func += (a: inout Money, b: Money) { a.fen += b.fen }
  /// The opposite amount.
  public static prefix func - (a: Money) -> Money { Money(fen: -a.fen) }
  /// An amount taken a number of times.
  public static func * (a: Money, times: Int) -> Money { Money(fen: a.fen * Int64(times)) }
}

extension Money: CustomStringConvertible {
  /// Yuan with two decimals and no separators: `2393280.00`.
  public var description: String {
    var digits = String(fen.magnitude)
    while digits.utf8.count < 3 { digits = "0" + digits }
    let split = digits.index(digits.endIndex, offsetBy: -2)
    return (fen < 0 ? "-" : "") + digits[..<split] + "." + digits[split...]
  }

  /// As `grouped`, with a plus sign before gains: differences read better with their sign.
  public var signed: String { (fen > 0 ? "+" : "") + grouped }

  /// As `description` with thousands separated, for people: `2,393,280.00`.
  public var grouped: String {
    let plain = Money(fen: abs(fen)).description
    let whole = plain.dropLast(3)
    var out = ""
    for (offset, digit) in whole.enumerated() {
      if offset > 0 && (whole.count - offset) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return (fen < 0 ? "-" : "") + out + plain.suffix(3)
  }
}

/// The units in which money is written.
public enum MoneyUnit: String, Sendable, Codable, CaseIterable {
  /// 元
  case yuan = "元"
  /// 千元, a thousand yuan
  case thousand = "千元"
  /// 万元, ten thousand yuan
  case wan = "万元"
  /// 分, a hundredth of a yuan, in which banks' files write amounts
  case fen = "分"

  /// Fen in one unit.
  public var fen: Int64 {
    switch self {
    case .yuan: 100
    case .thousand: 100_000
    case .wan: 1_000_000
    case .fen: 1
    }
  }
}

/// A decimal number exactly as written: digits and the number of places after the point.
public struct WrittenDecimal: Hashable, Sendable, Codable {
  /// All digits as one integer, with the sign.
  public var digits: Int64
  /// How many of the digits stand after the point.
  public var places: Int

  /// A decimal from its digits and places.
  public init(digits: Int64, places: Int) {
    self.digits = digits
    self.places = places
  }

  /// Reads `-12.50`; nil for anything but an optional sign, digits and one point, or past 18 digits.
  public init?(_ text: String) {
    var text = text
    guard let decimal = text.withUTF8({ WrittenDecimal(utf8: $0) }) else { return nil }
    self = decimal
  }

  // One concrete body: a generic one would not be specialized across modules, and this runs once a cell.
  private init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    var digits: Int64 = 0
    var places = 0
    var seenPoint = false
    var seenDigit = false
    var negative = false
    for (offset, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where offset == 0: negative = true
      case UInt8(ascii: "+") where offset == 0: break
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (scaled, over) = digits.multipliedReportingOverflow(by: 10)
        let (sum, past) = scaled.addingReportingOverflow(Int64(byte - 48))
        guard !over, !past, places < 18 else { return nil }
        digits = sum
        seenDigit = true
        if seenPoint { places += 1 }
      default: return nil
      }
    }
    guard seenDigit else { return nil }
    self.init(digits: negative ? -digits : digits, places: places)
  }

  /// The number times a whole factor, if that is a whole number within Int64.
  public func scaled(by factor: Int64) -> Int64? {
    var (product, over) = digits.multipliedReportingOverflow(by: factor)
    if over { return nil }
    for _ in 0..<places {
      guard product % 10 == 0 else { return nil }
      product /= 10
    }
    return product
  }

  /// The amount of money that this many units are, rounded half away from zero to whole fen, and whether it was rounded.
  public func money(in unit: MoneyUnit) -> (amount: Money, isExact: Bool)? {
    if let fen = scaled(by: unit.fen) { return (Money(fen: fen), true) }
    let (product, over) = digits.multipliedReportingOverflow(by: unit.fen)
    guard !over else { return nil }
    var divisor: Int64 = 1
    for _ in 0..<places { divisor *= 10 }
    let (rounded, isOver) = product.addingReportingOverflow(product.signum() * (divisor / 2))
    return isOver ? nil : (Money(fen: rounded / divisor), false)
  }
}

extension Sequence<Money> {
  /// Their sum; what is beyond counting, as what an upload may state can be, is the most that can be told.
  public var boundedSum: Money {
    Money(fen: Int64(clamping: reduce(Int128(0)) { sum, amount in sum + Int128(amount.fen) }))
  }
}
