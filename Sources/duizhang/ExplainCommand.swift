import ArgumentParser
import Domain
import Foundation
import Pipeline

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "A figure: the cells it comes from. A code: what it means and how to mend it.",
    discussion: """
      A figure is named dataset.row.field; a row by its code or its name. Without a field, all figures of the row are listed.
        duizhang explain counties.440783.amount_due_yuan
        duizhang explain 'budget[合计].residual_yuan'
        duizhang explain claims.C12 --depth 2
        duizhang explain DZ205
      """)
  @Argument(help: "A figure such as counties.开平市.amount_due_yuan, or a code such as DZ205.")
  var what: String
  @Option(help: "How many steps down a figure's chain is shown; the rest is folded.")
  var depth: Int?
  @Flag(help: "A figure's chain as CSV.")
  var csv = false
  @Option(help: "The output folder, or the folder of a publication. Default: DUIZHANG_OUTPUT, else .output.")
  var output: String?
  @Option(help: "The language: zh or en.")
  var lang: String?

  func validate() throws {
    if let depth, depth < 0 { throw ValidationError("--depth wants 0 or more, not \(depth)") }
    if let lang, !["zh", "en"].contains(lang) { throw ValidationError("--lang knows zh and en, not \(lang)") }
  }

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let language = terminalLanguage(lang)
    if let code = Code(rawValue: what.uppercased()) { return print(code.explanation(language)) }
    if what.uppercased().wholeMatch(of: /DZ\d*/) != nil {
      let near = nearest(what.uppercased(), of: Code.allCases.map(\.rawValue))
      throw ValidationError(
        "there is no code \(what)" + (near.map { "; did you mean \($0)?" } ?? "; codes run from DZ101 to DZ903"))
    }
    do {
      let explanation = try FigureExplanation(
        what, output: output ?? EnvironmentSettings(environment)[.output] ?? ".output", depth: depth, language: language
      )
      print(csv ? explanation.csv : explanation.text)
    } catch let error as SetupError {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      throw ExitCode(2)
    }
  }
}
