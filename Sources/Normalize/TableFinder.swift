import Domain
import Spreadsheet

/// Finds the tables of a sheet by looking at what its rows say, wherever they stand.
struct TableFinder {
  let grid: Grid
  let vocabulary: Vocabulary
  let year: Int

  /// The tables in reading order; the first one's header is looked for, or known already.
  func tables(under known: ClosedRange<Int>? = nil) -> [Table] {
    var starts = known.map { [$0] } ?? []
    var row = known.map { $0.upperBound + 1 } ?? 0
    var pattern = known.map { headerTexts($0.lowerBound) } ?? []
    var words: [TextID: Bool] = [:]
    while row < grid.rows.count {
      // Once a header is known, later headers begin with the same words or after a long way; looking at each row in full is too dear.
      // Each page repeats the header: what its words mean is known, even where its first row is one of groups alone.
      let isRepeated = repeats(row, starts.last)
      if !starts.isEmpty && !isRepeated && !startsLikeHeader(row, known: &words) {
        row += 1
        continue
      }
      guard isRepeated || isHeader(row) else {
        row += 1
        if starts.isEmpty && row > 200 { break }
        continue
      }
      let below = extent(from: row)
      let header = isRepeated ? below : top(of: row, under: starts.last?.upperBound ?? -1)...below.upperBound
      let texts = headerTexts(header.lowerBound)
      if starts.isEmpty || texts != pattern || hasOtherTitle(header, after: starts[starts.count - 1]) {
        starts.append(header)
        pattern = texts
      }
      row = header.upperBound + 1
    }
    return starts.enumerated().map { index, header in
      let end = index + 1 < starts.count ? starts[index + 1].lowerBound : grid.rows.count
      let above = index == 0 ? 0 : starts[index - 1].upperBound + 1
      return table(header, end: end, above: above, first: starts[0].lowerBound)
    }
  }

  private func repeats(_ row: Int, _ header: ClosedRange<Int>?) -> Bool {
    guard let header else { return false }
    let (own, known) = (grid.cells[grid.rows[row].cells], grid.cells[grid.rows[header.lowerBound].cells])
    return own.count == known.count
      && zip(own, known).allSatisfy {
        $0.kind == .text && $1.kind == .text && $0.text == $1.text && $0.column == $1.column
      }
  }

  private func table(_ header: ClosedRange<Int>, end: Int, above: Int, first: Int) -> Table {
    var table = Table(header: header, body: header.upperBound + 1..<max(end, header.upperBound + 1))
    table.title = titles(from: above, to: header.lowerBound, isFirst: header.lowerBound == first)
    let paths = HeaderPaths(grid: grid, header: header).paths
    let times = TimeColumns(vocabulary: vocabulary)
    var ofMonths: [YearMonth: TimeColumns.Entry] = [:]
    var ofSpans: [ClosedRange<YearMonth>: TimeColumns.Entry] = [:]
    var sureness: [Int: Vocabulary.Sureness] = [:]
    func anySays(_ words: [String]) -> Bool { paths.values.contains { $0.contains { says($0, words) } } }
    let part = TitleWords(table.title, year: year).part
    let isOfOneMonth =
      anySays(["本月", "当月"]) || part != nil && anySays(["本季", "本期"]) || isMonthBesideSum(part, paths, table.title)
    // 12月在岗人数 alone says when heads were counted, and makes no monthly return.
    let isMonthly = Set(paths.values.joined().compactMap { Vocabulary.month($0, year: year) }).count > 2
    func month(_ text: String) -> YearMonth? {
      isMonthly || Vocabulary.figure(ofMonth: Text.headerWords(text)) == nil ? Vocabulary.month(text, year: year) : nil
    }
    let noQuarters = quartersOfNoMoney(table, paths)
    for (column, path) in paths.sorted(by: { $0.key < $1.key }) {
      table.paths[column] = path.joined(separator: "›")
      if isOfOtherTime(path) {
        table.fields[column] = .other
        continue
      }
      if let (position, month) = named(in: path, month) {
        let figure = times.figure(path, at: position)
        if figure.isOfNoSum { table.fields[column] = .other }
        if let left = ofMonths[month, default: .init()].take(column, as: figure) {
          let used = ofMonths[month]?.amount?.column
          if let used, isOutgoing(table.paths[left]) || isOutgoing(table.paths[used]) {
            table.repeated.append((left, .amount))
          } else {
            table.unknown.append(left)
          }
        }
        continue
      }
      if !noQuarters.contains(column), let (position, span) = named(in: path, { Vocabulary.span($0, year: year) }),
        !isWholeYear(span)
      {
        let figure = times.figure(path, at: position)
        if figure.isOfNoSum { table.fields[column] = .other }
        if let left = ofSpans[span, default: .init()].take(column, as: figure) { table.unknown.append(left) }
        continue
      }
      // Beside 本月数 a 累计数 says what earlier months came to; it is no figure of this one.
      if isOfOneMonth, path.contains(where: { says($0, ["累计", "本年"]) }) {
        table.fields[column] = .other
        table.takeToDate(column, path)
        continue
      }
      guard let (field, sure) = meaning(path) else {
        table.unknown.append(column)
        continue
      }
      sureness[column] = sure
      if field == .eligible { table.claims.append((column, sure)) }
      guard field != .other, field != .note, let taken = table.column(field), let theirs = sureness[taken] else {
        table.fields[column] = field
        continue
      }
      if field == .amount, min(sure, theirs) > .lacking,
        takeRate(column, beside: taken, isAmountElse: sure > theirs, in: &table)
      {
        continue
      }
      if field == .name, takeName(column, beside: taken, in: &table) { continue }
      // 户籍人数 may be heads; 核发人数 is their name and comes first wherever it stands.
      if sure > theirs {
        table.fields[taken] = nil
        table.fields[column] = field
        giveWay(taken, in: &table)
      } else if sure < theirs {
        giveWay(column, in: &table)
      } else {
        table.repeated.append((column, field))
      }
    }
    settleLack(&table, sureness)
    takeNamesOfTimes(&table, paths, &ofMonths)
    table.monthsOfSpan = ofSpans.compactMapValues(\.months)
    table.ratesOfSpan = ofSpans.compactMapValues(\.rate)
    // A month that heads nothing but a remark or a rate is none.
    ofMonths = ofMonths.filter { $0.value.heads != nil || $0.value.amount != nil }
    ofSpans = ofSpans.filter { $0.value.heads != nil || $0.value.amount != nil }
    table.spans = ofSpans.sorted { $0.key.lowerBound < $1.key.lowerBound }.map {
      ($0.key, $0.value.heads?.column, $0.value.amount?.column)
    }
    if table.hasSpanBesideMonths(ofMonths) {
      // 上半年 and then month by month: each is a part of the year, and none is one of the others.
      table.spans += ofMonths.map { ($0.key...$0.key, $0.value.heads?.column, $0.value.amount?.column) }
      table.spans.sort { $0.months.lowerBound < $1.months.lowerBound }
      ofMonths = [:]
    }
    table.excludedOfMonth = ofMonths.compactMapValues(\.excludedFromHeads)
    table.months = ofMonths.sorted { $0.key < $1.key }.map { ($0.key, $0.value.heads?.column, $0.value.amount?.column) }
    table.countHeadsOfSpans()
    table.takeListForNames()
    // A sheet may state its unit once, above its first table.
    table.takeCorrected()
    findUnits(&table, paths: paths, sheet: titles(from: 0, to: first, isFirst: true))
    return table
  }

  /// Whether a header is of what was paid out, to the town or to its members: 1月拨付资金, 1月支付金额, and not 应拨付金额.
  private func isOutgoing(_ path: String?) -> Bool {
    ["支付", "拨付"].contains { path?.contains($0) ?? false } && !(path?.contains("应") ?? false)
  }

  /// The first text of a path that names a time, with its position.
  private func named<Time>(in path: [String], _ time: (String) -> Time?) -> (Int, Time)? {
    for (position, text) in path.enumerated() {
      if let found = time(text) { return (position, found) }
    }
    return nil
  }

  /// Finds what a column means whose field another column has by a fuller name: 人数 beside 发放人数 counts who is there.
  private func giveWay(_ column: Int, in table: inout Table) {
    let words = Text.headerWords(String(table.paths[column]?.split(separator: "›").last ?? ""))
    if words == "人数", table.column(.listed) == nil {
      table.fields[column] = .listed
    } else if words.contains("应拨"), table.column(.due) == nil {
      table.fields[column] = .due
    } else if let field = inWords(words) {
      table.repeated.append((column, field))
    } else {
      table.unknown.append(column)
    }
  }

  /// Takes 姓名 for the names beside 补贴人员, which then says what kind of person is paid, and any name beside an account's holder, whichever of
  /// the two comes first.
  private func takeName(_ column: Int, beside taken: Int, in table: inout Table) -> Bool {
    func words(_ column: Int) -> String {
      Text.headerWords(String(table.paths[column]?.split(separator: "›").last ?? ""))
    }
    let pair = [column, taken]
    let kinds = pair.contains { words($0).contains("姓名") } ? ["补贴人员", "补助人员", "享受人员", "受益人员"] : []
    guard let other = pair.first(where: { (Vocabulary.holders + kinds).contains(words($0)) }) else { return false }
    table.fields[other == column ? taken : column] = .name
    table.fields[other] = .other
    return true
  }

  /// Takes 月补贴金额 for the rate where another column has the amount, whichever of the two comes first; beside 累计 it is the month's amount.
  private func takeRate(_ column: Int, beside taken: Int, isAmountElse: Bool, in table: inout Table) -> Bool {
    func words(_ column: Int) -> String {
      Text.headerWords(String(table.paths[column]?.split(separator: "›").last ?? ""))
    }
    func isMonthly(_ column: Int) -> Bool {
      ["月补", "月发放", "月人均", "人月"].contains(where: words(column).hasPrefix)
    }
    guard table.column(.rate) == nil, isMonthly(column) != isMonthly(taken) else { return false }
    let (rate, amount) = isMonthly(column) ? (column, taken) : (taken, column)
    guard !says(words(amount), ["累计", "本年"]) else { return false }
    table.fields[amount] = .amount
    table.fields[rate] = .rate
    table.monthlyRate = (rate, amount, isAmountElse == (rate == column))
    return true
  }

  /// 待发金额 and 含补发金额 are what is paid where nothing else is; 未发金额 beside what is due is what is left of it, and 报酬 in a roster what
  /// the village pays.
  private func settleLack(_ table: inout Table, _ sureness: [Int: Vocabulary.Sureness]) {
    func words(_ column: Int) -> String {
      Text.headerWords(String(table.paths[column]?.split(separator: "›").last ?? ""))
    }
    let isDueTold = table.column(.due) != nil
    if let column = table.column(.amount) {
      let isOfRoster =
        words(column).contains("报酬") && table.column(.name) != nil && table.column(.months) == nil
        && table.column(.rate) == nil && !["发放", "领取"].contains(where: table.title.contains)
      guard sureness[column] == .lacking, isDueTold || isOfRoster, !words(column).hasPrefix("待发") else { return }
      table.fields[column] = nil
      table.unknown.append(column)
    } else if !isDueTold, let column = table.column(.backPay), words(column).contains("含补发") {
      table.fields[column] = .amount
    }
  }

  /// What amounts in words repeat: 大写金额 the amount in figures, 应发大写 what is due.
  private func inWords(_ header: String) -> Field? {
    guard header.contains("大写") else { return nil }
    guard let (field, _) = vocabulary.meaning(header.replacing("大写", with: "")) else { return .amount }
    return [.amount, .due].contains(field) ? field : nil
  }

  /// Whether what stands above a header is of another year, month or document than what stands above an earlier one like it.
  private func hasOtherTitle(_ header: ClosedRange<Int>, after last: ClosedRange<Int>) -> Bool {
    let title = titles(from: last.upperBound + 1, to: header.lowerBound, isFirst: false)
    guard !title.isEmpty else { return false }
    let before = titles(from: 0, to: last.lowerBound, isFirst: false)
    return TitleSubject(title, year: year).differs(from: TitleSubject(before, year: year))
  }

  /// The texts above a header; those of a later table begin below the rows of the one before it.
  private func titles(from above: Int, to header: Int, isFirst: Bool) -> String {
    var titles: [[String]] = []
    for row in (max(above, header - 12)..<header).reversed() {
      let cells = grid.cells[grid.rows[row].cells].filter {
        $0.kind != .text || !Text.trimmed(grid.texts[$0.text]).isEmpty
      }
      if !isFirst, cells.count > 2 || RowClassifier.isSignature(grid, cells) { break }
      // 本页合计 │ 2000 states what was paid, and no year.
      if isSum(cells) {
        if isFirst { continue } else { break }
      }
      titles.append(cells.filter { $0.kind == .text }.map { grid.texts[$0.text] })
    }
    return titles.reversed().flatMap(\.self).joined(separator: "　")
  }

  /// Whether a row begins as one of sums does and goes on with numbers alone: 补贴统计 │ 单位：元 is a title.
  private func isSum(_ cells: [Cell]) -> Bool {
    guard cells.count > 1, let first = cells.first, first.kind == .text,
      Text.squeezed(grid.texts[first.text]).hasSuffix("计")
    else { return false }
    return cells.dropFirst().allSatisfy { cell in
      if cell.kind == .text, case .number = NumberText(grid.texts[cell.text]) { true } else { cell.kind == .number }
    }
  }

  /// Whether a column tells of another year, or of the difference to one: 2020年›金额, 比上年增减.
  private func isOfOtherTime(_ path: [String]) -> Bool {
    if path.contains(where: { says($0, ["增减", "同比", "比上年", "较上年", "上年度", "上一年", "去年", "上月", "上期"]) }) { return true }
    // 补发上年 is paid now.
    if path.contains(where: { text in
      let words = Text.headerWords(text)
      return words.hasPrefix("上年") && !["补发", "补付", "补拨", "扣", "追", "结"].contains(where: words.contains)
    }) {
      return true
    }
    // 2022年1月 names its month, which the period has or has not.
    let years = path.filter { Vocabulary.month($0, year: year) == nil }.compactMap(Vocabulary.year)
    return !years.isEmpty && !years.contains(year)
  }

  private func says(_ header: String, _ words: [String]) -> Bool {
    let header = Text.squeezed(header)
    return words.contains { header.contains($0) }
  }

  private func isWholeYear(_ span: ClosedRange<YearMonth>) -> Bool {
    span.upperBound.index - span.lowerBound.index == 11
  }
}
