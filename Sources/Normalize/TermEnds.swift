import Domain
import Spreadsheet

/// 届满时间 and 任期结束时间: a committee's term ends for all of its village, a person's for one.
enum TermEnds {
  case ofPersons, ofCommittees, open
}

extension Vocabulary {
  /// Whether a header names the end of a term that may be the committee's.
  static func isEndOfTerm(_ header: String) -> Bool {
    let words = Text.headerWords(header)
    return words.count <= 10 && Text.has(words, anyOf: "满束") && words.wholeMatch(of: endsOfTerm) != nil
  }

  nonisolated(unsafe) private static let endsOfTerm =
    #/(?:本届)?(?:任期|任职)?(?:届满|期满)(?:时间|日期|年月)?|(?:任期|本届)结束(?:时间|日期|年月)?/#
}

extension Table {
  /// Takes the end of a term for each person's own where the dates are persons'.
  mutating func settleTermEnds(_ grid: Grid, _ policy: Policy) {
    guard column(.name) != nil, column(.end) == nil, months.isEmpty, spans.isEmpty, ticks == nil else { return }
    let ends = unknown.filter { Vocabulary.isEndOfTerm(paths[$0]?.split(separator: "›").last.map(String.init) ?? "") }
    guard ends.count == 1, termEnds(ends[0], grid, policy) == .ofPersons else { return }
    fields[ends[0]] = .end
    unknown.removeAll { $0 == ends[0] }
    byContent.append((ends[0], .end))
  }

  /// Whose ends of term a column has, where any is within the period: persons', where each one's own months or money agree with it, or where
  /// nothing says these and others of the village have none or another; nil where none is.
  func termEnds(_ column: Int, _ grid: Grid, _ policy: Policy) -> TermEnds? {
    guard let name = self.column(.name) else { return nil }
    var villages: [String: [YearMonth?]] = [:]
    var (town, village) = ("", "")
    var stated: [Bool] = []
    func text(_ row: Int, _ column: Int?) -> String {
      column.flatMap { grid.cell(rowIndex: row, column: $0) }.map { Text.squeezed(grid.raw($0)) } ?? ""
    }
    for row in body.prefix(3000) {
      if case let own = text(row, self.column(.town)), !own.isEmpty { town = own }
      if case let own = text(row, self.column(.village)), !own.isEmpty { village = own }
      guard !text(row, name).isEmpty, isRecord(row, grid) else { continue }
      let end = month(row, column, grid).flatMap { policy.from <= $0 && $0 < policy.until ? $0 : nil }
      villages[town + "›" + village, default: []].append(end)
      if let end, let agrees = isPaid(until: end, row, grid, policy) { stated.append(agrees) }
    }
    let told = villages.values.filter { $0.contains { $0 != nil } }
    guard !told.isEmpty else { return nil }
    if stated.contains(false) { return .ofCommittees }
    if !stated.isEmpty { return .ofPersons }
    let whole = told.count { Set($0).count == 1 && $0.count > 1 }
    if whole * 2 > told.count { return .ofCommittees }
    // What stands at each village's first member may be written once for all of them, and one member listed alone tells nothing.
    let isWrittenOnce = told.allSatisfy { $0.first != .some(nil) && $0.dropFirst().allSatisfy { $0 == nil } }
    let isPerhapsOnce = isWrittenOnce && (told.count > 1 || villages.count == 1)
    // Where most villages have such a date, it is an election's, whoever was elected again.
    let isOfFew = villages.count == 1 || told.count * 2 <= villages.count
    return whole == 0 && isOfFew && !isPerhapsOnce && told.contains { $0.count > 1 } ? .ofPersons : .open
  }

  private func month(_ row: Int, _ column: Int, _ grid: Grid) -> YearMonth? {
    guard let cell = grid.cell(rowIndex: row, column: column) else { return nil }
    if cell.kind == .date {
      return grid.dateTime(cell).flatMap { $0.hasDate ? YearMonth(year: $0.year, month: $0.month) : nil }
    }
    return DateText.whole(ShortYears.writtenOut(grid.raw(cell)) ?? grid.raw(cell))?.month
  }

  /// Whether a row is paid until the month that its term ends, by its months or else its money; nil where neither is stated.
  private func isPaid(until end: YearMonth, _ row: Int, _ grid: Grid, _ policy: Policy) -> Bool? {
    func written(_ column: Int) -> WrittenNumber? {
      guard let cell = grid.cell(rowIndex: row, column: column), case .number(let number) = NumberText(grid.raw(cell))
      else { return nil }
      return number
    }
    let start = column(.start).flatMap { month(row, $0, grid) } ?? policy.from
    let served = policy.calendar.filter { max(start, policy.from) <= $0 && $0 <= end }
    if let column = column(.months) { return written(column).map { $0.whole == Int64(served.count) } }
    guard let column = column(.amount) else { return nil }
    let due = served.reduce(Int64(0)) { $0 + policy.rate(in: $1).fen }
    return written(column).map { $0.fen(in: units[column] ?? .yuan) == due }
  }
}
