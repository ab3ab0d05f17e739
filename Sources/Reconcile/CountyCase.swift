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
  /// What each member record is due, by its position in `records.members`; nil for members that do not count.
  let memberFigures: [MemberFigures?]
  /// Position of each village in `figures.villages`.
  let villageIndex: [Int: Int]

  /// The table of a record.
  func source(_ id: SourceID) -> Source { records.sources[id.index] }

  /// A village's tally.
  func tally(ofVillage village: Int) -> Tally? { villageIndex[village].map { figures.villages[$0].tally } }

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
    if member.id == nil { subject.detail = Mask.name(member.name) }
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

/// A check: what it is called and what it finds in a county.
struct CountyCheck: Sendable {
  let name: String
  let find: @Sendable (CountyCase) -> [Discrepancy]
}

/// The checks of a county, in the order in which they run and are numbered.
let countyChecks: [CountyCheck] = [
  CountyCheck(name: "village count", find: villageCount),
  CountyCheck(name: "duplicate village rows", find: duplicateVillageRows),
  CountyCheck(name: "over quota", find: overQuota),
  CountyCheck(name: "vacancy", find: vacancy),
  CountyCheck(name: "headcount", find: headcount),
  CountyCheck(name: "exclusions", find: exclusions),
  CountyCheck(name: "months", find: monthsOutOfRange),
  CountyCheck(name: "missing months", find: missingMonths),
  CountyCheck(name: "rate", find: rateMismatch),
  CountyCheck(name: "dual posts", find: dualPostPaid),
  CountyCheck(name: "multiple of the rate", find: notMultipleOfRate),
  CountyCheck(name: "due and paid", find: dueVersusPaid),
  CountyCheck(name: "subtotals", find: subtotals),
  CountyCheck(name: "turnover", find: flatAcrossTurnover),
  CountyCheck(name: "persons", find: persons),
  CountyCheck(name: "accounts", find: accounts),
  CountyCheck(name: "allocation", find: allocation),
]

/// A county's records to its figures and everything that does not tie in them.
public func reconcile(
  _ records: CountyRecords, register: Register, policy: Policy, allocated: Budget.Entry?, status: UploadStatus,
  asOf: CalendarDate?
) -> (figures: CountyFigures, discrepancies: [Discrepancy]) {
  var chain = Chain(records: records, register: register, policy: policy)
  var figures = chain.figures(status: status)
  figures.allocated = allocated?.stated
  figures.allocatedPlace = allocated?.place
  figures.asOf = asOf
  let subject = CountyCase(
    register: register, policy: policy, records: records, figures: figures, membersOf: chain.membersOf,
    memberFigures: chain.memberFigures,
    villageIndex: Dictionary(uniqueKeysWithValues: figures.villages.enumerated().map { ($1.village, $0) }))
  var discrepancies = records.discrepancies
  for check in countyChecks { discrepancies += check.find(subject) }
  for index in discrepancies.indices where discrepancies[index].policy.isEmpty && discrepancies[index].code.usesPolicy {
    discrepancies[index].policy = policy.id
  }
  attributeCauses(&discrepancies, within: 0..<discrepancies.count)
  diagnose(&discrepancies, policy: policy)
  return (figures, discrepancies)
}

extension Code {
  /// Whether the check applies a parameter of the policy.
  var usesPolicy: Bool {
    switch self {
    case .headcountMismatch, .overQuota, .vacancy, .rateMismatch, .notMultipleOfRate, .monthsOutOfRange, .dueVsPaid,
      .countyVsAllocation, .dualPostPaid, .exclusionNotStated, .flatAcrossTurnover:
      true
    default: false
    }
  }
}
