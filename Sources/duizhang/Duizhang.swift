import ArgumentParser
import Domain
import Foundation
import Pipeline

@main
struct Duizhang: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duizhang",
    abstract: "对账: reconciles what counties send as spreadsheets against the budget, cell by cell.",
    discussion: """
      Exit codes of run and check: 0 all ties, 1 findings, 2 usage or configuration, 3 a county is held or missing, 4 nothing \
      published, 75 another run holds the lock.

        duizhang init uploads --register register.csv     begins a pipeline
        duizhang run pipelines/jiangmen-2021.yaml         reads, reconciles, publishes
        duizhang explain counties.开平市.amount_due_yuan    follows a figure to its cells
      """,
    version: programVersion,
    subcommands: [
      InitCommand.self, RunCommand.self, CheckCommand.self, InspectCommand.self, ExtractCommand.self,
      ExplainCommand.self, HistoryCommand.self, DiffCommand.self, AckCommand.self, VerifyCommand.self,
      PruneCommand.self, ForgetCommand.self,
      DoctorCommand.self, MapCommand.self, AliasCommand.self, NormalizeCommand.self, ReconcileCommand.self,
      SampleCommand.self,
      ManualCommand.self,
    ])

  private static var commands: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  /// Bad usage ends with 2, as scripts expect of a command line; all else as commands say.
  static func main() async {
    if let words = VersionReply.asked(CommandLine.arguments) {
      return VersionReply.tell(asJSON: words.contains("--json"))
    }
    let environment = ProcessInfo.processInfo.environment
    if let help = try? ChineseHelp.asked(
      CommandLine.arguments, environment: environment, width: min(terminalWidth, 100))
    {
      return print(help)
    }
    // What a command finds wrong once it runs is told with that command's own usage.
    var asked: any ParsableCommand.Type = Self.self
    do {
      var command = try parseAsRoot()
      asked = type(of: command)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !commands.contains(word) {
        let near = nearest(word, of: commands)
        let en = "error: there is no command \"\(word)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? "")
        let zh = "错误：没有命令“\(word)”" + (near.map { "；是否为“\($0)”？" } ?? "")
        let language = askedLanguage
        let known = (language == "zh" ? "可用的有：" : "known: ") + commands.joined(separator: " ")
        tell(
          (language == "zh" ? [zh, known] : language == "en" ? [en, known] : [en, " " + zh, known]).joined(
            separator: "\n"))
        Foundation.exit(2)
      }
      tell(UsageError(error, of: asked).text(in: askedLanguage))
      Foundation.exit(2)
    }
  }
}
