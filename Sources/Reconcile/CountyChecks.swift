public import Domain

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
  CountyCheck(name: "seats of the roster", find: rosterOverQuota),
  CountyCheck(name: "seats left beside the excluded", find: paidOverSeatsLeft),
  CountyCheck(name: "vacancy", find: vacancy),
  CountyCheck(name: "headcount", find: headcount),
  CountyCheck(name: "paid beside excluded", find: paidBesideExcluded),
  CountyCheck(name: "seats of returns", find: seatsOfReturns),
  CountyCheck(name: "documents without members", find: summaryAgainstReturns),
  CountyCheck(name: "summary beside missing months", find: summaryBesideMissingMonths),
  CountyCheck(name: "towns beside villages", find: townsBesideVillages),
  CountyCheck(name: "returns of a year", find: returnsAgainstYear),
  CountyCheck(name: "exclusions exceed villages", find: exclusionExceedsVillages),
  CountyCheck(name: "exclusions not stated", find: exclusionNotStated),
  CountyCheck(name: "formula equals count", find: formulaEqualsCount),
  CountyCheck(name: "months", find: monthsOutOfRange),
  CountyCheck(name: "months of a summary", find: monthsOfSummary),
  CountyCheck(name: "due or heads missing", find: dueMissing),
  CountyCheck(name: "missing months", find: missingMonths),
  CountyCheck(name: "missing amounts", find: missingAmounts),
  CountyCheck(name: "blank amounts of rows", find: blankAmountsOfRows),
  CountyCheck(name: "lists without amounts", find: listsWithoutAmounts),
  CountyCheck(name: "missing persons", find: missingPersons),
  CountyCheck(name: "months without a return", find: missingReturns),
  CountyCheck(name: "months below the term", find: monthsBelowTerm),
  CountyCheck(name: "terms of the roster", find: paidBeyondRoster),
  CountyCheck(name: "paid outside the roster", find: paidOutsideRoster),
  CountyCheck(name: "listed and not paid", find: listedAndNotPaid),
  CountyCheck(name: "listed and paid in part", find: listedAndPaidInPart),
  CountyCheck(name: "excluded against the roster", find: excludedAgainstRoster),
  CountyCheck(name: "rate", find: rateMismatch),
  CountyCheck(name: "dual posts", find: paidForBothPosts),
  CountyCheck(name: "paid between marks", find: paidBetweenMarks),
  CountyCheck(name: "marked between payments", find: markedBetweenPayments),
  CountyCheck(name: "multiple of the rate", find: notMultipleOfRate),
  CountyCheck(name: "due and paid", find: dueVersusPaid),
  CountyCheck(name: "paid without a village", find: paidWithoutVillage),
  CountyCheck(name: "back-payments", find: backPayments),
  CountyCheck(name: "returned payments", find: paymentsReturned),
  CountyCheck(name: "paid outside the period", find: paidOutsidePeriod),
  CountyCheck(name: "subtotals", find: subtotals),
  CountyCheck(name: "totals of subtotals", find: totalsOfSubtotals),
  CountyCheck(name: "running totals", find: runningTotals),
  CountyCheck(name: "totals of summaries", find: totalsOfSummary),
  CountyCheck(name: "turnover", find: flatAcrossTurnover),
  CountyCheck(name: "persons", find: persons),
  CountyCheck(name: "numbers of one name", find: numbersOfOneName),
  CountyCheck(name: "accounts", find: accounts),
  CountyCheck(name: "evidence lists", find: listedElsewhere),
  CountyCheck(name: "departures by note", find: paidAfterDeparture),
  CountyCheck(name: "arrivals by note", find: paidBeforeArrival),
  CountyCheck(name: "months by note", find: monthsBesideNote),
  CountyCheck(name: "paid though denied", find: paidThoughDenied),
  CountyCheck(name: "rounding", find: roundedAmounts),
  CountyCheck(name: "allocation", find: dueAgainstAllocation),
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
    rosterOf: chain.rosterOf, memberFigures: chain.memberFigures, firstOfPerson: chain.firstOfPerson,
    villageIndex: Dictionary(uniqueKeysWithValues: figures.villages.enumerated().map { ($1.village, $0) }),
    thresholds: thresholds, lists: lists, asOf: asOf, allocation: allocated)
  var discrepancies = records.discrepancies
  for check in countyChecks { discrepancies += check.find(subject) }
  tellOnce(&discrepancies)
  for index in discrepancies.indices where discrepancies[index].policy.isEmpty && discrepancies[index].code.usesPolicy {
    discrepancies[index].policy = policy.citation
  }
  let basis = BasisSheets(records, figures)
  let marks = MarksOfMonths(discrepancies, in: subject)
  attributeCauses(
    &discrepancies, within: 0..<discrepancies.count, isOfBasis: basis.holds,
    mayExplain: { marks.mayExplain($0, $1) && $0.isOfDirection(of: $1) })
  dropPaidFromSums(&discrepancies)
  CausesByFigures(subject, isOfBasis: basis.holds).attribute(&discrepancies)
  CausesByCells(county: subject).attribute(&discrepancies)
  CausesOfCopies(county: subject).attribute(&discrepancies)
  CausesOfTowns(county: subject, isOfBasis: basis.holds).attribute(&discrepancies)
  CausesOfAllocation(county: subject, isOfBasis: basis.holds).attribute(&discrepancies)
  dropPaidExclusions(&discrepancies, figures, policy)
  // What a corrected document that is only checked against others comes to is no effect on what the county is due.
  for index in discrepancies.indices where discrepancies[index].code == .correctedUpload {
    var newer = discrepancies[index]
    // The last place is the one that no longer counts.
    newer.spots = newer.spots.dropLast()
    if !basis.holds(newer) { discrepancies[index].gap = .none }
  }
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

/// A quarter's heads stand in one cell for each of its months: what is wrong with them is told for the first.
private func tellOnce(_ discrepancies: inout [Discrepancy]) {
  var told: [Place: [Message]] = [:]
  discrepancies.removeAll { finding in
    guard [.overQuota, .headcountMismatch].contains(finding.code), finding.spots.count == 1,
      YearMonth(finding.period) != nil
    else { return false }
    let place = finding.spots[0].place
    guard told[place]?.contains(finding.message) != true else { return true }
    told[place, default: []].append(finding.message)
    return false
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
