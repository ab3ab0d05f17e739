import Domain

extension AggregateRecord {
  /// How far up a finding about the row's figures stands.
  var level: Discrepancy.Level { isVillage ? .village : town >= 0 ? .town : .county }
}

extension CountyCase {
  /// What a row of a village, a town or the whole county is held against; nil where the figures are the row's own, or not all are known.
  func detail(of row: AggregateRecord) -> Tally? {
    if row.isVillage { return row.village >= 0 ? tally(ofVillage: Int(row.village)) : nil }
    if row.town >= 0 { return figures.towns.first { $0.town == Int(row.town) }?.tally }
    return figures.countyCells == nil ? countyDetail : nil
  }

  /// The county's figures, of which each town with villages has its part; none while villages are missing, which is told.
  fileprivate var countyDetail: Tally? {
    var whole = figures.tally
    guard whole.villagesReported == whole.villagesRegistered else { return nil }
    let towns = figures.towns.lazy.map(\.tally).filter { $0.villagesRegistered > 0 }
    if towns.contains(where: { $0.listed == nil }) { whole.listed = nil }
    if towns.contains(where: { $0.eligible == nil }) { (whole.eligible, whole.due) = (nil, nil) }
    if towns.contains(where: { $0.concurrent == nil }) { whole.concurrent = nil }
    if towns.contains(where: { $0.stated == nil }) { whole.stated = nil }
    return whole
  }
}

extension CountyCase {
  /// Whether a summary's total of money has among its rows one of paid heads whose amount is blank.
  fileprivate func hasBlankAmount(in total: StatedTotal) -> Bool {
    total.field == .amount && source(total.source).kind == .summary
      && records.aggregates.contains { row in
        row.source == total.source && total.parts.contains(Int(row.row)) && row[.amount] == .missing
          && row[.eligible].count ?? 0 > 0
      }
  }

  /// Whether no row of a total's table is outside it: the first town's 合计 comes after the first rows too.
  fileprivate func isOfWholeTable(_ total: StatedTotal) -> Bool {
    records.aggregates.allSatisfy { $0.source != total.source || total.parts.contains(Int($0.row)) }
  }

  /// Whether a summary's total leaves amounts blank and is what the county's detail comes to all the same.
  func settles(_ total: StatedTotal) -> Bool {
    guard total.isGrand, hasBlankAmount(in: total), let due = countyDetail?.due, countyDetail?.listed != nil else {
      return false
    }
    return source(total.source).stated(Money(fen: total.stated), column: total.column).agreement(with: due).verdict
      != .mismatch
  }
}

/// DZ302, DZ404: a summary's total whose own rows cannot all be read, or leave amounts blank that it so misses, is held against the county's
/// figures instead.
func totalsOfSummary(_ county: CountyCase) -> [Discrepancy] {
  guard let whole = county.countyDetail, whole.listed != nil else { return [] }
  return county.records.totals.compactMap { total in
    let source = county.source(total.source)
    guard total.isGrand, !total.isComplete || total.stated == total.sum && county.hasBlankAmount(in: total),
      total.month == nil, total.partColumns == nil, source.town == nil,
      source.kind == .summary, county.isOfWholeTable(total)
    else { return nil }
    func finding(_ code: Code, _ gap: Discrepancy.Gap, _ stated: String, _ counted: String) -> Discrepancy {
      var finding = Discrepancy(
        code, subject: Subject(county: county.records.county, detail: "\(source.kind.rawValue) \(total.label)"),
        period: county.period, field: total.field.rawValue,
        spots: [.init(source.place(row: total.row, column: total.column), raw: total.raw, parsed: stated)], gap: gap,
        level: .county, touches: [], isTie: true,
        zh: "\(source.kind.zh)“\(total.label)”写 \(stated)，全县明细为 \(counted)",
        en: "\(total.label) of the \(source.kind.rawValue) states \(stated); the county's detail comes to \(counted)")
      // Seats and heads that can be read add up to it: those that cannot are why it differs.
      if code == .headcountMismatch, total.stated == total.sum { finding.partRows = total.parts }
      return finding
    }
    let counts: [Field: Int?] = [.eligible: whole.eligible, .concurrent: whole.concurrent, .quota: whole.quota]
    if let counted = counts[total.field] ?? nil, counted != Int(total.stated) {
      return finding(
        .headcountMismatch, .counts(expected: counted, actual: Int(total.stated), unit: "人"), "\(total.stated) 人",
        "\(counted) 人")
    }
    guard total.field == .amount, let due = whole.due else { return nil }
    let stated = source.stated(Money(fen: total.stated), column: total.column)
    guard [due, whole.stated ?? due].allSatisfy({ stated.agreement(with: $0).verdict == .mismatch }) else { return nil }
    return finding(
      .dueVsPaid, .money(expected: due, actual: stated.amount), "\(stated.amount.grouped) 元", "\(due.grouped) 元")
  }
}
