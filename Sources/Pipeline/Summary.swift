import Domain

/// The run in one line, for cron and for the top of every other account of it.
public struct Summary: Sendable {
  private let outcome: RunOutcome
  private let isChinese: Bool

  /// The words of an outcome in a language, zh or en.
  public init(_ outcome: RunOutcome, language: String) {
    self.outcome = outcome
    isChinese = language == "zh"
  }

  /// The morning's sentence.
  public var line: String {
    if let last = outcome.unchangedSince {
      return isChinese ? "与 \(last.run) 相比无变化：\(last.zh)" : "Nothing has changed since \(last.run): \(last.en)"
    }
    let due = outcome.counties.compactMap(\.figures.tally.due).reduce(.zero, +).grouped
    let held = outcome.held
    let errors = own(.error) + own(.block)
    let consequences = following(.error) + following(.block)
    let warnings = own(.warning)
    let isClean = errors == 0 && consequences == 0
    let echoes = consequences + following(.warning)
    let list = held.joined(separator: isChinese ? "、" : ", ")
    if outcome.exitCode == 4 {
      return isChinese
        ? "\(outcome.period) 对账未发布：没有可用的上报文件，上次发布保持不变。"
        : "\(outcome.period): nothing could be published; the last publication stands."
    }
    if isChinese {
      let verdict =
        isClean
        ? held.isEmpty ? "全部相符" : "已发布"
        : "有 \(errors) 处不符" + (echoes == 0 ? "" : "（另有 \(echoes) 处随之而来）")
      return "\(outcome.period) 对账：\(outcome.counties.count) 县应拨合计 \(due) 元，\(verdict)，提醒 \(warnings) 条"
        + (outcome.acknowledged == 0 ? "" : "，已核实 \(outcome.acknowledged) 条")
        + (held.isEmpty ? "" : "；沿用上次或缺报：\(list)") + "。"
    }
    let verdict =
      isClean
      ? held.isEmpty ? "everything ties" : "published"
      : "\(errors) error(s)" + (echoes == 0 ? "" : " (and \(echoes) that follow from them)")
    return "\(outcome.period): \(outcome.counties.count) counties, \(due) yuan due; \(verdict), \(warnings) warning(s)"
      + (outcome.acknowledged == 0 ? "" : ", \(outcome.acknowledged) acknowledged")
      + (held.isEmpty ? "" : "; held or missing: \(list)") + "."
  }

  /// Findings of a severity that nothing else explains.
  private func own(_ severity: Severity) -> Int { (outcome.counts[severity] ?? 0) - following(severity) }

  /// Findings of a severity that follow from others.
  private func following(_ severity: Severity) -> Int { outcome.consequences[severity] ?? 0 }
}
