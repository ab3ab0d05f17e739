extension NumberFormat.Section {
  /// The year of the era that the section's country counts in; the Gregorian year for all others.
  func eraYear(_ year: Int, _ month: Int, _ day: Int) -> Int {
    switch country {
    case .taiwan where year > 1911: year - 1911
    case .japan: Self.japaneseEra(year, month, day).map { year - $0.year + 1 } ?? year
    default: year
    }
  }

  /// The era's name: a letter, a character, or in full; nothing for countries without one.
  func eraName(_ year: Int, _ month: Int, _ day: Int, letters: Int) -> String {
    switch country {
    case .taiwan where year > 1911: return letters >= 3 ? "中華民國" : "民國"
    case .japan:
      guard let era = Self.japaneseEra(year, month, day) else { return "" }
      return letters == 1 ? era.letter : letters == 2 ? String(era.name.prefix(1)) : era.name
    default: return ""
    }
  }

  private struct Era {
    let year: Int
    let month: Int
    let day: Int
    let letter: String
    let name: String
  }

  private static func japaneseEra(_ year: Int, _ month: Int, _ day: Int) -> Era? {
    eras.first { ($0.year, $0.month, $0.day) <= (year, month, day) }
  }

  private static let eras = [
    Era(year: 2019, month: 5, day: 1, letter: "R", name: "令和"),
    Era(year: 1989, month: 1, day: 8, letter: "H", name: "平成"),
    Era(year: 1926, month: 12, day: 25, letter: "S", name: "昭和"),
    Era(year: 1912, month: 7, day: 30, letter: "T", name: "大正"),
    Era(year: 1868, month: 1, day: 25, letter: "M", name: "明治"),
  ]
}
