import Spreadsheet

/// Rows in which somebody signs.
extension RowClassifier {
  private static let signatureMarks = [
    "填表人", "审核人", "制表", "经办人", "负责人", "单位负责人", "公章", "盖章", "填报日期", "填表日期", "复核", "填报人", "主管", "分管", "制表人", "联系人",
    "领导签字", "单位(盖章)", "审批",
  ]

  /// What signs a list off right before a colon only: 审核 alone may be the beginning of a remark.
  private static let bareMarks: Set<String> = [
    "审核", "核对", "制单", "填表", "填报", "日期", "报送日期", "时间", "电话", "联系电话", "会计", "出纳",
  ]

  private static let firstSigns = Set(signatureMarks.compactMap(\.unicodeScalars.first))

  private static func beginsWithMark(_ words: String) -> Bool {
    // Few texts begin as one of the marks does.
    guard let first = words.unicodeScalars.first, firstSigns.contains(first) else { return false }
    return signatureMarks.contains { words.hasPrefix($0) }
  }

  /// 村委会主任：  经办人：  日期：: nothing but words, half of which and more name who signs; a note 经办人：某某 signs no list.
  func isSigned(_ cells: Range<Int>) -> Bool {
    var marks = 0
    var filled = 0
    for index in cells {
      if grid.cells[index].kind == .date { continue }
      guard grid.cells[index].kind == .text, !isPlainNumber(grid.cells[index]),
        grid.texts.withBytes(of: grid.cells[index].text, { $0.count <= 400 })
      else { return false }
      let words = Text.squeezed(grid.texts[grid.cells[index].text])
      guard let colon = words.firstIndex(of: ":") else {
        // A day is neither who signs nor a record's word.
        if !words.isEmpty, DateText.find(in: words)?.day == nil { filled += 1 }
        continue
      }
      filled += 1
      if Self.beginsWithMark(words) || Self.bareMarks.contains(String(words[..<colon])) { marks += 1 }
    }
    return marks > 0 && marks * 2 >= filled
  }

  static func isSignature(_ words: String, filled: Int) -> Bool {
    beginsWithMark(words) || filled <= 3 && signatureMarks.contains { words.contains($0) }
  }

  /// Whether a row's first text signs a table off: what stands above a title may be the foot of the table before.
  static func isSignature(_ grid: Grid, _ cells: [Cell]) -> Bool {
    guard let first = cells.first, first.kind == .text else { return false }
    let words = Text.squeezed(grid.texts[first.text])
    return beginsWithMark(words)
  }
}
