import Domain

/// The months that a text names where their number is wanted: 1-12月, 1月至6月, 全年, 上半年, 1、3、5月, 2021.1-2021.12.
struct MonthSet: Equatable {
  /// Distinct months, ascending.
  let months: [YearMonth]

  /// The first of them where no month between is left out, or nil.
  var run: ClosedRange<YearMonth>? {
    guard let first = months.first, let last = months.last, Int(last.index - first.index) + 1 == months.count else {
      return nil
    }
    return first...last
  }

  /// Reads a text that names months of a year; nil where it names none, or a single number that may be a count.
  init?(_ text: String, year: Int) {
    let words = ChineseDates.inFigures(Text.squeezed(text)).replacing("年度", with: "年").filter { !"份的共()".contains($0) }
    guard !words.isEmpty, words.count <= 40 else { return nil }
    func month(_ number: Int) -> YearMonth { YearMonth(year: year, month: number) }
    switch words {
    case "全年", "整年", "一年", "1年", "本年", "\(year)年", "\(year)": months = (1...12).map(month); return
    case "半年": return nil
    default: break
    }
    var found: Set<YearMonth> = []
    var parts = 0
    for part in words.split(whereSeparator: { "、,，;；和及".contains($0) }) {
      guard let range = Self.range(String(part), year: year) else { return nil }
      parts += range.count
      found.formUnion(range.months)
    }
    // A month named twice is a slip that nobody may mend.
    guard found.count == parts, parts > 1 else { return nil }
    months = found.sorted()
  }

  /// 1-12月, 7月, 第一季度 or 上半年.
  private static func range(_ text: String, year: Int) -> (months: [YearMonth], count: Int)? {
    if let span = Vocabulary.namedSpan(text, year: year) { return all(span) }
    let ends = text.split(omittingEmptySubsequences: false) { "-–—~～至到".contains($0) }.filter { !$0.isEmpty }
    guard ends.count == 1 || ends.count == 2, let first = month(ends[0], year: year) else {
      return nil
    }
    guard ends.count == 2 else { return ([first], 1) }
    guard let last = month(ends[1], year: first.year), first < last else { return nil }
    return all(first...last)
  }

  private static func all(_ span: ClosedRange<YearMonth>) -> (months: [YearMonth], count: Int) {
    var months: [YearMonth] = []
    var month = span.lowerBound
    while month <= span.upperBound, months.count < 24 {
      months.append(month)
      month = month.advanced(by: 1)
    }
    return (months, months.count)
  }

  /// 7, 7月, 2021年7月 or 2021.7.
  private static func month(_ text: Substring, year: Int) -> YearMonth? {
    if let written = DateText.whole(String(text)) { return written.day == nil ? written.month : nil }
    var digits = text
    var inYear = year
    if let mark = digits.firstIndex(of: "年") {
      guard let stated = Int(digits[..<mark]) else { return nil }
      inYear = stated < 100 ? 2000 + stated : stated
      digits = digits[digits.index(after: mark)...]
    }
    if digits.hasSuffix("月") { digits = digits.dropLast() }
    guard let number = Int(digits), (1...12).contains(number), (1900...2199).contains(inYear) else { return nil }
    return YearMonth(year: inYear, month: number)
  }
}
