import Domain
import Spreadsheet

/// Returns that have a row of heads and a row of money of each place, laid side by side as others have them.
///
///     镇   │ 项目 │ 1月 │ 2月            镇   │ 1月         │ 2月
///     东镇 │ 人数 │ 3   │ 3       →           │ 人数 │ 金额 │ 人数 │ 金额
///          │ 金额 │ 720 │ 720            东镇 │ 3    │ 720  │ 3    │ 720
struct FoldedRows {
  /// The sheet with such rows side by side.
  let grid: Grid
  /// Where they stood.
  let folding: Folding

  /// Finds a header of months, and left of them the column that says what each row holds, or the same header again above the other figures;
  /// nil for any other sheet.
  init?(_ grid: Grid, vocabulary: Vocabulary, year: Int) {
    let times = TimeColumns(vocabulary: vocabulary)
    for row in grid.rows.indices.prefix(20) where (3...400).contains(grid.rows[row].cells.count) {
      let figures = TimesOfRow.columns(grid, row, year: year)
      guard figures.count > 1, let first = figures.keys.min(), !Self.isBelowGroups(grid, row, from: first) else {
        continue
      }
      for item in (1..<first).reversed() where item > 1 {
        let words = Self.words(grid, below: row, item, times)
        guard words.count > 1 else { continue }
        guard let groups = Self.groups(grid, below: row, item, words) else { return nil }
        var fold = RowFold(
          header: row, words: words.map(\.written), figures: figures, groups: groups, width: Folding.width)
        fold.item = item
        self.grid = grid.folded(fold)
        folding = Folding(below: grid.rows[row].number, step: 1)
        return
      }
      guard let stacked = StackedReturns(grid, row, figures, times, year: year) else { continue }
      self.grid = grid.folded(stacked.fold)
      folding = Folding(below: grid.rows[row].number, step: stacked.step)
      return
    }
    return nil
  }

  /// Whether words stand above the months that group them: such a header has a row too many.
  private static func isBelowGroups(_ grid: Grid, _ row: Int, from first: Int) -> Bool {
    guard row > 0, grid.rows[row - 1].number == grid.rows[row].number - 1 else { return false }
    let above = grid.cells[grid.rows[row - 1].cells].filter {
      Int($0.column) >= first && !($0.kind == .text && Text.squeezed(grid.texts[$0.text]).isEmpty)
    }
    return above.count > 1
  }

  /// A word that says what a row holds, as it is written and as it is compared.
  private struct Item {
    var written: String
    var compared: String
  }

  private static func item(_ grid: Grid, _ row: Int, _ column: Int) -> Item? {
    guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { return nil }
    let words = Text.headerWords(grid.texts[cell.text])
    return words.isEmpty ? nil : Item(written: Text.trimmed(grid.texts[cell.text]), compared: words)
  }

  /// What the first place's rows hold: heads and money among it, each a figure of a month; else nothing.
  private static func words(_ grid: Grid, below header: Int, _ column: Int, _ times: TimeColumns) -> [Item] {
    var words: [Item] = []
    var (hasHeads, hasMoney) = (false, false)
    // 东镇 in a row of its own stands above its places.
    var start = header + 1
    while start < min(header + 3, grid.rows.count), item(grid, start, column) == nil, isTextAlone(grid, start) {
      start += 1
    }
    for row in start..<min(start + 4, grid.rows.count) {
      guard let own = item(grid, row, column), own.compared != words.first?.compared else { break }
      switch times.figure(["1月", own.written], at: 0) {
      case .heads: hasHeads = true
      case .amount: hasMoney = true
      case .excluded, .months: break
      case .rate, .other, .unknown: return []
      }
      words.append(own)
    }
    return hasHeads && hasMoney ? words : []
  }

  private static func isTextAlone(_ grid: Grid, _ row: Int) -> Bool {
    let filled = grid.cells[grid.rows[row].cells].filter { !Text.squeezed(grid.raw($0)).isEmpty }
    return filled.count == 1 && filled[0].kind == .text
  }

  /// The rows of each place and sum; nil where a row has figures and is none of these.
  private static func groups(_ grid: Grid, below header: Int, _ column: Int, _ words: [Item]) -> [[Int]]? {
    func names(_ row: Int) -> [Int: String] {
      var names: [Int: String] = [:]
      for cell in grid.cells[grid.rows[row].cells] where Int(cell.column) < column {
        let text = Text.squeezed(grid.raw(cell))
        if !text.isEmpty { names[Int(cell.column)] = text }
      }
      return names
    }
    var groups: [[Int]] = []
    var open: [Int] = []
    for row in header + 1..<grid.rows.count {
      guard item(grid, row, column)?.compared == words[open.count].compared else {
        let filled = grid.cells[grid.rows[row].cells].count { cell in
          Int(cell.column) > column && !Text.squeezed(grid.raw(cell)).isEmpty
        }
        // A note or a signature.
        guard open.isEmpty, filled < 3 else { return nil }
        continue
      }
      let own = names(row)
      if let first = open.first {
        // The place may stand in each of its rows.
        let place = names(first)
        guard own.allSatisfy({ place[$0.key] == $0.value }),
          grid.rows[row].number == grid.rows[first].number + open.count
        else { return nil }
      } else if own.isEmpty {
        return nil
      }
      open.append(row)
      if open.count == words.count {
        groups.append(open)
        open = []
      }
    }
    return open.isEmpty && !groups.isEmpty ? groups : nil
  }
}
