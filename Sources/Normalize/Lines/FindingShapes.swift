import Domain

extension Discrepancy {
  /// The columns of a finding, without its places. What reading finds has no causes and guesses yet.
  mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try line.named("code", &code)
    try line.named("severity", &severity)
    try subject.columns(&line)
    try line.column("period", &period)
    try line.column("field", &field)
    try gap.columns(&line)
    try line.named("level", &level)
    try line.named("touches", &touches)
    try line.column("is_tie", &isTie)
    try line.range("first_part_row", "last_part_row", &partRows)
    try line.range("first_part_column", "last_part_column", &partColumns)
    try line.column("policy", &policy)
    try line.column("message_zh", &message.zh)
    try line.column("message_en", &message.en)
  }
}

extension Discrepancy.Spot {
  mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try place.columns(&line)
    try line.column("raw", &raw)
    try line.column("parsed", &parsed)
    var (hasSubject, own) = (subject != nil, subject ?? Subject())
    try line.column("has_subject", &hasSubject)
    try own.columns(&line)
    subject = hasSubject ? own : nil
  }
}

extension Discrepancy.Gap {
  fileprivate mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    var (expected, actual): (String?, String?)
    var (wanted, found): (Int64?, Int64?)
    var unit: String?
    switch self {
    case .none: break
    case .texts(let a, let b): (expected, actual) = (a, b)
    case .counts(let a, let b, let counted): (wanted, found, unit) = (Int64(a), Int64(b), counted)
    case .money(let a, let b): (wanted, found) = (a.fen, b.fen)
    }
    try line.column("expected_text", &expected)
    try line.column("actual_text", &actual)
    try line.column("expected", &wanted)
    try line.column("actual", &found)
    try line.column("counted_unit", &unit)
    guard line.isReading else { return }
    if let expected, let actual {
      self = .texts(expected: expected, actual: actual)
    } else if let wanted, let found {
      self =
        unit.map { .counts(expected: Int(wanted), actual: Int(found), unit: $0) }
        ?? .money(expected: Money(fen: wanted), actual: Money(fen: found))
    } else {
      self = .none
    }
  }
}

extension Subject {
  fileprivate mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try line.county("county_code", &county)
    try line.town("town_code", &town)
    try line.village("village_code", &village)
    try line.person(&person)
    try line.column("detail", &detail)
  }
}

extension Place {
  mutating func columns(_ line: inout some RecordColumns) throws(RecordFault) {
    try line.column("file", &file)
    try line.column("sheet", &sheet)
    try line.column("cell", &cell)
  }
}
