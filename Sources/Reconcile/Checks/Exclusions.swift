import Domain

/// DZ304: no more members are excluded than there are villages, for each has one chair.
func exclusionExceedsVillages(_ county: CountyCase) -> [Discrepancy] {
  var found: [Discrepancy] = []
  for row in county.records.aggregates {
    let villages =
      row.isVillage
      ? 1
      : row[.villageCount].count ?? county.figures.towns.first { $0.town == Int(row.town) }?.tally.villagesRegistered
        ?? .max
    guard let concurrent = row[.concurrent].count, concurrent > villages else { continue }
    found.append(
      exceeding(
        county, county.subject(row), concurrent, villages, level: row.isVillage ? .village : .town,
        spots: [.init(county.source(row.source).place(.concurrent, row: Int(row.row)), raw: "\(concurrent)")]))
  }
  for village in county.figures.villages {
    let excluded = county.seatHolders(ofVillage: village.village).filter { index in
      county.policy.rules.contains { $0.exclusion.excludes(county.records.members[index]) }
    }
    // A replaced chair and the one who follows are two members of one seat, and a chair of twelve months' lists is one.
    let months = excluded.map { index in
      let member = county.records.members[index]
      return county.policy.months(ofTerm: member, within: county.source(member.source).part)
    }
    let heads = county.policy.calendar.indices.map { month in months.count { $0.contains(month) } }
    guard let most = heads.max(), most > 1 else { continue }
    let together = zip(excluded, months).filter { _, term in term.contains { heads[$0] > 1 } }.map(\.0)
    var finding = exceeding(
      county, county.subject(village: village.village), most, 1, level: .village,
      spots: together.map { index in
        let member = county.records.members[index]
        return .init(
          county.source(member.source).place(.concurrent, row: Int(member.row)), raw: member.name.masked)
      })
    // Who is marked and paid all the same may be marked by mistake: that is the cause, if it is there.
    finding.isTie = true
    finding.partRows = together.map { Int(county.records.members[$0].row) }.span
    found.append(finding)
  }
  return found
}

private func exceeding(
  _ county: CountyCase, _ subject: Subject, _ concurrent: Int, _ villages: Int, level: Discrepancy.Level,
  spots: [Discrepancy.Spot]
) -> Discrepancy {
  Discrepancy(
    .exclusionExceedsVillages, subject: subject, period: county.period, field: Field.concurrent.rawValue, spots: spots,
    gap: .counts(expected: villages, actual: concurrent, unit: "人"), level: level, touches: [.concurrent, .heads],
    zh: "扣减 \(concurrent) 人，超过村数 \(villages)（每村至多一名主任兼任）",
    en: "\(concurrent) exclusions for \(villages) village(s): at most one chair each")
}

/// DZ305: some document says how many are excluded, for not stated is not zero.
func exclusionNotStated(_ county: CountyCase) -> [Discrepancy] {
  let tally = county.figures.tally
  guard tally.villagesReported > 0, tally.concurrent == nil else { return [] }
  let effect = county.policy.fullAmount
  let reported = county.figures.towns.filter { $0.tally.villagesReported > 0 }
  let open = reported.filter { $0.tally.concurrent == nil }
  // Where some towns' rows say it, the others are named.
  let names = open.count < reported.count ? open.map { county.register.towns[$0.town].name } : []
  let few = names.prefix(3)
  let zh =
    names.isEmpty ? "没有任何文件说明" : "没有文件说明" + few.joined(separator: "、") + (names.count > 3 ? "等 \(names.count) 个镇" : "")
  let en =
    names.isEmpty
    ? "no document states who is excluded"
    : "no document states who is excluded in " + few.joined(separator: ", ")
      + (names.count > 3 ? " and \(names.count - 3) more towns" : "")
  return [
    Discrepancy(
      .exclusionNotStated, subject: county.county, period: county.period, field: Field.concurrent.rawValue,
      spots: [.init(Place(file: county.records.sources.first?.file ?? ""))], level: .county,
      zh: "\(zh)兼任不发的人数；缺失不等于 0，每 1 人影响 \(effect.grouped) 元",
      en: "\(en); missing is not zero, and each head is \(effect.grouped) yuan a year")
  ]
}

/// DZ308: heads that equal quota − exclusions in every row, with no member behind them, may be derived and not counted.
func formulaEqualsCount(_ county: CountyCase) -> [Discrepancy] {
  guard county.records.members.isEmpty else { return [] }
  let summaries = county.records.aggregates.filter { county.source($0.source).kind == .summary }
  let villages = summaries.filter(\.isVillage)
  let rows = villages.count > 1 ? villages : summaries
  guard rows.count > 1, let first = rows.first,
    rows.allSatisfy({ row in
      guard let quota = row[.quota].count, let paid = row[.eligible].count else { return false }
      return paid == quota - (row[.concurrent].count ?? 0)
    })
  else { return [] }
  return [
    Discrepancy(
      .formulaEqualsCount, subject: county.county, period: county.period, field: Field.eligible.rawValue,
      spots: [.init(county.source(first.source).place(.eligible, row: Int(first.row)))], level: .county,
      zh: "\(rows.count) 行核发人数都恰等于应有人数减扣减人数，又没有花名册：可能是推算而非清点",
      en:
        "the heads of all \(rows.count) rows equal quota − exclusions and there is no roster: they may be derived, not counted"
    )
  ]
}

/// DZ307: in a year of elections, heads that never move are worth a question, unless a roster shows seats that changed hands.
func flatAcrossTurnover(_ county: CountyCase) -> [Discrepancy] {
  guard let turnover = county.policy.turnover else { return [] }
  // A return a month, or one with a column a month: a village's months stand together either way.
  let rows = county.records.aggregates.filter { $0.village >= 0 && !$0.months.isEmpty }
  guard let first = rows.first else { return [] }
  var months: [Int32: [YearMonth: Int?]] = [:]
  for row in rows {
    for (entry, month) in zip(row.months, county.source(row.source).monthColumns) {
      months[row.village, default: [:]][month.month] = .some(entry.heads.count)
    }
  }
  let compared = months.values.filter { $0.count >= county.thresholds.flatMonths }.map { $0.values.compactMap(\.self) }
  guard compared.count > 1, let most = compared.map(\.count).max(),
    compared.allSatisfy({ $0.count >= county.thresholds.flatMonths && Set($0).count == 1 })
  else { return [] }
  // Whoever was elected takes office in these months or the one after: one seat left, one filled, and the heads stay.
  let handover = turnover.lowerBound...turnover.upperBound.advanced(by: 1)
  let changedHands = county.records.members.contains { member in
    member.start.map(handover.contains) == true || member.end.map(handover.contains) == true
  }
  guard !changedHands else { return [] }
  return [
    Discrepancy(
      .flatAcrossTurnover, subject: county.county, period: county.period, field: Field.eligible.rawValue,
      spots: [.init(Place(file: county.source(first.source).file, sheet: county.source(first.source).sheet))],
      level: .county,
      zh:
        "\(turnover.lowerBound)—\(turnover.upperBound) 换届，但全部 \(compared.count) 村 \(most) 个月人数毫无变动，也没有花名册写明任职起止",
      en:
        "elections took place in \(turnover.lowerBound)–\(turnover.upperBound), yet the heads of all \(compared.count) villages never move in \(most) months, and no roster shows a term that began or ended"
    )
  ]
}
