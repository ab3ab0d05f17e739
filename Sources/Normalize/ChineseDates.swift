import Domain

/// Dates in Chinese characters, as titles and seals have them: 二〇二一年十二月三十一日.
enum ChineseDates {
  // 〇 is typed as a letter, a circle or a zero too.
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "零", "○", "Ｏ", "O", "o", "О", "◯", "0": 0
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  /// Ten, and the first month by its names; no digits, but parts of a date.
  private static func isPart(_ scalar: Unicode.Scalar) -> Bool { scalar == "十" || scalar == "正" || scalar == "元" }

  /// The same text with its years, months and days in figures; whatever else is written in characters stays.
  static func inFigures(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !$0.isASCII && (digit($0) != nil || isPart($0)) }) else { return text }
    var (out, run) = (String.UnicodeScalarView(), String.UnicodeScalarView())
    for scalar in text.unicodeScalars {
      if digit(scalar) != nil || isPart(scalar) {
        run.append(scalar)
        continue
      }
      if !run.isEmpty {
        out += figures(run, before: scalar)
        run.removeAll()
      }
      out.append(scalar)
    }
    return String(out + figures(run, before: nil))
  }

  /// A run of numerals as figures where what follows makes a date of it.
  private static func figures(_ run: String.UnicodeScalarView, before mark: Unicode.Scalar?) -> String.UnicodeScalarView
  {
    guard run.contains(where: { !$0.isASCII }) else { return run }
    if run.count == 4, let year = year(run) { return "\(year)".unicodeScalars }
    guard let mark, mark == "月" || mark == "日" || mark == "号" else { return run }
    if run.count == 1, run.first == "正" || run.first == "元" { return mark == "月" ? "1".unicodeScalars : run }
    guard let number = ChineseNumeral.value(String(run))?.scaled(by: 1), (1...31).contains(number) else { return run }
    return "\(number)".unicodeScalars
  }

  private static func year(_ run: String.UnicodeScalarView) -> Int? {
    var year = 0
    for scalar in run {
      guard let digit = digit(scalar) else { return nil }
      year = year * 10 + digit
    }
    return (1900...2199).contains(year) ? year : nil
  }
}
