import Domain

/// What is due by members whose amounts nobody states.
extension CountyCase {
  /// What is due by the terms of a village's members, where some are stated and no amounts, they are as many as a row says, and all is known
  /// of them; nil otherwise. A roster without terms says nothing of months.
  func dueByMembers(ofVillage village: Int, heads: Int?) -> Money? {
    guard let members = membersOf[village], let tally = tally(ofVillage: village), tally.eligible == heads,
      members.contains(where: { records.members[$0].start != nil || records.members[$0].end != nil }),
      members.allSatisfy({ records.members[$0].amount == .absent && memberFigures[$0]?.due != nil })
    else { return nil }
    return tally.due
  }

  /// The same of a town whose row states person-months, or as many heads: each of its villages has members, and some have terms.
  func dueByMembers(ofTown row: AggregateRecord) -> Money? {
    guard row.town >= 0 else { return nil }
    let villages = register.towns[Int(row.town)].villages.filter { register.villages[$0].kind == .village }
    let members = villages.map { membersOf[$0] ?? [] }
    guard !members.isEmpty, members.allSatisfy({ !$0.isEmpty }) else { return nil }
    let all = members.flatMap(\.self)
    guard all.contains(where: { records.members[$0].start != nil || records.members[$0].end != nil }),
      all.allSatisfy({ records.members[$0].amount == .absent && memberFigures[$0]?.due != nil })
    else { return nil }
    let paid = all.count { memberFigures[$0]?.due ?? .zero > .zero }
    guard row[.personMonths].count != nil || row[.eligible].count == paid else { return nil }
    return all.reduce(.zero) { $0 + (memberFigures[$1]?.due ?? .zero) }
  }

  /// Whether every amount of a town's members could be read: a sum with gaps proves nothing. A roster beside a payment list states none.
  func isComplete(town: Int) -> Bool {
    !records.members.contains { member in
      (town < 0 || member.town == Int32(town)) && member.amount.money == nil
        && !(source(member.source).kind == .roster && rosterOf[Int(member.village)] != nil)
    }
  }
}
