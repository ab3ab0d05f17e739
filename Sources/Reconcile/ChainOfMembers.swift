import Domain

/// A village's figures by its members' rows.
extension Chain {
  mutating func countMembers(_ members: [Int], into tally: inout Tally) {
    // What is paid later goes on where the other list ends.
    let members = members.filter { !records.isLater($0) } + members.filter(records.isLater)
    tally.listed = members.count - joinPersons(members)
    var counted: (excluded: Set<Int>, paid: Set<Int>) = ([], [])
    var excluded = 0
    var knowsFlags = false
    // Where posts exclude, who holds none of them is told not to be excluded by holding another.
    let isByRole = policy.rules.contains { if case .roles = $0.exclusion { true } else { false } }
    var eligible = 0
    var personMonths = 0
    var due = Money.zero
    for index in members {
      let member = records.members[index]
      if member.isConcurrent != nil || (isByRole && !member.role.isEmpty) { knowsFlags = true }
      let figures = self.member(index)
      memberFigures[index] = figures
      let person = firstOfPerson[index] ?? index
      if figures.isExcluded, counted.excluded.insert(person).inserted { excluded += 1 }
      guard let months = figures.months, months > 0 else { continue }
      if counted.paid.insert(person).inserted { eligible += 1 }
      personMonths += months
      due += figures.due ?? .zero
    }
    tally.concurrent = knowsFlags ? excluded : nil
    tally.eligible = eligible
    tally.personMonths = personMonths
    tally.due = due
  }

  /// How many whom a village's roster excludes stand in none of its payment lists, by number and by name. Who left before the period is none
  /// of them; and whom the list marks, in another spelling or in place of who left, is no second one: seats and marks set the bounds.
  func excluded(of roster: [Int], besides paid: [Int], _ tally: Tally) -> Int {
    let paid = paid.map { records.members[$0] }
    let marked = roster.map { records.members[$0] }.filter { isExcluded($0) && !policy.months(ofTerm: $0).isEmpty }
    let missing = marked.count { member in
      !paid.contains { $0.name == member.name || $0.id != nil && $0.id == member.id }
    }
    let known = tally.concurrent ?? 0
    let seats = max(policy.rules.map(\.quota).max() ?? policy.quota, tally.listed ?? 0)
    return max(0, min(missing, marked.count - known, seats - (tally.eligible ?? 0) - known))
  }

  /// Joins the records of persons who stand in several months' lists; how many records are not a person's first.
  private mutating func joinPersons(_ members: [Int]) -> Int {
    guard
      members.contains(where: {
        records.sources[records.members[$0].source.index].part != nil || records.isLater($0)
          || records.members[$0].end != nil
      })
    else { return 0 }
    // Of namesakes without numbers each list's first is one, and its second the other.
    var firsts: [PersonInCounty: [Int]] = [:]
    // How many of them a list has nothing to join to any more: many persons of one masked name are not looked through again.
    var done: [PersonInCounty: [Int: Int]] = [:]
    var others = 0
    for index in members {
      let member = records.members[index]
      let person = PersonInCounty(member)
      let known = firsts[person] ?? namesake(ofLater: index, members).map { [$0] } ?? []
      let begin = done[person]?[member.source.index] ?? 0
      // The same months twice are two payments, not one person's months; but what is paid later is of whatever months are open.
      guard
        let position = known.indices.dropFirst(begin).first(where: { position in
          !([known[position]] + (recordsOfPerson[known[position]] ?? [])).contains { other in
            records.isLater(index) == records.isLater(other) && overlap(index, other)
          }
        })
      else {
        // One of a list of later payments may still join what is the list's own first.
        if !records.isLater(index) { done[person, default: [:]][member.source.index] = known.count }
        firsts[person, default: []].append(index)
        continue
      }
      let first = known[position]
      if firsts[person] != nil { done[person, default: [:]][member.source.index] = position }
      recordsOfPerson[first, default: []].append(index)
      firstOfPerson[index] = first
      others += 1
    }
    return others + joinNamesakes(members)
  }

  /// Whom of the village's other lists a list of later payments means that has no ID number where those have one, or the other way.
  private func namesake(ofLater index: Int, _ members: [Int]) -> Int? {
    guard records.isLater(index) else { return nil }
    let member = records.members[index]
    return members.first { other in
      !records.isLater(other) && records.members[other].name == member.name
        && (member.id == nil || records.members[other].id == nil)
    }
  }

  func overlap(_ a: Int, _ b: Int) -> Bool {
    let (one, other) = (records.members[a], records.members[b])
    return records.sources[one.source.index].overlaps(records.sources[other.source.index])
      && !policy.hasTermsApart(one, other)
  }

  func joined(_ member: MemberFigures, _ others: [Int]) -> MemberFigures {
    var whole = member
    whole.others = others
    for figures in others.compactMap({ memberFigures[$0] }) {
      whole.months = whole.months.flatMap { a in figures.months.map { a + $0 } }
      whole.due = whole.due.flatMap { a in figures.due.map { a + $0 } }
    }
    return whole
  }
}

extension Policy {
  /// Whether two rows are one person's in a village, one after the other: a member until March, the chair from April.
  func hasTermsApart(_ a: MemberRecord, _ b: MemberRecord) -> Bool {
    guard a.id != nil, a.id == b.id, a.village >= 0, a.village == b.village else { return false }
    let (one, other) = (months(ofTerm: a), months(ofTerm: b))
    return !one.isEmpty && !other.isEmpty && !one.overlaps(other)
  }
}
