/// One row of a sheet while it is being read.
public struct RowView: ~Copyable {
  /// The row's number, from 1.
  public let number: Int
  /// Whether the row is hidden.
  public let isHidden: Bool
  /// The row's non-blank cells, in column order.
  public let cells: [Cell]
  /// The texts that the cells refer to; valid for this row only.
  public let texts: TextTable
  let styles: Styles
  let is1904: Bool

  /// The text of a cell as displayed with its number format.
  public func display(_ cell: Cell) -> String { displayed(cell, texts, styles, is1904: is1904) }

  /// The value of a cell without its format, as `extract --raw` prints it.
  public func raw(_ cell: Cell) -> String { unformatted(cell, texts, styles, is1904: is1904) }
}

/// How far a sheet reaches, and what is in it.
public struct SheetSurvey: Sendable, Equatable {
  /// The last row that has a cell; 0 without cells.
  public internal(set) var lastRow = 0
  /// The last column that has a cell; 0 without cells.
  public internal(set) var lastColumn = 0
  /// Rows with cells.
  public internal(set) var rows = 0
  /// Cells that are not blank.
  public internal(set) var cells = 0
  /// Hidden rows.
  public internal(set) var hiddenRows = 0
  /// Hidden columns.
  public internal(set) var hiddenColumns = 0
  /// Merged ranges.
  public internal(set) var merges = 0
  /// Cells with a comment.
  public internal(set) var comments = 0
  /// Whether row numbers only rise.
  public internal(set) var isOrdered = true

  /// Cells of the rectangle from A1 to the last row and column.
  public var area: Int { lastRow * lastColumn }
}

/// Gives each row to a caller and forgets it.
struct BodySink: RowSink {
  let body: (borrowing RowView) throws -> Bool
  let styles: Styles
  let is1904: Bool
  var keptTexts = 0
  private(set) var thrown: (any Error)?
  let failure: ReadError.Reason? = nil
  static let wantsNotes = false

  init(body: @escaping (borrowing RowView) throws -> Bool, styles: Styles, is1904: Bool) {
    self.body = body
    self.styles = styles
    self.is1904 = is1904
  }

  mutating func take(row: Int, isHidden: Bool, cells: [Cell], texts: inout TextTable) -> Bool {
    var goesOn = false
    do {
      goesOn = try body(
        RowView(number: row, isHidden: isHidden, cells: cells, texts: texts, styles: styles, is1904: is1904))
    } catch {
      thrown = error
    }
    texts.truncate(to: keptTexts)
    return goesOn
  }
}

/// Measures a sheet.
struct SurveySink: RowSink {
  private(set) var survey = SheetSurvey()
  var keptTexts = 0
  private var last = 0
  let failure: ReadError.Reason? = nil

  init() {}

  mutating func take(row: Int, isHidden: Bool, cells: [Cell], texts: inout TextTable) -> Bool {
    if row <= last { survey.isOrdered = false }
    last = row
    if isHidden { survey.hiddenRows += 1 }
    if let cell = cells.last {
      survey.rows += 1
      survey.cells += cells.count
      survey.lastRow = max(survey.lastRow, row)
      survey.lastColumn = max(survey.lastColumn, Int(cell.column))
    }
    texts.truncate(to: keptTexts)
    return true
  }
}
