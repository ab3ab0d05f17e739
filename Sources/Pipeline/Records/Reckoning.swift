import Domain
import Foundation
import Normalize
import Publish
import Reconcile

/// Record lines of whole counties to the counties' rows of the tables: what run does of each county for itself, for engines that do
/// the rest. No history, no lock, no output folder: a county that must be held has no last good upload here and is missing.
public struct Reckoning: Sendable {
  private let setting: Setting
  private let context: PublishContext

  /// Reads the pipeline's files.
  public init(_ pipeline: PipelineFile, register: String? = nil) throws {
    var options = RunOptions()
    options.register = register
    options.isDryRun = true
    options.records = ""
    setting = try Setting(pipeline, options: options, output: pipeline.output, inbox: Inbox())
    let key = setting.key
    context = PublishContext(
      register: setting.register, policy: setting.policy, personKey: { key.person($0) }, seal: { key.seal($0) },
      digest: { shortDigest($0) })
  }

  /// The rows of one county from all of its lines, or of what belongs to no county.
  public func rows(_ lines: [UInt8]) throws -> [UInt8] {
    let store = try RecordStore([("standard input", PartBytes(Data(lines)))], setting: setting.reading)
    var findings = store.strays.map { stray($0, policy: setting.policy) }
    findings.apply(setting.pipeline.severities)
    var out = EngineRows(county: nil, discrepancies: findings).lines(context)
    for folder in store.folders {
      let past = Past()
      let policy = try setting.reading.policy(of: folder.county)
      let stage = CountyStage(
        context: context, reading: setting.reading, knowsKeysOnly: true, budget: setting.budget,
        thresholds: setting.pipeline.thresholds, severities: setting.pipeline.severities, lists: setting.lists(past),
        asOf: setting.options.asOf ?? setting.pipeline.asOf, policies: [folder.county: policy], past: past,
        acceptsShrink: [],
        archive: nil, cache: nil, common: "", progress: nil)
      out += try stage.rows(folder).lines(context.under(policy))
    }
    return out
  }

  /// What is found across counties, from the rows of persons who may stand in several: a line has the county's code, the row's number
  /// there, the file's SHA-256 and the row.
  public func across(_ lines: some Sequence<String>) throws -> [UInt8] {
    var hashes: [String: String] = [:]
    var counties: [Int: [(number: Int, entry: CountyPersons.Entry)]] = [:]
    for line in lines {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 4, let county = setting.register.county(named: String(parts[0])), let number = Int(parts[1]),
        let data = Data(base64Encoded: String(parts[3]))
      else { throw Self.noPerson }
      var packed = PackedBytes(Array(data))
      guard let entry = try? packed.take(CountyPersons.Entry.self), packed.isAtEnd else { throw Self.noPerson }
      hashes[entry.file] = String(parts[2])
      counties[county, default: []].append((number, entry))
    }
    let persons = counties.sorted { $0.key < $1.key }.map { county, rows in
      CountyPersons(county: county, rows.sorted { $0.number < $1.number }.map(\.entry))
    }
    var findings = reconcileAcross(
      persons, register: setting.register, policy: setting.policy, thresholds: setting.pipeline.thresholds)
    findings.apply(setting.pipeline.severities)
    return EngineRows(county: nil, discrepancies: findings, hashes: hashes).lines(context)
  }

  private static let noPerson = SetupError(
    "standard input", zh: "不是 reconcile 写出的 persons 行", en: "this is no row of persons that reconcile has written")
}
