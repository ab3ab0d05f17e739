import Domain

/// Rows in red that take back an earlier row of the same person: 冲销, 红字冲回. They are no payment and no head of their own.
extension TableReader {
  /// Brings each reversal together with the row that it takes back; one that nobody's row answers stays as it stands, and is told for
  /// its amount.
  func settleReversals(_ records: TableRecords) -> TableRecords {
    let red = records.members.indices.filter { isReversal(records.members[$0]) }
    guard kind == .paymentList, !red.isEmpty else { return records }
    var records = records
    var gone: Set<Int> = []
    for index in red {
      let reversal = records.members[index]
      let own = records.members.indices.filter {
        !gone.contains($0) && !red.contains($0) && records.members[$0].isSamePerson(as: reversal)
      }
      guard let taken = takenBack(by: reversal, index, among: own, records.members),
        let rest = rest(of: records.members[taken], after: reversal)
      else { continue }
      tell(reversal, of: records.members[taken], in: &records)
      gone.insert(index)
      // What is written anew beside a row that was taken back whole stands for both.
      if rest.isNothing, own.count > 1 { gone.insert(taken) } else { records.members[taken] = rest }
    }
    return records.keeping { !gone.contains($0) }
  }

  private func isReversal(_ member: MemberRecord) -> Bool {
    (member.amount.value ?? member.due.value).map { $0 < 0 } ?? (member.months.value.map { $0 < 0 } ?? false)
  }

  /// The row whose amount the reversal has with the other sign, else the nearest above it, else the next below.
  private func takenBack(
    by reversal: MemberRecord, _ index: Int, among own: [Int], _ members: [MemberRecord]
  ) -> Int? {
    let opposite = own.filter { members[$0].amount.value.map { -$0 } == reversal.amount.value }
    let rows = opposite.isEmpty ? own : opposite
    return rows.last { $0 < index } ?? rows.first
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
  private func tell(_ reversal: MemberRecord, of member: MemberRecord, in records: inout TableRecords) {
    let field: Field = reversal.amount.value != nil ? .amount : reversal.due.value != nil ? .due : .months
    let amount = reversal.amount.money ?? reversal.due.money
    let (own, theirs) = (Int(reversal.row), Int(member.row))
    let words = amount.map { "\($0.grouped) 元" } ?? "\(reversal.months.value ?? 0) 个月"
    var subject =
      member.village >= 0
      ? gazetteer.subject(Int(member.village)) : Subject(county: county, town: member.town < 0 ? nil : Int(member.town))
    subject.person = member.id
    if member.id == nil { subject.detail = member.name.masked }
    records.discrepancies.append(
      Discrepancy(
        .backPayment, subject: subject, period: period, field: field.rawValue,
        spots: [.init(out.source.place(field, row: own), raw: amount.map { "\($0)" } ?? words)],
        gap: amount.map { .money(expected: .zero, actual: $0) } ?? .none, touches: [.stated],
        zh: "第 \(own) 行冲销第 \(theirs) 行：\(words)，两行合并计算，不另计人数",
        en:
          "row \(own) takes back row \(theirs): \(amount.map { "\($0.grouped) yuan" } ?? "\(reversal.months.value ?? 0) months"); the two count together, as one head"
      ))
  }
}

extension MemberRecord {
  /// Whether two rows of a table name one person: in one village by number, else by name where no two numbers contradict it.
  func isSamePerson(as other: MemberRecord) -> Bool {
    guard village == other.village, town == other.town else { return false }
    if let id, let theirs = other.id { return id == theirs }
    return village >= 0 && name == other.name
  }

  /// Whether nothing is paid in the row.
  fileprivate var isNothing: Bool { (amount.value ?? due.value ?? 0) == 0 && (months.value ?? 0) == 0 }
}
