extension CSVSniffer {
  /// What a way of cutting a sample is worth.
  static func verdict(_ sample: [UInt8], _ dialect: inout CSVDialect, doubt: Int) -> CSVJudge.Verdict {
    var judge = CSVJudge(dialect)
    var broken = 0
    var quoted = 0
    var quotedRecords = 0
    var spaced = 0
    var isOfColumns = false
    var within = 0
    var escaped = 0
    var doubled = 0
    var quotedInHead = 0
    sample.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, dialect)
      scanner.scan(into: &judge)
      broken = scanner.brokenQuotes
      quoted = scanner.quotedFields
      quotedRecords = scanner.quotedRecords
      escaped = scanner.escapedQuotes
      doubled = scanner.doubledQuotes
      spaced = scanner.spacedQuotes
      quotedInHead = scanner.quotedInHead ?? quoted
      isOfColumns = judge.areColumns(scanner.quotedByColumn)
      within = scanner.quotedByColumn.prefix(max(1, judge.regularWidth ?? 1) - 1).dropFirst().max() ?? 0
    }
    dialect.width = judge.commonWidth
    dialect.figureColumns = judge.figureColumns
    dialect.quotedWidth = quoted > 0 ? judge.quotedWidth : nil
    dialect.quoting = quoted == 0 ? .none : quoted * 10 >= judge.fields * 9 ? .throughout : .some
    // Every quote opens or closes a whole field, or is doubled within one: nothing is left over that a text may have.
    let areAllQuotes =
      broken == 0 && quoted > 0 && dialect.escape == .doubled && spaced == 0
      && sample.count { $0 == dialect.quote } == 2 * (quoted + doubled)
    let isSealed = areAllQuotes && judge.regularWidth != nil
    func verdict(_ score: Double) -> CSVJudge.Verdict {
      let isWhole = broken == 0 && quoted > 0
      let isWorthQuotes = isSealed || doubt < firstWide && judge.guarded + escaped > 0
      let isProven =
        isWhole && dialect.quote == 0x22 && judge.cutRecords * 2 > judge.records
        && quotedRecords * 2 > judge.records && isWorthQuotes
      return CSVJudge.Verdict(
        score: score, areQuotesWhole: isWhole, isProven: isProven, cut: judge.cut, hasHead: judge.hasHead,
        areQuotesDoubled: doubled > 0,
        isSingleThroughout: areAllQuotes && dialect.quote == 0x27 && quoted == judge.fields && judge.records > 2,
        areAllQuotes: areAllQuotes, isRegular: judge.regularWidth != nil, isQuotedWithin: within * 2 > judge.records)
    }
    // A single quote is a quote only if it comes in pairs: '440781… is how people keep numbers as text. Where nearly all fields are quoted,
    // or all that are quoted guard something, a few apostrophes are none the less texts' own: 'O'Neil'.
    let isQuotedThroughout = dialect.quoting == .throughout || judge.guarded + broken >= quoted
    let isUnpaired = broken * 5 > quoted || broken > 0 && !isQuotedThroughout
    if let quote = dialect.quote, quote != 0x22, isUnpaired || quoted == 0 { return verdict(0) }
    // A word's apostrophe before a line's end and one behind it quote nothing, where others stand within words: 'tis and the girls'.
    if dialect.quote == 0x27, judge.merged > 0, judge.guarded == judge.merged, !areAllQuotes,
      dialect.quoting != .throughout
    {
      return verdict(0)
    }
    // Behind blanks a quote is text, but where most quotes stand so and guard something.
    if dialect.skipsBlanks, broken > 0 || judge.guarded == 0 || spaced * 2 < quoted { return verdict(0) }
    if dialect.pairedQuotes != nil {
      // They are text but where they guard something, or stand around everything.
      let isEverywhere = quoted * 10 > judge.fields * 9
      if broken > 0 || quoted == 0 || (judge.guarded == 0 || judge.merged > 0) && !isEverywhere { return verdict(0) }
      return verdict(judge.score * 1.01)
    }
    // One row in single quotes that guard nothing went astray in a file without them, and so did a few fields, unless they are columns, or
    // the whole head is quoted too and no apostrophe stands anywhere else.
    let isOfTexts = isSealed && quotedInHead == judge.regularWidth
    if dialect.quote == 0x27, !isOfTexts, quotedRecords <= 1 || quoted * 2 < judge.fields && !isOfColumns,
      judge.records > 2,
      judge.guarded + escaped == 0
    {
      return verdict(0)
    }
    if doubt >= firstDoubtful, !judge.isUniform(quoted: quoted, isOfProse: doubt >= firstOfProse) { return verdict(0) }
    // Quotes around amounts such as "3,996.00", or around whole lines, as a table saved twice has them, are quotes.
    if dialect.quote == nil, judge.splitRecords * 2 > judge.records { return verdict(0) }
    if judge.isList { return verdict(0) }
    if dialect.quote != 0x27, judge.singleSplitRecords * 2 > judge.records { return verdict(judge.score * 0.6) }
    // Amounts with thousands fall into many fields, two of which hang together in every record.
    if judge.joinedRecords == judge.records, judge.records > 0 { return verdict(judge.score * 0.5) }
    // Now and then a quote goes wrong in a file that has quotes all the same.
    return verdict(judge.score * (1 - 0.5 * Double(min(broken, judge.fields)) / Double(max(1, judge.fields))))
  }
}
