import Domain
import Spreadsheet

/// A table's cells by field, and those that say nothing.
extension TableReader {
  func cell(_ row: Int, _ field: Field) -> Cell? {
    columnOf[field].flatMap { grid.cell(rowIndex: row, column: $0) }
  }

  /// Whether a cell holds a mark that says there is nothing: `/`, 无.
  func isNothing(_ cell: Cell?) -> Bool {
    guard let cell, cell.kind == .text, grid.texts.withBytes(of: cell.text, { $0.count <= 9 }) else { return false }
    return NumberText(grid.texts[cell.text]) == .nothing
  }

  func isBlank(_ cell: Cell?) -> Bool {
    guard let cell else { return true }
    return cell.kind == .text
      && grid.texts.withBytes(of: cell.text) {
        $0.count <= 3 && $0.allSatisfy { $0 <= 0x20 || $0 == 0xE3 || $0 == 0x80 }
      }
  }
}
