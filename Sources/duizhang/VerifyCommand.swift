import ArgumentParser
import Foundation
import Pipeline

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Do a past run again from its archived inputs and compare: equal, or exit 1.",
    discussion: """
      Byte for byte where the program's version is the same, figures otherwise. --rotate rechecks the fifth of the archive \
      that was not looked at for longest.

        duizhang verify
        duizhang verify 20220112T013002Z --key backup/key
      """)
  @Argument(help: "The run; the current one, if none is named.", completion: Completions.runs)
  var run: String?
  @Flag(help: "Recheck a fifth of the archive by hash instead.")
  var rotate = false
  @Option(help: "The key file of that run, if it is not the output folder's.", completion: .file())
  var key: String?
  @OptionGroup var publication: PublicationArguments
  @OptionGroup var form: JSONArguments

  func validate() throws {
    if rotate, run != nil || key != nil {
      throw ValidationError(zh: "--rotate 查的是存档，不能同时指定运行", en: "--rotate looks at the archive, not at a run")
    }
  }

  func run() async throws {
    var holds = true
    try await telling {
      if rotate {
        let rotation = try ArchiveRotation(output: publication.folder)
        if form.json { print(try rotation.json) } else { showWrapped(rotation.text(publication.language)) }
        holds = rotation.damaged.isEmpty
      } else {
        let found = try await verify(run: run, output: publication.folder, key: key)
        if form.json { print(try found.json) } else { showWrapped(found.text(publication.language)) }
        holds = found.holds
      }
    }
    if !holds { throw ExitCode(1) }
  }
}
