import Domain

extension CountyCase {
  /// What a row's own columns add to what is due and take off it, where that is just what it states: 补发上年 720 beside 实发 9,360. Only a header
  /// that names another time says that this period's own pay is no more and no less than what is due.
  func carriedOver(_ row: AggregateRecord) -> (back: Money, taken: Money)? {
    let (back, taken) = (row[.backPay].money ?? .zero, row[.deduction].money ?? .zero)
    let times = source(row.source).ofOtherTimes
    guard back != .zero || taken != .zero, back == .zero || times.contains(.backPay),
      taken == .zero || times.contains(.deduction), row.months.isEmpty, let paid = row[.amount].money,
      let due = rowDue(row) ?? detail(of: row)?.due, due != paid, due + back - taken == paid
    else { return nil }
    return (back, taken)
  }

  func isCarriedOver(_ row: AggregateRecord) -> Bool { carriedOver(row) != nil }
}
