/// The numbers of a text as people write them: digits in groups, with blanks, hyphens, points or strokes among them, full-width or not.
/// Read from bytes, for every text that is published goes through here.
public struct WrittenNumbers {
  /// UTF-8.
  public typealias Bytes = UnsafeBufferPointer<UInt8>

  /// A digit, or the X that checks an ID number, with the bytes at which it stands.
  private struct Digit {
    let value: UInt8
    let place: Range<Int>
  }

  private let bytes: Bytes
  private var digits: [Digit] = []
  /// Digits that stand together, in chains that nothing but separators sets apart.
  private var chains: [[Range<Int>]] = []

  private static let x = UInt8(ascii: "X")
  // More than this sets numbers apart for anybody.
  private static let longestGap = 3

  init(_ bytes: Bytes) {
    self.bytes = bytes
    var chain: [Range<Int>] = []
    var (start, gap) = (0, 0)
    func endGroup() {
      if digits.count > start { chain.append(start..<digits.count) }
      start = digits.count
    }
    func endChain() {
      endGroup()
      if !chain.isEmpty { chains.append(chain) }
      (chain, gap) = ([], 0)
    }
    Self.scan(bytes) { mark, place in
      switch mark {
      case .check where chain.isEmpty && digits.count == start: endChain()
      case .digit(let value), .check(let value):
        gap = 0
        digits.append(Digit(value: value, place: place))
      case .separator:
        endGroup()
        gap += 1
        if gap > Self.longestGap { endChain() }
      case .other: endChain()
      }
      return true
    }
    endChain()
  }

  /// Whether a text may have a person's number: as many digits as one takes, in one group or in several. Nearly all that is published
  /// is told by this alone.
  public static func mayBePersonal(_ bytes: Bytes) -> Bool {
    var chain = Tally()
    var (gap, isFound) = (0, false)
    scan(bytes) { mark, _ in
      switch mark {
      case .check where chain.digits == 0: break
      case .digit(let value), .check(let value):
        gap = 0
        chain.add(value)
        isFound = chain.isLong
      case .separator:
        isFound = chain.endsInPhone
        chain.inGroup = 0
        gap += 1
        if gap > longestGap { chain = Tally() }
      case .other:
        isFound = chain.endsInPhone
        (chain, gap) = (Tally(), 0)
      }
      return !isFound
    }
    return isFound || chain.endsInPhone
  }

  /// How many digits a chain has so far. Codes of villages have twelve in one group, and two months eight or twelve in several.
  private struct Tally {
    var (digits, groups, inGroup) = (0, 0, 0)
    /// The first group that begins as a phone does, and the digits before it.
    var phone: (group: Int, before: Int)?
    var beginsAsPhone = false

    var endsInPhone: Bool { inGroup == 11 && beginsAsPhone }
    /// Whether these are an ID number's or an account's, or a phone's in several groups.
    var isLong: Bool {
      inGroup == 13 || groups > 1 && digits >= 15
        || phone.map { groups > $0.group && digits - $0.before >= 11 } ?? false
    }

    mutating func add(_ value: UInt8) {
      if inGroup == 0 {
        groups += 1
        beginsAsPhone = value == UInt8(ascii: "1")
        if beginsAsPhone, phone == nil { phone = (groups, digits) }
      }
      (digits, inGroup) = (digits + 1, inGroup + 1)
    }
  }

  /// The places of the digits of each number that has the form of a person's.
  var personal: [[Range<Int>]] {
    chains.flatMap { chain -> [[Range<Int>]] in
      var found: [[Range<Int>]] = []
      var start = 0
      while start < chain.count {
        var end = -1
        for position in start..<chain.count {
          // The longest form of an account; what is longer stands in one group.
          if position > start, chain[position].upperBound - chain[start].lowerBound > 19 { break }
          if isPersonal(chain[start...position]) { end = position }
        }
        if end >= start { found.append(digits[chain[start].lowerBound..<chain[end].upperBound].map { $0.place }) }
        start = max(start, end) + 1
      }
      return found
    }
  }

  private func isPersonal(_ groups: ArraySlice<Range<Int>>) -> Bool {
    guard let first = groups.first, let last = groups.last else { return false }
    let number = digits[first.lowerBound..<last.upperBound].map { $0.value }
    if let check = number.firstIndex(of: Self.x), check != 17 || number.count != 18 { return false }
    guard groups.count > 1 else { return isPersonal(alone: number, at: first) }
    if groups.contains(where: beginsRunName) || groups.dropLast().contains(where: endsCodeOfMember) { return false }
    let sizes = groups.map { $0.count }
    let isEven = sizes.dropLast().allSatisfy { $0 == sizes[0] } && sizes[sizes.count - 1] <= sizes[0] && sizes[0] != 2
    switch number.count {
    case 18 where Self.isID(number), 15 where Self.isID(number): return true
    // 138000000.00 is an amount.
    case 11 where sizes != [9, 2]:
      return Self.isPhone(number) && (isEven || [[3, 4, 4], [3, 8], [7, 4], [3, 3, 5], [3, 5, 3]].contains(sizes))
    case 16...19:
      // Amounts and years that stand beside each other have no such shape, or no such beginning.
      return (isEven && sizes[0] < 8 || sizes.count == 2 && first.count == 6) && "34569".utf8.contains(number[0])
    default: return false
    }
  }

  /// Whether a group is the day of a run's name, 20211231T235959Z.
  private func beginsRunName(_ group: Range<Int>) -> Bool {
    guard group.count == 8 else { return false }
    let rest = bytes[digits[group.upperBound - 1].place.upperBound...].prefix(8)
    return rest.count == 8 && rest.first == UInt8(ascii: "T") && rest.last == UInt8(ascii: "Z")
      && rest.dropFirst().dropLast().allSatisfy { (0x30...0x39).contains($0) }
  }

  private func isPersonal(alone number: [UInt8], at group: Range<Int>) -> Bool {
    let isMoment = number.count == 14 && number.starts(with: "20".utf8)
    guard Self.isPhone(number) || number.count >= 13 && !isMoment else { return false }
    return !isInDigest(digits[group.lowerBound].place.lowerBound..<digits[group.upperBound - 1].place.upperBound)
  }

  /// Whether digits are a part of a digest or a fingerprint, which is set apart from all else.
  private func isInDigest(_ place: Range<Int>) -> Bool {
    var (start, end) = (place.lowerBound, place.upperBound)
    while start > 0, Self.isHex(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, Self.isHex(bytes[end]) { end += 1 }
    guard end - start > place.count, [12, 16, 40, 64].contains(end - start) else { return false }
    // No name or remark has a word as long as a whole digest, whatever stands before it (archive/…).
    return end - start >= 40
      || (isBound(before: start) || end - start == 16 && hasVillage(before: start)) && isBound(after: end)
  }

  /// Whether a group is the village's code in a member's key as tables are compared by it, 440781001201/2617a1f36f571951: what
  /// follows it is a keyed hash, and none of its digits are the code's.
  private func endsCodeOfMember(_ group: Range<Int>) -> Bool {
    guard group.count == 12 else { return false }
    let start = digits[group.upperBound - 1].place.upperBound + 1
    let word = bytes[min(start, bytes.count)...].prefix { Self.isHex($0) }
    return word.count == 16 && word.contains { $0 > UInt8(ascii: "9") } && hasVillage(before: start)
      && isBound(after: word.endIndex)
  }

  /// Whether a code of twelve digits that is set apart from all else, and a stroke, stand before a place.
  private func hasVillage(before place: Int) -> Bool {
    guard place >= 13, bytes[place - 1] == UInt8(ascii: "/") else { return false }
    return bytes[place - 13..<place - 1].allSatisfy { (0x30...0x39).contains($0) } && isBound(before: place - 13)
  }

  private static func isHex(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }

  private static func isBound(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "\"'#,;=（）()“”:：".unicodeScalars.contains(scalar)
  }

  private func isBound(before place: Int) -> Bool {
    String(decoding: bytes[..<place].suffix(4), as: UTF8.self).unicodeScalars.last.map(Self.isBound) ?? true
  }

  private func isBound(after place: Int) -> Bool {
    String(decoding: bytes[place...].prefix(4), as: UTF8.self).unicodeScalars.first.map(Self.isBound) ?? true
  }

  private static func isPhone(_ number: [UInt8]) -> Bool {
    number.count == 11 && number[0] == UInt8(ascii: "1") && number[1] >= UInt8(ascii: "3")
  }

  /// Whether digits have the form of an ID number, of 18 characters or of the 15 of before 1999: a province's area and a date.
  public static func isID(_ number: [UInt8]) -> Bool {
    guard number.count == 18 || number.count == 15, !number.dropLast().contains(x) else { return false }
    func value(_ range: Range<Int>) -> Int { number[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
    let isProvince = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83].contains {
      $0.contains(value(0..<2))
    }
    let isCentury = number.count == 15 || [19, 20].contains(value(6..<8))
    let month = number.count == 15 ? 8 : 10
    return isProvince && isCentury && (1...12).contains(value(month..<month + 2))
      && (1...31).contains(value(month + 2..<month + 4))
  }
}

// MARK: - Marks

extension WrittenNumbers {
  /// What a character is to a number.
  private enum Mark {
    case digit(UInt8)
    case check(UInt8)
    case separator
    case other
  }

  /// Goes through the characters of a text, with the bytes at which each stands, until it is told to stop.
  @inline(__always)
  private static func scan(_ bytes: Bytes, _ step: (Mark, Range<Int>) -> Bool) {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let length =
        switch byte {
        case ..<0xC0: 1
        case ..<0xE0: 2
        case ..<0xF0: 3
        default: 4
        }
      let place = position..<min(position + length, bytes.count)
      let mark: Mark =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit(byte)
        case UInt8(ascii: "X"), UInt8(ascii: "x"): .check(x)
        case ..<0x80: isSeparator(byte, at: position, in: bytes) ? .separator : .other
        // Nearly all ideographs.
        case 0xE4...0xE9: .other
        default: rare(bytes, place)
        }
      guard step(mark, place) else { return }
      position = place.upperBound
    }
  }

  private static func isSeparator(_ byte: UInt8, at position: Int, in bytes: Bytes) -> Bool {
    switch byte {
    case 0x09...0x0D, 0x20: true
    case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"),
      UInt8(ascii: "\\"):
      true
    // What stands for a line's end or a tab in a text that has been escaped.
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position > 0 && bytes[position - 1] == UInt8(ascii: "\\")
    default: false
    }
  }

  private static func rare(_ bytes: Bytes, _ place: Range<Int>) -> Mark {
    guard let scalar = String(decoding: bytes[place], as: UTF8.self).unicodeScalars.first else { return .other }
    return switch scalar.value {
    case 0xFF10...0xFF19: .digit(UInt8(scalar.value - 0xFF10 + 48))
    case 0xFF38, 0xFF58: .check(x)
    // Punctuation and letters of Chinese that are no separators, before the dearer question.
    case 0xFF01...0xFF0C, 0xFF1A...0xFF37, 0x3001...0x9FFF, 0x201C...0x2027: .other
    case 0x200B, 0xFEFF, 0x2010...0x2015, 0x2019, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF3F, 0xB7: .separator
    default: scalar.properties.isWhitespace ? .separator : .other
    }
  }
}
