import Domain
import Spreadsheet

/// Columns that mean what another of the table means.
extension TableReader {
  /// Tells of the columns that mean what another means.
  mutating func tellRepeated() {
    let together = paymentsOfOneHeader
    if let used = columnOf[.amount], let last = together.last { tellTogether(together, beside: used, last) }
    for (column, field) in table.repeated where field != .payStatus && !together.contains(column) {
      tellRepeated(column, field)
    }
  }

  /// Columns of amounts below the same words as the one that is read, several of them, which come to no more than is due together:
  /// payments that no header tells apart.
  private var paymentsOfOneHeader: [Int] {
    guard let used = columnOf[.amount], let header = table.paths[used] else { return [] }
    let columns = table.repeated.filter { $0.field == .amount && table.paths[$0.column] == header }.map(\.column)
    guard columns.count > 1 else { return [] }
    let fits = table.body.filter { !table.isSum($0, grid) }.compactMap { row -> Bool? in
      let amounts = ([used] + columns).map { column in
        grid.cell(rowIndex: row, column: column).flatMap { cells.quietly($0, unit: units[column] ?? .yuan) } ?? 0
      }
      guard amounts.contains(where: { $0 > 0 }), let most = mostDue(row) else { return nil }
      // A header may be merged over columns of which one alone is filled in.
      return amounts.count(where: { $0 > 0 }) > 1 && amounts.allSatisfy { 0 <= $0 && $0 <= most }
        && amounts.reduce(0, +) <= most
    }
    return fits.count(where: \.self) * 2 > fits.count ? columns.sorted() : []
  }

  /// DZ104: of several columns below one header only the left one is read, though all may be payments.
  private mutating func tellTogether(_ columns: [Int], beside used: Int, _ last: Int) {
    let row = out.source.headerRows.upperBound
    let header = cells.header(used)
    out.discrepancies.append(
      Discrepancy(
        .unknownColumn, severity: .error,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(header)"),
        period: period, field: Field.amount.rawValue,
        spots: columns.map { .init(cells.place(row, $0), raw: table.paths[$0] ?? "") }, touches: [.stated],
        zh: "“\(header)”下有 \(columns.count + 1) 列金额（至 \(Place.letters(last)) 列），只采用了最左一列：请给各列写明月份，或加一列写明合计",
        en:
          "\(columns.count + 1) columns of amounts stand below \(header), up to \(Place.letters(last)); only the left one is used: name the month of each, or add a column of what they come to"
      ))
  }

  /// DZ104: a column that means what another means; an error where both may be payments, which come to no more than is due.
  private mutating func tellRepeated(_ column: Int, _ field: Field) {
    let used = columnOf[field] ?? (field == .amount ? amountOfTime(column) : nil)
    if field == .amount || field == .due, let used, isPairOfWords(column, used) { return }
    let isOfMonths = field == .amount && areOfTwoMonths(column, used)
    let isPayment = !isOfMonths && field == .amount && used.map { mayBePaidBeside($0, column) } ?? false
    guard isPayment || isOfMonths || !isSame(column, as: used) else { return }
    let (zhUse, enUse) =
      used.map { ("“\(cells.header($0))”含义重复，只采用后者", "column \(cells.header($0)), and only that one is used") }
      ?? ("另一列含义重复，未采用", "another, and is not used")
    // What hangs on it: an error says why it is one.
    let (zhWhy, enWhy) =
      isPayment
      ? (
        "；两列合起来不多于应发，可能是先后两次发放，少计一次：如是，请加一列写明合计",
        ": together they are no more than is due, so they may be two payments; if so, add a column of what they come to"
      )
      : isOfMonths
        ? (
          "；两列各是一个月的，别的月份没有计入：请把各月的列名写成“1月金额”这样",
          ": each is of a month of its own, and only one month counts; head each month's column as 1月金额"
        )
        : ("", "")
    out.discrepancies.append(
      Discrepancy(
        .unknownColumn, severity: isPayment || isOfMonths ? .error : nil,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(column)"),
        period: period, field: field.rawValue,
        spots: [.init(cells.place(out.source.headerRows.upperBound, column), raw: table.paths[column] ?? "")],
        touches: isPayment || isOfMonths ? [.stated] : [],
        zh: "列“\(cells.header(column))”与\(zhUse)\(zhWhy)",
        en: "column \(cells.header(column)) means the same as \(enUse)\(enWhy)"))
  }

  /// The column of money of the month that a header names, or of the only one that the table is of.
  private func amountOfTime(_ column: Int) -> Int? {
    let month = monthNamed(column)
    return table.months.first { $0.month == month && $0.amount != nil }?.amount
      ?? (table.months.count == 1 ? table.months[0].amount : nil)
      ?? (table.spans.count == 1 ? table.spans[0].amount : nil)
  }

  /// The month that a header begins with, whatever it says behind it.
  private func monthNamed(_ column: Int) -> YearMonth? {
    let parts = (table.paths[column] ?? "").split(separator: "›").map(String.init)
    return parts.lazy.compactMap { part in
      let words = Text.headerWords(part)
      guard let mark = words.firstIndex(of: "月") else { return nil }
      return Vocabulary.month(String(words[...mark]), year: policy.from.year)
    }.first
  }

  /// Whether two columns are of different months, each of which says so: 1月支付 and 2月支付 are no one payment.
  private func areOfTwoMonths(_ column: Int, _ other: Int?) -> Bool {
    guard let other, let own = monthNamed(column), let theirs = monthNamed(other) else { return false }
    // 12月底累计 is of all months up to it.
    let areUpTo = [column, other].contains { column in
      ["累计", "底", "末", "前", "止", "截"].contains(where: (table.paths[column] ?? "").contains)
    }
    return own != theirs && !areUpTo
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
    let rows = table.body.filter { !table.isSum($0, grid) }
    let fits = rows.compactMap { row -> Bool? in
      func fen(_ column: Int) -> Int64? {
        grid.cell(rowIndex: row, column: column).flatMap { cells.quietly($0, unit: units[column] ?? .yuan) }
      }
      guard let one = fen(column), let two = fen(other), one > 0, two > 0 else { return nil }
      guard let most = mostDue(row, of: column) else { return nil }
      let heads = headsDue(row, of: column)
      if [one, two].contains(most) { return false }
      if let months = cell(row, .months).flatMap({ cells.quietly($0, unit: nil) }), (1...1200).contains(months),
        let rate = policy.singleRate,
        [heads * months, months].contains(where: { [one, two].contains(rate.fen &* $0) })
      {
        return false
      }
      return one &+ two <= most
    }
    return fits.count(where: \.self) * 2 > fits.count
  }

  /// How many are paid in a row, or in the month that a column is of, as far as it says: a member is one.
  private func headsDue(_ row: Int, of column: Int? = nil) -> Int64 {
    isOfMembers ? 1 : headsCell(row, of: column).flatMap { cells.quietly($0, unit: nil) } ?? 0
  }

  /// The heads of a row, or of the month that a column is of.
  private func headsCell(_ row: Int, of column: Int?) -> Cell? {
    let month = column.flatMap(monthNamed)
    let ofMonth = column == nil ? nil : table.months.first { $0.month == month || table.months.count == 1 }?.heads
    return ofMonth.flatMap { grid.cell(rowIndex: row, column: $0) } ?? cell(row, .eligible)
  }

  /// The most fen that a row's heads are due for a column's month, or for the list's months; nil where it states no heads.
  private func mostDue(_ row: Int, of column: Int? = nil) -> Int64? {
    let heads = headsDue(row, of: column)
    guard (1...1_000_000).contains(heads) else { return nil }
    let full = (column.flatMap(monthNamed).map { $0...$0 } ?? partOfTitles).map { part in
      policy.rounded(policy.calendar.filter(part.contains).reduce(.zero) { $0 + policy.rate(in: $1) })
    }
    return (full ?? policy.fullAmount).multiplied(by: Int(heads))?.fen
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
