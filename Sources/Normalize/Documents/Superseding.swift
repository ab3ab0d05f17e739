import Domain

extension CountyReader {
  /// Of several files with one document the newest counts: as far as it goes, for a correction may hold one town or one month.
  mutating func supersede() {
    let sent = tables
    // Each workbook's list is looked through once.
    var wholes: [Int: WholeOfBook] = [:]
    func holds(_ whole: Int, _ part: Int) -> Bool {
      let book = wholes[whole] ?? WholeOfBook(sent[whole], in: sent, context.policy)
      wholes[whole] = book
      return book.holds(sent[part])
    }
    for a in tables.indices {
      for b in tables.indices where b > a && tables[a].isSameDocument(as: tables[b]) {
        let isOneBook = tables[a].source.file == tables[b].source.file
        let width = tables[a].width(beside: tables[b])
        // A workbook's sheet of all months is known by what it pays, too.
        if isOneBook, !(width == .wider ? holds(a, b) : width == .narrower && holds(b, a)) { continue }
        switch width {
        case .same: replace(a, b)
        case .wider: setAsidePart(b, of: a)
        case .narrower: setAsidePart(a, of: b)
        case .crossing: break
        }
      }
    }
    setAsideSheetsOfMonths()
    tellSheetsOfOneMonth()
    setAsidePartsOfPeriod()
    tables.removeAll { $0.members.isEmpty && $0.aggregates.isEmpty }
  }

  // A county that corrects a whole column reads its own file, not a list of cells.
  private static let cellsTold = 20

  private func scope(_ index: Int) -> Scope { Scope(tables[index], in: context.register) }

  private mutating func replace(_ a: Int, _ b: Int) {
    let seats = context.policy.quota
    guard scope(a).shares(with: scope(b)), !tables[a].isOfOtherPersons(than: tables[b], seats: seats) else { return }
    let order = Precedence(tables[a]).compare(Precedence(tables[b]))
    let (winner, loser) = order.winnerIsFirst ? (a, b) : (b, a)
    let isMonthly = tables[loser].source.kind == .monthly
    let months = Set(tables[winner].source.monthColumns.map(\.month))
    let isOfSomeMonths = isMonthly && !months.isSuperset(of: tables[loser].source.monthColumns.map(\.month))
    let replaced = scope(loser).replaced(by: scope(winner), isOfWholeTowns: !isOfSomeMonths)
    let names = (tables[winner].source.file, tables[loser].source.file)
    let before = tables[loser]
    tables[loser].give(
      up: replaced, months: isOfSomeMonths ? months : nil, money: !isOfSomeMonths || tables[winner].statesMonthsMoney,
      in: context.register)
    giveUpMadeUp(in: before.source, replaced)
    let rest = tables[loser].members.count + tables[loser].aggregates.count
    let isPart = rest > 0
    if !isPart { out.superseded.append(before.source) }
    // Months of returns are settled one by one: of those that are not sent again nothing is said.
    let correction = Correction(
      from: before, to: tables[winner], replaced: replaced, months: isOfSomeMonths ? months : nil,
      register: context.register, policy: context.policy)
    let words = correction.words
    let cells = correction.changes.compactMap(\.place).prefix(Self.cellsTold)
    let own =
      cells.isEmpty
      ? [Discrepancy.Spot(Place(file: names.0, sheet: tables[winner].source.sheet))] : cells.map { .init($0) }
    let kept = isPart ? "；未更正的部分仍采用后者（\(rest) 行）" : ""
    let doubts =
      isOfSomeMonths
      ? nil
      : CorrectionDoubts(
        from: before, to: tables[winner], replaced: replaced, register: context.register, policy: context.policy)
    let question = question(of: correction, doubts, from: before, to: tables[winner])
    out.discrepancies.append(
      Discrepancy(
        .correctedUpload, severity: question != nil ? .error : order.isCertain ? .info : .warning,
        subject: Subject(county: county, detail: before.source.kind.rawValue + before.source.sheet),
        period: context.policy.period, field: "file",
        spots: own + [.init(Place(file: names.1, sheet: before.source.sheet))],
        gap: correction.due.map { .money(expected: $0.before, actual: $0.after) } ?? .none,
        zh: "“\(names.0)”更正了“\(names.1)”，采用前者" + kept + words.zh + (order.isCertain ? "" : "；先后依据不足，请确认")
          + (question.map { "；" + $0.zh } ?? ""),
        en: "\(names.0) corrects \(names.1); the former is used"
          + (isPart ? ", and of the latter what it does not hold (\(rest) rows)" : "") + words.en
          + (order.isCertain ? "" : ", though little tells which is newer: please confirm")
          + (question.map { "; " + $0.en } ?? "")))
  }

  /// A half-year's return beside a summary of the whole period, and none of the rest: the summary counts, for returns come first only
  /// where they tell all of the period.
  private mutating func setAsidePartsOfPeriod() {
    let returns = tables.indices.filter { tables[$0].source.kind == .monthly && !tables[$0].aggregates.isEmpty }
    let told = Set(returns.flatMap { tables[$0].source.monthColumns.map(\.month) })
    guard !told.isSuperset(of: context.policy.calendar) else { return }
    for part in returns {
      guard let span = tables[part].spanOfReturn else { continue }
      for whole in tables.indices where tables[whole].isSummary(ofMoreThan: span, than: tables[part]) {
        setAsidePart(part, of: whole)
      }
    }
  }

  /// What a list makes up for goes with it.
  private mutating func giveUpMadeUp(in list: Source, _ replaced: Replaced) {
    for made in tables.indices where tables[made].isMadeUp(in: list) {
      tables[made].give(up: replaced, months: nil, in: context.register)
    }
  }

  /// A list of some months beside one of all of them: the wider one counts, and is held against nothing less.
  private mutating func setAsidePart(_ part: Int, of whole: Int) {
    var replaced = scope(part).replaced(by: scope(whole))
    // A town's own row is of all its villages.
    let towns = Set(tables[whole].aggregates.lazy.filter { !$0.isVillage }.map(\.town))
    replaced.towns.formUnion(towns.intersection(scope(part).villages.keys))
    guard !replaced.isEmpty, !tables[part].isOfOtherPersons(than: tables[whole], seats: context.policy.quota)
    else { return }
    let source = tables[part].source
    let span = source.part ?? tables[part].spanOfReturn
    // Who sends a part again after the whole means to change something: that is not left out in silence.
    let order = Precedence(tables[part]).compare(Precedence(tables[whole]))
    let isNewer = order.winnerIsFirst && order.isCertain
    let isOfFewMonths = tables[whole].mayBeOfOtherMonths(than: tables[part], context.policy)
    // Who came or left between a part and the whole is asked about.
    let hasOtherHeads =
      span != nil
      && tables[whole].aggregates.contains { row in
        let own = tables[part].rows(at: row).map(\.heads)
        guard let heads = row.heads, !own.isEmpty, !own.contains(nil) else { return false }
        return heads != own.reduce(0) { $0 + ($1 ?? 0) }
      }
    tables[part].give(up: replaced, months: nil, in: context.register)
    let other = tables[whole].source
    giveUpMadeUp(in: source, replaced)
    let isOneBook = source.file == other.file
    let names = (part: isOneBook ? source.sheet : source.file, whole: isOneBook ? other.sheet : other.file)
    let months =
      span.map { "\($0.lowerBound)—\($0.upperBound)" }
      ?? source.monthColumns.map { "\($0.month)" }.joined(separator: "、")
    out.discrepancies.append(
      Discrepancy(
        .detailAndSummary, severity: isOfFewMonths ? .error : isNewer || hasOtherHeads ? .warning : nil,
        subject: Subject(county: county, detail: source.file + "#" + source.sheet + months),
        period: context.policy.period, field: "file",
        spots: [
          .init(Place(file: tables[whole].source.file, sheet: tables[whole].source.sheet)),
          .init(Place(file: source.file, sheet: source.sheet)),
        ],
        zh: "“\(names.part)”只含 \(months)，“\(names.whole)”含这些月份在内，采用后者" + (isNewer ? "；前者较新，若有更正请重报全部月份" : "")
          + (hasOtherHeads ? "；两者人数不同，请核对" : "") + (isOfFewMonths ? "；" + Self.paidTwice.zh : ""),
        en: "\(names.part) is of \(months) only, which \(names.whole) includes; the latter is used"
          + (isNewer ? "; the former is newer: if it corrects something, send all months again" : "")
          + (hasOtherHeads ? "; their heads differ: compare them" : "")
          + (isOfFewMonths ? "; " + Self.paidTwice.en : "")))
  }
}

extension TableRecords {
  /// How the months of two documents of one kind lie.
  enum Width { case same, wider, narrower, crossing }

  /// Whether two tables are the same document: of one kind, of a common town and of common months.
  func isSameDocument(as other: TableRecords) -> Bool {
    guard source.kind == other.source.kind, source.purpose == other.source.purpose,
      !towns.isDisjoint(with: other.towns), source.overlaps(other.source)
    else {
      return false
    }
    if source.kind == .monthly {
      // 人数 and 金额 on a sheet each.
      if source.completes(other.source) { return false }
      return !Set(source.monthColumns.map(\.month)).isDisjoint(with: other.source.monthColumns.map(\.month))
    }
    let isVillage: (TableRecords) -> Bool = { $0.aggregates.contains(where: \.isVillage) }
    return source.kind != .summary || isVillage(self) == isVillage(other)
  }

  /// The months of a return that states its figures once for all of them.
  var spanOfReturn: ClosedRange<YearMonth>? {
    let columns = source.monthColumns
    guard source.kind == .monthly, columns.count > 1, let first = columns.first, let last = columns.last,
      columns.allSatisfy({ $0.heads == first.heads && $0.amount == nil })
    else { return nil }
    return first.month...last.month
  }

  /// Whether it is a summary whose rows are of more months than a part's; where they do not say of how many, it pays each place more.
  func isSummary(ofMoreThan span: ClosedRange<YearMonth>, than part: TableRecords) -> Bool {
    let count = Int64(span.upperBound.index - span.lowerBound.index) + 1
    return source.kind == .summary && !aggregates.isEmpty
      && aggregates.allSatisfy { row in
        if let months = row[.months].value { return months > count }
        guard !isBatchOrPlan else { return false }
        let own = part.rows(at: row)
        let paid = own.compactMap(\.paid)
        return own.isEmpty || paid.count == own.count && (row.paid ?? 0) > paid.reduce(0, &+)
      }
  }

  /// Its rows that are of the place of another's row.
  func rows(at other: AggregateRecord) -> [AggregateRecord] {
    aggregates.filter { row in
      other.isVillage ? row.isVillage && row.village == other.village && row.village >= 0 : row.town == other.town
    }
  }

  /// How a list's months lie beside another's. Returns are settled month by month unless they state several together, summaries are of
  /// the period.
  func width(beside other: TableRecords) -> Width {
    let spans = (spanOfReturn, other.spanOfReturn)
    if isMonth(of: other) { return .narrower }
    if other.isMonth(of: self) { return .wider }
    guard source.kind == .paymentList || spans.0 != nil && spans.1 != nil else { return .same }
    let (own, others) = source.kind == .paymentList ? (source.part, other.source.part) : spans
    guard own != others else { return .same }
    guard let part = own else { return .wider }
    guard let theirs = others else { return .narrower }
    func holds(_ a: ClosedRange<YearMonth>, _ b: ClosedRange<YearMonth>) -> Bool {
      a.lowerBound <= b.lowerBound && b.upperBound <= a.upperBound
    }
    return holds(part, theirs) ? .wider : holds(theirs, part) ? .narrower : .crossing
  }

  /// Whether it is one month's return, which a return of more months that is no older has in it: no version of that. A quarter's sheet that
  /// says otherwise is held against it elsewhere; a year's return that does corrects it.
  private func isMonth(of whole: TableRecords) -> Bool {
    guard source.kind == .monthly, source.monthColumns.count == 1, whole.source.monthColumns.count > 1,
      source.file != whole.source.file,
      aggregates.contains(where: \.isVillage) == whole.aggregates.contains(where: \.isVillage),
      !Precedence(self).saysCorrected, !Precedence(whole).saysCorrected
    else { return false }
    let order = Precedence(self).compare(Precedence(whole))
    return !(order.winnerIsFirst && order.isCertain) && (whole.spanOfReturn != nil || isSaid(by: whole))
  }

  /// Whether a return of more months states the same of all places of this month's.
  private func isSaid(by whole: TableRecords) -> Bool {
    guard let month = source.monthColumns.first?.month,
      let position = whole.source.monthColumns.firstIndex(where: { $0.month == month })
    else { return false }
    return aggregates.allSatisfy { row in
      let rows = whole.rows(at: row)
      guard rows.count == 1, rows[0].months.indices.contains(position), let own = row.months.first else { return false }
      let other = rows[0].months[position]
      return own.heads.value == other.heads.value
        && (own.amount.value == nil || other.amount.value == nil || own.amount == other.amount)
    }
  }
}

extension AggregateRecord {
  /// What it pays in all; nil where it does not say.
  fileprivate var paid: Int64? {
    if let amount = self[.amount].value { return amount }
    let amounts = months.compactMap(\.amount.value)
    return amounts.isEmpty ? nil : amounts.reduce(0, &+)
  }

  /// The heads that it states, of months the first's.
  fileprivate var heads: Int64? { self[.eligible].value ?? months.first?.heads.value }
}
