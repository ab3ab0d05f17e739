public import Domain

/// The fund: budget lines against what the counties' chain gives, the total, and persons across counties.
public func reconcileFund(
  counties: [(persons: CountyPersons, figures: CountyFigures)], register: Register, budget: Budget, policy: Policy,
  discrepancies: inout [Discrepancy]
) -> [BudgetFigures] {
  let start = discrepancies.count
  let figures = budgetLines(counties.map(\.figures), budget: budget, policy: policy, discrepancies: &discrepancies)
  crossCounty(counties.map(\.persons), register: register, policy: policy, discrepancies: &discrepancies)
  var own = Array(discrepancies[start...])
  diagnose(&own, policy: policy)
  discrepancies.replaceSubrange(start..., with: own)
  attributeCauses(&discrepancies, within: 0..<discrepancies.count)
  return figures
}

/// DZ501, DZ504–507: the lines against their total, stage by stage.
private func budgetLines(
  _ counties: [CountyFigures], budget: Budget, policy: Policy, discrepancies: inout [Discrepancy]
) -> [BudgetFigures] {
  var rows: [BudgetFigures] = []
  func find(
    _ code: Code, _ line: String, _ field: String, _ entry: Budget.Entry?, gap: Discrepancy.Gap,
    severity: Severity? = nil, touches: Quantities = [], isTie: Bool = false, zh: String, en: String
  ) {
    discrepancies.append(
      Discrepancy(
        code, severity: severity, subject: Subject(detail: line), period: policy.period, field: field,
        spots: [.init(entry?.place ?? Place(file: ""), raw: entry?.raw ?? "")], gap: gap, level: .fund,
        touches: touches, isTie: isTie, zh: zh, en: en))
  }
  let isWhole = counties.allSatisfy { $0.tally.due != nil }
  let due = counties.compactMap(\.tally.due).reduce(.zero, +)
  for line in budget.lines {
    var row = BudgetFigures(
      line: line.name, stages: line.stages.mapValues(\.stated), computed: nil, residual: nil, places: nil,
      verdict: .unverifiable)
    let stated = line.stages[.allocated] ?? line.stages[.adjusted] ?? line.stages[.requested]
    row.places = stated?.stated.places
    if line.name == budget.subsidyLine, let stated {
      row.computed = due
      judge(&row, stated.stated, due)
      if case .mismatch(let residual) = stated.stated.agreement(with: due) {
        find(
          .linesVsTotal, line.name, "allocated", stated, gap: .money(expected: stated.stated.amount, actual: due),
          severity: isWhole ? .error : .warning, touches: .row, isTie: true,
          zh: "“\(line.name)”下达 \(stated.stated.amount.grouped) 元，各县应拨合计 \(due.grouped) 元，差 \(residual.signed) 元",
          en:
            "\(line.name): \(stated.stated.amount.grouped) yuan was allocated; the counties are due \(due.grouped): \(residual.signed)"
        )
      }
    }
    for stage in [BudgetStage.requested, .allocated, .spent]
    where line.stages[stage] == nil && !(stage == .requested && line.stages[.initial] != nil) {
      find(
        .stageMissing, line.name, stage.rawValue, line.stages.values.first, gap: .none,
        zh: "“\(line.name)”缺\(stage.zh)", en: "\(line.name) has no \(stage.rawValue) amount")
    }
    if let spent = line.stages[.spent], let allocated = stated, spent.stated.amount > allocated.stated.amount {
      let excess = spent.stated.amount - allocated.stated.amount
      let isRounding = excess.fen <= max(spent.stated.halfPlace, allocated.stated.halfPlace)
      find(
        .overExecution, line.name, "spent", spent,
        gap: .money(expected: allocated.stated.amount, actual: spent.stated.amount),
        severity: isRounding ? .warning : .error,
        zh: "“\(line.name)”支出超过下达 \(excess.grouped) 元",
        en: "\(line.name): \(excess.grouped) yuan more was spent than allocated")
    }
    rows.append(row)
  }
  if !budget.lines.isEmpty { rows.append(total(budget)) }
  let rates = budget.lines.compactMap { line in
    line.stages[.spent].flatMap { spent in line.stages[.allocated].map { spent.stated.amount == $0.stated.amount } }
  }
  if rates.count > 1, rates.count == budget.lines.count, rates.allSatisfy(\.self) {
    find(
      .allHundredPercent, "合计", "execution_rate", budget.lines[0].stages[.spent], gap: .none,
      zh: "全部 \(rates.count) 个科目执行率均为 100%", en: "all \(rates.count) lines are executed at exactly 100%")
  }
  return rows

  func total(_ budget: Budget) -> BudgetFigures {
    var row = BudgetFigures(line: "合计", stages: [:], computed: nil, residual: nil, places: nil, verdict: .unverifiable)
    for stage in BudgetStage.allCases {
      let parts = budget.lines.compactMap { $0.stages[stage] }
      let sum = parts.map(\.stated.amount).reduce(.zero, +)
      guard let stated = budget.totals[stage] else {
        if parts.count == budget.lines.count {
          row.stages[stage] = StatedMoney(amount: sum, unit: .yuan, places: 2)
        }
        continue
      }
      row.stages[stage] = stated.stated
      guard parts.count == budget.lines.count else { continue }
      if stage == .allocated || row.computed == nil {
        row.computed = sum
        row.places = stated.stated.places
        judge(&row, stated.stated, sum)
      }
      switch stated.stated.agreement(with: sum) {
      case .exact: break
      case .rounded(let residual):
        find(
          .roundingResidual, "合计", stage.rawValue, stated, gap: .money(expected: sum, actual: stated.stated.amount),
          zh: "\(stage.zh)合计写 \(stated.raw)，各科目相加为 \(sum.grouped) 元：按所写位数相符，尾差 \(residual.signed) 元",
          en:
            "the \(stage.rawValue) total is stated as \(stated.raw); its lines add up to \(sum.grouped): equal at the stated precision, residual \(residual.signed) yuan"
        )
      case .mismatch(let residual):
        find(
          .linesVsTotal, "合计", stage.rawValue, stated, gap: .money(expected: sum, actual: stated.stated.amount),
          zh: "\(stage.zh)合计写 \(stated.stated.amount.grouped) 元，各科目相加为 \(sum.grouped) 元，差 \(residual.signed) 元",
          en:
            "the \(stage.rawValue) total is \(stated.stated.amount.grouped); its lines add up to \(sum.grouped): \(residual.signed)"
        )
      }
    }
    return row
  }
}

private func judge(_ row: inout BudgetFigures, _ stated: StatedMoney, _ computed: Money) {
  row.residual = computed - stated.amount
  switch stated.agreement(with: computed) {
  case .exact: row.verdict = .exact
  case .rounded: row.verdict = .rounded
  case .mismatch: row.verdict = .mismatch
  }
}

/// DZ603: nobody is paid by two counties.
private func crossCounty(
  _ counties: [CountyPersons], register: Register, policy: Policy, discrepancies: inout [Discrepancy]
) {
  for id in CountyPersons.repeated(in: counties) {
    var rows: [(county: Int, person: CountyPersons.Row)] = []
    for (position, county) in counties.enumerated() {
      // Of the first county one row stands for all: what it pays twice is DZ602.
      let found = county.rows(of: id)
      rows += (rows.isEmpty ? found.prefix(1) : found[...]).map { (position, $0) }
    }
    guard rows.count > 1 else { continue }
    let names = Set(rows.map { register.counties[counties[$0.county].county].name }).sorted().joined(separator: "、")
    discrepancies.append(
      Discrepancy(
        .crossCountyDuplicate, subject: Subject(person: id), period: policy.period, field: Field.idNumber.rawValue,
        spots: rows.map { row in
          let county = counties[row.county]
          var subject = Subject(
            county: county.county, town: row.person.town >= 0 ? Int(row.person.town) : nil,
            village: row.person.village >= 0 ? Int(row.person.village) : nil, person: id)
          if let village = subject.village { subject.town = register.villages[village].town }
          return .init(
            county.sources[row.person.source.index].place(.idNumber, row: Int(row.person.row)), raw: id.masked,
            subject: subject)
        }, gap: .counts(expected: 1, actual: rows.count, unit: "县"), level: .fund, touches: [],
        zh: "同一身份证号码（\(id.masked)）在 \(names) 同时领取", en: "one ID number (\(id.masked)) is paid in \(names)"))
  }
}
