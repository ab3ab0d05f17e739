import Domain

/// What a bank has paid of a payment list: it names no villages, makes nobody a member a second time, and corrects nothing.
extension CountyReader {
  /// Takes the bank's lists out of those that count, where payment lists have most of their persons; of others those persons alone, for
  /// what a list without villages pays them corrects nothing either.
  mutating func takeReceipts() {
    let lists = tables.filter { $0.source.kind == .paymentList && !$0.namesNoVillage && $0.source.purpose == .whole }
    guard !lists.isEmpty else { return }
    let payments = Persons(lists.flatMap(\.members))
    var rest: [TableRecords] = []
    for table in tables {
      guard table.source.kind == .paymentList, table.namesNoVillage else {
        rest.append(table)
        continue
      }
      let known = table.members.map { !payments.find($0).isEmpty }
      let count = known.count(where: \.self)
      // What is paid for other months than the lists are of is no receipt for these.
      if !lists.contains(where: { $0.source.overlaps(table.source) }) {
        rest.append(table)
      } else if count * 2 > known.count {
        receipts.append(table)
      } else {
        // What is said of the table as a whole is said with those who stay.
        if count > 0 { receipts.append(table.emptied.keeping { known[$0] }) }
        rest.append(table.keeping { !known[$0] })
      }
    }
    tables = rest
  }

  /// Where a bank's list has somebody: the list and the position among its members.
  private typealias Payment = (list: Int, position: Int)

  /// Holds what was paid against the lists, person by person over all of the bank's lists, and takes what came back from them.
  mutating func settleReceipts() {
    guard !receipts.isEmpty else { return }
    let persons = Persons(payments: out)
    var payments: [Int: [Payment]] = [:]
    var strangers = Array(repeating: [Int](), count: receipts.count)
    for (list, receipt) in receipts.enumerated() {
      for (position, paid) in receipt.members.enumerated() {
        if let first = persons.find(paid).first {
          payments[first, default: []].append((list, position))
        } else {
          strangers[list].append(Int(paid.row))
        }
      }
    }
    tellUnpaid(persons)
    let failed = receipts.map { Set($0.returns.map(\.member)) }
    // Each member comes once.
    let returned = Set(out.returns.map(\.member))
    for (member, own) in payments.sorted(by: { $0.key < $1.key }) {
      tie(own, failed, to: persons.find(receipts[own[0].list].members[own[0].position]))
      noteReturns(of: member, own, failed, besides: returned)
    }
    for (list, receipt) in receipts.enumerated() {
      addRest(receipt.keeping { _ in false }, of: receipt)
      if let unplaced = unplaced(strangers[list], in: receipt.source, severity: .warning) {
        out.discrepancies.append(unplaced)
      }
      let count = receipt.members.count - strangers[list].count
      tell(
        receipt, zh: "是银行代发明细：\(count) 笔与发放表逐人核对，不另计人数和金额",
        en:
          "it is a bank's list of what was paid: \(count) payments are held against the payment list, and nobody counts again"
      )
    }
  }

  /// DZ404: what the bank has paid somebody is what the payment list says; in one sum or in several, with those that came back or without.
  private mutating func tie(_ payments: [Payment], _ failed: [Set<Int>], to members: [Int]) {
    let amounts = payments.map { payment -> Money? in
      let member = receipts[payment.list].members[payment.position]
      return member.amount.money ?? member.due.money
    }
    let stated = members.map { out.members[$0].amount.money ?? out.members[$0].due.money }
    guard amounts.allSatisfy({ $0 != nil }), stated.allSatisfy({ $0 != nil }), let last = payments.last,
      let first = members.first
    else { return }
    let done = zip(payments, amounts).filter { !failed[$0.0.list].contains($0.0.position) }.compactMap(\.1)
    let sums = [amounts.compactMap(\.self), done].map { $0.reduce(.zero, +) }
    let whole = stated.compactMap(\.self).reduce(Money.zero, +)
    // Where the lists are of parts of the year, the bank's may be of one of them.
    guard !sums.contains(where: { $0 == whole || stated.contains($0) }) else { return }
    let paid = done.isEmpty ? sums[0] : sums[1]
    let source = receipts[last.list].source
    let row = Int(receipts[last.list].members[last.position].row)
    out.discrepancies.append(
      Discrepancy(
        .dueVsPaid, subject: subject(of: out.members[first]), period: context.policy.period,
        field: Field.amount.rawValue,
        spots: [.init(source.place(.amount, row: row), raw: "\(paid)", parsed: "\(paid)")],
        gap: .money(expected: whole, actual: paid), level: .row, touches: [.stated],
        zh: "发放表写 \(whole.grouped) 元，代发明细为 \(paid.grouped) 元",
        en: "the payment list states \(whole.grouped) yuan, the bank's list \(paid.grouped)"))
  }

  /// DZ404, a warning: whom the payment list pays and no list of the bank has, where the bank has most of the others.
  private mutating func tellUnpaid(_ persons: Persons) {
    let known = Set(receipts.lazy.flatMap(\.members).flatMap { persons.find($0) })
    let listed = out.members.indices.filter { index in
      out.sources[out.members[index].source.index].kind == .paymentList
        && (out.members[index].amount.money?.fen ?? 0) > 0
    }
    let missing = listed.filter { !known.contains($0) }
    guard !missing.isEmpty, missing.count * 2 < listed.count else { return }
    out.discrepancies.append(
      Discrepancy(
        .dueVsPaid, severity: .warning, subject: Subject(county: county, detail: "bank"), period: context.policy.period,
        field: Field.amount.rawValue,
        spots: missing.map { index in
          let member = out.members[index]
          return .init(
            out.sources[member.source.index].place(.name, row: Int(member.row)), raw: member.name.masked,
            subject: subject(of: member))
        }, level: .county, touches: [],
        zh: "发放表中有 \(missing.count) 人在银行代发明细中没有付款，请核对是否已发放",
        en: "the bank's list has no payment to \(missing.count) of the payment list's persons: were they paid?"))
  }

  private mutating func noteReturns(
    of member: Int, _ payments: [Payment], _ failed: [Set<Int>], besides known: Set<Int>
  ) {
    guard let index = payments.firstIndex(where: { failed[$0.list].contains($0.position) }),
      var payment = receipts[payments[index].list].returns.first(where: { $0.member == payments[index].position }),
      !known.contains(member)
    else { return }
    payment.member = member
    if payments.dropFirst(index + 1).contains(where: { !failed[$0.list].contains($0.position) }) {
      payment.isMadeAgain = true
    }
    out.returns.append(payment)
  }
}
