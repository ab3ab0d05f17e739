import Domain

/// What a title, a sheet's name or a file's name says of the time that a table is about.
struct TitleWords {
  /// The year that it is about; nil if it says none.
  let year: Int?
  /// The months: 3月, 第一季度, 上半年, 1-6月; nil for a whole year or none.
  let part: ClosedRange<YearMonth>?
  /// The one month that it names, or nil.
  let month: YearMonth?
  /// Whether it names a month and nothing else, as 202103.xlsx does, or 月报.
  private let isMonthAlone: Bool
  /// Whether it speaks of more than one month: 全年, 1-6月.
  private let isOfMoreMonths: Bool
  /// Whether it says 年度.
  private let isOfYear: Bool

  /// Looks at a text.
  /// - Parameter year: the policy's, for months whose year is not said.
  init(_ text: String, year own: Int) {
    let whole = ChineseDates.inFigures(Text.squeezed(text))
    let parts = text.split(whereSeparator: { "　\n".contains($0) }).map { Self.undated(String($0)) }
    let words = parts.joined(separator: "　")
    let said = Self.year(parts)
    // 2022年拨付2021年补贴 pays for 2021.
    year = said != nil && said != own && Self.pays(own, whole) ? own : said
    let span = Vocabulary.span(Self.quartersInFull(words), year: year ?? own)
    let alone = Self.yearAndMonth(whole)
    month = alone ?? (span == nil ? Self.monthNamed(in: words, year: year ?? own) : nil)
    part = span ?? month.map { $0...$0 }
    isMonthAlone =
      month != nil && (alone != nil || whole.contains("月报") || whole.wholeMatch(of: TitlePatterns.onlyMonth) != nil)
    isOfMoreMonths = whole.contains("全年") || Vocabulary.span(Self.quartersInFull(whole), year: own) != nil
    isOfYear = whole.contains("年度")
  }

  /// The one month that a table is about, by the first of some texts that speaks of months; nil for more than one.
  static func month(of texts: [TitleWords]) -> YearMonth? {
    var isOfYear = false
    for text in texts {
      // A file of a year's summary may be named by the month in which it was made; one that is called 1月 and no more is January's.
      if let month = text.month, !isOfYear || text.isMonthAlone { return month }
      if text.isOfMoreMonths { return nil }
      if text.isOfYear { isOfYear = true }
    }
    return nil
  }

  private static func pays(_ year: Int, _ words: String) -> Bool {
    ["拨付", "下达", "发放", "支付", "兑付"].contains { words.contains("\($0)\(year)年") }
  }

  private static func year(_ parts: [String]) -> Int? {
    if let year = parts.lazy.compactMap(fiscalYear).first { return year }
    let titles = parts.filter { part in
      ["表", "册", "补贴", "补助", "发放", "月报"].contains { part.hasSuffix($0) || part.contains($0) }
    }
    return (titles + parts).lazy.compactMap { DateText.year(in: $0) }.first
  }

  /// The one month that words in figures name, or nil.
  private static func monthNamed(in words: String, year: Int) -> YearMonth? {
    guard !words.contains("全年") else { return nil }
    for mark in words.ranges(of: "月") where !words[mark.upperBound...].hasPrefix("数") {
      let digits = words[..<mark.lowerBound].reversed().prefix { $0.isASCII && $0.isNumber }
      guard digits.count <= 2, let month = Int(String(digits.reversed())), (1...12).contains(month) else { continue }
      let before = words[..<mark.lowerBound].dropLast(digits.count)
      if before.hasSuffix("-") || before.hasSuffix("至") { return nil }
      return YearMonth(year: year, month: month)
    }
    return nil
  }

  private static let filingMarks = [
    "日期", "时间", "截至", "截止", "打印", "填表:", "填报:", "制表:", "填表日", "填报日", "制表日",
  ]

  /// A text in figures without what it says of itself as a document: when it was filled in, its number, whose term it is of.
  private static func undated(_ text: String) -> String {
    var words = withoutNumbers(Text.squeezed(text))
    if let mark = filingMarks.compactMap({ words.firstRange(of: $0)?.lowerBound }).min() {
      words = String(words[..<mark])
    }
    guard words.contains("20") else { return words }
    words = withoutRules(words)
    // A day is the day of something; a year's or month's table is not of one day. Few titles have any of these forms, and looking for
    // a form costs more than for its mark.
    if words.contains("月"), words.contains("年") { words.replace(TitlePatterns.day, with: "") }
    // A file's name has one dot before its ending.
    if words.utf8.count(where: { [45, 46, 47].contains($0) }) > 1 { words.replace(TitlePatterns.dottedDay, with: "") }
    if hasDigits(8, in: words) { words.replace(TitlePatterns.plainDay, with: "") }
    // 2017-2021届, and 2020年12月换届后.
    if words.ranges(of: "20").count > 1 { words.replace(TitlePatterns.years, with: "") }
    if words.contains("换届") { words.replace(TitlePatterns.turnover, with: "") }
    return words
  }

  private static func hasDigits(_ count: Int, in words: String) -> Bool {
    var run = 0
    return words.utf8.contains { byte in
      run = (48...57).contains(byte) ? run + 1 : 0
      return run == count
    }
  }

  /// 一季 as 第一季度, where it is the quarter; 一年四季 is the whole year.
  private static func quartersInFull(_ text: String) -> String {
    guard text.contains("季"), !text.contains("季度"),
      !["一年四季", "全年四季", "分四季"].contains(where: text.contains)
    else { return text }
    return text.replacing(TitlePatterns.shortQuarter) { match in
      "\(match.output.0.dropLast(match.output.1.count + 1))第\(match.output.1 == "首" ? "一" : match.output.1)季度"
    }
  }

  /// A text without the years of what the list goes by.
  private static func withoutRules(_ text: String) -> String {
    var words = text
    if Text.has(words, anyOf: "按照据用") {
      words.replace(TitlePatterns.basis, with: "")
    }
    // 2020年补贴标准 alone may be what a sheet of that year is called.
    if words.contains("标准"), words.wholeMatch(of: TitlePatterns.standard) == nil {
      words.replace(TitlePatterns.standard, with: "")
    }
    if Text.has(words, anyOf: "印布制订起始") || ["下发", "发文", "出台"].contains(where: words.contains) {
      words.replace(TitlePatterns.rule, with: "")
    }
    return words
  }

  /// 2021年度 says more than 2022年发放.
  private static func fiscalYear(_ text: String) -> Int? {
    guard let mark = text.firstRange(of: "年度") else { return nil }
    return DateText.year(in: String(text[..<mark.lowerBound].suffix(4)) + "年")
  }

  /// A text without the numbers of documents, whose years are their own: 江民〔2020〕15号.
  private static func withoutNumbers(_ text: String) -> String {
    let folded = ChineseDates.inFigures(text)
    guard folded.contains("号") else { return folded }
    if let bare = folded.firstRange(of: TitlePatterns.documentNumber) {
      return withoutNumbers(folded.replacing(folded[bare], with: ""))
    }
    var out = ""
    for part in folded.split(separator: "号", omittingEmptySubsequences: false) {
      let digits = part.reversed().prefix { $0.isASCII && $0.isNumber }.count
      let before = part.dropLast(digits)
      guard digits > 0, let last = before.last, "〕]】)".contains(last), before.count >= 6 else {
        out += part
        continue
      }
      out += before.dropLast(6)
    }
    return out
  }
}

extension TitleWords {
  /// The month of a name that is nothing else, or 月报 beside it: 202103.xlsx, 2021-03, 202103月报. A day's date is no month's.
  fileprivate static func yearAndMonth(_ words: String) -> YearMonth? {
    guard words.contains("20") else { return nil }
    var stem = words[...]
    if let mark = words.lastIndex(of: "."), words[mark...].dropFirst().allSatisfy({ $0.isASCII && $0.isLetter }) {
      stem = words[..<mark]
    }
    // Looking for the form costs more than the other conditions do, and no longer name meets them.
    guard stem.count <= 10 || stem.contains("月报"), let found = stem.firstMatch(of: TitlePatterns.yearAndMonth),
      found.output.0.count >= stem.count - 1 || stem.contains("月报"),
      let year = Int(found.output.1), let month = Int(found.output.2)
    else { return nil }
    return YearMonth(year: year, month: month)
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
  private let copy: Int?

  /// Which copy of a form that is filled in several times over: 第二联, 存根.
  static func copy(_ title: String) -> Int? {
    let words = Text.squeezed(title)
    for (number, names) in [["一", "1"], ["二", "2"], ["三", "3"], ["四", "4"]].enumerated()
    where names.contains(where: { words.contains("第\($0)联") }) { return number + 1 }
    // 附身份证复印件 says what is sent with it.
    let saysCopy = title.split { "　\n".contains($0) }.map { Text.squeezed(String($0)) }.contains { line in
      ["存根", "存根联", "副本", "留存联", "留底联"].contains { line.hasSuffix($0) || line.contains("(\($0))") }
        || line.contains("(复印件)")
    }
    return saysCopy ? 2 : nil
  }

  init(_ title: String, year: Int) {
    let said = TitleWords(title, year: year)
    (self.year, part) = (said.year, said.part)
    copy = Self.copy(title)
    document = Self.documents.firstIndex { $0.contains { title.contains($0) } }
  }

  /// Whether a title below this one begins another table: it says something else, not merely less.
  func differs(from other: TitleSubject) -> Bool {
    func isOther<T: Equatable>(_ a: T?, _ b: T?) -> Bool { a != nil && b != nil && a != b }
    return isOther(year, other.year) || isOther(part, other.part) || isOther(document, other.document)
      || isOther(copy, other.copy ?? copy.map { _ in 1 })
  }
}
