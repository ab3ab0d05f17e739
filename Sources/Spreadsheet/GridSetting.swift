extension Grid {
  /// The sheet with numbers in some cells and texts in others, by row (a position in `rows`) and column, whatever they held.
  public func setting(_ numbers: [Int: [Int: Double]], texts written: [Int: [Int: String]] = [:]) -> Grid {
    var changed = self
    changed.rows.removeAll(keepingCapacity: true)
    changed.cells.removeAll(keepingCapacity: true)
    for (position, row) in rows.enumerated() {
      let first = changed.cells.count
      var set: [Cell] = []
      for (column, number) in numbers[position] ?? [:] {
        set.append(Cell(column: column, style: 0, kind: .number, isFormula: false, bits: number.bitPattern))
      }
      for (column, text) in (written[position] ?? [:]).sorted(by: { $0.key < $1.key }) {
        // A row that is struck through stays so.
        let style = cell(rowIndex: position, column: column)?.style ?? 0
        let id = changed.texts.intern(text)
        set.append(Cell(column: column, style: style, kind: .text, isFormula: false, bits: UInt64(id.rawValue)))
      }
      if set.isEmpty {
        changed.cells += cells[row.cells]
      } else {
        let kept = cells[row.cells].filter { cell in !set.contains { $0.column == cell.column } }
        changed.cells += (kept + set).sorted { $0.column < $1.column }
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

/// A cell whose text is written otherwise now.
public struct RewrittenCell: Sendable {
  /// Where it stands.
  public var address: CellAddress
  /// Its text before.
  public var was: String
  /// Its text now.
  public var now: String
}

extension Grid {
  /// The sheet with some of its texts written otherwise, and the cells concerned; the closure gives nil for what stays as it is.
  public func rewriting(
    _ text: (UnsafeBufferPointer<UInt8>) -> String?
  ) -> (grid: Grid, cells: [RewrittenCell]) {
    var changed = self
    var rewritten: [RewrittenCell] = []
    // A text may stand in a hundred thousand cells: it is looked at once, and shared.
    var known: [TextID: (id: TextID, was: String, now: String)] = [:]
    var isAsWritten = [Bool](repeating: false, count: texts.count)
    for row in rows {
      for index in row.cells where cells[index].kind == .text {
        let cell = cells[index]
        if isAsWritten[Int(cell.text.rawValue)] { continue }
        if known[cell.text] == nil {
          guard let now = texts.withBytes(of: cell.text, text) else {
            isAsWritten[Int(cell.text.rawValue)] = true
            continue
          }
          known[cell.text] = (changed.texts.intern(now), texts[cell.text], now)
        }
        guard let written = known[cell.text] else { continue }
        changed.cells[index] = Cell(
          column: Int(cell.column), style: cell.style, kind: .text, isFormula: cell.isFormula,
          bits: UInt64(written.id.rawValue))
        rewritten.append(
          RewrittenCell(
            address: CellAddress(row: row.number, column: Int(cell.column)), was: written.was, now: written.now))
      }
    }
    return (rewritten.isEmpty ? self : changed, rewritten)
  }
}
