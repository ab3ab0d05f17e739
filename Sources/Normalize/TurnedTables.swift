import Domain
import Spreadsheet

/// Tables that lie on their side: villages or towns head the columns, and each row is what others have as a column. Towns may stand
/// above their villages, and a wide table may go on below itself.
///
///     项目      │ 山底村 │ 水口村 │ 合计
///     核发人数  │ 3      │ 2      │ 5
///     金额      │ 8640   │ 5760   │ 14400
struct TurnedTable {
  /// The sheet with rows and columns in each other's places, once for each block of columns.
  let grids: [Grid]
  /// Whether each place has several columns, heads and money, and so several rows once it is turned.
  private(set) var isOfSeveral = false

  /// Finds the row of places, or of persons, whose column of labels reads as a header; nil for a sheet that stands upright.
  init?(_ grid: Grid, gazetteer: Gazetteer, vocabulary: Vocabulary, year: Int) {
    // Titles have fewer cells; whatever heads columns stands in the first rows that have more.
    for row in grid.rows.indices.prefix(40).filter({ (3...400).contains(grid.rows[$0].cells.count) }).prefix(6) {
      guard let places = Places(grid, row: row, gazetteer, vocabulary) else { continue }
      let grid = Self.withoutQuarters(grid, leftOf: places.label, below: row, year: year)
      let starts = [row] + Self.blocks(grid, below: row, like: places, gazetteer, vocabulary)
      guard starts.count <= Self.mostBlocks else { break }
      var turned: [Grid] = []
      for (index, start) in starts.enumerated() {
        let end = index + 1 < starts.count ? starts[index + 1] : grid.rows.count
        guard
          let last = Self.lastLabel(grid, from: start, to: end, column: places.label, vocabulary, year: year)
        else { break }
        turned.append(Self.block(grid, from: start, through: last, first: row, places, gazetteer))
      }
      guard turned.count == starts.count else { break }
      grids = turned
      isOfSeveral = places.isOfSeveral
      return
    }
    guard let rows = Self.rowsOfPersons(grid, vocabulary) else { return nil }
    grids = [Self.turned(grid, from: rows.lowerBound, through: grid.rows[rows.upperBound].number)]
  }

  // A wide table goes on below itself a few times; each block costs a look at the whole sheet.
  private static let mostBlocks = 64

  /// The sheet without a column of quarters left of its months: 季度 │ 月份. What else stands there, 全年合计 or a signature, is a label.
  private static func withoutQuarters(_ grid: Grid, leftOf label: Int, below row: Int, year: Int) -> Grid {
    guard label > 1 else { return grid }
    var (spans, moved) = (0, [Int: [Int: String]]())
    for below in row + 1..<grid.rows.count {
      for cell in grid.cells[grid.rows[below].cells] where cell.column < label {
        let text = grid.display(cell)
        if Text.squeezed(text).isEmpty { continue }
        let own = grid.cell(rowIndex: below, column: label).map { Text.squeezed(grid.display($0)) } ?? ""
        if Vocabulary.month(own, year: year) != nil, Vocabulary.span(text, year: year) != nil {
          spans += 1
        } else if own.isEmpty, moved[below] == nil {
          moved[below] = [label: text]
        } else {
          return grid
        }
      }
    }
    guard spans > 1 else { return grid }
    return grid.setting([:], texts: moved).part(below: grid.rows[row].number) { $0 >= label }
  }

  /// The rows below one of places where the table goes on with others, under the same corner.
  private static func blocks(
    _ grid: Grid, below row: Int, like places: Places, _ gazetteer: Gazetteer, _ vocabulary: Vocabulary
  ) -> [Int] {
    func label(_ row: Int) -> String? {
      grid.cell(rowIndex: row, column: places.label).flatMap {
        $0.kind == .text && !Text.trimmed(grid.texts[$0.text]).isEmpty ? Text.squeezed(grid.texts[$0.text]) : nil
      }
    }
    // Merged with the row of towns above, the corner stands there.
    func corner(_ row: Int) -> String? {
      label(row) ?? (row > 0 && places.hasTowns(grid, above: row, gazetteer) ? label(row - 1) : nil)
    }
    guard let own = corner(row) else { return [] }
    return grid.rows.indices.dropFirst(row + 1).filter { below in
      corner(below) == own && Places(grid, row: below, gazetteer, vocabulary)?.label == places.label
    }
  }

  private static func block(
    _ grid: Grid, from start: Int, through last: Int, first: Int, _ places: Places, _ gazetteer: Gazetteer
  ) -> Grid {
    // What stands above the first block is every block's title; the blocks between are not.
    let hasOwnTowns = start > 0 && !places.areTowns && places.hasTowns(grid, above: start, gazetteer)
    let own =
      start == first
      ? grid : grid.removing(grid.rows[first].number...grid.rows[start].number - (hasOwnTowns ? 2 : 1))
    let row = own.rowIndex(grid.rows[start].number) ?? start
    let number = own.rows[row].number
    let townsAbove = row > 0 && !places.areTowns && places.hasTowns(own, above: row, gazetteer)
    var turned = Self.turned(own, from: townsAbove ? row - 1 : row, through: last)
    // What stands in the corner, 项目 or 月份, is about the labels: the places need their own header.
    if let corner = turned.rowIndex(places.label) {
      if townsAbove {
        // Merged down over both rows, it would head both columns.
        turned = turned.unmerging(CellAddress(row: places.label, column: own.rows[row - 1].number))
          .replacingText(rowIndex: corner, column: own.rows[row - 1].number, with: "镇")
      }
      turned = turned.setting([:], texts: [corner: [number: places.areTowns ? "镇" : "村"]])
    }
    return turned
  }

  private static func turned(_ grid: Grid, from row: Int, through last: Int) -> Grid {
    let signatures = grid.rows.indices.filter {
      grid.rows[$0].number > last && RowClassifier.isSignature(grid, Array(grid.cells[grid.rows[$0].cells]))
    }
    return grid.turned(from: grid.rows[row].number, through: last, keeping: signatures)
  }

  /// Rows that begin with a header's word each, one of which is 姓名 and goes on with persons' names.
  private static func rowsOfPersons(_ grid: Grid, _ vocabulary: Vocabulary) -> ClosedRange<Int>? {
    func label(_ row: Int) -> Field? {
      let cells = grid.rows[row].cells
      guard cells.count >= 2, let first = cells.first, grid.cells[first].kind == .text else { return nil }
      return vocabulary.meaning(grid.texts[grid.cells[first].text]).flatMap { $0.sureness >= .telling ? $0.field : nil }
    }
    let names = grid.rows.indices.prefix(40).filter { row in
      guard grid.rows[row].cells.count >= 3 else { return false }
      let others = grid.cells[grid.rows[row].cells.dropFirst()]
      // Few rows have nothing but names, so what begins the row is looked up last.
      return others.allSatisfy { $0.kind == .text && PersonName.isLikely(Text.squeezed(grid.texts[$0.text])) }
        && label(row) == .name
    }
    guard names.count == 1, let row = names.first else { return nil }
    var (first, last) = (row, row)
    while first > 0, label(first - 1) != nil { first -= 1 }
    while last + 1 < grid.rows.count, label(last + 1) != nil { last += 1 }
    return last - first >= 2 ? first...last : nil
  }

  /// The tables of a sheet, each on its part of it; those of a sheet that lies on its side, or whose places have several rows, as if it stood
  /// upright with a row of each.
  static func tables(_ grid: Grid, gazetteer: Gazetteer?, vocabulary: Vocabulary, year: Int)
    -> (tables: [PlacedTable], layout: SheetLayout)
  {
    let grid = YearHeadings.named(grid, year: year)
    func placed(_ grids: [Grid]) -> [PlacedTable]? {
      let tables = grids.map { TableFinder(grid: $0, vocabulary: vocabulary, year: year).tables() }
      guard !grids.isEmpty, tables.allSatisfy({ $0.count == 1 && $0[0].kind != nil }) else { return nil }
      return zip(grids, tables).map { PlacedTable(grid: $0, table: $1[0]) }
    }
    if let gazetteer, let turned = TurnedTable(grid, gazetteer: gazetteer, vocabulary: vocabulary, year: year) {
      let folded =
        turned.isOfSeveral
        ? turned.grids.compactMap { FoldedRows($0, vocabulary: vocabulary, year: year) } : []
      let isFolded = folded.count == turned.grids.count
      if isFolded || !turned.isOfSeveral, let tables = placed(isFolded ? folded.map(\.grid) : turned.grids) {
        return (tables, SheetLayout(isTurned: true, folding: folded.first?.folding))
      }
    }
    if let folded = FoldedRows(grid, vocabulary: vocabulary, year: year), let tables = placed([folded.grid]) {
      return (tables, SheetLayout(folding: folded.folding))
    }
    return (Panels(grid: grid, vocabulary: vocabulary, year: year).tables(), SheetLayout())
  }

  /// The last row with a label, where most of them say what a column's header would.
  private static func lastLabel(
    _ grid: Grid, from row: Int, to end: Int, column: Int, _ vocabulary: Vocabulary, year: Int
  ) -> Int? {
    var (known, seen) = (0, 0)
    var last: Int?
    for below in row + 1..<end {
      guard let cell = grid.cell(rowIndex: below, column: column) else { continue }
      let text = grid.display(cell)
      if Text.squeezed(text).isEmpty { continue }
      // A signature or a note stands alone in its row.
      guard grid.rows[below].cells.count > 1 else { continue }
      let figures = grid.cells[grid.rows[below].cells].count { cell in
        cell.kind == .number || cell.kind == .text && NumberText(grid.texts[cell.text]).isNumber
      }
      guard figures > 0 else { continue }
      seen += 1
      let names =
        Vocabulary.month(text, year: year) != nil || Vocabulary.span(text, year: year) != nil
        || vocabulary.field(text).map { ![.town, .village, .serial, .name].contains($0) } ?? false
      if names { known += 1 }
      last = grid.rows[below].number
    }
    return known >= 2 && known * 3 >= seen * 2 ? last : nil
  }

  /// A row of two places or more, or of one and its sum, with nothing but a corner and sums before them and sums or remarks behind.
  private struct Places {
    var label = 0
    var areTowns = false
    /// Whether each place heads several columns, whose own words stand below.
    var isOfSeveral = false
    private var columns = 0...0

    init?(_ grid: Grid, row: Int, _ gazetteer: Gazetteer, _ vocabulary: Vocabulary) {
      var (villages, towns, others) = (0, 0, 0)
      var columns: [Int] = []
      var sums: [Int] = []
      for index in grid.rows[row].cells {
        let cell = grid.cells[index]
        guard cell.kind == .text, others <= 3 else { return nil }
        let text = Text.squeezed(grid.texts[cell.text])
        // A figure, which a CSV has as a text.
        if text.utf8.first.map({ (0x30...0x39).contains($0) }) == true, NumberText(text).isNumber { return nil }
        if text.isEmpty { continue }
        // What heads a column need not be looked for among the places, nor a mark: （1）, √.
        if text.unicodeScalars.contains(where: \.properties.isIdeographic), vocabulary.meaning(text)?.sureness != .name
        {
          if gazetteer.town(text) != nil {
            towns += 1
            columns.append(Int(cell.column))
            continue
          }
          if case .unknown = gazetteer.village(text, town: nil) {
          } else {
            villages += 1
            columns.append(Int(cell.column))
            continue
          }
        }
        // Each town's villages may have a sum of their own.
        if Text.headerWords(text).hasSuffix("计") {
          sums.append(Int(cell.column))
          continue
        }
        if villages + towns == 0 { label = Int(cell.column) }
        others += 1
      }
      // What ends in 计 above the labels is the corner: 补贴统计.
      if label == 0, let corner = sums.first, corner < columns.first ?? 0,
        !Self.isFilled(grid, below: row, leftOf: corner)
      {
        label = sums.removeFirst()
      }
      guard villages + towns >= 2 || villages + towns == 1 && sums.count == 1, others <= 3,
        sums.count <= max(3, villages + towns),
        max(villages, towns) * 3 >= (villages + towns) * 2
      else { return nil }
      guard let left = columns.first, let right = columns.last,
        let each = Self.columnsOfEach(grid, below: row, columns, sums)
      else { return nil }
      // Where the corner is blank the labels stand left of the first place or sum.
      let first = min(left, sums.first ?? left)
      if label == 0 { label = first - 1 }
      guard label >= 1, label < first else { return nil }
      areTowns = towns > villages
      isOfSeveral = each > 1
      self.columns = left...right + each - 1
    }

    /// Whether something stands left of a column in the next rows.
    private static func isFilled(_ grid: Grid, below row: Int, leftOf column: Int) -> Bool {
      grid.rows.indices.dropFirst(row + 1).prefix(4).contains { below in
        grid.cells[grid.rows[below].cells].contains {
          $0.column < column && !Text.squeezed(grid.display($0)).isEmpty
        }
      }
    }

    /// How many columns each place heads: one, or as many as have words of their own in the row below; nil where the places do not stand side by
    /// side.
    private static func columnsOfEach(_ grid: Grid, below row: Int, _ columns: [Int], _ sums: [Int]) -> Int? {
      guard let left = columns.first, let right = columns.last else { return nil }
      // One place reaches as far as its sum stands from it.
      let each = columns.count > 1 ? columns[1] - left : abs((sums.first ?? left) - left)
      let filled = Set(columns + sums)
      if columns.count > 1, (left...right).allSatisfy(filled.contains) { return 1 }
      if each == 1, right == left { return 1 }
      guard (2...4).contains(each), right - left == (columns.count - 1) * each, row + 1 < grid.rows.count,
        grid.rows[row + 1].number == grid.rows[row].number + 1
      else { return nil }
      func word(_ column: Int) -> String? {
        grid.cell(rowIndex: row + 1, column: column).flatMap {
          $0.kind == .text ? Text.headerWords(grid.texts[$0.text]) : nil
        }
      }
      let words = (0..<each).map { word(left + $0) }
      return (columns + sums).allSatisfy { column in (0..<each).allSatisfy { word(column + $0) == words[$0] } }
        && words.allSatisfy { !($0 ?? "").isEmpty } ? each : nil
    }

    /// Whether towns stand in the row above these villages, each over its own.
    func hasTowns(_ grid: Grid, above row: Int, _ gazetteer: Gazetteer) -> Bool {
      guard grid.rows[row - 1].number == grid.rows[row].number - 1 else { return false }
      let above = grid.cells[grid.rows[row - 1].cells].filter {
        columns.contains(Int($0.column)) && !($0.kind == .text && Text.squeezed(grid.texts[$0.text]).isEmpty)
      }
      return above.first.map { Int($0.column) } == columns.lowerBound
        && above.allSatisfy { $0.kind == .text && gazetteer.town(grid.texts[$0.text]) != nil }
    }
  }
}

extension NumberText {
  /// Whether the text is a number.
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
