import Domain
import Spreadsheet

/// 扣减 and 兼任 may head heads or money: figures that are all below a hundred count heads, greater ones and parts are yuan.
extension Table {
  mutating func settleHeadsOrMoney(_ grid: Grid) {
    settleCountedNames(grid)
    settleCards(grid)
    settleMonthsOfHeads(grid)
    settleMonthsInOffice(grid)
    let isOfMembers = fields.values.contains(.name) || fields.values.contains(.idNumber)
    settleMonthlyAmount(grid)
    settleDueAlone(grid, isOfMembers: isOfMembers)
    guard !isOfMembers else { return }
    settleCountedVillages(grid)
    settleVillagesAmong(grid)
    settleHeadsOfGroup(grid)
    if let column = column(.deduction), self.column(.concurrent) == nil, say(column, grid) == .heads {
      settle(column, .concurrent)
    } else if let column = column(.concurrent), self.column(.deduction) == nil, say(column, grid) == .money {
      settle(column, .deduction)
    }
    settleCountedSum(grid)
    settleFigureOfMonth(grid)
    settlePersonMonths(grid)
    settleHeadsAtEnd()
  }

  /// 本月数 is what was paid in the month, or to how many, and nobody's number of months.
  private mutating func settleFigureOfMonth(_ grid: Grid) {
    guard let column = self.column(.months),
      ["本月数", "当月数", "本期数"].contains(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
    else { return }
    switch say(column, grid) {
    case .money where self.column(.amount) == nil:
      settle(column, .amount)
      units[column] = UnitWords.header([paths[column] ?? ""]) ?? statedUnit
    case .heads where self.column(.eligible) == nil: settle(column, .eligible)
    default: break
    }
  }

  /// 月补助金额 beside 月数 and 应领金额 is the rate where it comes to what is due in nearly every row of several months.
  private mutating func settleMonthlyAmount(_ grid: Grid) {
    guard let column = self.column(.amount), let due = self.column(.due), let months = self.column(.months),
      self.column(.rate) == nil,
      ["月补", "月发放", "月人均"].contains(where: Text.headerWords(paths[column] ?? "").hasPrefix)
    else { return }
    var (fitting, telling) = (0, 0)
    for row in body.prefix(80) where !isSum(row, grid) {
      guard let count = number(row, months, grid), count > 1, let rate = number(row, column, grid),
        let sum = number(row, due, grid)
      else { continue }
      telling += 1
      if rate > 0, rate * count == sum { fitting += 1 }
    }
    guard telling > 0, fitting * 10 >= telling * 9 else { return }
    settle(column, .rate)
  }

  /// 应发金额 as a summary's only money is what it states, and 应发合计 beside a list's months is their sum, unless something is taken off it
  /// or added, or a column that nobody knows may say what of it was paid.
  private mutating func settleDueAlone(_ grid: Grid, isOfMembers: Bool) {
    let hasMonths = months.contains { $0.amount != nil }
    guard let column = self.column(.due), isOfMembers == hasMonths, spans.allSatisfy({ $0.amount == nil }),
      !fields.values.contains(where: { [.amount, .deduction, .backPay].contains($0) }),
      !unknown.contains(where: { mayBeMoney($0, grid) })
    else { return }
    fields[column] = .amount
  }

  /// 年末人数 are who is paid where no other column counts heads; beside one that does they are those in post.
  private mutating func settleHeadsAtEnd() {
    guard let column = self.column(.listed), self.column(.eligible) == nil, self.column(.concurrent) == nil,
      months.allSatisfy({ $0.heads == nil }), spans.allSatisfy({ $0.heads == nil }),
      ["年末人数", "年底人数", "期末人数"].contains(
        Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
    else { return }
    settle(column, .eligible)
  }

  /// 享受对象 and 监委会成员 may head how many they are: figures are nobody's names.
  private mutating func settleCountedNames(_ grid: Grid) {
    guard let column = self.column(.name), self.column(.idNumber) == nil, self.column(.account) == nil,
      holdsCounts(column, grid)
    else { return }
    settle(column, self.column(.eligible) == nil ? .eligible : .listed)
  }

  /// 行政村 beside towns that stand once each heads how many villages they have, where numbers stand below it.
  private mutating func settleCountedVillages(_ grid: Grid) {
    guard let column = self.column(.village), let town = self.column(.town), self.column(.villageCount) == nil,
      self.column(.code) == nil, holdsCounts(column, grid), !repeated.contains(where: { $0.field == .village })
    else { return }
    let towns = body.prefix(80).compactMap { row -> String? in
      guard !isSum(row, grid), let count = grid.cell(rowIndex: row, column: column),
        case .number = NumberText(grid.raw(count))
      else { return nil }
      return grid.cell(rowIndex: row, column: town).map { Text.squeezed(grid.raw($0)) } ?? ""
    }
    // Below a town that stands at its first village only, villages are numbered and not counted.
    guard Set(towns).count == towns.count, !towns.contains("") else { return }
    settle(column, .villageCount)
  }

  /// 社保卡 heads numbers of cards, and elsewhere whether somebody has one, or of which bank.
  private mutating func settleCards(_ grid: Grid) {
    guard let column = self.column(.account),
      Vocabulary.bareCards.contains(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
    else { return }
    var (numbers, seen) = (0, 0)
    for row in body.prefix(80) where !isSum(row, grid) {
      guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
      let text = Text.squeezed(grid.raw(cell))
      if text.isEmpty { continue }
      seen += 1
      if text.count(where: \.isNumber) >= 12 || cell.kind == .number && abs(cell.number) >= 1e11 { numbers += 1 }
    }
    guard numbers * 2 <= seen else { return }
    fields[column] = nil
    unknown = (unknown + [column]).sorted()
    guard let other = repeated.firstIndex(where: { $0.field == .account }) else { return }
    fields[repeated[other].column] = .account
    repeated.remove(at: other)
  }

  /// Months with one column each are heads where their figures are: 3 yuan a month are nobody's pay.
  private mutating func settleMonthsOfHeads(_ grid: Grid) {
    guard !months.isEmpty, months.allSatisfy({ $0.heads == nil }), self.column(.eligible) == nil else { return }
    let columns = months.compactMap(\.amount)
    let said = columns.map { say($0, grid) }
    guard said.contains(.heads) || isOfHeadsAlone, !said.contains(.money) else { return }
    months = months.map { ($0.month, $0.amount, nil) }
    for column in columns { units[column] = nil }
    // What quarters come to beside their months is no money either, where heads are added up in it.
    let ofHeads = spans.compactMap(\.amount).filter { say($0, grid) == .heads }
    for column in ofHeads { fields[column] = .other }
    spans = spans.filter { $0.amount.map { !ofHeads.contains($0) } ?? true }
    settleSumOfHeads(grid)
  }

  /// Whether the title says that heads stand in the table, and no money.
  private var isOfHeadsAlone: Bool {
    let words = Text.squeezed(title)
    return words.contains("人数") && !["金额", "资金", "款", "元"].contains(where: words.contains)
  }

  /// 主任 │ 委员 │ 合计 counts heads, whatever 合计 sums up elsewhere: the money then stands in a column of its own, or in none.
  private mutating func settleCountedSum(_ grid: Grid) {
    guard let column = self.column(.amount), months.isEmpty, self.column(.eligible) == nil,
      ["合计", "小计", "计", "总计", "共计"].contains(Text.headerWords(paths[column] ?? "")), say(column, grid) == .heads
    else { return }
    settle(column, .eligible)
    guard let money = repeated.firstIndex(where: { $0.field == .amount }) else { return }
    fields[repeated[money].column] = .amount
    repeated.remove(at: money)
  }

  /// 应发放 and 实发放 below 人员情况（人）, and 发放数 below 监委会成员人数, count who is paid, where their figures are heads'.
  private mutating func settleHeadsOfGroup(_ grid: Grid) {
    guard months.isEmpty, spans.isEmpty else { return }
    func lastWord(_ column: Int) -> String {
      Text.headerWords(paths[column]?.split(separator: "›").last.map(String.init) ?? "")
    }
    // 应有数 may be heads by its group's word alone.
    let former = self.column(.eligible)
    let groupOfFormer = former.flatMap(group(of:))
    if let former {
      guard let groupOfFormer, Self.isOfHeads(groupOfFormer), Self.ofSeats.contains(where: lastWord(former).hasPrefix)
      else { return }
    }
    func isCounted(_ column: Int) -> Bool {
      guard let group = group(of: column), former == nil || group == groupOfFormer,
        Self.bareOfPaid.contains(lastWord(column)), Self.isOfHeads(group)
      else { return false }
      return say(column, grid) == .heads
    }
    let columns = paths.keys.filter(isCounted)
    // 实发 beside 应发 are those who were paid.
    func isDone(_ column: Int) -> Bool { lastWord(column).contains("实") }
    guard let heads = columns.filter(isDone).min() ?? columns.min() else { return }
    let wasAmount = self.column(.amount) == heads
    if let former {
      fields[former] = self.column(.quota) == nil ? .quota : nil
      if fields[former] == nil { unknown.append(former) }
    }
    settle(heads, .eligible)
    unknown.removeAll { $0 == heads }
    repeated.removeAll { $0.column == heads }
    for column in columns where [.due, .amount].contains(fields[column]) {
      fields[column] = nil
      unknown.append(column)
    }
    guard wasAmount, let money = repeated.firstIndex(where: { $0.field == .amount && !columns.contains($0.column) })
    else { return }
    fields[repeated[money].column] = .amount
    repeated.remove(at: money)
  }

  /// What seats are called below such a group.
  private static let ofSeats = ["应有", "应配", "应设", "核定", "定额", "编制"]

  /// Whether a group of columns counts persons: by its unit, or by a word that no money has.
  private static func isOfHeads(_ group: String) -> Bool {
    if Text.bracketed(group).contains(where: { ["人", "名", "人数"].contains($0) }) { return true }
    let words = Text.squeezed(group)
    return ["人数", "人员", "成员", "员额", "名额"].contains(where: words.contains)
      && !["补贴", "补助", "津贴", "报酬", "工资", "绩效", "金额", "资金", "费", "款", "元", "标准"].contains(where: words.contains)
  }

  /// Headers that say of heads and of money alike that they are paid.
  private static let bareOfPaid: Set<String> = [
    "应发放", "实发放", "应发", "实发", "应补", "实补", "应领", "实领", "发放数", "发放", "补贴", "补助", "核发", "享受补贴", "享受",
  ]

  enum Figures { case heads, money }

  /// What a column's figures are, where they agree; nil for a column of words or zeros.
  func say(_ column: Int, _ grid: Grid) -> Figures? {
    let words = paths[column] ?? ""
    if ["金额", "资金", "款", "元"].contains(where: words.contains) { return .money }
    var found: Set<Figures> = []
    for row in body.prefix(80) where !isSum(row, grid) {
      guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
      switch cell.kind {
      case .number where cell.number != 0:
        found.insert(abs(cell.number) >= 100 || cell.number != cell.number.rounded() ? .money : .heads)
      case .text:
        switch NumberText(grid.texts[cell.text]) {
        case .number(let written):
          guard let value = written.whole else { return .money }
          if value != 0 { found.insert(value.magnitude >= 100 ? .money : .heads) }
        case .unreadable: return nil
        case .blank, .nothing: break
        }
      default: break
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// Many villages' heads come to more than a hundred, and an amount in words stands in any column.
  func isSum(_ row: Int, _ grid: Grid) -> Bool {
    grid.cells[grid.rows[row].cells].contains { cell in
      // Few cells hold either sign, which costs less to see than what they say without blanks.
      guard cell.kind == .text, Text.has(grid.texts[cell.text], anyOf: "计写") else { return false }
      let words = Text.squeezed(grid.texts[cell.text])
      return words.hasSuffix("计") || words.contains("大写")
    }
  }

  mutating func settle(_ column: Int, _ field: Field) {
    fields[column] = field
    units[column] = field == .deduction ? units[column] ?? self.column(.amount).flatMap { units[$0] } : nil
    byContent.append((column, field))
  }
}
