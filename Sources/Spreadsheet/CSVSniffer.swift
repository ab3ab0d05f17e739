/// Finds a CSV's dialect by trying each and judging the whole pattern: do records agree in their number of fields, and do the
/// fields look like values? Title rows, notes and ragged rows weigh little, for agreement counts by its square.
struct CSVSniffer {
  private(set) var dialect = CSVDialect.standard
  private(set) var confidence = 1.0

  // So much of a file shows its pattern.
  private static let sampleBytes = 256 * 1024
  private static let delimiters: [[UInt8]] = [
    [0x2c], Array(", ".utf8), [0x09], [0x3b], [0x7c], Array("||".utf8), Array("~|~".utf8), [0x1f], [0x1e], [0x01],
    Array("，".utf8), Array("；".utf8), Array("｜".utf8), Array("、".utf8), Array("§".utf8), [0x7e], [0x5e], [0x0b], [0x3a],
    [0x20],
  ]
  // What has other uses in prose separates fields only when nothing better does, and from here on only if all records agree.
  private static let weights: [Double] = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.9, 0.9, 0.5, 0.7, 0.5, 0.5, 0.5, 0.4, 0.4,
  ]
  private static let firstDoubtful = 15
  // Of these two, blanks and colons, two fields may be a name's or a time's parts.
  private static let firstOfProse = 18

  init(
    _ text: ArraySlice<UInt8>, delimiter: [UInt8]?, quote: CSVOptions.Quote, escape: CSVDialect.Escape?
  ) {
    let sample = Self.sample(text)
    let quotes: [CSVDialect] =
      switch quote {
      case .automatic: Self.marks(in: sample)
      case .none: [CSVDialect(delimiter: [], quote: nil)]
      case .character(let byte): [CSVDialect(delimiter: [], quote: byte)]
      }
    let candidates = delimiter.map { [$0] } ?? Self.candidates(in: sample)
    var best = -1.0
    var second = 0.0
    var isBestHeadless = false
    var settled: (dialect: CSVDialect, score: Double)?
    for candidate in candidates {
      var ofDelimiter = -1.0
      var areQuotesWhole = false
      for mark in quotes {
        // Where every quote that opens a field closes it, quotes are no text.
        if areQuotesWhole, mark == CSVDialect(delimiter: [], quote: nil) { continue }
        let rank = delimiter == nil ? Self.delimiters.firstIndex(of: candidate) : nil
        for escape in Self.escapes(sample, mark.quote, fixed: escape) {
          var trial = mark
          trial.delimiter = candidate
          trial.escape = escape
          var (score, isWhole, cut) = Self.score(sample, trial, doubt: rank ?? 0)
          if isWhole, mark.quote == 0x22 { areQuotesWhole = true }
          if let rank { score *= Self.weights[rank] }
          if score > max(best, ofDelimiter) * 1.0001 || best < 0 {
            if score > best {
              if dialect.delimiter != candidate { second = max(second, best) }
              best = score
              dialect = trial
              isBestHeadless = cut == .belowTheHead
            }
          }
          if cut == .everywhere, (rank ?? 0) < Self.firstDoubtful, score > settled?.score ?? Self.singleColumn {
            settled = (trial, score)
          }
          ofDelimiter = max(ofDelimiter, score)
        }
      }
      if dialect.delimiter != candidate { second = max(second, ofDelimiter) }
    }
    // Parts that a column's values are joined of make many fields, but the head has none: what cuts it and all else alike is better.
    if isBestHeadless, let settled {
      second = best
      best = settled.score
      dialect = settled.dialect
    }
    if delimiter != nil {
      confidence = 1
    } else if best <= Self.singleColumn {
      // Nothing divides the lines: one column, whatever the delimiter.
      dialect = CSVDialect.standard
      confidence = sample.isEmpty ? 0 : 0.5
    } else {
      confidence = min(1, max(0, best * 0.5 + 0.5 * (best - max(0, second)) / best))
    }
  }

  private static let singleColumn = 0.02

  // A quoted text may be longer; so far its end is looked for.
  private static let longestSample = 2 << 20

  private static func sample(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.count > sampleBytes else { return Array(text) }
    let head = text.prefix(sampleBytes)
    let end = head.lastIndex { $0 == 0x0a || $0 == 0x0d } ?? head.endIndex
    var isQuoted = head[..<end].reduce(false) { $1 == 0x22 ? !$0 : $0 }
    if !isQuoted, end < head.endIndex { return Array(head[..<end]) }
    let longest = text.prefix(longestSample)
    for index in end..<longest.endIndex {
      if longest[index] == 0x22 { isQuoted.toggle() }
      if !isQuoted, longest[index] == 0x0a || longest[index] == 0x0d { return Array(longest[..<index]) }
    }
    return longest.endIndex == text.endIndex && !isQuoted ? Array(text) : Array(head[..<end])
  }

  // The ways of quoting that may be in use, the usual one first.
  private static func marks(in sample: [UInt8]) -> [CSVDialect] {
    var marks = [CSVDialect(delimiter: [], quote: 0x22)]
    if sample.contains(0x27) { marks.append(CSVDialect(delimiter: [], quote: 0x27)) }
    marks.append(CSVDialect(delimiter: [], quote: nil))
    for pair in CSVDialect.PairedQuotes.allCases where occurs(pair.opening, in: sample) > 0 {
      marks.append(CSVDialect(delimiter: [], quote: nil, pairedQuotes: pair))
    }
    return marks
  }

  private static func candidates(in sample: [UInt8]) -> [[UInt8]] {
    let pipes = sample.indices.filter { sample[$0] == 0x7c }
    func at(_ index: Int) -> UInt8 { sample.indices.contains(index) ? sample[index] : 0 }
    // Where pipes stand by twos, in the header too, the pair is the delimiter; by threes there are blank columns.
    let isPaired =
      pipes.count > 2
      && pipes.allSatisfy { (at($0 - 1) == 0x7c) != (at($0 + 1) == 0x7c) && at($0 - 1) != 0x7e && at($0 + 1) != 0x7e }
    let isWrapped = pipes.count > 1 && pipes.allSatisfy { at($0 - 1) == 0x7e && at($0 + 1) == 0x7e }
    return delimiters.filter { candidate in
      switch candidate {
      case [0x7c]: !pipes.isEmpty && !isPaired && !isWrapped
      case [0x7c, 0x7c]: isPaired
      case [0x7e, 0x7c, 0x7e]: isWrapped
      // One comma before a space may be chance, as in prose.
      case [0x2c, 0x20]: occurs(candidate, in: sample) > 1
      default: occurs(candidate, in: sample) > 0
      }
    }
  }

  private static func occurs(_ pattern: [UInt8], in sample: [UInt8]) -> Int {
    guard let first = pattern.first, sample.count >= pattern.count else { return 0 }
    var count = 0
    for index in 0...(sample.count - pattern.count)
    where sample[index] == first && pattern.indices.allSatisfy({ sample[index + $0] == pattern[$0] }) {
      count += 1
      if count > 1 { break }
    }
    return count
  }

  // Doubled quotes are tried first: a backslash has to be better to be an escape.
  private static func escapes(_ sample: [UInt8], _ quote: UInt8?, fixed: CSVDialect.Escape?) -> [CSVDialect.Escape] {
    if let fixed { return [fixed] }
    guard let quote, occurs([0x5c, quote], in: sample) > 0 else { return [.doubled] }
    return [.doubled, .backslash]
  }

  private static func score(_ sample: [UInt8], _ dialect: CSVDialect, doubt: Int) -> (Double, isWhole: Bool, Judge.Cut)
  {
    var judge = Judge(dialect)
    var broken = 0
    var quoted = 0
    var quotedRecords = 0
    var escaped = 0
    sample.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, dialect)
      scanner.scan(into: &judge)
      broken = scanner.brokenQuotes
      quoted = scanner.quotedFields
      quotedRecords = scanner.quotedRecords
      escaped = scanner.escapedQuotes
    }
    func verdict(_ score: Double) -> (Double, isWhole: Bool, Judge.Cut) {
      (score, broken == 0 && quoted > 0, judge.cut)
    }
    // A single quote is a quote only if it always comes in pairs: '440781… is how people keep numbers as text.
    if let quote = dialect.quote, quote != 0x22, broken > 0 || quoted == 0 { return verdict(0) }
    if dialect.pairedQuotes != nil {
      // They are text but where they guard something, or stand around everything.
      let isEverywhere = quoted * 10 > judge.fields * 9
      if broken > 0 || quoted == 0 || judge.guarded == 0 && !isEverywhere { return verdict(0) }
      return verdict(judge.score * 1.01)
    }
    // One row in single quotes that guard nothing went astray in a file without them.
    if dialect.quote == 0x27, quotedRecords <= 1, judge.records > 2, judge.guarded + escaped == 0 { return verdict(0) }
    if doubt >= firstDoubtful, !judge.isUniform(quoted: quoted, isOfProse: doubt >= firstOfProse) { return verdict(0) }
    // Quotes around amounts such as "3,996.00", or around whole lines, as a table saved twice has them, are quotes.
    if dialect.quote == nil, judge.splitRecords * 2 > judge.records { return verdict(0) }
    if judge.isList { return verdict(0) }
    // Amounts with thousands fall into many fields, two of which hang together in every record.
    if judge.joinedRecords == judge.records, judge.records > 0 { return verdict(judge.score * 0.5) }
    // Now and then a quote goes wrong in a file that has quotes all the same.
    return verdict(judge.score * (1 - 0.5 * Double(min(broken, judge.fields)) / Double(max(1, judge.fields))))
  }
}

/// Judges one way of cutting a text.
private struct Judge: CSVSink {
  private var widths: [Int: Int] = [:]
  private(set) var records = 0
  /// Fields that hold a delimiter or a line end, and so must be quoted.
  private(set) var guarded = 0
  private var width = 0
  private var hasContent = false
  private(set) var fields = 0
  private var figures = 0
  private var fractions = 0
  private var firstWidth = 0
  /// Records where a quote opens in one field and another closes in a later one.
  private(set) var splitRecords = 0
  /// Records where another delimiter joins two figures to a field.
  private(set) var joinedRecords = 0
  private var isJoined = false
  // Colons between two digits on either side, as times have them.
  private var times = 0
  private var endsInPair = false
  private var spaced = 0
  private var isOpened = false
  private var isSplit = false
  private var good = 0.0
  private let delimiter: UInt8
  private let quote: UInt8?

  init(_ dialect: CSVDialect) {
    delimiter = dialect.delimiter.first ?? 0x2c
    quote = dialect.quote
  }

  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool {
    width = column
    fields += 1
    if delimiter == 0x3a {
      if column > 1, endsInPair, Self.isPair(field.prefix(3)) { times += 1 }
      endsInPair = Self.isPair(field.reversed().prefix(3))
    }
    guard let first = field.first, let last = field.last else {
      good += 0.9
      return true
    }
    hasContent = true
    if last == 0x22, isOpened, first != 0x22 || field.count == 1 { isSplit = true }
    if first == 0x22 { isOpened = last != 0x22 || field.count == 1 }
    // A field that holds other delimiters or the marks of quotes was probably cut wrongly.
    var strangers = 0
    var isNumeric = true
    var hasWideComma = false
    if field.contains(where: { $0 == delimiter || $0 == 0x0a || $0 == 0x0d }) { guarded += 1 }
    var commas = 0
    // Between two figures another delimiter joins what are two: 1,5;2,5.
    var joined = 0
    func isFigure(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == 0x2d || byte == 0x2b }
    for (index, byte) in field.enumerated() {
      switch byte {
      case 0x30...0x39, 0x2e, 0x2d, 0x2b, 0x25, 0x2f, 0x3a, 0x20: continue
      case 0x2c where delimiter != 0x2c:
        // Figures group by commas, and prose has a space after them.
        let next = index + 1 < field.count ? field[index + 1] : 0x20
        if next != 0x20, !(0x30...0x39).contains(next) { commas += 1 }
      case 0x2c: continue
      case 0x09, 0x3b, 0x7c, 0x01, 0x1e, 0x1f:
        strangers += 1
        if index > 0, index + 1 < field.count, isFigure(field[index - 1]), isFigure(field[index + 1]) { joined += 1 }
      case 0xef
      where index + 2 < field.count && field[index + 1] == 0xbc
        && (field[index + 2] == 0x8c || field[index + 2] == 0x9b):
        hasWideComma = true
      case 0xbc, 0x8c, 0x9b: continue
      default: isNumeric = false
      }
    }
    // Prose has full-width commas; figures have them only between two fields.
    if hasWideComma, isNumeric { strangers += 1 }
    if !isNumeric { strangers += commas }
    if first == last, first == 0x22 || first == 0x27, field.count > 1 {
      // Quotes around a whole field were not meant as text.
    } else if first == 0x22 || last == 0x22 {
      good += 0.2
    } else if strangers > 0 {
      good += isNumeric && joined > 0 ? 0 : 0.3
      isJoined = isJoined || isNumeric && joined > 0
    } else {
      if isNumeric {
        figures += 1
        if field.contains(0x2e) { fractions += 1 }
      }
      good += isNumeric ? 1 : field.count > 200 ? 0.6 : 0.95
      // A space after each delimiter belongs to the delimiter.
      if first == 0x20 { good -= 0.1 }
    }
    if column > 1, first == 0x20 { spaced += 1 }
    return true
  }

  // Two digits, and no third.
  private static func isPair(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.prefix { (0x30...0x39).contains($0) }.count == 2
  }

  mutating func endRecord() -> Bool {
    if hasContent || width > 1 {
      widths[width, default: 0] += 1
      records += 1
      if records == 1 { firstWidth = width }
      if isSplit { splitRecords += 1 }
      if isJoined { joinedRecords += 1 }
    }
    width = 0
    isOpened = false
    isSplit = false
    isJoined = false
    hasContent = false
    return true
  }

  /// How far a delimiter cuts the records.
  enum Cut { case everywhere, belowTheHead, unevenly }

  var cut: Cut {
    if records > 1, widths.count == 1, firstWidth > 1 { return .everywhere }
    return firstWidth == 1 && widths.count == 2 && widths[1] == 1 ? .belowTheHead : .unevenly
  }

  /// Whether all records have the same number of fields, and more in them than times, dates, telephone numbers or a first
  /// name and a last: at least three fields, or two that are quoted. Figures alone must be fractions, or many.
  func isUniform(quoted: Int, isOfProse: Bool) -> Bool {
    guard records > 2, let width = widths.keys.max() else { return false }
    // R's write.table gives its column of row names no label.
    let hasShortHead = quoted > 0 && widths.count == 2 && firstWidth == width - 1 && widths[width - 1] == 1
    guard widths.count == 1 || hasShortHead, times * 2 < max(1, fields - records) else { return false }
    if width == 2 { return isOfProse ? quoted * 2 >= fields : figures < fields }
    return width > 2 && (figures < fields || fractions * 2 > fields || width > 8)
  }

  /// Whether a blank follows every delimiter and records differ in their number of fields: answers with several choices in one column.
  var isList: Bool {
    let delimiters = widths.reduce(0) { $0 + ($1.key - 1) * $1.value }
    let most = widths.filter { $0.key > 1 }.values.max() ?? 0
    return delimiters > 0 && spaced == delimiters && most * 5 < records * 3
  }

  var score: Double {
    guard records > 0, fields > 0 else { return 0 }
    var pattern = 0.0
    for (width, count) in widths {
      let share = Double(count) / Double(records)
      pattern += share * share * (width > 1 ? Double(width - 1) / Double(width) : 0.001)
    }
    return pattern * good / Double(fields)
  }
}
