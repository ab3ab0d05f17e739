import Domain

/// DZ408: a total over a cell that cannot be read is what the stated sums of its parts come to, where every row stands in one of these: the
/// cell is in them as in the total. Where the total has just what is due in the cell and a sum does not, the sum is what is wrong.
/// A total of no more than what can be read is another matter: it leaves the cell out.
func totalsOfSubtotals(_ county: CountyCase) -> [Discrepancy] {
  guard county.records.totals.contains(where: { !$0.isComplete }) else { return [] }
  struct Column: Hashable {
    var source: SourceID
    var number: Int
  }
  let columns = Dictionary(
    grouping: county.records.totals.filter { $0.partColumns == nil },
    by: { Column(source: $0.source, number: $0.column) })
  return county.records.totals.compactMap { total in
    guard !total.isComplete, total.partColumns == nil, total.stated > total.sum,
      let own = columns[Column(source: total.source, number: total.column)],
      let parts = county.stretches(of: total, among: own)
    else { return nil }
    let wrong = parts.filter { $0.isComplete && $0.sum != $0.stated }
    guard wrong.count <= mostWrong else { return nil }
    // A sum that does not tie is told itself: the total may have either figure of it.
    let sums = wrong.reduce(Set([parts.reduce(0) { $0 + $1.stated }])) { sums, part in
      sums.union(sums.map { $0 - part.stated + part.sum })
    }
    let stated = parts.reduce(0) { $0 + $1.stated }
    guard !sums.contains(total.stated), !county.isRounding(total, parts, off: total.stated - stated) else { return nil }
    let open = parts.filter { !$0.isComplete }
    if county.dueUnread(in: total) == total.stated - total.sum {
      let odd = open.filter { part in county.dueUnread(in: part).map { $0 != part.stated - part.sum } ?? true }
      if odd.count == 1, let due = county.dueUnread(in: odd[0]) {
        return county.mismatch(
          odd[0], sum: odd[0].sum + due, zh: "各行连同读不出的单元格应发的数为",
          en: "its rows and what is due in the unread cells come to")
      }
    }
    return county.mismatch(total, sum: stated, zh: "各小计相加为", en: "the stated subtotals add up to")
  }
}

/// More wrong sums than these are no few slips beside a total.
private let mostWrong = 8

extension CountyCase {
  /// The widest sums within a total, if all its rows stand in them, each in one.
  fileprivate func stretches(of total: StatedTotal, among others: [StatedTotal]) -> [StatedTotal]? {
    func contains(_ outer: StatedTotal, _ inner: StatedTotal) -> Bool {
      outer.parts.lowerBound <= inner.parts.lowerBound && inner.parts.upperBound <= outer.parts.upperBound
        && outer.parts.count > inner.parts.count
    }
    let inside = others.filter { contains(total, $0) }
    let widest = inside.filter { one in !inside.contains { contains($0, one) } }
      .sorted { $0.parts.lowerBound < $1.parts.lowerBound }
    guard widest.count > 1,
      zip(widest, widest.dropFirst()).allSatisfy({ $0.parts.upperBound < $1.parts.lowerBound })
    else { return nil }
    let source = source(total.source)
    func isOutside(_ row: Int) -> Bool {
      total.parts.contains(row) && !widest.contains { $0.parts.contains(row) }
    }
    let isAlone =
      records.members.contains { $0.source == total.source && isOutside(Int($0.row)) }
      || records.aggregates.contains { $0.source == total.source && isOutside(Int($0.row)) }
      || records.discrepancies.contains { finding in
        finding.isOfUnplacedRow
          && finding.spots.contains { spot in
            spot.place.file == source.file && spot.place.sheet == source.sheet
              && A1(spot.place.cell).map { isOutside($0.row) } ?? false
          }
      }
    return isAlone ? nil : widest
  }

  /// What is due in the cells of a sum's rows that cannot be read; nil where that is not known.
  fileprivate func dueUnread(in total: StatedTotal) -> Int64? {
    guard total.field == .amount, total.month == nil else { return nil }
    func isPart(_ source: SourceID, _ row: Int32) -> Bool { source == total.source && total.parts.contains(Int(row)) }
    var sum: Int64 = 0
    for row in records.aggregates where isPart(row.source, row.row) && row[.amount] == .unreadable {
      guard let due = rowDue(row) else { return nil }
      sum += due.fen
    }
    for (index, member) in records.members.enumerated()
    where isPart(member.source, member.row) && member.amount == .unreadable {
      guard let due = memberFigures[index]?.due else { return nil }
      sum += due.fen
    }
    return sum
  }

  /// Whether a total differs from its sums by no more than their places in 万元.
  fileprivate func isRounding(_ total: StatedTotal, _ parts: [StatedTotal], off: Int64) -> Bool {
    guard case .money = total.unit, let scale = source(total.source).scales[total.column] else { return false }
    let step = (0..<max(0, scale.places)).reduce(scale.unit.fen) { step, _ in max(1, step / 10) }
    return abs(off) <= step * Int64(parts.count + 1)
  }

  fileprivate func mismatch(_ total: StatedTotal, sum: Int64, zh: String, en: String) -> Discrepancy {
    let source = source(total.source)
    var (gap, stated, counted, unit): (Discrepancy.Gap, String, String, String)
    switch total.unit {
    case .money:
      let (due, actual) = (Money(fen: sum), Money(fen: total.stated))
      (gap, stated, counted, unit) = (.money(expected: due, actual: actual), actual.grouped, due.grouped, "元")
    case .count(let of):
      gap = .counts(expected: Int(sum), actual: Int(total.stated), unit: of)
      (stated, counted, unit) = ("\(total.stated)", "\(sum)", of)
    }
    return Discrepancy(
      .subtotalMismatch,
      subject: Subject(
        county: records.county,
        town: total.isGrand && source.town == nil ? nil : total.town >= 0 ? Int(total.town) : nil,
        detail: "\(source.kind.rawValue) \(total.label)"),
      period: total.month.map { "\($0)" } ?? period, field: total.field.rawValue,
      spots: [.init(source.place(row: total.row, column: total.column), raw: total.raw, parsed: stated)], gap: gap,
      level: .town, touches: [], isTie: true, zh: "“\(total.label)”写 \(stated) \(unit)，\(zh) \(counted) \(unit)",
      en: "\(total.label) states \(stated); \(en) \(counted)")
  }
}
