public import Domain

/// What the fund is reconciled from, beside the counties: the budget and what proves it.
public struct FundBooks: Sendable {
  /// Budget lines, their total and the counties' allocations.
  public var budget: Budget
  /// Payments out of the lines; nil where no vouchers are given.
  public var vouchers: [Voucher]?
  /// Words that a line's vouchers may give as their purpose, by line; a line without an entry is not told by its words.
  public var purposes: [String: [String]]
  /// What the lines' evidence gives.
  public var evidence: [EvidenceResult]

  /// The budget and what proves it.
  public init(
    budget: Budget, vouchers: [Voucher]? = nil, purposes: [String: [String]] = [:], evidence: [EvidenceResult] = []
  ) {
    self.budget = budget
    self.vouchers = vouchers
    self.purposes = purposes
    self.evidence = evidence
  }
}

/// A county as the fund sees it.
public struct FundCounty: Sendable {
  /// Its persons.
  public var persons: CountyPersons
  /// What it comes to.
  public var figures: CountyFigures

  /// A county as the fund sees it.
  public init(persons: CountyPersons, figures: CountyFigures) {
    self.persons = persons
    self.figures = figures
  }
}

/// Everything that the checks of the fund look at.
struct FundCase {
  let register: Register
  let policy: Policy
  let counties: [FundCounty]
  let books: FundBooks
  let names: LineNames
  let thresholds: Thresholds

  var budget: Budget { books.budget }
  var across: AcrossCase {
    AcrossCase(register: register, policy: policy, counties: counties.map(\.persons), thresholds: thresholds)
  }
  /// What all counties are due.
  var due: Money { counties.compactMap(\.figures.tally.due).reduce(.zero, +) }
  /// Whether every county's due is known.
  var isWhole: Bool { counties.allSatisfy { $0.figures.tally.due != nil } }

  /// A finding about a budget line, or about the fund.
  func finding(
    _ code: Code, _ line: String, field: String, at entry: Budget.Entry?, gap: Discrepancy.Gap = .none,
    severity: Severity? = nil, touches: Quantities = [], isTie: Bool = false, zh: String, en: String
  ) -> Discrepancy {
    Discrepancy(
      code, severity: severity, subject: Subject(detail: line), period: policy.period, field: field,
      spots: [.init(entry?.place ?? Place(file: ""), raw: entry?.raw ?? "")], gap: gap, level: .fund,
      touches: touches, isTie: isTie, policy: touches.isEmpty ? "" : policy.citation, zh: zh, en: en)
  }
}
