extension NumberFormat {
  /// A text in this format: the fourth section, or one with `@`, may add to it.
  func display(text: String) -> String {
    guard let section = sections.count >= 4 ? sections[3] : sections.last(where: { $0.tokens.contains(.text) }) else {
      return text
    }
    var result = ""
    for token in section.tokens {
      switch token {
      case .text: result += text
      case .literal(let literal): result += literal
      case .general: result += text
      default: continue
      }
    }
    return result
  }

  /// A number in this format.
  func display(_ number: Double, is1904: Bool) -> String {
    let (section, value, needsSign) = choose(number)
    if section.isDate { return section.display(date: number, is1904: is1904) ?? generalText(number) }
    let text = section.display(value)
    return needsSign && text.utf8.contains(where: { $0 != 0x30 && $0 != 0x2e && $0 != 0x2c }) ? "-" + text : text
  }

  // The section for a number, the number as that section shows it, and whether a minus must be added.
  private func choose(_ number: Double) -> (Section, Double, Bool) {
    let numeric = sections.filter { !($0.tokens.contains(.text) && sections.count > 1) }
    guard let first = numeric.first else { return (NumberFormat.general.sections[0], abs(number), number < 0) }
    if numeric.contains(where: { $0.condition != nil }) {
      for section in numeric {
        if let condition = section.condition {
          if condition.holds(number) { return (section, abs(number), number < 0 && condition.bound > 0) }
        } else if section.tokens.isEmpty == false || section.condition == nil {
          return (section, abs(number), number < 0 && numeric.count < 3)
        }
      }
      return (first, abs(number), number < 0)
    }
    if number < 0, numeric.count > 1 { return (numeric[1], abs(number), false) }
    if number == 0, numeric.count > 2 { return (numeric[2], 0, false) }
    return (first, abs(number), number < 0)
  }
}

extension NumberFormat.Section {
  /// A number at or above zero in this section.
  func display(_ number: Double) -> String {
    if tokens.contains(.general) || tokens.contains(.text) {
      return tokens.map { token -> String in
        switch token {
        case .literal(let text): text
        case .general, .text:
          chineseDigits > 0 ? chineseNumber(number, formal: chineseDigits == 2) : generalText(number)
        default: ""
        }
      }.joined()
    }
    if hasFraction { return fractionText(number) }
    var digits = Digits(number)
    digits.round(toDigits: 15)
    let places = tokens.map { if case .digit = $0 { true } else { false } }
    guard let firstPlace = places.firstIndex(of: true), let lastPlace = places.lastIndex(of: true) else {
      return tokens.map { token -> String in
        switch token {
        case .literal(let text): text
        case .percent: "%"
        default: ""
        }
      }.joined()
    }
    if !digits.isZero {
      digits.point += 2 * tokens.count { $0 == .percent }
      digits.point -= 3 * tokens[lastPlace...].prefix { $0 != .percent }.count { $0 == .comma }
      // Commas before the point scale as well when no digit follows them there.
      if let point = tokens.firstIndex(of: .point), point < lastPlace {
        digits.point -= 3 * tokens[..<point].reversed().prefix { $0 == .comma }.count
      }
    }
    if let mark = tokens.firstIndex(where: { if case .exponent = $0 { true } else { false } }) {
      return scientificText(digits, mark: mark)
    }
    return fixedText(digits, firstPlace: firstPlace)
  }

  private func fixedText(_ number: Digits, firstPlace: Int) -> String {
    let point = tokens.firstIndex(of: .point) ?? tokens.count
    let wholePlaces = tokens[..<point].count { if case .digit = $0 { true } else { false } }
    let fractionPlaces = tokens[point...].count { if case .digit = $0 { true } else { false } }
    var digits = number
    digits.round(toPlaces: fractionPlaces)
    // A comma between two digits groups by thousands.
    let isGrouped = tokens[..<point].indices.contains { index in
      tokens[index] == .comma && index > firstPlace
        && tokens[(index + 1)..<point].contains { if case .digit = $0 { true } else { false } }
    }
    var result = ""
    var remaining = wholePlaces
    var place = 0
    var hasStarted = false
    var pendingFraction = ""
    for (index, token) in tokens.enumerated() {
      switch token {
      case .literal(let text): result += text
      case .percent: result += "%"
      case .point:
        place = -1
        result += "."
      case .digit(let kind) where index < point:
        remaining -= 1
        if !hasStarted, digits.point > remaining {
          // The first place takes all digits that have no place of their own.
          let highest = remaining == wholePlaces - 1 || !hasStarted ? max(digits.point - 1, remaining) : remaining
          for position in stride(from: highest, through: remaining, by: -1) {
            result += String(digits.digit(at: position))
            if isGrouped, position > 0, position % 3 == 0 { result += "," }
          }
          hasStarted = true
        } else if hasStarted || kind == UInt8(ascii: "0") {
          hasStarted = true
          result += String(digits.digit(at: remaining))
          if isGrouped, remaining > 0, remaining % 3 == 0 { result += "," }
        }
      case .digit(let kind):
        let digit = digits.digit(at: place)
        let hasMore = digits.digits.count - digits.point > -place - 1
        if hasMore || kind == UInt8(ascii: "0") {
          result += pendingFraction + String(digit)
          pendingFraction = ""
        }
        place -= 1
      default: continue
      }
    }
    return result
  }

  private func scientificText(_ number: Digits, mark: Int) -> String {
    let point = tokens[..<mark].firstIndex(of: .point) ?? mark
    let wholePlaces = max(1, tokens[..<point].count { if case .digit = $0 { true } else { false } })
    let fractionPlaces = tokens[point..<mark].count { if case .digit = $0 { true } else { false } }
    let exponentPlaces = max(1, tokens[mark...].count { if case .digit = $0 { true } else { false } })
    var digits = number
    var exponent = digits.isZero ? 0 : digits.point - 1
    if wholePlaces > 1 { exponent -= ((exponent % wholePlaces) + wholePlaces) % wholePlaces }
    digits.point -= exponent
    digits.round(toPlaces: fractionPlaces)
    if digits.point > wholePlaces {
      exponent += wholePlaces
      digits.point -= wholePlaces
    }
    var result = ""
    for position in stride(from: max(digits.point, 1) - 1, through: 0, by: -1) {
      result += String(digits.digit(at: position))
    }
    if fractionPlaces > 0 {
      result += "."
      for place in 1...fractionPlaces { result += String(digits.digit(at: -place)) }
    }
    var showsPlus = true
    if case .exponent(let shows) = tokens[mark] { showsPlus = shows }
    let sign = exponent < 0 ? "-" : showsPlus ? "+" : ""
    let prefix = tokens.prefix { if case .literal = $0 { true } else { false } }
    let lead = prefix.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
    return lead + result + "E" + sign + padded(abs(exponent), exponentPlaces)
  }

  // `# ?/?`: the nearest fraction with a denominator of that many digits, or a fixed one (`?/8`).
  private func fractionText(_ number: Double) -> String {
    guard let slash = tokens.firstIndex(of: .slash) else { return generalText(number) }
    let after = tokens[(slash + 1)...]
    var fixed = 0
    if case .literal(let text)? = after.first, let value = Int(text.prefix { $0.isNumber }) { fixed = value }
    let width = after.count { if case .digit = $0 { true } else { false } }
    let places = tokens[..<slash].count { if case .digit = $0 { true } else { false } }
    let hasWhole =
      tokens[..<slash].contains { if case .literal(let text) = $0 { text.contains(" ") } else { false } } && places > 1
    guard number < 1e12 else { return generalText(number) }
    let whole = hasWhole ? number.rounded(.down) : 0
    let (top, bottom) = nearestFraction(number - whole, limit: width > 3 ? 9999 : [9, 9, 99, 999][width], fixed: fixed)
    if hasWhole, top == 0 { return String(Int(whole)) }
    if hasWhole, top == bottom { return String(Int(whole) + 1) }
    return (hasWhole && whole > 0 ? "\(Int(whole)) " : "") + "\(top)/\(bottom)"
  }
}

private func nearestFraction(_ number: Double, limit: Int, fixed: Int) -> (Int, Int) {
  if fixed > 0 { return (Int((number * Double(fixed)).rounded()), fixed) }
  var best = (Int(number.rounded()), 1)
  var error = abs(number - Double(best.0))
  for bottom in 2...max(2, limit) {
    let top = Int((number * Double(bottom)).rounded())
    let distance = abs(number - Double(top) / Double(bottom))
    if distance < error - 1e-12 { (best, error) = ((top, bottom), distance) }
  }
  return best
}

/// A number in the General format: at most eleven characters, as a column of ordinary width shows it.
func generalText(_ number: Double) -> String {
  guard number.isFinite else { return number.description }
  var digits = Digits(number)
  digits.round(toDigits: 15)
  let sign = digits.isNegative && !digits.isZero ? "-" : ""
  let exponent = digits.point - 1
  if digits.isZero { return "0" }
  if exponent >= -5, exponent <= 10 {
    var fixed = digits
    fixed.round(toPlaces: exponent >= 0 ? max(0, 9 - exponent) : 9)
    // Below 0.0001 plain digits only where none is lost.
    if exponent >= -4 || fixed.digits == digits.digits { return sign + fixed.plain }
  }
  if exponent < -5, exponent >= -9, digits.digits.count - digits.point <= 9 { return sign + digits.plain }
  digits.round(toDigits: 6)
  return sign + digits.scientific("E")
}
