import Domain

extension CountyCase {
  /// The roster's record of each member of a payment list, by position: by ID number, else by the name where one of the two has no
  /// number and the name stands once in the village's roster.
  func rosterRecords(ofVillage village: Int) -> [Int: Int] {
    guard let roster = rosterOf[village], let paid = membersOf[village] else { return [:] }
    var byNumber: [IDNumber: Int] = [:]
    var byName: [MemberName: Int?] = [:]
    for index in roster {
      let member = records.members[index]
      if let id = member.id { byNumber[id] = index }
      byName[member.name] = byName[member.name] == nil ? .some(index) : .some(nil)
    }
    var found: [Int: Int] = [:]
    for index in paid {
      let member = records.members[index]
      if let known = member.id.flatMap({ byNumber[$0] }) {
        found[index] = known
      } else if let named = byName[member.name] ?? nil, member.id == nil || records.members[named].id == nil {
        found[index] = named
      }
    }
    return found
  }
}

/// DZ302: whoever stands in a village's roster as holding no other post is paid for some month of the term, where the list pays fewer than
/// there are seats and nobody whom the roster does not know. A note beside the name says why not, or since when.
func listedAndNotPaid(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let notes = county.notesOfTerm
  return county.rosterOf.keys.sorted().flatMap { village -> [Discrepancy] in
    let paid = (county.membersOf[village] ?? []).map { county.records.members[$0] }
    let matched = county.rosterRecords(ofVillage: village)
    guard let eligible = county.tally(ofVillage: village)?.eligible, eligible < policy.quota,
      Set(matched.values).count == Set(paid.map(\.name)).count
    else { return [] }
    let covered = county.monthsOfLists(ofVillage: village)
    let known = Set(matched.values)
    return (county.rosterOf[village] ?? []).compactMap { index in
      let member = county.records.members[index]
      let note = notes[index]
      guard note?.date != nil || !member.hasNote else { return nil }
      let term = policy.months(ofTerm: member.noted(by: note)).filter { covered.contains(policy.calendar[$0]) }
      guard !known.contains(index), member.isConcurrent == false, !term.isEmpty,
        policy.rules.allSatisfy({ !$0.exclusion.excludes(member) }), !paid.contains(where: { $0.name == member.name })
      else { return nil }
      let due = policy.rounded(term.reduce(.zero) { $0 + policy.rate(in: policy.calendar[$1]) })
      return Discrepancy(
        .headcountMismatch, severity: .warning, subject: county.subject(member), period: county.period,
        field: Field.amount.rawValue,
        spots: [.init(county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked)],
        gap: .money(expected: due, actual: .zero), touches: [.heads, .due],
        zh: "花名册中的\(member.name.masked)未标兼任，任职 \(term.count) 个月，发放表中没有此人：未计入核发，如应发放请补列，如兼任或离任请在花名册注明",
        en:
          "\(member.name.masked) of the roster holds no other post, is in office for \(term.count) month(s), and is not in the payment list: not counted; add the row, or say in the roster why not"
      )
    }
  }
}

/// DZ302: whom a payment list marks as holding another post and leaves unpaid, and the roster does not.
func excludedAgainstRoster(_ county: CountyCase) -> [Discrepancy] {
  county.rosterOf.keys.sorted().flatMap { village -> [Discrepancy] in
    county.rosterRecords(ofVillage: village).sorted { $0.key < $1.key }.compactMap { paid, roster in
      let (member, listed) = (county.records.members[paid], county.records.members[roster])
      guard member.isConcurrent == true, listed.isConcurrent == false, (member.amount.value ?? 0) == 0 else {
        return nil
      }
      let (own, other) = (county.source(member.source), county.source(listed.source))
      guard own.columns[.concurrent] != nil, other.columns[.concurrent] != nil else { return nil }
      return Discrepancy(
        .headcountMismatch, severity: .warning, subject: county.subject(member), period: county.period,
        field: Field.concurrent.rawValue,
        spots: [
          .init(own.place(.concurrent, row: Int(member.row)), raw: "是"),
          .init(other.place(.concurrent, row: Int(listed.row)), raw: "否"),
        ], touches: [.concurrent, .heads, .due],
        zh: "发放表标\(member.name.masked)为兼任、未发放，花名册没有标：请核对，两表应一致",
        en:
          "the payment list marks \(member.name.masked) as holding another post and pays nothing; the roster does not: the two should agree"
      )
    }
  }
}

/// DZ607, DZ403: nobody is paid for months that the roster's term does not have.
func paidBeyondRoster(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  var found: [Discrepancy] = []
  for village in county.rosterOf.keys {
    let records = county.rosterRecords(ofVillage: village)
    for index in county.membersOf[village] ?? [] {
      let member = county.records.members[index]
      guard let known = records[index], let months = county.memberFigures[index]?.months, months > 0 else { continue }
      let source = county.source(member.source)
      let place = source.place(source.columns[.months] == nil ? .amount : .months, row: Int(member.row))
      let listed = county.records.members[known]
      guard member.start == nil, member.end == nil, listed.start != nil || listed.end != nil else { continue }
      let term = policy.months(ofTerm: listed, within: source.part).count
      guard months > term else { continue }
      let hasLeft = listed.end.map { $0 < (source.part?.upperBound ?? policy.until) } ?? false
      let dates = (listed.start.map { "\($0)" } ?? "") + "—" + (listed.end.map { "\($0)" } ?? "")
      let roster = county.source(listed.source)
      found.append(
        Discrepancy(
          hasLeft ? .leftOfficePaid : .monthsOutOfRange, subject: county.subject(member), period: county.period,
          field: Field.months.rawValue,
          spots: [
            .init(place, raw: "\(months)", parsed: "\(months)"),
            .init(roster.place(hasLeft ? .end : .start, row: Int(listed.row)), raw: dates),
          ],
          gap: .counts(expected: term, actual: months, unit: "月"), level: .row, touches: [.due, .stated],
          zh: "花名册任职（\(dates)）在本期间有 \(term) 个月，仍发放 \(months) 个月",
          en: "by the roster the term (\(dates)) has \(term) month(s) within the period; \(months) are paid"))
    }
  }
  return found
}
