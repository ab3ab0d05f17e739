import Domain
import Foundation
import History

/// What leaves an output folder, and what stays, by the pipeline file's `retention`.
public struct Pruning: Sendable, Encodable {
  /// Publications that stay.
  public private(set) var kept: [String] = []
  /// Publications that go.
  public private(set) var removed: [String] = []
  /// Publications whose record cannot be read: they stay, and so does the whole archive, for nobody knows what they need.
  public private(set) var unknown: [String] = []
  /// Archived inputs that no publication needs any longer.
  public private(set) var inputs: [String] = []
  /// Bytes that become free.
  public private(set) var bytes = 0

  /// Prunes an output folder, or only tells what would go.
  public init(_ pipeline: PipelineFile, output given: String? = nil, isDryRun: Bool) throws {
    let output = given ?? pipeline.output
    guard let retention = pipeline.retention else {
      throw SetupError(
        pipeline.file, zh: "流程文件没有 retention:，不知哪些应保留", en: "the pipeline has no retention:, which says what stays",
        mend: "retention: {runs: 30, months: 24}")
    }
    guard access(output + "/runs", F_OK) == 0 else {
      throw SetupError(output, zh: "还没有发布过", en: "nothing has been published here yet")
    }
    if isDryRun {
      let history = try? RunHistory(readingFrom: output + "/history.sqlite")
      try choose(output, retention, history: history)
      return
    }
    let folder = try OutputFolder(output)
    defer { folder.release() }
    try choose(output, retention, history: folder.history)
    try remove(from: folder)
  }

  private mutating func choose(_ output: String, _ retention: Retention, history: RunHistory?) throws {
    var manifests: [RunManifest] = []
    for id in PublishedRuns.names(output) {
      if let manifest = RunManifest(folder: output + "/runs/" + id), manifest.id == id {
        manifests.append(manifest)
      } else {
        unknown.append(id)
      }
    }
    manifests.sort { $0.number < $1.number }
    var staying = retention.staying(manifests.map { ($0.id, $0.started) })
    let current = PublishedRuns.current(output)
    if let current { staying.insert(current) }
    // Of a county that is held, the publication in which its figures were last current stays too.
    let held = Set(manifests.first { $0.id == current }?.held ?? [])
    for county in held {
      let good = manifests.last { run in
        run.inputs.contains { $0.county == county && $0.status == UploadStatus.current.rawValue }
      }
      if let good { staying.insert(good.id) }
    }
    kept = manifests.map(\.id).filter(staying.contains)
    removed = manifests.map(\.id).filter { !staying.contains($0) }
    for id in removed { bytes += Self.size(output + "/runs/" + id) }

    guard unknown.isEmpty else { return }
    let stayingManifests = manifests.filter { staying.contains($0.id) }
    var needed = Set(stayingManifests.flatMap { $0.archived.map(\.sha256) })
    // What nights that published nothing have read is evidence as long as their neighbours stay.
    let oldest = stayingManifests.first?.number ?? 0
    if let history { needed.formUnion(try history.hashesOfUnpublished(since: oldest)) }
    let redactions = Redactions(archive: output + "/archive")
    needed.formUnion(needed.map(redactions.kept))
    inputs = try archivedNames(output).filter { !needed.contains($0) }.sorted()
    for name in inputs { bytes += Self.size(output + "/archive/" + name) }
  }

  /// Publications go first, under a name that no reader looks at, and their inputs last: whatever moment a crash chooses,
  /// nothing that is still there lacks an input.
  private func remove(from folder: OutputFolder) throws {
    let runs = folder.path + "/runs/"
    for id in removed {
      guard rename(runs + id, runs + id + ".partial") == 0 else { throw WriteError(id) }
    }
    try syncFolder(folder.path + "/runs")
    let absent = Set(removed).union(try folder.history.publishedRuns()).subtracting(kept).subtracting(unknown)
    try folder.history.notePruned(absent.sorted(), on: timestamp(Date()))
    for id in removed { try FileManager.default.removeItem(atPath: runs + id + ".partial") }
    let redactions = Redactions(archive: folder.path + "/archive")
    for name in inputs {
      guard unlink(folder.path + "/archive/" + name) == 0 || errno == ENOENT else { throw WriteError(name) }
      unlink(folder.path + "/archive/" + name + Redactions.damageSuffix)
      // The tombstones of what a redacted file was go with it.
      for former in redactions.former(name) { unlink(folder.path + "/archive/" + former + Redactions.suffix) }
    }
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_blocks) * 512 }
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).reduce(0) { $0 + size(path + "/" + $1) }
  }

  /// For programs.
  public var json: String { get throws { try Form("prune", self).json } }

  /// In words.
  public func text(_ language: String, isDryRun: Bool) -> String {
    let isChinese = language == "zh"
    func text(_ zh: String, _ en: String) -> String { isChinese ? zh : en }
    let size = bytes < 10_000_000 ? "\(bytes / 1000) KB" : "\(bytes / 1_000_000) MB"
    let verb = isDryRun ? text("将删去", "would remove") : text("已删去", "removed")
    var lines = [
      text(
        "保留 \(kept.count) 次发布；\(verb) \(removed.count) 次发布和 \(inputs.count) 个存档文件，腾出 \(size)。",
        "\(kept.count) publication(s) stay; \(verb) \(removed.count) publication(s) and \(inputs.count) archived input(s), \(size)."
      )
    ]
    if isDryRun { lines += removed.map { "  runs/\($0)" } + inputs.map { "  archive/\($0)" } }
    lines += unknown.map {
      text(
        "  runs/\($0)：run.json 无法读取，未动；存档因此也全部保留",
        "  runs/\($0): its run.json cannot be read; it stays, and so does all of the archive")
    }
    return lines.joined(separator: "\n")
  }
}
