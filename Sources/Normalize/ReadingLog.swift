import Domain
import Spreadsheet

/// Collects what was read otherwise than written: cell by cell while it is rare, one row per column and rule once there are over 20.
struct ReadingLog {
  private struct Entries {
    var rule: String
    var column: Int
    var first: [(row: Int, raw: String, value: String)] = []
    var count = 0
    var last = 0
  }

  private var entries: [Entries] = []
  /// Positions of a column's entries, one for each rule.
  private var positions: [Int: [Int]] = [:]
  private let limit = 20

  /// Records one cell; the texts are only made while single rows are kept.
  mutating func note(
    _ rule: String, row: Int, column: Int, raw: @autoclosure () -> String, value: @autoclosure () -> String
  ) {
    let index = positions[column]?.first { entries[$0].rule == rule } ?? add(rule, column)
    if entries[index].count < limit { entries[index].first.append((row, raw(), value())) }
    entries[index].count += 1
    entries[index].last = row
  }

  private mutating func add(_ rule: String, _ column: Int) -> Int {
    entries.append(Entries(rule: rule, column: column))
    positions[column, default: []].append(entries.count - 1)
    return entries.count - 1
  }

  /// The rows of `normalizations.csv` for one table.
  func normalizations(county: Int, file: String, sheet: String) -> [Normalization] {
    entries.flatMap { kept -> [Normalization] in
      guard kept.count > limit, let first = kept.first.first else {
        return kept.first.map {
          Normalization(
            county: county, place: Place(file: file, sheet: sheet, cell: Place.cell(row: $0.row, column: kept.column)),
            rule: kept.rule, raw: $0.raw, value: $0.value)
        }
      }
      let cells = Place.range(row: first.row, column: kept.column, toRow: kept.last, toColumn: kept.column)
      return [
        Normalization(
          county: county, place: Place(file: file, sheet: sheet, cell: cells), rule: kept.rule, raw: first.raw,
          value: first.value, count: kept.count)
      ]
    }
  }
}
