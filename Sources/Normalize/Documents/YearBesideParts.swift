import Domain

/// A payment list of the year beside lists of its parts, one of which each month stands in.
extension CountyReader {
  // A county whose lists differ in everybody compares the files.
  private static let membersTold = 20

  /// DZ111: members to whom the lists of the parts pay another sum together than the list of the year, which counts alone.
  mutating func holdPartsAgainstYear() {
    let lists = tables.filter { $0.source.kind == .paymentList && !$0.members.isEmpty && !$0.isHidden }
    let policy = context.policy
    // What is paid later, again or not at all belongs to neither of them.
    guard lists.allSatisfy({ $0.source.purpose == .whole && $0.source.subject == .own && $0.returns.isEmpty }) else {
      return
    }
    for whole in lists where whole.source.part == nil {
      let others = lists.filter { list in
        list.source.file != whole.source.file && list.source.part != nil && !list.towns.isDisjoint(with: whole.towns)
      }
      // Lists that cross one another, or correct one another, say nothing certain of the year.
      let months = others.flatMap { list in
        Array(policy.calendar.filter { list.source.part?.contains($0) ?? false })
      }
      let isAmended = (others + [whole]).contains { Precedence($0).saysCorrected || Precedence($0).isCopy }
      guard months.count == policy.months, Set(months).count == policy.months, !isAmended,
        lists.count(where: { $0.source.part == nil && !$0.towns.isDisjoint(with: whole.towns) }) == 1
      else { continue }
      tell(whole, others)
    }
  }

  private mutating func tell(_ whole: TableRecords, _ parts: [TableRecords]) {
    let persons = parts.map { Persons($0.members) }
    var told = 0
    for member in whole.members where member.village >= 0 {
      let found = zip(parts, persons).map { part, persons in persons.find(member).map { (part, part.members[$0]) } }
      // Two rows of one list are told as such.
      guard let year = member.paid, found.allSatisfy({ $0.count < 2 }) else { continue }
      let rows = found.flatMap(\.self)
      let paid = rows.compactMap(\.1.paid)
      guard paid.count == rows.count, !rows.isEmpty, paid.reduce(0, &+) != year else { continue }
      told += 1
      guard told <= Self.membersTold else { return }
      let sum = Money(fen: paid.reduce(0, &+))
      // Whose amount is not that of the others, or who is missing, is where to look.
      let missing = zip(parts, found).filter(\.1.isEmpty).map(\.0.source.file)
      out.discrepancies.append(
        Discrepancy(
          .detailAndSummary, severity: .warning, subject: subject(of: member), period: context.policy.period,
          field: Field.amount.rawValue,
          spots: ([(whole, member)] + rows).map { list, row in
            .init(list.source.place(.amount, row: Int(row.row)), raw: row.paid.map { Money(fen: $0).grouped } ?? "")
          },
          gap: .money(expected: Money(fen: year), actual: sum), level: .row, touches: [.stated],
          zh: "全年发放表写 \(Money(fen: year).grouped) 元，各期发放表合计 \(sum.grouped) 元"
            + (missing.isEmpty ? "" : "（\(missing.joined(separator: "、"))没有此人）") + "，采用前者：请核对",
          en:
            "the year's list pays \(Money(fen: year).grouped) yuan, the lists of its parts \(sum.grouped) together"
            + (missing.isEmpty ? "" : " (nobody of this name in \(missing.joined(separator: ", ")))")
            + "; the former is used: compare them"))
    }
  }
}

extension MemberRecord {
  /// What is paid, to the fen; nil where nothing says it.
  fileprivate var paid: Int64? { amount.value ?? due.value }
}
