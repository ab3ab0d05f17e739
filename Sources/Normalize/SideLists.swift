import Domain
import Spreadsheet

/// Lists that say something of members who stand in another list: they make nobody a member a second time.
extension CountyReader {
  /// Takes the lists of those who hold another post, of payments that came back and of those made again, where another list names the
  /// members. What is paid later stays among the payment lists.
  mutating func takeSideLists() -> [TableRecords] {
    guard tables.contains(where: { $0.source.purpose != .whole }) else { return [] }
    let whole = tables.filter { $0.source.purpose == .whole && !$0.members.isEmpty }
    let count = whole.reduce(0) { $0 + $1.members.count }
    let hasSums = tables.contains { table in table.aggregates.contains { $0[.eligible].value != nil } }
    let payments = Persons(whole.filter { $0.source.kind == .paymentList }.flatMap(\.members))
    for index in tables.indices where tables[index].source.purpose != .whole {
      let own = tables[index].members
      let isSide =
        switch tables[index].source.purpose {
        // Beside sums alone its people are some of those that are counted.
        case .concurrent, .post: tables[index].namesOneAVillage && (whole.isEmpty ? hasSums : own.count < count)
        // More than half of the payments are no few that came back, but the list itself, sent again.
        case .returned, .again: own.count * 2 <= count && own.count { !payments.find($0).isEmpty } * 2 > own.count
        // Whoever sends members of another list again corrects it.
        case .more: isOfOthers(tables[index], than: whole)
        // A payment list's title may have such a word: its people are in others, or its one column of money is what is taken back.
        case .recovered:
          own.count * 2 <= count && !payments.isEmpty
            && (tables[index].paysNothing || own.count { !payments.find($0).isEmpty } * 2 > own.count)
        case .later, .whole: own.count { !payments.find($0).isEmpty } * 2 > own.count
        }
      if !isSide { tables[index].source.purpose = .whole }
    }
    let isSide = { (table: TableRecords) in ![.whole, .later, .more].contains(table.source.purpose) }
    defer { tables.removeAll(where: isSide) }
    return tables.filter(isSide)
  }

  /// Whether a list names nobody whom the other lists of its kind name; and there are such.
  private func isOfOthers(_ list: TableRecords, than whole: [TableRecords]) -> Bool {
    let others = Persons(whole.filter { $0.source.kind == list.source.kind }.flatMap(\.members))
    return !others.isEmpty && list.members.allSatisfy { others.find($0).isEmpty }
  }

  /// Lets every side list say what it has to say.
  mutating func settle(_ sides: [TableRecords]) {
    for list in sides where list.isHidden {
      out.discrepancies.append(
        Discrepancy(
          .hiddenContent, subject: Subject(county: county, detail: list.source.sheet), period: context.policy.period,
          field: "sheet", spots: [.init(Place(file: list.source.file, sheet: list.source.sheet))],
          zh: "工作表“\(list.source.sheet)”被隐藏，已采用", en: "sheet \(list.source.sheet) is hidden; it is used"))
    }
    let ofPosts = sides.filter(\.isOfPosts)
    if out.members.isEmpty {
      for list in ofPosts { tieConcurrent(list) }
    } else {
      for list in ofPosts { markConcurrent(list) }
      settleUnmarked(ofPosts)
    }
    for list in sides where list.source.purpose == .returned { noteReturns(list) }
    for list in sides where list.source.purpose == .again { settleReturns(list) }
    for list in sides where list.source.purpose == .recovered { takeOff(list) }
  }

  // MARK: Posts

  private mutating func markConcurrent(_ list: TableRecords) {
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
  private mutating func tieConcurrent(_ list: TableRecords) {
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
  private mutating func settleUnmarked(_ lists: [TableRecords]) {
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

  // MARK: Payments

  /// A list of payments that came back says so of the payments in the other list.
  private mutating func noteReturns(_ list: TableRecords) {
    let persons = Persons(payments: out)
    var rest: [Int] = []
    for (position, named) in list.members.enumerated() {
      let found = persons.find(named)
      guard let member = found.first else {
        rest.append(position)
        continue
      }
      guard !out.returns.contains(where: { found.contains($0.member) }) else { continue }
      var payment =
        list.returns.first { $0.member == position }
        ?? ReturnedPayment(
          member: member, place: list.source.place(.name, row: Int(named.row)), raw: list.source.sheet,
          isMadeAgain: false, date: nil)
      payment.member = member
      out.returns.append(payment)
    }
    addRest(list.keeping(rest.contains), of: list)
    tell(
      list, zh: "是退票（发放失败）名单：\(list.members.count - rest.count) 人的款项按此记为退回，不另计人数和金额",
      en: "it lists payments that came back: \(list.members.count - rest.count) are noted so, and nobody counts again")
  }

  /// A list of payments that were made again settles those that came back.
  private mutating func settleReturns(_ list: TableRecords) {
    let persons = Persons(payments: out)
    var rest: [Int] = []
    for (position, named) in list.members.enumerated() {
      let found = persons.find(named)
      let returns = out.returns.indices.filter { found.contains(out.returns[$0].member) }
      let saysResults = found.contains { out.sources[out.members[$0].source.index].columns[.payStatus] != nil }
      // Who was paid, by the list's own word, is paid twice.
      guard let first = found.first, !returns.isEmpty || !saysResults else {
        rest.append(position)
        continue
      }
      if list.returns.contains(where: { $0.member == position && !$0.isMadeAgain }) { continue }
      for index in returns { out.returns[index].isMadeAgain = true }
      tieAgain(named, list.source, out.members[first])
    }
    addRest(list.keeping(rest.contains), of: list)
    tell(
      list, zh: "是退票重发名单：\(list.members.count - rest.count) 人的款项重新发放，不另计人数和金额",
      en: "it lists payments made again: those of \(list.members.count - rest.count) member(s), who do not count again")
  }

  /// DZ404: what is paid again is what came back.
  private mutating func tieAgain(_ named: MemberRecord, _ source: Source, _ member: MemberRecord) {
    guard let again = named.amount.money, let before = member.amount.money ?? member.due.money, again != before else {
      return
    }
    out.discrepancies.append(
      Discrepancy(
        .dueVsPaid, subject: subject(of: member), period: context.policy.period, field: Field.amount.rawValue,
        spots: [.init(source.place(.amount, row: Int(named.row)), raw: "\(again)", parsed: "\(again)")],
        gap: .money(expected: before, actual: again), level: .row, touches: [.stated],
        zh: "重发 \(again.grouped) 元，退回的是 \(before.grouped) 元",
        en: "\(again.grouped) yuan are paid again; \(before.grouped) came back"))
  }

  // MARK: Both

  /// Adds those of a side list whom no other list names: they count as the county's other members do.
  mutating func addRest(_ rest: TableRecords, of list: TableRecords) {
    var rest = rest
    rest.source.purpose = .whole
    let hasRoster = out.sources.contains { $0.kind == .roster }
    if list.isOfPosts { rest.source.kind = hasRoster ? .roster : .paymentList }
    if !out.sources.contains(where: { $0.kind == rest.source.kind }) {
      rest.source.kind = hasRoster ? .roster : .paymentList
    }
    // Whose village the other list says needs none here.
    let rows = Set(rest.members.map { Int($0.row) })
    rest.discrepancies.removeAll { finding in
      // Of a list of posts it needs no telling that its members hold them.
      if list.isOfPosts, finding.code == .valueNotParsed, finding.subject.detail.hasSuffix("#posts") { return true }
      return finding.code == .villageNotInRegister && finding.subject.village == nil
        && finding.spots.allSatisfy { spot in
          spot.raw.isEmpty && CellRange(a1: spot.place.cell).map { !rows.contains($0.first.row) } ?? false
        }
    }
    add(rest)
  }

  mutating func tell(_ list: TableRecords, zh: String, en: String) {
    let place = Place(file: list.source.file, sheet: list.source.sheet)
    out.discrepancies.append(
      Discrepancy(
        .detailAndSummary, subject: Subject(county: county, detail: place.file + "#" + place.sheet),
        period: context.policy.period, field: place.sheet.isEmpty ? "file" : "sheet", spots: [.init(place)],
        zh: "“\(place.sheet.isEmpty ? place.file : place.sheet)”\(zh)",
        en: "\(place.sheet.isEmpty ? place.file : place.sheet): \(en)"))
  }

  func subject(of member: MemberRecord) -> Subject {
    var subject = Subject(
      county: county, town: member.town >= 0 ? Int(member.town) : nil,
      village: member.village >= 0 ? Int(member.village) : nil)
    subject.person = member.id
    if member.id == nil { subject.detail = member.name.masked }
    return subject
  }
}

extension TableRecords {
  /// Whether a list is of those who hold another post.
  fileprivate var isOfPosts: Bool { source.purpose == .concurrent || source.purpose == .post }

  /// Whether a list is of one member a village and pays nobody: each village has one chair, who may hold another post.
  fileprivate var namesOneAVillage: Bool {
    let villages = Set(members.lazy.filter { $0.village >= 0 }.map(\.village)).count
    let isUnplaced = villages == 0
    return !members.isEmpty && (isUnplaced || members.count * 3 <= villages * 4)
      && members.allSatisfy { ($0.amount.value ?? $0.due.value ?? 0) == 0 }
  }
}

/// Where persons stand: by ID number, else by the name in their village, else by a name that stands once.
struct Persons {
  private struct Named: Hashable {
    var village: Int32
    var name: MemberName
  }

  private var ids: [IDNumber: [Int]] = [:]
  private var named: [Named: [Int]] = [:]
  private var names: [MemberName: [Int]] = [:]
  private var accounts: [Account: [Int]] = [:]

  /// Whether nobody stands anywhere.
  var isEmpty: Bool { names.isEmpty }

  init(_ members: [MemberRecord]) { add(members.indices, of: members) }

  /// Members of payment lists only.
  init(payments records: CountyRecords) {
    add(
      records.members.indices.filter { records.sources[records.members[$0].source.index].kind == .paymentList },
      of: records.members)
  }

  private mutating func add(_ indices: some Sequence<Int>, of members: [MemberRecord]) {
    for index in indices {
      let member = members[index]
      if let id = member.id { ids[id, default: []].append(index) }
      if member.village >= 0 { named[Named(village: member.village, name: member.name), default: []].append(index) }
      names[member.name, default: []].append(index)
      if let account = member.account { accounts[account, default: []].append(index) }
    }
  }

  func find(_ member: MemberRecord) -> [Int] {
    var found = member.id.flatMap { ids[$0] } ?? []
    // A payment list without numbers beside a roster with them.
    if member.village >= 0 {
      for index in named[Named(village: member.village, name: member.name)] ?? [] where !found.contains(index) {
        found.append(index)
      }
    } else if found.isEmpty, let own = member.account.flatMap({ accounts[$0] }) {
      found = own
    } else if found.isEmpty, let one = names[member.name], one.count == 1 {
      found = one
    }
    return found
  }
}
