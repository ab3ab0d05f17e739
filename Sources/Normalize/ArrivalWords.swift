import Domain

/// What a note says of the beginning of a member's office, where it names the time: 2021年9月起任职.
struct ArrivalWords {
  /// The first month that it may count.
  let month: YearMonth
  /// The day of the month; 0 where the month is named alone.
  let day: Int8

  /// Nil where the note speaks of no arrival, of somebody's departure too, of another post, or of more than one time. A month
  /// without a year is one of `year`.
  init?(_ text: String, year: Int? = nil) {
    let words = Text.squeezed(text)
    guard Self.arrivals.contains(where: { words.contains($0) }), !DepartureWords.speaks(words),
      !Self.others.contains(where: { words.contains($0) })
    else { return nil }
    // 下半年到任 was in July at the earliest.
    if let year, words.utf8.count <= 40, words.contains("下半年"), words.wholeMatch(of: Self.inSecondHalf) != nil {
      (month, day) = (YearMonth(year: year, month: 7), 0)
      return
    }
    let (dates, between) = DateText.all(in: DateText.dated(text, in: year))
    guard dates.count == 1, between.allSatisfy({ !$0.contains { $0.isASCII && $0.isNumber } }) else { return nil }
    (month, day) = (dates[0].month, Int8(dates[0].day ?? 0))
  }

  private static let arrivals = [
    "起任职", "开始任职", "到任", "上任", "就任", "新任", "新当选", "补选", "增补", "递补", "入职", "接任", "起发放", "起享受",
    "起发", "月当选", "月份当选", "日当选", "接替",
  ]
  nonisolated(unsafe) private static let inSecondHalf =
    #/(?:于|从)?(?:今年|本年|当年)?下半年(?:起|开始|才|新)?(?:任职|到任|上任|就任|新任|补选|增补|递补|入职|接任)(?:委员|成员|监委会委员|监委会成员)?。?/#
  private static let others = ["兼", "主任", "书记", "拟", "将", "未", "待", "由", "账", "款", "标准", "原", "连任", "续任", "被"]
}
