import Domain

/// Digits in texts as people write them: full-width or not, with blanks, hyphens or an apostrophe among them.
enum DigitSearch {
  /// A run of digits of a text, with the places of its characters.
  struct Run {
    var places: [Int] = []
    var digits: [Character] = []

    /// Whether the run has the form of an ID number.
    var isID: Bool { WrittenNumbers.isID(digits.compactMap(\.asciiValue)) }
  }

  /// The runs of a text. Blanks and hyphens set no digits apart where wanted; X counts as the check character that it may be.
  static func runs(_ characters: [Character], joining: Bool) -> [Run] {
    var runs: [Run] = []
    var run = Run()
    for (place, character) in characters.enumerated() {
      if let digit = folded(character) {
        run.places.append(place)
        run.digits.append(digit)
      } else if !joining || !isSeparator(character) {
        if !run.digits.isEmpty { runs.append(run) }
        run = Run()
      }
    }
    if !run.digits.isEmpty { runs.append(run) }
    return runs
  }

  /// The text with digits put in the place of others, wherever they stand and however they are written; nil where they do not.
  static func replaced(_ text: String, _ old: [Character], by new: [Character]) -> String? {
    guard text.utf8.count >= old.count, text.utf8.contains(where: { $0 == 0xEF || (48...57).contains($0) }) else {
      return nil
    }
    var characters = Array(text)
    var isFound = false
    for run in runs(characters, joining: true) where run.digits.count >= old.count {
      var start = 0
      while start + old.count <= run.digits.count {
        guard run.digits[start..<start + old.count].elementsEqual(old) else {
          start += 1
          continue
        }
        for offset in old.indices {
          let place = run.places[start + offset]
          characters[place] = like(characters[place], new[offset])
        }
        isFound = true
        start += old.count
      }
    }
    return isFound ? String(characters) : nil
  }

  /// A digit as it is compared; nil for what is none.
  private static func folded(_ character: Character) -> Character? {
    switch character {
    case "0"..."9", "X": return character
    case "x", "ｘ", "Ｘ": return "X"
    default:
      guard let value = character.unicodeScalars.first?.value, character.unicodeScalars.count == 1,
        (0xFF10...0xFF19).contains(value)
      else { return nil }
      return Character(UnicodeScalar(UInt8(value - 0xFF10 + 48)))
    }
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character.isWhitespace || "-－—'’\u{200B}\u{FEFF}".contains(character)
  }

  /// A digit in the width and case of the one that it takes the place of.
  private static func like(_ old: Character, _ new: Character) -> Character {
    if old == "x", new == "X" { return "x" }
    guard let value = old.unicodeScalars.first?.value, value >= 0xFF10, let digit = new.asciiValue else { return new }
    if new == "X" { return old == "ｘ" ? "ｘ" : "Ｘ" }
    return Character(UnicodeScalar(0xFF10 + UInt32(digit) - 48) ?? "0")
  }
}
