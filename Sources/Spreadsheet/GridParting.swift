extension Grid {
  /// What one of the rows that a row is parted into has of a cell.
  public enum Share {
    /// The cell as it is.
    case whole
    /// Nothing.
    case nothing
    /// A text of its own.
    case text(String)
    /// A number of its own.
    case number(Double)
  }

  /// The sheet with some rows (positions in `rows`) parted into several of the same number, each with its share of every cell.
  public func parting(_ counts: [Int: Int], share: (_ cell: Cell, _ row: Int, _ part: Int) -> Share) -> Grid {
    var parted = self
    parted.rows.removeAll(keepingCapacity: true)
    parted.cells.removeAll(keepingCapacity: true)
    for (position, row) in rows.enumerated() {
      for part in 0..<(counts[position] ?? 1) {
        let first = parted.cells.count
        for var cell in cells[row.cells] {
          if counts[position] != nil {
            switch share(cell, position, part) {
            case .whole: break
            case .nothing: continue
            case .text(let text): (cell.kind, cell.bits) = (.text, UInt64(parted.texts.intern(text).rawValue))
            case .number(let number): (cell.kind, cell.bits) = (.number, number.bitPattern)
            }
          }
          parted.cells.append(cell)
        }
        parted.rows.append(Row(number: row.number, isHidden: row.isHidden, cells: first..<parted.cells.count))
      }
    }
    return parted
  }
}
