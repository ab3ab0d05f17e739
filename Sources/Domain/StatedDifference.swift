/// Why what a county states differs from what it is due.
extension [Discrepancy] {
  /// Of findings of a county, those for which what it states differs from what it is due: what was paid otherwise than it is due, cannot
  /// be read, or is left out. A village that counts for neither explains nothing.
  public func reasonsOfStated(among positions: [Int]) -> [Int] {
    // One amount at one cell is told once: what is due there says more than that it is no multiple of the rate.
    let told = Set(positions.compactMap { self[$0].code == .dueVsPaid ? self[$0].spots.first?.place : nil })
    return positions.filter { position in
      let finding = self[position]
      if finding.code == .notMultipleOfRate, let place = finding.spots.first?.place, told.contains(place) {
        return false
      }
      // A blank amount is worth a look only, yet it is not in the sum.
      let isBlankAmount = finding.code == .missingNotZero && finding.field == Field.amount.rawValue
      let isWrong = finding.severity >= .error || finding.severity == .warning && isBlankAmount
      return isWrong && finding.causes.isEmpty && finding.touches.contains(.stated)
        && (finding.touches.contains(.beside) || !finding.touches.contains(.villages))
        && finding.code != .duplicateVillageRow
        // Whoever is one too many is in what is due as in what is stated.
        && !(finding.code == .overQuota && finding.field == "members")
    }
  }

  /// Findings of one kind about one village are read as one: the first of them and all that are like it, in order.
  public func likened(_ positions: [Int]) -> [[Int]] {
    var groups: [[Int]] = []
    var groupOf: [KindOfFinding: Int] = [:]
    for position in positions {
      let finding = self[position]
      guard let village = finding.subject.village, finding.subject.person == nil else {
        groups.append([position])
        continue
      }
      let kind = KindOfFinding(code: finding.code, field: finding.field, village: village)
      if let group = groupOf[kind] {
        groups[group].append(position)
      } else {
        groupOf[kind] = groups.count
        groups.append([position])
      }
    }
    return groups.map { group in group.sorted { (self[$0].period, $0) < (self[$1].period, $1) } }
  }

  /// What of the differences between what counties state and what they are due findings cannot come to, be they worth as much as they
  /// can be, by position of the county; each under the policy as it stands for it.
  public func restsOfStated(of counties: [CountyFigures], under policy: Policy, register: Register) -> [Int: Difference
    .Rest]
  {
    var gaps: [Int: Money] = [:]
    for county in counties where county.status == .current {
      if let due = county.tally.due, let stated = county.tally.stated, due != stated {
        gaps[county.county] = stated - due
      }
    }
    guard !gaps.isEmpty else { return [:] }
    var own: [Int: [Int]] = [:]
    for position in indices {
      if let county = self[position].subject.county, gaps[county] != nil { own[county, default: []].append(position) }
    }
    return gaps.reduce(into: [:]) { found, entry in
      let county = register.counties[entry.key]
      found[entry.key] = rest(
        of: entry.value, among: own[entry.key] ?? [], policy.applied(toCounty: county.name, code: county.code) ?? policy
      )
    }
  }

  /// Whether a finding holds what is stated against what is due, so that it says itself how much of the difference it is.
  private static func isOfBothSums(_ finding: Discrepancy) -> Bool {
    finding.code == .dueVsPaid || finding.code == .roundingResidual && finding.field == Field.amount.rawValue
  }

  /// The rest of a county's difference by its findings; nil where they may be all of it.
  ///
  /// One row's difference may be told at the row and again at a sum above it, so a finding is taken to explain anything between
  /// nothing and what it says; of what compares neither sum, nobody knows how much is in either.
  private func rest(of gap: Money, among positions: [Int], _ policy: Policy) -> Difference.Rest? {
    let worth = Worth(policy)
    var (low, high, isAll) = (Int128(0), Int128(0), true)
    for finding in positions.lazy.map({ self[$0] })
    where finding.causes.isEmpty && (!finding.isTie || Self.isOfBothSums(finding)) {
      // Payments of other years, and such as came back, are in what is stated and may be of any amount.
      if [.backPayment, .paymentReturned, .paidOutsidePeriod].contains(finding.code) { return nil }
      guard Self.isOfBothSums(finding) || !finding.touches.isDisjoint(with: [.heads, .due, .stated]) else { continue }
      isAll = false
      if Self.isOfBothSums(finding), let effect = worth.effect(of: finding) {
        if effect.fen < 0 { low += Int128(effect.fen) } else { high += Int128(effect.fen) }
        continue
      }
      guard finding.level <= .village, let most = worth.most(of: finding) else { return nil }
      // A wrong rate is wrong in each month.
      let bound = Int128(most.fen) * Int128(finding.code == .rateMismatch ? Swift.max(1, policy.months) : 1)
      low -= bound
      high += bound
    }
    let fen = Int128(gap.fen)
    let amount = fen > high ? fen - high : fen < low ? fen - low : 0
    guard amount != 0, let rest = Int64(exactly: amount) else { return nil }
    let money = Money(fen: rest)
    return Difference.Rest(amount: money, isLeast: !isAll, guess: isAll ? inHeads(money, policy) : nil, isAll: isAll)
  }
}

private struct KindOfFinding: Hashable {
  var code: Code
  var field: String
  var village: Int
}
