import ArgumentParser
import Foundation
import Pipeline

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "What is in a spreadsheet: its real type, its sheets, and how its columns read.")
  @Argument(help: "The files.")
  var files: [String]
  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    var failed = false
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        FileHandle.standardError.write(Data("error: \(file) cannot be read\n 错误：\(file) 无法读取\n".utf8))
        failed = true
        continue
      }
      let inspection = Inspection(bytes: [UInt8](data), name: file)
      print(json ? try inspection.json : inspection.text)
      failed = failed || inspection.isUnreadable
    }
    if failed { throw ExitCode(1) }
  }
}
