/// Full-width ASCII to half-width; the many dashes and quotes to one each.
func foldedForm(_ character: Character) -> Character {
  let scalars = character.unicodeScalars
  guard let scalar = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex else {
    return character
  }
  switch scalar {
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
  case "\u{FF01}"..."\u{FF5E}": return UnicodeScalar(scalar.value - 0xFEE0).map(Character.init) ?? character
  default: return character
  }
}

/// A text without the brackets, quotes and spaces that names are written with or without.
func plain(_ text: some Sequence<Character>) -> String {
  String(text.lazy.map(foldedForm).filter { !isBracketOrQuote($0) })
}

/// The same of characters that are folded already.
func plainCharacters(_ folded: [Character]) -> [Character] { folded.filter { !isBracketOrQuote($0) } }

/// Whether a folded character is one that names are written with or without.
func isBracketOrQuote(_ character: Character) -> Bool {
  switch character.unicodeScalars.first {
  case "(", ")", "\"", "'", "[", "]", "<", ">", "《", "》", " ", "\t": true
  default: false
  }
}

/// A number for each character: comparing numbers is many times faster than comparing characters, and words are sought often.
func codes(_ text: some Sequence<Character>) -> [UInt32] { text.map { $0.unicodeScalars.first?.value ?? 0 } }
