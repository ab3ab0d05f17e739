import Domain
import Spreadsheet

/// Rows about a member.
extension TableReader {
  mutating func member(_ row: Int, _ number: Int) {
    let nameCell = cell(row, .name)
    let idCell = cell(row, .idNumber)
    if isBlank(nameCell) && isBlank(idCell) {
      let hasFigures = sums.columns.contains { !isBlank(grid.cell(rowIndex: row, column: $0.column)) }
      if headsRows(row, hasFigures: hasFigures) { return }
      guard hasFigures else {
        // 东镇 │ 山底村 in a line of its own is where the members below it are.
        if let label = cell(row, .village), !isBlank(label), isOfVillage(cells.text(label)) {
          _ = locateVillage(row, number)
          return
        }
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
    if let column = columnOf[.name], CellReader.isErrorValue(name) {
      cells.tellErrorValue(name, .name, row: number, column: column, owner.subject, period: period)
    }
    if let column = columnOf[.role], let role = cell(row, .role),
      cells.tellsError(role, .role, row: number, column: column, owner: owner)
    {
      member.role = ""
    }
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
      let named = isNamedConcurrent(flag, name, number)
      member.isConcurrent =
        named ?? cells.flag(flag, row: number, column: column, owner: owner, asksWhoIsPaid: asksWhoIsPaid)
      if endsBeforeOtherPost(row, number) {
        flags.marked = flags.marked || member.isConcurrent == true
        member.isConcurrent = false
      } else if member.isConcurrent == true {
        flags.marked = true
        keepMark(flag, number, column)
      } else if let role = cell(row, .role), role.kind == .text, [.yes, .unclear].contains(mark(role, in: .role)) {
        unmarked.append(number)
      } else if let note = cell(row, .note), note.kind == .text, mark(note, in: .note) == .yes {
        unmarkedByNote.append(number)
      }
      member.isDenied = member.isConcurrent == false && !isBlank(flag)
      if isBlank(flag), named == nil { flags.blanks.append(out.members.count) }
    } else {
      member.isConcurrent = markInWords(row, number, owner)
      markBehindName(seat, number, of: &member)
    }
    member.hasNote =
      !isBlank(cell(row, .note)) || table.changes.map { !isBlank(grid.cell(rowIndex: row, column: $0)) } ?? false
    readTerm(row, number, owner, of: &member)
    readChange(row, number, owner, of: &member)
    if let column = columnOf[.paidOn] {
      member.paidOn = cells.date(cell(row, .paidOn), .paidOn, row: number, column: column, owner: owner)?.month
    }
    findReturn(row, number, owner)
    if !deniers.isEmpty { findDenial(number, row) }
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
    if let open = table.unshared[number] {
      if open.contains(.due) { member.due = .unreadable }
      if open.contains(.amount) { member.amount = .unreadable }
    }
    settleLoneMonth(of: &member, row, number)
    holdAgainstMonthsNamed(row, number, &member, owner)
    let months = monthFigures(row, number, owner)
    if months.count > 1 {
      for (entry, column) in zip(months, table.months) where entry.amount.value ?? 0 != 0 {
        out.monthsFilled |= 1 << column.month.month
      }
    }
    let spans = spanFigures(row, number, owner, months: months)
    tellRatesOfSpans(row, number, owner)
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
    settleSign(ofDeduction: &member, number)
    tieYear(row, number, stated: member.amount, months: months, spans: spans, isOfMember: true, owner: owner)
    tellMonthsOverpaid(of: member, number, months: months, owner: owner)
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
}
