/// A table on a sheet of an upload: what a document's rows belong to.
public struct SourceID: Hashable, Sendable {
  /// The position among the county's sources.
  public var rawValue: Int32
  /// A source by its position.
  public init(_ rawValue: Int) { self.rawValue = Int32(rawValue) }
  /// The position.
  public var index: Int { Int(rawValue) }
}

/// Where something stands: a file, a sheet of it, and a cell or range in A1 form; parts that do not apply are empty.
public struct Place: Hashable, Sendable {
  /// The file, relative to the inbox.
  public var file: String
  /// The sheet; empty for a CSV file or a whole workbook.
  public var sheet: String
  /// A cell or range in A1 form, or empty for the whole sheet or file.
  public var cell: String

  /// A place.
  public init(file: String, sheet: String = "", cell: String = "") {
    self.file = file
    self.sheet = sheet
    self.cell = cell
  }

  /// `taishan/a.xlsx#海宴镇!I60`, the form in which a source column names cells.
  public var source: String {
    guard !cell.isEmpty else { return sheet.isEmpty ? file : file + "#" + sheet }
    return file + (sheet.isEmpty ? "!" : "#" + sheet + "!") + cell
  }

  /// The letters of a column, counted from 1.
  public static func letters(_ column: Int) -> String {
    var rest = column
    var letters = ""
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// A cell in A1 form from its row and column, both from 1.
  public static func cell(row: Int, column: Int) -> String { letters(column) + String(row) }

  /// A stretch of one row, or of one column, in A1 form.
  public static func range(row: Int, column: Int, toRow: Int, toColumn: Int) -> String {
    let (first, last) = (cell(row: row, column: column), cell(row: toRow, column: toColumn))
    return first == last ? first : first + ":" + last
  }
}
