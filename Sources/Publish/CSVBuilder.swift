import Domain

/// RFC 4180 rows in one growing run of bytes: UTF-8 with BOM, LF, quoted only where needed.
struct CSVBuilder {
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var isRowStart = true

  /// A table with its header row.
  init(header: [String]) {
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

  /// A text. One that a spreadsheet would take for a formula gets a leading apostrophe.
  mutating func text(_ value: some StringProtocol) {
    separate()
    var value = String(value)
    value.withUTF8 { utf8 in
      guard let first = utf8.first else { return }
      var needsQuotes = false
      for byte in utf8 where byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13 {
        needsQuotes = true
        break
      }
      if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
      switch first {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: bytes.append(UInt8(ascii: "'"))
      default: break
      }
      if needsQuotes {
        for byte in utf8 {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
  }

  /// A number or date as it is: never an apostrophe.
  mutating func plain(_ value: some StringProtocol) {
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
