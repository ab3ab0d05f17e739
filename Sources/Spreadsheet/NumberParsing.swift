import Glibc

/// The double that a decimal text means, spaces around it allowed; nil if the text is no number. Correctly rounded.
func parsedNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  var position = 0
  var end = text.count
  while position < end, isSpace(text[position]) { position += 1 }
  while end > position, isSpace(text[end - 1]) { end -= 1 }
  let start = position
  guard position < end else { return nil }
  let isNegative = text[position] == UInt8(ascii: "-")
  if isNegative || text[position] == UInt8(ascii: "+") { position += 1 }

  var mantissa: UInt64 = 0
  var digits = 0
  var exponent = 0
  var hasDigit = false
  var hasPoint = false
  while position < end {
    let byte = text[position]
    if byte >= 0x30, byte <= 0x39 {
      hasDigit = true
      if digits > 0 || byte != 0x30 { digits += 1 }
      if digits <= 19 { mantissa = mantissa &* 10 &+ UInt64(byte - 0x30) }
      if hasPoint { exponent -= 1 }
    } else if byte == UInt8(ascii: "."), !hasPoint {
      hasPoint = true
    } else {
      break
    }
    position += 1
  }
  guard hasDigit else { return nil }
  if position < end {
    guard text[position] | 0x20 == UInt8(ascii: "e"), position + 1 < end else { return nil }
    position += 1
    let isDown = text[position] == UInt8(ascii: "-")
    if isDown || text[position] == UInt8(ascii: "+") { position += 1 }
    guard position < end else { return nil }
    var power = 0
    while position < end {
      guard text[position] >= 0x30, text[position] <= 0x39 else { return nil }
      if power < 100_000 { power = power * 10 + Int(text[position] - 0x30) }
      position += 1
    }
    exponent += isDown ? -power : power
  }
  // A mantissa below 2^53 and a power of ten up to 22 are both exact, so that one rounding gives the right double.
  if digits <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
    let magnitude = exponent < 0 ? Double(mantissa) / exactPowers[-exponent] : Double(mantissa) * exactPowers[exponent]
    return isNegative ? -magnitude : magnitude
  }
  return slowNumber(UnsafeBufferPointer(rebasing: text[start..<end]))
}

private func slowNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy -> Double? in
    for index in 0..<text.count { copy[index] = CChar(bitPattern: text[index]) }
    copy[text.count] = 0
    guard let start = copy.baseAddress else { return nil }
    let value = strtod(start, nil)
    return value.isFinite ? value : nil
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

private let exactPowers: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
