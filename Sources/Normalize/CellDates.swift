import Domain
import Spreadsheet

/// Cells that hold a date or a month.
extension CellReader {
  /// A date, and the one that ends the term where a cell tells both: 2017.05-2021.03.
  typealias Term = (first: DateText.Written, last: DateText.Written?)

  /// A month and perhaps its day, from a date cell or any way of writing one; nil if blank or unreadable.
  mutating func date(_ cell: Cell?, _ field: Field, row: Int, column: Int, owner: RowOwner) -> DateText.Written? {
    term(cell, field, row: row, column: column, owner: owner)?.first
  }

  /// The dates of a term of office; nil if blank or unreadable.
  mutating func term(_ cell: Cell?, _ field: Field, row: Int, column: Int, owner: RowOwner) -> Term? {
    guard let cell else { return nil }
    if cell.kind == .date {
      guard let date = grid.dateTime(cell), (1900...2199).contains(date.year), (1...12).contains(date.month) else {
        return nil
      }
      return (.init(month: YearMonth(year: date.year, month: date.month), day: date.day), nil)
    }
    if cell.kind == .number, let date = serialDate(cell) { return serial(date) }
    if field == .start || field == .end, let month = month(cell), Table.bareEnd(table.paths[column])?.kind == "月" {
      return found(month, nil)
    }
    let written: MonthText =
      if cell.kind == .text {
        dates[cell.text] ?? dates.keep(MonthText(grid.texts[cell.text]), of: cell.text, in: grid.texts)
      } else {
        MonthText(number: cell.number, raw: grid.raw(cell), shown: grid.display(cell))
      }
    switch written {
    case .nothing: return nil
    case .date(let date, _) where field != .start || !written.isEnd: return found(date, nil)
    case .term(let first, let last): return found(first, last)
    case .doubtful(let first) where field != .start && field != .end: return found(first, nil)
    case .date, .doubtful:
      if let short = shortTerm() { return found(short.first, short.last) }
      if case .dates(let first, let last) = termText() { return found(first, last) }
      return unreadableDate(
        cell, field, row: row, column: column, owner: owner, saysEnd: MonthText.saysEnd(text(cell)))
    case .unreadable:
      if let date = serialDate(cell) { return serial(date) }
      if let short = shortTerm() { return found(short.first, short.last) }
      switch termText() {
      case .open:
        let raw = text(cell)
        log.note("date-form", row: row, column: column, raw: raw, value: "")
        return nil
      case .dates(let first, let last): return found(first, last)
      case nil: return unreadableDate(cell, field, row: row, column: column, owner: owner)
      }
    }
    func serial(_ date: DateText.Written) -> Term {
      let raw = text(cell)
      log.note("date-serial", row: row, column: column, raw: raw, value: "\(date.month)")
      return (date, nil)
    }
    func shortTerm() -> Term? {
      guard field == .start || field == .end, let long = ShortYears.writtenOut(text(cell)) else { return nil }
      switch MonthText(long) {
      // 21.1 of a number may be January, or October without its zero.
      case .date(let date, _):
        return cell.kind == .number && date.month.month == 1 && period.contains(date.month) ? nil : (date, nil)
      case .term(let first, let last): return (first, last)
      case .nothing, .doubtful, .unreadable: return nil
      }
    }
    func termText() -> TermText? {
      guard field == .start || field == .end else { return nil }
      let isSpan = TermText.isOfBothEnds(table.paths[column] ?? "")
      return TermText(text(cell), of: field, isSpan: isSpan, period: period)
    }
    func found(_ first: DateText.Written, _ last: DateText.Written?) -> Term {
      let raw = text(cell)
      log.note(
        last == nil ? "date-form" : "term-in-one-cell", row: row, column: column, raw: raw,
        value: last.map { "\(first.month)/\($0.month)" } ?? "\(first.month)")
      return (first, last)
    }
  }

  /// A month of the period's year below 起始月 or 截止月: 7, 7月.
  private func month(_ cell: Cell) -> DateText.Written? {
    var words = Text.squeezed(grid.display(cell))[...]
    if words.hasSuffix("份") { words = words.dropLast() }
    if words.hasSuffix("月") { words = words.dropLast() }
    guard let month = Int(words), (1...12).contains(month), words.count <= 2 else { return nil }
    return .init(month: YearMonth(year: year, month: month), day: nil)
  }

  /// DZ205: an error where the end of a term says for how many months somebody is paid. 届满 leaves open whether anybody has left.
  private mutating func unreadableDate(
    _ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner, saysEnd: Bool = false
  ) -> Term? {
    let raw = Mask.numbers(in: cell.kind == .number ? grid.display(cell) : text(cell))
    let mayGoOn = raw.contains("届") || TermText.maySayInOffice(raw)
    // 7/21 may be in the period; that 出生 or 中共党员 stands there says nothing of months.
    let mayBegin = field == .start && raw.utf8.count <= 30 && ShortYears.seemsDate(raw)
    let decides = table.monthsHangOnTerms && (field == .end && !mayGoOn || field == .start && saysEnd || mayBegin)
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: decides ? nil : .warning, subject: owner.subject, field: field.rawValue,
        spots: [.init(place(row, column), raw: raw)], touches: decides ? .touched(by: field) : [],
        zh: "“\(raw)”不是可用的日期（\(header(column))），按未填处理；请写成 2021-03 或 2021-03-31",
        en: "\"\(raw)\" is not a date for \(header(column)); it counts as not stated: write 2021-03 or 2021-03-31"))
    return nil
  }

  /// The date of a serial whose format was lost, or which a CSV keeps as text; dates of offices have no other five digits.
  func serialDate(_ cell: Cell) -> DateText.Written? {
    let serial =
      switch cell.kind {
      case .number: cell.number == cell.number.rounded() ? Int(exactly: cell.number) : nil
      case .text: Int(Text.squeezed(grid.texts[cell.text]))
      default: Int?.none
      }
    guard let serial, (30_000...60_000).contains(serial) else { return nil }
    return Self.date(ofSerial: serial + (cell.kind == .number && grid.is1904 ? 1462 : 0))
  }

  private static func date(ofSerial serial: Int) -> DateText.Written {
    // Civil from days (Hinnant), counted from 0000-03-01; serial 25569 is 1970-01-01.
    let days = serial - 25569 + 719_468
    let era = days / 146_097
    let ofEra = days - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    return .init(
      month: YearMonth(year: year + era * 400 + (month >= 10 ? 1 : 0), month: month < 10 ? month + 3 : month - 9),
      day: ofYear - (153 * month + 2) / 5 + 1)
  }
}
