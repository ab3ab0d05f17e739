public import Domain

/// What all tables are written with.
public struct PublishContext: Sendable {
  /// The register.
  public var register: Register
  /// The policy.
  public var policy: Policy
  /// The keyed hash of an ID number.
  public var personKey: @Sendable (IDNumber) -> String
  /// A text's seal under the key that persons are hashed with: 16 hexadecimal digits.
  public var seal: @Sendable (String) -> String
  /// A digest of a text, for fingerprints: 12 hexadecimal digits.
  public var digest: @Sendable (String) -> String

  /// What all tables are written with.
  public init(
    register: Register, policy: Policy, personKey: @escaping @Sendable (IDNumber) -> String,
    seal: @escaping @Sendable (String) -> String, digest: @escaping @Sendable (String) -> String
  ) {
    self.register = register
    self.policy = policy
    self.personKey = personKey
    self.seal = seal
    self.digest = digest
  }

  /// The same under a county's own policy, where it has one.
  public func under(_ policy: Policy?) -> PublishContext {
    var own = self
    if let policy { own.policy = policy }
    return own
  }
}

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

  /// The county's rows of each table, in the order of `tableHeads`.
  public func pages(_ context: PublishContext) -> [[UInt8]] {
    tables.map { table in
      var csv = CSVBuilder()
      table.county(self, context, &csv)
      return csv.bytes
    }
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

  /// Gives the fund's rows of each table, piece by piece, with the table's position in `tableHeads`.
  public func write(_ put: (_ table: Int, _ rows: [UInt8]) throws -> Void) throws {
    for (position, table) in tables.enumerated() {
      try table.fund(self) { try put(position, $0) }
    }
  }
}

/// A table: what it is, the rows that each county adds, and those of the fund that follow them.
struct Table: Sendable {
  let schema: Schema
  let county: @Sendable (CountyPublication, PublishContext, inout CSVBuilder) -> Void
  let fund: @Sendable (Publication, (_ rows: [UInt8]) throws -> Void) throws -> Void

  init(
    _ schema: Schema,
    county: @escaping @Sendable (CountyPublication, PublishContext, inout CSVBuilder) -> Void = { _, _, _ in },
    fund: @escaping @Sendable (Publication, inout CSVBuilder) -> Void = { _, _ in }
  ) {
    self.init(
      schema, county: county,
      inPieces: { publication, put in
        var csv = CSVBuilder()
        fund(publication, &csv)
        try put(csv.bytes)
      })
  }

  /// A table whose rows of the fund are too many to be held at once.
  init(
    _ schema: Schema,
    county: @escaping @Sendable (CountyPublication, PublishContext, inout CSVBuilder) -> Void = { _, _, _ in },
    inPieces fund: @escaping @Sendable (Publication, (_ rows: [UInt8]) throws -> Void) throws -> Void
  ) {
    self.schema = schema
    self.county = county
    self.fund = fund
  }
}

/// The tables, in the order in which people look for them.
let tables: [Table] = [
  villagesTable, membersTable, townsTable, countiesTable, monthsTable, budgetTable, claimsTable, discrepanciesTable,
  normalizationsTable, lineageTable,
]

/// Everything that a publication tells in rows: the tables, what a run adds by comparing itself with those before it, and the bureau's form.
let schemas: [Schema] = tables.map(\.schema) + [.changes, .lifecycle, .performance]

/// Each table's file and the bytes that it begins with, before any county.
public let tableHeads: [(file: String, bytes: [UInt8])] = tables.map {
  ($0.schema.name + ".csv", CSVBuilder(header: $0.schema.columns.map(\.name)).bytes)
}
