import Domain

/// DZ401: a stated rate is the policy's.
func rateMismatch(_ county: CountyCase) -> [Discrepancy] {
  let rates = Set(county.policy.rules.map(\.rate))
  func check(
    _ reading: Reading, _ place: @autoclosure () -> Place, _ subject: @autoclosure () -> Subject,
    _ level: Discrepancy.Level
  ) -> Discrepancy? {
    guard let rate = reading.money, !rates.contains(rate) else { return nil }
    let wanted = rates.min() ?? .zero
    return Discrepancy(
      .rateMismatch, subject: subject(), period: county.period, field: Field.rate.rawValue,
      spots: [.init(place(), raw: "\(rate)", parsed: "\(rate)")],
      gap: .money(expected: wanted, actual: rate), level: level, touches: [.stated],
      zh: "补贴标准写 \(rate) 元，政策为 \(wanted) 元/人·月",
      en: "the rate is stated as \(rate) yuan; the policy has \(wanted) a person and month")
  }
  return county.records.members.compactMap { member in
    check(member.rate, county.source(member.source).place(.rate, row: Int(member.row)), county.subject(member), .row)
  }
    + county.records.aggregates.compactMap { row in
      check(row[.rate], county.source(row.source).place(.rate, row: Int(row.row)), county.subject(row), .row)
    }
}

/// DZ403: months lie within the period.
func monthsOutOfRange(_ county: CountyCase) -> [Discrepancy] {
  func check(
    _ reading: Reading, _ source: Source, _ place: @autoclosure () -> Place, _ subject: @autoclosure () -> Subject
  ) -> Discrepancy? {
    let longest = source.part.map { Int($0.upperBound.index - $0.lowerBound.index) + 1 } ?? county.policy.months
    guard let months = reading.count, !(0...longest).contains(months) else { return nil }
    return Discrepancy(
      .monthsOutOfRange, subject: subject(), period: county.period, field: Field.months.rawValue,
      spots: [.init(place(), raw: "\(months)", parsed: "\(months)")],
      gap: .counts(expected: longest, actual: months, unit: "月"), level: .row, touches: [.due, .stated],
      zh: "月数 \(months) 不在 0 至 \(longest) 之间，最多按 \(longest) 个月计",
      en: "\(months) months are not within 0 to \(longest); at most \(longest) are counted")
  }
  return county.records.members.compactMap { member in
    let source = county.source(member.source)
    return check(member.months, source, source.place(.months, row: Int(member.row)), county.subject(member))
  }
    + county.records.aggregates.compactMap { row in
      let source = county.source(row.source)
      return check(row[.months], source, source.place(.months, row: Int(row.row)), county.subject(row))
    }
}

/// DZ206: a member's blank months are missing, which is neither zero nor the policy's twelve.
func missingMonths(_ county: CountyCase) -> [Discrepancy] {
  let blank = county.memberFigures.enumerated().filter { index, figures in
    figures?.isExcluded == false && county.records.members[index].months == .missing
  }
  let groups = Dictionary(grouping: blank.map { county.records.members[$0.offset] }, by: \.source)
  return groups.sorted { $0.key.index < $1.key.index }.flatMap { id, members -> [Discrepancy] in
    let source = county.source(id)
    func finding(_ subject: Subject, _ place: Place, _ count: Int) -> Discrepancy {
      Discrepancy(
        .missingNotZero, subject: subject, period: county.period, field: Field.months.rawValue, spots: [.init(place)],
        level: .row, touches: [.heads, .due],
        zh: "月数有 \(count) 个空格：空不等于 0，也不按 12 个月计，未计入人月",
        en: "\(count) blank month(s): blank is neither zero nor twelve; no person-months are counted")
    }
    guard members.count > 20, let first = members.first, let last = members.last, let column = source.columns[.months]
    else {
      return members.map { finding(county.subject($0), source.place(.months, row: Int($0.row)), 1) }
    }
    // A whole column of blanks is told once.
    let cells = Place.range(row: Int(first.row), column: column, toRow: Int(last.row), toColumn: column)
    return [finding(county.county, Place(file: source.file, sheet: source.sheet, cell: cells), members.count)]
  }
}

/// DZ606: whoever holds a post that is paid elsewhere is not paid again.
func dualPostPaid(_ county: CountyCase) -> [Discrepancy] {
  county.memberFigures.enumerated().compactMap { index, figures in
    let member = county.records.members[index]
    guard figures?.isExcluded == true, let paid = member.amount.money ?? member.due.money, paid.fen > 0 else {
      return nil
    }
    return Discrepancy(
      .dualPostPaid, subject: county.subject(member), period: county.period, field: Field.concurrent.rawValue,
      spots: [.init(county.source(member.source).place(.concurrent, row: Int(member.row)), raw: "是")],
      gap: .money(expected: .zero, actual: paid), level: .row, touches: [.concurrent, .heads, .due, .stated],
      zh: "已标明兼任纪检职务，仍发放 \(paid.grouped) 元", en: "marked as holding a paid party post, yet paid \(paid.grouped) yuan")
  }
}

/// DZ402: any payment is a multiple of a month's rate.
func notMultipleOfRate(_ county: CountyCase) -> [Discrepancy] {
  guard let rate = county.policy.singleRate, rate.fen > 0 else { return [] }
  func check(
    _ amount: Reading, _ place: @autoclosure () -> Place, _ subject: @autoclosure () -> Subject, _ period: String
  ) -> Discrepancy? {
    guard let paid = amount.money, paid.fen % rate.fen != 0 else { return nil }
    let rest = Money(fen: paid.fen % rate.fen)
    return Discrepancy(
      .notMultipleOfRate, subject: subject(), period: period, field: Field.amount.rawValue,
      spots: [.init(place(), raw: "\(paid)", parsed: "\(paid)")],
      gap: .money(expected: paid - rest, actual: paid), level: .row, touches: [.stated], isTie: true,
      zh: "金额 \(paid.grouped) 元不是 \(rate) 元的整数倍，余 \(rest) 元",
      en: "\(paid.grouped) yuan is no multiple of \(rate): \(rest) is left over")
  }
  var found = county.records.members.compactMap { member in
    check(
      member.amount, county.source(member.source).place(.amount, row: Int(member.row)), county.subject(member),
      county.period)
  }
  for row in county.records.aggregates {
    let source = county.source(row.source)
    // A town's or a year's sum of odd payments is odd too: payments are told where they stand.
    if row.isVillage, row.months.isEmpty,
      let one = check(row[.amount], source.place(.amount, row: Int(row.row)), county.subject(row), county.period)
    {
      found.append(one)
    }
    for (entry, month) in zip(row.months, source.monthColumns) {
      guard let column = month.amount, row.isVillage else { continue }
      if let one = check(
        entry.amount, source.place(row: Int(row.row), column: column), county.subject(row), "\(month.month)")
      {
        found.append(one)
      }
    }
  }
  return found
}

/// DZ404, DZ405: what is paid is what is due: months × rate, less deductions, plus back-pay.
func dueVersusPaid(_ county: CountyCase) -> [Discrepancy] {
  var found: [Discrepancy] = []
  for (index, member) in county.records.members.enumerated() {
    guard let paid = member.amount.money, let figures = county.memberFigures[index], !figures.isExcluded,
      let due = figures.due
    else { continue }
    let adjusted = due - (member.deduction.money ?? .zero) + (member.backPay.money ?? .zero)
    let source = county.source(member.source)
    if let back = member.backPay.money, back != .zero {
      found.append(
        Discrepancy(
          .backPayment, subject: county.subject(member), period: county.period, field: Field.backPay.rawValue,
          spots: [.init(source.place(.backPay, row: Int(member.row)), raw: "\(back)")],
          gap: .money(expected: .zero, actual: back), touches: [.stated],
          zh: "补发 \(back.grouped) 元", en: "back-pay of \(back.grouped) yuan"))
    }
    guard paid != adjusted else { continue }
    found.append(
      paidOtherwise(
        county, county.subject(member), source.place(.amount, row: Int(member.row)), due: adjusted, paid: paid,
        period: county.period, level: .row))
  }
  let towns = Dictionary(uniqueKeysWithValues: county.figures.towns.map { ($0.town, $0.tally) })
  for row in county.records.aggregates {
    let source = county.source(row.source)
    let subject = county.subject(row)
    for (entry, month) in zip(row.months, source.monthColumns) {
      guard let heads = entry.heads.count, let paid = entry.amount.money, let column = month.amount else { continue }
      let due = county.policy.rate(in: month.month) * heads
      guard paid != due else { continue }
      found.append(
        paidOtherwise(
          county, subject, source.place(row: Int(row.row), column: column), due: due, paid: paid,
          period: "\(month.month)", level: .row))
    }
    guard row.months.isEmpty, let paid = row[.amount].money else { continue }
    let below =
      row.isVillage
      ? (row.village >= 0 ? county.tally(ofVillage: Int(row.village)) : nil)
      : row.town >= 0 ? towns[Int(row.town)] : nil
    var due = rowDue(county, row)
    if due == nil { due = below?.due }
    if let due, paid != due {
      found.append(
        paidOtherwise(
          county, subject, source.place(.amount, row: Int(row.row)), due: due, paid: paid, period: county.period,
          level: row.isVillage ? .village : .town))
    } else if !row.isVillage, let stated = below?.stated, below?.listed != nil, stated != paid,
      isComplete(county, town: Int(row.town))
    {
      found.append(
        paidOtherwise(
          county, subject, source.place(.amount, row: Int(row.row)), due: stated, paid: paid, period: county.period,
          level: .town))
    }
  }
  return found
}

/// Whether every amount of a town's members could be read: a sum with gaps proves nothing.
private func isComplete(_ county: CountyCase, town: Int) -> Bool {
  !county.records.members.contains { $0.town == Int32(town) && $0.amount.money == nil }
}

/// What a row's own heads, months and rate come to; nil where it does not state enough.
private func rowDue(_ county: CountyCase, _ row: AggregateRecord) -> Money? {
  if let personMonths = row[.personMonths].count, let rate = county.policy.singleRate { return rate * personMonths }
  guard let heads = row[.eligible].count else { return nil }
  switch row[.months] {
  case .absent:
    return county.policy.fullAmount * heads
  case .value(let months):
    guard (0...Int64(county.policy.months)).contains(months) else { return nil }
    return county.policy.calendar.prefix(Int(months)).reduce(.zero) { $0 + county.policy.rate(in: $1) } * heads
  default: return nil
  }
}

private func paidOtherwise(
  _ county: CountyCase, _ subject: Subject, _ place: Place, due: Money, paid: Money, period: String,
  level: Discrepancy.Level
) -> Discrepancy {
  Discrepancy(
    .dueVsPaid, subject: subject, period: period, field: Field.amount.rawValue,
    spots: [.init(place, raw: "\(paid)", parsed: "\(paid)")],
    gap: .money(expected: due, actual: paid), level: level, touches: [.stated], isTie: true,
    zh: "应发 \(due.grouped) 元，实发 \(paid.grouped) 元，差 \((paid - due).signed) 元",
    en: "\(due.grouped) yuan is due, \(paid.grouped) is paid: \((paid - due).signed)")
}
