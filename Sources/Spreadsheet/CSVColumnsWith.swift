/// Finds the columns that have a sign in their values.
struct CSVColumnsWith: CSVSink {
  private let sign: [UInt8]
  private let isOfCommas: Bool
  private var columns: Set<Int> = []
  // Titles and notes are no table's.
  private var found: Set<Int> = []
  private var width = 0

  // Whether the sign stands between digits alone and another, as it does where a decimal comma has cut 1,5;2,5; 29.5;31.8 has its points.
  private var hasJoint = false
  // Whether fields begin with a blank, as they do where commas of a text have cut it.
  private var isSpaced = false
  private var widest = 0

  /// Whether a sign belongs to the values of a dialect's columns: to those of one, or of some of several between which nothing of a figure or
  /// a text has been cut.
  static func areOwners(of sign: [UInt8], in sample: [UInt8], cut dialect: CSVDialect) -> Bool {
    var columns = CSVColumnsWith(sign: sign, isOfCommas: dialect.delimiter.first == UInt8(ascii: ","))
    sample.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, dialect)
      scanner.scan(into: &columns)
    }
    let count = columns.columns.count
    return count < 2
      || columns.widest > 2 && count < columns.widest && !columns.hasJoint && !columns.isSpaced
  }

  private init(sign: [UInt8], isOfCommas: Bool) { (self.sign, self.isOfCommas) = (sign, isOfCommas) }

  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool {
    width = column
    widest = max(widest, column)
    if column > 1, field.first == 0x20 { isSpaced = true }
    if let place = field.firstRange(of: sign) {
      found.insert(column)
      func isDigit(_ index: Int) -> Bool { field.indices.contains(index) && (0x30...0x39).contains(field[index]) }
      let isWhole = place.lowerBound > 0 && (0..<place.lowerBound).allSatisfy(isDigit)
      if isOfCommas, isWhole, isDigit(place.upperBound) { hasJoint = true }
    }
    return true
  }

  mutating func endRecord() -> Bool {
    if width > 1 { columns.formUnion(found) }
    found = []
    return true
  }
}
