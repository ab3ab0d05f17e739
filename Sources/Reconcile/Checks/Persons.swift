import Domain

/// DZ602, DZ610, DZ612: nobody is paid twice, and an ID number agrees with what stands beside it.
func persons(_ county: CountyCase) -> [Discrepancy] {
  // Nearly everybody stands once: only who stands more often gets a list of rows.
  var lastRow: [IDNumber: Int] = [:]
  lastRow.reserveCapacity(county.records.members.count)
  var rowsOf: [IDNumber: [Int]] = [:]
  var found: [Discrepancy] = []
  for (index, member) in county.records.members.enumerated() {
    guard let id = member.id else { continue }
    if let former = lastRow.updateValue(index, forKey: id) { rowsOf[id, default: [former]].append(index) }
    found += contradictions(county, member, id)
  }
  for (id, rows) in rowsOf {
    let byKind = Dictionary(grouping: rows) { county.source(county.records.members[$0].source).kind }
    // Kind by kind in their order: of two that tie, every run takes the same.
    let kinds = DocumentKind.allCases.compactMap { byKind[$0] }
    let repeated = kinds.map { inSameMonths($0, county) }.filter { $0.count > 1 }
    if let doubled = repeated.max(by: { $0.count < $1.count }) {
      // The list pays twice whom the roster has twice: both have to be mended.
      let others = repeated.filter { $0 != doubled }.flatMap(\.self)
      // Lists of half years pay for half years: what is paid twice is no more than the rows of one month.
      let most = mostInOneMonth(doubled, county)
      found.append(
        Discrepancy(
          .duplicatePerson, subject: Subject(county: county.records.county, person: id), period: county.period,
          field: Field.idNumber.rawValue,
          spots: (doubled + others).map { spot(county, $0) }, gap: .counts(expected: 1, actual: most, unit: "次"),
          level: .row, touches: [],
          zh: "同一身份证号码（\(id.masked)）在本县出现 \(doubled.count) 次"
            + (most < doubled.count ? "，同一月份至多 \(most) 次" : ""),
          en: "one ID number (\(id.masked)) stands \(doubled.count) times in this county"
            + (most < doubled.count ? ", in one month at most \(most) times" : "")))
    }
    let names = Set(rows.map { county.records.members[$0].name })
    if names.count > 1 {
      let isOfOneSurname = Set(names.map(\.masked)).count == 1
      found.append(
        Discrepancy(
          .ageOrNameConflict, subject: Subject(county: county.records.county, person: id, detail: "name"),
          period: county.period, field: Field.name.rawValue,
          spots: rows.map { index in
            let member = county.records.members[index]
            return .init(
              county.source(member.source).place(.name, row: Int(member.row)), raw: member.name.masked,
              subject: county.subject(member))
          },
          zh: "同一身份证号码（\(id.masked)）对应不同姓名：\(names.map(\.masked).sorted().joined(separator: "、"))"
            + (isOfOneSurname ? "；姓相同，多半是名字写法不一，请按身份证统一" : ""),
          en:
            "one ID number (\(id.masked)) has different names: \(names.map(\.masked).sorted().joined(separator: ", "))"
            + (isOfOneSurname ? "; the surname is one: most likely two spellings, use the card's" : "")))
    }
  }
  return found
}

/// The rows that share months with another: a person in January's list and in February's is paid twice in neither.
private func inSameMonths(_ rows: [Int], _ county: CountyCase) -> [Int] {
  rows.filter { row in
    let member = county.records.members[row]
    let source = county.source(member.source)
    return rows.contains {
      let other = county.source(county.records.members[$0].source)
      return $0 != row && source.overlaps(other) && source.purpose == other.purpose
        && !county.policy.hasTermsApart(member, county.records.members[$0])
    }
  }
}

/// The most rows that share one month; each begins in some row's first month.
private func mostInOneMonth(_ rows: [Int], _ county: CountyCase) -> Int {
  let sources = rows.map { county.source(county.records.members[$0].source) }
  return sources.map { one in
    let first = one.part?.lowerBound ?? county.policy.from
    return sources.count { $0.purpose == one.purpose && $0.part?.contains(first) != false }
  }.max() ?? rows.count
}

private func spot(_ county: CountyCase, _ index: Int) -> Discrepancy.Spot {
  let member = county.records.members[index]
  return .init(
    county.source(member.source).place(.idNumber, row: Int(member.row)), raw: member.id?.masked ?? "",
    subject: county.subject(member))
}

private func contradictions(_ county: CountyCase, _ member: MemberRecord, _ id: IDNumber) -> [Discrepancy] {
  guard id.hasValidCheck else { return [] }
  var place: Place { county.source(member.source).place(.idNumber, row: Int(member.row)) }
  func conflict(_ field: String, _ zh: String, _ en: String) -> Discrepancy {
    Discrepancy(
      .idContradictsRecord, subject: county.subject(member), period: county.period, field: field,
      spots: [.init(place, raw: id.masked)] + stated(field), zh: zh, en: en)
  }
  func stated(_ field: String) -> [Discrepancy.Spot] {
    let source = county.source(member.source)
    guard field == "sex", let column = source.columns[.sex] else { return [] }
    return [.init(source.place(row: Int(member.row), column: column), raw: member.sex == 1 ? "男" : "女")]
  }
  var found: [Discrepancy] = []
  if member.sex >= 0, (member.sex == 1) != id.isMale {
    found.append(
      conflict(
        "sex", "性别写\(member.sex == 1 ? "男" : "女")，身份证号码为\(id.isMale ? "男" : "女")",
        "the sex stated differs from the ID number's"))
  }
  guard let age = id.age(at: county.policy.until) else {
    found.append(conflict("birth", "身份证号码中的出生日期不存在", "the ID number's date of birth does not exist"))
    return found
  }
  // 11–65 are provinces, 71 Taiwan, 81–83 the special regions and residents of Taiwan; the register's own areas are there too.
  if !(11...65).contains(id.area / 10_000), !(71...83).contains(id.area / 10_000), !county.isOfRegister(id) {
    found.append(conflict("area", "身份证号码的地区码不存在", "the ID number's area does not exist"))
  }
  let ages = county.policy.plausibleAges
  if !ages.contains(age) {
    found.append(
      Discrepancy(
        .ageOrNameConflict, subject: county.subject(member), period: county.period, field: "age",
        spots: [.init(place, raw: id.masked)],
        gap: .counts(expected: min(max(ages.lowerBound, age), ages.upperBound), actual: age, unit: "岁"),
        zh: "期末 \(age) 岁，不在常见的 \(ages.lowerBound)—\(ages.upperBound) 岁之间",
        en: "aged \(age) at the period's end, outside \(ages.lowerBound)–\(ages.upperBound)"
      ))
  }
  return found
}

extension CountyCase {
  /// Whether an ID number's area is of a province that the register has counties of.
  fileprivate func isOfRegister(_ id: IDNumber) -> Bool {
    let province = id.area / 10_000
    return register.counties.contains { Int($0.code.prefix(2)) == province }
  }
}

/// DZ604, DZ605, DZ611: one account for one person, one person with one account, and accounts that check.
func accounts(_ county: CountyCase) -> [Discrepancy] {
  var lastRow: [Account: Int] = [:]
  var rowsOf: [Account: [Int]] = [:]
  var accountsOf: [IDNumber: [Account: Int]] = [:]
  var found: [Discrepancy] = []
  var badChecks: [Int] = []
  var good = 0
  for (index, member) in county.records.members.enumerated() {
    guard let account = member.account else { continue }
    if let former = lastRow.updateValue(index, forKey: account) { rowsOf[account, default: [former]].append(index) }
    if let id = member.id { accountsOf[id, default: [:]][account] = index }
    if account.hasValidCheck { good += 1 } else if account.length >= 16 { badChecks.append(index) }
  }
  func place(_ index: Int) -> Discrepancy.Spot {
    let member = county.records.members[index]
    return .init(
      county.source(member.source).place(.account, row: Int(member.row)), raw: member.account?.masked ?? "",
      subject: county.subject(member))
  }
  for (account, rows) in rowsOf {
    var persons = Holders()
    for member in rows.lazy.map({ county.records.members[$0] }) { persons.add(member.id, name: NameMark(member.name)) }
    guard persons.count > county.thresholds.personsPerAccount else {
      found += oneByAccount(rows, county, place)
      continue
    }
    if let one = oneOfSeveralNumbers(rows, county, place) {
      found.append(one)
      continue
    }
    found.append(
      Discrepancy(
        .sharedAccount, subject: Subject(county: county.records.county, detail: account.masked),
        period: county.period, field: Field.account.rawValue,
        spots: rows.map(place), gap: .counts(expected: 1, actual: persons.count, unit: "人"),
        zh: "\(persons.count) 人共用一个账号（\(account.masked)）",
        en: "\(persons.count) persons share an account (\(account.masked))"))
  }
  for (id, accounts) in accountsOf where accounts.count > county.thresholds.accountsPerPerson {
    found.append(
      Discrepancy(
        .manyAccounts, subject: Subject(county: county.records.county, person: id, detail: "account"),
        period: county.period, field: Field.account.rawValue,
        spots: accounts.values.sorted().map(place), gap: .counts(expected: 1, actual: accounts.count, unit: "个"),
        zh: "同一人（\(id.masked)）有 \(accounts.count) 个账号", en: "one person (\(id.masked)) has \(accounts.count) accounts"))
  }
  // Where most accounts fail, the bank's numbers have no Luhn digit (old passbooks): that is no finding.
  if badChecks.count < good {
    found += badChecks.map { index in
      let member = county.records.members[index]
      return Discrepancy(
        .accountCheckDigit, subject: county.subject(member), period: county.period, field: Field.account.rawValue,
        spots: [place(index)],
        zh: "银行账号校验位不符，请核对", en: "the account's check digit is wrong: compare it with the card")
    }
  }
  return found
}

/// DZ602: one name, one account and several ID numbers in lists of the same months: one person who is paid twice, one of whose numbers is wrong,
/// and no account that several share. In lists of other kinds or months the numbers differ (DZ604), and nobody is paid twice. Nil where there
/// is more than one name.
private func oneOfSeveralNumbers(_ rows: [Int], _ county: CountyCase, _ spot: (Int) -> Discrepancy.Spot) -> Discrepancy?
{
  let members = rows.map { county.records.members[$0] }
  guard !members[0].name.text.isEmpty, Set(members.map { NameMark($0.name) }).count == 1,
    members.allSatisfy({ $0.id != nil }), !rosterHasSeveral(members[0].name, county)
  else { return nil }
  let name = members[0].name.masked
  let kinds = Dictionary(grouping: rows) { county.source(county.records.members[$0].source).kind.rawValue }
  let doubled = kinds.sorted { $0.key < $1.key }.map { inSameMonths($0.value, county) }.first { own in
    Set(own.compactMap { county.records.members[$0].id }).count > 1
  }
  let count = Set(members.compactMap(\.id)).count
  guard let doubled else {
    return Discrepancy(
      .sharedAccount, subject: Subject(county: county.records.county, detail: members[0].account?.masked ?? name),
      period: county.period, field: Field.account.rawValue, spots: rows.map(spot),
      gap: .counts(expected: 1, actual: count, unit: "个"),
      zh: "同名（\(name)）同账号有 \(count) 个身份证号码，像是同一人：请核对号码",
      en: "one name (\(name)) and one account have \(count) ID numbers, as of one person: compare the numbers")
  }
  return Discrepancy(
    .duplicatePerson, subject: Subject(county: county.records.county, detail: name), period: county.period,
    field: Field.account.rawValue, spots: doubled.map(spot),
    gap: .counts(expected: 1, actual: mostInOneMonth(doubled, county), unit: "次"), level: .row, touches: [],
    zh: "同名（\(name)）同账号出现 \(doubled.count) 次，身份证号码不同，像是同一人重复领取：请核对号码和账号",
    en:
      "one name (\(name)) and one account stand in \(doubled.count) rows under different ID numbers, as of one person who is paid twice: compare numbers and accounts"
  )
}

/// Whether a roster has several persons of a name, each with a number: two of a name, one of whose accounts is wrong.
private func rosterHasSeveral(_ name: MemberName, _ county: CountyCase) -> Bool {
  let own = NameMark(name)
  let ids = county.records.members.filter {
    county.source($0.source).kind == .roster && $0.id != nil && NameMark($0.name) == own
  }.compactMap(\.id)
  return Set(ids).count > 1
}

/// DZ602: one name and one account in several villages' lists of the same months, where no ID number tells whether it is one person.
private func oneByAccount(_ rows: [Int], _ county: CountyCase, _ spot: (Int) -> Discrepancy.Spot) -> [Discrepancy] {
  struct Named: Hashable {
    var name: NameMark
    var kind: DocumentKind
  }
  let groups = Dictionary(grouping: rows) { index in
    let member = county.records.members[index]
    return Named(name: NameMark(member.name), kind: county.source(member.source).kind)
  }
  return groups.values.compactMap { own in
    let members = own.map { county.records.members[$0] }
    let ids = members.compactMap(\.id)
    // Whose number stands twice is told by it, and two numbers are two persons'.
    guard own.count > 1, ids.count < 2, Set(members.map(\.village)).count > 1, !members[0].name.text.isEmpty else {
      return nil
    }
    let doubled = inSameMonths(own, county)
    guard doubled.count > 1, !areTwoByRoster(members, county) else { return nil }
    let name = members[0].name.masked
    return Discrepancy(
      .duplicatePerson, subject: Subject(county: county.records.county, detail: name), period: county.period,
      field: Field.account.rawValue, spots: doubled.map(spot),
      gap: .counts(expected: 1, actual: mostInOneMonth(doubled, county), unit: "次"), level: .row, touches: [],
      zh: "同名（\(name)）同账号在本县不同的村出现 \(doubled.count) 次，像是同一人重复领取：请核对，并补填身份证号码",
      en:
        "one name (\(name)) and one account stand in \(doubled.count) rows of different villages, as of one person who is paid twice: check them, and fill in the ID numbers"
    )
  }
}

/// Whether rosters have different numbers for the bearers of one name in several villages.
private func areTwoByRoster(_ members: [MemberRecord], _ county: CountyCase) -> Bool {
  let (villages, name) = (Set(members.map(\.village)), NameMark(members[0].name))
  let ids = county.records.members.filter {
    villages.contains($0.village) && $0.id != nil && NameMark($0.name) == name
  }.compactMap(\.id)
  return Set(ids).count > 1
}
