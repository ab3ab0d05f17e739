import Domain
import Spreadsheet

/// A table on a sheet: where its header stands and what its columns mean.
struct Table: Sendable {
  /// Positions in `grid.rows` of the header.
  var header: ClosedRange<Int>
  /// Positions in `grid.rows` of what follows the header, up to the next table.
  var body: Range<Int>
  /// The header path of each column, for instance 补贴发放情况›金额(元).
  var paths: [Int: String] = [:]
  /// Fields by column.
  var fields: [Int: Field] = [:]
  /// Columns by month.
  var months: [(month: YearMonth, heads: Int?, amount: Int?)] = []
  /// Columns that sum up some of the months: quarters and half-years.
  var spans: [(months: ClosedRange<YearMonth>, heads: Int?, amount: Int?)] = []
  /// Columns whose header no field is known for.
  var unknown: [Int] = []
  /// Columns that were placed by what stands in them.
  var byContent: [(column: Int, field: Field)] = []
  /// Columns that name a field which another column has already.
  var repeated: [(column: Int, field: Field)] = []
  /// The texts above the header, joined.
  var title = ""
  /// The unit of each money column, where the document states one.
  var units: [Int: MoneyUnit] = [:]
  /// Units that contradict each other.
  var unitConflict: [String] = []

  /// The column of a field.
  func column(_ field: Field) -> Int? { fields.filter { $0.value == field }.keys.min() }

  /// What the document is, by its columns; nil if they make no document.
  var kind: DocumentKind? {
    let has = Set(fields.values)
    if has.contains(.name) || has.contains(.idNumber) {
      guard has.contains(.name),
        has.contains(.idNumber) || has.contains(.village) || has.contains(.role) || has.contains(.amount)
      else { return nil }
      return has.isDisjoint(with: [.amount, .months, .due, .rate]) ? .roster : .paymentList
    }
    guard has.contains(.village) || has.contains(.town) || has.contains(.code) else { return nil }
    if months.count >= 1 { return .monthly }
    return has.isDisjoint(with: [.amount, .eligible, .quota, .villageCount, .concurrent, .due]) ? nil : .summary
  }
}

/// Finds the tables of a sheet by looking at what its rows say, wherever they stand.
struct TableFinder {
  let grid: Grid
  let vocabulary: Vocabulary
  let year: Int

  /// The tables in reading order.
  func tables() -> [Table] {
    var starts: [ClosedRange<Int>] = []
    var row = 0
    var pattern: [String] = []
    var known: [TextID: Bool] = [:]
    while row < grid.rows.count {
      // Once a header is known, later headers begin with the same words or after a long way; looking at each row in full is too dear.
      if !starts.isEmpty && !startsLikeHeader(row, known: &known) {
        row += 1
        continue
      }
      guard isHeader(row) else {
        row += 1
        if starts.isEmpty && row > 200 { break }
        continue
      }
      let header = extent(from: row)
      let words = headerTexts(row)
      if starts.isEmpty || words != pattern || hasOtherTitle(header, after: starts[starts.count - 1]) {
        starts.append(header)
        pattern = words
      }
      row = header.upperBound + 1
    }
    return starts.enumerated().map { index, header in
      let end = index + 1 < starts.count ? starts[index + 1].lowerBound : grid.rows.count
      let above = index == 0 ? 0 : starts[index - 1].upperBound + 1
      return table(header, end: end, above: above, first: starts[0].lowerBound)
    }
  }

  /// A row's texts, squeezed.
  func headerTexts(_ row: Int) -> [String] {
    grid.rows[row].cells.map { grid.cells[$0].kind == .text ? Text.squeezed(grid.texts[grid.cells[$0].text]) : "" }
  }

  private func startsLikeHeader(_ row: Int, known: inout [TextID: Bool]) -> Bool {
    let cells = grid.rows[row].cells
    guard cells.count >= 3, let first = cells.first, grid.cells[first].kind == .text else { return false }
    // A CSV's serial number is a text too.
    if grid.texts.withBytes(of: grid.cells[first].text, { $0.first.map { (48...57).contains($0) } ?? false }) {
      return false
    }
    // Data rows begin with a number, a town or a blank; headers with 序号, 镇, 村 and the like.
    for cell in grid.cells[cells].prefix(3) {
      guard cell.kind == .text else { return false }
      let names = known[cell.text] ?? isHeaderWord(grid.texts[cell.text])
      known[cell.text] = names
      if !names { return false }
    }
    return true
  }

  private func isHeaderWord(_ text: String) -> Bool {
    vocabulary.field(text) != nil || Vocabulary.month(text, year: year) != nil
  }

  private func isHeader(_ row: Int) -> Bool {
    var fields: Set<Field> = []
    var matched = 0
    var texts = 0
    var months = 0
    for index in grid.rows[row].cells {
      let cell = grid.cells[index]
      guard cell.kind == .text else {
        // A number or date among headers: a data row, unless it is a year or month number standing alone.
        if cell.kind != .number { return false }
        texts += 1
        continue
      }
      let text = grid.texts[cell.text]
      if Text.trimmed(text).isEmpty { continue }
      texts += 1
      if text.utf8.count > 120 { continue }
      if Vocabulary.month(text, year: year) != nil {
        months += 1
        matched += 1
      } else if let field = vocabulary.field(text) {
        fields.insert(field)
        matched += 1
      } else if case .number = NumberText(text) {
        return false
      }
    }
    let isPlaced = !fields.isDisjoint(with: [.village, .town, .name, .code])
    // 单位名称 may head villages or towns: what stands below it will tell.
    guard isPlaced || months >= 6 || fields.count >= 4, matched * 2 >= texts else { return false }
    return fields.count >= 3 || (fields.count >= 2 && texts <= 4) || months >= 2
  }

  private func extent(from row: Int) -> ClosedRange<Int> {
    var last = row
    let number = grid.rows[row].number
    let merged = grid.merges.filter { $0.first.row <= number && $0.last.row > number && $0.first.row >= number - 2 }
    let bottom = merged.map(\.last.row).max().map { min($0, number + 3) } ?? number
    while last + 1 < grid.rows.count {
      let next = last + 1
      if grid.rows[next].number <= bottom || isContinuation(next, after: row) { last = next } else { break }
    }
    return row...last
  }

  /// A second header row without merges (as in CSV): nothing but header words, under blanks or groups of the first.
  private func isContinuation(_ row: Int, after first: Int) -> Bool {
    guard row - first <= 3, grid.rows[row].number == grid.rows[row - 1].number + 1 else { return false }
    let cells = grid.cells[grid.rows[row].cells].filter {
      !($0.kind == .text && Text.trimmed(grid.texts[$0.text]).isEmpty)
    }
    // A word alone is a town above its villages, not a second level.
    guard cells.count > 1 else { return false }
    var known = 0
    for cell in cells {
      guard cell.kind == .text else { return isNumberRow(row) }
      let text = grid.texts[cell.text]
      if isColumnNumber(text) { continue }
      if case .number = NumberText(text) { return isNumberRow(row) }
      let exact = vocabulary.field(text) != nil || Vocabulary.month(text, year: year) != nil
      known += exact || ["起", "止", "人数", "金额"].contains(Text.headerWords(text)) ? 1 : 0
    }
    if isNumberRow(row) { return true }
    guard known * 2 > cells.count else { return false }
    // A page's repeated header is not a second level: it would stand under its own words.
    return cells.contains { cell in
      let above = grid.cell(rowIndex: row - 1, column: Int(cell.column))
      return above == nil || above?.text != cell.text
    } && grid.cells[grid.rows[first].cells].count > 0 && cells.count < grid.rows[first].cells.count + 14
  }

  private func isNumberRow(_ row: Int) -> Bool {
    let cells = grid.cells[grid.rows[row].cells]
    guard cells.count >= 3 else { return false }
    var expected = 0
    for cell in cells {
      if cell.kind == .number {
        expected += cell.number == Double(expected + 1) ? 1 : 100
      } else if cell.kind == .text, Text.squeezed(grid.texts[cell.text]) == "\(expected + 1)" {
        // A CSV's column numbers are texts.
        expected += 1
      } else if cell.kind == .text, isColumnNumber(grid.texts[cell.text]) {
        expected += 1
      } else if cell.kind == .text, ["甲", "乙", "丙", "栏次"].contains(Text.squeezed(grid.texts[cell.text])) {
        continue
      } else {
        return false
      }
    }
    return expected <= cells.count
  }

  private func isColumnNumber(_ text: String) -> Bool {
    let squeezed = Text.squeezed(text)
    guard !squeezed.isEmpty, squeezed.count <= 16 else { return false }
    return squeezed.allSatisfy { "0123456789()=+-*/×①②③④⑤⑥⑦⑧⑨⑩".contains($0) }
      && (squeezed.contains("(") || squeezed.contains("=") || "①②③④⑤⑥⑦⑧⑨⑩".contains(squeezed.first ?? " "))
  }

  private func table(_ header: ClosedRange<Int>, end: Int, above: Int, first: Int) -> Table {
    var table = Table(header: header, body: header.upperBound + 1..<max(end, header.upperBound + 1))
    table.title = titles(from: above, to: header.lowerBound, isFirst: header.lowerBound == first)
    let paths = HeaderPaths(grid: grid, header: header).paths
    var months: [YearMonth: (heads: Int?, amount: Int?)] = [:]
    var spans: [ClosedRange<YearMonth>: (heads: Int?, amount: Int?)] = [:]
    var sureness: [Int: Vocabulary.Sureness] = [:]
    let isOfOneMonth = paths.values.contains { $0.contains { says($0, ["本月", "当月"]) } }
    for (column, path) in paths.sorted(by: { $0.key < $1.key }) {
      table.paths[column] = path.joined(separator: "›")
      let isHeads = path.joined().contains("人数") || path.joined().hasSuffix("人")
      if let month = path.lazy.compactMap({ Vocabulary.month($0, year: year) }).first {
        var entry = months[month] ?? (nil, nil)
        if isHeads { entry.heads = column } else { entry.amount = column }
        months[month] = entry
        continue
      }
      if let span = path.lazy.compactMap({ Vocabulary.span($0, year: year) }).first, !isWholeYear(span) {
        var entry = spans[span] ?? (nil, nil)
        if isHeads { entry.heads = column } else { entry.amount = column }
        spans[span] = entry
        continue
      }
      // Beside 本月数 a 累计数 says what earlier months came to; it is no figure of this one.
      if isOfOneMonth, path.contains(where: { says($0, ["累计", "本年"]) }) {
        table.fields[column] = .other
        continue
      }
      guard let (field, sure) = meaning(path) else {
        table.unknown.append(column)
        continue
      }
      sureness[column] = sure
      guard field != .other, field != .note, let taken = table.column(field), let theirs = sureness[taken] else {
        table.fields[column] = field
        continue
      }
      // 户籍人数 may be heads; 核发人数 is their name and comes first wherever it stands.
      if sure > theirs {
        table.fields[taken] = nil
        table.unknown.append(taken)
        table.fields[column] = field
      } else if sure < theirs {
        table.unknown.append(column)
      } else {
        table.repeated.append((column, field))
      }
    }
    table.spans = spans.sorted { $0.key.lowerBound < $1.key.lowerBound }.map {
      ($0.key, $0.value.heads, $0.value.amount)
    }
    table.months = months.sorted { $0.key < $1.key }.map { ($0.key, $0.value.heads, $0.value.amount) }
    // A sheet may state its unit once, above its first table.
    findUnits(&table, paths: paths, sheet: titles(from: 0, to: first, isFirst: true))
    return table
  }

  /// Whether what stands above a header is of another year, month or document than what stands above an earlier one like it.
  private func hasOtherTitle(_ header: ClosedRange<Int>, after last: ClosedRange<Int>) -> Bool {
    let title = titles(from: last.upperBound + 1, to: header.lowerBound, isFirst: false)
    guard !title.isEmpty else { return false }
    let before = titles(from: 0, to: last.lowerBound, isFirst: false)
    return TitleSubject(title, year: year).differs(from: TitleSubject(before, year: year))
  }

  /// The texts above a header; those of a later table begin below the rows of the one before it.
  private func titles(from above: Int, to header: Int, isFirst: Bool) -> String {
    var titles: [[String]] = []
    for row in (max(above, header - 12)..<header).reversed() {
      let cells = grid.cells[grid.rows[row].cells].filter {
        $0.kind != .text || !Text.trimmed(grid.texts[$0.text]).isEmpty
      }
      if !isFirst, cells.count > 2 || RowClassifier.isSignature(grid, cells) { break }
      titles.append(cells.filter { $0.kind == .text }.map { grid.texts[$0.text] })
    }
    return titles.reversed().flatMap(\.self).joined(separator: "　")
  }

  private func says(_ header: String, _ words: [String]) -> Bool {
    let header = Text.squeezed(header)
    return words.contains { header.contains($0) }
  }

  private func isWholeYear(_ span: ClosedRange<YearMonth>) -> Bool {
    span.upperBound.index - span.lowerBound.index == 11
  }

  private func meaning(_ path: [String]) -> (field: Field, sureness: Vocabulary.Sureness)? {
    if path.count > 1, path.joined().count <= 12, let found = vocabulary.meaning(path.joined()), found.sureness == .name
    {
      return found
    }
    if let last = path.last {
      switch Text.headerWords(last) {
      case "起": return (.start, .name)
      case "止": return (.end, .name)
      default: break
      }
      if let found = vocabulary.meaning(last) { return found }
    }
    return path.dropLast().reversed().lazy.compactMap { vocabulary.meaning($0) }.first
  }

  /// The unit that a title or a line below it states.
  private static func unit(in text: String) -> MoneyUnit? {
    let title = Text.squeezed(text)
    var stated: MoneyUnit?
    // 填报单位:台山市民政局 names an office, 单位:元 a unit.
    for mark in title.ranges(of: "单位:") {
      let rest = title[mark.upperBound...]
      if rest.hasPrefix("万元") || rest.hasPrefix("人民币万元") {
        stated = .wan
      } else if rest.hasPrefix("元") || rest.hasPrefix("人民币元") {
        stated = .yuan
      }
    }
    return stated ?? (title.contains("(万元)") ? .wan : nil)
  }

  private func findUnits(_ table: inout Table, paths: [Int: [String]], sheet: String) {
    let stated = Self.unit(in: table.title) ?? Self.unit(in: sheet)
    let money: Set<Field> = [.amount, .due, .deduction, .backPay, .rate]
    let monthly = Set(table.months.compactMap(\.amount) + table.spans.compactMap(\.amount))
    for (column, path) in paths where monthly.contains(column) || table.fields[column].map(money.contains) == true {
      var own: MoneyUnit?
      for bracket in path.flatMap({ Text.bracketed($0) }) {
        if bracket.hasPrefix("万元") { own = .wan } else if bracket.hasPrefix("元") { own = .yuan }
      }
      if let own, let stated, own != stated, table.fields[column] != .rate {
        table.unitConflict.append("\(stated.rawValue)/\(own.rawValue)")
      }
      // A rate is in yuan unless its own header says otherwise: nobody writes 0.024.
      table.units[column] = own ?? (table.fields[column] == .rate ? .yuan : stated)
    }
  }
}

/// Merged and multi-row headers flattened to one path of texts per column.
private struct HeaderPaths {
  let grid: Grid
  let header: ClosedRange<Int>

  var paths: [Int: [String]] {
    var columns: Set<Int> = []
    for row in header { for index in grid.rows[row].cells { columns.insert(Int(grid.cells[index].column)) } }
    let numbers = grid.rows[header.lowerBound].number...grid.rows[header.upperBound].number
    let merges = grid.merges.filter { $0.first.row >= numbers.lowerBound && $0.first.row <= numbers.upperBound }
    for merge in merges where merge.last.column - merge.first.column < 400 {
      columns.formUnion(merge.first.column...merge.last.column)
    }
    var paths: [Int: [String]] = [:]
    for column in columns.sorted() {
      var path: [String] = []
      for row in header {
        guard let text = text(row, column, merges: merges), path.last != text, !isNumbering(text) else { continue }
        path.append(text)
      }
      if !path.isEmpty { paths[column] = path }
    }
    return paths
  }

  private func text(_ row: Int, _ column: Int, merges: [CellRange]) -> String? {
    let address = CellAddress(row: grid.rows[row].number, column: column)
    if let merge = merges.first(where: { $0.contains(address) }) { return ownText(merge.first) }
    if let text = ownText(address) { return text }
    // Without merges a group's name stands over its first column only; it reaches right over columns that have a lower header.
    guard row < header.upperBound, grid.merges.isEmpty, hasText(below: row, column) else { return nil }
    var left = column - 1
    while left > 0 {
      if let text = ownText(CellAddress(row: address.row, column: left)) {
        return hasText(below: row, left) ? text : nil
      }
      left -= 1
    }
    return nil
  }

  /// Whether words stand below in a column; a row of column numbers is no level of the header.
  private func hasText(below row: Int, _ column: Int) -> Bool {
    (row + 1...header.upperBound).contains {
      ownText(CellAddress(row: grid.rows[$0].number, column: column)).map { !isNumbering($0) } ?? false
    }
  }

  private func ownText(_ address: CellAddress) -> String? {
    guard let cell = grid[address], cell.kind == .text else { return nil }
    let text = grid.texts[cell.text]
    return Text.trimmed(text).isEmpty ? nil : text
  }

  private func isNumbering(_ text: String) -> Bool {
    Text.squeezed(text).allSatisfy { "0123456789()=+-*/×①②③④⑤⑥⑦⑧⑨⑩".contains($0) }
  }
}
