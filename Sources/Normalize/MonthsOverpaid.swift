import Domain
import Spreadsheet

/// A member's month that is less than nothing, or more than all months until then are due, where the row's sum follows from it.
extension TableReader {
  /// DZ404: the month is told where it stands; the sum, which is right, only follows. What is made up for later, paid in advance or taken back
  /// for a stated reason comes to what is due, or has a note.
  mutating func tellMonthsOverpaid(
    of member: MemberRecord, _ number: Int, months: [AggregateRecord.Month], owner: RowOwner
  ) {
    guard table.months.count > 1, table.spans.isEmpty, table.ticks == nil, policy.rounding == .fen, !member.hasNote,
      member.isConcurrent != true, member.backPay.value ?? 0 == 0, member.deduction.value ?? 0 == 0,
      !saysWhy(number)
    else { return }
    var (parts, sum, due, overpaid): ([(column: Int, paid: Int64, due: Int64)], Int64, Int64, [Int]) = ([], 0, 0, [])
    let term = policy.months(ofTerm: member)
    for (month, entry) in zip(table.months, months) {
      guard let column = month.amount, isInPeriod(month.month), entry.amount != .unreadable,
        units[column] ?? .yuan == .yuan
      else { return }
      let paid = entry.amount.value ?? 0
      let isDue = term.contains(Int(month.month.index - policy.from.index))
      let own = isDue ? policy.rate(in: month.month).fen : 0
      sum += paid
      due += own
      if paid > policy.rate(in: month.month).fen, sum > due { overpaid.append(parts.count) }
      parts.append((column, paid, policy.rate(in: month.month).fen))
    }
    // Months paid at once and the next ones blank are paid in advance: whichever other is wrong is not told by its month.
    let isInAdvance = overpaid.contains { at in
      parts[at].paid == parts[at].due * Int64(1 + parts[(at + 1)...].prefix { $0.paid == 0 }.count)
    }
    // Who came within the year may be paid at last for months that nobody dates.
    let isFromStart = (parts.first?.paid ?? 0) != 0 || member.start != nil
    let negative = parts.indices.filter { parts[$0].paid < 0 }
    let odd = !negative.isEmpty ? negative : isFromStart && sum > due && !isInAdvance ? overpaid : []
    // Quarters paid in advance may end with a column of October.
    let whole = term.reduce(Int64(0)) { $0 + policy.rate(in: policy.from.advanced(by: $1)).fen }
    guard sum != due, sum != whole, member.amount.value == sum, !odd.isEmpty, odd.count * 2 < parts.count,
      parts.indices.allSatisfy({ parts[$0].paid == parts[$0].due || parts[$0].paid == 0 || odd.contains($0) })
    else { return }
    for part in odd.map({ parts[$0] }) {
      // What is no whole months' pay is told as that.
      guard part.due > 0, part.paid % part.due == 0 || part.paid < 0 else { continue }
      let (due, paid) = (Money(fen: part.due), Money(fen: part.paid))
      let cell = grid.rowIndex(number).flatMap { grid.cell(rowIndex: $0, column: part.column) }
      out.discrepancies.append(
        Discrepancy(
          .dueVsPaid, subject: owner.subject, period: "\(period) \(cells.header(part.column))",
          field: Field.amount.rawValue,
          spots: [.init(cells.place(number, part.column), raw: cells.text(cell), parsed: "\(paid)")],
          gap: .money(expected: due, actual: paid), level: .row, touches: [.stated],
          zh: "“\(cells.header(part.column))”应发 \(due.grouped) 元，写 \(paid.grouped) 元；如为补发、扣回，请在备注写明",
          en:
            "\(cells.header(part.column)): \(due.grouped) yuan is due, \(paid.grouped) is stated; say so in a note if it is made up for or taken back"
        ))
    }
  }

  /// Whether some text of a row speaks of what is taken back or made up for, in whatever column.
  private func saysWhy(_ number: Int) -> Bool {
    grid.rowIndex(number).map { row in
      grid.cells[grid.rows[row].cells].contains { $0.kind == .text && Text.has(grid.texts[$0.text], anyOf: "扣退补") }
    } ?? false
  }
}
