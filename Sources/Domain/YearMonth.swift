/// A calendar month.
public struct YearMonth: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Months since year 0.
  public var index: Int32

  /// A month of a year; the month counts from 1.
  public init(year: Int, month: Int) { index = Int32(year * 12 + month - 1) }

  /// Reads `2021-07`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, let year = Int(parts[0]),
      let month = Int(parts[1]), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month)
  }

  /// The year.
  public var year: Int { Int(index) / 12 }
  /// The month of the year, from 1.
  public var month: Int { Int(index) % 12 + 1 }
  /// The month before or after by a number of months.
  public func advanced(by months: Int) -> YearMonth {
    var copy = self
    copy.index += Int32(months)
    return copy
  }
  /// `2021-07`.
  public var description: String {
    let (year, month) = (year, month)
    guard (1000...9999).contains(year) else { return "\(year)-" + (month < 10 ? "0\(month)" : "\(month)") }
    return String(unsafeUninitializedCapacity: 7) { bytes in
      for (position, digit) in [year / 1000, year / 100, year / 10, year].enumerated() {
        bytes[position] = UInt8(48 + digit % 10)
      }
      bytes[4] = UInt8(ascii: "-")
      bytes[5] = UInt8(48 + month / 10)
      bytes[6] = UInt8(48 + month % 10)
      return 7
    }
  }
  /// Order in time.
  public static func < (a: YearMonth, b: YearMonth) -> Bool { a.index < b.index }
}

extension ClosedRange<YearMonth> {
  /// Reads a period as outputs name it, `2021-07` or `2021-01/2021-03`; nil for a year and anything else.
  public init?(period: String) {
    let ends = period.split(separator: "/", omittingEmptySubsequences: false).map { YearMonth($0) }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last else { return nil }
    self = first...last
  }
}

/// A calendar date.
public struct CalendarDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The month.
  public var month: YearMonth
  /// The day of the month, from 1.
  public var day: Int

  /// A date; nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(year: year, month: month)).contains(day)
    else { return nil }
    self.month = YearMonth(year: year, month: month)
    self.day = day
  }

  /// A date from a month and a day that is known to be in it.
  public init(month: YearMonth, validDay day: Int) {
    self.month = month
    self.day = day
  }

  /// Reads `2021-07-31`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Days from here to another date; negative to an earlier one.
  public func days(until other: CalendarDate) -> Int { other.number - number }

  // Days of the years before March, so that leap days come last.
  private var number: Int {
    let month = self.month.month
    let year = self.month.year - (month <= 2 ? 1 : 0)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day
  }

  /// How many days a month has.
  public static func days(year: Int, month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01: the differences of dates.
  public var dayNumber: Int {
    // Days from civil (Hinnant): years begin in March, so that a leap day ends its year.
    let year = self.month.year - (self.month.month <= 2 ? 1 : 0)
    let era = year / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (self.month.month + (self.month.month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// `2021-07-31`.
  public var description: String { "\(month)-" + (day < 10 ? "0\(day)" : "\(day)") }
  /// Order in time.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { (a.month, a.day) < (b.month, b.day) }
}
