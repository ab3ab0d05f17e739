import Domain

/// What the environment sets: weaker than an option on the command line, stronger than the pipeline file.
public struct EnvironmentSettings: Sendable {
  /// A setting, and what it stands for.
  public enum Name: String, CaseIterable, Sendable {
    case output = "DUIZHANG_OUTPUT"
    case inbox = "DUIZHANG_INBOX"
    case register = "DUIZHANG_REGISTER"
    case report = "DUIZHANG_REPORT"
    case failOn = "DUIZHANG_FAIL_ON"
    case asOf = "DUIZHANG_AS_OF"
    case logFormat = "DUIZHANG_LOG_FORMAT"
    case language = "DUIZHANG_LANG"
  }

  private static let prefix = "DUIZHANG_"
  // Of pipelines/nightly, of the tests, and of what notify: commands are told.
  private static let others = [
    "DUIZHANG_PROGRAM", "DUIZHANG_NORMALIZE_OPTIONS", "DUIZHANG_LONG", "DUIZHANG_SHARED", "DUIZHANG_EVENTS",
    "DUIZHANG_PIPELINE",
    "DUIZHANG_EXIT_CODE",
    "DUIZHANG_SUMMARY", "DUIZHANG_PUBLICATION",
  ]
  private let values: [String: String]

  /// The settings among all variables of an environment.
  public init(_ environment: [String: String]) {
    values = environment.filter { $0.key.hasPrefix(Self.prefix) && !$0.value.isEmpty }
  }

  /// A setting's value; nil if it is not set or empty.
  public subscript(_ name: Name) -> String? { values[name.rawValue] }

  /// Names that begin like settings and are none, with the nearest one that is.
  var unknown: [(name: String, nearest: String?)] {
    let known = Name.allCases.map(\.rawValue)
    return values.keys.filter { !known.contains($0) && !Self.others.contains($0) }.sorted().map {
      ($0, nearest($0, of: known))
    }
  }

  var set: [String] { Name.allCases.filter { self[$0] != nil }.map(\.rawValue) }
}
