import Domain

/// What a note says of the end of a member's office, where it names the time.
struct DepartureWords {
  /// The last day that counts; the first of a month that is named alone.
  let date: CalendarDate
  /// Whether the day was named.
  let hasDay: Bool
  /// Whether the member died.
  let isDeath: Bool

  /// Nil where the note speaks of no departure, of somebody else's, or of more than one time. A month without a year is one of `year`.
  init?(_ text: String, year: Int? = nil) {
    let words = Text.squeezed(text)
    isDeath = Self.deaths.contains { words.contains($0) }
    let isMoved = Self.isMoved(words)
    let isUntil = Text.has(words, anyOf: "至到止") && !["连任", "续任", "留任", "换届"].contains(where: words.contains)
    // 6月份退出; 6月退出现役 is of something else.
    let isLeft = words.hasSuffix("退出") || words.hasSuffix("退出。")
    guard isDeath || isMoved || isUntil || isLeft || Self.departures.contains(where: { words.contains($0) }) else {
      return nil
    }
    // 接替2021年5月离任的张三 is about another, and 2021年5月离任，7月补选 is about more.
    guard !Self.others.contains(where: { words.contains($0) }) else { return nil }
    // 上半年离任 was in June at the latest.
    if let year, words.utf8.count <= 40, words.contains("上半年"), words.wholeMatch(of: Self.inFirstHalf) != nil {
      (date, hasDay) = (CalendarDate(month: YearMonth(year: year, month: 6), validDay: 1), false)
      return
    }
    let (dates, between) = DateText.all(in: DateText.dated(text, in: year))
    // 补贴发至2021年6月, and no 2021年6月起发至新卡.
    if !isDeath, !isMoved, !isLeft, !Self.departures.contains(where: { words.contains($0) }) {
      guard let before = between.first, let until = Self.untils.first(where: before.hasSuffix) else { return nil }
      // 养老金领取至, and 曾任村民小组长,任职至, are of other pay and another post.
      var rest = before.dropLast(until.count)
      while let word = Self.ofFund.first(where: rest.hasPrefix) { rest = rest.dropFirst(word.count) }
      guard rest.isEmpty else { return nil }
    }
    guard dates.count == 1, between.allSatisfy({ !$0.contains { $0.isASCII && $0.isNumber } }) else { return nil }
    var month = dates[0].month
    var day = dates[0].day
    let behind = between[1].drop { "日号,，".contains($0) }
    if behind.hasPrefix("起") || behind.hasPrefix("开始") || behind.hasPrefix("后") && day != nil {
      // From then on nothing is paid: the day or month before is the last.
      if let named = day, named > 1, !behind.hasPrefix("后") {
        day = named - 1
      } else if day == nil || day == 1 {
        (month, day) = (month.advanced(by: -1), nil)
      }
    }
    date = CalendarDate(month: month, validDay: day ?? 1)
    hasDay = day != nil
  }

  /// Whether words speak of anybody's departure, at whatever time.
  static func speaks(_ words: String) -> Bool { (deaths + departures).contains { words.contains($0) } }

  /// Whether somebody went to another post: 调任镇政府, and no 调任监委会主任 or 调任本村.
  private static func isMoved(_ words: String) -> Bool {
    guard let mark = ["调任", "调往", "调至"].lazy.compactMap({ words.firstRange(of: $0) }).first else { return false }
    // 从水利站调至村委会 tells where he came from.
    let (before, after) = (words[..<mark.lowerBound], words[mark.upperBound...])
    if before.contains("从"), !["从本", "从我"].contains(where: before.contains) { return false }
    return !after.hasPrefix("本") && !["监委", "监督", "本村", "我村", "村委", "主任", "委员", "成员"].contains(where: after.contains)
  }

  /// Whether a note tells how far somebody is paid, and nothing else of a departure: 补贴发至2021年6月.
  static func isOfPay(_ words: String) -> Bool {
    !speaks(words) && !isMoved(words) && Text.has(words, anyOf: "发领享")
  }

  /// What stands right before the last month that somebody is paid or in office.
  private static let untils = ["发放", "计发", "发", "任职", "任期", "领取", "领", "享受", "在任"].flatMap { [$0 + "至", $0 + "到"] }
  /// What may stand before it and names this fund's pay or post only.
  private static let ofFund = [
    "村务监督委员会", "监督委员会", "村监委会", "村监委", "监委会", "监委", "成员", "委员", "本人", "因病", "补贴", "补助", "津贴", "只", "仅", "的", "应",
    "实际",
    ",", "，", "、", "。", "；", ";", "：", ":",
  ]
  nonisolated(unsafe) private static let inFirstHalf =
    #/(?:已于|于|在)?(?:今年|本年|当年)?上半年(?:已|因病|因故)?(?:离任|离职|卸任|辞职|免职|退出|停发|去世|病故|调离)。?/#
  private static let deaths = ["去世", "病故", "死亡", "身故", "逝世", "病逝", "已故"]
  private static let departures = [
    "离任", "离职", "卸任", "免职", "免去", "辞职", "辞去", "停发", "停止发放", "不再担任", "不再任职", "罢免", "退出村监委", "退出监委", "调离", "落选",
  ]
  private static let others = [
    "接替", "接任", "替补", "补选", "增补", "递补", "继任", "由", "前任", "原任", "新任", "补任", "上任", "当选", "补发", "恢复", "代", "拟", "将", "未",
    "兼",
  ]
}
