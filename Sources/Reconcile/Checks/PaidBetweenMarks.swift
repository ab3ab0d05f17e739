import Domain

/// DZ606: whoever holds the other post by a list before and by a list after one that pays him or her most likely held it then too: a post that is
/// given up stays given up, and one that is taken up was not held before. Several such lists together are a time without the post; and a list
/// that has the name twice may mean somebody else. What a roster says is held against the lists elsewhere.
func paidBetweenMarks(_ county: CountyCase) -> [Discrepancy] {
  guard county.policy.rules.allSatisfy({ $0.exclusion == .marked }) else { return [] }
  return county.membersOf.keys.sorted().filter { county.rosterOf[$0] == nil }.flatMap { village in
    let lists = (county.membersOf[village] ?? []).compactMap { index in
      let member = county.records.members[index]
      return county.records.isLater(index) ? nil : county.source(member.source).part.map { (member: member, part: $0) }
    }
    let own = Dictionary(grouping: lists, by: \.member.name)
    return lists.compactMap { list -> Discrepancy? in
      let member = list.member
      guard member.isConcurrent == false, let paid = member.amount.money ?? member.due.money, paid.fen > 0 else {
        return nil
      }
      let others = (own[member.name] ?? []).filter { other in
        other.member.id == nil || member.id == nil || other.member.id == member.id
      }
      guard others.count(where: { $0.part == list.part }) == 1,
        let before = others.filter({ $0.part.upperBound < list.part.lowerBound })
          .max(by: { $0.part.upperBound < $1.part.upperBound }),
        let after = others.filter({ $0.part.lowerBound > list.part.upperBound })
          .min(by: { $0.part.lowerBound < $1.part.lowerBound }),
        before.member.isConcurrent == true, after.member.isConcurrent == true
      else { return nil }
      func spot(_ member: MemberRecord, _ field: Field, _ raw: String) -> Discrepancy.Spot {
        .init(county.source(member.source).place(field, row: Int(member.row)), raw: raw)
      }
      return Discrepancy(
        .dualPostPaid, subject: county.subject(member), period: "\(list.part.lowerBound)—\(list.part.upperBound)",
        field: Field.concurrent.rawValue,
        spots: [
          spot(member, .concurrent, "否"), spot(member, member.amount.money == nil ? .due : .amount, "\(paid)"),
          spot(before.member, .concurrent, "是"), spot(after.member, .concurrent, "是"),
        ],
        gap: .money(expected: .zero, actual: paid), level: .row, touches: [.concurrent, .heads, .due, .stated],
        zh: "前后各期都标明兼任，只有这一期未标并发放 \(paid.grouped) 元：请核对",
        en:
          "marked as holding the other post by the lists before and after, and paid \(paid.grouped) yuan by this one alone: check it"
      )
    }
  }
}
