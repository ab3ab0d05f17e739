import Domain

/// The fingerprint of each discrepancy: code, entity, period and field, without values, so that it stays the same from night to night.
func fingerprintsOf(_ discrepancies: [Discrepancy], _ context: PublishContext) -> [String] {
  var prints = discrepancies.map { finding in
    let subject = finding.subject
    var entity =
      subject.village.map { context.register.villages[$0].code } ?? subject.town.map {
        context.register.towns[$0].code
      }
      ?? subject.county.map { context.register.counties[$0].code } ?? "fund"
    if let person = subject.person { entity += "/" + context.personKey(person) }
    if !subject.detail.isEmpty { entity += "/" + subject.detail }
    return context.digest([finding.code.rawValue, entity, finding.period, finding.field].joined(separator: "|"))
  }
  // Findings that would share a fingerprint without being one are told apart in sheet order.
  for (_, group) in Dictionary(grouping: prints.indices, by: { prints[$0] }) where group.count > 1 {
    let ordered = group.sorted {
      sortKey(discrepancies[$0].spots.first?.place) < sortKey(discrepancies[$1].spots.first?.place)
    }
    for (rank, index) in ordered.enumerated() where rank > 0 { prints[index] += "#\(rank + 1)" }
  }
  return prints
}

/// Orders places as people read: by file, sheet, row and column.
private func sortKey(_ place: Place?) -> SortKey {
  guard let place else { return SortKey(file: "", sheet: "", row: 0, column: 0) }
  var row = 0
  var column = 0
  for byte in place.cell.utf8 {
    if byte == UInt8(ascii: ":") { break }
    if (65...90).contains(byte) {
      column = column * 26 + Int(byte - 64)
    } else if (48...57).contains(byte) {
      row = row * 10 + Int(byte - 48)
    }
  }
  return SortKey(file: place.file, sheet: place.sheet, row: row, column: column)
}

private struct SortKey: Comparable {
  var file: String
  var sheet: String
  var row: Int
  var column: Int
  static func < (a: SortKey, b: SortKey) -> Bool {
    (a.file, a.sheet, a.row, a.column) < (b.file, b.sheet, b.row, b.column)
  }
}

/// A place of a finding, as it is ordered.
private struct Row {
  var county: String
  var code: String
  var key: SortKey
  var print: String
  var finding: Int
  var spot: Int
}

/// `discrepancies.csv`: one row per place, all places of a finding with one fingerprint.
let discrepanciesTable = Table(
  .discrepancies,
  inPieces: { publication, put in
    let register = publication.context.register
    let prints = publication.fingerprints
    var csv = CSVBuilder()
    var rows: [Row] = []
    for (index, finding) in publication.discrepancies.enumerated() {
      for (position, spot) in finding.spots.enumerated() {
        let county = (spot.subject ?? finding.subject).county.map { register.counties[$0].code } ?? ""
        rows.append(
          Row(
            county: county, code: finding.code.rawValue, key: sortKey(spot.place), print: prints[index], finding: index,
            spot: position))
      }
    }
    rows.sort { ($0.county, $0.code, $0.key, $0.print) < ($1.county, $1.code, $1.key, $1.print) }
    for row in rows {
      let finding = publication.discrepancies[row.finding]
      let spot = finding.spots[row.spot]
      let subject = spot.subject ?? finding.subject
      csv.text(finding.code.rawValue)
      csv.text(finding.severity.rawValue)
      csv.text(row.county)
      csv.text(subject.county.map { register.counties[$0].name } ?? "")
      csv.text(subject.town.map { register.towns[$0].name } ?? "")
      csv.text(subject.village.map { register.villages[$0].code } ?? "")
      csv.text(subject.village.map { register.villages[$0].name } ?? "")
      csv.text((subject.person ?? finding.subject.person).map(publication.context.personKey) ?? "")
      csv.plain(finding.period)
      csv.text(finding.field)
      csv.text(spot.place.file)
      csv.text(spot.place.sheet)
      csv.text(spot.place.cell)
      csv.text(spot.raw)
      csv.text(spot.parsed)
      gapFields(&csv, finding.gap)
      csv.text(finding.consistentWith.map(\.zh).joined(separator: "；"))
      csv.text(finding.causes.map { prints[$0] }.sorted().joined(separator: ";"))
      csv.text(finding.policy)
      csv.text(finding.message.zh)
      csv.text(finding.message.en)
      csv.text(row.print)
      csv.text(publication.hashes[spot.place.file] ?? "")
      csv.endRow()
      if csv.bytes.count > 1 << 20 {
        try put(csv.bytes)
        csv = CSVBuilder()
      }
    }
    try put(csv.bytes)
  })

private func gapFields(_ csv: inout CSVBuilder, _ gap: Discrepancy.Gap) {
  switch gap {
  case .none: for _ in 0..<5 { csv.plain("") }
  case .texts(let expected, let actual):
    csv.text(expected)
    csv.text(actual)
    for _ in 0..<3 { csv.plain("") }
  case .counts(let expected, let actual, let unit):
    csv.number(expected)
    csv.number(actual)
    csv.number(actual - expected)
    csv.text(unit)
    csv.plain("")
  case .money(let expected, let actual):
    csv.money(expected)
    csv.money(actual)
    csv.money(actual - expected)
    csv.text("元")
    csv.money(actual - expected)
  }
}

/// `normalizations.csv`: what was read otherwise than written.
let normalizationsTable = Table(
  .normalizations,
  county: { county, context, csv in
    let rows = county.records.normalizations.map { ($0, sortKey($0.place)) }
      .sorted { ($0.1, $0.0.rule) < ($1.1, $1.0.rule) }
    for (row, _) in rows {
      csv.text(context.register.counties[row.county].name)
      csv.text(row.place.file)
      csv.text(row.place.sheet)
      csv.text(row.place.cell)
      csv.text(row.rule)
      csv.text(row.raw)
      csv.text(row.value)
      csv.number(row.count)
      csv.endRow()
    }
  })
