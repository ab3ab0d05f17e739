import Domain

/// What stands among the figures that a finding adds up or compares, and cannot be read, has no place or is wrong itself, is its cause where
/// nothing else is: the other cells are then as they should be.
struct CausesByCells {
  let county: CountyCase

  /// Gives those findings their causes that have none.
  func attribute(_ discrepancies: inout [Discrepancy]) {
    let found = FindingsOfRows(discrepancies)
    explainSumsOfUnplaced(&discrepancies)
    explainSumsOfYears(&discrepancies)
    explainSumsBesideRows(&discrepancies, found)
    explainTotals(&discrepancies, found)
    explainMonthsNotSent(&discrepancies)
    explainTotalsOfSummaries(&discrepancies, found)
    explainUnlisted(&discrepancies, found)
    explainRows(&discrepancies, found)
    explainVillages(&discrepancies, found)
    if discrepancies.contains(where: \.tellsOfRows) { CausesByRows(county).attribute(&discrepancies) }
    explainOddAmounts(&discrepancies, found)
    explainOpenTotals(&discrepancies)
    explainPartsOfMonths(&discrepancies)
    explainVillagesElsewhere(&discrepancies)
  }

  private struct Sheet: Hashable {
    var file: String
    var sheet: String

    init(_ place: Place) { (file, sheet) = (place.file, place.sheet) }
  }

  // MARK: - Sums

  /// DZ408: a sum that has in it a row of which nobody knows whose it is.
  private func explainSumsOfUnplaced(_ discrepancies: inout [Discrepancy]) {
    let open = discrepancies.indices.filter { index in
      let sum = discrepancies[index]
      return sum.code == .subtotalMismatch && sum.causes.isEmpty && sum.partRows != nil && sum.partColumns == nil
        && sum.gap.difference ?? 0 > 0
    }
    guard !open.isEmpty else { return }
    var unplaced: [Sheet: [(row: Int, index: Int)]] = [:]
    for index in discrepancies.indices where discrepancies[index].isOfUnplacedRow {
      for spot in discrepancies[index].spots {
        guard let cell = A1(spot.place.cell) else { continue }
        unplaced[Sheet(spot.place), default: []].append((cell.row, index))
      }
    }
    guard !unplaced.isEmpty else { return }
    let counted = rowsCounted()
    for index in open {
      guard let place = discrepancies[index].spots.first?.place, let parts = discrepancies[index].partRows else {
        continue
      }
      let rows = (unplaced[Sheet(place)] ?? []).filter { row, _ in
        !counted.contains(SheetRow(file: place.file, sheet: place.sheet, row: row))
      }
      // The first or the last of its rows may be the one that is not counted.
      let known = Set(rows.map(\.row))
      var (low, high) = (parts.lowerBound, parts.upperBound)
      while known.contains(low - 1) { low -= 1 }
      while known.contains(high + 1) { high += 1 }
      let causes = rows.filter { (low...high).contains($0.row) }
      let all = Set(causes.map(\.index)).sorted()
      if mayCome(to: discrepancies[index].gap, all.map { discrepancies[$0] }) { discrepancies[index].causes = all }
    }
  }

  /// Whether rows that are told with all of their figures, 3 │ 240 │ 12 │ 8640, have one each that together are a sum's difference; of a row
  /// whose figures are not told that stays open.
  private func mayCome(to gap: Discrepancy.Gap, _ rows: [Discrepancy]) -> Bool {
    guard let more = gap.difference, rows.count < 3 else { return true }
    let isMoney = if case .money = gap { true } else { false }
    var sums: Set<Int64> = [0]
    for row in rows {
      let raw = row.spots.first?.raw ?? ""
      guard row.code == .unclassifiedRow, raw.contains("│"), raw.count < 120 else { return true }
      let texts = raw.split(separator: "│")
      var figures = texts.compactMap { part in Double(part.filter { $0 != " " && $0 != "," }) }.filter { abs($0) < 1e9 }
      if texts.count > 5 {
        // No more than six are told: the amount may be what heads, rate and months come to.
        let pairs = figures.flatMap { one in figures.map { one * $0 } }
        figures += pairs + pairs.flatMap { pair in figures.map { pair * $0 } }
      }
      // In yuan, or in 万元.
      let units: [Double] = isMoney ? [100, 1_000_000] : [1]
      let worths = figures.flatMap { figure in units.map { figure * $0 } }.filter { abs($0) < 1e15 }
        .map { Int64($0.rounded()) }
      sums = Set(sums.flatMap { sum in worths.map { sum + $0 } })
    }
    return sums.contains(more)
  }

  /// The rows that figures are made of.
  private func rowsCounted() -> Set<SheetRow> {
    var rows: Set<SheetRow> = []
    func take(_ id: SourceID, _ row: Int32) {
      let source = county.source(id)
      rows.insert(SheetRow(file: source.file, sheet: source.sheet, row: Int(row)))
    }
    for row in county.records.aggregates { take(row.source, row.row) }
    for member in county.records.members { take(member.source, member.row) }
    return rows
  }

  /// DZ408: a sum over years' sums that are off by as much against their own months.
  private func explainSumsOfYears(_ discrepancies: inout [Discrepancy]) {
    struct Column: Hashable {
      var sheet: Sheet
      var number: Int
    }
    var years: [Column: [(row: Int, index: Int, more: Int64)]] = [:]
    for index in discrepancies.indices
    where discrepancies[index].code == .subtotalMismatch && discrepancies[index].partColumns != nil {
      guard let place = discrepancies[index].spots.first?.place, let cell = A1(place.cell),
        let more = discrepancies[index].gap.difference
      else { continue }
      years[Column(sheet: Sheet(place), number: cell.column), default: []].append((cell.row, index, more))
    }
    for index in discrepancies.indices where !years.isEmpty && discrepancies[index].code == .subtotalMismatch {
      let sum = discrepancies[index]
      guard sum.causes.isEmpty, sum.partColumns == nil, let parts = sum.partRows, let place = sum.spots.first?.place,
        let cell = A1(place.cell), let more = sum.gap.difference
      else { continue }
      let inside = (years[Column(sheet: Sheet(place), number: cell.column)] ?? []).filter { parts.contains($0.row) }
      let alone = inside.filter { $0.more == -more }
      if !inside.isEmpty, inside.reduce(0, { $0 &+ $1.more }) == -more {
        discrepancies[index].causes = inside.map(\.index).sorted()
      } else if alone.count == 1 {
        discrepancies[index].causes = [alone[0].index]
      }
    }
  }

  /// DZ302, DZ404: a total that is just what can be read of its parts, held against the detail.
  private func explainTotals(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    let open = discrepancies.indices.filter { index in
      [.headcountMismatch, .dueVsPaid].contains(discrepancies[index].code) && discrepancies[index].level == .county
        && discrepancies[index].causes.isEmpty
    }
    guard !open.isEmpty else { return }
    let totals = Dictionary(
      county.records.totals.lazy.filter { $0.partColumns == nil && $0.stated == $0.sum }.map { total in
        (county.source(total.source).place(row: total.row, column: total.column), total)
      }, uniquingKeysWith: { first, _ in first })
    for index in open {
      guard let place = discrepancies[index].spots.first?.place, let total = totals[place] else { continue }
      let source = county.source(total.source)
      let unread = total.parts.flatMap { found.at(source.place(row: $0, column: total.column)) }.filter {
        [.cellErrorValue, .valueNotParsed, .missingNotZero].contains(discrepancies[$0].code)
      }
      let causes = Set(unread).sorted()
      if comesTo(discrepancies[index], causes.map { discrepancies[$0] }) { discrepancies[index].causes = causes }
    }
  }

  /// Whether a total lacks just what the detail has of the villages that cannot be read, as far as that is known.
  private func comesTo(_ finding: Discrepancy, _ unread: [Discrepancy]) -> Bool {
    guard let less = finding.gap.difference.map({ -$0 }) else { return true }
    let villages = Set(unread.map(\.subject.village))
    let tallies = villages.compactMap { $0.flatMap(county.tally(ofVillage:)) }
    guard tallies.count == villages.count else { return true }
    func sum(_ figures: [Int64?]) -> Int64? {
      figures.contains(nil) ? nil : figures.reduce(0) { $0 + ($1 ?? 0) }
    }
    let worths =
      finding.code == .headcountMismatch
      ? [sum(tallies.map { $0.eligible.map(Int64.init) })]
      : [sum(tallies.map { $0.stated?.fen }), sum(tallies.map { $0.due?.fen })]
    return worths.allSatisfy { $0 == nil } || worths.contains(less)
  }

  // MARK: - Months

  /// DZ404: a row of a summary that has the months' pay in it whose list was not sent.
  private func explainMonthsNotSent(_ discrepancies: inout [Discrepancy]) {
    let missing = discrepancies.indices.filter { index in
      discrepancies[index].code == .missingNotZero && discrepancies[index].field == Field.month.rawValue
    }
    guard !missing.isEmpty else { return }
    var open: [Place: Int] = [:]
    for index in discrepancies.indices
    where discrepancies[index].code == .dueVsPaid && discrepancies[index].causes.isEmpty {
      if let place = discrepancies[index].spots.first?.place { open[place] = index }
    }
    for row in county.records.aggregates where row.months.isEmpty && !open.isEmpty {
      guard let index = open[county.source(row.source).place(.amount, row: Int(row.row))],
        let heads = row[.eligible].count ?? county.detail(of: row)?.eligible,
        let more = discrepancies[index].gap.difference
      else { continue }
      let causes = missing.filter { discrepancies[index].isWithin(discrepancies[$0].subject, level: .village) }
      let months = causes.compactMap { discrepancies[$0].more(of: "月") }.reduce(0, -)
      guard causes.count == 1, months > 0,
        county.policy.singleRate.map({ ($0 * (heads * months)).fen == more }) ?? false
      else { continue }
      discrepancies[index].causes = causes
    }
  }

  // MARK: - One row

  /// What another cell of the row is wrong by: villages beside exclusions (DZ304), months beside an amount (DZ404).
  private func explainRows(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    for index in discrepancies.indices where discrepancies[index].causes.isEmpty {
      let finding = discrepancies[index]
      guard [.exclusionExceedsVillages, .dueVsPaid].contains(finding.code), finding.spots.count == 1 else {
        explainShortMonths(index, &discrepancies, found)
        explainRunning(index, &discrepancies, found)
        continue
      }
      let causes = found.at(SheetRow(finding.spots.first?.place)).filter { other in
        let cause = discrepancies[other]
        guard other != index else { return false }
        if finding.code == .exclusionExceedsVillages {
          guard cause.code == .villageCountMismatch, case .counts(let villages, _, "村") = cause.gap,
            case .counts(_, let excluded, _) = finding.gap
          else { return false }
          return excluded <= villages
        }
        if comesOfHeads(finding, cause) { return true }
        guard cause.code == .monthsOutOfRange, cause.severity < .error, finding.level == .row,
          let fewer = cause.more(of: "月").map({ -$0 }), let rate = county.policy.singleRate
        else { return false }
        return (rate * fewer).fen == finding.gap.difference
      }
      discrepancies[index].causes = causes
    }
  }

  /// DZ404: a quarter's amount that is right for the heads that its row should have, beside heads that are wrong (DZ302, DZ303).
  private func comesOfHeads(_ finding: Discrepancy, _ cause: Discrepancy) -> Bool {
    guard finding.code == .dueVsPaid, [.overQuota, .headcountMismatch].contains(cause.code),
      cause.field == Field.eligible.rawValue, let more = cause.more(of: "人"), let rate = county.policy.singleRate,
      let place = cause.spots.first?.place, let column = A1(place.cell)?.column
    else { return false }
    let source = county.records.sources.first { $0.file == place.file && $0.sheet == place.sheet }
    let months = source?.monthColumns.count { $0.heads == column } ?? 0
    return months > 1 && finding.gap.difference == -(rate * (more * months)).fen
  }

  /// DZ403: months that a member is paid too few, for a month's amount of the row that cannot be read or is wrong by as much; or none, for a
  /// mark that is lost.
  private func explainShortMonths(_ index: Int, _ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    let finding = discrepancies[index]
    guard finding.code == .monthsOutOfRange, finding.severity < .error, finding.spots.count == 1,
      let place = finding.spots.first?.place, let fewer = finding.more(of: "月").map({ -$0 }), fewer > 0,
      let rate = county.policy.singleRate
    else { return }
    let others = found.at(SheetRow(place)).filter { $0 != index && discrepancies[$0].level == .row }
    let marks = others.filter { discrepancies[$0].code == .valueNotParsed && discrepancies[$0].field == "concurrent" }
    if case .counts(_, 0, _) = finding.gap, !marks.isEmpty {
      discrepancies[index].causes = marks
      return
    }
    // Months that a column counts do not follow from the amounts beside it.
    let source = county.records.sources.first { $0.file == place.file && $0.sheet == place.sheet }
    guard source?.columns[.months] == nil else { return }
    let parts = others.filter { other in
      let part = discrepancies[other]
      return part.field == Field.amount.rawValue && part.spots.first?.place != place
        && ([.valueNotParsed, .cellErrorValue, .missingNotZero].contains(part.code)
          || part.code == .dueVsPaid && !part.isTie)
    }
    let worth = parts.reduce(Int64(0)) { sum, other in
      sum + (discrepancies[other].gap.difference.map { -$0 } ?? rate.fen)
    }
    if !parts.isEmpty, worth == (rate * fewer).fen { discrepancies[index].causes = parts }
  }

  /// DZ408: what the year has come to is right, and the month's amount beside it is as much too little or too much.
  private func explainRunning(_ index: Int, _ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    let sum = discrepancies[index]
    guard sum.code == .subtotalMismatch, sum.partRows == nil, YearMonth(sum.period) != nil,
      let place = sum.spots.first?.place, let more = sum.gap.difference
    else { return }
    discrepancies[index].causes = found.at(SheetRow(place)).filter { other in
      let part = discrepancies[other]
      return [.dueVsPaid, .notMultipleOfRate].contains(part.code) && part.gap.difference == -more
        && part.spots.first?.place != place
    }
  }
}
