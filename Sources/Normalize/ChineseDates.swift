import Domain

/// Dates in Chinese characters, as titles and seals have them: 二〇二一年十二月三十一日.
enum ChineseDates {
  // 〇 is typed as a letter, a circle or a zero too.
  private static let digits: [Character: Int] = [
    "〇": 0, "零": 0, "○": 0, "Ｏ": 0, "O": 0, "o": 0, "О": 0, "◯": 0, "0": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let months = ["正": 1, "元": 1]

  /// The same text with its years, months and days in figures; whatever else is written in characters stays.
  static func inFigures(_ text: String) -> String {
    guard text.utf8.contains(0xE4) || text.utf8.contains(0xE5) || text.utf8.contains(0xE3) else { return text }
    var out = ""
    var run = ""
    for character in text {
      if digits[character] != nil || character == "十" || months[String(character)] != nil {
        run.append(character)
        continue
      }
      out += figures(run, before: character)
      run = ""
      out.append(character)
    }
    return out + figures(run, before: nil)
  }

  /// A run of numerals as figures where what follows makes a date of it.
  private static func figures(_ run: String, before mark: Character?) -> String {
    guard run.contains(where: { !$0.isASCII }) else { return run }
    if run.count == 4, let year = year(run) { return "\(year)" }
    guard let mark, "月日号".contains(mark) else { return run }
    if run.count == 1, let month = months[run] { return mark == "月" ? "\(month)" : run }
    guard let number = ChineseNumeral.value(run)?.scaled(by: 1), (1...31).contains(number) else { return run }
    return "\(number)"
  }

  private static func year(_ run: String) -> Int? {
    var year = 0
    for character in run {
      guard let digit = digits[character] else { return nil }
      year = year * 10 + digit
    }
    return (1900...2199).contains(year) ? year : nil
  }
}
