import Domain

/// Dates as people write them: 2021.12.31, 2021年12月, 202112, 2021/1/2.
enum DateText {
  /// A date, or a month without its day.
  struct Written: Equatable {
    var month: YearMonth
    var day: Int?
  }

  /// The first date in a text, or nil.
  static func find(in text: String) -> Written? {
    let squeezed = Array(ChineseDates.inFigures(Text.squeezed(text)).unicodeScalars)
    var position = 0
    while position < squeezed.count {
      guard isDigit(squeezed[position]) else {
        position += 1
        continue
      }
      var end = position
      while end < squeezed.count, isDigit(squeezed[end]) { end += 1 }
      if end - position >= 4, let found = read(squeezed, from: position, digits: end - position) { return found }
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

  private static func read(_ text: [Unicode.Scalar], from start: Int, digits: Int) -> Written? {
    func number(_ range: Range<Int>) -> Int { text[range].reduce(0) { $0 * 10 + Int($1.value - 48) } }
    let year = number(start..<start + 4)
    guard (1900...2199).contains(year) else { return nil }
    if digits == 8 {
      guard
        let date = CalendarDate(year: year, month: number(start + 4..<start + 6), day: number(start + 6..<start + 8))
      else { return nil }
      return Written(month: date.month, day: date.day)
    }
    if digits == 6 {
      let month = number(start + 4..<start + 6)
      return (1...12).contains(month) ? Written(month: YearMonth(year: year, month: month), day: nil) : nil
    }
    guard digits == 4, start + 5 < text.count, "年./-".unicodeScalars.contains(text[start + 4]) else { return nil }
    var position = start + 5
    func nextNumber() -> Int? {
      let from = position
      while position < text.count, position - from < 2, isDigit(text[position]) { position += 1 }
      return position > from ? number(from..<position) : nil
    }
    guard let month = nextNumber(), (1...12).contains(month) else { return nil }
    guard position + 1 < text.count, "月./-".unicodeScalars.contains(text[position]) else {
      return Written(month: YearMonth(year: year, month: month), day: nil)
    }
    position += 1
    guard let day = nextNumber() else { return Written(month: YearMonth(year: year, month: month), day: nil) }
    return CalendarDate(year: year, month: month, day: day).map { Written(month: $0.month, day: $0.day) }
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
