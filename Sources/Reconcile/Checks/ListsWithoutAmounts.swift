import Domain

/// DZ206: a list of some months that states no amounts beside others of the same villages that do: what was paid in these months is not
/// stated, and the sum of the others says less than the year.
func listsWithoutAmounts(_ county: CountyCase) -> [Discrepancy] {
  var open: Set<Int> = []
  for village in county.figures.villages where village.basis == .paymentList {
    var (stating, silent) = (Set<Int>(), Set<Int>())
    for index in county.membersOf[village.village] ?? [] where !county.records.isLater(index) {
      let member = county.records.members[index]
      let source = member.source.index
      if member.amount.value != nil || member.due.value != nil {
        stating.insert(source)
      } else if member.amount == .absent, member.due == .absent, county.memberFigures[index]?.due ?? .zero > .zero,
        county.records.sources[source].monthColumns.allSatisfy({ $0.amount == nil })
      {
        silent.insert(source)
      }
    }
    if !stating.isEmpty { open.formUnion(silent.subtracting(stating)) }
  }
  return open.sorted().map { index in
    let source = county.records.sources[index]
    return Discrepancy(
      .missingNotZero, subject: Subject(county: county.records.county, town: source.town, detail: source.sheet),
      period: source.part.map {
        $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)/\($0.upperBound)"
      }
        ?? county.period, field: Field.amount.rawValue,
      spots: [
        .init(
          Place(
            file: source.file, sheet: source.sheet, cell: source.range(rows: source.headerRows, columns: source.span)))
      ], level: .town, touches: [.stated],
      zh: "此表没有金额列（其他月份的表有）：缺失不等于没有发放，这些月份的金额未计入上报金额；如有金额列，请补写列名",
      en:
        "the list has no column of amounts, which those of other months have: what is missing is not zero, and nothing is stated for it; head the column if there is one"
    )
  }
}
