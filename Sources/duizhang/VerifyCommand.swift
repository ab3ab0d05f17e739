import ArgumentParser
import Foundation
import Pipeline

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Do a past run again from its archived inputs and compare: equal, or exit 1.",
    discussion:
      "Byte for byte where the program's version is the same, figures otherwise. --rotate rechecks the fifth of the archive that was not looked at for longest."
  )
  @Argument(help: "The run; the current one, if none is named.")
  var run: String?
  @Flag(help: "Recheck a fifth of the archive by hash instead.")
  var rotate = false
  @Option(help: "The key file of that run, if it is not the output folder's.")
  var key: String?
  @OptionGroup var publication: PublicationArguments

  func validate() throws {
    if rotate, run != nil || key != nil { throw ValidationError("--rotate looks at the archive, not at a run") }
  }

  func run() async throws {
    var holds = true
    try await telling {
      if rotate {
        let rotation = try ArchiveRotation(output: publication.folder)
        print(rotation.text(publication.language))
        holds = rotation.damaged.isEmpty
      } else {
        let found = try await verify(run: run, output: publication.folder, key: key)
        print(found.text(publication.language))
        holds = found.holds
      }
    }
    if !holds { throw ExitCode(1) }
  }
}
