import Domain

// What a member is due: the months of a term, or of a list, at each month's rate, rounded as the policy says.
extension Chain {
  /// Whether the policy excludes a member in every month of the period.
  func isExcluded(_ member: MemberRecord) -> Bool {
    policy.rules.allSatisfy { $0.exclusion.excludes(member) }
  }

  /// What one member is due under the policy.
  mutating func member(_ index: Int) -> MemberFigures {
    let member = records.members[index]
    if isExcluded(member) { return MemberFigures(record: index, months: 0, due: .zero, isExcluded: true) }
    let part = records.sources[member.source.index].part
    let term = policy.months(ofTerm: member, within: part)
    if records.isLater(index), let first = firstOfPerson[index] { return paidLater(index, after: first, within: part) }
    guard !policy.rules.contains(where: { $0.exclusion.excludes(member) }) else {
      return memberOfChangingRules(index, term: term)
    }
    let longest = part.map { Int($0.upperBound.index - $0.lowerBound.index) + 1 } ?? policy.months
    let months: Int?
    switch member.months {
    case .value(let value): months = min(max(0, Int(value)), longest)
    case .missing, .notApplicable, .unreadable: months = nil
    case .absent: months = monthsByAmount(member, term: term, longest: longest) ?? term.count
    }
    guard let months else { return MemberFigures(record: index, months: nil, due: nil, isExcluded: false) }
    // Months are laid from the beginning of the term; where they reach past the list's end, they end with it.
    let end = part.map { Int($0.upperBound.index - policy.from.index) + 1 } ?? policy.months
    let first = max(0, min(term.lowerBound, end - months))
    guard policy.singleRate == nil, months < term.count else { return paid(index, in: first..<first + months) }
    let stated = member.due.money ?? member.amount.money
    return paid(
      index,
      in: policy.months(
        months, within: term, atRate: member.rate.money, comingTo: member.rate == .absent ? stated : nil))
  }

  /// What is paid later is of months that are open, those behind the paid ones first, and of its list's own at the earliest; an amount
  /// that is no whole months' pay, as a difference of rates, is of no months.
  private mutating func paidLater(_ index: Int, after first: Int, within part: ClosedRange<YearMonth>?) -> MemberFigures
  {
    let member = records.members[index]
    let before = ([first] + (recordsOfPerson[first] ?? [])).compactMap { memberFigures[$0]?.span }
    let last = before.map(\.upperBound).max() ?? 0
    // What a month's list makes up besides its own is of the months that it names.
    let source = records.sources[member.source.index]
    let isMadeUp = records.sources.contains {
      $0.purpose != .later && $0.sheet == source.sheet && $0.file == source.file
    }
    let open = calendar.indices.filter { position in
      !before.contains { $0.contains(position) }
        && part.map { $0.lowerBound <= calendar[position] && (!isMadeUp || calendar[position] <= $0.upperBound) }
          ?? true
    }
    let months = open.filter { $0 >= last } + open.filter { $0 < last }
    let amount = member.amount.money ?? member.due.money
    let byAmount = (0...months.count).first { count in
      policy.rounded(months.prefix(count).reduce(.zero) { $0 + rates[$1] }) == amount
    }
    let count = member.months.count.map { max(0, $0) } ?? byAmount ?? 0
    return paid(index, in: months.prefix(count).sorted())
  }

  /// A list without months that states amounts states months too: those of the term that come to what it says is due, else to what
  /// it says is paid.
  private func monthsByAmount(_ member: MemberRecord, term: Range<Int>, longest: Int) -> Int? {
    guard let fen = member.due.value ?? member.amount.value, fen >= 0 else { return nil }
    if let rate = policy.singleRate?.fen, rate != 0, policy.rounding == .fen {
      return fen % rate == 0 ? min(Int(fen / rate), longest) : nil
    }
    var sum = Money.zero
    if fen == 0 { return 0 }
    for (count, position) in term.enumerated() {
      sum += rates[position]
      if policy.rounded(sum).fen == fen { return count + 1 }
    }
    return nil
  }

  /// A member whom the rules exclude in some months and not in others: the months of the term without exclusion are paid.
  private mutating func memberOfChangingRules(_ index: Int, term: Range<Int>) -> MemberFigures {
    let member = records.members[index]
    let open = term.filter { !policy.rules(in: calendar[$0]).exclusion.excludes(member) }
    let wanted = member.months.count.map { max(0, $0) } ?? (member.months == .absent ? open.count : nil)
    guard let wanted else { return MemberFigures(record: index, months: nil, due: nil, isExcluded: false) }
    return paid(index, in: open.prefix(wanted))
  }

  private mutating func paid(_ index: Int, in months: some BidirectionalCollection<Int>) -> MemberFigures {
    var due = Money.zero
    for position in months {
      heads[position] += 1
      dues[position] += rates[position]
      due += rates[position]
    }
    let whole = policy.rounded(due)
    // What rounding a person's amount adds or takes is told in the last month.
    if let last = months.last { dues[last] += whole - due }
    var figures = MemberFigures(record: index, months: months.count, due: whole, isExcluded: false)
    if let first = months.first { figures.firstMonth = first }
    return figures
  }
}
