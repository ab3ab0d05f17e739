import Domain
import Spreadsheet

// What months, or pages, come to so far: 本年累计金额 beside a month's own amount, 累计 below each page.
extension Table {
  /// Keeps the column of what a return's months have come to in money: 本年累计金额, 累计数›金额. Heads of several months are no sum of persons,
  /// and what is due, was allocated or is left, of other years, of a quarter or half-year, or in another unit than yuan is another sum.
  mutating func takeToDate(_ column: Int, _ path: [String]) {
    let words = Text.squeezed(path.joined())
    let isBehindMoney = months.first?.amount.map { $0 + 1 } == column
    guard toDate == nil, words.contains("累计"), isBehindMoney || ["金额", "补贴", "资金"].contains(where: words.contains),
      !["人", "次", "历年", "上年", "以前", "应", "万", "千", "季", "半年"].contains(where: words.contains),
      Self.saysPaid(path, besides: ["截至本月", "截止本月", "截至", "截止", "本年度", "本年", "累计"])
    else { return }
    toDate = column
  }

  /// Beside the amount of a return's one month, 累计金额 and 本年累计 are no second one.
  mutating func takeRunningTotals() {
    func isRunning(_ column: Int) -> Bool { paths[column].map(Text.squeezed)?.contains("累计") ?? false }
    guard months.count == 1, let amount = months[0].amount else { return }
    let others = repeated.filter { $0.field == .amount }.map(\.column)
    if isRunning(amount), let own = others.first(where: { !isRunning($0) }) {
      months[0].amount = own
      repeated.removeAll { $0.column == own }
      repeated.append((amount, .amount))
    }
    guard let own = months[0].amount, !isRunning(own) else { return }
    let open = unknown + repeated.map(\.column) + fields.filter { $0.value == .other }.map(\.key)
    for column in open.sorted() where isRunning(column) {
      fields[column] = .other
      takeToDate(column, (paths[column] ?? "").split(separator: "›").map(String.init))
    }
    unknown.removeAll(where: isRunning)
    repeated.removeAll { isRunning($0.column) }
  }

  /// The column of what the months have come to, in a return in yuan of one month that has an amount of its own, of what is paid too.
  var columnToDate: Int? {
    guard let toDate, months.count == 1, let own = months[0].amount, let path = paths[own],
      !path.contains("应"), Self.saysPaid(path.split(separator: "›").map(String.init), besides: ["本月", "当月"])
    else { return nil }
    return (units[own] ?? statedUnit ?? .yuan) == .yuan ? toDate : nil
  }

  /// Whether a header says nothing but that money was paid, and of which time by some words.
  private static func saysPaid(_ path: [String], besides times: [String]) -> Bool {
    let paid = ["发放", "实发", "支出", "支付", "情况", "补贴", "补助", "津贴", "资金", "金额", "数额", "总额", "数", "额", "款", "止"]
    let rest = (times + paid).reduce(path.map(Text.headerWords).joined()) { $0.replacing($1, with: "") }
    return rest.allSatisfy { $0.isNumber || "月年元".contains($0) }
  }
}

extension TableFinder {
  /// Whether a table is by its title of one month, and has money besides what the months have come to; what is due is a month's in 月报 alone.
  func isMonthBesideSum(_ part: ClosedRange<YearMonth>?, _ paths: [Int: [String]], _ title: String) -> Bool {
    guard let part, part.lowerBound == part.upperBound else { return false }
    let own = paths.values.filter { path in !path.contains { $0.contains("累计") } }
    return own.count < paths.count
      && own.compactMap { meaning($0)?.field }.contains { $0 == .amount || $0 == .due && title.contains("月报") }
  }
}

extension TableReader {
  /// What a row says that the months so far have come to.
  func amountToDate(_ row: Int) -> Reading {
    guard let column = table.columnToDate else { return .absent }
    guard let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell) else { return .missing }
    return cells.quietly(cell, unit: .yuan).map(Reading.value) ?? .unreadable
  }

  /// Keeps it with the month's own amount, where the row pays nothing else: the other months stand in other tables, so here it is a sum of which
  /// not all parts are known.
  mutating func keepToDate(_ stated: Reading, row: Int, months: [AggregateRecord.Month]) {
    guard let column = table.columnToDate, let own = table.months.first, let at = own.amount,
      let stated = stated.value, let amount = months.first?.amount.value, !paysBesides(row),
      stated >= amount || saysMoney(column)
    else { return }
    let number = grid.rows[row].number
    out.totals.append(
      StatedTotal(
        source: .toCome, row: number, column: column, field: .amount, month: own.month, unit: .money, stated: stated,
        sum: amount, sumWithSubtotals: nil, parts: number...number, partColumns: at...at, isComplete: false,
        label: cells.header(column), isGrand: false, town: town ?? -1,
        raw: cells.text(grid.cell(rowIndex: row, column: column))))
  }

  /// Whether a header says that money stands below it: 累计 behind 金额 alone may count persons.
  private func saysMoney(_ column: Int) -> Bool {
    ["金额", "补贴", "资金"].contains(where: (table.paths[column] ?? "").contains)
  }

  /// Whether a row has money beside the month's own that what the months have come to may hold as well: 补发金额, 扣回, 调整.
  private func paysBesides(_ row: Int) -> Bool {
    table.paths.contains { column, path in
      let words = Text.squeezed(path)
      let isMoney =
        [.backPay, .deduction].contains(table.fields[column])
        || ["补发", "补缴", "补付", "补拨", "补差", "扣", "追", "退", "调整"].contains(where: words.contains)
          && !["人数", "月数", "次数"].contains(where: words.hasSuffix)
      guard isMoney, column != table.toDate, column != table.months.first?.amount,
        let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell)
      else { return false }
      return cells.quietly(cell, unit: .yuan) != 0
    }
  }

  /// What a sum row should state for a column: 累计 below a page is of all rows so far, where those since the last one do not come to it.
  func summedUp(_ index: Int, level: Int, label: String, stated: Int64) -> Sums.Parts? {
    let near = sums.parts(of: index, level: level, stated: stated)
    guard Text.headerWords(label).hasPrefix("累计"), near?.sum != stated else { return near }
    return sums.parts(of: index, level: Sums.grand, stated: stated)
  }
}
