import Domain
import Spreadsheet

/// Columns of figures whose header no word is known for: rate, months and money prove one another, and so do the seats, those who are not
/// paid again and those who are.
///
/// Only one column may fit, in nearly all rows; whatever a word has placed stays, and what two columns fit is asked about as before.
extension PlacedTable {
  mutating func placeFigures(_ policy: Policy) {
    let mayBePaid =
      table.column(.eligible) == nil && [.quota, .concurrent, .listed].allSatisfy { table.column($0) != nil }
    guard !table.unknown.isEmpty || mayBePaid else { return }
    let isOfMembers = table.column(.name) != nil || table.column(.idNumber) != nil
    guard isOfMembers || table.column(.village) != nil || table.column(.town) != nil || table.column(.code) != nil
    else {
      return
    }
    var figures = ColumnFigures(self, policy)
    guard !figures.isEmpty || mayBePaid else { return }
    func place(_ field: Field, _ column: Int?) {
      guard let column, table.column(field) == nil else { return }
      table.unknown.removeAll { $0 == column }
      table.settle(column, field)
      if field.isMoney { table.units[column] = .yuan }
      figures.take(column, as: field)
    }
    if !isOfMembers {
      place(.concurrent, figures.excluded)
      place(.eligible, figures.paid)
      // 实有 that is the seats without those who are not paid again is who is paid, not who is there.
      if table.column(.eligible) == nil, figures.isListedPaid, let listed = table.column(.listed) {
        table.settle(listed, .eligible)
      }
      if let (column, field) = figures.seats { place(field, column) }
      if table.months.isEmpty { place(.personMonths, figures.personMonths) }
    } else if table.months.isEmpty, table.spans.isEmpty, table.column(.month) == nil {
      place(.months, figures.months)
    }
    if table.months.allSatisfy({ $0.amount == nil }), table.spans.allSatisfy({ $0.amount == nil }) {
      place(.amount, isOfMembers ? figures.amountOfMembers : figures.amountOfHeads)
    }
    if table.ratesOfSpan.isEmpty, table.months.isEmpty { place(.rate, figures.rate) }
  }
}

extension Field {
  fileprivate var isMoney: Bool { self == .amount || self == .rate }
}

/// The figures of a table's records: of the columns that words have placed, and of those that they have not.
private struct ColumnFigures {
  private typealias Column = [Int: Int64]

  /// Hundredths by row, of columns that no word has placed.
  private var open: [Int: Column] = [:]
  private var known: [Field: Column] = [:]
  private let paths: [Int: String]
  /// The policy's rates, in fen, and its months.
  private let rates: Set<Int64>
  private let year: Int64

  init(_ placed: PlacedTable, _ policy: Policy) {
    let (table, grid) = (placed.table, placed.grid)
    paths = table.paths
    rates = Set(policy.rules.map(\.rate.fen).filter { $0 > 0 })
    year = Int64(policy.months)
    let fields: [Field] = [.rate, .months, .amount, .due, .quota, .listed, .concurrent, .eligible, .personMonths]
    let placedColumns = fields.compactMap { field in table.column(field).map { (column: $0, field: field) } }
    let sought = table.unknown.filter { table.paths[$0] != nil }
    var blanks: [Int: Int] = [:]
    for row in table.body.prefix(400) where table.isRecord(row, grid) && !table.isSum(row, grid) {
      for index in grid.rows[row].cells {
        let cell = grid.cells[index]
        let column = Int(cell.column)
        let field = placedColumns.first { $0.column == column }?.field
        guard field != nil || sought.contains(column) else { continue }
        guard let figure = Self.hundredths(cell, grid) else {
          if field == nil { blanks[column, default: 0] += 1 }
          continue
        }
        if let field { known[field, default: [:]][row] = figure } else { open[column, default: [:]][row] = figure }
      }
    }
    // What mostly says something else is no column of figures.
    open = open.filter { $0.value.count > 4 * blanks[$0.key, default: 0] }
  }

  var isEmpty: Bool { open.isEmpty }

  /// A column is known from here on.
  mutating func take(_ column: Int, as field: Field) { known[field] = open.removeValue(forKey: column) }

  private static func hundredths(_ cell: Cell, _ grid: Grid) -> Int64? {
    guard cell.kind == .number || cell.kind == .text,
      case .number(let written) = NumberText(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell)),
      let hundredths = written.value.scaled(by: 100), hundredths.magnitude < 1 << 40
    else { return nil }
    return hundredths
  }

  private var money: Column? { known[.amount] ?? known[.due] }

  /// The only column that fits in nearly all of its rows, and these are rows enough for chance to have no part in it: one wrong figure among
  /// them is to be found, not to hide what its column is.
  private func only(_ isNamed: (String) -> Bool = { _ in true }, _ fits: (_ row: Int, _ figure: Int64) -> Bool?) -> Int?
  {
    let fitting = open.filter { column, figures in
      guard let header = paths[column], isNamed(Text.squeezed(header)) else { return false }
      let told = figures.compactMap { fits($0.key, $0.value) }
      return told.count >= 5 && told.count * 5 >= figures.count * 4 && told.count(where: \.self) * 5 >= told.count * 4
    }
    return fitting.count == 1 ? fitting.keys.first : nil
  }

  /// The rate of a row in fen: what it states, else the policy's only one.
  private func rateOf(_ row: Int) -> Int64? {
    if let stated = known[.rate] { return stated[row] }
    return rates.count == 1 ? rates.first : nil
  }

  // MARK: Persons and their money

  /// The policy's rate in nearly every row, where the money beside it is of more than one month.
  var rate: Int? {
    guard known[.rate] == nil, let money else { return nil }
    return only { row, figure in money[row].map { rates.contains(figure) && $0 != figure } }
  }

  /// Whole months at the rate that come to the money; 12 in every row may count anything, unless it is called so.
  var months: Int? {
    guard known[.months] == nil, let money else { return nil }
    let found = only { row, figure in
      guard let rate = rateOf(row), let paid = money[row] else { return nil }
      return figure % 100 == 0 && (0...year * 100).contains(figure) && figure / 100 * rate == paid
    }
    guard let found, let counts = open[found] else { return nil }
    let isNamed = ["月", "时长"].contains { (paths[found] ?? "").contains($0) }
    return isNamed || Set(counts.values).count > 1 ? found : nil
  }

  /// What the rate makes of a row's months; of whole months up to a year's where none are stated.
  var amountOfMembers: Int? {
    guard money == nil else { return nil }
    let found = only { row, figure in
      guard let rate = rateOf(row), rate > 0 else { return nil }
      guard let stated = known[.months] else {
        return figure == 0 ? nil : figure % rate == 0 && (1...year).contains(figure / rate)
      }
      return stated[row].map { $0 / 100 * rate == figure && $0 % 100 == 0 }
    }
    guard let found, let amounts = open[found] else { return nil }
    // 240 in every row is the rate, or one month's money.
    return known[.months] != nil || amounts.contains { row, amount in amount > 0 && amount != rateOf(row) }
      ? found : nil
  }

  // MARK: Heads

  /// Who is not paid again: what the seats are more than those who are paid, which vacant seats and those who left are too.
  var excluded: Int? {
    guard known[.concurrent] == nil, let paid = known[.eligible], let seats = known[.quota] ?? known[.listed] else {
      return nil
    }
    let others = ["缺", "空", "离", "退", "辞", "免", "亡", "调", "差", "增", "未报"]
    let found = only({ header in !others.contains { header.contains($0) } }) { row, figure in
      guard let seats = seats[row], let paid = paid[row] else { return nil }
      return figure >= 0 && seats - figure == paid
    }
    return found.flatMap { (open[$0] ?? [:]).values.contains { $0 > 0 } ? $0 : nil }
  }

  /// Who is paid: the seats without those who are not paid again, or heads that all months' money comes to.
  var paid: Int? {
    guard known[.eligible] == nil else { return nil }
    if let seats = known[.quota] ?? known[.listed], let excluded = known[.concurrent],
      excluded.values.contains(where: { $0 > 0 })
    {
      return only { row, figure in seats[row].map { $0 - (excluded[row] ?? 0) == figure } }
    }
    guard let money, known[.quota] != nil else { return nil }
    return only { row, figure in
      guard let rate = rateOf(row), let paid = money[row] else { return nil }
      let each = known[.months].map { $0[row] ?? 0 } ?? year * 100
      return figure % 100 == 0 && figure / 100 * rate * each / 100 == paid
    }
  }

  /// Whether those who are said to be there are everywhere fewer than the seats by those who are not paid again: vacancies would have to be
  /// as many.
  var isListedPaid: Bool {
    guard let seats = known[.quota], let excluded = known[.concurrent], let listed = known[.listed] else {
      return false
    }
    let told = listed.compactMap { row, figure in seats[row].map { $0 - (excluded[row] ?? 0) == figure } }
    return told.count >= 5 && told.count(where: \.self) * 5 >= told.count * 4
      && excluded.values.count { $0 > 0 } >= 2
  }

  /// The seats, or who holds them: those who are paid and those who are not paid again together.
  var seats: (column: Int, field: Field)? {
    guard known[.quota] == nil || known[.listed] == nil, let paid = known[.eligible], let excluded = known[.concurrent],
      excluded.values.contains(where: { $0 > 0 })
    else { return nil }
    let found = only { row, figure in paid[row].map { $0 + (excluded[row] ?? 0) == figure } }
    guard let found else { return nil }
    let header = Text.squeezed(paths[found] ?? "")
    let isQuota = ["应", "定", "标", "编", "核", "指", "限", "满", "计划"].contains { header.contains($0) }
    let isListed = ["实", "现", "在"].contains { header.contains($0) }
    guard isQuota != isListed else { return nil }
    return (found, isQuota ? .quota : .listed)
  }

  /// Months of all heads together that come to the money, more than one head's where most rows have several.
  var personMonths: Int? {
    guard known[.personMonths] == nil, known[.months] == nil, let money else { return nil }
    let found = only { row, figure in
      guard let rate = rateOf(row), let paid = money[row] else { return nil }
      return figure % 100 == 0 && figure / 100 * rate == paid
    }
    return found.flatMap { column in
      let counts = (open[column] ?? [:]).values
      return counts.count { $0 > year * 100 } * 2 > counts.count ? column : nil
    }
  }

  /// What the rate makes of a row's person-months, or of its heads' months.
  var amountOfHeads: Int? {
    guard money == nil else { return nil }
    return only { row, figure in
      guard let rate = rateOf(row) else { return nil }
      if let stated = known[.personMonths] { return stated[row].map { $0 / 100 * rate == figure } }
      guard let heads = known[.eligible]?[row] else { return nil }
      let each = known[.months].map { $0[row] ?? 0 } ?? year * 100
      return heads / 100 * rate * each / 100 == figure
    }
  }
}
