import Domain

/// Headers that name several months.
extension Vocabulary {
  /// The months that a header sums up: 第一季度, 上半年, 1-3月; nil for a single month or none.
  static func span(_ header: String, year: Int) -> ClosedRange<YearMonth>? {
    if let named = namedSpan(header, year: year) { return named }
    func months(_ first: Int, _ last: Int) -> ClosedRange<YearMonth>? {
      guard (1...12).contains(first), (1...12).contains(last), first < last else { return nil }
      return YearMonth(year: year, month: first)...YearMonth(year: year, month: last)
    }
    // headerWords drops the hyphen of 1-3月, so the text itself is read.
    let text = Text.squeezed(header)
    guard text.contains("月"), Text.has(text, anyOf: "-–—~～至到"),
      let found = text.firstMatch(of: TitlePatterns.span),
      let first = Int(found.output.1), let last = Int(found.output.2)
    else { return nil }
    return months(first, last)
  }

  /// The months of a quarter or half-year that is called so.
  static func namedSpan(_ header: String, year: Int) -> ClosedRange<YearMonth>? {
    let words = Text.headerWords(header)
    func months(_ first: Int, _ count: Int) -> ClosedRange<YearMonth> {
      YearMonth(year: year, month: first)...YearMonth(year: year, month: first + count - 1)
    }
    if words.contains("上半年") { return months(1, 6) }
    if words.contains("下半年") { return months(7, 6) }
    return ColumnTimes.quarter(words).map { months($0 * 3 + 1, 3) }
  }
}
