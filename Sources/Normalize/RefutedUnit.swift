import Domain
import Spreadsheet

/// A unit over columns of money that their rows refute: heads, months and rate come to the amounts in another one.
struct RefutedUnit: Sendable {
  var columns: [Int]
  /// The unit that is written; nil where none is.
  var stated: MoneyUnit?
  var proven: MoneyUnit
  /// How many rows prove it, of those that state an amount.
  var tying: Int
  var rows: Int
  /// Where the unit stands, by row number and column; the header's own cell where none does.
  var cells: [CellAddress]
  var raw: String
}
