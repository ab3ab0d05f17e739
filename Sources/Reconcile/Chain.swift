import Domain

/// The chain from members to villages, towns and the county: every figure is made here, once.
struct Chain {
  let records: CountyRecords
  let register: Register
  let policy: Policy
  private(set) var membersOf: [Int: [Int]] = [:]
  /// The roster's members of villages whose figures come from a payment list.
  private(set) var rosterOf: [Int: [Int]] = [:]
  /// Members of rosters that mark nobody, where another document states how many of the village are not paid again: who they are stays open.
  private var openOf: [Int: [Int]] = [:]
  private(set) var memberFigures: [MemberFigures?]
  /// Where lists are sent month by month: the other records of a person, by the position of the first.
  private(set) var recordsOfPerson: [Int: [Int]] = [:]
  /// The first record of a person, by the position of each other one.
  private(set) var firstOfPerson: [Int: Int] = [:]

  let calendar: [YearMonth]
  let rates: [Money]
  /// Whether the exclusion is one for the whole period.
  let isExclusionSteady: Bool
  var heads: [Int]
  var dues: [Money]

  init(records: CountyRecords, register: Register, policy: Policy) {
    self.records = records
    self.register = register
    self.policy = policy
    calendar = policy.calendar
    rates = policy.calendar.map { policy.rate(in: $0) }
    isExclusionSteady = policy.rules.dropFirst().allSatisfy { $0.exclusion == policy.rules[0].exclusion }
    heads = Array(repeating: 0, count: calendar.count)
    dues = Array(repeating: .zero, count: calendar.count)
    memberFigures = Array(repeating: nil, count: records.members.count)
  }

  /// The figures of the county.
  mutating func figures(status: UploadStatus) -> CountyFigures {
    var figures = CountyFigures(county: records.county, status: status)
    let entry = register.counties[records.county]
    guard status != .missing else {
      figures.tally.villagesRegistered = register.villageCount(ofCounty: records.county)
      figures.towns = entry.towns.map { town in
        var tally = Tally()
        tally.villagesRegistered = register.villages[register.towns[town].villages].count { $0.kind == .village }
        return (town, tally)
      }
      figures.villages = entry.villages.filter { register.villages[$0].kind == .village }.map {
        VillageFigures(
          village: $0,
          tally: {
            var t = Tally(); t.villagesRegistered = 1; return t
          }(), basis: .none, cells: [], statedCells: [])
      }
      return figures
    }
    let aggregates = aggregatesByVillage()
    chooseMembers(beside: aggregates)
    for village in entry.villages {
      let isVillage = register.villages[village].kind == .village
      guard isVillage || membersOf[village] != nil else { continue }
      let before = (heads, dues)
      let own = self.village(village, rows: aggregates[village] ?? [])
      // A community's rows are told where they are read (DZ204): its members are checked, and count in no village and no month.
      if isVillage { figures.villages.append(own) } else { (heads, dues) = before }
    }
    let townRows = Dictionary(
      grouping: records.aggregates.filter { !$0.isVillage && $0.town >= 0 }, by: { Int($0.town) })
    var next = 0
    for town in entry.towns {
      var tally = Tally()
      while next < figures.villages.count, register.villages[figures.villages[next].village].town == town {
        tally.add(figures.villages[next].tally)
        next += 1
      }
      if tally.villagesReported == 0, let rows = townRows[town], let row = count(town: rows, into: &tally) {
        figures.townCells[town] = CellSpan(source: row.source, rows: Int(row.row)...Int(row.row))
      } else if tally.stated == nil, let stated = statedAmount(ofPlace: townRows[town] ?? []) {
        (tally.stated, figures.statedRows[town]) = stated
      }
      figures.towns.append((town, tally))
      figures.tally.add(tally)
    }
    let countyRows = records.aggregates.filter { !$0.isVillage && $0.town < 0 }
    if figures.tally.isOpen, let row = count(town: countyRows, into: &figures.tally) {
      figures.countyCells = CellSpan(source: row.source, rows: Int(row.row)...Int(row.row))
    } else if figures.tally.stated == nil, let stated = statedAmount(ofPlace: countyRows) {
      (figures.tally.stated, figures.statedRows[-1]) = stated
    }
    for village in figures.villages {
      figures.members += (openOf[village.village] ?? []).map {
        MemberFigures(record: $0, months: nil, due: nil, isExcluded: false)
      }
      for index in membersOf[village.village] ?? [] {
        guard let member = memberFigures[index] else { continue }
        guard let others = recordsOfPerson[index] else {
          if firstOfPerson[index] == nil { figures.members.append(member) }
          continue
        }
        figures.members.append(joined(member, others))
      }
    }
    figures.months = zip(calendar, zip(heads, dues)).map { MonthFigures(month: $0, heads: $1.0, due: $1.1) }
    return figures
  }

  /// The payment list counts, else the roster, village by village.
  private mutating func chooseMembers(beside aggregates: [Int: [AggregateRecord]]) {
    var lists: [Int: (payment: [Int], roster: [Int])] = [:]
    for (index, member) in records.members.enumerated() where member.village >= 0 {
      if records.sources[member.source.index].kind == .paymentList {
        lists[Int(member.village), default: ([], [])].payment.append(index)
      } else {
        lists[Int(member.village), default: ([], [])].roster.append(index)
      }
    }
    for (village, both) in lists {
      if both.payment.isEmpty, leavesOpenWhoIsPaid(both.roster, aggregates[village] ?? []) {
        openOf[village] = both.roster
        continue
      }
      membersOf[village] = both.payment.isEmpty ? both.roster : both.payment
      if !both.payment.isEmpty, !both.roster.isEmpty { rosterOf[village] = both.roster }
    }
  }

  /// A roster without any mark says who is there, not who is paid; a document that counts the excluded says how many are.
  private func leavesOpenWhoIsPaid(_ roster: [Int], _ rows: [AggregateRecord]) -> Bool {
    guard roster.allSatisfy({ records.members[$0].isConcurrent == nil && !isExcluded(records.members[$0]) }) else {
      return false
    }
    return rows.contains { row in
      (row[.concurrent].count ?? 0) > 0
        && (row[.eligible].count != nil || !row.months.isEmpty && row.months.allSatisfy { $0.heads.count != nil })
    }
  }

  private func aggregatesByVillage() -> [Int: [AggregateRecord]] {
    Dictionary(grouping: records.aggregates.filter { $0.village >= 0 }, by: { Int($0.village) })
  }

  private mutating func village(_ village: Int, rows: [AggregateRecord]) -> VillageFigures {
    var tally = Tally()
    tally.villagesRegistered = 1
    let monthly = rows.filter { records.sources[$0.source.index].kind == .monthly }
    let summary = rows.first { records.sources[$0.source.index].kind == .summary }
    var basis = Basis.none
    var cells: [CellSpan] = []
    if let members = membersOf[village], let first = members.first {
      basis = records.sources[records.members[first].source.index].kind == .paymentList ? .paymentList : .roster
      countMembers(members, into: &tally)
      cells = spans(members.map { records.members[$0] }.map { ($0.source, Int($0.row)) })
      if tally.concurrent == nil
        || !records.sources[records.members[first].source.index].columns.keys.contains(.concurrent),
        let roster = rosterOf[village], roster.contains(where: { records.members[$0].isConcurrent != nil })
      {
        // A payment list without marks names the paid only: who is not paid again stands in the roster.
        tally.concurrent = roster.count { isExcluded(records.members[$0]) }
      }
      if tally.concurrent == nil {
        tally.concurrent = (monthly.first ?? summary)?[.concurrent].count ?? summary?[.concurrent].count
      }
    } else if !monthly.isEmpty, summary == nil || monthly.contains(where: statesHeads) {
      basis = .monthly
      countMonths(monthly, into: &tally)
      if tally.concurrent == nil { tally.concurrent = summary?[.concurrent].count }
      cells = spans(monthly.map { ($0.source, Int($0.row)) })
    } else if let summary {
      basis = .summary
      summarize(summary, into: &tally)
      cells = spans([(summary.source, Int(summary.row))])
    }
    if let open = openOf[village] { tally.listed = open.count }
    if basis != .none {
      tally.villagesReported = 1
      tally.quota = policy.quota
    }
    let stated = statedAmount(village, basis: basis, monthly: monthly, summary: summary)
    tally.stated = stated.amount
    return VillageFigures(village: village, tally: tally, basis: basis, cells: cells, statedCells: stated.cells)
  }

  /// Whether a monthly return's row states heads; one that states money only leaves them to the summary.
  private func statesHeads(_ row: AggregateRecord) -> Bool { row.months.contains { $0.heads.count != nil } }

  private mutating func countMembers(_ members: [Int], into tally: inout Tally) {
    // What is paid later goes on where the other list ends.
    let members = members.filter { !records.isLater($0) } + members.filter(records.isLater)
    tally.listed = members.count - joinPersons(members)
    var counted: (excluded: Set<Int>, paid: Set<Int>) = ([], [])
    var excluded = 0
    var knowsFlags = false
    // Where posts exclude, who holds none of them is told not to be excluded by holding another.
    let isByRole = policy.rules.contains { if case .roles = $0.exclusion { true } else { false } }
    var eligible = 0
    var personMonths = 0
    var due = Money.zero
    for index in members {
      let member = records.members[index]
      if member.isConcurrent != nil || (isByRole && !member.role.isEmpty) { knowsFlags = true }
      let figures = self.member(index)
      memberFigures[index] = figures
      let person = firstOfPerson[index] ?? index
      if figures.isExcluded, counted.excluded.insert(person).inserted { excluded += 1 }
      guard let months = figures.months, months > 0, !figures.isExcluded else { continue }
      if counted.paid.insert(person).inserted { eligible += 1 }
      personMonths += months
      due += figures.due ?? .zero
    }
    tally.concurrent = knowsFlags || excluded > 0 ? excluded : nil
    tally.eligible = eligible
    tally.personMonths = personMonths
    tally.due = due
  }

  /// Joins the records of persons who stand in several months' lists; how many records are not a person's first.
  private mutating func joinPersons(_ members: [Int]) -> Int {
    guard
      members.contains(where: { records.sources[records.members[$0].source.index].part != nil || records.isLater($0) })
    else { return 0 }
    var firsts: [PersonInCounty: Int] = [:]
    var others = 0
    for index in members {
      let member = records.members[index]
      guard let first = firsts[PersonInCounty(member)] ?? namesake(ofLater: index, members) else {
        firsts[PersonInCounty(member)] = index
        continue
      }
      // The same months twice are two payments, not one person's months.
      guard records.isLater(index) || !overlap(index, first),
        !(recordsOfPerson[first] ?? []).contains(where: { overlap(index, $0) })
      else {
        continue
      }
      recordsOfPerson[first, default: []].append(index)
      firstOfPerson[index] = first
      others += 1
    }
    return others
  }

  /// Whom of the village's other lists a list of later payments means that has no ID number where those have one, or the other way.
  private func namesake(ofLater index: Int, _ members: [Int]) -> Int? {
    guard records.isLater(index) else { return nil }
    let member = records.members[index]
    return members.first { other in
      !records.isLater(other) && records.members[other].name == member.name
        && (member.id == nil || records.members[other].id == nil)
    }
  }

  private func overlap(_ a: Int, _ b: Int) -> Bool {
    records.sources[records.members[a].source.index].overlaps(records.sources[records.members[b].source.index])
  }

  private func joined(_ member: MemberFigures, _ others: [Int]) -> MemberFigures {
    var whole = member
    whole.others = others
    for figures in others.compactMap({ memberFigures[$0] }) {
      whole.months = whole.months.flatMap { a in figures.months.map { a + $0 } }
      whole.due = whole.due.flatMap { a in figures.due.map { a + $0 } }
    }
    return whole
  }

  /// A town of which no village is reported counts by its own rows: those of monthly returns, else the summary's. The first of them.
  /// So does a county of which nothing else is.
  private mutating func count(town rows: [AggregateRecord], into tally: inout Tally) -> AggregateRecord? {
    let monthly = onceAMonth(rows.filter { records.sources[$0.source.index].kind == .monthly })
    let summary = rows.first { records.sources[$0.source.index].kind == .summary }
    guard let first = monthly.first, summary == nil || monthly.contains(where: statesHeads) else {
      if let summary { summarize(summary, into: &tally) }
      return summary
    }
    if let villages = first[.villageCount].count ?? summary?[.villageCount].count {
      tally.villagesReported = villages
      tally.quota = policy.quota * villages
    }
    countMonths(monthly, into: &tally)
    if tally.concurrent == nil { tally.concurrent = summary?[.concurrent].count }
    tally.stated = statedAmount(monthly: monthly, summary: summary).amount
    return first
  }

  /// The rows of a town, each month's first: one that stands twice is told and counts once.
  private func onceAMonth(_ rows: [AggregateRecord]) -> [AggregateRecord] {
    var seen: Set<[YearMonth]> = []
    return rows.filter { seen.insert(records.sources[$0.source.index].monthColumns.map(\.month)).inserted }
  }

  private mutating func countMonths(_ rows: [AggregateRecord], into tally: inout Tally) {
    var most: Int?
    var personMonths = 0
    var due = Money.zero
    for row in rows {
      for (entry, month) in zip(row.months, records.sources[row.source.index].monthColumns) {
        guard let count = entry.heads.count, count >= 0, month.month >= policy.from, month.month <= policy.until else {
          continue
        }
        most = max(most ?? 0, count)
        personMonths += count
        let amount = policy.rounded(policy.rate(in: month.month)) * count
        due += amount
        heads[Int(month.month.index - policy.from.index)] += count
        dues[Int(month.month.index - policy.from.index)] += amount
      }
    }
    tally.concurrent = rows.lazy.compactMap { $0[.concurrent].count }.first
    // Months that state money only leave the heads open: missing is not zero.
    guard let most else { return }
    tally.eligible = most
    tally.personMonths = personMonths
    tally.due = due
  }

  /// A summary's row: heads as stated, months as stated or, where it has no such column, the policy's.
  private mutating func summarize(_ row: AggregateRecord, into tally: inout Tally) {
    if !row.isVillage, let villages = row[.villageCount].count {
      tally.villagesReported = villages
      tally.quota = policy.quota * villages
    }
    tally.listed = row[.listed].count
    tally.concurrent = row[.concurrent].count
    if !row.isVillage { tally.stated = row[.amount].money }
    guard let eligible = row[.eligible].count ?? heads(byMoneyOf: row) else {
      // 人次 say what is due, though not to how many.
      tally.personMonths = row[.personMonths].count
      tally.due = policy.singleRate.flatMap { rate in tally.personMonths.map { rate * $0 } }
      return
    }
    tally.eligible = eligible
    let months = row[.months] == .absent ? policy.months : row[.months].count
    let stated = row[.personMonths].count ?? months.map { eligible * min(max(0, $0), policy.months) }
    tally.personMonths = stated
    let paid = policy.months(months ?? 0, atRate: row[.rate].money)
    if let rate = policy.singleRate, policy.rounding == .fen {
      tally.due = stated.map { rate * $0 }
    } else if months != nil {
      tally.due = policy.rounded(paid.reduce(.zero) { $0 + policy.rate(in: calendar[$1]) }) * eligible
    }
    for position in paid {
      heads[position] += eligible
      dues[position] += policy.rate(in: calendar[position]) * eligible
    }
  }

  /// Heads of a row that states no heads but quota and exclusions; derived heads are told by DZ308.
  private func heads(byMoneyOf row: AggregateRecord) -> Int? {
    guard row[.eligible] == .absent, let quota = row[.quota].count else { return nil }
    return quota - (row[.concurrent].count ?? 0)
  }

  private func statedAmount(
    _ village: Int, basis: Basis, monthly: [AggregateRecord], summary: AggregateRecord?
  ) -> (amount: Money?, cells: [CellSpan]) {
    if basis == .paymentList, let members = membersOf[village] {
      let amounts = members.compactMap { records.members[$0].amount.money ?? records.members[$0].due.money }
      if !amounts.isEmpty {
        return (
          amounts.reduce(.zero, +), spans(members.map { (records.members[$0].source, Int(records.members[$0].row)) })
        )
      }
    }
    return statedAmount(monthly: monthly, summary: summary)
  }

  private func statedAmount(
    monthly: [AggregateRecord], summary: AggregateRecord?
  ) -> (amount: Money?, cells: [CellSpan]) {
    // A return of some months says less than a summary of the year.
    let covered = Set(monthly.flatMap { records.sources[$0.source.index].monthColumns.map(\.month) })
    let isYear = monthly.contains { records.sources[$0.source.index].monthColumns.isEmpty }
    if let summary, let amount = summary[.amount].money, !isYear, !covered.isSuperset(of: calendar) {
      return (amount, spans([(summary.source, Int(summary.row))]))
    }
    // Months beside a half-year are not all that a row states.
    let whole = monthly.compactMap { row in
      records.sources[row.source.index].monthColumns.contains { $0.amount == nil } ? row[.amount].money : nil
    }
    if !whole.isEmpty { return (whole.reduce(.zero, +), spans(monthly.map { ($0.source, Int($0.row)) })) }
    let months = monthly.flatMap { $0.months.compactMap(\.amount.money) }
    if !months.isEmpty { return (months.reduce(.zero, +), spans(monthly.map { ($0.source, Int($0.row)) })) }
    // Returns by quarter state their year's amount only.
    let years = monthly.compactMap { $0[.amount].money }
    if !years.isEmpty { return (years.reduce(.zero, +), spans(monthly.map { ($0.source, Int($0.row)) })) }
    if let amount = summary?[.amount].money, let summary {
      return (amount, spans([(summary.source, Int(summary.row))]))
    }
    return (nil, [])
  }

  /// What rows about a whole town, or the county, state for it: those of monthly returns, else the summary's.
  private func statedAmount(ofPlace rows: [AggregateRecord]) -> (amount: Money?, cells: [CellSpan])? {
    let monthly = onceAMonth(rows.filter { records.sources[$0.source.index].kind == .monthly })
    let summary = rows.first { records.sources[$0.source.index].kind == .summary }
    let stated = statedAmount(monthly: monthly, summary: summary)
    return stated.amount == nil ? nil : stated
  }

  /// Rows of one table joined to stretches.
  private func spans(_ rows: [(SourceID, Int)]) -> [CellSpan] {
    var spans: [CellSpan] = []
    for (source, row) in rows {
      if let last = spans.last, last.source == source, last.rows.upperBound + 1 == row {
        spans[spans.count - 1].rows = last.rows.lowerBound...row
      } else {
        spans.append(CellSpan(source: source, rows: row...row))
      }
    }
    return spans
  }
}

extension Tally {
  /// Whether nothing is reported.
  fileprivate var isOpen: Bool { villagesReported == 0 && listed == nil && eligible == nil && stated == nil }
}
