/// The number of a text in a `TextTable`.
public struct TextID: Hashable, Sendable {
  /// The position in the table.
  public let rawValue: UInt32

  /// The text at a position of its table.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// One non-blank cell, in 16 bytes: a county's whole sheet stays in memory without a String per cell.
public struct Cell: Sendable, Equatable {
  /// What the cell holds.
  public enum Kind: UInt8, Sendable {
    /// A text of the grid's table.
    case text
    /// A number with no date format.
    case number
    /// A date, time or duration: a serial number whose format says so.
    case date
    /// TRUE or FALSE.
    case boolean
    /// An error such as `#REF!`; its text is in the table.
    case error
    /// A formula that was saved without its value.
    case noValue
  }

  /// The column, from 1.
  public var column: Int32
  /// The cell format's number in the workbook's styles; 0 where there is none.
  public var style: UInt16
  /// What the cell holds.
  public var kind: Kind
  /// Whether a formula gave the value.
  public var isFormula: Bool
  var bits: UInt64

  init(column: Int, style: UInt16, kind: Kind, isFormula: Bool, bits: UInt64) {
    self.column = Int32(column)
    self.style = style
    self.kind = kind
    self.isFormula = isFormula
    self.bits = bits
  }

  /// The number, or the serial of a date; meaningless for other kinds.
  public var number: Double { Double(bitPattern: bits) }
  /// The text, or the name of an error; meaningless for other kinds.
  public var text: TextID { TextID(rawValue: UInt32(truncatingIfNeeded: bits)) }
  /// The truth value; meaningless for other kinds.
  public var boolean: Bool { bits != 0 }
}
