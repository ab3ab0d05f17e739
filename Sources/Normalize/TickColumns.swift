/// How the ticks of a table are read.
struct TickColumns: Equatable {
  /// Whether ○ says yes, as it does where nothing fuller stands beside it.
  var isHollowYes: Bool

  /// 1 or 0 where a text ticks a month off or crosses it out; nil for anything else.
  func count(_ text: String) -> Int64? {
    switch Tick(text) {
    case .yes: 1
    case .hollow: isHollowYes ? 1 : 0
    case .no: 0
    case nil: nil
    }
  }
}

/// A mark that people tick a form with.
enum Tick {
  case yes, hollow, no

  init?(_ text: String) {
    if Self.fullMarks.contains(text) {
      self = .yes
    } else if Self.hollowMarks.contains(text) {
      self = .hollow
    } else if Self.crosses.contains(text) {
      self = .no
    } else {
      return nil
    }
  }

  private static let fullMarks: Set<String> = [
    "√", "✓", "✔", "☑", "✅", "●", "■", "★", "▲", "◆", "V", "v", "Y", "y", "是", "有", "在岗", "在职", "发", "已发", "已领", "领",
  ]
  private static let hollowMarks: Set<String> = ["○", "◯", "〇", "O", "o", "□", "☐", "△", "☆", "◇"]
  private static let crosses: Set<String> = [
    "×", "✗", "✘", "x", "X", "N", "n", "否", "无", "未", "未发", "不发", "/", "-", "—", "——", "0", "\\",
  ]
}
