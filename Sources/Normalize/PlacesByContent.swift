import Domain
import Spreadsheet

/// Headers that say 镇村 or 单位名称 may stand over towns or over villages: the cells below them say which.
extension Table {
  mutating func settlePlaces(_ grid: Grid, gazetteer: Gazetteer) {
    if let column = column(.village), self.column(.town) == nil {
      // More than two thirds are towns; once all that is left could not turn it, no more is looked up.
      let found = places(column, grid, gazetteer) { $0.towns + $1 > $0.villages * 2 }
      if found.towns > found.villages * 2 { take(column, .town) }
    } else if let column = column(.town), self.column(.village) == nil, self.column(.code) == nil {
      let found = places(column, grid, gazetteer) { $0.villages + $1 > $0.towns * 2 }
      if found.villages > found.towns * 2 { take(column, .village) }
    }
  }

  /// 单位 over nothing but places: of a short list one misspelt name is a large share, and at least half of them are the register's.
  mutating func placeUnits(_ grid: Grid, gazetteer: Gazetteer) {
    guard column(.village) == nil, column(.code) == nil else { return }
    let isBesideTowns = column(.town) != nil
    for column in paths.keys.sorted() where fields[column] == nil || fields[column] == .other {
      let header = Text.headerWords(String(paths[column]?.split(separator: "›").last ?? ""))
      guard TableFinder.unitHeaders.contains(header) else { continue }
      let found = places(column, grid, gazetteer)
      guard found.towns + found.villages > 0, found.others <= found.towns + found.villages else { continue }
      // Beside towns it holds their villages, or something else.
      if isBesideTowns, found.towns + found.others > 0 { continue }
      take(column, found.villages > 0 ? .village : .town)
      unknown.removeAll { $0 == column }
      return
    }
  }

  private mutating func take(_ column: Int, _ field: Field) {
    fields[column] = field
    byContent.append((column, field))
  }

  private struct Places {
    var (towns, villages, others) = (0, 0, 0)
  }

  /// What the first texts of a column name, as far as it is open with so many left to look at.
  private func places(
    _ column: Int, _ grid: Grid, _ gazetteer: Gazetteer, while isOpen: (Places, Int) -> Bool = { _, _ in true }
  ) -> Places {
    let cells = body.prefix(80).compactMap { row in
      grid.cell(rowIndex: row, column: column).flatMap { $0.kind == .text ? (row, grid.texts[$0.text]) : nil }
    }
    var found = Places()
    for (position, (row, text)) in cells.enumerated() {
      guard isOpen(found, cells.count - position) else { break }
      // A village's name alone in its row heads what stands below it, whatever column it begins in.
      if Text.trimmed(text).isEmpty || Text.squeezed(text).hasSuffix("计") || !isRecord(row, grid) { continue }
      // A community may bear its town's bare name.
      if gazetteer.town(text) != nil {
        if case .unknown = gazetteer.village(text, town: nil) { found.towns += 1 }
        continue
      }
      if case .unknown = gazetteer.village(text, town: nil) { found.others += 1 } else { found.villages += 1 }
    }
    return found
  }
}
