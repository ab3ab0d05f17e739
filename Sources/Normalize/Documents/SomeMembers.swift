import Domain

/// Lists that name some of the committee's members, by their titles: 主任名单, 女性成员名单, 党员名单.
extension TableRecords {
  /// Whether a title, where it is a list's, or else a sheet's or file's name is one of some members only.
  static func namesSome(_ title: String, said: [String]) -> Bool {
    let titles = title.split(whereSeparator: { "　\n".contains($0) }).map { Text.squeezed(String($0)) }
    let own = titles.filter { text in ListPurpose.lists.contains(where: text.contains) }
    let texts = own.isEmpty ? said.map { Text.squeezed(SheetName.stemIfFile($0)) } : own
    return texts.contains { text in
      Text.has(text, anyOf: "主组负女党") && ListPurpose.withoutBrackets(text).firstMatch(of: someMembers) != nil
    }
  }

  /// The words stand alone before the list's noun, or right behind the committee: 主任、成员名单 and 换届后主任及委员名单 are of all.
  nonisolated(unsafe) private static let someMembers =
    #/(?:^|委员会|监委会|村监委|监委|监会|村务监督|附件\d*|[-_.\d年])(?:主任|主席|组长|负责人|女性?|妇女|中共党员|党员)(?:成员|委员|人员|干部)?(?:名单|花名册|名册|登记表|一览表|情况表|统计表)$/#
}

extension CountyReader {
  /// Sets aside lists that are by their titles of some members only, where another document has these among others, and they tell
  /// nothing of these alone: it says nobody is gone.
  mutating func setAsideSomeMembers() {
    let isSome = { (table: TableRecords) in
      table.isOfSome && table.source.kind == .roster && table.source.columns[.concurrent] == nil
        && !table.members.isEmpty && !Precedence(table).saysCorrected
    }
    guard tables.contains(where: isSome) else { return }
    let others = tables.filter { !isSome($0) }
    let members = others.filter { $0.source.purpose == .whole }.flatMap(\.members)
    let persons = Persons(members)
    let policy = context.policy
    // 兼任纪检委员 in a note, or who came in March: nobody else says so.
    func tellsMore(_ list: TableRecords) -> Bool {
      list.members.contains { member in
        let others = persons.find(member).map { members[$0] }
        return member.hasNote || (member.isConcurrent == true && !others.contains { $0.isConcurrent == true })
          || policy.months(ofTerm: member).count < policy.months
            && others.allSatisfy { $0.start == nil && $0.end == nil }
      }
    }
    func isBeside(_ list: TableRecords) -> Bool {
      if tellsMore(list) { return false }
      guard members.isEmpty else {
        let known = list.members.count { !persons.find($0).isEmpty }
        let villages = Set(list.members.lazy.map(\.village))
        return known * 5 >= list.members.count * 4
          && members.count { villages.contains($0.village) } > list.members.count
      }
      return others.contains { $0.heads(in: list.towns) > list.members.count }
    }
    let set = tables.map { isSome($0) && isBeside($0) }
    for (list, _) in zip(tables, set).filter(\.1) {
      out.discrepancies.append(
        notUsed(
          Place(file: list.source.file, sheet: list.source.sheet), county: county, period: context.policy.period,
          zh: "按标题只列部分成员，另有文件列明或统计全部成员",
          en: "by its title it names some members only, and another document has all of them"))
    }
    tables = zip(tables, set).filter { !$0.1 }.map(\.0)
  }
}

extension TableRecords {
  /// The most heads that its rows of some towns state for one month or the whole period.
  fileprivate func heads(in towns: Set<Int>) -> Int {
    let rows = aggregates.filter { towns.contains(Int($0.town)) }
    let own = rows.reduce(Int64(0)) { $0 &+ ($1[.eligible].value ?? 0) }
    let months = source.monthColumns.indices.map { month in
      rows.reduce(Int64(0)) { sum, row in
        sum &+ (row.months.indices.contains(month) ? row.months[month].heads.value ?? 0 : 0)
      }
    }
    return Int(clamping: max(own, months.max() ?? 0))
  }
}
