import Domain
import Spreadsheet

/// Rows about a member, a village or a town.
extension TableReader {
  mutating func member(_ row: Int, _ number: Int) {
    let nameCell = cell(row, .name)
    let idCell = cell(row, .idNumber)
    if isBlank(nameCell) && isBlank(idCell) {
      let hasFigures = sums.columns.contains { !isBlank(grid.cell(rowIndex: row, column: $0.column)) }
      if headsRows(row, hasFigures: hasFigures) { return }
      guard hasFigures else {
        if let label = cell(row, .town), !isBlank(label) { return }
        // A seat that nobody holds is a vacancy, which the village's count tells.
        if table.seat != nil { return }
        return setAside(row, zh: "没有姓名和金额", en: "neither a name nor an amount")
      }
      return unclassified(row, number)
    }
    if joinsID(row, number) { return }
    if isBlank(idCell) || isNothing(idCell),
      Self.isVacantSeat(Text.squeezed(cells.text(nameCell)))
    {
      return vacantSeat(row, number)
    }
    let position = locateVillage(row, number)
    if position == nil { missingVillage(number) }
    // Not in one expression: there a reader would be copied for each member.
    let fullName = fullName(nameCell, row, number)
    let (writtenName, idBesideName) = nameAndID(fullName)
    let (name, seat) = Self.nameAndSeat(Text.squeezed(writtenName))
    if let column = columnOf[.name], name != writtenName, !name.isEmpty {
      cells.log.note(
        "name-space", row: number, column: column, raw: Mask.name(Text.trimmed(writtenName)), value: Mask.name(name))
    }
    var owner = RowOwner(
      place: (position ?? -1) >= 0 ? gazetteer.subject(position ?? 0) : Subject(county: county, town: town), name: name,
      unmatched: position == -1 ? village?.text ?? "" : nil)
    var member = MemberRecord(
      source: .toCome, row: number, village: position ?? -1, town: town ?? -1, name: MemberName(name),
      role: columnOf[.role] == nil ? seat ?? table.seat ?? "" : cells.trimmed(cell(row, .role)))
    tellNamesInOneCell(name, number, owner)
    if let column = columnOf[.idNumber] { member.id = cells.id(idCell, row: number, column: column, owner: owner) }
    if let idBesideName { takeID(idBesideName, of: &member, number, owner) }
    if let id = member.id {
      owner.person = id
      if !id.hasValidCheck { badCheck(id, number, owner.subject) }
    }
    if let column = columnOf[.account] {
      member.account = cells.account(cell(row, .account), row: number, column: column, owner: owner)
    }
    if let sex = cell(row, .sex) {
      let word = Text.squeezed(cells.text(sex))
      member.sex = word.hasPrefix("男") ? 1 : word.hasPrefix("女") ? 0 : -1
    }
    if let column = columnOf[.concurrent] {
      let flag = cell(row, .concurrent)
      member.isConcurrent = cells.flag(
        flag, row: number, column: column, owner: owner, asksWhoIsPaid: asksWhoIsPaid)
      if member.isConcurrent == true {
        flags.marked = true
        keepMark(flag, number, column)
      } else if let role = cell(row, .role), role.kind == .text, [.yes, .unclear].contains(mark(role, in: .role)) {
        unmarked.append(number)
      } else if let note = cell(row, .note), note.kind == .text, mark(note, in: .note) == .yes {
        unmarkedByNote.append(number)
      }
      if isBlank(flag) { flags.blanks.append(out.members.count) }
    } else {
      member.isConcurrent = markInWords(row, number, owner)
      markBehindName(seat, number, of: &member)
    }
    readTerm(row, number, owner, of: &member)
    if let column = columnOf[.paidOn] {
      member.paidOn = cells.date(cell(row, .paidOn), .paidOn, row: number, column: column, owner: owner)?.month
    }
    findReturn(row, number, owner)
    findDeparture(row, number)
    member.months = figure(row, number, .months, owner)
    if member.start == nil, let run = cells.monthSet(cell(row, .months))?.run, run.lowerBound > policy.from {
      member.start = run.lowerBound
    }
    member.rate = figure(row, number, .rate, owner)
    member.due = figure(row, number, .due, owner)
    member.deduction = figure(row, number, .deduction, owner)
    member.backPay = figure(row, number, .backPay, owner)
    member.amount = figure(row, number, .amount, owner)
    let months = monthFigures(row, number, owner)
    let spans = spanFigures(row, number, owner, months: months)
    settleAmount(of: &member, months: months, spans: spans)
    settleMonths(of: &member, row: row, months: months, spans: spans)
    sums.add(row: number, of: summedPlace(position ?? -1)) { column in
      if column.isSpan { return spans[column.column] ?? .absent }
      if let month = column.month {
        guard let index = table.months.firstIndex(where: { $0.month == month }) else { return .absent }
        return column.field == .amount ? months[index].amount : months[index].heads
      }
      return switch column.field {
      case .due: member.due
      case .deduction: member.deduction
      case .backPay: member.backPay
      case .amount: member.amount
      case .months: member.months
      default: .absent
      }
    }
    tieYear(row, number, stated: member.amount, months: months, spans: spans, isOfMember: true, owner: owner)
    checkSerial(row, number)
    if grid.rows[row].isHidden { hidden.append((number, member.amount.value ?? 0)) }
    if let position, position >= 0 {
      out.towns.insert(gazetteer.town(of: position))
    } else if let town {
      out.towns.insert(town)
    }
    townOfLastRow = town
    if let position { tellCommunity(position, number) }
    out.members.append(member)
  }

  private func summedPlace(_ village: Int) -> SummedPlace {
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
    let hasVillageColumn = columnOf[.village] != nil || columnOf[.code] != nil
    let isVillage = hasVillageColumn && !isBlank(cell(row, .village) ?? cell(row, .code))
    let hasFigures = sums.columns.contains { !isBlank(grid.cell(rowIndex: row, column: $0.column)) }
    if hasVillageColumn && !isVillage {
      if !hasFigures { return }
      guard !headsRows(row, hasFigures: true) else { return }
      guard !isBlank(cell(row, .town)) else { return unclassified(row, number) }
    }
    if isVillage, namesTown(cell(row, .village)), headsRows(row, hasFigures: hasFigures) { return }
    if !hasVillageColumn && isBlank(cell(row, .town)) { return hasFigures ? unclassified(row, number) : () }
    let position = isVillage ? locateVillage(row, number) ?? -1 : -1
    if !isVillage, town == nil { return }
    aggregate(row, number, village: isVillage ? position : nil)
  }

  /// A row about a town, though its table is one of villages.
  mutating func aggregateTown(_ row: Int, _ named: Int) {
    let now = town
    town = named
    aggregate(row, grid.rows[row].number, village: nil)
    town = now
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

  private mutating func aggregate(_ row: Int, _ number: Int, village found: Int?) {
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
        let named = field == .concurrent ? concurrentByNames(row, number) : nil
        figures[field] = named ?? figure(row, number, field, owner)
      default: break
      }
    }
    keepBlanks(figures, number)
    let named = headsByNames(row, number)
    if named != .absent { figures[.eligible] = named }
    var months = monthFigures(row, number, owner)
    keepBlankMonths(months, number)
    let spans = spanFigures(row, number, owner, months: months)
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
    sums.add(row: number, of: summedPlace(position)) { (column) -> Reading in
      if column.isSpan { return spans[column.column] ?? .absent }
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
    out.aggregates.append(
      AggregateRecord(
        source: .toCome, row: number, village: position,
        town: position >= 0 ? gazetteer.town(of: position) : town ?? -1, isVillage: isVillage, figures: figures,
        months: months))
  }

  /// What a row states for each month that has columns.
  private mutating func monthFigures(_ row: Int, _ number: Int, _ owner: RowOwner) -> [AggregateRecord.Month] {
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
