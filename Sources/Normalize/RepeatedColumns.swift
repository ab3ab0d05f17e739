import Domain
import Spreadsheet

/// Columns that mean what another of the table means.
extension TableReader {
  /// DZ104: a column that means what another means; an error where both may be payments, which come to no more than is due.
  mutating func tellRepeated(_ column: Int, _ field: Field) {
    let used = columnOf[field]
    if field == .amount || field == .due, let used, isPairOfWords(column, used) { return }
    let isPayment = field == .amount && used.map { mayBePaidBeside($0, column) } ?? false
    guard isPayment || !isSame(column, as: used) else { return }
    out.discrepancies.append(
      Discrepancy(
        .unknownColumn, severity: isPayment ? .error : nil,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(column)"),
        period: period, field: field.rawValue,
        spots: [.init(cells.place(out.source.headerRows.upperBound, column), raw: table.paths[column] ?? "")],
        touches: isPayment ? [.stated] : [],
        zh: "列“\(cells.header(column))”与另一列含义重复，只采用左边一列" + (isPayment ? "；如是先后两次发放，请加一列写明合计" : ""),
        en: "column \(cells.header(column)) means the same as another; only the left one is used"
          + (isPayment ? ": if they are two payments, add a column of what they come to" : "")))
  }

  /// Whether most rows have two amounts that are together no more than is due for the list's months: 第一次发放金额, 第二次发放金额. Where one of
  /// them alone is that, or what the row's own months come to, the other is no more than it said another way; so is an equal one, unless
  /// both headers number payments.
  private func mayBePaidBeside(_ column: Int, _ other: Int) -> Bool {
    let areNumbered = [column, other].allSatisfy { column in
      let words = Text.squeezed(table.paths[column] ?? "")
      return ["第", "次", "批", "期", "笔"].contains(where: words.contains)
    }
    if isSame(other, as: column), !areNumbered { return false }
    let full = partOfTitles.map { part in
      policy.rounded(policy.calendar.filter(part.contains).reduce(.zero) { $0 + policy.rate(in: $1) })
    }
    let rows = table.body.filter { !table.isSum($0, grid) }
    let fits = rows.compactMap { row -> Bool? in
      func fen(_ column: Int) -> Int64? {
        grid.cell(rowIndex: row, column: column).flatMap { cells.quietly($0, unit: units[column] ?? .yuan) }
      }
      guard let one = fen(column), let two = fen(other), one > 0, two > 0 else { return nil }
      let heads = isOfMembers ? 1 : cell(row, .eligible).flatMap { cells.quietly($0, unit: nil) } ?? 0
      guard (1...1_000_000).contains(heads), let most = (full ?? policy.fullAmount).multiplied(by: Int(heads)) else {
        return nil
      }
      if [one, two].contains(most.fen) { return false }
      if let months = cell(row, .months).flatMap({ cells.quietly($0, unit: nil) }), (1...1200).contains(months),
        let rate = policy.singleRate,
        [heads * months, months].contains(where: { [one, two].contains(rate.fen &* $0) })
      {
        return false
      }
      return one &+ two <= most.fen
    }
    return fits.count(where: \.self) * 2 > fits.count
  }

  /// The months that the list is of by its titles and names; nil where these say none.
  private var partOfTitles: ClosedRange<YearMonth>? {
    let file = String(out.source.file.split(separator: "/").last ?? "")
    let words = [table.title, out.source.sheet, file].map { TitleWords($0, year: policy.from.year) }
    return TitleWords.month(of: words).map { $0...$0 } ?? words.lazy.compactMap(\.part).first
  }

  /// Whether a column says in every row what another says: 户名 beside 姓名.
  private func isSame(_ column: Int, as other: Int?) -> Bool {
    guard let other else { return false }
    return table.body.allSatisfy { row in
      let (a, b) = (grid.cell(rowIndex: row, column: column), grid.cell(rowIndex: row, column: other))
      return isBlank(a) || cells.text(a) == cells.text(b)
    }
  }
}
