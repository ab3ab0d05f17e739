import Domain

/// Lists that say something else of the county's people than who is of the committee and paid: they count nobody.
extension CountyReader {
  /// Sets aside lists that are by their titles of another body or subsidy, where the committee's own list has their villages: of others,
  /// or of some of its members only.
  mutating func setAsideOtherLists() {
    let isOther = { (table: TableRecords) in
      table.source.isOfOthers && table.source.purpose == .whole && !table.members.isEmpty
    }
    let own = tables.filter { !isOther($0) && !$0.members.isEmpty && !$0.isOfPosts }
    guard !own.isEmpty, tables.contains(where: isOther) else { return }
    let persons = Persons(own.flatMap(\.members))
    func isBeside(_ list: TableRecords) -> Bool {
      let villages = Set(list.members.lazy.filter { $0.village >= 0 }.map(\.village))
      let known = list.members.count { !persons.find($0).isEmpty }
      let others = own.flatMap(\.members).filter { villages.contains($0.village) }
      guard villages.isSubset(of: others.lazy.map(\.village)) else { return false }
      // Nobody whom the committee's own list names, or few of its people.
      if known * 5 <= list.members.count { return true }
      return own.contains { $0.source.kind == list.source.kind } && others.count >= 2 * list.members.count
    }
    for list in tables where isOther(list) && isBeside(list) {
      let isPaid = list.source.kind == .paymentList
      out.discrepancies.append(
        notUsed(
          Place(file: list.source.file, sheet: list.source.sheet), severity: isPaid ? .warning : nil, county: county,
          period: context.policy.period,
          zh: "按标题是别的人员或补贴的表，村务监督委员会另有表" + (isPaid ? "；如属本项补贴，请改标题后重报" : ""),
          en: "by its title it is of another body or subsidy, and the committee has a list of its own"
            + (isPaid ? "; if it pays this subsidy, change its title and send it again" : "")))
    }
    tables.removeAll { isOther($0) && isBeside($0) }
  }

  /// A list of those who left says when, of members whom other lists have; in a roster's stead it names members of their own.
  mutating func noteLeavers(_ list: TableRecords) {
    let persons = Persons(out.members)
    var rest: [Int] = []
    for (position, named) in list.members.enumerated() {
      let found = persons.find(named)
      if found.isEmpty { rest.append(position) }
      let field = list.source.columns[.end] == nil ? Field.name : .end
      let place = list.source.place(field, row: Int(named.row))
      for index in found {
        guard let end = named.end else {
          out.remarks.append(RowRemark(.left, member: index, place: place, raw: named.name.masked))
          continue
        }
        guard let stated = out.members[index].end else {
          (out.members[index].end, out.members[index].endDay) = (end, named.endDay)
          continue
        }
        if stated != end { contradict(stated, end, place, out.members[index]) }
      }
    }
    // Who left before the list was made stands in no payment list, rightly or not: a roster's people count.
    let hasRoster = out.sources.contains { $0.kind == .roster }
    addRest(list.keeping { hasRoster && rest.contains($0) }, of: list)
    let (count, left) = (list.members.count - rest.count, rest.count)
    tell(
      list,
      zh: "是离任人员名单：其他表中 \(count) 人按此记离任时间"
        + (left == 0 ? "" : hasRoster ? "，另 \(left) 人只在此表，按任职月份计" : "，另 \(left) 人不在其他表中，不计"),
      en: "it lists who left office: \(count) member(s) of other lists end by it"
        + (left == 0
          ? ""
          : hasRoster
            ? ", \(left) stand here only and count until then" : ", \(left) stand in no other and do not count"))
  }

  /// DZ205: two lists say otherwise when somebody left.
  private mutating func contradict(_ stated: YearMonth, _ end: YearMonth, _ place: Place, _ member: MemberRecord) {
    let source = out.sources[member.source.index]
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: subject(of: member), period: context.policy.period, field: Field.end.rawValue,
        spots: [
          .init(place, raw: "\(end)", parsed: "\(end)"),
          .init(source.place(.end, row: Int(member.row)), raw: "\(stated)", parsed: "\(stated)"),
        ], level: .row, touches: .touched(by: .end),
        zh: "离任名单写 \(end)，\(source.kind.zh)写 \(stated)，采用后者：请核对",
        en: "the list of those who left says \(end), the \(source.kind.rawValue) \(stated), which is used: compare them"
      ))
  }
}
