/// A way of cutting a CSV that may be the right one, whatever others score.
struct CSVContender {
  let dialect: CSVDialect
  let score: Double
  let verdict: CSVJudge.Verdict

  // What nothing divides scores less.
  private static let least = 0.02

  /// The way that the file proves where another has the better score: one by which all quotes are quotes, or that cuts all records alike by
  /// what no text has.
  static func proven(against best: CSVDialect, among contenders: [CSVContender], in sample: [UInt8]) -> CSVContender? {
    guard let own = contenders.first(where: { $0.dialect.isSameWay(as: best) }) else { return nil }
    let others = contenders.filter { $0.score > least && !$0.dialect.isSameWay(as: best) }
    func likeliest(_ isProven: (CSVContender) -> Bool) -> CSVContender? {
      others.filter(isProven).max { $0.score < $1.score }
    }
    return likeliest { $0.isOfQuotes(against: own) } ?? likeliest { $0.isOfQuotesWithin(against: own) }
      ?? likeliest { $0.isOfTabs(against: own, in: sample) }
  }

  // Where double quotes open and close whole fields, or are doubled, apostrophes are the texts' own.
  private func isOfQuotes(against other: CSVContender) -> Bool {
    other.dialect.quote == 0x27 && dialect.quote == 0x22 && dialect.delimiter == other.dialect.delimiter
      && verdict.areAllQuotes && !other.verdict.areAllQuotes && (verdict.isRegular || !other.verdict.isRegular)
  }

  // Quotes on both sides of fields between two others, in most records, all of which have as many fields, are no text's.
  private func isOfQuotesWithin(against other: CSVContender) -> Bool {
    dialect.quote == 0x22 && verdict.areAllQuotes && verdict.isRegular && verdict.isQuotedWithin
      && dialect.delimiter.allSatisfy(Self.ordinary.contains) && dialect.delimiter != other.dialect.delimiter
      && !other.verdict.areAllQuotes
  }

  private static let ordinary = Array(",;\t|".utf8)

  // Tabs in every record, the head as well, set fields apart, but for those beside a delimiter, as they keep numbers from being figures.
  private func isOfTabs(against other: CSVContender, in sample: [UInt8]) -> Bool {
    guard dialect.delimiter == [0x09], let sign = other.dialect.delimiter.first, sign != 0x09, verdict.isRegular,
      verdict.areAllQuotes || !sample.contains(0x22)
    else { return false }
    let tabs = sample.indices.filter { sample[$0] == 0x09 }
    func isBeside(_ index: Int) -> Bool {
      !sample.indices.contains(index) || [sign, 0x0a, 0x0d, 0x22, 0x27].contains(sample[index])
    }
    return tabs.count { isBeside($0 - 1) || isBeside($0 + 1) } * 2 < tabs.count
  }
}

extension CSVDialect {
  /// Whether fields are set apart and quoted alike.
  func isSameWay(as other: CSVDialect) -> Bool {
    delimiter == other.delimiter && quote == other.quote && pairedQuotes == other.pairedQuotes
      && escape == other.escape && skipsBlanks == other.skipsBlanks
  }
}
