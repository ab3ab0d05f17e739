import Domain
import Foundation
import Normalize

/// How a person stands in the rows and texts of a county's files, and what takes their place there.
struct PersonalTexts {
  private let id: [Character]
  private let standIn: [Character]
  /// The number of 15 digits that was given out before 1999.
  private let old: [Character]
  private let oldStandIn: [Character]
  /// The number as spreadsheet programs damage it, with its last three digits lost.
  private let damaged: [Character]
  private let damagedStandIn: [Character]
  /// The names that stand beside the number, and those in their place.
  private var names: [String: String] = [:]
  /// Names that another person of the county bears too: where no number tells whose a row is, nobody knows.
  private var shared: Set<String> = []
  /// Names that stand in the name of a place too.
  private var ofPlaces: Set<String> = []
  /// Accounts and telephones, and those in their place.
  private var numbers: [String: String] = [:]
  private let places: Set<String>

  /// A person; places are what a register names, which may sound like a person.
  init(_ id: IDNumber, standIn: IDNumber, places: Set<String>) {
    (self.id, self.standIn) = (Array(id.forHashing), Array(standIn.forHashing))
    func short(_ id: [Character]) -> [Character] { Array(id[0..<6] + id[8..<17]) }
    (old, oldStandIn) = (short(self.id), short(self.standIn))
    func damaged(_ id: [Character]) -> [Character] { id[0..<15] + ["0", "0", "0"] }
    (self.damaged, damagedStandIn) = (damaged(self.id), damaged(self.standIn))
    self.places = places
  }

  var hasNames: Bool { !names.isEmpty }
  /// Names that are nobody else's, and no place's, with those in their place.
  var ownNames: [String: String] { names.filter { !shared.contains($0.key) && !ofPlaces.contains($0.key) } }

  mutating func add(name: String, using generator: inout some RandomNumberGenerator) {
    let name = folded(name)
    guard name.count >= 2, names[name] == nil, !places.contains(name) else { return }
    names[name] = StandIn.name(for: name, using: &generator)
    if places.contains(where: { $0.contains(name) }) { ofPlaces.insert(name) }
  }

  /// The number's forms, and those in their place.
  private var forms: [([Character], [Character])] {
    [(id, standIn), (old, oldStandIn), (damaged, damagedStandIn)]
  }

  /// Whether a text has the person's number.
  func holdsID(_ text: String) -> Bool { replacedID(text) != nil }

  private func replacedID(_ text: String) -> String? {
    var new: String?
    for (from, to) in forms { new = DigitSearch.replaced(new ?? text, from, by: to) ?? new }
    return new
  }

  // MARK: Learning

  /// Looks at a row for what is the person's: accounts, telephones and, where a list has no better way to tell, names.
  ///
  /// A row is the person's where the number or the name is all that a cell holds: a note that names whoever came for another's money
  /// makes that other's account nobody else's.
  mutating func learn(_ row: [String], takesNames: Bool, using generator: inout some RandomNumberGenerator) {
    guard row.contains(where: holdsID) else { return }
    for text in own(row) where !holdsID(text) && !Self.holdsID(text) {
      for number in personalNumbers(text) where numbers[number] == nil {
        numbers[number] = StandIn.number(for: number, using: &generator)
      }
      guard takesNames else { continue }
      let name = folded(text)
      if isLikelyName(name) { add(name: name, using: &generator) }
    }
  }

  /// The cells of a row that are the person's: all of them, unless others stand in it too. Of persons side by side each has the cells
  /// from one number to the next, before it or after it as the first and the last of the row have theirs; where that leaves it open, none.
  private func own(_ row: [String]) -> ArraySlice<String> {
    let whole = row.indices.filter { Self.isID(row[$0]) }
    guard let place = whole.first(where: { holdsID(row[$0]) }) else {
      return row.contains { names[folded($0)] != nil } && whole.isEmpty ? row[...] : []
    }
    let others = whole.filter { !holdsID(row[$0]) }
    guard !others.isEmpty, let first = whole.first, let last = whole.last else { return row[...] }
    func hasNumbers(_ cells: ArraySlice<String>) -> Bool { cells.contains { !personalNumbers($0).isEmpty } }
    switch (hasNumbers(row[..<first]), hasNumbers(row[(last + 1)...])) {
    case (false, true): return row[place..<(others.first { $0 > place } ?? row.count)]
    case (true, false): return row[((others.last { $0 < place } ?? -1) + 1)...place]
    default: return []
    }
  }

  /// Whether a text is an ID number and nothing else.
  private static func isID(_ text: String) -> Bool {
    let characters = Array(text)
    let runs = DigitSearch.runs(characters, joining: true)
    return runs.count == 1 && runs[0].isID
      && characters.allSatisfy { $0.isNumber || !$0.isLetter || "xXｘＸ".contains($0) }
  }

  /// Whether an ID number stands in a text, anybody's.
  private static func holdsID(_ text: String) -> Bool {
    [true, false].contains { joining in
      DigitSearch.runs(Array(text), joining: joining).contains { $0.isID }
    }
  }

  /// Looks at a row of somebody else for a name that is the person's too.
  mutating func learnNamesakes(_ row: [String]) {
    guard !names.isEmpty, !row.contains(where: holdsID), row.contains(where: Self.holdsAnyID) else { return }
    for text in row {
      let name = folded(text)
      if names[name] != nil { shared.insert(name) }
    }
  }

  /// Digits that may be an account or a telephone: seven and more, but no code of the register, no date and no amount.
  private func personalNumbers(_ text: String) -> [String] {
    let characters = Array(text)
    let whole = DigitSearch.runs(characters, joining: true)
    let isOne = whole.count == 1 && characters.allSatisfy { $0.isNumber || !$0.isLetter && !",.，。:：/".contains($0) }
    return (isOne ? whole : DigitSearch.runs(characters, joining: false)).compactMap { run in
      let digits = String(run.digits)
      guard digits.count >= 7, digits.count <= 32, !digits.contains("X"), !places.contains(digits) else { return nil }
      let after = run.places[run.places.count - 1] + 1
      let before = run.places[0] - 1
      func isPoint(_ place: Int) -> Bool { characters.indices.contains(place) && ".．".contains(characters[place]) }
      if isPoint(after) || isPoint(before) { return nil }
      let year = Int(digits.prefix(4)) ?? 0
      if digits.count == 8 || digits.count == 14, (1900...2099).contains(year) { return nil }
      return digits
    }
  }

  /// Whether any person's number stands in a text.
  private static func holdsAnyID(_ text: String) -> Bool {
    [true, false].contains { joining in
      DigitSearch.runs(Array(text), joining: joining).contains { $0.digits.count == 18 || $0.digits.count == 15 }
    }
  }

  private func isLikelyName(_ text: String) -> Bool {
    let words = ["高中", "任职", "任命", "任期", "成员", "主任", "委员", "是", "否"]
    return PersonName.isLikely(text) && !words.contains(text) && !places.contains { $0.hasPrefix(text) }
      && !["村", "镇", "乡", "县", "市", "区", "街", "居", "委", "会"].contains(text.last)
  }

  // MARK: Replacing

  /// A row with the person's texts replaced; nil where it stays.
  func replaced(row: [String]) -> [String]? {
    let hasID = row.contains(where: holdsID)
    let isTheirs =
      hasID
      || !row.contains(where: Self.holdsAnyID)
        && row.contains { names[folded($0)] != nil && !shared.contains(folded($0)) }
    var isChanged = false
    // A day of birth in another's row is the other's.
    let isAnothers = row.contains { Self.isID($0) && !holdsID($0) }
    let new = row.map { text -> String in
      var new = replacedNumbers(replacedID(text) ?? text)
      if isTheirs { new = replacedName(new, within: true) }
      if isTheirs, !isAnothers { new = replacedDate(new) }
      if new != text { isChanged = true }
      return new
    }
    return isChanged ? new : nil
  }

  /// A text beside the rows with the person's replaced; nil where it stays. A name is one here where it is all of the text, or has at
  /// least three characters and is nobody else's.
  func replaced(text: String) -> String? {
    guard text.utf8.count > 3 else { return nil }
    var new = replacedNumbers(replacedID(text) ?? text)
    let name = folded(new)
    if names[name] != nil, !shared.contains(name) { new = replacedName(new, within: false) }
    for (name, standIn) in names where name.count >= 3 && !shared.contains(name) && !ofPlaces.contains(name) {
      new = new.replacing(name, with: standIn)
    }
    return new == text ? nil : new
  }

  private func replacedNumbers(_ text: String) -> String {
    var text = text
    for (number, standIn) in numbers {
      // Within a longer number they are another person's.
      let digits = Array(number)
      let stands = [true, false].contains { joining in
        DigitSearch.runs(Array(text), joining: joining).contains { $0.digits == digits }
      }
      if stands { text = DigitSearch.replaced(text, digits, by: Array(standIn)) ?? text }
    }
    return text
  }

  private func replacedName(_ text: String, within: Bool) -> String {
    let whole = folded(text)
    if let standIn = names[whole] {
      var letters = standIn.makeIterator()
      return String(text.map { $0.isWhitespace ? $0 : letters.next() ?? "某" })
    }
    guard within else { return text }
    var text = text
    // Within a longer text a name is one unless a place is called so.
    for (name, standIn) in names where !ofPlaces.contains(name) {
      text = text.replacing(name, with: standIn)
    }
    return text
  }

  /// A date of birth with the stand-in's day: `1980-05-06`, `1980年5月6日`, `19800506`.
  private func replacedDate(_ text: String) -> String {
    let parts = DigitSearch.runs(Array(text), joining: false).map { String($0.digits) }
    let (year, month, day) = (String(id[6..<10]), String(id[10..<12]), String(id[12..<14]))
    let newDay = String(standIn[12..<14])
    if parts == [year + month + day] { return text.replacing(year + month + day, with: year + month + newDay) }
    guard parts.count == 3, parts[0] == year, Int(parts[1]) == Int(month), Int(parts[2]) == Int(day),
      let last = text.range(of: parts[2], options: .backwards)
    else { return text }
    return text.replacingCharacters(in: last, with: parts[2].count == 2 ? newDay : String(Int(newDay) ?? 1))
  }

  // MARK: Bytes

  /// Bytes of an unknown form with the person's number replaced, as ASCII or UTF-16; nil where it does not stand there.
  func replaced(bytes: [UInt8]) -> [UInt8]? {
    var bytes = bytes
    var isChanged = false
    for (from, to) in forms {
      for width in [0, 1, 2] {
        func spread(_ digits: [Character]) -> [UInt8] {
          digits.flatMap { digit -> [UInt8] in
            let byte = digit.asciiValue ?? 48
            return width == 0 ? [byte] : width == 1 ? [byte, 0] : [0, byte]
          }
        }
        if replace(spread(from), by: spread(to), in: &bytes) { isChanged = true }
      }
    }
    return isChanged ? bytes : nil
  }

  private func replace(_ old: [UInt8], by new: [UInt8], in bytes: inout [UInt8]) -> Bool {
    var isFound = false
    var start = 0
    while let first = bytes[start...].firstIndex(of: old[0]) {
      start = first + 1
      guard first + old.count <= bytes.count, bytes[first..<first + old.count].elementsEqual(old) else { continue }
      bytes.replaceSubrange(first..<first + old.count, with: new)
      isFound = true
      start = first + old.count
    }
    return isFound
  }

  private func folded(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
