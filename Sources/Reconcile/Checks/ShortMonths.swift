import Domain

/// DZ403 as a warning: fewer months are paid than the term has, and nothing says why. Where others of the village are paid for the
/// rest, the seat changed hands; where the dates say so, the term is shorter.
func monthsBelowTerm(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let seats = policy.calendar.reduce(0) { $0 + policy.rules(in: $1).quota }
  var short: [(member: Int, months: Int, term: Int)] = []
  // 9月离任 or 8月到任 in a note is a date that says why.
  let notes = county.notesOfTerm.merging(
    county.records.remarks.filter { $0.kind == .excluded }.map { ($0.member, $0) },
    uniquingKeysWith: { first, _ in first })
  let served = Dictionary(
    county.records.remarks.filter { $0.kind == .served }.map { ($0.member, $0.months) },
    uniquingKeysWith: { first, _ in first })
  for village in county.figures.villages {
    guard let members = county.membersOf[village.village], let paid = village.tally.personMonths else { continue }
    let elsewhere = (village.tally.concurrent ?? 0) * policy.months
    guard paid + elsewhere < seats else { continue }
    let roster = county.rosterRecords(ofVillage: village.village)
    for index in members {
      let member = county.records.members[index]
      guard let figures = county.memberFigures[index], let months = figures.months,
        member.deduction.money ?? .zero == .zero, !policy.rules.contains(where: { $0.exclusion.excludes(member) })
      else { continue }
      let dated = member.start == nil && member.end == nil ? roster[index].map { county.records.members[$0] } : nil
      let noted = (dated ?? member).noted(by: notes[index])
      let term = policy.months(ofTerm: noted, within: county.source(member.source).part).count
      // 上半年在任 says why.
      if months < term, served[index].map({ Int($0) != months }) ?? true { short.append((index, months, term)) }
    }
  }
  struct Alike: Hashable {
    var source: Int
    var months: Int
    var term: Int
  }
  let groups = Dictionary(grouping: short) {
    Alike(source: county.records.members[$0.member].source.index, months: $0.months, term: $0.term)
  }
  return groups.flatMap { alike, members -> [Discrepancy] in
    let source = county.records.sources[alike.source]
    let column: Field = source.columns[.months] != nil ? .months : source.columns[.due] != nil ? .due : .amount
    func finding(_ subject: Subject, _ place: Place, _ count: Int) -> Discrepancy {
      Discrepancy(
        .monthsOutOfRange, severity: .warning, subject: subject, period: county.period, field: "months_below_term",
        spots: [.init(place, raw: "\(alike.months)", parsed: "\(alike.months)")],
        gap: .counts(expected: alike.term, actual: alike.months, unit: "月"), level: .row,
        touches: [.due, .heads, .stated],
        zh: (count > 1 ? "\(count) 人" : "") + "发放 \(alike.months) 个月，少于应发的 \(alike.term) 个月，没有写明任职起止，也无人接任",
        en: (count > 1 ? "\(count) members: " : "")
          + "\(alike.months) month(s) are paid of \(alike.term); no dates say why, and nobody else is paid for the rest"
      )
    }
    // A list of a part of the year that does not say so is told once.
    let rows = members.map { Int(county.records.members[$0.member].row) }
    if members.count > 20, let first = rows.min(), let last = rows.max(), let at = source.columns[column] {
      let cells = source.range(rows: first...last, columns: at...at)
      return [finding(county.county, Place(file: source.file, sheet: source.sheet, cell: cells), members.count)]
    }
    return members.map { one in
      let member = county.records.members[one.member]
      return finding(county.subject(member), source.place(column, row: Int(member.row)), 1)
    }
  } + shortRows(county)
}

/// Months of a summary's row that its own amount contradicts, or that no member explains.
private func shortRows(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let whole = Set(county.records.aggregates.lazy.filter { $0[.months].count == policy.months }.map(\.source))
  return county.records.aggregates.compactMap { row in
    let source = county.source(row.source)
    guard row.village >= 0 || !row.isVillage, source.part == nil, let months = row[.months].count,
      (0..<policy.months).contains(months), let heads = row[.eligible].count, heads > 0
    else { return nil }
    // Months at a rate that stood for no more of them are all there are.
    if policy.singleRate == nil, let rate = row[.rate].money,
      policy.calendar.count(where: { policy.rate(in: $0) == rate }) == months
    {
      return nil
    }
    let isWholeYear = row[.amount].money.map { $0 == policy.fullAmount.multiplied(by: heads) } ?? false
    // Of a town's rows one that is paid for less than the others stands out; where all are, the table may be of no more months.
    guard isWholeYear || county.countsBy(row) && (row.isVillage || whole.contains(row.source)) else { return nil }
    return Discrepancy(
      .monthsOutOfRange, severity: isWholeYear ? .error : .warning, subject: county.subject(row), period: county.period,
      field: Field.months.rawValue,
      spots: [.init(source.place(.months, row: Int(row.row)), raw: "\(months)", parsed: "\(months)")],
      gap: .counts(expected: policy.months, actual: months, unit: "月"), level: row.isVillage ? .village : .town,
      touches: [.due, .stated],
      zh: isWholeYear
        ? "月数写 \(months)，金额是 \(heads) 人 \(policy.months) 个月的" : "月数 \(months)，少于 \(policy.months) 个月，没有写明原因",
      en: isWholeYear
        ? "\(months) months are stated; the amount is that of \(heads) heads for \(policy.months)"
        : "\(months) months, fewer than \(policy.months), and nothing says why")
  }
}

extension CountyCase {
  /// Whether nothing but rows says who is paid in a row's village, town or county.
  fileprivate func countsBy(_ row: AggregateRecord) -> Bool {
    if row.village >= 0 { return membersOf[Int(row.village)] == nil }
    return row.town >= 0 ? figures.townCells[Int(row.town)] != nil : figures.countyCells != nil
  }

  /// What notes say of when members came or left.
  var notesOfTerm: [Int: RowRemark] {
    Dictionary(
      records.remarks.filter { [.left, .died, .came].contains($0.kind) && $0.member >= 0 }.map { ($0.member, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension MemberRecord {
  /// The member with the end or the beginning of the term that a note tells, where no term states one.
  func noted(by note: RowRemark?) -> MemberRecord {
    guard let note, let date = note.date else { return self }
    var noted = self
    if note.kind == .came {
      if start == nil { (noted.start, noted.startDay) = (date.month, note.hasDay ? Int8(date.day) : 0) }
      return noted
    }
    guard end == nil else { return self }
    (noted.end, noted.endDay) = (date.month, note.hasDay ? Int8(date.day) : 0)
    return noted
  }
}
