import ArgumentParser
import Foundation
import Pipeline

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "What is in a spreadsheet: its real type, its sheets, and how its columns read.",
    discussion: "A pipeline file (.yaml) shows what was understood of its whole inbox, upload by upload.")
  @Argument(help: "The files, or a pipeline file.")
  var files: [String]
  @Flag(help: "As JSON.")
  var json = false
  @OptionGroup(title: "CSV options") var csv: CSVArguments
  @OptionGroup var bounds: BoundsArguments

  func run() throws {
    var failed = false
    for file in files {
      if file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
        try inspectInbox(of: file)
        continue
      }
      guard let data = FileManager.default.contents(atPath: file) else {
        FileHandle.standardError.write(Data("error: \(file) cannot be read\n 错误：\(file) 无法读取\n".utf8))
        failed = true
        continue
      }
      let inspection = Inspection(bytes: [UInt8](data), name: file, limits: bounds.limits, csv: csv.options)
      print(json ? try inspection.json : inspection.text)
      failed = failed || inspection.isUnreadable
    }
    if failed { throw ExitCode(1) }
  }

  private func inspectInbox(of file: String) throws {
    do {
      let pipeline = try PipelineFile(path: file)
      let inspection = try PipelineInspection(pipeline)
      print(json ? try inspection.json : inspection.text(pipeline.language))
    } catch let error as SetupError {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      throw ExitCode(2)
    }
  }
}
