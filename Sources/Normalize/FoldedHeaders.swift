import Domain

/// Headers that are a field's name but for words that say nothing of it.
extension Vocabulary {
  /// The field that a header names but for what says nothing of it: the noun that a county has for the subsidy (津贴, 报酬, 经费), the year
  /// that the whole document is of (本年, 全年, 2021年), and 合计, 数 or 额 behind an amount.
  func folded(_ words: String) -> Meaning? {
    guard words.count <= 12, !words.hasPrefix("是否") else { return nil }
    var noun = words
    for (word, usual) in Self.nouns where noun.contains(word) { noun = noun.replacing(word, with: usual) }
    // What else than this subsidy may be called so is the amount only where nothing surer is.
    let sure = ["报酬", "经费"].contains(where: words.contains) ? Sureness.lacking : .telling
    if noun.wholeMatch(of: Self.monthlyPay) != nil { return (.rate, .telling) }
    if noun != words, let field = exact[noun] { return (field, field == .amount ? sure : .telling) }
    for own in [Self.ofYear(noun), noun].compactMap(\.self) {
      let bare = Self.sums.first(where: own.hasSuffix).map { String(own.dropLast($0.count)) }
      for name in [own, bare].compactMap(\.self) where name != noun {
        // 核定数 may be heads or money.
        if let field = exact[name],
          [.amount, .due, .personMonths].contains(field) || name.hasSuffix("人数") && name == own
        {
          return (field, sure)
        }
      }
    }
    return nil
  }

  /// 月（个） and 时长（月） count months; 月 alone says which.
  static func monthsCounted(_ header: String, _ brackets: [String]) -> Meaning? {
    let words = Text.headerWords(header)
    let isCounted =
      words == "月" ? brackets.contains("个") : words.hasSuffix("时长") && brackets.contains { ["月", "个月"].contains($0) }
    return isCounted ? (.months, .telling) : nil
  }

  private static let nouns = [
    ("津贴", "补贴"), ("补助", "补贴"), ("报酬", "补贴"), ("所需经费", "资金"), ("经费", "资金"), ("总计", "合计"), ("共计", "合计"),
  ]

  private static let sums = ["合计", "数", "额"]

  /// 每人月补贴, 人均月补贴, 月人均补贴: what one is paid for a month.
  nonisolated(unsafe) private static let monthlyPay = #/(?:每人每?|人均每?|每|人)?月(?:人均|每人)?补贴(?:标准|单价|基数|额|数)?/#

  /// What a header says behind the year; 年 alone is one before what is paid.
  private static func ofYear(_ words: String) -> String? {
    if let year = ["本年度", "本年", "当年", "全年度", "全年", "年度", "年"].first(where: words.hasPrefix) {
      return String(words.dropFirst(year.count))
    }
    let digits = words.prefix { $0.isASCII && $0.isNumber }
    guard digits.count == 4, words.dropFirst(4).hasPrefix("年") else { return nil }
    return String(words.dropFirst(words.dropFirst(5).hasPrefix("度") ? 6 : 5))
  }
}
