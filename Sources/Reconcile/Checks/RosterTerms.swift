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

extension CountyCase {
  /// The one person of a village's roster who is not paid and may be a paid one under another spelling: 陈五 and 陈武. Their masks tell
  /// it, so that it is the same where names are kept as masks only.
  fileprivate func likeness(of member: MemberRecord, inRosterOf village: Int, besides matched: Set<Int>) -> Message? {
    let alike = (rosterOf[village] ?? []).filter { index in
      let listed = records.members[index]
      return !matched.contains(index) && listed.name.masked == member.name.masked
        && (member.id == nil || listed.id == nil || member.id == listed.id)
        && (member.role.isEmpty || listed.role.isEmpty || member.role == listed.role)
    }
    guard alike.count == 1, let index = alike.first else { return nil }
    let listed = records.members[index]
    let place = source(listed.source).place(.name, row: Int(listed.row))
    return Message(
      zh: "；花名册 \(place.cell) 的\(listed.name.masked)没有对应的发放行，若是同一人请统一姓名的写法",
      en:
        "; \(listed.name.masked) of the roster's \(place.cell) is not paid: if they are one person, write the name one way"
    )
  }
}

extension CountyCase {
  /// DZ302: a paid member of whose name the village's roster has somebody with another number.
  fileprivate func sameNameOtherNumber(_ member: MemberRecord, inRosterOf village: Int) -> Discrepancy? {
    guard let id = member.id,
      let index = (rosterOf[village] ?? []).first(where: { index in
        records.members[index].name == member.name && records.members[index].id.map { $0 != id } ?? false
      })
    else { return nil }
    let listed = records.members[index]
    let place = source(listed.source).place(.idNumber, row: Int(listed.row))
    return Discrepancy(
      .headcountMismatch, severity: .warning, subject: subject(member), period: period, field: Field.name.rawValue,
      spots: [
        .init(source(member.source).place(.idNumber, row: Int(member.row)), raw: id.masked),
        .init(place, raw: listed.id?.masked ?? ""),
      ], touches: [.heads], zh: "发放对象\(member.name.masked)与本村花名册 \(place.cell) 的同名者身份证号码不同，请核对两表的号码",
      en:
        "\(member.name.masked) is paid under another ID number than the one of that name in the roster's \(place.cell): compare the two"
    )
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

/// DZ607, DZ403, DZ302: nobody is paid for months that the roster's term does not have, nor without standing in the roster.
func paidBeyondRoster(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  var found: [Discrepancy] = []
  // Whom of two of one name in the roster a list pays may be open; that it pays no more than these is not.
  func isOneOfSeveral(_ member: MemberRecord, _ village: Int) -> Bool {
    func named(_ rows: [Int]?) -> Int { (rows ?? []).count { county.records.members[$0].name == member.name } }
    let listed = (county.rosterOf[village] ?? []).filter { index in
      let id = county.records.members[index].id
      return id == nil || member.id == nil || id == member.id
    }
    return named(listed) > 1 && named(county.membersOf[village]) <= named(county.rosterOf[village])
  }
  for village in county.rosterOf.keys {
    let records = county.rosterRecords(ofVillage: village)
    for index in county.membersOf[village] ?? [] {
      let member = county.records.members[index]
      guard let paid = county.memberFigures[index]?.span, !paid.isEmpty else { continue }
      let months = paid.count
      let source = county.source(member.source)
      let place = source.place(source.columns[.months] == nil ? .amount : .months, row: Int(member.row))
      guard let known = records[index] else {
        // Whoever left within the year may be gone from the roster.
        guard paid.upperBound == policy.months, !isOneOfSeveral(member, village) else { continue }
        if let other = county.sameNameOtherNumber(member, inRosterOf: village) {
          found.append(other)
          continue
        }
        let likeness = county.likeness(of: member, inRosterOf: village, besides: Set(records.values))
        found.append(
          Discrepancy(
            .headcountMismatch, severity: .warning, subject: county.subject(member), period: county.period,
            field: Field.name.rawValue,
            spots: [.init(source.place(.name, row: Int(member.row)), raw: member.name.masked)], touches: [.heads],
            zh: "发放对象\(member.name.masked)不在本村花名册中" + (likeness?.zh ?? ""),
            en: "\(member.name.masked) is paid and not in the village's roster" + (likeness?.en ?? "")))
        continue
      }
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
