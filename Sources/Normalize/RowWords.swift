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
      let value = WrittenDecimal(found.output.1.filter { $0 != "," }),
      let fen = value.money(in: found.output.2.isEmpty ? .yuan : .wan)?.amount.fen,
      fen.magnitude <= Money.statedLimit.magnitude,
      words[found.range.upperBound...].first.map({ "，,；;。.)）".contains($0) }) ?? true,
      words[..<found.range.lowerBound].wholeMatch(of: saysSum) != nil
    else { return nil }
    let counts = words.matches(of: heads)
    return TotalInWords(label: label, fen: fen, heads: counts.count == 1 ? Int64(counts[0].output.1) : nil)
  }

  // Made once: making a pattern costs more than looking for it.
  nonisolated(unsafe) private static let amount = #/([0-9][0-9,]*(?:\.[0-9]+)?)(万?)元整?/#
  nonisolated(unsafe) private static let heads = #/([0-9]{1,6})[人名](?![月次])/#
  nonisolated(unsafe) private static let saysSum =
    #/
    (?: 以上 | 合计 | 总计 | 共计 | 共 | 总 | 实际 | 实 | 发放 | 拨付 | 支付 | 支出 | 发 | 全年 | 村监委 | 村务监督委员会
      | 成员 | 补贴 | 补助 | 资金 | 金额 | 款 | 额 | 为 | 人民币 | [0-9]+ (?: 人 | 名 | 个?村 ) | [¥￥:：，,、；;] )*
    /#

  /// 作废, 此行作废, 重复录入，已作废; an old card or account that was made void voids no row.
  static func saysVoid(_ words: String) -> Bool {
    guard words.hasPrefix("作废") || words.hasSuffix("作废") || words.contains("行作废") || words.contains("条作废") else {
      return false
    }
    return !words.contains { "卡折账帐户号证票章".contains($0) }
  }

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

  /// 填报单位：某局 │ 第2页 共4页: what the next page says again above its header.
  func isPageLine(_ cells: Range<Int>) -> Bool {
    var isTold = false
    for index in cells {
      guard grid.cells[index].kind == .text else { return false }
      let words = Text.squeezed(grid.texts[grid.cells[index].text])
      if words.isEmpty { continue }
      let isPage = words.hasPrefix("第") && words.contains("页") && words.count <= 16
      guard
        isPage || Self.namesPlace(words) || ["填报单位", "编制单位", "单位:", "金额单位", "填报部门"].contains(where: words.hasPrefix)
      else { return false }
      isTold = true
    }
    return isTold
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
