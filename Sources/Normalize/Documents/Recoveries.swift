import Domain

/// Lists of what is taken back from members of a payment list (扣回明细): nobody counts again by them.
extension CountyReader {
  /// Takes off what a list takes back where a stated end of office proves that the payment list pays it too much; whatever is open is told.
  mutating func takeOff(_ list: TableRecords) {
    let persons = Persons(payments: out)
    for named in list.members {
      let found = persons.find(named)
      let member = found.count == 1 ? found.first : nil
      switch list.takenBack(by: named) {
      case .value(0), .notApplicable, .unreadable: continue
      case .value(let fen):
        let back = Money(fen: abs(fen))
        let outcome = member.map { takeOff(back, named, from: $0) } ?? .open
        tell(back, written: Money(fen: fen), of: named, in: list, member, found: found.count, outcome)
      default: tellMissing(named, in: list, member)
      }
    }
    // What was told of the list's own cells, and its totals, stay.
    var rest = list.keeping { _ in false }
    rest.source.kind = .paymentList
    addRest(rest, of: list)
    tell(
      list, zh: "是扣回名单：逐人与发放表核对，不另计人数和金额",
      en: "it lists what is taken back: it is set against the payment list, and nobody counts again")
  }

  /// What came of a recovery.
  private enum Outcome { case takenOff, isOff, open }

  /// Months after the end of office that were paid, and are what is taken back, are not off yet where what is left is the term's pay.
  private mutating func takeOff(_ back: Money, _ named: MemberRecord, from index: Int) -> Outcome {
    let policy = context.policy
    var member = out.members[index]
    if member.deduction.money == back { return .isOff }
    let listed = rosterRecord(of: member)
    // The roster may give everybody the year's or the term's end.
    let ends = Set([member.end, named.end, listed?.end.flatMap { $0 < policy.until ? $0 : nil }].compactMap(\.self))
    guard ends.count == 1, let end = ends.first, let paid = member.amount.money,
      let rate = policy.singleRate, policy.rounding == .fen, rate.fen > 0, back.fen % rate.fen == 0
    else { return .open }
    let start = max(member.start ?? listed?.start ?? policy.from, policy.from)
    let months = Int64(policy.calendar.count { start <= $0 && $0 <= end })
    let left = paid - back
    guard months > 0, left.fen == months * rate.fen else { return .open }
    // A count that says otherwise leaves open which months are meant.
    let taken = back.fen / rate.fen
    if let stated = named.months.value, stated.magnitude != taken.magnitude { return .open }
    if let count = member.months.value {
      guard count == months || count == months + taken else { return .open }
      member.months = .value(months)
    }
    member.amount = .value(left.fen)
    if let due = member.due.money, due == paid { member.due = .value(left.fen) }
    if member.end == nil { (member.end, member.endDay) = (named.end, named.endDay) }
    out.members[index] = member
    return .takenOff
  }

  /// The one record that the roster of a member's village has of his number.
  private func rosterRecord(of member: MemberRecord) -> MemberRecord? {
    guard let id = member.id else { return nil }
    let all = out.members.filter { other in
      other.id == id && other.village == member.village && out.sources[other.source.index].kind == .roster
    }
    return all.count == 1 ? all.first : nil
  }

  /// DZ405: what is taken back, at its own cell.
  private mutating func tell(
    _ back: Money, written: Money, of named: MemberRecord, in list: TableRecords, _ index: Int?, found: Int,
    _ outcome: Outcome
  ) {
    let place = index.map { index in
      let member = out.members[index]
      return out.sources[member.source.index].place(.amount, row: Int(member.row))
    }
    let at = place.map { "\($0.sheet.isEmpty ? $0.file : $0.sheet)!\($0.cell)" } ?? ""
    let (zh, en) =
      switch outcome {
      case .takenOff:
        (
          "，发放表 \(at) 多发了离任后的月份，已从其金额和月数中扣减",
          ", which the payment list pays for months after the end of office: they are off its amount and months at \(at)"
        )
      case .isOff: ("，发放表 \(at) 的扣减栏已有此数", ", which the payment list's own deduction at \(at) has already")
      case .open where found == 0: ("，发放表中没有此人，未计入：请核对", "; the payment list has no such person: check whom it is from")
      case .open where found > 1:
        (
          "，发放表中此人有 \(found) 行，未扣减：请在应扣的一行的扣减栏写明",
          "; payment lists have \(found) rows of this person, and nothing is taken off: give it in that row's deduction"
        )
      case .open:
        (
          "，看不出发放表是否已扣除，未再扣减：请在发放表的扣减栏写明",
          "; whether the payment list has taken it off is not said, and nothing more is: give it in that list's column of deductions"
        )
      }
    add(
      Discrepancy(
        .backPayment, severity: outcome == .open ? .warning : nil,
        subject: subject(of: index.map { out.members[$0] } ?? named), period: context.policy.period,
        field: list.fieldTakenBack.rawValue,
        spots: [.init(list.placeTakenBack(named), raw: "\(written)", parsed: "\(back)")],
        gap: .money(expected: .zero, actual: back), touches: [.stated],
        zh: "扣回 \(back.grouped) 元" + zh, en: "\(back.grouped) yuan were recovered" + en))
  }

  /// DZ405: a row that does not say how much is taken back.
  private mutating func tellMissing(_ named: MemberRecord, in list: TableRecords, _ index: Int?) {
    add(
      Discrepancy(
        .backPayment, severity: .warning, subject: subject(of: index.map { out.members[$0] } ?? named),
        period: context.policy.period, field: list.fieldTakenBack.rawValue,
        spots: [.init(list.placeTakenBack(named))], touches: [.stated],
        zh: "扣回名单有此人，看不出扣回多少，未扣减：请只留一栏扣回金额并填写",
        en:
          "the list of what is taken back does not say how much of this person: give it in one column of amounts taken back"
      ))
  }

  private mutating func add(_ finding: Discrepancy) { out.discrepancies.append(finding) }
}

extension TableRecords {
  /// Whether what is taken off is all the money that the list has.
  var paysNothing: Bool {
    source.columns[.deduction] != nil && source.columns[.amount] == nil && source.columns[.due] == nil
  }

  /// The field of what is taken back: 扣回金额; an amount without other columns of money beside it.
  fileprivate var fieldTakenBack: Field {
    source.columns[.deduction] == nil && source.columns[.due] == nil ? .amount : .deduction
  }

  /// What a row takes back, in fen, with a sign or without.
  fileprivate func takenBack(by row: MemberRecord) -> Reading {
    fieldTakenBack == .amount ? row.amount : row.deduction
  }

  fileprivate func placeTakenBack(_ row: MemberRecord) -> Place {
    source.place(source.columns[fieldTakenBack] == nil ? .name : fieldTakenBack, row: Int(row.row))
  }
}
