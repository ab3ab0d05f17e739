import Domain
import Spreadsheet

/// The figures of a table's records: of the columns that words have placed, and of those that they have not.
struct ColumnFigures {
  typealias Column = [Int: Int64]

  /// Hundredths by row, of columns that no word has placed.
  private var open: [Int: Column] = [:]
  private(set) var known: [Field: Column] = [:]
  /// Of the columns whose words claim who is paid, and of those in post.
  private(set) var claimed: [Int: Column] = [:]
  let paths: [Int: String]
  /// The column of those in post, as words have it.
  let listed: Int?
  /// What tables of the same header have proven of its columns.
  let learned: [Int: Field]
  /// The most heads that a row may have by the policy, where it is a village's.
  let cap: Int64?
  /// The policy's rates, in fen, and its months.
  private let rates: Set<Int64>
  private let year: Int64
  /// How many months money may be of where rows do not state them: the policy's, or those that the table says.
  private let lengths: [Int64]
  private(set) var records = 0
  /// Whether its months count quarters or half-years.
  private let isByQuarter: Bool

  init(_ placed: PlacedTable, _ policy: Policy, part: ClosedRange<YearMonth>?, learned: ProvenHeaders) {
    let (table, grid) = (placed.table, placed.grid)
    paths = table.paths.mapValues { Text.squeezed($0) }
    rates = Set(policy.rules.map(\.rate.fen).filter { $0 > 0 })
    year = Int64(policy.months)
    listed = table.column(.listed)
    lengths = [year] + [part.map { Int64($0.upperBound.index - $0.lowerBound.index) + 1 }].compactMap(\.self)
    self.learned = learned.fields(of: table)
    isByQuarter = !table.monthsEach.isEmpty
    cap = table.column(.village) != nil || table.column(.code) != nil ? Int64(policy.quota) : nil
    let fields: [Field] = [
      .rate, .months, .amount, .due, .quota, .listed, .concurrent, .eligible, .personMonths, .villageCount,
    ]
    let placedColumns = fields.compactMap { field in table.column(field).map { (column: $0, field: field) } }
    let sought = table.unknown.filter { table.paths[$0] != nil }
    let claims = table.claims.map(\.column) + [listed].compactMap(\.self)
    // 年标准 is twelve months' rate, and four quarters are twelve months.
    func ofMonth(_ figure: Int64, _ field: Field, _ each: Int?) -> Int64 {
      guard let each, each > 0 else { return figure }
      return field == .rate ? figure / Int64(each) : field == .months ? figure * Int64(each) : figure
    }
    var blanks: [Int: Int] = [:]
    for row in table.body.prefix(400) where table.isRecord(row, grid) && !table.isSum(row, grid) {
      records += 1
      for index in grid.rows[row].cells {
        let cell = grid.cells[index]
        let column = Int(cell.column)
        let field = placedColumns.first { $0.column == column }?.field
        guard field != nil || sought.contains(column) || claims.contains(column) else { continue }
        let unit = field == .amount || field == .due ? table.units[column] ?? .yuan : .yuan
        guard let figure = Self.hundredths(cell, grid, unit) else {
          if field == nil { blanks[column, default: 0] += 1 }
          continue
        }
        if claims.contains(column) { claimed[column, default: [:]][row] = figure }
        if let field {
          known[field, default: [:]][row] = ofMonth(figure, field, table.monthsEach[column])
        } else if sought.contains(column) {
          open[column, default: [:]][row] = figure
        }
      }
    }
    // What mostly says something else is no column of figures.
    open = open.filter { column, figures in
      figures.count > 4 * blanks[column, default: 0]
        && !Self.others.contains { (paths[column] ?? "").contains($0) }
    }
  }

  /// What may come to the same figures as this fund's pay and is none of it, whatever the rows prove: what is not paid yet, or of another
  /// time, what others pay, and what is paid for another purpose or into an insurance.
  private static let others =
    ["欠", "未", "待", "拟", "预"] + ["年初", "年终", "上年", "往年", "去年"] + ["县级", "镇级", "省级", "中央", "配套", "自筹"] + [
      "奖", "绩效", "工资", "保", "缴", "档", "办公", "工作经费", "培训", "会议", "误工",
    ]

  /// A column is known from here on.
  mutating func take(_ column: Int, as field: Field, and former: Field? = nil) {
    if let former { known[former] = nil }
    known[field] = claimed[column] ?? open[column]
    open[column] = nil
  }

  private static func hundredths(_ cell: Cell, _ grid: Grid, _ unit: MoneyUnit) -> Int64? {
    guard cell.kind == .number || cell.kind == .text,
      case .number(let written) = NumberText(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell)),
      let hundredths = unit == .yuan ? written.value.scaled(by: 100) : written.fen(in: unit),
      hundredths.magnitude < 1 << 40
    else { return nil }
    return hundredths
  }

  private var money: Column? { known[.amount] ?? known[.due] }

  /// What heads or months, in hundredths, come to at a rate; nil past what any amount is.
  private func product(_ count: Int64, _ rate: Int64, times each: Int64 = 100) -> Int64? {
    let (one, isOver) = (count / 100).multipliedReportingOverflow(by: rate)
    let (all, isPast) = one.multipliedReportingOverflow(by: each / 100)
    return isOver || isPast || count % 100 != 0 || each % 100 != 0 ? nil : all
  }

  /// What one column says in a row about what is sought: nothing where it is as it would be anyway.
  private enum Word { case fits, differs, usual }

  /// The only column that fits in nearly all rows and in most that tell, if these are at least as many as wanted: one wrong figure among
  /// them is to be found, not to hide what its column is. Three rows are enough where all fit; and where another table of the same header
  /// has proven the column, it is enough that most do.
  private func only(
    _ field: Field, telling least: Int, _ isNamed: (String) -> Bool = { _ in true },
    _ word: (_ row: Int, _ figure: Int64) -> Word?
  ) -> Int? {
    let fitting = open.filter { column, figures in
      guard let header = paths[column], isNamed(header) else { return false }
      let words = figures.compactMap { word($0.key, $0.value) }
      let (telling, differing) = (words.count { $0 != .usual }, words.count { $0 == .differs })
      if learned[column] == field { return differing * 2 <= words.count && !words.isEmpty }
      // Where all figures are alike, a few rows prove nothing but a rate.
      let isFew =
        words.count < 5
        && (words.count < 3 || differing > 0 || telling < 2 || field != .rate && Set(figures.values).count < 2)
      return !isFew && words.count * 5 >= figures.count * 4 && words.count * 2 >= records
        && differing * 5 <= words.count
        // Where none has to tell, the header does.
        && telling >= min(least, words.count) && (least == 0 || (telling - differing) * 3 >= telling * 2)
    }
    let proven = fitting.keys.filter { learned[$0] == field }
    return proven.count == 1 ? proven[0] : fitting.count == 1 ? fitting.keys.first : nil
  }

  /// The rate of a row in fen: what it states, else the policy's only one.
  private func rateOf(_ row: Int) -> Int64? {
    if let stated = known[.rate] { return stated[row] }
    return rates.count == 1 ? rates.first : nil
  }

  /// The rate that months, or heads and their months, make the money of: the policy's, or one that nearly all rows share where months are
  /// stated. What equals the money tells nothing, and what is paid by the quarter is no rate of a month.
  func rate(ofMembers isOfMembers: Bool) -> Int? {
    guard known[.rate] == nil, !isByQuarter, let money else { return nil }
    let found = only(.rate, telling: 2) { row, figure in
      guard figure > 0, let paid = money[row], paid > 0 else { return nil }
      if figure == paid { return .usual }
      guard let heads = isOfMembers ? 100 : known[.eligible]?[row] else { return nil }
      if let months = known[.months] {
        return months[row].map { product(heads, figure, times: $0) == paid ? .fits : .differs }
      }
      let isWhole = (1...year).contains { product(heads, figure, times: $0 * 100) == paid }
      return isWhole && rates.contains(figure) ? .fits : .differs
    }
    return found.flatMap { column in
      let figures = Array((open[column] ?? [:]).values)
      let isOfPolicy = figures.count { rates.contains($0) } * 5 >= figures.count * 4
      let isShared = figures.contains { rate in figures.count { $0 == rate } * 5 >= figures.count * 4 }
      return isOfPolicy || isShared && known[.months] != nil ? column : nil
    }
  }

  // MARK: Persons and their money

  /// Whole months at the rate that come to the money: those of a part of the year tell, and where there are none the header has to.
  var months: Int? {
    guard known[.months] == nil, let money else { return nil }
    func word(_ row: Int, _ figure: Int64) -> Word? {
      guard let rate = rateOf(row), let paid = money[row] else { return nil }
      guard (0...year * 100).contains(figure), product(figure, rate) == paid else { return .differs }
      return figure == year * 100 ? .usual : .fits
    }
    func isNamed(_ header: String) -> Bool {
      ["月", "月数", "月份"].contains { header == $0 }
        || ["发放", "补贴", "补助", "享受", "领取", "计发", "计算", "任职", "在岗", "履职"].contains { header.contains($0) }
          && ["月", "时长"].contains { header.contains($0) }
    }
    return only(.months, telling: 1, { _ in true }, word) ?? only(.months, telling: 0, isNamed, word)
  }

  /// What the rate makes of a row's months; where none are stated, in a list that says that it pays, of the whole year in most rows.
  func amountOfMembers(_ title: String) -> Int? {
    guard money == nil else { return nil }
    let months = known[.months]
    func word(_ row: Int, _ figure: Int64, zero: Word?) -> Word? {
      guard let rate = rateOf(row), rate > 0 else { return nil }
      if let months { return months[row].map { product($0, rate) == figure ? .fits : .differs } }
      if figure == 0 { return zero }
      return figure % rate == 0 && (1...year).contains(figure / rate) ? .fits : .differs
    }
    let found =
      only(.amount, telling: 5) { word($0, $1, zero: nil) }
      ?? only(.amount, telling: 2, Vocabulary.saysPay) { word($0, $1, zero: .usual) }
    guard let found, months == nil, case let words = Text.squeezed(title) else { return found }
    let says = { (parts: [String]) in parts.contains(where: words.contains) }
    let pays = says(["发放", "补贴", "补助", "津贴"]) && !says(["名册", "名单"])
    let amounts = open[found] ?? [:]
    let whole = amounts.count { row, amount in rateOf(row).map { $0 * year == amount } ?? false }
    let areMany = amounts.count >= 5 || learned[found] == .amount || paths[found].map(Vocabulary.saysPay) ?? false
    return pays && areMany && whole * 2 > amounts.count ? found : nil
  }

  // MARK: Heads

  /// Who is not paid again, by a header that says so: what the seats are more than those who are paid, vacant seats are too.
  var excluded: Int? {
    guard known[.concurrent] == nil, let paid = known[.eligible], let seats = known[.quota] ?? known[.listed] else {
      return nil
    }
    return only(.concurrent, telling: 2, Self.saysExcluded) { row, figure in
      guard let seats = seats[row], let paid = paid[row] else { return nil }
      if figure == 0, seats == paid { return .usual }
      return figure >= 0 && seats - figure == paid ? .fits : .differs
    }
  }

  /// Whether heads come to a row's money; nil where nobody can say.
  func isPaid(_ heads: Int64, _ row: Int) -> Bool? {
    guard let money, let rate = rateOf(row), let paid = money[row] else { return nil }
    if let months = known[.months] { return product(heads, rate, times: months[row] ?? 0) == paid }
    return lengths.contains { product(heads, rate, times: $0 * 100) == paid }
  }

  /// Who is paid: the seats without those who are not paid again, which the money must not contradict; or heads that come to it.
  var paid: Int? {
    guard known[.eligible] == nil, let seats = known[.quota] ?? known[.listed] else { return nil }
    let excluded = known[.concurrent]
    return only(.eligible, telling: 2) { row, figure in
      guard let seats = seats[row] else { return nil }
      let isPaid = isPaid(figure, row)
      guard let excluded else {
        guard let isPaid else { return nil }
        return !isPaid ? .differs : figure == seats ? .usual : .fits
      }
      guard isPaid ?? true, seats - (excluded[row] ?? 0) == figure else { return .differs }
      return excluded[row] ?? 0 == 0 ? .usual : .fits
    }
  }

  /// Whether those who are said to be there are fewer than the seats by those who are not paid again, wherever there are such, and paid so.
  var isListedPaid: Bool {
    guard let seats = known[.quota], let excluded = known[.concurrent], let listed = known[.listed] else {
      return false
    }
    let telling = excluded.filter { $0.value > 0 }.keys.compactMap { row -> Bool? in
      guard let seats = seats[row], let listed = listed[row] else { return nil }
      return seats - (excluded[row] ?? 0) == listed && isPaid(listed, row) ?? true
    }
    return telling.count >= 2 && telling.count(where: \.self) * 5 >= telling.count * 4
  }

  /// The seats: those who are paid and those who are not paid again together, by a header that says how many there should be.
  var seats: Int? {
    guard known[.quota] == nil, let paid = known[.eligible], let excluded = known[.concurrent] else { return nil }
    return only(.quota, telling: 2, Self.saysSeats) { row, figure in
      guard let paid = paid[row] else { return nil }
      let excluded = excluded[row] ?? 0
      return paid + excluded != figure ? .differs : excluded == 0 ? .usual : .fits
    }
  }

  /// 单位数 beside towns: how many villages they have, where each has the seats of so many.
  func villages(ofSeats each: Int) -> Int? {
    guard known[.villageCount] == nil, let seats = known[.quota] ?? known[.listed] else { return nil }
    func saysSo(_ header: String) -> Bool {
      ["单位", "组织"].contains { header.contains($0) } && header.hasSuffix("数") && !header.contains("人")
    }
    return only(.villageCount, telling: 3, saysSo) { row, figure in
      seats[row].map { $0 == figure &* Int64(each) ? .fits : .differs }
    }
  }

  /// Months of all heads together that come to the money, more than one head's where most rows have several.
  var personMonths: Int? {
    guard known[.personMonths] == nil, known[.months] == nil, let money else { return nil }
    let found = only(.personMonths, telling: 5) { row, figure in
      guard let rate = rateOf(row), let paid = money[row] else { return nil }
      return product(figure, rate) == paid ? .fits : .differs
    }
    return found.flatMap { column in
      let counts = (open[column] ?? [:]).values
      return counts.count { $0 > year * 100 } * 2 > counts.count ? column : nil
    }
  }

  /// What the rate makes of a row's person-months, or of its heads' months.
  var amountOfHeads: Int? {
    guard money == nil else { return nil }
    return only(.amount, telling: 5) { row, figure in
      guard let rate = rateOf(row) else { return nil }
      if let stated = known[.personMonths] { return stated[row].map { product($0, rate) == figure ? .fits : .differs } }
      guard let heads = known[.eligible]?[row] else { return nil }
      let each = known[.months].map { $0[row] ?? 0 } ?? year * 100
      return product(heads, rate, times: each) == figure ? .fits : .differs
    }
  }
}
