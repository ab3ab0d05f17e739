public import Domain

/// Everything that a run publishes, before it is files.
public struct Publication: Sendable {
  /// A county's records and figures.
  public struct County: Sendable {
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

  /// The register.
  public var register: Register
  /// The policy.
  public var policy: Policy
  /// Counties in register order.
  public var counties: [County]
  /// Budget lines and their total.
  public var budget: [BudgetFigures]
  /// All discrepancies; causes are positions in this list.
  public var discrepancies: [Discrepancy]
  /// SHA-256 of each input file by its path.
  public var hashes: [String: String]
  /// The keyed hash of an ID number.
  public var personKey: @Sendable (IDNumber) -> String
  /// A digest of a text, for fingerprints: 12 hexadecimal digits.
  public var digest: @Sendable (String) -> String

  /// Everything that a run publishes.
  public init(
    register: Register, policy: Policy, counties: [County], budget: [BudgetFigures], discrepancies: [Discrepancy],
    hashes: [String: String], personKey: @escaping @Sendable (IDNumber) -> String, digest: @escaping @Sendable (String) -> String
  ) {
    self.register = register
    self.policy = policy
    self.counties = counties
    self.budget = budget
    self.discrepancies = discrepancies
    self.hashes = hashes
    self.personKey = personKey
    self.digest = digest
  }

  /// A data file's name and bytes.
  public struct File: Sendable {
    /// The name within the publication.
    public var name: String
    /// The bytes.
    public var bytes: [UInt8]
    /// How many rows it has below its header.
    public var rows: Int
  }

  /// The data files, in the order in which people look for them.
  public func files() -> [File] {
    let writers: [(String, (Publication) -> [UInt8])] = [
      ("villages.csv", villagesTable), ("members.csv", membersTable), ("towns.csv", townsTable),
      ("counties.csv", countiesTable), ("months.csv", monthsTable), ("budget.csv", budgetTable),
      ("discrepancies.csv", discrepanciesTable), ("normalizations.csv", normalizationsTable), ("lineage.csv", lineageTable),
    ]
    return writers.map { name, write in
      let bytes = write(self)
      return File(name: name, bytes: bytes, rows: max(0, bytes.count { $0 == UInt8(ascii: "\n") } - 1))
    }
  }
}
