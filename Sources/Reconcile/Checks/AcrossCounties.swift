import Domain

/// DZ603: nobody stands in the lists of two counties.
func crossCountyPersons(_ across: AcrossCase) -> [Discrepancy] {
  let counties = across.counties
  return CountyPersons.repeated(in: counties).compactMap { id in
    var rows: [(county: Int, person: CountyPersons.Row)] = []
    for (position, county) in counties.enumerated() {
      // Of the first county one row stands for all: what it pays twice is DZ602.
      let found = county.rows(of: id)
      rows += (rows.isEmpty ? found.prefix(1) : found[...]).map { (position, $0) }
    }
    guard rows.count > 1 else { return nil }
    let names = Set(rows.map { across.register.counties[counties[$0.county].county].name }).sorted()
    return Discrepancy(
      .crossCountyDuplicate, subject: Subject(person: id), period: across.policy.period, field: Field.idNumber.rawValue,
      spots: rows.map { row in
        let county = counties[row.county]
        return .init(
          county.tables[row.person.source.index].place(row: Int(row.person.row)), raw: id.masked,
          subject: across.subject(of: row.person, in: county))
      }, gap: .counts(expected: 1, actual: rows.count, unit: "县"), level: .fund,
      zh: "同一身份证号码（\(id.masked)）同时列在 \(names.joined(separator: "、")) 的名单中，只能在一处领取",
      en:
        "one ID number (\(id.masked)) stands in the lists of \(names.joined(separator: ", ")): it can be paid in one only"
    )
  }
}
