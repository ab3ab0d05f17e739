import Domain
import Spreadsheet

/// What a row below a header is.
enum RowKind: Equatable {
  /// About a member, a village or a town: a record.
  case record
  /// 小计 (1), 合计 (2) or 总计 (3), with the text that says so.
  case sum(level: Int, label: String)
  /// A town standing alone above its villages.
  case heading(String)
  /// 其中, 作废, a struck-through row, a repeated header.
  case setAside(reason: SetAsideReason)
  /// 填表人, 审核人, a seal or a date.
  case signature
  /// 注: and what follows it.
  case note
  /// Nothing.
  case blank
}

/// Why a row is not used.
enum SetAsideReason: String {
  case void = "作废"
  case struck = "删除线"
  case ofWhich = "其中"
  case pageHeader = "重复表头"
  case columnNumbers = "栏号"

  /// The English words.
  var en: String {
    switch self {
    case .void: "marked void"
    case .struck: "struck through"
    case .ofWhich: "an 'of which' row"
    case .pageHeader: "a repeated page header"
    case .columnNumbers: "a row of column numbers"
    }
  }
}

/// Tells a table's rows apart by their words, not their position.
struct RowClassifier {
  let grid: Grid
  let table: Table
  /// The header row's first texts, to know it again on the next page.
  private let headerTexts: Set<TextID>
  private let labelColumns: Set<Int>

  init(grid: Grid, table: Table) {
    self.grid = grid
    self.table = table
    var texts: Set<TextID> = []
    for row in table.header {
      for index in grid.rows[row].cells where grid.cells[index].kind == .text { texts.insert(grid.cells[index].text) }
    }
    headerTexts = texts
    let labels: [Field] = [.serial, .code, .county, .town, .village, .name, .idNumber, .sex, .role]
    labelColumns = Set(table.fields.filter { labels.contains($0.value) }.keys)
  }

  /// The kind of the row at a position of `grid.rows`.
  func kind(ofRow row: Int) -> RowKind {
    let cells = grid.rows[row].cells
    var filled = 0
    var repeated = 0
    var struck = 0
    var firstText: String?
    for index in cells {
      let cell = grid.cells[index]
      guard cell.kind == .text else {
        filled += 1
        if grid.isStruck(cell) { struck += 1 }
        continue
      }
      let isBlank = grid.texts.withBytes(of: cell.text) { bytes in bytes.allSatisfy { $0 <= 0x20 } }
      if isBlank { continue }
      filled += 1
      if headerTexts.contains(cell.text) { repeated += 1 }
      if grid.isStruck(cell) { struck += 1 }
      if let found = sum(cell) { return found }
      if firstText == nil { firstText = grid.texts[cell.text] }
    }
    if filled == 0 { return .blank }
    if repeated >= 3 && repeated * 2 > filled { return .setAside(reason: .pageHeader) }
    if struck > 0 && struck * 2 > filled { return .setAside(reason: .struck) }
    if let text = firstText, filled <= 8 || labelColumns.isEmpty {
      if let kind = special(text, row: row, filled: filled) { return kind }
    }
    if isVoid(row) { return .setAside(reason: .void) }
    return .record
  }

  /// 小计, 合 计, 总计 in any of the columns that hold words.
  private func sum(_ cell: Cell) -> RowKind? {
    guard labelColumns.contains(Int(cell.column)) || cell.column <= 3 else { return nil }
    // The last character decides: 计, or a bracket or colon behind it. Most cells end here.
    let length = grid.texts.withBytes(of: cell.text) { $0.count }
    guard length >= 6, length <= 60 else { return nil }
    let hasMark = grid.texts.withBytes(of: cell.text) { bytes in
      // 计 is E8 AE A1 in UTF-8.
      var position = bytes.count - 3
      while position >= 0 {
        if bytes[position] == 0xE8 && bytes[position + 1] == 0xAE && bytes[position + 2] == 0xA1 { return true }
        position -= 1
      }
      return false
    }
    guard hasMark else { return nil }
    let text = Text.squeezed(grid.texts[cell.text])
    let words = Text.headerWords(text)
    for (word, level) in [("小计", 1), ("合计", 2), ("共计", 2), ("总计", 3), ("累计", 3), ("总合计", 3)] {
      if words == word || words.hasSuffix(word) || (words.hasPrefix(word) && words.count <= 8) {
        return .sum(level: level, label: text)
      }
    }
    return nil
  }

  private func special(_ text: String, row: Int, filled: Int) -> RowKind? {
    let words = Text.squeezed(text)
    if words.hasPrefix("其中") { return .setAside(reason: .ofWhich) }
    for mark in ["填表人", "审核人", "制表", "经办人", "负责人", "单位负责人", "公章", "盖章", "填报日期", "填表日期", "复核", "填报人", "主管", "分管", "制表人", "联系人", "领导签字", "单位(盖章)", "审批"]
    where words.hasPrefix(mark) || (filled <= 3 && words.contains(mark)) {
      return .signature
    }
    for mark in ["注:", "注：", "备注:", "说明:", "注、", "※", "*注"] where words.hasPrefix(mark) { return .note }
    if words.hasPrefix("注") && words.count > 8 { return .note }
    if filled == 1 && words.count > 24 { return .note }
    if filled == 1, DateText.whole(words) != nil { return .signature }
    if filled == 1 && !words.isEmpty && NumberText(text) == .unreadable { return .heading(text) }
    return nil
  }

  private func isVoid(_ row: Int) -> Bool {
    grid.cells[grid.rows[row].cells].contains { cell in
      guard cell.kind == .text else { return false }
      let isMarked = grid.texts.withBytes(of: cell.text) { $0.count >= 6 && $0.count <= 40 && $0.first ?? 0 >= 0x80 }
      guard isMarked else { return false }
      let field = table.fields[Int(cell.column)]
      guard field == .note || field == .serial || field == .signature || field == nil else { return false }
      let words = Text.squeezed(grid.texts[cell.text])
      return words.hasPrefix("作废") || words.hasPrefix("此行作废") || words.hasSuffix("作废")
    }
  }
}
