import ArgumentParser
import Foundation
import Pipeline

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at all that the next night hangs on, and say what to do.",
    discussion: """
      Versions, permissions, disk room, lock, clock, locale, history, archive, and when the next run is due. It looks only and \
      changes nothing. Exit code 1 where something is an error.

        duizhang doctor pipelines/jiangmen-2021.yaml
      """)
  @Argument(help: "The pipeline file.", completion: Completions.pipeline)
  var pipeline: String
  @Option(help: "Another inbox than the pipeline's.", completion: .directory)
  var inbox: String?
  @Option(help: "Another output folder than the pipeline's.", completion: .directory)
  var output: String?
  @OptionGroup var language: LanguageArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    let settings = EnvironmentSettings(ProcessInfo.processInfo.environment)
    var options = RunOptions()
    options.inbox = inbox ?? settings[.inbox]
    options.output = output ?? settings[.output]
    options.register = settings[.register]
    options.report = settings[.report]
    let checkup = Checkup(pipeline: pipeline, options: options, environment: ProcessInfo.processInfo.environment)
    if form.json { print(try checkup.json) } else { show(checkup.text(language.language(), width: terminalWidth)) }
    if checkup.grade == .error { throw ExitCode(1) }
  }
}
