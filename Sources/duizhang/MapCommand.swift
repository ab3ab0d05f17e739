import ArgumentParser
import Foundation
import Pipeline

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Proposes pipeline lines for the columns of a file that no header word places.",
    discussion: """
      Prints YAML to check and paste under the county in the pipeline file. Exit codes: 0, 1 a file could not be read, 2 usage.
        duizhang map inbox/taishan/发放表.xlsx
      """)
  @Argument(help: "The files.")
  var files: [String]
  @Option(help: "The year that months without one belong to. Default: this year.")
  var year: Int?
  @Option(help: "The language: zh or en.")
  var lang: String?

  func validate() throws {
    if let lang, !["zh", "en"].contains(lang) { throw ValidationError("--lang knows zh and en, not \(lang)") }
  }

  func run() throws {
    let language = terminalLanguage(lang)
    var failed = false
    for file in files {
      do {
        print(try ColumnMap(path: file, year: year).yaml(language))
      } catch let error as SetupError {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        failed = true
      }
    }
    if failed { throw ExitCode(1) }
  }
}
