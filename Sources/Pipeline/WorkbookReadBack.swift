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
      try checkParts(bytes, name: name)
      let book = try Workbook(bytes: bytes, name: name)
      guard book.sheets.map(\.name) == sheets.map(\.name) else { return false }
      return try sheets.enumerated().allSatisfy { try isSame(try book.grid(ofSheet: $0.offset), $0.element) }
    }()) ?? false
  guard isRight else {
    throw WriteError(name, reason: "the workbook does not read back as it was written; is the disk full?")
  }
}

private func isSame(_ grid: Grid, _ sheet: WrittenSheet) throws -> Bool {
  var found = 0
  for row in grid.rows {
    for cell in grid.cells[row.cells] where cell.kind == .text || cell.kind == .number {
      found += 1
      switch sheet[row: row.number - 1, column: Int(cell.column) - 1] {
      // Line ends are the one thing that XML does not keep.
      case .text(let text):
        guard grid.raw(cell) == text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") else { return false }
      // Sixteen digits are written.
      case .number(let number): guard abs(cell.number - number) <= abs(number) * 1e-15 else { return false }
      default: return false
      }
    }
  }
  return found == sheet.count
}
