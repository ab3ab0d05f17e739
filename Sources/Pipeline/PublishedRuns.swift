import Domain
import Foundation
import History

/// What an output folder has, as its folders tell it without being taken.
enum PublishedRuns {
  /// The name of the publication that readers see; nil if there is none.
  static func current(_ path: String) -> String? {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path + "/current"))?
      .split(separator: "/").last.map(String.init)
  }

  /// Whether `current` is a folder, as a copy that keeps no links makes it: no link can take its place.
  static func isCopied(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return current(path) == nil && FileManager.default.fileExists(atPath: path + "/current", isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The newest publication that is whole by its own record, for where `current` was lost, or what it names.
  static func newestWhole(_ path: String) -> (folder: String, manifest: RunManifest)? {
    names(path).compactMap { id -> (folder: String, manifest: RunManifest)? in
      let folder = path + "/runs/" + id
      return RunManifest(folder: folder).flatMap { $0.id == id ? (folder, $0) : nil }
    }.max { $0.manifest.number < $1.manifest.number }
  }

  /// Lets `current` name the newest whole publication again where its link was lost, or the folder that it names: the folders are
  /// the truth, and what held counties stand on is known by them.
  static func restoreCurrent(_ path: String) throws {
    let link = path + "/current"
    if let id = current(path) {
      if access(path + "/runs/" + id, F_OK) == 0 { return }
    } else {
      var status = stat()
      // What is no link was put there by somebody, who is told when it is in the way.
      guard lstat(link, &status) != 0 else { return }
    }
    guard let newest = newestWhole(path) else { return }
    try point(path, to: newest.manifest.id)
  }

  /// Swaps the link that readers follow.
  static func point(_ path: String, to id: String) throws {
    let link = path + "/current.partial"
    unlink(link)
    guard symlink("runs/" + id, link) == 0, rename(link, path + "/current") == 0 else { throw WriteError("current") }
    try syncFolder(path)
  }

  /// The names of the finished publications.
  static func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + "/runs")) ?? [])
      .filter { !$0.hasSuffix(".partial") && !$0.hasPrefix(".") }.sorted()
  }
}

extension RunManifest {
  /// The manifest of a run of an output folder; of the current one, if none is named.
  init(output: String, run: String?) throws {
    guard let run = run ?? PublishedRuns.current(output) else {
      throw SetupError(output, zh: "还没有发布过", en: "nothing has been published here yet")
    }
    guard !run.contains("/"), let manifest = RunManifest(folder: output + "/runs/" + run) else {
      let runs = PublishedRuns.names(output)
      let known = runs.suffix(3).joined(separator: ", ")
      guard !runs.isEmpty else { throw SetupError(output, zh: "还没有发布过", en: "nothing has been published here yet") }
      if let day = Self.prunedDay(of: run, output) {
        throw SetupError(
          output, zh: "运行“\(run)”已于 \(day) 按 retention: 清理，只有历史中的记录还在；尚存的有：\(known)",
          en:
            "the run \"\(run)\" was pruned on \(day), as retention: says, and only its record in the history is left; there are \(known)"
        )
      }
      let near = nearest(run, of: runs)
      throw SetupError(
        output, zh: "没有名为“\(run)”的运行；" + (near.map { "是否为 \($0)？" } ?? "最近的有：\(known)"),
        en: "there is no run \"\(run)\"; " + (near.map { "did you mean \($0)?" } ?? "the newest are \(known)"))
    }
    self = manifest
  }

  /// The day on which a run's publication was removed; nil where it was not.
  private static func prunedDay(of run: String, _ output: String) -> String? {
    guard let history = try? RunHistory(readingFrom: output + "/history.sqlite"),
      let entry = try? history.runs().first(where: { $0.id == run }), !entry.pruned.isEmpty
    else { return nil }
    return moment(ofTimestamp: entry.pruned).map { "\(civilDate(Int($0.timeIntervalSince1970)))" } ?? entry.pruned
  }
}
