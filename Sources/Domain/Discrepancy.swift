/// What people read of a discrepancy, in both languages.
public struct Message: Hashable, Sendable, Codable {
  /// 中文
  public var zh: String
  /// English
  public var en: String

  /// A message in both languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The text in a language; English for any but zh.
  public func text(_ language: String) -> String { language == "zh" ? zh : en }
}

/// Whom or what a discrepancy is about. Finer subjects lie within coarser ones by their positions in the register.
public struct Subject: Hashable, Sendable {
  /// Position of the county in the register; nil for the fund.
  public var county: Int?
  /// Position of the town.
  public var town: Int?
  /// Position of the village.
  public var village: Int?
  /// The person, who is published as a keyed hash only.
  public var person: IDNumber?
  /// Tells apart subjects that are neither village nor person: a budget line, a sheet, a row text.
  public var detail: String

  /// A subject; all parts are optional.
  public init(county: Int? = nil, town: Int? = nil, village: Int? = nil, person: IDNumber? = nil, detail: String = "") {
    self.county = county
    self.town = town
    self.village = village
    self.person = person
    self.detail = detail
  }
}

/// The quantities that a discrepancy disturbs: what a figure above it may owe its own difference to.
public struct Quantities: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// Quantities by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Which villages are reported.
  public static let villages = Quantities(rawValue: 1)
  /// Members listed.
  public static let listed = Quantities(rawValue: 2)
  /// Members not paid again.
  public static let concurrent = Quantities(rawValue: 4)
  /// Members who are paid.
  public static let heads = Quantities(rawValue: 8)
  /// Person-months and what is due for them.
  public static let due = Quantities(rawValue: 16)
  /// Amounts that the county states.
  public static let stated = Quantities(rawValue: 32)
  /// What stands in a document that is only checked against those that count: no figure is made of it.
  public static let beside = Quantities(rawValue: 64)
  /// Everything that a row brings: what is lost when a row cannot be used.
  public static let row: Quantities = [.villages, .listed, .concurrent, .heads, .due, .stated]
}

/// A fact that does not tie, with its evidence. One discrepancy has one fingerprint and one or more places.
///
/// A run may have tens of thousands, each of many texts: handing one on costs a reference, and what it says is copied only where one of
/// two holders changes it.
public struct Discrepancy: Sendable {
  /// One place of the discrepancy, with what stands there.
  public struct Spot: Hashable, Sendable {
    /// Where.
    public var place: Place
    /// The text as written, masked where it is personal.
    public var raw: String
    /// How it was read.
    public var parsed: String
    /// The subject at this place, where a group finding spans several.
    public var subject: Subject?

    /// A place and what stands there.
    public init(_ place: Place, raw: String = "", parsed: String = "", subject: Subject? = nil) {
      self.place = place
      self.raw = raw
      self.parsed = parsed
      self.subject = subject
    }
  }

  /// How far up the chain the fact stands; a coarser fact may be the consequence of finer ones.
  public enum Level: Int, Sendable, Comparable {
    /// A cell or a row.
    case row
    /// A village.
    case village
    /// A subtotal or a town.
    case town
    /// A county.
    case county
    /// The fund.
    case fund
    /// Order from fine to coarse.
    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// What was wanted, what was found, and by how much they differ.
  public enum Gap: Hashable, Sendable {
    /// No two figures are compared.
    case none
    /// Two texts, as they are.
    case texts(expected: String, actual: String)
    /// Two counts, of `人`, `村` or `月`.
    case counts(expected: Int, actual: Int, unit: String)
    /// Two amounts in yuan.
    case money(expected: Money, actual: Money)
  }

  /// The code.
  public var code: Code
  /// The severity.
  public var severity: Severity
  /// How far up the chain it stands.
  public var level: Level
  /// The quantities it disturbs.
  public var touches: Quantities
  /// Whether findings below it may explain it: true for ties of sums, false for facts of their own.
  public var isTie: Bool
  /// Rows that a stated sum adds up; findings on them, in its column, are its causes.
  public var partRows: ClosedRange<Int>?
  /// Columns that a stated sum adds up where its parts stand beside it; nil for its own column.
  public var partColumns: ClosedRange<Int>?

  /// What it says: many texts, which are shared.
  @usableFromInline struct Told: Sendable {
    @usableFromInline var subject: Subject
    @usableFromInline var period: String
    @usableFromInline var field: String
    @usableFromInline var spots: [Spot]
    @usableFromInline var gap: Gap
    @usableFromInline var consistentWith: [Message] = []
    @usableFromInline var causes: [Int] = []
    @usableFromInline var message: Message
    @usableFromInline var policy: String
  }
  @usableFromInline var told: Shared<Told>

  /// Whom it is about.
  @inlinable public var subject: Subject {
    _read { yield told.value.subject }
    _modify { yield &told.value.subject }
  }
  /// The period, for instance `2021` or `2021-08`.
  @inlinable public var period: String {
    _read { yield told.value.period }
    _modify { yield &told.value.period }
  }
  /// The field, in the words of the columns: months, amount, concurrent …
  @inlinable public var field: String {
    _read { yield told.value.field }
    _modify { yield &told.value.field }
  }
  /// Where, at least one.
  @inlinable public var spots: [Spot] {
    _read { yield told.value.spots }
    _modify { yield &told.value.spots }
  }
  /// What differs.
  @inlinable public var gap: Gap {
    _read { yield told.value.gap }
    _modify { yield &told.value.gap }
  }
  /// What the gap is consistent with, most specific first; filled by diagnosis.
  @inlinable public var consistentWith: [Message] {
    _read { yield told.value.consistentWith }
    _modify { yield &told.value.consistentWith }
  }
  /// Positions of the discrepancies that caused this one; filled by the checks and by attribution.
  @inlinable public var causes: [Int] {
    _read { yield told.value.causes }
    _modify { yield &told.value.causes }
  }
  /// The message.
  @inlinable public var message: Message {
    _read { yield told.value.message }
    _modify { yield &told.value.message }
  }
  /// The policy that was applied, if one was.
  @inlinable public var policy: String {
    _read { yield told.value.policy }
    _modify { yield &told.value.policy }
  }

  /// A discrepancy with its evidence.
  public init(
    _ code: Code, severity: Severity? = nil, subject: Subject, period: String = "", field: String = "", spots: [Spot],
    gap: Gap = .none, level: Level = .row, touches: Quantities = [], isTie: Bool = false, policy: String = "",
    zh: String, en: String
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.level = level
    self.touches = touches
    self.isTie = isTie
    told = Shared(
      Told(
        subject: subject, period: period, field: field, spots: spots, gap: gap, message: Message(zh: zh, en: en),
        policy: policy))
  }
}
