import Domain
import Spreadsheet

/// What a header's row names of time.
enum TimesOfRow {
  /// The columns of months, quarters and half-years in a row, and of their sums; none where fewer than two name a time.
  static func columns(_ grid: Grid, _ row: Int, year: Int) -> [Int: String] {
    guard mayNameTimes(grid, row) else { return [:] }
    let numbered = MonthHeaders.of(grid, row: row)
    var (found, times) = ([Int: String](), 0)
    for cell in grid.cells[grid.rows[row].cells] {
      let text = numbered[Int(cell.column)] ?? (cell.kind == .text ? grid.texts[cell.text] : "")
      if Vocabulary.month(text, year: year) != nil || Vocabulary.span(text, year: year) != nil {
        times += 1
      } else {
        let words = Text.headerWords(text)
        guard words.hasSuffix("计") || words == "全年" else { continue }
      }
      found[Int(cell.column)] = text
    }
    return times > 1 ? found : [:]
  }

  /// Whether a row has two cells that may name a time, or as many short figures as months in numbers: few rows have, and what they name costs
  /// more to see.
  private static func mayNameTimes(_ grid: Grid, _ row: Int) -> Bool {
    var (words, figures) = (0, 0)
    for cell in grid.cells[grid.rows[row].cells] {
      guard cell.kind == .text else {
        figures += 1
        continue
      }
      let text = grid.texts[cell.text]
      switch text.utf8.first {
      case .some(0x30...0x39) where text.utf8.count <= 10: figures += 1
      case .some(0x41...0x5A), .some(0x61...0x7A): words += 1
      default: if Text.has(text, anyOf: "月季年") { words += 1 }
      }
    }
    return words > 1 || figures > 5
  }
}
