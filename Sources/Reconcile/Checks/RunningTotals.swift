import Domain

/// DZ408: what the monthly returns of a place say that the year has come to is their months together, or what the month before said and the
/// month's own. Only what begins with the period's first month is such a sum.
func runningTotals(_ county: CountyCase) -> [Discrepancy] {
  let running = county.records.totals.filter(\.isRunning)
  guard !running.isEmpty else { return [] }
  let subjects = county.subjectsOfRows
  var series: [Subject: [(month: YearMonth, total: StatedTotal)]] = [:]
  var order: [Subject] = []
  for total in running {
    guard let month = total.month, let subject = subjects[RowOfTable(source: total.source, row: total.row)] else {
      continue
    }
    if series[subject] == nil { order.append(subject) }
    series[subject, default: []].append((month, total))
  }
  return order.flatMap { subject -> [Discrepancy] in
    let months = (series[subject] ?? []).sorted { $0.month < $1.month }
    guard let first = months.first, first.month == county.policy.from, first.total.stated == first.total.sum else {
      return []
    }
    var found: [Discrepancy] = []
    var (sum, before) = (first.total.sum, first)
    for next in months.dropFirst() {
      // Beyond a month that is missing, or stands twice, nothing is known of the sum.
      guard next.month == before.month.advanced(by: 1) else { break }
      sum += next.total.sum
      // What is the month's own again began anew: a quarter's or half-year's sum, of which nothing more is known.
      if next.total.stated == next.total.sum, next.total.stated != sum { break }
      if next.total.stated != sum, next.total.stated != before.total.stated + next.total.sum {
        found.append(mismatch(next.total, next.month, sum: Money(fen: sum), subject, county))
      }
      before = next
    }
    return found
  }
}

private func mismatch(
  _ total: StatedTotal, _ month: YearMonth, sum: Money, _ subject: Subject, _ county: CountyCase
) -> Discrepancy {
  let stated = Money(fen: total.stated)
  let place = county.source(total.source).place(row: total.row, column: total.column)
  return Discrepancy(
    .subtotalMismatch, subject: subject, period: "\(month)", field: Field.amount.rawValue,
    spots: [.init(place, raw: total.raw, parsed: "\(stated)")], gap: .money(expected: sum, actual: stated),
    level: subject.village == nil ? .town : .village, touches: [], isTie: true,
    zh: "“\(total.label)”写 \(stated.grouped) 元，截至 \(month) 各月相加为 \(sum.grouped) 元",
    en: "\(total.label) states \(stated.grouped); the months until \(month) add up to \(sum.grouped)")
}

private struct RowOfTable: Hashable {
  var source: SourceID
  var row: Int
}

extension CountyCase {
  /// What the rows of summaries and returns are about.
  fileprivate var subjectsOfRows: [RowOfTable: Subject] {
    Dictionary(
      records.aggregates.map { (RowOfTable(source: $0.source, row: Int($0.row)), subject($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether a total below 本年累计金额 says more than its rows by just what places without a row in its month had come to before.
  func holdsAbsent(_ total: StatedTotal) -> Bool {
    guard total.partColumns == nil, total.field == .amount, total.stated > total.sum else { return false }
    let running = records.totals.filter(\.isRunning)
    guard let month = running.first(where: { $0.source == total.source && $0.column == total.column })?.month else {
      return false
    }
    let subjects = subjectsOfRows
    var last: [Subject: (month: YearMonth, stated: Int64)] = [:]
    for one in running {
      guard let own = one.month, own <= month,
        let subject = subjects[RowOfTable(source: one.source, row: one.row)],
        last[subject].map({ $0.month < own }) ?? true
      else { continue }
      last[subject] = (own, one.stated)
    }
    return last.values.reduce(0) { $1.month < month ? $0 + $1.stated : $0 } == total.stated - total.sum
  }
}

extension StatedTotal {
  /// Whether it is what a month's row says of the year so far: the other months stand in other tables.
  fileprivate var isRunning: Bool { month != nil && partColumns != nil && !isComplete && parts == row...row }
}
