/// Where a cell stands: row and column, both counted from 1 as people read them.
public struct CellAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The row, from 1.
  public var row: Int
  /// The column, from 1.
  public var column: Int

  /// An address from its row and column, both from 1.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `B7` or `$B$7`; nil if the text is no address.
  public init?(a1 text: some StringProtocol) {
    var column = 0
    var row = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "$"): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0 && column < 100_000:
        column = column * 26 + Int(byte - 64)
      case UInt8(ascii: "a")...UInt8(ascii: "z") where row == 0 && column < 100_000:
        column = column * 26 + Int(byte - 96)
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && row < 1_000_000_000:
        row = row * 10 + Int(byte - 48)
      default: return nil
      }
    }
    guard row > 0, column > 0 else { return nil }
    self.init(row: row, column: column)
  }

  /// The letters of a column: 1 → A, 27 → AA.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var reversed: [UInt8] = []
    while rest > 0 {
      reversed.append(UInt8(65 + (rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: reversed.reversed(), as: UTF8.self)
  }

  /// `B7`.
  public var description: String { Self.letters(ofColumn: column) + String(row) }

  /// Reading order: by row, then by column.
  public static func < (a: CellAddress, b: CellAddress) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}

/// A rectangle of cells, both corners inside.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
  /// The top left cell.
  public var first: CellAddress
  /// The bottom right cell.
  public var last: CellAddress

  /// The rectangle between two corners.
  public init(_ first: CellAddress, _ last: CellAddress) {
    self.first = first
    self.last = last
  }

  /// Reads `B7:D9` or `B7`; nil if the text is no range.
  public init?(a1 text: some StringProtocol) {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let head = ends.first, let first = CellAddress(a1: head), ends.count <= 2 else { return nil }
    guard let last = ends.count == 2 ? CellAddress(a1: ends[1]) : first else { return nil }
    self.init(
      CellAddress(row: min(first.row, last.row), column: min(first.column, last.column)),
      CellAddress(row: max(first.row, last.row), column: max(first.column, last.column)))
  }

  /// Whether the address lies inside.
  public func contains(_ address: CellAddress) -> Bool {
    (first.row...last.row).contains(address.row) && (first.column...last.column).contains(address.column)
  }

  /// `B7:D9`, or `B7` for a single cell.
  public var description: String { first == last ? first.description : "\(first):\(last)" }
}
