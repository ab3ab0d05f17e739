import Domain
import Spreadsheet

/// Which rows are a table's header.
extension TableFinder {
  /// A row's texts, squeezed.
  func headerTexts(_ row: Int) -> [String] {
    grid.rows[row].cells.map { grid.cells[$0].kind == .text ? Text.squeezed(grid.texts[grid.cells[$0].text]) : "" }
  }

  func startsLikeHeader(_ row: Int, known: inout [TextID: Bool]) -> Bool {
    let cells = grid.rows[row].cells
    guard cells.count >= 3, let first = cells.first, grid.cells[first].kind == .text else { return false }
    // A CSV's serial number is a text too.
    if grid.texts.withBytes(of: grid.cells[first].text, { $0.first.map { (48...57).contains($0) } ?? false }) {
      return false
    }
    // Data rows begin with a number, a town or a blank; headers with 序号, 镇, 村 and the like. One of them may be a group's, such as
    // 补贴发放情况, whose own words stand below; the first may be 街道办, which a place may be called too.
    var others = 0
    for cell in grid.cells[cells].prefix(3) {
      guard cell.kind == .text else { return false }
      let names = known[cell.text] ?? isHeaderWord(grid.texts[cell.text])
      known[cell.text] = names
      if names { continue }
      others += 1
      if others > 1 { return isMostlyHeader(row) }
    }
    return others == 0 || known[grid.cells[first].text] == true || isOfPlaces(grid.cells[first])
  }

  /// Whether two thirds of a row's cells are header words, of which the first are none: 归属镇街 │ 所在村委会 │ 姓名 │ 职务 │ 金额. A record has a
  /// figure or a number, which is seen before any word is looked up.
  private func isMostlyHeader(_ row: Int) -> Bool {
    let cells = grid.cells[grid.rows[row].cells]
    guard cells.count >= 5,
      cells.allSatisfy({ cell in
        cell.kind == .text
          && grid.texts.withBytes(of: cell.text) { bytes in
            bytes.count <= 120 && !(bytes.first.map { (48...57).contains($0) } ?? false)
          }
      })
    else { return false }
    let texts = cells.map { grid.texts[$0.text] }.filter { !Text.trimmed($0).isEmpty }
    return texts.count >= 5 && texts.count(where: isHeaderWord) * 3 >= texts.count * 2
  }

  /// Whether a text is called as towns or villages are, or as their columns.
  private func isOfPlaces(_ cell: Cell) -> Bool {
    vocabulary.meaning(grid.texts[cell.text]).map { [.town, .village].contains($0.field) } ?? false
  }

  func isHeaderWord(_ text: String) -> Bool {
    Vocabulary.month(text, year: year) != nil || vocabulary.meaning(text).map { !isOwnPlace($0) } ?? false
  }

  /// Whether a word is known by what every place of a kind is called: 东镇 and 山底村委会 head no column, they stand below one.
  func isOwnPlace(_ meaning: (field: Field, sureness: Vocabulary.Sureness)) -> Bool {
    meaning.sureness != .name && [.town, .village].contains(meaning.field)
  }

  func isHeader(_ row: Int) -> Bool {
    var fields: Set<Field> = []
    var matched = 0
    var texts = 0
    var months = 0
    var seats = 0
    var years = 0
    var spans = 0
    let others = grid.cells[grid.rows[row].cells].contains {
      $0.kind == .date || $0.kind == .number || $0.kind == .text && MonthHeaders.number(grid, $0) != nil
    }
    let monthly = others ? MonthHeaders.of(grid, row: row) : [:]
    for index in grid.rows[row].cells {
      let cell = grid.cells[index]
      if monthly[Int(cell.column)] != nil {
        months += 1
        matched += 1
        texts += 1
        continue
      }
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
      } else if Text.squeezed(text) == "行标签" {
        return true
      } else if Self.isStatement(text) {
        // 单位：沙坑村委会 states something; a header names what others state.
        continue
      } else if Vocabulary.span(text, year: year) != nil {
        spans += 1
        matched += 1
      } else if Vocabulary.year(text) != nil {
        // Years side by side group the columns below them.
        years += 1
        matched += 1
      } else if let field = vocabulary.field(text) {
        fields.insert(field)
        matched += 1
      } else if SeatHeader(text).isAlone {
        // A village's members in one row: 主任 and 委员 head names.
        seats += 1
        matched += 1
        if seats > 1 { fields.insert(.name) }
      } else if case .number = NumberText(text) {
        return false
      }
    }
    // 月份 │ 人数 │ 金额: a return of one place, a month a row.
    let isOfMonths = texts <= 6 && fields.isSuperset(of: [.month, .eligible, .amount])
    let isPlaced = !fields.isDisjoint(with: [.village, .town, .name, .code])
    // 单位 may head villages or towns: what stands below it will tell.
    let isOfUnits =
      headerTexts(row).prefix(3).contains(where: Self.unitHeaders.contains)
      && fields.contains(.amount) && fields.contains(.eligible)
    if isPlaced, fields.count == 1, texts > 1, headsGroups(row) { return true }
    guard isPlaced || isOfUnits || isOfMonths || months >= 6 || fields.count >= 4, matched * 2 >= texts else {
      return false
    }
    // 姓名 │ 金额 again and again stands above blocks side by side.
    let isRepeated = texts > 4 && matched == texts && Set(headerTexts(row).filter { !$0.isEmpty }).count <= 4
    return fields.count >= 3 || (fields.count >= 2 && (texts - years <= 4 || isRepeated)) || months + spans >= 2
  }

  /// Whether a row of places and groups, 镇 │ 上年数 │ 本年数, has nothing but the figures' own words below it: 人数 │ 金额 │ 人数 │ 金额.
  private func headsGroups(_ row: Int) -> Bool {
    guard row + 1 < grid.rows.count, grid.rows[row + 1].number == grid.rows[row].number + 1 else { return false }
    func texts(_ row: Int) -> [(column: Int32, words: String)] {
      grid.cells[grid.rows[row].cells].filter { $0.kind == .text }.map {
        ($0.column, Text.squeezed(grid.texts[$0.text]))
      }
      .filter { !$0.words.isEmpty }
    }
    let (own, below) = (texts(row), texts(row + 1))
    guard own.count > 1, below.count > 3,
      grid.cells[grid.rows[row + 1].cells].allSatisfy({ $0.kind == .text }),
      let first = own.first(where: { text in vocabulary.field(text.words) == nil })?.column
    else { return false }
    let figures: Set<Field> = [.eligible, .amount, .due, .quota, .concurrent, .listed, .villageCount, .months, .rate]
    return below.allSatisfy { text in
      text.column >= first && vocabulary.meaning(text.words).map { figures.contains($0.field) } ?? false
    } && own.contains { group in group.column >= first && below.contains { $0.column == group.column } }
  }

  /// Words over villages or towns that may as well stand over something else.
  static let unitHeaders: Set<String> = [
    "单位", "单位名称", "名称", "地区", "区域", "行政区划", "任职单位", "所在单位", "上报单位", "填报单位", "报送单位", "申报单位",
  ]

  /// Whether something follows the colon of a text, other than in a pivot's header.
  static func isStatement(_ text: String) -> Bool {
    let words = Text.squeezed(text)
    guard let colon = words.firstIndex(of: ":"), words.index(after: colon) < words.endIndex else { return false }
    return !words.contains("项:") && !words[..<colon].hasSuffix("(单位")
  }

  /// Words of a header's lower row that say nothing alone, and the units that some put there.
  private static let lowerWords: Set<String> = [
    "起", "止", "人数", "金额", "小计", "是", "否", "元", "万元", "千元", "人", "个", "月", "元月", "元人月", "元人", "个月", "村",
  ]

  /// Who pays a part of what stands above.
  private static let payers: Set<String> = ["市级", "县级", "镇级", "区级", "省级"]

  /// Whether the nearest words above a column, its own or those to its left, name money: below 配套级别 市级 is what a roster holds.
  private func isBelowMoney(_ column: Int, _ rows: Range<Int>) -> Bool {
    for row in rows.reversed() {
      let above = grid.cells[grid.rows[row].cells].last {
        Int($0.column) <= column && $0.kind == .text && !Text.trimmed(grid.texts[$0.text]).isEmpty
      }
      guard let above else { continue }
      let words = Text.headerWords(grid.texts[above.text])
      return words.contains("资金") || ["标准", "金额", "补贴", "补助", "款", "额"].contains(where: words.hasSuffix)
    }
    return false
  }

  func extent(from row: Int) -> ClosedRange<Int> {
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
    guard grid.rows[row].number == grid.rows[row - 1].number + 1,
      row - first <= 3 || row - first == 4 && isNumberRow(row)
    else { return false }
    let cells = grid.cells[grid.rows[row].cells].filter {
      !($0.kind == .text && Text.trimmed(grid.texts[$0.text]).isEmpty)
    }
    // A word alone is a town above its villages, not a second level.
    guard cells.count > 1 else { return false }
    var known = 0
    var underNames = 0
    var months = 0
    for cell in cells {
      guard cell.kind == .text else { return isNumberRow(row) }
      // No header's word is a page long.
      guard grid.texts.withBytes(of: cell.text, { $0.count <= 240 }) else { return false }
      let text = grid.texts[cell.text]
      if ColumnNumbers.isOne(text) { continue }
      // 千 │ 百 │ 十 │ 元 head a digit each.
      if Table.powers[Text.headerWords(text)] != nil {
        known += 1
        continue
      }
      // 1月 below 各月补贴 is read as a number elsewhere.
      let isMonth = Vocabulary.month(text, year: year) != nil
      months += isMonth ? 1 : 0
      let exact = isMonth || vocabulary.field(text) != nil
      // 兼任不发 heads a column, and is 0 below one.
      if !isMonth, case .number = NumberText(text), !exact || text.contains(where: \.isNumber) {
        return isNumberRow(row)
      }
      let isShare =
        Self.payers.contains(Text.headerWords(text)) && isBelowMoney(Int(cell.column), first..<row)
      let isPart = Self.lowerWords.contains(Text.headerWords(text)) || SeatHeader(text).isAlone || isShare
      known += exact || isPart ? 1 : 0
      // 主任 below 职务 and 东镇 below 镇 are what a list holds; units, and words below a group, are a level of its header.
      let above = grid.cell(rowIndex: first, column: Int(cell.column)).flatMap { $0.kind == .text ? $0.text : nil }
      let isNamed = above.map { vocabulary.meaning(grid.texts[$0])?.sureness == .name } ?? false
      if isNamed, !isShare, !Self.lowerWords.contains(Text.headerWords(text)) { underNames += 1 }
    }
    if isNumberRow(row) { return true }
    guard known * 2 > cells.count || isBelowOfWhich(cells, row),
      underNames * 2 <= cells.count
    else { return false }
    // A page's repeated header is not a second level: it would stand under its own words.
    return cells.contains { cell in
      let above = grid.cell(rowIndex: row - 1, column: Int(cell.column))
      return above == nil || above?.text != cell.text
    } && (cells.count < (first..<row).reduce(0) { max($0, grid.rows[$1].cells.count) } * 4 || months > 2)
  }

  /// Whether a row's cells stand below 其中 and the blanks right of it, as no row of figures does.
  private func isBelowOfWhich(_ cells: [Cell], _ row: Int) -> Bool {
    func above(_ cell: Cell) -> String {
      grid.cell(rowIndex: row - 1, column: Int(cell.column)).map { Text.squeezed(grid.raw($0)) } ?? ""
    }
    return cells.first.map { above($0).hasPrefix("其中") } ?? false && cells.dropFirst().allSatisfy { above($0).isEmpty }
  }

  private func isLetter(_ text: String) -> Bool {
    let words = Text.squeezed(text)
    return words.count == 1 && words.first.map { $0.isASCII && $0.isLetter } ?? false
  }

  private func isNumberRow(_ row: Int) -> Bool {
    let cells = grid.cells[grid.rows[row].cells]
    guard cells.count >= 3 else { return false }
    // A │ 1 │ 2 and A │ 2 │ 3 are both usual.
    var (expected, letters) = (0, 0)
    for cell in cells {
      if cell.kind == .number {
        expected += [expected + 1, expected + 1 - letters].contains { Double($0) == cell.number } ? 1 : 100
      } else if cell.kind == .text, let number = Int(Text.squeezed(grid.texts[cell.text])) {
        // A CSV's column numbers are texts.
        guard [expected + 1, expected + 1 - letters].contains(number) else { return false }
        expected += 1
      } else if cell.kind == .text, isLetter(grid.texts[cell.text]) {
        (expected, letters) = (expected + 1, letters + 1)
      } else if cell.kind == .text, ColumnNumbers.isOne(grid.texts[cell.text]) {
        expected += 1
      } else if cell.kind == .text, ColumnNumbers.letters.contains(Text.squeezed(grid.texts[cell.text])) {
        continue
      } else {
        return false
      }
    }
    return expected <= cells.count
  }
}
