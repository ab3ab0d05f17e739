import Domain
import Spreadsheet

extension TableReader {
  /// DZ403: a place's row says another number of months for a quarter or half-year (月数 of 2) than it has, and pays its heads for all of them:
  /// the number or the amount is wrong, and nothing else would tell. Where the amount goes by the number, the heads' due tells (DZ404);
  /// person-months and quarters are counted in such columns too.
  mutating func tellMonthsOfSpans(_ row: Int, _ number: Int, _ owner: RowOwner) {
    for (span, column) in table.monthsOfSpan.sorted(by: { $0.value < $1.value }) {
      let all = policy.calendar.filter(span.contains)
      let path = (table.paths[column] ?? "").split(separator: "›").map(String.init)
      guard let own = table.spans.first(where: { $0.months == span }), let headsColumn = own.heads,
        let amountColumn = own.amount, !RateSpan.countsQuarters(path),
        let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell),
        let count = cells.quietly(cell, unit: nil), (1...12).contains(count), count != Int64(all.count),
        let heads = grid.cell(rowIndex: row, column: headsColumn).flatMap({ cells.quietly($0, unit: nil) }),
        (1...1_000_000).contains(heads), count != heads * Int64(all.count),
        let paid = grid.cell(rowIndex: row, column: amountColumn).flatMap({
          cells.quietly($0, unit: units[amountColumn] ?? .yuan)
        }), paid == policy.rounded(all.reduce(.zero) { $0 + policy.rate(in: $1) }).multiplied(by: Int(heads))?.fen
      else { continue }
      out.discrepancies.append(
        Discrepancy(
          .monthsOutOfRange, subject: owner.subject, period: "\(period) \(cells.header(column))",
          field: Field.months.rawValue,
          spots: [.init(cells.place(number, column), raw: cells.text(cell), parsed: "\(count)")],
          gap: .counts(expected: all.count, actual: Int(count), unit: "月"), level: .row, touches: [.stated],
          zh: "“\(cells.header(column))”写 \(count) 个月，金额是 \(heads) 人 \(all.count) 个月的",
          en:
            "\(cells.header(column)) says \(count) months; the amount is that of \(heads) heads for \(all.count)"))
    }
  }
}
