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
  var memberFigures: [MemberFigures?]
  /// Where lists are sent month by month: the other records of a person, by the position of the first.
  var recordsOfPerson: [Int: [Int]] = [:]
  /// The first record of a person, by the position of each other one.
  var firstOfPerson: [Int: Int] = [:]

  let calendar: [YearMonth]
  let rates: [Money]
  var heads: [Int]
  var dues: [Money]

  init(records: CountyRecords, register: Register, policy: Policy) {
    self.records = records
    self.register = register
    self.policy = policy
    calendar = policy.calendar
    rates = policy.calendar.map { policy.rate(in: $0) }
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
    // Where one town's row says who is not paid again, a town that says nothing leaves the county's number open.
    var (isStatedForTown, isOpenForTown) = (false, false)
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
      if tally.villagesReported > 0, tally.concurrent == nil {
        tally.concurrent = concurrent(ofPlace: townRows[town] ?? [])
        if tally.concurrent == nil { isOpenForTown = true } else { isStatedForTown = true }
      }
      figures.towns.append((town, tally))
      figures.tally.add(tally)
    }
    if isStatedForTown, isOpenForTown { figures.tally.concurrent = nil }
    let countyRows = records.aggregates.filter { !$0.isVillage && $0.town < 0 }
    if figures.tally.isOpen, let row = count(town: countyRows, into: &figures.tally) {
      figures.countyCells = CellSpan(source: row.source, rows: Int(row.row)...Int(row.row))
    } else if figures.tally.stated == nil, let stated = statedAmount(ofPlace: countyRows) {
      (figures.tally.stated, figures.statedRows[nil]) = stated
    }
    if figures.tally.villagesReported > 0, figures.tally.concurrent == nil {
      figures.tally.concurrent = concurrent(ofPlace: countyRows)
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
      } else if let concurrent = tally.concurrent, let roster = rosterOf[village] {
        // Nor does one that marks nobody of those whom it names.
        tally.concurrent = concurrent + excluded(of: roster, besides: members, tally)
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
  func statesHeads(_ row: AggregateRecord) -> Bool { row.months.contains { $0.heads.count != nil } }
}

extension Tally {
  /// Whether nothing is reported.
  fileprivate var isOpen: Bool { villagesReported == 0 && eligible == nil && stated == nil }
}
