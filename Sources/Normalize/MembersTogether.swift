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
  mutating func partMembers() {
    guard let names = table.column(.name) else { return }
    let ids = table.column(.idNumber) ?? table.column(.account)
    guard ids != nil || table.isOfNames else { return }
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
    guard !lines.isEmpty else { return }
    let money: Set<Field> = [.amount, .due, .deduction, .backPay]
    let shared = Set(table.fields.filter { money.contains($0.value) }.keys)
      .union(table.months.compactMap(\.amount)).union(table.spans.compactMap(\.amount))
    let fields = table.fields
    let whole = grid
    for (row, names) in lines { table.parted[whole.rows[row].number] = names.count }
    grid = whole.parting(lines.mapValues(\.count)) { cell, row, part in
      let column = Int(cell.column)
      let count = lines[row]?.count ?? 1
      if column == names, let written = lines[row] { return .text(written[part]) }
      if let own = column.lines(whole, row), own.count == count { return .text(own[part]) }
      // A blank line among others is one member's too.
      if cell.kind == .text {
        let own = whole.texts[cell.text].split(separator: "\n", omittingEmptySubsequences: false)
        if own.count == count { return own[part].allSatisfy(\.isWhitespace) ? .nothing : .text(String(own[part])) }
      }
      if shared.contains(column) {
        guard let share = Self.share(cell, whole, by: months(row, whole, of: count), part) else {
          return part == 0 ? .whole : .nothing
        }
        return .number(share)
      }
      switch fields[column] {
      case .serial: return part == 0 ? .whole : .nothing
      case .note:
        // A remark that names a member is that member's.
        let text = whole.display(cell)
        let isOfAnother = lines[row].map { names in names.contains { text.contains($0) } && !text.contains(names[part])
        }
        return isOfAnother == true ? .nothing : .whole
      default: return .whole
      }
    }
    let added = lines.values.reduce(0) { $0 + $1.count - 1 }
    table.body = table.body.lowerBound..<table.body.upperBound + added
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

  /// By what members' shares of an amount go: their months, where these are written one below another, else evenly.
  private func months(_ row: Int, _ grid: Grid, of count: Int) -> [Int64] {
    let written = table.column(.months)?.lines(grid, row)?.compactMap { Int64($0) } ?? []
    return written.count == count && written.allSatisfy { (1...12).contains($0) }
      ? written : Array(repeating: 1, count: count)
  }

  private static func share(_ cell: Cell, _ grid: Grid, by parts: [Int64], _ part: Int) -> Double? {
    let all = parts.reduce(0, +)
    guard case .number(let written) = NumberText(grid.raw(cell)), written.suffix.isEmpty || written.unit == .yuan,
      let fen = written.value.scaled(by: 100), all > 0, fen % all == 0, abs(fen) < Int64.max / 1000
    else { return nil }
    return Double(fen / all * parts[part]) / 100
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
    let shares = table.parted.merging(table.sharing) { parted, _ in parted }
    for (row, count) in shares.sorted(by: { $0.key < $1.key }) {
      for field in [Field.due, .amount] + (table.sharing[row] == nil ? [] : [.months]) {
        guard let column = columnOf[field], let index = grid.rowIndex(row),
          let cell = grid.cell(rowIndex: index, column: column), cell.kind == .number
        else { continue }
        cells.log.note("shared-among-members", row: row, column: column, raw: "\(count)", value: grid.raw(cell))
      }
    }
  }
}
