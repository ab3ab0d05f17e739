import Domain
import Spreadsheet

/// Reads single cells as numbers, flags, dates, IDs and accounts. Whatever is read otherwise than written is logged; whatever cannot be read is a discrepancy.
struct CellReader {
  let grid: Grid
  let table: Table
  let file: String
  let sheet: String
  var log = ReadingLog()
  var discrepancies: [Discrepancy] = []
  /// Columns of 万元 → the most places that a number in them was written with.
  var wanPlaces: [Int: Int] = [:]
  private var numbers = TextMemo<NumberText>()
  private var plainFlags = TextMemo<Bool>()
  private var dates = TextMemo<MonthText>()
  private var trimmedTexts = TextMemo<String>()

  /// What a text says where a month is wanted.
  private enum MonthText {
    case nothing
    case date(DateText.Written)
    case unreadable

    init(_ text: String) {
      let word = Text.squeezed(text)
      if word.isEmpty || ["/", "-", "—", "——", "无", "至今", "现任", "在任", "今"].contains(word) {
        self = .nothing
      } else {
        self = DateText.find(in: word).map { .date($0) } ?? .unreadable
      }
    }
  }

  init(grid: Grid, table: Table, file: String, sheet: String) {
    self.grid = grid
    self.table = table
    self.file = file
    self.sheet = sheet
  }

  /// The place of a cell.
  func place(_ row: Int, _ column: Int) -> Place {
    Place(file: file, sheet: sheet, cell: Place.cell(row: row, column: column))
  }

  /// The text of a cell as stored, empty for none.
  func text(_ cell: Cell?) -> String {
    guard let cell else { return "" }
    return cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell)
  }

  /// The text of a cell without white space around it.
  mutating func trimmed(_ cell: Cell?) -> String {
    guard let cell, cell.kind == .text else { return Text.trimmed(text(cell)) }
    return trimmedTexts[cell.text]
      ?? trimmedTexts.keep(Text.trimmed(grid.texts[cell.text]), of: cell.text, in: grid.texts)
  }

  /// A whole number that stands plainly in a cell, such as a serial number; nil for anything else.
  func plainNumber(_ cell: Cell) -> Int64? {
    if cell.kind == .number, cell.number == cell.number.rounded(), abs(cell.number) < 1e15 { return Int64(cell.number) }
    let isShort =
      cell.kind == .text
      && grid.texts.withBytes(of: cell.text) { $0.count <= 15 && $0.allSatisfy { (48...57).contains($0) } }
    if isShort, let digits = Int64(grid.texts[cell.text]) { return digits }
    guard case .number(let written) = NumberText(text(cell)) else { return nil }
    return written.value.scaled(by: 1)
  }

  /// The header path of a column, for messages.
  func header(_ column: Int) -> String { table.paths[column].map(Text.squeezed) ?? Place.letters(column) }

  /// A count, or an amount in fen if a unit is given.
  mutating func number(
    _ cell: Cell?, _ field: Field, row: Int, column: Int, unit: MoneyUnit?, owner: RowOwner, period: String = ""
  ) -> Reading {
    guard let cell else { return .missing }
    let written: WrittenNumber
    switch cell.kind {
    case .number:
      guard let plain = decimal(cell, row: row, column: column) else {
        return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
      }
      written = WrittenNumber(value: plain, rules: [], suffix: "")
    case .text:
      switch numbers[cell.text] ?? numbers.keep(NumberText(grid.texts[cell.text]), of: cell.text, in: grid.texts) {
      case .blank:
        // Some programs save a formula that was never reckoned as an empty text.
        return cell.isFormula
          ? withoutValue(field, row: row, column: column, owner: owner, period: period) : .missing
      case .nothing:
        missingMark(cell, field, row: row, column: column, owner: owner, period: period)
        return .notApplicable
      case .unreadable:
        // CSV exports, and some writers, keep an error value as a text.
        return Self.errorNames.contains(Text.squeezed(grid.texts[cell.text]))
          ? errorValue(cell, field, row: row, column: column, owner: owner, period: period)
          : unreadable(cell, field, row: row, column: column, owner: owner, period: period)
      case .number(let number): written = number
      }
    case .error: return errorValue(cell, field, row: row, column: column, owner: owner, period: period)
    case .noValue: return withoutValue(field, row: row, column: column, owner: owner, period: period)
    case .date, .boolean: return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
    }
    let effective: MoneyUnit? = unit.map { written.suffix == "万元" ? .wan : written.suffix == "元" ? .yuan : $0 }
    let value: Int64?
    if let effective {
      value = written.value.money(in: effective).map(\.amount.fen)
    } else {
      value = written.value.scaled(by: 1)
    }
    let limit = unit == nil ? 1_000_000 : Money.cellLimit
    guard let value, abs(value) <= limit else {
      return unreadable(cell, field, row: row, column: column, owner: owner, period: period)
    }
    if unit == .wan, written.value.places > wanPlaces[column] ?? -1 { wanPlaces[column] = written.value.places }
    if !written.rules.isEmpty || unit == .wan {
      let raw = text(cell)
      for rule in written.rules + (unit == .wan ? ["wan-to-yuan"] : []) {
        log.note(
          rule, row: row, column: column, raw: raw, value: effective == nil ? "\(value)" : "\(Money(fen: value))")
      }
    }
    return .value(value)
  }

  /// A stored double as the decimal that was meant: the shortest that reads back, cut to the 15 digits that a spreadsheet shows.
  private mutating func decimal(_ cell: Cell, row: Int, column: Int) -> WrittenDecimal? {
    let number = cell.number
    if number == number.rounded(), abs(number) < 1e15 { return WrittenDecimal(digits: Int64(number), places: 0) }
    let shortest = shortestDecimal(number)
    guard let exact = WrittenDecimal(shortest) else { return nil }
    guard abs(exact.digits) >= 1_000_000_000_000_000 else { return exact }
    var (digits, places) = (exact.digits, exact.places)
    while abs(digits) >= 1_000_000_000_000_000, places > 0 {
      digits = (digits + (digits < 0 ? -5 : 5)) / 10
      places -= 1
    }
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    log.note("binary-noise", row: row, column: column, raw: shortest, value: "\(Double(digits)) e-\(places)")
    return WrittenDecimal(digits: digits, places: places)
  }

  private mutating func unreadable(
    _ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner, period: String
  ) -> Reading {
    let raw = Mask.numbers(in: grid.display(cell))
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: raw)], touches: .touched(by: field),
        zh: "“\(raw)”不是可用的数（\(header(column))），按缺失处理，请填写一个数",
        en: "\"\(raw)\" is not a number for \(header(column)); it counts as missing: give one number"))
    return .unreadable
  }

  private static let errorNames: Set<String> = [
    "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
  ]

  private mutating func errorValue(
    _ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner, period: String
  ) -> Reading {
    discrepancies.append(
      Discrepancy(
        .cellErrorValue, subject: owner.subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: grid.texts[cell.text])], touches: .touched(by: field),
        zh: "“\(header(column))”单元格是错误值 \(grid.texts[cell.text])，按缺失处理",
        en: "the cell under \(header(column)) holds the error \(grid.texts[cell.text]); it counts as missing"))
    return .unreadable
  }

  private mutating func withoutValue(_ field: Field, row: Int, column: Int, owner: RowOwner, period: String) -> Reading
  {
    let formula = grid.formulas[CellAddress(row: row, column: column)] ?? ""
    discrepancies.append(
      Discrepancy(
        .formulaWithoutValue, subject: owner.subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: formula.isEmpty ? "" : "=" + formula)], touches: .touched(by: field),
        zh: "“\(header(column))”的公式没有保存计算结果，按缺失处理",
        en: "the formula under \(header(column)) was saved without its value; it counts as missing"))
    return .unreadable
  }

  private mutating func missingMark(
    _ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner, period: String
  ) {
    let raw = text(cell)
    discrepancies.append(
      Discrepancy(
        .missingNotZero, subject: owner.subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: raw)],
        zh: "“\(header(column))”写的是“\(raw)”，不等于 0；如确为 0 请填 0",
        en: "\(header(column)) says \"\(raw)\", which is not zero; if zero is meant, write 0"))
  }

  /// Whether the cell marks a concurrent post; nil if blank or unreadable.
  mutating func flag(_ cell: Cell?, row: Int, column: Int, owner: RowOwner) -> Bool? {
    guard let cell else { return nil }
    if cell.kind == .boolean { return cell.boolean }
    if cell.kind == .text, let known = plainFlags[cell.text] { return known }
    let raw = text(cell)
    let word = Text.squeezed(raw)
    switch word {
    case "": return nil
    case "是" where word == raw && cell.kind == .text, "否" where word == raw && cell.kind == .text:
      return plainFlags.keep(word == "是", of: cell.text, in: grid.texts)
    case "是", "√", "✓", "Y", "y", "1", "有", "兼", "兼任", "TRUE", "✔", "是的", "对", "yes", "Yes", "YES": return note(true)
    case "否", "×", "✗", "N", "n", "0", "无", "不兼", "未兼任", "FALSE", "/", "-", "—", "——", "不是", "x", "X", "no", "No", "NO",
      "不兼任", "没有":
      return note(false)
    default: break
    }
    if word.hasPrefix("否") || word.hasPrefix("不") || word.hasPrefix("未") { return note(false) }
    if word.hasPrefix("是") || word.contains("纪委书记") || word.contains("纪检委员") || word.contains("兼") {
      return note(true)
    }
    _ = unreadable(cell, .concurrent, row: row, column: column, owner: owner, period: "")
    return nil
    func note(_ value: Bool) -> Bool {
      if word != "是" && word != "否" || word != raw {
        log.note("flag-word", row: row, column: column, raw: raw, value: value ? "true" : "false")
      }
      return value
    }
  }

  /// A month and perhaps its day, from a date cell or any way of writing one; nil if blank or unreadable.
  mutating func date(_ cell: Cell?, _ field: Field, row: Int, column: Int, owner: RowOwner) -> DateText.Written? {
    guard let cell else { return nil }
    if cell.kind == .date {
      guard let date = grid.dateTime(cell), (1900...2199).contains(date.year), (1...12).contains(date.month) else {
        return nil
      }
      return .init(month: YearMonth(year: date.year, month: date.month), day: date.day)
    }
    if cell.kind == .number, (30_000...60_000).contains(cell.number), cell.number == cell.number.rounded() {
      // A date serial whose format was lost.
      let date = Self.date(ofSerial: Int(cell.number) + (grid.is1904 ? 1462 : 0))
      let raw = text(cell)
      log.note("date-serial", row: row, column: column, raw: raw, value: "\(date.month)")
      return date
    }
    let written: MonthText =
      if cell.kind == .text {
        dates[cell.text] ?? dates.keep(MonthText(grid.texts[cell.text]), of: cell.text, in: grid.texts)
      } else {
        MonthText(grid.raw(cell))
      }
    switch written {
    case .nothing: return nil
    case .date(let date):
      let raw = text(cell)
      log.note("date-form", row: row, column: column, raw: raw, value: "\(date.month)")
      return date
    case .unreadable:
      // A CSV keeps a serial as text; dates of offices have no other five digits.
      if cell.kind == .text, let serial = Int(Text.squeezed(grid.texts[cell.text])), (30_000...60_000).contains(serial)
      {
        let date = Self.date(ofSerial: serial)
        let raw = text(cell)
        log.note("date-serial", row: row, column: column, raw: raw, value: "\(date.month)")
        return date
      }
    }
    let raw = Mask.numbers(in: text(cell))
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .warning, subject: owner.subject, field: field.rawValue,
        spots: [.init(place(row, column), raw: raw)],
        zh: "“\(raw)”不是可用的日期（\(header(column))），按未填处理",
        en: "\"\(raw)\" is not a date for \(header(column)); it counts as not stated"))
    return nil
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

  /// An ID number; nil if blank, or damaged, which is told.
  mutating func id(_ cell: Cell?, row: Int, column: Int, owner: RowOwner) -> IDNumber? {
    guard let cell else { return nil }
    if cell.kind == .number {
      precisionLost(cell, .idNumber, row: row, column: column, owner: owner)
      return nil
    }
    guard cell.kind == .text else { return nil }
    // Most IDs are plain 18 bytes: no String is made for them.
    if let id = grid.texts.withBytes(of: cell.text, { IDNumber($0) }) { return id }
    let raw = grid.texts[cell.text]
    var word = Text.squeezed(raw)
    if word.isEmpty || ["/", "-", "—", "无"].contains(word) { return nil }
    word.removeAll { "'’‘`-".contains($0) }
    if let id = IDNumber(word) {
      log.note("id-form", row: row, column: column, raw: Mask.numbers(in: Text.trimmed(raw)), value: id.masked)
      return id
    }
    if word.contains("E+") || word.contains("e+") {
      precisionLost(cell, .idNumber, row: row, column: column, owner: owner)
      return nil
    }
    let masked = Mask.numbers(in: raw)
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, field: Field.idNumber.rawValue,
        spots: [.init(place(row, column), raw: masked)],
        zh: "身份证号码应为 18 位，这里是 \(word.count) 位", en: "an ID number has 18 characters; this one has \(word.count)"))
    return nil
  }

  /// A bank account; nil if blank or damaged.
  mutating func account(_ cell: Cell?, row: Int, column: Int, owner: RowOwner) -> Account? {
    guard let cell else { return nil }
    if cell.kind == .number {
      if abs(cell.number) >= 1e15 {
        precisionLost(cell, .account, row: row, column: column, owner: owner)
        return nil
      }
      return Account(grid.raw(cell))
    }
    guard cell.kind == .text else { return nil }
    if let account = grid.texts.withBytes(of: cell.text, { Account($0) }) { return account }
    let raw = grid.texts[cell.text]
    let word = Text.squeezed(raw).filter { !"'’‘`-".contains($0) }
    guard let account = Account(word) else {
      if word.contains("E+") || word.contains("e+") {
        precisionLost(cell, .account, row: row, column: column, owner: owner)
      }
      return nil
    }
    log.note("account-form", row: row, column: column, raw: Mask.numbers(in: Text.trimmed(raw)), value: account.masked)
    return account
  }

  private mutating func precisionLost(_ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner) {
    discrepancies.append(
      Discrepancy(
        .precisionLostNumber, subject: owner.subject, field: field.rawValue,
        spots: [.init(place(row, column), raw: Mask.numbers(in: text(cell)))],
        zh: "\(header(column))按数值保存，15 位以后的数字已丢失且无法恢复；请将该列设为文本后重新填写",
        en:
          "\(header(column)) was saved as a number, so digits past the 15th are lost for good; format the column as text and type it again"
      ))
  }
}

extension Quantities {
  /// The quantities that an unreadable field leaves uncertain.
  static func touched(by field: Field) -> Quantities {
    switch field {
    case .town, .village, .code: .row
    case .concurrent: [.concurrent, .heads, .due]
    case .quota, .villageCount: []
    case .eligible, .listed: [.heads, .due]
    case .months, .personMonths, .start, .end: [.heads, .due]
    case .rate: [.due]
    case .amount, .due, .deduction, .backPay: [.stated]
    default: []
    }
  }
}
