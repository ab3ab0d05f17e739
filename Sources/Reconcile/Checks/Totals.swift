import Domain

/// DZ408: every stated subtotal and total is the sum of its parts.
func subtotals(_ county: CountyCase) -> [Discrepancy] {
  // A quarter's heads stand for each of its months: one cell is told once.
  var told: Set<Place> = []
  var found = county.records.totals.compactMap { total -> Discrepancy? in
    // Whatever stands in a cell that cannot be read takes nothing off the others.
    let nearest = county.nearestSum(ofOpen: total)
    guard total.isComplete || county.isBelowItsParts(total) || nearest.map({ $0 != total.stated }) ?? false,
      total.stated != total.sum, !county.holdsAbsent(total), !county.settles(total)
    else { return nil }
    let source = county.source(total.source)
    guard told.insert(source.place(row: total.row, column: total.column)).inserted else { return nil }
    if isRounding(total, source, county) { return rounded(county, total, source) }
    let isMoney = if case .money = total.unit { true } else { false }
    let unit = if case .count(let unit) = total.unit { unit } else { "元" }
    let gap: Discrepancy.Gap =
      isMoney
      ? .money(expected: Money(fen: nearest ?? total.sum), actual: Money(fen: total.stated))
      : .counts(expected: Int(total.sum), actual: Int(total.stated), unit: unit)
    let (sum, stated) =
      isMoney ? (Money(fen: total.sum).grouped, Money(fen: total.stated).grouped) : ("\(total.sum)", "\(total.stated)")
    let isDoubled = total.sumWithSubtotals == total.stated
    let columns = total.partColumns ?? total.column...total.column
    let parts = source.range(rows: total.parts, columns: columns)
    var finding = Discrepancy(
      .subtotalMismatch,
      subject: Subject(
        county: county.records.county,
        town: total.isGrand && source.town == nil ? nil : total.town >= 0 ? Int(total.town) : nil,
        detail: "\(source.kind.rawValue) \(total.label)"),
      period: total.month.map { "\($0)" } ?? county.period, field: total.field.rawValue,
      spots: [.init(source.place(row: total.row, column: total.column), raw: total.raw, parsed: stated)], gap: gap,
      level: .town, touches: [], isTie: true,
      zh: "“\(total.label)”写 \(stated) \(unit)，\(parts) 相加为 \(sum) \(unit)" + (isDoubled ? "（把小计也加进去了）" : "")
        + (nearest == nil ? "" : "，其中不能读取的按应发计入也不符"),
      en: "\(total.label) states \(stated); \(parts) add up to \(sum)" + (isDoubled ? " (subtotals were added in)" : "")
        + (nearest == nil ? "" : ", nor does it tie with what is due in the cells that cannot be read")
    )
    finding.partRows = total.parts
    finding.partColumns = total.partColumns
    return finding
  }
  for row in county.records.aggregates where !row.months.isEmpty {
    // A year's sum beside its twelve months.
    guard let stated = row[.amount].money else { continue }
    let months = row.months.compactMap(\.amount.money)
    // A blank month adds nothing: a sum that counts it in says more than its months do.
    guard !months.isEmpty, row.months.allSatisfy({ $0.amount.money != nil || $0.amount == .missing }),
      months.reduce(.zero, +) != stated
    else { continue }
    let sum = months.reduce(.zero, +)
    var finding = Discrepancy(
      .subtotalMismatch, subject: county.subject(row), period: county.period, field: Field.amount.rawValue,
      spots: [
        .init(county.source(row.source).place(.amount, row: Int(row.row)), raw: "\(stated)", parsed: "\(stated)")
      ],
      gap: .money(expected: sum, actual: stated), level: .village, touches: [], isTie: true,
      zh: "全年合计 \(stated.grouped) 元，各月相加为 \(sum.grouped) 元",
      en: "the year states \(stated.grouped); its months add up to \(sum.grouped)")
    finding.partRows = Int(row.row)...Int(row.row)
    finding.partColumns = county.source(row.source).monthColumns.compactMap(\.amount).span
    found.append(finding)
  }
  return found
}

extension CountyCase {
  /// Whether a sum with parts that cannot be read is less than the others alone, none of which is negative.
  fileprivate func isBelowItsParts(_ total: StatedTotal) -> Bool {
    guard !total.isComplete, total.partColumns == nil, total.month == nil, total.stated > 0,
      total.stated < total.sum, [.amount, .eligible].contains(total.field),
      !records.totals.contains(where: { other in
        // Of sums within it one may be what is wrong, or what is added up.
        other.source == total.source && other.column == total.column && other.row != total.row
          && other.isComplete && total.parts.contains(other.row)
      })
    else { return false }
    func isPart(_ source: SourceID, _ row: Int32) -> Bool { source == total.source && total.parts.contains(Int(row)) }
    let all =
      records.members.lazy.filter { isPart($0.source, $0.row) }.map { $0.amount.value ?? 0 }
      + records.aggregates.lazy.filter { isPart($0.source, $0.row) }.map { $0[total.field].value ?? 0 }
    return !all.isEmpty && all.allSatisfy { $0 >= 0 } && all.reduce(0, +) == total.sum
  }
}

/// Whether a sum in 万元 differs from its parts by rounding alone: it states what the parts are due, at its own places.
/// Where that is not known, each part and the sum may be half a place off, and no more.
private func isRounding(_ total: StatedTotal, _ source: Source, _ county: CountyCase) -> Bool {
  guard case .money = total.unit, source.scales[total.column] != nil else { return false }
  let stated = source.stated(Money(fen: total.stated), column: total.column)
  guard let step = stated.figure.step, let off = try? Ratio(abs(total.stated - total.sum)).times(Ratio(2)) else {
    return false
  }
  let parts = roundedParts(of: total, county)
  if let due = due(ofParts: total, county) {
    if case .mismatch = stated.agreement(with: due) { return false }
    // A total of what is due, over a part that is a month short, is no rounding; one with more places than its parts is.
    let steps = parts.amounts.reduce(Int64(0)) { $0 + ownStep(of: $1, in: stated.unit) }
    guard let own = try? step.times(Ratio(Int64(parts.others + 1))), let most = try? own.plus(Ratio(steps)) else {
      return false
    }
    return off <= most
  }
  guard let most = try? step.times(Ratio(Int64(parts.amounts.count + parts.others + 1))) else { return false }
  return off <= most
}

/// The last place that an amount shows, in fen: 0.86 in 万元 is written to 100 yuan.
private func ownStep(of amount: Int64, in unit: MoneyUnit) -> Int64 {
  var step = max(1, unit.fen / 10)
  while step > 1, amount % step != 0 { step /= 10 }
  return step
}

/// The parts of a sum that may have been rounded, and how many others have no amount: whole person-months at the rate lost nothing when
/// they were written.
private func roundedParts(of total: StatedTotal, _ county: CountyCase) -> (amounts: [Int64], others: Int) {
  guard let rate = county.policy.singleRate?.fen, rate != 0, total.partColumns == nil else {
    return ([], total.parts.count)
  }
  var amounts: [Int64] = []
  func take(_ amount: Int64?) { if let amount { amounts.append(amount) } }
  let isPart = { (source: SourceID, row: Int32) in source == total.source && total.parts.contains(Int(row)) }
  for row in county.records.aggregates where isPart(row.source, row.row) {
    guard let month = total.month else {
      take(row[total.field].value)
      continue
    }
    let columns = county.source(row.source).monthColumns
    take(columns.firstIndex { $0.month == month }.flatMap { row.months[$0].amount.value })
  }
  for member in county.records.members where isPart(member.source, member.row) {
    take(total.field == .due ? member.due.value : total.field == .amount ? member.amount.value : nil)
  }
  return (amounts.filter { $0 % rate != 0 }, total.parts.count - amounts.count)
}

/// What the rows of a sum are due under the policy; nil where a row does not say enough, or the sum is of something else.
private func due(ofParts total: StatedTotal, _ county: CountyCase) -> Money? {
  guard total.field == .amount, total.partColumns == nil else { return nil }
  let isPart = { (source: SourceID, row: Int32) in source == total.source && total.parts.contains(Int(row)) }
  var sum = Money.zero
  var found = false
  for row in county.records.aggregates where isPart(row.source, row.row) {
    var due = county.rowDue(row)
    if let month = total.month { due = monthDue(row, month, county) }
    guard let due else { return nil }
    sum += due
    found = true
  }
  for (index, member) in county.records.members.enumerated() where isPart(member.source, member.row) {
    guard let due = county.memberFigures[index]?.due else { return nil }
    sum += due
    found = true
  }
  return found ? sum : nil
}

private func monthDue(_ row: AggregateRecord, _ month: YearMonth, _ county: CountyCase) -> Money? {
  guard let position = county.source(row.source).monthColumns.firstIndex(where: { $0.month == month }),
    let heads = row.months[position].heads.count
  else { return nil }
  return county.policy.rate(in: month) * heads
}

/// DZ507: a sum of rounded parts that differs by no more than their rounding.
private func rounded(_ county: CountyCase, _ total: StatedTotal, _ source: Source) -> Discrepancy {
  let (sum, stated) = (Money(fen: total.sum), Money(fen: total.stated))
  return Discrepancy(
    .roundingResidual,
    subject: Subject(
      county: county.records.county, detail: "\(source.sheet)#\(Place.cell(row: total.row, column: total.column))"),
    period: total.month.map { "\($0)" } ?? county.period, field: total.field.rawValue,
    spots: [.init(source.place(row: total.row, column: total.column), raw: total.raw, parsed: "\(stated)")],
    gap: .money(expected: sum, actual: stated), level: .town,
    zh: "“\(total.label)”与各行舍入后的数相加差 \((stated - sum).signed) 元，在各数所写位数的舍入之内",
    en:
      "\(total.label) differs from the sum of its rounded parts by \((stated - sum).signed) yuan, within their rounding"
  )
}

/// Takes those who are excluded and paid all the same from the causes of what a county is due, where they cannot be: a mark that is wrong
/// has left a seat out, so it explains only what is short, no more than its seat, and not where every excluded seat is what is missing.
func dropPaidExclusions(_ discrepancies: inout [Discrepancy], _ figures: CountyFigures, _ policy: Policy) {
  guard let allocated = figures.allocated, let due = figures.tally.due else { return }
  for index in discrepancies.indices where discrepancies[index].code == .countyVsAllocation {
    let causes = discrepancies[index].causes
    let paid = causes.filter { discrepancies[$0].code == .dualPostPaid }
    // What others raise, a wrong mark may lower again.
    guard !paid.isEmpty, paid.count == causes.count else { continue }
    func isAllocated(_ more: Money?) -> Bool {
      more.map { allocated.agreement(with: due + $0).verdict != .mismatch } ?? false
    }
    let isOfAll =
      figures.tally.concurrent.map { $0 > paid.count && isAllocated(policy.fullAmount.multiplied(by: $0)) } ?? false
    discrepancies[index].causes = causes.filter { cause in
      guard !isOfAll, case .money(_, let amount) = discrepancies[cause].gap else { return false }
      let seat = min(amount, policy.fullAmount)
      return due + seat <= allocated.amount || isAllocated(seat)
    }
  }
}

/// DZ502: what is due to a county is what it was allocated.
func dueAgainstAllocation(_ county: CountyCase) -> [Discrepancy] {
  guard let allocated = county.figures.allocated, let due = county.figures.tally.due else { return [] }
  let agreement = allocated.agreement(with: due)
  if case .rounded(let residual) = agreement {
    return [
      Discrepancy(
        .roundingResidual, subject: county.county, period: county.period, field: "allocated",
        spots: [.init(county.allocation?.place ?? Place(file: ""), raw: county.allocation?.raw ?? "")],
        gap: .money(expected: due, actual: allocated.amount), level: .county,
        zh: "\(county.name)应拨 \(due.grouped) 元，下达按所写位数相符，尾差 \(residual.signed) 元",
        en:
          "\(county.name): \(due.grouped) yuan is due; the allocation agrees at its places, residual \(residual.signed)"
      )
    ]
  }
  guard case .mismatch(let residual) = agreement else { return [] }
  return [
    Discrepancy(
      .countyVsAllocation, subject: county.county, period: county.period, field: Field.amount.rawValue,
      spots: [.init(Place(file: county.records.sources.first?.file ?? ""))],
      gap: .money(expected: allocated.amount, actual: due), level: .county,
      touches: [.due, .heads, .concurrent, .villages], isTie: true,
      zh: "\(county.name)应拨 \(due.grouped) 元，下达 \(allocated.amount.grouped) 元，差 \(residual.signed) 元",
      en: "\(county.name): \(due.grouped) yuan is due, \(allocated.amount.grouped) was allocated: \(residual.signed)")
  ]
}
