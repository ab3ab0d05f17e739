import Domain

/// A workbook's list of all members beside its lists of parts of the period.
struct WholeOfBook {
  private typealias List = (persons: Persons, members: [MemberRecord])

  private let whole: List
  private let parts: [List]
  private let months: Int

  init(_ whole: TableRecords, in tables: [TableRecords], _ policy: Policy) {
    self.whole = (Persons(whole.members), whole.members)
    parts = tables.filter { table in
      table.source.file == whole.source.file && table.source.part != nil && table.isSameDocument(as: whole)
    }.map { (Persons($0.members), $0.members) }
    months = policy.months
  }

  /// Whether it holds one of them: most members of that stand in it with the whole period's months, or with what all lists of parts pay
  /// them together. 2-4季度 beside 第一季度 is the rest of the year.
  func holds(_ part: TableRecords) -> Bool {
    let told = part.members.compactMap { member -> Bool? in
      guard let index = whole.persons.find(member).first, let own = member.stated, own > 0 else { return nil }
      let all = whole.members[index]
      let sum = parts.reduce(Int64(0)) { sum, list in
        sum &+ (list.persons.find(member).first.flatMap { list.members[$0].stated } ?? 0)
      }
      return all.stated == sum && parts.count > 1 || all.months.count == months
    }
    return told.count * 2 > part.members.count && told.count(where: \.self) * 5 >= told.count * 4
  }
}

extension MemberRecord {
  fileprivate var stated: Int64? { amount.value ?? due.value }
}
