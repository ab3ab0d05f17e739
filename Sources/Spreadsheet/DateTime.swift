/// A civil date, a time of day, or both, without a time zone.
public struct DateTime: Sendable, Equatable {
  /// The year; 0 without a date.
  public var year = 0
  /// The month, 1–12; 0 without a date.
  public var month = 0
  /// The day of the month; 0 without a date.
  public var day = 0
  /// The hour, 0–23; more in a duration.
  public var hour = 0
  /// The minute.
  public var minute = 0
  /// The second.
  public var second = 0
  /// Thousandths of a second.
  public var millisecond = 0
  /// Whether there is a date; else it is a time alone or a duration.
  public var hasDate = false
  /// Whether it is a length of time, which may be longer than a day.
  public var isDuration = false
  /// Whether a duration is below zero.
  public var isNegative = false

  /// Midnight of no day.
  public init() {}

  /// A date, at midnight.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
    hasDate = true
  }

  /// ISO 8601: `2021-01-31`, `2021-01-31T08:30:00`, `08:30:00`, `26:30:00`; thousandths only if they are not zero.
  public var iso: String {
    let date = hasDate ? "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" : ""
    if hasDate, hour == 0, minute == 0, second == 0, millisecond == 0 { return date }
    let time = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    let fraction = millisecond == 0 ? "" : "." + padded(millisecond, 3)
    return (isNegative ? "-" : "") + date + (hasDate ? "T" : "") + time + fraction
  }

  private static let millisecondsOfDay = 86_400_000

  /// The first serial number that no calendar of Excel has any longer: the last day is 31 December 9999.
  static func end(is1904: Bool) -> Double { is1904 ? 2_957_004 : 2_958_466 }

  /// The milliseconds of a serial number, in whole units of so many; the last moment of a calendar is not rounded out of it.
  static func milliseconds(of serial: Double, in unit: Int = 1, before end: Double?) -> Int {
    let total = (Int((abs(serial) * Double(millisecondsOfDay)).rounded()) + unit / 2) / unit * unit
    guard let end, abs(serial) < end else { return total }
    return min(total, Int(end) * millisecondsOfDay - unit)
  }

  /// The moment of a serial number; nil outside 1900–9999. Below 1 it is a time alone.
  init?(serial: Double, is1904: Bool, isDuration: Bool = false) {
    guard serial.isFinite, abs(serial) < 1e9 else { return nil }
    let total = Self.milliseconds(of: serial, before: isDuration ? nil : Self.end(is1904: is1904))
    if isDuration {
      setTime(total)
      self.isDuration = true
      isNegative = serial < 0 && total > 0
      return
    }
    guard serial >= 0, serial < Self.end(is1904: is1904) else { return nil }
    setTime(total % Self.millisecondsOfDay)
    if serial < 1, total < Self.millisecondsOfDay { return }
    hasDate = true
    let days = total / Self.millisecondsOfDay
    // Excel took over from Lotus a 29 February 1900 that never was (serial 60): days before it are one later.
    let sinceEpoch = is1904 ? days + 1462 : (days < 60 ? days + 1 : days)
    (year, month, day) = civil(sinceEpoch - 25_569)
  }

  private mutating func setTime(_ milliseconds: Int) {
    millisecond = milliseconds % 1000
    second = milliseconds / 1000 % 60
    minute = milliseconds / 60_000 % 60
    hour = milliseconds / 3_600_000
  }

  /// The serial number of this moment.
  func serial(is1904: Bool) -> Double {
    let time = Double(((hour * 60 + minute) * 60 + second) * 1000 + millisecond) / Double(Self.millisecondsOfDay)
    guard hasDate else { return isNegative ? -time : time }
    let days = daysSince1970(year, month, day) + 25_569
    if is1904 { return Double(days - 1462) + time }
    return Double(days < 61 ? days - 1 : days) + time
  }

  /// Reads `2021-01-31`, `2021-01-31T08:30:00.5Z` or `08:30:00`, as cells of type `d` hold them.
  init?(iso text: UnsafeBufferPointer<UInt8>) {
    var rest = text[...]
    while let last = rest.last, last == 0x20 || last == 0x0a || last == 0x5a { rest.removeLast() }
    while let first = rest.first, first == 0x20 || first == 0x0a { rest.removeFirst() }
    func number(_ count: Int) -> Int? {
      guard rest.count >= count else { return nil }
      var value = 0
      for byte in rest.prefix(count) {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      rest.removeFirst(count)
      return value
    }
    func skip(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }
    if rest.first == 0x54 { rest.removeFirst() }
    if rest.count >= 10, rest[rest.startIndex + 4] == 0x2d {
      guard let year = number(4), skip(0x2d), let month = number(2), skip(0x2d), let day = number(2) else { return nil }
      guard (1...12).contains(month), day >= 1, civil(daysSince1970(year, month, day)) == (year, month, day) else {
        return nil
      }
      (self.year, self.month, self.day, hasDate) = (year, month, day, true)
      if rest.isEmpty { return }
      guard skip(0x54) || skip(0x20) else { return nil }
    }
    guard let hour = number(2), skip(0x3a), let minute = number(2), hour < 24 || hour == 24 && minute == 0, minute < 60
    else { return nil }
    (self.hour, self.minute) = (hour, minute)
    guard skip(0x3a) else {
      if rest.isEmpty { return }
      return nil
    }
    guard let second = number(2), second < 61 else { return nil }
    self.second = second
    if skip(0x2e) {
      var fraction = 0.0
      var scale = 100.0
      while let digit = number(1) {
        fraction += Double(digit) * scale
        scale /= 10
      }
      // 59.9996 s is the next minute only in the serial, where it carries; here it stays below.
      millisecond = min(999, Int(fraction.rounded()))
    }
    // An offset such as +08:00 does not move the civil time that people see.
    if let first = rest.first, first != 0x2b, first != 0x2d { return nil }
  }
}

/// A number with zeros in front, at least so wide.
func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// The civil date of a day counted from 1 January 1970, by the usual arithmetic of 400-year eras.
func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
}

private func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
  let y = month <= 2 ? year - 1 : year
  let era = (y >= 0 ? y : y - 399) / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
