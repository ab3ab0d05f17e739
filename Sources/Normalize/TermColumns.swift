import Domain
import Spreadsheet

/// Columns of a term whose header says no more than which end it is: 起始月 │ 截止月.
extension Table {
  /// Leaves such columns where they are another's than the office's or its pay's: 社保缴费›起始年月, 劳务合同期限›终止年月. An end says something
  /// only beside its own beginning, and neither does where 任职时间 has a column of its own.
  mutating func settleTermColumns() {
    let bare = Set(paths.keys.filter { Self.bareEnd(paths[$0]) != nil })
    guard !bare.isEmpty else { return }
    func isTaken(_ column: Int, _ field: Field) -> Bool {
      fields[column] == field || repeated.contains { $0.column == column && $0.field == field }
    }
    let named = paths.keys.sorted().first { isTaken($0, .start) && !bare.contains($0) }
    for column in bare.sorted() {
      guard let own = Self.bareEnd(paths[column]), isTaken(column, own.field) else { continue }
      let other = column + (own.field == .start ? 1 : -1)
      let isPair = Self.bareEnd(paths[other]).map { $0.field != own.field && $0.kind == own.kind } ?? false
      let isOfOffice = Self.isOfOffice(paths[column])
      if named == nil, isOfOffice, isPair || own.field == .start { continue }
      leave(column)
    }
    if let named, fields[named] != .start, column(.start) == nil {
      fields[named] = .start
      repeated.removeAll { $0.column == named }
    }
  }

  /// Whether a path's last header is a bare end of a term, which end, and whether of months or of years and months.
  static func bareEnd(_ path: String?) -> (field: Field, kind: String)? {
    guard let last = path?.split(separator: "›").last else { return nil }
    let words = Text.headerWords(String(last))
    let field: Field
    if Vocabulary.bareStarts.contains(words) {
      field = .start
    } else if Vocabulary.bareEnds.contains(words) {
      field = .end
    } else {
      return nil
    }
    return (field, words.contains("年") ? "年月" : "月")
  }

  private static func isOfOffice(_ path: String?) -> Bool {
    // A title above the header is longer than a group's words.
    let parts: [Substring] = (path ?? "").split(separator: "›")
    let groups = parts.dropLast().filter { $0.count <= 14 }
    return groups.allSatisfy { group in
      ["任职", "任期", "发放", "补贴", "补助", "享受"].contains(where: group.contains)
        && !["补发", "社保", "保险", "合同", "缴费", "参保", "扣"].contains(where: group.contains)
    }
  }
}

extension Table {
  /// Takes 本月补贴 beside more than one month for what each month pays.
  mutating func settleMonthlyPay(_ grid: Grid) {
    guard let amount = column(.amount), let count = column(.months), column(.rate) == nil else { return }
    let words = Text.headerWords(String(paths[amount]?.split(separator: "›").last ?? ""))
    guard ["本月", "当月"].contains(where: words.hasPrefix) else { return }
    let isOfMore = body.contains { row in
      guard let cell = grid.cell(rowIndex: row, column: count), !isSum(row, grid),
        case .number(let written) = NumberText(grid.raw(cell))
      else { return false }
      return written.whole.map { $0 > 1 } ?? false
    }
    if isOfMore { fields[amount] = .rate }
  }
}
