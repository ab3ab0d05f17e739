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

  private struct Block {
    var sums: [Int64]
    var complete: [Bool]
    var rows = 0
    var first: Int?
    var last = 0

    init(width: Int) {
      sums = Array(repeating: 0, count: width)
      complete = Array(repeating: true, count: width)
    }
  }

  let columns: [Column]
  private var blocks: [Block]
  private var subtotals: [Int64]
  /// The level of the whole table.
  static let grand = 4
  /// The level of a page's sum, which closes no town and no table.
  static let page = 0

  init(columns: [Column]) {
    self.columns = columns
    blocks = Array(repeating: Block(width: columns.count), count: 5)
    subtotals = Array(repeating: 0, count: columns.count)
  }

  /// Adds a record's figures, column by column.
  mutating func add(row: Int, _ reading: (Column) -> Reading) {
    for index in columns.indices {
      switch reading(columns[index]) {
      case .value(let value): for level in Self.page...Self.grand { blocks[level].sums[index] += value }
      case .unreadable: for level in Self.page...Self.grand { blocks[level].complete[index] = false }
      case .absent, .missing, .notApplicable: break
      }
    }
    for level in Self.page...Self.grand {
      blocks[level].rows += 1
      blocks[level].first = blocks[level].first ?? row
      blocks[level].last = row
    }
  }

  /// What a sum row of a level should state for a column; nil if nothing stands above it.
  func parts(of index: Int, level: Int, stated: Int64) -> (
    sum: Int64, doubled: Int64, rows: ClosedRange<Int>, count: Int, isComplete: Bool, isGrand: Bool
  )? {
    let own = blocks[level]
    let whole = blocks[Self.grand]
    // 合计 may close a town or the whole table: whichever ties is meant, else the nearer one.
    let useWhole = own.rows == 0 || (level >= 2 && own.sums[index] != stated && whole.sums[index] == stated)
    // 总计 below one of several tables on a sheet may close that one only.
    let nearer = blocks[max(1, level - 1)]
    let useNearer =
      level == 3 && nearer.rows > 0 && own.sums[index] != stated && !useWhole && nearer.sums[index] == stated
    let block = useWhole ? whole : useNearer ? nearer : own
    guard let first = block.first else { return nil }
    return (
      block.sums[index], block.sums[index] + subtotals[index], first...block.last, block.rows, block.complete[index],
      useWhole || block.rows == whole.rows
    )
  }

  /// Whether no record was added since the last sum row of a level.
  func isEmpty(level: Int) -> Bool { blocks[level].rows == 0 }

  /// How many records a sum row of a level closes.
  func count(level: Int) -> (rows: Int, whole: Int) { (blocks[level].rows, blocks[Self.grand].rows) }

  /// Goes on with what a table of the same columns added up.
  mutating func goOn(from left: Sums) {
    guard left.columns.count == columns.count else { return }
    blocks = left.blocks
    subtotals = left.subtotals
  }

  /// Begins anew below a sum row.
  mutating func close(level: Int, stated: [Int64?]) {
    guard level > Self.page else {
      blocks[Self.page] = Block(width: columns.count)
      return
    }
    for (index, value) in stated.enumerated() { subtotals[index] += value ?? 0 }
    for lower in 1...level { blocks[lower] = Block(width: columns.count) }
  }
}
