import Domain

/// `lineage.csv`: each village's figures to their cells; towns, counties and months to the figures below them.
let lineageTable = Table(
  name: "lineage",
  columns: ["dataset", "key", "field", "file", "sheet", "range", "rule"],
  county: { county, context, csv in
    let register = context.register
    let sources = county.records.sources
    for village in county.figures.villages where village.basis != .none {
      let code = register.villages[village.village].code
      for span in village.cells {
        for (field, column, rule) in figureColumns {
          link(&csv, "villages", code, field, cells(span, sources, column), rule, basis: village.basis.rawValue)
        }
      }
      for span in village.statedCells {
        link(&csv, "villages", code, "amount_stated_yuan", cells(span, sources, .amount), "sum")
      }
    }
    let countyCode = register.counties[county.figures.county].code
    guard county.figures.status != .missing else { return }
    for field in sumFields {
      for (town, _) in county.figures.towns {
        let code = register.towns[town].code
        link(&csv, "towns", code, field, nowhere, "sum of villages \(code)*")
      }
      link(&csv, "counties", countyCode, field, nowhere, "sum of towns \(countyCode)*")
    }
    for month in county.figures.months {
      link(&csv, "months", "\(countyCode) \(month.month)", "heads", nowhere, "members paid in \(month.month)")
    }
  },
  fund: { publication, csv in
    for line in publication.budget where line.computed != nil {
      link(
        &csv, "budget", line.line, "computed_yuan", nowhere,
        line.line == "合计" ? "sum of lines" : "sum of counties.amount_due_yuan")
    }
  })

private let nowhere = Place(file: "")

private func link(
  _ csv: inout CSVBuilder, _ dataset: String, _ key: String, _ field: String, _ place: Place, _ rule: String,
  basis: String? = nil
) {
  csv.text(dataset)
  csv.text(key)
  csv.text(field)
  csv.text(place.file)
  csv.text(place.sheet)
  csv.text(place.cell)
  if let basis { csv.text(rule, " (", basis, ")") } else { csv.text(rule) }
  csv.endRow()
}

private let sumFields = ["listed", "concurrent", "eligible", "person_months", "amount_due_yuan", "amount_stated_yuan"]

private let figureColumns: [(String, Field, String)] = [
  ("listed", .name, "count rows"), ("concurrent", .concurrent, "count marked"), ("eligible", .months, "count paid"),
  ("person_months", .months, "sum of months"), ("amount_due_yuan", .months, "person-months × rate"),
]

/// A field's cells of a stretch of rows; the whole rows where the table has no such column.
private func cells(_ span: CellSpan, _ sources: [Source], _ field: Field) -> Place {
  let source = sources[span.source.index]
  guard let column = source.columns[field] else { return rows(span, sources) }
  return Place(
    file: source.file, sheet: source.sheet,
    cell: Place.range(row: span.rows.lowerBound, column: column, toRow: span.rows.upperBound, toColumn: column))
}
