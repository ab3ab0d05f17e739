import Domain

/// Heads of a monthly return against those in office that month; a number that is wrong in month after month alike is one mistake.
func monthlyHeads(_ county: CountyCase, _ row: AggregateRecord) -> [Discrepancy] {
  let source = county.source(row.source)
  guard !source.monthColumns.isEmpty,
    let counted = row.village >= 0
      ? county.certainHeads(ofVillage: Int(row.village))
      : county.certainHeads(ofTown: Int(row.town), orElse: county.yearOfHeads)
  else { return [] }
  var found: [HeadsOfMonth] = []
  var compared = 0
  for (entry, month) in zip(row.months, source.monthColumns) {
    let position = Int(month.month.index - county.policy.from.index)
    guard let heads = entry.heads.count, let column = month.heads, counted.indices.contains(position) else { continue }
    compared += 1
    guard heads != counted[position], county.hasList(of: month.month, at: row) else { continue }
    // Where its money goes another way, the month's own heads are wrong.
    let isPaid = entry.amount.money.map { $0 == county.policy.rate(in: month.month).multiplied(by: heads) } ?? true
    found.append(
      HeadsOfMonth(month: month.month, column: column, stated: heads, counted: counted[position], isPaid: isPaid))
  }
  guard let first = found.first else { return [] }
  let isSteady =
    found.count == compared
    && found.allSatisfy { $0.stated == first.stated && $0.counted == first.counted }
  let detail = county.membersOf[Int(row.village)] == nil ? ("明细", "detail") : ("名单", "list")
  return (isSteady ? [found] : runs(found)).map { months in
    let one = months[0]
    let isOne = months.count == 1
    let span = (one.month, months[months.count - 1].month)
    let (when, whenEn) =
      isSteady && !isOne
      ? ("各月均为", "in every month")
      : isOne
        ? ("\(one.month.month) 月", "in \(one.month)")
        : ("\(span.0.month)—\(span.1.month) 月", "from \(span.0) to \(span.1)")
    let came = one.stated > one.counted ? county.arrival(in: Int(row.village), after: span.1) : nil
    return Discrepancy(
      .headcountMismatch, subject: county.subject(row),
      // Other months are another fault, whatever was said of these.
      period: isOne ? "\(one.month)" : isSteady ? county.period : "\(span.0)/\(span.1)",
      field: Field.eligible.rawValue,
      spots: months.map { .init(source.place(row: Int(row.row), column: $0.column), raw: "\($0.stated)") },
      gap: .counts(expected: one.counted, actual: one.stated, unit: "人"), level: row.isVillage ? .village : .town,
      touches: [.heads], isTie: true,
      zh: (isSteady && !isOne ? "月报\(when) \(one.stated) 人" : "\(when)：月报 \(one.stated) 人")
        + "，\(detail.0)应发 \(one.counted) 人" + (came.map { "；\($0) 才有成员到任，前任如有请补列" } ?? ""),
      en: "the returns have \(one.stated) heads \(whenEn), the \(detail.1) \(one.counted)"
        + (came.map { "; a member came in \($0): add who sat there before, if anybody did" } ?? ""))
  }
}

/// Heads of one month that a return and the detail have differently.
private struct HeadsOfMonth {
  var month: YearMonth
  var column: Int
  var stated: Int
  var counted: Int
  /// Whether the return pays as many as it states, as far as it says.
  var isPaid: Bool

  /// Whether the month after one is wrong in the same way.
  func goesOn(from other: HeadsOfMonth) -> Bool {
    month == other.month.advanced(by: 1) && (stated, counted) == (other.stated, other.counted) && isPaid && other.isPaid
  }
}

/// Months that are wrong alike one after the other.
private func runs(_ months: [HeadsOfMonth]) -> [[HeadsOfMonth]] {
  months.reduce(into: []) { runs, month in
    if let last = runs.last?.last, month.goesOn(from: last) {
      runs[runs.count - 1].append(month)
    } else {
      runs.append([month])
    }
  }
}

extension CountyCase {
  /// The month after another if somebody of a village is paid from it on.
  fileprivate func arrival(in village: Int, after month: YearMonth) -> YearMonth? {
    let position = Int(month.index - policy.from.index) + 1
    let came = (membersOf[village] ?? []).contains { memberFigures[$0]?.span?.first == position }
    return came ? month.advanced(by: 1) : nil
  }
}

extension CountyCase {
  /// Heads of a village that a summary states for every month.
  func yearOfHeads(_ village: Int) -> [Int]? {
    guard let index = villageIndex[village], figures.villages[index].basis == .summary,
      let eligible = figures.villages[index].tally.eligible,
      figures.villages[index].tally.personMonths == eligible * policy.months
    else { return nil }
    return Array(repeating: eligible, count: policy.months)
  }
}
