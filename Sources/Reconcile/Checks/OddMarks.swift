import Domain

/// DZ606: whoever holds the other post by a list before and by a list after one that pays him or her most likely held it then too: a post that is
/// given up stays given up, and one that is taken up was not held before. Several such lists together are a time without the post; and a list
/// that has the name twice may mean somebody else. What a roster says is held against the lists elsewhere.
func paidBetweenMarks(_ county: CountyCase) -> [Discrepancy] {
  oddMarks(county).compactMap { odd in
    guard odd.member.isConcurrent == false, let paid = odd.member.amount.money ?? odd.member.due.money, paid.fen > 0,
      odd.before.isConcurrent == true, odd.after.isConcurrent == true
    else { return nil }
    return Discrepancy(
      .dualPostPaid, subject: county.subject(odd.member), period: odd.period, field: Field.concurrent.rawValue,
      spots: [
        odd.spot(.concurrent, "否", in: county),
        odd.spot(odd.member.amount.money == nil ? .due : .amount, "\(paid)", in: county),
      ] + odd.spotsBeside("是", in: county),
      gap: .money(expected: .zero, actual: paid), level: .row, touches: [.concurrent, .heads, .due, .stated],
      zh: "前后各期都标明兼任，只有这一期未标并发放 \(paid.grouped) 元：请核对",
      en:
        "marked as holding the other post by the lists before and after, and paid \(paid.grouped) yuan by this one alone: check it"
    )
  }
}

/// DZ302, a warning: whoever is paid and not marked by the list before and by the list after one that marks and does not pay him or her may have
/// held the other post for that time alone, or be marked by mistake.
func markedBetweenPayments(_ county: CountyCase) -> [Discrepancy] {
  func isPaid(_ member: MemberRecord) -> Bool { (member.amount.value ?? member.due.value ?? 0) > 0 }
  return oddMarks(county).compactMap { odd in
    guard odd.member.isConcurrent == true, !isPaid(odd.member),
      [odd.before, odd.after].allSatisfy({ $0.isConcurrent == false && isPaid($0) })
    else { return nil }
    return Discrepancy(
      .headcountMismatch, severity: .warning, subject: county.subject(odd.member), period: odd.period,
      field: Field.concurrent.rawValue,
      spots: [odd.spot(.concurrent, "是", in: county)] + odd.spotsBeside("否", in: county), level: .row,
      touches: [.concurrent, .heads, .due], zh: "前后各期都未标兼任并已发放，只有这一期标明兼任、没有发放：请核对",
      en: "paid and not marked by the lists before and after; marked and not paid by this one alone: check it")
  }
}

/// A member's row in a list of some months, and the same person's in the nearest lists before and after.
private struct OddMark {
  var member: MemberRecord
  var period: String
  var before: MemberRecord
  var after: MemberRecord

  func spot(_ field: Field, _ raw: String, in county: CountyCase) -> Discrepancy.Spot {
    Self.spot(member, field, raw, county)
  }

  func spotsBeside(_ raw: String, in county: CountyCase) -> [Discrepancy.Spot] {
    [before, after].map { Self.spot($0, .concurrent, raw, county) }
  }

  private static func spot(
    _ member: MemberRecord, _ field: Field, _ raw: String, _ county: CountyCase
  ) -> Discrepancy.Spot {
    .init(county.source(member.source).place(field, row: Int(member.row)), raw: raw)
  }
}

/// Rows whose mark is not that of the same person's in the lists before and after, where no roster says who holds the other post.
private func oddMarks(_ county: CountyCase) -> [OddMark] {
  guard county.policy.rules.allSatisfy({ $0.exclusion == .marked }) else { return [] }
  return county.membersOf.keys.sorted().filter { county.rosterOf[$0] == nil }.flatMap { village in
    let lists = (county.membersOf[village] ?? []).compactMap { index in
      let member = county.records.members[index]
      return county.records.isLater(index) ? nil : county.source(member.source).part.map { (member: member, part: $0) }
    }
    guard Set(lists.map(\.member.isConcurrent)).count > 1 else { return [OddMark]() }
    let own = Dictionary(grouping: lists, by: \.member.name)
    return lists.compactMap { list -> OddMark? in
      let member = list.member
      let others = (own[member.name] ?? []).filter { other in
        other.member.id == nil || member.id == nil || other.member.id == member.id
      }
      guard others.count(where: { $0.part == list.part }) == 1,
        let before = others.filter({ $0.part.upperBound < list.part.lowerBound })
          .max(by: { $0.part.upperBound < $1.part.upperBound }),
        let after = others.filter({ $0.part.lowerBound > list.part.upperBound })
          .min(by: { $0.part.lowerBound < $1.part.lowerBound }),
        before.member.isConcurrent != member.isConcurrent, after.member.isConcurrent != member.isConcurrent
      else { return nil }
      return OddMark(
        member: member, period: "\(list.part.lowerBound)—\(list.part.upperBound)", before: before.member,
        after: after.member)
    }
  }
}
