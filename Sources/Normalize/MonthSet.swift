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
    if let named = Self.namedAndCounted(text, year: year) {
      months = named
      return
    }
    func month(_ number: Int) -> YearMonth { YearMonth(year: year, month: number) }
    switch words {
    case "全年", "整年", "一年", "1年", "本年", "\(year)年", "\(year)": months = (1...12).map(month); return
    case "半年": return nil
    default: break
    }
    if let whole = Self.wholeMonths(text) {
      months = whole
      return
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

  // Making a pattern costs more than looking for it, and is done once.
  nonisolated(unsafe) private static let countedThenNamed = #/([0-9]{1,2})(?:个?月)?\((.+)\)/#
  nonisolated(unsafe) private static let namedThenCounted = #/(.+?)[,，(]?(?:共计?|合计|计)([0-9]{1,2})个月\)?/#
  nonisolated(unsafe) private static let counted = #/(全年|共计?|合计|计)?([0-9]{1,2})个月(整)?/#

  /// The months of 12（1-12月） or 1-6月共6个月, where they are as many as it says.
  private static func namedAndCounted(_ text: String, year: Int) -> [YearMonth]? {
    let words = ChineseDates.inFigures(Text.squeezed(text))
    let named: (Substring, Substring)?
    if let found = words.wholeMatch(of: countedThenNamed) {
      named = (found.output.2, found.output.1)
    } else if let found = words.wholeMatch(of: namedThenCounted) {
      named = (found.output.1, found.output.2)
    } else {
      named = nil
    }
    guard let named, let set = MonthSet(String(named.0), year: year), Int(named.1) == set.months.count else {
      return nil
    }
    return set.months
  }

  /// How many months a text counts in words and names none of: 全年12个月, 共6个月, 12个月整, 半年; nil for any other, which may be a plain
  /// number.
  static func count(_ text: String) -> Int64? {
    let words = ChineseDates.inFigures(Text.squeezed(text))
    if ["半年", "半年期"].contains(words) { return 6 }
    guard let found = words.wholeMatch(of: counted), let count = Int64(found.output.2),
      found.output.1 != nil || found.output.3 != nil, found.output.1 != "全年" || count == 12
    else { return nil }
    return count
  }

  /// The months from one date to another, 2021年1月1日至2021年12月31日 or 2021-01至2021-10; nil where a day cuts a month in two.
  private static func wholeMonths(_ text: String) -> [YearMonth]? {
    guard case .term(let first, let last) = MonthText(text), first.day ?? 1 == 1,
      last.day.map({ CalendarDate(year: last.month.year, month: last.month.month, day: $0 + 1) == nil }) ?? true,
      last.month.index - first.month.index < 24
    else { return nil }
    return all(first.month...last.month).months
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
    // 21/7 and 21.7 in the year 2021; a day of January is no 21st month.
    for mark in "/." {
      let short = (year % 100 < 10 ? "0" : "") + "\(year % 100)" + String(mark)
      if digits.hasPrefix(short) { digits = digits.dropFirst(short.count) }
    }
    if let mark = digits.firstIndex(of: "年") {
      guard let stated = Int(digits[..<mark]) else { return nil }
      inYear = stated < 100 ? 2000 + stated : stated
      digits = digits[digits.index(after: mark)...]
    }
    if digits.hasSuffix("月") { digits = digits.dropLast() }
    // Of 一至十二月 the first stands without its 月.
    let names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    guard let number = Int(digits) ?? names.firstIndex(of: String(digits)).map({ $0 + 1 }), (1...12).contains(number),
      (1900...2199).contains(inYear)
    else { return nil }
    return YearMonth(year: inYear, month: number)
  }
}
