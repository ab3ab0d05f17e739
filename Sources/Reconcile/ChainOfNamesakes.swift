import Domain

// One person whose number is blank or nobody's in some months' lists.
extension Chain {
  /// Joins a village's records of one name whose months stand beside one another, where numbers tell no two persons: one of them has none, or
  /// one that is nobody's. Where the roster has two of the name, nobody can say whose a record without a number is. How many records are no
  /// longer a person's first.
  mutating func joinNamesakes(_ members: [Int]) -> Int {
    let firsts = members.filter { index in
      firstOfPerson[index] == nil && !records.isLater(index) && !records.members[index].name.text.isEmpty
    }
    let village = members.first.map { Int(records.members[$0].village) }
    let listed = Dictionary(grouping: village.flatMap { rosterOf[$0] } ?? []) { records.members[$0].name }
    let named = Dictionary(grouping: firsts) { records.members[$0].name }.filter { name, records in
      records.count > 1 && listed[name]?.count ?? 0 < 2
    }.values
    var joined = 0
    for group in named.sorted(by: { $0[0] < $1[0] }) where group.count <= policy.months {
      var left = group
      while let (first, other) = namesakes(among: left) {
        join(other, to: first)
        left.removeAll { $0 == other }
        joined += 1
      }
    }
    return joined
  }

  /// Two records that are one person's: of several that a number may be mistaken for, none is likelier than the others.
  private func namesakes(among firsts: [Int]) -> (first: Int, other: Int)? {
    for index in firsts {
      let all = firsts.filter { $0 != index && areOne(index, $0) }
      let byAccount = all.filter { isOneAccount(index, $0) }
      let known = all.filter(isKnown)
      let one = byAccount.count == 1 ? byAccount[0] : known.count == 1 ? known[0] : all.count == 1 ? all[0] : nil
      guard let one else { continue }
      // The number that is somebody's tells who it is.
      let (first, other) = (min(index, one), max(index, one))
      return isKnown(other) && !isKnown(first) ? (other, first) : (first, other)
    }
    return nil
  }

  private func areOne(_ a: Int, _ b: Int) -> Bool {
    let (one, other) = (records.members[a].account, records.members[b].account)
    guard one == nil || other == nil || one == other, !isKnown(a) || !isKnown(b) else {
      return false
    }
    let others = all(of: b)
    return !all(of: a).contains { own in others.contains { overlap(own, $0) || haveTermsApart(own, $0) } }
  }

  /// Whether stated terms make two persons of two records, whose beginnings differ or one of whom left before the other came.
  private func haveTermsApart(_ a: Int, _ b: Int) -> Bool {
    let (one, other) = (records.members[a], records.members[b])
    if one.left(before: other) || other.left(before: one) { return true }
    guard let start = one.start, let since = other.start, !isOneAccount(a, b) else { return false }
    return start != since
  }

  private func isOneAccount(_ a: Int, _ b: Int) -> Bool {
    records.members[a].account != nil && records.members[a].account == records.members[b].account
  }

  /// Whether a member has a number that can be somebody's: one whose date of birth does not exist, or is a child's, is a slip.
  private func isKnown(_ index: Int) -> Bool {
    guard let id = records.members[index].id, id.hasValidCheck else { return false }
    return id.age(at: policy.until).map { $0 >= policy.plausibleAges.lowerBound } ?? false
  }

  private func all(of first: Int) -> [Int] { [first] + (recordsOfPerson[first] ?? []) }

  private mutating func join(_ other: Int, to first: Int) {
    let own = all(of: other)
    recordsOfPerson[other] = nil
    recordsOfPerson[first, default: []] += own
    for index in own { firstOfPerson[index] = first }
  }
}

extension MemberRecord {
  /// Whether a member's stated end is before the stated beginning of another.
  func left(before other: MemberRecord) -> Bool {
    guard let end, let since = other.start, start != since else { return false }
    return end <= since
  }
}
