import Domain

/// What of two lists' members speaks against the newer one's being a correction of the other.
struct CorrectionDoubts {
  /// A village with as many members as before and now.
  typealias Village = (village: String, before: Int, after: Int)

  /// A village of which the newer list names some members only, each of them otherwise than before.
  private(set) var someChanged: Village?
  /// A village whose members the newer list knows none of: they may be others, and not a correction's.
  private(set) var strangers: Village?
  /// How many of the replaced members are gone from the newer list and had not left before the period.
  let gone: Int
  /// How many of these left within the period.
  let lostLeavers: Int
  /// How many persons stand in both with months, and for how many these come to no more than the period together.
  private(set) var addingUp = (fitting: 0, persons: 0)
  /// How many persons are paid in both, and how many of them at most half as much by the newer list.
  private(set) var paidLess = (halved: 0, persons: 0)
  /// Whether the newer list's members came into office after the replaced ones had left it.
  let isOfNextTerm: Bool

  init(from old: TableRecords, to new: TableRecords, replaced: Replaced, register: Register, policy: Policy) {
    let lists = (
      before: old.members.filter { replaced.holds($0.town, $0.village, in: register) },
      after: new.members.filter { replaced.holds($0.town, $0.village, in: register) }
    )
    let members = MemberPairs(from: lists.before, to: lists.after)
    isOfNextTerm = Self.follows(lists.after, lists.before, policy)
    gone = members.left.count { member in member.end.map { $0 >= policy.from } ?? true }
    lostLeavers = members.left.count { member in
      member.end.map { (policy.from...policy.until).contains($0) } ?? false
    }
    // Of two lists of one quarter, 2 months and 3 are no two payments.
    let most = old.source.part == new.source.part ? Correction.longest(old.source, policy) : policy.months
    for pair in members.pairs {
      if let was = pair.was?.amount.value, let now = pair.now.amount.value, was > 0, now > 0 {
        paidLess.persons += 1
        if now <= was / 2 { paidLess.halved += 1 }
      }
      guard let was = pair.was?.months.count, let now = pair.now.months.count, was > 0, now > 0 else { continue }
      addingUp.persons += 1
      if was + now <= most { addingUp.fitting += 1 }
    }
    let (before, after) = (Self.counts(lists.before), Self.counts(lists.after))
    func first(_ isDoubtful: (Int32, Int) -> Bool) -> Village? {
      after.filter { $0.key >= 0 && isDoubtful($0.key, $0.value) }.min { $0.key < $1.key }
        .map { (register.villages[Int($0.key)].name, before[$0.key] ?? 0, $0.value) }
    }
    let all = (Self.counts(old.members), Self.counts(new.members))
    let changed = Self.counts(members.pairs.filter(\.isChanged).map(\.now))
    let whollyChanged = Set(after.keys.filter { changed[$0] == after[$0] })
    if Self.isOfSome(all.0, all.1, whollyChanged) {
      someChanged = first { $1 < before[$0] ?? 0 && whollyChanged.contains($0) }
    }
    // Who sends all villages again knows who sits there now.
    if !Set(all.0.keys).isSubset(of: all.1.keys) {
      let ids = Set(lists.before.compactMap(\.id))
      let known = Set(
        members.pairs.filter { pair in pair.was != nil || pair.now.id.map(ids.contains) ?? false }.map(\.now.village))
      strangers = first { village, _ in before[village] ?? 0 > 0 && !known.contains(village) }
    }
  }

  /// Whether all of some members left office within the period, and the others came after them.
  private static func follows(_ new: [MemberRecord], _ old: [MemberRecord], _ policy: Policy) -> Bool {
    let (ends, starts) = (old.compactMap(\.end), new.compactMap(\.start))
    guard ends.count == old.count, starts.count == new.count, let last = ends.max(), let first = starts.min() else {
      return false
    }
    return last < first && policy.from <= last && first <= policy.until
  }

  /// Whether the newer list says of some only what it says: it leaves villages out, or most of those that lost nobody have rows as before.
  /// Where every row is changed, as by 11 months become 12, who is gone has left.
  private static func isOfSome(_ before: [Int32: Int], _ after: [Int32: Int], _ whollyChanged: Set<Int32>) -> Bool {
    if !Set(before.keys).isSubset(of: after.keys) { return true }
    let others = after.filter { $0.value >= before[$0.key] ?? 0 }.keys
    return others.count { !whollyChanged.contains($0) } * 2 > others.count
  }

  private static func counts(_ members: [MemberRecord]) -> [Int32: Int] {
    members.reduce(into: [:]) { $0[$1.village, default: 0] += 1 }
  }
}
