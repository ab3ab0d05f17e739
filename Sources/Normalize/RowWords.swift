import Domain
import Spreadsheet

/// What a total that is a sentence states.
struct TotalInWords {
  /// The word that it begins with.
  var label: String
  var fen: Int64
  /// The heads that it names beside the amount.
  var heads: Int64?
}

/// Words that make something else of a row than a record.
extension RowClassifier {
  /// 合计：36人，共发放补贴103680元: a total that is a sentence, alone in its row. Nil where it has several amounts, or where not every word
  /// before the only one says that it is the sum: 每人每月240元 and 标准240元/人·月 are rates.
  static func totalInWords(_ words: String) -> TotalInWords? {
    guard let label = ["合计", "总计", "共计", "以上合计", "以上共计"].first(where: words.hasPrefix) else { return nil }
    let amounts = words.matches(of: amount)
    guard amounts.count == 1, let found = amounts.first,
      case .number(let written) = NumberText(String(found.output.1)),
      let fen = written.value.money(in: found.output.2.isEmpty ? .yuan : .wan)?.amount.fen,
      fen.magnitude <= Money.statedLimit.magnitude,
      words[found.range.upperBound...].first.map({ "，,；;。.)）".contains($0) }) ?? true,
      words[..<found.range.lowerBound].wholeMatch(of: saysSum) != nil
    else { return nil }
    let counts = words.matches(of: heads)
    return TotalInWords(label: label, fen: fen, heads: counts.count == 1 ? Int64(counts[0].output.1) : nil)
  }

  // Made once: making a pattern costs more than looking for it.
  nonisolated(unsafe) private static let amount = #/([0-9][0-9,.]*)(万?)元整?/#
  nonisolated(unsafe) private static let heads = #/([0-9]{1,6})[人名](?![月次])/#
  nonisolated(unsafe) private static let saysSum =
    #/
    (?: 以上 | 合计 | 总计 | 共计 | 共 | 总 | 实际 | 实 | 发放 | 拨付 | 支付 | 支出 | 发 | 全年 | 村监委 | 村务监督委员会
      | 成员 | 补贴 | 补助 | 资金 | 金额 | 款 | 额 | 为 | 人民币 | [0-9]+ (?: 人 | 名 | 个?村 ) | [¥￥:：，,、；;] )*
    /#

  /// What a text says of its row by 作废. It is the row's in a clause that begins or ends with it (重复录入，已作废), unless it is in doubt;
  /// 原标准作废 and 旧卡作废 make something else void, and whose 疑作废, 上行作废 and 此人作废重报 are has to be asked.
  static func void(_ words: String) -> RowHints {
    guard words.contains("作废") else { return [] }
    var says: RowHints = []
    for clause in words.split(whereSeparator: { "()[]【】,，、;；:：。.!".contains($0) }) where clause.contains("作废") {
      let isElsewhere =
        !clause.contains("本行") && !clause.contains("此行") && clause.firstMatch(of: voidElsewhere) != nil
      if !isElsewhere {
        if clause.replacing("原因", with: "").contains(where: { "标表卡折账帐号证票章原旧前".contains($0) }) { continue }
        if ["未作废", "不作废", "没有作废", "无作废"].contains(where: clause.contains) { continue }
        let isOfRow =
          clause.hasPrefix("作废") || clause.hasSuffix("作废")
          || ["行", "条", "栏"].contains { clause.contains($0 + "作废") }
        let isInDoubt =
          clause.hasPrefix("如") || clause.hasPrefix("若")
          || clause.replacing("不再申请", with: "").firstMatch(of: voidInDoubt) != nil
        if isOfRow, !isInDoubt { return .void }
      }
      says = .mayBeVoid
    }
    return says
  }

  // Right before the word only: 本人待业时误报作废 and 重复或录错作废 leave no doubt.
  nonisolated(unsafe) private static let voidInDoubt =
    #/(?:疑似?|是否|拟|待|可能|或许?|应|建议|申请)(?:本行|此行|该行|此人)?(?:已|为)?作废|作废\?/#
  // 重复录入一条作废 is the row's own.
  nonisolated(unsafe) private static let voidElsewhere =
    #/(?:[上下前后][面述]?[一二两三四五六七八九十各几0-9]?|第[一二三四五六七八九十0-9至和-]+|^[0-9]+)[行条栏]已?作废/#

  /// 石门镇 汇总 beside figures: what a spreadsheet program's own subtotals (分类汇总) are called, in the column that they are by.
  func subtotal(_ cell: Cell, row: Int) -> RowKind? {
    guard grid.texts.withBytes(of: cell.text, { $0.count <= 120 }) else { return nil }
    let text = Text.squeezed(grid.texts[cell.text])
    guard text.hasSuffix("汇总"), text != "汇总", table.fields[Int(cell.column)].map(Self.isOfPlaces) ?? false,
      grid.cells[grid.rows[row].cells].contains(where: isFigure)
    else { return nil }
    return .sum(level: 1, label: text)
  }

  private static func isOfPlaces(_ field: Field) -> Bool { [.county, .town, .village].contains(field) }

  /// Whether a row whose first text signs lists elsewhere is a member's: 负责人 as the role, somebody's name and what is paid; a telephone
  /// number or a date in that place is no pay.
  func isMemberByRole(_ row: Int) -> Bool {
    let cells = grid.cells[grid.rows[row].cells]
    guard let first = cells.first(where: { $0.kind == .text && !Text.squeezed(grid.texts[$0.text]).isEmpty }),
      table.fields[Int(first.column)] == .role, !Text.has(grid.texts[first.text], anyOf: ":：")
    else { return false }
    let isNamed = cells.contains { cell in
      table.fields[Int(cell.column)] == .name && cell.kind == .text
        && PersonName.mayBe(Text.squeezed(grid.texts[cell.text]))
    }
    let ofPay: [Field] = [.amount, .due, .months]
    let figures = cells.filter { cell in
      table.fields[Int(cell.column)].map { ofPay.contains($0) } ?? false && isFigure(cell)
    }
    return isNamed && !figures.isEmpty
      && figures.allSatisfy { cell in
        if case .number(let written) = NumberText(grid.raw(cell)), let yuan = written.value.scaled(by: 1) {
          abs(yuan) < Self.beyondPay
        } else {
          true
        }
      }
  }

  /// Yuan that nobody is paid for a period.
  private static let beyondPay: Int64 = 100_000

  private func isFigure(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .number: true
    case .text: if case .number = NumberText(grid.texts[cell.text]) { true } else { false }
    default: false
    }
  }

  /// 3人 or 全镇 where names stand: a village's sum, or a town's.
  func sumOfHeads(_ cell: Cell) -> RowKind? {
    let text = Text.squeezed(grid.texts[cell.text])
    if ["全镇", "全街道", "全街", "全乡", "全村"].contains(text) {
      return .sum(level: text == "全村" ? 1 : 2, label: text)
    }
    guard case .number(let written) = NumberText(text), ["人", "名"].contains(written.suffix) else { return nil }
    return .sum(level: 1, label: text)
  }

  /// What a row's first text makes of it: a signature, a note or a heading.
  func special(_ text: String, filled: Int) -> RowKind? {
    let words = Text.squeezed(text)
    if Self.isSignature(words, filled: filled) { return .signature }
    for mark in ["注:", "注：", "备注:", "说明:", "注、", "※", "*注"] where words.hasPrefix(mark) { return .note }
    if words.hasPrefix("注") && words.count > 8 { return .note }
    if filled == 1 && words.count > 24 { return .note }
    // 　年　月　日 waits for its day.
    if filled == 1, DateText.whole(words) != nil || words.filter({ !$0.isNumber }) == "年月日" { return .signature }
    if filled == 1 && !words.isEmpty && NumberText(text) == .unreadable { return .heading(text) }
    return nil
  }

  /// Whether 其中 goes on with a village's name, and with no kind of villages: 其中：山底村, not 其中：行政村.
  static func isPlaceOfWhich(_ words: String) -> Bool {
    let rest = words.dropFirst(2).drop { ":：".contains($0) }
    return rest.count > 2 && ["村", "村委会", "居委会", "社区", "居委", "村委"].contains(where: rest.hasSuffix)
      && !rest.contains { $0.isNumber || "一二三四五六七八九十两".contains($0) }
      && !["行政村", "自然村", "贫困村", "居民社区", "农村社区", "城市社区"].contains(String(rest))
  }

  /// 1, 2, 3 … over every column: the numbers below a header, repeated on each page.
  func isColumnNumbers(_ row: Int, filled: Int) -> Bool {
    let cells = grid.rows[row].cells
    guard filled == cells.count else { return false }
    for (offset, index) in cells.enumerated() {
      let cell = grid.cells[index]
      switch cell.kind {
      case .number: guard cell.number == Double(offset + 1) else { return false }
      case .text:
        let isNumber = grid.texts.withBytes(of: cell.text) { bytes in
          bytes.count <= 3 && bytes.reduce(0) { $0 * 10 + Int($1) - 48 } == offset + 1
        }
        guard isNumber else { return false }
      default: return false
      }
    }
    return true
  }

  /// 填报单位：某局 │ 第2页 共4页: what the next page says again above its header.
  func isPageLine(_ cells: Range<Int>) -> Bool {
    var isTold = false
    for index in cells {
      guard grid.cells[index].kind == .text else { return false }
      let words = Text.squeezed(grid.texts[grid.cells[index].text])
      if words.isEmpty { continue }
      let isPage = words.hasPrefix("第") && words.contains("页") && words.count <= 16
      guard
        isPage || Self.namesPlace(words) || isTold && Self.isSupport(words)
          || ["填报单位", "编制单位", "单位:", "金额单位", "填报部门"].contains(where: words.hasPrefix)
      else { return false }
      isTold = true
    }
    return isTold
  }

  /// The unit that a line names: 东镇 of 填报单位：东镇.
  static func unit(ofLine words: String) -> String? {
    guard let colon = words.firstIndex(of: ":"), words[..<colon].hasSuffix("单位") else { return nil }
    return String(words[words.index(after: colon)...])
  }

  /// 村名：山底村: a line that says where the rows below it are.
  static func namesPlace(_ words: String) -> Bool {
    guard let colon = words.firstIndex(of: ":"), words.index(after: colon) < words.endIndex else { return false }
    return placeLabels.contains(String(words[..<colon]))
  }

  private static let placeLabels: Set<String> = [
    "村名", "村别", "村", "行政村", "所在村", "村委会", "村(社区)", "村(居)", "镇", "镇名", "镇街", "镇(街)", "镇(街道)", "所在镇",
  ]

  /// 　　　委员 below 其中：主任: set in from the column's edge, or one of the committee's seats.
  func goesOnOfWhich(_ row: Int) -> Bool {
    for index in grid.rows[row].cells where grid.cells[index].kind == .text {
      let text = grid.texts[grid.cells[index].text]
      let words = Text.squeezed(text)
      if words.isEmpty { continue }
      return text.first.map { $0 == "\u{3000}" || $0 == " " } == true || SeatHeader(words).isAlone
    }
    return false
  }
}
