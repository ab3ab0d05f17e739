/// What a piece of evidence measures of its rows.
public enum EvidenceMeasure: Hashable, Sendable {
  /// How many rows there are, or how many have something in a column.
  case count(column: String?)
  /// The sum of a column.
  case sum(column: String)
  /// How many different values a column has.
  case distinct(column: String)
  /// The sum of one column over the sum of another.
  case ratio(part: String, whole: String)

  /// The columns that it needs.
  public var columns: [String] {
    switch self {
    case .count(let column): column.map { [$0] } ?? []
    case .sum(let column), .distinct(let column): [column]
    case .ratio(let part, let whole): [part, whole]
    }
  }

  /// As outputs name it: `sum 当选人数`.
  public var words: String {
    switch self {
    case .count(let column): column.map { "count \($0)" } ?? "count rows"
    case .sum(let column): "sum \(column)"
    case .distinct(let column): "distinct \(column)"
    case .ratio(let part, let whole): "ratio \(part)/\(whole)"
    }
  }
}

/// A figure that evidence gives: formulas of the claims file ask for it as `evidence.<claim>`.
public struct EvidenceResult: Sendable {
  /// The name of the claim that it answers, for instance `demonstration_sites`.
  public var claim: String
  /// The budget line that it is evidence for.
  public var line: String
  /// What people call it: 参训人数; empty where the pipeline names it not.
  public var name = ""
  /// What was measured.
  public var measure: EvidenceMeasure
  /// The value; nil where the evidence is missing or cannot be read.
  public var value: Ratio?
  /// The cells that were measured, or the file that should hold them.
  public var place: Place
  /// What is needed, where the value is missing.
  public var needed: Message?

  /// A figure that evidence gives or fails to give.
  public init(
    claim: String, line: String, measure: EvidenceMeasure, value: Ratio?, place: Place, needed: Message?
  ) {
    self.claim = claim
    self.line = line
    self.measure = measure
    self.value = value
    self.place = place
    self.needed = needed
  }
}

/// A payment out of a budget line, with the reference under which the treasury made it.
public struct Voucher: Sendable {
  /// The treasury's payment reference; empty where none is stated.
  public var reference: String
  /// The line as written.
  public var line: String
  /// Who was paid.
  public var payee: String
  /// What for.
  public var purpose: String
  /// How much.
  public var entry: Budget.Entry
  /// When; nil where it is not stated.
  public var date: CalendarDate?

  /// A payment out of a budget line.
  public init(
    reference: String, line: String, payee: String, purpose: String, entry: Budget.Entry, date: CalendarDate?
  ) {
    self.reference = reference
    self.line = line
    self.payee = payee
    self.purpose = purpose
    self.entry = entry
    self.date = date
  }
}

/// Lists of persons that a county's payments are held against.
public enum EvidenceListKind: String, Sendable, CaseIterable {
  /// 离任
  case leftOffice = "left_office"
  /// 死亡
  case deceased
  /// 财政供养
  case payroll
}

/// A list of persons who left office, died, or are on another payroll.
public struct EvidenceList: Sendable {
  /// A person of the list.
  public struct Entry: Sendable {
    /// From when; nil where it is not stated.
    public var date: CalendarDate?
    /// Where it stands.
    public var place: Place

    /// A person of the list.
    public init(date: CalendarDate?, place: Place) {
      self.date = date
      self.place = place
    }
  }

  /// What the list says of its persons.
  public var kind: EvidenceListKind
  /// Persons by ID number; the earliest date of each counts.
  public var persons: [IDNumber: Entry]

  /// A list of persons.
  public init(kind: EvidenceListKind, persons: [IDNumber: Entry]) {
    self.kind = kind
    self.persons = persons
  }
}
