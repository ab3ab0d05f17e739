public import Domain

/// What one county publishes: its pages are written as soon as its figures stand, so that no county waits in memory for the others.
public struct CountyPublication: Sendable {
  /// What was read.
  public var records: CountyRecords
  /// What it comes to.
  public var figures: CountyFigures

  /// A county's records and figures.
  public init(records: CountyRecords, figures: CountyFigures) {
    self.records = records
    self.figures = figures
  }
}

/// What is published of the fund, after its counties.
public struct Publication: Sendable {
  /// The register, the policy and how persons are told.
  public var context: PublishContext
  /// Budget lines and their total.
  public var budget: [BudgetFigures]
  /// Figures that the report states, in text order.
  public var claims: [Claim]
  /// The language of texts that stand in one column: zh or en.
  public var language: String
  /// Where the budget's amounts stand, by line and stage.
  public var budgetPlaces: [String: [BudgetStage: Place]]
  /// The report's name among the places.
  public var report: String
  /// All discrepancies; causes are positions in this list.
  public private(set) var discrepancies: [Discrepancy]
  /// The fingerprint of each.
  private(set) var fingerprints: [String]
  /// SHA-256 of each input file by its path.
  public var hashes: [String: String]

  /// What is published of the fund.
  public init(
    context: PublishContext, budget: [BudgetFigures], claims: [Claim], language: String,
    budgetPlaces: [String: [BudgetStage: Place]], report: String, discrepancies: [Discrepancy],
    hashes: [String: String]
  ) {
    self.context = context
    self.budget = budget
    self.claims = claims
    self.language = language
    self.budgetPlaces = budgetPlaces
    self.report = report
    self.discrepancies = discrepancies
    self.hashes = hashes
    fingerprints = fingerprintsOf(discrepancies, context)
  }

  /// Adds discrepancies that only show once the others have their fingerprints.
  public mutating func add(_ more: [Discrepancy]) {
    guard !more.isEmpty else { return }
    discrepancies += more
    fingerprints = fingerprintsOf(discrepancies, context)
  }
}
