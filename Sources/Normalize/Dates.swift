import Domain

/// Dates as people write them: 2021.12.31, 2021年12月, 202112, 2021/1/2.
enum DateText {
  /// A date, or a month without its day.
  struct Written: Equatable {
    var month: YearMonth
    var day: Int?
  }

  /// The first date in a text, or nil.
  static func find(in text: String) -> Written? { next(in: scalars(text), from: 0)?.date }

  /// Every date in a text, and what stands before, between and behind them.
  static func all(in text: String) -> (dates: [Written], between: [String]) {
    let scalars = scalars(text)
    var (dates, between, last): ([Written], [String], Int) = ([], [], 0)
    while let found = next(in: scalars, from: last) {
      dates.append(found.date)
      between.append(Self.text(scalars[last..<found.range.lowerBound]))
      last = found.range.upperBound
    }
    return (dates, between + [Self.text(scalars[last...])])
  }

  /// A note's text whose months name no year, 6月辞职 or 8月15日到任, with the year that its list is of; any other as it is: 去年6月, 次年1月
  /// and 上届 speak of another.
  static func dated(_ text: String, in year: Int?) -> String {
    guard let year, text.contains("月"), !["年", "届"].contains(where: text.contains), all(in: text).dates.isEmpty else {
      return text
    }
    return ChineseDates.inFigures(Text.squeezed(text)).replacing(bareMonth) {
      "\($0.output.1)\(year)年\($0.output.2)"
    }
  }

  /// 补贴发至6月 names one month, and 1至6月 more.
  nonisolated(unsafe) private static let bareMonth = #/(^|[^0-9\-–—~～至到.\/]|[发放职任期领取受][至到])([0-9]{1,2}月)/#

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// A text's characters, with numerals as figures; a time of day behind a date says nothing of the day.
  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    var text = WesternDates.inFigures(text) ?? text
    if text.contains(":") {
      text = text.split(whereSeparator: \.isWhitespace).filter { word in
        !(word.contains(":") && word.allSatisfy { $0 == ":" || $0.isASCII && $0.isNumber })
      }.joined(separator: " ")
    }
    return Array(ChineseDates.inFigures(Text.squeezed(text)).unicodeScalars)
  }

  private static func next(in text: [Unicode.Scalar], from start: Int) -> (date: Written, range: Range<Int>)? {
    var position = start
    while position < text.count {
      guard isDigit(text[position]) else {
        position += 1
        continue
      }
      var end = position
      while end < text.count, isDigit(text[end]) { end += 1 }
      if end - position >= 4, let found = read(text, from: position, digits: end - position) {
        return (found.date, position..<found.end)
      }
      position = end
    }
    return nil
  }

  /// A text that is a date and nothing else; nil otherwise.
  static func whole(_ text: String) -> Written? {
    let squeezed = Text.squeezed(text)
    guard let first = squeezed.unicodeScalars.first, isDigit(first) || first == "'", squeezed.count <= 20,
      squeezed.unicodeScalars.allSatisfy({ isDigit($0) || "年月日./-:号'起止至今T".unicodeScalars.contains($0) })
    else { return nil }
    return find(in: squeezed)
  }

  private static func read(_ text: [Unicode.Scalar], from start: Int, digits: Int) -> (date: Written, end: Int)? {
    func number(_ range: Range<Int>) -> Int { text[range].reduce(0) { $0 * 10 + Int($1.value - 48) } }
    let year = number(start..<start + 4)
    guard (1900...2199).contains(year) else { return nil }
    if digits == 8 {
      guard
        let date = CalendarDate(year: year, month: number(start + 4..<start + 6), day: number(start + 6..<start + 8))
      else { return nil }
      return (Written(month: date.month, day: date.day), start + 8)
    }
    if digits == 6 {
      let month = number(start + 4..<start + 6)
      return (1...12).contains(month) ? (Written(month: YearMonth(year: year, month: month), day: nil), start + 6) : nil
    }
    guard digits == 4, start + 5 < text.count, "年./-".unicodeScalars.contains(text[start + 4]) else { return nil }
    var position = start + 5
    func nextNumber() -> Int? {
      let from = position
      while position < text.count, position - from < 2, isDigit(text[position]) { position += 1 }
      return position > from ? number(from..<position) : nil
    }
    guard let month = nextNumber(), (1...12).contains(month) else { return nil }
    let bare = (Written(month: YearMonth(year: year, month: month), day: nil), position)
    guard position < text.count, "月./-".unicodeScalars.contains(text[position]) else { return bare }
    // 2017.05-2021.03 and 2021.1-12 are two months: a hyphen joins a day to dates with hyphens only.
    if text[position] == "-", text[start + 4] != "-" { return bare }
    let behind = text[position] == "月" ? (bare.0, position + 1) : bare
    position += 1
    guard let day = nextNumber(), position == text.count || !isDigit(text[position]) else { return behind }
    if position < text.count, "日号".unicodeScalars.contains(text[position]) { position += 1 }
    return CalendarDate(year: year, month: month, day: day).map { (Written(month: $0.month, day: $0.day), position) }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

  /// The year that a text names as 2021年, 二〇二一年, 21年, or 2021 before another word; or nil.
  static func year(in text: String) -> Int? {
    let squeezed = Array(ChineseDates.inFigures(Text.squeezed(text)).unicodeScalars)
    var position = 0
    while position < squeezed.count {
      guard isDigit(squeezed[position]) else {
        position += 1
        continue
      }
      var end = position
      while end < squeezed.count, isDigit(squeezed[end]) { end += 1 }
      if end - position == 4 || end - position == 6 || end - position == 8 {
        let year = squeezed[position..<position + 4].reduce(0) { $0 * 10 + Int($1.value - 48) }
        if (1990...2099).contains(year) { return year }
      }
      // 21年 in a sheet's name.
      if end - position == 2, end < squeezed.count, squeezed[end] == "年" {
        let year = 2000 + squeezed[position..<end].reduce(0) { $0 * 10 + Int($1.value - 48) }
        if (2010...2059).contains(year) { return year }
      }
      position = end
    }
    return nil
  }
}
