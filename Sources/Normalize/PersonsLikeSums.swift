import Domain
import Spreadsheet

/// Persons whose names end as the words of sums do.
extension RowClassifier {
  /// Whether a row has a person's ID number beside a name: 何小计 sums nothing up.
  func isNumberedPerson(_ row: Int) -> Bool {
    guard let name = table.column(.name), let number = table.column(.idNumber),
      let named = grid.cell(rowIndex: row, column: name), named.kind == .text,
      let cell = grid.cell(rowIndex: row, column: number)
    else { return false }
    return !Text.squeezed(grid.texts[named.text]).isEmpty
      && IDNumber(Text.squeezed(grid.raw(cell)))?.hasValidCheck == true
  }
}
