extension Grid {
  /// The sheet lying on its side from a row on: columns become rows of the same number, and rows columns. What stands above that row
  /// keeps its order in rows below 1, so that titles stay titles; of what stands below the last one some rows stay, by position.
  public func turned(from first: Int, through last: Int, keeping signatures: [Int] = []) -> Grid {
    var turned = self
    turned.rows.removeAll()
    turned.cells.removeAll()
    let above = rows.filter { $0.number < first }
    for (position, row) in above.enumerated() {
      let start = turned.cells.count
      turned.cells += cells[row.cells]
      turned.rows.append(
        Row(number: position - above.count + 1, isHidden: row.isHidden, cells: start..<turned.cells.count))
    }
    var columns: [Int: [Cell]] = [:]
    var hidden: Set<Int> = []
    for row in rows where row.number >= first && row.number <= last {
      if row.isHidden { hidden.insert(row.number) }
      for var cell in cells[row.cells] {
        let column = Int(cell.column)
        cell.column = Int32(row.number)
        columns[column, default: []].append(cell)
      }
    }
    for column in columns.keys.sorted() {
      let start = turned.cells.count
      turned.cells += columns[column] ?? []
      turned.rows.append(
        Row(
          number: column, isHidden: hiddenColumns.contains { $0.contains(column) }, cells: start..<turned.cells.count))
    }
    for (position, row) in signatures.enumerated() {
      let start = turned.cells.count
      turned.cells += cells[rows[row].cells]
      turned.rows.append(
        Row(
          number: (columns.keys.max() ?? 0) + position + 1, isHidden: rows[row].isHidden,
          cells: start..<turned.cells.count))
    }
    func swapped(_ address: CellAddress) -> CellAddress { CellAddress(row: address.column, column: address.row) }
    turned.merges = merges.filter { $0.first.row >= first && $0.last.row <= last }.map {
      CellRange(swapped($0.first), swapped($0.last))
    }
    turned.hiddenColumns = hidden.sorted().map { $0...$0 }
    turned.comments = [:]
    for (address, text) in comments where address.row >= first { turned.comments[swapped(address)] = text }
    turned.formulas = [:]
    for (address, text) in formulas where address.row >= first { turned.formulas[swapped(address)] = text }
    return turned
  }

  /// The sheet without the merge that covers a cell.
  public func unmerging(_ address: CellAddress) -> Grid {
    var changed = self
    changed.merges.removeAll { $0.contains(address) }
    return changed
  }

  /// The sheet with another text in one cell (a position in `rows`, and a column) that it has; `setting` takes many cells, and new ones.
  public func replacingText(rowIndex: Int, column: Int, with text: String) -> Grid {
    var changed = self
    guard let index = changed.rows[rowIndex].cells.first(where: { changed.cells[$0].column == column }) else {
      return self
    }
    changed.cells[index].kind = .text
    changed.cells[index].bits = UInt64(changed.texts.intern(text).rawValue)
    return changed
  }
}
