import Domain
import Spreadsheet

/// Columns of figures whose header no word is known for: months and money prove one another, and so do the seats, those who are not paid
/// again and those who are.
///
/// Rows in which everything is as usual prove nothing: where all are paid twelve months, or nobody holds another post, any column of twelves
/// or noughts would fit. Only the rows that tell are counted, one column alone may fit, and whatever a word has placed stays.
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
    func place(_ field: Field, _ column: Int?) {
      guard let column, table.column(field) == nil else { return }
      table.unknown.removeAll { $0 == column }
      table.settle(column, field)
      figures.take(column, as: field)
    }
    if !isOfMembers {
      place(.concurrent, figures.excluded)
      place(.eligible, figures.paid)
      // 实有 that is the seats without those who are not paid again is who is paid, not who is there.
      if mayBePaid, table.column(.eligible) == nil, figures.isListedPaid, let listed = table.column(.listed) {
        table.settle(listed, .eligible)
      }
      place(.quota, figures.seats)
      if table.months.isEmpty { place(.personMonths, figures.personMonths) }
    } else if table.months.isEmpty, table.spans.isEmpty, table.column(.month) == nil {
      place(.months, figures.months)
    }
    // In another unit than yuan nothing is proven: the header's own is held against the rows elsewhere.
    guard table.statedUnit ?? .yuan == .yuan, table.months.allSatisfy({ $0.amount == nil }),
      table.spans.allSatisfy({ $0.amount == nil })
    else { return }
    let amount = isOfMembers ? figures.amountOfMembers(table.title) : figures.amountOfHeads
    if let amount, table.units[amount] ?? .yuan == .yuan,
      UnitWords.header((table.paths[amount] ?? "").split(separator: "›").map(String.init)) ?? .yuan == .yuan
    {
      place(.amount, amount)
      table.units[amount] = .yuan
    }
  }
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
  private var records = 0

  init(_ placed: PlacedTable, _ policy: Policy) {
    let (table, grid) = (placed.table, placed.grid)
    paths = table.paths.mapValues { Text.squeezed($0) }
    rates = Set(policy.rules.map(\.rate.fen).filter { $0 > 0 })
    year = Int64(policy.months)
    let fields: [Field] = [.rate, .months, .amount, .due, .quota, .listed, .concurrent, .eligible, .personMonths]
    let placedColumns = fields.compactMap { field in table.column(field).map { (column: $0, field: field) } }
    let sought = table.unknown.filter { table.paths[$0] != nil }
    var blanks: [Int: Int] = [:]
    for row in table.body.prefix(400) where table.isRecord(row, grid) && !table.isSum(row, grid) {
      records += 1
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
    // What mostly says something else is no column of figures, and what is of another fund, time or duty is none of this one's.
    open = open.filter { column, figures in
      figures.count > 4 * blanks[column, default: 0]
        && !Self.others.contains { (paths[column] ?? "").contains($0) }
    }
  }

  private static let others = [
    "欠", "未", "待", "尚", "拟", "预", "年初", "年终", "上年", "往年", "去年", "县级", "镇级", "区级", "省级", "中央", "配套", "自筹", "奖", "绩效",
    "工资",
    "保险", "医保", "社保", "养老", "参保", "档次", "缴", "费", "会", "次", "考", "培训", "工龄", "分", "党", "岁", "户", "残", "低保",
  ]

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

  /// What heads or months, in hundredths, come to at a rate; nil past what any amount is.
  private func product(_ count: Int64, _ rate: Int64, times each: Int64 = 100) -> Int64? {
    let (one, isOver) = (count / 100).multipliedReportingOverflow(by: rate)
    let (all, isPast) = one.multipliedReportingOverflow(by: each / 100)
    return isOver || isPast || count % 100 != 0 || each % 100 != 0 ? nil : all
  }

  /// What one column says in a row about what is sought: nothing where it is as it would be anyway.
  private enum Word { case fits, differs, usual }

  /// The only column that fits in nearly all rows and in most that tell, if these are at least as many as wanted: one wrong figure among
  /// them is to be found, not to hide what its column is.
  private func only(
    telling least: Int, _ isNamed: (String) -> Bool = { _ in true }, _ word: (_ row: Int, _ figure: Int64) -> Word?
  ) -> Int? {
    let fitting = open.filter { column, figures in
      guard let header = paths[column], isNamed(header) else { return false }
      let words = figures.compactMap { word($0.key, $0.value) }
      let telling = words.count { $0 != .usual }
      return words.count >= 5 && words.count * 5 >= figures.count * 4 && words.count * 2 >= records
        && words.count { $0 != .differs } * 5 >= words.count * 4
        // Where none has to tell, the header does.
        && telling >= least && (least == 0 || words.count { $0 == .fits } * 3 >= telling * 2)
    }
    return fitting.count == 1 ? fitting.keys.first : nil
  }

  /// The rate of a row in fen: what it states, else the policy's only one.
  private func rateOf(_ row: Int) -> Int64? {
    if let stated = known[.rate] { return stated[row] }
    return rates.count == 1 ? rates.first : nil
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
    return only(telling: 1, { _ in true }, word) ?? only(telling: 0, isNamed, word)
  }

  /// What the rate makes of a row's months; where none are stated, in a list that says that it pays, of the whole year in most rows.
  func amountOfMembers(_ title: String) -> Int? {
    guard money == nil else { return nil }
    let months = known[.months]
    let found = only(telling: 5) { row, figure in
      guard let rate = rateOf(row), rate > 0 else { return nil }
      if let months { return months[row].map { product($0, rate) == figure ? .fits : .differs } }
      return figure == 0 ? nil : figure % rate == 0 && (1...year).contains(figure / rate) ? .fits : .differs
    }
    guard let found, months == nil else { return found }
    let words = Text.squeezed(title)
    let pays =
      ["发放", "补贴", "补助", "津贴"].contains { words.contains($0) } && !["名册", "名单"].contains { words.contains($0) }
    let amounts = open[found] ?? [:]
    let whole = amounts.count { row, amount in rateOf(row).map { $0 * year == amount } ?? false }
    return pays && whole * 2 > amounts.count ? found : nil
  }

  // MARK: Heads

  /// Who is not paid again, by a header that says so: what the seats are more than those who are paid, vacant seats are too.
  var excluded: Int? {
    guard known[.concurrent] == nil, let paid = known[.eligible], let seats = known[.quota] ?? known[.listed] else {
      return nil
    }
    func saysSo(_ header: String) -> Bool {
      ["兼", "重", "不发", "不补", "不计", "不享", "不予", "扣", "减", "已领", "另领"].contains { header.contains($0) }
    }
    return only(telling: 2, saysSo) { row, figure in
      guard let seats = seats[row], let paid = paid[row] else { return nil }
      if figure == 0, seats == paid { return .usual }
      return figure >= 0 && seats - figure == paid ? .fits : .differs
    }
  }

  /// Whether heads come to a row's money; nil where nobody can say.
  private func isPaid(_ heads: Int64, _ row: Int) -> Bool? {
    guard let money, let rate = rateOf(row), let paid = money[row] else { return nil }
    return product(heads, rate, times: known[.months].map { $0[row] ?? 0 } ?? year * 100) == paid
  }

  /// Who is paid: the seats without those who are not paid again, which the money must not contradict; or heads that come to it.
  var paid: Int? {
    guard known[.eligible] == nil, let seats = known[.quota] ?? known[.listed] else { return nil }
    let excluded = known[.concurrent]
    return only(telling: 2) { row, figure in
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
    func saysSo(_ header: String) -> Bool {
      ["应", "法定", "标准", "编", "核定", "指标", "计划", "名额", "满额"].contains { header.contains($0) }
    }
    return only(telling: 2, saysSo) { row, figure in
      guard let paid = paid[row] else { return nil }
      let excluded = excluded[row] ?? 0
      return paid + excluded != figure ? .differs : excluded == 0 ? .usual : .fits
    }
  }

  /// Months of all heads together that come to the money, more than one head's where most rows have several.
  var personMonths: Int? {
    guard known[.personMonths] == nil, known[.months] == nil, let money else { return nil }
    let found = only(telling: 5) { row, figure in
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
    return only(telling: 5) { row, figure in
      guard let rate = rateOf(row) else { return nil }
      if let stated = known[.personMonths] { return stated[row].map { product($0, rate) == figure ? .fits : .differs } }
      guard let heads = known[.eligible]?[row] else { return nil }
      let each = known[.months].map { $0[row] ?? 0 } ?? year * 100
      return product(heads, rate, times: each) == figure ? .fits : .differs
    }
  }
}
