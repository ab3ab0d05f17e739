import Domain

/// DZ206: a member's blank months are missing, which is neither zero nor the policy's twelve.
func missingMonths(_ county: CountyCase) -> [Discrepancy] {
  let blank = county.memberFigures.indices.filter { index in
    county.memberFigures[index]?.isExcluded == false && county.records.members[index].months == .missing
  }
  return blanks(
    blank, .months, county, touches: [.heads, .due], zh: "月数有 {n} 个空格：空不等于 0，也不按 12 个月计，未计入人月",
    en: "{n} blank month(s): blank is neither zero nor twelve; no person-months are counted")
}

/// DZ206: a blank amount is not zero: what was paid to whoever is due something is not stated.
func missingAmounts(_ county: CountyCase) -> [Discrepancy] {
  let members = county.records.members
  // Where a list has amounts due and no others (应发金额), these are what it states.
  let owing = Set(members.lazy.filter { $0.amount == .absent && $0.due.value != nil }.map(\.source))
  var blankDues: [Int] = []
  let blank = members.indices.filter { index in
    let member = members[index]
    let isDueBlank = member.amount == .absent && member.due == .missing && owing.contains(member.source)
    guard member.amount == .missing || isDueBlank, let figures = county.memberFigures[index], !figures.isExcluded,
      figures.months != 0, member.due != .value(0), member.isConcurrent != true
    else { return false }
    guard county.source(member.source).monthColumns.allSatisfy({ $0.amount == nil }) else { return false }
    if isDueBlank { blankDues.append(index) }
    return !isDueBlank
  }
  // A list of what is due, whose column of payments nobody has filled in yet, states the due amounts.
  let stating = Set(members.lazy.filter { $0.amount != .missing }.map(\.source))
  let told = blank.filter { members[$0].due.value == nil || stating.contains(members[$0].source) }
  return [(told, Field.amount), (blankDues, .due)].flatMap { told, field in
    blanks(
      told, field, county, touches: [.stated], zh: "金额有 {n} 个空格：空不等于 0，该金额未计入实发；请补填，确未发放的填 0",
      en:
        "{n} blank amount(s): blank is not zero, and what was paid is not stated; give the amount, or 0 if nothing was paid"
    )
  }
}

/// DZ206: who is paid has a name and an ID number where the others of the list have: without them no check of persons reaches him.
func missingPersons(_ county: CountyCase) -> [Discrepancy] {
  let members = county.records.members
  func found(_ field: Field, zh: String, en: String, _ isBlank: (Int) -> Bool) -> [Discrepancy] {
    // The records are large and only looked at.
    let having = county.records.sources.map { $0.columns[field] != nil }
    var all = Array(repeating: 0, count: having.count)
    var blank: [Int: [Int]] = [:]
    for index in members.indices {
      let source = members[index].source.index
      guard having[source] else { continue }
      all[source] += 1
      if isBlank(index) { blank[source, default: []].append(index) }
    }
    let open = blank.filter { $0.value.count * 5 < all[$0.key] }.values.flatMap(\.self).sorted().filter { index in
      guard let figures = county.memberFigures[index], !figures.isExcluded else { return false }
      return figures.months ?? 0 > 0 || county.records.pay(members[index]).value ?? 0 > 0
    }
    guard !open.isEmpty else { return [] }
    // What stands there and cannot be read is told already.
    let told = Set(county.records.discrepancies.flatMap { $0.spots.map(\.place) })
    let silent = open.filter { index in
      let member = members[index]
      return !told.contains(county.source(member.source).place(field, row: Int(member.row)))
    }
    return blanks(silent, field, county, touches: [], zh: zh, en: en)
  }
  return found(
    .name, zh: "姓名有 {n} 个空格：有补贴而没有姓名，请补填", en: "{n} blank name(s) of somebody who is paid: fill them in"
  ) { members[$0].name.text.isEmpty }
    + found(
      .idNumber, zh: "身份证号码有 {n} 个空格：无法核对重复领取等，请补填",
      en: "{n} blank ID number(s): double payments and the like cannot be checked; fill them in"
    ) { members[$0].id == nil }
}

private func blanks(
  _ members: [Int], _ field: Field, _ county: CountyCase, touches: Quantities, zh: String, en: String
) -> [Discrepancy] {
  let groups = Dictionary(grouping: members.map { county.records.members[$0] }, by: \.source)
  return groups.sorted { $0.key.index < $1.key.index }.flatMap { id, members -> [Discrepancy] in
    let source = county.source(id)
    func finding(_ subject: Subject, _ place: Place, _ count: Int) -> Discrepancy {
      Discrepancy(
        .missingNotZero, subject: subject, period: county.period, field: field.rawValue, spots: [.init(place)],
        level: .row, touches: touches, zh: zh.replacing("{n}", with: "\(count)"),
        en: en.replacing("{n}", with: "\(count)"))
    }
    guard members.count > 20, let first = members.first, let last = members.last, let column = source.columns[field]
    else {
      return members.map { finding(county.subject($0), source.place(field, row: Int($0.row)), 1) }
    }
    // A whole column of blanks is told once.
    let cells = source.range(rows: Int(first.row)...Int(last.row), columns: column...column)
    return [finding(county.county, Place(file: source.file, sheet: source.sheet, cell: cells), members.count)]
  }
}
