import Domain
import Spreadsheet

/// 党内职务 says who holds the post that is paid elsewhere, where one of its texts is that post.
extension Table {
  mutating func settlePartyPosts(_ grid: Grid) {
    guard column(.name) != nil, column(.concurrent) == nil else { return }
    for column in paths.keys.sorted() where [nil, .other].contains(fields[column]) {
      guard Self.isOfPosts(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? ""))) else { continue }
      guard body.contains(where: { isOfDiscipline($0, column, grid) }) else { continue }
      (partyPosts, fields[column]) = (column, .other)
      unknown.removeAll { $0 == column }
      return
    }
  }

  func isOfDiscipline(_ row: Int, _ column: Int, _ grid: Grid) -> Bool {
    guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { return false }
    var words = Text.squeezed(grid.texts[cell.text])[...]
    for lead in ["兼任", "担任", "兼"] where words.hasPrefix(lead) { words = words.dropFirst(lead.count) }
    return Self.disciplinePosts.contains(String(words))
  }

  /// 党内职务, 在村党组织担任职务 and 其他任职情况; 原党组织职务 is held no more.
  private static func isOfPosts(_ words: String) -> Bool {
    ["党", "两委", "其他", "其它"].contains(where: words.contains)
      && ["职务", "任职", "任职情况", "任何职", "何职"].contains(where: words.hasSuffix)
      && !["原", "曾", "前任", "上届", "历任", "配偶", "家属"].contains(where: words.contains)
  }

  /// The posts by themselves: 原纪检委员 and 纪检委员（至2021.5） are none that is held all year.
  private static let disciplinePosts: Set<String> = [
    "纪检委员", "纪委书记", "纪检书记", "纪检监察委员", "党支部纪检委员", "支部纪检委员", "村纪检委员", "党总支纪检委员", "党委纪检委员",
  ]
}
