/// How far away from a figure a text stands, from near to far; and how strongly a character parts a text.
enum TextLevel: Int, Comparable, CaseIterable {
  case near, phrase, clause, sentence, paragraph, heading
  static func < (a: TextLevel, b: TextLevel) -> Bool { a.rawValue < b.rawValue }
}
