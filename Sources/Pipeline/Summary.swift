import Domain

/// The run in words: one screen for a terminal, one line for cron.
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
        : "有 \(errors) 处不符" + (consequences == 0 ? "" : "（另有 \(consequences) 处随之而来）")
      return "\(outcome.period) 对账：\(outcome.counties.count) 县应拨合计 \(due) 元，\(verdict)，提醒 \(warnings) 条"
        + (outcome.acknowledged == 0 ? "" : "，已核实 \(outcome.acknowledged) 条")
        + (held.isEmpty ? "" : "；沿用上次或缺报：\(list)") + "。"
    }
    let verdict =
      isClean
      ? held.isEmpty ? "everything ties" : "published"
      : "\(errors) error(s)" + (consequences == 0 ? "" : " (and \(consequences) that follow from them)")
    return "\(outcome.period): \(outcome.counties.count) counties, \(due) yuan due; \(verdict), \(warnings) warning(s)"
      + (outcome.acknowledged == 0 ? "" : ", \(outcome.acknowledged) acknowledged")
      + (held.isEmpty ? "" : "; held or missing: \(list)") + "."
  }

  /// Findings of a severity that nothing else explains.
  private func own(_ severity: Severity) -> Int { (outcome.counts[severity] ?? 0) - following(severity) }

  /// Findings of a severity that follow from others.
  private func following(_ severity: Severity) -> Int { outcome.consequences[severity] ?? 0 }

  /// A table of counties, the budget total and the worst findings.
  public var screen: String {
    if outcome.unchangedSince != nil { return line }
    var rows = [
      isChinese
        ? ["县", "村", "应有", "兼任", "核发", "人月", "应拨(元)", "下达差", "状态"]
        : ["county", "villages", "quota", "concurrent", "eligible", "months", "due (yuan)", "vs allocated", "status"]
    ]
    for (name, figures) in outcome.counties {
      let tally = figures.tally
      let gap: String =
        if let due = tally.due, let allocated = figures.allocated?.amount { (due - allocated).signed } else { "" }
      rows.append([
        name, "\(tally.villagesReported)/\(tally.villagesRegistered)", "\(tally.quota)", text(tally.concurrent),
        text(tally.eligible),
        text(tally.personMonths), tally.due?.grouped ?? "", gap, figures.status.title.text(isChinese ? "zh" : "en"),
      ])
    }
    var lines = [line, ""] + table(rows)
    if let total = outcome.budget.last, let residual = total.residual {
      lines += [
        "",
        isChinese
          ? "预算合计：\(total.verdict.title.zh)，尾差 \(residual.signed) 元"
          : "budget total: \(total.verdict.title.en), residual \(residual.signed) yuan",
      ]
    }
    let worst = outcome.worst.prefix(5)
    if !worst.isEmpty {
      lines += ["", isChinese ? "最重要的疑点：" : "the worst findings:"]
      for finding in worst {
        let place = finding.spots.first?.place
        lines.append(
          "  \(finding.severity.rawValue)[\(finding.code.rawValue)] \(isChinese ? finding.message.zh : finding.message.en)"
        )
        if let place, !place.file.isEmpty {
          lines.append(
            "    --> \(place.file)" + (place.sheet.isEmpty ? "" : "  \(place.sheet)")
              + (place.cell.isEmpty ? "" : "!\(place.cell)"))
        }
      }
      if outcome.worseThanInfo > worst.count {
        lines.append(
          isChinese
            ? "  另有 \(outcome.worseThanInfo - worst.count) 条，见 discrepancies.csv"
            : "  and \(outcome.worseThanInfo - worst.count) more in discrepancies.csv")
      }
    }
    if let folder = outcome.folder { lines += ["", (isChinese ? "已发布：" : "published: ") + folder] }
    return lines.joined(separator: "\n")
  }

  private func text(_ value: Int?) -> String { value.map(String.init) ?? (isChinese ? "缺" : "—") }

  private func table(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { index, text in
        let padding = String(repeating: " ", count: widths[index] - width(text))
        return index == 0 || index == row.count - 1 ? text + padding : padding + text
      }.joined(separator: "  ")
    }
  }

  /// Columns of a terminal: a Chinese character takes two.
  private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) {
      $0
        + ((0x1100...0x115F).contains($1.value) || (0x2E80...0xA4CF).contains($1.value)
          || (0xAC00...0xD7A3).contains($1.value) || (0xF900...0xFAFF).contains($1.value)
          || (0xFE30...0xFE6F).contains($1.value) || (0xFF00...0xFF60).contains($1.value) ? 2 : 1)
    }
  }
}
