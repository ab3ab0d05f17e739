import ArgumentParser
import Domain
import Foundation
import History
import Pipeline

/// Where publications lie, for commands that read them.
struct PublicationArguments: ParsableArguments {
  @Option(help: "The output folder. Default: DUIZHANG_OUTPUT, else .output.", completion: .directory)
  var output: String?
  @OptionGroup var spoken: LanguageArguments

  var folder: String {
    output ?? EnvironmentSettings(ProcessInfo.processInfo.environment)[.output] ?? ".output"
  }
  var language: String { spoken.language() }
}

struct HistoryCommand: ParsableCommand {
  enum View: String, CaseIterable, Sendable {
    case runs, uploads, findings, acknowledgements

    static let words = allCases.map(\.rawValue)
    static func named(_ word: String) throws -> View { View(rawValue: try oneOf(words)(word)) ?? .runs }
  }

  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the runs so far, uploads by county, findings by age, acknowledgements.",
    discussion: """
        duizhang history
        duizhang history --view uploads --county 440783
        duizhang history --view findings --all --json
      """)
  @Option(
    help: "What to list: runs, uploads, findings or acknowledgements.", completion: .list(View.words),
    transform: View.named)
  var view = View.runs
  @Option(
    help: ArgumentHelp("Only this county: its six digits or its name.", valueName: "county"),
    completion: Completions.countyCodes)
  var county: String?
  @Flag(help: "Resolved discrepancies too.")
  var all = false
  @OptionGroup var publication: PublicationArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    try telling {
      let history = try openHistory(publication.folder)
      let county = try county.map { try publishedCounty($0, output: publication.folder) }
      switch view {
      case .runs:
        try tell(try history.runs()) { run in
          [
            run.id, run.pruned.isEmpty ? run.state.rawValue : "pruned", run.exitCode.map(String.init) ?? "", run.asOf,
            run.line,
          ]
        }
      case .uploads:
        try tell(try history.uploads(of: county)) { upload in
          [
            upload.county, upload.status, "\(upload.firstRun)–\(upload.lastRun)", String(upload.sha256.prefix(12)),
            upload.name, upload.documents.joined(separator: " "),
          ]
        }
      case .findings:
        let lives = try history.lives().filter {
          (all || $0.status != .resolved) && (county == nil || $0.sighting.county == county)
        }.sorted { ($0.firstSeen, $0.sighting.fingerprint) < ($1.firstSeen, $1.sighting.fingerprint) }
        try tell(lives.map(Finding.init)) { life in
          [
            life.fingerprint, life.code, life.severity, life.status, "\(life.firstSeen)…\(life.lastSeen)",
            "×\(life.timesSeen)", life.deltaYuan, publication.language == "zh" ? life.messageZh : life.messageEn,
          ]
        }
      case .acknowledgements:
        try tell(try history.acknowledgements()) { word in
          [word.fingerprint, word.by, word.until, word.isLapsed ? "lapsed" : "", word.reason]
        }
      }
    }
  }

  private struct Listing<Entry: Encodable>: Encodable {
    var view: String
    var entries: [Entry]
  }

  private struct Finding: Encodable {
    var fingerprint, code, severity, county, village, period, field, status, firstSeen, lastSeen, firstRun,
      lastRun: String
    var timesSeen: Int
    var deltaYuan, acknowledgedBy, until, reason, messageZh, messageEn: String

    init(_ life: FindingLife) {
      let seen = life.sighting
      (fingerprint, code, severity) = (seen.fingerprint, seen.code, seen.severity)
      (county, village, period, field) = (seen.county, seen.village, seen.period, seen.field)
      (status, firstSeen, lastSeen) = (life.status.rawValue, life.firstSeen, life.lastSeen)
      (firstRun, lastRun, timesSeen) = (life.firstRun, life.lastRun, life.timesSeen)
      (deltaYuan, acknowledgedBy) = (seen.delta, life.acknowledgedBy)
      (until, reason, messageZh, messageEn) = (life.until, life.reason, seen.message.zh, seen.message.en)
    }
  }

  private func tell<Entry: Encodable>(_ entries: [Entry], _ row: (Entry) -> [String]) throws {
    if form.json {
      print(try Form("history", Listing(view: view.rawValue, entries: entries)).json)
    } else {
      for entry in entries { show(row(entry).joined(separator: "  ")) }
    }
  }
}

struct AckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Acknowledge a discrepancy: it is right as it is, for this amount, until a date.",
    discussion: """
      Only the bureau does. It counts from the next run on, and lapses when the amount changes or the run's as-of date is past.

        duizhang ack 13b0017a221e --by 市局社会股 --until 2022-06-30 --reason "补发上年度，已核对凭证"
      """)
  @Argument(
    help: "The discrepancy's fingerprint, or its first six characters or more.", completion: Completions.fingerprints)
  var fingerprint: String
  @Option(help: "Who in the bureau answers for it.")
  var by: String
  @Option(help: "Its last day, for instance 2022-06-30.")
  var until: String
  @Option(help: "Why it is right as it is.")
  var reason: String
  @OptionGroup var publication: PublicationArguments
  @OptionGroup var form: JSONArguments

  private struct Reply: Encodable {
    var fingerprint, code, county, amountYuan, messageZh, messageEn, by, until, reason: String
  }

  func run() throws {
    guard let date = CalendarDate(until) else {
      throw ValidationError("--until wants a date such as 2022-06-30, not \(until)")
    }
    try telling {
      let life = try acknowledge(fingerprint, by: by, until: date, reason: reason, output: publication.folder)
      let seen = life.sighting
      if form.json {
        let reply = Reply(
          fingerprint: seen.fingerprint, code: seen.code, county: seen.county, amountYuan: seen.delta,
          messageZh: seen.message.zh, messageEn: seen.message.en, by: by, until: "\(date)", reason: reason)
        return print(try Form("ack", reply).json)
      }
      show(
        publication.language == "zh"
          ? "已核实 \(seen.code) \(seen.fingerprint)（\(seen.message.zh)），有效至 \(date)；下次运行起生效。"
          : "acknowledged \(seen.code) \(seen.fingerprint) (\(seen.message.en)) until \(date), from the next run on.")
    }
  }
}

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what changed between two runs: the correction memo.",
    discussion: """
      Without runs: the current publication against the one before it. With one: that one against the current.

        duizhang diff
        duizhang diff 20220112T013002Z --csv
      """)
  @Argument(help: "The older run.", completion: Completions.runs)
  var before: String?
  @Argument(help: "The newer run.", completion: Completions.runs)
  var after: String?
  @Flag(help: "As CSV, with every value.")
  var csv = false
  @OptionGroup var publication: PublicationArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    try telling {
      let memo = try CorrectionMemo(output: publication.folder, before: before, after: after)
      if form.json {
        print(try memo.json)
      } else if csv {
        FileHandle.standardOutput.write(Data(memo.csv()))
      } else {
        show(memo.text(publication.language))
      }
    }
  }
}
