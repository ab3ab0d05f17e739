import Domain
import Normalize

/// Uploads whose time lies on a day after the one on which a run looks at them. The newest day of all is the as-of date, and never the clock:
/// so one of these makes it a day to come, and nothing that is published may tell.
struct FutureUploads: Equatable {
  /// How many there are.
  let count: Int
  /// The one of the latest day.
  let file: String
  let day: CalendarDate

  // Clocks of two machines differ by so many seconds without being wrong.
  private static let slack = 600

  /// Nil where there are none.
  init?(_ inbox: Inbox, at now: Int) {
    let tomorrow = max((now + 8 * 3600) / 86_400 * 86_400 + 86_400 - 8 * 3600, now + Self.slack)
    var (count, latest): (Int, Inbox.File?) = (0, nil)
    for folder in inbox.folders {
      for file in folder.files where file.received >= tomorrow && !isLitter(path: file.relative) {
        count += 1
        if file.received > latest?.received ?? 0 { latest = file }
      }
    }
    guard let latest else { return nil }
    (self.count, file, day) = (count, Mask.numbers(in: latest.relative), civilDate(latest.received))
  }

  /// What it does, and what mends it.
  static let effect = Message(
    zh: "未用 --as-of 或 as_of: 指定时，截至日期就取这一天，新旧排序也受影响",
    en: "without --as-of or as_of: that day is the as-of date, and it decides which upload is newest")
  static let mend = Message(zh: "核对时钟，用 touch 改正文件时间", en: "see to the clock, and touch the file")
}
