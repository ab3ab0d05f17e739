import Domain
import Spreadsheet

/// Remarks under a header that no word places: 情况说明, 附记.
extension Table {
  /// Takes a column for the remarks where it says of somebody that he holds another post, and nothing else does.
  mutating func placeRemarks(_ grid: Grid) {
    // What some other column says is asked.
    func headsRemarks(_ column: Int) -> Bool {
      let header = Text.squeezed(paths[column] ?? "")
      return ["说明", "附记", "注", "原因", "情况", "其他", "其它", "事项", "摘要"].contains(where: header.contains)
    }
    guard column(.note) == nil, let column = unknown.first(where: { headsRemarks($0) && mayMark($0, grid) })
    else { return }
    fields[column] = .note
    unknown.removeAll { $0 == column }
    byContent.append((column, .note))
  }

  /// Whether an unread column's words may say who of a list is not paid again: 兼任纪检委员, and not 原任纪检委员, who looks after the village,
  /// what somebody may become or how he was examined.
  func mayMark(_ column: Int, _ grid: Grid) -> Bool {
    let header = Text.squeezed(paths[column] ?? "").replacing("原因", with: "")
    guard self.column(.name) != nil, self.column(.concurrent) == nil, !Self.isOfOthers(paths[column]),
      ![
        "原", "曾", "上届", "往届", "历", "去年", "上年", "亲属", "家庭", "意向", "拟", "计划", "安排", "打算", "培训", "学习", "考核", "审查", "廉政",
      ].contains(where: header.contains)
    else { return false }
    return body.prefix(1000).contains { row in
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { return false }
      let text = grid.texts[cell.text]
      guard text.utf8.count <= 180, text.contains("纪"), Text.has(text, anyOf: "兼不") else { return false }
      return switch PostMark(text) {
      case .yes: true
      case .unclear:
        // 纪检业务培训，不合格 speaks of neither.
        text.contains("兼") || PostMark.unpaid.contains(where: text.replacing("发现", with: "").contains)
      case .no, .silent: false
      }
    }
  }
}
