import Domain
import Spreadsheet

/// 补贴月份 of 1-12月 beside 月数 of 12: the one names the months that the other counts, and both are read.
extension Table {
  /// Of two columns of months takes the one that counts them, and keeps the one that names them.
  mutating func settleMonthsNamed(_ grid: Grid, year: Int) {
    let columns =
      fields.filter { $0.value == .months }.map(\.key) + repeated.filter { $0.field == .months }.map(\.column)
    guard columns.count == 2, monthsEach.isEmpty else { return }
    var (naming, counting): ([Int: Int], [Int: Int]) = ([:], [:])
    for row in body.prefix(60) where !isSum(row, grid) {
      for column in columns {
        guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
        if cell.kind == .text, MonthSet(grid.texts[cell.text], year: year) != nil {
          naming[column, default: 0] += 1
        } else if case .number = NumberText(grid.raw(cell)) {
          counting[column, default: 0] += 1
        }
      }
    }
    func isMostly(_ column: Int, _ own: [Int: Int], _ other: [Int: Int]) -> Bool {
      own[column, default: 0] > 0 && own[column, default: 0] > 4 * other[column, default: 0]
    }
    guard let named = columns.first(where: { isMostly($0, naming, counting) }),
      let counted = columns.first(where: { isMostly($0, counting, naming) })
    else { return }
    repeated.removeAll { columns.contains($0.column) }
    fields[counted] = .months
    fields[named] = .other
    monthsNamed = named
  }
}

extension TableReader {
  /// DZ403: the months that a row names are not as many as it counts. A row that counts none is paid for those that it names.
  mutating func holdAgainstMonthsNamed(_ row: Int, _ number: Int, _ member: inout MemberRecord, _ owner: RowOwner) {
    guard let column = table.monthsNamed, let cell = grid.cell(rowIndex: row, column: column),
      let set = cells.monthSet(cell), let counted = columnOf[.months]
    else { return }
    if member.start == nil, let run = set.run, run.lowerBound > policy.from { member.start = run.lowerBound }
    if isBlank(self.cell(row, .months)) { member.months = .value(Int64(set.months.count)) }
    // More than a year has are told as that.
    guard let count = member.months.value, (0...12).contains(count), count != set.months.count else { return }
    let written = cells.text(self.cell(row, .months))
    // Where the money goes by the number, the words may be last year's.
    let paid = member.amount.value ?? member.due.value
    let isPaid = policy.singleRate.map { paid == $0.fen * count } ?? false
    out.discrepancies.append(
      Discrepancy(
        .monthsOutOfRange, severity: isPaid ? .warning : .error, subject: owner.subject, period: period,
        field: "months",
        spots: [
          .init(cells.place(number, counted), raw: written), .init(cells.place(number, column), raw: cells.text(cell)),
        ], level: .row, touches: isPaid ? [] : [.heads, .due],
        zh: "“\(cells.header(counted))”写 \(count) 个月，“\(cells.header(column))”为 \(set.months.count) 个月，两者不一，按前者计",
        en:
          "\(cells.header(counted)) says \(count) months, \(cells.header(column)) names \(set.months.count); the first counts"
      ))
  }
}
