import Domain

/// Marks of another post that nobody can read (DZ205) beside months whose heads differ (DZ302): a mark moves every month that its member
/// is paid for, so that it is no reason for one month where the return of another of these agrees.
struct MarksOfMonths {
  /// A village, or a town of which heads are stated.
  private struct Owner: Hashable {
    var town: Int?
    var village: Int?

    init(town: Int?, village: Int?) {
      self.village = village
      self.town = village == nil ? town : nil
    }

    init(_ subject: Subject) { self.init(town: subject.town, village: subject.village) }
  }

  private let county: CountyCase
  /// Positions in the policy's calendar of months whose stated heads are those of the members, where those of another month are not.
  private var agreeing: [Owner: Set<Int>] = [:]

  private let kinds: [Place: DocumentKind]

  init(_ discrepancies: [Discrepancy], in county: CountyCase) {
    self.county = county
    kinds = Dictionary(
      county.records.sources.map { (Place(file: $0.file, sheet: $0.sheet), $0.kind) },
      uniquingKeysWith: { first, _ in first })
    var differing: [Owner: Set<Int>] = [:]
    for finding in discrepancies where finding.code == .headcountMismatch {
      let months = positions(finding.period)
      if !months.isEmpty { differing[Owner(finding.subject), default: []].formUnion(months) }
    }
    guard !differing.isEmpty else { return }
    for row in county.records.aggregates {
      let owner = Owner(county.subject(row))
      guard let wrong = differing[owner] else { continue }
      for (entry, month) in zip(row.months, county.source(row.source).monthColumns) where entry.heads.count != nil {
        agreeing[owner, default: []].formUnion(positions("\(month.month)").filter { !wrong.contains($0) })
      }
    }
  }

  /// Whether a finding may be why heads differ, as far as the months tell.
  func mayExplain(_ finding: Discrepancy, _ tie: Discrepancy) -> Bool {
    if tie.code == .villageCountMismatch, let kind = kind(of: tie), let own = self.kind(of: finding) {
      // A name in another document brings nobody back into this one.
      return kind == own
    }
    guard tie.code == .headcountMismatch, finding.code == .valueNotParsed,
      finding.field == Field.concurrent.rawValue, !positions(tie.period).isEmpty,
      let agreeing = agreeing[Owner(tie.subject)],
      let village = finding.subject.village, let members = county.membersOf[village]
    else { return true }
    let own = members.filter {
      let subject = county.subject(county.records.members[$0])
      return subject.person == finding.subject.person && subject.detail == finding.subject.detail
    }
    // Another list may tell its members by less: then it is any of them.
    return (own.isEmpty ? members : own).contains { agreeing.isDisjoint(with: months(movedByMarkOf: $0)) }
  }

  /// The months that count a member or do not as the mark says yes or no.
  private func months(movedByMarkOf index: Int) -> [Int] {
    let (policy, member) = (county.policy, county.records.members[index])
    let term = policy.months(ofTerm: member, within: county.source(member.source).part)
    let paid = county.memberFigures[index]?.span ?? term
    var (marked, unmarked) = (member, member)
    (marked.isConcurrent, unmarked.isConcurrent) = (true, false)
    return (paid.isEmpty ? term : paid).filter { month in
      let exclusion = policy.rules(in: policy.calendar[month]).exclusion
      return exclusion.excludes(marked) != exclusion.excludes(unmarked)
    }
  }

  /// The positions in the policy's calendar of a month, or of a run of months; none for what is of the whole period.
  private func positions(_ period: String) -> [Int] {
    guard period != county.period, let months = ClosedRange<YearMonth>(period: period) else { return [] }
    let calendar = county.policy.calendar
    return calendar.indices.filter { months.contains(calendar[$0]) }
  }

  /// The kind of document that a finding stands in; nil where it stands in several, or in none that counts.
  private func kind(of finding: Discrepancy) -> DocumentKind? {
    let all = Set(finding.spots.map { self.kinds[Place(file: $0.place.file, sheet: $0.place.sheet)] })
    return all.count == 1 ? all.first ?? nil : nil
  }
}
