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
      let history = try openHistory(publication.folder, isReadOnly: true)
      let county = try county.map { try publishedCounty($0, output: publication.folder) }
      switch view {
      case .runs:
        try tell(
          try runsAsTheyStand(history, output: publication.folder),
          heads: [("运行", "run"), ("状态", "state"), ("退出码", "exit"), ("截至", "as of"), ("结果", "result")]
        ) { run in
          [
            run.id, word(run.pruned.isEmpty ? run.state.rawValue : "pruned"), run.exitCode.map(String.init) ?? "",
            run.asOf,
            [publication.language == "zh" ? run.lineZh : run.lineEn, run.line].first { !$0.isEmpty } ?? "",
          ]
        }
      case .uploads:
        let known = publishedValues(publication.folder, table: "counties", columns: ["county_code", "county"])
        let names = Dictionary(
          stride(from: 0, to: known.count - 1, by: 2).map { (known[$0], known[$0 + 1]) },
          uniquingKeysWith: { a, _ in a })
        try tell(
          try history.uploads(of: county),
          heads: [
            ("县", "county"), ("状态", "status"), ("运行序号", "runs"), ("摘要", "hash"), ("文件", "file"), ("文件种类", "documents"),
          ]
        ) { upload in
          [
            names[upload.county] ?? upload.county, word(upload.status), "\(upload.firstRun)–\(upload.lastRun)",
            String(upload.sha256.prefix(12)),
            upload.name, upload.documents.map(word).joined(separator: " "),
          ]
        }
      case .findings:
        let lives = try history.lives().filter {
          (all || $0.status != .resolved) && (county == nil || $0.sighting.county == county)
        }.sorted { ($0.firstSeen, $0.sighting.fingerprint) < ($1.firstSeen, $1.sighting.fingerprint) }
        try tell(
          lives.map(Finding.init),
          heads: [
            ("指纹", "fingerprint"), ("代码", "code"), ("程度", "severity"), ("状态", "status"), ("首末日期", "seen"),
            ("次数", "times"),
            ("差额（元）", "yuan"), ("说明", "message"),
          ]
        ) { life in
          [
            life.fingerprint, life.code, word(life.severity), word(life.status), "\(life.firstSeen)…\(life.lastSeen)",
            "×\(life.timesSeen)", life.deltaYuan, publication.language == "zh" ? life.messageZh : life.messageEn,
          ]
        }
      case .acknowledgements:
        let asOf = publishedAsOf(publication.folder)
        try tell(
          // One whose last day is past has lapsed too, though no amount has changed.
          try history.acknowledgements().map { given in
            var given = given
            given.isLapsed = given.isLapsed || asOf.map { given.until < $0 } ?? false
            return given
          },
          heads: [("指纹", "fingerprint"), ("核实人", "by"), ("有效至", "until"), ("失效", "lapsed"), ("理由", "reason")]
        ) { given in
          [given.fingerprint, given.by, given.until, given.isLapsed ? word("lapsed") : "", given.reason]
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

  /// Words of the records as people read them.
  private func word(_ word: String) -> String {
    guard publication.language == "zh" else { return word }
    let words = [
      "running": "进行中", "published": "已发布", "unpublished": "未发布", "failed": "出错", "interrupted": "中断", "pruned": "已清理",
      "current": "采用", "last-good": "沿用上次", "refused": "退回", "superseded": "已被取代", "set-aside": "未采用", "info": "提示",
      "warning": "提醒", "error": "不符", "block": "暂扣", "new": "新增", "open": "未决", "acknowledged": "已核实",
      "resolved": "已消除",
      "lapsed": "已失效",
    ]
    return words[word] ?? DocumentKind(rawValue: word)?.zh ?? word
  }

  /// Rows under one another, by the columns that a terminal gives each character; what stands last is as long as it is, and on a
  /// terminal goes on below itself, or below the row where the columns leave it no room.
  private func aligned(_ rows: [[String]]) -> String {
    let rows = rows.map { $0.map { visible($0, limit: 2000) } }
    let widths = (rows.first ?? []).indices.dropLast().map { column in rows.map { displayWidth($0[column]) }.max() ?? 0
    }
    let before = widths.reduce(0) { $0 + $1 + 2 }
    let width = terminalWidth
    return rows.map { row in
      var line = ""
      for (column, text) in row.enumerated() where column < widths.count {
        line += text + String(repeating: " ", count: widths[column] - displayWidth(text) + 2)
      }
      let last = row.last ?? ""
      guard before + displayWidth(last) > width else { return Self.trimmed(line + last) }
      guard width - before >= Self.leastRoom else {
        let first = wrapped(Self.trimmed(line), width: width, indent: "    ")
        return last.isEmpty ? first : first + "\n" + wrapped("    " + last, width: width, indent: "    ")
      }
      return wrapped(line + last, width: width, indent: String(repeating: " ", count: before))
    }.joined(separator: "\n")
  }

  // A message in fewer columns than these is a ladder of syllables.
  private static let leastRoom = 30

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private func tell<Entry: Encodable>(
    _ entries: [Entry], heads: [(zh: String, en: String)], _ row: (Entry) -> [String]
  ) throws {
    if form.json {
      print(try Form("history", Listing(view: view.rawValue, entries: entries)).json)
    } else {
      show(aligned([heads.map { publication.language == "zh" ? $0.zh : $0.en }] + entries.map(row)))
      // A head with nothing below it looks like something that went wrong.
      if entries.isEmpty { show(publication.language == "zh" ? "（没有可列的）" : "(nothing to list)") }
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
    struct Former: Encodable { var by, until, reason: String }
    var fingerprint, code, county, amountYuan, messageZh, messageEn, by, until, reason: String
    /// The acknowledgement that this one takes the place of.
    var replaces: Former?
  }

  func run() throws {
    guard let date = CalendarDate(until) else {
      throw ValidationError(
        zh: "--until 要写成 2022-06-30 这样的日期，不能是“\(until)”", en: "--until wants a date such as 2022-06-30, not \(until)")
    }
    try telling {
      let former = standingAcknowledgement(fingerprint, output: publication.folder)
      let life = try acknowledge(fingerprint, by: by, until: date, reason: reason, output: publication.folder)
      let seen = life.sighting
      if form.json {
        let reply = Reply(
          fingerprint: seen.fingerprint, code: seen.code, county: seen.county, amountYuan: seen.delta,
          messageZh: seen.message.zh, messageEn: seen.message.en, by: by, until: "\(date)", reason: reason,
          replaces: former.map { .init(by: $0.by, until: $0.until, reason: $0.reason) })
        return print(try Form("ack", reply).json)
      }
      showWrapped(
        publication.language == "zh"
          ? "已核实 \(seen.code) \(seen.fingerprint)（\(seen.message.zh)），有效至 \(date)；下次运行起生效。"
          : "acknowledged \(seen.code) \(seen.fingerprint) (\(seen.message.en)) until \(date), from the next run on.")
      if let former {
        showWrapped(
          publication.language == "zh"
            ? "取代原有核实：\(former.by)，至 \(former.until)，\(former.reason)。"
            : "it takes the place of \(former.by)'s until \(former.until): \(former.reason).")
      }
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
        showWrapped(memo.text(publication.language))
      }
    }
  }
}
