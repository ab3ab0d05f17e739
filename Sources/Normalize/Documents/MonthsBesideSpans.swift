import Domain

/// Returns of single months beside a sheet that states several months once: a quarter's summary is another document than its months'
/// returns, and where both tell the same months they say the same.
extension CountyReader {
  /// DZ302, DZ404: what a quarter's sheet states of a place is not what its months' returns do. Whichever counts, nothing else would tell.
  mutating func holdMonthsAgainstSpans() {
    let returns = tables.indices.filter { tables[$0].source.kind == .monthly }
    var held: [PlaceOfRow: [(row: AggregateRecord, source: Source, beside: MonthsBesideSpan)]] = [:]
    for whole in returns where tables[whole].spanOfReturn != nil && isNewest(whole, among: returns) {
      // What calls itself a correction is meant to differ.
      guard !Precedence(tables[whole]).saysCorrected else { continue }
      let singles = returns.filter { index in
        tables[index].spanOfReturn == nil && tables[index].source.file != tables[whole].source.file
      }
      for row in tables[whole].aggregates where !singles.isEmpty {
        let months = tables[whole].source.monthColumns.compactMap { column in month(column.month, like: row, singles) }
        let beside = MonthsBesideSpan(row, of: tables[whole].source, months: months, context.policy)
        held[PlaceOfRow(town: row.town, village: row.village), default: []].append((row, tables[whole].source, beside))
      }
    }
    for (_, all) in held.sorted(by: { ($0.key.town, $0.key.village) < ($1.key.town, $1.key.village) }) {
      // A month that is paid in the next quarter is the same money.
      let isSameMoney =
        all.count > 1 && all.allSatisfy { $0.beside.more != nil }
        && all.reduce(0) { $0 &+ ($1.beside.more ?? 0) } == 0
      for (row, source, beside) in all {
        out.discrepancies += beside.differences.filter { !(isSameMoney && $0.field == .amount) }.map {
          tell($0, row, source)
        }
      }
    }
  }

  private struct PlaceOfRow: Hashable {
    let town: Int32
    let village: Int32
  }

  /// Whether no other return of the same months and places counts in a return's stead.
  private func isNewest(_ index: Int, among returns: [Int]) -> Bool {
    let months = tables[index].source.monthColumns.map(\.month)
    let scope = Scope(tables[index], in: context.register)
    return !returns.contains { other in
      other != index && tables[other].source.monthColumns.map(\.month) == months
        && tables[other].isSameDocument(as: tables[index])
        && Scope(tables[other], in: context.register).shares(with: scope)
        && Precedence(tables[other]).compare(Precedence(tables[index])).winnerIsFirst
    }
  }

  /// What the newest of some returns states of a month at the place of a row; nil where it is not one row that does.
  private func month(_ month: YearMonth, like row: AggregateRecord, _ returns: [Int]) -> MonthsBesideSpan.Month? {
    let stating = returns.filter { index in
      tables[index].source.monthColumns.contains { $0.month == month } && !tables[index].rows(at: row).isEmpty
    }
    guard
      let newest = stating.max(by: {
        Precedence(tables[$1]).compare(Precedence(tables[$0])).winnerIsFirst
      })
    else { return nil }
    let (source, rows) = (tables[newest].source, tables[newest].rows(at: row))
    guard !Precedence(tables[newest]).saysCorrected, rows.count == 1, rows[0].isVillage == row.isVillage,
      let position = source.monthColumns.firstIndex(where: { $0.month == month }),
      rows[0].months.indices.contains(position)
    else { return nil }
    let (column, entry) = (source.monthColumns[position], rows[0].months[position])
    func place(_ column: Int?) -> Place? { column.map { source.place(row: Int(rows[0].row), column: $0) } }
    let isRounded = column.amount.map { source.scales[$0] != nil } ?? false
    return .init(
      month: month, heads: entry.heads.value, amount: isRounded ? nil : entry.amount.value,
      placeOfHeads: place(column.heads),
      placeOfAmount: place(column.amount))
  }

  private func tell(_ difference: MonthsBesideSpan.Difference, _ row: AggregateRecord, _ whole: Source) -> Discrepancy {
    let isHeads = difference.field == .eligible
    let own = Discrepancy.Spot(
      isHeads
        ? whole.monthColumns.first?.heads.map { whole.place(row: Int(row.row), column: $0) }
          ?? whole.place(row: Int(row.row)) : whole.place(.amount, row: Int(row.row)),
      raw: difference.told(difference.whole))
    let months = difference.months.map { Discrepancy.Spot($0.place, raw: difference.told($0.stated)) }
    let (expected, actual) =
      difference.isOfWhole
      ? (difference.months.first?.stated ?? 0, difference.whole)
      : (difference.whole, difference.months.first?.stated ?? 0)
    let (first, last) = (whole.monthColumns.first?.month, whole.monthColumns.last?.month)
    let span = "\(first.map { "\($0)" } ?? "")—\(last.map { "\($0)" } ?? "")"
    let when = difference.months.map { "\($0.month)" }
    let unit = isHeads ? ("人", "heads") : ("元", "yuan")
    let stated = difference.months.map { difference.told($0.stated) }
    return Discrepancy(
      isHeads ? .headcountMismatch : .dueVsPaid,
      subject: Subject(
        county: county, town: row.town >= 0 ? Int(row.town) : nil, village: row.village >= 0 ? Int(row.village) : nil),
      period: when.count == 1 ? when[0] : span, field: difference.field.rawValue,
      spots: difference.isOfWhole ? [own] + months : months + [own],
      gap: isHeads
        ? .counts(expected: Int(expected), actual: Int(actual), unit: "人")
        : .money(expected: Money(fen: expected), actual: Money(fen: actual)),
      level: row.isVillage ? .village : .town, touches: isHeads ? [.heads] : [.stated], isTie: true,
      zh:
        "\(when.joined(separator: "、")) 月报\(isHeads ? "人数" : "金额")为 \(stated.joined(separator: "、")) \(unit.0)，“\(whole.file)”\(span) \(difference.isOfSum ? "共" : "每月") \(difference.told(difference.whole)) \(unit.0)：请核对",
      en:
        "the return of \(when.joined(separator: ", ")) states \(stated.joined(separator: ", ")) \(unit.1), \(whole.file) \(difference.told(difference.whole)) \(difference.isOfSum ? "for" : "in each month of") \(span): compare them"
    )
  }
}

/// What a sheet states once for several months, beside what each month's return states.
struct MonthsBesideSpan {
  /// A month's return at the place.
  struct Month {
    let month: YearMonth
    let heads: Int64?
    /// Fen, where they are stated to the fen.
    let amount: Int64?
    let placeOfHeads: Place?
    let placeOfAmount: Place?
  }

  /// A figure that both state otherwise.
  struct Difference {
    let field: Field
    /// What the sheet of several months states: of each month, or of all together.
    let whole: Int64
    let isOfSum: Bool
    let months: [(month: YearMonth, stated: Int64, place: Place)]
    /// Whether its months agree with each other, and the sheet of all stands alone.
    let isOfWhole: Bool

    func told(_ value: Int64) -> String { field == .eligible ? "\(value)" : Money(fen: value).grouped }
  }

  private(set) var differences: [Difference] = []
  /// How many fen the months state more than the sheet; nil where not all of them say.
  private(set) var more: Int64?

  init(_ row: AggregateRecord, of whole: Source, months: [Month], _ policy: Policy) {
    // What is rounded to 万元 says less than the fen.
    guard !months.isEmpty, whole.scales.isEmpty, let heads = row.months.first?.heads.value,
      (0...1_000_000).contains(heads), let amount = row[.amount].value
    else { return }
    func due(_ month: YearMonth, _ heads: Int64) -> Int64 { policy.rounded(policy.rate(in: month)).fen * heads }
    let own = months.compactMap { month in month.amount.map { (month, $0) } }
    let isComplete = months.count == whole.monthColumns.count
    let sum = isComplete && own.count == months.count ? own.reduce(0) { $0 &+ $1.1 } : nil
    more = sum.map { $0 &- amount }
    // Heads that do not make up its money are of one month, or of all who were there.
    guard amount == whole.monthColumns.reduce(0, { $0 &+ due($1.month, heads) }) else {
      guard let sum, sum != amount else { return }
      // A return that does not pay its own heads is what is wrong.
      let odd = own.filter { month, paid in month.heads.map { due(month.month, $0) != paid } ?? false }
      if odd.count == 1, let month = odd.first {
        let wanted = amount &- (sum &- month.1)
        tell(.amount, wanted, [(month.0, month.1, month.0.placeOfAmount)], isOfSum: false, of: months.count)
      } else {
        tell(.amount, amount, own.map { ($0.0, $0.1, $0.0.placeOfAmount) }, isOfSum: true, of: months.count)
      }
      return
    }
    // One month's late payment is another's: what comes to the same together only has to be what each month's heads are due.
    let isSame = sum == amount
    let counted = months.compactMap { month in month.heads.map { (month, $0) } }
    let hasOtherHeads = counted.filter { month, stated in
      stated != heads && !(isSame && month.amount == due(month.month, stated))
    }
    let hasOtherSum = counted.count < months.count || counted.reduce(0) { $0 &+ due($1.0.month, $1.1) } != amount
    if own.count == months.count || !isComplete || hasOtherSum {
      tell(
        .eligible, heads, hasOtherHeads.map { ($0.0, $0.1, $0.0.placeOfHeads) }, isOfSum: false,
        of: whole.monthColumns.count)
    }
    guard !isSame else { return }
    let rate = policy.rounded(policy.rate(in: whole.monthColumns[0].month)).fen * heads
    tell(
      .amount, rate, own.filter { $0.1 != due($0.0.month, heads) }.map { ($0.0, $0.1, $0.0.placeOfAmount) },
      isOfSum: false, of: whole.monthColumns.count)
  }

  private mutating func tell(
    _ field: Field, _ whole: Int64, _ months: [(Month, Int64, Place?)], isOfSum: Bool, of count: Int
  ) {
    let placed = months.compactMap { month, stated, place in
      place.map { (month: month.month, stated: stated, place: $0) }
    }
    guard !placed.isEmpty else { return }
    // All months alike against the one sheet of them.
    let isOfWhole = isOfSum || count > 1 && placed.count == count && Set(placed.map(\.stated)).count == 1
    differences +=
      isOfWhole
      ? [Difference(field: field, whole: whole, isOfSum: isOfSum, months: placed, isOfWhole: true)]
      : placed.map { Difference(field: field, whole: whole, isOfSum: isOfSum, months: [$0], isOfWhole: false) }
  }
}
