import Domain

/// DZ302: those whom one document pays and those whom another says are not paid again are no more than a place's seats. Where members say
/// themselves who is not paid again, or one row states all three, that is held together elsewhere.
func paidBesideExcluded(_ county: CountyCase) -> [Discrepancy] {
  guard county.policy.rules.allSatisfy({ $0.exclusion == .marked }) else { return [] }
  let stating = county.records.aggregates.filter { $0[.concurrent].count != nil }
  let towns = Set(stating.lazy.filter { $0.village >= 0 }.map(\.town))
  let hasTowns = stating.contains { $0.village >= 0 || !$0.isVillage && $0.town >= 0 }
  var seen: Set<Subject> = []
  return stating.compactMap { row in
    // What villages' own rows say is told of them, and what towns' say of those.
    guard row.village >= 0 || !row.isVillage && (row.town < 0 ? !hasTowns : !towns.contains(row.town)),
      let excluded = row[.concurrent].count, excluded > 0, row[.quota].count == nil || row[.eligible].count == nil,
      let figures = county.detail(of: row), figures.villagesReported == figures.villagesRegistered,
      !county.marksMembers(of: row), let paid = county.mostAtOnce(row) ?? county.fewestHeads(of: figures),
      // Other heads than the members' are told as such.
      row[.eligible].count.map({ $0 == paid }) ?? true
    else { return nil }
    // A row that says that more are there takes the excluded from these; who is over the seats is told elsewhere.
    let seats = max(
      figures.villagesReported * (county.policy.rules.map(\.quota).max() ?? county.policy.quota),
      row[.listed].count ?? 0)
    let subject = county.subject(row)
    guard paid > seats - excluded, !county.leavesMonths(excluded, of: seats, figures), seen.insert(subject).inserted
    else { return nil }
    let source = county.source(row.source)
    return Discrepancy(
      .headcountMismatch, subject: subject, period: county.period, field: Field.concurrent.rawValue,
      spots: [.init(source.place(.concurrent, row: Int(row.row)), raw: "\(excluded)", parsed: "\(excluded)")],
      gap: .counts(expected: seats - excluded, actual: paid, unit: "人"), level: row.level,
      touches: [.concurrent, .heads, .due], isTie: true,
      zh: "员额 \(seats) 人 − 兼任 \(excluded) 人 ≠ 核发 \(paid) 人：请写明兼任的是谁",
      en: "\(seats) seats − \(excluded) not paid again ≠ \(paid) paid: say who is not")
  }
}

extension CountyCase {
  /// The fewest who may be paid at once: two half-years of members whom nothing dates may be one seat's.
  fileprivate func fewestHeads(of tally: Tally) -> Int? {
    guard let eligible = tally.eligible, tally.listed != nil, let months = tally.personMonths else {
      return tally.eligible
    }
    return min(eligible, (months + policy.months - 1) / policy.months)
  }

  /// Whether what is paid leaves each of the excluded a month of their seats: they may hold the other post from July on only.
  fileprivate func leavesMonths(_ excluded: Int, of seats: Int, _ tally: Tally) -> Bool {
    tally.personMonths.map { $0 + excluded <= seats * policy.months } ?? false
  }

  /// Whether the lists of a row's village, of any village of its town or of the county say who of the members is not paid again.
  fileprivate func marksMembers(of row: AggregateRecord) -> Bool {
    let villages =
      row.village >= 0
      ? [Int(row.village)]
      : Array(row.town < 0 ? register.counties[records.county].villages : register.towns[Int(row.town)].villages)
    return villages.contains { village in
      ((membersOf[village] ?? []) + (rosterOf[village] ?? [])).contains { records.members[$0].isConcurrent != nil }
    }
  }
}

/// DZ302: a village's list pays no more heads than its seats leave beside those whom it, or the roster, says are not paid again. Who
/// came for an excluded member that left within the period is no head too many, so it is told where every month has one.
func paidOverSeatsLeft(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let quotas = policy.calendar.map { policy.rules(in: $0).quota }
  let notes = county.notesOfTerm
  return county.figures.villages.compactMap { village in
    guard let paid = county.membersOf[village.village],
      let heads = county.certainHeads(ofVillage: village.village)
    else { return nil }
    let matched = Set(county.rosterRecords(ofVillage: village.village).values)
    let listed = (county.rosterOf[village.village] ?? []).filter { !matched.contains($0) }
    let excluded = (paid + listed).filter { index in
      policy.rules.allSatisfy { $0.exclusion.excludes(county.records.members[index]) }
    }
    let names = Set(excluded.map { county.records.members[$0].name })
    // Where lists are sent month by month, one person's records cover the period together.
    let terms = excluded.map { index in
      let member = county.records.members[index].noted(by: notes[index])
      return policy.months(ofTerm: member, within: county.source(member.source).part)
    }
    let covered = policy.calendar.indices.map { month in terms.count { $0.contains(month) } }
    // More excluded than one seat's, and more paid than all seats', are told as such.
    let full = heads.indices.filter { heads[$0] == quotas[$0] }
    let isThroughout = full.count == heads.count && covered.allSatisfy { $0 == 1 || $0 > 1 && names.count == 1 }
    // Where each month's list says so for itself, whoever is excluded and nobody more paid before and after is so in between as well.
    let isBetween =
      names.count == 1 && !full.isEmpty && !full.contains(0) && !full.contains(heads.count - 1)
      && covered.allSatisfy { $0 > 0 } && excluded.allSatisfy { county.part(of: $0) != nil }
    guard isThroughout || isBetween, let seats = quotas.min() else { return nil }
    let months = isThroughout ? [] : full.map { policy.calendar[$0] }
    let members = (paid + excluded.filter { !paid.contains($0) }).filter { index in
      months.isEmpty || months.contains { county.part(of: index)?.contains($0) ?? true }
    }
    let span = months.isEmpty ? "" : months.map { "\($0)" }.joined(separator: "、")
    return Discrepancy(
      .headcountMismatch, subject: county.subject(village: village.village), period: county.period,
      field: Field.eligible.rawValue,
      spots: members.map { index in
        let member = county.records.members[index]
        return .init(county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked)
      },
      gap: .counts(expected: seats - 1, actual: seats, unit: "人"), level: .village,
      touches: [.heads, .due, .listed, .stated],
      zh: "\(span.isEmpty ? "" : span + "：")应有 \(seats) 人 − 兼任 1 人 ≠ 核发 \(seats) 人：兼任的不占领取名额，请核对名单",
      en:
        "\(span.isEmpty ? "" : span + ": ")quota \(seats) − concurrent 1 ≠ paid \(seats): who is not paid again holds one of the seats; check the names"
    )
  }
}

extension CountyCase {
  /// The part of the period that a member's list is of; nil where it is of the whole.
  fileprivate func part(of member: Int) -> ClosedRange<YearMonth>? { source(records.members[member].source).part }
}
