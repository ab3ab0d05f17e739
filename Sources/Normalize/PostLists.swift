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
    for index in out.aggregates.indices where isPlaced {
      let row = out.aggregates[index]
      let own = named.filter { row.isVillage ? $0.village == row.village : $0.town == row.town }
      guard row.village >= 0 || !row.isVillage, list.source.purpose == .concurrent || !own.isEmpty else { continue }
      let source = out.sources[row.source.index]
      let place = source.place(.concurrent, row: Int(row.row))
      switch row[.concurrent] {
      case .value(let stated) where stated != Int64(own.count):
        out.discrepancies.append(
          Discrepancy(
            .headcountMismatch,
            subject: Subject(
              county: county, town: Int(row.town), village: row.isVillage ? Int(row.village) : nil),
            period: context.policy.period, field: Field.concurrent.rawValue,
            spots: [.init(place, raw: "\(stated)", parsed: "\(stated)")]
              + own.map { .init(list.source.place(.name, row: Int($0.row)), raw: $0.name.masked) },
            gap: .counts(expected: own.count, actual: Int(stated), unit: "人"), level: row.isVillage ? .village : .town,
            touches: [.concurrent, .heads, .due],
            zh: "兼任 \(stated) 人，兼任名单列有 \(own.count) 人：请核对",
            en: "\(stated) hold another post; the list of these has \(own.count)"))
      case .missing, .absent:
        out.aggregates[index].figures[.concurrent] = .value(Int64(own.count))
        out.normalizations.append(
          Normalization(
            county: county, place: place, rule: "not-in-list-of-posts", raw: "", value: "\(own.count)", count: 1))
      default: break
      }
    }
    tell(
      list, zh: "是兼任人员名单：\(named.count) 人与其他表的兼任人数核对，不另计人数",
      en:
        "it lists who holds another post: its \(named.count) are held against the heads that others state, and count as nobody more"
    )
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
