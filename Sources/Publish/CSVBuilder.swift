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

  /// A text. One that a spreadsheet would take for a formula gets a leading apostrophe; what does harm where a table is shown is a
  /// space, and no number of a person stands whole.
  mutating func text(_ value: String) {
    separate()
    let start = bytes.count
    var value = value
    let (isPlain, isHarmless) = value.withUTF8 { field in
      bytes.append(contentsOf: field)
      let isPlain = Self.isPlain(field)
      return (isPlain, isPlain || isHarmlessField(field))
    }
    if isPlain { return }
    if !isHarmless {
      bytes.removeLast(bytes.count - start)
      bytes.append(contentsOf: harmlessField(value).utf8)
    }
    protect(from: start)
  }

  /// Whether a field may stand as it is; where its bytes leave that open, it is looked at more closely.
  private static func isPlain(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    switch field.first {
    case nil: return true
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return false
    default: break
    }
    return doubts.withUnsafeBufferPointer { doubts in
      var doubt: UInt8 = 0
      var digits = 0
      // Without a branch at each byte, for tables are written by the million.
      for byte in field {
        doubt |= doubts[Int(byte)]
        digits &+= byte &- 48 < 10 ? 1 : 0
      }
      return doubt == 0 && (digits < 11 || !WrittenNumbers.mayBePersonal(field))
    }
  }

  /// For each byte, whether a field with it must be looked at: it asks for quotes, or begins what may do harm.
  private static let doubts: [UInt8] = (0...255).map { byte in
    byte < 0x20 || [0x22, 0x2C, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF].contains(byte) ? 1 : 0
  }

  /// A code, a keyed hash or a digest: no text of a county's, and nobody's number.
  mutating func code(_ value: String) { plain(value) }

  /// Fields of a row that are written once for many rows.
  struct Fields {
    fileprivate let bytes: [UInt8]

    init(_ write: (inout CSVBuilder) -> Void) {
      var csv = CSVBuilder()
      write(&csv)
      bytes = csv.bytes
    }
  }

  /// Fields that are written already.
  mutating func fields(_ fields: Fields) {
    separate()
    bytes.append(contentsOf: fields.bytes)
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
