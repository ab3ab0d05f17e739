import Domain
import Foundation
import History
import Normalize

/// What a run takes from those before it.
struct Past: Sendable {
  /// The publication that is current, as its run told it.
  var manifest: RunManifest?
  /// Its folder.
  var folder: String?
  /// Where inputs are kept.
  var archive: String
  /// The first run that saw each upload.
  var firstSights: [UploadKey: Int] = [:]
  /// The bureau's acknowledgements.
  var acknowledgements: [Acknowledgement] = []
  /// The lives of all discrepancies so far.
  var lives: [FindingLife] = []
  /// Files of the current publication that are not as its run wrote them.
  var tampered: [RunManifest.Tampering] = []
  /// Files of the archive in which persons were forgotten.
  var redactions = Redactions()
  /// What the figures of counties were last made of that the current publication leaves out.
  var absent: [SeenInput] = []
  /// What the archive had lost when a run that is done again looked there, whatever it has now.
  var lost: [RunManifest.Lost] = []
  /// The number of the run that asks.
  var number = 1

  /// Nothing came before.
  init() { archive = "" }

  /// What the folders alone tell.
  init(output: String) {
    archive = output + "/archive"
    redactions = Redactions(archive: archive)
    folder = PublishedRuns.current(output).map { output + "/runs/" + $0 }
    manifest = folder.flatMap { RunManifest(folder: $0) }
    if manifest == nil, let newest = PublishedRuns.newestWhole(output) { (folder, manifest) = newest }
    guard let folder else { return }
    acknowledgements = manifest?.acknowledgements ?? []
    number = (manifest?.number ?? 0) + 1
    if let manifest { tampered = Self.tampering(folder, manifest) }
  }

  /// What the folders tell, and of the history, where there is one, what tells whether anything has changed.
  init(output: String, history: RunHistory?) throws {
    self.init(output: output)
    if let history { acknowledgements = try history.acknowledgements() }
  }

  /// What folders and history tell.
  mutating func remember(_ history: RunHistory) throws {
    acknowledgements = try history.acknowledgements()
    try rememberAll(history)
  }

  /// What only a run that reckons anew asks of the history: an unchanged night does without.
  mutating func rememberAll(_ history: RunHistory) throws {
    firstSights = try history.firstSights()
    lives = try history.lives()
  }

  /// Looks for counties that the current publication leaves out in the newest one that had their uploads in use: a night outside the
  /// pipeline does not make a county new.
  mutating func remember(_ counties: [String], in history: RunHistory, output: String) throws {
    let known = Set(used.map(\.county))
    guard manifest != nil else { return }
    for county in counties where !known.contains(county) {
      guard let run = try history.lastRun(using: county),
        let earlier = RunManifest(folder: output + "/runs/" + run)
      else { continue }
      absent += earlier.inputs.filter { $0.county == county && $0.status == UploadStatus.current.rawValue }
    }
  }

  /// What folders and history tell, where the history can be read without writing: a dry run must leave nothing behind.
  mutating func rememberIfPossible(_ output: String, _ counties: [String]) {
    guard let history = try? RunHistory(readingFrom: output + "/history.sqlite") else { return }
    try? remember(history)
    try? remember(counties, in: history, output: output)
  }

  /// The run that saw these bytes first; the one that asks, if none did.
  func firstSeen(_ sha256: String, county: String) -> Int {
    // A redacted file was first seen when what it was made of was.
    ([sha256] + redactions.former(sha256)).compactMap { firstSights[UploadKey(county: county, sha256: $0)] }.min()
      ?? number
  }

  /// The inputs that a county's figures were made of, with their bytes from the archive, and those that the archive does not
  /// give back as they were kept. Figures of some would be others, so where one is lost, none is used.
  func uploads(of county: String) -> (kept: [(input: SeenInput, bytes: [UInt8])], lost: [LostInput]) {
    var (kept, lost): ([(input: SeenInput, bytes: [UInt8])], [LostInput]) = ([], [])
    for input in inputs(of: county) {
      let name = redactions.kept(input.kept)
      if let then = self.lost.first(where: { $0.county == county && $0.kept == input.kept }) {
        lost.append(LostInput(input: input, kept: name, why: then.why))
        continue
      }
      let path = archive + "/" + name
      guard let bytes = FileManager.default.contents(atPath: path).map({ [UInt8]($0) }) else {
        lost.append(LostInput(input: input, kept: name, why: access(path, F_OK) == 0 ? .unreadable : .missing))
        continue
      }
      if sha256(bytes) == name {
        kept.append((input, bytes))
      } else {
        lost.append(LostInput(input: input, kept: name, why: .damaged))
      }
    }
    return (lost.isEmpty ? kept : [], lost)
  }

  /// Whether figures of before were made of uploads that were read elsewhere.
  var readRecords: Bool { used.contains { $0.records != nil } }

  /// The inputs that all figures were made of.
  var used: [SeenInput] {
    (manifest?.inputs ?? []).filter {
      $0.status == UploadStatus.current.rawValue || $0.status == UploadStatus.lastGood.rawValue
    } + absent
  }

  /// The inputs that a county's figures were made of.
  func inputs(of county: String) -> [SeenInput] { used.filter { $0.county == county } }

  /// How many rows a county's figures were made of; nil where the record does not say.
  func rows(of county: String) -> Int? {
    let used = inputs(of: county)
    let rows = used.compactMap(\.rows)
    return rows.isEmpty || rows.count < used.count ? nil : rows.reduce(0, +)
  }

  /// Where a county's figures came from.
  func status(of county: String) -> UploadStatus {
    (manifest?.inputs ?? []).contains { $0.county == county && $0.status == UploadStatus.lastGood.rawValue }
      ? .lastGood : .current
  }

  /// Files of a publication that were changed or removed since its run wrote them, and such as it has not written.
  static func tampering(_ folder: String, _ manifest: RunManifest) -> [RunManifest.Tampering] {
    manifest.files.sorted { $0.key < $1.key }.compactMap { file, expected in
      let actual = fileDigest(folder + "/" + file) ?? ""
      return actual == expected ? nil : .init(run: manifest.id, file: file, expected: expected, actual: actual)
    } + added(to: RawPath(folder), manifest, folders: Set(manifest.files.keys.compactMap(\.folder)))
  }

  /// What somebody has put into a publication. What computers and office programs leave by themselves is not looked at.
  private static func added(
    to folder: RawPath, below prefix: String = "", _ manifest: RunManifest, folders: Set<String>
  ) -> [RunManifest.Tampering] {
    (folder.entries() ?? []).flatMap { name, path -> [RunManifest.Tampering] in
      let file = prefix + name
      guard manifest.files[file] == nil, file != "run.json", !isLitter(name), name != "@eaDir" else { return [] }
      let kind = (path.status?.st_mode ?? 0) & S_IFMT
      if kind == S_IFDIR, folders.contains(file) {
        return added(to: path, below: file + "/", manifest, folders: folders)
      }
      // Nothing but a file is opened: a pipe would wait for ever.
      let actual = kind == S_IFREG ? fileDigest(opened: path.opened()) ?? "" : ""
      return [.init(run: manifest.id, file: file, expected: "", actual: actual)]
    }
  }
}

extension String {
  /// The folder of a file of a publication; nil where it lies in none.
  fileprivate var folder: String? { lastIndex(of: "/").map { String(self[..<$0]) } }
}
