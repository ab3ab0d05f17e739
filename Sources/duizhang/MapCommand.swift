import ArgumentParser
import Foundation
import Pipeline

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Propose pipeline lines for the columns of a file that no known word places.",
    discussion: """
      Prints YAML to check and paste under the county in the pipeline file. Exit codes: 0, 1 a file could not be read, 2 usage.

        duizhang map inbox/taishan/发放表.xlsx
      """)
  @Argument(help: "The files.", completion: .file())
  var files: [String]
  @Option(help: "The year that months without one belong to. Default: this year.")
  var year: Int?
  @OptionGroup var spoken: LanguageArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    var failed = false
    var maps: [ColumnMap] = []
    for file in files {
      do {
        let map = try ColumnMap(path: file, year: year)
        if form.json { print(try map.json) } else { maps.append(map) }
      } catch let error as SetupError {
        tell(error.text(in: askedLanguage))
        failed = true
      }
    }
    if !maps.isEmpty { show(ColumnMap.yaml(maps, spoken.language())) }
    if failed { throw ExitCode(1) }
  }
}
