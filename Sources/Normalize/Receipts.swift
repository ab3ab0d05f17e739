import Domain

/// What a bank has paid of a payment list: it names no villages, makes nobody a member a second time, and corrects nothing.
extension CountyReader {
  /// Takes the bank's lists out of those that count, where payment lists have most of their persons.
  mutating func takeReceipts() {
    let lists = tables.filter { $0.source.kind == .paymentList && !$0.namesNoVillage && $0.source.purpose == .whole }
    guard !lists.isEmpty else { return }
    let payments = Persons(lists.flatMap(\.members))
    let isReceipt = { (table: TableRecords) in
      table.source.kind == .paymentList && table.namesNoVillage
        && table.members.count { !payments.find($0).isEmpty } * 2 > table.members.count
    }
    receipts = tables.filter(isReceipt)
    tables.removeAll(where: isReceipt)
  }

  /// Holds what was paid against the lists, person by person, and takes what came back from it.
  mutating func settle(receipt list: TableRecords) {
    let persons = Persons(payments: out)
    var rows: [Int: [Int]] = [:]
    var strangers: [Int] = []
    for (position, paid) in list.members.enumerated() {
      if let first = persons.find(paid).first {
        rows[first, default: []].append(position)
      } else {
        strangers.append(Int(paid.row))
      }
    }
    let failed = Set(list.returns.map(\.member))
    for (member, positions) in rows.sorted(by: { $0.key < $1.key }) {
      tie(positions, failed, of: list, to: persons.find(list.members[positions[0]]))
      noteReturns(of: member, positions, failed, list)
    }
    addRest(list.keeping { _ in false }, of: list)
    if let unplaced = unplaced(strangers, in: list.source, severity: .warning) { out.discrepancies.append(unplaced) }
    let count = list.members.count - strangers.count
    tell(
      list, zh: "是银行代发明细：\(count) 笔与发放表逐人核对，不另计人数和金额",
      en:
        "it is a bank's list of what was paid: \(count) payments are held against the payment list, and nobody counts again"
    )
  }

  /// DZ404: what the bank has paid somebody is what the payment list says; in one sum or in several, with those that came back or without.
  private mutating func tie(_ positions: [Int], _ failed: Set<Int>, of list: TableRecords, to members: [Int]) {
    let amounts = positions.map { list.members[$0].amount.money ?? list.members[$0].due.money }
    let stated = members.map { out.members[$0].amount.money ?? out.members[$0].due.money }
    guard amounts.allSatisfy({ $0 != nil }), stated.allSatisfy({ $0 != nil }), let last = positions.last,
      let first = members.first
    else { return }
    let done = zip(positions, amounts).filter { !failed.contains($0.0) }.compactMap(\.1)
    let sums = [amounts.compactMap(\.self), done].map { $0.reduce(.zero, +) } + amounts.compactMap(\.self)
    let whole = stated.compactMap(\.self).reduce(Money.zero, +)
    guard !sums.contains(where: { $0 == whole || stated.contains($0) }) else { return }
    let paid = done.isEmpty ? sums[0] : sums[1]
    out.discrepancies.append(
      Discrepancy(
        .dueVsPaid, subject: subject(of: out.members[first]), period: context.policy.period,
        field: Field.amount.rawValue,
        spots: [.init(list.source.place(.amount, row: Int(list.members[last].row)), raw: "\(paid)", parsed: "\(paid)")],
        gap: .money(expected: whole, actual: paid), level: .row, touches: [.stated],
        zh: "发放表写 \(whole.grouped) 元，代发明细为 \(paid.grouped) 元",
        en: "the payment list states \(whole.grouped) yuan, the bank's list \(paid.grouped)"))
  }

  private mutating func noteReturns(of member: Int, _ positions: [Int], _ failed: Set<Int>, _ list: TableRecords) {
    guard let position = positions.first(where: failed.contains),
      var payment = list.returns.first(where: { $0.member == position }),
      !out.returns.contains(where: { $0.member == member })
    else { return }
    payment.member = member
    if positions.contains(where: { $0 > position && !failed.contains($0) }) { payment.isMadeAgain = true }
    out.returns.append(payment)
  }
}
