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
    // A number below zero keeps its sign even where rounding leaves -0.00.
    return needsSign && !text.isEmpty ? "-" + text : text
  }

  // The section for a number, the number as that section shows it, and whether a minus must be added.
  private func choose(_ number: Double) -> (Section, Double, Bool) {
    let numeric = sections.filter { !($0.tokens.contains(.text) && sections.count > 1) }
    guard let first = numeric.first else { return (NumberFormat.general.sections[0], abs(number), number < 0) }
    if numeric.contains(where: { $0.condition != nil }) {
      let index = numeric.firstIndex { $0.condition?.holds(number) ?? true } ?? numeric.startIndex
      return (numeric[index], abs(number), number < 0 && Self.takesMoreThanNegatives(numeric[...index]))
    }
    if number < 0, numeric.count > 1 { return (numeric[1], abs(number), false) }
    if number == 0, numeric.count > 2 { return (numeric[2], 0, false) }
    return (first, abs(number), number < 0)
  }

  // A section that only numbers below zero come to is trusted to mark them; `[>=1000]0,"K";0` would show -7 as 7.
  private static func takesMoreThanNegatives(_ sections: ArraySlice<Section>) -> Bool {
    let bounds = sections.compactMap { $0.condition?.bound }
    let trials = [0, .greatestFiniteMagnitude] + bounds.flatMap { [$0, $0.nextUp, $0.nextDown] }
    return trials.contains { trial in
      trial >= 0 && sections.last?.condition?.holds(trial) ?? true
        && !sections.dropLast().contains { $0.condition?.holds(trial) ?? true }
    }
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
    guard let lastPlace = tokens.lastIndex(where: \.isDigit) else {
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
    return fixedText(digits, tokens[...])
  }

  // Every place takes its digit; the first one takes all digits that have no place of their own. Of places without a digit
  // `0` shows a zero, `?` a blank as wide, `#` nothing.
  private func fixedText(_ number: Digits, _ tokens: ArraySlice<NumberFormat.Token>) -> String {
    let point = tokens.firstIndex(of: .point) ?? tokens.endIndex
    let wholePlaces = tokens[..<point].count(where: \.isDigit)
    var digits = number
    digits.round(toPlaces: tokens[point...].count(where: \.isDigit))
    let grouped = groupsThousands(tokens[..<point])
    var result = ""
    var place = wholePlaces
    var hasWhole = false
    func show(_ place: Int, _ kind: UInt8) {
      // Behind a zero too `#` shows no digit that the number does not have, but where thousands are set apart.
      let isShown =
        place < digits.point || kind == UInt8(ascii: "0") || hasWhole && (grouped || kind != UInt8(ascii: "#"))
      hasWhole = hasWhole || isShown
      if isShown { result += numeral(digits.digit(at: place)) } else if kind == UInt8(ascii: "?") { result += " " }
      guard grouped, place > 0, place % 3 == 0 else { return }
      if isShown { result += "," } else if kind == UInt8(ascii: "?") { result += " " }
    }
    for index in tokens.indices {
      switch tokens[index] {
      case .literal(let text): result += text
      case .percent: result += "%"
      case .slash: result += "/"
      case .point where index == point:
        if wholePlaces == 0 { for place in stride(from: digits.point - 1, through: 0, by: -1) { show(place, 0x23) } }
        result += "."
        place = 0
      case .point: result += "."
      case .digit(let kind) where index < point:
        let highest = place == wholePlaces ? max(digits.point, place) - 1 : place - 1
        for position in stride(from: highest, through: place - 1, by: -1) { show(position, kind) }
        place -= 1
      case .digit(let kind):
        place -= 1
        if digits.digits.count - digits.point >= -place || kind == UInt8(ascii: "0") {
          result += numeral(digits.digit(at: place))
        } else if kind == UInt8(ascii: "?") {
          result += " "
        }
      default: continue
      }
    }
    return result
  }

  // A comma between two places groups by thousands.
  private func groupsThousands(_ whole: ArraySlice<NumberFormat.Token>) -> Bool {
    guard let first = whole.firstIndex(where: \.isDigit), let last = whole.lastIndex(where: \.isDigit) else {
      return false
    }
    return whole[first...last].contains(.comma)
  }

  func numeral(_ digit: UInt8) -> String {
    switch chineseDigits {
    case 1: String(Array("〇一二三四五六七八九")[Int(digit)])
    case 2: String(Array("零壹贰叁肆伍陆柒捌玖")[Int(digit)])
    case 3: String(Array("０１２３４５６７８９")[Int(digit)])
    default: String(digit)
    }
  }

  private func scientificText(_ number: Digits, mark: Int) -> String {
    let point = tokens[..<mark].firstIndex(of: .point) ?? mark
    let wholePlaces = max(1, tokens[..<point].count(where: \.isDigit))
    let fractionPlaces = tokens[point..<mark].count(where: \.isDigit)
    var digits = number
    var exponent = digits.isZero ? 0 : digits.point - 1
    if wholePlaces > 1 { exponent -= ((exponent % wholePlaces) + wholePlaces) % wholePlaces }
    if !digits.isZero { digits.point -= exponent }
    digits.round(toPlaces: fractionPlaces)
    if digits.point > wholePlaces {
      exponent += wholePlaces
      digits.point -= wholePlaces
    }
    var showsPlus = true
    if case .exponent(let shows) = tokens[mark] { showsPlus = shows }
    let places = max(1, tokens[mark...].count(where: \.isDigit))
    let power = (exponent < 0 ? "-" : showsPlus ? "+" : "") + padded(abs(exponent), places)
    let rest = tokens[mark...].map { if case .literal(let text) = $0 { text } else { "" } }.joined()
    return fixedText(digits, tokens[..<mark]) + "E" + power + rest
  }
}
