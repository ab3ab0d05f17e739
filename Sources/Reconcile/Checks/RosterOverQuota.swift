import Domain

/// DZ303: a village's roster has more members in office at once, all year, than there are seats, though its payment list pays no more: one of
/// them may be no member, and is asked about: a warning. Who may have left or come, by a date or a note, is none too many; and where most
/// villages' rosters have more, they list whole committees, of whom the fund pays some.
func rosterOverQuota(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  guard let quota = policy.rules.map(\.quota).max(),
    county.rosterOf.values.count(where: { $0.count > quota }) * 2 < county.rosterOf.count
  else { return [] }
  return county.rosterOf.keys.sorted().compactMap { village in
    let roster = county.rosterOf[village] ?? []
    guard roster.count > quota, roster.count <= 2 * quota, let paid = county.membersOf[village],
      county.certainHeads(ofVillage: village)?.max() ?? .max <= quota
    else { return nil }
    let members = roster.map { county.records.members[$0] }
    let isCertain = members.allSatisfy { member in
      !member.hasNote && !member.name.text.isEmpty
        && policy.months(ofTerm: member, within: county.source(member.source).part).count == policy.months
    }
    // Whom the list has and the roster lacks may have come for one of these.
    let matched = Set(county.rosterRecords(ofVillage: village).keys)
    guard isCertain, Set(members.map(\.name)).count == members.count, paid.allSatisfy(matched.contains) else {
      return nil
    }
    return Discrepancy(
      .overQuota, severity: .warning, subject: county.subject(village: village), period: county.period, field: "roster",
      spots: members.map { member in
        .init(county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked)
      },
      gap: .counts(expected: quota, actual: members.count, unit: "人"), level: .village, touches: [],
      zh: "花名册列 \(members.count) 人，超过每村 \(quota) 人的员额；已离任的请写明离任时间",
      en:
        "the roster lists \(members.count); the quota is \(quota) a village: say when those left who are no longer in office"
    )
  }
}
