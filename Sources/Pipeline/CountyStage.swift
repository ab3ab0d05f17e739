import Domain
import Foundation
import Normalize
import Publish
import Reconcile

/// An input of a run, as its record names it.
struct InputRecord: Sendable, Codable {
  var name: String
  var county: String
  var sha256: String
  var bytes: Int
  /// Records that were read from it; nil for a file that is not used.
  var rows: Int?
  var received: Int
  var status: String
}

/// What one county came to, once its own rows of the tables are made: what the fund needs of it, and no more.
struct CountyResult: Sendable {
  /// Sums, towns and months, without villages and members.
  var figures: CountyFigures
  var persons: CountyPersons
  var discrepancies: [Discrepancy]
  var inputs: [InputRecord]
  /// Its rows of each table; none in a dry run.
  var pages: [[UInt8]]
  /// How long it took.
  var milliseconds: Int
}

/// Reads, normalizes and reconciles one county; falls back to its last good upload where the new one cannot be used.
struct CountyStage: Sendable {
  /// A county's uploads, reckoned.
  private struct Reckoning {
    var records: CountyRecords
    var figures: CountyFigures
    var discrepancies: [Discrepancy]
    var inputs: [InputRecord]
  }

  let context: PublishContext
  let aliases: [Alias]
  let budget: Budget
  let thresholds: Thresholds
  let severities: Severities
  let lists: [EvidenceList]
  /// The policy as it stands for each county, by register position.
  let policies: [Int: Policy]
  let previous: PreviousRun
  /// Where inputs are kept; nil in a dry run, which makes no pages either.
  let archive: InputArchive?

  private var register: Register { context.register }
  private var policy: Policy { context.policy }

  /// One county's result.
  func result(_ folder: Inbox.Folder, readsInbox: Bool) throws -> CountyResult {
    let clock = StageClock()
    let reckoning = try readsInbox ? readInbox(folder) : reckonPrevious(folder)
    var figures = reckoning.figures
    let pages =
      archive == nil
      ? [] : CountyPublication(records: reckoning.records, figures: reckoning.figures).pages(context)
    figures.villages = []
    figures.members = []
    return CountyResult(
      figures: figures, persons: CountyPersons(reckoning.records), discrepancies: reckoning.discrepancies,
      inputs: reckoning.inputs, pages: pages, milliseconds: clock.total)
  }

  private func reckonPrevious(_ folder: Inbox.Folder) -> Reckoning {
    let code = register.counties[folder.county].code
    let kept = previous.uploads(of: code)
    return reckon(folder, kept, status: kept.isEmpty ? .missing : previous.status(of: code))
  }

  private func readInbox(_ folder: Inbox.Folder) throws -> Reckoning {
    var unreadable: [Discrepancy] = []
    let uploads = folder.files.compactMap { file -> Upload? in
      guard let data = FileManager.default.contents(atPath: file.path) else {
        unreadable.append(cannotOpen(file.relative, county: folder.county))
        return nil
      }
      let bytes = [UInt8](data)
      return Upload(file: file.relative, bytes: bytes, sha256: sha256(bytes), received: file.received)
    }
    if let archive { for upload in uploads { try archive.keep(upload) } }
    var result = reckon(folder, uploads, status: .current, extra: unreadable)
    let hasRecords = !result.records.members.isEmpty || !result.records.aggregates.isEmpty
    if !hasRecords && !result.discrepancies.contains(where: { $0.severity == .block }) {
      let missing = countyMissing(folder.county)
      result.records.discrepancies.append(missing)
      result.discrepancies.append(missing)
    }
    if let shrunk = shrinkGuard(folder, result.inputs) { result.discrepancies.append(shrunk) }
    guard result.discrepancies.contains(where: { $0.severity == .block }) else { return result }
    // The county is held: its findings stay, its figures come from the last good upload or are missing.
    let kept = previous.uploads(of: register.counties[folder.county].code)
    var held = reckon(folder, kept, status: kept.isEmpty ? .missing : .lastGood)
    held.discrepancies = result.discrepancies.map { finding in
      var finding = finding
      finding.causes = finding.causes.filter { $0 < result.discrepancies.count }
      return finding
    }
    held.inputs =
      result.inputs.map { input in
        var input = input
        input.status = "refused"
        return input
      } + held.inputs
    return held
  }

  private func reckon(_ folder: Inbox.Folder, _ uploads: [Upload], status: UploadStatus, extra: [Discrepancy] = [])
    -> Reckoning
  {
    let county = register.counties[folder.county]
    var records = normalize(
      uploads, county: folder.county,
      context: Context(
        register: register, aliases: aliases, policy: policies[folder.county] ?? policy,
        columns: folder.settings.columns,
        unit: folder.settings.unit))
    records.discrepancies += extra
    var rows: [String: Int] = [:]
    for source in records.sources { rows[source.sha256] = 0 }
    for id in records.members.map(\.source) + records.aggregates.map(\.source) {
      rows[records.sources[id.index].sha256, default: 0] += 1
    }
    let allocated = budget.allocation(ofCounty: county.code)
    let newest = uploads.filter { rows[$0.sha256] != nil }.map(\.received).max()
    var (figures, discrepancies) = reconcile(
      records, register: register, policy: policies[folder.county] ?? policy, allocated: allocated, status: status,
      asOf: newest.map(civilDate), thresholds: thresholds, lists: lists)
    discrepancies.apply(severities)
    return Reckoning(
      records: records, figures: figures, discrepancies: discrepancies,
      inputs: uploads.map {
        InputRecord(
          name: $0.file, county: county.code, sha256: $0.sha256, bytes: $0.bytes.count, rows: rows[$0.sha256],
          received: $0.received,
          status: rows[$0.sha256] != nil ? status.rawValue : "set-aside")
      })
  }

  /// DZ704: an upload with far fewer rows than the last publication was made of may be a part of what was meant.
  private func shrinkGuard(_ folder: Inbox.Folder, _ inputs: [InputRecord]) -> Discrepancy? {
    let after = inputs.compactMap(\.rows).reduce(0, +)
    guard let before = previous.rows(of: register.counties[folder.county].code), before > 0, after > 0,
      thresholds.shrinkPercent < 100, after * 100 < before * (100 - thresholds.shrinkPercent)
    else { return nil }
    var found = [
      Discrepancy(
        .shrinkGuard, subject: Subject(county: folder.county), period: policy.period, field: "rows",
        spots: [.init(Place(file: inputs.first { $0.rows != nil }?.name ?? ""))],
        gap: .counts(expected: before, actual: after, unit: "行"), level: .county,
        zh: "上次发布用了 \(before) 行，这次只有 \(after) 行，减少超过 \(thresholds.shrinkPercent)%：可能不完整，沿用上次",
        en:
          "the last publication was made of \(before) rows, this upload has \(after): more than \(thresholds.shrinkPercent)% fewer, perhaps a part; the last one stands"
      )
    ]
    found.apply(severities)
    return found[0]
  }

  private func countyMissing(_ county: Int) -> Discrepancy {
    Discrepancy(
      .countyMissing, subject: Subject(county: county), period: policy.period, field: "file",
      spots: [.init(Place(file: ""))], level: .county, touches: .row,
      zh: "\(register.counties[county].name)没有可用的上报文件",
      en: "\(register.counties[county].name) sent no file that could be used")
  }

  private func cannotOpen(_ file: String, county: Int) -> Discrepancy {
    Discrepancy(
      .unreadableFile, subject: Subject(county: county, detail: file), period: policy.period, field: "file",
      spots: [.init(Place(file: file))],
      level: .county, touches: .row, zh: "文件打不开（权限或磁盘问题）", en: "the file cannot be opened (permissions or disk)")
  }
}

/// What the newest publication was made of.
struct PreviousRun: Sendable {
  private let inputs: [InputRecord]
  private let archive: String

  init(output: String) {
    archive = output + "/archive"
    struct Manifest: Decodable { var inputs: [InputRecord] }
    inputs =
      FileManager.default.contents(atPath: output + "/current/run.json")
      .flatMap { try? JSONDecoder().decode(Manifest.self, from: $0) }?.inputs ?? []
  }

  /// The uploads that a county's figures were made of, from the archive.
  func uploads(of county: String) -> [Upload] {
    inputs.filter {
      $0.county == county && ($0.status == UploadStatus.current.rawValue || $0.status == UploadStatus.lastGood.rawValue)
    }.compactMap { input in
      guard let data = FileManager.default.contents(atPath: archive + "/" + input.sha256) else { return nil }
      return Upload(file: input.name, bytes: [UInt8](data), sha256: input.sha256, received: input.received)
    }
  }

  /// How many rows a county's figures were made of; nil where the record does not say.
  func rows(of county: String) -> Int? {
    let used = inputs.filter {
      $0.county == county && ($0.status == UploadStatus.current.rawValue || $0.status == UploadStatus.lastGood.rawValue)
    }
    let rows = used.compactMap(\.rows)
    return rows.isEmpty || rows.count < used.count ? nil : rows.reduce(0, +)
  }

  /// Where a county's figures came from.
  func status(of county: String) -> UploadStatus {
    inputs.contains { $0.county == county && $0.status == UploadStatus.lastGood.rawValue } ? .lastGood : .current
  }
}
