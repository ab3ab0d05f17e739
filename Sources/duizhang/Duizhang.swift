import ArgumentParser
import Foundation
import Pipeline

@main
struct Duizhang: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duizhang",
    abstract: "对账: reconciles what counties send as spreadsheets against the budget, cell by cell.",
    discussion:
      "Exit codes of run and check: 0 all ties, 1 findings, 2 usage or configuration, 3 a county is held or missing, 4 nothing published, 75 another run holds the lock.",
    version: programVersion,
    subcommands: [
      RunCommand.self, CheckCommand.self, NormalizeCommand.self, InspectCommand.self, ExtractCommand.self,
      ExplainCommand.self,
      MapCommand.self, AliasCommand.self, HistoryCommand.self, DiffCommand.self, VerifyCommand.self, PruneCommand.self,
      DoctorCommand.self,
      AckCommand.self,
      SampleCommand.self,
    ])

  /// Bad usage ends with 2, as scripts expect of a command line; all else as commands say.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      Foundation.exit(2)
    }
  }
}
