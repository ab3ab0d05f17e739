import Domain

/// What stands below the header of a term and is no date as others are written: 2021、6, 21年6月, 在职, 2020.
enum TermText {
  /// A date, or both ends of a term.
  case dates(DateText.Written, DateText.Written?)
  /// That the term goes on, or a year whose months are all before a beginning or after an end that counts.
  case open

  /// Nil for anything else. A month without a year (6月30日) is one of the period's only where it ends a term: beginnings are of any year.
  init?(_ text: String, of field: Field, isSpan: Bool, period: ClosedRange<YearMonth>) {
    let words = ChineseDates.inFigures(Text.squeezed(text))
    guard !words.isEmpty, words.count <= 20 else { return nil }
    let only = period.lowerBound.year == period.upperBound.year ? period.lowerBound.year : nil
    if field == .end, Self.inOffice.contains(words) {
      self = .open
    } else if let found = words.wholeMatch(of: Self.year), let year = Int(found.output.1) {
      if field == .start ? year < period.lowerBound.year : year > period.upperBound.year {
        self = .open
      } else if field == .end, found.output.2 != nil {
        self = .dates(.init(month: YearMonth(year: year, month: 12), day: nil), nil)
      } else {
        return nil
      }
    } else if let found = words.wholeMatch(of: Self.slip),
      let date = Self.date(Int(found.output.1), found.output.3, found.output.4)
    {
      self = .dates(date, nil)
    } else if let found = words.wholeMatch(of: Self.shortYear),
      let date = Self.date(Int(found.output.1).map { $0 + ($0 < 60 ? 2000 : 1900) }, found.output.2, found.output.3)
    {
      self = .dates(date, nil)
    } else if isSpan, let found = words.wholeMatch(of: Self.monthsOfYear),
      let first = Self.date(Int(found.output.1), found.output.2, nil),
      let last = Self.date(Int(found.output.1), found.output.3, nil), first.month <= last.month
    {
      self = .dates(first, last)
    } else if field == .end, let only, let found = words.wholeMatch(of: Self.monthAlone),
      let date = Self.date(only, found.output.1, found.output.2)
    {
      self = .dates(date, nil)
    } else if field == .end, let only, let date = Self.monthByName(words, year: only) {
      self = .dates(date, nil)
    } else {
      return nil
    }
  }

  /// Whether a header is of both ends: 2021.1-6 below it is no sixth of January.
  static func isOfBothEnds(_ header: String) -> Bool {
    ["起止", "起讫", "任期", "期限", "期间", "时段", "年限", "在任时间"].contains(where: header.contains)
  }

  private static func date(_ year: Int?, _ month: Substring, _ day: Substring?) -> DateText.Written? {
    guard let year, let month = Int(month), (1...12).contains(month) else { return nil }
    guard let day else { return .init(month: YearMonth(year: year, month: month), day: nil) }
    return Int(day).flatMap { CalendarDate(year: year, month: month, day: $0) }.map {
      .init(month: $0.month, day: $0.day)
    }
  }

  /// Jun-21, as spreadsheets show June of 2021: the 21st of June, if that is meant, is of the same month of the period's year.
  private static func monthByName(_ words: String, year: Int) -> DateText.Written? {
    guard let found = words.wholeMatch(of: named), Int(found.output.2) == year % 100,
      let date = WesternDates.inFigures("1 \(found.output.1) \(year)")
    else { return nil }
    return DateText.find(in: date).map { .init(month: $0.month, day: nil) }
  }

  /// What says below 离任时间 that somebody has not left. 届满 does not: it may be why somebody left.
  private static let inOffice: Set<String> = [
    "在职", "在岗", "在任", "现任", "现职", "未离任", "未离职", "未卸任", "未免职", "未离岗", "未停发", "长期", "否", "0", "没有", "暂无", "未", "仍在任",
    "仍在职",
    "仍在岗", "目前在任", "目前在职", "继续任职", "继续在任", "连任", "留任", "任职中", "在任中", "在职中", "任职至今", "现在", "目前", "正常", "正常任职",
  ]

  /// Whether words without any figure seem to say that somebody has not left, however they put it: 尚未离任, 任期内; no 未连任, 不在任.
  static func maySayInOffice(_ text: String) -> Bool {
    let words = Text.squeezed(text)
    return ["未离", "未卸", "未免", "未满", "未停", "未退", "在任", "在职", "在岗", "任期内", "任期中", "连任", "续任", "留任"]
      .contains(where: words.contains)
      && ![
        "不", "没", "曾", "之前", "未连", "未续", "未留", "未能", "未再", "未获", "世", "故", "亡", "辞", "免去", "被", "调", "退休",
      ].contains(where: words.contains)
      && !words.contains { $0.isNumber }
  }

  // Making a pattern costs more than looking for it, and is done once.
  nonisolated(unsafe) private static let year =
    #/((?:19|20)[0-9]{2})(?:年度?)?(?:年?初|年?中|上半年|下半年|换届|(年?底|年?末))?/#
  /// One sign twice: 2021.1-6 has two, and may be two months.
  nonisolated(unsafe) private static let slip =
    #/((?:19|20)[0-9]{2})(、|。|,|—{1,2}|\.{2})([0-9]{1,2})(?:\2([0-9]{1,2})日?)?。?/#
  nonisolated(unsafe) private static let shortYear = #/([0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})[日号])?/#
  nonisolated(unsafe) private static let monthsOfYear =
    #/((?:19|20)[0-9]{2})[.年\/]([0-9]{1,2})月?[-—~～至到]([0-9]{1,2})月?/#
  nonisolated(unsafe) private static let monthAlone = #/([0-9]{1,2})月(?:份|底|末|([0-9]{1,2})[日号])?/#
  nonisolated(unsafe) private static let named = #/([A-Za-z]{3,9})[-.]?([0-9]{2})/#
}
