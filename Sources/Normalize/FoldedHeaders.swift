import Domain

/// Headers that are a field's name but for words that say nothing of it.
extension Vocabulary {
  /// The field that a header names but for what says nothing of it: the noun that a county has for the subsidy (津贴, 报酬, 经费), the year
  /// that the whole document is of (本年, 全年, 2021年), and 合计, 数 or 额 behind an amount.
  func folded(_ words: String) -> Meaning? {
    // Texts of cells are looked up too, and hardly a name has any of these.
    // 月报酬 is what the village pays.
    guard words.count <= 12, Text.has(words, anyOf: "贴助酬费计年月数额支"), !words.hasPrefix("是否"), !words.contains("月报酬") else {
      return nil
    }
    var noun = words
    for (word, usual) in Self.nouns where noun.contains(word) { noun = noun.replacing(word, with: usual) }
    // What else than this subsidy may be called so is the amount only where nothing surer is; a year's may be its standard or what is due.
    let isOfYear = Self.ofYear(words) != nil && !Text.has(words, anyOf: "实发拨付支")
    let sure: Sureness = ["报酬", "经费"].contains(where: words.contains) ? .lacking : isOfYear ? .loose : .telling
    if noun.contains("月"), noun.wholeMatch(of: Self.monthlyPay) != nil { return (.rate, .telling) }
    if noun != words, let field = exact[noun] { return (field, field == .amount ? sure : .telling) }
    for own in [Self.ofYear(noun), noun].compactMap(\.self) {
      let bare = Self.sums.first(where: own.hasSuffix).map { String(own.dropLast($0.count)) }
      for name in [own, bare].compactMap(\.self) where name != noun {
        // 核定数 may be heads or money.
        if let field = exact[name],
          [.amount, .due, .personMonths].contains(field) || name.hasSuffix("人数")
        {
          return (field, field == .amount || sure == .lacking ? sure : .telling)
        }
      }
    }
    return nil
  }

  /// 1-12月合计 is the year's, as 全年合计 is, and gives way to a column that says what was paid: 金额, 实发 or 1-12月实发.
  func ofWholeYear(_ header: String) -> Meaning? {
    guard let own = Self.behindWholeYear(header), let meaning = meaning("全年" + own), meaning.field == .amount,
      Text.bracketed(header).allSatisfy({ MoneyUnit(rawValue: $0) != nil })
    else { return nil }
    return (.amount, own.hasPrefix("实") ? .name : min(meaning.sureness, .telling))
  }

  /// What a header says behind the months of the whole year: 合计 of 1-12月合计.
  static func behindWholeYear(_ header: String) -> String? {
    guard header.utf8.count <= 60 else { return nil }
    return Text.squeezed(header).firstMatch(of: wholeYear).map { String($0.output.1) }
  }

  nonisolated(unsafe) private static let wholeYear = #/^(?:20[0-9]{2}年)?1月?份?[-–—~～至到]+12月份?([^0-9月]+)$/#

  /// The end of a term that a header names: what somebody does or is done to, and 时间, 日期 or 年月. 停发时间 may be the last month that is paid
  /// or the first that is not; 届满时间, 任期结束时间 and 换届当选时间 may be the committee's, who is in office before and after.
  static func term(_ words: String) -> Meaning? {
    guard words.count <= 12, words.hasSuffix("间") || Text.has(words, anyOf: "期月始起止束满") else { return nil }
    if words.wholeMatch(of: starts) != nil { return (.start, .telling) }
    return words.wholeMatch(of: ends) != nil ? (.end, .telling) : nil
  }

  nonisolated(unsafe) private static let starts =
    #/(?:就任|就职|当选|选举产生|推选|选任|入职|到岗|上岗|担任|起任|任现职)(?:起始|开始)?(?:时间|日期|年月)|(?:任职|在任|任期|履职)(?:起始|开始)(?:时间|日期|年月)?|(?:参加|进入)(?:村监委会?|村务监督委员会|监委会)(?:时间|日期|年月)/#
  nonisolated(unsafe) private static let ends =
    #/(?:离岗|离开岗位|退任|停任|不再任职|终止任职|罢免或辞职|辞职或罢免|退出|去职|辞职|卸职|不再担任|调离|解职|退职)(?:时间|日期|年月)|任职(?:结束|终止|截止)(?:时间|日期|年月)?/#

  /// 每人月补贴 and 单人月标准 are a month's pay, and no months of persons.
  static func isRateOfMonth(_ words: String) -> Bool {
    ["补贴", "补助", "津贴", "报酬", "单价"].contains(where: words.hasSuffix) || words.contains("标准") && !words.hasSuffix("数")
  }

  /// 12个月补贴 is money, and 每个月补贴 a month's; 标准月数 counts months.
  static func ofMonths(_ words: String) -> Field {
    if words.contains("标准"), !words.contains("数") { return .rate }
    guard ["补贴", "补助", "津贴", "金额"].contains(where: words.hasSuffix) else { return .months }
    return words.contains("每") ? .rate : .amount
  }

  /// Whether a header names some pay that may be this fund's: 岗位补贴, 待遇.
  static func saysPay(_ path: String) -> Bool {
    let words = Text.headerWords(String(path.split(separator: "›").last ?? ""))
    return ["补贴", "补助", "津贴", "待遇", "报酬"].contains(where: words.hasSuffix)
  }

  /// The year that 2022 or 22 stand for before 年.
  static func fullYear(_ text: Substring) -> Int? {
    guard let number = Int(text) else { return nil }
    if text.count == 2, (15...40).contains(number) { return 2000 + number }
    return (1900...2999).contains(number) ? number : nil
  }

  /// Whether what a header says behind a month is one of its figures, by the words that stand below a month elsewhere. 3月支出 and 3月合计 end
  /// rows, a remark (6月起兼任) is none, and 12月末人数 or 1月至12月补贴 are of more than the month.
  static func isFigure(_ words: String) -> Bool {
    // 1月支付金额 and 1月已拨资金 are a month's money as 1月补贴金额 is.
    if bareOutgoings.contains(words) { return true }
    let bare = outgoings.reduce(words) { $0.hasPrefix($1) && $0 != $1 ? String($0.dropFirst($1.count)) : $0 }
    guard words.count <= 10, !Text.has(bare, anyOf: "计年支拨累至到末底初前后起止一二三四五六七八九十"),
      !words.contains(where: \.isNumber),
      ["数", "额", "金", "费", "补贴", "补助", "津贴", "报酬"].contains(where: words.hasSuffix)
    else { return false }
    return usual.field(words).map { [.eligible, .listed, .amount, .due].contains($0) } ?? false
  }

  /// What went out, by no other word.
  static let bareOutgoings: Set<String> = ["支付", "拨付", "实际支付", "实际拨付"]

  private static let outgoings = ["实际", "支付", "拨付", "已拨付", "已拨", "实拨", "应拨", "下拨", "核拨", "支出"]

  private static let usual = Vocabulary()

  /// What a header says behind the month that it begins with, where that is a figure's own words and none of a list's.
  static func figure(ofMonth words: String) -> String? {
    guard let mark = words.firstIndex(of: "月") else { return nil }
    let rest = String(words[words.index(after: mark)...].drop { $0 == "份" })
    return !monthly.contains(rest) && isFigure(rest) ? rest : nil
  }

  /// What only the bracket tells: 月（个） and 发放时长（月） count months, for 月 alone says which; 发放（人） counts persons.
  static func counted(_ header: String, _ brackets: [String]) -> Meaning? {
    func holds(_ some: [String]) -> Bool { brackets.contains(where: some.contains) }
    switch Text.headerWords(header) {
    case "月": return holds(["个"]) ? (.months, .telling) : nil
    case "发放": return holds(["人", "名", "人数"]) ? (.eligible, .telling) : nil
    case let words:
      // 任职时长（月） is how long somebody has held the office.
      let isPaid = ["发放", "补贴", "补助", "享受", "领取", "计发"].contains { words == $0 + "时长" }
      return isPaid && holds(["月", "个月"]) ? (.months, .telling) : nil
    }
  }

  /// Below 补贴情况 or 核发 a unit alone is what has it: 元/月 the rate, 月 the months, 元 the amount. Below 应发 it is what is due, and below
  /// 任职时间 a part of a date, as the group says.
  func unit(_ header: String, below group: String?) -> Meaning? {
    guard let group, [nil, .amount, .eligible, .payStatus].contains(field(group)),
      ["补贴", "补助", "津贴", "报酬", "发放", "核发", "测算", "核算", "金额", "资金"].contains(where: Text.headerWords(group).contains)
    else { return nil }
    switch Text.headerWords(header) {
    case "元", "万元", "千元": return (.amount, .telling)
    case "元月", "元每月": return (.rate, .telling)
    case "月", "个月": return (.months, .telling)
    case "时间": return Text.bracketed(header).contains { ["月", "个月"].contains($0) } ? (.months, .telling) : nil
    default: return nil
    }
  }

  /// 市级配套 is what this fund pays; what a county or a town adds to it is its own.
  static func share(_ words: String) -> (field: Field, sureness: Sureness)? {
    // 市级承担比例 is how much of the money one bears; 发放比例 may be how much of it somebody gets.
    if ["比例", "占比", "比重", "比率"].contains(where: words.hasSuffix),
      ["级", "财政", "承担", "负担", "分担", "配套"].contains(where: words.contains)
    {
      return (.other, .name)
    }
    guard words.contains("级"), !isOfHeads(words), ["配套", "资金", "承担", "补贴", "补助", "负担"].contains(where: words.contains)
    else { return nil }
    if ["市级", "地级"].contains(where: words.contains), !words.contains("县") {
      return words.hasSuffix("标准") ? (.rate, .telling) : (.amount, .own)
    }
    return ["县级", "县市级", "镇级", "区级", "省级", "中央"].contains(where: words.contains) ? (.other, .name) : nil
  }

  private static let nouns = [
    ("津贴", "补贴"), ("补助", "补贴"), ("报酬", "补贴"), ("所需经费", "资金"), ("经费", "资金"), ("总计", "合计"), ("共计", "合计"),
  ]

  private static let sums = ["合计", "数", "额", "费用", "支出"]

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
