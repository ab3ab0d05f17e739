import Domain
import Spreadsheet

/// What this fund pays in a list that pays the same persons other subsidies too: 村监委成员补贴 │ 误餐补贴 │ 合计.
extension Table {
  /// Takes this fund's one column for the amount where it and the other subsidies' come to the sum that stood for it: a rate, one part of
  /// this fund's own pay or what is due before deductions never does.
  mutating func settleOwnFund(_ grid: Grid) {
    let headers = paths.mapValues { String($0.split(separator: "›").last ?? "") }
    let own = headers.keys.filter { [nil, .amount].contains(fields[$0]) && Self.isOwnFund(headers[$0] ?? "") }
    guard own.count == 1, let own = own.first else { return }
    let others = headers.keys.filter {
      $0 != own && [nil, .other, .amount].contains(fields[$0]) && Self.isOtherFund(headers[$0] ?? "")
    }
    let sums = headers.keys.sorted().filter { isSumOfFunds(headers[$0] ?? "", $0) }
    guard !others.isEmpty, let sum = sums.first(where: { comeTo($0, own, others, grid) }),
      [nil, own, sum].contains(column(.amount))
    else { return }
    let path = paths[own]?.split(separator: "›").map(String.init) ?? []
    units[own] = UnitWords.header(path) ?? units[sum]
    (fields[own], fields[sum]) = (.amount, nil)
    unknown.removeAll { $0 == own || $0 == sum }
    unknown = (unknown + [sum]).sorted()
    repeated.removeAll { $0.column == own || $0.column == sum }
  }

  /// Takes the figures of this fund's group where others' have groups of their own: 村“两委”干部补贴›人数 │ 金额 │ 村监委成员补贴›人数 │ 金额.
  mutating func settleOwnGroup(_ grid: Grid) {
    let groups = paths.compactMapValues { path in
      let parts = path.split(separator: "›")
      return parts.count > 1 ? String(parts[0]) : nil
    }
    let own = groups.keys.filter { Self.isOwnFund(groups[$0] ?? "") }.sorted()
    let others = groups.keys.filter { Self.isOfOthers(groups[$0] ?? "") }.sorted()
    guard Set(own.map { groups[$0] }).count == 1, !others.isEmpty, months.isEmpty, spans.isEmpty else { return }
    let taken = column(.amount)
    func field(_ column: Int) -> Field? { fields[column] ?? repeated.first { $0.column == column }?.field }
    // Who holds another post stands in whatever group says so.
    let figures: Set<Field> = [.eligible, .amount, .due, .months, .rate, .personMonths]
    let ownFigures = figures.intersection(own.compactMap(field))
    for column in others where field(column).map(ownFigures.contains) ?? false { leave(column) }
    for column in own where fields[column] == nil {
      guard let field = repeated.first(where: { $0.column == column })?.field, self.column(field) == nil else {
        continue
      }
      fields[column] = field
      repeated.removeAll { $0.column == column }
      if field == .amount, let taken {
        let (path, theirs) = (Self.path(paths[column]), Self.path(paths[taken]))
        units[column] = UnitWords.header(path) ?? (UnitWords.header(theirs) == nil ? units[taken] : nil)
      }
    }
    guard let amount = own.first(where: { fields[$0] == .amount }) else { return }
    let paid = others.filter { Self.isOfMoney(paths[$0] ?? "") }
    for sum in paths.keys.sorted() where groups[sum] == nil && isSumOfFunds(paths[sum] ?? "", sum) {
      if comeTo(sum, amount, paid, grid) { leave(sum) }
    }
  }

  mutating func leave(_ column: Int) {
    fields[column] = nil
    repeated.removeAll { $0.column == column }
    unknown = (unknown.filter { $0 != column } + [column]).sorted()
  }

  private static func path(_ text: String?) -> [String] { (text ?? "").split(separator: "›").map(String.init) }

  private static func isOfMoney(_ path: String) -> Bool {
    let words = Text.headerWords(Self.path(path).last ?? "")
    return words.contains("额") || words.contains("资金") || pays.contains(where: words.hasSuffix)
  }

  /// Whether a group's header names other people or another subsidy: 村民小组长补贴.
  private static func isOfOthers(_ header: String) -> Bool {
    isOtherFund(header) && (otherPersons + otherSubsidies).contains(where: Text.headerWords(header).contains)
      && !(names + ofConcurrent).contains(where: header.contains)
  }

  /// What heads those who are not paid again: 兼任村干部不发补贴, 已领取村干部补贴.
  private static let ofConcurrent = ["兼", "已领", "已享受", "不发"]

  private func isSumOfFunds(_ header: String, _ column: Int) -> Bool {
    let words = Text.headerWords(header)
    return [nil, .amount].contains(fields[column]) && words.count <= 6
      && ["合计", "总计", "共计", "小计"].contains(where: words.contains) && !words.contains("实")
  }

  /// Whether a row's parts come to its sum in most rows that state one, and others' parts are among them.
  private func comeTo(_ sum: Int, _ own: Int, _ others: [Int], _ grid: Grid) -> Bool {
    func value(_ row: Int, _ column: Int) -> WrittenNumber? {
      guard let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(grid.raw(cell))
      else { return nil }
      return written
    }
    var (stated, tied, hasOthers) = (0, 0, false)
    for row in body where !isSum(row, grid) {
      guard let whole = value(row, sum)?.fen(in: .yuan), whole != 0 else { continue }
      let parts = others.compactMap { value(row, $0)?.fen(in: .yuan) }
      stated += 1
      guard parts.reduce(value(row, own)?.fen(in: .yuan) ?? 0, &+) == whole else { continue }
      tied += 1
      if parts.contains(where: { $0 != 0 }) { hasOthers = true }
    }
    return hasOthers && tied * 2 > stated
  }

  private static let names = ["村务监督", "村监", "监委", "监督委员会"]
  private static let pays = ["补贴", "补助", "津贴", "补贴款", "补贴金额", "补助金额"]
  /// What others add to this fund's own: 村监委补贴（县级）.
  private static let levels = ["县级", "县市级", "镇级", "区级", "省级", "中央"]

  /// 村监委成员补贴. A table's title is longer.
  private static func isOwnFund(_ header: String) -> Bool {
    let words = Text.headerWords(header)
    return words.count <= 14 && names.contains(where: words.hasPrefix) && pays.contains(where: words.hasSuffix)
      && !levels.contains(where: header.contains)
  }

  private static func isOtherFund(_ header: String) -> Bool {
    let words = Text.headerWords(header)
    return words.count <= 14 && (pays + ["绩效", "工资", "报酬"]).contains(where: words.hasSuffix) && !isOwnFund(header)
  }
}
