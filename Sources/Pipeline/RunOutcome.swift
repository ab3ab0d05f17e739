public import Domain

/// What a run came to.
public struct RunOutcome: Sendable {
  /// Exit code of run and check.
  public var exitCode: Int32
  /// Figures by county, in register order.
  public var counties: [(name: String, figures: CountyFigures)]
  /// Budget lines and their total.
  public var budget: [BudgetFigures]
  /// The report's figures.
  var claims: [Claim] = []
  /// The budget line that the counties' subsidies are paid from.
  var subsidyLine = ""
  /// How many months the period has.
  var months = 0
  /// Discrepancies by severity.
  public var counts: [Severity: Int]
  /// Of `counts`, those that follow from others.
  public var consequences: [Severity: Int] = [:]
  /// How many were acknowledged; they are not among `counts`.
  public var acknowledged = 0
  /// Of those, the errors.
  var acknowledgedErrors = 0
  /// The first of the warnings and worse that nobody has acknowledged, worst first.
  public var worst: [Discrepancy]
  /// The worst finding of each code and how many there are, worst first; what follows from others goes with them and is left out.
  var kinds: [(first: Discrepancy, count: Int)] = []
  /// Why an upload was set aside, where nothing else tells why nothing is published.
  var setAside: Discrepancy?
  /// What the differences between counties' dues and allocations go back to, worst first.
  var reasons: [Reason] = []
  /// What differences between what counties state and what they are due go back to.
  var statedReasons: [StatedReason] = []
  /// Names of counties, towns and villages, for findings.
  var register: Register?
  /// How many warnings and worse there are.
  public var worseThanInfo = 0
  /// Counties, by name, whose figures are not of these uploads.
  public var held: [String]
  /// Findings that make the exit code and did not stand before, or not at so large an amount, gravest first.
  public var fresh: [Sighting] = []
  /// Fingerprints of findings that stood before and no longer do.
  public var settled: Set<String> = []
  /// The run's folder, if it was published.
  public var folder: String?
  /// What the last run said, where nothing has changed since.
  public var unchangedSince: (run: String, zh: String, en: String)?
  /// The language of the pipeline.
  public var language: String
  /// The period.
  public var period: String

  /// Why a county's due differs from what was allocated to it.
  struct Reason: Sendable {
    var county: String
    var gap: Money
    var findings: [Discrepancy]
    /// What each of them does to what is due.
    var shares: [ShareOfDue]
    /// How many seats and months are reckoned as empty besides, and the most that they lower what is due by.
    var reckoned: (count: Int, most: Money)
    /// What nothing explains.
    var rest: Message?
  }

  /// Why what a county states differs from what it is due: findings of one kind about one village stand together.
  struct StatedReason: Sendable {
    var county: String
    var gap: Money
    /// What nothing explains.
    var rest: Message?
    var findings: [(first: Discrepancy, count: Int, effect: Money?, most: Money?)]
  }

  private struct Ranked {
    var gravity: Gravity
    var code: String
    var position: Int
  }

  // As many as a person would read.
  static let worstKept = 100

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
    because: Reasons, acknowledged positions: Set<Int>
  ) {
    let open = findings.indices.filter { !positions.contains($0) }
    counties = figures.map { (setting.register.counties[$0.county].name, $0) }
    self.budget = budget
    held = counties.filter { $0.figures.status != .current }.map(\.name)
    var counts: [Severity: Int] = [:]
    var consequences: [Severity: Int] = [:]
    for position in open {
      counts[findings[position].severity, default: 0] += 1
      if !findings[position].causes.isEmpty { consequences[findings[position].severity, default: 0] += 1 }
    }
    (self.counts, self.consequences) = (counts, consequences)
    acknowledged = positions.count
    acknowledgedErrors = positions.count { findings[$0].severity >= .error }
    let worth = Worth(setting.policy)
    // A finding is large and a run may have many: what they are ordered by is sorted, not they themselves.
    var ranked: [Ranked] = []
    for position in open where findings[position].severity >= .warning {
      let gravity = Gravity(findings[position], worth: worth)
      ranked.append(Ranked(gravity: gravity, code: findings[position].code.rawValue, position: position))
    }
    ranked.sort { a, b in a.gravity == b.gravity ? a.code < b.code : a.gravity > b.gravity }
    worst = ranked.prefix(Self.worstKept).map { findings[$0.position] }
    worseThanInfo = ranked.count
    register = setting.register
    months = setting.policy.months
    reasons = figures.compactMap { county in
      guard let difference = because.ofDue[county.county] else { return nil }
      let entry = setting.register.counties[county.county]
      let worth = Worth(setting.policy.applied(toCounty: entry.name, code: entry.code) ?? setting.policy)
      let most = difference.reckoned.compactMap { worth.most(of: findings[$0]) }.boundedSum
      return Reason(
        county: entry.name, gap: difference.gap, findings: difference.causes.map { findings[$0] },
        shares: difference.causes.map { worth.share(of: findings[$0]) },
        reckoned: (difference.reckoned.count, most), rest: difference.rest?.words)
    }
    var mendable: [Int: [Int]] = [:]
    for one in ranked where findings[one.position].code.mender == .county {
      guard let county = findings[one.position].subject.county else { continue }
      mendable[county, default: []].append(one.position)
    }
    statedReasons = figures.compactMap { county in
      guard county.status == .current, let due = county.tally.due, let stated = county.tally.stated, due != stated
      else { return nil }
      let found = findings.likened(findings.reasonsOfStated(among: mendable[county.county] ?? []))
      let rest = because.restsOfStated[county.county]
      guard !found.isEmpty || rest != nil else { return nil }
      return StatedReason(
        county: setting.register.counties[county.county].name, gap: stated - due, rest: rest?.wordsOfStated,
        findings: found.map { group in
          let effects = group.compactMap { worth.effect(of: findings[$0]) }
          let most = group.compactMap { worth.most(of: findings[$0]) }
          return (
            findings[group[0]], group.count, effects.count == group.count ? effects.boundedSum : nil,
            most.isEmpty ? nil : most.boundedSum
          )
        })
    }
    let own = ranked.filter { findings[$0.position].causes.isEmpty }
    var kindOf: [String: Int] = [:]
    for one in own.isEmpty ? ranked : own {
      if let kind = kindOf[one.code] {
        kinds[kind].count += 1
      } else {
        kindOf[one.code] = kinds.count
        kinds.append((findings[one.position], 1))
      }
    }
    setAside = findings.first { $0.code == .fileOrSheetSetAside && $0.spots.first?.place.file.isEmpty == false }
    language = setting.pipeline.language
    period = setting.policy.period
    let failOn = setting.options.failOn ?? setting.pipeline.failOn
    exitCode =
      if figures.allSatisfy({ $0.status == .missing }) {
        4
      } else if figures.contains(where: { $0.status != .current }) {
        3
      } else if open.contains(where: { findings[$0].severity >= failOn }) {
        1
      } else {
        0
      }
  }
}

extension RunOutcome {
  /// County, town and village that a finding is about; empty for the fund.
  func subject(of finding: Discrepancy, hasCounty: Bool = true) -> String {
    guard let register else { return "" }
    let subject = finding.spots.first?.subject ?? finding.subject
    return [
      hasCounty ? subject.county.map { register.counties[$0].name } : nil, subject.town.map { register.towns[$0].name },
      subject.village.map { register.villages[$0].name },
    ].compactMap(\.self).joined(separator: " ")
  }
}
