import Domain
import Foundation
import History
import Normalize

/// What a monitor reads of the last run: a textfile in Prometheus' form, replaced whole.
struct Metrics {
  private let text: String

  init(_ end: RunEnd, pipeline: PipelineFile, output: String, started: Date) {
    var lines: [String] = []
    let name = Self.label("pipeline", pipeline.name)
    /// A gauge and its values by labels.
    func gauge(_ metric: String, _ help: String, _ values: [(labels: [String], value: String)]) {
      guard !values.isEmpty else { return }
      lines += ["# HELP duizhang_\(metric) \(help)", "# TYPE duizhang_\(metric) gauge"]
      lines += values.map { "duizhang_\(metric){\(([name] + $0.labels).joined(separator: ","))} \($0.value)" }
    }
    let now = Date()
    gauge("run_exit_code", "Exit code of the last run.", [([], "\(end.exitCode)")])
    gauge("run_started_seconds", "When the last run began.", [([], "\(Int(started.timeIntervalSince1970))")])
    gauge(
      "run_duration_seconds", "How long the last run took.",
      [([], Self.seconds(Int(now.timeIntervalSince(started) * 1000)))])
    if case .done(let outcome) = end {
      gauge(
        "run_unchanged", "1 where nothing had changed and no new run was made.",
        [([], outcome.unchangedSince == nil ? "0" : "1")])
    }
    // What stands published, whatever became of the last run.
    guard let id = PublishedRuns.current(output), let manifest = RunManifest(folder: output + "/runs/" + id) else {
      text = lines.joined(separator: "\n") + "\n"
      return
    }
    let published = moment(ofTimestamp: manifest.finished).map { Int($0.timeIntervalSince1970) } ?? 0
    gauge("published_seconds", "When the current publication was made.", [([], "\(published)")])
    gauge("published_exit_code", "Exit code of the run that made it.", [([], "\(manifest.exitCode)")])
    gauge(
      "discrepancies", "Findings of the current publication by code, acknowledged ones too.",
      manifest.counts.sorted { $0.key < $1.key }.map { ([Self.label("code", $0.key)], "\($0.value)") })
    gauge(
      "stage_seconds", "How long each stage took.",
      manifest.stages.map { ([Self.label("stage", $0.name)], Self.seconds($0.milliseconds)) })
    let used = Dictionary(grouping: manifest.inputs, by: \.county).sorted { $0.key < $1.key }
    func perCounty(_ value: ([Int]) -> Int, _ field: (SeenInput) -> Int) -> [([String], String)] {
      used.map { ([Self.label("county", $0.key)], "\(value($0.value.map(field)))") }
    }
    gauge("county_files", "Files that a county has sent.", perCounty(\.count) { _ in 0 })
    gauge("county_bytes", "Their bytes.", perCounty({ $0.reduce(0, +) }) { $0.bytes })
    gauge("county_rows", "Records that were read from them.", perCounty({ $0.reduce(0, +) }) { $0.rows ?? 0 })
    gauge(
      "county_received_seconds", "When a county's newest file came.",
      perCounty({ $0.max() ?? 0 }) { isLitter(path: $0.name) ? 0 : $0.received })
    gauge(
      "county_held", "1 where a county's figures are not of its newest uploads.",
      Set(used.map(\.key)).union(manifest.held).sorted().map {
        ([Self.label("county", $0)], manifest.held.contains($0) ? "1" : "0")
      })
    text = lines.joined(separator: "\n") + "\n"
  }

  /// Writes it beside and swaps it in, so that no reader meets half of it; nil if it went well, else why not.
  func write(to path: String) -> String? {
    let partial = path + ".partial"
    guard
      FileManager.default.createFile(
        atPath: partial, contents: Data(text.utf8), attributes: [.posixPermissions: 0o644]),
      rename(partial, path) == 0
    else { return String(cString: strerror(errno)) }
    return nil
  }

  private static func label(_ name: String, _ value: String) -> String {
    var escaped = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\(name)=\"\(escaped)\""
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let rest = "\(milliseconds % 1000)"
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
