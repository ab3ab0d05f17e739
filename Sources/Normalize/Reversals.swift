import Domain
import Spreadsheet

/// Rows in red that take back an earlier row of the same person: 冲销, 红字冲回. They are no payment and no head of their own.
extension TableReader {
  /// What a row in red says of whose money it takes back.
  private enum Ground { case thisPeriod, anotherYear, unsaid }

  /// Brings each reversal together with the row that it takes back; one that no single row answers stays as it stands, and is told for
  /// its amount.
  func settleReversals(_ records: TableRecords) -> TableRecords {
    guard kind == .paymentList else { return records }
    let red = records.members.indices.filter { records.members[$0].isReversal }
    guard !red.isEmpty else { return records }
    let rows = RowsOfPersons(records.members, but: Set(red))
    var records = records
    var gone: Set<Int> = []
    for index in red {
      let reversal = records.members[index]
      let ground = ground(of: reversal)
      let own = rows.rows(of: reversal, in: records.members).filter {
        !gone.contains($0) && mayBeMeant(records.members[$0], by: reversal)
      }
      guard let taken = takenBack(by: reversal, index, ground, among: own, records.members) else { continue }
      let member = records.members[taken]
      guard let rest = ground == .anotherYear ? paid(member, less: reversal) : rest(of: member, after: reversal) else {
        continue
      }
      tell(reversal, of: member, ground, in: &records)
      gone.insert(index)
      // What is written anew beside a row that was taken back whole stands for both.
      if ground != .anotherYear, rest.isNothing, own.count > 1 {
        gone.insert(taken)
      } else {
        records.members[taken] = rest
      }
    }
    discountHeads(of: gone, in: &records)
    return records.keeping { !gone.contains($0) }
  }

  /// What the words of a row say, where they stand in no column of a person's: 冲销多发, 追回2020年多发3个月.
  private func ground(of member: MemberRecord) -> Ground {
    guard let row = grid.rowIndex(Int(member.row)) else { return .unsaid }
    var ground = Ground.unsaid
    for cell in grid.cells[grid.rows[row].cells] where cell.kind == .text {
      let field = table.fields[Int(cell.column)]
      guard field == nil || field == .note || field == .other else { continue }
      let text = Text.squeezed(grid.texts[cell.text])
      // A figure or a date in a column of its own is no note.
      if field != .note, DateText.whole(text) != nil || isNumber(text) { continue }
      if ReversalWords.nameAnotherYear(text, than: policy) { return .anotherYear }
      if ReversalWords.takeBack.contains(where: text.contains) { ground = .thisPeriod }
    }
    return ground
  }

  private func isNumber(_ text: String) -> Bool { if case .number = NumberText(text) { true } else { false } }

  /// Whether nothing of two rows of one person says that they are about different months or, without a number, different persons.
  private func mayBeMeant(_ member: MemberRecord, by reversal: MemberRecord) -> Bool {
    guard monthOfRow[Int(member.row)] == monthOfRow[Int(reversal.row)] else { return false }
    if member.id != nil, reversal.id != nil { return true }
    if let account = member.account, let other = reversal.account, account != other { return false }
    return member.role.isEmpty || reversal.role.isEmpty || member.role == reversal.role
  }

  /// The only row that can be meant: of those whose amount the reversal has with the other sign, else of all, where words say that it is
  /// one. The only one above is nearer than those below; without words what is below was not paid yet.
  private func takenBack(
    by reversal: MemberRecord, _ index: Int, _ ground: Ground, among own: [Int], _ members: [MemberRecord]
  ) -> Int? {
    let opposite = own.filter { row in
      ground != .anotherYear && reversal.amount.value.map { .value(0 - $0) == members[row].amount } ?? false
    }
    let rows = opposite.isEmpty && ground != .unsaid ? own : opposite
    let above = rows.filter { $0 < index }
    return above.count == 1 ? above[0] : rows.count == 1 && ground != .unsaid ? rows[0] : nil
  }

  /// What is paid of a row where another year's money is kept back: its months and what is due for them stay.
  private func paid(_ member: MemberRecord, less recovery: MemberRecord) -> MemberRecord? {
    // A column of what is taken off says it of each row itself.
    guard columnOf[.deduction] == nil, let back = recovery.amount.value, back < 0, let paid = member.amount.value,
      paid >= 0 - back
    else { return nil }
    var member = member
    (member.amount, member.deduction) = (.value(paid + back), .value((member.deduction.value ?? 0) - back))
    return member
  }

  /// What is left of a row; nil where months and money of the two do not say it.
  private func rest(of member: MemberRecord, after reversal: MemberRecord) -> MemberRecord? {
    // What is left is never less than nothing.
    func sum(_ a: Reading, _ b: Reading) -> Reading? {
      guard let b = b.value else { return a }
      guard let a = a.value, b <= 0, a >= 0 - b else { return nil }
      return .value(a + b)
    }
    var member = member
    let isWhole = reversal.amount.value != nil && reversal.amount.value == member.amount.value.map { -$0 }
    guard let amount = sum(member.amount, reversal.amount), let due = sum(member.due, reversal.due) else { return nil }
    (member.amount, member.due) = (amount, due)
    switch (member.months, reversal.months) {
    case (.value, _) where isWhole: member.months = .value(0)
    // 3 months beside -720 are taken back as well as -3.
    case (.value(let paid), .value(let back)) where back.magnitude <= 1000:
      member.months = .value(paid - Int64(back.magnitude))
    default: break
    }
    if case .value(let months) = member.months, months < 0 { return nil }
    return member
  }

  /// DZ405: what was taken back, at its own row.
  private func tell(
    _ reversal: MemberRecord, of member: MemberRecord, _ ground: Ground, in records: inout TableRecords
  ) {
    let field: Field = reversal.amount.value != nil ? .amount : reversal.due.value != nil ? .due : .months
    let amount = reversal.amount.money ?? reversal.due.money
    let (own, theirs) = (Int(reversal.row), Int(member.row))
    let words = amount.map { "\($0.grouped) 元" } ?? "\(reversal.months.value ?? 0) 个月"
    let english = amount.map { "\($0.grouped) yuan" } ?? "\(reversal.months.value ?? 0) months"
    var subject =
      member.village >= 0
      ? gazetteer.subject(Int(member.village)) : Subject(county: county, town: member.town < 0 ? nil : Int(member.town))
    subject.person = member.id
    if member.id == nil { subject.detail = member.name.masked }
    let isOfAnotherYear = ground == .anotherYear
    records.discrepancies.append(
      Discrepancy(
        .backPayment, subject: subject, period: period, field: field.rawValue,
        spots: [.init(out.source.place(field, row: own), raw: amount.map { "\($0)" } ?? words)],
        gap: amount.map { .money(expected: .zero, actual: $0) } ?? .none, touches: [.stated],
        zh: isOfAnotherYear
          ? "第 \(own) 行扣回另一年度的钱：\(words)，从第 \(theirs) 行的金额中扣减，本期月数和应发不变，不另计人数"
          : "第 \(own) 行冲销第 \(theirs) 行：\(words)，两行合并计算，不另计人数",
        en: isOfAnotherYear
          ? "row \(own) takes back another year's money: \(english), off what row \(theirs) pays; months and what is due stay, and it is no head"
          : "row \(own) takes back row \(theirs): \(english); the two count together, as one head"
      ))
  }

  /// A total of heads may count persons, and not the rows in red.
  private func discountHeads(of gone: Set<Int>, in records: inout TableRecords) {
    guard !gone.isEmpty else { return }
    for index in records.totals.indices {
      let total = records.totals[index]
      guard total.field == .listed, total.stated < total.sum, let sum = Int(exactly: total.sum) else { continue }
      // It closes the rows next above it.
      let own = records.members.indices.filter { Int(records.members[$0].row) < total.row }.suffix(sum)
      guard own.count == sum, total.stated == total.sum - Int64(own.count(where: gone.contains)) else { continue }
      records.totals[index].sum = total.stated
    }
  }
}

/// What notes say of rows in red.
private enum ReversalWords {
  /// That a row of the same list is taken back.
  static let takeBack = ["冲销", "冲红", "红冲", "红字", "冲回", "冲减", "更正"]

  private static let otherYears = ["上年", "去年", "前年", "往年", "以前年", "上一年", "历年"]

  nonisolated(unsafe) private static let year = #/(?:^|[^0-9])((?:19|20)[0-9]{2}|[0-9]{2}(?=年))(?:[0-9]{2})?(?![0-9])/#
  nonisolated(unsafe) private static let money = #/[0-9.,]+元/#

  /// Whether a squeezed text names a year that is not the policy's: 追回2020年多发, 扣回20年, 上年.
  static func nameAnotherYear(_ text: String, than policy: Policy) -> Bool {
    if otherYears.contains(where: text.contains) { return true }
    let words = ChineseDates.inFigures(text).replacing(money, with: "")
    return words.matches(of: year).compactMap { Int($0.output.1) }.map { $0 < 100 ? 2000 + $0 : $0 }.contains {
      !(policy.from.year...policy.until.year).contains($0) && (1990...policy.until.year + 1).contains($0)
    }
  }
}

/// The rows of each person of a table.
private struct RowsOfPersons {
  private struct Person: Hashable {
    var village: Int32
    var town: Int32
    var id: IDNumber?
    var name: MemberName?
  }

  private var rows: [Person: [Int]] = [:]

  init(_ members: [MemberRecord], but red: Set<Int>) {
    for (index, member) in members.enumerated() where !red.contains(index) {
      for person in Self.names(of: member) { rows[person, default: []].append(index) }
    }
  }

  /// By number and by name, for one of two rows may lack the number.
  private static func names(of member: MemberRecord) -> [Person] {
    let named = Person(village: member.village, town: member.town, name: member.name)
    guard let id = member.id else { return [named] }
    return [named, Person(village: member.village, town: member.town, id: id)]
  }

  func rows(of member: MemberRecord, in members: [MemberRecord]) -> [Int] {
    Set(Self.names(of: member).flatMap { rows[$0] ?? [] }).filter { members[$0].isSamePerson(as: member) }.sorted()
  }
}

extension MemberRecord {
  /// Whether a row states less than nothing.
  var isReversal: Bool { (amount.value ?? due.value).map { $0 < 0 } ?? (months.value.map { $0 < 0 } ?? false) }

  /// Whether two rows of a table name one person: in one village by number, else by name where no two numbers contradict it.
  func isSamePerson(as other: MemberRecord) -> Bool {
    guard village == other.village, town == other.town else { return false }
    if let id, let theirs = other.id { return id == theirs }
    return village >= 0 && name == other.name
  }

  /// Whether nothing is paid in the row.
  fileprivate var isNothing: Bool { (amount.value ?? due.value ?? 0) == 0 && (months.value ?? 0) == 0 }
}
