import Domain

/// Totals beside cells that cannot be read: such a total states the readable parts, or these and what the others should be.
extension CountyCase {
  /// What a total with parts that cannot be read should state, of all that it may the nearest; nil where too little is known of them, or other
  /// sums stand among them or are of it, which are held against one another.
  func nearestSum(ofOpen total: StatedTotal) -> Int64? {
    guard !total.isComplete, total.partColumns == nil, total.month == nil, [.amount, .due].contains(total.field),
      !records.totals.contains(where: { other in
        other.source == total.source && other.column == total.column
          && (total.parts.contains(other.row) || other.parts.contains(total.row))
      })
    else { return nil }
    var (sum, isAnyOpen): (Int64, Bool) = (0, false)
    var sums: Set<Int64> = [0]
    for (index, member) in records.members.enumerated()
    where member.source == total.source && total.parts.contains(Int(member.row)) {
      let reading = total.field == .amount ? member.amount : member.due
      if let value = reading.value {
        sum &+= value
        continue
      }
      guard let pays = mayPay(index, total.field) else { return nil }
      isAnyOpen = true
      sums = Set(sums.flatMap { known in ([0] + pays).map { known &+ $0 } })
      guard sums.count <= Self.mostSums else { return nil }
    }
    guard isAnyOpen, sum == total.sum else { return nil }
    return sums.map { sum &+ $0 }.min { ($0 &- total.stated).magnitude < ($1 &- total.stated).magnitude }
  }

  // Where much is open nearly every total fits.
  private static let mostSums = 64

  /// What a member may be paid whose amount cannot be read: what its stated months come to, else any months of the period, or what numbers its
  /// text has: 2880（含补发240）.
  private func mayPay(_ index: Int, _ field: Field) -> [Int64]? {
    let member = records.members[index]
    guard let rate = policy.singleRate?.fen, rate > 0, [.absent, .missing].contains(member.deduction),
      [.absent, .missing].contains(member.backPay)
    else { return nil }
    let written = numbers(at: source(member.source).place(field, row: Int(member.row)))
    // Who is excluded is due nothing, and may be paid all the same.
    if let months = member.months.count, let due = memberFigures[index]?.due {
      return [due.fen, Int64(months) &* rate] + written
    }
    return (1...Int64(policy.months)).map { $0 &* rate } + written
  }

  /// The numbers of yuan that a text has which was told as unreadable, and what they come to.
  private func numbers(at place: Place) -> [Int64] {
    let spots = records.discrepancies.lazy.filter { $0.code == .valueNotParsed }.flatMap(\.spots)
    guard let raw = spots.first(where: { $0.place == place })?.raw else { return [] }
    let texts = raw.split { !($0.isASCII && $0.isNumber || $0 == ".") }
    let all = texts.prefix(8).compactMap { WrittenDecimal(String($0))?.money(in: .yuan)?.amount.fen }
    return all.count > 1 ? all + [all.reduce(0, &+)] : all
  }
}
