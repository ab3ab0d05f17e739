import ArgumentParser
import Pipeline

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Begin a pipeline from a folder of uploads, and say what was understood of them.",
    discussion: """
      The folder has a subfolder a county. Writes pipeline.yaml there, and policy.yaml with the year, rate and quota that most \
      rows state. Everything in them is a proposal to check.

        duizhang init uploads --register register.csv
        duizhang check uploads/pipeline.yaml
      """)
  @Argument(help: "The folder of uploads, a subfolder a county.", completion: .directory)
  var folder: String
  @Option(
    help: "The register of villages. Default: register.csv in the folder.", completion: .file(extensions: ["csv"]))
  var register: String?
  @Option(help: "A policy file that is there already.", completion: Completions.pipeline)
  var policy: String?
  @Flag(help: "Write over a pipeline.yaml and policy.yaml that are there.")
  var force = false
  @OptionGroup var spoken: LanguageArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    try telling {
      let path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      let scaffold = try Scaffold(folder: path, register: register, policy: policy)
      try scaffold.write(language: spoken.language(), isForced: force)
      if form.json { return print(try scaffold.json) }
      showWrapped(scaffold.text(spoken.language()))
    }
  }
}
