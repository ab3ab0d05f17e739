/// Finds a CSV's dialect by trying each and judging the whole pattern: do records agree in their number of fields, and do the
/// fields look like values? Title rows, notes and ragged rows weigh little, for agreement counts by its square.
struct CSVSniffer {
  private(set) var dialect = CSVDialect.standard
  private(set) var confidence = 1.0

  private static let delimiters: [[UInt8]] = [
    [0x2c], Array(", ".utf8), [0x09], [0x3b], Array("; ".utf8), [0x7c], Array(" | ".utf8), Array("||".utf8),
    Array("~|~".utf8),
    Array("::".utf8), [0x1f], [0x1e], [0x01],
    Array("，".utf8), Array("；".utf8), Array("｜".utf8), Array("、".utf8), Array("§".utf8), [0x7e], [0x5e], [0x0b],
    [0x23], [0x2a], [0x21], [0x24], [0x26], Array("¬".utf8), Array("¦".utf8), [0x3a], [0x20],
  ]
  // What has other uses in prose separates fields only when nothing better does, and from here on only if all records agree.
  private static let weights: [Double] = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.9, 0.9, 0.5, 0.7, 0.5, 0.5, 0.5, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4,
    0.4, 0.4,
  ]
  static let firstWide = 13
  static let firstDoubtful = 18
  // Of these, signs, colons and blanks, two fields may be a name's or a time's parts.
  static let firstOfProse = 21

  // Those that stand in no names and times.
  private static let signs = firstDoubtful..<(delimiters.count - 2)

  init(
    _ text: ArraySlice<UInt8>, delimiter: [UInt8]?, quote: CSVOptions.Quote, escape: CSVDialect.Escape?
  ) {
    let sample = CSVSample.of(text)
    let quotes: [CSVDialect] =
      switch quote {
      case .automatic: Self.marks(in: sample)
      case .none: [CSVDialect(delimiter: [], quote: nil)]
      case .character(let byte): [CSVDialect(delimiter: [], quote: byte)]
      }
    if delimiter == nil, CSVFigureColumn.isOne(sample) {
      dialect = CSVDialect(delimiter: [CSVFigureColumn.delimiter], quote: quotes[0].quote)
      confidence = Self.doubtful
      return
    }
    let candidates = delimiter.map { [$0] } ?? Self.candidates(in: sample)
    var (best, second) = (-1.0, 0.0)
    var bestCut: CSVJudge.Cut?
    var hasHead = false
    // The best of those that cut a table below so many lines.
    var settled: [Int: (dialect: CSVDialect, score: Double)] = [:]
    var proven: (dialect: CSVDialect, score: Double)?
    // The best of the rarer signs that cut head and records alike.
    var apart: (dialect: CSVDialect, score: Double)?
    var throughout: (dialect: CSVDialect, score: Double)?
    var isBestWhole = false
    var contenders: [CSVContender] = []
    for candidate in candidates {
      var ofDelimiter = -1.0
      var areQuotesWhole = false
      for mark in quotes {
        // Where every quote that opens a field closes it, quotes are no text.
        if areQuotesWhole, mark == CSVDialect(delimiter: [], quote: nil) { continue }
        let rank = delimiter == nil ? Self.delimiters.firstIndex(of: candidate) : nil
        var isDoubledWhole = false
        for var trial in Self.ways(sample, mark, candidate, fixed: escape) {
          let verdict = Self.verdict(sample, &trial, doubt: rank ?? 0)
          // Who escapes by a backslash doubles no quote: \"" is a text's own backslash, JSON's say, before a doubled one.
          if trial.escape == .backslash, isDoubledWhole, verdict.areQuotesDoubled { continue }
          if trial.escape == .doubled { isDoubledWhole = verdict.areQuotesWhole }
          let score = verdict.score * (rank.map { Self.weights[$0] } ?? 1)
          if mark.quote == 0x22, verdict.areQuotesWhole { areQuotesWhole = true }
          if score > max(best, ofDelimiter) * 1.0001 || best < 0 {
            if score > best {
              if dialect.delimiter != candidate { second = max(second, best) }
              best = score
              dialect = trial
              (bestCut, hasHead) = (verdict.cut, verdict.hasHead)
              isBestWhole = verdict.areQuotesWhole
            }
          }
          if let cut = verdict.cut, (rank ?? 0) < Self.firstOfProse,
            score > settled[cut.above]?.score ?? Self.singleColumn
          {
            settled[cut.above] = (trial, score)
          }
          if let rank, Self.signs.contains(rank), let cut = verdict.cut, cut.fields > 2, cut.above + cut.below == 0,
            score > apart?.score ?? Self.singleColumn
          {
            apart = (trial, score)
          }
          contenders.append(CSVContender(dialect: trial, score: score, verdict: verdict))
          if verdict.isSingleThroughout, score > throughout?.score ?? -1 { throughout = (trial, score) }
          if verdict.isProven, score > proven?.score ?? Self.singleColumn {
            proven = (trial, score)
          }
          ofDelimiter = max(ofDelimiter, score)
        }
      }
      if dialect.delimiter != candidate { second = max(second, ofDelimiter) }
    }
    func prefer(_ other: (dialect: CSVDialect, score: Double)) {
      second = best
      (dialect, best) = other
      bestCut = nil
    }
    // Where quotes open and close whole fields in every record and guard what is in them, JSON say, nothing sets fields apart that stands
    // in them alone and tears them.
    if !isBestWhole, delimiter == nil, let proven, proven.dialect.guards(dialect.delimiter, in: sample) {
      prefer(proven)
    }
    // Commas within figures alone, below a head that has none, are the figures' own.
    if let apart, dialect.delimiter == [UInt8(ascii: ",")], CSVFigureColumn.hasAllCommas(of: sample) { prefer(apart) }
    // Parts that one column's values are joined of make many fields, but the head has none: what cuts it and all else alike is better.
    if let cut = bestCut, cut.above > 0, !hasHead, let settled = settled[cut.above - 1],
      CSVColumnsWith.areOwners(of: dialect.delimiter, in: sample, cut: settled.dialect)
    {
      prefer(settled)
    }
    // Nor does anything cut what stands between single quotes, where all does.
    if let throughout, dialect.quote != 0x27 { prefer(throughout) }
    if delimiter == nil, quote == .automatic,
      let other = CSVContender.proven(against: dialect, among: contenders, in: sample)
    {
      let isOneOfTwo = contenders.contains { $0.verdict.isRegular && $0.dialect.isSameWay(as: dialect) }
      prefer((other.dialect, other.score))
      second = isOneOfTwo ? best : 0
    }
    dialect.settleWidth(by: sample)
    let isLineDoubted = quote == .automatic && dialect.settleLines(by: sample) == .doubtful
    if isLineDoubted {
      confidence = Self.doubtful
    } else if delimiter != nil {
      confidence = 1
    } else if best <= Self.singleColumn {
      // Nothing divides the lines: one column, whatever the delimiter.
      dialect = CSVDialect(delimiter: CSVDialect.standard.delimiter, quote: throughout == nil ? 0x22 : 0x27)
      confidence = sample.isEmpty ? 0 : Self.isCut(sample, by: dialect) ? Self.doubtful : 0.5
    } else {
      confidence = min(1, max(0, best * 0.5 + 0.5 * (best - max(0, second)) / best))
      // Of a head without the delimiter and two fields below it nobody can tell: a title above a table, or one column of Doe, John.
      if bestCut == CSVJudge.Cut(fields: 2, above: 1, below: 0) { confidence = min(confidence, Self.doubtful) }
    }
  }

  // What is told to the user, who can settle it.
  private static let doubtful = 0.4

  private static let singleColumn = 0.02

  // The ways of quoting that may be in use, the usual one first. Where no quote stands, having none is the same as having the usual one.
  private static func marks(in sample: [UInt8]) -> [CSVDialect] {
    var marks = [CSVDialect(delimiter: [], quote: 0x22)]
    if sample.contains(0x27) { marks.append(CSVDialect(delimiter: [], quote: 0x27)) }
    if sample.contains(0x22) { marks.append(CSVDialect(delimiter: [], quote: nil)) }
    for pair in CSVDialect.PairedQuotes.allCases where occurs(pair.opening, in: sample) > 0 {
      marks.append(CSVDialect(delimiter: [], quote: nil, pairedQuotes: pair))
    }
    return marks
  }

  private static func candidates(in sample: [UInt8]) -> [[UInt8]] {
    // Most signs stand nowhere in a text: one look at it tells which.
    let present = sample.withUnsafeBufferPointer { bytes in
      bytes.reduce(into: [Bool](repeating: false, count: 256)) { $0[Int($1)] = true }
    }
    let delimiters = delimiters.filter { $0.allSatisfy { present[Int($0)] } }
    let pipes = sample.indices.filter { sample[$0] == 0x7c }
    func at(_ index: Int) -> UInt8 { sample.indices.contains(index) ? sample[index] : 0 }
    let isPaired = standByTwos(0x7c, in: sample)
    let isWrapped = pipes.count > 1 && pipes.allSatisfy { at($0 - 1) == 0x7e && at($0 + 1) == 0x7e }
    let isSpaced = pipes.count > 1 && pipes.allSatisfy { at($0 - 1) == 0x20 && at($0 + 1) == 0x20 }
    if let signs = CSVSignRun.delimiter(in: sample) {
      return [signs] + delimiters.filter { Set($0).isDisjoint(with: signs) && occurs($0, in: sample) > 0 }
    }
    return delimiters.filter { candidate in
      switch candidate {
      case [0x7c]: !pipes.isEmpty && !isPaired && !isWrapped && !isSpaced
      case [0x20, 0x7c, 0x20]: isSpaced
      case [0x7c, 0x7c]: isPaired
      // Once in a line they shorten an address; alone they stand in times, addresses and titles.
      case [0x3a, 0x3a]: standByTwos(0x3a, in: sample, least: 2, allowsAlone: true)
      case [0x7e, 0x7c, 0x7e]: isWrapped
      // One comma before a space may be chance, as in prose.
      case [0x2c, 0x20], [0x3b, 0x20]: occurs(candidate, in: sample) > 1
      default: occurs(candidate, in: sample) > 0
      }
    }
  }

  // Whether a mark stands by twos in the header, and by twos or, around blank fields, by fours everywhere: then the pair is the
  // delimiter; by threes there are blank columns.
  private static func standByTwos(
    _ mark: UInt8, in sample: [UInt8], least: Int = 1, allowsAlone: Bool = false
  ) -> Bool {
    var index = 0
    var isInHead = true
    var hasContent = false
    var count = 0
    while index < sample.count {
      guard sample[index] == mark else {
        let isEnd = sample[index] == 0x0a || sample[index] == 0x0d
        if isEnd, count > 0 || allowsAlone && hasContent {
          if isInHead, count < least { return false }
          isInHead = false
        }
        if !isEnd { hasContent = true }
        index += 1
        continue
      }
      let length = sample[index...].prefix { $0 == mark }.count
      if length == 1, allowsAlone {
        index += 1
        continue
      }
      let isWrapped = index > 0 && sample[index - 1] == 0x7e
      if length % 2 != 0 || isInHead && length != 2 && !allowsAlone || isWrapped { return false }
      count += 1
      index += length
    }
    return count > 1
  }

  // Whether commas cut a line although no delimiter divides the lines, as those of prose do.
  private static func isCut(_ sample: [UInt8], by dialect: CSVDialect) -> Bool {
    var judge = CSVJudge(dialect)
    sample.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, dialect)
      scanner.scan(into: &judge)
    }
    return judge.isCut
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

  // How a mark may be escaped and opened, the usual way first: a backslash, and a blank before a quote, have to be better to be meant.
  private static func ways(
    _ sample: [UInt8], _ mark: CSVDialect, _ delimiter: [UInt8], fixed: CSVDialect.Escape?
  ) -> [CSVDialect] {
    var way = mark
    way.delimiter = delimiter
    way.escape = fixed ?? .doubled
    var ways = [way]
    guard let quote = mark.quote else { return ways }
    if fixed == nil, occurs([0x5c, quote], in: sample) > 0 {
      way.escape = .backslash
      ways.append(way)
    }
    if delimiter.last != 0x20, occurs(delimiter + [0x20, quote], in: sample) > 0 {
      for var spaced in ways {
        spaced.skipsBlanks = true
        ways.append(spaced)
      }
    }
    return ways
  }
}
