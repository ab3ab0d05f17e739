import ArgumentParser
import Domain
import Pipeline

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "explain", abstract: "What a code means and how to mend it.")
  @Argument(help: "A code such as DZ205.")
  var what: String
  @Option(help: "The language: zh or en.")
  var lang = "zh"

  func run() throws {
    guard let code = Code(rawValue: what.uppercased()) else {
      throw ValidationError("there is no code \(what); codes run from DZ101 to DZ903")
    }
    print(code.explanation(lang))
  }
}
