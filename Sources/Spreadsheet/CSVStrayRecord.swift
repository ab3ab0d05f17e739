/// Reads a record that was pasted from a file of another dialect, which its number of fields proves.
extension CSVScanner {
  // So many fields are not reached by chance, as the parts of a title or of an address are.
  private static let least = 5
  private static let delimiters = Array(";\t|,".utf8)

  /// Reads a line whose fields are set apart by another delimiter, or quoted by another quote, than those of the file, into as many fields as
  /// nearly all records have; nil if it is no such line.
  mutating func strayRecord(from start: Int, into sink: inout some CSVSink) -> (end: Int, goesOn: Bool)? {
    guard let width, width >= Self.least, delimiter.count == 1, quote == 0x22, proofs > 0 else { return nil }
    var other = delimiter[0]
    let isSingle = bytes[start] == 0x27
    if !isSingle {
      // Whoever sets the first field apart sets all of them apart: no other line is looked at further than that.
      let head = bytes[start...].first {
        $0 == delimiter[0] || $0 == 0x0a || $0 == 0x0d || Self.delimiters.contains($0)
      }
      guard let head, head != delimiter[0], head != 0x0a, head != 0x0d else { return nil }
      other = head
    }
    let end = bytes[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? bytes.count
    proofs -= end - start
    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
    let dialect = CSVDialect(delimiter: [other], quote: isSingle ? 0x27 : 0x22)
    var look = StrayLook()
    var scanner = CSVScanner(line, dialect)
    scanner.scan(into: &look)
    guard look.fields == width, !look.isProse, scanner.brokenQuotes == 0 else { return nil }
    if isSingle {
      guard scanner.quotedFields == width, quotedRecords > 0 else { return nil }
    } else {
      // Outside quotes the file's own delimiter is still one.
      guard !hasOwnDelimiter(line) else { return nil }
    }
    var reader = CSVScanner(line, dialect)
    return (end, reader.scan(into: &sink))
  }

  private func hasOwnDelimiter(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var isQuoted = false
    for byte in line {
      if Int(byte) == quote { isQuoted.toggle() }
      if byte == first, !isQuoted { return true }
    }
    return false
  }
}

/// How many fields a line has, and whether a blank follows a delimiter, as in prose.
private struct StrayLook: CSVSink {
  private(set) var fields = 0
  private(set) var isProse = false

  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool {
    fields = column
    isProse = isProse || field.first == 0x20
    return true
  }

  mutating func endRecord() -> Bool { true }
}
