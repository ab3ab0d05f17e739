import Domain
import Spreadsheet

/// Figures that a row about a village or town leaves blank. They are told once a column; another document may settle them.
extension TableReader {
  /// Keeps which figures a row does not state.
  mutating func keepBlanks(_ figures: [Field: Reading], _ number: Int) {
    let isEmpty = figures.values.allSatisfy { $0 == .missing || $0 == .absent }
    for (field, reading) in figures where reading == .missing {
      if field == .amount || field == .months, isEmpty || figures[.eligible] == .value(0) { continue }
      blankCounts[field, default: []].append(number)
    }
  }

  /// Keeps which months' columns a row does not state, unless it states none or has nobody to pay.
  mutating func keepBlankMonths(_ months: [AggregateRecord.Month], _ number: Int) {
    guard months.count > 1 else { return }
    for (month, figures) in zip(table.months, months) {
      if let column = month.heads, figures.heads != .missing { usedMonths.insert(column) }
      if let column = month.amount, figures.amount != .missing { usedMonths.insert(column) }
    }
    let isEmpty = months.allSatisfy { figures in
      [figures.heads, figures.amount].allSatisfy { $0 == .missing || $0 == .absent }
    }
    guard !isEmpty else { return }
    for (month, figures) in zip(table.months, months) {
      if let column = month.heads, figures.heads == .missing { blanksOfMonths[column, default: []].append(number) }
      if let column = month.amount, figures.amount == .missing, figures.heads != .value(0) {
        blanksOfMonths[column, default: []].append(number)
      }
    }
  }

  /// Tells blank counts, months and amounts once a column.
  mutating func blankSummary() {
    for (field, rows) in blankCounts.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where [.quota, .concurrent, .eligible, .amount, .months].contains(field) {
      // What sums up the heads of months need not be stated.
      let isSum = field == .eligible && table.months.contains { $0.heads != nil }
      guard let column = columnOf[field], !isSum else { continue }
      let touches: Quantities = field == .amount ? [.stated] : field == .months ? [.heads, .due] : []
      tellBlanks(rows, column, field, period: period, touches: touches, detail: "\(out.source.sheet)#blank")
    }
  }

  /// Tells the blanks of months in which other rows state figures: a month that nobody states is not yet reported.
  mutating func blankMonths() {
    for month in table.months {
      for (field, column) in [(Field.eligible, month.heads), (.amount, month.amount)] {
        guard let column, usedMonths.contains(column), let rows = blanksOfMonths[column] else { continue }
        let touches: Quantities = field == .amount ? [.stated] : [.heads, .due]
        tellBlanks(
          rows, column, field, period: "\(month.month)", touches: touches,
          detail: "\(out.source.sheet)#blank \(month.month)")
      }
    }
  }

  private mutating func tellBlanks(
    _ rows: [Int], _ column: Int, _ field: Field, period: String, touches: Quantities, detail: String
  ) {
    guard let first = rows.first, let last = rows.last else { return }
    let cell =
      rows.count == 1
      ? Place.cell(row: first, column: column) : Place.range(row: first, column: column, toRow: last, toColumn: column)
    out.discrepancies.append(
      Discrepancy(
        .missingNotZero, subject: Subject(county: county, town: out.source.town, detail: detail), period: period,
        field: field.rawValue, spots: [.init(Place(file: out.source.file, sheet: out.source.sheet, cell: cell))],
        level: .county, touches: touches, zh: "“\(cells.header(column))”有 \(rows.count) 个空格，空不等于 0",
        en: "\(cells.header(column)) has \(rows.count) blanks; blank is not zero"))
  }
}
