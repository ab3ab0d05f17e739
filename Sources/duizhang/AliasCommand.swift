import ArgumentParser
import Domain
import Foundation
import Pipeline

struct AliasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alias", abstract: "Confirm that a name which a county writes stands for a registered village.",
    discussion: """
      Adds one line to the alias file that the pipeline names; the next run matches the name and says so (DZ202).

        duizhang alias pipelines/jiangmen-2021.yaml 高垇朗村 440781112204
        duizhang alias pipelines/jiangmen-2021.yaml 勒冲 440783001203 --until 2021-06-30
      """)
  @Argument(help: "The pipeline file.", completion: Completions.pipeline)
  var pipeline: String
  @Argument(help: "The name as the county writes it.")
  var name: String
  @Argument(help: "The village's 12-digit code in the register.")
  var code: String
  @Flag(help: "In every town of the county, not only the village's own.")
  var anyTown = false
  @Option(help: "The first day on which the name is used, for instance 2021-03-01.")
  var from: String?
  @Option(help: "The last day on which it is used.")
  var until: String?
  @OptionGroup var language: LanguageArguments
  @OptionGroup var form: JSONArguments

  private struct Reply: Encodable {
    var file, name, code, county, town, village: String
    var isInAnyTown: Bool
    var from, until: String?
  }

  func run() throws {
    func date(_ text: String?, _ option: String) throws -> CalendarDate? {
      guard let text else { return nil }
      guard let date = CalendarDate(text) else {
        throw ValidationError(
          zh: "\(option) 要写成 2021-03-01 这样的日期，不能是“\(text)”",
          en: "\(option) wants a date such as 2021-03-01, not \(text)")
      }
      return date
    }
    let (first, last) = (try date(from, "--from"), try date(until, "--until"))
    try telling {
      let file = try AliasFile(PipelineFile(path: pipeline))
      let added = try file.add(name, code: code, anyTown: anyTown, from: first, until: last)
      if form.json {
        let reply = Reply(
          file: file.path, name: name, code: added.village.code, county: added.county, town: added.town,
          village: added.village.name, isInAnyTown: anyTown, from: from, until: until)
        return print(try Form("alias", reply).json)
      }
      show("\(name) → \(added.village.code) \(added.town)\(added.village.name)")
    }
  }
}
