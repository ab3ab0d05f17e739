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

/// A check of the fund: what it is called and what it finds.
struct FundCheck: Sendable {
  let name: String
  let find: @Sendable (FundCase) -> [Discrepancy]
}

/// The checks of the fund, in the order in which they run and are numbered.
let fundChecks: [FundCheck] =
  [
    FundCheck(name: "budget columns and rows", find: unusedOfBudget),
    FundCheck(name: "subsidy line and counties", find: subsidyAgainstCounties),
    FundCheck(name: "lines and total", find: linesAgainstTotal),
    FundCheck(name: "allocations and line", find: allocationsAgainstLine),
    FundCheck(name: "allocations' counties and lines", find: allocationsOfNothing),
    FundCheck(name: "stages", find: missingStages),
    FundCheck(name: "execution rates", find: executionRates),
    FundCheck(name: "over-execution", find: overExecution),
    FundCheck(name: "all at 100%", find: allHundredPercent),
    FundCheck(name: "names of lines", find: lineNameVariants),
    FundCheck(name: "vouchers and spent", find: vouchersAgainstSpent),
    FundCheck(name: "vouchers outside their line", find: spentOutsideLine),
    FundCheck(name: "vouchers outside the year", find: vouchersOutsideYear),
    FundCheck(name: "evidence", find: missingEvidence),
  ] + acrossChecks.map { check in FundCheck(name: check.name, find: { check.find($0.across) }) }

/// The fund: budget lines against what the counties' chain gives, the total, and persons across counties.
public func reconcileFund(
  counties: [FundCounty], register: Register, books: FundBooks, policy: Policy, thresholds: Thresholds = Thresholds(),
  discrepancies: inout [Discrepancy]
) -> [BudgetFigures] {
  let fund = FundCase(
    register: register, policy: policy, counties: counties, books: books,
    names: LineNames(books.budget.lines.map(\.name)), thresholds: thresholds)
  let totals = counties.compactMap { county in
    county.figures.tally.due.map { (name: register.counties[county.figures.county].name, due: $0) }
  }
  // A gap of the fund is one of some county, under the rules that stand for it.
  var policies: [Policy] = []
  for county in counties {
    let entry = register.counties[county.figures.county]
    let own = policy.applied(toCounty: entry.name, code: entry.code) ?? policy
    if !policies.contains(own) { policies.append(own) }
  }
  if policies.isEmpty { policies = [policy] }
  let first = discrepancies.count
  for check in fundChecks {
    for var finding in check.find(fund) {
      diagnose(&finding, policies: policies, totals: totals)
      discrepancies.append(finding)
    }
  }
  attributeCauses(&discrepancies, within: 0..<discrepancies.count, from: first)
  return budgetFigures(fund)
}
