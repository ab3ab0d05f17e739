import Domain
import Spreadsheet

/// Sums whose words and amount stand in one cell.
extension TableReader {
  // Made once: making a pattern costs more than looking for it.
  nonisolated(unsafe) private static let sumWords =
    #/(?:本页|全年|实际|实|应|发放|发|拨付|补贴|补助|津贴|资金|总|金额|款|额|合计|共计|总计|小计)+[:：]?/#

  /// The amount that a sum row's cell states behind its own words: 发放金额合计：74880元; nil for any other text, and for what its column does
  /// not sum up.
  mutating func amountBehindWords(_ cell: Cell, _ column: Sums.Column, row: Int) -> Int64? {
    guard cell.kind == .text else { return nil }
    let text = Text.squeezed(grid.texts[cell.text])
    guard let words = text.prefixMatch(of: Self.sumWords)?.output,
      case .number(let written) = NumberText(String(text[words.endIndex...])),
      written.suffix.isEmpty || written.unit != nil, let fen = written.fen(in: units[column.column] ?? .yuan),
      !words.contains("应") || column.field == .due, !words.contains("实") || column.field == .amount
    else { return nil }
    cells.log.note(
      "total-in-sentence", row: row, column: column.column, raw: Mask.numbers(in: text), value: "\(Money(fen: fen))")
    return fen
  }
}
