import Domain

/// Lists that say something else of the county's people than who is of the committee and paid: they count nobody.
extension CountyReader {
  /// Sets aside lists that are by their titles of another body or subsidy, where the committee's own list has their villages: of others,
  /// or of some of its members only.
  mutating func setAsideOtherLists() {
    let isOther = { (table: TableRecords) in
      table.source.subject != .own && table.source.purpose == .whole && !table.members.isEmpty
    }
    let own = tables.filter { !isOther($0) && !$0.members.isEmpty && !$0.isOfPosts }
    guard !own.isEmpty, tables.contains(where: isOther) else { return }
    let persons = Persons(own.flatMap(\.members))
    func isBeside(_ list: TableRecords) -> Bool {
      let villages = Set(list.members.lazy.filter { $0.village >= 0 }.map(\.village))
      let known = list.members.count { !persons.find($0).isEmpty }
      let sameKind = own.filter { $0.source.kind == list.source.kind && $0.source.overlaps(list.source) }
      // A list that states no pay is of no payment of this fund's, whatever kind that sends; one that says who holds another post, or since
      // when, may be its roster, whatever the county calls the subsidy.
      let saysPosts = [Field.concurrent, .start, .end].contains { list.source.columns[$0] != nil }
      let isOfAll =
        [.others, .occasion].contains(list.source.subject) || list.source.kind == .roster && !saysPosts
      let others = (isOfAll ? own : sameKind).flatMap(\.members)
        .filter { villages.contains($0.village) }
      guard villages.isSubset(of: others.lazy.map(\.village)), !others.isEmpty else { return false }
      switch list.source.subject {
      // This subsidy's own states months or its rate.
      case .payment:
        return known * 2 > list.members.count && list.source.columns[.months] == nil
          && list.source.columns[.rate] == nil && list.source.part == nil
      case .occasion: return known * 2 > list.members.count && list.source.kind == .roster
      // Nobody whom the committee's own list names, or few of its people.
      case .others where known * 5 > list.members.count:
        return !sameKind.isEmpty && others.count >= 2 * list.members.count
      default: return known * 5 <= list.members.count
      }
    }
    let set = tables.map { isOther($0) && isBeside($0) }
    for (list, isSet) in zip(tables, set) where isSet {
      // A name that says nothing may be this fund's all the same.
      let isOpen = list.source.subject == .unknown
      let isPaid = list.source.kind == .paymentList && list.source.subject != .occasion
      out.discrepancies.append(
        notUsed(
          Place(file: list.source.file, sheet: list.source.sheet), severity: isOpen ? .error : isPaid ? .warning : nil,
          county: county, period: context.policy.period,
          zh: "按标题是别的人员、款项或用途的表，村务监督委员会另有表" + (isPaid || isOpen ? "；如属本项补贴，请改标题后重报" : ""),
          en:
            "by its title it is of other people, another payment or another purpose, and the committee has a list of its own"
            + (isPaid || isOpen ? "; if it is this subsidy's, change its title and send it again" : "")))
    }
    tables = zip(tables, set).filter { !$0.1 }.map(\.0)
  }
}
