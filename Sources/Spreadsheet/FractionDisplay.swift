extension NumberFormat.Section {
  /// A number as a fraction: the nearest with a denominator of as many digits as there are places (`# ??/??`), or with a fixed one (`# ?/8`).
  func fractionText(_ number: Double) -> String {
    guard number < 1e12, let slash = tokens.firstIndex(of: .slash), slash > 0, tokens[slash - 1].isDigit else {
      return generalText(number)
    }
    let top = places(before: slash)
    var end = slash + 1
    var written = ""
    while end < tokens.count, let text = denominatorText(tokens[end]) {
      written += text
      end += 1
    }
    // No denominator of more digits is a fraction that anybody reads, and numbers have no room for it.
    let isFixed = written.contains { ("1"..."9").contains($0) }
    if written.isEmpty || isFixed && written.utf8.count > 6 { return generalText(number) }
    let fixed = Int(written) ?? 0
    let bottom = (slash + 1)..<end
    let whole = tokens[..<top.lowerBound].contains(where: \.isDigit)
    let integer = whole ? number.rounded(.down) : 0
    let limit = [9, 9, 99, 999, 9_999, 99_999][min(bottom.count, 5)]
    var (numerator, denominator) = nearestFraction(number - integer, limit: limit, fixed: fixed)
    var rest = Int(integer)
    if whole, numerator == denominator { (rest, numerator) = (rest + 1, 0) }

    var result = ""
    var isFirst = true
    for token in tokens[..<top.lowerBound] {
      switch token {
      case .literal(let text): result += text
      case .digit(let kind) where isFirst:
        isFirst = false
        // Nothing at all would be shown of zero.
        if rest > 0 || kind == UInt8(ascii: "0") || numerator == 0 {
          result += String(rest)
        } else if kind == UInt8(ascii: "?") {
          result += " "
        }
      default: continue
      }
    }
    if whole, numerator == 0 {
      // Blanks hold the places of a fraction of nothing.
      let width = top.count + 1 + (fixed > 0 ? written.utf8.count : bottom.count)
      if tokens[top.lowerBound] == .digit(UInt8(ascii: "?")) { result += String(repeating: " ", count: width) }
    } else {
      result += filled(numerator, top, isLeading: true) + "/"
      result += fixed > 0 ? written : filled(denominator, bottom, isLeading: false)
    }
    return result + tokens[end...].map { if case .literal(let text) = $0 { text } else { "" } }.joined()
  }

  // The run of places that ends at an index.
  private func places(before end: Int) -> Range<Int> {
    var start = end
    while start > 0, tokens[start - 1].isDigit { start -= 1 }
    return start..<end
  }

  private func denominatorText(_ token: NumberFormat.Token) -> String? {
    switch token {
    case .digit(let kind): String(UnicodeScalar(kind))
    case .literal(let text) where !text.isEmpty && text.allSatisfy({ $0.isASCII && $0.isNumber }): text
    default: nil
    }
  }

  private func filled(_ value: Int, _ places: Range<Int>, isLeading: Bool) -> String {
    let text = String(value)
    let kind = tokens[places.lowerBound]
    let count = max(0, places.count - text.utf8.count)
    switch kind {
    case .digit(UInt8(ascii: "?")):
      return isLeading ? String(repeating: " ", count: count) + text : text + String(repeating: " ", count: count)
    case .digit(UInt8(ascii: "0")): return String(repeating: "0", count: count) + text
    default: return text
    }
  }
}

/// The nearest fraction with a denominator up to a limit, or with a fixed one.
func nearestFraction(_ number: Double, limit: Int, fixed: Int) -> (Int, Int) {
  if fixed > 0 { return (Int((number * Double(fixed)).rounded()), fixed) }
  var best = (Int(number.rounded()), 1)
  var error = abs(number - Double(best.0))
  // Only the fractions on the way of the continued one can be nearer than all with smaller denominators, and in each of its
  // steps the last that the limit allows is the nearest.
  var before = (top: 1, bottom: 0)
  var last = (top: Int(number.rounded(.down)), bottom: 1)
  var (whole, rest) = (1.0, number - number.rounded(.down))
  while rest > 0 {
    let left = whole.truncatingRemainder(dividingBy: rest)
    let quotient = ((whole - left) / rest).rounded()
    let room = (limit - before.bottom) / last.bottom
    let count = quotient < Double(room) ? Int(quotient) : room
    let next = (top: before.top + count * last.top, bottom: before.bottom + count * last.bottom)
    if count > 0 {
      let distance = abs(number - Double(next.top) / Double(next.bottom))
      if distance < error - 1e-12 { (best, error) = ((next.top, next.bottom), distance) }
    }
    if count == room { break }
    (before, last) = (last, next)
    (whole, rest) = (rest, left)
  }
  return best
}
