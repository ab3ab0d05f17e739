import Domain

/// A part of the year that the words before a figure name: 每月, 第一季度, 上半年, 1-6月, 截至6月底.
struct PartOfYear {
  /// How many months it has.
  let months: Int
  /// Whether it is told by the day that it ends with: heads of that day may be others than the year's.
  let isCutOff: Bool

  /// The part that the figure's clause, or a short clause of its own before it, names last; nil where that names the year, or nothing.
  init?(_ around: Surroundings, _ policy: Policy) {
    let (clause, sentence) = (around.clause, around.sentence)
    var text = clause
    let formers = sentence.dropLast(clause.count).split(whereSeparator: { ",;".contains($0) })
    if sentence.count > clause.count, let former = formers.last, former.count <= 10 { text = former + "," + text }
    if let part = Self.last(in: text, policy) {
      guard let months = part.months else { return nil }
      (self.months, isCutOff) = (months, part.isCutOff)
      return
    }
    // 截至6月底 goes for the whole sentence.
    guard let months = formers.compactMap({ Self.cutOff(String($0), policy)?.months }).last else { return nil }
    (self.months, isCutOff) = (months, true)
  }

  private typealias Found = (place: String.Index, months: Int?, isCutOff: Bool)

  private static func last(in text: String, _ policy: Policy) -> Found? {
    var found: [Found] = []
    let textCodes = codes(text)
    for (word, months, sought) in words where textCodes.contains(sought) {
      for range in text.ranges(of: word) where !isOfPersons(text[..<range.lowerBound]) {
        found.append((range.lowerBound, months, false))
      }
    }
    // Every other form has a month in it.
    guard textCodes.contains(month) else { return found.max { $0.place < $1.place } }
    if let cutOff = cutOff(text, policy) { found.append(cutOff) }
    for match in text.matches(of: ReportPatterns.months) {
      guard let first = Int(match.1), let last = Int(match.2), (1...12).contains(first), first < last, last <= 12 else {
        continue
      }
      found.append((match.range.lowerBound, last - first == 11 ? nil : last - first + 1, false))
    }
    for match in text.matches(of: ReportPatterns.since) {
      guard let first = Int(match.1), (2...12).contains(first) else { continue }
      found.append((match.range.lowerBound, 13 - first, false))
    }
    return found.max { $0.place < $1.place }
  }

  private static let month = ClaimRules.Word("月")
  // Years end what is said of a part.
  private static let words: [(text: String, months: Int?, sought: ClaimRules.Word)] = {
    let words: [(String, Int?)] =
      [("每月", 1), ("每个月", 1), ("月均", 1), ("月平均", 1), ("每季", 3), ("季均", 3), ("每半年", 6), ("上半年", 6), ("下半年", 6)]
      + ["一", "二", "三", "四", "1", "2", "3", "4"].map { ("第\($0)季度", 3) }
      + ["全年", "年度", "本年", "当年", "一年", "年均", "每年"].map { ($0, nil) }
    return words.map { ($0, $1, ClaimRules.Word($0)) }
  }()

  /// 每人每月 and 标准为每月 are a rate, and no month's total.
  private static func isOfPersons(_ before: Substring) -> Bool {
    ["每人", "人均", "每名", "每位", "标准"].contains { before.suffix(6).contains($0) }
  }

  /// 7至12月每人每月300元, 下半年每人每月300元: the rate of the months named before a figure, where it changed within the year and is one
  /// in all of them.
  static func rate(_ around: Surroundings, _ policy: Policy) -> Money? {
    guard policy.months == 12, policy.from.month == 1, policy.singleRate == nil,
      policy.rules.allSatisfy({ $0.counties.isEmpty })
    else { return nil }
    let text = around.clause
    // What is paid later goes by the rate of the time that it is paid for.
    let behind = String(around.text(.clause, isBefore: false))
    guard !["补发", "追补"].contains(where: { text.contains($0) || behind.contains($0) }),
      let span = span(namedIn: text)
    else { return nil }
    let rates = Set(policy.calendar.filter { span.contains($0.month) }.map { policy.rate(in: $0) })
    return rates.count == 1 ? rates.first : nil
  }

  /// The months of the year that a text names; nil where it names none, or several times: then nobody says whose an amount is.
  private static func span(namedIn text: String) -> ClosedRange<Int>? {
    var found = spans.flatMap { word, months in text.ranges(of: word).map { _ in months } }
    for match in text.matches(of: ReportPatterns.months) {
      guard let first = Int(match.1), let last = Int(match.2), 1 <= first, first <= last, last <= 12 else { return nil }
      found.append(first...last)
    }
    for match in text.matches(of: ReportPatterns.since) {
      guard let first = Int(match.1), (1...12).contains(first) else { return nil }
      found.append(first...12)
    }
    return found.count == 1 ? found[0] : nil
  }

  private static let spans: [(String, ClosedRange<Int>)] = [
    ("上半年", 1...6), ("下半年", 7...12), ("第一季度", 1...3), ("第二季度", 4...6), ("第三季度", 7...9), ("第四季度", 10...12),
    ("第1季度", 1...3), ("第2季度", 4...6), ("第3季度", 7...9), ("第4季度", 10...12),
  ]

  /// 截至6月底, 截止2021年6月30日: the months from the period's first on.
  private static func cutOff(_ text: String, _ policy: Policy) -> Found? {
    guard codes(text).contains(month) else { return nil }
    return text.matches(of: ReportPatterns.cutOff).last.flatMap { match in
      guard let month = Int(match.3), (1...12).contains(month),
        match.2.flatMap({ Int($0) }).map({ $0 == policy.from.year }) ?? true
      else { return nil }
      return (match.range.lowerBound, month == policy.until.month ? nil : month - policy.from.month + 1, true)
    }
  }
}
