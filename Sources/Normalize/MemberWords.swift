/// What the words of a member's row say beside the name.
extension TableReader {
  /// Words that stand where a name would: the seat is vacant, which the village's count tells.
  static func isVacantSeat(_ name: String) -> Bool {
    ["空缺", "暂缺", "缺", "缺员", "空", "待补", "待补选", "待选", "暂空", "空编", "未配", "未配备"].contains(
      name.trimmingPrefix("(").prefix { $0 != ")" })
  }

  /// A name with the post behind it: 张三（主任）.
  static func nameAndSeat(_ text: String) -> (name: String, seat: String?) {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex else { return (text, nil) }
    let inside = String(text[text.index(after: open)...].dropLast())
    guard SeatHeader(inside).isAlone else { return (text, nil) }
    return (String(text[..<open]), inside)
  }

  /// Whether a role or a note says that somebody holds another post.
  static func isMark(_ text: String) -> Bool {
    let words = Text.squeezed(text)
    guard !["不兼", "未兼", "不再兼", "非兼"].contains(where: { words.contains($0) }) else { return false }
    return words.contains("兼") && (words.contains("纪检") || words.contains("纪委"))
  }
}
