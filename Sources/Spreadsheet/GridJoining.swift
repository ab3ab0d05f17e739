extension Grid {
  /// The sheet with some cells, by row (a position in `rows`) and column, joined by a comma with the cell behind them; what stands further
  /// right moves up.
  public func joining(_ joints: [Int: [Int]]) -> Grid {
    guard !joints.isEmpty else { return self }
    var changed = self
    changed.rows.removeAll(keepingCapacity: true)
    changed.cells.removeAll(keepingCapacity: true)
    for (position, row) in rows.enumerated() {
      let first = changed.cells.count
      let columns = Set(joints[position] ?? [])
      var moved = 0
      for var cell in cells[row.cells] {
        if columns.contains(Int(cell.column) - 1), let last = changed.cells.last, changed.cells.count > first {
          let text = changed.texts[last.text] + "," + texts[cell.text]
          changed.cells[changed.cells.count - 1].bits = UInt64(changed.texts.intern(text).rawValue)
          moved += 1
          continue
        }
        cell.column -= Int32(moved)
        changed.cells.append(cell)
      }
      changed.rows.append(Row(number: row.number, isHidden: row.isHidden, cells: first..<changed.cells.count))
    }
    return changed
  }
}
