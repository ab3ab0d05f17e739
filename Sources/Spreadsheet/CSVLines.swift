extension CSVDialect {
  /// What the lines of a text show that quotes would join.
  enum Lines {
    /// Quotes join none, or nothing speaks for the lines.
    case joined
    /// Every line is a record.
    case apart
    /// Nobody can tell.
    case doubtful
  }

  // What a way of cutting finds.
  private struct Look {
    let judge: CSVJudge
    let quoted: Int
    let doubled: Int
    let broken: Int

    init(_ sample: [UInt8], _ dialect: CSVDialect) {
      var judge = CSVJudge(dialect)
      (quoted, doubled, broken) = sample.withUnsafeBufferPointer { buffer in
        var scanner = CSVScanner(buffer, dialect)
        scanner.scan(into: &judge)
        return (scanner.quotedFields, scanner.doubledQuotes, scanner.brokenQuotes)
      }
      self.judge = judge
    }
  }

  /// Finds whether every line is a record where quotes of texts' own would make one of two: all lines have the same number of fields, and other
  /// such quotes stand within texts, undoubled. Of two fields one may be the text's next line, unless numbers stand in the other.
  mutating func settleLines(by sample: [UInt8]) -> Lines {
    // Without a quote nothing is joined, and the text need not be cut once more.
    guard let quote, quoting != .none, escape == .doubled, sample.contains(quote) else { return .joined }
    let own = Look(sample, self)
    guard own.judge.merged > 0 else { return .joined }
    var lines = self
    lines.staysOnLine = true
    var bare = self
    (bare.quote, bare.quoting) = (nil, .none)
    let (byLine, byNone) = (Look(sample, lines), Look(sample, bare))
    // Who neither doubles a quote nor guards anything by quotes does not quote.
    let isBare = own.doubled == 0 && byLine.judge.guarded == 0 && byNone.judge.regularWidth != nil && quote == 0x22
    let other = isBare ? byNone : byLine
    guard let width = other.judge.regularWidth else { return .joined }
    // Where every one opens or closes a whole field, or is doubled, the file is well-formed.
    let loose = sample.count { $0 == quote } - 2 * (own.quoted + own.doubled)
    let figures = other.judge.pureColumns.count
    if loose <= 0, own.broken == 0 {
      // So may a text of several lines look, but for numbers at the places of the record's.
      return figures > 1 || width == 2 && figures > 0 ? .doubtful : .joined
    }
    if width == 2, figures == 0 { return .doubtful }
    self = isBare ? bare : lines
    return .apart
  }
}
