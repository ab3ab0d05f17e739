import Domain
import Spreadsheet

/// Names, or heads, below a month.
extension TableFinder {
  /// Takes 发放对象 below a month, a quarter or a half-year for the names where names stand in it and no other column has any, and for the
  /// month's heads where figures do.
  func takeNamesOfTimes(
    _ table: inout Table, _ paths: [Int: [String]], _ ofMonths: inout [YearMonth: TimeColumns.Entry]
  ) {
    var named: [Int] = []
    for column in paths.keys.sorted() where table.fields[column] == .other {
      guard let path = paths[column], path.count > 1, let own = path.last, vocabulary.field(own) == .name else {
        continue
      }
      if !table.holdsCounts(column, grid) {
        named.append(column)
      } else if let month = path.dropLast().lazy.compactMap({ Vocabulary.month($0, year: year) }).first,
        ofMonths[month]?.heads == nil, ofMonths[month, default: .init()].take(column, as: .heads(.telling)) == nil
      {
        table.fields[column] = nil
      }
    }
    // Two months' names side by side may be of two lists.
    guard table.column(.name) == nil, named.count == 1, holdsNames(named[0], table) else { return }
    table.fields[named[0]] = .name
  }

  private func holdsNames(_ column: Int, _ table: Table) -> Bool {
    let texts = table.body.prefix(80).compactMap { row -> String? in
      guard !table.isSum(row, grid), let cell = grid.cell(rowIndex: row, column: column) else { return nil }
      let text = Text.squeezed(grid.raw(cell))
      return text.isEmpty ? nil : text
    }
    return texts.count { PersonName.mayBe($0) } * 2 > texts.count
  }
}
