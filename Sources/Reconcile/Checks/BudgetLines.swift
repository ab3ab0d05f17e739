import Domain

extension Budget.Line {
  /// What the line may spend: allocated, else adjusted, else initial, else requested.
  var granted: Budget.Entry? { stages[.allocated] ?? stages[.adjusted] ?? stages[.initial] ?? stages[.requested] }
}

/// The lines as published, and their total.
func budgetFigures(_ fund: FundCase) -> [BudgetFigures] {
  let budget = fund.budget
  var rows = budget.lines.enumerated().map { position, line in
    var row = BudgetFigures(
      line: line.name, stages: line.stages.mapValues(\.stated), computed: nil, residual: nil, places: nil,
      verdict: .unverifiable)
    row.places = line.granted?.stated.places
    row.vouchers = fund.voucherSum(ofLine: position)
    // While a county is missing, nothing is known of what all are due.
    if line.name == budget.subsidyLine, !fund.counties.isEmpty, fund.isWhole, let stated = line.granted {
      judge(&row, stated.stated, fund.due)
    } else if let sum = row.vouchers, let spent = line.stages[.spent] {
      row.places = spent.stated.places
      judge(&row, spent.stated, sum)
    }
    return row
  }
  guard !budget.lines.isEmpty else { return rows }
  var total = BudgetFigures(
    line: "合计", stages: [:], computed: nil, residual: nil, places: nil, verdict: .unverifiable)
  for stage in BudgetStage.allCases {
    let parts = budget.lines.compactMap { $0.stages[stage] }
    let isWhole = parts.count == budget.lines.count
    let sum = parts.map(\.stated.amount).reduce(.zero, +)
    guard let stated = budget.totals[stage] else {
      if isWhole { total.stages[stage] = StatedMoney(amount: sum, unit: .yuan, places: 2) }
      continue
    }
    total.stages[stage] = stated.stated
    if isWhole, stage == .allocated || total.computed == nil {
      total.places = stated.stated.places
      judge(&total, stated.stated, sum)
    }
  }
  let sums = rows.compactMap(\.vouchers)
  if sums.count == rows.count { total.vouchers = sums.reduce(.zero, +) }
  rows.append(total)
  return rows
}

private func judge(_ row: inout BudgetFigures, _ stated: StatedMoney, _ computed: Money) {
  let agreement = stated.agreement(with: computed)
  row.computed = computed
  row.residual = agreement.residual
  row.verdict = agreement.verdict
}

/// DZ501, DZ507: the line that subsidies are paid from is what the counties are due.
func subsidyAgainstCounties(_ fund: FundCase) -> [Discrepancy] {
  guard !fund.counties.isEmpty, let line = fund.budget.lines.first(where: { $0.name == fund.budget.subsidyLine }),
    let stated = line.granted
  else { return [] }
  let due = fund.due
  let gap = Discrepancy.Gap.money(expected: stated.stated.amount, actual: due)
  switch stated.stated.agreement(with: due) {
  case .exact: return []
  case .rounded(let residual):
    return [
      fund.finding(
        .roundingResidual, line.name, field: "allocated", at: stated, gap: gap,
        zh: "“\(line.name)”写 \(stated.raw)，各县应拨合计 \(due.grouped) 元：按所写位数相符，尾差 \(residual.signed) 元",
        en:
          "\(line.name) is stated as \(stated.raw); the counties are due \(due.grouped): equal at the stated precision, residual \(residual.signed) yuan"
      )
    ]
  case .mismatch(let residual):
    return [
      fund.finding(
        .linesVsTotal, line.name, field: "allocated", at: stated, gap: gap,
        severity: fund.isWhole ? .error : .warning, touches: .row, isTie: true,
        zh: "“\(line.name)”下达 \(stated.stated.amount.grouped) 元，各县应拨合计 \(due.grouped) 元，差 \(residual.signed) 元",
        en:
          "\(line.name): \(stated.stated.amount.grouped) yuan was allocated; the counties are due \(due.grouped): \(residual.signed)"
      )
    ]
  }
}

/// DZ501, DZ507: each stage's total is the sum of its lines.
func linesAgainstTotal(_ fund: FundCase) -> [Discrepancy] {
  let budget = fund.budget
  return BudgetStage.allCases.compactMap { stage in
    let parts = budget.lines.compactMap { $0.stages[stage] }
    guard let stated = budget.totals[stage], parts.count == budget.lines.count, !parts.isEmpty else { return nil }
    let sum = parts.map(\.stated.amount).reduce(.zero, +)
    let gap = Discrepancy.Gap.money(expected: sum, actual: stated.stated.amount)
    switch stated.stated.agreement(with: sum) {
    case .exact: return nil
    case .mismatch(let residual) where residual.fen.magnitude * 2 <= rounding(of: parts, beside: stated):
      return fund.finding(
        .roundingResidual, "合计", field: stage.rawValue, at: stated, gap: gap,
        zh: "\(stage.zh)合计写 \(stated.raw)，各科目所写位数较少，相加为 \(sum.grouped) 元：在各科目舍入之内，尾差 \(residual.signed) 元",
        en:
          "the \(stage.rawValue) total is stated as \(stated.raw); its lines, written with fewer places, add up to \(sum.grouped): within their rounding, residual \(residual.signed) yuan"
      )
    case .rounded(let residual):
      return fund.finding(
        .roundingResidual, "合计", field: stage.rawValue, at: stated, gap: gap,
        zh: "\(stage.zh)合计写 \(stated.raw)，各科目相加为 \(sum.grouped) 元：按所写位数相符，尾差 \(residual.signed) 元",
        en:
          "the \(stage.rawValue) total is stated as \(stated.raw); its lines add up to \(sum.grouped): equal at the stated precision, residual \(residual.signed) yuan"
      )
    case .mismatch(let residual):
      return fund.finding(
        .linesVsTotal, "合计", field: stage.rawValue, at: stated, gap: gap,
        zh: "\(stage.zh)合计写 \(stated.stated.amount.grouped) 元，各科目相加为 \(sum.grouped) 元，差 \(residual.signed) 元",
        en:
          "the \(stage.rawValue) total is \(stated.stated.amount.grouped); its lines add up to \(sum.grouped): \(residual.signed)"
      )
    }
  }
}

/// The last places, in fen, of lines in 万元 that are written with fewer places than their total. Whole 万元 and tenths are mostly
/// meant as they stand, and are no rounding.
private func rounding(of parts: [Budget.Entry], beside total: Budget.Entry) -> UInt64 {
  guard let finest = total.stated.figure.step else { return 0 }
  return parts.reduce(0) { sum, part in
    guard part.stated.unit == .wan, part.stated.places >= 2, let step = part.stated.figure.step, finest < step,
      let fen = step.whole
    else { return sum }
    return sum + fen.magnitude
  }
}

/// DZ501, DZ507: what the counties were allocated of a line adds up to the line.
func allocationsAgainstLine(_ fund: FundCase) -> [Discrepancy] {
  fund.budget.lines.enumerated().compactMap { position, line in
    let parts = fund.budget.allocations.filter { allocation in
      switch fund.names.match(allocation.line) {
      case .exact(let found), .variant(let found): found == position
      case .unknown: false
      }
    }
    guard !parts.isEmpty, let stated = line.stages[.allocated] ?? line.stages[.adjusted] else { return nil }
    let sum = parts.map(\.entry.stated.amount).reduce(.zero, +)
    let gap = Discrepancy.Gap.money(expected: stated.stated.amount, actual: sum)
    switch stated.stated.agreement(with: sum) {
    case .exact: return nil
    case .rounded(let residual):
      return fund.finding(
        .roundingResidual, line.name, field: "allocation", at: parts[0].entry, gap: gap,
        zh: "“\(line.name)”各县下达相加按所写位数与科目相符，尾差 \(residual.signed) 元",
        en: "\(line.name): the counties' allocations agree at the stated precision, residual \(residual.signed) yuan")
    case .mismatch(let residual):
      return fund.finding(
        .linesVsTotal, line.name, field: "allocation", at: parts[0].entry, gap: gap,
        zh: "“\(line.name)”下达 \(stated.stated.amount.grouped) 元，各县下达相加为 \(sum.grouped) 元，差 \(residual.signed) 元",
        en:
          "\(line.name): \(stated.stated.amount.grouped) yuan was allocated; the counties' allocations add up to \(sum.grouped): \(residual.signed)"
      )
    }
  }
}

/// DZ503: a stated execution rate is spent ÷ allocated at its places.
func executionRates(_ fund: FundCase) -> [Discrepancy] {
  var rows = fund.budget.lines.map { (name: $0.name, rate: $0.rate, spent: $0.stages[.spent], granted: $0.granted) }
  let totals = fund.budget.totals
  rows.append(("合计", fund.budget.totalRate, totals[.spent], totals[.allocated] ?? totals[.adjusted]))
  return rows.compactMap { row in
    guard let rate = row.rate, let spent = row.spent?.stated.amount, let granted = row.granted?.stated.amount else {
      return nil
    }
    if granted == .zero {
      // Of nothing, no rate can be reckoned.
      guard let value = rate.figure.value, value != Ratio(0) else { return nil }
      return Discrepancy(
        .executionRate, subject: Subject(detail: row.name), period: fund.policy.period, field: "execution_rate",
        spots: [.init(rate.place, raw: rate.raw)], gap: .texts(expected: "", actual: rate.raw), level: .fund,
        zh: "“\(row.name)”下达为 0，执行率无从计算，却写 \(rate.raw)（支出 \(spent.grouped) 元）",
        en:
          "\(row.name): nothing was allocated, so there is no rate; \(rate.raw) is stated (\(spent.grouped) yuan spent)"
      )
    }
    guard let exact = try? Ratio(spent.fen, over: granted.fen), let found = rate.figure.comparison(with: exact),
      found.verdict == .mismatch
    else { return nil }
    let percent = (try? exact.times(Ratio(100)))?.decimal(places: rate.figure.written.places) ?? ""
    return Discrepancy(
      .executionRate, subject: Subject(detail: row.name), period: fund.policy.period, field: "execution_rate",
      spots: [.init(rate.place, raw: rate.raw)], gap: .texts(expected: percent + "%", actual: rate.raw), level: .fund,
      zh: "“\(row.name)”执行率写 \(rate.raw)，支出 \(spent.grouped) ÷ 下达 \(granted.grouped) 应为 \(percent)%",
      en: "\(row.name) states a rate of \(rate.raw); \(spent.grouped) spent of \(granted.grouped) is \(percent)%")
  }
}

/// DZ506: every line executed at exactly 100% is worth a look.
func allHundredPercent(_ fund: FundCase) -> [Discrepancy] {
  let lines = fund.budget.lines
  guard lines.count > 1,
    lines.allSatisfy({ line in
      line.stages[.spent].map { $0.stated.amount == line.granted?.stated.amount } ?? false
    })
  else { return [] }
  return [
    fund.finding(
      .allHundredPercent, "合计", field: "execution_rate", at: lines[0].stages[.spent],
      zh: "全部 \(lines.count) 个科目执行率均为 100%", en: "all \(lines.count) lines are executed at exactly 100%")
  ]
}

/// DZ508: the same line under another name, in the budget itself, the allocations or the vouchers.
func lineNameVariants(_ fund: FundCase) -> [Discrepancy] {
  var seen: Set<String> = []
  var found: [Discrepancy] = []
  func check(_ name: String, _ place: Place) {
    guard case .variant(let position) = fund.names.match(name), seen.insert(place.file + name).inserted else { return }
    let line = fund.budget.lines[position].name
    found.append(
      Discrepancy(
        .lineNameVariant, subject: Subject(detail: line + "/" + name), period: fund.policy.period, field: "line",
        spots: [.init(place, raw: name, parsed: line)], gap: .texts(expected: line, actual: name), level: .fund,
        zh: "“\(name)”按科目“\(line)”计", en: "\"\(name)\" is taken for the line \(line)"))
  }
  for variant in fund.budget.variants { check(variant.name, variant.place) }
  for allocation in fund.budget.allocations { check(allocation.line, allocation.entry.place) }
  for voucher in fund.books.vouchers ?? [] { check(voucher.line, voucher.entry.place) }
  return found
}

/// DZ104, DZ113: numbers of the budget file that were not used, because nothing says what they are or because they stand in others.
func unusedOfBudget(_ fund: FundCase) -> [Discrepancy] {
  fund.budget.setAside.map { code, text, place in
    let isColumn = code == .unknownColumn
    return Discrepancy(
      code, subject: Subject(detail: "budget/" + text), period: fund.policy.period, field: isColumn ? "column" : "row",
      spots: [.init(place, raw: text)], level: .fund,
      zh: isColumn ? "预算表的列“\(text)”看不出是哪个阶段，未采用" : "预算表的“\(text)”是其他行的一部分或相加，未采用",
      en: isColumn
        ? "the budget's column \(text) names no stage; it is not used"
        : "the budget's row \(text) is a part or a sum of others; it is not used")
  }
}
