import Domain

/// DZ404: what is paid is what is due: months × rate, less deductions, plus back-pay; at the precision that the column states.
func dueVersusPaid(_ county: CountyCase) -> [Discrepancy] {
  county.payments.compactMap { payment in
    guard payment.agreement.verdict == .mismatch else { return nil }
    let gap = payment.paid - payment.due
    return Discrepancy(
      .dueVsPaid, subject: payment.subject(), period: payment.period, field: Field.amount.rawValue,
      spots: [.init(payment.place, raw: "\(payment.paid)", parsed: "\(payment.paid)")],
      gap: .money(expected: payment.due, actual: payment.paid), level: payment.level, touches: [.stated], isTie: true,
      zh: payment.basis.zh(payment.due.grouped, payment.paid.grouped) + "，差 \(gap.signed) 元",
      en: payment.basis.en(payment.due.grouped, payment.paid.grouped) + ": \(gap.signed)")
  }
}

/// A stated payment beside what is due for it.
struct Payment {
  var subject: () -> Subject
  var source: SourceID
  var row: Int
  var column: Int?
  var place: Place
  var period: String
  var level: Discrepancy.Level
  var due: Money
  var paid: Money
  /// How what is due agrees with what is stated.
  var agreement: Agreement
  /// What says how much is due.
  var basis = Basis.policy

  /// What an amount is held against.
  enum Basis {
    /// What the policy gives for heads and months beside it.
    case policy
    /// The same, for an amount that is headed as due.
    case policyForDue
    /// What the members' list states.
    case list
    /// What the policy gives for the terms of the roster's members.
    case terms
    /// What the monthly returns state.
    case returns

    func zh(_ due: String, _ paid: String) -> String {
      switch self {
      case .policy: "应发 \(due) 元，实发 \(paid) 元"
      case .policyForDue: "应发 \(due) 元，此处写 \(paid) 元"
      case .list: "明细合计 \(due) 元，此处写 \(paid) 元"
      case .returns: "月报各月合计 \(due) 元，此处写 \(paid) 元"
      case .terms: "按名册任职起止应发 \(due) 元，此处写 \(paid) 元"
      }
    }

    func en(_ due: String, _ paid: String) -> String {
      switch self {
      case .policy: "\(due) yuan is due, \(paid) is paid"
      case .policyForDue: "\(due) yuan is due, \(paid) is stated here"
      case .list: "the list adds up to \(due) yuan, \(paid) is stated here"
      case .returns: "the monthly returns add up to \(due) yuan, \(paid) is stated here"
      case .terms: "\(due) yuan is due by the terms in the roster, \(paid) is stated here"
      }
    }
  }
}

extension CountyRecords {
  /// Whether a member's list, made before payment, states what is due and no amount.
  func statesDueAlone(_ member: MemberRecord) -> Bool {
    member.amount == .absent && sources[member.source.index].columns[.amount] == nil
  }

  /// What a member's row says is paid: its amount, else what is due where the list states nothing else.
  func pay(_ member: MemberRecord) -> Reading { statesDueAlone(member) ? member.due : member.amount }
}

extension CountyCase {
  /// What lists of later payments pay members of other lists: their records, by the position of the member's own.
  var laterPayments: [Int: [Int]] {
    let pairs = figures.members.lazy.filter { !$0.others.isEmpty }.map { member in
      (member.record, member.others.filter(records.isLater))
    }
    return Dictionary(pairs.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }

  /// Every stated amount that something is due for, in reading order; those that agree to the fen are left out.
  var payments: [Payment] {
    var found: [Payment] = []
    func add(
      _ subject: @escaping () -> Subject, _ id: SourceID, row: Int, column: Int?, due: Money, paid: Money,
      period: String, level: Discrepancy.Level, basis: Payment.Basis = .policy
    ) {
      guard due != paid else { return }
      let source = source(id)
      found.append(
        Payment(
          subject: subject, source: id, row: row, column: column,
          place: column.map { source.place(row: row, column: $0) } ?? source.place(row: row), period: period,
          level: level, due: due, paid: paid, agreement: source.stated(paid, column: column).agreement(with: due),
          basis: basis))
    }
    let later = laterPayments
    let added = Set(later.values.flatMap(\.self))
    for (index, member) in records.members.enumerated() where !added.contains(index) {
      // A list made before payment states what is due alone.
      let isDueAlone = records.statesDueAlone(member)
      guard var paid = records.pay(member).money, let figures = memberFigures[index],
        !figures.isExcluded, var due = figures.due
      else { continue }
      for other in later[index] ?? [] {
        paid += records.pay(records.members[other]).money ?? .zero
        due += memberFigures[other]?.due ?? .zero
      }
      // 2,640 due and 240 paid later, or 2,880 due of which 240 are taken off, come to it as well.
      let beside = (member.backPay.money ?? .zero) - (member.deduction.money ?? .zero)
      if isDueAlone, paid + beside == due { continue }
      let change = isDueAlone ? .zero : beside
      // 应发 2,400 and 补发 480 of this period's own months come to what its months are due.
      if let stated = member.due.money, stated + change == paid, paid == due { continue }
      let adjusted = due + change
      if adjusted == paid, let stated = member.due.money, stated + change != paid, later[index] == nil {
        // What is paid is right; what is said to be due is not.
        add(
          { subject(member) }, member.source, row: Int(member.row), column: source(member.source).columns[.due],
          due: due, paid: stated, period: period, level: .row, basis: .policyForDue)
      }
      // Where the member's own row pays what is due, what is paid later is too much.
      let last = paid > adjusted && records.pay(member).money == figures.due ? later[index]?.last : nil
      let row = last.map { records.members[$0] } ?? member
      add(
        { subject(member) }, row.source, row: Int(row.row),
        column: source(row.source).columns[isDueAlone ? .due : .amount], due: adjusted, paid: paid, period: period,
        level: .row, basis: isDueAlone ? .policyForDue : .policy)
    }
    let years = YearsOfReturns(self)
    for row in records.aggregates {
      let source = source(row.source)
      let (counts, isOfDetail) = headsOfMonths(row, years)
      // What is paid by quarter, or caught up later, is right where the year's sum is; heads that a month's own column states are its own.
      let hasHeads = source.monthColumns.contains { $0.heads != nil }
      let isMadeUp = (isOfDetail || !hasHeads) && isMadeUpLater(row, counts, byMonths: !isOfDetail)
      for (entry, (heads, month)) in zip(row.months, zip(counts, source.monthColumns)) where !isMadeUp {
        guard let heads, let paid = entry.amount.money, let column = month.amount,
          (policy.from...policy.until).contains(month.month)
        else { continue }
        add(
          { subject(row) }, row.source, row: Int(row.row), column: column,
          due: policy.rounded(policy.rate(in: month.month)) * heads, paid: paid, period: "\(month.month)",
          level: .row, basis: isOfDetail ? .list : .policy)
      }
      guard let paid = row[.amount].money else { continue }
      guard row.months.isEmpty else {
        if let due = due(ofMonths: counts, row) {
          add(
            { subject(row) }, row.source, row: Int(row.row), column: source.columns[.amount], due: due,
            paid: paid, period: period, level: row.level, basis: isOfDetail ? .list : .policy)
        }
        continue
      }
      let (below, level) = (detail(of: row), row.level)
      let column = source.columns[.amount]
      if isCarriedOver(row) { continue }
      if let due = dueByDetail(row, below, paid: paid) ?? rowDue(row) ?? below?.due, due != paid {
        add(
          { subject(row) }, row.source, row: Int(row.row), column: column, due: due, paid: paid, period: period,
          level: level)
      } else if !row.isVillage, let stated = below?.stated, below?.listed != nil, isComplete(town: Int(row.town)) {
        add(
          { subject(row) }, row.source, row: Int(row.row), column: column, due: stated, paid: paid, period: period,
          level: level, basis: .list)
      } else if row.village >= 0, let stated = statedByMembers(ofVillage: Int(row.village)), !stated.contains(paid) {
        add(
          { subject(row) }, row.source, row: Int(row.row), column: column, due: stated[0], paid: paid, period: period,
          level: .village, basis: .list)
      } else if row.village >= 0, let due = dueByMembers(ofVillage: Int(row.village), heads: row[.eligible].count) {
        add(
          { subject(row) }, row.source, row: Int(row.row), column: column, due: due, paid: paid, period: period,
          level: .village, basis: .terms)
      } else if !row.isVillage, let due = dueByMembers(ofTown: row) {
        add(
          { subject(row) }, row.source, row: Int(row.row), column: column, due: due, paid: paid, period: period,
          level: level, basis: .terms)
      } else if let due = amountReturned(for: row, paid: paid, years) {
        add(
          { subject(row) }, row.source, row: Int(row.row), column: column, due: due, paid: paid, period: period,
          level: level, basis: .returns)
      }
    }
    return found
  }

  /// Heads of each month of a row: as stated, or, where money stands alone, those of the members' list or of the return of heads.
  private func headsOfMonths(_ row: AggregateRecord, _ years: YearsOfReturns) -> (counts: [Int?], isOfDetail: Bool) {
    guard !row.months.isEmpty, row.months.allSatisfy({ $0.heads == .absent }),
      let detail = row.village >= 0
        ? certainHeads(ofVillage: Int(row.village))
          ?? years[row]?.heads
        : row.isVillage ? nil : certainHeads(ofTown: Int(row.town), orElse: { _ in nil }) ?? years[row]?.heads
    else {
      return (row.months.map(\.heads.count), false)
    }
    let counts = source(row.source).monthColumns.map { column -> Int? in
      let position = Int(column.month.index - policy.from.index)
      return detail.indices.contains(position) ? detail[position] : nil
    }
    return (counts, true)
  }

  /// Whether a row's months come to what is due for them all together, whichever of them it was paid in.
  /// - Parameter byMonths: whether each payment must bring what is paid to just what was due until one of the months so far: 720, 0, 1,440,
  ///   not 600 and 840.
  private func isMadeUpLater(_ row: AggregateRecord, _ heads: [Int?], byMonths: Bool) -> Bool {
    var (due, paid) = (Money.zero, Money.zero)
    var reached: Set<Money> = [.zero]
    for (entry, (count, month)) in zip(row.months, zip(heads, source(row.source).monthColumns)) {
      guard let count, let amount = policy.rounded(policy.rate(in: month.month)).multiplied(by: count) else {
        return false
      }
      due += amount
      reached.insert(due)
      paid += entry.amount.money ?? .zero
      if byMonths, !reached.contains(paid) { return false }
    }
    return due == paid
  }

  /// What the months of a row come to where only their sum has an amount; nil where the heads of a month are not known.
  private func due(ofMonths heads: [Int?], _ row: AggregateRecord) -> Money? {
    let columns = source(row.source).monthColumns
    guard policy.rounding == .fen, columns.allSatisfy({ $0.amount == nil }) else {
      return nil
    }
    var due = Money.zero
    for (heads, column) in zip(heads, columns) {
      guard let heads, column.month >= policy.from, column.month <= policy.until,
        let amount = policy.rate(in: column.month).multiplied(by: heads)
      else { return nil }
      due += amount
    }
    return due
  }

  /// What a village's payment list states as paid, and what it was before deductions and back-pay; nil where some amount is not
  /// stated to the fen.
  private func statedByMembers(ofVillage village: Int) -> [Money]? {
    guard let position = villageIndex[village], figures.villages[position].basis == .paymentList,
      let members = membersOf[village]
    else { return nil }
    var (paid, before) = (Money.zero, Money.zero)
    for index in members {
      let member = records.members[index]
      let source = source(member.source)
      guard let amount = member.amount.money ?? (memberFigures[index]?.isExcluded == true ? .zero : nil),
        source.columns[.amount].map({ source.scales[$0] == nil }) ?? false
      else { return nil }
      paid += amount
      before += amount + (member.deduction.money ?? .zero) - (member.backPay.money ?? .zero)
    }
    return [paid, before]
  }

  /// What is due to as many heads as a row states, by the months that its members or villages have, where it states none itself: somebody came
  /// in May. A whole year's pay of its heads is what it says; nil where no detail says otherwise.
  private func dueByDetail(_ row: AggregateRecord, _ below: Tally?, paid: Money) -> Money? {
    guard row[.months] == .absent, row[.personMonths] == .absent, let heads = row[.eligible].count,
      let due = below?.due, let own = rowDue(row), own != due, own != paid,
      below?.eligible == heads || mostAtOnce(row) == heads
    else { return nil }
    return due
  }
}
