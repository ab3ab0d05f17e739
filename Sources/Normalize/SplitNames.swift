import Domain
import Spreadsheet

/// Names that a form parts in two columns: 姓 │ 名.
extension Table {
  /// Finds the column of given names beside one of surnames.
  mutating func settleSplitNames() {
    guard namesTogether == nil else { return }
    let words = paths.mapValues { Text.headerWords(String($0.split(separator: "›").last ?? "")) }
    if let surnames = words.first(where: { $0.value == "姓" && words[$0.key + 1] == "名" })?.key, column(.name) == nil {
      fields[surnames] = .name
      take(surnames + 1, from: surnames)
    }
  }

  private mutating func take(_ given: Int, from surnames: Int) {
    givenNames = given
    unknown.removeAll { $0 == given || $0 == surnames }
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
