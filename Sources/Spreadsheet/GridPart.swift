extension Grid {
  /// The sheet with some of its columns only; above a row all columns stay, as titles reach over everything.
  /// Rows keep their positions and cells their addresses.
  public func part(below row: Int, keeping keeps: (Int) -> Bool) -> Grid {
    var part = self
    part.rows.removeAll(keepingCapacity: true)
    part.cells.removeAll(keepingCapacity: true)
    for whole in rows {
      let first = part.cells.count
      for index in whole.cells where whole.number < row || keeps(Int(cells[index].column)) {
        part.cells.append(cells[index])
      }
      part.rows.append(Row(number: whole.number, isHidden: whole.isHidden, cells: first..<part.cells.count))
    }
    part.merges = merges.filter { $0.first.row < row || keeps($0.first.column) }
    part.comments = comments.filter { $0.key.row < row || keeps($0.key.column) }
    part.hiddenColumns = hiddenColumns.filter { columns in columns.contains(where: keeps) }
    return part
  }
}
