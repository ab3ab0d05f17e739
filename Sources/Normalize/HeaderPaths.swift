import Domain
import Spreadsheet

/// Merged and multi-row headers flattened to one path of texts per column.
struct HeaderPaths {
  let grid: Grid
  let header: ClosedRange<Int>

  var paths: [Int: [String]] {
    var columns: Set<Int> = []
    for row in header { for index in grid.rows[row].cells { columns.insert(Int(grid.cells[index].column)) } }
    let numbers = grid.rows[header.lowerBound].number...grid.rows[header.upperBound].number
    let merges = grid.merges.filter { $0.first.row >= numbers.lowerBound && $0.first.row <= numbers.upperBound }
    for merge in merges where merge.last.column - merge.first.column < 400 {
      columns.formUnion(merge.first.column...merge.last.column)
    }
    var paths: [Int: [String]] = [:]
    for column in columns.sorted() {
      var path: [String] = []
      for row in header {
        guard let text = text(row, column, merges: merges), path.last != text, !isNumbering(text) else { continue }
        path.append(text)
      }
      if !path.isEmpty { paths[column] = path }
    }
    return paths
  }

  private func text(_ row: Int, _ column: Int, merges: [CellRange]) -> String? {
    let address = CellAddress(row: grid.rows[row].number, column: column)
    if let merge = merges.first(where: { $0.contains(address) }) { return ownText(merge.first) }
    if let text = ownText(address) { return text }
    // Where a group is not merged, its name stands over its first column only; it reaches right over columns that have a lower header.
    guard row < header.upperBound, hasText(below: row, column), !beginsGroup(above: row, column) else { return nil }
    var left = column - 1
    while left > 0 {
      let place = CellAddress(row: address.row, column: left)
      if let text = ownText(place) {
        return hasText(below: row, left) && !merges.contains { $0.contains(place) } ? text : nil
      }
      if beginsGroup(above: row, left) || merges.contains(where: { $0.contains(place) }) { return nil }
      left -= 1
    }
    return nil
  }

  /// Whether a wider group begins in a column: 12月 below 四季度 ends where 全年合计 begins. A group that is written in each of its columns begins in
  /// the first.
  private func beginsGroup(above row: Int, _ column: Int) -> Bool {
    (header.lowerBound..<row).contains {
      let number = grid.rows[$0].number
      guard let text = ownText(CellAddress(row: number, column: column)), !isNumbering(text) else { return false }
      return column == 1 || ownText(CellAddress(row: number, column: column - 1)) != text
    }
  }

  /// Whether words stand below in a column; a row of column numbers is no level of the header.
  private func hasText(below row: Int, _ column: Int) -> Bool {
    (row + 1...header.upperBound).contains {
      ownText(CellAddress(row: grid.rows[$0].number, column: column)).map { !isNumbering($0) } ?? false
    }
  }

  private func ownText(_ address: CellAddress) -> String? {
    guard let cell = grid[address] else { return nil }
    guard cell.kind == .text, MonthHeaders.number(grid, cell) == nil else {
      let month = grid.rowIndex(address.row).flatMap { MonthHeaders.of(grid, row: $0)[address.column] }
      if let month { return month }
      return cell.kind == .text ? grid.texts[cell.text] : nil
    }
    let text = grid.texts[cell.text]
    return Text.trimmed(text).isEmpty ? nil : text
  }

  private func isNumbering(_ text: String) -> Bool {
    let squeezed = Text.squeezed(text)
    // 202201 and 2022-01 name a month.
    if squeezed.utf8.count >= 6, Vocabulary.month(squeezed, year: 0) != nil { return false }
    if ColumnNumbers.letters.contains(squeezed) { return true }
    // No and ID are words.
    return ColumnNumbers.isOne(text)
      || squeezed.allSatisfy(ColumnNumbers.isPart) && !squeezed.contains { $0.isLetter }
  }
}
