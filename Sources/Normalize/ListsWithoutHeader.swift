import Domain
import Spreadsheet

/// Lists that begin with their first row: what no header says, names of the register, ID numbers and the policy's own arithmetic may say.
///
/// Only what cannot well be anything else is taken: an amount is what the rate makes of months or heads, a mark is what goes with no pay.
struct ListWithoutHeader {
  /// The sheet with the header that it lacks.
  let grid: Grid
  /// The position of that header in the grid's rows.
  let header: Int
  /// What the columns were taken for, in order.
  let columns: [(column: Int, word: String)]

  /// Finds such a list; nil where its columns leave anything that matters open.
  init?(_ grid: Grid, gazetteer: Gazetteer, policy: Policy) {
    guard let rate = policy.singleRate, rate.fen > 0 else { return nil }
    var found = Columns(grid, gazetteer)
    guard let village = found.villages, let first = found.firstRow else { return nil }
    found.readFigures(from: first, leaving: [village])
    var words = [village: "村"]
    if let town = found.towns { words[town] = "镇" }
    let isOfMembers = found.ids != nil || found.names != nil
    if isOfMembers {
      guard let names = found.names, let amount = found.amount(rate: rate) else { return nil }
      words[names] = "姓名"
      words[amount] = "金额"
      if let ids = found.ids { words[ids] = "身份证号码" }
      if let months = found.factor(of: amount, rate: rate, most: policy.months) { words[months] = "月数" }
      if let marks = found.marks(beside: amount) { words[marks] = "是否兼任" }
    } else {
      guard let (heads, amount) = found.headsAndAmount(each: policy.fullAmount, most: policy.quota) else { return nil }
      words[heads] = "核发人数"
      words[amount] = "金额"
    }
    columns = words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    header = first
    self.grid = grid.inserting(words, before: first)
  }

  /// The tables of the sheet under the header that it lacks.
  func tables(_ vocabulary: Vocabulary, year: Int) -> [PlacedTable] {
    TableFinder(grid: grid, vocabulary: vocabulary, year: year).tables(under: header...header).map {
      var table = $0
      table.byContent = columns.compactMap { column in table.fields[column.column].map { (column.column, $0) } }
      return PlacedTable(grid: grid, table: table)
    }
  }

  /// `B "村", C "姓名", F "金额"`
  var englishDescription: String {
    columns.map { "\(Place.letters($0.column)) \"\($0.word)\"" }.joined(separator: ", ")
  }
  /// `B 村、C 姓名、F 金额`
  var description: String { columns.map { "\(Place.letters($0.column)) \($0.word)" }.joined(separator: "、") }
}

/// What stands in a sheet's columns.
private struct Columns {
  let grid: Grid
  var towns: Int?
  var villages: Int?
  var names: Int?
  var ids: Int?
  /// The first row of the list.
  var firstRow: Int?
  /// Columns of whole numbers by the rows that have one.
  private var figures: [Int: [Int: Int64]] = [:]
  private let rows: [Int]

  init(_ grid: Grid, _ gazetteer: Gazetteer) {
    self.grid = grid
    rows = grid.rows.indices.filter { grid.rows[$0].cells.count >= 3 }
    var seen: [Int: (texts: Int, towns: Int, villages: Int, names: Set<String>, named: Int, ids: Int)] = [:]
    for row in rows.prefix(300) {
      for cell in grid.cells[grid.rows[row].cells] where cell.kind == .text {
        let text = Text.squeezed(grid.texts[cell.text])
        if text.isEmpty || text.hasSuffix("计") { continue }
        var column = seen[Int(cell.column)] ?? (0, 0, 0, [], 0, 0)
        column.texts += 1
        if gazetteer.town(text) != nil {
          column.towns += 1
        } else if case .unknown = gazetteer.village(text, town: nil) {
          if IDNumber(text)?.hasValidCheck == true { column.ids += 1 }
          if PersonName.isLikely(text) {
            column.named += 1
            column.names.insert(text)
          }
        } else {
          column.villages += 1
        }
        seen[Int(cell.column)] = column
      }
    }
    func only(_ isMost: ((texts: Int, towns: Int, villages: Int, names: Set<String>, named: Int, ids: Int)) -> Bool)
      -> Int?
    {
      let fitting = seen.filter { isMost($0.value) }.keys
      return fitting.count == 1 ? fitting.first : nil
    }
    towns = only { $0.towns * 10 >= $0.texts * 8 && $0.towns > 0 }
    villages = only { $0.villages * 10 >= $0.texts * 8 && $0.villages >= 2 }
    ids = only { $0.ids * 10 >= $0.texts * 8 && $0.ids >= 2 }
    names = only { $0.named * 10 >= $0.texts * 8 && $0.names.count * 10 >= $0.named * 7 && $0.named >= 2 }
    guard let villages else { return }
    firstRow = rows.first { row in
      guard let cell = grid.cell(rowIndex: row, column: villages), cell.kind == .text else { return false }
      if case .unknown = gazetteer.village(grid.texts[cell.text], town: nil) { return false }
      return true
    }
  }

  /// Reads columns of nothing but whole numbers.
  mutating func readFigures(from first: Int, leaving others: Set<Int>) {
    var broken: Set<Int> = others.union([towns, names, ids].compactMap(\.self))
    for row in rows where row >= first && !isSum(row) {
      for cell in grid.cells[grid.rows[row].cells] where !broken.contains(Int(cell.column)) {
        switch NumberText(grid.raw(cell)) {
        case .blank, .nothing: continue
        case .number(let written):
          guard cell.kind != .date, let value = written.whole else { break }
          figures[Int(cell.column), default: [:]][row] = value
          continue
        case .unreadable: break
        }
        broken.insert(Int(cell.column))
      }
    }
    for column in broken { figures[column] = nil }
  }

  private func isSum(_ row: Int) -> Bool {
    grid.cells[grid.rows[row].cells].contains { $0.kind == .text && Text.squeezed(grid.texts[$0.text]).hasSuffix("计") }
  }

  /// Whether nearly all of some rows agree: one wrong figure among them is to be found, not to hide what its column is.
  private func agree(_ count: Int, of all: Int) -> Bool { count == all || all >= 5 && count * 5 >= all * 4 }

  /// The only column of amounts that person-months come to; of equal ones the last.
  func amount(rate: Money) -> Int? {
    let yuan = rate.fen / 100
    guard yuan > 0, rate.fen % 100 == 0 else { return nil }
    let fitting = figures.filter { column in
      let paid = column.value.values.filter { $0 != 0 }
      let whole = paid.count { $0 >= yuan && $0 % yuan == 0 && $0 <= yuan * 12 }
      // 240 in every row is the rate.
      return !paid.isEmpty && agree(whole, of: paid.count) && !agree(paid.count { $0 == yuan }, of: paid.count)
    }.sorted { $0.key < $1.key }
    guard let last = fitting.last, fitting.allSatisfy({ $0.value == last.value }) else { return nil }
    return last.key
  }

  /// The column whose numbers the rate makes the amounts of.
  func factor(of amount: Int, rate: Money, most: Int) -> Int? {
    guard let paid = figures[amount] else { return nil }
    let fitting = figures.filter { column in
      guard column.key != amount, column.value.count == paid.count,
        column.value.values.allSatisfy({ (0...Int64(most)).contains($0) })
      else { return false }
      return agree(column.value.count { $0.value * rate.fen == (paid[$0.key] ?? -1) * 100 }, of: paid.count)
    }.keys
    return fitting.count == 1 ? fitting.first : nil
  }

  /// A column of yes and no where whoever has yes is paid nothing, and whoever has no something.
  func marks(beside amount: Int) -> Int? {
    var marked: [Int: (yes: Int, fits: Int, seen: Int, isMark: Bool)] = [:]
    for (row, paid) in figures[amount] ?? [:] {
      for cell in grid.cells[grid.rows[row].cells] where cell.kind == .text {
        let text = Text.squeezed(grid.texts[cell.text])
        var column = marked[Int(cell.column)] ?? (0, 0, 0, true)
        column.seen += 1
        switch text {
        case "是", "√", "兼任", "兼":
          column.yes += 1
          if paid == 0 { column.fits += 1 }
        case "否", "不兼任", "无", "": if paid != 0 { column.fits += 1 }
        default: column.isMark = false
        }
        marked[Int(cell.column)] = column
      }
    }
    // Who is paid in spite of the mark is told when it is read.
    let fitting = marked.filter { $0.value.isMark && $0.value.yes > 0 && agree($0.value.fits, of: $0.value.seen) }.keys
    return fitting.count == 1 ? fitting.first : nil
  }

  /// Two columns of which one is what so many heads are due for the whole period.
  func headsAndAmount(each full: Money, most: Int) -> (heads: Int, amount: Int)? {
    // No list has so many columns of figures, and each is held against each.
    guard figures.count <= 60 else { return nil }
    var found: [(heads: Int, amount: Int)] = []
    for (heads, counts) in figures where counts.values.allSatisfy({ (0...Int64(most)).contains($0) }) {
      for (amount, paid) in figures where amount != heads && paid.count == counts.count {
        let tying = paid.count { ($0.value * 100) == (counts[$0.key] ?? -1) * full.fen && $0.value > 0 }
        if tying * 10 >= paid.count * 7, tying >= 2 { found.append((heads, amount)) }
      }
    }
    return found.count == 1 ? found[0] : nil
  }
}
