import Domain
import Spreadsheet

extension Table {
  /// Settles what headers leave open by what stands below them, in the order in which one answer helps the next.
  /// - Parameter years: the policy's.
  mutating func settleByContent(_ grid: Grid, years: ClosedRange<Int>) {
    settleTermColumns(grid)
    settleMonthlyPay(grid)
    settleGroupsOfPersons()
    settleGroupsOfSums(grid)
    settleOthers(grid, years: years)
    settleOwnGroup(grid)
    settleOwnFund(grid)
    settleNamesTogether(grid)
    settleSplitNames()
    settleTicks(grid)
    settlePartyPosts(grid, years: years)
    settleChanges()
    settleHeadsOrMoney(grid)
  }
}

/// Villages whose members stand in one cell: 张三、李四、王五. Such a table is one of villages, and the names are counted.
extension Table {
  /// Takes a column of names for one of several names a cell, where most cells have several.
  mutating func settleNamesTogether(_ grid: Grid) {
    settleNamesOfConcurrent(grid)
    guard let column = column(.name), self.column(.idNumber) == nil, self.column(.village) != nil else { return }
    if settleHeadsAsNames(grid, column) { return }
    var (seen, several) = (0, 0)
    for row in body.prefix(80) {
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { continue }
      let names = Self.persons(grid.texts[cell.text])
      if names.isEmpty { continue }
      seen += 1
      if names.count > 1 { several += 1 }
    }
    guard several >= 2, several * 3 > seen * 2, !isOfNames else { return }
    fields[column] = .other
    namesTogether = column
  }

  /// Whether it holds no figures: a roster, whose rows of several names are as many members.
  var isOfNames: Bool {
    let figures: Set<Field> = [
      .amount, .due, .rate, .deduction, .backPay, .quota, .villageCount, .listed, .eligible, .concurrent, .months,
      .personMonths, .month,
    ]
    return months.isEmpty && spans.isEmpty && figures.isDisjoint(with: fields.values)
  }

  /// Takes 成员名单 for a roster's column of names.
  mutating func takeListForNames() {
    guard isOfNames, column(.name) == nil,
      let position = unknown.firstIndex(where: {
        Vocabulary.lists.contains(Text.headerWords(String(paths[$0]?.split(separator: "›").last ?? "")))
      })
    else { return }
    fields[unknown.remove(at: position)] = .name
  }

  /// Takes 兼任不发人员 for a column of names where names stand in it: they are counted.
  private mutating func settleNamesOfConcurrent(_ grid: Grid) {
    guard let column = column(.concurrent) else { return }
    var (seen, names) = (0, 0)
    var known = TextMemo<Bool?>()
    for row in body.prefix(400) {
      guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
      guard cell.kind == .text else {
        if cell.kind != .noValue { seen += 1 }
        continue
      }
      // 是 and 否 stand in every row.
      let text = grid.texts[cell.text]
      guard let isNames = known[cell.text] ?? known.keep(Self.holdsNames(text), of: cell.text, in: grid.texts)
      else { continue }
      seen += 1
      if isNames { names += 1 }
    }
    if names > 0, names * 3 >= seen * 2 { namesOfConcurrent = column }
  }

  /// Whether a text is nothing but names that persons have; nil where it says that there is none.
  private static func holdsNames(_ text: String) -> Bool? {
    switch NumberText(Text.squeezed(text)) {
    case .blank, .nothing: nil
    default: names(text).allSatisfy(PersonName.isLikely)
    }
  }

  /// Takes a column that is called after persons for one of heads where numbers stand in it: 享受对象 │ 3.
  private mutating func settleHeadsAsNames(_ grid: Grid, _ column: Int) -> Bool {
    var (seen, numbers) = (0, 0)
    for row in body.prefix(80) {
      guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
      let text = Text.squeezed(grid.display(cell))
      if text.isEmpty { continue }
      seen += 1
      if case .number = NumberText(text) { numbers += 1 }
    }
    // 3人 below the names of each village is that village's sum.
    guard numbers * 3 > seen * 2, self.column(.eligible) == nil else { return false }
    fields[column] = .eligible
    return true
  }

  nonisolated(unsafe) private static let seats = #/(?:副?主任|委员|成员|组长|组员)\s*[:：]/#

  /// The names in a cell without the seats and numbers behind them: 张甲/主任 is one person, and so is a name above its ID number.
  static func persons(_ text: String) -> [String] {
    let pieces = names(text)
    return pieces.count > 1 ? pieces.filter { !isSeat($0) && !$0.contains { $0.isASCII && $0.isNumber } } : pieces
  }

  static func isSeat(_ words: String) -> Bool {
    SeatHeader(words).isAlone || words.wholeMatch(of: otherSeats) != nil
  }

  // 李文书 is a name.
  nonisolated(unsafe) private static let otherSeats =
    #/(?:村|社区|党|总支|支部|两委|委|监委会?|副)*(?:主任|委员|成员|组长|组员|书记|会计|文书)/#

  /// The names in a cell; a name with a space in it, 张 三, is one.
  static func names(_ text: String) -> [String] {
    // Nearly every cell has one name, and no byte that anything below looks for begins with.
    guard text.utf8.contains(where: { $0 < 0x30 || $0 == UInt8(ascii: ";") || $0 >= 0xC2 && $0 < 0xE4 || $0 >= 0xEA })
    else { return text.isEmpty ? [] : [Text.squeezed(text)] }
    // 主任：张甲；委员：李乙 王丙 names seats before who holds them.
    let bare = Text.has(text, anyOf: ":：") ? text.replacing(seats, with: "、") : text
    return bare.unicodeScalars.split { "、，,；;/\n\r".unicodeScalars.contains($0) }.flatMap { scalars -> [String] in
      let piece = Substring(scalars)
      let words = piece.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.count > 1, words.allSatisfy({ (2...4).contains($0.count) }) { return words }
      let whole = Text.squeezed(String(piece))
      return whole.isEmpty ? [] : [whole]
    }
  }
}

extension TableReader {
  /// Those who are not paid again by their names; nobody named is nobody, as a blank flag is a no. Nil where something else stands.
  mutating func concurrentByNames(_ row: Int, _ number: Int) -> Reading? {
    guard let column = table.namesOfConcurrent, column == columnOf[.concurrent] else { return nil }
    let cell = grid.cell(rowIndex: row, column: column)
    let names = isBlank(cell) || isNothing(cell) ? [] : Table.names(cells.text(cell))
    guard names.allSatisfy(PersonName.mayBe) else { return nil }
    cells.log.note("heads-by-names", row: number, column: column, raw: "", value: "\(names.count)")
    return .value(Int64(names.count))
  }

  /// Whether a member is one of those whom 兼任人员 names in the row. In a village's one row of members nobody else is; in a row of his own
  /// another's name is no answer, and nil.
  mutating func isNamedConcurrent(_ cell: Cell?, _ name: String, _ number: Int) -> Bool? {
    guard let column = table.namesOfConcurrent, column == columnOf[.concurrent] else { return nil }
    let names = isBlank(cell) || isNothing(cell) ? [] : Table.names(cells.text(cell)).map { Self.nameAndSeat($0).name }
    let isNamed = names.contains(name)
    guard isNamed || table.seat != nil && names.allSatisfy(PersonName.mayBe) else { return nil }
    cells.log.note("mark-by-name", row: number, column: column, raw: "", value: isNamed ? "true" : "false")
    return isNamed
  }

  /// 是 or 否 below 主任是否兼任: a village's one chair is not paid again, or is.
  mutating func concurrentByFlag(_ row: Int, _ number: Int) -> Reading? {
    guard let column = columnOf[.concurrent], table.paths[column]?.contains("是否") ?? false,
      let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text,
      let answer = CellReader.answer(
        Text.squeezed(grid.texts[cell.text]), raw: grid.texts[cell.text], asksWhoIsPaid: false)
    else { return nil }
    cells.log.note(
      "flag-word", row: number, column: column, raw: Mask.numbers(in: grid.texts[cell.text]),
      value: answer ? "1" : "0")
    return .value(answer ? 1 : 0)
  }

  /// Heads by the names of a row, where no column states heads.
  mutating func headsByNames(_ row: Int, _ number: Int) -> Reading {
    guard let column = table.namesTogether, columnOf[.eligible] == nil, columnOf[.listed] == nil,
      let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text
    else { return .absent }
    let count = Table.persons(grid.texts[cell.text]).count
    cells.log.note("heads-by-names", row: number, column: column, raw: "", value: "\(count)")
    return .value(Int64(count))
  }
}
