import Domain

extension TableRecords {
  /// Whether any of its months has an amount.
  var statesMonthsMoney: Bool { aggregates.contains { $0.months.contains { $0.amount.value != nil } } }

  /// Leaves towns and villages to a newer document; of returns the months that that one holds, and their money where it states any.
  mutating func give(
    up replaced: Replaced, months: Set<YearMonth>?, money: Bool = true, in register: Register
  ) {
    func isReplaced(_ town: Int32, _ village: Int32) -> Bool {
      replaced.holds(town, village, in: register)
    }
    let own = source.monthColumns.map(\.month)
    if let months {
      for index in aggregates.indices where isReplaced(aggregates[index].town, aggregates[index].village) {
        for (position, month) in own.enumerated() where months.contains(month) {
          aggregates[index].months[position].heads = .absent
          if money { aggregates[index].months[position].amount = .absent }
        }
      }
      totals.removeAll { total in total.month.map(months.contains) ?? true }
      return
    }
    var kept: [Int: Int] = [:]
    var rest: [MemberRecord] = []
    for (index, member) in members.enumerated() where !isReplaced(member.town, member.village) {
      kept[index] = rest.count
      rest.append(member)
    }
    members = rest
    returns = returns.compactMap { payment in
      kept[payment.member].map {
        var payment = payment
        payment.member = $0
        return payment
      }
    }
    aggregates.removeAll { isReplaced($0.town, $0.village) }
    // Names that nobody knows are no rest of a document: the newer one has them right.
    if members.allSatisfy({ $0.village < 0 }), aggregates.allSatisfy({ $0.isVillage && $0.village < 0 }) {
      (members, aggregates) = ([], [])
    }
    // What the whole table adds up to is no longer there, nor what was wrong with what is replaced.
    totals.removeAll { $0.isGrand || replaced.towns.contains($0.town) }
    discrepancies.removeAll { finding in
      isReplaced(Int32(finding.subject.town ?? -1), Int32(finding.subject.village ?? -1))
    }
    towns.subtract(replaced.towns.map(Int.init))
  }
}
