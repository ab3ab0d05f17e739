import Domain

/// DZ607–609: nobody is paid after leaving office or dying, nor beside another public payroll, by the lists that are given.
func listedElsewhere(_ county: CountyCase) -> [Discrepancy] {
  guard !county.lists.isEmpty else { return [] }
  // Whose number the payment list leaves out is known by the roster.
  var roster: [Int: Int] = [:]
  for village in county.rosterOf.keys { roster.merge(county.rosterRecords(ofVillage: village)) { a, _ in a } }
  var found: [Discrepancy] = []
  for (index, member) in county.records.members.enumerated() {
    guard let figures = county.memberFigures[index] else { continue }
    let known = member.id == nil ? roster[index].map { county.records.members[$0] } ?? member : member
    guard let id = known.id else { continue }
    for list in county.lists {
      guard let entry = list.persons[id],
        let one = paidAfter(entry, list.kind, county, member, known, figures)
      else { continue }
      found.append(one)
    }
  }
  return found
}

private func paidAfter(
  _ entry: EvidenceList.Entry, _ kind: EvidenceListKind, _ county: CountyCase, _ member: MemberRecord,
  _ known: MemberRecord, _ figures: MemberFigures
) -> Discrepancy? {
  let policy = county.policy
  guard let paid = figures.span else { return nil }
  // The month of the date itself is still paid to whoever left or died in it, as the policy's part months say;
  // another payroll pays from its month on.
  var last = 0
  if let date = entry.date {
    var until = member
    (until.end, until.endDay) = (date.month, Int8(date.day))
    if kind == .payroll { (until.end, until.endDay) = (date.month.advanced(by: -1), 0) }
    last = policy.months(ofTerm: until).upperBound
  }
  let after = paid.filter { $0 >= last }
  guard !after.isEmpty else { return nil }
  let over = after.reduce(Money.zero) { $0 + policy.rate(in: policy.calendar[$1]) }
  let (code, zh, en): (Code, String, String) =
    switch kind {
    case .leftOffice: (.leftOfficePaid, "离任名单", "left office")
    case .deceased: (.deceasedPaid, "死亡名单", "died")
    case .payroll: (.otherPayroll, "财政供养名单", "is on another payroll")
    }
  let source = county.source(known.source)
  var subject = county.subject(member)
  (subject.person, subject.detail) = (known.id, "")
  let date = entry.date.map { "\($0)" }
  return Discrepancy(
    code, subject: subject, period: county.period, field: Field.months.rawValue,
    spots: [
      .init(source.place(.idNumber, row: Int(known.row)), raw: known.id?.masked ?? "", parsed: "\(paid.count)"),
      .init(entry.place, raw: known.id?.masked ?? "", parsed: date ?? ""),
    ],
    gap: .money(expected: (figures.due ?? .zero) - over, actual: figures.due ?? .zero), level: .row,
    zh: "在\(zh)中（\(date ?? "未写日期")），其后仍计发 \(after.count) 个月、\(over.grouped) 元",
    en:
      "by the list, the person \(en) (\(date ?? "no date is stated")); \(after.count) later month(s), \(over.grouped) yuan, are still paid"
  )
}
