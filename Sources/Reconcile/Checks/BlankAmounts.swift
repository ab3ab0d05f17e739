import Domain

/// DZ206: a summary's row of paid heads leaves its amount blank where most others state theirs. What a payment list says of it is no amount of
/// the summary: its sums are of what stands there.
func blankAmountsOfRows(_ county: CountyCase) -> [Discrepancy] {
  let rows = Dictionary(
    grouping: county.records.aggregates.filter { row in
      county.source(row.source).kind == .summary && row.months.isEmpty && row[.eligible].count ?? 0 > 0
        && row[.amount] != .absent
    }, by: \.source)
  var told: Set<Place> = []
  for finding in county.records.discrepancies where finding.code == .missingNotZero {
    // A column of blanks that is told as a whole has its own finding.
    told.formUnion(finding.spots.map { Place(file: $0.place.file, sheet: $0.place.sheet) })
  }
  return rows.sorted { $0.key.index < $1.key.index }.flatMap { id, rows -> [Discrepancy] in
    let source = county.source(id)
    let blank = rows.filter { $0[.amount] == .missing }
    guard !blank.isEmpty, blank.count * 2 < rows.count, !told.contains(Place(file: source.file, sheet: source.sheet))
    else { return [] }
    return blank.compactMap { row in
      guard !isPaidAbove(row, rows, county) else { return nil }
      return Discrepancy(
        .missingNotZero, subject: county.subject(row), period: county.period, field: Field.amount.rawValue,
        spots: [.init(source.place(.amount, row: Int(row.row)))], level: .row, touches: [],
        zh: "有 \(row[.eligible].count ?? 0) 人领取，金额空白：空不等于 0，请补填",
        en: "\(row[.eligible].count ?? 0) head(s) are paid and the amount is blank: blank is not zero, fill it in")
    }
  }
}

/// Whether the row above states both rows' amount: one payment for two villages.
private func isPaidAbove(_ row: AggregateRecord, _ rows: [AggregateRecord], _ county: CountyCase) -> Bool {
  guard let above = rows.last(where: { $0.row < row.row && $0[.amount] != .missing }),
    let paid = above[.amount].money, let due = county.rowDue(above)
  else { return false }
  return paid > due
}
