import ArgumentParser
import Foundation
import Pipeline

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Versions, permissions, disk room, lock, clock, locale, history, when the next run is due, and what to do.",
    discussion: "Looks only, changes nothing. Exit code 1 where something is an error.")
  @Argument(help: "The pipeline file.")
  var pipeline: String
  @Option(help: "Another inbox than the pipeline's.")
  var inbox: String?
  @Option(help: "Another output folder than the pipeline's.")
  var output: String?
  @Option(help: "The terminal's language: zh or en.")
  var lang: String?
  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let settings = EnvironmentSettings(ProcessInfo.processInfo.environment)
    var options = RunOptions()
    options.inbox = inbox ?? settings[.inbox]
    options.output = output ?? settings[.output]
    options.register = settings[.register]
    options.report = settings[.report]
    let checkup = Checkup(pipeline: pipeline, options: options, environment: ProcessInfo.processInfo.environment)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(checkup.lines), as: UTF8.self))
    } else {
      print(checkup.text(terminalLanguage(lang)))
    }
    if checkup.grade == .error { throw ExitCode(1) }
  }
}

/// The language of what is told to a person at a terminal.
func terminalLanguage(_ option: String?, otherwise language: String = "zh") -> String {
  let environment = ProcessInfo.processInfo.environment
  return option ?? EnvironmentSettings(environment)[.language]
    ?? (environment["LANG"]?.hasPrefix("en") == true ? "en" : language)
}
