import Domain
import Spreadsheet

/// A column that says which month each row is about: a year's payments or returns one below another.
extension Table {
  /// Tells whether a column of months says which month a row is about, or how many months it is paid for.
  mutating func settleMonthColumn(_ grid: Grid, year: Int, rate: Money?) {
    takeMonthsByContent(grid, year: year, rate: rate)
    guard let column = column(.month) ?? column(.months), months.isEmpty else { return }
    var rows: [(row: Int, month: Int?)] = []
    var isCount = false
    var isNamed = false
    var last: Int?
    var memo = TextMemo<(isSet: Bool, month: YearMonth?)>()
    for row in body.prefix(4000) {
      guard let cell = grid.cell(rowIndex: row, column: column), !isAlone(cell, row, grid, year),
        !Self.isOfSum(cell, grid)
      else { continue }
      let (isSet, named) =
        if cell.kind == .text {
          memo[cell.text]
            ?? memo.keep(
              (MonthSet(grid.texts[cell.text], year: year) != nil, Self.month(cell, grid, year: year)), of: cell.text,
              in: grid.texts)
        } else {
          (false, Self.month(cell, grid, year: year))
        }
      if isSet {
        isCount = true
        break
      }
      if let month = named {
        last = month.month
        // A CSV's counts are texts too; 202103 is a name.
        let plain = cell.kind == .text ? Int(Text.squeezed(grid.texts[cell.text])) : Int(exactly: cell.number)
        if cell.kind == .date || plain.map({ $0 > 12 }) ?? true { isNamed = true }
      } else if cell.kind == .text, !Text.trimmed(grid.texts[cell.text]).isEmpty {
        // 本页合计, and 月份 on the next page: nobody's row.
        continue
      }
      rows.append((row, last))
    }
    // One count everywhere, 12 or 6, says how many months: nobody need be told apart.
    guard !isCount, isNamed || Set(rows.compactMap(\.month)).count > 1 else {
      fields[column] = .months
      return
    }
    var keys = RowKeys(self)
    var monthsOfKey: [[String]: Set<Int>] = [:]
    var rowsOfKey: [[String]: Int] = [:]
    for (row, month) in rows {
      let key = keys.key(ofRow: row, grid)
      guard let month else { continue }
      monthsOfKey[key, default: []].insert(month)
      rowsOfKey[key, default: 0] += 1
    }
    // 1, 2, 3 … beside one person, each once, are months by their numbers: nobody is paid for one month, then for two.
    let areNumbers =
      monthsOfKey.count { $0.value.count >= 3 && $0.value.count == rowsOfKey[$0.key] } * 2 > monthsOfKey.count
    // A few rows of one name are sums; of a year's rows below one another most places and persons come again.
    let isRepeated =
      monthsOfKey.values.count { $0.count > 1 } * 2 > monthsOfKey.count
      && (isNamed || areNumbers || fields[column] == .month)
    let isOneMonth =
      isNamed && Set(monthsOfKey.values).count == 1
      && (fields[column] == .month || paysOneMonth(grid, column: column, year: year, rate: rate))
    fields[column] = isRepeated || isOneMonth ? .month : .months
  }

  /// Whether a cell is the label of a sum: 第一季度小计 below its months says how far the sum reaches, and of nobody for how many months.
  private static func isOfSum(_ cell: Cell, _ grid: Grid) -> Bool {
    cell.kind == .text && grid.texts.withBytes(of: cell.text) { $0.suffix(3).elementsEqual("计".utf8) }
  }

  /// Whether nothing else stands in a cell's row, which names no single month: 第一季度 above the rows of its months.
  private func isAlone(_ cell: Cell, _ row: Int, _ grid: Grid, _ year: Int) -> Bool {
    cell.kind == .text
      && grid.cells[grid.rows[row].cells].allSatisfy {
        $0.column == cell.column || $0.kind == .text && Text.squeezed(grid.texts[$0.text]).isEmpty
      } && Self.month(cell, grid, year: year) == nil
  }

  /// A column that no word places, 补贴年月 or 月 alone, heads the rows' months where one stands below it in each of them, and most places or
  /// persons come again, each month once and one after another. Beside 日 a month is part of a date.
  private mutating func takeMonthsByContent(_ grid: Grid, year: Int, rate: Money?) {
    guard column(.month) == nil, months.isEmpty, spans.isEmpty, !unknown.isEmpty,
      !paths.values.contains(where: { Text.headerWords($0) == "日" })
    else { return }
    let found = unknown.compactMap { column in monthsOfRows(column, grid, year: year).map { (column, $0) } }
    guard !found.isEmpty, paysByMonth(grid, rate: rate) else { return }
    // What is paid in July is no July of a list of 1-6月.
    if let part = TitleWords(title, year: year).part, part.lowerBound < part.upperBound,
      found.contains(where: { !$0.1.values.allSatisfy(part.contains) })
    {
      return
    }
    // Of two that differ nothing tells which one is paid for.
    guard let (column, months) = found.first, found.allSatisfy({ $0.1 == months }) else { return }
    fields[column] = .month
    unknown.removeAll { $0 == column }
    byContent.append((column, .month))
  }

  /// Whether most rows that state money pay about a month's to each head: who is paid in instalments has more in a row, and the month is the
  /// payment's.
  private func paysByMonth(_ grid: Grid, rate: Money?) -> Bool {
    guard let rate = rate?.fen, rate > 0, let money = column(.amount) ?? column(.due) else { return true }
    func number(_ row: Int, _ column: Int?) -> WrittenNumber? {
      guard let column, let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(grid.raw(cell))
      else { return nil }
      return written
    }
    let isOfMembers = column(.name) != nil
    var (seen, monthly) = (0, 0)
    for row in body.prefix(400) where !isSum(row, grid) {
      guard let paid = number(row, money)?.fen(in: units[money] ?? .yuan), paid != 0 else { continue }
      guard let heads = isOfMembers ? 1 : number(row, column(.eligible))?.whole, (1...1_000_000).contains(heads) else {
        continue
      }
      (seen, monthly) = (seen + 1, monthly + (paid < rate * 2 * heads ? 1 : 0))
    }
    return monthly * 2 >= seen
  }

  /// The months that stand below a column, row by row, where they are those of the rows.
  private func monthsOfRows(_ column: Int, _ grid: Grid, year: Int) -> [Int: YearMonth]? {
    let header = Text.headerWords(String(paths[column]?.split(separator: "›").last ?? ""))
    // 变动时间 and 任免年月 say when somebody came or left, 建档年月 when he was written down, and not what a row is paid for.
    guard
      !["变动", "变更", "调整", "更换", "任", "离", "届", "生", "入党", "建档", "登记", "录入"].contains(where: header.contains)
    else { return nil }
    let mayBeNumbers = ["月", "月别", "月度", "月份"].contains(where: header.hasSuffix)
    let counted = self.column(.months)
    var keys = RowKeys(self)
    var ofRows: [Int: YearMonth] = [:]
    var named: [[String]: [YearMonth]] = [:]
    for row in body.prefix(4000) where !isSum(row, grid) {
      guard let cell = grid.cell(rowIndex: row, column: column), !isAlone(cell, row, grid, year) else {
        if ofRows.isEmpty, isRecord(row, grid) { return nil }
        continue
      }
      if cell.kind == .text {
        let words = Text.headerWords(grid.texts[cell.text])
        if words == header { continue }
        if words.isEmpty {
          if ofRows.isEmpty, isRecord(row, grid) { return nil }
          continue
        }
      }
      guard let month = Self.month(cell, grid, year: year), month.year == year, mayBeNumbers || Self.isNamed(cell, grid)
      else {
        if isRecord(row, grid) { return nil }
        continue
      }
      // Several months' pay is no month's.
      if let cell = counted.flatMap({ grid.cell(rowIndex: row, column: $0) }) {
        guard case .number(let count) = NumberText(grid.raw(cell)), count.value.scaled(by: 1) ?? 2 <= 1 else {
          return nil
        }
      }
      named[keys.key(ofRow: row, grid), default: []].append(month)
      ofRows[row] = month
    }
    let running = named.values.count { months in
      let ordered = months.sorted()
      return months.count > 1 && zip(ordered, ordered.dropFirst()).allSatisfy { $0.advanced(by: 1) == $1 }
    }
    return running * 2 > named.count ? ofRows : nil
  }

  /// Whether a cell says itself that it is a month, and no number or day.
  private static func isNamed(_ cell: Cell, _ grid: Grid) -> Bool {
    switch cell.kind {
    case .date: grid.dateTime(cell)?.day == 1
    case .number: cell.number > 12
    default: Int(Text.squeezed(grid.raw(cell))).map { $0 > 12 } ?? true
    }
  }

  /// 3月 below 发放月份 is March where each is paid for one month, and three months where each is paid for three.
  private func paysOneMonth(_ grid: Grid, column: Int, year: Int, rate: Money?) -> Bool {
    guard paths[column].map({ Text.headerWords($0).hasSuffix("月份") }) ?? false else { return false }
    let money = self.column(.amount) ?? self.column(.due)
    var (one, several) = (0, 0)
    for row in body.prefix(200) {
      guard let cell = grid.cell(rowIndex: row, column: column), let month = Self.month(cell, grid, year: year) else {
        continue
      }
      // 2021年3月 counts nothing.
      if cell.kind == .date || cell.kind == .text && grid.texts[cell.text].contains("年") { return true }
      guard month.month > 1, let rate, let money, let paid = grid.cell(rowIndex: row, column: money),
        case .number(let written) = NumberText(grid.raw(paid)), let fen = written.value.scaled(by: 100)
      else { continue }
      if fen == rate.fen { one += 1 } else if fen == rate.fen * Int64(month.month) { several += 1 }
    }
    return one > several
  }

  /// The month that a cell names: 3月, 2021年3月, a date, or 3.
  static func month(_ cell: Cell, _ grid: Grid, year: Int) -> YearMonth? {
    switch cell.kind {
    case .date: return grid.dateTime(cell).map { YearMonth(year: $0.year, month: $0.month) }
    case .number:
      let number = Int(exactly: cell.number) ?? 0
      if (1...12).contains(number) { return YearMonth(year: year, month: number) }
      return Vocabulary.month("\(number)", year: year)
    case .text:
      let text = Text.squeezed(grid.texts[cell.text])
      if let number = Int(text), (1...12).contains(number) { return YearMonth(year: year, month: number) }
      return Vocabulary.month(text, year: year) ?? DateText.whole(text).flatMap { $0.day == nil ? $0.month : nil }
    default: return nil
    }
  }
}

/// Whom or what each row is about, for telling whether it comes again below: an ID number tells a person wherever the rest of the row
/// is written once and left blank below; where it is left blank itself, the place and the name do.
private struct RowKeys {
  private let idColumn: Int?
  private let nameColumn: Int?
  private let columns: [Int]
  private var parts: [String]
  private var last: [String] = []

  init(_ table: Table) {
    (idColumn, nameColumn) = (table.column(.idNumber), table.column(.name))
    columns = table.fields.filter { [.village, .code, .name, .town].contains($0.value) }.keys.sorted()
    parts = columns.map { _ in "" }
  }

  mutating func key(ofRow row: Int, _ grid: Grid) -> [String] {
    func text(_ column: Int?) -> String? {
      guard let column, let cell = grid.cell(rowIndex: row, column: column) else { return nil }
      let text = Text.squeezed(grid.raw(cell))
      return text.isEmpty ? nil : text
    }
    for (index, column) in columns.enumerated() { parts[index] = text(column) ?? parts[index] }
    if let id = text(idColumn) {
      last = [id]
    } else if idColumn == nil || text(nameColumn) != nil {
      last = parts
    }
    return last
  }
}

extension TableReader {
  /// Notes which month a row is about; written once, it holds for the rows below.
  mutating func locateMonth(_ row: Int, _ number: Int) {
    guard let column = columnOf[.month] else { return }
    if let cell = grid.cell(rowIndex: row, column: column),
      let found = Table.month(cell, grid, year: policy.from.year)
    {
      month = found
    }
    monthOfRow[number] = month
  }

  /// A table whose rows are about different months as one table of each month.
  func byMonth(_ records: TableRecords) -> [TableRecords] {
    if let parts = bySpan(records) { return parts }
    let months = Set(monthOfRow.values).sorted()
    guard columnOf[.month] != nil, !months.isEmpty else { return [records] }
    // What the table as a whole says is said once, with its first month.
    return months.enumerated().map { index, month in
      var part = (index == 0 ? records : records.emptied).keeping {
        (monthOfRow[Int(records.members[$0].row)] ?? months[0]) == month
      }
      part.aggregates = records.aggregates.filter { (monthOfRow[Int($0.row)] ?? months[0]) == month }.map {
        var row = $0
        row.months = [.init(heads: row[.eligible], amount: row[.amount])]
        row.figures[.eligible] = nil
        row.figures[.amount] = nil
        return row
      }
      if isOfMembers {
        part.source.part = month...month
      } else {
        part.source.kind = .monthly
        part.source.monthColumns = [(month, columnOf[.eligible], columnOf[.amount])]
        part.source.columns[.eligible] = nil
        part.source.columns[.amount] = nil
      }
      return part
    }
  }

  /// Goes on where the table to the left of this one ended.
  mutating func goOn(from left: TableReader) {
    guard left.kind == kind else { return }
    serial.last = left.serial.last
    // A block with a town's title of its own is that town's, not the rest of the one beside it.
    if table.title != left.table.title, out.source.town != nil { return }
    if columnOf[.town] != nil || home == nil { town = left.town ?? town }
    if home == nil { village = left.village.map { WrittenVillage(text: $0.text, id: nil, position: $0.position) } }
    sums.goOn(from: left.sums)
    habits = left.habits
  }
}
