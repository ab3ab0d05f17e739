import Domain
import Foundation
import History
import Normalize

/// What is left of a past run: its manifest, and all that it read, by hash, in the archive.
struct Remains {
  private let manifest: RunManifest
  private let output: String
  /// What the archive does not have whole.
  let lost: [String]
  /// Files in which persons were forgotten since.
  let redacted: [Redaction]
  private let redactions: Redactions
  /// The publication before it; nil where it is gone or is no longer as it was.
  private let previous: (folder: String, manifest: RunManifest)?

  /// Whether what the run took from the publication before it is still there.
  var knowsPrevious: Bool { manifest.previous == nil || previous != nil }

  init(_ manifest: RunManifest, output: String) {
    self.manifest = manifest
    self.output = output
    let archive = output + "/archive/"
    var seen: Set<String> = []
    let redactions = Redactions(archive: output + "/archive")
    self.redactions = redactions
    let archived = manifest.archivedThen.filter { seen.insert($0.sha256).inserted }
    lost = archived.filter {
      let kept = redactions.kept($0.sha256)
      return fileDigest(archive + kept) != kept
    }.map { "\($0.name) \($0.sha256)" }
    redacted = archived.flatMap { redactions.chain($0.sha256) }
    previous = manifest.previous.flatMap { id in
      let folder = output + "/runs/" + id
      guard let former = RunManifest(folder: folder) else { return nil }
      // What was changed by hand before the run is known to it; what was changed since would mislead.
      let known = Set(manifest.tampered.map(\.file))
      let sources = ["lifecycle.csv"] + former.files.keys.filter { $0.hasSuffix(".csv") }
      let changed = Past.tampering(folder, former).map(\.file)
      return changed.contains { sources.contains($0) && !known.contains($0) } ? nil : (folder, former)
    }
  }

  /// A folder that only its owner can open: it is to hold uploads.
  func scratch() throws -> String {
    let base = FileManager.default.temporaryDirectory.path
    var template = Array((base + "/duizhang-verify.XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw WriteError(base) }
    return String(cString: made)
  }

  /// Lays all out in a folder as it lay when the run began.
  func laidOut(in folder: String, key: String?) throws -> (Setting, Past, RunStart) {
    var pipeline = try PipelineFile(path: try referencePath("pipeline", folder) ?? "")
    pipeline.register = try referencePath("register", folder) ?? pipeline.register
    pipeline.policy = try referencePath("policy", folder) ?? pipeline.policy
    pipeline.aliases = try referencePath("aliases", folder)
    pipeline.budget = try referencePath("budget", folder)
    pipeline.allocation = try referencePath("allocation", folder)
    pipeline.report = try referencePath("report", folder)
    pipeline.claims = try referencePath("claims", folder)
    pipeline.vouchers?.file = try referencePath("vouchers", folder) ?? ""
    let evidence = try references("evidence").map { try place($0, folder) }
    let places = Dictionary(zip(pipeline.evidenceFiles, evidence), uniquingKeysWith: { a, _ in a })
    for index in pipeline.evidence.indices {
      pipeline.evidence[index].file = places[pipeline.evidence[index].file] ?? ""
    }
    for kind in pipeline.lists.keys { pipeline.lists[kind] = try referencePath("list " + kind.rawValue, folder) }
    pipeline.keyFile = try keyPath(key, or: pipeline.keyFile)

    var options = RunOptions()
    options.inbox = folder + "/inbox"
    options.counties = manifest.settings.counties
    options.failOn = Severity(rawValue: manifest.settings.failOn)
    options.asOf = manifest.settings.asOf.flatMap { CalendarDate($0) }
    if manifest.settings.readsRecords == true {
      options.inbox = nil
      options.records = folder + "/records"
      try layRecords(folder + "/records", namesCounties: pipeline.counties == nil)
    } else {
      try layInbox(folder + "/inbox", namesCounties: pipeline.counties == nil)
    }
    for made in [folder + "/output", folder + "/output/archive"] {
      try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    }
    var setting = try Setting(pipeline, options: options, output: folder + "/output")
    // An older program took whatever it was given, which did nothing where it was no county's name.
    setting.options.acceptsShrink = manifest.settings.acceptsShrink
    setting.inbox.mark(manifest.unread ?? [])
    guard let started = moment(ofTimestamp: manifest.started) else {
      throw SetupError(manifest.id, zh: "run.json 的 started 无法识别", en: "run.json's \"started\" is no time")
    }
    return (setting, try past(), RunStart(number: manifest.number, id: manifest.id, started: started))
  }

  private func past() throws -> Past {
    var past = Past(output: output)
    past.folder = previous?.folder
    past.archive = output + "/archive"
    past.redactions = redactions
    // Of the publication before it, a run takes what its figures were made of; its manifest tells that even when that is gone.
    past.manifest = previous?.manifest ?? manifest
    past.manifest?.id = manifest.previous ?? ""
    past.manifest?.inputs = manifest.former ?? previous?.manifest.inputs ?? []
    if manifest.previous == nil { past.manifest = nil }
    past.firstSights = Dictionary(
      manifest.inputs.map { (UploadKey(county: $0.county, sha256: $0.sha256), $0.firstSeen) },
      uniquingKeysWith: { a, _ in a })
    past.acknowledgements = manifest.acknowledgements
    past.lives = try previous.map { try livesOfPublication($0.folder) } ?? []
    past.tampered = manifest.tampered
    past.lost = manifest.lost ?? []
    past.number = manifest.number
    return past
  }

  private func layRecords(_ folder: String, namesCounties: Bool) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var lines = Data()
    let sent = manifest.inputs.filter { $0.status != UploadStatus.lastGood.rawValue }
    for input in sent { lines += try kept(input.kept) }
    for file in manifest.unread ?? [] { lines += file.records.map { Data($0.utf8) } ?? Data() }
    for name in manifest.strays { lines += Data(strayLine(name)) }
    if namesCounties {
      for code in Set(manifest.held).subtracting(sent.map(\.county)) { lines += Data(countyLine(code)) }
    }
    try lines.write(to: URL(fileURLWithPath: folder + "/records"))
  }

  private func layInbox(_ inbox: String, namesCounties: Bool) throws {
    func put(_ name: String, _ bytes: Data, received: Int) throws {
      let path = inbox + "/" + name
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
      try bytes.write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(received))], ofItemAtPath: path)
    }
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    let sent = manifest.inputs.filter { $0.status != UploadStatus.lastGood.rawValue }
    for input in sent { try put(input.name, try kept(input.kept), received: input.received) }
    for file in manifest.unread ?? [] { try put(file.name, Data(), received: 0) }
    for name in manifest.strays { try put(name, Data(), received: 0) }
    // Where the folders say which counties there are, one without a file needs its folder.
    guard namesCounties else { return }
    for code in Set(manifest.held).union(manifest.inputs.map(\.county)).subtracting(sent.map(\.county)) {
      try FileManager.default.createDirectory(atPath: inbox + "/" + code, withIntermediateDirectories: true)
    }
  }

  /// The key under which the run hashed persons, which no one else can make.
  private func keyPath(_ given: String?, or named: String?) throws -> String {
    let path = given ?? [named, output + "/key"].compactMap(\.self).first { access($0, F_OK) == 0 } ?? output + "/key"
    guard try SecretKey(path: path, mayCreate: false).id == manifest.keyID else {
      throw SetupError(
        path, zh: "不是 \(manifest.id) 所用的密钥（\(manifest.keyID)）；请用 --key 指明",
        en: "this is not the key of \(manifest.id) (\(manifest.keyID)); name it with --key")
    }
    return path
  }

  private func references(_ role: String) -> [(index: Int, reference: RunManifest.Reference)] {
    manifest.references.enumerated().filter { $0.element.role == role }.map { ($0.offset, $0.element) }
  }

  private func referencePath(_ role: String, _ folder: String) throws -> String? {
    try references(role).first.map { try place($0, folder) }
  }

  /// A file beside the uploads under its own name, which findings tell. Evidence that was missing is missing again.
  private func place(_ entry: (index: Int, reference: RunManifest.Reference), _ folder: String) throws -> String {
    let own = folder + "/references/\(entry.index)"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    let path = own + "/" + entry.reference.name
    if !entry.reference.sha256.isEmpty {
      try kept(entry.reference.sha256).write(to: URL(fileURLWithPath: path))
    }
    return path
  }

  private func kept(_ digest: String) throws -> Data {
    guard let data = FileManager.default.contents(atPath: output + "/archive/" + redactions.kept(digest)) else {
      throw SetupError(output, zh: "存档中没有 \(digest)", en: "the archive has no \(digest)")
    }
    return data
  }
}

extension RunManifest {
  /// All that the run read, and what that needs of the runs before it: names and hashes in the archive.
  var archived: [(name: String, sha256: String)] {
    references.filter { !$0.sha256.isEmpty }.map { ($0.name, $0.sha256) }
      + (inputs + (former ?? [])).map { ($0.name, $0.kept) }
  }

  /// The same without what the archive had lost already when the run looked there, and which it did without.
  fileprivate var archivedThen: [(name: String, sha256: String)] {
    let lost = Set((lost ?? []).map(\.kept)).subtracting(inputs.map(\.kept))
    return archived.filter { !lost.contains($0.sha256) }
  }
}
