import Domain
import Spreadsheet

/// Names that a form parts in two columns: 姓 │ 名.
extension Table {
  /// Finds the column of given names beside one of surnames.
  mutating func settleSplitNames() {
    guard namesTogether == nil else { return }
    let words = paths.mapValues { Text.headerWords(String($0.split(separator: "›").last ?? "")) }
    // Of several pairs the first is the member's; a merged 姓名 above both has named the surnames' column already.
    let pairs = words.keys.filter { words[$0] == "姓" && words[$0 + 1] == "名" }
    guard let surnames = pairs.min(), [nil, surnames, surnames + 1].contains(column(.name)) else { return }
    fields[surnames] = .name
    fields[surnames + 1] = .other
    take(surnames + 1, from: surnames)
  }

  private mutating func take(_ given: Int, from surnames: Int) {
    givenNames = given
    unknown.removeAll { $0 == given || $0 == surnames }
    repeated.removeAll { $0.column == given || $0.column == surnames }
  }
}

extension TableReader {
  /// A member's name as written, both parts of it where it stands in two columns.
  mutating func fullName(_ cell: Cell?, _ row: Int, _ number: Int) -> String {
    let name = cells.text(cell)
    guard let column = table.givenNames, let given = grid.cell(rowIndex: row, column: column), !isBlank(given) else {
      return name
    }
    let whole = Text.trimmed(name) + Text.trimmed(cells.text(given))
    cells.log.note(
      "name-of-two-columns", row: number, column: column, raw: Mask.name(Text.trimmed(name)), value: Mask.name(whole))
    return whole
  }
}
