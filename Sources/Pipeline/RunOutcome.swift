public import Domain

/// What a run came to.
public struct RunOutcome: Sendable {
  /// Exit code of run and check.
  public var exitCode: Int32
  /// Figures by county, in register order.
  public var counties: [(name: String, figures: CountyFigures)]
  /// Budget lines and their total.
  public var budget: [BudgetFigures]
  /// Discrepancies by severity.
  public var counts: [Severity: Int]
  /// Of `counts`, those that follow from others.
  public var consequences: [Severity: Int] = [:]
  /// How many were acknowledged; they are not among `counts`.
  public var acknowledged = 0
  /// Warnings and worse that nobody has acknowledged, worst first.
  public var worst: [Discrepancy]
  /// Counties, by name, whose figures are not of these uploads.
  public var held: [String]
  /// Findings that make the exit code and did not stand before, gravest first.
  public var fresh: [Sighting] = []
  /// The run's folder, if it was published.
  public var folder: String?
  /// What the last run said, where nothing has changed since.
  public var unchangedSince: (run: String, zh: String, en: String)?
  /// The language of the pipeline.
  public var language: String
  /// The period.
  public var period: String

  /// What has changed nothing since a run.
  init(unchangedSince manifest: RunManifest, folder: String, setting: Setting) {
    exitCode = manifest.exitCode
    counties = []
    budget = []
    counts = [:]
    worst = []
    held = manifest.held.map { code in setting.register.counties.first { $0.code == code }?.name ?? code }
    self.folder = folder
    language = setting.pipeline.language
    period = setting.policy.period
    unchangedSince = (manifest.id, manifest.lines.zh, manifest.lines.en)
  }

  /// What figures and findings come to: those that the bureau has acknowledged are neither counted nor failed on.
  init(
    _ setting: Setting, figures: [CountyFigures], budget: [BudgetFigures], findings: [Discrepancy],
    acknowledged positions: Set<Int>
  ) {
    let open = findings.enumerated().filter { !positions.contains($0.offset) }.map(\.element)
    counties = figures.map { (setting.register.counties[$0.county].name, $0) }
    self.budget = budget
    held = counties.filter { $0.figures.status != .current }.map(\.name)
    counts = Dictionary(open.map { ($0.severity, 1) }, uniquingKeysWith: +)
    consequences = Dictionary(open.filter(\.isConsequence).map { ($0.severity, 1) }, uniquingKeysWith: +)
    acknowledged = positions.count
    let rate = setting.policy.singleRate
    worst = open.filter { $0.severity >= .warning }.sorted { a, b in
      let (one, other) = (Gravity(a, rate: rate), Gravity(b, rate: rate))
      return one == other ? a.code.rawValue < b.code.rawValue : one > other
    }
    language = setting.pipeline.language
    period = setting.policy.period
    let failOn = setting.options.failOn ?? setting.pipeline.failOn
    exitCode =
      if figures.allSatisfy({ $0.status == .missing }) {
        4
      } else if figures.contains(where: { $0.status != .current }) {
        3
      } else if open.contains(where: { $0.severity >= failOn }) {
        1
      } else {
        0
      }
  }
}
