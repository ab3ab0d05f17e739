/// Dates with a month's name, as spreadsheets in European languages export them: 12-Jan-21, January 5, 2021, 3. März 2021, Mar-2021.
enum WesternDates {
  /// The date in figures, where a text is such a date and nothing else.
  static func inFigures(_ text: String) -> String? {
    guard (6...24).contains(text.utf8.count), text.utf8.contains(where: { (97...122).contains($0 | 0x20) }) else {
      return nil
    }
    var (month, numbers): (Int?, [Substring]) = (nil, [])
    for word in text.split(whereSeparator: { " -./,\u{A0}".contains($0) }) {
      if word.allSatisfy({ $0.isASCII && $0.isNumber }) {
        numbers.append(word)
      } else if ["de", "del", "of", "th", "st", "nd", "rd"].contains(word.lowercased()) {
        continue
      } else {
        guard month == nil, let named = named(word) else { return nil }
        month = named
      }
    }
    guard let month, let last = numbers.last, numbers.count <= 2 else { return nil }
    // 2021-Mar-05 has its year first.
    let isYearFirst = numbers[0].count == 4
    let yearDigits = isYearFirst ? numbers[0] : last
    guard var year = Int(yearDigits), [2, 4].contains(yearDigits.count) else { return nil }
    if yearDigits.count == 2 { year += year < 60 ? 2000 : 1900 }
    let ofMonth = "\(year)-\(month < 10 ? "0" : "")\(month)"
    // 30-Jun and Mar-21 may be a day or a year.
    guard numbers.count == 2 else { return yearDigits.count == 4 ? ofMonth : nil }
    guard let day = Int(isYearFirst ? last : numbers[0]), (1...31).contains(day) else { return nil }
    return ofMonth + "-\(day < 10 ? "0" : "")\(day)"
  }

  /// A month by its name or the beginning of it, in English, German, French, Spanish, Italian and Portuguese.
  private static func named(_ word: Substring) -> Int? {
    let name = String(word.lowercased().map { folds[$0] ?? $0 })
    guard name.count >= 3 else { return nil }
    let found = names.indices.filter { index in names[index].contains { $0.hasPrefix(name) } }
    return found.count == 1 ? found[0] + 1 : nil
  }

  private static let folds: [Character: Character] = ["ä": "a", "é": "e", "è": "e", "û": "u", "ç": "c"]

  private static let names = [
    ["january", "januar", "janner", "janvier", "enero", "gennaio", "janeiro"],
    ["february", "februar", "fevrier", "febrero", "febbraio", "fevereiro"],
    ["march", "marz", "mars", "marzo", "marco"],
    ["april", "avril", "abril", "aprile"], ["may", "mai", "mayo", "maggio", "maio"],
    ["june", "juni", "juin", "junio", "giugno", "junho"], ["july", "juli", "juillet", "julio", "luglio", "julho"],
    ["august", "aout", "agosto"], ["september", "septembre", "septiembre", "settembre", "setembro"],
    ["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    ["november", "novembre", "noviembre", "novembro"],
    ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro"],
  ]
}
