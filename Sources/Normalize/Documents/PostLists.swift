import Domain
import Spreadsheet

/// Lists of those who hold another post, beside the lists that name all members or sums that leave them out.
extension CountyReader {
  /// Marks the members whom a list of posts names.
  mutating func markConcurrent(_ list: TableRecords) {
    let persons = Persons(out.members)
    var rest: [Int] = []
    for (position, named) in list.members.enumerated() where named.isConcurrent != false {
      let found = persons.find(named)
      if found.isEmpty { rest.append(position) }
      let place = list.source.place(.name, row: Int(named.row))
      for index in found {
        if out.members[index].isConcurrent == false { contradict(named, place, out.members[index]) }
        guard out.members[index].isConcurrent == nil else { continue }
        out.members[index].isConcurrent = true
        out.remarks.append(
          RowRemark(
            .marked, member: index, village: Int(out.members[index].village), town: Int(out.members[index].town),
            place: place, raw: named.name.masked))
      }
    }
    // Who is not paid may stand in no other list; who holds the post may be no member.
    let isOfMembers = list.source.purpose == .concurrent
    var others = list.keeping { isOfMembers && rest.contains($0) }
    for index in others.members.indices { others.members[index].isConcurrent = true }
    addRest(others, of: list)
    let (count, left) = (list.members.count - rest.count, rest.count)
    tell(
      list,
      zh: "是兼任人员名单：其他表中 \(count) 人按此标为兼任"
        + (left == 0 ? "" : isOfMembers ? "，另 \(left) 人只在此表，计为兼任" : "，另 \(left) 人不在其他表中，不计"),
      en: "it lists who holds another post: \(count) member(s) of other lists are marked by it"
        + (left == 0 ? "" : isOfMembers ? ", \(left) stand here only and count as such" : ", \(left) are no members"))
  }

  /// Holds a list of those who hold another post against the heads that sums leave out, place by place; where these leave it open, the
  /// list's are taken.
  mutating func tieConcurrent(_ list: TableRecords) {
    let named = list.members.filter { $0.isConcurrent != false }
    // Whom nobody can place is missing somewhere.
    let isPlaced = named.allSatisfy { $0.town >= 0 }
    let town = townOf(list)
    var (held, filled) = (0, 0)
    for index in out.aggregates.indices where isPlaced {
      let row = out.aggregates[index]
      let own = named.filter { row.isVillage ? $0.village == row.village : $0.town == row.town }
      guard row.village >= 0 || !row.isVillage, town.map({ $0 == Int(row.town) }) ?? true else { continue }
      let source = out.sources[row.source.index]
      switch row[.concurrent] {
      case .value(let stated):
        held += 1
        guard stated != Int64(own.count) else { continue }
        tellHeads(
          of: row, .concurrent, stated, named: own, of: list, expected: own.count,
          zh: "兼任 \(stated) 人，兼任名单列有 \(own.count) 人：请核对",
          en: "\(stated) hold another post; the list of these has \(own.count)")
      case .missing, .absent:
        if let paid = row[.eligible].value, let seats = seats(of: row), paid + Int64(own.count) > seats, !own.isEmpty {
          held += 1
          tellHeads(
            of: row, .eligible, paid, named: own, of: list, expected: max(0, Int(seats) - own.count),
            zh: "核发 \(paid) 人，加上兼任名单的 \(own.count) 人，多于应有的 \(seats) 人：请核对",
            en: "\(paid) are paid and the list of those who hold another post has \(own.count), of \(seats) seats")
          continue
        }
        filled += 1
        out.aggregates[index].figures[.concurrent] = .value(Int64(own.count))
        out.normalizations.append(
          Normalization(
            county: county, place: source.place(.concurrent, row: Int(row.row)), rule: "count-from-list-of-posts",
            raw: "",
            value: "\(own.count)", count: 1))
      default: break
      }
    }
    let (zh, en) =
      held > 0
      ? ("与其他表的人数核对", "are held against the heads that others state")
      : filled > 0
        ? ("计为其他表未写明的兼任人数", "are those whom others leave open") : ("未能与其他表核对", "could be held against nothing")
    tell(
      list, zh: "是兼任人员名单：\(named.count) 人\(zh)，不另计人数",
      en: "it lists who holds another post: its \(named.count) \(en), and count as nobody more")
  }

  /// The one town that a list is of by its title, its sheet or its file.
  private func townOf(_ list: TableRecords) -> Int? {
    if let town = list.source.town { return town }
    guard list.towns.count == 1, let town = list.towns.first else { return nil }
    return list.source.file.contains(context.register.towns[town].name) ? town : nil
  }

  /// The seats of a row, where it says of how many villages it is.
  private func seats(of row: AggregateRecord) -> Int64? {
    if let quota = row[.quota].value { return quota }
    let villages = row.isVillage ? 1 : row[.villageCount].value
    return villages.map { $0.multipliedReportingOverflow(by: Int64(context.policy.quota)).partialValue }
  }

  /// DZ302: what a row states and what a list of those who hold another post says do not go together.
  private mutating func tellHeads(
    of row: AggregateRecord, _ field: Field, _ stated: Int64, named: [MemberRecord], of list: TableRecords,
    expected: Int, zh: String, en: String
  ) {
    let place = out.sources[row.source.index].place(field, row: Int(row.row))
    out.discrepancies.append(
      Discrepancy(
        .headcountMismatch,
        subject: Subject(county: county, town: Int(row.town), village: row.isVillage ? Int(row.village) : nil),
        period: context.policy.period, field: field.rawValue,
        spots: [.init(place, raw: "\(stated)", parsed: "\(stated)")]
          + named.map { .init(list.source.place(.name, row: Int($0.row)), raw: $0.name.masked) },
        gap: .counts(expected: expected, actual: Int(stated), unit: "人"), level: row.isVillage ? .village : .town,
        touches: [.concurrent, .heads, .due], zh: zh, en: en))
  }

  private mutating func contradict(_ named: MemberRecord, _ place: Place, _ member: MemberRecord) {
    let source = out.sources[member.source.index]
    out.discrepancies.append(
      Discrepancy(
        .headcountMismatch, subject: subject(of: member), period: context.policy.period,
        field: Field.concurrent.rawValue,
        spots: [
          .init(source.place(.concurrent, row: Int(member.row)), raw: "否"), .init(place, raw: named.name.masked),
        ], level: .row, touches: [.concurrent, .heads, .due],
        zh: "兼任名单列有\(named.name.masked)，\(source.kind.zh)写不兼任：请核对",
        en: "\(named.name.masked) is in the list of those who hold another post; the \(source.kind.rawValue) says no"))
  }

  /// Whom no list of posts names holds none, as far as the lists go.
  mutating func settleUnmarked(_ lists: [TableRecords]) {
    guard !lists.isEmpty else { return }
    let towns = lists.reduce(into: Set<Int>()) { $0.formUnion($1.towns) }
    let isOfCounty = lists.count == 1 && lists[0].source.town == nil
    var rows: [SourceID: [Int]] = [:]
    for index in out.members.indices where out.members[index].isConcurrent == nil {
      guard isOfCounty || towns.contains(Int(out.members[index].town)) else { continue }
      out.members[index].isConcurrent = false
      rows[out.members[index].source, default: []].append(Int(out.members[index].row))
    }
    for (id, rows) in rows.sorted(by: { $0.key.index < $1.key.index }) {
      let source = out.sources[id.index]
      guard let span = rows.span else { continue }
      out.normalizations.append(
        Normalization(
          county: county,
          place: Place(
            file: source.file, sheet: source.sheet,
            cell: source.range(rows: span, columns: source.span)),
          rule: "not-in-list-of-posts", raw: "", value: "false", count: rows.count))
    }
  }
}

extension TableRecords {
  /// Whether a list is of those who hold another post.
  var isOfPosts: Bool { source.purpose == .concurrent || source.purpose == .post }

  /// Whether a list is of one member a village and pays nobody: each village has one chair, who may hold another post.
  var namesOneAVillage: Bool {
    let villages = Set(members.lazy.filter { $0.village >= 0 }.map(\.village)).count
    let isUnplaced = villages == 0
    return !members.isEmpty && (isUnplaced || members.count * 3 <= villages * 4)
      && members.allSatisfy { ($0.amount.value ?? $0.due.value ?? 0) == 0 }
  }
}
