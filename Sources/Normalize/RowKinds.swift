import Domain
import Spreadsheet

/// What a row below a header is.
enum RowKind: Equatable {
  /// About a member, a village or a town: a record.
  case record
  /// 小计 (1), 合计 (2) or 总计 (3), or a page's (0), with the text that says so.
  case sum(level: Int, label: String)
  /// A town standing alone above its villages.
  case heading(String)
  /// 其中, 作废, a struck-through row, a repeated header.
  case setAside(reason: SetAsideReason)
  /// An amount in words below a total: 合计（大写）人民币壹万元整.
  case inWords
  /// 填表人, 审核人, a seal or a date.
  case signature
  /// 注: and what follows it.
  case note
  /// Nothing.
  case blank
}

/// Tells a table's rows apart by their words, not their position.
struct RowClassifier {
  let grid: Grid
  let table: Table
  private var hints = TextMemo<RowHints>()
  private let headerTexts: Set<TextID>
  private let labelColumns: Set<Int>
  private let nameColumn: Int?
  /// Columns that name persons and villages.
  private let namingColumns: Set<Int>
  /// Whether the row before was one of 其中 rows, which those below it may go on with.
  private var isBelowOfWhich = false
  /// Columns of texts that may make a row void, by row: it counts, and is asked about.
  private(set) var mayBeVoid: [Int: Int] = [:]

  init(grid: Grid, table: Table) {
    self.grid = grid
    self.table = table
    var texts: Set<TextID> = []
    for row in table.header {
      for index in grid.rows[row].cells where grid.cells[index].kind == .text {
        // A CSV's column numbers are texts too: figures below them are not the header's words.
        let isNumber = grid.texts.withBytes(of: grid.cells[index].text) { $0.allSatisfy { (48...57).contains($0) } }
        if !isNumber { texts.insert(grid.cells[index].text) }
      }
    }
    headerTexts = texts
    nameColumn = table.column(.name)
    let labels: [Field] = [.serial, .code, .county, .town, .village, .name, .idNumber, .sex, .role]
    labelColumns = Set(table.fields.filter { labels.contains($0.value) }.keys)
    namingColumns = Set(table.fields.filter { [.village, .name, .idNumber].contains($0.value) }.keys)
  }

  /// The kind of the row at a position of `grid.rows`.
  mutating func kind(ofRow row: Int) -> RowKind {
    var kind = ownKind(ofRow: row)
    switch kind {
    case .record where isBelowOfWhich && goesOnOfWhich(row), .heading where isBelowOfWhich && goesOnOfWhich(row):
      kind = .setAside(reason: .ofWhich)
    default: break
    }
    isBelowOfWhich = kind == .setAside(reason: .ofWhich)
    return kind
  }

  /// The kind of a row further down, by its own words.
  mutating func kind(ofRowAhead row: Int) -> RowKind { ownKind(ofRow: row) }

  /// The label of a sum row; nil for any other row.
  mutating func sumLabel(ofRow row: Int) -> String? {
    if case .sum(_, let label) = ownKind(ofRow: row) { label } else { nil }
  }

  /// What the cells of a row say together.
  private struct Signs {
    var filled = 0
    var repeated = 0
    var struck = 0
    var firstText: TextID?
    /// What texts say where such a word decides.
    var says: RowHints = []
    /// 小计, 合计 or a count of heads.
    var sumRow: RowKind?
    /// The column of a text that may make the row void.
    var mayBeVoid: Int?
    /// Whether a person or a village is named.
    var isNamed = false
  }

  private mutating func signs(ofRow row: Int) -> Signs {
    var signs = Signs()
    let cells = grid.rows[row].cells
    for index in cells {
      let cell = grid.cells[index]
      guard cell.kind == .text else {
        signs.filled += 1
        if grid.isStruck(cell) { signs.struck += 1 }
        continue
      }
      let says = hints[cell.text] ?? lookAt(cell.text)
      if says.contains(.blank) { continue }
      let column = Int(cell.column)
      signs.filled += 1
      if says.contains(.header) { signs.repeated += 1 }
      if grid.isStruck(cell) { signs.struck += 1 }
      signs.says.formUnion(says.intersection(.anywhere))
      if signs.firstText == nil { signs.says.formUnion(says.intersection(.first)) }
      if mayBeMarked(column) { signs.says.formUnion(says.intersection(.void)) }
      if says.contains(.mayBeVoid), mayBeMarked(column) { signs.mayBeVoid = column }
      if mayBeMarked(column) || signs.filled == 1 { signs.says.formUnion(says.intersection(.example)) }
      let field = table.fields[column]
      if signs.firstText == nil && field != .note {
        signs.says.formUnion(says.intersection([.ofWhich, .ofWhichPlace]))
      }
      if labelColumns.contains(column), field != .role { signs.says.formUnion(says.intersection(.ofWhich)) }
      if says.contains(.pageSum) {
        signs.says.insert(field == .note ? .pageSumInNote : .pageSum)
      } else if namingColumns.contains(column) {
        signs.isNamed = true
      }
      if signs.sumRow == nil, says.contains(.sum) {
        let beginsFigures = signs.filled == 1 && index + 1 < cells.upperBound && !isBelowText(row, cell)
        signs.sumRow = sum(cell, beginsFigures: beginsFigures) ?? subtotal(cell, row: row)
      }
      if signs.sumRow == nil, says.contains(.heads), column == nameColumn { signs.sumRow = sumOfHeads(cell) }
      if signs.firstText == nil { signs.firstText = cell.text }
    }
    return signs
  }

  mutating func ownKind(ofRow row: Int) -> RowKind {
    let cells = grid.rows[row].cells
    let signs = signs(ofRow: row)
    let (filled, says) = (signs.filled, signs.says)
    if filled == 0 { return .blank }
    if filled == 1, let text = signs.firstText, grid.texts.withBytes(of: text, { $0.count <= 300 }),
      Self.totalInWords(Text.squeezed(grid.texts[text])) != nil
    {
      return .inWords
    }
    if says.contains(.inWords), grid.cells[cells].allSatisfy({ $0.kind == .text && !isPlainNumber($0) }) {
      return .inWords
    }
    // A header's lower row holds few words, all of them the header's own, 合计金额 among them.
    if signs.repeated >= 3 && signs.repeated * 2 > filled || signs.repeated >= 2 && signs.repeated == filled {
      return .setAside(reason: .pageHeader)
    }
    if let sumRow = signs.sumRow, !isNumberedPerson(row) { return sumRow }
    if says.contains(.whole), filled > 1, let text = signs.firstText {
      let label = Text.headerWords(grid.texts[text])
      return .sum(level: label.hasSuffix("镇") || label == "全街道" ? 2 : 3, label: label)
    }
    if says.contains(.example) { return .setAside(reason: .example) }
    // A remark that the list goes on overleaf carries no sum over where it stands beside a person or a village.
    if says.contains(.pageSum) || says.contains(.pageSumInNote) && !signs.isNamed {
      return .setAside(reason: .pageSum)
    }
    if says.contains(.comparison) { return .setAside(reason: .comparison) }
    if filled >= 4, isColumnNumbers(row, filled: filled) { return .setAside(reason: .columnNumbers) }
    if signs.struck > 0 && signs.struck * 2 > filled { return .setAside(reason: .struck) }
    if filled <= 4, isPageLine(cells) { return .setAside(reason: .pageLine) }
    if filled <= 8, isSigned(cells) { return .signature }
    if filled <= 4, let text = headingBesideSupports(cells) { return .heading(text) }
    // However many figures stand behind it.
    if says.contains(.ofWhich) || says.contains(.ofWhichPlace) && filled <= 8 { return .setAside(reason: .ofWhich) }
    if let text = signs.firstText, filled <= 8 || labelColumns.isEmpty {
      // 负责人 may be the role of somebody who is paid.
      let kind = special(grid.texts[text], filled: filled)
      if let kind, kind != .signature || !isMemberByRole(row) { return kind }
    }
    if says.contains(.void) { return .setAside(reason: .void) }
    if let column = signs.mayBeVoid { mayBeVoid[row] = column }
    return .record
  }

  private mutating func lookAt(_ id: TextID) -> RowHints {
    var says: RowHints = headerTexts.contains(id) ? .header : []
    // Nearly every text is a name or a figure: one look at its bytes tells whether it may hold a word that matters.
    let (length, isBlank, hasMark, isWords, isOfHeads, isForeign) = grid.texts.withBytes(of: id) { bytes in
      (
        bytes.count, bytes.allSatisfy { $0 <= 0x20 },
        Self.has(Self.sumMark, bytes) || Self.has(Self.subtotalMark, bytes),
        bytes.first(where: { $0 > 0x20 }) ?? 0 >= 0x80 && Self.wordMarks.contains { Self.has($0, bytes) },
        (4...15).contains(bytes.count)
          && Self.headsMarks.contains { bytes.suffix(3).elementsEqual($0) || bytes.prefix(3).elementsEqual($0) },
        (2...16).contains(bytes.count) && Self.foreignMarks.contains(bytes.first { $0 > 0x20 } ?? 0)
      )
    }
    if isBlank { says.insert(.blank) }
    if hasMark, (3...60).contains(length) { says.insert(.sum) }
    if isOfHeads { says.insert(.heads) }
    if isForeign, Self.foreignSums[Text.headerWords(grid.texts[id]).lowercased()] != nil { says.insert(.sum) }
    if isWords, (3...120).contains(length) {
      let words = Text.squeezed(grid.texts[id])
      if Self.comparisons.contains(words) { says.insert(.comparison) }
      let whole = ["全市", "全县", "全区", "全镇", "全街道", "本市", "本县", "本镇", "总数"]
      if whole.contains(words.hasSuffix(":") ? String(words.dropLast()) : words) { says.insert(.whole) }
      if Self.sums[words] != nil { says.insert(.sum) }
      if ["例", "样例", "例子"].contains(words)
        || ["例:", "(例", "示例", "样例", "填写示例", "(示例", "范例"].contains(where: words.hasPrefix)
      {
        says.insert(.example)
      }
      if ["承前页", "过次页", "转次页", "转下页", "接上页", "承上页", "接前页", "续前页"].contains(where: words.hasPrefix) {
        says.insert(.pageSum)
      }
      if words.contains("大写") { says.insert(.inWords) }
      if words.hasPrefix("其中") { says.insert(Self.isPlaceOfWhich(words) ? .ofWhichPlace : .ofWhich) }
      says.formUnion(Self.void(words))
    }
    return hints.keep(says, of: id, in: grid.texts)
  }

  // 计, and 例, 写, 废, 页, 均, 上, 去, 比, 增, 全, 本, 总 and 其, one of which every word of an example, of an amount in words, of a void row, of
  // a page's sum, of a comparison, of the whole and of a part has.
  private static let sumMark = Array("计".utf8)
  // 汇, of 山底村 汇总.
  private static let subtotalMark = Array("汇".utf8)
  /// What Total, Sum, Grand total, Σ and ∑ begin with.
  private static let foreignMarks: Set<UInt8> = [0x47, 0x53, 0x54, 0x67, 0x73, 0x74, 0xCE, 0xE2]
  private static let headsMarks = ["人", "名", "全"].map { Array($0.utf8) }
  private static let wordMarks = ["例", "写", "废", "页", "均", "上", "去", "比", "增", "全", "本", "总", "其"].map {
    Array($0.utf8)
  }

  /// Whether a text has an ideograph of three bytes.
  private static func has(_ mark: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let (first, second, third) = (mark[0], mark[1], mark[2])
    var position = bytes.count - 3
    while position >= 0 {
      if bytes[position] == first && bytes[position + 1] == second && bytes[position + 2] == third { return true }
      position -= 1
    }
    return false
  }

  private func mayBeMarked(_ column: Int) -> Bool {
    let field = table.fields[column]
    return field == .note || field == .serial || field == .signature || field == nil
  }

  /// Whether the row above begins with a text in the same column: nothing tells whose line that is, nor what a sum below it is of.
  private func isBelowText(_ row: Int, _ cell: Cell) -> Bool {
    guard row > 0 else { return false }
    let above = grid.rows[row - 1].cells.lazy.map { grid.cells[$0] }.first {
      $0.kind != .text || !Text.squeezed(grid.texts[$0.text]).isEmpty
    }
    return above.map { $0.kind == .text && $0.column == cell.column } ?? false
  }

  /// 小计, 合 计, 总计 in any of the columns that hold words; the word alone also where a row begins with it, right before its figures.
  private func sum(_ cell: Cell, beginsFigures: Bool) -> RowKind? {
    let text = Text.squeezed(grid.texts[cell.text])
    let words = Text.headerWords(text)
    guard
      labelColumns.contains(Int(cell.column)) || cell.column <= 3
        || beginsFigures && ["小计", "合计", "共计", "总计"].contains(words)
    else { return nil }
    if ["本页", "页计", "页小计", "页合计"].contains(where: words.hasPrefix) {
      return .sum(level: Sums.page, label: text)
    }
    if let level = Self.sums[words] ?? Self.foreignSums[words.lowercased()] { return .sum(level: level, label: text) }
    // 东镇计 and 西街道计 above their villages' 山底村计, and no 会计.
    if words.count > 2, words.hasSuffix("计"),
      let place = ["镇", "乡", "街", "街道", "村"].first(where: words.dropLast().hasSuffix)
    {
      return .sum(level: place == "村" ? 1 : 2, label: text)
    }
    for (word, level) in [("小计", 1), ("合计", 2), ("共计", 2), ("总计", 3), ("累计", 3), ("总合计", 3)] {
      if words == word || words.hasSuffix(word) || (words.hasPrefix(word) && words.count <= 8) {
        return .sum(level: level, label: text)
      }
    }
    return nil
  }

  /// Labels of sums that are all of a text, by how much they close.
  private static let sums = ["计": 2, "汇总": 2, "汇总数": 2, "总金额": 3, "总人数": 3]
  /// The same in the words of foreign forms.
  private static let foreignSums = ["σ": 2, "∑": 2, "total": 2, "sum": 2, "subtotal": 1, "grandtotal": 3]

  /// A CSV's figures are texts; 2022.1.10 is none.
  func isPlainNumber(_ cell: Cell) -> Bool {
    grid.texts.withBytes(of: cell.text) {
      !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 44 } && $0.count { $0 == 46 } < 2
    }
  }

  private static let comparisons: Set<String> = [
    "平均", "平均数", "平均值", "人均", "村均", "镇均", "上年", "上年同期", "去年同期", "上年数", "同比", "同比增减", "比上年增减", "较上年增减", "比上年", "较上年",
    "增减", "增减数", "占比", "比例",
  ]
}
