import Domain
import Spreadsheet

/// Headers that say 镇村 or 单位名称 may stand over towns or over villages: the cells below them say which.
extension Table {
  mutating func settlePlaces(_ grid: Grid, gazetteer: Gazetteer) {
    if let column = column(.village), self.column(.town) == nil {
      let (towns, villages) = places(column, grid, gazetteer)
      if towns > villages * 2 { take(column, .town) }
    } else if let column = column(.town), self.column(.village) == nil, self.column(.code) == nil {
      let (towns, villages) = places(column, grid, gazetteer)
      if villages > towns * 2 { take(column, .village) }
    }
  }

  private mutating func take(_ column: Int, _ field: Field) {
    fields[column] = field
    byContent.append((column, field))
  }

  private func places(_ column: Int, _ grid: Grid, _ gazetteer: Gazetteer) -> (towns: Int, villages: Int) {
    var (towns, villages) = (0, 0)
    for row in body.prefix(80) {
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { continue }
      let text = grid.texts[cell.text]
      // A village's name alone in its row heads what stands below it, whatever column it begins in.
      if Text.trimmed(text).isEmpty || Text.squeezed(text).hasSuffix("计") || !isRecord(row, grid) { continue }
      // A community may bear its town's bare name.
      if gazetteer.town(text) != nil {
        if case .unknown = gazetteer.village(text, town: nil) { towns += 1 }
        continue
      }
      if case .unknown = gazetteer.village(text, town: nil) { continue }
      villages += 1
    }
    return (towns, villages)
  }
}
