import Domain
import Spreadsheet

/// Rows about a village or a town, and what rows of every kind are read by.
extension TableReader {
  func summedPlace(_ village: Int) -> SummedPlace {
    SummedPlace(town: village >= 0 ? gazetteer.town(of: village) : town ?? -1, village: village)
  }

  mutating func figure(_ row: Int, _ number: Int, _ field: Field, _ owner: RowOwner) -> Reading {
    guard let column = columnOf[field] else { return .absent }
    let isMoney =
      switch field {
      case .rate, .due, .deduction, .backPay, .amount: true
      default: false
      }
    return cells.number(
      grid.cell(rowIndex: row, column: column), field, row: number, column: column,
      unit: isMoney ? units[column] ?? .yuan : nil, owner: owner, period: period)
  }

  mutating func aggregate(_ row: Int, _ number: Int) {
    if table.isOfMonthsAlone { return aggregateMonth(row, number) }
    let hasVillageColumn = columnOf[.village] != nil || columnOf[.code] != nil
    let isVillage = hasVillageColumn && !isBlank(cell(row, .village) ?? cell(row, .code))
    let hasFigures = sums.columns.contains { !isBlank(grid.cell(rowIndex: row, column: $0.column)) }
    if hasFigures, !isVillage, let above = placeOfMonths(row, number) {
      return aggregate(row, number, village: above.isVillage ? Int(above.village) : nil)
    }
    if hasVillageColumn && !isVillage {
      if !hasFigures { return }
      if isVillageWithoutName(row) { return unclassified(row, number) }
      guard !headsRows(row, hasFigures: true) else { return }
      guard !isBlank(cell(row, .town)) else { return unclassified(row, number) }
    }
    if isVillage, namesTown(cell(row, .village)), headsRows(row, hasFigures: hasFigures) { return }
    if isVillage, let cell = cell(row, .village), mayNameTown(cell),
      headsStrangePlace(row, Int(cell.column), grid.texts[cell.text], hasFigures: hasFigures)
    {
      return
    }
    if !hasVillageColumn && isBlank(cell(row, .town)) { return hasFigures ? unclassified(row, number) : () }
    if isVillage, let count = villagesTogether(row, number) {
      return aggregate(row, number, village: nil, villages: count)
    }
    let position = isVillage ? locateVillage(row, number) ?? -1 : -1
    if !isVillage, town == nil { return cell(row, .town).map { addStrangeTown(row, cells.text($0)) } ?? () }
    aggregate(row, number, village: isVillage ? position : nil)
  }

  /// A row about a town, though its table is one of villages.
  mutating func aggregateTown(_ row: Int, _ named: Int) {
    let now = town
    town = named
    aggregate(row, grid.rows[row].number, village: nil)
    town = now
  }

  /// A row about a town that the register does not know: it is added up with the others, and counts for none.
  mutating func aggregateStrange(_ row: Int) {
    aggregate(row, grid.rows[row].number, village: nil, isPlaced: false)
  }

  /// The only row of a summary of nothing but its total.
  mutating func aggregateWhole(_ row: Int) {
    let isFilled = sums.columns.contains { column in
      grid.cell(rowIndex: row, column: column.column).flatMap { cells.quietly($0, unit: .yuan) } ?? 0 != 0
    }
    guard isFilled else { return }
    town = out.source.town
    aggregate(row, grid.rows[row].number, village: nil)
  }

  /// A month's row of a return whose rows name no place: the county's, or the one town's that the table is of.
  private mutating func aggregateMonth(_ row: Int, _ number: Int) {
    let month = cell(row, .month).flatMap { Table.month($0, grid, year: policy.from.year) }
    return month == nil ? unclassified(row, number) : aggregateWhole(row)
  }

  /// The place above a row that names none and is about a month, quarter or half-year: written once, it has a row of each of them. One that
  /// comes again is another place's, which nobody names.
  private mutating func placeOfMonths(_ row: Int, _ number: Int) -> AggregateRecord? {
    let month = cell(row, .month).flatMap { Table.month($0, grid, year: policy.from.year) }
    let span = month == nil ? spanOfRow(row) : nil
    guard month != nil || span != nil,
      [Field.town, .village, .code].allSatisfy({ isBlank(cell(row, $0)) }),
      let last = out.aggregates.last, last.isVillage ? Int(last.village) == village?.position : Int(last.town) == town
    else { return nil }
    let own = out.aggregates.reversed().prefix {
      $0.town == last.town && $0.village == last.village && $0.isVillage == last.isVillage
    }
    let comesAgain = own.contains { record in
      month != nil ? monthOfRow[Int(record.row)] == month : grid.rowIndex(Int(record.row)).flatMap(spanOfRow) == span
    }
    guard last.town >= 0, !comesAgain else { return nil }
    return statesPlacesAgain() ? nil : last
  }

  /// The quarter or half-year that a row says it is about.
  func spanOfRow(_ row: Int) -> ClosedRange<YearMonth>? {
    table.spanOfRow.flatMap { grid.cell(rowIndex: row, column: $0) }
      .flatMap { Vocabulary.namedSpan(cells.text($0), year: policy.from.year) }
  }

  /// Whether some place is stated in several rows: then each row states its own, and one without any is nobody's.
  private mutating func statesPlacesAgain() -> Bool {
    if let known = hasPlacesAgain { return known }
    var (seen, town) = (Set<String>(), "")
    let isOfVillages = columnOf[.village] != nil || columnOf[.code] != nil
    let found = table.body.contains { row in
      func text(_ field: Field) -> String { cell(row, field).map { Text.squeezed(grid.display($0)) } ?? "" }
      guard !table.isSum(row, grid) else { return false }
      let (named, own) = (text(.town), text(.code) + text(.village))
      if !named.isEmpty { town = named }
      guard !(isOfVillages ? own : named).isEmpty else { return false }
      return !seen.insert("\(town) \(own)").inserted
    }
    hasPlacesAgain = found
    return found
  }

  /// Whether a cell of the villages' column holds a town's name, and no village's.
  private mutating func namesTown(_ cell: Cell?) -> Bool {
    guard let cell, cell.kind == .text else { return false }
    let found: Int? =
      towns[cell.text] ?? towns.keep(gazetteer.town(grid.texts[cell.text]), of: cell.text, in: grid.texts)
    guard found != nil else { return false }
    switch gazetteer.village(grid.texts[cell.text], town: town) {
    case .unknown: return true
    // A community may bear its town's bare name; where no column has the towns, the row is the town's: the fund pays no community.
    case .found(let position, let rule):
      return columnOf[.town] == nil && rule != nil && gazetteer.register.villages[position].kind == .community
    case .alias, .ambiguous, .wrongKind: return false
    }
  }

  /// How many villages a cell names together, 沙坑、北坑、东坑: a row about its town, where that has them all and 村数 says no other number.
  private mutating func villagesTogether(_ row: Int, _ number: Int) -> Int64? {
    guard let town, let column = columnOf[.village], let cell = cell(row, .village), cell.kind == .text,
      grid.texts.withBytes(of: cell.text, { $0.count >= 15 })
    else { return nil }
    let text = grid.texts[cell.text]
    let names = text.split { "、，,；;\n".contains($0) }
    guard names.count > 1 else { return nil }
    var positions: Set<Int> = []
    for name in names {
      guard case .found(let position, _) = gazetteer.village(String(name), town: town),
        gazetteer.town(of: position) == town
      else { return nil }
      positions.insert(position)
    }
    let register = gazetteer.register
    let all = register.villages[register.towns[town].villages].count { $0.kind == .village }
    let stated = self.cell(row, .villageCount).flatMap { cells.quietly($0, unit: nil) }
    guard positions.count == all, names.count == all, stated ?? Int64(all) == Int64(all) else { return nil }
    cells.log.note("villages-together", row: number, column: column, raw: text, value: "\(names.count)")
    return Int64(names.count)
  }

  private mutating func aggregate(
    _ row: Int, _ number: Int, village found: Int?, villages: Int64? = nil, isPlaced: Bool = true
  ) {
    let isVillage = found != nil
    let position = found ?? -1
    let owner = RowOwner(
      place: position >= 0
        ? gazetteer.subject(position)
        : Subject(county: county, town: town, detail: isVillage ? Mask.numbers(in: village?.text ?? "") : ""))
    var figures: [Field: Reading] = [:]
    for field in table.fields.values {
      switch field {
      case .quota, .concurrent, .eligible, .listed, .villageCount, .rate, .months, .personMonths, .due, .deduction,
        .backPay, .amount:
        let named =
          field == .concurrent
          ? concurrentByNames(row, number) ?? (isVillage ? concurrentByFlag(row, number) : nil) : nil
        figures[field] = named ?? figure(row, number, field, owner)
      default: break
      }
    }
    if let villages { figures[.villageCount] = .value(villages) }
    if figures[.months] == nil, let months = cells.monthsOfRate[number] { figures[.months] = .value(months) }
    keepBlanks(figures, number)
    let named = headsByNames(row, number)
    if named != .absent { figures[.eligible] = named }
    var months = monthFigures(row, number, owner)
    keepBlankMonths(months, number)
    let spans = spanFigures(row, number, owner, months: months)
    tellRatesOfSpans(row, number, owner)
    if !table.monthsOfSpan.isEmpty { tellMonthsOfSpans(row, number, owner) }
    // Quarters, and months beside a half-year, that no year's sum stands behind are what the row states.
    let amounts = table.ownSpans(of: \.amount).filter { span in
      !table.months.contains { $0.amount != nil && span.months.contains($0.month) }
    }.compactMap(\.amount)
    if columnOf[.amount] == nil, !amounts.isEmpty {
      let stated =
        amounts.map { spans[$0]?.value }
        + zip(table.months, months).filter { $0.0.amount != nil }.map(\.1.amount.value)
      if stated.allSatisfy({ $0 != nil }) { figures[.amount] = .value(stated.compactMap(\.self).reduce(0, +)) }
    }
    tieYear(
      row, number, stated: columnOf[.amount] == nil ? .absent : figures[.amount] ?? .absent, months: months,
      spans: spans, isOfMember: false, owner: owner)
    giveHeads(of: figures, to: &months)
    let toDate = amountToDate(row)
    if isPlaced { keepToDate(toDate, row: row, months: months) }
    sums.add(row: number, of: summedPlace(position)) { (column) -> Reading in
      if column.isSpan { return spans[column.column] ?? toDate }
      guard let month = column.month else { return figures[column.field] ?? .absent }
      guard let index = table.months.firstIndex(where: { $0.month == month }) else { return .absent }
      return column.field == .amount ? months[index].amount : months[index].heads
    }
    checkSerial(row, number)
    if grid.rows[row].isHidden {
      hidden.append((number, figures[.amount]?.value ?? months.compactMap(\.amount.value).reduce(0, +)))
    }
    let counts: [Field] = [.eligible, .listed, .due, .amount]
    if counts.contains(where: { figures[$0]?.value ?? 0 != 0 })
      || months.contains(where: { $0.heads.value ?? 0 != 0 || $0.amount.value ?? 0 != 0 })
    {
      tellCommunity(position, number)
    }
    if let town { out.towns.insert(town) } else if position >= 0 { out.towns.insert(gazetteer.town(of: position)) }
    townOfLastRow = town
    guard isPlaced else { return checkStrange(row, number, figures) }
    out.aggregates.append(
      AggregateRecord(
        source: .toCome, row: number, village: position,
        town: position >= 0 ? gazetteer.town(of: position) : town ?? -1, isVillage: isVillage, figures: figures,
        months: months))
  }

  /// What a row states for each month that has columns.
  mutating func monthFigures(_ row: Int, _ number: Int, _ owner: RowOwner) -> [AggregateRecord.Month] {
    var months: [AggregateRecord.Month] = []
    for (position, month) in table.months.enumerated() {
      var entry = AggregateRecord.Month(heads: .absent, amount: .absent)
      if let column = month.heads, position > 0, table.months[position - 1].heads == column {
        // The heads of a quarter or half-year are read once, for the first of its months.
        entry.heads = months[position - 1].heads
      } else if let column = month.heads {
        entry.heads =
          tick(row, number, column)
          ?? cells.number(
            grid.cell(rowIndex: row, column: column), .eligible, row: number, column: column, unit: nil, owner: owner,
            period: "\(month.month)")
        if let excluded = table.excludedOfMonth[month.month], case .value(let all) = entry.heads,
          case .value(let others) = cells.number(
            grid.cell(rowIndex: row, column: excluded), .concurrent, row: number, column: excluded, unit: nil,
            owner: owner, period: "\(month.month)")
        {
          entry.heads = .value(all - others)
        }
      }
      if let column = month.amount {
        entry.amount = cells.number(
          grid.cell(rowIndex: row, column: column), .amount, row: number, column: column, unit: units[column] ?? .yuan,
          owner: owner, period: "\(month.month)")
      }
      months.append(entry)
    }
    return months
  }

  /// What a row states for quarters and half-years, by column; an amount that is not its months' sum is kept as a total that does not tie.
  mutating func spanFigures(_ row: Int, _ number: Int, _ owner: RowOwner, months: [AggregateRecord.Month])
    -> [Int: Reading]
  {
    var figures: [Int: Reading] = [:]
    for span in table.spans {
      let columns = zip(table.months, months).filter { span.months.contains($0.0.month) }
      if let column = span.heads, let month = table.months.firstIndex(where: { $0.heads == column }) {
        figures[column] = months[month].heads
      } else if let column = span.heads {
        figures[column] = cells.number(
          grid.cell(rowIndex: row, column: column), .eligible, row: number, column: column, unit: nil, owner: owner,
          period: "\(span.months)")
      }
      guard let column = span.amount else { continue }
      let cell = grid.cell(rowIndex: row, column: column)
      let reading = cells.number(
        cell, .amount, row: number, column: column, unit: units[column] ?? .yuan, owner: owner,
        period: "\(span.months)")
      figures[column] = reading
      let parts = columns.compactMap(\.1.amount.value)
      guard let stated = reading.value, !columns.isEmpty, parts.count == columns.count else { continue }
      let places = columns.compactMap(\.0.amount)
      let sum = parts.reduce(0, +)
      guard sum != stated, let first = places.min(), let last = places.max() else { continue }
      keepUntied(stated, in: column, .amount, sum: sum, of: first...last, row: row)
    }
    return figures
  }
}
