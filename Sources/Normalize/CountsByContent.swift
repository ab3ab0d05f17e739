import Domain
import Spreadsheet

/// Columns of heads that count persons once a month: what stands in them decides.
extension Table {
  /// 全年合计›人数 beside the months' heads, and 总人数 beside 每月人数 and 月数, count person-months where they say more than one month has.
  mutating func settlePersonMonths(_ grid: Grid) {
    guard self.column(.personMonths) == nil else { return }
    if settleMonthsOfAll(grid) { return }
    let monthly = months.compactMap(\.heads)
    for field in [Field.eligible, .listed] {
      guard let column = self.column(field), !monthly.contains(column), let counts = counts(column, grid) else {
        continue
      }
      let rows = counts.filter { row, count in
        if monthly.count > 1 {
          return count > monthly.compactMap { number(row, $0, grid) }.max() ?? count
        }
        guard field == .listed, let heads = self.column(.eligible), let months = self.column(.months) else {
          return false
        }
        return number(row, heads, grid).flatMap { heads in number(row, months, grid).map { heads * $0 } } == count
          && count > 0
          && number(row, months, grid) != 1
      }
      guard !rows.isEmpty, rows.count * 2 > counts.count else { continue }
      fields[column] = .personMonths
      byContent.append((column, .personMonths))
      return
    }
  }

  /// 合计 or 总计 behind months of heads counts person-months where each row's is what its months come to.
  mutating func settleSumOfHeads(_ grid: Grid) {
    guard let column = self.column(.amount), [.personMonths, .name, .idNumber].allSatisfy({ self.column($0) == nil }),
      let header = paths[column]?.split(separator: "›").last.map(String.init),
      ["合计", "小计", "计", "总计", "共计", "全年合计"].contains(
        Vocabulary.behindWholeYear(header) ?? Text.headerWords(header)),
      let sums = counts(column, grid)
    else { return }
    let monthly = months.compactMap(\.heads)
    let areTheirs = sums.allSatisfy { row, sum in
      sum == monthly.compactMap { grid.cell(rowIndex: row, column: $0).flatMap { Self.count($0, grid) } }.reduce(0, +)
    }
    if areTheirs { settle(column, .personMonths) }
  }

  /// 发放月数合计 counts person-months where most rows have more than a year has months, none more than its heads have together, and each
  /// row is paid the same for one.
  private mutating func settleMonthsOfAll(_ grid: Grid) -> Bool {
    guard let column = self.column(.months), self.monthsEach[column] == nil, let counts = counts(column, grid),
      counts.values.count(where: { $0 > 12 }) * 2 > counts.count
    else { return false }
    let heads = self.column(.eligible) ?? self.column(.listed)
    let areAll = counts.allSatisfy { row, count in
      guard let heads, let cell = grid.cell(rowIndex: row, column: heads), let heads = Self.count(cell, grid) else {
        return true
      }
      return count <= heads * 12
    }
    guard areAll else { return false }
    let words = Text.squeezed(paths[column] ?? "")
    if let money = self.column(.amount), let amounts = self.counts(money, grid) {
      let rates = counts.compactMapValues { $0 > 0 ? $0 : nil }.reduce(into: [Int: Int]()) { rates, entry in
        guard let amount = amounts[entry.key] else { return }
        rates[entry.key] = amount % entry.value == 0 ? amount / entry.value : 0
      }
      guard let usual = rates.values.first(where: { rate in rates.values.count { $0 == rate } * 2 > rates.count }),
        usual > 0
      else { return false }
      // 24 months beside 8,640 for three are no 24 person-months where 12 beside as much are twelve months.
      let isOther = counts.contains { row, count in
        guard let heads, count <= 12, rates[row] != usual, let cell = grid.cell(rowIndex: row, column: heads) else {
          return false
        }
        return Self.count(cell, grid) ?? 0 > 1
      }
      let stated = self.column(.rate).flatMap { self.counts($0, grid) }
      guard !isOther, stated.map({ $0.values.contains(usual) }) ?? true else { return false }
    } else if !["合计", "总", "累计", "人月"].contains(where: words.contains) {
      // Nothing but the header could say so.
      return false
    }
    settle(column, .personMonths)
    return true
  }

  /// 任职时间（月） counts months where most rows have more than one and none more than a year; 2020.12 and 7 are when an office began. So does
  /// 发放时间（月） at the rate beside it: 12 alone may be December.
  mutating func settleMonthsInOffice(_ grid: Grid) {
    guard self.column(.months) == nil, self.column(.end) == nil,
      let column = self.column(.start) ?? (self.column(.rate) == nil ? nil : self.column(.paidOn))
    else { return }
    let header = String(paths[column]?.split(separator: "›").last ?? "")
    guard ["任职时间", "在任时间", "发放时间"].contains(Text.headerWords(header)),
      Text.bracketed(header).contains(where: { ["月", "个月", "月数"].contains($0) }),
      let counts = counts(column, grid), counts.values.allSatisfy((0...12).contains),
      counts.values.count(where: { $0 > 1 }) * 2 > counts.count, areMonthsPaid(counts, grid)
    else { return }
    settle(column, .months)
  }

  /// Whether most rows' money is their months at the stated rate, else at one that most rows share, be they of a year or of several lengths.
  func areMonthsPaid(_ months: [Int: Int], _ grid: Grid) -> Bool {
    guard let money = self.column(.amount) ?? self.column(.due), let amounts = counts(money, grid) else { return false }
    let stated = self.column(.rate).flatMap { counts($0, grid) }
    guard stated != nil || Set(months.values).count > 1 || months.values.first == 12 else { return false }
    let rates = months.compactMap { row, count -> Int? in
      guard let amount = amounts[row], amount > 0, count > 0, amount % count == 0 else { return nil }
      return stated?[row].map { $0 == amount / count ? $0 : 0 } ?? amount / count
    }
    return rates.contains { rate in rate > 0 && rates.count { $0 == rate } * 2 > months.count }
  }

  /// Whether most of what stands in a column counts something: figures are nobody's names.
  func holdsCounts(_ column: Int, _ grid: Grid) -> Bool {
    var (counted, seen) = (0, 0)
    for row in body.prefix(80) where !isSum(row, grid) {
      guard let cell = grid.cell(rowIndex: row, column: column),
        !RowClassifier.isSignature(grid, Array(grid.cells[grid.rows[row].cells]))
      else { continue }
      if cell.kind == .text, Text.squeezed(grid.texts[cell.text]).isEmpty { continue }
      seen += 1
      if let count = Self.count(cell, grid), count.magnitude < 10_000 { counted += 1 }
    }
    return counted * 2 > seen
  }

  /// Whether a column holds figures as amounts are: no counts of heads, no serial, telephone or account.
  func mayBeMoney(_ column: Int, _ grid: Grid) -> Bool {
    body.prefix(80).contains { row in
      guard let cell = grid.cell(rowIndex: row, column: column) else { return false }
      if cell.kind == .number { return (100..<10_000_000).contains(abs(cell.number)) }
      guard cell.kind == .text, case .number(let written) = NumberText(grid.texts[cell.text]) else { return false }
      return written.whole.map { (100..<10_000_000).contains($0.magnitude) } ?? true
    }
  }

  /// A column's counts by row, other than sums'; nil where a cell holds anything else, or none does.
  private func counts(_ column: Int, _ grid: Grid) -> [Int: Int]? {
    var found: [Int: Int] = [:]
    for row in body.prefix(80) where !isSum(row, grid) {
      guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
      if cell.kind == .text, Text.squeezed(grid.texts[cell.text]).isEmpty { continue }
      guard let count = Self.count(cell, grid) else {
        // Who signs the table may stand in any of its columns.
        if RowClassifier.isSignature(grid, Array(grid.cells[grid.rows[row].cells])) { continue }
        return nil
      }
      found[row] = count
    }
    return found.isEmpty ? nil : found
  }

  /// A row's count in a column.
  func number(_ row: Int, _ column: Int, _ grid: Grid) -> Int? {
    grid.cell(rowIndex: row, column: column).flatMap { Self.count($0, grid) }
  }

  /// A cell's count; nil for what is none, or past what any column counts.
  private static func count(_ cell: Cell, _ grid: Grid) -> Int? {
    let count: Int? =
      switch cell.kind {
      case .number: Int(exactly: cell.number)
      case .text:
        if case .number(let written) = NumberText(grid.texts[cell.text]) { written.whole.map { Int($0) } } else { nil }
      default: nil
      }
    return count.flatMap { $0.magnitude <= 1_000_000 ? $0 : nil }
  }
}
