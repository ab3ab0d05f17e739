import ArgumentParser
import Domain
import Foundation
import History
import Logging
import Pipeline
import Spreadsheet

/// Options that run and check share.
struct RunArguments: ParsableArguments {
  @Argument(help: "The pipeline file, for instance pipelines/jiangmen-2021.yaml.", completion: Completions.pipeline)
  var pipeline: String
  @Option(help: "Another inbox than the pipeline's.", completion: .directory)
  var inbox: String?
  @Option(help: "A folder of record lines that normalize has written, in place of the inbox.", completion: .directory)
  var records: String?
  @Option(help: "Another output folder than the pipeline's.", completion: .directory)
  var output: String?
  @Option(help: "Another register than the pipeline's.", completion: .file())
  var register: String?
  @Option(help: "Another report than the pipeline's.", completion: .file())
  var report: String?
  @Option(
    help: ArgumentHelp("Read only this county anew (its name, code or folder); may be repeated.", valueName: "name"),
    completion: Completions.counties)
  var county: [String] = []
  @Option(
    help: ArgumentHelp(
      "From which severity findings make exit code 1: info, warning, error or block.", valueName: "severity"),
    completion: .list(severities), transform: oneOf(severities))
  var failOn: String?
  @Option(help: ArgumentHelp("The as-of date, for instance 2022-01-31.", valueName: "date"))
  var asOf: String?
  @Option(
    help: ArgumentHelp(
      "Take this county's shrunken upload as right (its name, code or folder, or all); may be repeated.",
      valueName: "name"),
    completion: Completions.counties)
  var acceptShrink: [String] = []
  @Flag(help: "Run even if nothing has changed since the last run.")
  var force = false
  @Option(
    help: ArgumentHelp("Log what is read and published to standard error: text or json.", valueName: "form"),
    completion: .list(logFormats), transform: oneOf(logFormats))
  var logFormat: String?
  @Option(
    help: "How XML is read: plain (plain rows by their bytes, the rest by libxml2) or libxml2 (everything).",
    completion: .list(XMLReading.allCases.map(\.rawValue)), transform: xmlReading)
  var xml = XMLReading.plain
  @OptionGroup var spoken: LanguageArguments
  @OptionGroup var form: JSONArguments

  private static let severities = Severity.allCases.map(\.rawValue)
  private static let logFormats = LogFormat.allCases.map(\.rawValue)
  private var settings: EnvironmentSettings { EnvironmentSettings(ProcessInfo.processInfo.environment) }

  func options(isDryRun: Bool) throws -> RunOptions {
    var options = RunOptions()
    options.inbox = inbox ?? settings[.inbox]
    options.records = records
    options.output = output ?? settings[.output]
    options.register = register ?? settings[.register]
    options.report = report ?? settings[.report]
    options.counties = county
    if let failOn = failOn ?? settings[.failOn] {
      let name = self.failOn == nil ? EnvironmentSettings.Name.failOn.rawValue : "--fail-on"
      options.failOn = Severity(rawValue: try Self.known(failOn, Self.severities, name))
    }
    options.isDryRun = isDryRun
    options.isForced = force
    options.acceptsShrink = acceptShrink
    if let asOf = asOf ?? settings[.asOf] {
      guard let date = CalendarDate(asOf) else {
        let name = self.asOf == nil ? EnvironmentSettings.Name.asOf.rawValue : "--as-of"
        throw ValidationError(
          zh: "\(name) 要写成 2022-01-31 这样的日期，不能是“\(asOf)”", en: "\(name) wants a date such as 2022-01-31, not \(asOf)")
      }
      options.asOf = date
    }
    options.xml = xml
    return options
  }

  /// Silent unless a log is asked for, but for what else would be told to nobody, such as a message that could not be sent; a terminal
  /// is told what a person should know before the summary.
  private func logger() -> Logger {
    let format = (logFormat ?? settings[.logFormat]).flatMap(LogFormat.init(rawValue:))
    let level: Logger.Level = format != nil ? .info : isatty(STDERR_FILENO) == 1 ? .warning : .error
    return Logger(label: "duizhang") { _ in LineLogHandler(format: format ?? .text, level: level) }
  }

  func validate() throws {
    if let format = logFormat ?? settings[.logFormat] {
      let name = logFormat == nil ? EnvironmentSettings.Name.logFormat.rawValue : "--log-format"
      _ = try Self.known(format, Self.logFormats, name)
    }
  }

  /// What the environment sets is held against the same words as what the command line does, and named as what it is.
  private static func known(_ word: String, _ words: [String], _ option: String) throws -> String {
    guard !words.contains(word) else { return word }
    let near = nearest(word, of: words)
    throw ValidationError(
      zh: "“\(word)”不能用于 \(option)：" + (near.map { "是否为 \($0)？" } ?? "") + "可用的有 " + words.joined(separator: "、"),
      en: "\"\(word)\" is nothing for \(option): " + (near.map { "did you mean \($0)? " } ?? "") + "known are "
        + words.joined(separator: ", "))
  }

  /// Runs, reports, and gives the exit code.
  func execute(isDryRun: Bool) async throws {
    // Bad usage is told before anything is opened, and not taken for a failure to publish.
    let (given, logger) = (try options(isDryRun: isDryRun), logger())
    try await telling {
      let file = try PipelineFile(path: pipeline)
      let isTerminal = isatty(STDOUT_FILENO) == 1
      let language = isTerminal ? spoken.language(otherwise: file.language) : spoken.lang ?? file.language
      let hasLog = (logFormat ?? settings[.logFormat]) != nil
      let progress = hasLog ? nil : ProgressLine(language: language)
      defer { progress?.end() }
      var options = given
      if let progress { options.progress = { progress.note($0) } }
      let outcome = try await file.run(options: options, logger: logger)
      progress?.end()
      if form.json {
        print(try outcome.json)
      } else if isTerminal {
        print(Mask.persons(inLines: Screen(outcome, language: language, look: .standardOutput).text))
      } else {
        show(Summary(outcome, language: language).line)
      }
      // The system frees at once what a run has read; taking it apart piece by piece would be felt.
      withExtendedLifetime(outcome) { Foundation.exit(outcome.exitCode) }
    }
  }
}

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read the uploads, reconcile them, and publish.",
    discussion: """
      Prints one line where no terminal is (cron mails nothing else), a screen on a terminal, or JSON. Exit codes: 0 all \
      ties, 1 findings, 2 usage or configuration, 3 a county is held or missing, 4 nothing published, 75 another run holds \
      the lock.

        duizhang run pipelines/jiangmen-2021.yaml
        duizhang run pipelines/jiangmen-2021.yaml --county 开平市
      """)
  @OptionGroup var arguments: RunArguments
  @Flag(help: "Reckon, but publish nothing, as check does.")
  var dryRun = false
  func run() async throws { try await arguments.execute(isDryRun: dryRun) }
}

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Do the same as run, but publish nothing; give the exit code that run would give.",
    discussion: """
        duizhang check pipelines/jiangmen-2021.yaml --fail-on warning
      """)
  @OptionGroup var arguments: RunArguments
  func run() async throws { try await arguments.execute(isDryRun: true) }
}
