/// What the number of fields proves of quotes that may or may not be meant, in files where nearly all records have as many.
extension CSVScanner {
  // Whether a quoted text would run over lines each of which is a whole record without it, as a quote that belongs to a text makes it do.
  // Of one line end alone nobody can tell: such a text has a line of its own with as many commas. A tab and a quote that closes nothing
  // are in no text of two columns.
  func areRecords(from start: Int, _ column: Int, to close: Int, isBroken: Bool) -> Bool {
    guard let width, patience > 0, close < bytes.count,
      bytes[start..<close].contains(where: { $0 == 0x0a || $0 == 0x0d })
    else { return false }
    var position = start
    var column = column
    var lineEnds = 0
    let least = isBroken && width == 2 && delimiter == [0x09] ? 1 : 2
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x0a || byte == 0x0d {
        if column != width { return false }
        if position >= close { return lineEnds >= least }
        lineEnds += 1
        position += byte == 0x0d && position + 1 < close && bytes[position + 1] == 0x0a ? 2 : 1
        column = 1
      } else if byte == first, isDelimiter(position) {
        column += 1
        position += delimiter.count
      } else {
        position += 1
      }
    }
    return column == width && lineEnds >= least
  }

  // Whether a quote before a delimiter belongs to its text, as in "24", black": the next quote ends a field that none begins, and only if
  // the text goes on so far has the record as many fields as the others.
  mutating func isText(quote position: Int, from start: Int, _ column: Int) -> Bool {
    let tail = position + 1 + delimiter.count
    guard let width, proofs > 0, tail < bytes.count, isDelimiter(position + 1) else { return false }
    var next = tail
    while next < bytes.count, Int(bytes[next]) != self.quote, bytes[next] != 0x0a, bytes[next] != 0x0d { next += 1 }
    guard next < bytes.count, Int(bytes[next]) == quote, isEnd(next + 1), !isStart(next) else { return false }
    proofs -= next - start
    guard !bytes[start..<position].contains(where: { $0 == 0x0a || $0 == 0x0d }) else { return false }
    let hasMore = next + 1 < bytes.count && isDelimiter(next + 1)
    let rest = hasMore ? fields(from: next + 1 + delimiter.count, skipsBlanks: skipsBlanks) : 0
    return column + rest == width && column + fields(from: tail, skipsBlanks: skipsBlanks) != width
  }

  // Whether quotes behind blanks guard delimiters in this record alone, for only so it has as many fields as the others.
  mutating func hasQuotesBehindBlanks(_ start: Int, _ column: Int) -> Bool {
    guard let width = width ?? quotedWidth, first != 0x20, proofs > 0, quoteBehindBlanks(start) > start else {
      return false
    }
    // Where all else is quoted, what opens and closes a field is a quote.
    if quoting == .throughout, let close = closing(of: quoteBehindBlanks(start)), isEnd(close + 1) { return true }
    return column - 1 + fields(from: start, skipsBlanks: true) == width
      && column - 1 + fields(from: start, skipsBlanks: false) != width
  }

  // How many fields a record has from here on, whose quoted ones end on their line.
  private mutating func fields(from start: Int, skipsBlanks: Bool) -> Int {
    var position = start
    var count = 1
    while position < bytes.count {
      let field = skipsBlanks ? quoteBehindBlanks(position) : position
      position = plainEnd(from: closing(of: field) ?? field)
      guard position < bytes.count, bytes[position] != 0x0a, bytes[position] != 0x0d else { break }
      position += delimiter.count
      count += 1
    }
    proofs -= position - start
    return count
  }

  // Where the quote is that closes a field on its line, if one opens it.
  func closing(of start: Int) -> Int? {
    guard Int(bytes[start]) == quote else { return nil }
    var position = start + 1
    while position < bytes.count, bytes[position] != 0x0a, bytes[position] != 0x0d {
      let isQuote = Int(bytes[position]) == quote
      let isDoubled = isQuote && position + 1 < bytes.count && Int(bytes[position + 1]) == quote
      if isQuote, !isDoubled { return position }
      position += isDoubled ? 2 : 1
    }
    return nil
  }
}

extension CSVDialect {
  /// Finds the number of fields that all records have as soon as quotes within texts, "Said "fine", then left", are text.
  mutating func settleWidth(by sample: [UInt8]) {
    guard width == nil, quote == 0x22, quoting != .none else { return }
    func judge(_ dialect: CSVDialect) -> CSVJudge {
      var judge = CSVJudge(dialect)
      sample.withUnsafeBufferPointer { buffer in
        var scanner = CSVScanner(buffer, dialect)
        scanner.scan(into: &judge)
      }
      return judge
    }
    var trial = self
    trial.width = judge(self).likelyWidth
    if trial.width != nil, judge(trial).commonWidth == trial.width {
      self = trial
    } else if quotedWidth == nil {
      trial.width = nil
      trial.quotedWidth = judge(self).likelyQuotedWidth
      if trial.quotedWidth != nil, judge(trial).quotedWidth == trial.quotedWidth { self = trial }
    }
  }
}
