import Domain

/// DZ606: whoever is marked as paid elsewhere and paid here all the same stands in the column and in its sum. A stated sum is off for him only
/// where it leaves him out: where his amount, alone or beside what the other causes come to, is what it lacks.
func dropPaidFromSums(_ discrepancies: inout [Discrepancy]) {
  for index in discrepancies.indices where discrepancies[index].code == .subtotalMismatch {
    let causes = discrepancies[index].causes
    let paid = causes.filter { discrepancies[$0].code == .dualPostPaid }
    guard !paid.isEmpty, let more = discrepancies[index].gap.difference else { continue }
    let others = causes.filter { discrepancies[$0].code != .dualPostPaid }
    let rests = [more] + (discrepancies.told(by: others).map { [more + $0] } ?? [])
    func amount(_ finding: Int) -> Int64 { discrepancies[finding].gap.difference ?? 0 }
    let alone = paid.filter { rests.contains(-amount($0)) }
    let left = rests.contains(-paid.reduce(0) { $0 + amount($1) }) ? paid : alone.count == 1 ? alone : []
    discrepancies[index].causes = (others + left).sorted()
  }
}

extension [Discrepancy] {
  /// What some findings make their cells too much, each cell once; nil where one of them does not say.
  fileprivate func told(by findings: [Int]) -> Int64? {
    let cells = Dictionary(grouping: findings) { self[$0].spots.first?.place }
    var sum: Int64 = 0
    for (_, all) in cells {
      // What is due at a cell says more than that its amount is no multiple of the rate.
      let best = all.first { self[$0].code == .dueVsPaid } ?? all[0]
      guard let more = self[best].gap.difference else { return nil }
      sum += more
    }
    return sum
  }
}
