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
    let held = outcome.held
    let consequences = following(.error) + following(.block)
    let warnings = own(.warning)
    var (errors, echoes) = (own(.error) + own(.block), consequences + following(.warning))
    // Errors that follow from warnings alone, or from what is acknowledged, are told themselves: nothing else would.
    if errors == 0 { (errors, echoes) = (consequences, following(.warning)) }
    let list = held.joined(separator: isChinese ? "、" : ", ")
    if outcome.exitCode == 4 {
      return isChinese
        ? "\(outcome.period) 对账未发布：没有可用的上报文件\(whyNothing)，上次发布保持不变。"
        : "\(outcome.period): nothing could be published\(whyNothing); the last publication stands."
    }
    let (sum, verdict) = (due, errors == 0 ? clean : wrong(errors, echoes))
    if isChinese {
      return "\(outcome.period) 对账：\(sum)，\(verdict)，提醒 \(warnings) 条"
        + (outcome.acknowledged == 0 ? "" : "，已核实 \(outcome.acknowledged) 条")
        + (held.isEmpty ? "" : "；沿用上次或缺报：\(list)") + "。"
    }
    return "\(outcome.period): \(sum); \(verdict), \(counted(warnings, "warning"))"
      + (outcome.acknowledged == 0 ? "" : ", \(outcome.acknowledged) acknowledged")
      + (held.isEmpty ? "" : "; held or missing: \(list)") + "."
  }

  /// Why the worst of the files that came is not used: nothing else tells, where nothing is published.
  private var whyNothing: String {
    func isOfFile(_ finding: Discrepancy) -> Bool { finding.spots.first?.place.file.isEmpty == false }
    // A last good upload that is lost is worse than the file that made it needed.
    let findings = outcome.kinds.map(\.first).filter(isOfFile)
    let finding = findings.first { $0.code == .countyMissing } ?? findings.first { $0.code.rawValue.hasPrefix("DZ1") }
    guard let finding = finding ?? outcome.setAside, let file = finding.spots.first?.place.file else { return "" }
    return isChinese
      ? "（“\(visible(file))”：\(visible(finding.message.zh))）" : " (\(visible(file)): \(visible(finding.message.en)))"
  }

  /// What is due to the counties that have a figure; the others are named, for what is missing is not zero.
  private var due: String {
    let known = outcome.counties.compactMap(\.figures.tally.due)
    let absent = outcome.counties.filter { $0.figures.tally.due == nil }.map(\.name)
    let few = absent.prefix(3)
    let sum = known.reduce(.zero, +).grouped
    if isChinese {
      let lacking =
        absent.isEmpty
        ? "" : "（缺\(few.joined(separator: "、"))\(absent.count > few.count ? "等 \(absent.count) 县" : "")）"
      return "\(known.count) 县\(lacking)应拨合计 \(sum) 元"
    }
    let lacking =
      absent.isEmpty
      ? ""
      : " (without \(few.joined(separator: ", "))\(absent.count > few.count ? " and \(absent.count - few.count) more" : ""))"
    return "\(counted(known.count, "county", "counties"))\(lacking), \(sum) yuan due"
  }

  private func wrong(_ errors: Int, _ echoes: Int) -> String {
    isChinese
      ? "有 \(errors) 处不符" + (echoes == 0 ? "" : "（另有 \(echoes) 处随之而来）")
      : counted(errors, "error")
        + (echoes == 0
          ? "" : " (and \(echoes) that \(echoes == 1 ? "follows" : "follow") from \(errors == 1 ? "it" : "them"))")
  }

  private func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) " + (count == 1 ? one : many ?? one + "s")
  }

  /// The verdict where no error stands: that all ties is said only where something was there to tie, and nothing was merely excused.
  private var clean: String {
    guard outcome.held.isEmpty else { return isChinese ? "已发布" : "published" }
    if outcome.acknowledgedErrors > 0 { return isChinese ? "无未核实的不符" : "no error that is not acknowledged" }
    let open = outcome.counties.count { $0.figures.allocated == nil && $0.figures.tally.stated == nil }
    if open == 0 { return isChinese ? "全部相符" : "everything ties" }
    if open == outcome.counties.count, outcome.claims.isEmpty, outcome.budget.isEmpty {
      return isChinese ? "没有可供核对的金额" : "there is no amount to check against"
    }
    return isChinese
      ? "已核部分相符，\(open) 县无从核对" : "what can be checked ties, \(open) counties have nothing to check against"
  }

  /// Findings of a severity that nothing else explains.
  private func own(_ severity: Severity) -> Int { (outcome.counts[severity] ?? 0) - following(severity) }

  /// Findings of a severity that follow from others.
  private func following(_ severity: Severity) -> Int { outcome.consequences[severity] ?? 0 }
}
