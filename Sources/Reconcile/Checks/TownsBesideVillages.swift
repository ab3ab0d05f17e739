import Domain

/// DZ302, DZ404: where no members say who is paid, what a summary or return states of a town is what another of the same kind states of its
/// villages.
func townsBesideVillages(_ county: CountyCase) -> [Discrepancy] {
  let ofVillages = Dictionary(grouping: county.records.aggregates.filter { $0.village >= 0 }, by: \.village)
  return county.records.aggregates.flatMap { row -> [Discrepancy] in
    guard !row.isVillage, row.town >= 0, !ofVillages.isEmpty else { return [] }
    let kind = county.source(row.source).kind
    let villages = county.villages(in: row)
    // A row of more villages than there are may have communities, which are told themselves.
    if let stated = row[.villageCount].count, stated != villages.count { return [] }
    let below = villages.compactMap { village -> AggregateRecord? in
      let rows = (ofVillages[Int32(village)] ?? []).filter {
        county.source($0.source).kind == kind && $0.source != row.source
      }
      return rows.count == 1 ? rows[0] : nil
    }
    guard !villages.isEmpty, below.count == villages.count, villages.allSatisfy({ county.membersOf[$0] == nil }) else {
      return []
    }
    return kind == .summary ? yearApart(of: row, below, county) : monthsApart(of: row, below, county)
  }
}

private func yearApart(of row: AggregateRecord, _ below: [AggregateRecord], _ county: CountyCase) -> [Discrepancy] {
  guard ([row] + below).allSatisfy(county.isOfWholePeriod) else { return [] }
  func pair(_ field: Field) -> (stated: Int64, sum: Int64)? {
    let parts = below.compactMap { $0[field].value }
    guard let stated = row[field].value, parts.count == below.count else { return nil }
    return (stated, parts.reduce(0, &+))
  }
  func tell(_ field: Field, _ figures: (stated: Int64, sum: Int64)) -> Discrepancy {
    apart(
      row, below, county, field, figures, period: county.period,
      places: ([row] + below).map { county.source($0.source).place(field, row: Int($0.row)) })
  }
  // Heads beside no months and no money may be all who sit there, paid or not.
  func isPaid(_ row: AggregateRecord) -> Bool {
    [Field.months, .personMonths, .due, .amount].contains { row[$0].value != nil }
  }
  let heads = ([row] + below).allSatisfy(isPaid) ? pair(.eligible) : nil
  // What is rounded to 万元 says less than the fen.
  let money = ([row] + below).contains { !county.source($0.source).scales.isEmpty } ? nil : pair(.amount)
  var found: [Discrepancy] = []
  // Who came for somebody else is a person more in one of them and costs nothing more.
  if let heads, heads.stated != heads.sum, money.map({ $0.stated != $0.sum }) ?? true {
    found.append(tell(.eligible, heads))
  }
  if let money, money.stated != money.sum { found.append(tell(.amount, money)) }
  return found
}

private func monthsApart(of row: AggregateRecord, _ below: [AggregateRecord], _ county: CountyCase) -> [Discrepancy] {
  let source = county.source(row.source)
  // What is paid by the quarter, or a month later, comes to the same.
  func isSameInAll() -> Bool {
    let own = row.months.map(\.amount.value)
    let parts = below.flatMap { $0.months.map(\.amount.value) }
    let calendar = source.monthColumns.map(\.month)
    return below.allSatisfy { county.source($0.source).monthColumns.map(\.month) == calendar }
      && own.reduce(0) { $0 &+ ($1 ?? 0) } == parts.reduce(0) { $0 &+ ($1 ?? 0) }
  }
  let isSame = isSameInAll()
  return zip(row.months, source.monthColumns).flatMap { entry, column -> [Discrepancy] in
    let parts = below.compactMap { village -> (place: Source, row: Int, at: Int, month: AggregateRecord.Month)? in
      let own = county.source(village.source)
      guard let at = own.monthColumns.firstIndex(where: { $0.month == column.month }),
        village.months.indices.contains(at)
      else { return nil }
      return (own, Int(village.row), at, village.months[at])
    }
    guard parts.count == below.count else { return [] }
    func tell(
      _ field: Field, _ own: (Int?, Reading),
      _ part: ((place: Source, row: Int, at: Int, month: AggregateRecord.Month)) -> (Int?, Reading)
    ) -> Discrepancy? {
      let values = parts.compactMap { part($0).1.value }
      guard let place = own.0, let stated = own.1.value, values.count == parts.count,
        stated != values.reduce(0, &+),
        field == .eligible || !isSame && source.scales.isEmpty && parts.allSatisfy({ $0.place.scales.isEmpty })
      else { return nil }
      return apart(
        row, below, county, field, (stated, values.reduce(0, &+)), period: "\(column.month)",
        places: [source.place(row: Int(row.row), column: place)]
          + parts.map { one in
            part(one).0.map { one.place.place(row: one.row, column: $0) } ?? one.place.place(row: one.row)
          })
    }
    return [
      tell(.eligible, (column.heads, entry.heads)) { ($0.place.monthColumns[$0.at].heads, $0.month.heads) },
      tell(.amount, (column.amount, entry.amount)) { ($0.place.monthColumns[$0.at].amount, $0.month.amount) },
    ].compactMap(\.self)
  }
}

private func apart(
  _ row: AggregateRecord, _ below: [AggregateRecord], _ county: CountyCase, _ field: Field,
  _ figures: (stated: Int64, sum: Int64), period: String, places: [Place]
) -> Discrepancy {
  let isHeads = field == .eligible
  func told(_ value: Int64) -> String { isHeads ? "\(value)" : Money(fen: value).grouped }
  let unit = isHeads ? ("人", "heads") : ("元", "yuan")
  let kind = county.source(row.source).kind
  // Where the villages' was sent again, it is the town's that is out of date.
  let isCorrected = county.records.superseded.contains { $0.kind == kind }
  return Discrepancy(
    isHeads ? .headcountMismatch : .dueVsPaid, severity: isCorrected ? .warning : nil, subject: county.subject(row),
    period: period, field: field.rawValue,
    spots: places.enumerated().map { position, place in
      .init(place, raw: position == 0 ? told(figures.stated) : "")
    },
    gap: isHeads
      ? .counts(expected: Int(clamping: figures.sum), actual: Int(clamping: figures.stated), unit: "人")
      : .money(expected: Money(fen: figures.sum), actual: Money(fen: figures.stated)),
    level: .town, touches: isHeads ? [.heads] : [.stated], isTie: true,
    zh:
      "按镇的\(kind.zh)写 \(told(figures.stated)) \(unit.0)，按村的\(kind.zh)所列 \(below.count) 个村相加为 \(told(figures.sum)) \(unit.0)：请核对",
    en:
      "the \(kind.en) by town states \(told(figures.stated)) \(unit.1); the town's \(below.count) village(s) add up to \(told(figures.sum)) in the one by village: compare them"
  )
}
