import Glibc

/// Finds fields and records in UTF-8 bytes. Reading is lenient where real files err: text after a closing quote belongs to the
/// field, a quote that never closes is an ordinary character, and a quote inside a quoted field need not be doubled.
struct CSVScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let delimiter: [UInt8]
  let first: UInt8
  let quote: Int
  private let isBackslash: Bool
  let skipsBlanks: Bool
  let width: Int?
  let quotedWidth: Int?
  let figureColumns: Set<Int>
  let quoting: CSVDialect.Quoting
  let staysOnLine: Bool
  private let opening: [UInt8]
  private let closing: [UInt8]
  private var scratch: [UInt8] = []
  // Quotes that led nowhere are read again as text; this bounds how many bytes such second readings may cost.
  var patience: Int
  // The same for looks at whole records, which must not cost what the quotes may need.
  var proofs: Int
  /// How many fields were quoted, and how many of those did not end as they should.
  private(set) var quotedFields = 0
  private(set) var brokenQuotes = 0
  /// How many quotes were escaped, and how many of those by another quote.
  private(set) var escapedQuotes = 0
  private(set) var doubledQuotes = 0
  /// How many quotes stand behind blanks.
  private(set) var spacedQuotes = 0
  /// How many records have a quoted field.
  private(set) var quotedRecords = 0
  private var isRecordQuoted = false
  /// How many fields of the first record are quoted, once it has ended.
  private(set) var quotedInHead: Int?
  /// How many fields of each of the first columns are quoted.
  private(set) var quotedByColumn = [Int](repeating: 0, count: CSVJudge.columnsInView)

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) {
    self.bytes = bytes
    delimiter = dialect.delimiter
    first = dialect.delimiter.first ?? 0x2c
    quote = dialect.quote.map(Int.init) ?? -1
    isBackslash = dialect.escape == .backslash
    skipsBlanks = dialect.skipsBlanks
    (width, quotedWidth) = (dialect.width, dialect.quotedWidth)
    figureColumns = dialect.figureColumns
    quoting = dialect.quoting
    staysOnLine = dialect.staysOnLine
    opening = dialect.pairedQuotes?.opening ?? []
    closing = dialect.pairedQuotes?.closing ?? []
    patience = bytes.count * 2 + 4_096
    proofs = patience
  }

  /// Reads all records; the last one may lack its line end. Gives whether the sink wants more.
  @discardableResult
  mutating func scan(into sink: inout some CSVSink) -> Bool {
    var position = 0
    var column = 1
    while position < bytes.count {
      if column == 1, width != nil, let stray = strayRecord(from: position, into: &sink) {
        position = stray.end
        if !stray.goesOn { return false }
        if position < bytes.count {
          position += bytes[position] == 0x0d && position + 1 < bytes.count && bytes[position + 1] == 0x0a ? 2 : 1
        }
        continue
      }
      var goesOn = true
      let start =
        bytes[position] == 0x20 && (skipsBlanks || hasQuotesBehindBlanks(position, column))
        ? quoteBehindBlanks(position) : position
      let isQuoted = quote >= 0 && Int(bytes[start]) == quote
      let isPaired = !opening.isEmpty && bytes[position] == opening[0]
      if isQuoted || isPaired,
        let end = isQuoted
          ? quotedField(from: start, column, &sink, &goesOn) : pairedField(from: position, column, &sink, &goesOn)
      {
        if start > position { spacedQuotes += 1 }
        position = end
        if !isRecordQuoted { quotedRecords += 1 }
        isRecordQuoted = true
      } else {
        let end = plainEnd(from: position)
        goesOn = sink.take(field: UnsafeBufferPointer(rebasing: bytes[position..<end]), column: column)
        position = end
      }
      if !goesOn { return false }
      if position >= bytes.count {
        return sink.endRecord()
      }
      switch bytes[position] {
      case 0x0a, 0x0d:
        position += bytes[position] == 0x0d && position + 1 < bytes.count && bytes[position + 1] == 0x0a ? 2 : 1
        column = 1
        isRecordQuoted = false
        if quotedInHead == nil { quotedInHead = quotedFields }
        if !sink.endRecord() { return false }
      default:
        position += delimiter.count
        column += 1
        // A delimiter as the very last byte leaves a blank field, which is no cell, but makes its record as wide as the others.
        if position >= bytes.count {
          return sink.take(field: UnsafeBufferPointer(start: nil, count: 0), column: column) && sink.endRecord()
        }
      }
    }
    return true
  }

  func plainEnd(from start: Int) -> Int {
    var position = start
    let count = bytes.count
    if delimiter.count == 1 {
      while position < count {
        let byte = bytes[position]
        if byte == first || byte == 0x0a || byte == 0x0d { return position }
        position += 1
      }
      return count
    }
    while position < count {
      let byte = bytes[position]
      if byte == 0x0a || byte == 0x0d || (byte == first && isDelimiter(position)) { return position }
      position += 1
    }
    return count
  }

  // Where a quote opens a field behind blanks, or else where the field begins.
  func quoteBehindBlanks(_ start: Int) -> Int {
    let position = bytes[start...].firstIndex { $0 != 0x20 } ?? start
    return Int(bytes[position]) == quote ? position : start
  }

  func isDelimiter(_ position: Int) -> Bool { has(delimiter, at: position) }

  private func has(_ text: [UInt8], at position: Int) -> Bool {
    guard position + text.count <= bytes.count else { return false }
    for offset in 0..<text.count where bytes[position + offset] != text[offset] { return false }
    return true
  }

  // Whether a field may end here.
  func isEnd(_ position: Int) -> Bool {
    position >= bytes.count || bytes[position] == 0x0a || bytes[position] == 0x0d || isDelimiter(position)
  }

  // Whether a field may begin here.
  func isStart(_ position: Int) -> Bool {
    var position = position
    if skipsBlanks { while position > 0, bytes[position - 1] == 0x20 { position -= 1 } }
    if position == 0 { return true }
    let before = bytes[position - 1]
    if before == 0x0a || before == 0x0d { return true }
    return position >= delimiter.count && isDelimiter(position - delimiter.count)
  }

  /// Reads a quoted field and gives its end; nil if the quote turns out to be an ordinary character.
  private mutating func quotedField(
    from start: Int, _ column: Int, _ sink: inout some CSVSink, _ goesOn: inout Bool
  ) -> Int? {
    if staysOnLine, closing(of: start) == nil { return nil }
    let count = bytes.count
    var position = start + 1
    var piece = position
    var hasScratch = false
    var isBroken = false
    var isGivenUp = false
    // Where two quotes may end the field: they are one that is escaped, but if none closes the field, a text's own and the closing one.
    var pair: (close: Int, kept: Int)?
    scratch.removeAll(keepingCapacity: true)
    func keep(_ end: Int, _ scratch: inout [UInt8]) {
      scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[piece..<end]))
    }
    while position < count {
      let byte = bytes[position]
      if isBackslash, byte == 0x5c, position + 1 < count,
        Int(bytes[position + 1]) == quote || bytes[position + 1] == 0x5c
      {
        escapedQuotes += 1
        keep(position, &scratch)
        hasScratch = true
        piece = position + 1
        position += 2
        continue
      }
      guard Int(byte) == quote else {
        position += 1
        continue
      }
      if position + 1 < count, Int(bytes[position + 1]) == quote {
        escapedQuotes += 1
        doubledQuotes += 1
        keep(position + 1, &scratch)
        hasScratch = true
        if pair == nil, isEnd(position + 2) { pair = (position + 1, scratch.count) }
        piece = position + 2
        position += 2
        continue
      }
      if isEnd(position + 1) {
        guard isText(quote: position, from: start, column) else { break }
        isBroken = true
        position += 1
        continue
      }
      // The opening quote of a later field shows that ours was never closed.
      if isStart(position), giveUp(position - start) {
        isGivenUp = true
        break
      }
      isBroken = true
      if closesLater(position + 1) {
        position += 1
        continue
      }
      break
    }
    if !isGivenUp, position >= count || areRecords(from: start, column, to: position, isBroken: isBroken) {
      isGivenUp = giveUp(position - start)
    }
    if isGivenUp {
      guard let pair else { return nil }
      (position, piece) = (pair.close, pair.close)
      scratch.removeLast(scratch.count - pair.kept)
    }
    quotedFields += 1
    if column <= quotedByColumn.count { quotedByColumn[column - 1] += 1 }
    if isBroken || position >= count { brokenQuotes += 1 }
    let close = min(position, count)
    var end = min(close + 1, count)
    if !isEnd(end) {
      // Text after the closing quote, as in `"甲" 乙`, belongs to the field.
      let tail = end
      end = plainEnd(from: tail)
      keep(close, &scratch)
      hasScratch = true
      let rest = UnsafeBufferPointer(rebasing: bytes[tail..<end])
      if !rest.allSatisfy({ $0 == 0x20 }) { scratch.append(contentsOf: rest) }
    } else if hasScratch {
      keep(close, &scratch)
    }
    if hasScratch {
      goesOn = scratch.withUnsafeBufferPointer { sink.take(field: $0, column: column) }
    } else {
      goesOn = sink.take(field: UnsafeBufferPointer(rebasing: bytes[(start + 1)..<close]), column: column)
    }
    return end
  }

  /// Reads a field between paired quotes, which has no escapes; nil if none closes it.
  private mutating func pairedField(
    from start: Int, _ column: Int, _ sink: inout some CSVSink, _ goesOn: inout Bool
  ) -> Int? {
    guard patience > 0, has(opening, at: start) else { return nil }
    let text = start + opening.count
    var position = text
    while position < bytes.count {
      if bytes[position] == closing[0], has(closing, at: position), isEnd(position + closing.count) {
        quotedFields += 1
        goesOn = sink.take(field: UnsafeBufferPointer(rebasing: bytes[text..<position]), column: column)
        return position + closing.count
      }
      // The quote that opens a later field shows that ours was never closed.
      if bytes[position] == opening[0], opening != closing, has(opening, at: position), isStart(position) { break }
      position += 1
    }
    patience -= position - start
    brokenQuotes += 1
    return nil
  }

  private mutating func giveUp(_ cost: Int) -> Bool {
    guard patience >= cost else { return false }
    patience -= cost
    brokenQuotes += 1
    return true
  }

  // Whether on this line a quote follows that closes the field, before another field opens one.
  private mutating func closesLater(_ start: Int) -> Bool {
    var position = start
    let limit = min(bytes.count, start + 4_096)
    guard patience > 0 else { return false }
    defer { patience -= position - start }
    while position < limit {
      let byte = bytes[position]
      if byte == 0x0a || byte == 0x0d { return false }
      if Int(byte) == quote {
        if isStart(position), !isEnd(position + 1) { return false }
        if isEnd(position + 1) { return true }
      }
      position += 1
    }
    return false
  }
}
