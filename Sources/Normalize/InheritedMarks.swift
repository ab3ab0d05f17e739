import Domain
import Spreadsheet

/// What a roster says of whoever has a name in a village.
private struct NamedMark {
  /// Nil where two of one name differ in it.
  var mark: Bool?
  var hasNumber: Bool
  /// The roster's rows, by their positions among the members.
  var rows: [Int]

  mutating func take(_ other: NamedMark) {
    if mark != other.mark { mark = nil }
    hasNumber = hasNumber || other.hasNumber
    rows += other.rows
  }
}

extension CountyReader {
  /// A payment list without a column of concurrent posts has the roster's marks, person by person: by number, else by the name in the
  /// village where one of the two lists has no number. Whom the roster marks is marked in a list as well that marks others; where the
  /// list says no, the roster's year's end may be later, unless it pays the whole period, or lists of earlier and of later months mark him too.
  mutating func inheritMarks() {
    let isOpen = { (member: MemberRecord, out: CountyRecords) in
      member.isConcurrent != true && out.sources[member.source.index].kind == .paymentList
    }
    guard out.members.contains(where: { isOpen($0, out) }) else { return }
    // A list that says since when knows more than a roster of the year's end.
    let dated = Set(out.remarks.lazy.filter { $0.kind == .excluded }.map(\.member))
    var byID: [IDNumber: (mark: Bool, row: Int)] = [:]
    var byName: [NameInVillage: NamedMark] = [:]
    func key(_ member: MemberRecord) -> NameInVillage { NameInVillage(village: member.village, name: member.name) }
    for (index, member) in out.members.enumerated() where out.sources[member.source.index].kind == .roster {
      guard let mark = member.isConcurrent else { continue }
      if let id = member.id { byID[id] = (mark, index) }
      let own = NamedMark(mark: mark, hasNumber: member.id != nil, rows: [index])
      if byName[key(member)]?.take(own) == nil { byName[key(member)] = own }
    }
    guard !byName.isEmpty else { return }
    var paid: [NameInVillage: Int64] = [:]
    for member in out.members where member.isDenied && isOpen(member, out) {
      paid[key(member), default: 0] += monthsPaid(member)
    }
    var marked: [NameInVillage: [ClosedRange<YearMonth>]] = [:]
    for member in out.members where member.isConcurrent == true {
      let source = out.sources[member.source.index]
      if source.kind == .paymentList, let part = source.part {
        marked[key(member), default: []].append(part)
      }
    }
    func isMarkedAround(_ member: MemberRecord) -> Bool {
      guard let part = out.sources[member.source.index].part, let others = marked[key(member)] else { return false }
      return others.contains { $0.upperBound < part.lowerBound } && others.contains { part.upperBound < $0.lowerBound }
    }
    var found: [SourceID: [Int]] = [:]
    var open: Set<[Int]> = []
    for index in out.members.indices where isOpen(out.members[index], out) && !dated.contains(index) {
      let member = out.members[index]
      let named = byName[key(member)].flatMap { member.id == nil || !$0.hasNumber ? $0 : nil }
      let known = member.id.flatMap { byID[$0] }
      guard let mark = known?.mark ?? named?.mark else {
        if let named, member.isConcurrent == nil { open.insert(named.rows) }
        continue
      }
      guard mark || member.isConcurrent == nil else { continue }
      if member.isDenied, paid[key(member)] ?? 0 < Int64(context.policy.months), !isMarkedAround(member) { continue }
      // Where the list says no, the roster's cell says otherwise.
      if member.isConcurrent == false, let row = known?.row ?? named?.rows.first {
        let marked = out.members[row]
        let place = out.sources[marked.source.index].place(.concurrent, row: Int(marked.row))
        out.remarks.append(RowRemark(.marked, member: index, place: place, raw: "是"))
      }
      out.members[index].isConcurrent = mark
      if mark { found[member.source, default: []].append(Int(member.row)) }
    }
    for rows in open.sorted(by: { $0[0] < $1[0] }) { tellOpenMark(rows) }
    for (id, rows) in found.sorted(by: { $0.key.index < $1.key.index }) {
      let source = out.sources[id.index]
      guard let span = rows.span else { continue }
      let cells = source.range(rows: span, columns: source.span)
      out.normalizations.append(
        Normalization(
          county: county, place: Place(file: source.file, sheet: source.sheet, cell: cells), rule: "mark-from-roster",
          raw: "", value: "true", count: rows.count))
    }
  }

  /// For how many months a row pays: those it states, else all of the period where its money comes to that.
  private func monthsPaid(_ member: MemberRecord) -> Int64 {
    if let months = member.months.value { return months }
    let all = context.policy.calendar.reduce(Money.zero) { $0 + context.policy.rate(in: $1) }
    return member.amount.money ?? member.due.money ?? .zero >= all ? Int64(context.policy.months) : 0
  }

  /// DZ205: two of one name in a roster's village, one of whom holds a paid post; whose mark is whose the payment list does not tell.
  private mutating func tellOpenMark(_ rows: [Int]) {
    let members = rows.map { out.members[$0] }
    guard let first = members.first else { return }
    let name = first.name.masked
    let village = first.village >= 0 ? Int(first.village) : nil
    var subject = Subject(county: county, village: village)
    subject.town = village.map { context.register.villages[$0].town } ?? (first.town >= 0 ? Int(first.town) : nil)
    subject.detail = name
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: subject, period: context.policy.period, field: Field.concurrent.rawValue,
        spots: members.map { member in
          .init(out.sources[member.source.index].place(.concurrent, row: Int(member.row)), raw: name)
        },
        touches: [.heads, .due, .concurrent],
        zh: "花名册中本村有同名的 \(rows.count) 人（\(name)），兼任标记不同，发放表看不出各是哪一人，均按未标记处理；请在两表补填身份证号码",
        en:
          "\(rows.count) of one name (\(name)) are in the village's roster and differ in the mark of another post; the payment list does not tell who is who, and nobody of them counts as marked: fill in the ID numbers in both lists"
      ))
  }
}
