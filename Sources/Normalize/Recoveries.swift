import Domain

/// Lists of what is taken back from members of a payment list (扣回明细): nobody counts again by them.
extension CountyReader {
  /// Takes off what a list takes back, where the payment list proves that it is not taken off yet; whatever is open is told.
  mutating func takeOff(_ list: TableRecords) {
    let persons = Persons(payments: out)
    for named in list.members {
      guard let back = named.moneyTakenBack else { continue }
      let found = persons.find(named)
      let member = found.count == 1 ? found.first : nil
      let outcome = member.map { takeOff(back, named, from: $0) } ?? .open
      tell(back, of: named, in: list.source, member, found: found.count, outcome)
    }
    tell(
      list, zh: "是扣回名单：逐人记在发放表上，不另计人数和金额",
      en: "it lists what is taken back: it is set against the payment list, and nobody counts again")
  }

  /// What came of a recovery.
  private enum Outcome { case takenOff, isOff, open }

  /// What was paid and all that is taken back is more than a whole period's due only where nothing is taken off yet.
  private mutating func takeOff(_ back: Money, _ named: MemberRecord, from index: Int) -> Outcome {
    let policy = context.policy
    var member = out.members[index]
    if member.deduction.money == back { return .isOff }
    guard let paid = member.amount.money, let rate = policy.singleRate, policy.rounding == .fen, rate.fen > 0,
      back <= paid, paid <= policy.fullAmount, paid + back > policy.fullAmount, back.fen % rate.fen == 0
    else { return .open }
    let months = back.fen / rate.fen
    // A count that says otherwise leaves open which months are meant.
    if let stated = named.months.value, stated.magnitude != months.magnitude { return .open }
    member.amount = .value((paid - back).fen)
    if let due = member.due.money, due >= back { member.due = .value((due - back).fen) }
    if let count = member.months.value { member.months = .value(max(0, count - months)) }
    out.members[index] = member
    return .takenOff
  }

  /// DZ405: what is taken back, at its own cell.
  private mutating func tell(
    _ back: Money, of named: MemberRecord, in source: Source, _ index: Int?, found: Int, _ outcome: Outcome
  ) {
    let field: Field =
      named.amount.money != nil ? .amount : named.due.money != nil ? .due : .deduction
    let place = index.map { index in
      let member = out.members[index]
      return out.sources[member.source.index].place(.amount, row: Int(member.row))
    }
    let at = place.map { "\($0.sheet.isEmpty ? $0.file : $0.sheet)!\($0.cell)" } ?? ""
    let (zh, en) =
      switch outcome {
      case .takenOff:
        (
          "，已从发放表 \(at) 的金额和月数中扣减",
          ", which are off the payment list's amount and months at \(at)"
        )
      case .isOff: ("，发放表 \(at) 的扣减栏已有此数", ", which the payment list's own deduction at \(at) has already")
      case .open where found == 0: ("，发放表中没有此人，未计入：请核对", "; the payment list has no such person: check whom it is from")
      case .open:
        (
          "，看不出发放表是否已扣除，未再扣减：请在发放表的扣减栏写明",
          "; whether the payment list has taken it off is not said, and nothing more is: give it in that list's column of deductions"
        )
      }
    out.discrepancies.append(
      Discrepancy(
        .backPayment, severity: outcome == .open ? .warning : nil,
        subject: subject(of: index.map { out.members[$0] } ?? named), period: context.policy.period,
        field: "\(field.rawValue) \(source.sheet)",
        spots: [.init(source.place(field, row: Int(named.row)), raw: "\(back)", parsed: "\(back)")],
        gap: .money(expected: .zero, actual: back), touches: [.stated],
        zh: "扣回 \(back.grouped) 元" + zh, en: "\(back.grouped) yuan were recovered" + en))
  }
}

extension MemberRecord {
  /// What a row of a list of recoveries takes back; with a sign or without.
  fileprivate var moneyTakenBack: Money? {
    let stated = amount.money ?? due.money ?? deduction.money
    return stated.flatMap { $0 == .zero ? nil : Money(fen: abs($0.fen)) }
  }
}
