import Domain

/// Lists of who came into office or left it, beside the lists of all members.
extension CountyReader {
  /// Gives members the terms that a list of changes says. Whom no list has counts where a roster does; a payment list has all who are paid.
  mutating func noteChanges(_ list: TableRecords) {
    let persons = Persons(out.members)
    let hasRoster = out.sources.contains { $0.kind == .roster }
    var (held, rest, open, past) = (0, Set<Int>(), [Int](), 0)
    // Whoever leaves and comes in one list has changed a post, or was away: it does not say which.
    let both = Set(list.members.filter { $0.end != nil && $0.start == nil }.map(NameInVillage.init))
      .intersection(list.members.filter { $0.start != nil && $0.end == nil }.map(NameInVillage.init))
    // Where somebody comes who was there before, a post changed hands, and who had it may have stayed too.
    let ofPosts = Set(
      list.members.filter { named in
        guard let said = named.start else { return false }
        return persons.find(named).contains { out.members[$0].start.map { $0 < said } ?? false }
      }.map(\.village))
    for (position, named) in list.members.enumerated() {
      let found = persons.find(named)
      if ofPosts.contains(named.village) || isOpen(named, found, hasRoster: hasRoster)
        || both.contains(NameInVillage(named))
      {
        open.append(position)
        continue
      } else if !found.isEmpty {
        held += 1
      } else if let end = named.end, end < context.policy.from {
        // Whoever left before the period is nobody of it.
        past += 1
      } else {
        rest.insert(position)
      }
      for index in found {
        give(\.start, \.startDay, of: named, to: index, .start, list)
        give(\.end, \.endDay, of: named, to: index, .end, list)
      }
    }
    addRest(list.keeping { hasRoster && rest.contains($0) }, of: list)
    if !open.isEmpty { tellOpen(open, list) }
    // A payment list has all who are paid.
    let counts = hasRoster && !out.sources.contains { $0.kind == .paymentList }
    let others = [
      (
        rest.count, counts ? "人只在此表，按任职月份计" : "人不在其他表中，不计",
        counts ? "stand here only and count for their terms" : "stand in no other and do not count"
      ),
      (past, "人在本期间之前已离任，不计", "left before the period and do not count"),
      (open.count, "人看不出何时到任或离任，未采用", "tell no date and are not used"),
    ].filter { $0.0 > 0 }
    let isFormer = list.committee != nil && !list.isCalledChanges
    tell(
      list,
      zh: (isFormer ? "是换届前的名册，与换届后的合计" : "是人员变动名单") + "：其他表中 \(held) 人按此核对任职、离任时间"
        + others.map { "，另 \($0.0) \($0.1)" }.joined(),
      en: (isFormer
        ? "it is of before the election, and one roster with that of after it" : "it lists who came and left")
        + ": the terms of \(held) member(s) of other lists are held against it"
        + others.map { ", \($0.0) \($0.2)" }.joined())
  }

  /// Which change it is nobody can say; where members have no terms of their own, they may be wrong by it.
  private func isOpen(_ named: MemberRecord, _ found: [Int], hasRoster: Bool) -> Bool {
    named.start == nil && named.end == nil && (hasRoster || !found.isEmpty)
      && !found.contains { isOfPart(out.members[$0]) }
  }

  /// Whether a member's own row says that it is of a part of the period.
  private func isOfPart(_ member: MemberRecord) -> Bool {
    member.end != nil || member.start.map { $0 > context.policy.from } ?? false
      || member.months.value.map { $0 < context.policy.months } ?? false
  }

  /// Gives one end of a term to a member who has none; DZ205 where it has another.
  private mutating func give(
    _ month: WritableKeyPath<MemberRecord, YearMonth?>, _ day: WritableKeyPath<MemberRecord, Int8>,
    of named: MemberRecord, to index: Int, _ field: Field, _ list: TableRecords
  ) {
    guard let said = named[keyPath: month] else { return }
    guard let stated = out.members[index][keyPath: month] else {
      out.members[index][keyPath: month] = said
      out.members[index][keyPath: day] = named[keyPath: day]
      return
    }
    // Who was a member before may be new in a post.
    guard stated != said, field == .end || stated > said && stated > context.policy.from else { return }
    let (member, source) = (out.members[index], out.sources[out.members[index].source.index])
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: subject(of: member), period: context.policy.period, field: field.rawValue,
        spots: [
          .init(list.source.place(field, row: Int(named.row)), raw: "\(said)", parsed: "\(said)"),
          .init(source.place(field, row: Int(member.row)), raw: "\(stated)", parsed: "\(stated)"),
        ], level: .row, touches: .touched(by: field),
        zh: "变动名单写 \(said)，\(source.kind.zh)写 \(stated)，采用后者：请核对",
        en: "the list of changes says \(said), the \(source.kind.rawValue) \(stated), which is used: compare them"))
  }

  /// DZ205: a change of which nobody can say what it is and when.
  private mutating func tellOpen(_ open: [Int], _ list: TableRecords) {
    let places = open.map { list.source.place(.name, row: Int(list.members[$0].row)) }
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .error, subject: Subject(county: county, detail: list.source.file + "#changes"),
        period: context.policy.period, field: Field.end.rawValue,
        spots: places.map { .init($0) }, level: .county, touches: .touched(by: .end),
        zh: "变动名单有 \(open.count) 人，看不出何时到任或离任，未采用：请写“任职时间”“离任时间”，或写入花名册",
        en:
          "of \(open.count) in the list of changes nobody can tell when they came or left, and nothing is taken from it: head the dates 任职时间 and 离任时间, or write them in the roster"
      ))
  }
}

extension TableRecords {
  /// Whether its file or sheet is called a list of changes, and so is no roster of its committee.
  fileprivate var isCalledChanges: Bool {
    ["变动", "异动", "变更", "离任", "新任"].contains { source.file.contains($0) || source.sheet.contains($0) }
  }
}
