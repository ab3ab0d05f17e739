import Domain
import Spreadsheet

/// Tables that look like one of the county's documents and are none: of counties, or of villages with the chair of each.
extension PlacedTable {
  /// Whether its rows are counties, of which another than the table's own is one: what a prefecture allots to each.
  func isOfCounties(beside own: String) -> Bool {
    guard let column = table.column(.county),
      [Field.town, .village, .code, .name, .idNumber].allSatisfy({ table.column($0) == nil })
    else { return false }
    let names = Set(
      table.body.prefix(200).compactMap { row -> String? in
        guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { return nil }
        let name = Text.squeezed(grid.texts[cell.text])
        return (2...8).contains(name.count) && "市县区".contains(name.suffix(1)) ? name : nil
      })
    return names.count > 1 && names.contains { $0 != own }
  }

  /// Whether a list's rows are villages: each states how many members there are, more than one, and names one person for them.
  func isOfVillages(_ list: TableRecords) -> Bool {
    guard list.source.kind == .roster, list.members.count > 1,
      let column = [Field.listed, .eligible, .quota].compactMap({ table.column($0) }).first,
      [Field.idNumber, .concurrent, .start, .end].allSatisfy({ table.column($0) == nil })
    else { return false }
    let villages = Set(list.members.lazy.map(\.village))
    let counting = list.members.count { member in
      guard let row = grid.rowIndex(Int(member.row)), let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(grid.raw(cell))
      else { return false }
      return written.whole.map { (2...99).contains($0) } ?? false
    }
    return villages.count == list.members.count && counting == list.members.count
  }
}
