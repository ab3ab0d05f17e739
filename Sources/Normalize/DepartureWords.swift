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
    guard isDeath || Self.departures.contains(where: { words.contains($0) }) else { return nil }
    // 接替2021年5月离任的张三 is about another, and 2021年5月离任，7月补选 is about more.
    guard !Self.others.contains(where: { words.contains($0) }) else { return nil }
    let (dates, between) = DateText.all(in: DateText.dated(text, in: year))
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

  private static let deaths = ["去世", "病故", "死亡", "身故", "逝世", "病逝", "已故"]
  private static let departures = [
    "离任", "离职", "卸任", "免职", "免去", "辞职", "辞去", "停发", "停止发放", "不再担任", "不再任职", "罢免", "退出村监委", "退出监委", "调离", "落选",
  ]
  private static let others = [
    "接替", "接任", "替补", "补选", "增补", "递补", "继任", "由", "前任", "原任", "新任", "补任", "上任", "当选", "补发", "恢复", "代", "拟", "将", "未",
    "兼",
  ]
}
