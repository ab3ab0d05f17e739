import Domain

/// DZ302, DZ607: nobody is paid without standing in the village's roster, nor after leaving by another village's.
func paidOutsideRoster(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let (lastMonth, rosters, notes) = (county.lastMonths, county.rostersByNumber, county.notesOfTerm)
  // Whom of two of one name in the roster a list pays may be open; that it pays no more than these is not.
  func isOneOfSeveral(_ member: MemberRecord, _ village: Int) -> Bool {
    func named(_ rows: [Int]?) -> Int { (rows ?? []).count { county.records.members[$0].name == member.name } }
    let listed = (county.rosterOf[village] ?? []).filter { index in
      let id = county.records.members[index].id
      return id == nil || member.id == nil || id == member.id
    }
    return named(listed) > 1 && named(county.membersOf[village]) <= named(county.rosterOf[village])
  }
  return county.rosterOf.keys.sorted().flatMap { village -> [Discrepancy] in
    let records = county.rosterRecords(ofVillage: village)
    let sitting = county.sitting(inVillage: village, records, notes)
    return (county.membersOf[village] ?? []).compactMap { index in
      let member = county.records.members[index]
      guard records[index] == nil, let paid = county.memberFigures[index]?.span, !paid.isEmpty else { return nil }
      if let elsewhere = member.id.flatMap({ rosters[$0] }),
        let left = county.paidAfterLeaving(member, months: paid.count, by: elsewhere, notes)
      {
        return left
      }
      // A person's several rows are told once, at the last.
      guard paid.upperBound == lastMonth[index] ?? paid.upperBound, !isOneOfSeveral(member, village) else { return nil }
      let namesake = county.namesake(of: member, inRosterOf: village)
      // Whoever left within the year may be gone from the roster, unless those whom it has sat in all the seats already, or one of his name
      // is not paid with him.
      let isFull = paid.allSatisfy { sitting[$0] >= policy.rules(in: policy.calendar[$0]).quota }
      let isOther = namesake.map { named in
        !records.contains { $1 == named && county.memberFigures[$0]?.span?.overlaps(paid) ?? true }
      }
      guard paid.upperBound == policy.months || isFull || isOther == true else { return nil }
      if let namesake { return county.otherNumber(member, in: namesake) }
      let likeness = county.likeness(of: member, inRosterOf: village, besides: Set(records.values))
      return Discrepancy(
        .headcountMismatch, severity: .warning, subject: county.subject(member), period: county.period,
        field: Field.name.rawValue,
        spots: [
          .init(county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked)
        ], touches: [.heads],
        zh: "发放对象\(member.name.masked)不在本村花名册中" + (likeness?.zh ?? ""),
        en: "\(member.name.masked) is paid and not in the village's roster" + (likeness?.en ?? ""))
    }
  }
}

extension CountyCase {
  /// Where a person's months end whom several records have, by the position of each.
  fileprivate var lastMonths: [Int: Int] {
    figures.members.reduce(into: [:]) { last, member in
      guard !member.others.isEmpty else { return }
      let all = [member.record] + member.others
      let end = all.compactMap { memberFigures[$0]?.span?.upperBound }.max()
      for index in all { last[index] = end }
    }
  }

  /// The records of rosters by ID number.
  fileprivate var rostersByNumber: [IDNumber: [Int]] {
    var found: [IDNumber: [Int]] = [:]
    for index in rosterOf.values.joined() {
      if let id = records.members[index].id { found[id, default: []].append(index) }
    }
    return found
  }

  /// How many of a village's roster certainly sat there in each month: by a term whose beginning is stated, or paid by then for months that
  /// are certain. Who came in June may be the successor of whoever is paid until then, and who began within the year and is paid for fewer
  /// months leaves the first ones, those of handing over, to the predecessor.
  fileprivate func sitting(inVillage village: Int, _ known: [Int: Int], _ notes: [Int: RowRemark]) -> [Int] {
    let payments = Dictionary(grouping: known.keys, by: { known[$0] })
    var heads = Array(repeating: 0, count: policy.months)
    for index in rosterOf[village] ?? [] {
      let member = records.members[index].noted(by: notes[index])
      let paid = (payments[index] ?? []).compactMap { record -> Int? in
        guard let span = memberFigures[record]?.span, !span.isEmpty else { return nil }
        let term = policy.months(ofTerm: records.members[record], within: source(records.members[record].source).part)
        return span.count == term.count ? span.lowerBound : nil
      }
      let term = policy.months(ofTerm: member)
      var since = member.start == nil ? paid.min() : 0
      if let start = member.start, start >= policy.from, start <= policy.until {
        let months = Set((payments[index] ?? []).flatMap { memberFigures[$0]?.span ?? 0..<0 })
        since = term.lowerBound + max(0, term.count - months.count)
      }
      guard let since else { continue }
      for month in term where month >= since { heads[month] += 1 }
    }
    return heads
  }

  /// DZ607: a member is paid for months after those of the term that the roster of another village states; nil where a roster has him on.
  fileprivate func paidAfterLeaving(
    _ member: MemberRecord, months: Int, by rosters: [Int], _ notes: [Int: RowRemark]
  ) -> Discrepancy? {
    let source = source(member.source)
    let known = rosters.map { records.members[$0].noted(by: notes[$0]) }
    let terms = known.map { policy.months(ofTerm: $0, within: source.part).count }
    guard let term = terms.max(), months > term, let listed = known.first else { return nil }
    guard let end = listed.end, end < source.part?.upperBound ?? policy.until else { return nil }
    // A year's list that pays no more than the term in the village that was left has moved him: his months here are those after it.
    if source.part == nil, listed.village >= 0 {
      let own = (membersOf[Int(listed.village)] ?? []).filter { records.members[$0].id == listed.id }
      if !own.isEmpty, own.reduce(0, { $0 + (memberFigures[$1]?.months ?? 0) }) <= term { return nil }
    }
    let roster = self.source(listed.source)
    let place = roster.place(roster.columns[.end] == nil ? .name : .end, row: Int(listed.row))
    let name = listed.village >= 0 ? register.villages[Int(listed.village)].name : ""
    return Discrepancy(
      .leftOfficePaid, subject: subject(member), period: period, field: Field.months.rawValue,
      spots: [
        .init(source.place(.idNumber, row: Int(member.row)), raw: member.id?.masked ?? "", parsed: "\(months)"),
        .init(place, raw: "\(end)"),
      ],
      gap: .counts(expected: term, actual: months, unit: "月"), level: .row, touches: [.due, .stated],
      zh: "不在本村花名册中；\(name)花名册写\(member.name.masked)于 \(end) 离任，此处仍发放 \(months) 个月",
      en:
        "not in this village's roster; by that of \(name) \(member.name.masked) left in \(end), and \(months) month(s) are paid here"
    )
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
  /// Who of a village's roster has a paid member's name and another number.
  fileprivate func namesake(of member: MemberRecord, inRosterOf village: Int) -> Int? {
    guard let id = member.id else { return nil }
    return (rosterOf[village] ?? []).first { index in
      records.members[index].name == member.name && records.members[index].id.map { $0 != id } ?? false
    }
  }

  /// DZ302: a paid member of whose name the village's roster has somebody with another number.
  fileprivate func otherNumber(_ member: MemberRecord, in roster: Int) -> Discrepancy {
    let listed = records.members[roster]
    let place = source(listed.source).place(.idNumber, row: Int(listed.row))
    return Discrepancy(
      .headcountMismatch, severity: .warning, subject: subject(member), period: period, field: Field.name.rawValue,
      spots: [
        .init(source(member.source).place(.idNumber, row: Int(member.row)), raw: member.id?.masked ?? ""),
        .init(place, raw: listed.id?.masked ?? ""),
      ], touches: [.heads], zh: "发放对象\(member.name.masked)与本村花名册 \(place.cell) 的同名者身份证号码不同，请核对两表的号码",
      en:
        "\(member.name.masked) is paid under another ID number than the one of that name in the roster's \(place.cell): compare the two"
    )
  }
}
