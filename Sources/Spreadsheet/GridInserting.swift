extension Grid {
  /// The sheet with a row of texts by column before a row (a position in `rows`), whose number it shares: a header that the sheet lacks.
  public func inserting(_ texts: [Int: String], before position: Int) -> Grid {
    var changed = self
    let first = changed.cells.count
    for (column, text) in texts.sorted(by: { $0.key < $1.key }) {
      let id = changed.texts.intern(text)
      changed.cells.append(
        Cell(column: column, style: 0, kind: .text, isFormula: false, bits: UInt64(id.rawValue)))
    }
    changed.rows.insert(
      Row(number: rows[position].number, isHidden: false, cells: first..<changed.cells.count), at: position)
    return changed
  }
}
