import Domain

/// DZ306: a village's seats stand empty, unless a town's row says that as many of its villages' are paid elsewhere.
func vacancy(_ county: CountyCase) -> [Discrepancy] {
  let found = seatsEmpty(county)
  let stated = Dictionary(
    county.records.aggregates.filter { !$0.isVillage && $0.town >= 0 }.compactMap { row in
      row[.concurrent].count.map { (Int(row.town), $0) }
    }, uniquingKeysWith: { first, _ in first })
  guard !found.isEmpty, !stated.isEmpty else { return found }
  let accounted = Dictionary(grouping: found) { $0.subject.town }.filter { town, findings in
    let seats = findings.map(county.seatsOfUnnamed)
    return !seats.contains(nil) && seats.reduce(0) { $0 + ($1 ?? 0) } == town.flatMap { stated[$0] }
  }
  return found.filter { accounted[$0.subject.town] == nil }
}

extension CountyCase {
  /// How many seats of a village stand empty for the whole period where no document says who of it is not paid again; nil otherwise.
  fileprivate func seatsOfUnnamed(_ finding: Discrepancy) -> Int? {
    guard let village = finding.subject.village, tally(ofVillage: village)?.concurrent == nil,
      rosterOf[village] == nil, case .counts(let seats, let held, "人") = finding.gap
    else { return nil }
    return seats - held
  }
}

/// A village's seats that stand empty, for the whole period or for the months that nobody's term covers.
private func seatsEmpty(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let calendar = policy.calendar
  let quotas = calendar.map { policy.rules(in: $0).quota }
  let stated = Dictionary(
    county.records.aggregates.filter { $0.village >= 0 }.map { (Int($0.village), $0) }, uniquingKeysWith: { a, _ in a })
  let notes = county.notesOfTerm
  let vacant = Dictionary(grouping: county.records.remarks.filter { $0.kind == .vacant }, by: { Int($0.village) })
  return county.figures.villages.compactMap { village in
    let holders = county.seatHolders(ofVillage: village.village)
    guard let first = holders.first else { return nil }
    var inOffice = Array(repeating: 0, count: policy.months)
    for index in holders {
      let own = county.records.members[index]
      let part = county.source(own.source).part
      // Whoever is paid no longer than a note says sat there no longer; a roster of the year's end has forgotten who sat there before.
      let noted = county.rosterOf[village.village] == nil ? own.noted(by: notes[index]) : own
      let isPaidBeyond =
        county.memberFigures[index]?.months.map { $0 > policy.months(ofTerm: noted, within: part).count } ?? false
      let member = isPaidBeyond ? own : noted
      let start = max(member.start ?? policy.from, part?.lowerBound ?? policy.from)
      let end = min(member.end ?? policy.until, part?.upperBound ?? policy.until)
      for (position, month) in calendar.enumerated() where start <= month && month <= end { inOffice[position] += 1 }
    }
    // A payment list without marks leaves out whoever is paid elsewhere: their seats are not empty.
    if county.rosterOf[village.village] == nil,
      county.source(county.records.members[first].source).columns[.concurrent] == nil,
      let elsewhere = stated[village.village]?[.concurrent].count
    {
      for position in inOffice.indices { inOffice[position] += elsewhere }
    }
    // Of months that no list is about nothing is known: that they are missing is told.
    let reported =
      village.basis == .paymentList && county.rosterOf[village.village] == nil
      ? county.monthsOfLists(ofVillage: village.village) : Set(calendar)
    let empty = calendar.indices.map { reported.contains(calendar[$0]) ? max(0, quotas[$0] - inOffice[$0]) : 0 }
    guard let seats = empty.max(), seats > 0 else { return nil }
    let months = empty.reduce(0, +)
    let listed = county.rosterOf[village.village] == nil ? village.tally.listed ?? holders.count : holders.count
    let isWhole = empty.allSatisfy { $0 == seats }
    let span = calendar.enumerated().filter { empty[$0.offset] > 0 }.map { "\($0.element)" }
    let during = isWhole ? "" : "（\(span.first ?? "")—\(span.last ?? "")）"
    // Of known months those months are at stake, and no whole year.
    let seatMonths = quotas.reduce(0, +)
    let worth = zip(calendar, empty).reduce(Money.zero) { $0 + policy.rate(in: $1.0) * $1.1 }
    var found = Discrepancy(
      .vacancy, subject: county.subject(village: village.village), period: county.period, field: "members",
      spots: holders.map { index in
        let member = county.records.members[index]
        return .init(county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked)
      } + (vacant[village.village] ?? []).map { .init($0.place, raw: $0.raw) },
      gap: isWhole
        ? .counts(expected: policy.quota, actual: policy.quota - seats, unit: "人")
        : .counts(expected: seatMonths, actual: seatMonths - months, unit: "人月"),
      level: .village,
      touches: [.heads, .due, .listed, .stated],
      zh: "在册 \(listed) 人，缺员 \(seats) 人、共 \(months) 人月\(during)",
      en:
        "\(listed) member(s) are listed; \(seats) seat(s) stand empty, \(months) seat-month(s) in all"
        + (isWhole ? "" : " (\(span.first ?? "")–\(span.last ?? ""))"))
    if !isWhole {
      found.consistentWith = [
        Message(
          zh: "相差 \(months) 个人月，\(worth.grouped) 元",
          en: "\(months) month(s) of subsidy, \(worth.grouped) yuan")
      ]
    }
    return found
  }
}
