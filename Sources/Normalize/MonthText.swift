import Domain

/// What a text says where a date is wanted.
enum MonthText {
  /// Nothing.
  case nothing
  /// One date, and the words around it.
  case date(DateText.Written, around: [String])
  /// A term of office: 2017.05-2021.03, 2017年5月任职，2021年3月离任.
  case term(DateText.Written, DateText.Written)
  /// A date first, and more that changes what it says.
  case doubtful(DateText.Written)
  /// No date.
  case unreadable

  init(_ text: String) {
    let word = Text.squeezed(text)
    if word.isEmpty || ["/", "-", "—", "——", "无", "至今", "现任", "在任", "今"].contains(word) {
      self = .nothing
      return
    }
    let (dates, between) = DateText.all(in: text)
    guard let first = dates.first else {
      self = .unreadable
      return
    }
    switch dates.count {
    case 1:
      if let month = Self.monthOfSameYear(between[1]) {
        let last = DateText.Written(month: YearMonth(year: first.month.year, month: month), day: nil)
        self = first.month <= last.month ? .term(first, last) : .doubtful(first)
      } else {
        self = Self.hasOpenFigures(between[1]) ? .doubtful(first) : .date(first, around: between)
      }
    case 2:
      let joins = between[1].filter { !"年月日号".contains($0) }
      let isTerm =
        !joins.isEmpty && joins.allSatisfy { "-—–―~～至到起止".contains($0) }
        || Self.says(between[1] + between[2], Self.ends)
      self = isTerm && first.month <= dates[1].month ? .term(first, dates[1]) : .doubtful(first)
    default: self = .doubtful(first)
    }
  }

  /// A number with the month behind its point, read as the sheet shows it: 2021.1 may be January or a 2021.10 that lost its zero.
  init(number: Double, raw: String, shown: String) {
    guard (1900..<2200).contains(number), number != number.rounded() else {
      self.init(raw)
      return
    }
    let parts = shown.split(separator: ".")
    let isMonth = parts.count == 2 && parts[0].count == 4 && parts[1].count <= 2
    let read = MonthText(isMonth ? shown : raw)
    if case .date(let date, _) = read, (isMonth ? parts[1] : raw.split(separator: ".").last ?? "") == "1" {
      self = .doubtful(date)
    } else {
      self = read
    }
  }

  /// Whether the one date is said to be a term's end: 至2021.03, 2021年3月离任.
  var isEnd: Bool {
    guard case .date(_, let around) = self else { return false }
    if let last = around[0].last, "-—–―~～至到".contains(last) { return true }
    return around[1].hasPrefix("止") || Self.says(around[1], Self.ends)
  }

  /// Whether a text tells of an end behind a beginning or instead of one, however doubtful: 至2021.03, 2021.1-6, 2017.5、2021.1.
  static func saysEnd(_ text: String) -> Bool {
    let read = MonthText(text)
    guard case .doubtful = read else { return read.isEnd }
    let (dates, between) = DateText.all(in: text)
    // 2017.5、2021.3连任 tells of two elections.
    let isElected = ["连任", "续任", "留任", "当选", "改选"].contains(where: (between.last ?? "").contains)
    return dates.count > 1 && !isElected || between[1].first.map { "-—–―~～至到".contains($0) } ?? false
  }

  private static let ends = ["离任", "离职", "卸任", "免职", "辞职", "辞去", "去世", "病故", "停发", "不再担任", "退休"]

  private static func says(_ text: String, _ words: [String]) -> Bool {
    !text.isEmpty && words.contains { text.contains($0) }
  }

  /// The 12 of -12月 behind 2021年1月.
  private static func monthOfSameYear(_ text: String) -> Int? {
    guard let first = text.first, "-—–―~～至到".contains(first), text.hasSuffix("月") || text.hasSuffix("月止") else {
      return nil
    }
    return Int(text.drop { "-—–―~～至到".contains($0) }.prefix { $0 != "月" }).flatMap { (1...12).contains($0) ? $0 : nil }
  }

  /// Whether a figure follows a mark that joins dates, the -12 of 2021.1-12, or a slip of the hand within one: the x01 of 2021/01x01.
  private static func hasOpenFigures(_ text: String) -> Bool {
    guard let mark = text.first, let last = text.last else { return false }
    if "-—–―~～至到".contains(mark) { return text.contains { $0.isASCII && $0.isNumber } }
    return mark.isLetter && !"年月日号".contains(mark) && text.count <= 3 && last.isASCII && last.isNumber
  }
}
