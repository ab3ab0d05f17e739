import Domain
import Foundation

/// What a run did: `run.json`.
struct RunManifest: Encodable {
  var schema = 1
  var program = programVersion
  var pipeline: String
  var pipelineHash: String
  var policy: String
  var policyHash: String
  var keyID: String
  var asOf: String
  var started: String
  var inputs: [InputRecord]
  var seconds: Double
  /// What each stage took.
  var stages: [StageClock.Stage] = []
  var counts: [String: Int]
  var files: [String: String] = [:]
  var exitCode: Int32

  init(
    pipeline: PipelineFile, policy: Policy, keyID: String, asOf: CalendarDate, started: Date, inputs: [InputRecord],
    discrepancies: [Discrepancy], exitCode: Int32
  ) {
    func hash(_ path: String) -> String { FileManager.default.contents(atPath: path).map { sha256($0) } ?? "" }
    self.pipeline = pipeline.name
    pipelineHash = hash(pipeline.file)
    self.policy = policy.id
    policyHash = hash(pipeline.policy)
    self.keyID = keyID
    self.asOf = "\(asOf)"
    self.started = timestamp(started)
    self.inputs = inputs
    seconds = (Date().timeIntervalSince(started) * 1000).rounded() / 1000
    counts = Dictionary(discrepancies.map { ($0.code.rawValue, 1) }, uniquingKeysWith: +)
    self.exitCode = exitCode
  }
}

/// The program's version.
public let programVersion = "0.1.0"

/// `20211231T235959Z`
func timestamp(_ date: Date) -> String {
  let seconds = Int(date.timeIntervalSince1970)
  let utc = civilDate(seconds - 8 * 3600)
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let ofDay = seconds % 86_400
  return "\(utc)".replacing("-", with: "") + "T" + two(ofDay / 3600) + two(ofDay / 60 % 60) + two(ofDay % 60) + "Z"
}
