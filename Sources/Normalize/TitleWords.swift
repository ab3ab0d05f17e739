import Domain

/// What a title, a sheet's name or a file's name says of the time that a table is about.
enum TitleWords {
  /// The year, or nil. Dates below a title say when the table was filled in.
  static func year(_ title: String) -> Int? {
    DateText.year(in: title.firstIndex(of: "填").map { String(title[..<$0]) } ?? title)
  }

  /// The months: 3月, 第一季度, 上半年, 1-6月; nil for a whole year or none.
  static func part(_ title: String, year: Int) -> ClosedRange<YearMonth>? {
    Vocabulary.span(title, year: self.year(title) ?? year) ?? singleMonth(title, year: year).map { $0...$0 }
  }

  /// The one month that a text names, or nil.
  static func singleMonth(_ title: String, year: Int) -> YearMonth? {
    let words = Text.squeezed(title)
    if ["1-12月", "全年", "1至12月"].contains(where: { words.contains($0) }) { return nil }
    guard let mark = words.firstRange(of: "月"), !words[mark.upperBound...].hasPrefix("数") else { return nil }
    let digits = words[..<mark.lowerBound].reversed().prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 2, let month = Int(String(digits.reversed())), (1...12).contains(month) else { return nil }
    let before = words[..<mark.lowerBound].dropLast(digits.count)
    if before.hasSuffix("-") || before.hasSuffix("至") { return nil }
    if let date = DateText.find(in: words), date.day != nil { return nil }
    return YearMonth(year: DateText.year(in: words) ?? year, month: month)
  }
}

/// What tells a sheet's next table from the next page of the one above it, where both have the same header.
struct TitleSubject: Equatable {
  private static let documents = [
    ["发放", "签领", "领取"], ["汇总", "统计"], ["月报"], ["花名册", "名册", "登记表", "信息表", "情况表"],
  ]
  private let year: Int?
  private let part: ClosedRange<YearMonth>?
  private let document: Int?

  init(_ title: String, year: Int) {
    self.year = TitleWords.year(title)
    part = TitleWords.part(title, year: year)
    document = Self.documents.firstIndex { $0.contains { title.contains($0) } }
  }

  /// Whether a title below this one begins another table: it says something else, not merely less.
  func differs(from other: TitleSubject) -> Bool {
    func isOther<T: Equatable>(_ a: T?, _ b: T?) -> Bool { a != nil && b != nil && a != b }
    return isOther(year, other.year) || isOther(part, other.part) || isOther(document, other.document)
  }
}
