import Domain

/// One village in two documents.
extension CausesByFigures {
  private func tally(of finding: Discrepancy) -> Tally? { finding.subject.village.flatMap(county.tally) }

  /// Whether some seat of a village may stand empty in a finding's month.
  private func mayStandEmpty(_ finding: Discrepancy) -> Bool {
    guard let village = finding.subject.village, let month = YearMonth(finding.period),
      let position = county.policy.calendar.firstIndex(of: month),
      let heads = county.certainHeads(ofVillage: village), heads.indices.contains(position)
    else { return true }
    return heads[position] < county.policy.rules(in: month).quota
  }

  /// DZ302, DZ303, DZ402: what a summary or monthly return repeats of the list's, or has right where the list is wrong.
  func explainVillages(_ discrepancies: inout [Discrepancy]) {
    struct Known {
      var heads: [Int] = []
      var money: [Int] = []
    }
    var known: [Int: Known] = [:]
    var open: [Int] = []
    var due: [Place: (index: Int, more: Money)] = [:]
    for index in discrepancies.indices where discrepancies[index].severity >= .warning {
      guard let village = discrepancies[index].subject.village else { continue }
      if case .money(let expected, let actual) = discrepancies[index].gap, discrepancies[index].code == .dueVsPaid,
        let place = discrepancies[index].spots.first?.place
      {
        due[place] = (index, actual - expected)
      }
      let code = discrepancies[index].code
      if code == .vacancy {
        known[village, default: Known()].heads.append(index)
      } else if isOfBasis(discrepancies[index]) {
        if code == .overQuota { known[village, default: Known()].heads.append(index) }
        if code == .dueVsPaid { known[village, default: Known()].money.append(index) }
      } else if discrepancies[index].severity >= .error, discrepancies[index].causes.isEmpty,
        [.headcountMismatch, .overQuota, .notMultipleOfRate].contains(code)
          || code == .dueVsPaid
            && (YearMonth(discrepancies[index].period) != nil || discrepancies[index].level == .village)
      {
        open.append(index)
      }
    }
    for index in open {
      guard let known = discrepancies[index].subject.village.flatMap({ known[$0] }) else { continue }
      let causes: [Int]
      switch discrepancies[index].gap {
      case .counts(let expected, let actual, "人"):
        causes = known.heads.filter { cause in
          guard case .counts(let seats, let listed, "人") = discrepancies[cause].gap else { return false }
          // Of empty seats those that are left: who is excluded is counted by neither.
          if discrepancies[cause].code == .vacancy {
            return expected - actual == seats - listed && tally(of: discrepancies[index])?.eligible == actual
          }
          return (expected, actual) == (seats, listed) || (expected, actual) == (listed, seats)
        }
      case .money(let due, let paid) where discrepancies[index].code == .dueVsPaid:
        guard let rate = YearMonth(discrepancies[index].period).map(county.policy.rate) else {
          // A whole year's pay beside seats that stand empty for some or all of it.
          guard let rate = county.policy.singleRate else { continue }
          causes = known.heads.filter { cause in
            guard discrepancies[cause].code == .vacancy, discrepancies[cause].field == "members",
              case .counts(let seats, let listed, let unit) = discrepancies[cause].gap
            else { return false }
            return paid - due == rate * ((seats - listed) * (unit == "人" ? county.policy.months : 1))
          }
          if !causes.isEmpty { discrepancies[index].causes = causes }
          continue
        }
        causes = known.heads.filter { cause in
          guard case .counts(let seats, let listed, let unit) = discrepancies[cause].gap else { return false }
          if unit == "人" { return paid - due == rate.multiplied(by: seats - listed) }
          // Of seats that stand empty in some months it is one of these.
          return paid - due == rate && seats > listed && mayStandEmpty(discrepancies[index])
        }
      case .money:
        // An amount that is no whole months' is the list's own sum.
        guard let own = discrepancies[index].spots.first.flatMap({ due[$0.place] }) else { continue }
        let listed = known.money.reduce(Money.zero) { sum, cause in
          guard case .money(let expected, let actual) = discrepancies[cause].gap else { return sum }
          return sum + (actual - expected)
        }
        causes = own.more == listed ? known.money : []
      default: continue
      }
      if !causes.isEmpty { discrepancies[index].causes = causes }
    }
  }
}
