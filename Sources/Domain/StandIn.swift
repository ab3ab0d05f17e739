/// What takes the place of a person who is forgotten: nobody, but with all that figures and checks depend on.
public enum StandIn {
  /// A number with the same area, birth month, sex and check character, right or wrong as it was, that is nobody's as far as is known.
  ///
  /// It is drawn by chance, so that who has the key cannot lead it back. Serial numbers from 996 were kept for people of a hundred years
  /// and more and are otherwise not given out; of a number that a calendar refuses, the stand-in is refused too.
  public static func id(
    for id: IDNumber, at end: YearMonth, avoiding taken: Set<IDNumber>,
    using generator: inout some RandomNumberGenerator
  ) -> IDNumber? {
    let facts = id.facts(at: end)
    let text = id.forHashing
    let (head, check) = (text.prefix(12), text.suffix(1))
    var likely: [IDNumber] = []
    var others: [IDNumber] = []
    for day in 0..<100 {
      for serial in 0..<1000 {
        guard let other = IDNumber(head + padded(day, 2) + padded(serial, 3) + check), other != id,
          !taken.contains(other), other.facts(at: end) == facts
        else { continue }
        if serial >= 996 { likely.append(other) } else { others.append(other) }
      }
    }
    return likely.randomElement(using: &generator) ?? others.randomElement(using: &generator)
  }

  /// A name with the same first character and as many others: its mask is the same.
  public static func name(for name: String, using generator: inout some RandomNumberGenerator) -> String {
    let stems = Array("甲乙丙丁戊己庚辛壬癸")
    return String(
      name.enumerated().map { index, character in
        if index == 0 || !character.isLetter { return character }
        return index == 1 ? "某" : stems.randomElement(using: &generator) ?? "某"
      })
  }

  /// The digits of an account or a telephone with the same length, beginning and end, right or wrong by its check digit as it was.
  public static func number(for digits: String, using generator: inout some RandomNumberGenerator) -> String {
    let all = Array(digits)
    // What is shown of a number is its beginning or its last four.
    let (head, tail) = all.count > 8 ? (3, 4) : (2, 1)
    let isValid = Account(digits)?.hasValidCheck
    for _ in 0..<10_000 {
      let drawn = String(
        all.indices.map { index in
          index < head || index >= all.count - tail
            ? all[index] : Character("\(Int.random(in: 0...9, using: &generator))")
        })
      if drawn != digits, Account(drawn)?.hasValidCheck == isValid { return drawn }
    }
    return String(all.indices.map { $0 < head || $0 >= all.count - tail ? all[$0] : "0" })
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: count - digits.utf8.count) + digits
  }
}
