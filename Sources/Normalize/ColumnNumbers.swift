/// How forms number their columns, below the header: 1, 2, (6)=(4)-(5), ①, A, 甲.
enum ColumnNumbers {
  /// What stands where a form's columns of words are numbered: 栏次 │ 甲 │ 乙 │ 1 │ 2.
  static let letters: Set<String> = ["甲", "乙", "丙", "丁", "栏次", "行次"]

  /// Whether a text numbers a column otherwise than by figures alone.
  static func isOne(_ text: String) -> Bool {
    let squeezed = Text.squeezed(text)
    guard !squeezed.isEmpty, squeezed.count <= 16, squeezed.allSatisfy(isPart) else { return false }
    // A, B, C and F=D-E number columns as 1, 2, 3 and (6)=(4)-(5) do.
    return squeezed.contains("(") || squeezed.contains("=") || "①②③④⑤⑥⑦⑧⑨⑩".contains(squeezed.first ?? " ")
      || squeezed.count == 1 && squeezed.first?.isLetter == true
  }

  /// Whether a character may stand in a column's number or formula.
  static func isPart(_ character: Character) -> Bool {
    switch character {
    case "0"..."9", "a"..."z", "A"..."Z", "(", ")", "=", "+", "-", "*", "/", "×", "÷", "①"..."⑩": true
    default: false
    }
  }
}
