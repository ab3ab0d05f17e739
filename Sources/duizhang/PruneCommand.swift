import ArgumentParser
import Foundation
import Pipeline

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove old publications, and inputs that no publication needs, as `retention:` says.",
    discussion:
      "Never the current publication, never one that a held county's figures come from, and nothing that these were made of. What ran stays in the history."
  )
  @Argument(help: "The pipeline file.")
  var pipeline: String
  @Flag(help: "Only tell what would go.")
  var dryRun = false
  @Option(help: "Another output folder than the pipeline's.")
  var output: String?
  @Option(help: "The terminal's language: zh or en.")
  var lang: String?

  func run() throws {
    try telling {
      let file = try PipelineFile(path: pipeline)
      let output = output ?? EnvironmentSettings(ProcessInfo.processInfo.environment)[.output]
      let pruning = try Pruning(file, output: output, isDryRun: dryRun)
      print(pruning.text(lang ?? file.language, isDryRun: dryRun))
    }
  }
}
