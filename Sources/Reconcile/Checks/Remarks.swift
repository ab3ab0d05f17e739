import Domain

/// DZ205: a row's own column refuses somebody pay (审核意见 of 不同意) whom its figures, or else another list's, pay. Which of the two
/// holds is asked.
func paidThoughDenied(_ county: CountyCase) -> [Discrepancy] {
  let denied = Dictionary(
    county.records.remarks.filter { $0.kind == .denied && $0.member >= 0 }.map { ($0.member, $0) },
    uniquingKeysWith: { first, _ in first })
  guard !denied.isEmpty else { return [] }
  var found: [Discrepancy] = []
  for village in county.figures.villages {
    guard let members = county.membersOf[village.village] else { continue }
    let roster = county.rosterRecords(ofVillage: village.village)
    for index in members {
      guard let remark = denied[index] ?? roster[index].flatMap({ denied[$0] }),
        let figures = county.memberFigures[index], !figures.isExcluded
      else { continue }
      let member = county.records.members[index]
      let paid = member.amount.money ?? member.due.money ?? figures.due
      // Nothing counts of the row, as it says.
      if figures.months ?? 0 == 0, paid ?? .zero == .zero { continue }
      let zh = [figures.months.map { "\($0) 个月" }, paid.map { "\($0.grouped) 元" }].compactMap(\.self)
      let en = [figures.months.map { "\($0) month(s)" }, paid.map { "\($0.grouped) yuan" }].compactMap(\.self)
      found.append(
        Discrepancy(
          .valueNotParsed, subject: county.subject(member), period: county.period, field: Discrepancy.fieldOfDenied,
          spots: [.init(remark.place, raw: remark.raw)], level: .row, touches: [.concurrent, .heads, .due],
          zh: "“\(remark.raw)”像是说此人不发补贴，而仍计入 \(zh.joined(separator: "、"))，未据此扣减；如不发，请删去其月数和金额或在“是否兼任”中写明，如照发，请改正此格",
          en:
            "\"\(remark.raw)\" seems to say that nothing is paid, yet \(en.joined(separator: ", ")) count; nothing is taken off for it: take months and amount out or mark the other post, or correct the cell"
        ))
    }
  }
  return found
}

/// DZ403: a note says for how many months somebody serves or is paid (上半年在任, 享受补贴6个月), and the row's figures are of another number.
/// What most rows of a list say of its pay (发放6个月) may be how far payment has come: a warning.
func monthsBesideNote(_ county: CountyCase) -> [Discrepancy] {
  let notes = county.records.remarks.filter { $0.kind == .served && $0.member >= 0 }
  guard !notes.isEmpty else { return [] }
  let members = county.records.members
  let ofTable = Dictionary(grouping: notes) { members[$0.member].source.index }.mapValues(\.count)
  var rows: [Int: Int] = [:]
  for member in members where ofTable[member.source.index] != nil { rows[member.source.index, default: 0] += 1 }
  return notes.compactMap { remark in
    let member = members[remark.member]
    guard let figures = county.memberFigures[remark.member], !figures.isExcluded, let months = figures.months,
      months > 0,
      member.backPay.money ?? .zero == .zero, member.deduction.money ?? .zero == .zero
    else { return nil }
    let source = county.source(member.source)
    let said = Int(remark.months)
    // A month's or quarter's list pays some of the months that a note counts of the year.
    guard source.part == nil ? months != said : months > said else { return nil }
    let index = member.source.index
    let isOfMost = (ofTable[index] ?? 0) * 2 > (rows[index] ?? 0) && rows[index] ?? 0 > 2
    let field: Field = source.columns[.months] != nil ? .months : source.columns[.due] != nil ? .due : .amount
    return Discrepancy(
      .monthsOutOfRange, severity: isOfMost ? .warning : nil, subject: county.subject(member), period: county.period,
      field: Field.months.rawValue,
      spots: [
        .init(remark.place, raw: remark.raw, parsed: "\(said)"),
        .init(source.place(field, row: Int(member.row)), raw: "\(months)", parsed: "\(months)"),
      ],
      gap: .counts(expected: said, actual: months, unit: "月"), level: .row, touches: [.due, .stated],
      zh: "备注写“\(remark.raw)”（\(said) 个月），却计发 \(months) 个月；请核对月数和金额，或改正备注",
      en:
        "the note says \"\(remark.raw)\" (\(said) months); \(months) are counted: compare months and amount, or correct the note"
    )
  }
}
