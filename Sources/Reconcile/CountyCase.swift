import Domain

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
  /// The first record of a person, by the position of each other one, where lists are sent month by month.
  let firstOfPerson: [Int: Int]
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
      guard let paid = memberFigures[index]?.span else { return nil }
      if paid.isEmpty { continue }
      let term = policy.months(ofTerm: records.members[index], within: source(records.members[index].source).part)
      guard paid.count == policy.months || paid.count == term.count else { return nil }
      for position in paid { heads[position] += 1 }
    }
    return heads
  }

  /// Heads of a town, or of the county where the town is -1, in each month, where those of each of its villages are known: by its members'
  /// list, or else.
  func certainHeads(ofTown town: Int, orElse other: (Int) -> [Int]?) -> [Int]? {
    let all = town >= 0 ? register.towns[town].villages : register.counties[records.county].villages
    let villages = all.filter { register.villages[$0].kind == .village }
    let heads = villages.compactMap { certainHeads(ofVillage: $0) ?? other($0) }
    guard !villages.isEmpty, heads.count == villages.count else { return nil }
    return (0..<policy.months).map { month in heads.reduce(0) { $0 + $1[month] } }
  }

  /// The most heads that a row's village or town is paid in any one month, where they are certain: who came for somebody who left is no
  /// head more.
  func mostAtOnce(_ row: AggregateRecord) -> Int? {
    (row.village >= 0
      ? certainHeads(ofVillage: Int(row.village))
      : row.isVillage ? nil : certainHeads(ofTown: Int(row.town), orElse: { _ in nil }))?.max()
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
