public import Domain

/// What record lines are told with: names of places, and what stands in the place of personal data.
public struct RecordTerms: Sendable {
  /// The version of the lines' form. One that it does not know is not read.
  public static let version = 7

  /// The register, whose codes stand for its places.
  public var register: Register
  /// The period's last month, at which ages are told.
  public var until: YearMonth
  /// The keyed hash of an ID number.
  public var person: @Sendable (IDNumber) -> UInt64
  /// The keyed hash of a name.
  public var name: @Sendable (MemberName) -> UInt64
  /// The keyed hash of an account.
  public var account: @Sendable (Account) -> UInt64

  /// What record lines are told with.
  public init(
    register: Register, until: YearMonth, person: @escaping @Sendable (IDNumber) -> UInt64,
    name: @escaping @Sendable (MemberName) -> UInt64, account: @escaping @Sendable (Account) -> UInt64
  ) {
    self.register = register
    self.until = until
    self.person = person
    self.name = name
    self.account = account
  }
}

/// A column that a line lacks, or whose text is none of its kind.
public struct RecordFault: Error {
  /// The column's name.
  public var column: String
}

/// One pass over a line's columns in their order: to write them, to read them, or to name them. So writer, reader and
/// description follow one list.
protocol RecordColumns {
  /// What places and persons are told with.
  var terms: RecordTerms { get }
  /// Whether values come from the line; else they go into it.
  var isReading: Bool { get }
  /// Writes the value, or reads it.
  mutating func column(_ name: StaticString, _ value: inout some RecordText) throws(RecordFault)
}

extension RecordColumns {
  /// A value that stands by its name.
  mutating func named<Value: RawRepresentable>(_ name: StaticString, _ value: inout Value) throws(RecordFault)
  where Value.RawValue: RecordText {
    var raw = value.rawValue
    try column(name, &raw)
    guard let known = Value(rawValue: raw) else { throw RecordFault(column: "\(name)") }
    value = known
  }

  /// A number of the program's own narrow kinds.
  mutating func whole<Value: FixedWidthInteger>(_ name: StaticString, _ value: inout Value) throws(RecordFault) {
    var wide = Int64(value)
    try column(name, &wide)
    guard let narrow = Value(exactly: wide) else { throw RecordFault(column: "\(name)") }
    value = narrow
  }

  /// A first and a last number, in two columns.
  mutating func range(
    _ first: StaticString, _ last: StaticString, _ value: inout ClosedRange<Int>
  ) throws(RecordFault) {
    var (from, to) = (value.lowerBound, value.upperBound)
    try column(first, &from)
    try column(last, &to)
    guard from <= to else { throw RecordFault(column: "\(last)") }
    value = from...to
  }

  /// The same where there may be none.
  mutating func range<Bound: RecordText & Comparable>(
    _ first: StaticString, _ last: StaticString, _ value: inout ClosedRange<Bound>?
  ) throws(RecordFault) {
    var (from, to) = (value?.lowerBound, value?.upperBound)
    try column(first, &from)
    try column(last, &to)
    guard let from, let to else { return value = nil }
    guard from <= to else { throw RecordFault(column: "\(last)") }
    value = from...to
  }

  /// A county by its six digits; nil for none.
  mutating func county(_ name: StaticString, _ position: inout Int?) throws(RecordFault) {
    let counties = terms.register.counties
    var code = position.map { counties[$0].code }
    try column(name, &code)
    guard isReading else { return }
    position = try find(code, name) { code in counties.indices.first { counties[$0].code == code } }
  }

  /// A town by its nine digits; nil for none.
  mutating func town(_ name: StaticString, _ position: inout Int?) throws(RecordFault) {
    let register = terms.register
    var code = position.map { register.towns[$0].code }
    try column(name, &code)
    guard isReading else { return }
    position = try find(code, name) { code in register.town(coded: code) }
  }

  /// A village by its twelve digits; nil for none.
  mutating func village(_ name: StaticString, _ position: inout Int?) throws(RecordFault) {
    let register = terms.register
    var code = position.map { register.villages[$0].code }
    try column(name, &code)
    guard isReading else { return }
    position = try find(code, name) { code in register.village(coded: code) }
  }

  private func find(_ code: String?, _ name: StaticString, _ position: (String) -> Int?) throws(RecordFault) -> Int? {
    guard let code else { return nil }
    guard let found = position(code) else { throw RecordFault(column: "\(name)") }
    return found
  }

  /// Places of records: -1 where the name has no code.
  mutating func places(village: inout Int32, town: inout Int32) throws(RecordFault) {
    var (here, around) = (village < 0 ? nil : Int(village), town < 0 ? nil : Int(town))
    try self.village("village_code", &here)
    try self.town("town_code", &around)
    (village, town) = (Int32(here ?? -1), Int32(around ?? -1))
  }

  /// A person: the keyed hash, and what may be told beside it.
  mutating func person(_ id: inout IDNumber?) throws(RecordFault) {
    let facts = id?.facts(at: terms.until)
    var key = id.map { KeyText($0.key ?? terms.person($0)) }
    var masked = id?.masked
    var (hasValidCheck, isMale) = (facts?.hasValidCheck, facts?.isMale)
    var (birthYear, age) = (facts?.birthYear, facts?.age)
    try column("person_key", &key)
    try column("id_masked", &masked)
    try column("id_check", &hasValidCheck)
    try column("id_male", &isMale)
    try column("birth_year", &birthYear)
    try column("age", &age)
    guard isReading else { return }
    guard let key else { return id = nil }
    guard let masked, masked.utf8.count == 18, let area = Int(masked.prefix(6)), let last = masked.last,
      let check = last == "X" ? 10 : last.wholeNumberValue, let hasValidCheck, let isMale
    else { throw RecordFault(column: "id_masked") }
    id = IDNumber(
      key: key.value,
      facts: IDFacts(
        area: area, check: check, hasValidCheck: hasValidCheck, isMale: isMale, birthYear: birthYear, age: age))
  }

  /// A name: its mask and keyed hash.
  mutating func name(_ name: inout MemberName) throws(RecordFault) {
    // Nobody's name has no key that could be held against another.
    var key = name.text.isEmpty ? nil : KeyText(name.key ?? terms.name(name))
    var masked = name.masked
    try column("name_key", &key)
    try column("name_masked", &masked)
    guard isReading else { return }
    name = key.map { MemberName(masked: masked, key: $0.value) } ?? MemberName("")
  }

  /// An account: its keyed hash, mask and check.
  mutating func account(_ account: inout Account?) throws(RecordFault) {
    var key = account.map { KeyText($0.key ?? terms.account($0)) }
    var masked = account?.masked
    var check = account?.hasValidCheck
    try column("account_key", &key)
    try column("account_masked", &masked)
    try column("account_check", &check)
    guard isReading else { return }
    guard let key else { return account = nil }
    guard let masked, let tail = UInt16(masked.suffix(4)), let length = UInt8(exactly: masked.utf8.count),
      (8...32).contains(length), let check
    else { throw RecordFault(column: "account_masked") }
    account = Account(key: key.value, length: length, tail: tail, hasValidCheck: check)
  }
}

/// Columns by their names alone.
struct ColumnNames: RecordColumns {
  let terms = RecordTerms(
    register: Register([]), until: YearMonth(year: 2000, month: 1), person: { _ in 0 }, name: { _ in 0 },
    account: { _ in 0 })
  let isReading = false
  private(set) var names: [String] = []

  mutating func column(_ name: StaticString, _ value: inout some RecordText) { names.append("\(name)") }
}
