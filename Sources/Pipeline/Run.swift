import Domain
import Foundation
import History
public import Logging
import Normalize
import Publish
import Reconcile

extension PipelineFile {
  /// The main job, from uploads to a publication. Read it from top to bottom and you know the program.
  public func run(
    options: RunOptions, logger: Logger = Logger(label: "duizhang") { _ in SwiftLogNoOpLogHandler() }
  ) async throws -> RunOutcome {
    let started = options.started ?? Date()
    let output = options.output ?? self.output
    // Before anybody is told of anything: a run that may not begin is no failed one, and root's record of it would be nobody's.
    try RunLock.refuseRoot(output)
    func outcome() async throws -> RunOutcome {
      try await lockedRun(self, options: options, output: output, started: started, logger: logger)
    }
    guard !options.isDryRun else { return try await outcome() }
    let telling = Telling(pipeline: self, output: output, started: started, logger: logger)
    do {
      let outcome = try await outcome()
      telling.tell(.done(outcome))
      return outcome
    } catch {
      // Another run is at work: that one tells how it ends.
      if !(error is LockedError) { telling.tell(.failed(error)) }
      throw error
    }
  }
}

/// A run from the lock to its release.
@inline(never)
private func lockedRun(
  _ pipeline: PipelineFile, options: RunOptions, output: String, started: Date, logger: Logger
) async throws -> RunOutcome {
  let folder = try options.isDryRun ? nil : OutputFolder(output)
  defer { folder?.release() }
  // What went before is looked up while the register and the policy are read.
  async let pastBeside = Past(output: output, history: folder?.history)
  var setting = try Setting(pipeline, options: options, output: output, readsReport: false)
  var past = try await pastBeside
  let counties = setting.inbox.folders.map { setting.register.counties[$0.county].code }
  if let folder {
    try past.remember(counties, in: folder.history, output: output)
  } else {
    past.rememberIfPossible(output, counties)
  }

  if !options.isForced, !options.isDryRun, let quiet = quietNight(setting, past: past) { return quiet }
  // The report and what it may say are read beside what the history knows of findings; an unchanged night needs neither.
  async let reportBeside = ReportStage(report: options.report ?? pipeline.report, claims: pipeline.claims)
  if let folder { try past.rememberAll(folder.history) }
  setting.report = try await reportBeside
  guard let folder else {
    return try await reckonAll(setting, past: past, as: nil, started: started, logger: logger).outcome
  }
  return try await recordedRun(setting, past: past, in: folder, started: started, logger: logger)
}

/// A run whose beginning and end stand in the history. It is a function of its own, never inlined: in one piece with what comes
/// before it, the optimizer of Swift 6.3 crashes.
@inline(never)
private func recordedRun(
  _ setting: Setting, past: Past, in folder: OutputFolder, started: Date, logger: Logger
) async throws -> RunOutcome {
  let run = try folder.begin(started)
  var past = past
  past.number = run.number
  let interruption = Interruption(
    run, of: folder,
    telling: Telling(pipeline: setting.pipeline, output: folder.path, started: started, logger: logger))
  defer { interruption.end() }
  do {
    let result = try await reckonAll(
      setting, past: past, as: (run, folder.path, interruption), started: started, logger: logger)
    guard let manifest = result.manifest else {
      try folder.history.close(
        run.id, state: .unpublished, exitCode: result.outcome.exitCode, finished: timestamp(Date()),
        because: RunEnd.done(result.outcome).line, inputs: result.inputs)
      return result.outcome
    }
    try folder.history.absorb(PublishedRun(manifest, lives: result.lives, language: setting.pipeline.language))
    var outcome = result.outcome
    outcome.compare(result.lives, with: past.lives, from: setting.options.failOn ?? setting.pipeline.failOn)
    return outcome
  } catch {
    // The error itself is what matters; where even this cannot be written, the next run finds the record still open.
    // One that comes of a signal's tidying waits here for the end that the signal brings.
    interruption.whilePublishing {
      guard PublishedRuns.current(folder.path) != run.id else { return }
      try? folder.history.close(
        run.id, state: .failed, exitCode: 4, finished: timestamp(Date()), because: failureMessage(error))
    }
    throw error
  }
}

/// What a run comes to, and what its record needs.
struct Reckoned {
  var outcome: RunOutcome
  var inputs: [SeenInput]
  /// Nil where nothing was published.
  var manifest: RunManifest?
  var lives: [FindingLife] = []
}

/// Reckons everything anew but what is known of unchanged counties, and publishes it as a run where one is given.
@inline(never)
func reckonAll(
  _ setting: Setting, past: Past, as run: (start: RunStart, output: String, interruption: Interruption?)?,
  started: Date, logger: Logger
) async throws -> Reckoned {
  var clock = StageClock()
  let (pipeline, options, register, policy) = (setting.pipeline, setting.options, setting.register, setting.policy)
  let (budget, key, inbox) = (setting.budget, setting.key, setting.inbox)

  // Cells to records to figures, county by county, side by side.
  let context = PublishContext(
    register: register, policy: policy, personKey: { key.person($0) }, seal: { key.seal($0) },
    digest: { shortDigest($0) })
  // Not begun once a signal has come, whose tidying would miss it.
  let disk = DiskSync()
  // Nothing of a run that fails may still be under way when the lock is let go.
  defer { try? disk.wait() }
  let writer = try run.map { run in
    func begin() throws -> PublicationWriter { try PublicationWriter(output: run.output, id: run.start.id, disk: disk) }
    return try run.interruption?.whilePublishing(begin) ?? begin()
  }
  let archive = try run.map { try InputArchive(output: $0.output, disk: disk) }
  if let archive { try setting.keepReferences(archive) }
  let cache = try run.map { try CountyCache(output: $0.output) }
  let log = RunLog(logger, run: run?.start.id ?? timestamp(started))
  clock.end("setup")
  log.begins(pipeline, inbox, setup: clock.total)
  if (options.asOf ?? pipeline.asOf) == nil { log.found(FutureUploads(inbox, at: Int(started.timeIntervalSince1970))) }
  let stage = CountyStage(
    context: context, reading: setting.reading, knowsKeysOnly: setting.knowsKeysOnly(past), budget: budget,
    thresholds: pipeline.thresholds, severities: pipeline.severities, lists: setting.lists(past),
    asOf: options.asOf ?? pipeline.asOf, policies: setting.policies, past: past, acceptsShrink: options.acceptsShrink,
    archive: archive, cache: cache,
    common: setting.common(past), progress: options.progress)
  let files = inbox.folders.flatMap(\.files)
  options.progress?(.begins(files: files.count, bytes: files.reduce(0) { $0 + $1.bytes }))
  // The report is read meanwhile: which counties and lines it may name is known.
  async let reportBeside = setting.report?.read(
    counties: inbox.folders.map(\.county), lines: budget.lines.map(\.name), subsidyLine: budget.subsidyLine,
    policy: policy, register: register)
  // Discrepancies are one list from here on, so causes are shifted to it.
  var discrepancies: [Discrepancy] = []
  let results = try await sideBySide(inbox.folders) { folder in
    try stage.result(folder, readsInbox: setting.chosen.isEmpty || setting.chosen.contains(folder.county))
  } inOrder: { result in
    log.read(result.inputs)
    log.reconciled(register.counties[result.figures.county], result)
    try writer?.append(result.pages)
    result.pages = []
    let offset = discrepancies.count
    discrepancies += result.discrepancies
    result.discrepancies = []
    guard offset > 0 else { return }
    for index in offset..<discrepancies.count where !discrepancies[index].causes.isEmpty {
      for cause in discrepancies[index].causes.indices { discrepancies[index].causes[cause] += offset }
    }
  }
  clock.end("counties")
  options.progress?(.reckoned)

  // The fund.
  for name in inbox.strays { discrepancies.append(stray(name, policy: policy)) }
  discrepancies += sameBytesAcrossCounties(results, register: register, policy: policy)
  discrepancies += setting.unreadEntries
  discrepancies += changedByHand(past.tampered, policy: policy)
  let lines = reconcileFund(
    counties: results.map { FundCounty(persons: $0.persons, figures: $0.figures) }, register: register,
    books: setting.books,
    policy: policy, thresholds: pipeline.thresholds, discrepancies: &discrepancies)

  // The report: each figure that it states, against these.
  let report = await reportBeside
  let claims =
    try report.flatMap {
      try setting.report?.claims(
        of: $0, against: results.map(\.figures), lines: lines, evidence: setting.books.evidence,
        subsidyLine: budget.subsidyLine, policy: policy, register: register, claimsFile: pipeline.claims,
        discrepancies: &discrepancies)
    } ?? []

  let inputs = results.flatMap(\.inputs)
  let newest = inputs.newestReceived ?? 0
  let asOf = options.asOf ?? pipeline.asOf ?? civilDate(newest)
  if let due = pipeline.due {
    for result in results { discrepancies += staleInputs(result, due: due, asOf: asOf, policy: policy) }
  }
  discrepancies.apply(pipeline.severities)
  var publication = Publication(
    context: context, budget: lines, claims: claims, language: pipeline.language,
    budgetPlaces: budget.places, report: setting.report?.hash.name ?? "", discrepancies: discrepancies,
    hashes: Dictionary(
      inputs.map { ($0.name, $0.sha256) } + [setting.report?.hash].compactMap(\.self).map { ($0.name, $0.sha256) },
      uniquingKeysWith: { a, _ in a }))

  // What the bureau has said about findings of earlier nights.
  let held = results.filter { $0.figures.status != .current }.map(\.figures.county)
  let heldCodes = Set(held.map { register.counties[$0].code })
  let standing = Standing(
    publication, acknowledgements: past.acknowledgements, asOf: asOf, policy: policy, held: heldCodes)
  publication.add(standing.expired)
  let reasons = Reasons(
    publication.discrepancies, of: results.map(\.figures), under: policy, register: register)
  var outcome = RunOutcome(
    setting, figures: results.map(\.figures), budget: lines, findings: publication.discrepancies, because: reasons,
    acknowledged: Set(standing.acknowledged.keys))
  (outcome.claims, outcome.subsidyLine) = (claims, budget.subsidyLine)
  clock.end("fund")
  guard let writer, let run, outcome.exitCode != 4 else {
    // What was read is kept, also where nothing can be published.
    if let run { disk.add { try syncFolder(run.output + "/archive") } }
    try disk.wait()
    log.ends(outcome, clock)
    return Reckoned(outcome: outcome, inputs: inputs)
  }

  // Publish.
  let published = publication
  let stamp = RunStamp(id: run.start.id, day: "\(civilDate(Int(started.timeIntervalSince1970)))", asOf: asOf)
  async let livesBeside = History.lives(
    after: past.lives, seeing: published.sightings(), acknowledgements: past.acknowledgements, in: stamp,
    unseen: heldCodes)
  let sentence = Message(zh: Summary(outcome, language: "zh").line, en: Summary(outcome, language: "en").line)
  async let bulletinBeside = Bulletin(
    publication: published,
    counties: results.map {
      .init(entry: register.counties[$0.figures.county], position: $0.figures.county, figures: $0.figures)
    },
    inputs: inputs.map {
      .init(
        name: $0.name, county: $0.county, received: civilDate($0.received), status: $0.status, sha256: $0.sha256)
    }, subsidyLine: budget.subsidyLine, evidence: setting.books.evidence, acknowledged: standing.acknowledged,
    replies: results.flatMap(\.known.replies), reasons: reasons, sentence: sentence, asOf: asOf)
  try writer.append(published)
  let (lives, bulletin) = await (livesBeside, bulletinBeside)
  var manifest = RunManifest(
    run: run.start, pipeline: pipeline.name, policy: policy.id, keyID: key.id, asOf: asOf,
    inputKey: setting.inputKey(inputs, past: past), settings: setting.settings, references: setting.references,
    strays: inbox.strays, inputs: inputs, unread: results.flatMap(\.unread), lost: results.flatMap(\.lost),
    held: held.map { register.counties[$0].code }, past: past,
    lapsed: standing.lapsed, lines: .init(zh: sentence.zh, en: sentence.en),
    discrepancies: publication.discrepancies, exitCode: outcome.exitCode)
  clock.end("tables")
  manifest.stages = clock.stages
  try writer.closeTables()
  try writer.add("lifecycle.csv") { put in try lifecycleTable(lives, put: put) }
  manifest.files = writer.digests
  // What changed is looked up, and the pages that tell of it are made, beside the counties' lists.
  let (partial, former, own, told) = (writer.partial, past, manifest, bulletin)
  let changing = Task { try former.folder.map { try changes(from: $0, RunManifest(folder: $0), to: partial, own) } }
  async let pagesBeside = told.pages(since: changing, lives: lives, before: former)
  let folder = try writer.openReturns()
  var lists: Set<String> = []
  _ = try await sideBySide(bulletin.returns) { county, name in
    try writeList(bulletin.list(ofCounty: county), to: folder + "/" + name, cache)
  } inOrder: {
    lists.insert($0)
  }
  try writer.add("changes.csv", changesTable(await changing.value ?? []))
  try writer.add("performance.csv", bulletin.performance())
  let package = writer.package(manifest, period: policy.period, language: pipeline.language)
  let described = try package.json()
  let pages = try await pagesBeside + [("datapackage.json", described)]
  func makeCurrent() throws {
    outcome.folder = try writer.finish(&manifest, returns: bulletin.returns.map(\.name), pages: pages)
  }
  if let interruption = run.interruption {
    try interruption.whilePublishing(makeCurrent)
  } else {
    try makeCurrent()
  }
  cache?.prune(keeping: lists.union(results.map(\.key)))
  clock.end("publish")
  log.published(outcome.folder ?? "", tables: tableHeads.count + 2)
  log.ends(outcome, clock)
  return Reckoned(outcome: outcome, inputs: inputs, manifest: manifest, lives: lives)
}

extension Bulletin {
  /// The pages, which tell of what changed since the publication before.
  fileprivate func pages(
    since changing: Task<[Change]?, any Error>, lives: [FindingLife], before past: Past
  ) async throws -> [(name: String, bytes: [UInt8])] {
    var told = self
    if let changed = try await changing.value {
      told.since = Bulletin.Since(changed, lives: lives, before: past.manifest?.id ?? "")
    }
    return try await told.pages()
  }
}
