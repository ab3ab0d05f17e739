import Domain
import Foundation
import Publish

/// What changed between two publications, for people: the correction memo.
public struct CorrectionMemo: Sendable {
  /// The run that is compared with.
  public let before: String
  /// The run that is looked at.
  public let after: String
  private let changes: [Change]
  private let names: ChangeNames

  /// Compares two runs of an output folder; the newer defaults to `current`, the older to the one published before it.
  public init(output: String, before: String?, after: String?) throws {
    let newest = try RunManifest(output: output, run: after)
    let newer = newest.id
    let earlier =
      before
      ?? PublishedRuns.names(output).compactMap { RunManifest(folder: output + "/runs/" + $0) }
      .filter { $0.number < newest.number }.max { $0.number < $1.number }?.id
    guard let older = earlier else {
      throw SetupError(output, zh: "\(newer) 之前没有发布，无从比较", en: "no run was published before \(newer)")
    }
    _ = try RunManifest(output: output, run: older)
    self.before = older
    self.after = newer
    changes = try Pipeline.changes(from: output + "/runs/" + older, to: output + "/runs/" + newer)
    names = try ChangeNames(changes, folders: [newer, older].map { output + "/runs/" + $0 })
  }

  /// Whether nothing differs.
  public var isEmpty: Bool { changes.isEmpty }

  private struct Content: Encodable {
    struct Difference: Encodable {
      var dataset, key, field, before, after: String
      var deltaYuan: String?
      var cause, source: String
    }
    var before, after: String
    var changes: [Difference]
  }

  /// For programs, with every value.
  public var json: String {
    get throws {
      let values = changes.map { change in
        Content.Difference(
          dataset: change.dataset, key: change.key, field: change.field, before: change.before, after: change.after,
          deltaYuan: change.delta.map { "\(Money(fen: $0))" }, cause: change.cause, source: change.source)
      }
      return try Form("diff", Content(before: before, after: after, changes: values)).json
    }
  }

  /// As `changes.csv`.
  public func csv() -> [UInt8] { changesTable(changes) }

  /// As text: totals first, then counties, towns, villages and members, then verdicts and discrepancies.
  public func text(_ language: String) -> String {
    let isChinese = language == "zh"
    var lines = [isChinese ? "更正说明：\(before) → \(after)" : "Correction memo: \(before) → \(after)"]
    if changes.isEmpty { return lines[0] + "\n" + (isChinese ? "  没有不同。" : "  nothing differs.") }
    let titles: [(String, String, String)] = [
      ("budget", "预算科目与合计", "budget lines and their total"), ("counties", "县", "counties"), ("towns", "镇", "towns"),
      ("villages", "村", "villages"), ("members", "成员", "members"), ("months", "月份", "months"),
      ("claims", "报告所述", "claims of the report"), ("discrepancies", "疑点", "discrepancies"),
    ]
    for (dataset, zh, en) in titles {
      let own = changes.filter { $0.dataset == dataset }
      guard !own.isEmpty else { continue }
      lines += ["", "\(isChinese ? zh : en) (\(own.count))"]
      for change in own.prefix(40) {
        func shown(_ text: String) -> String {
          text.isEmpty
            ? (isChinese ? "（空）" : "(empty)") : changedValue(text, of: change.field, in: language)
        }
        var line = "  \(names.words(change, language))  "
        if dataset == "discrepancies" {
          line += change.after == "new" ? (isChinese ? "新增" : "new") : (isChinese ? "已消除" : "gone")
        } else {
          line +=
            "\(columnTitle(change.field, of: dataset, in: language)): \(shown(change.before)) → \(shown(change.after))"
        }
        if let delta = change.delta { line += "  (\(Money(fen: delta).signed) \(isChinese ? "元" : "yuan"))" }
        lines.append(line)
        if !change.source.isEmpty, dataset == "villages" || dataset == "members" || dataset == "discrepancies" {
          lines.append("    --> \(change.source)")
        }
      }
      if own.count > 40 {
        lines.append(isChinese ? "  另有 \(own.count - 40) 处，见 --csv" : "  and \(own.count - 40) more: --csv lists all")
      }
    }
    return lines.joined(separator: "\n")
  }
}
