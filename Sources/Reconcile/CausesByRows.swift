import Domain

/// What members' rows bring to a village's or town's figures and should not, or should and do not: who stands twice, whose row has no
/// known village, whom a note says to hold another post, who is marked so and paid. Heads, exclusions and amounts that differ by just as
/// much follow from these.
struct CausesByRows {
  /// What a finding makes the detail's figures more by; where any of several rows may go, each way is possible.
  private struct Effect: Hashable {
    var heads = 0
    var excluded = 0
    var fen: Int64 = 0
  }
  /// A finding's effects on one village or town.
  private struct Worth {
    var index: Int
    var village: Int?
    var town: Int?
    /// Whose rows these are.
    var rows: [Int]
    /// Whether the rows are missing from the detail.
    var isMissing = false
    /// Whether they count as paid and should as excluded.
    var isUnmarked = false
    /// Whether they are marked as excluded and paid all the same: what they are paid stands beside the detail, not in it.
    var isPaidExclusion = false
    /// How many rows of the basis the finding has in all places.
    var all = 0
  }

  let county: CountyCase
  private let basis: Set<Int>
  private var memberOfRow: [SheetRow: Int] = [:]

  init(_ county: CountyCase) {
    self.county = county
    basis = Set(county.membersOf.values.joined())
    for (index, member) in county.records.members.enumerated() {
      let source = county.source(member.source)
      memberOfRow[SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))] = index
    }
  }

  /// Gives those findings their causes that have none.
  func attribute(_ discrepancies: inout [Discrepancy]) {
    let worths = worths(discrepancies)
    guard !worths.isEmpty else { return }
    for index in discrepancies.indices where discrepancies[index].causes.isEmpty {
      switch discrepancies[index].code {
      case .headcountMismatch, .dueVsPaid:
        discrepancies[index].causes = causes(of: discrepancies[index], worths)
      case .vacancy where discrepancies[index].field == "members":
        discrepancies[index].causes = causes(ofVacancy: discrepancies[index], worths)
      case .missingNotZero where discrepancies[index].field == Field.month.rawValue:
        discrepancies[index].causes = causes(ofMissingMonths: discrepancies[index], worths)
      default: break
      }
    }
  }

  // MARK: - What findings are worth

  private func worths(_ discrepancies: [Discrepancy]) -> [Worth] {
    var found: [Worth] = []
    let villages =
      discrepancies.contains(where: \.isOfUnplacedRow) ? villagesOfPersons() : VillagesOfPersons()
    for (index, finding) in discrepancies.enumerated() where finding.tellsOfRows {
      let isOfNotes = finding.isOfNotes
      let rows = Set(finding.spots.compactMap { SheetRow($0.place).flatMap { memberOfRow[$0] } }).sorted()
      let members = rows.map { county.records.members[$0] }
      if finding.code == .dualPostPaid {
        guard let village = finding.subject.village else { continue }
        found.append(
          Worth(
            index: index, village: village, town: county.register.villages[village].town, rows: rows,
            isPaidExclusion: true))
        continue
      }
      if finding.isOfUnplacedRow {
        for (row, member) in zip(rows, members) where !basis.contains(row) {
          let village = villages.of(member, county)
          let town = village.map { county.register.villages[$0].town } ?? (member.town >= 0 ? Int(member.town) : nil)
          found.append(Worth(index: index, village: village, town: town, rows: [row], isMissing: true))
        }
        continue
      }
      // Two names are two persons, whichever number is wrong.
      guard isOfNotes || Set(members.map(\.name)).count == 1 else { continue }
      let own = rows.filter(basis.contains)
      for (village, rows) in Dictionary(grouping: own, by: { Int(county.records.members[$0].village) }) {
        found.append(
          Worth(
            index: index, village: village, town: county.register.villages[village].town, rows: rows,
            isUnmarked: isOfNotes, all: own.count))
      }
    }
    return found
  }

  /// The villages of persons, by number and by name, to know whose a row without one is.
  private struct VillagesOfPersons {
    var byNumber: [IDNumber: Set<Int>] = [:]
    var byName: [MemberName: Set<Int>] = [:]

    func of(_ member: MemberRecord, _ county: CountyCase) -> Int? {
      if let villages = member.id.flatMap({ byNumber[$0] }) { return villages.count == 1 ? villages.first : nil }
      guard !member.name.text.isEmpty else { return nil }
      let villages = (byName[member.name] ?? []).filter {
        member.town < 0 || county.register.villages[$0].town == Int(member.town)
      }
      return villages.count == 1 ? villages.first : nil
    }
  }

  private func villagesOfPersons() -> VillagesOfPersons {
    var villages = VillagesOfPersons()
    for member in county.records.members where member.village >= 0 {
      guard county.register.villages[Int(member.village)].kind == .village else { continue }
      if let id = member.id { villages.byNumber[id, default: []].insert(Int(member.village)) }
      villages.byName[member.name, default: []].insert(Int(member.village))
    }
    return villages
  }

  /// What a finding's rows in a place make its figures more by, in each way that they may be mended.
  private func effects(_ worths: [Worth], in months: ClosedRange<YearMonth>?) -> Set<Effect> {
    let rows = worths.flatMap(\.rows)
    guard let first = worths.first else { return [] }
    func amount(of row: Int) -> Int64 { self.amount(of: row, in: months) }
    if first.isPaidExclusion { return [rows.reduce(into: Effect()) { $0.fen -= amount(of: $1) }] }
    if first.isMissing {
      return [
        worths.reduce(into: Effect()) { effect, worth in
          let member = county.records.members[worth.rows[0]]
          effect.fen -= amount(of: worth.rows[0])
          // Who stands there in other months is no head less of the year.
          let isThere = worth.village.map { village in
            (county.membersOf[village] ?? []).contains { isSame(county.records.members[$0], member) }
          }
          if months != nil || isThere != true { effect.heads -= 1 }
        }
      ]
    }
    if first.isUnmarked {
      return [
        rows.reduce(into: Effect()) { effect, row in
          effect.excluded -= 1
          guard county.memberFigures[row]?.months ?? 0 > 0 else { return }
          effect.heads += 1
          effect.fen += amount(of: row)
        }
      ]
    }
    let persons = Dictionary(grouping: rows) { county.firstOfPerson[$0] ?? $0 }
    func effect(without kept: Int?) -> Effect {
      persons.filter { $0.key != kept }.reduce(into: Effect()) { effect, person in
        if county.memberFigures[person.key]?.isExcluded == true { effect.excluded += 1 }
        if person.value.contains(where: { county.memberFigures[$0]?.months ?? 0 > 0 }) { effect.heads += 1 }
        effect.fen += person.value.reduce(0) { $0 + amount(of: $1) }
      }
    }
    // Where others of the rows stand elsewhere, all of those here may go.
    let isWhole = rows.count == first.all
    return Set(persons.keys.map { effect(without: $0) } + (isWhole ? [] : [effect(without: nil)]))
  }

  private func isSame(_ one: MemberRecord, _ other: MemberRecord) -> Bool {
    if let id = one.id, let own = other.id { return id == own }
    return one.name == other.name && !one.name.text.isEmpty
  }

  /// What a row pays, or its share of some months where it is of more: 240 of a year's 2,880.
  private func amount(of row: Int, in months: ClosedRange<YearMonth>?) -> Int64 {
    let (policy, member) = (county.policy, county.records.members[row])
    let all = county.records.pay(member).value ?? 0
    let term = policy.months(ofTerm: member, within: county.source(member.source).part)
    let inside = term.count { position in months?.contains(policy.calendar[position]) ?? true }
    guard inside < term.count else { return all }
    let count = Int64(member.months.count ?? term.count)
    return count > 0 && all % count == 0 ? all / count * Int64(inside) : 0
  }

  // MARK: - What follows from them

  /// Which findings the figures of a village or town differ for: all of them, or the only one that comes to it.
  private func causes(of tie: Discrepancy, _ worths: [Worth]) -> [Int] {
    guard let difference = tie.gap.difference, difference != 0, tie.subject.person == nil,
      tie.subject.village != nil || tie.subject.town != nil
    else { return [] }
    let months = tie.period == county.period ? nil : ClosedRange<YearMonth>(period: tie.period)
    // A month's amount without heads is held against the detail's, whatever level its row has.
    guard tie.level == .village || tie.level == .town || tie.level == .row && tie.code == .dueVsPaid && months != nil
    else { return [] }
    let inside = worths.compactMap { worth -> Worth? in
      guard tie.subject.village.map({ worth.village == $0 }) ?? (worth.town == tie.subject.town) else { return nil }
      var worth = worth
      worth.rows = worth.rows.filter { row in
        let part = county.source(county.records.members[row].source).part
        return months.map { months in part.map(months.overlaps) ?? true } ?? true
      }
      return worth.rows.isEmpty ? nil : worth
    }
    guard !inside.isEmpty, inside.count <= mostTogether else { return [] }
    func value(_ effect: Effect) -> Int64? {
      switch (tie.code, tie.field) {
      case (.headcountMismatch, Field.eligible.rawValue): Int64(effect.heads)
      case (.headcountMismatch, Field.concurrent.rawValue): Int64(effect.excluded)
      case (.dueVsPaid, _): effect.fen
      default: nil
      }
    }
    // A row beside the detail has as much more as the detail has less; what only looks at the detail, or copies it, has as much.
    let isBeside = tie.isTie && (months != nil || tie.level == .village || isHeldAgainstDetail(tie))
    let own = Dictionary(grouping: inside, by: \.index).compactMapValues { worths -> Set<Int64>? in
      let values = Set(
        effects(worths, in: months).compactMap(value).map { isBeside ? -$0 : $0 }.filter { $0 != 0 })
      return values.isEmpty ? nil : values
    }
    let together = own.values.reduce(Set<Int64>([0])) { sums, values in
      Set(sums.flatMap { sum in values.map { sum + $0 } })
    }
    if !own.isEmpty, together.contains(difference) { return own.keys.sorted() }
    let alone = own.filter { $0.value.contains(difference) }
    return alone.count == 1 ? alone.map(\.key) : []
  }

  /// Whether what a town's row should have is what its villages' lists come to, not its own seats without its own exclusions.
  private func isHeldAgainstDetail(_ tie: Discrepancy) -> Bool {
    guard case .counts(let expected, _, _) = tie.gap, tie.field == Field.eligible.rawValue else { return true }
    return county.figures.towns.first { $0.town == tie.subject.town }?.tally.eligible == expected
  }

  /// DZ306: the months that a seat stands empty are those of a member whose row has no known village.
  private func causes(ofVacancy vacancy: Discrepancy, _ worths: [Worth]) -> [Int] {
    guard let empty = vacancy.more(of: "人月").map({ -$0 }) ?? vacancy.more(of: "人").map({ -$0 * county.policy.months })
    else { return [] }
    let missing = worths.filter { $0.isMissing && $0.village == vacancy.subject.village }
    let months = missing.flatMap(\.rows).reduce(0) { sum, row in
      let member = county.records.members[row]
      return sum + county.policy.months(ofTerm: member, within: county.source(member.source).part).count
    }
    return months == empty ? Set(missing.map(\.index)).sorted() : []
  }

  /// DZ206: a village's month is not missing where its members stand in it under a name that is no village's.
  private func causes(ofMissingMonths finding: Discrepancy, _ worths: [Worth]) -> [Int] {
    guard finding.subject.village != nil, let fewer = finding.more(of: "月").map({ -$0 }) else { return [] }
    let missing = worths.filter { $0.isMissing && $0.village == finding.subject.village }
    let months = missing.flatMap(\.rows).reduce(into: Set<Int>()) { months, row in
      let member = county.records.members[row]
      months.formUnion(county.policy.months(ofTerm: member, within: county.source(member.source).part))
    }
    return months.count == fewer ? Set(missing.map(\.index)).sorted() : []
  }
}

/// Of more than these none is a figure's likely reason.
private let mostTogether = 20

extension Discrepancy {
  /// Whether it says that a note marks somebody whom the list does not.
  fileprivate var isOfNotes: Bool { code == .valueNotParsed && subject.detail.hasSuffix("#notes") }

  /// Whether it is about members' rows that bring what they should not, or should bring and do not.
  var tellsOfRows: Bool {
    severity >= .warning && (code == .duplicatePerson || code == .dualPostPaid || isOfUnplacedRow || isOfNotes)
  }
}
