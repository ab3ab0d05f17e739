import Domain

/// Terms whose years have two digits: 20年8月—21年6月, 20.8-21.6, 21/3.
enum ShortYears {
  /// The same with whole years, or nil for a text that is written otherwise or may be read in another way. A first number past 12 is no
  /// month: 7.21 is a day of July, and 9.3-12.6 two days.
  static func writtenOut(_ text: String) -> String? {
    guard (4...60).contains(text.utf8.count), Text.has(text, anyOf: "年./-") else { return nil }
    let words = ChineseDates.inFigures(Text.squeezed(text))
    if let found = words.wholeMatch(of: term) {
      let (first, mark, month) = (found.output.1, found.output.2, found.output.3)
      let (last, secondMark, end) = (found.output.4, found.output.5, found.output.6)
      guard mark == secondMark, let start = written(first, month, mark), let stop = written(last, end, mark),
        mark == "年" || isYear(last)
      else { return nil }
      return start + "-" + stop
    }
    if let found = words.wholeMatch(of: open), isYear(found.output.1) || found.output.2 == "年",
      let start = written(found.output.1, found.output.3, found.output.2)
    {
      return start + "-至今"
    }
    guard let found = words.wholeMatch(of: alone), isYear(found.output.1) else { return nil }
    return written(found.output.1, found.output.3, found.output.2)
  }

  /// Whether a text begins as a date does whose year is short or missing.
  static func seemsDate(_ text: String) -> Bool { Text.squeezed(text).prefixMatch(of: beginning) != nil }

  private static func isYear(_ digits: Substring) -> Bool {
    Int(digits).map { (13...40).contains($0) || $0 >= 70 } ?? false
  }

  private static func written(_ year: Substring, _ month: Substring, _ mark: Substring) -> String? {
    guard let year = Int(year), let month = Int(month), (1...12).contains(month) else { return nil }
    return "\(year < 60 ? 2000 + year : 1900 + year)年\(month)月"
  }

  // Making a pattern costs more than looking for it, and is done once.
  nonisolated(unsafe) private static let term =
    #/'?([0-9]{2})([年.\/])([0-9]{1,2})月?(?:份)?(?:-|—|–|~|～|至|到)+'?([0-9]{2})([年.\/])([0-9]{1,2})月?(?:份)?(?:止)?/#
  nonisolated(unsafe) private static let open =
    #/'?([0-9]{2})([年.\/])([0-9]{1,2})月?(?:份)?(?:起|-|—|–|~|～|至|到)+(?:今|现在)?/#
  nonisolated(unsafe) private static let beginning = #/'?[0-9]{1,2}(?:年|[.\/\-][0-9]{1,2}(?![0-9]))/#
  nonisolated(unsafe) private static let alone = #/'?([0-9]{2})([.\/\-])([0-9]{1,2})月?/#
}
