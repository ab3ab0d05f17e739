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
  /// Columns that sum up some of the months: quarters and half-years.
  var spans: [(months: ClosedRange<YearMonth>, heads: Int?, amount: Int?)] = []
  /// Columns whose header no field is known for.
  var unknown: [Int] = []
  /// Columns that were placed by what stands in them.
  var byContent: [(column: Int, field: Field)] = []
  /// Columns that name a field which another column has already.
  var repeated: [(column: Int, field: Field)] = []
  /// The texts above the header, joined.
  var title = ""
  /// The unit of each money column, where the document states one.
  var units: [Int: MoneyUnit] = [:]
  /// Columns of rates by the year.
  var yearly: Set<Int> = []
  /// Units that contradict each other.
  var unitConflict: [String] = []
  /// The column whose cells name several persons each.
  var namesTogether: Int?
  /// The seat that the table's members hold, where its header says so for all of them.
  var seat: String?

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
  func column(_ field: Field) -> Int? { fields.filter { $0.value == field }.keys.min() }

  /// What the document is, by its columns; nil if they make no document.
  var kind: DocumentKind? {
    let has = Set(fields.values)
    if has.contains(.name) || has.contains(.idNumber) {
      guard has.contains(.name),
        has.contains(.idNumber) || has.contains(.village) || has.contains(.role) || has.contains(.amount)
      else { return nil }
      return has.isDisjoint(with: [.amount, .months, .due, .rate]) ? .roster : .paymentList
    }
    guard has.contains(.village) || has.contains(.town) || has.contains(.code) else { return nil }
    if months.count >= 1 { return .monthly }
    let hasFigures = !has.isDisjoint(with: [.amount, .eligible, .quota, .villageCount, .concurrent, .due])
    return hasFigures || spans.contains { $0.amount != nil } ? .summary : nil
  }
}
