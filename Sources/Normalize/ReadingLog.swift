import Domain
import Spreadsheet

/// Collects what was read otherwise than written: cell by cell while it is rare, one row per column and rule once there are over 20.
struct ReadingLog {
  private struct Key: Hashable {
    var rule: String
    var column: Int
  }

  private struct Entries {
    var first: [(row: Int, raw: String, value: String)] = []
    var count = 0
    var last = 0
  }

  private var entries: [Key: Entries] = [:]
  private let limit = 20

  /// Records one cell; the texts are only made while single rows are kept.
  mutating func note(_ rule: String, row: Int, column: Int, raw: @autoclosure () -> String, value: @autoclosure () -> String) {
    let key = Key(rule: rule, column: column)
    var kept = entries[key] ?? Entries()
    if kept.count < limit { kept.first.append((row, raw(), value())) }
    kept.count += 1
    kept.last = row
    entries[key] = kept
  }

  /// The rows of `normalizations.csv` for one table.
  func normalizations(county: Int, file: String, sheet: String) -> [Normalization] {
    entries.flatMap { key, kept -> [Normalization] in
      guard kept.count > limit, let first = kept.first.first else {
        return kept.first.map {
          Normalization(
            county: county, place: Place(file: file, sheet: sheet, cell: Place.cell(row: $0.row, column: key.column)),
            rule: key.rule, raw: $0.raw, value: $0.value)
        }
      }
      let cells = Place.range(row: first.row, column: key.column, toRow: kept.last, toColumn: key.column)
      return [
        Normalization(
          county: county, place: Place(file: file, sheet: sheet, cell: cells), rule: key.rule, raw: first.raw,
          value: first.value, count: kept.count)
      ]
    }
  }
}
