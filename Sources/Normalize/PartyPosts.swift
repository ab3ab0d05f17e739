import Domain
import Spreadsheet

/// 党内职务 says who holds the post that is paid elsewhere, where one of its texts is that post.
extension Table {
  mutating func settlePartyPosts(_ grid: Grid) {
    guard column(.name) != nil, column(.concurrent) == nil else { return }
    for column in paths.keys.sorted() where [nil, .other].contains(fields[column]) {
      guard Self.partyHeaders.contains(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
      else { continue }
      guard body.contains(where: { isOfDiscipline($0, column, grid) }) else { continue }
      (partyPosts, fields[column]) = (column, .other)
      unknown.removeAll { $0 == column }
      return
    }
  }

  func isOfDiscipline(_ row: Int, _ column: Int, _ grid: Grid) -> Bool {
    guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { return false }
    return Self.disciplinePosts.contains(Text.squeezed(grid.texts[cell.text]))
  }

  private static let partyHeaders: Set<String> = [
    "党内职务", "村党组织职务", "党组织职务", "党支部职务", "村党支部职务", "党委职务", "两委职务", "其他职务", "其它职务",
  ]

  /// The posts by themselves: 原纪检委员 and 纪检委员（至2021.5） are none that is held all year.
  private static let disciplinePosts: Set<String> = [
    "纪检委员", "纪委书记", "纪检书记", "纪检监察委员", "党支部纪检委员", "支部纪检委员", "村纪检委员", "党总支纪检委员", "党委纪检委员",
  ]
}
