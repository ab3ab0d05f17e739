import Domain
import Foundation
import History
import Spreadsheet

/// A file that may hold a person, wherever it lies.
struct ForgetSource {
  /// Where it lies.
  enum Location {
    /// In the archive, under its hash.
    case archive(String)
    /// Among the uploads.
    case inbox(RawPath)
    /// Beside the uploads: a list, evidence, the report.
    case reference(String)
  }

  let location: Location
  /// What people call it.
  let name: String
  /// The position of the county that sent it; nil for what is no county's.
  let county: Int?

  /// Its bytes; nil where it cannot be read.
  func bytes(archive: String) -> [UInt8]? {
    switch location {
    case .archive(let digest): FileManager.default.contents(atPath: archive + "/" + digest).map { [UInt8]($0) }
    case .inbox(let path):
      path.status.map { $0.st_mode & S_IFMT == S_IFREG } == true ? path.contents.map { [UInt8]($0) } : nil
    case .reference(let path): FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }
  }

  /// All that an output folder keeps, what lies in the inbox, and the files beside it.
  static func all(_ pipeline: PipelineFile, output: String, reading: ReadingSetting) throws -> [ForgetSource] {
    var known: [String: (name: String, county: Int?)] = [:]
    func note(_ digest: String, _ name: String, _ county: String?) {
      if known[digest] == nil { known[digest] = (name, county.flatMap { reading.register.county(named: $0) }) }
    }
    for run in PublishedRuns.names(output).reversed() {
      guard let manifest = RunManifest(folder: output + "/runs/" + run) else { continue }
      for input in manifest.inputs + (manifest.former ?? []) { note(input.kept, input.name, input.county) }
      for reference in manifest.references { note(reference.sha256, reference.name, nil) }
    }
    // Nights that published nothing have read too.
    if let history = try? RunHistory(readingFrom: output + "/history.sqlite") {
      for upload in try history.uploads() { note(upload.sha256, upload.name, upload.county) }
    }
    let redactions = Redactions(archive: output + "/archive")
    var sources = try archivedNames(output).sorted().map { digest -> ForgetSource in
      let name = ([digest] + redactions.former(digest)).lazy.compactMap { known[$0] }.first
      return ForgetSource(location: .archive(digest), name: name?.name ?? digest, county: name?.county)
    }
    let references = pipeline.references(register: pipeline.register, report: pipeline.report)
    let inbox = try Inbox(
      path: pipeline.inbox, pipeline: pipeline, register: reading.register, skipping: references.dropFirst().map(\.path)
    )
    for folder in inbox.folders {
      sources += folder.files.map { .init(location: .inbox($0.path), name: $0.relative, county: folder.county) }
    }
    let persons = references.filter { !["pipeline", "register", "policy", "aliases", "claims"].contains($0.role) }
    return sources
      + persons.map { .init(location: .reference($0.path), name: ($0.path as NSString).lastPathComponent, county: nil) }
  }
}

/// The ID numbers of a file, wherever they stand in it.
struct IDSearch {
  private(set) var found: Set<IDNumber> = []

  /// Looks at a file. False where it cannot be searched: a form that nobody reads here, a password, damage.
  mutating func look(at bytes: [UInt8], name: String, limits: Limits) -> Bool {
    var here: Set<IDNumber> = []
    func take(_ text: String) { here.formUnion(Self.numbers(in: text)) }
    let change = TextChange(
      row: { row in
        for text in row { take(text) }
        return row
      },
      text: { text in
        take(text)
        return nil
      }, bytes: { _ in nil })
    let isSearched: Bool
    do throws(ReadError) {
      _ = try rewritten(bytes, name: name, limits: limits, by: change)
      isSearched = FileKind.detect(bytes: bytes, name: name).hasReadableTexts
    } catch {
      isSearched = false
    }
    found.formUnion(here)
    return isSearched
  }

  /// The numbers in a text, if their digits are set apart from others.
  static func numbers(in text: String) -> [IDNumber] {
    guard text.utf8.count >= 18 else { return [] }
    let characters = Array(text)
    return [true, false].flatMap { joining in
      DigitSearch.runs(characters, joining: joining).filter { $0.digits.count == 18 }.compactMap {
        IDNumber(String($0.digits))
      }
    }
  }
}
