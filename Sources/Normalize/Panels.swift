import Domain
import Spreadsheet

/// A table and the part of its sheet that it stands on.
struct PlacedTable {
  var grid: Grid
  var table: Table
  /// Whether its rows go on from those of the table before it: one list in two columns of a page.
  var goesOn = false
}

/// Tables side by side: on a sheet that blank columns divide, a list that goes on to the right, and a village's members in one row.
struct Panels {
  let grid: Grid
  let vocabulary: Vocabulary
  let year: Int

  /// Every table of the sheet, the left one of two first.
  func tables() -> [PlacedTable] {
    let whole = TableFinder(grid: grid, vocabulary: vocabulary, year: year).tables()
    guard let first = whole.first else { return [] }
    if let divided = divided(from: first.header.lowerBound) { return divided }
    if let changes = changes(first) { return changes }
    let hasTitles = { stretches in
      firstOfBlocks(above: first.header.lowerBound, stretches) < grid.rows[first.header.lowerBound].number
    }
    if let repeated = Repetition(first, vocabulary: vocabulary, hasTitles: hasTitles) {
      return repeated.isShared ? inOneRow(repeated, first) : goingOn(repeated, first)
    }
    return whole.map { PlacedTable(grid: grid, table: $0) }
  }

  // MARK: Blank columns

  /// The tables of the stretches between blank columns, where two or more hold one each.
  private func divided(from row: Int) -> [PlacedTable]? {
    var used: Set<Int> = []
    for row in grid.rows[row...] { for index in row.cells { used.insert(Int(grid.cells[index].column)) } }
    guard let first = used.min(), let last = used.max(), used.count < last - first + 1 else { return nil }
    let isBlank = { (column: Int) in !used.contains(column) || !holdsText(column, from: row) }
    var stretches: [ClosedRange<Int>] = []
    for column in first...last where !isBlank(column) {
      if let open = stretches.last, open.upperBound == column - 1 {
        stretches[stretches.count - 1] = open.lowerBound...column
      } else {
        stretches.append(column...column)
      }
    }
    guard stretches.count > 1, stretches.count <= 8 else { return nil }
    var before: [String]?
    var found: [PlacedTable] = []
    let towns = rowsOfTowns(below: row)
    for stretch in stretches {
      let part = grid.part(below: firstOfBlocks(above: row, stretches), andRows: towns) { stretch.contains($0) }
      let tables = TableFinder(grid: part, vocabulary: vocabulary, year: year).tables()
      guard let own = tables.first, own.kind != nil || own.isPivot || own.statesFigures else { continue }
      let words = own.paths.sorted { $0.key < $1.key }.map { Text.squeezed($0.value) }
      found += tables.enumerated().map {
        PlacedTable(grid: part, table: $0.element, goesOn: $0.offset == 0 && words == before && tables.count == 1)
      }
      before = words
    }
    return Set(found.map { $0.table.paths.keys.min() ?? 0 }).count > 1 ? found : nil
  }

  /// The first of the rows right above the headers that give each block a title of its own; else the headers' row.
  private func firstOfBlocks(above header: Int, _ stretches: [ClosedRange<Int>]) -> Int {
    var first = header
    while first > 0, grid.rows[first - 1].number == grid.rows[first].number - 1 {
      let titles = stretches.map { stretch in
        grid.cell(rowIndex: first - 1, column: stretch.lowerBound).flatMap {
          $0.kind == .text ? grid.texts[$0.text] : nil
        }
      }
      guard titles.allSatisfy({ $0.map { !Text.squeezed($0).isEmpty } ?? false }) else { break }
      // 填报单位 and 单位：元 at both ends of a row speak of the whole sheet, unless each block has the like.
      let units = titles.count { $0?.contains("单位") == true }
      guard units == 0 || units == titles.count && Set(titles.map { $0?.prefix(3) }).count == 1 else { break }
      first -= 1
    }
    return grid.rows[first].number
  }

  /// The numbers of rows that hold nothing but a town's name: 大江镇 above its villages' blocks is the town of those on the right as well. A
  /// village alone in its row heads what stands below it.
  private func rowsOfTowns(below header: Int) -> Set<Int> {
    var found: Set<Int> = []
    for row in grid.rows[header...] where row.cells.count <= 12 {
      let filled = row.cells.filter { index in
        let cell = grid.cells[index]
        return cell.kind != .text || grid.texts.withBytes(of: cell.text) { $0.contains { $0 > 0x20 } }
      }
      guard filled.count == 1, grid.cells[filled[0]].kind == .text,
        case let id = grid.cells[filled[0]].text, grid.texts.withBytes(of: id, { (6...36).contains($0.count) }),
        PlaceForm.isTown(Text.headerWords(grid.texts[id]))
      else { continue }
      found.insert(row.number)
    }
    return found
  }

  /// Programs leave styled cells and blanks in the columns between.
  private func holdsText(_ column: Int, from row: Int) -> Bool {
    grid.rows.indices[row...].contains { row in
      guard let cell = grid.cell(rowIndex: row, column: column) else { return false }
      return cell.kind != .text || grid.texts.withBytes(of: cell.text) { $0.contains { $0 > 0x20 } }
    }
  }

  // MARK: One header again and again

  private func goingOn(_ repetition: Repetition, _ first: Table) -> [PlacedTable] {
    let stretches = repetition.groups.compactMap { columns in columns.first.flatMap { f in columns.last.map { f...$0 } }
    }
    // 山底村 │ 水口村 above 姓名 │ 金额 │ 姓名 │ 金额: each block has a title of its own.
    let titles = firstOfBlocks(above: first.header.lowerBound, stretches)
    return telling(
      repetition,
      repetition.groups.enumerated().flatMap { number, columns in
        tables(of: columns, first, below: titles).map {
          PlacedTable(grid: $0.grid, table: $0.table, goesOn: number > 0)
        }
      })
  }

  /// A village's members in one row: a list of each seat, and the row's other figures as a table of their own.
  private func inOneRow(_ repetition: Repetition, _ first: Table) -> [PlacedTable] {
    var found: [PlacedTable] = []
    // 兼任人员 behind all seats names whom of them it is of.
    let marks = repetition.rest.filter { first.fields[$0] == .concurrent && holdsNames($0, below: first) }
    for (columns, role) in zip(repetition.groups, repetition.roles) {
      for var placed in tables(of: repetition.keys + columns + marks, first) {
        if placed.table.column(.name) == nil, let column = columns.first {
          guard holdsNames(column, below: placed.table) else { continue }
          placed.table.fields[column] = .name
          placed.table.unknown.removeAll { $0 == column }
        }
        placed.table.seat = role
        placed.table.isOneOfGroups = repetition.groups.count > 1
        found.append(placed)
      }
    }
    guard !found.isEmpty else { return [PlacedTable(grid: grid, table: first)] }
    found = telling(repetition, found)
    return found + tables(of: repetition.keys + repetition.rest, first).filter { $0.table.kind != nil }
  }

  /// The tables, the first of which says which columns are about others than the members.
  private func telling(_ repetition: Repetition, _ tables: [PlacedTable]) -> [PlacedTable] {
    var tables = tables
    if !tables.isEmpty { tables[0].table.ofOthers = repetition.ofOthers }
    return tables
  }

  func tables(of columns: [Int], _ first: Table, below titles: Int? = nil) -> [PlacedTable] {
    let kept = Set(columns)
    let header = grid.rows[first.header.lowerBound].number
    let part = grid.part(
      below: titles ?? header,
      andRows: titles.map { $0 < header } == true ? rowsOfTowns(below: first.header.upperBound) : []
    ) { kept.contains($0) }
    let finder = TableFinder(grid: part, vocabulary: vocabulary, year: year)
    return finder.tables(under: first.header).map { PlacedTable(grid: part, table: $0) }
  }

  private func holdsNames(_ column: Int, below table: Table) -> Bool {
    let texts = table.body.prefix(60).compactMap { row -> String? in
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { return nil }
      let text = Text.squeezed(grid.texts[cell.text])
      return text.isEmpty || text.hasSuffix("计") || NumberText(text) == .nothing ? nil : text
    }
    return !texts.isEmpty && texts.count { PersonName.isLikely($0) } * 3 >= texts.count * 2
  }
}

/// Columns of a header that say the same again and again, and the columns before and behind them.
private struct Repetition {
  var keys: [Int] = []
  var groups: [[Int]] = []
  var rest: [Int] = []
  /// The seat that each group's header names, such as 主任.
  var roles: [String] = []
  /// Groups that are about the last term's members, or about who fetches the money: no seats.
  var ofOthers: [(columns: ClosedRange<Int>, words: String)] = []
  /// Whether the groups share the columns before them.
  var isShared: Bool { !keys.isEmpty }

  init?(_ table: Table, vocabulary: Vocabulary, hasTitles: ([ClosedRange<Int>]) -> Bool) {
    let written = table.paths.keys.sorted()
    let marks = Self.marksOfOneSeat(written.map { SeatHeader(table.paths[$0] ?? "") }, vocabulary)
    let columns = written.indices.filter { !marks.contains($0) }.map { written[$0] }
    let headers = columns.map { SeatHeader(table.paths[$0] ?? "") }
    for start in 0..<min(columns.count, 7) {
      // What comes before a village's members is where the village stands.
      let isOfSeats = !headers[start].seat.isEmpty
      guard start == 0 || headers[..<start].allSatisfy({ Self.isKey($0, vocabulary, isOfSeats: isOfSeats) }) else {
        continue
      }
      for width in 1...max(1, (columns.count - start) / 2) where start + 2 * width <= columns.count {
        let pattern = headers[start..<start + width].map(\.words)
        let isOfPlaces = start == 0 && width >= 2 && Self.namesPlace(pattern, vocabulary)
        guard isOfPlaces || Self.namesMember(headers[start..<start + width], vocabulary) && (start > 0 || width >= 2)
        else { continue }
        // 姓名 │ 金额 │ 姓名 │ 金额 are two lists where each has a village's name above it.
        if start == 0, width == 2, !isOfPlaces {
          let pairs = stride(from: 0, to: columns.count - 1, by: 2).map { columns[$0]...columns[$0 + 1] }
          guard columns.count % 2 == 0, hasTitles(pairs) else { continue }
        }
        var end = start + width
        while end < columns.count, headers[end].words == pattern[(end - start) % width] { end += 1 }
        // Left of a page's fold a column of remarks may stand that is missing on its right.
        let full = start == 0 && end == columns.count ? end : end - (end - start) % width
        guard full - start >= 2 * width || start == 0 && end == columns.count && full - start >= width + 3 else {
          continue
        }
        keys = Array(columns[..<start])
        groups = stride(from: start, to: full, by: width).map { Array(columns[$0..<min($0 + width, full)]) }
        roles = stride(from: start, to: full, by: width).map { headers[$0].seat }
        rest = Array(columns[full...])
        for mark in marks {
          guard let own = groups.firstIndex(where: { $0.contains(written[mark - 1]) }) else { return nil }
          groups[own] = (groups[own] + [written[mark]]).sorted()
        }
        setOthersAside(table)
        return
      }
    }
    return nil
  }

  /// 主任是否兼任 right behind 主任, where names of 委员 follow without the like: what is said of one seat breaks no repetition of seats.
  private static func marksOfOneSeat(_ headers: [SeatHeader], _ vocabulary: Vocabulary) -> [Int] {
    headers.indices.dropFirst().filter { index in
      let (before, own) = (headers[index - 1], headers[index])
      return before.isAlone && own.seat == before.seat && vocabulary.field(own.words) == .concurrent
        && own.words.hasPrefix("是否")
    }
  }

  private mutating func setOthersAside(_ table: Table) {
    let words = groups.map { group in group.lazy.compactMap { table.paths[$0] }.first { Self.isOfOthers($0) } }
    // Where every group is called so, the words tell nothing apart.
    guard words.contains(where: { $0 == nil }) else { return }
    for (group, found) in zip(groups, words) {
      guard let found, let first = group.first, let last = group.last else { continue }
      ofOthers.append((first...last, Text.squeezed(found)))
    }
    let kept = words.indices.filter { words[$0] == nil }
    (groups, roles) = (kept.map { groups[$0] }, kept.map { roles[$0] })
  }

  private static func isOfOthers(_ path: String) -> Bool {
    ["上届", "上一届", "前任", "原任", "原成员", "离任", "代领", "代收", "代办", "委托"].contains { path.contains($0) }
  }

  /// Before seats 单位名称, or a word that nobody knows, may head the villages: what stands below it will tell.
  private static func isKey(_ header: SeatHeader, _ vocabulary: Vocabulary, isOfSeats: Bool) -> Bool {
    guard header.seat.isEmpty else { return false }
    guard let field = vocabulary.field(header.words), field != .other else { return isOfSeats }
    return [.serial, .town, .village, .code, .county].contains(field)
  }

  /// 村名 │ 人数 │ 金额 and again 村名 │ 人数 │ 金额: places with figures of their own.
  private static func namesPlace(_ pattern: [String], _ vocabulary: Vocabulary) -> Bool {
    let fields = Set(pattern.compactMap { vocabulary.field($0) })
    return !fields.isDisjoint(with: [.village, .town]) && !fields.isDisjoint(with: [.eligible, .amount, .due, .quota])
  }

  private static func namesMember(_ headers: ArraySlice<SeatHeader>, _ vocabulary: Vocabulary) -> Bool {
    let pattern = headers.map(\.words)
    if pattern == [""] || pattern.contains(where: { vocabulary.field($0) == .name }) { return true }
    // 主任 │ 身份证号 │ 委员 │ 身份证号: a seat, and what is said of who holds it.
    let ofPersons: Set<Field> = [.idNumber, .account, .phone, .sex]
    return headers.first?.isAlone == true
      && pattern.dropFirst().contains { vocabulary.field($0).map(ofPersons.contains) ?? false }
  }
}
