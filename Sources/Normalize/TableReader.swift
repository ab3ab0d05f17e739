import Domain
import Spreadsheet

/// What one table holds, before it is known whether it counts.
struct TableRecords: Sendable {
  /// Signatures and dates below a table.
  struct SignOff: Sendable, Equatable {
    var hasRow = false
    var preparer = false
    var reviewer = false
    var date: CalendarDate?
    var place: Place?
  }

  var source: Source
  var members: [MemberRecord] = []
  var aggregates: [AggregateRecord] = []
  var totals: [StatedTotal] = []
  /// Payments that came back; members count from the table's first.
  var returns: [ReturnedPayment] = []
  var discrepancies: [Discrepancy] = []
  var normalizations: [Normalization] = []
  var signOff = SignOff()
  /// Towns that the records are about.
  var towns: Set<Int> = []
  /// Whether the sheet is hidden.
  var isHidden = false
  /// When the file was received.
  var received = 0
  /// The number of the run that saw the file first.
  var firstSeen = 0

  /// Whether most members are paid for no more months than a part of the period has: a year's list may be titled by the month of its payment.
  func fits(_ part: ClosedRange<YearMonth>, _ policy: Policy) -> Bool {
    guard policy.from <= part.lowerBound, part.upperBound <= policy.until else { return false }
    let longest = Int64(part.upperBound.index - part.lowerBound.index) + 1
    let fitting = members.count { member in
      if let months = member.months.value { return months <= longest }
      guard let paid = member.amount.value ?? member.due.value else { return true }
      return paid <= longest * policy.rate(in: part.upperBound).fen
    }
    return fitting * 2 > members.count
  }
}

/// Reads the rows of one table to records.
struct TableReader {
  let grid: Grid
  let table: Table
  let kind: DocumentKind
  let county: Int
  let gazetteer: Gazetteer
  let policy: Policy
  /// The period that figures without a month of their own are about.
  let period: String
  var cells: CellReader
  var out: TableRecords
  var sums: Sums
  var classifier: RowClassifier
  /// A sum row that stands above the rows it sums up.
  var leading: LeadingSum?
  /// What the last total's amounts add up to, for the amount in words below it.
  var summedUp: SummedUp?

  var town: Int?
  /// The town's name as it is written, where the register has none such: told at its first row, not at each.
  private var strangeTown: String?
  var village: WrittenVillage?
  var towns = TextMemo<Int?>()
  var matches: [VillageKey: Gazetteer.Match] = [:]
  var codes = TextMemo<Bool>()
  var flags: (marked: Bool, blanks: [Int]) = (false, [])
  var blankCounts: [Field: [Int]] = [:]
  var serial: (last: Int?, gaps: [(row: Int, from: Int, to: Int)]) = (nil, [])
  var hidden: [(row: Int, amount: Int64)] = []
  var units: [Int: MoneyUnit] = [:]
  var returnWords: [TextID: ReturnWords] = [:]
  /// Columns by field, leftmost first.
  let columnOf: FieldColumns

  struct VillageKey: Hashable {
    var town: Int
    var text: TextID
  }

  /// The village that a row names, for the rows below it that name none or the same.
  struct WrittenVillage {
    var text: String
    /// The text's number, where the cell holds a text.
    var id: TextID?
    /// Its position in the register; -1 where the register does not know it.
    var position: Int
  }

  /// A reader of one table of a sheet.
  init(
    grid: Grid, table: Table, kind: DocumentKind, upload: Upload, sheet: String, county: Int, gazetteer: Gazetteer,
    context: Context
  ) {
    self.grid = grid
    self.table = table
    self.kind = kind
    self.county = county
    self.gazetteer = gazetteer
    policy = context.policy
    period = context.policy.period
    cells = CellReader(grid: grid, table: table, file: upload.file, sheet: sheet)
    classifier = RowClassifier(grid: grid, table: table)
    var columns: [Field: Int] = [:]
    for (column, field) in table.fields.sorted(by: { $0.key > $1.key }) { columns[field] = column }
    columnOf = FieldColumns(table.fields)
    let known =
      Array(table.fields.keys) + table.months.flatMap { [$0.heads, $0.amount].compactMap(\.self) }
      + table.spans.flatMap { [$0.heads, $0.amount].compactMap(\.self) }
    let last = table.body.isEmpty ? table.header.upperBound : table.body.upperBound - 1
    // A table about one town says so in its title or by its sheet's name.
    let only =
      columns[.town] != nil
      ? nil
      : gazetteer.town(sheet) ?? gazetteer.town(within: table.title) ?? gazetteer.town(within: sheet)
        ?? gazetteer.town(within: upload.name)
    let source = Source(
      file: upload.file, sheet: sheet, kind: kind, columns: columns, monthColumns: table.months,
      span: (known.min() ?? 1)...(known.max() ?? 1),
      rows: grid.rows[table.header.upperBound].number...grid.rows[last].number,
      headerRows: grid.rows[table.header.lowerBound].number...grid.rows[table.header.upperBound].number, town: only,
      sha256: upload.sha256)
    out = TableRecords(source: source)
    out.received = upload.received
    out.firstSeen = upload.firstSeen
    town = only
    sums = Sums(columns: Self.sumColumns(table, kind: kind))
    units = table.units
    findUnits(fallback: context.unit)
    for (column, field) in table.byContent {
      let header = cells.header(column)
      cells.log.note(
        "column-by-content", row: out.source.headerRows.upperBound, column: column, raw: header, value: field.rawValue)
    }
  }

  private static func sumColumns(_ table: Table, kind: DocumentKind) -> [Sums.Column] {
    let isMembers = kind == .roster || kind == .paymentList
    var columns: [Sums.Column] = []
    for (column, field) in table.fields {
      switch field {
      case .amount, .due, .deduction, .backPay: columns.append(.init(column: column, field: field, unit: .money))
      case .quota, .concurrent, .eligible, .listed, .villageCount:
        guard !isMembers else { continue }
        columns.append(.init(column: column, field: field, unit: .count(field == .villageCount ? "村" : "人")))
      case .personMonths: columns.append(.init(column: column, field: field, unit: .count("人月")))
      default: break
      }
    }
    for month in table.months {
      if let heads = month.heads {
        columns.append(.init(column: heads, field: .eligible, month: month.month, unit: .count("人")))
      }
      if let amount = month.amount {
        columns.append(.init(column: amount, field: .amount, month: month.month, unit: .money))
      }
    }
    for span in table.spans {
      if let heads = span.heads {
        columns.append(.init(column: heads, field: .eligible, unit: .count("人"), isSpan: true))
      }
      if let amount = span.amount {
        columns.append(.init(column: amount, field: .amount, unit: .money, isSpan: true))
      }
    }
    return columns.sorted { $0.column < $1.column }
  }

  /// Reads every row.
  mutating func read() -> TableRecords {
    for row in table.body {
      let number = grid.rows[row].number
      switch classifier.kind(ofRow: row) {
      case .blank: continue
      case .record: record(row)
      case .sum(let level, let label): sum(row, level: level, label: label)
      case .heading(let text):
        if let found = gazetteer.town(text) ?? (text.count < 20 ? gazetteer.town(within: text) : nil) {
          enter(found)
        } else {
          setAside(row, zh: "单独一行的文字“\(Mask.numbers(in: text))”", en: "a line of words of its own")
        }
      case .setAside(let reason):
        if reason == .pageHeader { enterTown(above: row) }
        setAside(row, zh: reason.rawValue, en: reason.en)
      case .inWords: inWords(row)
      case .signature: signature(row)
      case .note: setAside(row, zh: "附注", en: "a note")
      }
      if grid.rows[row].isHidden { hidden.append((number, 0)) }
    }
    finish()
    return out
  }

  /// Goes on with another town's villages.
  private mutating func enter(_ named: Int) {
    if named != out.source.town { out.source.town = nil }
    town = named
    village = nil
  }

  /// A repeated header may begin another town's rows: the title above it says so.
  private mutating func enterTown(above header: Int) {
    guard columnOf[.town] == nil else { return }
    for row in (max(table.body.lowerBound, header - 4)..<header).reversed() {
      let texts = grid.rows[row].cells.filter { grid.cells[$0].kind == .text }.map { grid.texts[grid.cells[$0].text] }
      let words = texts.count(where: { !Text.trimmed($0).isEmpty })
      guard texts.count == grid.rows[row].cells.count, words <= 2 else { return }
      if let named = texts.compactMap({ gazetteer.town(within: $0) }).first {
        if named != town { enter(named) }
        return
      }
    }
  }

  // MARK: Rows

  mutating func record(_ row: Int) {
    let number = grid.rows[row].number
    locateTown(row, number)
    switch kind {
    case .roster, .paymentList: member(row, number)
    case .summary, .monthly: aggregate(row, number)
    }
  }

  func cell(_ row: Int, _ field: Field) -> Cell? {
    columnOf[field].flatMap { grid.cell(rowIndex: row, column: $0) }
  }

  func isBlank(_ cell: Cell?) -> Bool {
    guard let cell else { return true }
    return cell.kind == .text
      && grid.texts.withBytes(of: cell.text) {
        $0.count <= 3 && $0.allSatisfy { $0 <= 0x20 || $0 == 0xE3 || $0 == 0x80 }
      }
  }

  /// The town of a row, carried down where it is written once; a sum row may hold 小计 in its place.
  mutating func locateTown(_ row: Int, _ number: Int, isSum: Bool = false) {
    guard let column = columnOf[.town] else { return }
    let cell = grid.cell(rowIndex: row, column: column)
    if isBlank(cell) {
      if town != nil { cells.log.note("carried-down", row: number, column: column, raw: "", value: "town") }
      return
    }
    let found: Int? =
      if let cell, cell.kind == .text {
        towns[cell.text] ?? towns.keep(gazetteer.town(grid.texts[cell.text]), of: cell.text, in: grid.texts)
      } else {
        gazetteer.town(cells.text(cell))
      }
    if let found {
      if found != town { village = nil }
      town = found
      strangeTown = nil
    } else if !isSum {
      let text = cells.text(cell)
      guard text != strangeTown else { return }
      strangeTown = text
      town = nil
      village = nil
      out.discrepancies.append(
        Discrepancy(
          .villageNotInRegister, subject: Subject(county: county, detail: Text.squeezed(text)), period: period,
          field: Field.town.rawValue, spots: [.init(cells.place(number, column), raw: Mask.numbers(in: text))],
          touches: .row,
          zh: "镇（街）名“\(Mask.numbers(in: text))”不在名册中",
          en: "no town of the register is called \"\(Mask.numbers(in: text))\""))
    }
  }

  /// The village of a row, carried down where it is written once; nil if the row names none.
  mutating func locateVillage(_ row: Int, _ number: Int) -> Int? {
    let column = columnOf[.village] ?? columnOf[.code]
    guard let column else { return nil }
    var cell = grid.cell(rowIndex: row, column: column)
    var inColumn = column
    if let codes = columnOf[.code], let code = grid.cell(rowIndex: row, column: codes), !isBlank(code) {
      cell = code
      inColumn = codes
      if column != codes, !isCode(code) {
        cell = grid.cell(rowIndex: row, column: column)
        inColumn = column
      }
    }
    guard let cell, !isBlank(cell) else {
      if let village {
        if kind == .roster || kind == .paymentList {
          cells.log.note("carried-down", row: number, column: column, raw: "", value: village.text)
        }
        return village.position
      }
      return nil
    }
    guard cell.kind == .text else {
      let match = gazetteer.village(cells.text(cell), town: town)
      return place(match, text: cells.text(cell), id: nil, number, inColumn)
    }
    // A village's block of rows is told once, where it begins.
    if let village, village.id == cell.text, village.position >= 0 { return village.position }
    let key = VillageKey(town: town ?? -1, text: cell.text)
    let text = grid.texts[cell.text]
    let match = matches[key] ?? gazetteer.village(text, town: town)
    matches[key] = match
    return place(match, text: text, id: cell.text, number, inColumn)
  }

  /// Whether a cell of the code column holds a registered code.
  private mutating func isCode(_ cell: Cell) -> Bool {
    if cell.kind == .text, let known = codes[cell.text] { return known }
    let isCode = if case .found = gazetteer.village(cells.text(cell), town: nil) { true } else { false }
    return cell.kind == .text ? codes.keep(isCode, of: cell.text, in: grid.texts) : isCode
  }

  mutating func place(_ match: Gazetteer.Match, text: String, id: TextID?, _ row: Int, _ column: Int) -> Int {
    if case .found(let found, let rule) = match {
      if let rule {
        cells.log.note(
          rule, row: row, column: column, raw: Mask.numbers(in: text), value: gazetteer.name(found))
      }
      village = WrittenVillage(text: text, id: id, position: found)
      return found
    }
    let raw = Mask.numbers(in: text)
    let spot = Discrepancy.Spot(cells.place(row, column), raw: raw)
    let subject = Subject(county: county, town: town, detail: Text.squeezed(raw))
    var position = -1
    switch match {
    case .found: break
    case .alias(let found, let alias):
      position = found
      out.discrepancies.append(
        Discrepancy(
          .matchedByAlias, subject: gazetteer.subject(found), period: period, field: Field.village.rawValue,
          spots: [.init(spot.place, raw: raw, parsed: alias.code)], zh: "“\(raw)”按别名表对应为\(gazetteer.name(found))",
          en: "\"\(raw)\" is \(gazetteer.name(found)) by the alias file"))
    case .ambiguous(let found):
      if village?.text != text {
        let codes = found.map { gazetteer.code($0) }.joined(separator: " ")
        out.discrepancies.append(
          Discrepancy(
            .villageAmbiguous, subject: subject, period: period, field: Field.village.rawValue, spots: [spot],
            gap: .texts(expected: codes, actual: raw), level: .village, touches: .row,
            zh: "村名“\(raw)”对应多个村（\(codes)），请写明镇或全称",
            en: "\"\(raw)\" may be any of \(codes): name the town or write the name in full"))
      }
    case .wrongKind(let found):
      if village?.text != text {
        out.discrepancies.append(
          Discrepancy(
            .kindMismatch, subject: subject, period: period, field: Field.village.rawValue, spots: [spot],
            gap: .texts(expected: gazetteer.name(found), actual: raw), level: .village, touches: .row,
            zh: "“\(raw)”与名册中的“\(gazetteer.name(found))”村居类型不符",
            en: "\"\(raw)\" differs in kind from the register's \(gazetteer.name(found))"))
      }
    case .unknown(let near):
      if village?.text != text {
        let names = near.map { "\(gazetteer.name($0.village))（\(Int($0.score * 100))%）" }.joined(separator: "、")
        out.discrepancies.append(
          Discrepancy(
            .villageNotInRegister, subject: subject, period: period, field: Field.village.rawValue,
            spots: [spot],
            gap: .texts(expected: Gazetteer.certain(near).map { gazetteer.name($0) } ?? "", actual: raw),
            level: .village,
            touches: .row,
            zh: "村名“\(raw)”不在名册中，该村人数和金额未计入" + (names.isEmpty ? "" : "；相近的有：\(names)"),
            en: "the register has no village \"\(raw)\"; its figures are not counted"
              + (names.isEmpty ? "" : "; near: \(names)")))
      }
    }
    village = WrittenVillage(text: text, id: id, position: position)
    return position
  }
}

extension Gazetteer {
  /// The subject that a village is.
  func subject(_ village: Int) -> Subject {
    let entry = register.villages[village]
    return Subject(county: entry.county, town: entry.town, village: village)
  }
  /// A village's registered name.
  func name(_ village: Int) -> String { register.villages[village].name }
  /// A village's code.
  func code(_ village: Int) -> String { register.villages[village].code }
  /// A village's town.
  func town(of village: Int) -> Int { register.villages[village].town }
}
