import Domain
import Spreadsheet

/// Lists that say something of members who stand in another list: they make nobody a member a second time.
extension CountyReader {
  /// Takes the lists of those who hold another post, of payments that came back and of those made again, where another list names the
  /// members. What is paid later stays among the payment lists.
  mutating func takeSideLists() -> [TableRecords] {
    settleElectionPayments()
    let former = takeFormerRosters()
    guard tables.contains(where: { $0.source.purpose != .whole }) else {
      setAsideOtherLists()
      return former
    }
    let whole = tables.filter { $0.source.purpose == .whole && !$0.members.isEmpty }
    let count = whole.reduce(0) { $0 + $1.members.count }
    let persons = Set(whole.flatMap(\.members).map(\.name)).count
    let hasSums = tables.contains { table in table.aggregates.contains { $0[.eligible].value != nil } }
    let payments = Persons(whole.filter { $0.source.kind == .paymentList }.flatMap(\.members))
    for index in tables.indices where tables[index].source.purpose != .whole {
      let own = tables[index].members
      let isSide =
        switch tables[index].source.purpose {
        // Beside sums alone its people are some of those that are counted; who holds a post need be none of them.
        case .concurrent: tables[index].namesOneAVillage && (whole.isEmpty ? hasSums : own.count < count)
        case .post: tables[index].namesOneAVillage && own.count < count
        // More than half of the payments are no few that came back, but the list itself, sent again.
        case .returned, .again: own.count * 2 <= count && own.count { !payments.find($0).isEmpty } * 2 > own.count
        // Whoever sends members of another list again corrects it.
        case .more: isOfOthers(tables[index], than: whole)
        // A payment list's title may have such a word: its people are in others, or its one column of money is what is taken back.
        case .recovered:
          own.count * 2 <= count && !payments.isEmpty
            && (tables[index].paysNothing || own.count { !payments.find($0).isEmpty } * 2 > own.count)
        case .changes:
          // A town's own roster may be of those who are new there.
          own.count * 2 <= persons && Set(own.map(\.village)).isSubset(of: whole.flatMap(\.members).map(\.village))
            && own.allSatisfy { $0.amount.value == nil && $0.due.value == nil }
        case .later, .whole: own.count { !payments.find($0).isEmpty } * 2 > own.count
        }
      if isSide { continue }
      // 补发 names members whom the list forgot where it names nobody else, and 离任人员发放表 pays those whom it leaves out.
      let isMore =
        (tables[index].source.purpose == .later || paysPartOfPeriod(tables[index], of: .changes))
        && isOfOthers(tables[index], than: whole)
      tables[index].source.purpose = isMore ? .more : .whole
    }
    setAsideOtherLists()
    let isSide = { (table: TableRecords) in ![.whole, .later, .more].contains(table.source.purpose) }
    defer { tables.removeAll(where: isSide) }
    return supersedeSides(tables.filter(isSide)) + former
  }

  /// Whether a list names nobody whom the other lists of its kind name; and there are such.
  private func isOfOthers(_ list: TableRecords, than whole: [TableRecords]) -> Bool {
    let others = Persons(whole.filter { $0.source.kind == list.source.kind }.flatMap(\.members))
    return !others.isEmpty && list.members.allSatisfy { others.find($0).isEmpty }
  }

  /// Whether a payment list for some purpose pays each of its members for less than the period.
  private func paysPartOfPeriod(_ list: TableRecords, of purpose: ListPurpose) -> Bool {
    list.source.purpose == purpose && list.source.kind == .paymentList
      && list.members.allSatisfy { member in
        if let months = member.months.count { return months < context.policy.months }
        return (member.amount.money ?? member.due.money).map { $0 < context.policy.fullAmount } ?? false
      }
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
    for list in sides where list.source.purpose == .changes { noteChanges(list) }
    for list in sides where list.source.purpose == .returned { noteReturns(list) }
    for list in sides where list.source.purpose == .again { settleReturns(list) }
    for list in sides where list.source.purpose == .recovered { takeOff(list) }
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
