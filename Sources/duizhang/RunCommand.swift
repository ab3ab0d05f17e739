import ArgumentParser
import Domain
import Foundation
import History
import Logging
import Pipeline
import Spreadsheet

/// Options that run and check share.
struct RunArguments: ParsableArguments {
  @Argument(help: "The pipeline file, for instance pipelines/jiangmen-2021.yaml.")
  var pipeline: String
  @Option(help: "Another inbox than the pipeline's.")
  var inbox: String?
  @Option(help: "A folder of record lines that normalize has written, in place of the inbox.")
  var records: String?
  @Option(help: "Another output folder than the pipeline's.")
  var output: String?
  @Option(help: "Another register than the pipeline's.")
  var register: String?
  @Option(help: "Another report than the pipeline's.")
  var report: String?
  @Option(help: "Read only this county anew; may be repeated.")
  var county: [String] = []
  @Option(help: "The severity that makes exit code 1: info, warning, error or block.")
  var failOn: String?
  @Option(help: "The as-of date, for instance 2022-01-31.")
  var asOf: String?
  @Option(help: "Take this county's shrunken upload as right (name, code, or all); may be repeated.")
  var acceptShrink: [String] = []
  @Flag(help: "Run even if nothing changed.")
  var force = false
  @Option(help: "The terminal's language: zh or en.")
  var lang: String?
  @Option(help: "Log what is read and published to standard error: text or json.")
  var logFormat: String?
  @Option(
    help: "How XML is read: plain (plain rows by their bytes, the rest by libxml2) or libxml2 (everything).",
    transform: xmlReading)
  var xml = XMLReading.plain

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
      guard let severity = Severity(rawValue: failOn) else {
        throw ValidationError("--fail-on knows info, warning, error and block, not \(failOn)")
      }
      options.failOn = severity
    }
    options.isDryRun = isDryRun
    options.isForced = force
    options.acceptsShrink = acceptShrink
    if let asOf = asOf ?? settings[.asOf] {
      guard let date = CalendarDate(asOf) else {
        throw ValidationError("--as-of wants a date such as 2022-01-31, not \(asOf)")
      }
      options.asOf = date
    }
    options.xml = xml
    return options
  }

  /// Silent unless a log is asked for; a terminal is told what a person should know before the summary.
  private func logger() -> Logger {
    let format = (logFormat ?? settings[.logFormat]).flatMap(LogFormat.init(rawValue:))
    let level: Logger.Level = format != nil ? .info : isatty(STDERR_FILENO) == 1 ? .warning : .critical
    return Logger(label: "duizhang") { _ in LineLogHandler(format: format ?? .text, level: level) }
  }

  func validate() throws {
    if let logFormat = logFormat ?? settings[.logFormat], LogFormat(rawValue: logFormat) == nil {
      throw ValidationError("--log-format knows text and json, not \(logFormat)")
    }
    if let lang, !["zh", "en"].contains(lang) { throw ValidationError("--lang knows zh and en, not \(lang)") }
  }

  /// Runs, reports, and gives the exit code.
  func execute(isDryRun: Bool) async throws {
    // Bad usage is told before anything is opened, and not taken for a failure to publish.
    let (options, logger) = (try options(isDryRun: isDryRun), logger())
    try await telling {
      let file = try PipelineFile(path: pipeline)
      let outcome = try await Pipeline.run(file, options: options, logger: logger)
      let isTerminal = isatty(STDOUT_FILENO) == 1
      let language =
        isTerminal
        ? terminalLanguage(lang, otherwise: outcome.language)
        : lang ?? outcome.language
      let summary = Summary(outcome, language: language)
      print(isTerminal ? summary.screen : summary.line)
      throw ExitCode(outcome.exitCode)
    }
  }
}

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read the uploads, reconcile them, and publish.")
  @OptionGroup var arguments: RunArguments
  @Flag(help: "Reckon, but publish nothing.")
  var dryRun = false
  func run() async throws { try await arguments.execute(isDryRun: dryRun) }
}

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "The same as run without publishing; gives the exit code that run would give.")
  @OptionGroup var arguments: RunArguments
  func run() async throws { try await arguments.execute(isDryRun: true) }
}
