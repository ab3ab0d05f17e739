import Domain

/// Figures of a village or a row, by column: what is not there is not known.
struct BroughtFigures {
  struct Key: Hashable {
    var field: Field
    var month: YearMonth?

    init(_ field: Field, _ month: YearMonth? = nil, isMoney: Bool = false) {
      self.field = month == nil ? field : isMoney ? .amount : .eligible
      self.month = month
    }
  }
  private var values: [Key: Int64] = [:]
  /// The same, taken away.
  var negated: BroughtFigures {
    var figures = self
    figures.values = values.mapValues { 0 &- $0 }
    return figures
  }

  init(_ tally: Tally, _ policy: Policy, kind: DocumentKind? = nil) {
    values[Key(.villageCount)] = 1
    values[Key(.quota)] = Int64(tally.quota)
    let counts: [(Field, Int?)] = [
      (.listed, tally.listed), (.concurrent, tally.concurrent), (.eligible, tally.eligible),
      (.personMonths, tally.personMonths), (.months, kind == .paymentList ? tally.personMonths : nil),
    ]
    for (field, count) in counts { values[Key(field)] = count.map(Int64.init) }
    values[Key(.due)] = tally.due?.fen
    values[Key(.amount)] = (tally.stated ?? tally.due)?.fen
    guard let heads = tally.eligible, tally.personMonths == heads * policy.months else { return }
    for month in policy.calendar {
      values[Key(.eligible, month)] = Int64(heads)
      values[Key(.amount, month, isMoney: true)] = policy.rounded(policy.rate(in: month)).multiplied(by: heads)?.fen
    }
  }

  init(_ row: AggregateRecord, _ source: Source) {
    for (field, reading) in row.figures { values[Key(field)] = reading.value }
    for (entry, column) in zip(row.months, source.monthColumns) {
      values[Key(.eligible, column.month)] = entry.heads.value
      values[Key(.amount, column.month, isMoney: true)] = entry.amount.value
    }
  }

  init(_ member: MemberRecord) {
    let readings: [(Field, Reading)] = [
      (.months, member.months), (.due, member.due), (.deduction, member.deduction), (.backPay, member.backPay),
      (.amount, member.amount),
    ]
    for (field, reading) in readings { values[Key(field)] = reading.value }
  }

  subscript(_ key: Key) -> Int64? { values[key] }
}

/// What a sheet lacks or has once too often, and what that may make a sum over its rows more by, likeliest first.
struct Stray {
  var index: Int
  /// Where it stands on the sheet; a row is nil where the sheet as a whole lacks a town's villages.
  var rows: [Int?]
  /// Whether it stands nowhere else.
  var isWhole: Bool
  /// What a missing village has; empty for rows that stand there.
  var missing: [BroughtFigures] = []
  /// What each of the rows brings.
  var figures: [BroughtFigures] = []

  /// What it makes a sum over some rows more by; nothing where it stands elsewhere.
  func options(among parts: ClosedRange<Int>, isGrand: Bool) -> [[BroughtFigures]] {
    let inside = rows.indices.filter { index in rows[index].map(parts.contains) ?? isGrand }
    guard !inside.isEmpty else { return [] }
    guard missing.isEmpty else { return missing.map { [$0] } }
    guard figures.count == rows.count else { return [] }
    guard isWhole, inside.count == rows.count else { return [inside.map { figures[$0].negated }] }
    // Any of the rows may be the one that stays.
    return inside.map { kept in inside.filter { $0 != kept }.map { figures[$0].negated } }
  }
}
