/// An exact fraction in lowest terms. Arithmetic that leaves Int64 throws instead of wrapping: a wrong figure would look like a right one.
struct Fraction: Hashable, Comparable, Sendable {
  let numerator: Int64
  /// Always positive.
  let denominator: Int64

  init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  init(_ numerator: Int64, over denominator: Int64) throws(ArithmeticError) {
    try self.init(wide: Int128(numerator), over: Int128(denominator))
  }

  private init(wide numerator: Int128, over denominator: Int128) throws(ArithmeticError) {
    guard denominator != 0 else { throw .divisionByZero }
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(max(a, 1)) * (denominator < 0 ? -1 : 1)
    guard let top = Int64(exactly: numerator / divisor), let bottom = Int64(exactly: denominator / divisor) else {
      throw .overflow
    }
    self.numerator = top
    self.denominator = bottom
  }

  static func < (a: Fraction, b: Fraction) -> Bool {
    Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }

  func plus(_ other: Fraction) throws(ArithmeticError) -> Fraction {
    let (left, right) = (Int128(numerator) * Int128(other.denominator), Int128(other.numerator) * Int128(denominator))
    return try Fraction(wide: left + right, over: Int128(denominator) * Int128(other.denominator))
  }

  func minus(_ other: Fraction) throws(ArithmeticError) -> Fraction { try plus(other.times(Fraction(-1))) }

  func times(_ other: Fraction) throws(ArithmeticError) -> Fraction {
    try Fraction(
      wide: Int128(numerator) * Int128(other.numerator), over: Int128(denominator) * Int128(other.denominator))
  }

  func divided(by other: Fraction) throws(ArithmeticError) -> Fraction {
    try Fraction(
      wide: Int128(numerator) * Int128(other.denominator), over: Int128(denominator) * Int128(other.numerator))
  }

  var magnitude: Fraction { numerator < 0 ? (try? times(Fraction(-1))) ?? self : self }

  /// The whole number that it is, or nil.
  var whole: Int64? { denominator == 1 ? numerator : nil }

  /// Rounded half away from zero to a number of places: `0.9520`.
  func decimal(places: Int) -> String {
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int128(numerator.magnitude) * scale
    let rounded = (scaled * 2 + Int128(denominator)) / (Int128(denominator) * 2)
    var digits = String(rounded)
    while digits.utf8.count <= places { digits = "0" + digits }
    let split = digits.index(digits.endIndex, offsetBy: -places)
    let sign = numerator < 0 && rounded != 0 ? "-" : ""
    return sign + digits[..<split] + (places > 0 ? "." + digits[split...] : "")
  }

  /// As few places as are needed, at most six: `12`, `0.5`.
  var shortest: String {
    if let whole { return String(whole) }
    var text = decimal(places: 6)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}

/// Why a formula has no value although all its figures are there.
enum ArithmeticError: Error { case overflow, divisionByZero }
