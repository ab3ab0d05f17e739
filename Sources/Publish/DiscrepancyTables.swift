import Domain

/// A place of a finding, as it is ordered: texts that many rows share by their ranks.
private struct Row {
  var county: Int32
  var code: Int32
  var file: Int32
  var sheet: Int32
  var row: Int
  var column: Int
  var finding: Int32
  var spot: Int32

  static func isBefore(_ a: Row, _ b: Row, _ prints: [String]) -> Bool {
    if a.county != b.county { return a.county < b.county }
    if a.code != b.code { return a.code < b.code }
    if a.file != b.file { return a.file < b.file }
    if a.sheet != b.sheet { return a.sheet < b.sheet }
    if a.row != b.row { return a.row < b.row }
    if a.column != b.column { return a.column < b.column }
    return prints[Int(a.finding)] < prints[Int(b.finding)]
  }
}

/// The ranks of texts among each other, found once per different text.
private struct Ranks {
  private var numbers: [String: Int32] = [:]
  private var texts: [String] = []
  private var last = (text: "", number: Int32(-1))

  /// The number under which a text is known.
  mutating func number(_ text: String) -> Int32 {
    // Neighbours mostly share their texts.
    if last.number >= 0, last.text == text { return last.number }
    let number = numbers[text] ?? Int32(texts.count)
    if number == texts.count {
      numbers[text] = number
      texts.append(text)
    }
    last = (text, number)
    return number
  }

  /// The rank of each number.
  var ranks: [Int32] {
    var ranks = [Int32](repeating: 0, count: texts.count)
    for (rank, number) in texts.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() {
      ranks[number] = Int32(rank)
    }
    return ranks
  }
}

/// The places of all findings in the order of the table.
private func orderedPlaces(_ publication: Publication) -> [Row] {
  let register = publication.context.register
  var (counties, codes, files, sheets) = (Ranks(), Ranks(), Ranks(), Ranks())
  var rows: [Row] = []
  rows.reserveCapacity(publication.discrepancies.count)
  let discrepancies = publication.discrepancies
  for index in discrepancies.indices {
    let code = codes.number(discrepancies[index].code.rawValue)
    for (position, spot) in discrepancies[index].spots.enumerated() {
      let key = cellKey(spot.place.cell)
      rows.append(
        Row(
          county: counties.number(
            (spot.subject ?? discrepancies[index].subject).county.map { register.counties[$0].code } ?? ""),
          code: code, file: files.number(spot.place.file), sheet: sheets.number(spot.place.sheet), row: key.row,
          column: key.column, finding: Int32(index), spot: Int32(position)))
    }
  }
  let (county, code, file, sheet) = (counties.ranks, codes.ranks, files.ranks, sheets.ranks)
  for index in rows.indices {
    rows[index].county = county[Int(rows[index].county)]
    rows[index].code = code[Int(rows[index].code)]
    rows[index].file = file[Int(rows[index].file)]
    rows[index].sheet = sheet[Int(rows[index].sheet)]
  }
  let prints = publication.fingerprints
  rows.sort { Row.isBefore($0, $1, prints) }
  return rows
}

/// `discrepancies.csv`: one row per place, all places of a finding with one fingerprint.
let discrepanciesTable = Table(
  .discrepancies,
  inPieces: { publication, put in
    let register = publication.context.register
    let prints = publication.fingerprints
    var csv = CSVBuilder()
    // What the places of a finding share is written once: they mostly follow each other.
    var shared: SharedFields?
    for row in orderedPlaces(publication) {
      let finding = publication.discrepancies[Int(row.finding)]
      let spot = finding.spots[Int(row.spot)]
      let common: SharedFields
      if let shared, shared.index == row.finding {
        common = shared
      } else {
        common = SharedFields(row.finding, finding, register, prints)
        shared = common
      }
      if let subject = spot.subject { headFields(&csv, finding, subject, register) } else { csv.fields(common.head) }
      csv.code((spot.subject?.person ?? finding.subject.person).map(publication.context.personKey) ?? "")
      csv.plain(finding.period)
      csv.text(finding.field)
      csv.text(spot.place.file)
      csv.text(spot.place.sheet)
      csv.text(spot.place.cell)
      csv.text(spot.raw)
      csv.text(spot.parsed)
      csv.fields(common.tail)
      csv.code(publication.hashes[spot.place.file] ?? "")
      csv.endRow()
      if csv.bytes.count > 1 << 20 {
        try put(csv.bytes)
        csv = CSVBuilder()
      }
    }
    try put(csv.bytes)
  })

/// What all places of a finding say alike, unless a place has a subject of its own.
private struct SharedFields {
  let index: Int32
  let head: CSVBuilder.Fields
  let tail: CSVBuilder.Fields

  init(_ index: Int32, _ finding: Discrepancy, _ register: Register, _ prints: [String]) {
    self.index = index
    head = CSVBuilder.Fields { headFields(&$0, finding, finding.subject, register) }
    tail = CSVBuilder.Fields {
      gapFields(&$0, finding.gap)
      $0.text(finding.consistentWith.map(\.zh).joined(separator: "；"))
      $0.code(finding.causes.map { prints[$0] }.sorted().joined(separator: ";"))
      $0.text(finding.policy)
      $0.text(finding.message.zh)
      $0.text(finding.message.en)
      $0.code(prints[Int(index)])
    }
  }
}

private func headFields(_ csv: inout CSVBuilder, _ finding: Discrepancy, _ subject: Subject, _ register: Register) {
  csv.text(finding.code.rawValue)
  csv.text(finding.severity.rawValue)
  csv.text(subject.county.map { register.counties[$0].code } ?? "")
  csv.text(subject.county.map { register.counties[$0].name } ?? "")
  csv.text(subject.town.map { register.towns[$0].name } ?? "")
  csv.code(subject.village.map { register.villages[$0].code } ?? "")
  csv.text(subject.village.map { register.villages[$0].name } ?? "")
}

private func gapFields(_ csv: inout CSVBuilder, _ gap: Discrepancy.Gap) {
  switch gap {
  case .none: for _ in 0..<5 { csv.plain("") }
  case .texts(let expected, let actual):
    csv.text(expected)
    csv.text(actual)
    for _ in 0..<3 { csv.plain("") }
  case .counts(let expected, let actual, let unit) where max(expected.magnitude, actual.magnitude) >= 10_000_000_000:
    // No count is so great: it is a person's number in the wrong column, and its difference would tell it.
    csv.plain(Mask.numbers(in: "\(expected)"))
    csv.plain(Mask.numbers(in: "\(actual)"))
    csv.plain("")
    csv.text(unit)
    csv.plain("")
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
