import Domain

/// RFC 4180 rows in one growing run of bytes: UTF-8 with BOM, LF, quoted only where needed.
struct CSVBuilder {
  private(set) var bytes: [UInt8] = []
  private var isRowStart = true

  /// Rows that follow others.
  init() {}

  /// The beginning of a table: the mark and the header row.
  init(header: [String]) {
    bytes = [0xEF, 0xBB, 0xBF]
    for name in header { text(name) }
    endRow()
  }

  /// Ends the row.
  mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    isRowStart = true
  }

  private mutating func separate() {
    if !isRowStart { bytes.append(UInt8(ascii: ",")) }
    isRowStart = false
  }

  /// A text. One that a spreadsheet would take for a formula gets a leading apostrophe; what does harm where a table is shown is a space.
  mutating func text(_ value: String) {
    separate()
    let start = bytes.count
    bytes.append(contentsOf: harmlessField(value).utf8)
    protect(from: start)
  }

  /// A field as another table has published it: a text with its mark, a number without.
  mutating func published(_ value: String) {
    separate()
    let start = bytes.count
    bytes.append(contentsOf: value.utf8)
    protect(from: start, marksFormulas: false)
  }

  /// Quotes what was appended as a field where its bytes need it: most do not.
  private mutating func protect(from start: Int, marksFormulas: Bool = true) {
    guard start < bytes.count else { return }
    let (isFormula, needsQuotes) = bytes.withUnsafeBufferPointer { buffer in
      var needsQuotes = false
      // Only control characters, quotes and commas matter, and they lie below all letters and digits.
      for byte in buffer[start...] where byte <= UInt8(ascii: ",") {
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13 { needsQuotes = true }
      }
      let first = buffer[start]
      let isFormula =
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
        default: false
        }
      return (isFormula, needsQuotes)
    }
    if isFormula, marksFormulas { bytes.insert(UInt8(ascii: "'"), at: start) }
    guard needsQuotes else { return }
    let plain = Array(bytes[start...])
    bytes.removeLast(plain.count)
    bytes.append(UInt8(ascii: "\""))
    for byte in plain {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number or date as it is: never an apostrophe.
  mutating func plain(_ value: String) {
    separate()
    bytes.append(contentsOf: value.utf8)
  }

  /// A whole number, or nothing.
  mutating func number(_ value: Int?) {
    separate()
    if let value { appendDigits(value) }
  }

  /// Yuan with two decimals, or nothing.
  mutating func money(_ value: Money?) {
    separate()
    guard let value else { return }
    if value.fen < 0 { bytes.append(UInt8(ascii: "-")) }
    let fen = abs(value.fen)
    appendDigits(Int(fen / 100))
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(48 + fen / 10 % 10))
    bytes.append(UInt8(48 + fen % 10))
  }

  /// A month as `2021-07`, or nothing.
  mutating func month(_ value: YearMonth?) {
    separate()
    if let value { bytes.append(contentsOf: value.description.utf8) }
  }

  /// true, false, or nothing.
  mutating func flag(_ value: Bool?) {
    separate()
    if let value { bytes.append(contentsOf: (value ? "true" : "false").utf8) }
  }

  private mutating func appendDigits(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
