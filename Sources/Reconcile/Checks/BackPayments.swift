import Domain

/// DZ405: back-payments and recoveries are told with their amount.
func backPayments(_ county: CountyCase) -> [Discrepancy] {
  var found: [Discrepancy] = []
  for (index, member) in county.records.members.enumerated() {
    let source = county.source(member.source)
    func find(_ field: Field, _ amount: Money, zh: String, en: String) {
      found.append(
        Discrepancy(
          .backPayment, subject: county.subject(member), period: member.paidOn.map { "\($0)" } ?? county.period,
          field: field.rawValue, spots: [.init(source.place(field, row: Int(member.row)), raw: "\(amount)")],
          gap: .money(expected: .zero, actual: amount), touches: [.stated], zh: zh, en: en))
    }
    if let back = member.backPay.money, back != .zero {
      find(.backPay, back, zh: "补发 \(back.grouped) 元", en: "back-pay of \(back.grouped) yuan")
    }
    if county.records.isLater(index), let later = member.amount.money, later != .zero {
      find(.amount, later, zh: "补发 \(later.grouped) 元", en: "back-pay of \(later.grouped) yuan")
    }
    // What a row of its own takes off is told where it stands.
    if let taken = member.deduction.money, taken != .zero, source.columns[.deduction] != nil {
      find(.deduction, taken, zh: "扣回 \(taken.grouped) 元", en: "\(taken.grouped) yuan were recovered")
    }
  }
  return found + backPaymentsOfRows(county)
}

/// The same of a summary's rows, where they make up the difference between what is due and what is stated.
private func backPaymentsOfRows(_ county: CountyCase) -> [Discrepancy] {
  county.records.aggregates.flatMap { row -> [Discrepancy] in
    guard let (back, taken) = county.carriedOver(row) else { return [] }
    let source = county.source(row.source)
    func finding(_ field: Field, _ amount: Money, zh: String, en: String) -> Discrepancy? {
      guard amount != .zero else { return nil }
      return Discrepancy(
        .backPayment, subject: county.subject(row), period: county.period, field: field.rawValue,
        spots: [.init(source.place(field, row: Int(row.row)), raw: "\(amount)")],
        gap: .money(expected: .zero, actual: amount), level: row.level, touches: [.stated], zh: zh, en: en)
    }
    return [
      finding(.backPay, back, zh: "补发 \(back.grouped) 元", en: "back-pay of \(back.grouped) yuan"),
      finding(.deduction, taken, zh: "扣回 \(taken.grouped) 元", en: "\(taken.grouped) yuan were recovered"),
    ].compactMap(\.self)
  }
}
