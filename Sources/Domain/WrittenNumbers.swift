/// The numbers of a text as people write them: digits in groups, with blanks, hyphens, points or strokes among them, full-width or not.
public struct WrittenNumbers {
  /// Digits that stand together, with the places of their characters.
  private struct Group {
    var places: [Int] = []
    var digits: [Character] = []
  }

  /// Groups that nothing but separators sets apart.
  private var chains: [[Group]] = []
  private let characters: [Character]

  // More than this sets numbers apart for anybody.
  private static let longestGap = 3

  init(_ characters: [Character]) {
    self.characters = characters
    var chain: [Group] = []
    var group = Group()
    var gap = 0
    func endGroup() {
      if !group.digits.isEmpty { chain.append(group) }
      group = Group()
    }
    func endChain() {
      endGroup()
      if !chain.isEmpty { chains.append(chain) }
      (chain, gap) = ([], 0)
    }
    for (place, character) in characters.enumerated() {
      let isCheck = "xXｘＸ".contains(character) && !(chain.isEmpty && group.digits.isEmpty)
      if let digit = Self.digit(character) ?? (isCheck ? "X" : nil) {
        gap = 0
        group.places.append(place)
        group.digits.append(digit)
      } else if Self.isSeparator(character) || place > 0 && characters[place - 1] == "\\" && "nrt".contains(character) {
        endGroup()
        gap += 1
        if gap > Self.longestGap { endChain() }
      } else {
        endChain()
      }
    }
    endChain()
  }

  /// The places of the digits of each number that has the form of a person's.
  var personal: [[Int]] {
    chains.flatMap { chain -> [[Int]] in
      var found: [[Int]] = []
      var start = 0
      while start < chain.count {
        var (count, end) = (0, -1)
        for position in start..<chain.count {
          count += chain[position].digits.count
          // The longest form of an account; what is longer stands in one group.
          if position > start, count > 19 { break }
          if isPersonal(chain[start...position]) { end = position }
        }
        if end >= start { found.append(chain[start...end].flatMap(\.places)) }
        start = max(start, end) + 1
      }
      return found
    }
  }

  private func isPersonal(_ groups: ArraySlice<Group>) -> Bool {
    let digits = groups.flatMap(\.digits)
    if let check = digits.firstIndex(of: "X"), check != 17 || digits.count != 18 { return false }
    guard groups.count > 1, let first = groups.first else { return isPersonal(alone: digits, at: groups.first) }
    let sizes = groups.map(\.digits.count)
    let isEven = sizes.dropLast().allSatisfy { $0 == sizes[0] } && sizes[sizes.count - 1] <= sizes[0] && sizes[0] != 2
    switch digits.count {
    case 18 where Self.isID(digits), 15 where Self.isID(digits): return true
    case 11:
      return Self.isPhone(digits) && (isEven || [[3, 4, 4], [3, 8], [7, 4], [3, 3, 5], [3, 5, 3]].contains(sizes))
    case 16...19:
      // Amounts and years that stand beside each other have no such shape, or no such beginning.
      return (isEven && sizes[0] < 8 || sizes.count == 2 && first.digits.count == 6)
        && "34569".contains(digits[0])
    default: return false
    }
  }

  private func isPersonal(alone digits: [Character], at group: Group?) -> Bool {
    let isMoment = digits.count == 14 && digits.starts(with: "20")
    guard Self.isPhone(digits) || digits.count >= 13 && !isMoment, let group, let first = group.places.first,
      let last = group.places.last
    else { return false }
    return !isInDigest(first, last)
  }

  /// Whether digits are a part of a digest or a fingerprint, which is set apart from all else.
  private func isInDigest(_ first: Int, _ last: Int) -> Bool {
    func isHex(_ place: Int) -> Bool {
      characters.indices.contains(place) && (("a"..."f").contains(characters[place]) || characters[place].isWholeNumber)
    }
    var (start, end) = (first, last)
    while isHex(start - 1) { start -= 1 }
    while isHex(end + 1) { end += 1 }
    func isBound(_ place: Int) -> Bool {
      !characters.indices.contains(place) || characters[place].isWhitespace
        || "\"'#,;=（）()“”:：".contains(characters[place])
    }
    return end - start > last - first && [12, 16, 40, 64].contains(end - start + 1) && isBound(start - 1)
      && isBound(end + 1)
  }

  private static func isPhone(_ digits: [Character]) -> Bool {
    digits.count == 11 && digits[0] == "1" && digits[1] >= "3"
  }

  /// Whether digits have the form of an ID number, of 18 characters or of the 15 of before 1999: a province's area and a date.
  public static func isID(_ digits: [Character]) -> Bool {
    guard digits.count == 18 || digits.count == 15, !digits.dropLast().contains("X") else { return false }
    func number(_ range: Range<Int>) -> Int { Int(String(digits[range])) ?? -1 }
    let isProvince = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83].contains {
      $0.contains(number(0..<2))
    }
    let isCentury = digits.count == 15 || [19, 20].contains(number(6..<8))
    let month = digits.count == 15 ? 8 : 10
    return isProvince && isCentury && (1...12).contains(number(month..<month + 2))
      && (1...31).contains(number(month + 2..<month + 4))
  }

  private static func digit(_ character: Character) -> Character? {
    if ("0"..."9").contains(character) { return character }
    guard character.unicodeScalars.count == 1, let value = character.unicodeScalars.first?.value,
      (0xFF10...0xFF19).contains(value)
    else { return nil }
    return Character(UnicodeScalar(UInt8(value - 0xFF10 + 48)))
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character.isWhitespace || "-－—–‐'’.．/／_＿·\\\u{200B}\u{FEFF}".contains(character)
  }
}
