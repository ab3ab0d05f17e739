/// How several rows of a place were laid side by side to be read: its heads, and its money from a row further down.
public struct Folding: Sendable, Equatable {
  /// How far to the right of a place's first row its next one was laid: more columns than such a sheet has.
  public static let width = 1000
  /// The last row of the header, which says what each column of figures holds.
  public var header: Int
  /// How many rows further down a place's next row stands: 1, or as many as lie between two tables of the same places.
  public var step: Int

  /// A layout below a header's last row.
  public init(below header: Int, step: Int) {
    self.header = header
    self.step = step
  }

  /// The row and column of the sheet. A second row of the header was added below what was its last one, which went up for it.
  public func unfolded(row: Int, column: Int) -> (row: Int, column: Int) {
    let (place, own) = max(column - 1, 0).quotientAndRemainder(dividingBy: Self.width)
    return (row < header ? row + 1 : row == header ? row : row + place * step, own + 1)
  }
}

extension Place {
  /// The same cells of a sheet some of whose rows were laid side by side.
  public func unfolded(_ folding: Folding) -> Place {
    let ends = cell.split(separator: ":").map { end -> (row: Int, column: Int)? in
      let letters = end.prefix { $0.isASCII && $0.isLetter }
      guard let row = Int(end.dropFirst(letters.count)), !letters.isEmpty else { return nil }
      let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
      return folding.unfolded(row: row, column: column)
    }
    guard let first = ends.first, let last = ends.last, let first, let last else { return self }
    let (top, bottom) = (min(first.row, last.row), max(first.row, last.row))
    let (left, right) = (min(first.column, last.column), max(first.column, last.column))
    return Place(file: file, sheet: sheet, cell: Place.range(row: top, column: left, toRow: bottom, toColumn: right))
  }
}
