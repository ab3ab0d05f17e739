import Domain
import Spreadsheet

/// Headers that say 镇村 or 单位名称 may stand over towns or over villages: the cells below them say which.
extension Table {
  mutating func settlePlaces(_ grid: Grid, gazetteer: Gazetteer) {
    if let column = column(.village), self.column(.town) == nil {
      if are(\.towns, in: column, grid, gazetteer) { take(column, .town) }
    } else if let column = column(.town), self.column(.village) == nil, self.column(.code) == nil {
      if are(\.villages, in: column, grid, gazetteer) { take(column, .village) }
    }
  }

  private mutating func take(_ column: Int, _ field: Field) {
    fields[column] = field
    byContent.append((column, field))
  }

  private struct Places {
    var (towns, villages) = (0, 0)
  }

  /// Whether more than two thirds of the places in a column's first rows are towns, or villages.
  private func are(
    _ kind: KeyPath<Places, Int>, in column: Int, _ grid: Grid, _ gazetteer: Gazetteer
  ) -> Bool {
    let cells = body.prefix(80).compactMap { row in
      grid.cell(rowIndex: row, column: column).flatMap { $0.kind == .text ? (row, grid.texts[$0.text]) : nil }
    }
    var found = Places()
    for (position, (row, text)) in cells.enumerated() {
      // Once all that is left could not turn it, no more is looked up.
      let (own, others) = (found[keyPath: kind], found.towns + found.villages - found[keyPath: kind])
      if own + cells.count - position <= others * 2 { return false }
      // A village's name alone in its row heads what stands below it, whatever column it begins in.
      if Text.trimmed(text).isEmpty || Text.squeezed(text).hasSuffix("计") || !isRecord(row, grid) { continue }
      // A community may bear its town's bare name.
      if gazetteer.town(text) != nil {
        if case .unknown = gazetteer.village(text, town: nil) { found.towns += 1 }
        continue
      }
      if case .unknown = gazetteer.village(text, town: nil) { continue }
      found.villages += 1
    }
    return found[keyPath: kind] > (found.towns + found.villages - found[keyPath: kind]) * 2
  }
}
