import Domain

/// DZ607 and DZ608: whoever left office or died by the list's own note is not paid for the months after.
func paidAfterDeparture(_ county: CountyCase) -> [Discrepancy] {
  county.records.remarks.compactMap { remark in
    guard remark.kind == .left || remark.kind == .died, remark.member >= 0, let date = remark.date,
      let figures = county.memberFigures[remark.member], let paid = figures.span
    else { return nil }
    let policy = county.policy
    let member = county.records.members[remark.member]
    // What the note says of it is told where the list's own column says the same.
    guard remark.kind == .died || member.end != date.month || county.records.isLater(remark.member) else { return nil }
    let source = county.source(member.source)
    var until = member
    (until.end, until.endDay) = (date.month, remark.hasDay ? Int8(date.day) : 0)
    let last = policy.months(ofTerm: until, within: source.part).upperBound
    let after = paid.filter { $0 >= last }
    guard !after.isEmpty else { return nil }
    let over = after.reduce(Money.zero) { $0 + policy.rate(in: policy.calendar[$1]) }
    let field: Field = source.columns[.months] != nil ? .months : .amount
    let row = Int(member.row)
    let expected = (figures.due ?? .zero) - over
    // Months and amount are mended together: each is told at its own cell.
    var cells: [(place: Place, zh: String, en: String)] = []
    if source.columns[.months] != nil {
      let left = paid.count - after.count
      cells.append((source.place(.months, row: row), "\(left) 月", "\(left) month(s)"))
    }
    if source.columns[.amount] != nil {
      cells.append((source.place(.amount, row: row), "\(expected.grouped) 元", "\(expected.grouped) yuan"))
    }
    let zh = cells.map { "\($0.place.cell) 应为 \($0.zh)" }.joined(separator: "，")
    let en = cells.map { "\($0.place.cell) should be \($0.en)" }.joined(separator: ", ")
    return Discrepancy(
      remark.kind == .died ? .deceasedPaid : .leftOfficePaid, subject: county.subject(member), period: county.period,
      field: Field.months.rawValue,
      spots: [
        .init(remark.place, raw: remark.raw, parsed: "\(date.month)"),
        .init(source.place(field, row: Int(member.row)), raw: "\(paid.count)", parsed: "\(paid.count)"),
      ],
      gap: .money(expected: expected, actual: figures.due ?? .zero), level: .row,
      touches: [.due, .stated],
      zh: "“\(remark.raw)”之后仍计发 \(after.count) 个月、\(over.grouped) 元；"
        + (cells.isEmpty ? "请核对月数和金额" : "按此 \(zh)") + "，或填写离任时间",
      en: "\(after.count) month(s), \(over.grouped) yuan, are paid after \"\(remark.raw)\"; "
        + (cells.isEmpty ? "compare months and amount" : "by it \(en)") + ", or state the end of the term"
    )
  }
}

/// DZ403: whoever came into office within the year by the list's own note is paid for more months than there were. A warning where the note
/// speaks of an election, or most rows of the list have such a note: whoever was elected again was in office before.
func paidBeforeArrival(_ county: CountyCase) -> [Discrepancy] {
  let members = county.records.members
  let came = county.records.remarks.filter { $0.kind == .came && $0.member >= 0 }
  guard !came.isEmpty else { return [] }
  let ofTable = Dictionary(grouping: came) { members[$0.member].source.index }.mapValues(\.count)
  var rows: [Int: Int] = [:]
  for member in members where ofTable[member.source.index] != nil { rows[member.source.index, default: 0] += 1 }
  return came.compactMap { remark in
    guard remark.kind == .came, remark.member >= 0, let date = remark.date,
      let figures = county.memberFigures[remark.member], let months = figures.months, months > 0
    else { return nil }
    let policy = county.policy
    let member = county.records.members[remark.member]
    let source = county.source(member.source)
    var since = member
    (since.start, since.startDay) = (date.month, remark.hasDay ? Int8(date.day) : 0)
    let term = policy.months(ofTerm: since, within: source.part).count
    guard months > term else { return nil }
    let field: Field = source.columns[.months] != nil ? .months : .amount
    let index = member.source.index
    let mayBeAgain =
      ["选", "届"].contains(where: remark.raw.contains) || (ofTable[index] ?? 0) * 2 > (rows[index] ?? 0)
    return Discrepancy(
      .monthsOutOfRange, severity: mayBeAgain ? .warning : nil, subject: county.subject(member), period: county.period,
      field: Field.months.rawValue,
      spots: [
        .init(remark.place, raw: remark.raw, parsed: "\(date.month)"),
        .init(source.place(field, row: Int(member.row)), raw: "\(months)", parsed: "\(months)"),
      ],
      gap: .counts(expected: term, actual: months, unit: "月"), level: .row, touches: [.due, .stated],
      zh: "备注写“\(remark.raw)”，只应计发 \(term) 个月，却计发 \(months) 个月；请核对月数，或填写任职时间",
      en:
        "the note says \"\(remark.raw)\", from which \(term) month(s) are due; \(months) are counted: compare the months, or state when the term began"
    )
  }
}

extension CountyCase {
  /// DZ607: a member is paid for more months than the term has whose end stands in the list itself; nil where the list's months end before
  /// the term does, or the term began too late alone.
  func paidAfterEnd(of member: MemberRecord, months: Int, term: Int, at field: Field, raw: String) -> Discrepancy? {
    let source = source(member.source)
    // Of a term within the period nobody can say at which end a month is too many.
    guard let end = member.end, end < source.part?.upperBound ?? policy.until,
      member.start.map({ $0 <= policy.from }) ?? true
    else { return nil }
    // That somebody died is told as such.
    let hasDied = records.remarks.contains { remark in
      remark.kind == .died && remark.member >= 0 && records.members[remark.member].source == member.source
        && records.members[remark.member].row == member.row
    }
    guard !hasDied else { return nil }
    let row = Int(member.row)
    var spots = [Discrepancy.Spot(source.place(field, row: row), raw: raw, parsed: "\(months)")]
    if source.columns[.end] != nil { spots.append(.init(source.place(.end, row: row), raw: "\(end)")) }
    let dates = (member.start.map { "\($0)" } ?? "") + "—\(end)"
    let isOfMoney = field != .months
    return Discrepancy(
      .leftOfficePaid, subject: subject(member), period: period, field: Field.months.rawValue, spots: spots,
      gap: .counts(expected: term, actual: months, unit: "月"), level: .row, touches: [.due, .stated],
      zh: "\(end) 离任之后仍计发：\(isOfMoney ? "金额合" : "月数") \(months) 个月，任职（\(dates)）在本期间只有 \(term) 个月",
      en: (isOfMoney ? "the amount is \(months) months' pay" : "\(months) months are stated")
        + ", though office ended in \(end): the term (\(dates)) has \(term) within the period")
  }
}
