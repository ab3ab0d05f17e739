import Domain

/// Adds up a table's columns while it is read, so that each stated sum meets its parts where it stands.
struct Sums {
  /// A column that people add up.
  struct Column {
    var column: Int
    var field: Field
    var month: YearMonth?
    var unit: StatedTotal.Unit
    /// Whether it sums up some of the months, as a quarter's does.
    var isSpan = false
  }

  /// What every column has come to at some row of the table.
  fileprivate struct Mark {
    var sums: [Int64]
    /// Cells that could not be read.
    var unread: [Int]
    var rows = 0

    init(width: Int) {
      sums = Array(repeating: 0, count: width)
      unread = Array(repeating: 0, count: width)
    }
  }

  /// Where records began that a sum row may be about, and the first and last of them.
  fileprivate struct Start {
    var mark: Mark
    var first: Int?
    var last = 0
  }

  /// Rows of one town or village that stand together.
  private struct Run {
    var place: SummedPlace
    var start: Start
  }

  /// What a column's records come to, from the first of them to the last.
  struct Parts {
    var sum: Int64
    /// The same with the subtotals among them.
    var doubled: Int64
    var rows: ClosedRange<Int>
    var count: Int
    var isComplete: Bool
    /// Whether they are all of the table.
    var isGrand: Bool
  }

  let columns: [Column]
  private var total: Mark
  /// By level: where the records begin that no sum row of it has closed.
  private var starts: [Start]
  /// Since the last sum row of a town or the table.
  private var runs: [Run] = []
  private var subtotals: [Int64]
  private var lastRow = 0
  /// Whether the last sum of level 2 was a town's own 小计.
  private var isBelowTown = false
  /// Where the records begin that the last sum row of a town or village, 小计, closed.
  private var lastSummed: Int?
  /// The level of the whole table.
  static let grand = 4
  /// The level of a page's sum, which closes no town and no table.
  static let page = 0

  init(columns: [Column]) {
    self.columns = columns
    total = Mark(width: columns.count)
    starts = Array(repeating: Start(mark: total), count: Self.grand + 1)
    subtotals = Array(repeating: 0, count: columns.count)
  }

  /// Adds a record's figures, column by column.
  mutating func add(row: Int, of place: SummedPlace, _ reading: (Column) -> Reading) {
    if runs.last.map({ !place.goesOn(from: $0.place) }) ?? true {
      runs.append(Run(place: place, start: Start(mark: total, first: row)))
    } else {
      runs[runs.count - 1].place.take(place)
    }
    for index in columns.indices {
      switch reading(columns[index]) {
      case .value(let value): total.sums[index] += value
      case .unreadable: total.unread[index] += 1
      case .absent, .missing, .notApplicable: break
      }
    }
    total.rows += 1
    lastRow = row
    runs[runs.count - 1].start.last = row
    for level in Self.page...Self.grand where starts[level].first == nil { starts[level].first = row }
  }

  /// What a sum row of a level should state for a column; nil if nothing stands above it.
  func parts(of index: Int, level: Int, stated: Int64) -> Parts? {
    let own = rows(level: level)
    let sum = self.sum(of: index, since: starts[level].mark)
    let all = self.sum(of: index, since: starts[Self.grand].mark)
    // 合计 may close a town or the whole table: whichever ties is meant, else the nearer one.
    let useWhole = own == 0 || (level >= 2 && sum != stated && all == stated)
    // 总计 below one of several tables on a sheet may close that one only; a town's own sum ends no table.
    let nearer = 2
    let useNearer =
      level == 3 && !isBelowTown && rows(level: nearer) > 0 && sum != stated
      && self.sum(of: index, since: starts[nearer].mark) == stated
    let start = starts[useWhole ? Self.grand : useNearer ? nearer : level]
    return parts(of: index, from: start)
  }

  private func parts(of index: Int, from start: Start, to end: Start? = nil) -> Parts? {
    let last = end?.mark ?? total
    guard let first = start.first else { return nil }
    let sum = last.sums[index] - start.mark.sums[index]
    return Parts(
      sum: sum, doubled: sum + subtotals[index], rows: Self.span(first, end?.last ?? lastRow),
      count: last.rows - start.mark.rows, isComplete: last.unread[index] == start.mark.unread[index],
      isGrand: last.rows - start.mark.rows == total.rows)
  }

  /// Rows from one to another: of tables side by side the right one's stand above the left one's last.
  private static func span(_ a: Int, _ b: Int) -> ClosedRange<Int> { min(a, b)...max(a, b) }

  private func sum(of index: Int, since mark: Mark) -> Int64 { total.sums[index] - mark.sums[index] }
  private func rows(level: Int) -> Int { total.rows - starts[level].mark.rows }

  /// Whether no record was added since the last sum row of a level.
  func isEmpty(level: Int) -> Bool { rows(level: level) == 0 }

  /// How many records a sum row of a level closes.
  func count(level: Int) -> (rows: Int, whole: Int) { (rows(level: level), total.rows) }

  /// Goes on with what a table of the same columns added up.
  mutating func goOn(from left: Sums) {
    guard left.columns.count == columns.count else { return }
    (total, starts, runs, lastRow) = (left.total, left.starts, left.runs, left.lastRow)
    lastSummed = left.lastSummed
    subtotals = left.subtotals
    isBelowTown = left.isBelowTown
  }

  /// Begins anew below a sum row, or behind the rows that it is about where more have been read.
  mutating func close(level: Int, stated: [Int64?], isOfTown: Bool = false, through own: Stretch? = nil) {
    guard level > Self.page else {
      starts[Self.page] = Start(mark: total)
      return
    }
    for (index, value) in stated.enumerated() { subtotals[index] += value ?? 0 }
    if level == 1 { lastSummed = starts[1].first }
    for lower in 1...level { starts[lower] = own?.end ?? Start(mark: total) }
    if level > 1 { (runs, isBelowTown) = ([], isOfTown) }
  }
}

/// The town and village that a row is about, by register position; -1 where unknown.
struct SummedPlace: Equatable {
  /// What rows are told apart by.
  enum Kind { case town, village }

  var town: Int
  var village: Int

  subscript(_ kind: Kind) -> Int { kind == .town ? town : village }

  /// Whether a row goes on with the place above it: what nobody can place ends no place's rows.
  fileprivate func goesOn(from other: SummedPlace) -> Bool {
    (town < 0 || other.town < 0 || town == other.town) && (village < 0 || other.village < 0 || village == other.village)
  }

  fileprivate mutating func take(_ other: SummedPlace) {
    if town < 0 { town = other.town }
    if village < 0 { village = other.village }
  }
}

// Sum rows of one town or village, where those above or below them have none.
extension Sums {
  /// Rows of one place among those that a sum row of a level would close.
  struct Stretch {
    /// The place, by register position.
    var place: Int
    var rows: ClosedRange<Int>
    var count: Int
    fileprivate var start: Start
    fileprivate var end: Start?
  }

  /// The rows that a sum row of a level would close, place by place.
  func stretches(level: Int, by kind: SummedPlace.Kind) -> [Stretch] {
    let since = starts[level].mark.rows
    var found: [Stretch] = []
    // Runs that ended before are not looked at: a table may have thousands.
    guard let oldest = runs.indices.reversed().first(where: { runs[$0].start.mark.rows <= since }) else { return [] }
    for (index, run) in runs.enumerated().dropFirst(oldest) {
      let next = index + 1 < runs.count ? runs[index + 1].start : nil
      // A sum row may have closed a part of the first.
      let start = index == oldest ? starts[level] : run.start
      guard let first = start.first else { continue }
      let end = next.map { Start(mark: $0.mark, first: $0.first, last: run.start.last) }
      let count = (next?.mark.rows ?? total.rows) - start.mark.rows
      if let last = found.last, last.place == run.place[kind] {
        let rows = Self.span(first, run.start.last)
        found[found.count - 1].rows =
          min(last.rows.lowerBound, rows.lowerBound)...max(last.rows.upperBound, rows.upperBound)
        found[found.count - 1].count += count
        found[found.count - 1].end = end
      } else {
        found.append(
          Stretch(place: run.place[kind], rows: Self.span(first, run.start.last), count: count, start: start, end: end))
      }
    }
    return found
  }

  /// Whether a sum row of its own has just closed the whole of a stretch: 西街道小计, and no row since.
  func hasOwnSum(_ stretch: Stretch) -> Bool {
    isEmpty(level: 1) && lastSummed.map { $0 <= stretch.rows.lowerBound } ?? false
  }

  /// What a column comes to in a stretch.
  func parts(of index: Int, in stretch: Stretch) -> Parts? {
    parts(of: index, from: stretch.start, to: stretch.end)
  }
}
