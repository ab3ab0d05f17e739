import Foundation
import Spreadsheet
import Workbooks

/// Reads a workbook that was just written, and holds it against what was written into it.
///
/// The library that writes workbooks collects their parts in temporary files and does not look whether each write succeeds: on a
/// full disk it ends well and leaves pieces out.
func readBack(_ path: String, written sheets: [WrittenSheet]) throws {
  let name = String(path.split(separator: "/").last ?? "")
  guard let data = FileManager.default.contents(atPath: path) else { throw WriteError(name) }
  let isRight =
    (try? {
      let bytes = [UInt8](data)
      // The cells' own parts are read to their ends below.
      try checkParts(bytes, name: name) { $0.hasPrefix("xl/worksheets/sheet") || $0 == "xl/sharedStrings.xml" }
      let book = try Workbook(bytes: bytes, name: name)
      guard book.sheets.map(\.name) == sheets.map(\.name) else { return false }
      return try sheets.enumerated().allSatisfy { isSame(try book.grid(ofSheet: $0.offset), $0.element) }
    }()) ?? false
  guard isRight else {
    throw WriteError(name, reason: "the workbook does not read back as it was written; is the disk full?")
  }
}

private func isSame(_ grid: Grid, _ sheet: WrittenSheet) -> Bool {
  var expected = sheet.cells.makeIterator()
  for row in grid.rows {
    for cell in grid.cells[row.cells] where cell.kind == .text || cell.kind == .number {
      guard let written = expected.next(), written.row == row.number - 1, written.column == Int(cell.column) - 1 else {
        return false
      }
      switch written.value {
      case .text(let text): guard cell.kind == .text, isSame(grid, cell, text) else { return false }
      // Sixteen digits are written.
      case .number(let number):
        guard cell.kind == .number, abs(cell.number - number) <= abs(number) * 1e-15 else { return false }
      default: return false
      }
    }
  }
  return expected.next() == nil
}

private func isSame(_ grid: Grid, _ cell: Cell, _ text: String) -> Bool {
  var text = text
  let isEqual = text.withUTF8 { text in grid.texts.withBytes(of: cell.text) { $0.elementsEqual(text) } }
  // Line ends are the one thing that XML does not keep.
  return isEqual
    || text.utf8.contains(13)
      && grid.raw(cell) == text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
}
