/// An exact value as a ratio of two whole numbers in lowest terms: a share, a percentage or an amount, never a binary fraction.
public struct Ratio: Hashable, Comparable, Sendable {
  /// Above the line.
  public let numerator: Int64
  /// Below the line, at least 1.
  public let denominator: Int64

  /// A ratio; nil where the divisor is zero or the result leaves 64 bits.
  public init?(_ numerator: Int64, over denominator: Int64) {
    self.init(wide: Int128(numerator), over: Int128(denominator))
  }

  /// A whole number.
  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  init?(wide numerator: Int128, over denominator: Int128) {
    guard denominator != 0 else { return nil }
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(max(a, 1)) * (denominator < 0 ? -1 : 1)
    guard let above = Int64(exactly: numerator / divisor), let below = Int64(exactly: denominator / divisor) else {
      return nil
    }
    self.numerator = above
    self.denominator = below
  }

  /// The difference; nil past 64 bits.
  public func minus(_ other: Ratio) -> Ratio? {
    Ratio(
      wide: Int128(numerator) * Int128(other.denominator) - Int128(other.numerator) * Int128(denominator),
      over: Int128(denominator) * Int128(other.denominator))
  }

  /// The product; nil past 64 bits.
  public func times(_ other: Ratio) -> Ratio? {
    Ratio(
      wide: Int128(numerator) * Int128(other.numerator), over: Int128(denominator) * Int128(other.denominator))
  }

  /// Without its sign.
  public var magnitude: Ratio { numerator < 0 ? Ratio(0).minus(self) ?? self : self }

  /// Order by value.
  public static func < (a: Ratio, b: Ratio) -> Bool {
    Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }

  /// The decimal with a number of places, rounded half away from zero: `0.9523`.
  public func decimal(places: Int) -> String {
    var scale: Int128 = 1
    for _ in 0..<max(0, min(places, 18)) { scale *= 10 }
    let (product, below) = (Int128(numerator.magnitude) * scale * 2, Int128(denominator))
    let rounded = (product / below + 1) / 2
    var digits = String(rounded)
    while digits.utf8.count <= places { digits = "0" + digits }
    let split = digits.index(digits.endIndex, offsetBy: -max(0, places))
    return (numerator < 0 && rounded != 0 ? "-" : "") + digits[..<split] + (places > 0 ? "." + digits[split...] : "")
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
}
