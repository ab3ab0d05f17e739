public import Domain
import Foundation
public import Spreadsheet

/// A pipeline file: which counties, where things lie, and how strict to be. Paths are relative to the file.
public struct PipelineFile: Sendable {
  /// A county of the pipeline.
  public struct County: Sendable {
    /// The register's name or code.
    public var name: String
    /// Folders of the inbox that are its own, besides its name and code.
    public var folders: [String]
    /// Its own column words → fields.
    public var columns: [String: String]
    /// The unit of amounts where a document states none.
    public var unit: MoneyUnit?
  }

  /// The file as named.
  public var file: String
  /// The name of the pipeline.
  public var name: String
  /// zh or en: of what is published and of the line in cron.
  public var language: String
  /// Where uploads lie.
  public var inbox: String
  /// Where publications go.
  public var output: String
  /// The register.
  public var register: String
  /// The alias file, if any.
  public var aliases: String?
  /// The policy file.
  public var policy: String
  /// Budget lines, if any.
  public var budget: String?
  /// Allocations to counties, if any.
  public var allocation: String?
  /// The published report, if any.
  public var report: String?
  /// What the report's figures should equal, if formulas are given.
  public var claims: String?
  /// The secret of the keyed hashes, if not in the output folder.
  public var keyFile: String?
  /// The budget line that the subsidies are paid from.
  public var subsidyLine: String
  /// The date that outputs are as of, if fixed.
  public var asOf: CalendarDate?
  /// The day by which uploads are due, if any.
  public var due: CalendarDate?
  /// The severity from which findings make exit code 1.
  public var failOn: Severity
  /// Counties; nil: every folder of the inbox that the register knows.
  public var counties: [County]?
  /// What of the inbox is no upload: names or paths, also with `*`.
  public var ignore: [String]
  /// How much an upload may ask of the reader.
  public var limits: Limits
  /// Limits from which checks speak.
  public var thresholds: Thresholds
  /// Severities that the pipeline sets for some codes.
  public var severities: Severities
  /// Evidence of the budget lines.
  public var evidence: [EvidenceEntry]
  /// Payments out of the budget lines, if any.
  public var vouchers: VoucherFile?
  /// Lists of persons that payments are held against: file by kind.
  public var lists: [EvidenceListKind: String]
  /// When runs are expected, if it is to be told that one did not come.
  public var schedule: Schedule?
  /// Which publications stay, if old ones are to go.
  public var retention: Retention?
  /// Commands that are told what a person should know.
  public var notify: [NotifyCommand]
  /// Where a monitor reads how the last run went, if it does.
  public var metrics: String?

  private static let keys = [
    "name", "language", "inbox", "output", "register", "aliases", "policy", "budget", "allocation", "report", "claims",
    "key_file",
    "subsidy_line", "as_of", "due", "fail_on", "counties", "ignore", "thresholds", "severities", "evidence", "vouchers",
    "lists", "retention", "schedule", "raise_limits", "notify", "metrics",
  ]

  /// Reads a pipeline file.
  public init(path: String) throws {
    let yaml = try StrictYAML(try StrictYAML.text(path), file: path, keys: Self.keys)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    func relative(_ text: String) -> String {
      text.hasPrefix("/") ? text : folder.appendingPathComponent(text).standardizedFileURL.path
    }
    file = path
    name = try yaml.string("name") ?? URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    language = try yaml.string("language") ?? "zh"
    inbox = relative(try yaml.required("inbox"))
    output = relative(try yaml.string("output") ?? ".output")
    register = relative(try yaml.required("register"))
    aliases = try yaml.string("aliases").map(relative)
    policy = relative(try yaml.required("policy"))
    budget = try yaml.string("budget").map(relative)
    allocation = try yaml.string("allocation").map(relative)
    report = try yaml.string("report").map(relative)
    claims = try yaml.string("claims").map(relative)
    keyFile = try yaml.string("key_file").map(relative)
    subsidyLine = try yaml.string("subsidy_line") ?? "村务监督委员会成员补贴"
    asOf = try Self.date(yaml, "as_of")
    due = try Self.date(yaml, "due")
    ignore = try yaml.strings("ignore") ?? []
    let factor = try yaml.integer("raise_limits") ?? 1
    guard (1...1_000).contains(factor) else {
      throw yaml.wrong("raise_limits", zh: " 1 至 1000 的整数", en: "a whole number from 1 to 1000")
    }
    limits = Limits.standard.raised(by: factor)
    thresholds = try Thresholds(yaml)
    severities = try readSeverities(yaml)
    evidence = try EvidenceEntry.list(yaml, relative: relative)
    vouchers = try VoucherFile(yaml, relative: relative)
    retention = try Retention(yaml)
    schedule = try Schedule(yaml)
    notify = try NotifyCommand.list(yaml)
    metrics = try yaml.string("metrics").map(relative)
    lists = [:]
    if let lists = try yaml.mapping("lists", keys: EvidenceListKind.allCases.map(\.rawValue)) {
      for kind in EvidenceListKind.allCases {
        if let path = try lists.string(kind.rawValue) { self.lists[kind] = relative(path) }
      }
    }
    guard ["zh", "en"].contains(language) else { throw yaml.wrong("language", zh: " zh 或 en", en: "zh or en") }
    let severity = try yaml.string("fail_on") ?? "error"
    guard let failOn = Severity(rawValue: severity) else {
      throw yaml.wrong("fail_on", zh: " info、warning、error 或 block", en: "info, warning, error or block")
    }
    self.failOn = failOn
    if yaml.isText("counties"), try yaml.string("counties") == "folders" {
      counties = nil
    } else {
      counties = try (yaml.mappings("counties", keys: ["name", "folders", "columns", "unit"]) ?? []).map { county in
        var unit: MoneyUnit?
        if let text = try county.string("unit") {
          guard let known = MoneyUnit(rawValue: text) else { throw county.wrong("unit", zh: "元或万元", en: "元 or 万元") }
          unit = known
        }
        let columns = try county.dictionary("columns")
        let fields = Field.allCases.map(\.rawValue)
        for field in columns.values where !fields.contains(field) {
          throw SetupError(
            path, zh: "columns 中没有字段“\(field)”" + (nearest(field, of: fields).map { "；是否为“\($0)”？" } ?? ""),
            en: "there is no field \"\(field)\""
              + (nearest(field, of: fields).map { "; did you mean \"\($0)\"?" } ?? ""),
            mend: nearest(field, of: fields).map { near in
              "columns: {\(columns.first { $0.value == field }?.key ?? ""): \(near)}"
            })
        }
        return County(
          name: try county.required("name"), folders: try county.strings("folders") ?? [], columns: columns, unit: unit)
      }
    }
  }

  static func date(_ yaml: StrictYAML, _ key: String) throws -> CalendarDate? {
    guard let text = try yaml.string(key) else { return nil }
    guard let date = CalendarDate(text) else {
      throw yaml.wrong(key, zh: "日期，如 2022-01-31", en: "a date such as 2022-01-31")
    }
    return date
  }
}
