import Glibc

/// A CSV in UTF-8 with its dialect, ready to be read.
struct CSVText: Sendable {
  private(set) var reading = CSVReading()
  private let utf8: [UInt8]
  // Where the records begin: after a mark and a `sep=` line.
  private var start = 0

  var byteCount: Int { utf8.count }

  init(bytes padded: [UInt8], options: CSVOptions) {
    let text = withoutPadding(padded)
    let padding = padded.count - text.count
    let bytes = padding == 0 ? padded : Array(text)
    let mark = TextEncoding.byteOrderMark(bytes)
    let length = options.encoding == nil || options.encoding == mark?.encoding ? mark?.length ?? 0 : 0
    reading.hasByteOrderMark = length > 0
    if let fixed = options.encoding {
      reading.encoding = fixed
    } else if let mark {
      reading.encoding = mark.encoding
    } else {
      (reading.encoding, reading.isEncodingGuessed) = EncodingGuess.encoding(of: bytes)
    }
    reading.isCutOff = reading.encoding == .utf8 && UTF8Health.cutOff(bytes) > 0
    // Zeros in the place of a line's end are what a copy has not written.
    if padding > 1, bytes.last != 0x0a, bytes.last != 0x0d { reading.isCutOff = true }
    // What is UTF-8 already is read where it stands.
    let isReady =
      reading.encoding == .utf8
      && (options.encoding == nil && mark == nil && !reading.isEncodingGuessed
        || UTF8Health(bytes).errors == 0)
    var decoded = isReady ? TranscodedText(utf8: bytes) : transcoded(bytes, after: length, from: reading.encoding)
    start = isReady ? length : 0
    if reading.encoding == .utf8, length > 0 || options.encoding != nil, decoded.replaced > 0 {
      reading.isEncodingGuessed = true
    }
    reading.replacedBytes = decoded.replaced
    reading.nulBytes = decoded.utf8.count { $0 == 0 }
    // NUL bytes come from broken exports; no cell can show them.
    if reading.nulBytes > 0 { decoded.utf8.removeAll { $0 == 0 } }
    reading.nulBytes += padding
    // DOS ends a text with Ctrl-Z.
    if decoded.utf8.last == 0x1a { decoded.utf8.removeLast() }
    utf8 = decoded.utf8
    start = min(start, utf8.count)
    reading.lineEnds = Self.lineEnds(utf8)
    chooseDialect(options)
  }

  private mutating func chooseDialect(_ options: CSVOptions) {
    for _ in 0..<max(0, options.skippedLines) {
      guard let end = utf8[start...].firstIndex(where: { $0 == 10 || $0 == 13 }) else {
        start = utf8.count
        break
      }
      start = end + (utf8[end] == 13 && end + 1 < utf8.count && utf8[end + 1] == 10 ? 2 : 1)
    }
    let separator = options.skippedLines > 0 ? nil : Self.separatorLine(utf8, from: start)
    if let separator, options.delimiter == nil {
      start = separator.end
      reading.hasSeparatorLine = true
    }
    var delimiter = options.delimiter.map { Array($0.utf8) }
    if delimiter == nil, let separator { delimiter = separator.delimiter }
    if delimiter?.isEmpty == true { delimiter = nil }
    let sniffer = CSVSniffer(utf8[start...], delimiter: delimiter, quote: options.quote, escape: options.escape)
    (reading.dialect, reading.confidence) = (sniffer.dialect, sniffer.confidence)
  }

  /// Gives each record to a sink; blank fields are no cells, blank records count.
  func read<Sink: RowSink>(into sink: inout Sink, limits: Limits) throws(ReadError.Reason) -> SheetExtras {
    var rows = CSVRows(sink: sink, limits: limits)
    utf8.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(UnsafeBufferPointer(rebasing: buffer[start...]), reading.dialect)
      scanner.scan(into: &rows)
    }
    if let failure = rows.failure { throw failure }
    sink = rows.sink
    var extras = SheetExtras()
    extras.texts = rows.texts
    return extras
  }

  // `sep=;` alone on the first line tells Excel the delimiter and is not shown.
  private static func separatorLine(_ bytes: [UInt8], from start: Int) -> (delimiter: [UInt8], end: Int)? {
    let line = bytes[start...].prefix(1_024).prefix { $0 != 10 && $0 != 13 }
    let length = start + line.count
    var text = String(decoding: line, as: UTF8.self)
    // A program that has saved the file anew quotes what holds a delimiter, and fills the line up with delimiters.
    if text.hasPrefix("\"") {
      text.removeFirst()
      if let quote = text.firstIndex(of: "\"") { text.remove(at: quote) }
    }
    guard text.lowercased().hasPrefix("sep="), text.count > 4 else { return nil }
    text = String(text.dropFirst(4))
    if text == "\\t" { text = "\t" }
    guard let first = text.first, !first.isLetter, !first.isNumber, text == "||" || text.allSatisfy({ $0 == first })
    else { return nil }
    let delimiter = Array((text == "||" ? text : String(first)).utf8)
    var end = length
    if end < bytes.count, bytes[end] == 13 { end += 1 }
    if end < bytes.count, bytes[end] == 10 { end += 1 }
    return (delimiter, end)
  }

  private static func lineEnds(_ bytes: [UInt8]) -> CSVReading.LineEnds {
    var ends = CSVReading.LineEnds()
    bytes.withUnsafeBufferPointer { buffer in
      var previous: UInt8 = 0
      for byte in buffer {
        if byte <= 13 {
          if byte == 10 {
            if previous == 13 {
              ends.cr -= 1
              ends.crlf += 1
            } else {
              ends.lf += 1
            }
          } else if byte == 13 {
            ends.cr += 1
          }
        }
        previous = byte
      }
    }
    return ends
  }
}

/// Makes rows of cells from a CSV's fields.
struct CSVRows<Sink: RowSink>: CSVSink {
  private(set) var sink: Sink
  private(set) var texts = TextTable()
  private(set) var failure: ReadError.Reason?
  private var cells: [Cell] = []
  private var row = 1
  private let limits: Limits

  init(sink: Sink, limits: Limits) {
    self.sink = sink
    self.limits = limits
  }

  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool {
    guard !field.isEmpty else { return true }
    guard column <= limits.fields else { return refuse(.tooManyFields(record: row, limit: limits.fields)) }
    guard field.count <= limits.textBytes else { return refuse(.textTooLong(limit: limits.textBytes)) }
    let id = texts.intern(field)
    cells.append(Cell(column: column, style: 0, kind: .text, isFormula: false, bits: UInt64(id.rawValue)))
    return true
  }

  private mutating func refuse(_ reason: ReadError.Reason) -> Bool {
    failure = reason
    return false
  }

  mutating func endRecord() -> Bool {
    defer { row += 1 }
    guard failure == nil else { return false }
    if cells.isEmpty { return true }
    guard row <= limits.records else { return refuse(.tooManyRecords(limit: limits.records)) }
    let goesOn = sink.take(row: row, isHidden: false, cells: cells, texts: &texts)
    cells.removeAll(keepingCapacity: true)
    if let reason = sink.failure { failure = reason }
    if texts.count > limits.texts || texts.byteCount > limits.textTableBytes {
      failure = .tooManyTexts(limit: limits.texts)
    }
    return goesOn && failure == nil
  }
}
