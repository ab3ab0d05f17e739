import Domain
import Foundation

/// What the pipeline file says of old publications: one stays as long as any of these wants it.
public struct Retention: Sendable, Equatable {
  /// The newest so many stay.
  public var runs = 0
  /// Those of so many days before the newest stay. The clock is not asked: set wrongly, it would empty the folder.
  public var days = 0
  /// Of the newest so many months with a publication, the last one stays.
  public var months = 0

  /// Keeps by these counts.
  public init(runs: Int = 0, days: Int = 0, months: Int = 0) {
    (self.runs, self.days, self.months) = (runs, days, months)
  }

  init?(_ yaml: StrictYAML) throws {
    let names: [(String, WritableKeyPath<Retention, Int>)] = [("runs", \.runs), ("days", \.days), ("months", \.months)]
    // One that names nothing to keep keeps everything, as none does.
    guard let set = try yaml.mapping("retention", keys: names.map(\.0)), !set.keys.isEmpty else { return nil }
    for (name, path) in names {
      guard let value = try set.integer(name) else { continue }
      guard (1...100_000).contains(value) else { throw set.wrong(name, zh: "大于零的整数", en: "a whole number above zero") }
      self[keyPath: path] = value
    }
  }

  /// The runs that stay by count, day and month; `started` are names such as 20211231T235959Z, oldest first.
  func staying(_ runs: [(id: String, started: String)]) -> Set<String> {
    var kept = Set(runs.suffix(self.runs).map(\.id))
    if days > 0, let newest = runs.last.flatMap({ moment(ofTimestamp: $0.started) }) {
      let first = timestamp(newest.addingTimeInterval(-86_400 * Double(days)))
      kept.formUnion(runs.filter { $0.started >= first }.map(\.id))
    }
    var last: [String: String] = [:]
    for run in runs { last[String(run.started.prefix(6))] = run.id }
    kept.formUnion(last.sorted { $0.key > $1.key }.prefix(months).map(\.value))
    return kept
  }
}
