/// Masking of what stands in outputs.
public enum Mask {
  /// The first character of a name and a star for each other.
  public static func name(_ name: String) -> String {
    // Nearly all names are ideographs of three bytes, one character each.
    let bytes = name.utf8
    if !bytes.isEmpty, bytes.count <= 120, bytes.count % 3 == 0,
      bytes.allSatisfy({ (0x80...0xBF).contains($0) || (0xE4...0xE9).contains($0) })
    {
      return String(name.unicodeScalars.prefix(1)) + stars.prefix(bytes.count / 3 - 1)
    }
    guard let first = name.first else { return "" }
    return String(first) + String(repeating: "*", count: name.count - 1)
  }

  private static let stars = String(repeating: "*", count: 40)

  /// A text in which every run of 7 or more digits keeps its first 3 and last 1 and has stars between: no ID, account or phone stays whole.
  public static func numbers(in text: String) -> String { masked(persons(in: text)) { $0.count >= 7 } }

  /// The same of a text that should be one number, where people set blanks, hyphens and apostrophes among its digits.
  public static func number(_ text: String) -> String {
    let digits = text.filter(isDigit).count
    guard digits >= 7 else { return text }
    let count = digits + (digits >= 14 && text.contains { "xXＸｘ".contains($0) } ? 1 : 0)
    var seen = 0
    return String(
      text.map { character in
        guard isDigit(character) || (seen >= 14 && "xXＸｘ".contains(character)) else { return character }
        seen += 1
        return seen <= 3 || seen == count ? character : "*"
      })
  }

  private static func isDigit(_ character: Character) -> Bool { "0123456789０１２３４５６７８９".contains(character) }

  /// The same of what has the form of an ID number, an account or a mobile phone alone, however its digits are set apart: the dates,
  /// serials and codes of villages that people name files by stay.
  public static func persons(in text: String) -> String {
    var text = text
    guard text.withUTF8({ mayHidePerson($0) }) else { return text }
    var characters = Array(text)
    let places = WrittenNumbers(characters).personal
    guard !places.isEmpty else { return text }
    for number in places {
      for (offset, place) in number.enumerated() where offset >= 3 && offset < number.count - 1 {
        characters[place] = "*"
      }
    }
    return String(characters)
  }

  /// The same of the texts of a JSON document: its numbers are no one's.
  public static func persons(inJSON text: String) -> String {
    var text = text
    guard text.withUTF8({ mayHidePerson($0) }) else { return text }
    var (out, literal, isText, isEscaped) = ("", "", false, false)
    for character in text {
      if character == "\"", !isEscaped {
        out += isText ? persons(in: literal) : literal
        literal = ""
        isText.toggle()
        out.append(character)
      } else {
        literal.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return out + literal
  }

  /// Whether bytes have eleven digits with nothing but what people set among them, which a person's number takes: tables are written by
  /// the million, and nearly all that they hold is told by this.
  public static func mayHidePerson(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var (digits, gap, position) = (0, 0, 0)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case 0x30...0x39: (digits, gap) = (digits + 1, 0)
      case 0xEF
      where position + 1 < bytes.count && bytes[position] == 0xBC && (0x90...0x99).contains(bytes[position + 1]):
        (digits, gap) = (digits + 1, 0)
        position += 2
      // Blanks and hyphens of all kinds, and the bytes that go on with them.
      case 0x09...0x0D, 0x20, 0x27, 0x2D, 0x2E, 0x2F, 0x5C, 0x5F, 0x6E, 0x72, 0x74, 0x80...0xBF, 0xC2, 0xE2, 0xE3, 0xEF:
        gap += 1
      default: digits = 0
      }
      if digits >= 11 { return true }
      if gap > 12 { digits = 0 }
    }
    return false
  }

  private static func masked(_ text: String, where isPersonal: ([Character]) -> Bool) -> String {
    guard mayHideNumber(text) else { return text }
    var out = ""
    var run: [Character] = []
    func flush() {
      if isPersonal(run) {
        out += String(run.prefix(3)) + String(repeating: "*", count: run.count - 4) + String(run.suffix(1))
      } else {
        out += String(run)
      }
      run.removeAll(keepingCapacity: true)
    }
    for character in text {
      // A full-width digit is a digit too; a Chinese numeral is a word.
      if isDigit(character) || (run.count >= 14 && "xXＸｘ".contains(character)) {
        run.append(character)
      } else {
        flush()
        out.append(character)
      }
    }
    flush()
    return out
  }

  private static func mayHideNumber(_ text: String) -> Bool {
    var run = 0
    for byte in text.utf8 {
      if byte == 0xEF { return true }
      run = (48...57).contains(byte) ? run + 1 : 0
      if run >= 7 { return true }
    }
    return false
  }
}
