import Domain

/// What a line tells: its first column.
public enum RecordTag: String, CaseIterable, Sendable {
  /// A county that sent nothing.
  case county
  /// A file or folder that lies in no county's folder.
  case stray
  /// A file that a county sent, and how reading it went.
  case upload
  /// A table of it that is a document. What follows belongs to it, up to the next one.
  case table
  /// A member's row.
  case member
  /// A row about a village or town.
  case aggregate
  /// A stated sum and what its parts come to.
  case total
  /// A payment that came back.
  case returned
  /// What a row says in words: a mark, a departure, a vacant seat.
  case remark
  /// A value that was read otherwise than written.
  case normalization
  /// Something that could not be read as it should.
  case finding
  /// A place of the finding before it.
  case spot
  /// A list to mend that came back.
  case list
  /// A finding that the list before it names, and what the county answers.
  case answer
}

// What is added to a record must be added here, once: the lines are written, read and described by these lists.

extension TableRecords {
  /// The columns of a table, without its rows.
  mutating func columns(_ line: inout some RecordColumns, upload: String) throws(RecordFault) {
    // A workbook inside a zip has its own name below the upload's.
    var inner: String? = source.file == upload ? nil : String(source.file.dropFirst(upload.count + 1))
    try line.column("inside", &inner)
    source.file = inner.map { upload + "/" + $0 } ?? upload
    try line.column("sheet", &source.sheet)
    try line.named("kind", &source.kind)
    try line.named("purpose", &source.purpose)
    try line.named("subject", &source.subject)
    try line.column("is_hidden", &isHidden)
    try line.column("is_batch_or_plan", &isBatchOrPlan)
    try line.column("is_of_some", &isOfSome)
    try line.column("months_filled", &monthsFilled)
    try line.column("is_turned", &source.isTurned)
    try line.column("fold_step", &source.foldStep)
    try columnsOfFields(&line)
    try line.range("first_column", "last_column", &source.span)
    try line.range("first_row", "last_row", &source.rows)
    try line.range("first_header_row", "last_header_row", &source.headerRows)
    try line.town("town_code", &source.town)
    try line.range("part_from", "part_until", &source.part)
    try towns(&line)
    try line.column("has_sign_off", &signOff.hasRow)
    try line.column("has_preparer", &signOff.preparer)
    try line.column("has_reviewer", &signOff.reviewer)
    try line.column("sign_off_date", &signOff.date)
    var cell = signOff.place?.cell
    try line.column("sign_off_cell", &cell)
    signOff.place = cell.map { Place(file: source.file, sheet: source.sheet, cell: $0) }
  }

  /// Which field stands in which column, by month too, and how precisely columns of 万元 are written.
  private mutating func columnsOfFields(_ line: inout some RecordColumns) throws(RecordFault) {
    var fields = ListText(
      source.columns.sorted { $0.value < $1.value }.map { PairText($0.key.rawValue, $0.value) })
    try line.column("columns", &fields)
    var months = ListText(
      source.monthColumns.map { PairText($0.month, PairText($0.heads, $0.amount)) })
    try line.column("month_columns", &months)
    var scales = ListText(
      source.scales.sorted { $0.key < $1.key }.map {
        PairText($0.key, PairText($0.value.unit.rawValue, $0.value.places))
      })
    try line.column("scales", &scales)
    var others = ListText(source.ofOtherTimes.map(\.rawValue).sorted())
    try line.column("of_other_times", &others)
    guard line.isReading else { return }
    for pair in fields.items {
      guard let field = Field(rawValue: pair.first) else { throw RecordFault(column: "columns") }
      source.columns[field] = pair.second
    }
    source.monthColumns = months.items.map { ($0.first, $0.second.first, $0.second.second) }
    for name in others.items {
      guard let field = Field(rawValue: name) else { throw RecordFault(column: "of_other_times") }
      source.ofOtherTimes.insert(field)
    }
    for pair in scales.items {
      guard let unit = MoneyUnit(rawValue: pair.second.first) else { throw RecordFault(column: "scales") }
      source.scales[pair.first] = StatedScale(unit: unit, places: pair.second.second)
    }
  }

  private mutating func towns(_ line: inout some RecordColumns) throws(RecordFault) {
    let register = line.terms.register
    var codes = ListText(towns.sorted().map { register.towns[$0].code })
    try line.column("towns", &codes)
    guard line.isReading else { return }
    for code in codes.items {
      guard let town = register.town(coded: code) else { throw RecordFault(column: "towns") }
      towns.insert(town)
    }
  }
}

extension MemberRecord {
  mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try line.whole("row", &row)
    try line.places(village: &village, town: &town)
    try line.person(&id)
    try line.name(&name)
    try line.account(&account)
    try line.column("role", &role)
    try line.whole("sex", &sex)
    try line.column("is_concurrent", &isConcurrent)
    try line.column("is_denied", &isDenied)
    try line.column("has_note", &hasNote)
    try line.column("start", &start)
    try line.whole("start_day", &startDay)
    try line.column("end", &end)
    try line.whole("end_day", &endDay)
    try line.column("paid_on", &paidOn)
    try line.column("months", &months)
    try line.column("rate_fen", &rate)
    try line.column("due_fen", &due)
    try line.column("deduction_fen", &deduction)
    try line.column("back_pay_fen", &backPay)
    try line.column("amount_fen", &amount)
  }
}

extension AggregateRecord {
  mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try line.whole("row", &row)
    try line.column("is_village", &isVillage)
    try line.places(village: &village, town: &town)
    try figure("quota", .quota, &line)
    try figure("villages", .villageCount, &line)
    try figure("listed", .listed, &line)
    try figure("concurrent", .concurrent, &line)
    try figure("eligible", .eligible, &line)
    try figure("months", .months, &line)
    try figure("person_months", .personMonths, &line)
    try figure("rate_fen", .rate, &line)
    try figure("due_fen", .due, &line)
    try figure("deduction_fen", .deduction, &line)
    try figure("back_pay_fen", .backPay, &line)
    try figure("amount_fen", .amount, &line)
    var entries = ListText(months.map { PairText($0.heads, $0.amount) })
    try line.column("by_month", &entries)
    months = entries.items.map { Month(heads: $0.first, amount: $0.second) }
  }

  private mutating func figure(_ name: StaticString, _ field: Field, _ line: inout some RecordColumns)
    throws(RecordFault)
  {
    var reading = self[field]
    try line.column(name, &reading)
    figures[field] = reading == .absent ? nil : reading
  }
}

extension StatedTotal {
  mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try line.column("row", &row)
    try line.column("column", &column)
    try line.named("field", &field)
    try line.column("month", &month)
    var counted: String? = if case .count(let unit) = unit { unit } else { nil }
    try line.column("counted_unit", &counted)
    unit = counted.map(Unit.count) ?? .money
    try line.column("stated", &stated)
    try line.column("sum", &sum)
    try line.column("sum_with_subtotals", &sumWithSubtotals)
    try line.range("first_part_row", "last_part_row", &parts)
    try line.range("first_part_column", "last_part_column", &partColumns)
    try line.column("is_complete", &isComplete)
    try line.column("label", &label)
    try line.column("is_grand", &isGrand)
    var around = town < 0 ? nil : Int(town)
    try line.town("town_code", &around)
    town = Int32(around ?? -1)
    try line.column("raw", &raw)
  }
}

extension ReturnedPayment {
  mutating func columns(_ line: inout some RecordColumns, in table: Source) throws(RecordFault) {
    try line.column("member", &member)
    try line.column("cell", &place.cell)
    (place.file, place.sheet) = (table.file, table.sheet)
    try line.column("raw", &raw)
    try line.column("is_made_again", &isMadeAgain)
    try line.column("date", &date)
  }
}

extension RowRemark {
  mutating func columns(_ line: inout some RecordColumns, in table: Source) throws(RecordFault) {
    try line.named("kind", &kind)
    var known: Int? = member >= 0 ? member : nil
    try line.column("member", &known)
    member = known ?? -1
    try line.places(village: &village, town: &town)
    try line.column("cell", &place.cell)
    (place.file, place.sheet) = (table.file, table.sheet)
    try line.column("raw", &raw)
    try line.column("date", &date)
    try line.column("has_day", &hasDay)
    try line.column("months", &months)
  }
}

extension ReturnedList {
  /// The columns of a list, without the findings that it names.
  mutating func columns(_ line: inout some RecordColumns, upload: String) throws(RecordFault) {
    var inner: String? = file == upload ? nil : String(file.dropFirst(upload.count + 1))
    try line.column("inside", &inner)
    file = inner.map { upload + "/" + $0 } ?? upload
    try line.column("seal", &seal)
  }

  /// The findings in their order, each with the county's word where it has one.
  var answers: [(fingerprint: String, reply: Reply?)] {
    var rest = replies[...]
    return fingerprints.map { ($0, $0 == rest.first?.fingerprint ? rest.popFirst() : nil) }
  }
}

/// The columns of a finding that a list names.
func answerColumns(
  _ line: inout some RecordColumns, _ fingerprint: inout String, _ reply: inout Reply?
) throws(RecordFault) {
  var (hasReply, answer, note) = (reply != nil, reply?.answer?.rawValue, reply?.note ?? "")
  try line.column("fingerprint", &fingerprint)
  try line.column("has_reply", &hasReply)
  try line.column("answer", &answer)
  try line.column("note", &note)
  guard line.isReading else { return }
  let known = answer.map { Reply.Answer(rawValue: $0) }
  if case .some(.none) = known { throw RecordFault(column: "answer") }
  reply = hasReply ? Reply(fingerprint: fingerprint, answer: known ?? nil, note: note, file: "", received: 0) : nil
}

extension Normalization {
  mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try place.columns(&line)
    try line.column("rule", &rule)
    try line.column("raw", &raw)
    try line.column("value", &value)
    try line.column("count", &count)
  }
}
