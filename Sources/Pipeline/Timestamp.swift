import Foundation

/// `20211231T235959Z`
func timestamp(_ date: Date) -> String {
  let seconds = Int(date.timeIntervalSince1970)
  let utc = civilDate(seconds - 8 * 3600)
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let ofDay = seconds % 86_400
  return "\(utc)".replacing("-", with: "") + "T" + two(ofDay / 3600) + two(ofDay / 60 % 60) + two(ofDay % 60) + "Z"
}

/// `2021-12-31 23:59 Asia/Shanghai`: a moment as the clock on the wall of whoever reads it shows it.
func localTime(_ date: Date, in zone: TimeZone = .current) -> String {
  let seconds = Int(date.timeIntervalSince1970) + zone.secondsFromGMT(for: date)
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let ofDay = ((seconds % 86_400) + 86_400) % 86_400
  return "\(civilDate(seconds - 8 * 3600)) \(two(ofDay / 3600)):\(two(ofDay / 60 % 60)) \(zone.identifier)"
}

/// The moment that a name such as `20211231T235959Z` tells.
func moment(ofTimestamp text: String) -> Date? {
  let digits = text.filter { $0.isASCII && $0.isNumber }
  guard digits.count == 14 else { return nil }
  func number(_ from: Int, _ count: Int) -> Int { Int(digits.dropFirst(from).prefix(count)) ?? 0 }
  var parts = tm()
  (parts.tm_year, parts.tm_mon, parts.tm_mday) = (
    Int32(number(0, 4) - 1900), Int32(number(4, 2) - 1), Int32(number(6, 2))
  )
  (parts.tm_hour, parts.tm_min, parts.tm_sec) = (Int32(number(8, 2)), Int32(number(10, 2)), Int32(number(12, 2)))
  return Date(timeIntervalSince1970: Double(timegm(&parts)))
}
