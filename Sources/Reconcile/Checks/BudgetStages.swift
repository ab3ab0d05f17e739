import Domain

/// DZ505: a line states what was requested, allocated and spent, and every stage that the other lines state.
func missingStages(_ fund: FundCase) -> [Discrepancy] {
  let lines = fund.budget.lines
  return lines.flatMap { line in
    BudgetStage.allCases.compactMap { stage -> Discrepancy? in
      guard line.stages[stage] == nil else { return nil }
      let stated = lines.count { $0.stages[stage] != nil }
      let isNeeded: Bool =
        switch stage {
        // A budget states what was asked for or what it began with, and what was granted in the end.
        case .requested: line.stages[.initial] == nil || stated > 0
        case .allocated: line.stages[.adjusted] == nil || stated > 0
        case .spent: true
        case .initial, .adjusted, .disbursed: stated > 0
        }
      guard isNeeded else { return nil }
      let first = BudgetStage.allCases.compactMap { line.stages[$0] }.first
      return fund.finding(
        .stageMissing, line.name, field: stage.rawValue, at: first,
        zh: "“\(line.name)”缺\(stage.zh)", en: "\(line.name) has no \(stage.rawValue) amount")
    }
  }
}

/// DZ504: no line spends more than it was granted, nor more than was disbursed, nor was more disbursed than granted.
func overExecution(_ fund: FundCase) -> [Discrepancy] {
  fund.budget.lines.flatMap { line -> [Discrepancy] in
    let (granted, disbursed, spent) = (line.granted, line.stages[.disbursed], line.stages[.spent])
    return [
      (spent, granted, "支出", "下达", "spent", "allocated"), (spent, disbursed, "支出", "拨付", "spent", "disbursed"),
      (disbursed, granted, "拨付", "下达", "disbursed", "allocated"),
    ].compactMap { amount, limit, zh, zhOfLimit, en, enOfLimit in
      guard let amount, let limit, amount.stated.amount > limit.stated.amount else { return nil }
      let excess = amount.stated.amount - limit.stated.amount
      let isRounding =
        amount.stated.agreement(with: limit.stated.amount).verdict == .rounded
        || limit.stated.agreement(with: amount.stated.amount).verdict == .rounded
      // What last year left over may have been disbursed with it, where no more is spent than was granted.
      let isCarried = en == "disbursed" && spent.map { $0.stated.amount <= limit.stated.amount } ?? true
      return fund.finding(
        .overExecution, line.name, field: "\(en)/\(enOfLimit)", at: amount,
        gap: .money(expected: limit.stated.amount, actual: amount.stated.amount),
        severity: isRounding || isCarried ? .warning : .error,
        zh: "“\(line.name)”\(zh)超过\(zhOfLimit) \(excess.grouped) 元" + (isRounding ? "（在所写位数的舍入之内）" : ""),
        en: "\(line.name): \(excess.grouped) yuan more was \(en) than \(enOfLimit)"
          + (isRounding ? " (within the rounding of its places)" : ""))
    }
  }
}

/// DZ205: no stage of a line, or of the total, is less than nothing. 调整预算 may be the change between two others, and what is taken back, as a
/// line's name says or the total bears out, is asked about.
func negativeStages(_ fund: FundCase) -> [Discrepancy] {
  (fund.budget.lines.map { ($0.name, $0.stages) } + [("合计", fund.budget.totals)]).flatMap { name, stages in
    BudgetStage.allCases.compactMap { stage in
      guard let entry = stages[stage], entry.stated.amount < .zero else { return nil }
      if stage == .adjusted, let from = stages[.initial], let to = stages[.allocated],
        from.stated.amount + entry.stated.amount == to.stated.amount
      {
        return nil
      }
      let isTakenBack =
        ["收回", "调减", "核减", "冲减", "退回"].contains(where: name.contains) || fund.bearsOut(stage)
      return fund.finding(
        .valueNotParsed, name, field: stage.rawValue, at: entry, severity: isTakenBack ? .warning : nil,
        zh: "“\(name)”的\(stage.zh)是负数 \(entry.raw)：预算各阶段不会小于 0，请更正",
        en: "the \(stage.rawValue) amount of \(name) is negative, \(entry.raw): no stage is less than nothing; mend it")
    }
  }
}

extension FundCase {
  /// Whether the stated total of a stage is its lines' together, those below nothing among them.
  fileprivate func bearsOut(_ stage: BudgetStage) -> Bool {
    guard let total = budget.totals[stage] else { return false }
    return budget.lines.compactMap { $0.stages[stage] }.reduce(.zero) { $0 + $1.stated.amount } == total.stated.amount
  }
}
