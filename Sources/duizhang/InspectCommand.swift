import ArgumentParser
import Foundation
import Pipeline

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what is in a spreadsheet: its real type, its sheets, and how its columns read.",
    discussion: """
      A pipeline file (.yaml) shows what was understood of its whole inbox, upload by upload. Exit codes: 0, 1 a file could \
      not be read, 2 usage.

        duizhang inspect data/taishan/*.xlsx
        duizhang inspect pipelines/jiangmen-2021.yaml
      """)
  @Argument(help: "The files, or a pipeline file.", completion: .file())
  var files: [String]
  @OptionGroup(title: "CSV options") var csv: CSVArguments
  @OptionGroup var bounds: BoundsArguments
  @OptionGroup var spoken: LanguageArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    var failed = false
    for file in files {
      if file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
        try telling {
          let pipeline = try PipelineFile(path: file)
          let inspection = try PipelineInspection(pipeline)
          if form.json { return print(try inspection.json) }
          show(inspection.text(spoken.language(otherwise: pipeline.language)))
        }
        continue
      }
      guard let data = FileManager.default.contents(atPath: file) else {
        tell(SetupError.unreadable(file).text(in: askedLanguage))
        failed = true
        continue
      }
      let inspection = Inspection(
        bytes: [UInt8](data), name: file, limits: bounds.limits, csv: csv.options,
        language: spoken.language(otherwise: "en"))
      if form.json { print(try inspection.json) } else { show(inspection.text(spoken.language(otherwise: "en"))) }
      failed = failed || inspection.isUnreadable
    }
    if failed { throw ExitCode(1) }
  }
}
