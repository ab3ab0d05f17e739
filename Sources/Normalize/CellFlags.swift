import Domain
import Spreadsheet

/// Cells that answer yes or no.
extension CellReader {
  /// Whether the cell marks a concurrent post; nil if blank or unreadable.
  mutating func flag(_ cell: Cell?, row: Int, column: Int, owner: RowOwner) -> Bool? {
    guard let cell else { return nil }
    if cell.kind == .boolean { return cell.boolean }
    if cell.kind == .text, let known = plainFlags[cell.text] { return known }
    let raw = text(cell)
    let word = Text.squeezed(raw)
    switch word {
    case "": return nil
    case "是" where word == raw && cell.kind == .text, "否" where word == raw && cell.kind == .text:
      return plainFlags.keep(word == "是", of: cell.text, in: grid.texts)
    case "是", "√", "✓", "Y", "y", "1", "有", "兼", "兼任", "TRUE", "✔", "是的", "对", "yes", "Yes", "YES": return note(true)
    case "否", "×", "✗", "N", "n", "0", "无", "不兼", "未兼任", "FALSE", "/", "-", "—", "——", "不是", "x", "X", "no", "No", "NO",
      "不兼任", "没有":
      return note(false)
    default: break
    }
    if word.hasPrefix("否") || word.hasPrefix("不") || word.hasPrefix("未") { return note(false) }
    if word.hasPrefix("是") || word.contains("纪委书记") || word.contains("纪检委员") || word.contains("兼") {
      return note(true)
    }
    // 扣兼任 with what is taken off for it: who has an amount there holds the post.
    if case .number(let written) = NumberText(raw), let yuan = written.value.scaled(by: 1), yuan >= 100 || yuan == 0 {
      return note(yuan > 0)
    }
    _ = unreadable(cell, .concurrent, row: row, column: column, owner: owner, period: "")
    return nil
    func note(_ value: Bool) -> Bool {
      if word != "是" && word != "否" || word != raw {
        log.note("flag-word", row: row, column: column, raw: raw, value: value ? "true" : "false")
      }
      return value
    }
  }
}
