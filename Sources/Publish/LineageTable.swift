import Domain

/// `lineage.csv`: each published figure to its cells, or to the figures that it follows from.
///
/// A rule without a range is a formula over other figures, such as `sum(villages[440783001*].eligible)`; with a range it says what was
/// done with the cells. A member's cells are its `source` in `members.csv`.
let lineageTable = Table(
  .lineage,
  county: { county, context, csv in
    let figures = county.figures
    let register = context.register
    var columns = CountedColumns(county.records.sources)
    for village in figures.villages where village.basis != .none {
      linkVillage(village, register.villages[village.village].code, county.records.sources, &columns, &csv)
    }
    let entry = register.counties[figures.county]
    let isMissing = figures.status == .missing
    for (town, tally) in figures.towns {
      let code = register.towns[town].code
      csv.link("towns", code, "villages_registered", rule: "villages of kind 村 in the register")
      if !isMissing {
        csv.link("towns", code, "villages_reported", rule: "count(villages[\(code)*].basis)")
        let cells = figures.townCells[town].map { placeOfRows($0, county.records.sources) }
        let stated = statedRows(of: town, county)
        linkSums(tally, dataset: "towns", code: code, below: "villages", cells: cells, stated: stated, &csv)
      }
    }
    csv.link("counties", entry.code, "villages_registered", rule: "sum(towns[\(entry.code)*].villages_registered)")
    if !isMissing {
      let cells = figures.countyCells.map { placeOfRows($0, county.records.sources) }
      csv.link(
        "counties", entry.code, "villages_reported", cells,
        rule: cells == nil ? "sum(towns[\(entry.code)*].villages_reported)" : "as stated")
      linkSums(
        figures.tally, dataset: "counties", code: entry.code, below: "towns", cells: cells,
        stated: statedRows(of: nil, county), &csv)
    }
    if figures.allocated != nil {
      csv.link("counties", entry.code, "allocated_yuan", figures.allocatedPlace, rule: "as stated")
      if figures.tally.due != nil {
        csv.link(
          "counties", entry.code, "difference_yuan",
          rule: "counties[\(entry.code)].amount_due_yuan - counties[\(entry.code)].allocated_yuan")
      }
    }
    for month in figures.months {
      let key = "\(entry.code) \(month.month)"
      csv.link("months", key, "heads", rule: "count(villages[\(entry.code)*].person_months)")
      csv.link("months", key, "amount_yuan", rule: "months[\(key)].heads * policy.rate_yuan")
    }
  },
  fund: { publication, csv in
    for line in publication.budget { linkBudget(line, publication.budgetPlaces[line.line] ?? [:], &csv) }
    for claim in publication.claims {
      csv.link("claims", claim.id, "stated", Place(file: publication.report, cell: "A\(claim.line)"), rule: "as stated")
      if !claim.computed.isEmpty { csv.link("claims", claim.id, "computed", rule: claim.formula) }
      if !claim.residual.isEmpty {
        csv.link("claims", claim.id, "residual", rule: "claims[\(claim.id)].computed - claims[\(claim.id)].stated")
      }
    }
  })

/// A village's figures to the columns of its rows.
private func linkVillage(
  _ village: VillageFigures, _ code: String, _ sources: [Source], _ columns: inout CountedColumns,
  _ csv: inout CSVBuilder
) {
  let tally = village.tally
  let key = CSVBuilder.Fields {
    $0.text("villages")
    $0.code(code)
  }
  csv.link("villages", code, "quota", rule: "policy.quota")
  for span in village.cells {
    let spans = columns.spans(village.basis, span.source)
    let file = columns.file(span.source)
    for (position, figure) in countedFigures.enumerated() where figure.isPublished(tally) {
      csv.fields(key)
      csv.text(figure.name)
      csv.fields(file)
      csv.text(sources[span.source.index].range(rows: span.rows, columns: spans[position]))
      csv.text(figure.rule)
      csv.endRow()
    }
  }
  for span in village.statedCells {
    csv.link("villages", code, "amount_stated_yuan", amounts(of: span, sources), rule: "sum of amounts")
  }
  if tally.stated != nil, tally.due != nil {
    csv.link(
      "villages", code, "difference_yuan",
      rule: "villages[\(code)].amount_stated_yuan - villages[\(code)].amount_due_yuan")
  }
}

/// The cells that state the amount of a town of which no village states one; of the county by nil.
private func statedRows(of town: Int?, _ county: CountyPublication) -> [Place] {
  (county.figures.statedRows[town] ?? []).map { amounts(of: $0, county.records.sources) }
}

/// The cells of rows that state amounts.
private func amounts(of span: CellSpan, _ sources: [Source]) -> Place {
  let source = sources[span.source.index]
  let months = source.kind == .monthly ? source.monthColumns.compactMap(\.amount) : []
  let columns =
    !months.isEmpty
    ? months
    : [.amount, .due].lazy.compactMap { source.columns[$0] }.prefix(1).map { $0 }
  return Place(
    file: source.file, sheet: source.sheet, cell: source.range(rows: span.rows, columns: extent(columns, source)))
}

/// A figure that is counted from a village's rows.
private struct CountedFigure: Sendable {
  var name: String
  var rule: String
  var isPublished: @Sendable (Tally) -> Bool
  /// The fields whose column it is read from in a list of members, and in a summary; the first that the table has.
  var inList: [Field]
  var inSummary: [Field]

  func columns(_ basis: Basis, _ source: Source) -> [Int] {
    switch basis {
    // Months of money alone have the row's own heads.
    case .monthly where source.monthColumns.contains { $0.heads != nil }: source.monthColumns.compactMap(\.heads)
    case .summary, .monthly: inSummary.lazy.compactMap { source.columns[$0] }.prefix(1).map { $0 }
    case .paymentList, .roster, .none: inList.lazy.compactMap { source.columns[$0] }.prefix(1).map { $0 }
    }
  }
}

private let countedFigures = [
  CountedFigure(
    name: "listed", rule: "count of rows", isPublished: { $0.listed != nil }, inList: [.name], inSummary: [.listed]),
  CountedFigure(
    name: "concurrent", rule: "count of concurrent", isPublished: { $0.concurrent != nil }, inList: [.concurrent],
    inSummary: [.concurrent]),
  CountedFigure(
    name: "eligible", rule: "count of paid", isPublished: { $0.eligible != nil }, inList: [.months, .amount],
    inSummary: [.eligible]),
  CountedFigure(
    name: "person_months", rule: "sum of months", isPublished: { $0.personMonths != nil }, inList: [.months, .amount],
    inSummary: [.personMonths, .months, .eligible]),
  CountedFigure(
    name: "amount_due_yuan", rule: "person-months × rate", isPublished: { $0.due != nil }, inList: [.months, .amount],
    inSummary: [.personMonths, .months, .eligible]),
]

/// The sums of a town or county: over what is below, or, of a town that only a summary states, its row.
private func linkSums(
  _ tally: Tally, dataset: String, code: String, below: String, cells: Place?, stated: [Place], _ csv: inout CSVBuilder
) {
  let fields: [(String, Bool)] = [
    ("quota", tally.knowsVillages), ("listed", tally.listed != nil), ("concurrent", tally.concurrent != nil),
    ("eligible", tally.eligible != nil), ("person_months", tally.personMonths != nil),
    ("amount_due_yuan", tally.due != nil), ("amount_stated_yuan", tally.stated != nil),
  ]
  for (field, isPublished) in fields where isPublished {
    if field == "amount_stated_yuan", !stated.isEmpty {
      for place in stated { csv.link(dataset, code, field, place, rule: "sum of amounts") }
    } else if let cells {
      csv.link(dataset, code, field, cells, rule: "from the summary's row")
    } else {
      csv.link(dataset, code, field, rule: "sum(\(below)[\(code)*].\(field))")
    }
  }
  if dataset == "towns", tally.stated != nil, tally.due != nil {
    csv.link(
      dataset, code, "difference_yuan",
      rule: "\(dataset)[\(code)].amount_stated_yuan - \(dataset)[\(code)].amount_due_yuan")
  }
}

private func linkBudget(_ line: BudgetFigures, _ places: [BudgetStage: Place], _ csv: inout CSVBuilder) {
  let isTotal = line.line == "合计"
  func amount(_ field: String, _ stages: [BudgetStage]) {
    guard let stage = stages.first(where: { line.stages[$0] != nil }) else { return }
    if let place = places[stage] {
      csv.link("budget", line.line, field, place, rule: "as stated")
    } else {
      csv.link("budget", line.line, field, rule: "sum(lines.\(field))")
    }
  }
  amount("requested_yuan", [.requested])
  amount("allocated_yuan", [.allocated, .adjusted])
  amount("spent_yuan", [.spent])
  let isExecuted = (line.stages[.allocated] ?? line.stages[.adjusted]) != nil && line.stages[.spent] != nil
  if isExecuted {
    csv.link(
      "budget", line.line, "execution_rate",
      rule: "budget[\(line.line)].spent_yuan / budget[\(line.line)].allocated_yuan")
  }
  if line.computed != nil {
    csv.link(
      "budget", line.line, "computed_yuan",
      rule: isTotal ? "sum(lines.allocated_yuan)" : "sum(counties.amount_due_yuan)")
  }
  if line.residual != nil {
    csv.link(
      "budget", line.line, "residual_yuan",
      rule: "budget[\(line.line)].computed_yuan - budget[\(line.line)].allocated_yuan")
  }
  if line.places != nil {
    let stage = [BudgetStage.allocated, .adjusted, .requested].first { line.stages[$0] != nil }
    csv.link(
      "budget", line.line, "stated_places", stage.flatMap { places[$0] }, rule: "decimal places as written")
  }
}

extension CSVBuilder {
  /// A row of the lineage.
  fileprivate mutating func link(
    _ dataset: String, _ key: String, _ field: String, _ place: Place? = nil, rule: String
  ) {
    text(dataset)
    text(key)
    text(field)
    text(place?.file ?? "")
    text(place?.sheet ?? "")
    text(place?.cell ?? "")
    text(rule)
    endRow()
  }
}

/// The first to the last of some columns; all of the table where it has none of them.
private func extent(_ columns: [Int], _ source: Source) -> ClosedRange<Int> {
  guard let first = columns.min(), let last = columns.max() else { return source.span }
  return first...last
}

/// The columns of each counted figure in each table, found once: a county has thousands of villages in a few tables.
private struct CountedColumns {
  private let sources: [Source]
  private let files: [CSVBuilder.Fields]
  private var known: [Basis: [[ClosedRange<Int>]?]] = [:]

  init(_ sources: [Source]) {
    self.sources = sources
    files = sources.map { source in
      CSVBuilder.Fields {
        $0.text(source.file)
        $0.text(source.sheet)
      }
    }
  }

  /// The fields that name a table's file and sheet.
  func file(_ id: SourceID) -> CSVBuilder.Fields { files[id.index] }

  /// In the order of `countedFigures`.
  mutating func spans(_ basis: Basis, _ id: SourceID) -> [ClosedRange<Int>] {
    if let spans = known[basis]?[id.index] { return spans }
    let source = sources[id.index]
    let spans = countedFigures.map { extent($0.columns(basis, source), source) }
    known[basis, default: Array(repeating: nil, count: sources.count)][id.index] = spans
    return spans
  }
}
