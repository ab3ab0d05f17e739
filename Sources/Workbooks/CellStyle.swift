/// How a cell looks, and whether a protected sheet lets people fill it.
public struct CellStyle: Hashable, Sendable {
  /// Bold letters.
  public var isBold = false
  /// In the middle of the cell.
  public var isCentered = false
  /// At the right edge of the cell, as numbers are.
  public var isRight = false
  /// Broken into lines where the cell is too narrow.
  public var isWrapped = false
  /// Thin lines around the cell.
  public var isBordered = false
  /// People may fill the cell on a protected sheet.
  public var isUnlocked = false
  /// Background as 0xRRGGBB.
  public var fill: UInt32?
  /// Letters as 0xRRGGBB.
  public var color: UInt32?
  /// Size of the letters in points.
  public var size: Double?
  /// The number format, for instance `#,##0.00`.
  public var numberFormat: String?

  /// A cell without any format.
  public init() {}
}

/// What a cell holds.
public enum CellValue: Equatable, Sendable {
  /// Nothing.
  case blank
  /// A text, never a formula.
  case text(String)
  /// A number.
  case number(Double)
  /// Year, month and day.
  case date(Int, Int, Int)
  /// A formula and the value it was saved with.
  case formula(String, Double)
  /// A formula that was saved without its value.
  case emptyFormula(String)
  /// A formula that failed, and the error's name.
  case error(String, String)

  /// A whole number.
  public static func count(_ value: Int) -> CellValue { .number(Double(value)) }
}
