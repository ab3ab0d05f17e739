import Domain
import Spreadsheet

/// Subtotals of a town below those of its villages.
extension TableReader {
  /// Whether a subtotal is of the town whose villages' subtotals stand above it: 上坪村小计, 河湾村小计, then 石门镇小计, 镇小计 or, where its
  /// figures are what the villages' come to, 小计 once more.
  func isOfWholeTown(_ row: Int, _ level: Int, _ label: String) -> Bool {
    guard level == 1, leading.isEmpty, !isAtBeginning, sums.isEmpty(level: 1), !sums.isEmpty(level: 2), town != nil
    else { return false }
    if let named = townNamed(label) { return named == town }
    if Self.isTowns(label) { return !leadsTowns }
    return Self.withoutSumWord(label).isEmpty && tiesTown(row)
  }

  /// Whether a sum's label is what any town's may be called.
  static func isTowns(_ label: String) -> Bool { townsOwn.contains(withoutSumWord(label)) }

  /// Whether each figure of a row is what the town's rows above come to.
  private func tiesTown(_ row: Int) -> Bool {
    var count = 0
    for (index, column) in sums.columns.enumerated() {
      guard let cell = grid.cell(rowIndex: row, column: column.column), !isBlank(cell) else { continue }
      let isMoney = if case .money = column.unit { true } else { false }
      guard let value = cells.quietly(cell, unit: isMoney ? units[column.column] ?? .yuan : nil),
        sums.parts(of: index, level: 2, stated: value)?.sum == value
      else { return false }
      count += value == 0 ? 0 : 1
    }
    return count > 0
  }

  /// What a town's own sum may be called.
  private static let townsOwn: Set<String> = ["镇", "本镇", "镇街", "镇(街)", "镇(街道)", "乡镇", "本乡镇", "街道", "本街道", "镇街道"]
}
