/// The non-blank cells of one sheet, in reading order, with what later stages must know of their surroundings.
public struct Grid: Sendable {
  /// A row that has cells or is hidden.
  public struct Row: Sendable, Equatable {
    /// The row's number, from 1.
    public var number: Int
    /// Whether the row is hidden (by hand or by a filter).
    public var isHidden: Bool
    /// Its cells' positions in `cells`, in column order.
    public var cells: Range<Int>
  }

  /// Rows by number, ascending, each number once.
  public internal(set) var rows: [Row] = []
  /// Every non-blank cell, row by row.
  public internal(set) var cells: [Cell] = []
  /// The texts that cells refer to.
  public internal(set) var texts = TextTable()
  /// Merged ranges, as the sheet lists them.
  public internal(set) var merges: [CellRange] = []
  /// Hidden columns, as closed ranges of column numbers.
  public internal(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// Comments by cell.
  public internal(set) var comments: [CellAddress: String] = [:]
  /// The text of formulas whose value is missing or an error.
  public internal(set) var formulas: [CellAddress: String] = [:]
  /// The workbook's formats, which cells refer to by `style`.
  public internal(set) var styles = Styles()
  /// Whether date serials count from 1904.
  public internal(set) var is1904 = false

  /// A grid without cells.
  public init() {}

  /// The position in `rows` of a row number, or nil if that row has nothing.
  public func rowIndex(_ number: Int) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number == number ? low : nil
  }

  /// The cell at a column of a row (a position in `rows`), or nil if it is blank.
  public func cell(rowIndex: Int, column: Int) -> Cell? {
    let range = rows[rowIndex].cells
    guard let first = range.first else { return nil }
    // A row without blanks, the usual one, has its cells where their columns say.
    let expected = first + column - Int(cells[first].column)
    if range.contains(expected), cells[expected].column == column { return cells[expected] }
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && cells[low].column == column ? cells[low] : nil
  }

  /// The cell at an address, or nil if it is blank.
  public subscript(_ address: CellAddress) -> Cell? {
    rowIndex(address.row).flatMap { cell(rowIndex: $0, column: address.column) }
  }
}
