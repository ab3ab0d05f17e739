/// What was written into a sheet: its texts and numbers with their places, so that the file can be held against them.
public struct WrittenSheet: Sendable {
  /// A cell that holds a text or number; row and column count from 0.
  public struct Cell: Sendable {
    /// The row.
    public var row: Int
    /// The column.
    public var column: Int
    /// The text or number.
    public var value: CellValue
  }

  /// Its name.
  public let name: String
  // In the order of writing, which is nearly always that of the sheet.
  private var noted: [Cell] = []

  init(name: String) { self.name = name }

  /// Its cells that hold a text or number, row by row.
  public var cells: [Cell] {
    func isBefore(_ a: Cell, _ b: Cell) -> Bool { (a.row, a.column) < (b.row, b.column) }
    var cells = noted
    if noted.indices.dropFirst().contains(where: { !isBefore(noted[$0 - 1], noted[$0]) }) {
      // Stable: of two values in one cell, the later one counts.
      cells = noted.enumerated().sorted {
        isBefore($0.element, $1.element) || !isBefore($1.element, $0.element) && $0.offset < $1.offset
      }.map(\.element)
      cells = zip(cells, cells.dropFirst().map(Optional.some) + [nil]).compactMap { cell, next in
        next.map { ($0.row, $0.column) == (cell.row, cell.column) } == true ? nil : cell
      }
    }
    return cells.filter { $0.value != .blank }
  }

  mutating func note(_ value: CellValue, row: Int, column: Int) {
    switch value {
    case .text(""), .blank: noted.append(Cell(row: row, column: column, value: .blank))
    case .text, .number: noted.append(Cell(row: row, column: column, value: value))
    default: break
    }
  }
}
