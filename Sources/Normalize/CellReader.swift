import Domain
import Spreadsheet

/// Reads single cells as numbers, flags, dates, IDs and accounts. Whatever is read otherwise than written is logged; whatever cannot be read is a discrepancy.
struct CellReader {
  let grid: Grid
  let table: Table
  let file: String
  let sheet: String
  var log = ReadingLog()
  var discrepancies: [Discrepancy] = []
  /// Columns of 万元 or 千元 → the most places that a number in them was written with.
  var scales: [Int: StatedScale] = [:]
  /// Columns with amounts in whole yuan among others.
  private var yuanColumns: Set<Int> = []
  /// The months that rows state beside their rate: 240元/人·月×12个月.
  var monthsOfRate: [Int: Int64] = [:]
  /// Rows whose ID number has its digits hidden behind stars.
  var maskedIDs: [Int] = []
  /// Rows whose account has.
  var maskedAccounts: [Int] = []
  /// The months of the policy.
  let period: ClosedRange<YearMonth>
  /// The year of the first of them.
  var year: Int { period.lowerBound.year }
  private var monthSets = TextMemo<MonthSet?>()
  var numbers = TextMemo<NumberText>()
  var plainFlags = TextMemo<Bool>()
  /// What other flags say; nil for what is neither yes nor no.
  var flagAnswers = TextMemo<Bool?>()
  var dates = TextMemo<MonthText>()
  private var trimmedTexts = TextMemo<String>()

  init(grid: Grid, table: Table, file: String, sheet: String, period: ClosedRange<YearMonth>) {
    self.period = period
    self.grid = grid
    self.table = table
    self.file = file
    self.sheet = sheet
  }

  /// The places of amounts in 万元 or 千元: of those that stand among amounts in 元 none was rounded further than these.
  var writtenScales: [Int: StatedScale] {
    var scales = scales
    for (column, scale) in scales where yuanColumns.contains(column) {
      scales[column]?.places = max(scale.places, scale.unit == .wan ? 4 : 3)
    }
    return scales
  }

  /// The place of a cell.
  func place(_ row: Int, _ column: Int) -> Place {
    Place(file: file, sheet: sheet, cell: Place.cell(row: row, column: column))
  }

  /// The text of a cell as stored, empty for none.
  func text(_ cell: Cell?) -> String {
    guard let cell else { return "" }
    return cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell)
  }

  /// The text of a cell without white space around it.
  mutating func trimmed(_ cell: Cell?) -> String {
    guard let cell, cell.kind == .text else { return Text.trimmed(text(cell)) }
    return trimmedTexts[cell.text]
      ?? trimmedTexts.keep(Text.trimmed(grid.texts[cell.text]), of: cell.text, in: grid.texts)
  }

  /// A whole number that stands plainly in a cell, such as a serial number; nil for anything else.
  func plainNumber(_ cell: Cell) -> Int64? {
    if cell.kind == .number, cell.number == cell.number.rounded(), abs(cell.number) < 1e15 { return Int64(cell.number) }
    let isShort =
      cell.kind == .text
      && grid.texts.withBytes(of: cell.text) { $0.count <= 15 && $0.allSatisfy { (48...57).contains($0) } }
    if isShort, let digits = Int64(grid.texts[cell.text]) { return digits }
    guard case .number(let written) = NumberText(text(cell)) else { return nil }
    return written.whole
  }

  /// A count, or fen if a unit is given, without a word about how it is written; nil if it is none.
  func quietly(_ cell: Cell, unit: MoneyUnit?) -> Int64? {
    guard cell.kind == .number || cell.kind == .text, case .number(let written) = NumberText(text(cell)) else {
      return nil
    }
    if let unit { return written.fen(in: unit) }
    return written.whole
  }

  /// The header path of a column, for messages.
  func header(_ column: Int) -> String { table.paths[column].map(Text.squeezed) ?? Place.letters(column) }

  private static let heads: Set<Field> = [.eligible, .listed, .quota, .concurrent]

  /// A count, or an amount in fen if a unit is given.
  mutating func number(
    _ cell: Cell?, _ field: Field, row: Int, column: Int, unit: MoneyUnit?, owner: RowOwner, period: String = ""
  ) -> Reading {
    guard let cell else { return .missing }
    let written: WrittenNumber
    switch cell.kind {
    case .number:
      guard let plain = decimal(cell, row: row, column: column) else {
        return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
      }
      written = WrittenNumber(value: plain, rules: [], suffix: "")
    case .text:
      switch numbers[cell.text] ?? numbers.keep(NumberText(grid.texts[cell.text]), of: cell.text, in: grid.texts) {
      case .blank:
        // Some programs save a formula that was never reckoned as an empty text.
        return cell.isFormula
          ? withoutValue(field, row: row, column: column, owner: owner, period: period) : .missing
      case .nothing:
        missingMark(cell, field, row: row, column: column, owner: owner, period: period)
        return .notApplicable
      case .unreadable:
        if let count = monthCount(cell, field, row: row, column: column) { return .value(count) }
        guard field == .rate, let rate = rateTimesMonths(cell, row: row) else {
          // CSV exports, and some writers, keep an error value as a text.
          return Self.errorNames.contains(Text.squeezed(grid.texts[cell.text]))
            ? errorValue(cell, field, row: row, column: column, owner: owner, period: period)
            : unreadable(cell, field, row: row, column: column, owner: owner, period: period)
        }
        written = rate
      case .number(let number) where unit == nil && number.rules.contains("decimal-comma"):
        // Nobody counts in fractions: 202111,12 are months.
        if let count = monthCount(cell, field, row: row, column: column) { return .value(count) }
        return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
      case .number(let number): written = number
      }
    case .error: return errorValue(cell, field, row: row, column: column, owner: owner, period: period)
    case .noValue: return withoutValue(field, row: row, column: column, owner: owner, period: period)
    case .date, .boolean: return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
    }
    if Self.heads.contains(field), ["人月", "个人月"].contains(written.suffix) {
      // Twelve months of three members are no 36 members.
      return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
    }
    let effective: MoneyUnit? = unit.map { written.unit ?? $0 }
    // Bounded before anything is reckoned with it.
    let bounded =
      if let unit { written.fen(in: unit) } else { written.whole.flatMap { abs($0) <= 1_000_000 ? $0 : nil } }
    guard var value = bounded else {
      return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
    }
    var rules = written.rules
    if field == .rate, let months = written.monthsEach ?? table.monthsEach[column] {
      // 2880元/年 is a year's rate: the policy's is a month's, in whole fen.
      value = (value * 2 + Int64(months)) / (Int64(months) * 2)
      rules.append(months == 12 ? "yearly-rate" : months == 6 ? "half-yearly-rate" : "quarterly-rate")
    }
    if field == .months, let months = table.monthsEach[column] {
      value *= Int64(months)
      rules.append("quarters-to-months")
    }
    if unit == nil, value < 0,
      [.quota, .concurrent, .eligible, .listed, .villageCount].contains(field)
    {
      // （3）人 is no minus; and who is taken off is written as −1.
      guard field == .concurrent || rules.contains("bracketed-negative") else {
        return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
      }
      value = -value
      rules = rules.map { $0 == "bracketed-negative" ? "bracketed-count" : $0 }
      if !rules.contains("bracketed-count") { rules.append("count-taken-off") }
    }
    if effective == .fen {
      rules.append("fen-to-yuan")
    } else if let unit = effective, unit != .yuan {
      scales[column] = StatedScale(unit: unit, places: max(written.value.places, scales[column]?.places ?? 0))
      rules.append(unit == .wan ? "wan-to-yuan" : "thousands-to-yuan")
    } else if effective != nil, value != 0 {
      yuanColumns.insert(column)
    }
    if !rules.isEmpty {
      let raw = text(cell)
      for rule in rules {
        log.note(
          rule, row: row, column: column, raw: raw, value: effective == nil ? "\(value)" : "\(Money(fen: value))")
      }
    }
    return .value(value)
  }

  /// The months that a cell names where their number is wanted; nil if it names none, or months of another year.
  mutating func monthSet(_ cell: Cell?) -> MonthSet? {
    guard let cell, cell.kind == .text else { return nil }
    if let known = monthSets[cell.text] { return known }
    let set = MonthSet(grid.texts[cell.text], year: year)
    return monthSets.keep(set, of: cell.text, in: grid.texts)
  }

  private mutating func monthCount(_ cell: Cell, _ field: Field, row: Int, column: Int) -> Int64? {
    guard field == .months else { return nil }
    if cell.kind == .text, let count = MonthSet.count(grid.texts[cell.text]) {
      log.note("months-counted", row: row, column: column, raw: grid.texts[cell.text], value: "\(count)")
      return count
    }
    guard let set = monthSet(cell), set.months.allSatisfy({ $0.year == year }) else { return nil }
    log.note("months-named", row: row, column: column, raw: grid.texts[cell.text], value: "\(set.months.count)")
    return Int64(set.months.count)
  }

  /// The rate of a cell that states its months as well, unless the row's own months say otherwise.
  private mutating func rateTimesMonths(_ cell: Cell, row: Int) -> WrittenNumber? {
    guard let product = RateTimesMonths.find(in: grid.texts[cell.text]) else { return nil }
    if let column = table.column(.months) {
      let own = grid[CellAddress(row: row, column: column)].flatMap { quietly($0, unit: nil) }
      guard own == product.months else { return nil }
    }
    monthsOfRate[row] = product.months
    var rate = product.rate
    rate.rules.append("rate-times-months")
    return rate
  }

  /// A stored double as the decimal that was meant: the shortest that reads back, cut to the 15 digits that a spreadsheet shows.
  private mutating func decimal(_ cell: Cell, row: Int, column: Int) -> WrittenDecimal? {
    let number = cell.number
    if number == number.rounded(), abs(number) < 1e15 { return WrittenDecimal(digits: Int64(number), places: 0) }
    let shortest = shortestDecimal(number)
    guard let exact = WrittenDecimal(shortest) else { return nil }
    guard abs(exact.digits) >= 1_000_000_000_000_000 else { return exact }
    var (digits, places) = (exact.digits, exact.places)
    while abs(digits) >= 1_000_000_000_000_000, places > 0 {
      digits = (digits + (digits < 0 ? -5 : 5)) / 10
      places -= 1
    }
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    log.note("binary-noise", row: row, column: column, raw: shortest, value: "\(Double(digits)) e-\(places)")
    return WrittenDecimal(digits: digits, places: places)
  }
}

extension Quantities {
  /// The quantities that an unreadable field leaves uncertain.
  static func touched(by field: Field) -> Quantities {
    switch field {
    case .town, .village, .code: .row
    case .concurrent: [.concurrent, .heads, .due]
    case .quota, .villageCount: []
    case .eligible, .listed: [.heads, .due]
    case .months, .personMonths, .start, .end: [.heads, .due]
    case .rate: [.due]
    case .amount, .due, .deduction, .backPay: [.stated]
    default: []
    }
  }
}
