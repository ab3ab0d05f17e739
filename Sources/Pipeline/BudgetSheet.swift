import Domain
import Normalize
import Spreadsheet

/// A budget as offices write it: a row a line, its stages side by side, a header of one to three rows under a title, the unit in a
/// header, above the table or in a column of its own.
struct BudgetSheet {
  private let source: ReferenceSheet
  private let lineColumn: Int
  private let unitColumn: Int?
  private let rate: (column: Int, isPercent: Bool)?
  private let stages: [(column: Int, stage: BudgetStage)]
  /// Units that headers state, by column, and the unit of the whole table.
  private let units: [Int: MoneyUnit]
  private let tableUnit: MoneyUnit?
  /// Columns that no stage is told by, with their words.
  private let unread: [(column: Int, words: String)]
  private let header: Range<Int>

  private static let lineWords = ["科目", "预算项目", "项目", "资金名称", "用途", "名称", "line"]
  private static let ownWords = ["序号", "备注", "说明", "单位", "unit", "note"]

  init(_ source: ReferenceSheet) throws {
    self.source = source
    guard let header = Self.header(source) else {
      throw SetupError(
        source.path, line: 1,
        zh: "既没有列 line、stage、amount、unit，也没有写明阶段的列（\(BudgetStage.allCases.map(\.zh).joined(separator: "、"))）",
        en:
          "there are neither the columns line, stage, amount, unit nor columns that name stages (\(BudgetStage.allCases.map(\.zh).joined(separator: ", ")))"
      )
    }
    self.header = header
    let paths = Self.paths(source, header)
    var stages: [(column: Int, stage: BudgetStage)] = []
    var unread: [(column: Int, words: String)] = []
    var rate: (column: Int, isPercent: Bool)?
    var units: [Int: MoneyUnit] = [:]
    var named: [(column: Int, words: String)] = []
    for (column, path) in paths.sorted(by: { $0.key < $1.key }) {
      let words = path.joined()
      switch StageWords.meaning(of: path) {
      case .stage(let stage):
        if let other = stages.first(where: { $0.stage == stage }) {
          throw SetupError(
            source.path, line: source.grid.rows[header.upperBound - 1].number,
            zh: "第 \(other.column) 列和第 \(column) 列都写\(stage.zh)",
            en: "columns \(other.column) and \(column) both state \(stage.rawValue)")
        }
        stages.append((column, stage))
        units[column] = UnitWords.header(path)
      case .rate: rate = (column, words.contains { "%％".contains($0) })
      case .unknown:
        if Self.lineWords.contains(where: words.contains) {
          named.append((column, words))
        } else if !Self.ownWords.contains(where: words.contains) {
          unread.append((column, words))
        }
      }
    }
    func rank(_ words: String) -> Int { Self.lineWords.firstIndex(where: words.contains) ?? Self.lineWords.count }
    guard let line = named.min(by: { (rank($0.words), $0.column) < (rank($1.words), $1.column) }) else {
      throw SetupError(
        source.path, line: source.grid.rows[header.lowerBound].number,
        zh: "没有写科目的列（如“科目”“项目名称”）", en: "no column names the lines (such as 科目 or 项目名称)")
    }
    lineColumn = line.column
    self.unread = unread + named.filter { $0.column != line.column }
    unitColumn = paths.first { ["单位", "金额单位", "unit"].contains($0.value.joined()) }?.key
    (self.stages, self.rate, self.units) = (stages, rate, units)
    tableUnit =
      source.grid.rows[..<header.upperBound].lazy.compactMap { row in
        UnitWords.title(source.grid.cells[row.cells].map(source.grid.raw).joined(separator: " "))
      }.first
  }

  /// Adds the lines, the total and what was not used.
  func read(into budget: inout Budget) throws {
    // Remarks and names of people are no amounts.
    for (column, words) in unread
    where source.grid.rows[header.upperBound...].contains(where: { WrittenDecimal(source.written($0, column)) != nil })
    {
      budget.setAside.append(
        (.unknownColumn, words, source.place(source.grid.rows[header.upperBound - 1].number, column)))
    }
    for row in source.grid.rows[header.upperBound...] where !row.cells.isEmpty { try read(row, into: &budget) }
  }

  private func read(_ row: Grid.Row, into budget: inout Budget) throws {
    let name = source.text(row, lineColumn).filter { !$0.isWhitespace }
    for (column, _) in stages where source.cell(row, column)?.kind == .noValue {
      throw SetupError(
        source.path, line: row.number, zh: "\(Place.cell(row: row.number, column: column)) 的公式没有缓存值",
        en: "the formula in \(Place.cell(row: row.number, column: column)) has no cached value")
    }
    let amounts = stages.filter { !isNotStated(source.written(row, $0.column)) }
    if isFooter(row) || amounts.isEmpty && name.isEmpty { return }
    guard !name.isEmpty else {
      throw SetupError(
        source.path, line: row.number, zh: "这一行有金额，没有科目", en: "the row has an amount and names no line")
    }
    if name.hasSuffix("小计") || name.hasPrefix("其中") {
      budget.setAside.append((.rowSetAside, name, source.place(row.number, lineColumn)))
      return
    }
    let position = budget.position(ofLine: name, at: source.place(row.number, lineColumn))
    for (column, stage) in amounts {
      let place = source.place(row.number, column)
      let written = source.written(row, column)
      let entry = try statedEntry(
        written, unit: try unit(row, column), path: source.path, line: row.number, place: place)
      try budget.set(stage, entry, ofLine: position, path: source.path, line: row.number)
    }
    if let rate, let cell = source.cell(row, rate.column) {
      let shown = source.grid.display(cell)
      guard !isNotStated(shown) else { return }
      let stated = try statedRate(
        shown, isPercent: rate.isPercent, path: source.path, place: source.place(row.number, rate.column))
      budget.set(rate: stated, ofLine: position)
    }
  }

  /// 填表人：陈某 … 审核人：林某, 注：…: words below the table, where no number stands.
  private func isFooter(_ row: Grid.Row) -> Bool {
    let words = ["填表", "制表", "审核", "注", "备注", "说明", "单位", "日期", "联系"]
    guard let first = row.cells.first.map({ source.grid.raw(source.grid.cells[$0]) }) else { return true }
    return words.contains(where: first.hasPrefix)
      && !stages.contains { WrittenDecimal(source.written(row, $0.column)) != nil }
  }

  /// The unit of a cell: its row's, its column's, the table's.
  private func unit(_ row: Grid.Row, _ column: Int) throws -> MoneyUnit {
    let own = unitColumn.map { source.text(row, $0).filter { !$0.isWhitespace } } ?? ""
    if let unit = MoneyUnit(rawValue: own) ?? (own.isEmpty ? units[column] ?? tableUnit : nil) { return unit }
    throw SetupError(
      source.path, line: row.number,
      zh: own.isEmpty ? "没有写明金额单位：请在表头写“（万元）”，或在表上方写“单位：万元”" : "单位应为元或万元，不是“\(own)”",
      en: own.isEmpty
        ? "no unit is stated: write （万元） in the header or 单位：万元 above the table" : "the unit is 元 or 万元, not \(own)")
  }

  // MARK: The header

  /// The rows of the header: those from the first that names a stage to the first with numbers, and one above where it spans them.
  private static func header(_ source: ReferenceSheet) -> Range<Int>? {
    let rows = source.grid.rows
    func cells(_ index: Int) -> ArraySlice<Cell> { source.grid.cells[rows[index].cells] }
    func isNumber(_ cell: Cell) -> Bool {
      cell.kind == .number || WrittenDecimal(source.grid.raw(cell).filter { $0 != "," && !$0.isWhitespace }) != nil
    }
    guard
      let named = rows.indices.prefix(30).first(where: { index in
        cells(index).count > 1
          && cells(index).contains { cell in
            if case .stage = StageWords.meaning(of: [source.grid.raw(cell)]) { return true }
            return false
          }
      })
    else { return nil }
    var end = named + 1
    while end < rows.count, end < named + 4 {
      let own = cells(end)
      // A row of column numbers, 1 2 3, belongs to the header.
      let counts = own.map(source.grid.raw)
      let isCounting =
        counts.count > 2
        && zip(counts, counts.dropFirst()).allSatisfy { a, b in
          Int(a).map { Int(b) == $0 + 1 } ?? false
        }
      guard
        isCounting
          || !own.contains(where: isNumber)
            && own.contains(where: {
              if case .unknown = StageWords.meaning(of: [source.grid.raw($0)]) { return false }
              return true
            })
      else { break }
      end += 1
    }
    guard named > 0 else { return named..<end }
    // 填报单位：… and 单位：万元 stand above the table and head no column.
    let above = cells(named - 1)
    let isHeader =
      above.count > 1 && !above.contains { isNumber($0) || source.grid.raw($0).contains { ":：".contains($0) } }
    return (isHeader ? named - 1 : named)..<end
  }

  /// The words above each column, from the top down; a cell that spans columns stands above each.
  private static func paths(_ source: ReferenceSheet, _ header: Range<Int>) -> [Int: [String]] {
    var paths: [Int: [String]] = [:]
    for row in source.grid.rows[header] {
      for cell in source.grid.cells[row.cells] where cell.kind == .text {
        let column = Int(cell.column)
        let merge = source.grid.merges.first { $0.first.row == row.number && $0.first.column == column }
        let words = source.grid.raw(cell).filter { !$0.isWhitespace }
        for column in column...max(column, merge?.last.column ?? column) { paths[column, default: []].append(words) }
      }
    }
    return paths
  }
}

/// Words by which a column of a budget is told.
private enum StageWords {
  enum Meaning {
    case stage(BudgetStage)
    case rate
    case unknown
  }

  private static let words: [(String, BudgetStage)] = [
    ("申请数", .requested), ("申请金额", .requested), ("申报数", .requested), ("申报金额", .requested), ("申请", .requested),
    ("年初预算数", .initial), ("年初预算", .initial), ("年初数", .initial), ("调整预算数", .adjusted), ("调整后预算数", .adjusted),
    ("调整后预算", .adjusted), ("调整预算", .adjusted), ("全年预算数", .adjusted), ("全年预算", .adjusted), ("下达数", .allocated),
    ("下达金额", .allocated), ("下达资金", .allocated), ("下达", .allocated), ("拨付数", .disbursed), ("拨付金额", .disbursed),
    ("拨付资金", .disbursed), ("拨付", .disbursed), ("支出数", .spent), ("支出金额", .spent), ("支出", .spent), ("全年执行数", .spent),
    ("执行数", .spent), ("决算数", .spent),
  ]

  /// The stage that a header's words name: the one that ends last, as Chinese says what a thing is at its end.
  static func meaning(of path: [String]) -> Meaning {
    let text = path.joined().filter { !$0.isWhitespace }.lowercased()
    let bare = text.replacing(#/[(（][^)）]*[)）]/#, with: "")
    if bare.hasSuffix("率") || bare == "execution_rate" || bare.hasSuffix("进度") { return .rate }
    if let stage = BudgetStage.allCases.first(where: { bare == $0.rawValue }) { return .stage(stage) }
    var best: (stage: BudgetStage, end: Int, length: Int)?
    for (word, stage) in words {
      guard let range = bare.ranges(of: word).last else { continue }
      let end = bare.distance(from: bare.startIndex, to: range.upperBound)
      if best.map({ (end, word.count) > ($0.end, $0.length) }) ?? true { best = (stage, end, word.count) }
    }
    // 支出预算, 下达文号 and 申请单位 end in another thing than the stage that they begin with.
    guard let best, isAmount(bare.dropFirst(best.end)) else { return .unknown }
    return .stage(best.stage)
  }

  /// Whether words say no more than that what stands before them is an amount: 数, 情况金额.
  private static func isAmount(_ words: Substring) -> Bool {
    words.isEmpty
      || ["情况", "金额", "资金", "数额", "总额", "合计", "数", "额", "款"].contains {
        words.hasPrefix($0) && isAmount(words.dropFirst($0.count))
      }
  }
}
