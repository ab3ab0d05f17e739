public import Domain

/// Everything that the checks of one county look at.
struct CountyCase {
  let register: Register
  let policy: Policy
  let records: CountyRecords
  /// Heads, months and money by village, town and county.
  let figures: CountyFigures
  /// Members that figures are made of, by register position of their village.
  let membersOf: [Int: [Int]]
  /// The roster's members of villages whose figures come from a payment list.
  let rosterOf: [Int: [Int]]
  /// What each member record is due, by its position in `records.members`; nil for members that do not count.
  let memberFigures: [MemberFigures?]
  /// Position of each village in `figures.villages`.
  let villageIndex: [Int: Int]
  /// Limits from which checks speak.
  let thresholds: Thresholds
  /// Lists of persons that payments are held against.
  let lists: [EvidenceList]
  /// The day of which the run speaks.
  let asOf: CalendarDate?
  /// What the county was allocated, if stated.
  let allocation: Budget.Entry?

  /// The table of a record.
  func source(_ id: SourceID) -> Source { records.sources[id.index] }

  /// A village's tally.
  func tally(ofVillage village: Int) -> Tally? { villageIndex[village].map { figures.villages[$0].tally } }

  /// Who sits on a village's committee: the roster's members, else those of the payment list.
  func seatHolders(ofVillage village: Int) -> [Int] {
    (rosterOf[village] ?? membersOf[village] ?? []).filter { !records.isLater($0) }
  }

  /// Heads that a village is paid in each month of the period; nil where some member's months are not certain to be these or those.
  func certainHeads(ofVillage village: Int) -> [Int]? {
    guard let members = membersOf[village] else { return nil }
    var heads = Array(repeating: 0, count: policy.months)
    for index in members {
      guard let figures = memberFigures[index], let months = figures.months else { return nil }
      guard months > 0, !figures.isExcluded else { continue }
      guard
        months == policy.months
          || months
            == policy.months(ofTerm: records.members[index], within: source(records.members[index].source).part).count
      else { return nil }
      for position in figures.firstMonth..<min(policy.months, figures.firstMonth + months) { heads[position] += 1 }
    }
    return heads
  }

  /// Heads of the towns that returns have rows of, in each month, where those of each village are known: by its members' list, or else.
  func headsOfTowns(orElse other: (Int) -> [Int]?) -> [Int: [Int]] {
    let towns = Set(
      records.aggregates.lazy.filter { !$0.isVillage && $0.town >= 0 && !$0.months.isEmpty }.map { Int($0.town) })
    var found: [Int: [Int]] = [:]
    for town in towns {
      let villages = register.towns[town].villages.filter { register.villages[$0].kind == .village }
      let heads = villages.compactMap { certainHeads(ofVillage: $0) ?? other($0) }
      guard !villages.isEmpty, heads.count == villages.count else { continue }
      found[town] = (0..<policy.months).map { month in heads.reduce(0) { $0 + $1[month] } }
    }
    return found
  }

  /// The subject that a village is.
  func subject(village: Int) -> Subject {
    let entry = register.villages[village]
    return Subject(county: entry.county, town: entry.town, village: village)
  }

  /// The subject that a member is.
  func subject(_ member: MemberRecord) -> Subject {
    var subject =
      member.village >= 0
      ? self.subject(village: Int(member.village))
      : Subject(county: records.county, town: member.town >= 0 ? Int(member.town) : nil)
    subject.person = member.id
    if member.id == nil { subject.detail = member.name.masked }
    return subject
  }

  /// The subject that a row of a summary or monthly return is.
  func subject(_ row: AggregateRecord) -> Subject {
    row.village >= 0
      ? subject(village: Int(row.village))
      : Subject(county: records.county, town: row.town >= 0 ? Int(row.town) : nil)
  }

  /// The period that figures without a month of their own are about.
  var period: String { policy.period }
  /// The subject that the county is.
  var county: Subject { Subject(county: records.county) }
  /// The county's name.
  var name: String { register.counties[records.county].name }

  /// The tables of one kind of document.
  func sources(_ kind: DocumentKind) -> [Source] { records.sources.filter { $0.kind == kind } }
}

extension CountyRecords {
  /// Whether a member's record is one of a list that pays members of another list something more.
  func isLater(_ member: Int) -> Bool { sources[members[member].source.index].purpose == .later }
}

/// A check: what it is called and what it finds in a county.
struct CountyCheck: Sendable {
  let name: String
  let find: @Sendable (CountyCase) -> [Discrepancy]
}

/// The checks of a county, in the order in which they run and are numbered.
let countyChecks: [CountyCheck] = [
  CountyCheck(name: "village count", find: villageCount),
  CountyCheck(name: "towns of a summary", find: townsOfSummary),
  CountyCheck(name: "duplicate village rows", find: duplicateVillageRows),
  CountyCheck(name: "seats by the policy", find: quotaCells),
  CountyCheck(name: "over quota", find: overQuota),
  CountyCheck(name: "vacancy", find: vacancy),
  CountyCheck(name: "headcount", find: headcount),
  CountyCheck(name: "documents without members", find: summaryAgainstReturns),
  CountyCheck(name: "exclusions exceed villages", find: exclusionExceedsVillages),
  CountyCheck(name: "exclusions not stated", find: exclusionNotStated),
  CountyCheck(name: "formula equals count", find: formulaEqualsCount),
  CountyCheck(name: "months", find: monthsOutOfRange),
  CountyCheck(name: "due or heads missing", find: dueMissing),
  CountyCheck(name: "missing months", find: missingMonths),
  CountyCheck(name: "missing amounts", find: missingAmounts),
  CountyCheck(name: "months without a return", find: missingReturns),
  CountyCheck(name: "months below the term", find: monthsBelowTerm),
  CountyCheck(name: "terms of the roster", find: paidBeyondRoster),
  CountyCheck(name: "rate", find: rateMismatch),
  CountyCheck(name: "dual posts", find: dualPostPaid),
  CountyCheck(name: "multiple of the rate", find: notMultipleOfRate),
  CountyCheck(name: "due and paid", find: dueVersusPaid),
  CountyCheck(name: "back-payments", find: backPayments),
  CountyCheck(name: "returned payments", find: paymentsReturned),
  CountyCheck(name: "paid outside the period", find: paidOutsidePeriod),
  CountyCheck(name: "subtotals", find: subtotals),
  CountyCheck(name: "totals of summaries", find: totalsOfSummary),
  CountyCheck(name: "turnover", find: flatAcrossTurnover),
  CountyCheck(name: "persons", find: persons),
  CountyCheck(name: "accounts", find: accounts),
  CountyCheck(name: "evidence lists", find: listedElsewhere),
  CountyCheck(name: "departures by note", find: paidAfterDeparture),
  CountyCheck(name: "arrivals by note", find: paidBeforeArrival),
  CountyCheck(name: "rounding", find: roundedAmounts),
  CountyCheck(name: "allocation", find: allocation),
]

/// A county's records to its figures and everything that does not tie in them.
public func reconcile(
  _ records: CountyRecords, register: Register, policy: Policy, allocated: Budget.Entry?, status: UploadStatus,
  received: CalendarDate?, asOf: CalendarDate?, thresholds: Thresholds = Thresholds(), lists: [EvidenceList] = []
) -> (figures: CountyFigures, discrepancies: [Discrepancy]) {
  var chain = Chain(records: records, register: register, policy: policy)
  var figures = chain.figures(status: status)
  figures.allocated = allocated?.stated
  figures.allocatedPlace = allocated?.place
  figures.asOf = received
  let subject = CountyCase(
    register: register, policy: policy, records: records, figures: figures, membersOf: chain.membersOf,
    rosterOf: chain.rosterOf, memberFigures: chain.memberFigures,
    villageIndex: Dictionary(uniqueKeysWithValues: figures.villages.enumerated().map { ($1.village, $0) }),
    thresholds: thresholds, lists: lists, asOf: asOf, allocation: allocated)
  var discrepancies = records.discrepancies
  for check in countyChecks { discrepancies += check.find(subject) }
  for index in discrepancies.indices where discrepancies[index].policy.isEmpty && discrepancies[index].code.usesPolicy {
    discrepancies[index].policy = policy.citation
  }
  let basis = BasisSheets(records, figures)
  attributeCauses(&discrepancies, within: 0..<discrepancies.count, isOfBasis: basis.holds)
  dropPaidExclusions(&discrepancies, figures, policy)
  // What stands beside the documents that count moves no figure of theirs, whatever the fund's own ties look for.
  // Of what is said of the county as a whole each document may be the reason.
  for index in discrepancies.indices
  where discrepancies[index].level < .county && !discrepancies[index].touches.isEmpty
    && !basis.holds(discrepancies[index])
  {
    discrepancies[index].touches.subtract([.listed, .concurrent, .heads, .due, .stated])
    discrepancies[index].touches.formUnion(basis.isStated(discrepancies[index]) ? [.stated, .beside] : .beside)
  }
  let tallies = Tallies(figures)
  for index in discrepancies.indices {
    diagnose(&discrepancies[index], policies: [policy], tally: tallies.tally(of: discrepancies[index].subject))
  }
  shareGuesses(&discrepancies)
  // Guesses first: where nothing explains a difference, the rest is told with the best of them.
  if let rest = discrepancies.differences(of: [figures], under: policy, register: register)[
    records.county]?.rest?.words
  {
    for index in discrepancies.indices where discrepancies[index].code == .countyVsAllocation {
      discrepancies[index].message.zh += "；" + rest.zh
      discrepancies[index].message.en += "; " + rest.en
    }
  }
  return (figures, discrepancies)
}

/// The sheets that villages' figures come from; the county's others are only checked against those.
private struct BasisSheets {
  private var known: Set<Place>
  private var used: Set<Place> = []
  private var ofVillage: [Int: Set<Place>] = [:]
  /// Sheets that stated amounts come from.
  private var stating: Set<Place> = []
  /// Villages whose heads some document has, and towns of which none is without.
  private var countedVillages: Set<Int> = []
  private var countedTowns: Set<Int> = []

  init(_ records: CountyRecords, _ figures: CountyFigures) {
    func sheet(_ source: Source) -> Place { Place(file: source.file, sheet: source.sheet) }
    known = Set(records.sources.map(sheet))
    for village in figures.villages where !village.cells.isEmpty {
      ofVillage[village.village] = Set(village.cells.map { sheet(records.sources[$0.source.index]) })
    }
    used = ofVillage.values.reduce(into: []) { $0.formUnion($1) }
    let rows = Array(figures.townCells.values) + [figures.countyCells].compactMap(\.self)
    used.formUnion(rows.map { sheet(records.sources[$0.source.index]) })
    let statedCells = figures.villages.flatMap(\.statedCells) + figures.statedRows.values.flatMap(\.self)
    stating = Set(statedCells.map { sheet(records.sources[$0.source.index]) })
    stating.formUnion(rows.map { sheet(records.sources[$0.source.index]) })
    countedVillages = Set(figures.villages.lazy.filter { $0.tally.eligible != nil }.map(\.village))
    // Where some of a town's villages count, the others are still missing.
    let whole = figures.towns.filter {
      figures.townCells[$0.town] != nil || $0.tally.villagesReported == $0.tally.villagesRegistered
    }
    countedTowns = Set(whole.lazy.filter { $0.tally.eligible != nil }.map(\.town))
  }

  /// Whether a finding stands where figures come from, or nowhere in a table. What one document lacks and another has counts; what is
  /// missing everywhere does not.
  func holds(_ finding: Discrepancy) -> Bool {
    if finding.code == .villageCountMismatch, finding.field == Field.village.rawValue {
      if let village = finding.subject.village { return !countedVillages.contains(village) }
      if let town = finding.subject.town { return !countedTowns.contains(town) }
    }
    guard !finding.spots.isEmpty else { return true }
    let sheets = finding.subject.village.flatMap { ofVillage[$0] } ?? used
    return finding.spots.contains { spot in
      let sheet = Place(file: spot.place.file, sheet: spot.place.sheet)
      return sheets.contains(sheet) || !known.contains(sheet)
    }
  }

  /// Whether a finding stands where the county's stated amounts come from.
  func isStated(_ finding: Discrepancy) -> Bool {
    finding.spots.contains { stating.contains(Place(file: $0.place.file, sheet: $0.place.sheet)) }
  }
}

/// An amount that is no multiple of the rate is best told by what is due at its cell: the due amount is the one that was meant.
private func shareGuesses(_ discrepancies: inout [Discrepancy]) {
  var known: [Place: (gap: Discrepancy.Gap, guesses: [Message])] = [:]
  for index in discrepancies.indices where discrepancies[index].code == .dueVsPaid {
    guard let place = discrepancies[index].spots.first?.place else { continue }
    known[place] = (discrepancies[index].gap, discrepancies[index].consistentWith)
  }
  for index in discrepancies.indices where discrepancies[index].code == .notMultipleOfRate {
    guard let place = discrepancies[index].spots.first?.place, let due = known[place] else { continue }
    (discrepancies[index].gap, discrepancies[index].consistentWith) = due
  }
}

extension Code {
  /// Whether the check applies a parameter of the policy.
  var usesPolicy: Bool {
    switch self {
    case .headcountMismatch, .overQuota, .exclusionExceedsVillages, .backPayment, .paidOutsidePeriod, .leftOfficePaid,
      .deceasedPaid, .otherPayroll, .linesVsTotal, .formulaEqualsCount, .vacancy, .rateMismatch, .notMultipleOfRate,
      .monthsOutOfRange, .dueVsPaid,
      .countyVsAllocation, .dualPostPaid, .exclusionNotStated, .flatAcrossTurnover:
      true
    default: false
    }
  }
}
