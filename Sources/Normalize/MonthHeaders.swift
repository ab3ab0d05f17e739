import Spreadsheet

/// Months in a header that are no words: dates shown as 1月, or the numbers 1 to 12.
enum MonthHeaders {
  /// Columns of a row that head months → the month in words; empty unless six or more stand side by side in order.
  static func of(_ grid: Grid, row: Int) -> [Int: String] {
    var best: [Int: String] = [:]
    var run: [Int: String] = [:]
    var last: (column: Int, number: Int, step: Int)?
    var hasWords = false
    for cell in grid.cells[grid.rows[row].cells] {
      var found: (number: Int, words: String)?
      switch cell.kind {
      case .date:
        if let date = grid.dateTime(cell), date.day == 1 || date.day >= 28 {
          found = (date.year * 12 + date.month, "\(date.year)年\(date.month)月")
        }
      case .number where (1...12).contains(cell.number): found = (Int(cell.number), "\(Int(cell.number))月")
      case .text where number(grid, cell) != nil:
        // A CSV's numbers are texts.
        found = number(grid, cell).map { ($0, "\($0)月") }
      case .text where !ColumnNumbers.letters.contains(Text.squeezed(grid.texts[cell.text])):
        hasWords = hasWords || grid.texts.withBytes(of: cell.text) { ($0.first ?? 0) >= 0x80 }
      default: break
      }
      guard let found else {
        if cell.kind != .text { run = [:]; last = nil }
        continue
      }
      let column = Int(cell.column)
      // Every other column where each month has heads and money below it.
      if let before = last, found.number == before.number + 1, column - before.column <= 2,
        before.step == 0 || before.step == column - before.column
      {
        run[column] = found.words
        last = (column, found.number, column - before.column)
      } else {
        run = [column: found.words]
        last = (column, found.number, 0)
      }
      if run.count > best.count { best = run }
    }
    // A row of nothing but numbers counts its columns.
    return hasWords && best.count >= 6 ? best : [:]
  }

  /// A text that is a month's number and nothing else.
  static func number(_ grid: Grid, _ cell: Cell) -> Int? {
    grid.texts.withBytes(of: cell.text) { bytes in
      guard (1...2).contains(bytes.count), bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
      let number = bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
      return (1...12).contains(number) ? number : nil
    }
  }
}
