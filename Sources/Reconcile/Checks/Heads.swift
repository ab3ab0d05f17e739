import Domain

/// DZ303: no village has more paid heads than the policy's quota.
func overQuota(_ county: CountyCase) -> [Discrepancy] {
  let policy = county.policy
  var found: [Discrepancy] = []
  for village in county.figures.villages {
    guard let members = county.membersOf[village.village], let eligible = village.tally.eligible else { continue }
    let unknown = members.count {
      county.memberFigures[$0]?.months == nil && county.memberFigures[$0]?.isExcluded == false
    }
    // Two half years in one seat are one head: only more person-months than the seats have are too many.
    guard eligible + unknown > policy.quota,
      (village.tally.personMonths ?? 0) + unknown * policy.months > policy.quota * policy.months
    else { continue }
    found.append(
      Discrepancy(
        .overQuota, subject: county.subject(village: village.village), period: county.period, field: "members",
        spots: members.map { index in
          let member = county.records.members[index]
          return .init(county.source(member.source).place(.village, row: Int(member.row)), raw: Mask.name(member.name))
        },
        gap: .counts(expected: policy.quota, actual: eligible + unknown, unit: "人"), level: .village,
        touches: [.heads, .due, .listed, .stated],
        zh: "核发 \(eligible + unknown) 人，超过每村 \(policy.quota) 人的员额",
        en: "\(eligible + unknown) heads are paid; the quota is \(policy.quota) a village"))
  }
  for row in county.records.aggregates where row.isVillage && row.village >= 0 {
    let source = county.source(row.source)
    if let eligible = row[.eligible].count, eligible > policy.quota {
      found.append(
        tooMany(county, row, eligible, place: source.place(.eligible, row: Int(row.row)), period: county.period))
    }
    for (entry, month) in zip(row.months, source.monthColumns) {
      guard let heads = entry.heads.count, let column = month.heads, heads > policy.rules(in: month.month).quota else {
        continue
      }
      found.append(
        tooMany(county, row, heads, place: source.place(row: Int(row.row), column: column), period: "\(month.month)"))
    }
  }
  return found
}

private func tooMany(_ county: CountyCase, _ row: AggregateRecord, _ heads: Int, place: Place, period: String)
  -> Discrepancy
{
  Discrepancy(
    .overQuota, subject: county.subject(row), period: period, field: Field.eligible.rawValue,
    spots: [.init(place, raw: "\(heads)")],
    gap: .counts(expected: county.policy.quota, actual: heads, unit: "人"), level: .village,
    touches: [.heads, .due, .stated],
    zh: "人数 \(heads)，超过每村 \(county.policy.quota) 人的员额",
    en: "\(heads) heads; the quota is \(county.policy.quota) a village")
}

/// DZ306: a village lists fewer members than its quota.
func vacancy(_ county: CountyCase) -> [Discrepancy] {
  county.figures.villages.compactMap { village in
    guard let members = county.membersOf[village.village], let listed = village.tally.listed,
      listed < county.policy.quota
    else { return nil }
    return Discrepancy(
      .vacancy, subject: county.subject(village: village.village), period: county.period, field: "members",
      spots: members.map { index in
        let member = county.records.members[index]
        return .init(county.source(member.source).place(.village, row: Int(member.row)))
      },
      gap: .counts(expected: county.policy.quota, actual: listed, unit: "人"), level: .village,
      touches: [.heads, .due, .listed, .stated],
      zh: "在册 \(listed) 人，缺员 \(county.policy.quota - listed) 人",
      en: "\(listed) members are listed; \(county.policy.quota - listed) seat(s) are vacant")
  }
}

/// DZ302: quota − concurrent = paid within a row, and rows agree with the members below them.
func headcount(_ county: CountyCase) -> [Discrepancy] {
  var found: [Discrepancy] = []
  let towns = Dictionary(uniqueKeysWithValues: county.figures.towns.map { ($0.town, $0.tally) })
  for row in county.records.aggregates {
    let source = county.source(row.source)
    let place = source.place(.eligible, row: Int(row.row))
    let subject = county.subject(row)
    let level: Discrepancy.Level = row.isVillage ? .village : .town
    if let quota = row[.quota].count, let concurrent = row[.concurrent].count, let paid = row[.eligible].count,
      quota - concurrent != paid
    {
      found.append(
        Discrepancy(
          .headcountMismatch, subject: subject, period: county.period, field: Field.eligible.rawValue,
          spots: [.init(place, raw: "\(paid)", parsed: "\(paid)")],
          gap: .counts(expected: quota - concurrent, actual: paid, unit: "人"),
          level: level, touches: [.heads], isTie: !row.isVillage,
          zh: "应有 \(quota) 人 − 兼任 \(concurrent) 人 ≠ 核发 \(paid) 人",
          en: "quota \(quota) − concurrent \(concurrent) ≠ paid \(paid)"))
    } else if !row.isVillage, let paid = row[.eligible].count, let detail = row.town >= 0 ? towns[Int(row.town)] : nil,
      let counted = detail.eligible,
      detail.listed != nil, counted != paid
    {
      found.append(
        disagreement(county, row, .eligible, stated: paid, counted: counted, touches: [.heads], level: level))
    }
    guard row.village >= 0 || !row.isVillage else { continue }
    let below = row.isVillage ? county.tally(ofVillage: Int(row.village)) : row.town >= 0 ? towns[Int(row.town)] : nil
    guard let below, below.listed != nil else { continue }
    if let stated = row[.concurrent].count, let counted = below.concurrent, stated != counted {
      found.append(
        disagreement(county, row, .concurrent, stated: stated, counted: counted, touches: [.concurrent], level: level))
    }
    if row.isVillage, let paid = row[.eligible].count, let counted = below.eligible, paid != counted,
      !found.contains(where: { $0.spots[0].place == place })
    {
      found.append(
        disagreement(county, row, .eligible, stated: paid, counted: counted, touches: [.heads], level: level))
    }
    if !row.isVillage, let quota = row[.quota].count, below.quota != quota {
      found.append(
        disagreement(county, row, .quota, stated: quota, counted: below.quota, touches: [.villages], level: level))
    }
    if let village = row.isVillage ? Int(row.village) : nil { found += monthlyHeads(county, row, village: village) }
  }
  return found
}

/// Heads of a monthly return against the members in office that month.
private func monthlyHeads(_ county: CountyCase, _ row: AggregateRecord, village: Int) -> [Discrepancy] {
  let source = county.source(row.source)
  guard !source.monthColumns.isEmpty, let members = county.membersOf[village],
    let tally = county.tally(ofVillage: village)
  else { return [] }
  // Where all members serve the whole period, every month has the same heads.
  let isWhole = members.allSatisfy { index in
    guard let figures = county.memberFigures[index] else { return false }
    return figures.isExcluded || figures.months == county.policy.months || figures.months == 0
  }
  guard isWhole, let eligible = tally.eligible else { return [] }
  return zip(row.months, source.monthColumns).compactMap { entry, month in
    guard let heads = entry.heads.count, let column = month.heads, heads != eligible else { return nil }
    return Discrepancy(
      .headcountMismatch, subject: county.subject(row), period: "\(month.month)", field: Field.eligible.rawValue,
      spots: [.init(source.place(row: Int(row.row), column: column), raw: "\(heads)")],
      gap: .counts(expected: eligible, actual: heads, unit: "人"), level: .village, touches: [.heads],
      zh: "\(month.month.month) 月报 \(heads) 人，花名册应发 \(eligible) 人",
      en: "the return of \(month.month) has \(heads) heads, the roster \(eligible)")
  }
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
    en: "the \(source.kind.rawValue) states \(stated) (\(field.rawValue)); the detail has \(counted)")
}

/// DZ304, DZ305, DZ308: exclusions are stated, possible, and counted rather than derived.
func exclusions(_ county: CountyCase) -> [Discrepancy] {
  var found: [Discrepancy] = []
  for row in county.records.aggregates {
    let villages =
      row.isVillage
      ? 1
      : row[.villageCount].count ?? county.figures.towns.first { $0.town == Int(row.town) }?.tally.villagesRegistered
        ?? .max
    guard let concurrent = row[.concurrent].count, concurrent > villages else { continue }
    found.append(
      Discrepancy(
        .exclusionExceedsVillages, subject: county.subject(row), period: county.period,
        field: Field.concurrent.rawValue,
        spots: [.init(county.source(row.source).place(.concurrent, row: Int(row.row)), raw: "\(concurrent)")],
        gap: .counts(expected: villages, actual: concurrent, unit: "人"), level: row.isVillage ? .village : .town,
        touches: [.concurrent, .heads],
        zh: "扣减 \(concurrent) 人，超过村数 \(villages)（每村至多一名主任兼任）",
        en: "\(concurrent) exclusions for \(villages) village(s): at most one chair each"))
  }
  let tally = county.figures.tally
  if tally.villagesReported > 0, tally.concurrent == nil {
    let effect = county.policy.fullAmount
    found.append(
      Discrepancy(
        .exclusionNotStated, subject: county.county, period: county.period, field: Field.concurrent.rawValue,
        spots: [.init(Place(file: county.records.sources.first?.file ?? ""))], level: .county,
        zh: "没有任何文件说明兼任不发的人数；缺失不等于 0，每 1 人影响 \(effect.grouped) 元",
        en: "no document states who is excluded; missing is not zero, and each head is \(effect.grouped) yuan a year"))
  }
  let rows = county.records.aggregates.filter { $0.isVillage && county.source($0.source).kind == .summary }
  if county.records.members.isEmpty, rows.count > 1,
    rows.allSatisfy({ row in
      guard let quota = row[.quota].count, let paid = row[.eligible].count else { return false }
      return paid == quota - (row[.concurrent].count ?? 0)
    }), let first = rows.first
  {
    found.append(
      Discrepancy(
        .formulaEqualsCount, subject: county.county, period: county.period, field: Field.eligible.rawValue,
        spots: [.init(county.source(first.source).place(.eligible, row: Int(first.row)))], level: .county,
        zh: "每村核发人数都恰等于应有人数减扣减人数，又没有花名册：可能是推算而非清点",
        en: "every village's heads equal quota − exclusions and there is no roster: they may be derived, not counted"))
  }
  return found
}

/// DZ307: in a year of elections, heads that never move are worth a question.
func flatAcrossTurnover(_ county: CountyCase) -> [Discrepancy] {
  guard let turnover = county.policy.turnover else { return [] }
  let rows = county.records.aggregates.filter { $0.isVillage && $0.months.count >= 6 }
  guard rows.count > 1, let first = rows.first else { return [] }
  let isFlat = rows.allSatisfy { row in
    let heads = row.months.compactMap(\.heads.count)
    return heads.count >= 6 && Set(heads).count == 1
  }
  guard isFlat else { return [] }
  return [
    Discrepancy(
      .flatAcrossTurnover, subject: county.county, period: county.period, field: Field.eligible.rawValue,
      spots: [.init(Place(file: county.source(first.source).file, sheet: county.source(first.source).sheet))],
      level: .county,
      zh: "\(turnover.lowerBound)—\(turnover.upperBound) 换届，但全部 \(rows.count) 村各月人数毫无变动",
      en:
        "elections took place in \(turnover.lowerBound)–\(turnover.upperBound), yet the heads of all \(rows.count) villages never move"
    )
  ]
}
