/// Full-width ASCII to half-width; the many dashes and quotes to one each.
func foldedForm(_ character: Character) -> Character {
  switch character {
  case "“", "”", "「", "」", "『", "』", "＂": return "\""
  case "‘", "’": return "'"
  case "〔", "【", "［": return "["
  case "〕", "】", "］": return "]"
  case "—", "–", "－", "―", "～", "~", "−", "‐", "─": return "-"
  case "\u{3000}", "\u{A0}", "\u{2003}", "\u{2002}": return " "
  case "．": return "."
  case "•", "・", "∙": return "·"
  case "｡": return "。"
  case "╱": return "/"
  case "│": return "|"
  default: break
  }
  guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
    (0xFF01...0xFF5E).contains(scalar.value), let plain = UnicodeScalar(scalar.value - 0xFEE0)
  else { return character }
  return Character(plain)
}

/// A text without the brackets, quotes and spaces that names are written with or without.
func plain(_ text: some Sequence<Character>) -> String {
  String(text.lazy.map(foldedForm).filter { !"()\"'[]<>《》 \t".contains($0) })
}

/// A number for each character: comparing numbers is many times faster than comparing characters, and words are sought often.
func codes(_ text: [Character]) -> [UInt32] { text.map { $0.unicodeScalars.first?.value ?? 0 } }
