import Testing

@testable import Domain
@testable import Reconcile

/// Persons and accounts of two counties.
@Suite struct AcrossCountiesTests {
  private static let register = Register([
    .init(code: "990101100200", county: "甲市", town: "东镇", name: "山底村委会", kind: .village),
    .init(code: "990102100200", county: "乙市", town: "南镇", name: "水口村委会", kind: .village),
  ])

  private func county(
    _ position: Int, _ members: [(name: String, id: String, account: String)], isPlaced: Bool = true
  ) -> CountyPersons {
    var records = CountyRecords(county: position)
    records.sources = [
      Source(
        file: "\(position)/a.csv", sheet: "", kind: .paymentList, columns: [.idNumber: 4, .account: 5],
        monthColumns: [],
        span: 1...6, rows: 2...9, headerRows: 1...1, town: nil, sha256: "")
    ]
    records.members = members.enumerated().map { index, member in
      var record = MemberRecord(
        source: SourceID(0), row: index + 2, village: isPlaced ? position : -1, town: position,
        name: MemberName(member.name), role: "")
      record.id = IDNumber(member.id)
      record.account = Account(member.account)
      return record
    }
    return CountyPersons(records)
  }

  private func across(_ counties: [CountyPersons], _ thresholds: Thresholds = Thresholds()) -> [Discrepancy] {
    reconcileAcross(counties, register: Self.register, policy: Books.policy(), thresholds: thresholds)
  }

  @Test func `whoever is paid by two counties is told, one row for the first and all of the other`() {
    let found = across([
      county(0, [("张甲", idNumber(1), ""), ("张甲", idNumber(1), ""), ("李乙", idNumber(3), "")]),
      county(1, [("王丙", idNumber(5), ""), ("张甲", idNumber(1), ""), ("张甲", idNumber(1), "")]),
    ])
    #expect(found.map(\.code) == [.crossCountyDuplicate])
    #expect(
      found.first?.spots.map { "\($0.place.file) \($0.place.cell)" } == ["0/a.csv D2", "1/a.csv D3", "1/a.csv D4"])
    #expect(found.first?.spots.map(\.subject?.village) == [0, 1, 1])
    #expect(across([county(0, [("张甲", idNumber(1), ""), ("张甲", idNumber(1), "")]), county(1, [])]).isEmpty)
  }

  @Test func `an account of one county's somebody is another's nobody's`() {
    let two = across([
      county(0, [("张甲", idNumber(1), accountNumber(1))]), county(1, [("李乙", idNumber(3), accountNumber(1))]),
    ])
    #expect(two.map(\.code) == [.sharedAccount] && two.first?.gap == .counts(expected: 1, actual: 2, unit: "人"))
    // What one county's own rows show already is told there.
    let known = across([
      county(0, [("张甲", idNumber(1), accountNumber(1)), ("李乙", idNumber(3), accountNumber(1))]),
      county(1, [("李乙", idNumber(3), accountNumber(1))]),
    ])
    #expect(known.map(\.code) == [.crossCountyDuplicate])
  }

  @Test func `one name and one account in two counties are one person where no two numbers say otherwise`() {
    let bare = across([county(0, [("张甲", "", accountNumber(1))]), county(1, [("张甲", "", accountNumber(1))])])
    #expect(
      bare.map(\.code) == [.crossCountyDuplicate] && bare.first?.gap == .counts(expected: 1, actual: 2, unit: "县"))
    let three = across([
      county(0, [("张甲", "", accountNumber(1)), ("张甲", "", accountNumber(1))]),
      county(1, [("张甲", "", accountNumber(1))]),
    ])
    #expect(three.map(\.spots.count) == [3])
    let half = across([county(0, [("张甲", idNumber(1), accountNumber(1))]), county(1, [("张甲", "", accountNumber(1))])])
    #expect(half.map(\.code) == [.crossCountyDuplicate])
    let others = across([
      county(0, [("张甲", idNumber(1), accountNumber(1))]), county(1, [("张甲", idNumber(3), accountNumber(1))]),
    ])
    #expect(others.map(\.code) == [.sharedAccount])
    let same = across([
      county(0, [("张甲", idNumber(1), accountNumber(1))]), county(1, [("张甲", idNumber(1), accountNumber(1))]),
    ])
    #expect(same.map(\.field) == [Field.idNumber.rawValue])
  }

  @Test func `one person's account in each of two counties are two accounts`() {
    let found = across([
      county(0, [("张甲", idNumber(1), accountNumber(1))]), county(1, [("张甲", idNumber(1), accountNumber(2))]),
    ])
    #expect(found.map(\.code) == [.crossCountyDuplicate, .manyAccounts])
    #expect(found.last?.spots.map { "\($0.place.file) \($0.place.cell)" } == ["0/a.csv E2", "1/a.csv E2"])
    #expect(found.last?.causes == [0])
    let known = across([
      county(0, [("张甲", idNumber(1), accountNumber(1)), ("张甲", idNumber(1), accountNumber(2))]),
      county(1, [("张甲", idNumber(1), accountNumber(2))]),
    ])
    #expect(known.map(\.code) == [.crossCountyDuplicate])
  }

  @Test func `persons that were taken apart and brought together again stand where they stood`() {
    var records = CountyRecords(county: 0)
    records.sources = (0..<3).map {
      Source(
        file: "\($0).csv", sheet: "", kind: .paymentList, columns: [.idNumber: 4 + $0, .account: 8], monthColumns: [],
        span: 1...9, rows: 2...9, headerRows: 1...1, town: nil, sha256: "")
    }
    records.members = (0..<6).map { index in
      var record = MemberRecord(
        source: SourceID(index % 3), row: index + 2, village: 0, town: 0, name: "张甲", role: "")
      record.id = IDNumber(idNumber(20 - index))
      return record
    }
    func places(_ persons: CountyPersons) -> [String] {
      persons.rows.map { row in
        let place = persons.tables[row.source.index].place(row: Int(row.row))
        return "\(place.file) \(place.cell)"
      }
    }
    let persons = CountyPersons(records)
    #expect(places(persons) == ["2.csv F7", "1.csv E6", "0.csv D5", "2.csv F4", "1.csv E3", "0.csv D2"])
    #expect(places(CountyPersons(county: 0, persons.entries)) == places(persons))
    // Of some of the rows only their tables are kept.
    let some = CountyPersons(county: 0, persons.entries.filter { $0.file != "1.csv" })
    #expect(some.tables.map(\.file) == ["0.csv", "2.csv"])
    #expect(places(some) == ["2.csv F7", "0.csv D5", "2.csv F4", "0.csv D2"])
    for member in records.members {
      #expect(member.id.map { persons.rows(of: $0).map(\.row) } == [member.row])
    }
  }

  @Test func `a name without number beside two numbers is neither's`() {
    let mixed = across([
      county(0, [("张甲", idNumber(1), accountNumber(1))]),
      county(1, [("张甲", idNumber(3), accountNumber(1)), ("张甲", "", accountNumber(1))]),
    ])
    #expect(mixed.map(\.code) == [.sharedAccount])
    let apart = across([
      county(0, [("张甲", idNumber(1), accountNumber(1)), ("张甲", idNumber(3), accountNumber(1))]),
      county(1, [("张甲", "", accountNumber(1))]),
    ])
    #expect(apart.isEmpty)
    let one = across([
      county(0, [("张甲", idNumber(1), accountNumber(1))]),
      county(1, [("张甲", idNumber(1), accountNumber(1)), ("张甲", "", accountNumber(1))]),
    ])
    #expect(one.map(\.field) == [Field.idNumber.rawValue])
    var loose = Thresholds()
    loose.personsPerAccount = 2
    let two = [county(0, [("张甲", idNumber(1), accountNumber(1))]), county(1, [("李乙", idNumber(3), accountNumber(1))])]
    #expect(across(two).count == 1 && across(two, loose).isEmpty)
    loose.accountsPerPerson = 2
    let cards = [
      county(0, [("张甲", idNumber(1), accountNumber(1))]), county(1, [("张甲", idNumber(1), accountNumber(2))]),
    ]
    #expect(across(cards).map(\.code) == [.crossCountyDuplicate, .manyAccounts])
    #expect(across(cards, loose).map(\.code) == [.crossCountyDuplicate])
  }

  @Test func `who stands in a village that nobody knows is told with the town`() {
    let found = across([
      county(0, [("张甲", idNumber(1), "")], isPlaced: false), county(1, [("张甲", idNumber(1), "")], isPlaced: false),
    ])
    #expect(
      found.first?.spots.map(\.subject?.town) == [0, 1] && found.first?.spots.map(\.subject?.village) == [nil, nil])
  }
}
