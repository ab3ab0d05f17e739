import Domain
import Spreadsheet

/// What a row of months or quarters says of its year.
extension TableReader {
  /// Months of money alone have the heads that the row states once: in each month that pays something, or in all of them where these pay
  /// together what so many heads are due for them, as by the quarter.
  func giveHeads(of figures: [Field: Reading], to months: inout [AggregateRecord.Month]) {
    guard months.allSatisfy({ $0.heads == .absent }) else { return }
    func value(_ field: Field) -> Int64? { figures[field]?.value }
    let seats = value(.quota) ?? value(.listed)
    guard let heads = value(.eligible) ?? seats.map({ $0 - (value(.concurrent) ?? 0) }),
      figures[.eligible] ?? .absent == .absent || value(.eligible) != nil
    else { return }
    let due = table.months.map { policy.rate(in: $0.month) }.reduce(Money.zero, +).fen
    let paid = months.reduce(Int64(0)) { $0 &+ ($1.amount.value ?? 0) }
    let (whole, isTooMuch) = due.multipliedReportingOverflow(by: heads)
    let areAllPaid = !isTooMuch && whole == paid && table.months.allSatisfy { isInPeriod($0.month) }
    for index in months.indices where areAllPaid || (months[index].amount.value ?? 0) != 0 {
      months[index].heads = .value(heads)
    }
  }

  /// Ties a year's sum to the months or spans beside it, and names a blank one that the sum counts in.
  mutating func tieYear(
    _ row: Int, _ number: Int, stated: Reading, months: [AggregateRecord.Month], spans: [Int: Reading],
    isOfMember: Bool, owner: RowOwner
  ) {
    guard let column = columnOf[.amount], let stated = stated.value else { return }
    let monthly = zip(table.months, months).compactMap { month, entry in month.amount.map { ($0, entry.amount) } }
    let own = table.ownSpans(of: \.amount)
    let isYear =
      own.reduce(0) { $0 + Int($1.months.upperBound.index - $1.months.lowerBound.index) + 1 } == policy.months
    let parts =
      monthly.isEmpty ? isYear ? own.compactMap(\.amount).map { ($0, spans[$0] ?? .absent) } : [] : monthly
    let columns = parts.map(\.0)
    guard let first = columns.min(), let last = columns.max(), parts.contains(where: { $0.1.value != nil }),
      parts.allSatisfy({ $0.1.value != nil || $0.1 == .missing })
    else { return }
    let sum = parts.reduce(Int64(0)) { $0 + ($1.1.value ?? 0) }
    guard sum != stated else {
      if isOfMember {
        tellOddMonths(parts, monthly.isEmpty ? duesOfSpans(own) : duesOfMonths, sum: stated, number, owner)
      } else if monthly.isEmpty {
        tellOddSpans(own, spans, sum: stated, number, owner)
      }
      return
    }
    for part in parts where part.1 == .missing {
      if isOfMember || monthly.isEmpty { blankPart(part.0, number, owner) } else { usedMonths.insert(part.0) }
    }
    // A monthly return's own sum is tied to its months where villages are checked.
    guard isOfMember || monthly.isEmpty else { return }
    if monthly.isEmpty {
      let dues = own.compactMap { span in
        span.amount.map { ($0, due(span.months, heads: isOfMember ? 1 : span.heads.flatMap { spans[$0]?.value })) }
      }
      tellOddPart(parts, dues, missing: stated - sum, number, owner)
    } else {
      tellOddPart(parts, duesOfMonths, missing: stated - sum, number, owner)
    }
    keepUntied(stated, in: column, .amount, sum: sum, of: first...last, row: row)
  }

  /// What one head is due below each column of a month.
  private var duesOfMonths: [(column: Int, due: Money?)] {
    table.months.compactMap { month in month.amount.map { ($0, due(month.month...month.month, heads: 1)) } }
  }

  /// What one head is due below each column of a quarter or half-year.
  private func duesOfSpans(
    _ own: [(months: ClosedRange<YearMonth>, heads: Int?, amount: Int?)]
  ) -> [(column: Int, due: Money?)] {
    own.compactMap { span in span.amount.map { ($0, due(span.months, heads: 1)) } }
  }

  private func due(_ months: ClosedRange<YearMonth>, heads: Int64?) -> Money? {
    let rate = policy.calendar.filter(months.contains).reduce(Money.zero) { $0 + policy.rate(in: $1) }
    return heads.flatMap { rate.multiplied(by: Int($0)) }
  }

  /// DZ404: where the row's sum is right by all parts but one, which alone is not what its months are paid, it is that part that is wrong.
  private mutating func tellOddPart(
    _ parts: [(Int, Reading)], _ dues: [(column: Int, due: Money?)], missing: Int64, _ number: Int, _ owner: RowOwner
  ) {
    var odd: (column: Int, due: Money, paid: Money)?
    for (column, reading) in parts {
      guard let paid = reading.value, let due = dues.first(where: { $0.column == column })?.due else { return }
      guard paid != due.fen else { continue }
      guard odd == nil else { return }
      odd = (column, due, Money(fen: paid))
    }
    guard let odd, (odd.due - odd.paid).fen == missing else { return }
    let cell = grid.rowIndex(number).flatMap { grid.cell(rowIndex: $0, column: odd.column) }
    out.discrepancies.append(
      Discrepancy(
        .dueVsPaid, subject: owner.subject, period: table.paths[odd.column] ?? period, field: Field.amount.rawValue,
        spots: [.init(cells.place(number, odd.column), raw: cells.text(cell), parsed: "\(odd.paid)")],
        gap: .money(expected: odd.due, actual: odd.paid), level: .row, touches: [.stated],
        zh: "“\(cells.header(odd.column))”应发 \(odd.due.grouped) 元，写 \(odd.paid.grouped) 元，与本行合计也不符",
        en:
          "\(cells.header(odd.column)): \(odd.due.grouped) yuan is due, \(odd.paid.grouped) is stated, nor does the row's sum agree"
      ))
  }

  /// DZ402: a month's or quarter's amount of no whole months makes its row's sum odd, and is where that has to be mended. Where most
  /// of the row's are odd, what is wrong is what they share, and the sum tells it once.
  private mutating func tellOddMonths(
    _ parts: [(Int, Reading)], _ dues: [(column: Int, due: Money?)], sum: Int64, _ number: Int, _ owner: RowOwner
  ) {
    guard policy.rounding == .fen, policy.singleRate.map({ $0.fen > 0 && sum % $0.fen != 0 }) ?? true else { return }
    let odd = parts.filter { column, reading in
      guard let rate = rate(of: column), rate.fen > 0 else { return false }
      return (reading.value ?? 0) % rate.fen != 0 && units[column] ?? .yuan == .yuan
    }
    guard odd.count * 2 <= parts.count else { return }
    for (column, reading) in odd {
      guard let paid = reading.value, let rate = rate(of: column) else { continue }
      let rest = (paid % rate.fen + rate.fen) % rate.fen
      // Half a month is as near to a month more as to one less: then the one that its months are due is meant.
      let due = dues.first { $0.column == column }?.due?.fen ?? 0
      let isMore = rest * 2 > rate.fen || rest * 2 == rate.fen && due > paid
      let nearest = Money(fen: paid - rest + (isMore ? rate.fen : 0))
      let cell = grid.rowIndex(number).flatMap { grid.cell(rowIndex: $0, column: column) }
      out.discrepancies.append(
        Discrepancy(
          .notMultipleOfRate, subject: owner.subject, period: "\(period) \(cells.header(column))",
          field: Field.amount.rawValue,
          spots: [.init(cells.place(number, column), raw: cells.text(cell), parsed: "\(Money(fen: paid))")],
          gap: .money(expected: nearest, actual: Money(fen: paid)), level: .row, touches: [.stated],
          zh: "“\(cells.header(column))”\(Money(fen: paid).grouped) 元不是 \(rate) 元的整数倍，余 \(Money(fen: rest)) 元",
          en:
            "\(cells.header(column)): \(Money(fen: paid).grouped) yuan is no multiple of \(rate): \(Money(fen: rest)) is left over"
        ))
    }
  }

  /// The one rate of all months below a column; nil where it changed among them.
  private func rate(of column: Int) -> Money? {
    if let rate = policy.singleRate { return rate }
    let months =
      table.months.first { $0.amount == column }.map { $0.month...$0.month }
      ?? table.spans.first { $0.amount == column }?.months
    let rates = Set(policy.calendar.filter { months?.contains($0) ?? false }.map(policy.rate))
    return rates.count == 1 ? rates.first : nil
  }

  /// DZ404: of a row whose sum follows from a wrong quarter the quarter is told, where each states its heads.
  private mutating func tellOddSpans(
    _ own: [(months: ClosedRange<YearMonth>, heads: Int?, amount: Int?)], _ spans: [Int: Reading], sum: Int64,
    _ number: Int, _ owner: RowOwner
  ) {
    var odd: [(column: Int, due: Money, paid: Money)] = []
    var whole = Money.zero
    for span in own {
      guard let column = span.amount, let paid = spans[column]?.money,
        let wanted = due(span.months, heads: span.heads.flatMap { spans[$0]?.value })
      else { return }
      whole += wanted
      // What is less than a month's pay may be rounding, and is told of the sum.
      if abs((paid - wanted).fen) >= policy.rate(in: span.months.lowerBound).fen {
        odd.append((column, wanted, paid))
      }
    }
    // What one quarter lacks another may make up for.
    guard abs(sum - whole.fen) >= policy.rate(in: policy.until).fen else { return }
    for odd in odd {
      let cell = grid.rowIndex(number).flatMap { grid.cell(rowIndex: $0, column: odd.column) }
      out.discrepancies.append(
        Discrepancy(
          .dueVsPaid, subject: owner.subject, period: "\(period) \(cells.header(odd.column))",
          field: Field.amount.rawValue,
          spots: [.init(cells.place(number, odd.column), raw: cells.text(cell), parsed: "\(odd.paid)")],
          gap: .money(expected: odd.due, actual: odd.paid), level: .row, touches: [.stated],
          zh: "“\(cells.header(odd.column))”应发 \(odd.due.grouped) 元，写 \(odd.paid.grouped) 元",
          en: "\(cells.header(odd.column)): \(odd.due.grouped) yuan is due, \(odd.paid.grouped) is stated"))
    }
  }

  /// DZ401: the rate below a quarter or half-year is the policy's in one of its months.
  mutating func tellRatesOfSpans(_ row: Int, _ number: Int, _ owner: RowOwner) {
    for (span, column) in table.ratesOfSpan.sorted(by: { $0.value < $1.value }) {
      let all = policy.calendar.filter(span.contains)
      guard RateSpan.months((table.paths[column] ?? "").split(separator: "›").map(String.init)) == nil,
        units[column] ?? .yuan == .yuan, !namesOtherUnit(column), let cell = grid.cell(rowIndex: row, column: column),
        !isBlank(cell),
        let fen = cells.quietly(cell, unit: .yuan), let wanted = all.last.map({ policy.rate(in: $0) })
      else { continue }
      // 1,440 for six months is the half-year's own.
      let whole = all.reduce(Money.zero) { $0 + policy.rate(in: $1) }
      guard fen != whole.fen, !all.contains(where: { policy.rate(in: $0).fen == fen }),
        fen != 0 || isPaid(row, in: span)
      else { continue }
      let rate = Money(fen: fen)
      out.discrepancies.append(
        Discrepancy(
          .rateMismatch, subject: owner.subject, period: "\(period) \(cells.header(column))",
          field: Field.rate.rawValue,
          spots: [.init(cells.place(number, column), raw: cells.text(cell), parsed: "\(rate)")],
          gap: .money(expected: wanted, actual: rate), level: .row, touches: [.stated],
          zh: "“\(cells.header(column))”写 \(rate) 元，政策为 \(wanted) 元/人·月",
          en: "\(cells.header(column)) is stated as \(rate) yuan; the policy has \(wanted) a person and month"))
    }
  }

  /// Whether a quarter or half-year has months or money in a row: a rate of 0 beside none says that nobody is paid.
  private func isPaid(_ row: Int, in span: ClosedRange<YearMonth>) -> Bool {
    let own = table.spans.first { $0.months == span }
    return [own?.amount, own?.heads, table.monthsOfSpan[span]].contains { column in
      column.flatMap { grid.cell(rowIndex: row, column: $0) }.flatMap { cells.quietly($0, unit: .yuan) } ?? 0 > 0
    }
  }

  /// Whether a column's own header names another unit than 元.
  private func namesOtherUnit(_ column: Int) -> Bool {
    let header = String(table.paths[column]?.split(separator: "›").last ?? "")
    return Text.bracketed(header).contains { MoneyUnit(rawValue: $0).map { $0 != .yuan } ?? false }
  }

  private mutating func blankPart(_ column: Int, _ number: Int, _ owner: RowOwner) {
    out.discrepancies.append(
      Discrepancy(
        .missingNotZero, subject: owner.subject, period: table.paths[column] ?? period, field: Field.amount.rawValue,
        spots: [.init(cells.place(number, column))], level: .row,
        zh: "“\(cells.header(column))”空白，合计却计入了它：空不等于 0，请补填",
        en: "\(cells.header(column)) is blank, yet the row's sum counts it in: blank is not zero, fill it in"))
  }
}
