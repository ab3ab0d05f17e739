import Domain
import Foundation
import History
import Normalize
import Publish
import Reconcile
import Spreadsheet

/// Reads, normalizes and reconciles one county; falls back to its last good upload where the new one cannot be used.
struct CountyStage: Sendable {
  /// A county's uploads, reckoned.
  private struct Reckoning {
    var records: CountyRecords
    var figures: CountyFigures
    var discrepancies: [Discrepancy]
    var inputs: [SeenInput]
    var replies: [Reply] = []
    var lists: [String] = []
    var blanks: [String] = []
    /// What it was to stand on, and the archive has lost.
    var lost: [LostInput] = []
  }

  let context: PublishContext
  let reading: ReadingSetting
  /// Whether persons are known by their keyed hashes alone, for some uploads were read elsewhere.
  let knowsKeysOnly: Bool
  let budget: Budget
  let thresholds: Thresholds
  let severities: Severities
  let lists: [EvidenceList]
  /// The day by which what is open is so many days old, where the run or the pipeline names one.
  let asOf: CalendarDate?
  /// The policy as it stands for each county, by register position.
  let policies: [Int: Policy]
  let past: Past
  /// Counties, by code, whose shrunken uploads a person has found to be right; `all` for every one.
  let acceptsShrink: [String]
  /// Where inputs are kept; nil in a dry run, which makes no pages either.
  let archive: InputArchive?
  /// What earlier runs have made of the same inputs; nil where nothing is to be taken from them.
  let cache: CountyCache?
  /// The digest of all that counties share: register, policy, budget, key, program.
  let common: String
  /// Told of each file that has been read.
  let progress: (@Sendable (RunProgress) -> Void)?

  var register: Register { context.register }
  var policy: Policy { context.policy }

  /// One county's result.
  func result(_ folder: Inbox.Folder, readsInbox: Bool) throws -> CountyResult {
    let clock = StageClock()
    // One that is not looked at stands as it did: a held one by what was refused of it.
    let refused = readsInbox ? nil : refused(folder.county)
    let sent = readsInbox ? read(folder) : refused ?? SentFiles()
    let readsInbox = readsInbox || refused != nil
    let key = key(
      folder, sent, readsInbox: readsInbox, former: past.inputs(of: register.counties[folder.county].code),
      acceptsShrink: accepted(folder))
    // What the archive has lost is kept again, whether or not the county is reckoned again.
    if let archive { for upload in sent.uploads { try archive.keep(upload) } }
    if archive != nil, sent.unreadable.isEmpty, let kept = cache?.result(key) {
      progress?(
        .read(
          files: folder.files.count, bytes: folder.files.reduce(0) { $0 + $1.bytes },
          rows: kept.inputs.reduce(0) { $0 + ($1.rows ?? 0) }))
      return kept
    }
    let reckoning = readsInbox ? reckonInbox(folder, sent) : reckonFormer(folder)
    var figures = reckoning.figures
    let pages =
      archive == nil
      ? []
      : CountyPublication(records: reckoning.records, figures: reckoning.figures).pages(
        context.under(policies[folder.county]))
    figures.villages = []
    figures.members = []
    var result = CountyResult(
      known: .init(
        figures: figures, inputs: reckoning.inputs, replies: reckoning.replies, lists: reckoning.lists,
        blanks: reckoning.blanks),
      persons: CountyPersons(reckoning.records),
      discrepancies: reckoning.discrepancies, unread: sent.unread, lost: reckoning.lost, pages: pages,
      milliseconds: clock.total, key: key)
    // What the archive gives back again may count on the next night.
    let isWhole = result.unread.isEmpty && reckoning.lost.isEmpty
    if archive != nil, isWhole {
      result.key = keyOfTomorrow(folder, sent, result) ?? key
      // What cannot be kept is reckoned again; a full disk shows in what is published.
      try? cache?.keep(result)
    }
    return result
  }

  /// One county's rows of the tables, its findings and its persons, for an engine that takes it from there.
  func rows(_ folder: Inbox.Folder) throws -> EngineRows {
    let reckoning = reckonInbox(folder, read(folder))
    let hashes = Dictionary(reckoning.inputs.map { ($0.name, $0.sha256) }, uniquingKeysWith: { a, _ in a })
    return EngineRows(
      county: CountyPublication(records: reckoning.records, figures: reckoning.figures),
      discrepancies: reckoning.discrepancies, hashes: hashes,
      persons: CountyPersons(reckoning.records).entries.map { entry in
        var packed = PackedBytes()
        packed.add(entry)
        return EngineRows.Person(
          person: entry.person.map(context.personKey) ?? "",
          account: entry.account?.key.map { String($0, radix: 16) } ?? "",
          sha256: hashes[entry.file] ?? "", entry: Data(packed.bytes).base64EncodedString())
      })
  }

  /// Whether a person has found a county's shrunken upload to be right, by any of its names.
  private func accepted(_ folder: Inbox.Folder) -> Bool {
    let county = register.counties[folder.county]
    return acceptsShrink.contains { [county.name, county.code, folder.settings.name, "all"].contains($0) }
  }

  /// The digest of everything that a county's result is made of.
  private func key(
    _ folder: Inbox.Folder, _ sent: SentFiles, readsInbox: Bool, former: [SeenInput], acceptsShrink: Bool
  ) -> String {
    let code = register.counties[folder.county].code
    var parts = [common, code, "\(readsInbox)", asOf.map { "\($0)" } ?? ""]
    if acceptsShrink { parts.append("shrunken") }
    let settings = folder.settings
    parts +=
      [settings.unit?.rawValue ?? ""] + settings.columns.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    for upload in sent.uploads {
      parts.append("\(upload.file) \(upload.kept) \(upload.received) \(upload.firstSeen)")
    }
    // What a held county falls back to, and what a shrunken upload is held against.
    parts += former.map { "\($0.name) \($0.kept) \($0.received) \($0.firstSeen) \($0.status)" }
    return sha256(Array(parts.joined(separator: "\u{1E}").utf8))
  }

  /// The key that the same uploads have on the next night, when they are themselves what went before; nil where that would matter.
  private func keyOfTomorrow(_ folder: Inbox.Folder, _ sent: SentFiles, _ result: CountyResult) -> String? {
    guard !sent.uploads.isEmpty, result.figures.status == .current,
      // What is held against the night before is not found again on the next.
      !result.discrepancies.contains(where: { $0.code == .shrinkGuard || UploadGuard.isStepBack($0) })
    else { return nil }
    // Held against themselves they are not shrunken, and nobody has to accept them again.
    return key(
      folder, sent, readsInbox: true, former: result.inputs.filter { $0.status == UploadStatus.current.rawValue },
      acceptsShrink: false)
  }

  /// The uploads that a county's figures were made of, and those of them that are lost.
  private func former(_ county: Int) -> (kept: [SentUpload], lost: [LostInput]) {
    let (kept, lost) = past.uploads(of: register.counties[county].code)
    let uploads = kept.compactMap { input, bytes -> SentUpload? in
      guard input.records == nil else {
        return SentUpload(
          section: bytes, file: input.name, county: county, terms: reading.terms, firstSeen: { _ in input.firstSeen })
      }
      return SentUpload(
        file: input.name, sha256: input.sha256, size: bytes.count, received: input.received,
        firstSeen: input.firstSeen, content: .bytes(bytes))
    }
    return (uploads, lost)
  }

  private func reckonFormer(_ folder: Inbox.Folder) -> Reckoning {
    reckonFormer(folder, as: past.status(of: register.counties[folder.county].code))
  }

  /// A county's figures of what they were last made of; none where that is not all there.
  private func reckonFormer(_ folder: Inbox.Folder, as status: UploadStatus) -> Reckoning {
    let (kept, lost) = former(folder.county)
    var result = reckon(folder, kept, status: kept.isEmpty ? .missing : status)
    result.lost = lost
    for input in lost where input.why == .damaged { archive?.mark(damaged: input.kept) }
    var found = lost.map {
      $0.finding(county: register.counties[folder.county], position: folder.county, period: policy.period)
    }
    found.apply(severities)
    result.discrepancies += found
    return result
  }

  private func reckonInbox(_ folder: Inbox.Folder, _ sent: SentFiles) -> Reckoning {
    var result = reckon(folder, sent.uploads, status: .current, extra: sent.unreadable)
    let hasRecords = !result.records.members.isEmpty || !result.records.aggregates.isEmpty
    if !hasRecords && !result.discrepancies.contains(where: { $0.severity == .block }) {
      let missing = countyMissing(folder.county)
      result.records.discrepancies.append(missing)
      result.discrepancies.append(missing)
    }
    let guarding = UploadGuard(
      county: register.counties[folder.county], position: folder.county, past: past,
      inputs: result.inputs, period: policy.period, findings: result.discrepancies)
    var stepsBack = guarding.stepsBack
    stepsBack.apply(severities)
    result.discrepancies += stepsBack
    if let shrunk = guarding.shrunk(thresholds, isAccepted: accepted(folder)),
      !result.figures.goBeyond(reckonFormer(folder).figures)
    {
      var found = [shrunk]
      // Rows are fewer for a file that cannot be read: it is what has to be sent again.
      found[0].causes = result.discrepancies.indices.filter {
        result.discrepancies[$0].code == .unreadableFile && result.discrepancies[$0].severity == .block
      }
      found.apply(severities)
      result.discrepancies += found
      // Villages that are missing from what is perhaps a part are not missing on their own.
      for index in result.discrepancies.indices where result.discrepancies[index].code == .villageCountMismatch {
        if result.discrepancies[index].causes.isEmpty {
          result.discrepancies[index].causes = [result.discrepancies.count - 1]
        }
      }
    }
    guard result.discrepancies.indices.contains(where: { result.discrepancies[$0].severity == .block }) else {
      return result
    }
    // The county is held: its findings stay, its figures come from the last good upload or are missing.
    var held = reckonFormer(folder, as: .lastGood)
    let allocation = held.discrepancies.first { $0.code == .countyVsAllocation }
    let lost = held.discrepancies.suffix(held.lost.count)
    held.discrepancies = result.discrepancies.withoutFiguresOfRefused + lost
    if var allocation {
      // Its causes were found in what the last good upload holds, which is not told again.
      allocation.causes = []
      held.discrepancies.append(allocation)
    }
    (held.replies, held.lists, held.blanks) = (result.replies, result.lists, result.blanks)
    held.inputs =
      result.inputs.map { input in
        var input = input
        input.status = "refused"
        return input
      } + held.inputs
    return held
  }

  private func reckon(_ folder: Inbox.Folder, _ uploads: [SentUpload], status: UploadStatus, extra: [Discrepancy] = [])
    -> Reckoning
  {
    let county = register.counties[folder.county]
    let context = reading.context(folder.county, folder.settings, policy: policies[folder.county] ?? policy)
    let reader = UploadReader(county: folder.county, context: context)
    var records = join(uploads, county: folder.county, context: context) { upload in
      let found = upload.reading(by: reader, county: folder.county, terms: knowsKeysOnly ? reading.terms : nil)
      if status == .current { progress?(.read(files: 1, bytes: upload.size, rows: found.rows)) }
      return found
    }
    records.discrepancies += extra
    let replies = replies(records.lists, of: county.code, to: &records.discrepancies)
    var rows: [String: Int] = [:]
    for source in records.sources { rows[source.sha256] = 0 }
    // Rows of villages that the register does not know count for nothing: once they are gone, nothing is missing.
    let members = records.members.lazy.filter { $0.village >= 0 }.map(\.source)
    let sums = records.aggregates.lazy.filter { $0.village >= 0 || $0.town >= 0 }.map(\.source)
    var rowsOfKinds: [String: [String: Int]] = [:]
    for id in Array(members) + Array(sums) {
      let source = records.sources[id.index]
      rows[source.sha256, default: 0] += 1
      rowsOfKinds[source.sha256, default: [:]][source.kind.rawValue, default: 0] += 1
    }
    let allocated = budget.allocation(ofCounty: county.code)
    let newest = uploads.filter { rows[$0.sha256] != nil }.map(\.received).max()
    var (figures, discrepancies) = reconcile(
      records, register: register, policy: policies[folder.county] ?? policy, allocated: allocated, status: status,
      received: newest.map(civilDate), asOf: asOf ?? newest.map(civilDate), thresholds: thresholds, lists: lists)
    discrepancies.apply(severities)
    let sources = Dictionary(grouping: records.sources, by: \.sha256)
    let superseded = Dictionary(grouping: records.superseded, by: \.sha256)
    return Reckoning(
      records: records, figures: figures, discrepancies: discrepancies,
      inputs: uploads.map { upload in
        let counted = sources[upload.sha256] ?? []
        let replaced = superseded[upload.sha256] ?? []
        return SeenInput(
          name: upload.file, county: county.code, sha256: upload.sha256, bytes: upload.size,
          rows: rows[upload.sha256], received: upload.received,
          status: !counted.isEmpty ? status.rawValue : replaced.isEmpty ? "set-aside" : "superseded",
          documents: Set((counted.isEmpty ? replaced : counted).map(\.kind.rawValue)).sorted(),
          rowsOfKinds: rowsOfKinds[upload.sha256],
          firstSeen: upload.firstSeen,
          records: upload.records)
      }, replies: replies, lists: records.lists.map(\.file), blanks: records.blanks)
  }

  private func countyMissing(_ county: Int) -> Discrepancy {
    Discrepancy(
      .countyMissing, subject: Subject(county: county), period: policy.period, field: "file",
      spots: [.init(Place(file: ""))], level: .county, touches: .row,
      zh: "\(register.counties[county].name)没有可用的上报文件",
      en: "\(register.counties[county].name) sent no file that could be used")
  }
}
