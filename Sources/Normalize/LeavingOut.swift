import Domain
import Spreadsheet

// Leaving rows out that are about something else, and telling of them.
extension TableReader {
  /// Whether a row is of another subsidy or year; such rows are left out, and told once for each of them.
  mutating func isOfOthers(_ row: Int) -> Bool {
    guard let others = othersNamed(by: row) else { return false }
    let number = grid.rows[row].number
    let fen = (columnOf[.amount] ?? columnOf[.due]).flatMap { column in
      let cell = grid.cell(rowIndex: row, column: column)
      return isBlank(cell) ? 0 : cell.flatMap { cells.quietly($0, unit: units[column] ?? .yuan) }
    }
    let rate = cell(row, .rate).flatMap { cells.quietly($0, unit: columnOf[.rate].flatMap { units[$0] } ?? .yuan) }
    if table.othersArePersons, table.yearOfRow == nil, hasOwnPay(row, fen: fen, rate: rate) {
      keptOthers[others, default: []].append(number)
      return false
    }
    // Whom the list marks as holding another post is one of its members.
    if table.othersArePersons, table.yearOfRow == nil, isMarked(row) { return false }
    // Its village may stand for the rows below it; that the register has none such is nothing to this fund.
    let told = (cells.discrepancies.count, out.discrepancies.count)
    locateTown(row, number)
    _ = locateVillage(row, number)
    cells.discrepancies.removeLast(cells.discrepancies.count - told.0)
    out.discrepancies.removeLast(out.discrepancies.count - told.1)
    checkSerial(row, number)
    // A total may be of all rows or of those that a filter shows: it proves nothing of this fund's.
    sums.add(row: number, of: SummedPlace(town: town ?? -1, village: village?.position ?? -1)) { _ in .unreadable }
    otherRows[others, default: LeftOut()].add(number, fen: fen, isLikeOwn: isLikeOwn(fen: fen, rate: rate))
    return true
  }

  /// Whether a row has this fund's rate, or its pay for some of the months.
  private func isLikeOwn(fen: Int64?, rate: Int64?) -> Bool {
    policy.rules.map(\.rate.fen).contains { own in
      guard own > 0 else { return false }
      if rate == own { return true }
      guard let fen, fen > 0 else { return false }
      return fen % own == 0 && fen / own <= Int64(policy.calendar.count)
    }
  }

  /// Whether a person is paid at this fund's rate for the months that the row states.
  private func hasOwnPay(_ row: Int, fen: Int64?, rate: Int64?) -> Bool {
    let months = cell(row, .months).flatMap { cells.quietly($0, unit: nil) }
    if rate == nil, months == nil { return isLikeOwn(fen: fen, rate: nil) }
    return policy.rules.map(\.rate.fen).contains { own in
      guard own > 0 else { return false }
      if rate == own { return true }
      guard let months, let fen, fen > 0, (1...12).contains(months) else { return false }
      return fen == own.multipliedReportingOverflow(by: months).partialValue
    }
  }

  private func isMarked(_ row: Int) -> Bool {
    guard columnOf[.name] != nil, let flag = cell(row, .concurrent), flag.kind == .text else { return false }
    let raw = grid.texts[flag.text]
    return CellReader.answer(Text.squeezed(raw), raw: raw, asksWhoIsPaid: asksWhoIsPaid) == true
  }

  private func othersNamed(by row: Int) -> OtherRows? {
    if let (column, others) = table.othersOfItems, let cell = grid.cell(rowIndex: row, column: column),
      cell.kind == .text, others.contains(cell.text)
    {
      return OtherRows(column: column, words: Text.trimmed(grid.texts[cell.text]), isYear: false)
    }
    if let column = table.yearOfRow,
      let year = table.yearsAbove[row] ?? grid.cell(rowIndex: row, column: column).flatMap({ Table.year(grid, $0) }),
      !(policy.from.year...policy.until.year).contains(year)
    {
      return OtherRows(column: column, words: "\(year)", isYear: true)
    }
    return nil
  }

  /// Has totals checked (DZ408) that are neither this fund's rows' nor all rows'.
  private mutating func checkTotalsWithOthers() {
    guard !otherRows.isEmpty, let column = columnOf[.amount] ?? columnOf[.due],
      !out.members.contains(where: { $0.amount == .unreadable })
    else { return }
    let paid = otherRows.values.flatMap { zip($0.rows, $0.amounts) }
    for index in out.totals.indices {
      let total = out.totals[index]
      guard total.column == column, !total.isComplete, total.month == nil, total.partColumns == nil else { continue }
      let amounts = paid.filter { total.parts.contains($0.0) }.map(\.1)
      guard !amounts.contains(nil) else { continue }
      let sum = amounts.reduce(total.sum) { $0 &+ ($1 ?? 0) }
      guard total.stated != total.sum, total.stated != sum else { continue }
      (out.totals[index].sum, out.totals[index].isComplete) = (sum, true)
    }
  }

  /// DZ113: rows of other subsidies and years, once for each; a warning where another subsidy's rows look like this fund's.
  mutating func tellOtherRows() {
    checkTotalsWithOthers()
    tellKeptOthers()
    for (others, leftOut) in otherRows.sorted(by: { $0.value.rows[0] < $1.value.rows[0] }) {
      let rows = leftOut.rows
      let words = Mask.numbers(in: others.words)
      let isOpen = !others.isYear && leftOut.likeOwn > 0
      let sum = leftOut.fen == 0 ? "" : Money(fen: leftOut.fen).grouped
      let (zhSum, enSum) = sum.isEmpty ? ("", "") : ("（共 \(sum) 元）", " (\(sum) yuan)")
      out.discrepancies.append(
        Discrepancy(
          .rowSetAside, severity: isOpen ? .warning : nil, subject: subject(ofRowsOf: words), period: period,
          field: "row", spots: [spot(of: rows, others, words)],
          zh: others.isYear
            ? "\(words) 年的 \(rows.count) 行\(zhSum)未采用：不属于 \(period)"
            : "“\(words)”的 \(rows.count) 行\(zhSum)未采用：同一列另有村务监督委员会成员，这些行是别的补贴或人员"
              + (isOpen ? "；其中 \(leftOut.likeOwn) 行的标准或金额与本项补贴相同，请核对" : ""),
          en: others.isYear
            ? "\(rows.count) row(s) of \(words)\(enSum) are not used: they are not of \(period)"
            : "\(rows.count) row(s) of \(words)\(enSum) are not used: the column names this fund's members or subsidy beside them"
              + (isOpen ? "; \(leftOut.likeOwn) of them have this fund's rate or amount: check them" : "")))
    }
  }

  private func subject(ofRowsOf words: String) -> Subject {
    Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(words)")
  }

  /// The cells of a column in which some rows, of which there is one at least, say whose they are.
  private func spot(of rows: [Int], _ others: OtherRows, _ words: String) -> Discrepancy.Spot {
    let cells = out.source.range(rows: rows[0]...rows[rows.count - 1], columns: others.column...others.column)
    return .init(Place(file: out.source.file, sheet: out.source.sheet, cell: cells), raw: words)
  }

  /// DZ104: who is of the committee by what is paid, and not by the column that says who it is.
  private mutating func tellKeptOthers() {
    for (others, rows) in keptOthers.sorted(by: { $0.value[0] < $1.value[0] }) {
      let words = Mask.numbers(in: others.words)
      out.discrepancies.append(
        Discrepancy(
          .unknownColumn, severity: .warning, subject: subject(ofRowsOf: words), period: period, field: "row",
          spots: [spot(of: rows, others, words)],
          zh: "“\(words)”的 \(rows.count) 行按本项补贴的标准发放，计为村务监督委员会成员：请核对",
          en:
            "\(rows.count) row(s) of \(words) are paid at this fund's rate and count as members of the committee: check them"
        ))
    }
  }
}
