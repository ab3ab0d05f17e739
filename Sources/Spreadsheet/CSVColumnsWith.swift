/// Finds the columns that have a sign in their values.
struct CSVColumnsWith: CSVSink {
  private let sign: [UInt8]
  private var columns: Set<Int> = []
  // Titles and notes are no table's.
  private var found: Set<Int> = []
  private var width = 0

  /// How many columns have a sign in their values, as a dialect cuts a sample.
  static func count(_ sign: [UInt8], in sample: [UInt8], cut dialect: CSVDialect) -> Int {
    var columns = CSVColumnsWith(sign: sign)
    sample.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, dialect)
      scanner.scan(into: &columns)
    }
    return columns.columns.count
  }

  private init(sign: [UInt8]) { self.sign = sign }

  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool {
    width = column
    if field.firstRange(of: sign) != nil { found.insert(column) }
    return true
  }

  mutating func endRecord() -> Bool {
    if width > 1 { columns.formUnion(found) }
    found = []
    return true
  }
}
