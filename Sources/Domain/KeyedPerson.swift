/// What may be told of an ID number beside its keyed hash: what is shown of it, what its digits prove, and no more.
public struct IDFacts: Hashable, Sendable {
  /// The first six digits.
  public var area: Int
  /// The value of the check character (X counts 10).
  public var check: Int
  /// Whether the check character is right.
  public var hasValidCheck: Bool
  /// Whether the number says male.
  public var isMale: Bool
  /// The year of birth; nil where the date of birth is none.
  public var birthYear: Int?
  /// The age in years at the period's end; nil where the date of birth is none.
  public var age: Int?

  /// What is told of a number.
  public init(area: Int, check: Int, hasValidCheck: Bool, isMale: Bool, birthYear: Int?, age: Int?) {
    self.area = area
    self.check = check
    self.hasValidCheck = hasValidCheck
    self.isMale = isMale
    self.birthYear = birthYear
    self.age = age
  }

  /// In one word that is never zero: 20 bits of area, 4 of check, 4 of flags, 14 of year, 15 of age.
  fileprivate var packed: UInt64 {
    var bits: UInt64 = 1
    bits |= (hasValidCheck ? 2 : 0) | (isMale ? 4 : 0) | (birthYear != nil && age != nil ? 8 : 0)
    bits |= (UInt64(clamping: check) & 0xF) << 4 | (UInt64(clamping: area) & 0xF_FFFF) << 8
    bits |= (UInt64(clamping: birthYear ?? 0) & 0x3FFF) << 28
    bits |= (UInt64(clamping: (age ?? 0) + 16_384) & 0x7FFF) << 42
    return bits
  }

  fileprivate init(packed bits: UInt64) {
    let hasBirth = bits & 8 != 0
    self.init(
      area: Int(bits >> 8 & 0xF_FFFF), check: Int(bits >> 4 & 0xF), hasValidCheck: bits & 2 != 0,
      isMale: bits & 4 != 0, birthYear: hasBirth ? Int(bits >> 28 & 0x3FFF) : nil,
      age: hasBirth ? Int(bits >> 42 & 0x7FFF) - 16_384 : nil)
  }
}

extension IDNumber {
  /// A number of which only the keyed hash is known, and what is told beside it.
  public init(key: UInt64, facts: IDFacts) { self.init(packed: key, told: facts.packed) }

  /// What may be told of a number beside its keyed hash, at the end of a period.
  public func facts(at end: YearMonth) -> IDFacts {
    facts
      ?? IDFacts(
        area: area, check: check, hasValidCheck: hasValidCheck, isMale: isMale, birthYear: birth?.month.year,
        age: age(at: end))
  }

  /// What is told beside the keyed hash; nil for a number that is known whole.
  var facts: IDFacts? { told == 0 ? nil : IDFacts(packed: told) }

  /// The keyed hash, where only that is known.
  public var key: UInt64? { told == 0 ? nil : packed }
}

/// A member's name without inner spaces: compared and masked. Of one that was read elsewhere only its mask and a keyed hash are known.
public struct MemberName: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name; its mask, where only that is known.
  public let text: String
  /// The keyed hash; zero for a name that is known whole.
  private let hash: UInt64

  /// A name that is known whole.
  public init(_ text: String) { (self.text, hash) = (text, 0) }

  /// A name that is known whole.
  public init(stringLiteral text: String) { self.init(text) }

  /// A name of which only the mask and a keyed hash are known.
  public init(masked: String, key: UInt64) { (text, hash) = (masked, key == 0 ? 1 : key) }

  /// The keyed hash, where only that is known.
  public var key: UInt64? { hash == 0 ? nil : hash }

  /// The first character and a star for each other.
  public var masked: String { hash == 0 ? Mask.name(text) : text }
}
