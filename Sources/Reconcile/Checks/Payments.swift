import Domain

/// DZ401: a stated rate is the policy's in the months that are paid.
func rateMismatch(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let all = policy.rules.map(\.rate)
  let ofMonths = policy.calendar.map(policy.rate)
  func check(
    _ reading: Reading, _ rates: [Money], _ source: Source, row: Int, _ subject: @autoclosure () -> Subject
  ) -> Discrepancy? {
    guard let rate = reading.money, let wanted = rates.last, !rates.contains(rate),
      rates.allSatisfy({ source.stated(rate, .rate).agreement(with: $0).verdict == .mismatch })
    else { return nil }
    return Discrepancy(
      .rateMismatch, subject: subject(), period: county.period, field: Field.rate.rawValue,
      spots: [.init(source.place(.rate, row: row), raw: "\(rate)", parsed: "\(rate)")],
      gap: .money(expected: wanted, actual: rate), level: .row, touches: [.stated],
      zh: "补贴标准写 \(rate) 元，政策为 \(words(rates)) 元/人·月",
      en: "the rate is stated as \(rate) yuan; the policy has \(words(rates)) a person and month")
  }
  func words(_ rates: [Money]) -> String {
    var seen: [Money] = []
    for rate in rates where !seen.contains(rate) { seen.append(rate) }
    return seen.map { "\($0)" }.joined(separator: " / ")
  }
  var found: [Discrepancy] = []
  // What is paid later may be the difference between two rates.
  for (index, member) in county.records.members.enumerated()
  where member.rate.value != nil && !county.records.isLater(index) {
    var rates = all
    if let paid = county.memberFigures[index]?.span, !paid.isEmpty {
      // Under rules that changed, only the rates of the member's own months are right.
      rates = Array(ofMonths[paid])
    }
    if let one = check(
      member.rate, rates, county.source(member.source), row: Int(member.row), county.subject(member))
    {
      found.append(one)
    }
  }
  for row in county.records.aggregates where row[.rate].value != nil {
    let source = county.source(row.source)
    // A quarter's sheet has the rate of its own months.
    let own = source.monthColumns.map(\.month).filter { policy.from <= $0 && $0 <= policy.until }
    let rates = own.isEmpty ? all : own.map(policy.rate)
    if let one = check(row[.rate], rates, source, row: Int(row.row), county.subject(row)) { found.append(one) }
  }
  return found
}

/// DZ403: months lie within the period, and within the term of office where one is stated.
func monthsOutOfRange(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  var found: [Discrepancy] = []
  func find(_ months: Int, _ most: Int, _ source: Source, row: Int, _ subject: Subject, zh: String, en: String) {
    found.append(
      Discrepancy(
        .monthsOutOfRange, subject: subject, period: county.period, field: Field.months.rawValue,
        spots: [.init(source.place(.months, row: row), raw: "\(months)", parsed: "\(months)")],
        gap: .counts(expected: most, actual: months, unit: "月"), level: .row,
        // More months than there are count for as many as there are.
        touches: min(months, policy.months) == most ? [.stated] : [.due, .stated], zh: zh, en: en))
  }
  func isOutside(_ months: Int, _ source: Source, row: Int, _ subject: @autoclosure () -> Subject) -> Bool {
    let longest = source.part.map { Int($0.upperBound.index - $0.lowerBound.index) + 1 } ?? policy.months
    guard !(0...longest).contains(months) else { return false }
    find(
      months, longest, source, row: row, subject(), zh: "月数 \(months) 不在 0 至 \(longest) 之间，最多按 \(longest) 个月计",
      en: "\(months) months are not within 0 to \(longest); at most \(longest) are counted")
    return true
  }
  for (index, member) in county.records.members.enumerated() {
    let source = county.source(member.source)
    guard let months = member.months.count else {
      if let one = payBeyondTerm(index, county) { found.append(one) }
      continue
    }
    if county.records.isLater(index), let counted = county.memberFigures[index]?.months, months > counted,
      member.amount.money.map({ $0 == policy.rate(in: policy.until).multiplied(by: months) }) ?? true
    {
      find(
        months, counted, source, row: Int(member.row), county.subject(member),
        zh: "补发 \(months) 个月，本期间只有 \(counted) 个月未发", en: "\(months) months are paid later; \(counted) are open")
      continue
    }
    if isOutside(months, source, row: Int(member.row), county.subject(member)) { continue }
    guard member.start != nil || member.end != nil, county.memberFigures[index]?.isExcluded != true else { continue }
    let term = policy.months(ofTerm: member, within: source.part).count
    guard months > term else { continue }
    if let one = county.paidAfterEnd(of: member, months: months, term: term, at: .months, raw: "\(months)") {
      found.append(one)
      continue
    }
    let dates = (member.start.map { "\($0)" } ?? "") + "—" + (member.end.map { "\($0)" } ?? "")
    find(
      months, term, source, row: Int(member.row), county.subject(member),
      zh: "月数 \(months) 多于任职（\(dates)）在本期间的 \(term) 个月",
      en: "\(months) months are stated; the term (\(dates)) has \(term) within the period")
  }
  for row in county.records.aggregates {
    let source = county.source(row.source)
    if let months = row[.months].count { _ = isOutside(months, source, row: Int(row.row), county.subject(row)) }
    guard let total = row[.personMonths].count, let heads = row[.eligible].count, total > heads * policy.months else {
      continue
    }
    found.append(
      Discrepancy(
        .monthsOutOfRange, subject: county.subject(row), period: county.period, field: Field.personMonths.rawValue,
        spots: [.init(source.place(.personMonths, row: Int(row.row)), raw: "\(total)", parsed: "\(total)")],
        gap: .counts(expected: heads * policy.months, actual: total, unit: "人月"),
        level: row.isVillage ? .village : .town, touches: [.due, .stated],
        zh: "人月 \(total) 多于 \(heads) 人 × \(policy.months) 个月",
        en: "\(total) person-months are more than \(heads) heads × \(policy.months) months"))
  }
  return found
}

/// DZ403: a list without months pays more of them than the term has that it states.
private func payBeyondTerm(_ index: Int, _ county: CountyCase) -> Discrepancy? {
  let member = county.records.members[index]
  let source = county.source(member.source)
  guard member.months == .absent, member.start != nil || member.end != nil, !county.records.isLater(index),
    let figures = county.memberFigures[index], !figures.isExcluded, let months = figures.months
  else { return nil }
  let term = county.policy.months(ofTerm: member, within: source.part).count
  guard months > term else { return nil }
  // 480 a month for six months is another rate, which is told as such.
  if let rate = member.rate.money, let own = rate.multiplied(by: term),
    own == member.due.money || own == member.amount.money
  {
    return nil
  }
  let field: Field = source.columns[.due] != nil && member.due.money != nil ? .due : .amount
  let paid = member.due.money ?? member.amount.money
  if let one = county.paidAfterEnd(
    of: member, months: months, term: term, at: field, raw: paid.map { "\($0)" } ?? "")
  {
    return one
  }
  let dates = (member.start.map { "\($0)" } ?? "") + "—" + (member.end.map { "\($0)" } ?? "")
  return Discrepancy(
    .monthsOutOfRange, subject: county.subject(member), period: county.period, field: Field.months.rawValue,
    spots: [.init(source.place(field, row: Int(member.row)), raw: paid.map { "\($0)" } ?? "", parsed: "\(months)")],
    gap: .counts(expected: term, actual: months, unit: "月"), level: .row, touches: [.due, .stated],
    zh: "金额合 \(months) 个月，多于任职（\(dates)）在本期间的 \(term) 个月",
    en: "the amount is \(months) months' pay; the term (\(dates)) has \(term) within the period")
}

/// DZ606: whoever holds a post that is paid elsewhere is not paid again.
func paidForBothPosts(_ county: CountyCase) -> [Discrepancy] {
  let marks = Dictionary(
    county.records.remarks.filter { $0.kind == .marked }.map { ($0.member, $0) },
    uniquingKeysWith: { first, _ in first })
  return county.memberFigures.enumerated().compactMap { index, figures in
    let member = county.records.members[index]
    // Whose village nobody knows is marked all the same.
    let isMarked =
      figures?.isExcluded
      ?? (member.village < 0 && county.source(member.source).kind == .paymentList
        && county.policy.rules.contains { $0.exclusion.excludes(member) })
    guard isMarked, let paid = member.amount.money ?? member.due.money, paid.fen > 0 else {
      return nil
    }
    let source = county.source(member.source)
    let amount: Field = member.amount.money == nil ? .due : .amount
    let mark = marks[index]
    // A bare 兼 names no post, and 否 below 是否纳入发放 neither.
    let isRefused = mark?.raw.first.map { "否不未无停×✗✘xXNn".contains($0) } ?? false
    let said =
      mark?.raw == "兼"
      ? ("写有“兼”", "marked 兼")
      : isRefused
        ? ("已写明不发放（“\(mark?.raw ?? "")”）", "said not to be paid (\"\(mark?.raw ?? "")\")")
        : ("已标明兼任纪检职务", "marked as holding a paid party post")
    return Discrepancy(
      .dualPostPaid, subject: county.subject(member), period: county.period, field: Field.concurrent.rawValue,
      // Either of the two cells may be the one that is wrong.
      spots: [
        .init(mark?.place ?? source.place(.concurrent, row: Int(member.row)), raw: mark?.raw ?? "是"),
        .init(source.place(amount, row: Int(member.row)), raw: "\(paid)"),
      ],
      gap: .money(expected: .zero, actual: paid), level: .row, touches: [.concurrent, .heads, .due, .stated],
      zh: "\(said.0)，仍发放 \(paid.grouped) 元", en: "\(said.1), yet paid \(paid.grouped) yuan")
  }
}

/// DZ402: any payment is a sum of whole person-months at the rates of the period.
func notMultipleOfRate(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let highest = policy.rules.map { policy.rounded($0.rate) }.max() ?? .zero
  func check(
    _ amount: Reading, _ source: Source, row: Int, column: Int?, _ subject: @autoclosure () -> Subject,
    _ period: String, whole: (Money) -> Money, rate: Money
  ) -> Discrepancy? {
    guard let paid = amount.money else { return nil }
    let below = whole(paid)
    guard below != paid else { return nil }
    let stated = source.stated(paid, column: column)
    // An amount rounded to places of 万元 is whole months if some whole months round to it.
    guard stated.agreement(with: below).verdict == .mismatch, stated.agreement(with: below + rate).verdict == .mismatch
    else { return nil }
    let rest = paid - below
    // More than these heads are due for all months is too much, and told as that: it is no part of a month.
    guard rest < highest else { return nil }
    // The nearest whole months are what was most likely meant.
    let nearest = rest > rate - rest ? below + rate : below
    let place = column.map { source.place(row: row, column: $0) } ?? source.place(row: row)
    return Discrepancy(
      .notMultipleOfRate, subject: subject(), period: period, field: Field.amount.rawValue,
      spots: [.init(place, raw: "\(paid)", parsed: "\(paid)")],
      gap: .money(expected: nearest, actual: paid), level: .row, touches: [.stated], isTie: true,
      zh: "金额 \(paid.grouped) 元不是 \(rate) 元的整数倍，余 \(rest) 元",
      en: "\(paid.grouped) yuan is no multiple of \(rate): \(rest) is left over")
  }
  let usual = policy.rules[policy.rules.count - 1].rate
  var found: [Discrepancy] = []
  let later = county.laterPayments
  let added = Set(later.values.flatMap(\.self))
  for (index, member) in county.records.members.enumerated() where !added.contains(index) {
    let source = county.source(member.source)
    // A rate that was raised is made up for later: the two together are whole months.
    let field: Field = county.records.statesDueAlone(member) ? .due : .amount
    var amount = county.records.pay(member)
    for other in later[index] ?? [] {
      amount =
        amount.value.flatMap { paid in
          county.records.pay(county.records.members[other]).value.map { .value(paid + $0) }
        } ?? amount
    }
    if let one = check(
      amount, source, row: Int(member.row), column: source.columns[field], county.subject(member),
      county.period, whole: { policy.wholeMonths(within: $0) }, rate: usual)
    {
      found.append(one)
    }
  }
  for row in county.records.aggregates where row.isVillage {
    let source = county.source(row.source)
    // A town's or a year's sum of odd payments is odd too: payments are told where they stand.
    let heads = max(policy.quota, row[.eligible].count ?? 0, row.months.compactMap(\.heads.count).max() ?? 0)
    if row.months.isEmpty || source.statesHeadsByMonth,
      let one = check(
        row[.amount], source, row: Int(row.row), column: source.columns[.amount], county.subject(row), county.period,
        whole: { policy.wholeMonths(within: $0, heads: heads) }, rate: usual)
    {
      found.append(one)
    }
    for (entry, month) in zip(row.months, source.monthColumns) {
      let rate = policy.rounded(policy.rate(in: month.month))
      guard let column = month.amount, rate != .zero else { continue }
      if let one = check(
        entry.amount, source, row: Int(row.row), column: column, county.subject(row), "\(month.month)",
        whole: { Money(fen: $0.fen / rate.fen * rate.fen) }, rate: rate)
      {
        found.append(one)
      }
    }
  }
  return found
}

extension Source {
  /// Whether each month has heads of its own and none has money: then the year's amount is no sum of others.
  fileprivate var statesHeadsByMonth: Bool {
    monthColumns.allSatisfy { $0.amount == nil && $0.heads != nil }
      && Set(monthColumns.compactMap(\.heads)).count == monthColumns.count
  }
}
