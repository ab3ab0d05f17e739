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
