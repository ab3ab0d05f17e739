internal import Spreadsheet

/// Builds RFC 4180 text and hands it on in large pieces. Blank cells at a row's end and blank rows at the sheet's end stay unwritten.
struct CSVOutput {
  private let write: ([UInt8]) throws -> Void
  private var buffer: [UInt8] = []
  private var row = 0
  private var column = 1
  private var hasOpenRow = false
  private static let pieceBytes = 1 << 16

  init(write: @escaping ([UInt8]) throws -> Void) {
    self.write = write
    buffer.reserveCapacity(Self.pieceBytes * 2)
  }

  mutating func heading(_ name: String) {
    buffer.append(contentsOf: "# ".utf8)
    buffer.append(contentsOf: name.utf8)
    buffer.append(0x0a)
  }

  /// Announces a row; its line is written when a cell with text comes.
  mutating func beginRow(_ number: Int) {
    closeRow()
    pendingRow = number
  }

  mutating func beginCells(row number: Int) { pendingRow = number }

  private var pendingRow = 0

  mutating func add(column number: Int, _ text: String, isSparse: Bool) {
    var text = text
    text.withUTF8 { add(column: number, $0, isSparse: isSparse) }
  }

  mutating func add(column number: Int, _ text: UnsafeBufferPointer<UInt8>, isSparse: Bool) {
    if isSparse {
      buffer.append(contentsOf: CellAddress(row: pendingRow, column: number).description.utf8)
      buffer.append(0x2c)
      field(text)
      buffer.append(0x0a)
      return
    }
    if text.isEmpty { return }
    if !hasOpenRow {
      hasOpenRow = true
      column = 1
      row += 1
      while row < pendingRow {
        buffer.append(0x0a)
        row += 1
      }
    }
    while column < number {
      buffer.append(0x2c)
      column += 1
    }
    field(text)
  }

  mutating func endSheet() {
    closeRow()
    row = 0
    pendingRow = 0
  }

  /// How much waits to be written.
  var heldBytes: Int { buffer.count }

  /// Forgets what waits, and begins the sheet anew.
  mutating func discard() {
    buffer.removeAll(keepingCapacity: true)
    hasOpenRow = false
    row = 0
    pendingRow = 0
  }

  mutating func flushIfFull() throws { if buffer.count > Self.pieceBytes { try flush() } }

  mutating func flush() throws {
    if !buffer.isEmpty { try write(buffer) }
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func closeRow() {
    if hasOpenRow { buffer.append(0x0a) }
    hasOpenRow = false
  }

  private mutating func field(_ text: UnsafeBufferPointer<UInt8>) {
    let needsQuotes = text.contains { $0 == 0x2c || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d }
    guard needsQuotes else { return buffer.append(contentsOf: text) }
    buffer.append(0x22)
    for byte in text {
      if byte == 0x22 { buffer.append(0x22) }
      buffer.append(byte)
    }
    buffer.append(0x22)
  }
}
