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

  private init() {}

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

  /// Heads for the whole period, or in some months.
  init(heads: Int, in months: [YearMonth], _ policy: Policy, kind: DocumentKind?) {
    guard months.isEmpty else {
      self.init()
      for month in months {
        values[Key(.eligible, month)] = Int64(heads)
        values[Key(.amount, month, isMoney: true)] = policy.rounded(policy.rate(in: month)).multiplied(by: heads)?.fen
      }
      return
    }
    var tally = Tally()
    (tally.listed, tally.eligible, tally.personMonths) = (heads, heads, heads * policy.months)
    tally.due = policy.fullAmount.multiplied(by: heads)
    self.init(tally, policy, kind: kind)
    values[Key(.villageCount)] = 0
  }

  init(_ row: AggregateRecord, _ source: Source) {
    for (field, reading) in row.figures { values[Key(field)] = reading.value }
    for (entry, column) in zip(row.months, source.monthColumns) {
      values[Key(.eligible, column.month)] = entry.heads.value
      values[Key(.amount, column.month, isMoney: true)] = entry.amount.value
    }
    // Where rows are months, a sum below several of them adds these up.
    guard source.monthColumns.count == 1, let only = row.months.first else { return }
    values[Key(.eligible)] = values[Key(.eligible)] ?? only.heads.value
    values[Key(.amount)] = values[Key(.amount)] ?? only.amount.value
  }

  init(_ member: MemberRecord, _ source: Source, _ policy: Policy) {
    let readings: [(Field, Reading)] = [
      (.months, member.months), (.due, member.due), (.deduction, member.deduction), (.backPay, member.backPay),
      (.amount, member.amount),
    ]
    for (field, reading) in readings { values[Key(field)] = reading.value }
    // Where it is just what the term's months come to, each of these has its rate.
    let months = policy.months(ofTerm: member, within: source.part).map { policy.calendar[$0] }
    guard !source.monthColumns.isEmpty, let paid = member.amount.value ?? member.due.value,
      paid == 0 || paid == months.reduce(0, { $0 &+ policy.rounded(policy.rate(in: $1)).fen })
    else { return }
    for column in source.monthColumns {
      let isPaid = paid != 0 && months.contains(column.month)
      values[Key(.eligible, column.month)] = isPaid ? 1 : 0
      values[Key(.amount, column.month, isMoney: true)] = isPaid ? policy.rounded(policy.rate(in: column.month)).fen : 0
    }
  }

  subscript(_ key: Key) -> Int64? { values[key] }
}
