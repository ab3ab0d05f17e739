import Domain

/// DZ302: whoever stands in a village's roster as holding no other post is paid for each month of the term that the county has lists of.
/// A list of the whole period states each one's months itself (DZ403); lists of parts leave somebody out in silence.
func listedAndPaidInPart(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let notes = county.notesOfTerm
  return county.rosterOf.keys.sorted().flatMap { village -> [Discrepancy] in
    // Where a village's own lists lack a month that is told of the village.
    let covered = county.monthsOfLists(ofVillage: village)
    // Another town may send a list of the year.
    let lists = Set((county.membersOf[village] ?? []).map { county.records.members[$0].source.index })
    guard lists.allSatisfy({ county.records.sources[$0].part != nil }) else { return [] }
    let heads = county.certainHeads(ofVillage: village)
    let payments = Dictionary(
      grouping: county.rosterRecords(ofVillage: village).sorted { $0.key < $1.key }, by: \.value
    ).mapValues { $0.map(\.key) }
    return payments.sorted { $0.key < $1.key }.compactMap { roster, paid in
      let member = county.records.members[roster]
      let note = notes[roster]
      guard note?.date != nil || !member.hasNote, member.isConcurrent != true,
        policy.rules.allSatisfy({ !$0.exclusion.excludes(member) }),
        paid.allSatisfy({ county.records.members[$0].isConcurrent != true && !county.records.members[$0].hasNote })
      else { return nil }
      let spans = paid.map { county.memberFigures[$0]?.span }
      guard !spans.contains(nil) else { return nil }
      let months = Set(spans.compactMap(\.self).flatMap(\.self))
      let term = policy.months(ofTerm: member.noted(by: note)).filter { covered.contains(policy.calendar[$0]) }
      let missing = term.filter { !months.contains($0) }
      // Who is paid nothing at all is told elsewhere; who came later than the roster says, at the list's own cell.
      guard !missing.isEmpty, !months.isEmpty, months.isSubset(of: term) else { return nil }
      // Where all seats are paid in these months, somebody else sat there before.
      let isReplaced = missing.allSatisfy { month in
        heads.map { $0[month] >= policy.rules(in: policy.calendar[month]).quota } ?? false
      }
      if isReplaced { return nil }
      let due = policy.rounded(missing.reduce(.zero) { $0 + policy.rate(in: policy.calendar[$1]) })
      let names = missing.map { "\(policy.calendar[$0])" }.joined(separator: "、")
      let first = county.records.members[paid[0]]
      return Discrepancy(
        .headcountMismatch, severity: .warning, subject: county.subject(member), period: county.period,
        field: Field.months.rawValue,
        spots: [
          .init(county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked),
          .init(county.source(first.source).place(.name, row: Int(first.row)), raw: first.name.masked),
        ],
        gap: .money(expected: due, actual: .zero), touches: [.heads, .due],
        zh:
          "花名册中的\(member.name.masked)任职 \(term.count) 个月，各期发放表只有 \(term.count - missing.count) 个月（缺 \(names)）：缺的月份未计入，如应发放请补列，如离任请在花名册注明",
        en:
          "\(member.name.masked) of the roster is in office for \(term.count) month(s), and the lists pay \(term.count - missing.count) (\(missing.count) missing, from \(policy.calendar[missing[0]])): not counted; add the rows, or say in the roster when the term ended"
      )
    }
  }
}
