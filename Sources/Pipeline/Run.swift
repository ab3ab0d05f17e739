public import Domain
import Foundation
public import Logging
import Normalize
import Publish
import Reconcile

/// What a person may set for one run.
public struct RunOptions: Sendable {
  /// Another inbox than the pipeline's.
  public var inbox: String?
  /// Another output folder.
  public var output: String?
  /// Another register.
  public var register: String?
  /// Another report.
  public var report: String?
  /// Only these counties are read anew; the others enter as in `current`.
  public var counties: [String] = []
  /// The severity that makes exit code 1.
  public var failOn: Severity?
  /// Reckon, but publish nothing.
  public var isDryRun = false
  /// The as-of date.
  public var asOf: CalendarDate?

  /// Nothing set.
  public init() {}
}

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
  /// All discrepancies, worst first.
  public var worst: [Discrepancy]
  /// The run's folder, if it was published.
  public var folder: String?
  /// The language of the pipeline.
  public var language: String
  /// The period.
  public var period: String
}

/// The main job, from uploads to a publication. Read it from top to bottom and you know the program.
public func run(
  _ pipeline: PipelineFile, options: RunOptions,
  logger: Logger = Logger(label: "duizhang") { _ in SwiftLogNoOpLogHandler() }
) async throws -> RunOutcome {
  let started = Date()
  var clock = StageClock()
  let output = options.output ?? pipeline.output
  let lock = try options.isDryRun ? nil : RunLock(output: output)
  defer { lock?.release() }

  // What the uploads are held against.
  let registerPath = options.register ?? pipeline.register
  let register = try readRegister(path: registerPath)
  let policy = try readPolicy(path: pipeline.policy)
  let aliases = try pipeline.aliases.map(readAliases) ?? []
  let budget = try readBudget(
    budget: pipeline.budget, allocation: pipeline.allocation, subsidyLine: pipeline.subsidyLine)
  let (lists, unreadEntries) = try readLists(pipeline.lists, period: policy.period)
  let books = FundBooks(
    budget: budget, vouchers: try pipeline.vouchers.map { try readVouchers(path: $0.file) },
    purposes: pipeline.vouchers?.purposes ?? [:], evidence: readEvidence(pipeline.evidence))
  let key = try SecretKey(path: pipeline.keyFile ?? output + "/key", mayCreate: !options.isDryRun)
  let companions =
    [
      registerPath, pipeline.policy, pipeline.aliases, pipeline.budget, pipeline.allocation,
      options.report ?? pipeline.report, pipeline.claims, pipeline.vouchers?.file,
    ].compactMap(\.self) + pipeline.evidence.map(\.file) + pipeline.lists.values
  let report = try ReportStage(report: options.report ?? pipeline.report, claims: pipeline.claims)
  let inbox = try Inbox(
    path: options.inbox ?? pipeline.inbox, pipeline: pipeline, register: register, skipping: companions)
  let previous = PreviousRun(output: output)
  var policies: [Int: Policy] = [:]
  for folder in inbox.folders {
    let county = register.counties[folder.county]
    guard let own = policy.applied(toCounty: county.name, code: county.code) else {
      throw SetupError(
        pipeline.policy, zh: "政策的 rules 没有覆盖\(county.name)的每个月",
        en: "the policy's rules do not cover every month of \(county.name)")
    }
    policies[folder.county] = own
  }

  // Cells to records to figures, county by county, side by side.
  let chosen = try options.counties.map { name in
    guard
      let county = inbox.folders.first(where: {
        register.counties[$0.county].name == name || register.counties[$0.county].code == name
          || $0.settings.folders.contains(name) || $0.settings.name == name
      })
    else {
      throw SetupError(pipeline.file, zh: "流程中没有县“\(name)”", en: "the pipeline has no county \"\(name)\"")
    }
    return county.county
  }
  let context = PublishContext(
    register: register, policy: policy, personKey: { key.person($0) },
    digest: { String(sha256(Array($0.utf8)).prefix(12)) })
  let writer = try options.isDryRun ? nil : PublicationWriter(output: output, started: started)
  let log = RunLog(logger, run: writer?.id ?? timestamp(started))
  clock.end("setup")
  log.begins(pipeline, counties: inbox.folders.count, setup: clock.total)
  let stage = CountyStage(
    context: context, aliases: aliases, budget: budget, thresholds: pipeline.thresholds,
    severities: pipeline.severities, lists: lists, policies: policies, previous: previous,
    archive: try writer.map { _ in try InputArchive(output: output) })
  let results = try await sideBySide(inbox.folders) { folder in
    try stage.result(folder, readsInbox: chosen.isEmpty || chosen.contains(folder.county))
  } inOrder: { result in
    log.read(result.inputs)
    log.reconciled(register.counties[result.figures.county], result)
    try writer?.append(result.pages)
    result.pages = []
  }
  clock.end("counties")

  // The fund: discrepancies are one list from here on, so causes are shifted to it.
  var discrepancies: [Discrepancy] = []
  for result in results {
    let offset = discrepancies.count
    for var finding in result.discrepancies {
      finding.causes = finding.causes.map { $0 + offset }
      discrepancies.append(finding)
    }
  }
  for name in inbox.strays { discrepancies.append(stray(name, policy: policy)) }
  discrepancies += sameBytesAcrossCounties(results, register: register, policy: policy)
  discrepancies += unreadEntries
  let lines = reconcileFund(
    counties: results.map { FundCounty(persons: $0.persons, figures: $0.figures) }, register: register, books: books,
    policy: policy, thresholds: pipeline.thresholds, discrepancies: &discrepancies)

  // The report: each figure that it states, against these.
  let claims =
    try report?.claims(
      results.map(\.figures), lines: lines, evidence: books.evidence, subsidyLine: budget.subsidyLine, policy: policy,
      register: register,
      claimsFile: pipeline.claims, discrepancies: &discrepancies) ?? []

  let newest = results.flatMap(\.inputs).map(\.received).max() ?? 0
  let asOf = options.asOf ?? pipeline.asOf ?? civilDate(newest)
  if let due = pipeline.due {
    for result in results { discrepancies += staleInputs(result, due: due, asOf: asOf, policy: policy) }
  }
  discrepancies.apply(pipeline.severities)
  let publication = Publication(
    context: context, budget: lines, claims: claims, language: pipeline.language,
    budgetPlaces: budget.places, report: report?.hash.name ?? "", discrepancies: discrepancies,
    hashes: Dictionary(
      results.flatMap(\.inputs).map { ($0.name, $0.sha256) }
        + [report?.hash].compactMap(\.self).map { ($0.name, $0.sha256) },
      uniquingKeysWith: { a, _ in a }))

  var outcome = RunOutcome(
    exitCode: 0, counties: results.map { (register.counties[$0.figures.county].name, $0.figures) }, budget: lines,
    counts: Dictionary(discrepancies.map { ($0.severity, 1) }, uniquingKeysWith: +),
    worst: discrepancies.filter { $0.severity >= .warning }.sorted {
      ($1.severity, $0.causes.count, $0.code.rawValue) < ($0.severity, $1.causes.count, $1.code.rawValue)
    },
    folder: nil, language: pipeline.language, period: policy.period)
  let failOn = options.failOn ?? pipeline.failOn
  if results.allSatisfy({ $0.figures.status == .missing }) {
    outcome.exitCode = 4
  } else if results.contains(where: { $0.figures.status != .current }) {
    outcome.exitCode = 3
  } else if discrepancies.contains(where: { $0.severity >= failOn }) {
    outcome.exitCode = 1
  }
  clock.end("fund")
  guard let writer, outcome.exitCode != 4 else {
    log.ends(outcome, clock)
    return outcome
  }

  try writer.append(publication.pages())
  clock.end("tables")
  var manifest = RunManifest(
    pipeline: pipeline, policy: policy, keyID: key.id, asOf: asOf, started: started, inputs: results.flatMap(\.inputs),
    discrepancies: discrepancies, exitCode: outcome.exitCode)
  manifest.stages = clock.stages
  let bulletin = Bulletin(
    publication: publication,
    counties: results.map {
      .init(entry: register.counties[$0.figures.county], position: $0.figures.county, figures: $0.figures)
    },
    inputs: results.flatMap(\.inputs).map {
      .init(
        name: $0.name, county: $0.county, received: civilDate($0.received), status: $0.status, sha256: $0.sha256)
    },
    sentence: Message(
      zh: Summary(outcome, language: "zh").line, en: Summary(outcome, language: "en").line), asOf: asOf)
  let folder = try writer.finish(manifest, bulletin: bulletin)
  outcome.folder = folder
  clock.end("publish")
  log.published(folder, tables: tableHeads.count)
  log.ends(outcome, clock)
  return outcome
}

/// Does a piece of work for each item on all cores, and hands the results on in the items' order. Only a few are under way or
/// waiting for their turn at any time, so that memory does not grow with the number of items.
private func sideBySide<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ work: @escaping @Sendable (Item) throws -> Result, inOrder take: (inout Result) throws -> Void
) async throws -> [Result] {
  let width = ProcessInfo.processInfo.activeProcessorCount + 1
  return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var started = 0
    var waiting: [Int: Result] = [:]
    var results: [Result] = []
    while results.count < items.count {
      while started < min(items.count, results.count + width) {
        let (index, item) = (started, items[started])
        group.addTask { (index, try work(item)) }
        started += 1
      }
      guard let (index, result) = try await group.next() else { break }
      waiting[index] = result
      while var next = waiting.removeValue(forKey: results.count) {
        try take(&next)
        results.append(next)
      }
    }
    return results
  }
}

/// A file or folder in the inbox's root that belongs to no county.
private func stray(_ name: String, policy: Policy) -> Discrepancy {
  Discrepancy(
    .fileOrSheetSetAside, subject: Subject(detail: name), period: policy.period, field: "file",
    spots: [.init(Place(file: name))], level: .fund,
    zh: "“\(name)”不在任何县的文件夹里，未采用", en: "\(name) lies in no county's folder; it is not used")
}

/// DZ705 across counties: one county's bytes sent by another.
private func sameBytesAcrossCounties(_ results: [CountyResult], register: Register, policy: Policy) -> [Discrepancy] {
  var first: [String: (county: Int, name: String)] = [:]
  var found: [Discrepancy] = []
  for result in results {
    for input in result.inputs {
      guard let other = first[input.sha256], other.county != result.figures.county else {
        first[input.sha256] = (result.figures.county, input.name)
        continue
      }
      found.append(
        Discrepancy(
          .sameBytesTwice, severity: .error, subject: Subject(county: result.figures.county, detail: input.name),
          period: policy.period, field: "file",
          spots: [
            .init(Place(file: input.name)), .init(Place(file: other.name), subject: Subject(county: other.county)),
          ], level: .county,
          zh: "与\(register.counties[other.county].name)的“\(other.name)”内容完全相同",
          en: "the same bytes as \(other.name) of \(register.counties[other.county].name)"))
    }
  }
  return found
}

/// DZ701: uploads that came after they were due. It warns and never holds a county.
private func staleInputs(_ result: CountyResult, due: CalendarDate, asOf: CalendarDate, policy: Policy) -> [Discrepancy]
{
  guard let newest = result.inputs.map(\.received).max(), civilDate(newest) < due, asOf > due else { return [] }
  return [
    Discrepancy(
      .staleInput, subject: Subject(county: result.figures.county), period: policy.period, field: "file",
      spots: [.init(Place(file: result.inputs.first?.name ?? ""))], level: .county,
      zh: "最新文件收于 \(civilDate(newest))，应在 \(due) 前更新",
      en: "the newest file came on \(civilDate(newest)); an update was due by \(due)")
  ]
}
