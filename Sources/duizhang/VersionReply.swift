import History
import Pipeline
import Spreadsheet
import Workbooks

/// `duizhang --version [--json]`: what was built from which commit, with the libraries that are loaded here.
enum VersionReply {
  private struct Content: Encodable {
    var version = programVersion
    /// The commit; empty where whoever built the program has not said.
    var commit = programCommit
    /// Tells builds apart.
    var build = programBuild
    var libraries = [
      "libxml2": libraryVersions.xml, "libzip": libraryVersions.zip, "sqlite": RunHistory.libraryVersion,
      "libxlsxwriter": workbookLibraryVersion,
    ]
  }

  /// The words of a command line that asks for the version and nothing else.
  static func asked(_ arguments: [String]) -> Set<String>? {
    let words = Set(arguments.dropFirst())
    return words.contains("--version") && words.isSubset(of: ["--version", "--json"]) ? words : nil
  }

  static func tell(asJSON: Bool) {
    let content = Content()
    guard asJSON else {
      print("duizhang \(content.version)" + (content.commit.isEmpty ? "" : " (\(content.commit))"))
      print("build \(content.build)")
      for (name, version) in content.libraries.sorted(by: { $0.key < $1.key }) { print("\(name) \(version)") }
      return
    }
    // Texts alone cannot fail to be written.
    if let json = try? Form("version", content).json { print(json) }
  }
}
