import Domain

// Lists that say no months, of which two alike may be two payments.

extension CountyReader {
  /// What is asked of lists that may be two payments.
  static let paidTwice = Message(
    zh: "两份合起来也不超过全年，如是先后两次发放，请在各自的标题写明是哪几个月的",
    en:
      "both together are no more than the period: if they are two payments, write in each one's title which months it is of"
  )
}

extension TableRecords {
  /// Whether a payment list or summary that says no months pays most of its rows for half of the period at most, so that another like it
  /// may be the next payment as well as the same again.
  func mayBePaidTwice(under policy: Policy) -> Bool {
    guard source.part == nil, source.purpose == .whole, source.kind == .paymentList || source.kind == .summary else {
      return false
    }
    func isHalf(_ months: Reading, _ paid: Money?, heads: Int) -> Bool? {
      if let months = months.count { return months > 0 ? months * 2 <= policy.months : nil }
      guard let paid, paid > .zero, let whole = policy.fullAmount.multiplied(by: heads) else { return nil }
      return paid.fen <= whole.fen / 2
    }
    let halves =
      members.compactMap { isHalf($0.months, $0.amount.money ?? $0.due.money, heads: 1) }
      + aggregates.compactMap { row in
        row[.eligible].count.flatMap { isHalf(row[.months], row[.amount].money, heads: $0) }
      }
    return halves.count(where: \.self) * 2 > halves.count
  }
}
