/// An exact value as a ratio of two whole numbers in lowest terms: a share, a percentage or an amount, never a binary fraction.
/// Arithmetic that leaves 64 bits throws instead of wrapping: a wrong figure would look like a right one.
public struct Ratio: Hashable, Comparable, Sendable {
  /// Above the line.
  public let numerator: Int64
  /// Below the line, at least 1.
  public let denominator: Int64

  /// A whole number.
  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// A ratio.
  public init(_ numerator: Int64, over denominator: Int64) throws(ArithmeticError) {
    try self.init(wide: Int128(numerator), over: Int128(denominator))
  }

  private init(wide numerator: Int128, over denominator: Int128) throws(ArithmeticError) {
    guard denominator != 0 else { throw .divisionByZero }
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(a) * denominator.signum()
    guard let above = Int64(exactly: numerator / divisor), let below = Int64(exactly: denominator / divisor) else {
      throw .overflow
    }
    self.numerator = above
    self.denominator = below
  }

  /// A hundredth: what one percent is.
  public static let hundredth = Ratio(lowest: 1, over: 100)
  /// A thousandth.
  public static let thousandth = Ratio(lowest: 1, over: 1000)

  private init(lowest numerator: Int64, over denominator: Int64) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  /// Order by value.
  public static func < (a: Ratio, b: Ratio) -> Bool {
    Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }

  /// The sum.
  public func plus(_ other: Ratio) throws(ArithmeticError) -> Ratio {
    let (left, right) = (Int128(numerator) * Int128(other.denominator), Int128(other.numerator) * Int128(denominator))
    return try Ratio(wide: left + right, over: Int128(denominator) * Int128(other.denominator))
  }

  /// The difference.
  public func minus(_ other: Ratio) throws(ArithmeticError) -> Ratio {
    let (left, right) = (Int128(numerator) * Int128(other.denominator), Int128(other.numerator) * Int128(denominator))
    return try Ratio(wide: left - right, over: Int128(denominator) * Int128(other.denominator))
  }

  /// The product.
  public func times(_ other: Ratio) throws(ArithmeticError) -> Ratio {
    try Ratio(
      wide: Int128(numerator) * Int128(other.numerator), over: Int128(denominator) * Int128(other.denominator))
  }

  /// The quotient.
  public func divided(by other: Ratio) throws(ArithmeticError) -> Ratio {
    try Ratio(
      wide: Int128(numerator) * Int128(other.denominator), over: Int128(denominator) * Int128(other.numerator))
  }

  /// Without its sign; the one number that has no opposite in 64 bits comes one smaller.
  public var magnitude: Ratio { Ratio(lowest: abs(max(numerator, -.max)), over: denominator) }

  /// The whole number that it is, or nil.
  public var whole: Int64? { denominator == 1 ? numerator : nil }

  /// The nearest whole number, halves away from zero; nil past 64 bits.
  public var nearest: Int64? { Int64(decimal(places: 0)) }

  /// The decimal with a number of places, at most 18, rounded half away from zero: `0.9523`.
  public func decimal(places: Int) -> String {
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    let (product, below) = (Int128(numerator.magnitude) * scale * 2, Int128(denominator))
    let rounded = (product / below + 1) / 2
    var digits = String(rounded)
    while digits.utf8.count <= places { digits = "0" + digits }
    let split = digits.index(digits.endIndex, offsetBy: -places)
    return (Int128(numerator.signum()) * rounded < 0 ? "-" : "") + digits[..<split]
      + (places > 0 ? "." + digits[split...] : "")
  }

  /// The shortest decimal that is exact, or six places where none is.
  public var decimal: String {
    var rest = denominator
    var places = 0
    for factor: Int64 in [2, 5] {
      var count = 0
      while rest % factor == 0 {
        rest /= factor
        count += 1
      }
      places = max(places, count)
    }
    return decimal(places: rest == 1 && places <= 18 ? places : 6)
  }

  /// As few places as are needed, at most six: `12`, `0.5`.
  public var shortest: String {
    if let whole { return String(whole) }
    var text = decimal(places: 6)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}

/// Why a reckoning has no value although all its figures are there.
public enum ArithmeticError: Error {
  /// It leaves 64 bits.
  case overflow
  /// It divides by zero.
  case divisionByZero
}
