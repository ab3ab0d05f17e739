import Domain

/// Figures by rows that count: those of monthly returns and summaries.
extension Chain {
  /// A town of which no village is reported counts by its own rows: those of monthly returns, else the summary's. The first of them.
  /// So does a county of which nothing else is.
  mutating func count(town rows: [AggregateRecord], into tally: inout Tally) -> AggregateRecord? {
    let monthly = onceAMonth(rows.filter { records.sources[$0.source.index].kind == .monthly })
    let summary = rows.first { records.sources[$0.source.index].kind == .summary }
    guard let first = monthly.first, summary == nil || monthly.contains(where: statesHeads) else {
      if let summary { summarize(summary, into: &tally) }
      return summary
    }
    if let villages = first[.villageCount].count ?? summary?[.villageCount].count {
      report(villages, of: first, into: &tally)
    }
    countMonths(monthly, into: &tally)
    if tally.concurrent == nil { tally.concurrent = summary?[.concurrent].count }
    tally.stated = statedAmount(monthly: monthly, summary: summary).amount
    return first
  }

  /// Villages that a place's row counts: no more than the register has of it, which is told.
  private func report(_ villages: Int, of row: AggregateRecord, into tally: inout Tally) {
    let registered =
      row.town < 0
      ? register.villageCount(ofCounty: records.county)
      : register.villages[register.towns[Int(row.town)].villages].count { $0.kind == .village }
    tally.villagesReported = min(villages, registered)
    tally.quota = policy.quota * tally.villagesReported
  }

  /// The rows of a town, each month's first: one that stands twice is told and counts once. Heads and money may have a row each.
  private func onceAMonth(_ rows: [AggregateRecord]) -> [AggregateRecord] {
    var seen: [[YearMonth]: [Source]] = [:]
    return rows.filter { row in
      let source = records.sources[row.source.index]
      let months = source.monthColumns.map(\.month)
      let before = seen[months, default: []]
      guard before.isEmpty || before.count == 1 && before[0].completes(source) else { return false }
      seen[months] = before + [source]
      return true
    }
  }

  mutating func countMonths(_ rows: [AggregateRecord], into tally: inout Tally) {
    var most: Int?
    var personMonths = 0
    var due = Money.zero
    for row in rows {
      for (entry, month) in zip(row.months, records.sources[row.source.index].monthColumns) {
        guard let count = entry.heads.count, count >= 0, month.month >= policy.from, month.month <= policy.until else {
          continue
        }
        most = max(most ?? 0, count)
        personMonths += count
        let amount = policy.rounded(policy.rate(in: month.month)) * count
        due += amount
        heads[Int(month.month.index - policy.from.index)] += count
        dues[Int(month.month.index - policy.from.index)] += amount
      }
    }
    tally.concurrent = rows.lazy.compactMap { $0[.concurrent].count }.first
    // Months that state money only leave the heads open: missing is not zero.
    guard let most else { return }
    tally.eligible = most
    tally.personMonths = personMonths
    tally.due = due
  }

  /// A summary's row: heads as stated, months as stated or, where it has no such column, the policy's.
  mutating func summarize(_ row: AggregateRecord, into tally: inout Tally) {
    if !row.isVillage, let villages = row[.villageCount].count { report(villages, of: row, into: &tally) }
    tally.listed = row[.listed].count
    tally.concurrent = row[.concurrent].count
    if !row.isVillage { tally.stated = row[.amount].money }
    guard let eligible = row[.eligible].count ?? heads(byMoneyOf: row) else {
      // 人次 say what is due, though not to how many.
      tally.personMonths = row[.personMonths].count
      tally.due = policy.singleRate.flatMap { rate in tally.personMonths.map { rate * $0 } }
      return
    }
    tally.eligible = eligible
    let months = row[.months] == .absent ? policy.months : row[.months].count
    let stated = row[.personMonths].count ?? months.map { eligible * min(max(0, $0), policy.months) }
    tally.personMonths = stated
    let paid = policy.months(months ?? 0, atRate: row[.rate].money)
    if let rate = policy.singleRate, policy.rounding == .fen {
      tally.due = stated.map { rate * $0 }
    } else if months != nil {
      tally.due = policy.rounded(paid.reduce(.zero) { $0 + policy.rate(in: calendar[$1]) }) * eligible
    }
    for position in paid {
      heads[position] += eligible
      dues[position] += policy.rate(in: calendar[position]) * eligible
    }
  }

  /// Heads of a row that states no heads but quota and exclusions; derived heads are told by DZ308.
  private func heads(byMoneyOf row: AggregateRecord) -> Int? {
    guard row[.eligible] == .absent, let quota = row[.quota].count else { return nil }
    return quota - (row[.concurrent].count ?? 0)
  }

  func statedAmount(
    _ village: Int, basis: Basis, monthly: [AggregateRecord], summary: AggregateRecord?
  ) -> (amount: Money?, cells: [CellSpan]) {
    if basis == .paymentList, let members = membersOf[village] {
      let amounts = members.compactMap { records.members[$0].amount.money ?? records.members[$0].due.money }
      if !amounts.isEmpty {
        return (
          amounts.reduce(.zero, +), spans(members.map { (records.members[$0].source, Int(records.members[$0].row)) })
        )
      }
    }
    return statedAmount(monthly: monthly, summary: summary)
  }

  func statedAmount(
    monthly: [AggregateRecord], summary: AggregateRecord?
  ) -> (amount: Money?, cells: [CellSpan]) {
    // A return of some months says less than a summary of the year.
    let covered = Set(monthly.flatMap { records.sources[$0.source.index].monthColumns.map(\.month) })
    let isYear = monthly.contains { records.sources[$0.source.index].monthColumns.isEmpty }
    if let summary, let amount = summary[.amount].money, !isYear, !covered.isSuperset(of: calendar) {
      return (amount, spans([(summary.source, Int(summary.row))]))
    }
    // Months beside a half-year are not all that a row states.
    let whole = monthly.compactMap { row in
      records.sources[row.source.index].monthColumns.contains { $0.amount == nil } ? row[.amount].money : nil
    }
    if !whole.isEmpty { return (whole.reduce(.zero, +), spans(monthly.map { ($0.source, Int($0.row)) })) }
    let months = monthly.flatMap { row in
      // Those of another year are told, and not this one's.
      zip(row.months, records.sources[row.source.index].monthColumns).compactMap { entry, column in
        (policy.from...policy.until).contains(column.month) ? entry.amount.money : nil
      }
    }
    if !months.isEmpty { return (months.reduce(.zero, +), spans(monthly.map { ($0.source, Int($0.row)) })) }
    // Returns by quarter state their year's amount only.
    let years = monthly.compactMap { $0[.amount].money }
    if !years.isEmpty { return (years.reduce(.zero, +), spans(monthly.map { ($0.source, Int($0.row)) })) }
    if let amount = summary?[.amount].money, let summary {
      return (amount, spans([(summary.source, Int(summary.row))]))
    }
    return (nil, [])
  }

  /// What rows about a whole town, or the county, state for it: those of monthly returns, else the summary's.
  func statedAmount(ofPlace rows: [AggregateRecord]) -> (amount: Money?, cells: [CellSpan])? {
    let monthly = onceAMonth(rows.filter { records.sources[$0.source.index].kind == .monthly })
    let summary = rows.first { records.sources[$0.source.index].kind == .summary }
    let stated = statedAmount(monthly: monthly, summary: summary)
    return stated.amount == nil ? nil : stated
  }

  /// How many rows about a whole town, or the county, say are not paid again, where no village's document does.
  func concurrent(ofPlace rows: [AggregateRecord]) -> Int? { rows.lazy.compactMap { $0[.concurrent].count }.first }

  /// Rows of one table joined to stretches.
  func spans(_ rows: [(SourceID, Int)]) -> [CellSpan] {
    var spans: [CellSpan] = []
    for (source, row) in rows {
      if let last = spans.last, last.source == source, last.rows.upperBound + 1 == row {
        spans[spans.count - 1].rows = last.rows.lowerBound...row
      } else {
        spans.append(CellSpan(source: source, rows: row...row))
      }
    }
    return spans
  }
}
