import Domain
import Spreadsheet

/// Columns that no word places and whose dates set some members' months apart from the others'.
extension Table {
  /// Whether nothing but their terms says for how many months its members are paid.
  var monthsHangOnTerms: Bool {
    column(.name) != nil && [.months, .amount, .due].allSatisfy { column($0) == nil } && months.isEmpty && spans.isEmpty
      && ticks == nil
  }

  /// 任期 heads 2021.1-2026.1 as well as 五年 and 第九届: a column of terms by its word and what stands there.
  mutating func placeTerms(_ headers: Set<String>, among open: [Int], _ grid: Grid) {
    guard column(.start) == nil, column(.name) != nil else { return }
    let terms = open.filter { headers.contains(Text.headerWords(paths[$0] ?? "")) }
    place(.start, among: terms, grid) { Self.isTerm($0) }
  }

  /// Whether a text tells both ends of a term, or that it goes on: 2020.12-2021.6, 2020.12-至今, 2021.1-6.
  private static func isTerm(_ text: String) -> Bool {
    switch MonthText(text) {
    case .term: true
    case .date(_, let around): around[1].contains { "-—~～至起".contains($0) }
    case .doubtful: TermText(text, of: .start, isSpan: true, period: .ofNoYear) != nil
    case .unreadable: ShortYears.writtenOut(text).map { isTerm($0) } ?? false
    case .nothing: false
    }
  }
}

extension ClosedRange<YearMonth> {
  /// A period that no year that somebody writes is in, where only the form of a text is asked.
  fileprivate static let ofNoYear = YearMonth(year: 1, month: 1)...YearMonth(year: 1, month: 12)
}

extension TableReader {
  /// Whether most of what stands in a column are dates, months or spans, and some member's would change the months that are paid. What
  /// nearly all have alike is the document's, not a member's.
  func setsMonthsApart(_ column: Int) -> Bool {
    var said: [[YearMonth]] = []
    var (members, others) = (0, 0)
    for row in table.body where !isBlank(cell(row, .name)) {
      members += 1
      guard let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell) else { continue }
      // A serial of decades to come is money or a number, and so are the others.
      if let date = cells.serialDate(cell), date.month.year > policy.until.year + 10 { return false }
      switch times(cell) {
      case nil: others += 1
      case let times?: if !times.isEmpty { said.append(times) }
      }
    }
    guard said.count * 3 >= (said.count + others) * 2 else { return false }
    if let (most, rows) = Dictionary(grouping: said, by: { $0 }).max(by: { $0.value.count < $1.value.count }),
      rows.count >= 3, rows.count * 10 >= members * 9
    {
      said.removeAll { $0 == most }
    }
    return said.contains { times in
      guard let first = times.first, let last = times.last else { return false }
      if times.count == 1 { return isInPeriod(first) }
      return policy.from < first && first <= policy.until || policy.from <= last && last < policy.until
    }
  }

  /// The months that a cell names for one or both ends of a term, none where it says that there is nothing or no end; nil for other words.
  private func times(_ cell: Cell) -> [YearMonth]? {
    if cell.kind == .date {
      return grid.dateTime(cell).flatMap { $0.hasDate ? [YearMonth(year: $0.year, month: $0.month)] : nil }
    }
    if let date = cells.serialDate(cell) { return [date.month] }
    let text = cells.text(cell)
    switch MonthText(text) {
    case .nothing: return []
    case .term(let first, let last): return [first.month, last.month]
    case .doubtful(let first): return [first.month]
    case .date(let date, let around):
      // 2021年表彰 and 2021年6月入党 tell of something else.
      let words = around.joined()
      return words.allSatisfy { "年月日号起止至今到自从,，。.-—~～()前后底初".contains($0) } || DepartureWords.speaks(words)
        ? [date.month] : nil
    case .unreadable:
      if let long = ShortYears.writtenOut(text) {
        let dates = DateText.all(in: long).dates
        return dates.map(\.month)
      }
      switch TermText(text, of: .end, isSpan: true, period: policy.from...policy.until) {
      case .open: return []
      case .dates(let first, let last): return [first.month] + (last.map { [$0.month] } ?? [])
      case nil:
        if let run = MonthSet(text, year: policy.from.year)?.run { return [run.lowerBound, run.upperBound] }
        return DepartureWords(text, year: onlyYear).map { [$0.date.month] }
      }
    }
  }

  /// Whether a header speaks of office or of its end; any other day may be of whatever else a roster keeps.
  static func isOfOffice(_ header: String) -> Bool {
    ["任", "职", "岗", "停", "止", "截", "离", "退出", "免", "辞", "调", "变更", "变动"].contains(where: header.contains)
  }

  /// Whether a header names what has days of its own beside the office: training, papers, insurance, the party, payment.
  static func isOfOtherMatter(_ path: String) -> Bool {
    let words = Text.headerWords(path)
    return [
      "培训", "学习", "会议", "公示", "公开", "填", "登记", "录入", "更新", "审", "考核", "考试", "考察", "核实", "核查", "备案", "建档", "档案", "有效",
      "证",
      "合同", "卡", "体检", "疫苗", "接种", "保险", "参保", "社保", "医保", "缴", "毕业", "党", "出生", "生日", "婚", "入伍", "参军", "述职", "奖", "表彰",
      "打款", "到账", "入账", "转账", "支付", "签", "领款", "交易", "汇款", "拨付", "上报", "申报", "报送", "轮值", "值班", "走访", "调研", "采集", "制表",
      "家庭",
      "家属", "届", "公告", "通知", "谈话", "上次", "工龄", "支委", "支部", "书记", "取得", "文号",
    ].contains(where: words.contains)
  }
}

extension CountyReader {
  /// Dates of a roster that nobody reads decide no months where payment lists say these for all of its villages: warnings.
  mutating func settleTermsBesideLists() {
    let isOfTerms = { (finding: Discrepancy) in
      finding.severity == .error && finding.touches == .touched(by: .end)
        && (finding.code == .unknownColumn
          || finding.code == .valueNotParsed && finding.spots.first?.parsed.isEmpty ?? false
            && [Field.start, .end].map(\.rawValue).contains(finding.field))
    }
    guard out.discrepancies.contains(where: isOfTerms) else { return }
    let paid = Set(out.members.filter { out.sources[$0.source.index].kind == .paymentList }.map(\.village))
    let rosters = Set(out.sources.filter { $0.kind == .roster }.map { Place(file: $0.file, sheet: $0.sheet) })
    let open = out.members.filter { !paid.contains($0.village) }.map { out.sources[$0.source.index] }
    let places = Set(open.map { Place(file: $0.file, sheet: $0.sheet) })
    for index in out.discrepancies.indices where isOfTerms(out.discrepancies[index]) {
      guard let place = out.discrepancies[index].spots.first?.place,
        case let sheet = Place(file: place.file, sheet: place.sheet), rosters.contains(sheet), !places.contains(sheet),
        !paid.isEmpty
      else { continue }
      (out.discrepancies[index].severity, out.discrepancies[index].touches) = (.warning, [])
    }
  }
}
