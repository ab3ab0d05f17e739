/// What was written into a sheet: its texts and numbers by position, so that the file can be held against them.
public struct WrittenSheet: Sendable {
  /// Its name.
  public let name: String
  private var values: [Int: CellValue] = [:]

  init(name: String) { self.name = name }

  private static func key(_ row: Int, _ column: Int) -> Int { row << 16 | column }

  /// The text or number in a cell; nil where there is none.
  public subscript(row row: Int, column column: Int) -> CellValue? { values[Self.key(row, column)] }

  /// How many cells hold a text or number.
  public var count: Int { values.count }

  mutating func note(_ value: CellValue, row: Int, column: Int) {
    switch value {
    case .text(""), .blank: values[Self.key(row, column)] = nil
    case .text, .number: values[Self.key(row, column)] = value
    default: break
    }
  }
}
