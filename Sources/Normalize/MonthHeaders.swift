import Domain
import Spreadsheet

/// Months in a header that are no words: dates shown as 1月, the numbers 1 to 12, or 202201 and 2022.1.
enum MonthHeaders {
  /// Columns of a row that head months → the month in words; empty unless six or more stand side by side in order.
  static func of(_ grid: Grid, row: Int) -> [Int: String] {
    var best: [Int: String] = [:]
    var run: [Int: String] = [:]
    var last: (column: Int, number: Int, step: Int)?
    var sum: Int?
    var hasWords = false
    for cell in grid.cells[grid.rows[row].cells] {
      var found: (number: Int, words: String)?
      switch cell.kind {
      case .date:
        if let date = grid.dateTime(cell), date.day == 1 || date.day >= 28 {
          found = (date.year * 12 + date.month, "\(date.year)年\(date.month)月")
        }
      case .number: found = Int(exactly: cell.number).flatMap(named)
      case .text where number(grid, cell) != nil:
        // A CSV's numbers are texts.
        found = number(grid, cell).flatMap(named)
      case .text where !ColumnNumbers.letters.contains(Text.squeezed(grid.texts[cell.text])):
        hasWords = hasWords || grid.texts.withBytes(of: cell.text) { ($0.first ?? 0) >= 0x80 }
        if Text.squeezed(grid.texts[cell.text]).hasSuffix("计") { sum = Int(cell.column) }
      default: break
      }
      guard let found else {
        if cell.kind != .text { run = [:]; last = nil }
        continue
      }
      let column = Int(cell.column)
      // 1 … 6 │ 小计 │ 7 … 12 │ 小计: the sum of some months parts no run of them.
      if let before = last, sum == column - 1, before.column == column - 2, before.step == 1 { last?.column += 1 }
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
    // A row of nothing but numbers counts its columns, unless all of them stand below one group's words.
    return best.count >= 6 && (hasWords || standsBelowGroup(best, grid, row: row)) ? best : [:]
  }

  /// Whether the months of a row are all that stands in it, below one cell of the row above: 各月发放金额 over 1 … 12. Columns that are
  /// numbered have words of their own each.
  private static func standsBelowGroup(_ months: [Int: String], _ grid: Grid, row: Int) -> Bool {
    guard let first = months.keys.min(), let last = months.keys.max(), row > 0, first > 1, months[first] == "1月",
      grid.rows[row - 1].number == grid.rows[row].number - 1
    else { return false }
    func texts(_ row: Int) -> [(column: Int, text: String)] {
      grid.cells[grid.rows[row].cells].map { (Int($0.column), Text.squeezed(grid.raw($0))) }.filter { !$0.1.isEmpty }
    }
    let above = texts(row - 1).filter { (first...last).contains($0.column) }
    guard texts(row).count == months.count, above.first?.column == first else { return false }
    // 第一季度 over 1, 2 and 3, and 第二季度 from 4 on.
    let areSpans = above.allSatisfy { column, text in
      Vocabulary.namedSpan(text, year: 0).map { "\($0.lowerBound.month)月" == months[column] } ?? false
    }
    if areSpans, above.count > 1 { return true }
    guard above.count == 1, months.count == last - first + 1 else { return false }
    let words = Text.headerWords(above[0].text)
    // 第几次发放 and 各批金额 count payments; of fewer than twelve the group says itself that they are months.
    guard !["次", "批", "期", "笔", "季", "周"].contains(where: words.contains) else { return false }
    return ["各月", "月份", "分月", "逐月", "按月", "每月", "月度"].contains(where: words.contains)
      || months.count == 12
        && ["金额", "补贴", "补助", "津贴", "发放情况", "补贴情况", "领取情况"].contains(where: words.hasSuffix)
  }

  /// A text that is a month's number and nothing else, or a year's and a month's: 202201, 2022.1, 2022-01.
  static func number(_ grid: Grid, _ cell: Cell) -> Int? {
    grid.texts.withBytes(of: cell.text) { bytes in
      func digits(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        part.allSatisfy { (48...57).contains($0) } ? part.reduce(0) { $0 * 10 + Int($1) - 48 } : nil
      }
      if (1...2).contains(bytes.count) {
        return digits(bytes[...]).flatMap { (1...12).contains($0) ? $0 : nil }
      }
      guard (6...7).contains(bytes.count), let year = digits(bytes[..<4]), (2000...2099).contains(year) else {
        return nil
      }
      let hasMark = [0x2D, 0x2E, 0x2F].contains(bytes[4])
      guard hasMark || bytes.count == 6, let month = digits(bytes[(hasMark ? 5 : 4)...]) else { return nil }
      return (1...12).contains(month) ? year * 100 + month : nil
    }
  }

  /// A month of no year by its number, or of one: its place among months, and its words.
  private static func named(_ number: Int) -> (number: Int, words: String)? {
    if (1...12).contains(number) { return (number, "\(number)月") }
    let (year, month) = number.quotientAndRemainder(dividingBy: 100)
    return (2000...2099).contains(year) && (1...12).contains(month)
      ? (year * 12 + month, "\(year)年\(month)月") : nil
  }
}
