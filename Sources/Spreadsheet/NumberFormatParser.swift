/// Cuts a format code into tokens. Only here is known which letters make a date: quoted, escaped and bracketed ones do not.
struct NumberFormatParser {
  private var characters: [Character]
  private var position = 0
  private var section = NumberFormat.Section()
  private var sections: [NumberFormat.Section] = []

  /// The sections of a code; a format that is absurdly long counts as General.
  static func sections(of code: String) -> [NumberFormat.Section] {
    guard code.utf8.count <= 4_096, !code.isEmpty, !BuiltInFormats.isGeneral(code) else {
      return [NumberFormat.Section(tokens: [.general])]
    }
    var parser = NumberFormatParser(characters: Array(code))
    parser.parse()
    return parser.sections
  }

  private init(characters: [Character]) { self.characters = characters }

  private mutating func parse() {
    while position < characters.count {
      let character = characters[position]
      switch character {
      case ";": endSection()
      case "\"": quoted()
      case "\\", "!": literal(at: position + 1, width: 2)
      // A space as wide as the next character is one blank in text; a character that fills the column is nothing.
      case "_":
        add(" ")
        position += 2
      case "*": position += 2
      case "[": bracket()
      case "0", "#", "?": take(.digit(character.asciiValue ?? 0x30), 1)
      case ".": pointOrFraction()
      case ",": take(.comma, 1)
      case "%": take(.percent, 1)
      case "/": take(.slash, 1)
      case "@": take(.text, 1)
      case "E", "e": exponentOrEra()
      case "G", "g": general()
      case "A", "a": halfOrWeekday()
      case "上": chineseHalf()
      case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": dateLetter(character)
      case "b", "B": buddhistYear()
      default: literal(at: position, width: 1)
      }
    }
    endSection()
  }

  private mutating func endSection() {
    section.tokens = Self.withMinutes(section.tokens)
    section.isDate = section.tokens.contains(where: Self.isDateToken)
    section.isDuration = section.tokens.contains { if case .elapsed = $0 { true } else { false } }
    sections.append(section)
    section = NumberFormat.Section()
    position += 1
  }

  private mutating func take(_ token: NumberFormat.Token, _ width: Int) {
    section.tokens.append(token)
    position += width
  }

  private mutating func literal(at index: Int, width: Int) {
    if index < characters.count { add(String(characters[index])) }
    position += width
  }

  private mutating func add(_ text: String) {
    if case .literal(let before)? = section.tokens.last {
      section.tokens[section.tokens.count - 1] = .literal(before + text)
    } else {
      section.tokens.append(.literal(text))
    }
  }

  private mutating func quoted() {
    position += 1
    var text = ""
    while position < characters.count, characters[position] != "\"" {
      text.append(characters[position])
      position += 1
    }
    position += 1
    add(text)
  }

  private mutating func bracket() {
    guard let end = characters[position...].firstIndex(of: "]") else { return literal(at: position, width: 1) }
    let inside = String(characters[(position + 1)..<end])
    let lower = inside.lowercased()
    position = end + 1
    if let first = lower.utf8.first, lower.utf8.allSatisfy({ $0 == first }), "hms".utf8.contains(first) {
      section.tokens.append(.elapsed(first, lower.utf8.count))
    } else if lower.hasPrefix("dbnum"), let digit = lower.utf8.last, (0x31...0x33).contains(digit) {
      section.chineseDigits = Int(digit - 0x30)
    } else if inside.hasPrefix("$") {
      // [$¥-804]: the currency's sign stands before the dash.
      add(String(inside.dropFirst().prefix { $0 != "-" }))
      if let dash = lower.lastIndex(of: "$").flatMap({ lower[$0...].firstIndex(of: "-") }) {
        let tag = lower[lower.index(after: dash)...]
        section.country = Self.country(tag)
        section.namesFirstYear = tag.contains("gannen")
      }
    } else if let first = inside.first, "<>=".contains(first) {
      let comparison = String(inside.prefix { "<>=".contains($0) })
      let rest = inside.dropFirst(comparison.count)
      section.condition = Double(rest).map { NumberFormat.Condition(comparison: comparison, bound: $0) }
    }
  }

  // By its number of Windows, whose last four digits tell the language, or by its tag, which may say more: `ja-JP-x-gannen`.
  private static func country(_ tag: Substring) -> NumberFormat.Country {
    let words = tag.split { !$0.isLetter }
    switch (words.first, words.dropFirst().first) {
    case ("zh", "cn"), ("zh", "hans"): return .china
    // Hong Kong and Macau write these characters too, and have no era of their own.
    case ("zh", "hant"): return [nil, "tw"].contains(words.dropFirst(2).first) ? .taiwan : .none
    case ("zh", "tw"): return .taiwan
    case ("ja", _): return .japan
    case ("ko", _): return .korea
    default:
      switch UInt32(tag.prefix { $0 != "," }, radix: 16).map({ $0 & 0xffff }) {
      case 0x804: return .china
      case 0x404: return .taiwan
      case 0x411: return .japan
      case 0x412: return .korea
      default: return .none
      }
    }
  }

  private func run(of letter: Character) -> Int {
    var end = position
    while end < characters.count, characters[end].lowercased() == letter.lowercased() { end += 1 }
    return end - position
  }

  private mutating func dateLetter(_ letter: Character) {
    let count = run(of: letter)
    switch letter.lowercased() {
    case "y": take(.year(count), count)
    case "m": take(.month(count), count)
    case "d": take(.day(count), count)
    case "h": take(.hour(count), count)
    default: take(.second(count), count)
    }
  }

  // `ss.000`: the zeros after a second are its fraction.
  private mutating func pointOrFraction() {
    let zeros = characters[(position + 1)...].prefix { $0 == "0" }.count
    switch section.tokens.last {
    case .second where zeros > 0, .elapsed where zeros > 0: take(.fraction(zeros), zeros + 1)
    default: take(.point, 1)
    }
  }

  // `E+` is an exponent, and so is an `E` between places, as some writers leave the sign out; a lone `e` is the year in Chinese formats.
  private mutating func exponentOrEra() {
    let next = position + 1 < characters.count ? characters[position + 1] : " "
    if next == "+" || next == "-" {
      take(.exponent(showsPlus: next == "+"), 2)
    } else if section.tokens.last?.isDigit == true, "0#?".contains(next) {
      take(.exponent(showsPlus: false), 1)
    } else {
      let count = run(of: "e")
      take(.eraYear(count), count)
    }
  }

  private mutating func general() {
    let word = String(characters[position...].prefix(7)).lowercased()
    if word == "general" {
      take(.general, 7)
    } else if let local = ["g/通用格式", "g/標準", "g/표준"].first(where: word.hasPrefix) {
      // WPS and others write the word as their users see it.
      take(.general, local.count)
    } else {
      let count = run(of: "g")
      take(.era(count), count)
    }
  }

  private mutating func halfOrWeekday() {
    let rest = characters[position...]
    if String(rest.prefix(5)).lowercased() == "am/pm" { return take(.half("AM", "PM"), 5) }
    if String(rest.prefix(3)).lowercased() == "a/p" { return take(.half("A", "P"), 3) }
    let count = run(of: "a")
    if count >= 3 { take(.weekday(isLong: count > 3), count) } else { literal(at: position, width: 1) }
  }

  private mutating func chineseHalf() {
    if String(characters[position...].prefix(5)) == "上午/下午" {
      take(.half("上午", "下午"), 5)
    } else {
      literal(at: position, width: 1)
    }
  }

  private mutating func buddhistYear() {
    let count = run(of: "b")
    // `B1` and `B2` choose a calendar; only the first, the Gregorian, is known here.
    if count == 1, position + 1 < characters.count, "12".contains(characters[position + 1]) {
      position += 2
    } else {
      take(.buddhistYear(count), count)
    }
  }

  private static func isDateToken(_ token: NumberFormat.Token) -> Bool {
    switch token {
    case .year, .month, .day, .hour, .minute, .second, .elapsed, .half, .weekday, .eraYear, .buddhistYear: true
    default: false
    }
  }

  // `m` after an hour or before a second is a minute.
  private static func withMinutes(_ tokens: [NumberFormat.Token]) -> [NumberFormat.Token] {
    var tokens = tokens
    let times = tokens.indices.filter { isDateToken(tokens[$0]) }
    for (order, index) in times.enumerated() {
      guard case .month(let count) = tokens[index], count <= 2 else { continue }
      var isMinute = false
      if order > 0 {
        switch tokens[times[order - 1]] {
        case .hour, .elapsed(UInt8(ascii: "h"), _): isMinute = true
        default: break
        }
      }
      if order + 1 < times.count, case .second = tokens[times[order + 1]] { isMinute = true }
      if order + 1 < times.count, case .elapsed(UInt8(ascii: "s"), _) = tokens[times[order + 1]] { isMinute = true }
      if isMinute { tokens[index] = .minute(count) }
    }
    return tokens
  }
}

extension NumberFormat {
  /// The format that a code writes.
  init(_ code: String) { self.init(code: code, sections: NumberFormatParser.sections(of: code)) }
}
