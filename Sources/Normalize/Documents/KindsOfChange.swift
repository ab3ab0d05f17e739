import Domain
import Spreadsheet

/// A list of changes whose rows say each what it is: 变动类型 of 离任 or 新任, and 变动时间.
enum KindOfChange {
  case left, came

  /// Nil for whatever is neither, such as 职务调整, or 免职 beside posts, which may be of one post alone.
  init?(_ text: String, besidePosts: Bool) {
    var words = Text.headerWords(text)
    for noun in ["人员", "成员"] where words.hasSuffix(noun) { words.removeLast(noun.count) }
    if besidePosts, Self.ofPosts.contains(words) { return nil }
    if Self.departures.contains(words) {
      self = .left
    } else if Self.arrivals.contains(words) {
      self = .came
    } else {
      return nil
    }
  }

  private static let departures: Set<String> = [
    "离任", "离职", "卸任", "免职", "免去", "辞职", "辞去", "退出", "退休", "去世", "病故", "死亡", "减少", "调离", "调出", "落选", "罢免", "撤职",
  ]
  private static let ofPosts: Set<String> = ["免职", "免去", "撤职"]
  // 当选 and 任职 may be of whoever sat there before.
  private static let arrivals: Set<String> = [
    "新任", "新任职", "接任", "补选", "新增", "增补", "增加", "新当选", "到任", "上任", "递补", "补任", "调入", "继任",
  ]
}

extension Table {
  /// Finds the columns of a list of changes that say what each row's change is and when. Where dates of other things stand in it, or
  /// several dates of changes, nobody can say which.
  mutating func settleKindsOfChange(_ grid: Grid) {
    let title = Text.squeezed(title)
    guard column(.name) != nil, column(.start) == nil, column(.end) == nil,
      !Self.otherChanges.contains(where: title.contains)
    else { return }
    let hasPosts = column(.role) != nil
    let rows = body.prefix(1000).filter { isRecord($0, grid) }
    func texts(_ column: Int) -> [String] {
      rows.compactMap { row in
        grid.cell(rowIndex: row, column: column).map(grid.raw).flatMap { Text.squeezed($0).isEmpty ? nil : $0 }
      }
    }
    let kinds = paths.keys.sorted().filter { column in
      guard unknown.contains(column) || [.note, .other].contains(fields[column]) else { return false }
      let words = texts(column)
      return !words.isEmpty && words.count { KindOfChange($0, besidePosts: hasPosts) != nil } * 2 > words.count
    }
    let dates = unknown.filter { column in
      let words = Text.headerWords(String(paths[column]?.split(separator: "›").last ?? ""))
      return Self.timesOfChange.contains(words)
    }
    guard kinds.count == 1, dates.count == 1 else { return }
    kindsOfChange = (kinds[0], dates[0])
    for column in [kinds[0], dates[0]] where unknown.contains(column) {
      fields[column] = .other
      unknown.removeAll { $0 == column }
    }
  }

  /// What else than who sits on the committee may change.
  private static let otherChanges = ["兼任", "兼职", "交叉任职", "纪检", "党内", "职务", "岗位", "银行", "账号", "账户", "联系", "信息"]
  private static let timesOfChange: Set<String> = [
    "变动时间", "变动日期", "变动年月", "变动月份", "变更时间", "变更日期", "任免时间", "任免日期", "异动时间", "异动日期", "生效时间", "生效日期", "时间", "日期", "年月",
  ]
}

extension TableReader {
  /// Reads which end of a term a row of changes tells.
  mutating func readChange(_ row: Int, _ number: Int, _ owner: RowOwner, of member: inout MemberRecord) {
    guard let columns = table.kindsOfChange, let cell = grid.cell(rowIndex: row, column: columns.kind),
      let kind = KindOfChange(cells.text(cell), besidePosts: table.column(.role) != nil),
      let found = cells.term(
        grid.cell(rowIndex: row, column: columns.date), kind == .left ? .end : .start, row: number,
        column: columns.date, owner: owner)
    else { return }
    switch kind {
    case .left:
      let end = found.last ?? found.first
      (member.end, member.endDay) = (end.month, Int8(end.day ?? 0))
    case .came: (member.start, member.startDay) = (found.first.month, Int8(found.first.day ?? 0))
    }
  }
}
