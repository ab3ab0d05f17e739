import ArgumentParser
import Pipeline

@main
struct Duizhang: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duizhang", abstract: "对账: reconciles what counties send as spreadsheets against the budget, cell by cell.",
    discussion: "Exit codes of run and check: 0 all ties, 1 findings, 2 usage or configuration, 3 a county is held or missing, 4 nothing published, 75 another run holds the lock.",
    version: programVersion, subcommands: [RunCommand.self, CheckCommand.self, ExtractCommand.self, ExplainCommand.self, SampleCommand.self])
}
