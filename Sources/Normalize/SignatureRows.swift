import Domain
import Spreadsheet

/// Rows in which somebody signs.
extension RowClassifier {
  private static let signatureMarks = [
    "填表人", "审核人", "制表", "经办人", "负责人", "单位负责人", "公章", "盖章", "填报日期", "填表日期", "复核", "填报人", "主管", "分管", "制表人", "联系人",
    "领导签字", "单位(盖章)", "审批", "填制",
  ]

  /// What an open label asks for that signs a list off alone: 村党组织书记签字：.
  private static let asksToSign = ["签", "意见", "盖章", "审"]
  /// Whoever a list is sent by.
  private static let organs = ["人民政府", "民政局", "财政局", "民政办", "办事处"]

  /// What signs a list off right before a colon only: 审核 alone may be the beginning of a remark.
  private static let bareMarks: Set<String> = ["审核", "核对", "制单", "填表", "填报", "经办", "报送日期"]

  /// （盖章）, 收款人签章 and 以上情况属实。 wait for a name as an open label does.
  private static func waitsToBeSigned(_ words: String) -> Bool {
    guard Text.has(words, anyOf: "章名字实") else { return false }
    let bare = words.filter { !"()。.".contains($0) }
    return ["盖章", "签章", "签名", "签字", "公章", "属实"].contains(where: bare.hasSuffix)
  }

  /// What stands beside who signs, and beside a village's name too.
  private static let supports: Set<String> = ["时间", "电话", "联系电话", "会计", "出纳"]

  static func isSupport(_ words: String) -> Bool {
    words.firstIndex(of: ":").map { supports.contains(String(words[..<$0])) } ?? false
  }

  private static let firstSigns = Set(signatureMarks.compactMap(\.unicodeScalars.first))

  private static func beginsWithMark(_ words: String) -> Bool {
    // Few texts begin as one of the marks does.
    guard let first = words.unicodeScalars.first, firstSigns.contains(first) else { return false }
    return signatureMarks.contains { words.hasPrefix($0) }
  }

  /// 村委会主任：  经办人：  日期：: nothing but words, half of which and more name who signs; a note 经办人：某某 signs no list, nor does what
  /// stands beside a member's name or a village's: 李乙 │ 审核：同意, 山底村委会 │ 审核：某某.
  func isSigned(_ cells: Range<Int>) -> Bool {
    var (marks, supports, filled, days, open, organs) = (0, 0, 0, 0, 0, 0)
    var asksToSign = false
    var (beginsWithMark, beginsWithLabel, isOfPerson, isOfPlace) = (false, false, false, false)
    for index in cells {
      let cell = grid.cells[index]
      if cell.kind == .date {
        days += 1
        continue
      }
      guard cell.kind == .text, !isPlainNumber(cell), grid.texts.withBytes(of: cell.text, { $0.count <= 400 })
      else { return false }
      let words = Text.squeezed(grid.texts[cell.text])
      if words.isEmpty { continue }
      let isFirst = filled + days == 0
      guard let colon = words.firstIndex(of: ":") else {
        // A day is neither who signs nor a record's word.
        if DateText.find(in: words)?.day != nil { days += 1 } else { filled += 1 }
        if table.fields[Int(cell.column)] == .name, PersonName.mayBe(words) { isOfPerson = true }
        if Self.isCalledAsPlace(words) { isOfPlace = true }
        if Self.organs.contains(where: { Text.ends(words, with: $0) }) { organs += 1 }
        if Self.waitsToBeSigned(words) { (open, asksToSign) = (open + 1, true) }
        continue
      }
      if Self.namesPlace(words) { return false }
      filled += 1
      let label = String(words[..<colon])
      if words.index(after: colon) == words.endIndex, !Self.isCalledAsPlace(label) {
        open += 1
        if Self.asksToSign.contains(where: label.contains) { asksToSign = true }
      }
      if Self.supports.contains(label) {
        supports += 1
      } else if Self.beginsWithMark(words) || words.hasPrefix("日期") || Self.bareMarks.contains(label) {
        marks += 1
        if isFirst { (beginsWithMark, beginsWithLabel) = (true, words.index(after: colon) == words.endIndex) }
      }
    }
    // 村支书(签字)： │ 民政办主任： and 东镇人民政府 │ 二〇二二年一月十日: nothing but what waits for names, or who sends it and when.
    if open + organs == filled, asksToSign || open > 1 || organs > 0 && days + open > 0 { return true }
    // 审核： │ 李某 may stand in any columns.
    guard marks > 0, !isOfPerson || beginsWithLabel, !isOfPlace || marks > 1 else { return false }
    if marks < 2, !beginsWithMark { filled += days }
    return (marks + supports) * 2 >= filled
  }

  /// 南村 │ 会计：张三: the text that begins a row of nothing else but what stands beside a village's name too.
  func headingBesideSupports(_ cells: Range<Int>) -> String? {
    var heading: String?
    var isSupported = false
    for index in cells {
      let cell = grid.cells[index]
      guard cell.kind == .text, !isPlainNumber(cell) else { return nil }
      let words = Text.squeezed(grid.texts[cell.text])
      if words.isEmpty { continue }
      if heading == nil {
        guard !Text.has(words, anyOf: ":"), table.fields[Int(cell.column)] != .name else { return nil }
        heading = grid.texts[cell.text]
      } else {
        guard Self.isSupport(words) else { return nil }
        isSupported = true
      }
    }
    return isSupported ? heading : nil
  }

  /// A line without what stands beside a village's name in one cell with it: 南村 of 南村　会计：张三.
  static func withoutSupports(_ text: String) -> String {
    guard Text.has(text, anyOf: ":：") else { return text }
    let words = text.split { $0.unicodeScalars.allSatisfy(Text.isIgnorable) }
    let own = words.prefix { !isSupport(Text.squeezed(String($0))) }
    return own.isEmpty || own.count == words.count ? text : own.joined(separator: " ")
  }

  private static func isCalledAsPlace(_ words: String) -> Bool {
    words.count > 1 && ["村", "村委会", "居委会", "社区", "镇", "街道"].contains { Text.ends(words, with: $0) }
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
