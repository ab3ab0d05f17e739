import Spreadsheet

/// 〃 and 同上: a cell that says what the one above it says.
enum DittoMarks {
  /// Whether a text is nothing but such a mark.
  static func isMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Names are as short: the first byte tells nearly all of them apart.
    guard (1...12).contains(bytes.count), [0x20, 0x22, 0x27, 0x28, 0xE2, 0xE3, 0xE5, 0xEF].contains(bytes[0]),
      bytes[0] != 0xE5 || bytes.count > 2 && bytes[1] == 0x90 && bytes[2] == 0x8C
    else { return false }
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    return marks.contains(text)
  }

  /// The sheet with what the marks stand for, and where they stood. A mark below nothing, or below a sum's word, stays as it is.
  static func resolved(_ grid: Grid) -> (grid: Grid, cells: [CellAddress]) {
    // By column, the last cell that is none.
    var above: [Int: Cell] = [:]
    var numbers: [Int: [Int: Double]] = [:]
    var texts: [Int: [Int: String]] = [:]
    var cells: [CellAddress] = []
    for (position, row) in grid.rows.enumerated() {
      for cell in grid.cells[row.cells] {
        let column = Int(cell.column)
        guard cell.kind == .text, grid.texts.withBytes(of: cell.text, isMark) else {
          let isBlank = cell.kind == .text && Text.squeezed(grid.texts[cell.text]).isEmpty
          if cell.kind != .noValue, !isBlank { above[column] = cell }
          continue
        }
        guard let meant = above[column] else { continue }
        switch meant.kind {
        case .number: numbers[position, default: [:]][column] = meant.number
        default:
          let text = grid.display(meant)
          guard !["计", "汇总"].contains(where: Text.squeezed(text).hasSuffix) else { continue }
          texts[position, default: [:]][column] = text
        }
        cells.append(CellAddress(row: row.number, column: column))
      }
    }
    return cells.isEmpty ? (grid, []) : (grid.setting(numbers, texts: texts), cells)
  }

  private static let marks: Set<String> = ["〃", "〞", "″", "“", "”", "\"", "''", "同上", "同上。", "(同上)", "（同上）"]
}
