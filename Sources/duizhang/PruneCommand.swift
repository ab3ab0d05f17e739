import ArgumentParser
import Foundation
import Pipeline

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove old publications, and inputs that no publication needs, as `retention:` says.",
    discussion: """
      Never the current publication, never one that a held county's figures come from, and nothing that these were made of. \
      What ran stays in the history.

        duizhang prune pipelines/jiangmen-2021.yaml --dry-run
      """)
  @Argument(help: "The pipeline file.", completion: Completions.pipeline)
  var pipeline: String
  @Flag(help: "Only tell what would go.")
  var dryRun = false
  @Option(help: "Another output folder than the pipeline's.", completion: .directory)
  var output: String?
  @OptionGroup var spoken: LanguageArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    try telling {
      let file = try PipelineFile(path: pipeline)
      let output = output ?? EnvironmentSettings(ProcessInfo.processInfo.environment)[.output]
      let pruning = try Pruning(file, output: output, isDryRun: dryRun)
      if form.json { return print(try pruning.json) }
      showWrapped(pruning.text(spoken.lang ?? file.language, isDryRun: dryRun))
    }
  }
}
