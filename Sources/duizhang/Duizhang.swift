import ArgumentParser

@main
struct Duizhang: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duizhang",
    abstract: "Reconciles what counties send in spreadsheets.",
    subcommands: [ExtractCommand.self])
}
