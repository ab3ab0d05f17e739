import Domain

/// What a note says of how many months somebody serves or is paid: 上半年在任, 享受补贴6个月, 按9个月发放, 7-12月任职.
///
/// Only what is wholly made of known words counts: 试用6个月, 补发上年6个月, 缺3个月 and 每季度发放3个月 are of other months, and 任职满6个月 may be
/// what somebody has to have.
struct ServedWords {
  /// How many months of the period.
  let months: Int

  /// Nil where the note says anything besides.
  init?(_ text: String, year: Int?) {
    guard text.utf8.count <= 90, text.contains("月") || text.contains("半年") || text.contains("季") else { return nil }
    let words = ChineseDates.inFigures(Text.squeezed(text))
    if let found = words.wholeMatch(of: Self.counted),
      let count = Self.number(found.output.1 ?? found.output.2 ?? found.output.3 ?? "")
    {
      months = count
    } else if let year, let found = words.wholeMatch(of: Self.named),
      let span = found.output.1 ?? found.output.2, let run = MonthSet(String(span), year: year)?.run,
      run.lowerBound.year == year, run.upperBound.year == year
    {
      months = Int(run.upperBound.index - run.lowerBound.index) + 1
    } else {
      return nil
    }
    guard (1...12).contains(months) else { return nil }
  }

  private static func number(_ text: Substring) -> Int? {
    if text == "半年" { return 6 }
    let digits = text.hasSuffix("个月") ? text.dropLast(2) : text
    if digits == "两" { return 2 }
    return Int(digits) ?? ChineseNumeral.value(String(digits))?.scaled(by: 1).map { Int($0) }
  }

  // Making a pattern costs more than looking for it, and is done once.
  nonisolated(unsafe) private static let counted =
    #/
    (?: 本人 | 其 | 该同志 | 本年度? | 今年 | 当年 | 20[0-9]{2}年度? | 实际 | 只 | 仅 | 应 | 共 )*
    (?:
      (?:在任|在岗|在职|任职|任期|履职|享受|领取|发放|计发|核发|计补|实发|补贴|补助|发|领)
      (?:补贴|补助|津贴|时间|月数|期限)? (?:共|计|合计|为|:|了|只|仅)* ([0-9]{1,2}个月|[一二两三四五六七八九十]{1,2}个月|半年) (?:的?(?:补贴|补助|津贴))?
      | 按 ([0-9]{1,2}个月|[一二两三四五六七八九十]{1,2}个月|半年) (?:的?(?:补贴|补助|津贴))? (?:发放|计发|计算|核发|享受|领取|发|计|补贴|补助)
      | ([0-9]{1,2}个月|[一二两三四五六七八九十]{1,2}个月|半年) (?:的?(?:补贴|补助|津贴))?
    ) 。?
    /#
  nonisolated(unsafe) private static let named =
    #/
    (?: 本人 | 其 | 该同志 | 本年度? | 今年 | 当年 | 实际 | 只 | 仅 | 应 )*
    (?:
      ((?:20[0-9]{2}年度?)?(?:上半年|下半年|第?[1-4一二三四]季度|[0-9]{1,2}月?(?:份)?(?:-|—|–|~|～|至|到)[0-9]{1,2}月(?:份)?))
      (?: (?:在任|在岗|在职|任职|履职|享受|领取|发放|计发|核发|任监委会?(?:成员|委员)?|补贴|补助) (?:的?(?:补贴|补助|津贴))? )?
      | (?:享受|领取|发放|计发|核发|任职|在任|在岗|发|补贴|补助) (?:补贴|补助|津贴)?
        ((?:20[0-9]{2}年度?)?(?:上半年|下半年|第?[1-4一二三四]季度|[0-9]{1,2}月?(?:份)?(?:-|—|–|~|～|至|到)[0-9]{1,2}月(?:份)?)) (?:的?(?:补贴|补助|津贴))?
    ) 。?
    /#
}
