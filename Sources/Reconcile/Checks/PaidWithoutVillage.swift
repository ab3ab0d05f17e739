import Domain

/// DZ404: whosever village it is, what a row pays is its months at the rate: a member's whose village nobody knows is checked like any other's.
func paidWithoutVillage(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  guard policy.rounding == .fen, let rate = policy.singleRate else { return [] }
  return county.records.members.compactMap { member in
    let source = county.source(member.source)
    guard member.village < 0, source.kind == .paymentList, source.purpose != .later, let paid = member.amount.money,
      let months = member.months.count, (0...policy.months).contains(months), member.isConcurrent != true,
      policy.rules.allSatisfy({ !$0.exclusion.excludes(member) })
    else { return nil }
    let due = rate * months + (member.backPay.money ?? .zero) - (member.deduction.money ?? .zero)
    guard paid != due, let column = source.columns[.amount],
      source.stated(paid, column: column).agreement(with: due).verdict == .mismatch
    else { return nil }
    let gap = paid - due
    return Discrepancy(
      .dueVsPaid, subject: county.subject(member), period: county.period, field: Field.amount.rawValue,
      spots: [.init(source.place(row: Int(member.row), column: column), raw: "\(paid)", parsed: "\(paid)")],
      gap: .money(expected: due, actual: paid), level: .row, touches: [], isTie: true,
      zh: Payment.Basis.policy.zh(due.grouped, paid.grouped) + "，差 \(gap.signed) 元",
      en: Payment.Basis.policy.en(due.grouped, paid.grouped) + ": \(gap.signed)")
  }
}
