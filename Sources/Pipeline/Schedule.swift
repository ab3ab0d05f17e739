import Domain
import Foundation

/// When runs are expected, so that one that did not come can be told: an hour of the local day, on some days of the week.
public struct Schedule: Sendable, Equatable {
  /// Minutes after midnight.
  public var minute: Int
  /// 1 for Monday to 7 for Sunday.
  public var weekdays: Set<Int>

  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Runs at a minute of some days.
  public init(minute: Int, weekdays: Set<Int>) { (self.minute, self.weekdays) = (minute, weekdays) }

  init?(_ yaml: StrictYAML) throws {
    guard let set = try yaml.mapping("schedule", keys: ["at", "days"]) else { return nil }
    let at = try set.required("at").split(separator: ":").compactMap { Int($0) }
    guard at.count == 2, (0...23).contains(at[0]), (0...59).contains(at[1]) else {
      throw set.wrong("at", zh: "时刻，如 \"01:30\"（要加引号）", en: "a time of the day such as \"01:30\", in quotes")
    }
    minute = at[0] * 60 + at[1]
    weekdays = Set(1...7)
    guard let days = try set.strings("days") else { return }
    weekdays = Set(
      try days.map { day in
        guard let index = Self.names.firstIndex(of: day.lowercased()) else {
          throw set.wrong(
            "days", zh: "星期的列表，如 [mon, tue, wed, thu, fri]", en: "a list of days such as [mon, tue, wed, thu, fri]")
        }
        return index + 1
      })
  }

  /// The last moment at or before a date at which a run was expected, and the first one after it.
  func around(_ date: Date, in zone: TimeZone = .current) -> (last: Date, next: Date)? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let today = calendar.startOfDay(for: date)
    let moments = (-8...8).compactMap { offset -> Date? in
      guard let day = calendar.date(byAdding: .day, value: offset, to: today),
        weekdays.contains((calendar.component(.weekday, from: day) + 5) % 7 + 1)
      else { return nil }
      return calendar.date(bySettingHour: minute / 60, minute: minute % 60, second: 0, of: day)
    }
    guard let last = moments.last(where: { $0 <= date }), let next = moments.first(where: { $0 > date }) else {
      return nil
    }
    return (last, next)
  }
}
