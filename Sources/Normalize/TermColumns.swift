import Domain
import Spreadsheet

/// Columns of a term whose header says no more than which end it is: 起始月 │ 截止月.
extension Table {
  /// Leaves such columns where they are another's than the office's or its pay's: 社保缴费›起始年月, 劳务合同期限›终止年月. An end says something
  /// only beside its own beginning, and neither does where 任职时间 has a column of its own.
  mutating func settleTermColumns(_ grid: Grid) {
    let bare = Set(paths.keys.filter { Self.bareEnd(paths[$0]) != nil })
    guard !bare.isEmpty else { return }
    func isTaken(_ column: Int, _ field: Field) -> Bool {
      fields[column] == field || repeated.contains { $0.column == column && $0.field == field }
    }
    let named = paths.keys.sorted().first { isTaken($0, .start) && !bare.contains($0) }
    for column in bare.sorted() {
      guard let own = Self.bareEnd(paths[column]), isTaken(column, own.field) else { continue }
      if isDayOfList(column, grid) {
        leave(column)
        continue
      }
      let other = column + (own.field == .start ? 1 : -1)
      let isPair = Self.bareEnd(paths[other]).map { $0.field != own.field && $0.kind == own.kind } ?? false
      let isOfOffice = Self.isOfOffice(paths[column])
      if named == nil, isOfOffice, isPair || own.field == .start { continue }
      // 任职时间 │ 结束时间.
      if named == other, isOfOffice, own.field == .end, own.kind == "日" { continue }
      leave(column)
    }
    if let named, fields[named] != .start, column(.start) == nil {
      fields[named] = .start
      repeated.removeAll { $0.column == named }
    }
  }

  /// Leaves 本届任职时间, and a committee's 任职期限 of three or five years, where it begins in one month of the period for all: the election was
  /// then, and who was in office before is paid for the months before it too. Where most are paid for no more months than from then on, or no more money, it is since when they serve.
  mutating func settleElection(_ grid: Grid, _ policy: Policy) {
    guard let column = self.column(.start), self.column(.end) == nil,
      case let words = Text.headerWords(paths[column] ?? ""), case let isSpan = Self.spansOfOffice.contains(words),
      isSpan || ["本届", "换届", "当选", "选举", "推选"].contains(where: words.contains)
    else { return }
    var counts: [YearMonth: Int] = [:]
    // Villages elect in months of their own.
    var ofVillages: [String: [YearMonth: Int]] = [:]
    var village = ""
    var (seen, short) = (0, 0)
    for row in body.prefix(300) {
      if let cell = self.column(.village).flatMap({ grid.cell(rowIndex: row, column: $0) }) {
        let own = Text.squeezed(grid.raw(cell))
        if !own.isEmpty { village = own }
      }
      guard let cell = grid.cell(rowIndex: row, column: column),
        let month = isSpan
          ? Self.beginning(ofWholeTerm: grid.raw(cell))
          : cell.kind == .date
            ? grid.dateTime(cell).flatMap({ Self.month($0) })
            : DateText.whole(ShortYears.writtenOut(grid.raw(cell)) ?? grid.raw(cell))?.month
      else { continue }
      seen += 1
      counts[month, default: 0] += 1
      ofVillages[village, default: [:]][month, default: 0] += 1
      let served = Int64(policy.until.index - month.index) + 1
      let paid = self.column(.months) ?? self.column(.amount)
      guard let paid, let figure = grid.cell(rowIndex: row, column: paid),
        case .number(let written) = NumberText(grid.raw(figure))
      else { continue }
      let most = fields[paid] == .months ? served : served * policy.rate(in: policy.until).fen
      let stated = fields[paid] == .months ? written.whole : written.fen(in: units[paid] ?? .yuan)
      if let stated, stated > 0, stated <= most { short += 1 }
    }
    func isWithin(_ month: YearMonth) -> Bool { policy.from < month && month <= policy.until }
    guard short * 2 <= seen else { return }
    if let (month, count) = counts.max(by: { $0.value < $1.value }), count >= 3, count * 10 >= seen * 9 {
      guard isWithin(month) else { return }
      election = (column, month)
    } else {
      let alike = ofVillages.values.reduce(0) { $0 + ($1.filter { isWithin($0.key) }.values.max() ?? 0) }
      guard ["选举", "推选"].contains(where: words.contains), seen >= ofVillages.count * 2, alike >= 3,
        alike * 10 >= seen * 9
      else { return }
      election = (column, nil)
    }
    fields[column] = .other
  }

  /// What heads both ends of a term, which may be the committee's.
  static let spansOfOffice: Set<String> = ["任职时段", "在任时间", "任职年限", "任职期限", "任职期间", "在任期间", "任期时间"]

  /// When a term of three or five years begins, as a committee's do.
  private static func beginning(ofWholeTerm text: String) -> YearMonth? {
    guard case .term(let first, let last) = MonthText(ShortYears.writtenOut(text) ?? text) else { return nil }
    return [35, 36, 59, 60].contains(last.month.index - first.month.index) ? first.month : nil
  }

  /// Whether 截止时间 is the day up to which the list was drawn up: one month for nearly all of its rows, or of each town's or village's.
  func isDayOfList(_ column: Int, _ grid: Grid) -> Bool {
    guard Vocabulary.mayBeOfList.contains(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
    else { return false }
    let rows = body.prefix(1000).filter { isRecord($0, grid) }
    return [nil, self.column(.town), self.column(.village)].contains { place in
      var counts: [String: [YearMonth: Int]] = [:]
      var name = ""
      for row in rows {
        // Where it stands once for several rows, it is all of theirs.
        if let cell = place.flatMap({ grid.cell(rowIndex: row, column: $0) }),
          case let own = Text.squeezed(grid.raw(cell)),
          !own.isEmpty
        {
          name = own
        }
        guard let cell = grid.cell(rowIndex: row, column: column),
          let month = cell.kind == .date
            ? grid.dateTime(cell).flatMap({ Self.month($0) }) : DateText.find(in: grid.raw(cell))?.month
        else { continue }
        counts[name, default: [:]][month, default: 0] += 1
      }
      return counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) } * 10 >= rows.count * 9
    }
  }

  private static func month(_ date: DateTime) -> YearMonth? {
    date.hasDate ? YearMonth(year: date.year, month: date.month) : nil
  }

  /// Whether a path's last header is a bare end of a term, which end, and whether of months, of years and months, or of days.
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
    return (field, words.contains("年") ? "年月" : words.contains("月") ? "月" : "日")
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

extension TableReader {
  /// Whether an unread column's dates say from or until when somebody is paid, within the period: 停发时间, or whatever it is called where
  /// nothing else says how many months somebody has.
  func mayBeTerm(_ column: Int) -> Bool {
    let path = table.paths[column] ?? ""
    let words = Text.headerWords(String(path.split(separator: "›").last ?? ""))
    if Vocabulary.isEndOfTerm(words) {
      return table.monthsHangOnTerms && table.termEnds(column, grid, policy) != .ofCommittees && setsMonthsApart(column)
    }
    let verb = ["时间", "日期", "年月", "月份"].first(where: words.hasSuffix).map { words.dropLast($0.count) } ?? words[...]
    // Where each one's months are stated, nobody's hang on it; and 任职公示日期 is the notice's.
    guard isOfMembers, columnOf[.months] == nil, table.months.isEmpty, !table.isDayOfList(column, grid),
      ["停发", "停止", "离岗", "离任", "到任", "任职", "在任", "停职"].contains(where: verb.hasSuffix)
        || ["停止", "终止", "停发"].contains(where: verb.hasPrefix)
        // A roster's 履职时间 may be the election's; where the table pays, money hangs on it.
        || verb.hasSuffix("履职") && (columnOf[.amount] ?? columnOf[.due]) != nil
        || table.monthsHangOnTerms && Self.isOfOffice(words) && !Self.isOfOtherMatter(path)
    else {
      return false
    }
    return setsMonthsApart(column)
  }

  /// DZ205, once: the month of the election is no beginning of anybody's term.
  mutating func tellElection() {
    guard let (column, month) = table.election else { return }
    let header = cells.header(column)
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .warning,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(header)"),
        period: period,
        field: Field.start.rawValue, spots: [.init(cells.place(out.source.headerRows.upperBound, column), raw: header)],
        zh: "“\(header)”各\(month.map { "行同为 \($0)" } ?? "村同为一个月")，是换届的时间，未作各人任职的起始；本年新任的成员请另注到任时间",
        en:
          "\(header) is \(month.map { "\($0) in all rows" } ?? "one month in each village"): the month of the election, not taken for when each began; say since when those serve who are new"
      ))
  }
}
