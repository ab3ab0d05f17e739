import Domain

/// DZ302: a village's lists of parts of the year have one name under two valid ID numbers, never in the same month: most likely one person, who
/// then counts as two. Namesakes are paid beside one another; a roster says who they are.
func numbersOfOneName(_ county: CountyCase) -> [Discrepancy] {
  county.figures.villages.flatMap { village -> [Discrepancy] in
    guard village.basis == .paymentList, county.rosterOf[village.village] == nil else { return [] }
    let members = (county.membersOf[village.village] ?? []).filter { index in
      let member = county.records.members[index]
      return member.id?.hasValidCheck == true && !member.name.text.isEmpty && !county.records.isLater(index)
        && county.source(member.source).part != nil && !member.hasNote
    }
    let byName = Dictionary(grouping: members) { county.records.members[$0].name }
    return byName.values.sorted { $0[0] < $1[0] }.compactMap { oneOfTwoNumbers($0, county) }
  }
}

private func oneOfTwoNumbers(_ rows: [Int], _ county: CountyCase) -> Discrepancy? {
  // Whose other number can be nobody's is counted once already.
  guard Set(rows.map { county.firstOfPerson[$0] ?? $0 }).count > 1 else { return nil }
  var months: [IDNumber: (rows: [Int], months: Set<Int>)] = [:]
  for index in rows {
    guard let id = county.records.members[index].id, let span = county.memberFigures[index]?.span else { return nil }
    months[id, default: ([], [])].rows.append(index)
    months[id, default: ([], [])].months.formUnion(span)
  }
  // The one that is paid less often is likely the wrong one.
  let numbers = months.values.sorted { ($0.months.count, $1.rows[0]) < ($1.months.count, $0.rows[0]) }
  guard numbers.count == 2, numbers[0].months.isDisjoint(with: numbers[1].months) else { return nil }
  // Of whom one left before the other came, the two are two.
  let (ones, others) = (numbers[0].rows, numbers[1].rows)
  func left(_ rows: [Int], before others: [Int]) -> Bool {
    rows.contains { row in others.contains { county.records.members[row].left(before: county.records.members[$0]) } }
  }
  guard !left(ones, before: others), !left(others, before: ones) else { return nil }
  let spots = (numbers[0].rows + numbers[1].rows.prefix(1)).map { index in
    let member = county.records.members[index]
    return Discrepancy.Spot(
      county.source(member.source).place(.idNumber, row: Int(member.row)), raw: member.id?.masked ?? "")
  }
  let member = county.records.members[numbers[0].rows[0]]
  var subject = county.subject(member)
  (subject.person, subject.detail) = (nil, member.name.masked)
  return Discrepancy(
    .headcountMismatch, severity: .warning, subject: subject, period: county.period, field: Field.idNumber.rawValue,
    spots: spots, gap: .counts(expected: 1, actual: 2, unit: "人"), touches: [.listed, .heads],
    zh: "本村各期发放表中\(member.name.masked)有两个身份证号码，没有一个月同时发放，按两人计：若是同一人请统一号码，若是两人请在备注写明",
    en:
      "the village's lists have \(member.name.masked) under two ID numbers, never in the same month, and two persons are counted: use one number if they are one, or say in a note that they are two"
  )
}
