/// How forms number their columns, below the header: 1, 2, (6)=(4)-(5), ①, A, 甲.
enum ColumnNumbers {
  /// What stands where a form's columns of words are numbered: 栏次 │ 甲 │ 乙 │ 1 │ 2.
  static let letters: Set<String> = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "栏次", "行次"]

  /// Whether a text numbers a column otherwise than by figures alone.
  static func isOne(_ text: String) -> Bool {
    let squeezed = Text.squeezed(text)
    if isCalledColumn(squeezed) { return true }
    guard !squeezed.isEmpty, squeezed.count <= 16, squeezed.allSatisfy(isPart) else { return false }
    // A, B, C and F=D-E number columns as 1, 2, 3 and (6)=(4)-(5) do.
    return squeezed.contains("(") || squeezed.contains("=") || squeezed.unicodeScalars.first.map(isRinged) ?? false
      || squeezed.count == 1 && squeezed.first?.isLetter == true
  }

  /// 栏1, 2栏, 第3列 or Ⅳ.
  private static func isCalledColumn(_ words: String) -> Bool {
    guard words.utf8.count <= 12, let first = words.unicodeScalars.first else { return false }
    if ("Ⅰ"..."Ⅻ").contains(first) { return words.unicodeScalars.count == 1 }
    guard Text.has(words, anyOf: "栏列") else { return false }
    let number = words.filter { !"第栏列".contains($0) }
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber } && words.count - number.count <= 2
  }

  /// Whether a character may stand in a column's number or formula.
  static func isPart(_ character: Character) -> Bool {
    // Signs are compared as scalars: as characters, each of them costs a comparison of texts.
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return false }
    return switch scalar {
    case "0"..."9", "a"..."z", "A"..."Z", "(", ")", "=", "+", "-", "*", "/", "×", "÷": true
    default: isRinged(scalar)
    }
  }

  /// ① to ⑳, ⑴ to ⒇, ⒈ to ⒛, ㈠ to ㈩ and ❶ to ❿: one sign for a number.
  private static func isRinged(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "①"..."⑳", "⑴"..."⒇", "⒈"..."⒛", "㈠"..."㈩", "❶"..."❿": true
    default: false
    }
  }
}
