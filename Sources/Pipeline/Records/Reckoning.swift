import Domain
import Foundation
import Normalize
import Publish

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
    var out = EngineRows(county: nil, discrepancies: findings).lines(context, across: .error)
    var across = [Discrepancy(.crossCountyDuplicate, subject: Subject(), spots: [], zh: "", en: "")]
    across.apply(setting.pipeline.severities)
    for folder in store.folders {
      let past = Past()
      let policy = try setting.reading.policy(of: folder.county)
      let stage = CountyStage(
        context: context, reading: setting.reading, knowsKeysOnly: true, budget: setting.budget,
        thresholds: setting.pipeline.thresholds, severities: setting.pipeline.severities, lists: setting.lists(past),
        policies: [folder.county: policy], past: past, acceptsShrink: [],
        archive: nil, cache: nil, common: "", progress: nil)
      out += try stage.rows(folder).lines(context.under(policy), across: across[0].severity)
    }
    return out
  }
}
