/// A number in decimal digits, for writing it down: value = 0.d₁d₂d₃… × 10^point.
struct Digits: Equatable {
  var digits: [UInt8]
  var point: Int
  var isNegative: Bool

  /// The shortest digits that read back to the same double; none for zero.
  init(_ number: Double) {
    isNegative = number.sign == .minus
    digits = []
    point = 0
    var exponent = 0
    var beforePoint: Int?
    var isExponent = false
    var isExponentNegative = false
    for byte in abs(number).description.utf8 {
      switch byte {
      case UInt8(ascii: "."): beforePoint = digits.count
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "-"): isExponentNegative = true
      case 0x30...0x39 where isExponent: exponent = exponent * 10 + Int(byte - 0x30)
      case 0x30...0x39: digits.append(byte - 0x30)
      default: continue
      }
    }
    point = (beforePoint ?? digits.count) + (isExponentNegative ? -exponent : exponent)
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// Whether it is zero.
  var isZero: Bool { digits.isEmpty }

  /// Rounds half away from zero to so many digits, as Excel does with its fifteen.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      point = 0
      return
    }
    let isUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if isUp {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// Rounds to so many places after the point.
  mutating func round(toPlaces places: Int) { round(toDigits: point + places) }

  /// The digit that stands `place` places left of the point (0 is the ones, -1 the tenths).
  func digit(at place: Int) -> UInt8 {
    let index = point - 1 - place
    return digits.indices.contains(index) ? digits[index] : 0
  }

  /// Plain notation without sign.
  var plain: String {
    guard !digits.isEmpty else { return "0" }
    var text: [UInt8] = []
    if point <= 0 {
      text = [0x30, 0x2e] + [UInt8](repeating: 0x30, count: -point) + digits.map { $0 + 0x30 }
    } else {
      for index in 0..<max(point, digits.count) {
        if index == point { text.append(0x2e) }
        text.append(index < digits.count ? digits[index] + 0x30 : 0x30)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Scientific notation without sign: `1.5e+20`, at least two digits of exponent.
  func scientific(_ mark: String) -> String {
    let exponent = digits.isEmpty ? 0 : point - 1
    var mantissa = digits.map { $0 + 0x30 }
    if mantissa.isEmpty { mantissa = [0x30] }
    if mantissa.count > 1 { mantissa.insert(0x2e, at: 1) }
    let size = abs(exponent)
    return String(decoding: mantissa, as: UTF8.self) + mark + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "")
      + String(size)
  }
}

/// The shortest decimal that reads back to the same double: plain from 1e-5 to below 1e16, else like `1.5e+20`; whole numbers without `.0`.
public func shortestDecimal(_ number: Double) -> String {
  let size = abs(number)
  if size < 1e15, number == number.rounded(.towardZero), number != 0 { return String(Int(number)) }
  guard number.isFinite else { return number.description }
  let digits = Digits(number)
  let isPlain = digits.isZero || (size >= 1e-5 && size < 1e16)
  return (digits.isNegative && !digits.isZero ? "-" : "") + (isPlain ? digits.plain : digits.scientific("e"))
}
