import Domain
import Spreadsheet

/// 党内职务 says who holds the post that is paid elsewhere, where one of its texts is that post.
extension Table {
  mutating func settlePartyPosts(_ grid: Grid, years: ClosedRange<Int>) {
    guard column(.name) != nil, column(.concurrent) == nil else { return }
    let others = repeated.filter { $0.field == .role }.map(\.column)
    for column in paths.keys.sorted() where [nil, .other, .role].contains(fields[column]) {
      guard Self.isOfPosts(paths[column] ?? "", years) else { continue }
      guard body.contains(where: { isOfDiscipline($0, column, grid) }) else { continue }
      // 村党组织职务 left of 监委会职务 was taken for the post in the committee.
      if fields[column] == .role {
        guard let own = others.first(where: { !Self.isOfPosts(paths[$0] ?? "", years) }) else { continue }
        fields[own] = .role
        repeated.removeAll { $0.column == own }
      }
      repeated.removeAll { $0.column == column }
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

  /// 党内职务, 在村党组织担任职务 and 其他任职情况, by their whole words: 换届前两委职务 is held no more, and 领导党内职务 by somebody else.
  private static func isOfPosts(_ path: String, _ years: ClosedRange<Int>) -> Bool {
    let parts = path.split(separator: "›").map { Text.headerWords(String($0)) }
    guard let words = parts.last, words.count <= 16, words.wholeMatch(of: headers) != nil else { return false }
    return !parts.dropLast().contains { group in
      ofOthers.contains(where: group.contains) || Vocabulary.year(group).map { !years.contains($0) } ?? false
    }
  }

  nonisolated(unsafe) private static let headers =
    #/(?:现任?|目前)?(?:担任)?在?(?:本|所在)?(?:村社区|村居|村级|村内|村|社区)?(?:党内|党组织|党支部|党总支|支部|支委|党委|党|两委|其他|其它)(?:委员会|班子|成员|内|中)?(?:担任|所任|现任)?(?:职务|任职|任职情况|任何职|何职)/#

  /// Groups of columns about others, or about another term.
  private static let ofOthers = [
    "换届前", "变动前", "调整前", "上届", "上一届", "往届", "原任", "前任", "曾任", "拟任", "挂点", "包村", "驻村", "联村", "联系领导", "配偶", "家属",
  ]

  /// The posts by themselves: 原纪检委员 and 纪检委员（至2021.5） are none that is held all year.
  private static let disciplinePosts: Set<String> = [
    "纪检委员", "纪委书记", "纪检书记", "纪检监察委员", "党支部纪检委员", "支部纪检委员", "村纪检委员", "党总支纪检委员", "党委纪检委员",
  ]
}
