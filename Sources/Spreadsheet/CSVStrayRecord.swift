/// Reads a record that was pasted from a file of another dialect, which its number of fields proves.
extension CSVScanner {
  // So many fields are not reached by chance, as the parts of a title or of an address are.
  private static let least = 5
  private static let delimiters = Array(";\t|,".utf8)

  /// Reads a line whose fields are set apart by another delimiter, or quoted by another quote, than those of the file, into as many fields as
  /// nearly all records have, with numbers where they have them; nil if it is no such line.
  mutating func strayRecord(from start: Int, into sink: inout some CSVSink) -> (end: Int, goesOn: Bool)? {
    guard let width, delimiter.count == 1, quote == 0x22, proofs > 0 else { return nil }
    let isSingle = bytes[start] == 0x27
    // What stands between quotes sets nothing apart.
    let isOpened = Int(bytes[start]) == quote
    let from = isOpened ? closing(of: start).map { $0 + 1 } ?? start : start
    // Whoever sets the first field apart sets all of them apart: no other line is looked at further than that.
    let head = bytes[from...].firstIndex {
      $0 == first || $0 == 0x0a || $0 == 0x0d || !isSingle && Self.delimiters.contains($0)
    }
    guard let head, bytes[head] != 0x0a, bytes[head] != 0x0d, (bytes[head] == first) == isSingle else { return nil }
    // Behind a colon stands what is told of the table: 注:…
    guard isOpened || !hasColon(bytes[start..<head]), bytes[start] != 0x20 else { return nil }
    let other = bytes[head]
    let end = bytes[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? bytes.count
    proofs -= end - start
    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
    let dialect = CSVDialect(delimiter: [other], quote: isSingle ? 0x27 : 0x22)
    var look = CSVJudge(dialect)
    var scanner = CSVScanner(line, dialect)
    scanner.scan(into: &look)
    guard look.fields == width, look.spaced == 0, scanner.brokenQuotes == 0 else { return nil }
    // Of lists and notes: all of it is quoted, or it has the file's figures, or the names of what stands right below.
    let isQuoted = scanner.quotedFields == width
    let isHead = start == 0 && (isQuoted || areNames(line, dialect, above: end))
    let hasFigures = !figureColumns.isEmpty && figureColumns.isSubset(of: look.figureColumns)
    let isOfQuotes = isQuoted && quoting == .throughout
    // Where few fields are to be reached, figures have to be at two places, or quotes around everything.
    guard
      width >= Self.least
        ? isHead || hasFigures || isOfQuotes || isSingle
        : isOfQuotes || isSingle || hasFigures && figureColumns.count > 1
    else { return nil }
    if isSingle {
      guard isQuoted, width >= Self.least && (isHead || hasFigures && quoting != .none) || isOfQuotes || isTorn(line)
      else { return nil }
    } else {
      // Outside quotes the file's own delimiter is still one.
      guard !hasOwnDelimiter(line) else { return nil }
    }
    var reader = CSVScanner(line, dialect)
    return (end, reader.scan(into: &sink))
  }

  // Whether a line's fields are different names, and the record right below has the file's figures, so that no other head can follow.
  private func areNames(_ line: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, above end: Int) -> Bool {
    var names = CSVNames()
    var reader = CSVScanner(line, dialect)
    reader.scan(into: &names)
    guard names.areAllNames, Set(names.fields).count == names.fields.count, end < bytes.count else { return false }
    let start = bytes[end...].firstIndex { $0 != 0x0a && $0 != 0x0d } ?? bytes.count
    let stop = bytes[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? bytes.count
    var own = CSVDialect(delimiter: delimiter, quote: UInt8(exactly: quote))
    own.skipsBlanks = skipsBlanks
    var look = CSVJudge(own)
    var below = CSVScanner(UnsafeBufferPointer(rebasing: bytes[start..<stop]), own)
    below.scan(into: &look)
    return look.fields == width && !figureColumns.isEmpty && figureColumns.isSubset(of: look.figureColumns)
  }

  // Whether a line has another number of fields than the file's records where single quotes are no quotes.
  private func isTorn(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = CSVDialect(delimiter: delimiter, quote: UInt8(exactly: quote))
    var look = CSVJudge(own)
    var scanner = CSVScanner(line, own)
    scanner.scan(into: &look)
    return look.fields != width
  }

  // In 10:30 and http://… a colon tells of nothing.
  private func hasColon(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    func isDigit(_ index: Int) -> Bool { field.indices.contains(index) && (0x30...0x39).contains(field[index]) }
    func isWithin(_ index: Int) -> Bool {
      isDigit(index - 1) && isDigit(index + 1) || field[(index + 1)...].starts(with: "//".utf8)
    }
    return field.indices.contains { field[$0] == 0x3a && !isWithin($0) }
      || field.indices.contains { field[$0...].starts(with: "：".utf8) }
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

/// Collects a line's fields that may be the names of columns.
private struct CSVNames: CSVSink {
  private(set) var fields: [[UInt8]] = []
  /// Whether every field begins with a letter.
  private(set) var areAllNames = true

  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool {
    let first = field.first ?? 0
    if !(0x41...0x5a).contains(first & 0xdf), first < 0x80 { areAllNames = false }
    fields.append(Array(field))
    return true
  }

  mutating func endRecord() -> Bool { true }
}
