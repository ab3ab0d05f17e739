import Domain
import Spreadsheet

/// A table on a sheet: where its header stands and what its columns mean.
struct Table: Sendable {
  /// Positions in `grid.rows` of the header.
  var header: ClosedRange<Int>
  /// Positions in `grid.rows` of what follows the header, up to the next table.
  var body: Range<Int>
  /// The header path of each column, for instance 补贴发放情况›金额(元).
  var paths: [Int: String] = [:]
  /// Fields by column.
  var fields: [Int: Field] = [:]
  /// Columns by month.
  var months: [(month: YearMonth, heads: Int?, amount: Int?)] = []
  /// How the columns of months are ticked off, where they are.
  var ticks: TickColumns?
  /// Columns of those who are among a month's heads, but not paid: 应发人数 │ 兼任人数 below it.
  var excludedOfMonth: [YearMonth: Int] = [:]
  /// The column of what the months so far have come to in money, beside a month's own amount: 本年累计金额.
  var toDate: Int?
  /// Columns that sum up some of the months: quarters and half-years.
  var spans: [(months: ClosedRange<YearMonth>, heads: Int?, amount: Int?)] = []
  /// Columns that count how many months of a quarter or half-year are paid.
  var monthsOfSpan: [ClosedRange<YearMonth>: Int] = [:]
  /// Columns of the rate of a quarter or half-year.
  var ratesOfSpan: [ClosedRange<YearMonth>: Int] = [:]
  /// Columns whose header no field is known for.
  var unknown: [Int] = []
  /// Columns that were placed by what stands in them.
  var byContent: [(column: Int, field: Field)] = []
  /// What the figures of its rows proved, of columns that words had not placed or had placed otherwise.
  var provenColumns: [(column: Int, field: Field)] = []
  /// Columns that name a field which another column has already.
  var repeated: [(column: Int, field: Field)] = []
  /// Columns whose words claim who is paid, whichever of them came first, and how surely they do.
  var claims: [(column: Int, sureness: Vocabulary.Sureness)] = []
  /// The texts above the header, joined.
  var title = ""
  /// The unit of each money column, where the document states one.
  var units: [Int: MoneyUnit] = [:]
  /// The unit that is stated above the table, or above the sheet's first.
  var statedUnit: MoneyUnit?
  /// Columns of rates by the year, half-year or quarter, and of quarters counted: how many months one is.
  var monthsEach: [Int: Int] = [:]
  /// The column that states the month of the election for all, or nil for each village, where it was taken for no beginning of terms.
  var election: (column: Int, month: YearMonth?)?
  /// 补贴月份, which names the months that 月数 counts.
  var monthsNamed: Int?
  /// Units that contradict each other.
  var unitConflict: [String] = []
  /// Units that the rows refute.
  var refutedUnits: [RefutedUnit] = []
  /// The column whose cells name several persons each.
  var namesTogether: Int?
  /// The column that names those who are not paid again, where it names them and does not count them.
  var namesOfConcurrent: Int?
  /// Rows, by number, of several members each, and how many.
  var parted: [Int: Int] = [:]
  /// The amounts of those of them that stand once and may be each member's or all of theirs.
  var unshared: [Int: [Field]] = [:]
  /// 月补贴金额 taken for the rate beside another amount, and which of the two would be the amount if it were none.
  var monthlyRate: (column: Int, amount: Int, isAmountElse: Bool)?
  /// Rows, by number, whose figures stand once for so many members together.
  var sharing: [Int: Int] = [:]
  /// Columns of amounts whose digits stand in a column each.
  var joined: [Int] = []
  /// The column of posts in the party where some are of discipline, and no other column says who holds one.
  var partyPosts: Int?
  /// The column that says who came and who left, beside one of notes.
  var changes: Int?
  /// In a list of changes, the columns that say what each row's change is and when.
  var kindsOfChange: (kind: Int, date: Int)?
  /// The column of given names, where the column of names holds surnames only.
  var givenNames: Int?
  /// Columns about others than the members, which stand beside them under headers of the same words.
  var ofOthers: [(columns: ClosedRange<Int>, words: String)] = []
  /// The column that says which subsidy a row pays, and its texts that name others than this fund's.
  var othersOfItems: (column: Int, others: Set<TextID>)?
  /// Whether that column says who is paid: 人员类别.
  var othersArePersons = false
  /// The column that says which year a row is of.
  var yearOfRow: Int?
  /// The years of rows that leave that column blank, each written once above its rows.
  var yearsAbove: [Int: Int] = [:]
  /// The column that says which quarter a row is about.
  var spanOfRow: Int?
  /// Columns that sum up others of their row, below headers of their own: 主任›人数 │ 委员›人数 │ 合计›人数.
  var sumsOfGroups: [(column: Int, field: Field, parts: [Int])] = []
  /// The seat that the table's members hold, where its header says so for all of them.
  var seat: String?
  /// Whether it is of one of several members who stand side by side in the row of their village.
  var isOneOfGroups = false

  /// Takes the table for one of a part of the year: a month's, quarter's or half-year's heads, amount and count of months.
  mutating func settle(on part: ClosedRange<YearMonth>) {
    let (heads, amount, count) = (column(.eligible), column(.amount), column(.months))
    fields = fields.filter { $0.value != .eligible && $0.value != .amount }
    guard part.lowerBound < part.upperBound else {
      months = [(part.lowerBound, heads, amount)]
      takeRunningTotals()
      return
    }
    spans = [(part, heads, amount)]
    if let count { (monthsOfSpan[part], fields[count]) = (count, .other) }
    countHeadsOfSpans()
    // Money alone says of which months it is: a half-year's is no correction of the other's.
    guard months.isEmpty else { return }
    months = (0...Int(part.upperBound.index - part.lowerBound.index)).map {
      (part.lowerBound.advanced(by: $0), nil, nil)
    }
  }

  /// The month whose money is all that the table states.
  var onlyMonth: YearMonth? {
    months.count == 1 && spans.isEmpty && column(.amount) == nil && column(.months) == nil ? months[0].month : nil
  }

  /// Heads of quarters and half-years without months between them are each of their months'.
  mutating func countHeadsOfSpans() {
    for span in ownSpans(of: \.heads) where !months.contains(where: { span.months.contains($0.month) }) {
      for index in 0...Int(span.months.upperBound.index - span.months.lowerBound.index) {
        months.append((span.months.lowerBound.advanced(by: index), span.heads, nil))
      }
    }
    months.sort { $0.month < $1.month }
  }

  /// The spans with a column that together say each month once: a half-year that its quarters make up is their sum, and a quarter
  /// whose neighbour is missing is a part of its half-year.
  func ownSpans(
    of column: (_ span: (months: ClosedRange<YearMonth>, heads: Int?, amount: Int?)) -> Int?
  ) -> [(months: ClosedRange<YearMonth>, heads: Int?, amount: Int?)] {
    func holds(_ span: ClosedRange<YearMonth>, _ other: ClosedRange<YearMonth>) -> Bool {
      span != other && span.lowerBound <= other.lowerBound && other.upperBound <= span.upperBound
    }
    func indices(_ span: ClosedRange<YearMonth>) -> Set<Int> {
      Set((span.lowerBound.index...span.upperBound.index).map { Int($0) })
    }
    let all = spans.filter { column($0) != nil }
    let sums = all.map { span in
      let parts = all.filter { holds(span.months, $0.months) }
      return indices(span.months) == parts.reduce(into: Set<Int>()) { $0.formUnion(indices($1.months)) }
    }
    return all.indices.filter { index in
      !sums[index] && !all.indices.contains { !sums[$0] && holds(all[$0].months, all[index].months) }
    }.map { all[$0] }
  }

  /// Whether a spreadsheet program made it out of another table.
  var isPivot: Bool {
    paths.values.contains { path in
      let words = Text.squeezed(path)
      return words.hasPrefix("行标签") || ["求和项:", "计数项:", "平均值项:"].contains { words.hasPrefix($0) }
    }
  }

  /// Whether heads and money stand in it, whatever they are of: the cells below 单位名称 will tell.
  var statesFigures: Bool {
    column(.amount) != nil && !Set(fields.values).isDisjoint(with: [.eligible, .quota, .concurrent, .listed])
  }

  /// The column of a field.
  func column(_ field: Field) -> Int? {
    var first: Int?
    for (column, own) in fields where own == field && column < first ?? .max { first = column }
    return first
  }

  /// What the document is, by its columns; nil if they make no document.
  var kind: DocumentKind? {
    let has = Set(fields.values)
    if has.contains(.name) || has.contains(.idNumber) {
      guard has.contains(.name),
        has.contains(.idNumber) || has.contains(.village) || has.contains(.role) || has.contains(.amount)
      else { return nil }
      let paysTimes = months.contains { $0.amount != nil } || spans.contains { $0.amount != nil }
      return has.isDisjoint(with: [.amount, .months, .due, .rate]) && !paysTimes ? .roster : .paymentList
    }
    guard !has.isDisjoint(with: [.village, .town, .code, .county]) else { return nil }
    if months.count >= 1 { return .monthly }
    let hasFigures = !has.isDisjoint(with: [.amount, .eligible, .quota, .villageCount, .concurrent, .due])
    return hasFigures || spans.contains { $0.amount != nil } ? .summary : nil
  }
}
