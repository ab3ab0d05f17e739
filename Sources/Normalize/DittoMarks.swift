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

  /// The sheet with what the marks stand for, and where they stood and how. A mark below nothing, below a header or below a sum's word
  /// stays as it is; a header that the next page repeats stands between nothing.
  static func resolved(
    _ grid: Grid, _ vocabulary: Vocabulary
  ) -> (grid: Grid, cells: [(address: CellAddress, raw: String)]) {
    // By column, the last cell that is none.
    var above: [Int: Cell] = [:]
    var numbers: [Int: [Int: Double]] = [:]
    var texts: [Int: [Int: String]] = [:]
    var cells: [(address: CellAddress, raw: String)] = []
    var headers: Set<[String]> = []
    for (position, row) in grid.rows.enumerated() {
      if let words = header(grid.cells[row.cells], grid, vocabulary) {
        // Between a page's header and the last row of the page before may stand its title or its sum.
        let isBelowRow = position > 0 && grid.rows[position - 1].cells.count * 2 > row.cells.count
        if headers.insert(words).inserted || !isBelowRow { above = [:] }
        continue
      }
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
          guard !isSum(Text.squeezed(text)) else { continue }
          texts[position, default: [:]][column] = text
        }
        cells.append((CellAddress(row: row.number, column: column), Text.trimmed(grid.texts[cell.text])))
      }
    }
    return cells.isEmpty ? (grid, []) : (grid.setting(numbers, texts: texts), cells)
  }

  /// The words of a row that is a header; nil for any other row.
  private static func header(_ cells: ArraySlice<Cell>, _ grid: Grid, _ vocabulary: Vocabulary) -> [String]? {
    guard cells.allSatisfy({ $0.kind == .text || $0.kind == .noValue }) else { return nil }
    let words = cells.map { $0.kind == .text ? Text.squeezed(grid.texts[$0.text]) : "" }
    let filled = words.count { !$0.isEmpty }
    // 东镇 and 山底村委会 hold words of headers; only a field's own name makes one.
    let known = words.count { vocabulary.meaning($0).map { $0.sureness >= .planned } ?? false }
    return known >= 3 && known * 2 > filled || known >= 2 && known == filled ? words : nil
  }

  /// 会计 is a seat and no sum.
  private static func isSum(_ words: String) -> Bool {
    words == "计" || ["小计", "合计", "总计", "共计", "累计", "汇总"].contains(where: words.hasSuffix)
  }

  private static let marks: Set<String> = ["〃", "〞", "″", "“", "”", "\"", "''", "同上", "同上。", "(同上)", "（同上）"]
}
