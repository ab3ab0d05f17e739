import Domain
import Spreadsheet

/// Rows of a header above the one that says what the table is of: 基本情况 over 镇 │ 村 │ 姓名, and beside it 是否兼任 │ 备注, below which nothing
/// stands.
extension TableFinder {
  /// Where the header begins whose fields stand in a row, below the last table's header.
  func top(of row: Int, under end: Int) -> Int {
    var top = row
    for first in stride(from: row - 1, through: max(row - 2, end + 1), by: -1) {
      guard grid.rows[first].number == grid.rows[first + 1].number - 1, let kind = upperRow(first, above: row) else {
        break
      }
      if kind == .labels { top = first }
    }
    return top
  }

  private enum UpperRow { case groups, labels }

  /// Whether a row's words are groups of what stands below them, or also columns' own labels; nil where it is no row of a header. A title
  /// stands alone in its row, and what it states has a colon.
  private func upperRow(_ first: Int, above row: Int) -> UpperRow? {
    let own = filled(first)
    let lower = Set((first + 1...row).flatMap { filled($0).map(\.column) })
    guard own.count > 1, !own.contains(where: isTitle), !isHeading(own) else { return nil }
    var (groups, labels, others) = (0, 0, 0)
    for cell in own {
      guard cell.kind == .text, case let text = grid.texts[cell.text], text.utf8.count <= 60, !Self.isStatement(text)
      else { return nil }
      let meaning = vocabulary.meaning(text)
      // 东镇 │ 西街道 are titles of blocks side by side.
      if let meaning, isOwnPlace(meaning) { return nil }
      if lower.contains(cell.column) {
        if case .number = NumberText(text) { return nil }
        groups += 1
      } else if isApart(cell, first, lower.union(own.map(\.column))) {
        return nil
      } else if let meaning {
        labels += meaning.field == .other ? 0 : 1
      } else if reaches(row, from: first, Int(cell.column)) {
        others += 1
      } else {
        return nil
      }
    }
    guard groups > 0 else { return nil }
    return labels > 0 ? .labels : others > 0 ? nil : .groups
  }

  /// Whether a cell is a title that shares its row with a box of notes: 附件1 │ 甲市2021年补贴发放表 │ 说明.
  private func isTitle(_ cell: Cell) -> Bool {
    guard cell.kind == .text else { return false }
    let words = Text.squeezed(grid.texts[cell.text])
    return "表册单".contains(words.last ?? " ") && words.count > 3 || words.hasPrefix("附件") || words.hasPrefix("附表")
      || words.count > 10 && words.contains("年") && words.contains(Self.yearOfTitle)
  }

  /// Whether a row is headed by its one number, as a part of a document is: 二、金额. Groups side by side are numbered each.
  private func isHeading(_ own: [Cell]) -> Bool {
    func isNumbered(_ cell: Cell) -> Bool {
      cell.kind == .text && Text.squeezed(grid.texts[cell.text]).prefixMatch(of: Self.number) != nil
    }
    // A group's name seldom begins as a number does, and the pattern need not be asked.
    let numbered = own.filter { cell in
      cell.kind == .text && "一二三四五六七八九十(（".contains(grid.texts[cell.text].first ?? " ") && isNumbered(cell)
    }
    return numbered.count == 1 && numbered[0].column == own[0].column
  }

  // Making a pattern costs more than looking for it, and is done once.
  nonisolated(unsafe) private static let number = #/[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)/#
  nonisolated(unsafe) private static let yearOfTitle = #/20[0-9]{2}年/#

  /// Whether a blank column parts a cell from the header's others, as it does a box of notes beside a table.
  private func isApart(_ cell: Cell, _ first: Int, _ filled: Set<Int32>) -> Bool {
    let left = Int(cell.column) - 1
    guard left > 0, let nearest = filled.filter({ $0 < cell.column }).max(), nearest < left else { return false }
    return !grid.merges.contains {
      $0.first.column <= left && left <= $0.last.column && $0.first.column <= nearest
        && $0.last.row >= grid.rows[first].number
    }
  }

  /// Whether a cell is merged down to a row, as no title is.
  private func reaches(_ row: Int, from first: Int, _ column: Int) -> Bool {
    let (top, bottom) = (grid.rows[first].number, grid.rows[row].number)
    return grid.merges.contains {
      $0.first.row == top && $0.first.column == column && $0.last.row >= bottom && $0.last.column == column
    }
  }

  private func filled(_ row: Int) -> [Cell] {
    grid.cells[grid.rows[row].cells].filter { $0.kind != .text || !Text.trimmed(grid.texts[$0.text]).isEmpty }
  }
}
