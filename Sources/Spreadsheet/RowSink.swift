/// What takes rows as they are read: a grid that keeps them, or a caller who looks at each once.
protocol RowSink {
  /// Takes a row's cells, in column order; false stops the reading. The array and the table are the reader's own, to be used again.
  mutating func take(row: Int, isHidden: Bool, cells: [Cell], texts: inout TextTable) -> Bool
  /// Why the sink cannot take more.
  var failure: ReadError.Reason? { get }
  /// Whether formulas without a value and the sheet's comments are to be kept.
  static var wantsNotes: Bool { get }
}

extension RowSink {
  static var wantsNotes: Bool { true }
}

/// What a sheet says besides its rows.
struct SheetExtras {
  var texts = TextTable()
  var merges: [CellRange] = []
  var hiddenColumns: [ClosedRange<Int>] = []
  var comments: [CellAddress: String] = [:]
  var formulas: [CellAddress: String] = [:]
}

/// Keeps rows for a grid, and notices when they come out of order.
struct GridSink: RowSink {
  private(set) var rows: [Grid.Row] = []
  private(set) var cells: [Cell] = []
  private(set) var failure: ReadError.Reason?
  private var isOrdered = true
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  mutating func take(row: Int, isHidden: Bool, cells new: [Cell], texts: inout TextTable) -> Bool {
    if let last = rows.last, row <= last.number { isOrdered = false }
    let start = cells.count
    cells.append(contentsOf: new)
    rows.append(Grid.Row(number: row, isHidden: isHidden, cells: start..<cells.count))
    // In order there are no more rows than a sheet has; out of order they may be many, and are copied to be sorted.
    let weight = isOrdered ? cells.count : 3 * (cells.count + 2 * rows.count)
    if weight > limits.gridCells {
      failure = .tooManyCells(limit: limits.gridCells)
      return false
    }
    return true
  }

  /// Sorts rows that came in any order; of a cell that came twice the last one counts.
  mutating func settle() {
    if isOrdered { return }
    let order = rows.indices.sorted { (rows[$0].number, $0) < (rows[$1].number, $1) }
    var sortedRows: [Grid.Row] = []
    var sortedCells: [Cell] = []
    sortedCells.reserveCapacity(cells.count)
    var position = 0
    while position < order.count {
      let number = rows[order[position]].number
      let start = sortedCells.count
      var isHidden = false
      var parts = 0
      while position < order.count, rows[order[position]].number == number {
        let row = rows[order[position]]
        sortedCells.append(contentsOf: cells[row.cells])
        isHidden = isHidden || row.isHidden
        position += 1
        parts += 1
      }
      if parts > 1 {
        let merged = lastOfEachColumn(sortedCells[start...])
        sortedCells.removeLast(sortedCells.count - start)
        sortedCells.append(contentsOf: merged)
      }
      sortedRows.append(Grid.Row(number: number, isHidden: isHidden, cells: start..<sortedCells.count))
    }
    rows = sortedRows
    cells = sortedCells
  }
}

/// Cells in column order, of each column the last.
func lastOfEachColumn(_ cells: ArraySlice<Cell>) -> [Cell] {
  let order = cells.indices.sorted { (cells[$0].column, $0) < (cells[$1].column, $1) }
  var result: [Cell] = []
  for index in order {
    if result.last?.column == cells[index].column { result.removeLast() }
    result.append(cells[index])
  }
  return result
}
