import Domain

/// A row of a county that an account, or a person, stands in.
private typealias Standing = (county: Int, row: CountyPersons.Row)

/// DZ604, DZ603: nobody's account is another county's somebody's. What one county's own rows show already is told there.
func crossCountyAccounts(_ across: AcrossCase) -> [Discrepancy] {
  let counties = across.counties
  return CountyPersons.accountsOfSeveral(counties).flatMap { account, rows -> [Discrepancy] in
    var holders: [Int: Holders] = [:]
    for row in rows { holders[row.county, default: Holders()].add(row.row.id, name: row.row.name) }
    var all = Holders()
    for own in holders.values { all.add(own) }
    let most = holders.values.map(\.count).max() ?? 0
    var found = namesakes(rows).map { rows in
      let names = across.names(of: rows)
      return Discrepancy(
        .crossCountyDuplicate, subject: Subject(detail: account.masked), period: across.policy.period,
        field: Field.account.rawValue, spots: rows.map { across.accountSpot($0) },
        gap: .counts(expected: 1, actual: Set(rows.map(\.county)).count, unit: "县"), level: .fund,
        zh: "同名同账号（\(account.masked)）在 \(names.zh) 同时领取",
        en: "one name and one account (\(account.masked)) are paid in \(names.en)")
    }
    if all.count > max(most, across.thresholds.personsPerAccount) {
      let names = across.names(of: rows)
      found.append(
        Discrepancy(
          .sharedAccount, subject: Subject(detail: account.masked), period: across.policy.period,
          field: Field.account.rawValue, spots: rows.map { across.accountSpot($0) },
          gap: .counts(expected: 1, actual: all.count, unit: "人"), level: .fund,
          zh: "\(names.zh) 的 \(all.count) 人共用一个账号（\(account.masked)）",
          en: "\(all.count) persons of \(names.en) share an account (\(account.masked))"))
    }
    return found
  }
}

/// One account's rows of each name that stands in several counties, where no two ID numbers could be held against each other.
private func namesakes(_ rows: [Standing]) -> [[Standing]] {
  var named: [NameMark: [Standing]] = [:]
  var order: [NameMark] = []
  for row in rows {
    if named[row.row.name] == nil { order.append(row.row.name) }
    named[row.row.name, default: []].append(row)
  }
  return order.compactMap { name in
    let own = named[name] ?? []
    let ids = Set(own.compactMap(\.row.id))
    guard Set(own.map(\.county)).count > 1, ids.count <= 1, own.contains(where: { $0.row.id == nil }) else {
      return nil
    }
    // Whose number stands in two counties is told by it.
    return Set(own.filter { $0.row.id != nil }.map(\.county)).count > 1 ? nil : own
  }
}

/// DZ605: nobody has one account in one county and another in the next.
func crossCountyManyAccounts(_ across: AcrossCase) -> [Discrepancy] {
  let counties = across.counties
  return CountyPersons.repeated(in: counties).compactMap { id in
    var rows: [Standing] = []
    var accounts: [Int: Set<Account>] = [:]
    for (position, county) in counties.enumerated() {
      for row in county.rows(of: id) {
        guard let account = row.account else { continue }
        if accounts[position, default: []].insert(account).inserted { rows.append((position, row)) }
      }
    }
    let all = accounts.values.reduce(into: Set<Account>()) { $0.formUnion($1) }
    let most = accounts.values.map(\.count).max() ?? 0
    guard all.count > max(most, across.thresholds.accountsPerPerson) else { return nil }
    let names = across.names(of: rows)
    return Discrepancy(
      .manyAccounts, subject: Subject(person: id, detail: "account"), period: across.policy.period,
      field: Field.account.rawValue, spots: rows.map { across.accountSpot($0) },
      gap: .counts(expected: 1, actual: all.count, unit: "个"), level: .fund,
      zh: "同一人（\(id.masked)）在 \(names.zh) 有 \(all.count) 个账号",
      en: "one person (\(id.masked)) has \(all.count) accounts in \(names.en)")
  }
}

extension CountyPersons {
  /// Accounts that stand in more than one county, with their rows, in an order that does not depend on how they were read.
  fileprivate static func accountsOfSeveral(_ counties: [CountyPersons]) -> [(Account, [Standing])] {
    var values: [UInt64] = []
    values.reserveCapacity(counties.reduce(0) { $0 + $1.rows.count })
    for county in counties { values += Set(county.rows.lazy.compactMap { $0.account?.value }) }
    values.sort()
    let wanted = Set(zip(values, values.dropFirst()).lazy.filter { $0 == $1 }.map(\.0))
    guard !wanted.isEmpty else { return [] }
    var rows: [Account: [Standing]] = [:]
    for (position, county) in counties.enumerated() {
      for row in county.rows {
        guard let account = row.account, wanted.contains(account.value) else { continue }
        rows[account, default: []].append((position, row))
      }
    }
    return rows.filter { $0.value.contains { [first = $0.value[0].county] in $0.county != first } }
      .map { account, rows in
        (
          account,
          rows.sorted { ($0.county, $0.row.source.index, $0.row.row) < ($1.county, $1.row.source.index, $1.row.row) }
        )
      }
      .sorted { ($0.0.value, $0.0.length) < ($1.0.value, $1.0.length) }
  }
}

extension AcrossCase {
  fileprivate func names(of rows: [Standing]) -> Message {
    let names = Set(rows.map { register.counties[counties[$0.county].county].name }).sorted()
    return Message(zh: names.joined(separator: "、"), en: names.joined(separator: ", "))
  }

  fileprivate func accountSpot(_ standing: Standing) -> Discrepancy.Spot {
    let (county, row) = (counties[standing.county], standing.row)
    return .init(
      county.tables[row.source.index].accountPlace(row: Int(row.row)), raw: row.account?.masked ?? "",
      subject: subject(of: row, in: county))
  }
}
