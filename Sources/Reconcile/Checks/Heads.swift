import Domain

/// DZ303: no village has more paid heads than the policy's quota, month by month.
func overQuota(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  let quotas = policy.calendar.map { policy.rules(in: $0).quota }
  let seatMonths = quotas.reduce(0, +)
  var found: [Discrepancy] = []
  for village in county.figures.villages {
    guard let members = county.membersOf[village.village], let eligible = village.tally.eligible,
      let paid = village.tally.personMonths
    else { continue }
    let open = members.filter { county.memberFigures[$0]?.months == nil }
    // Months that nobody can read are no more than their list's.
    let openMonths = open.reduce(0) { sum, index in
      let member = county.records.members[index]
      return sum + policy.months(ofTerm: member, within: county.source(member.source).part).count
    }
    // Who has a row of known months besides is counted already.
    let known = Set(
      members.lazy.filter { county.memberFigures[$0]?.months ?? 0 > 0 }.map { (county.firstOfPerson[$0] ?? $0) })
    let unknown = Set(open.map { (county.firstOfPerson[$0] ?? $0) }).subtracting(known).count
    // Two half years in one seat are one head: only more person-months than the seats have are too many,
    // or more heads in one month than seats where everybody's months are certain.
    let crowded = county.certainHeads(ofVillage: village.village).map { heads in
      heads.indices.filter { heads[$0] > quotas[$0] }
    }
    guard paid + openMonths > seatMonths || crowded?.isEmpty == false else {
      continue
    }
    let months = crowded.map { $0.map { policy.calendar[$0] } } ?? []
    let isPart = !months.isEmpty && months.count < policy.months
    let span = isPart ? months.map { "\($0)" } : []
    let quota = months.first.map { policy.rules(in: $0).quota } ?? policy.quota
    found.append(
      Discrepancy(
        .overQuota, subject: county.subject(village: village.village), period: county.period, field: "members",
        spots: members.map { index in
          let member = county.records.members[index]
          return .init(county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked)
        },
        gap: .counts(expected: quota, actual: eligible + unknown, unit: "人"), level: .village,
        touches: [.heads, .due, .listed, .stated],
        zh: "核发 \(eligible + unknown) 人，超过每村 \(quota) 人的员额" + (isPart ? "（\(span.joined(separator: "、"))）" : ""),
        en: "\(eligible + unknown) heads are paid; the quota is \(quota) a village"
          + (isPart ? " (\(span.joined(separator: ", ")))" : "")))
  }
  for row in county.records.aggregates where row.village >= 0 || !row.isVillage && row.town >= 0 {
    let source = county.source(row.source)
    // What does not follow from the row's own seats is told already, and so is what its villages' members show.
    if !row.isVillage {
      if let quota = row[.quota].count, let paid = row[.eligible].count, quota - (row[.concurrent].count ?? 0) != paid {
        continue
      }
      if county.figures.towns.first(where: { $0.town == Int(row.town) })?.tally.listed != nil { continue }
    }
    let villages = county.villages(of: row)
    // Whoever is paid for every month sat there in the month with the fewest seats.
    let isWhole =
      row[.months].count == policy.months
      || row[.eligible].count.map { row[.amount].money == policy.fullAmount.multiplied(by: $0) } ?? false
    let most = (isWhole ? quotas.min() ?? policy.quota : policy.quota) * villages
    if let eligible = row[.eligible].count, eligible > most {
      found.append(
        tooMany(
          county, row, eligible, quota: most, villages,
          place: source.place(.eligible, row: Int(row.row)), period: county.period))
    }
    for (entry, month) in zip(row.months, source.monthColumns) {
      let quota = policy.rules(in: month.month).quota * villages
      guard let heads = entry.heads.count, let column = month.heads, heads > quota else { continue }
      found.append(
        tooMany(
          county, row, heads, quota: quota, villages, place: source.place(row: Int(row.row), column: column),
          period: "\(month.month)"))
    }
  }
  return found
}

extension CountyCase {
  /// How many villages a row is about: by the register, or by what it says itself where that is more.
  func villages(of row: AggregateRecord) -> Int {
    guard !row.isVillage, row.town >= 0 else { return 1 }
    let registered = register.villages[register.towns[Int(row.town)].villages].count { $0.kind == .village }
    return row[.villageCount].count.map { max($0, registered) } ?? registered
  }
}

extension CountyCase {
  /// Whether persons are more than the seats that are paid only because some came for others: together they have these seats' months.
  fileprivate func areSuccessors(_ persons: Int, _ seats: Int, _ detail: Tally?, _ row: AggregateRecord) -> Bool {
    guard let detail, detail.eligible == persons, persons > seats, let months = detail.personMonths else {
      return false
    }
    // Each who came and whoever left for him have a part of the year, and nobody else; whose dates overlap do not follow one another.
    let villages =
      row.village >= 0 ? [Int(row.village)] : row.town >= 0 ? Array(register.towns[Int(row.town)].villages) : []
    let partial = villages.flatMap { membersOf[$0] ?? [] }.count { index in
      memberFigures[index]?.months.map { $0 > 0 && $0 < policy.months } ?? false
    }
    return months == seats * (row[.months].count ?? policy.months) && partial <= 2 * (persons - seats)
      && mostAtOnce(row).map { $0 <= seats } ?? true
  }
}

private func tooMany(
  _ county: CountyCase, _ row: AggregateRecord, _ heads: Int, quota: Int, _ villages: Int, place: Place, period: String
) -> Discrepancy {
  Discrepancy(
    .overQuota, subject: county.subject(row), period: period, field: Field.eligible.rawValue,
    spots: [.init(place, raw: "\(heads)")],
    gap: .counts(expected: quota, actual: heads, unit: "人"), level: row.isVillage ? .village : .town,
    touches: [.heads, .due, .stated],
    zh: row.isVillage ? "人数 \(heads)，超过每村 \(quota) 人的员额" : "人数 \(heads)，超过 \(villages) 个村共 \(quota) 人的员额",
    en: row.isVillage
      ? "\(heads) heads; the quota is \(quota) a village"
      : "\(heads) heads; the quota of \(villages) villages is \(quota)")
}

/// DZ302: quota − concurrent = paid within a row, and rows agree with the members below them.
func headcount(_ county: CountyCase) -> [Discrepancy] {
  var found: [Discrepancy] = []
  let counting = county.sourcesCountingMembers
  for row in county.records.aggregates {
    let source = county.source(row.source)
    let place = source.place(.eligible, row: Int(row.row))
    let subject = county.subject(row)
    let level = row.level
    let below = county.detail(of: row)
    let vacancy = emptySeats(county, row)
    if let vacancy, !county.showsSeats(below: row) { found.append(vacancy) }
    if let quota = row[.quota].count, let concurrent = row[.concurrent].count, let paid = row[.eligible].count,
      quota - concurrent != paid, vacancy == nil, !county.areSuccessors(paid, quota - concurrent, below, row),
      // Where the policy's seats give what is paid, the stated seats are wrong, and told at their own cell.
      !county.seats(of: row).contains(where: { $0 - concurrent == paid })
    {
      found.append(
        Discrepancy(
          .headcountMismatch, subject: subject, period: county.period, field: Field.eligible.rawValue,
          spots: [.init(place, raw: "\(paid)", parsed: "\(paid)")],
          gap: .counts(expected: quota - concurrent, actual: paid, unit: "人"),
          level: level, touches: [.heads], isTie: !row.isVillage,
          zh: "应有 \(quota) 人 − 兼任 \(concurrent) 人 ≠ 核发 \(paid) 人",
          en: "quota \(quota) − concurrent \(concurrent) ≠ paid \(paid)"))
    } else if counting.contains(row.source), !county.showsSeats(below: row), let excess = row.headsNotListed,
      excess != 0
    {
      let (listed, concurrent) = (row[.listed].count ?? 0, row[.concurrent].count ?? 0)
      found.append(
        Discrepancy(
          .headcountMismatch, subject: subject, period: county.period, field: Field.eligible.rawValue,
          spots: [.init(place, raw: "\(listed - concurrent + excess)", parsed: "\(listed - concurrent + excess)")],
          gap: .counts(expected: listed - concurrent, actual: listed - concurrent + excess, unit: "人"),
          level: level, touches: [.heads], isTie: !row.isVillage,
          zh: "成员 \(listed) 人 − 兼任 \(concurrent) 人 ≠ 核发 \(listed - concurrent + excess) 人",
          en: "members \(listed) − concurrent \(concurrent) ≠ paid \(listed - concurrent + excess)"))
    } else if !row.isVillage, let paid = row[.eligible].count, let detail = below, let counted = detail.eligible,
      detail.listed != nil, counted != paid, county.mostAtOnce(row) != paid,
      !county.areSuccessors(counted, paid, detail, row)
    {
      found.append(
        disagreement(county, row, .eligible, stated: paid, counted: counted, touches: [.heads], level: level))
    }
    guard row.village >= 0 || !row.isVillage else { continue }
    found += monthlyHeads(county, row)
    guard let below, below.listed != nil else { continue }
    if let stated = row[.concurrent].count, let counted = below.concurrent, stated != counted {
      found.append(
        disagreement(county, row, .concurrent, stated: stated, counted: counted, touches: [.concurrent], level: level))
    }
    if row.isVillage, let paid = row[.eligible].count, let counted = below.eligible, paid != counted,
      county.mostAtOnce(row) != paid, !county.areSuccessors(counted, paid, below, row),
      !found.contains(where: { $0.spots[0].place == place })
    {
      found.append(
        disagreement(county, row, .eligible, stated: paid, counted: counted, touches: [.heads], level: level))
    }
    if !row.isVillage, let quota = row[.quota].count, below.quota != quota {
      found.append(
        disagreement(county, row, .quota, stated: quota, counted: below.quota, touches: [.villages], level: level))
    }
  }
  return found
}

extension AggregateRecord {
  /// By how much the paid heads of a row are more than its members without the excluded; nil where it does not state all three, or states seats.
  fileprivate var headsNotListed: Int? {
    guard self[.quota].count == nil, let listed = self[.listed].count, let concurrent = self[.concurrent].count,
      let paid = self[.eligible].count
    else { return nil }
    return paid - (listed - concurrent)
  }
}

extension CountyCase {
  /// Tables of members, excluded and paid (成员数 │ 兼任 │ 发放人数) where these tie in most rows: elsewhere others than the excluded may not be paid.
  fileprivate var sourcesCountingMembers: Set<SourceID> {
    var rows: [SourceID: (all: Int, tying: Int)] = [:]
    for row in records.aggregates {
      guard let excess = row.headsNotListed else { continue }
      rows[row.source, default: (0, 0)].all += 1
      if excess == 0 { rows[row.source]?.tying += 1 }
    }
    return Set(rows.filter { $0.value.tying * 3 >= $0.value.all * 2 }.keys)
  }

  /// Whether members, or the rows of villages or towns, say themselves which of a row's seats stand empty.
  fileprivate func showsSeats(below row: AggregateRecord) -> Bool {
    if row.isVillage { return row.village >= 0 && membersOf[Int(row.village)] != nil }
    guard row.town >= 0 else { return !records.members.isEmpty || records.aggregates.contains { $0.town >= 0 } }
    return records.aggregates.contains { $0.village >= 0 && $0.town == row.town }
      || register.towns[Int(row.town)].villages.contains { membersOf[$0] != nil }
  }
}

/// DZ306: seats that a row itself says are empty: 应有 3, 实有 2, and who is paid follows from these.
private func emptySeats(_ county: CountyCase, _ row: AggregateRecord) -> Discrepancy? {
  guard let quota = row[.quota].count, let listed = row[.listed].count, listed < quota,
    row[.eligible].count == listed - (row[.concurrent].count ?? 0)
  else { return nil }
  return Discrepancy(
    .vacancy, subject: county.subject(row), period: county.period, field: Field.listed.rawValue,
    spots: [
      .init(county.source(row.source).place(.listed, row: Int(row.row)), raw: "\(listed)", parsed: "\(listed)")
    ],
    gap: .counts(expected: quota, actual: listed, unit: "人"), level: row.level, touches: [.heads, .due, .stated],
    zh: "应有 \(quota) 人，实有 \(listed) 人：缺员 \(quota - listed) 人",
    en: "\(quota) seats, \(listed) held: \(quota - listed) stand empty")
}

private func disagreement(
  _ county: CountyCase, _ row: AggregateRecord, _ field: Field, stated: Int, counted: Int, touches: Quantities,
  level: Discrepancy.Level
) -> Discrepancy {
  let source = county.source(row.source)
  let words: [Field: String] = [.eligible: "核发人数", .concurrent: "兼任不发人数", .quota: "应有人数"]
  return Discrepancy(
    .headcountMismatch, subject: county.subject(row), period: county.period, field: field.rawValue,
    spots: [.init(source.place(field, row: Int(row.row)), raw: "\(stated)", parsed: "\(stated)")],
    gap: .counts(expected: counted, actual: stated, unit: "人"), level: level, touches: touches, isTie: true,
    zh: "\(source.kind.zh)\(words[field] ?? "人数") \(stated) 人，明细为 \(counted) 人",
    en: "the \(source.kind.en) states \(stated) (\(field.rawValue)); the detail has \(counted)")
}
