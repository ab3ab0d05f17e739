import Domain
public import Spreadsheet

/// What was understood of one table of a file, for people who ask.
public struct TableUnderstanding: Sendable, Codable {
  /// The sheet; empty for a CSV file.
  public var sheet: String
  /// The document, or nothing if it is none of the four.
  public var document: String
  /// The texts above the header.
  public var title: String
  /// The header's rows.
  public var header: String
  /// Columns: letter, header path, field.
  public var columns: [Column]
  /// How many rows there are of each kind.
  public var rows: [String: Int]

  /// A column and what it means.
  public struct Column: Sendable, Codable {
    /// The letter.
    public var column: String
    /// The header path.
    public var header: String
    /// The field, or a question mark.
    public var field: String
    /// The unit of money columns.
    public var unit: String
  }
}

/// Looks at a workbook as `normalize` does and tells what it sees, table by table.
/// - Parameter year: the year of months that have none; nil for that of each table's title, or none.
public func understand(
  bytes: [UInt8], name: String, year: Int? = nil, limits: Limits = .standard, csv: CSVOptions = .automatic
) throws -> [TableUnderstanding] {
  try understand(
    Workbook(bytes: bytes, name: name, limits: limits, csv: csv), name, Vocabulary(), year: year, gazetteer: nil)
}

/// The same with a county's own column words and the names of its register.
public func understand(_ upload: Upload, county: Int, context: Context) throws -> [TableUnderstanding] {
  try understand(
    Workbook(bytes: upload.bytes, name: upload.name, limits: context.limits), upload.name,
    Vocabulary(columns: context.columns),
    year: context.policy.from.year,
    gazetteer: Gazetteer(
      register: context.register, county: county, aliases: context.aliases, until: context.policy.until),
    policy: context.policy)
}

private func understand(
  _ workbook: Workbook, _ name: String, _ vocabulary: Vocabulary, year asked: Int?, gazetteer: Gazetteer?,
  policy: Policy? = nil
) throws
  -> [TableUnderstanding]
{
  let (found, headers) = try understand(
    workbook, name, vocabulary, year: asked, gazetteer: gazetteer, policy: policy, learned: ProvenHeaders())
  guard headers.differ(from: headers.proven) else { return found }
  return try understand(
    workbook, name, vocabulary, year: asked, gazetteer: gazetteer, policy: policy, learned: headers.proven
  ).found
}

private func understand(
  _ workbook: Workbook, _ name: String, _ vocabulary: Vocabulary, year asked: Int?, gazetteer: Gazetteer?,
  policy: Policy?, learned: ProvenHeaders
) throws -> (found: [TableUnderstanding], headers: HeadersRead) {
  var found: [TableUnderstanding] = []
  var headers = HeadersRead()
  for (index, sheet) in workbook.sheets.enumerated() where sheet.isWorksheet {
    let grid = WordsAsMeant(try workbook.grid(ofSheet: index), vocabulary).grid
    func read(_ year: Int) -> [PlacedTable] {
      TurnedTable.tables(grid, gazetteer: gazetteer, vocabulary: vocabulary, year: year).tables
    }
    var tables = read(asked ?? noYear)
    if tables.isEmpty, let gazetteer, let policy,
      let list = ListWithoutHeader(grid, gazetteer: gazetteer, policy: policy)
    {
      tables = list.tables(vocabulary, year: asked ?? noYear)
    }
    // Of several titles on a sheet each has its table's year.
    let titles = tables.map(\.table.title)
    let years = titles.map { asked ?? yearSaid([$0, sheet.name, name] + titles) ?? noYear }
    for year in Set(years) where year != asked ?? noYear {
      let own = read(year)
      for index in tables.indices where years[index] == year && own.count == tables.count { tables[index] = own[index] }
    }
    for (table, year) in zip(tables, years) {
      var placed = table
      if let gazetteer { placed.table.placeColumnsByContent(placed.grid, gazetteer: gazetteer) }
      placed.joinDigits()
      if let policy { placed.settleShares(policy, county: "") }
      placed.table.settleByContent(placed.grid, years: policy.map { $0.from.year...$0.until.year } ?? year...year)
      placed.writePersonsOut()
      let words = [placed.table.title, sheet.name].map { TitleWords($0, year: year) }
      let part = TitleWords.month(of: words).map { $0...$0 } ?? words.lazy.compactMap(\.part).first
      if let policy {
        placed.placeFigures(policy, part: part, learned: learned)
        placed.placeAmountWithoutHeader(policy, part: part)
      }
      headers.take(placed.table)
      placed.settleMonthlyRate(policy, part: part)
      placed.partMembers(policy, part: part)
      placed.table.settleMonthColumn(placed.grid, year: year, rate: nil)
      placed.table.settleMonthsNamed(placed.grid, year: year)
      placed.table.settleSpanColumn(placed.grid, year: year)
      found.append(understanding(of: placed.table, grid: placed.grid, sheet: sheet.name))
    }
  }
  return (found, headers)
}

/// Stands for a year that nothing says.
private let noYear = 1

/// The year of the first of some texts that says one.
private func yearSaid(_ texts: [String]) -> Int? {
  texts.lazy.compactMap { TitleWords($0, year: noYear).year }.first
}

/// The months of a column as they are shown: 2021-03, or 3 where no year is said.
private func columnMonths(_ months: ClosedRange<YearMonth>) -> String {
  let ends = [months.lowerBound, months.upperBound].map { $0.year == noYear ? "\($0.month)" : "\($0)" }
  return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
}

private func understanding(of table: Table, grid: Grid, sheet: String) -> TableUnderstanding {
  var classifier = RowClassifier(grid: grid, table: table)
  var rows: [String: Int] = [:]
  for row in table.body {
    let kind =
      switch classifier.kind(ofRow: row) {
      case .record: "record"
      case .sum: "total"
      case .inWords: "amount in words"
      case .heading: "heading"
      case .setAside: "set aside"
      case .signature: "signature"
      case .note: "note"
      case .blank: "blank"
      }
    rows[kind, default: 0] += 1
  }
  var fields = table.fields.mapValues(\.rawValue)
  for month in table.months {
    let months = columnMonths(month.month...month.month)
    if let heads = month.heads { fields[heads] = "heads \(months)" }
    if let amount = month.amount { fields[amount] = "amount \(months)" }
  }
  for span in table.spans {
    let months = columnMonths(span.months)
    if let heads = span.heads { fields[heads] = "heads \(months)" }
    if let amount = span.amount { fields[amount] = "amount \(months)" }
  }
  for (month, column) in table.excludedOfMonth { fields[column] = "concurrent \(columnMonths(month...month))" }
  for (span, column) in table.monthsOfSpan { fields[column] = "months \(columnMonths(span))" }
  for (span, column) in table.ratesOfSpan { fields[column] = "rate \(columnMonths(span))" }
  let header = grid.rows[table.header.lowerBound].number
  return TableUnderstanding(
    sheet: sheet, document: table.kind?.rawValue ?? "", title: Mask.numbers(in: Text.trimmed(table.title)),
    header: "\(header)–\(grid.rows[table.header.upperBound].number)",
    columns: table.paths.keys.sorted().map { column in
      .init(
        column: Place.letters(column), header: Text.squeezed(table.paths[column] ?? ""), field: fields[column] ?? "?",
        unit: table.units[column]?.rawValue ?? "")
    }, rows: rows)
}
