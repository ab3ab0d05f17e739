extension Grid {
  /// The sheet with numbers in some cells, by row (a position in `rows`) and column, whatever they held.
  public func setting(_ numbers: [Int: [Int: Double]]) -> Grid {
    var changed = self
    changed.rows.removeAll(keepingCapacity: true)
    changed.cells.removeAll(keepingCapacity: true)
    for (position, row) in rows.enumerated() {
      let first = changed.cells.count
      if let own = numbers[position] {
        let kept = cells[row.cells].filter { own[Int($0.column)] == nil }
        let set = own.map { Cell(column: $0.key, style: 0, kind: .number, isFormula: false, bits: $0.value.bitPattern) }
        changed.cells += (kept + set).sorted { $0.column < $1.column }
      } else {
        changed.cells += cells[row.cells]
      }
      changed.rows.append(Row(number: row.number, isHidden: row.isHidden, cells: first..<changed.cells.count))
    }
    return changed
  }

  /// The sheet without the rows whose numbers lie in a range.
  public func removing(_ numbers: ClosedRange<Int>) -> Grid {
    var rest = self
    rest.rows.removeAll { numbers.contains($0.number) }
    return rest
  }
}
