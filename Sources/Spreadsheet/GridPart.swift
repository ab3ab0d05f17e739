extension Grid {
  /// The sheet with some of its columns only; above a row all columns stay, as titles reach over everything.
  /// Rows keep their positions and cells their addresses.
  /// `whole` are the numbers of rows that stay as they are.
  public func part(below row: Int, andRows whole: Set<Int> = [], keeping keeps: (Int) -> Bool) -> Grid {
    var part = self
    part.rows.removeAll(keepingCapacity: true)
    part.cells.removeAll(keepingCapacity: true)
    for own in rows {
      let first = part.cells.count
      let isWhole = own.number < row || whole.contains(own.number)
      for index in own.cells where isWhole || keeps(Int(cells[index].column)) { part.cells.append(cells[index]) }
      part.rows.append(Row(number: own.number, isHidden: own.isHidden, cells: first..<part.cells.count))
    }
    part.merges = merges.filter { $0.first.row < row || keeps($0.first.column) }
    part.comments = comments.filter { $0.key.row < row || keeps($0.key.column) }
    part.hiddenColumns = hiddenColumns.filter { columns in columns.contains(where: keeps) }
    return part
  }
}
