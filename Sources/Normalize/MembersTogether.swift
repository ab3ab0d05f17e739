import Domain
import Spreadsheet

extension TableReader {
  /// DZ205: several names in the cell of one member, who counts once whatever they are.
  mutating func tellNamesInOneCell(_ name: String, _ number: Int, _ owner: RowOwner) {
    guard let column = columnOf[.name], Text.has(name, anyOf: "、，,;；/") else { return }
    let names = Table.persons(name)
    guard names.count > 1, names.allSatisfy(PersonName.mayBe) else { return }
    let raw = names.map(Mask.name).joined(separator: "、")
    cells.discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, period: period, field: Field.name.rawValue,
        spots: [.init(cells.place(number, column), raw: raw)], touches: .row,
        zh: "一格写了 \(names.count) 个姓名（\(raw)），只计 1 人；请一人一行填写",
        en: "\(names.count) names stand in one cell (\(raw)), which counts as one member: give each a row"))
  }
}

/// Rows of several members each: names one below another in one cell, ID numbers beside them likewise. Each becomes a row of its own; so
/// does each name of a roster without numbers and figures.
extension PlacedTable {
  /// Parts such rows. What stands once is each member's; an amount that stands once is shared out where it comes out even, and told.
  /// Where no months stand beside it, it is shared only where the row proves it: 2880 beside three names may be each one's.
  /// - Parameters:
  ///   - policy: nil to share all that comes out even.
  ///   - part: the months that the table says it is of, where these are a part of the period.
  mutating func partMembers(_ policy: Policy? = nil, part: ClosedRange<YearMonth>? = nil) {
    guard let names = table.column(.name) else { return }
    let lines = linesOfMembers(names)
    guard !lines.isEmpty else { return }
    let parting = MemberParting(grid, table, lines, names: names, policy: policy, part: part)
    for (row, names) in lines {
      table.parted[grid.rows[row].number] = names.count
      let open = parting.openAmounts(row)
      if !open.isEmpty { table.unshared[grid.rows[row].number] = open }
    }
    grid = grid.parting(lines.mapValues(\.count)) { cell, row, part in parting.piece(cell, row, part) }
    let added = lines.values.reduce(0) { $0 + $1.count - 1 }
    table.body = table.body.lowerBound..<table.body.upperBound + added
  }

  /// The names of each row that has several.
  private func linesOfMembers(_ names: Int) -> [Int: [String]] {
    let ids = table.column(.idNumber) ?? table.column(.account)
    guard ids != nil || table.isOfNames else { return [:] }
    var lines: [Int: [String]] = [:]
    for row in table.body {
      guard let written = ids == nil ? names.persons(grid, row) : names.lines(grid, row), written.count > 1,
        written.allSatisfy(PersonName.mayBe), !isMarkedForOne(row, written)
      else { continue }
      if let ids {
        guard let numbers = ids.lines(grid, row), numbers.count == written.count,
          numbers.allSatisfy({ $0.contains(where: \.isNumber) })
        else { continue }
      }
      lines[row] = written
    }
    return lines
  }

  /// Whether a word that stands once marks one of the members, and does not say whom.
  private func isMarkedForOne(_ row: Int, _ names: [String]) -> Bool {
    for (column, field) in table.fields where [.concurrent, .note, .role].contains(field) {
      guard let cell = grid.cell(rowIndex: row, column: column), column.lines(grid, row)?.count != names.count else {
        continue
      }
      let text = Text.squeezed(grid.display(cell))
      if field == .note, names.contains(where: { text.contains($0) }) { continue }
      if field == .concurrent, !["", "否", "无", "/", "不兼任"].contains(text) { return true }
      if field != .concurrent, PostMark(text) != .silent || DepartureWords(text) != nil { return true }
    }
    return false
  }
}

/// What each of several members has of the cells of their row.
private struct MemberParting {
  private let grid: Grid
  private let lines: [Int: [String]]
  private let names: Int
  private let months: Int?
  private let fields: [Int: Field]
  private let money: Set<Int>
  /// Nil where all that comes out even is shared.
  private let policy: Policy?
  private let part: ClosedRange<YearMonth>?
  private let table: Table
  /// Rows whose amounts are all the members' together.
  private var proven: Set<Int> = []

  init(
    _ grid: Grid, _ table: Table, _ lines: [Int: [String]], names: Int, policy: Policy?, part: ClosedRange<YearMonth>?
  ) {
    (self.grid, self.lines, self.names, self.policy, self.part) = (grid, lines, names, policy, part)
    self.table = table
    (fields, months) = (table.fields, table.column(.months))
    let money: Set<Field> = [.amount, .due, .deduction, .backPay]
    self.money = Set(fields.filter { money.contains($0.value) }.keys)
      .union(table.months.compactMap(\.amount)).union(table.spans.compactMap(\.amount))
    if let policy { proven = Set(lines.keys.filter { isProven($0, policy: policy) }) }
  }

  func piece(_ cell: Cell, _ row: Int, _ part: Int) -> Grid.Share {
    let column = Int(cell.column)
    let written = lines[row] ?? []
    if column == names, !written.isEmpty { return .text(written[part]) }
    if let own = ownLine(cell, row, part, of: written.count) { return own }
    if money.contains(column) {
      return share(cell, row, part, of: written.count).map(Grid.Share.number) ?? (part == 0 ? .whole : .nothing)
    }
    switch fields[column] {
    case .serial: return part == 0 ? .whole : .nothing
    case .note:
      // A remark that names a member is that member's.
      let text = grid.display(cell)
      return written.contains { text.contains($0) } && !text.contains(written[part]) ? .nothing : .whole
    default: return .whole
    }
  }

  /// The amounts that stand once where nothing says whether they are each member's or all of theirs.
  func openAmounts(_ row: Int) -> [Field] {
    let count = lines[row]?.count ?? 1
    return grid.cells[grid.rows[row].cells].compactMap { cell in
      guard let field = fields[Int(cell.column)], [.amount, .due].contains(field),
        case .number = NumberText(grid.raw(cell))
      else { return nil }
      return ownLine(cell, row, 0, of: count) == nil && share(cell, row, 0, of: count) == nil ? field : nil
    }
  }

  /// Whether a row's amounts are all its members' together: one of them comes to the members' pay for the list's months or for their term,
  /// to a whole month's, quarter's or half-year's where a column says that the row is of one, or to the row's months.
  private func isProven(_ row: Int, policy: Policy) -> Bool {
    let count = lines[row]?.count ?? 1
    func pay(_ months: some Sequence<YearMonth>) -> Int64 { months.reduce(Money.zero) { $0 + policy.rate(in: $1) }.fen }
    let all = policy.calendar.filter { part?.contains($0) ?? true }
    var pays: Set<Int64> = [pay(all)]
    if table.column(.month) != nil || table.paths.values.contains(where: { $0.contains("季") }) {
      for size in [1, 3, 6] {
        for first in stride(from: 0, to: policy.calendar.count - size + 1, by: size) {
          pays.insert(pay(policy.calendar[first..<first + size]))
        }
      }
    }
    let (start, end) = (date(row, .start), date(row, .end))
    if start != nil || end != nil {
      pays.insert(pay(all.filter { (start ?? $0) <= $0 && $0 <= (end ?? $0) }))
    }
    let columns = table.months.isEmpty ? table.spans.compactMap(\.amount) : table.months.compactMap(\.amount)
    let sum = columns.reduce(Int64(0)) { $0 &+ (fen($1, row) ?? 0) }
    return [Field.amount, .due].compactMap(table.column).contains { column in
      guard let fen = fen(column, row), fen > 0, fen % Int64(count) == 0 else { return false }
      return pays.contains(fen / Int64(count)) || !columns.isEmpty && fen == sum
    }
  }

  /// An amount in yuan that stands once.
  private func fen(_ column: Int, _ row: Int) -> Int64? {
    guard let cell = grid.cell(rowIndex: row, column: column), case .number(let written) = NumberText(grid.raw(cell)),
      written.suffix.isEmpty || written.unit == .yuan
    else { return nil }
    return written.value.scaled(by: 100)
  }

  private func date(_ row: Int, _ field: Field) -> YearMonth? {
    guard let policy, let column = table.column(field), let cell = grid.cell(rowIndex: row, column: column) else {
      return nil
    }
    return DateText.whole(grid.display(cell))?.month ?? Table.month(cell, grid, year: policy.from.year)
  }

  /// A member's own line of a cell that has as many as there are members; a blank one among others is one member's too.
  private func ownLine(_ cell: Cell, _ row: Int, _ part: Int, of count: Int) -> Grid.Share? {
    if let own = Int(cell.column).lines(grid, row), own.count == count { return .text(own[part]) }
    guard cell.kind == .text else { return nil }
    let own = grid.texts[cell.text].split(separator: "\n", omittingEmptySubsequences: false)
    guard own.count == count else { return nil }
    return own[part].allSatisfy(\.isWhitespace) ? .nothing : .text(String(own[part]))
  }

  /// A member's share of an amount, in yuan, where it comes out even.
  private func share(_ cell: Cell, _ row: Int, _ part: Int, of count: Int) -> Double? {
    let stated = months(row, of: count)
    let parts = stated ?? Array(repeating: 1, count: count)
    let all = parts.reduce(0, +)
    guard case .number(let written) = NumberText(grid.raw(cell)), written.suffix.isEmpty || written.unit == .yuan,
      let fen = written.value.scaled(by: 100), all > 0, fen % all == 0, abs(fen) < Int64.max / 1000
    else { return nil }
    let share = fen / all * parts[part]
    if stated == nil, policy != nil, [.amount, .due].contains(fields[Int(cell.column)]), !proven.contains(row) {
      return nil
    }
    return Double(share) / 100
  }

  /// By what shares of an amount go: the members' months, where these are written one below another, else evenly; nil where no months are
  /// stated.
  private func months(_ row: Int, of count: Int) -> [Int64]? {
    guard let months, let cell = grid.cell(rowIndex: row, column: months), !Text.squeezed(grid.display(cell)).isEmpty
    else { return nil }
    let written = months.lines(grid, row)?.compactMap { Int64($0) } ?? []
    return written.count == count && written.allSatisfy { (1...12).contains($0) }
      ? written : Array(repeating: 1, count: count)
  }
}

extension Int {
  /// The lines of a cell in this column of a row, or what commas part where there is one line; nil for no text.
  fileprivate func lines(_ grid: Grid, _ row: Int) -> [String]? {
    guard let cell = grid.cell(rowIndex: row, column: self), cell.kind == .text else { return nil }
    return Table.names(grid.texts[cell.text])
  }

  /// The persons in a cell of this column, where signs or lines part them and each has a surname: 欧阳 建国 is one, 王丙 above 组长 too.
  fileprivate func persons(_ grid: Grid, _ row: Int) -> [String]? {
    guard let cell = grid.cell(rowIndex: row, column: self), cell.kind == .text else { return nil }
    let names = grid.texts[cell.text].split { "、，,;；/\n\r".contains($0) }.map { Text.squeezed(String($0)) }
      .filter { !$0.isEmpty }
    let areNames = names.allSatisfy { PersonName.isLikely($0) && !Table.isSeat($0) && !DepartureWords.speaks($0) }
    return areNames ? names : nil
  }
}

extension TableReader {
  /// Tells which rows became several, and which amounts were shared out among the members of a row.
  mutating func tellShares() {
    for column in table.joined {
      let header = cells.header(column)
      cells.log.note(
        "digits-joined", row: out.source.headerRows.upperBound, column: column, raw: header, value: "元")
    }
    if let column = columnOf[.name] {
      for (row, count) in table.parted.sorted(by: { $0.key < $1.key }) {
        cells.log.note("members-parted", row: row, column: column, raw: "\(count)", value: "1")
      }
    }
    for (row, open) in table.unshared.sorted(by: { $0.key < $1.key }) { tellOpenAmount(row, open) }
    let shares = table.parted.merging(table.sharing) { parted, _ in parted }
    for (row, count) in shares.sorted(by: { $0.key < $1.key }) {
      for field in [Field.due, .amount] + (table.sharing[row] == nil ? [] : [.months]) {
        guard !(table.unshared[row] ?? []).contains(field), let column = columnOf[field],
          let index = grid.rowIndex(row),
          let cell = grid.cell(rowIndex: index, column: column), cell.kind == .number
        else { continue }
        cells.log.note("shared-among-members", row: row, column: column, raw: "\(count)", value: grid.raw(cell))
      }
    }
  }

  /// DZ205: one amount beside several names, which may be each one's or all of theirs: nobody's is read.
  private mutating func tellOpenAmount(_ row: Int, _ open: [Field]) {
    let field = open.contains(.amount) ? Field.amount : .due
    guard let column = columnOf[field], let index = grid.rowIndex(row) else { return }
    let cell = grid.cell(rowIndex: index, column: column)
    let raw = cells.text(cell)
    let count = table.parted[row] ?? 0
    let village = out.members.first { Int($0.row) == row && $0.village >= 0 }?.village
    var subject = village.map { gazetteer.subject(Int($0)) } ?? Subject(county: county, town: out.source.town)
    subject.detail = "\(out.source.sheet)#\(row)"
    cells.discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: subject, period: period,
        field: field.rawValue, spots: [.init(cells.place(row, column), raw: raw)], touches: [.stated],
        zh: "一格写了 \(count) 个姓名，金额只写一个“\(raw)”，看不出是每人的还是合计，按缺失处理；请一人一行填写",
        en:
          "\(count) names stand beside one amount \"\(raw)\", which may be each one's or all of theirs, and counts as missing: give each person a row"
      ))
  }
}
