/// Times that stand over columns.
enum ColumnTimes {
  /// The quarter that a header's words name, from 0: 第一季度, and 1季度, 一季 or Q1 over a narrow column.
  static func quarter(_ words: String) -> Int? {
    guard words.utf8.count >= 9, words.contains("度") else { return short[words.lowercased()] }
    return numbers.firstIndex { names in names.contains { words.contains($0 + "季度") } } ?? short[words]
  }

  /// Whether words are a quarter's short ones.
  static func isShort(_ words: String) -> Bool {
    (words.utf8.count < 9 || !words.contains("度")) && short[words.lowercased()] != nil
  }

  private static let numbers = [["一", "1"], ["二", "2"], ["三", "3"], ["四", "4"]]
  private static let short: [String: Int] = Dictionary(
    uniqueKeysWithValues: numbers.enumerated().flatMap { index, names in
      (names.flatMap { ["\($0)季", "第\($0)季", "\($0)季度"] } + ["q\(index + 1)"]).map { ($0, index) }
    })
}
