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
  var discrepancies: [Discrepancy] = []
  var normalizations: [Normalization] = []
  var signOff = SignOff()
  /// Towns that the records are about.
  var towns: Set<Int> = []
  /// Whether the sheet is hidden.
  var isHidden = false
  /// When the file was received.
  var received = 0
}

/// Reads the rows of one table to records.
struct TableReader {
  private let grid: Grid
  private let table: Table
  private let kind: DocumentKind
  private let county: Int
  private let gazetteer: Gazetteer
  private let policy: Policy
  private var cells: CellReader
  private var out: TableRecords
  private var sums: Sums
  private let classifier: RowClassifier

  private var town: Int?
  private var village: (text: String, position: Int, isMatched: Bool)?
  private var memo: [VillageKey: Gazetteer.Match] = [:]
  private var flags: (marked: Bool, blanks: [Int]) = (false, [])
  private var blankCounts: [Field: [Int]] = [:]
  private var serial: (last: Int?, gaps: [(row: Int, from: Int, to: Int)]) = (nil, [])
  private var hidden: [(row: Int, amount: Int64)] = []
  private var units: [Int: MoneyUnit] = [:]
  /// Columns by field, leftmost first.
  private let columnOf: [Field: Int]

  private struct VillageKey: Hashable {
    var town: Int
    var text: TextID
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
    cells = CellReader(grid: grid, table: table, file: upload.file, sheet: sheet)
    classifier = RowClassifier(grid: grid, table: table)
    var columns: [Field: Int] = [:]
    for (column, field) in table.fields.sorted(by: { $0.key > $1.key }) { columns[field] = column }
    columnOf = columns
    let known = Array(table.fields.keys) + table.months.flatMap { [$0.heads, $0.amount].compactMap(\.self) }
    let last = table.body.isEmpty ? table.header.upperBound : table.body.upperBound - 1
    // A table about one town says so in its title or by its sheet's name.
    let only = columns[.town] != nil ? nil : gazetteer.town(sheet) ?? gazetteer.town(within: table.title) ?? gazetteer.town(within: upload.name)
    let source = Source(
      file: upload.file, sheet: sheet, kind: kind, columns: columns, monthColumns: table.months,
      span: (known.min() ?? 1)...(known.max() ?? 1),
      rows: grid.rows[table.header.upperBound].number...grid.rows[last].number,
      headerRows: grid.rows[table.header.lowerBound].number...grid.rows[table.header.upperBound].number, town: only,
      sha256: upload.sha256)
    out = TableRecords(source: source)
    out.received = upload.received
    town = only
    sums = Sums(columns: Self.sumColumns(table, kind: kind))
    units = table.units
    findUnits(fallback: context.unit)
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
      if let heads = month.heads { columns.append(.init(column: heads, field: .eligible, month: month.month, unit: .count("人"))) }
      if let amount = month.amount { columns.append(.init(column: amount, field: .amount, month: month.month, unit: .money)) }
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
          town = found
          village = nil
        } else {
          setAside(row, zh: "单独一行的文字“\(Mask.numbers(in: text))”", en: "a line of words of its own")
        }
      case .setAside(let reason): setAside(row, zh: reason.rawValue, en: reason.en)
      case .signature: signature(row)
      case .note: setAside(row, zh: "附注", en: "a note")
      }
      if grid.rows[row].isHidden { hidden.append((number, 0)) }
    }
    finish()
    return out
  }

  // MARK: Rows

  private mutating func record(_ row: Int) {
    let number = grid.rows[row].number
    locateTown(row, number)
    switch kind {
    case .roster, .paymentList: member(row, number)
    case .summary, .monthly: aggregate(row, number)
    }
  }

  private func cell(_ row: Int, _ field: Field) -> Cell? {
    columnOf[field].flatMap { grid.cell(rowIndex: row, column: $0) }
  }

  private func isBlank(_ cell: Cell?) -> Bool {
    guard let cell else { return true }
    return cell.kind == .text && grid.texts.withBytes(of: cell.text) { $0.count <= 3 && $0.allSatisfy { $0 <= 0x20 || $0 == 0xE3 || $0 == 0x80 } }
  }

  private mutating func locateTown(_ row: Int, _ number: Int) {
    guard let column = columnOf[.town] else { return }
    let cell = grid.cell(rowIndex: row, column: column)
    if isBlank(cell) {
      if town != nil { cells.log.note("carried-down", row: number, column: column, raw: "", value: "town") }
      return
    }
    let text = cells.text(cell)
    if let found = gazetteer.town(text) {
      if found != town { village = nil }
      town = found
    } else {
      town = nil
      village = nil
      out.discrepancies.append(
        Discrepancy(
          .villageNotInRegister, subject: Subject(county: county, detail: Text.squeezed(text)), period: policy.period,
          field: Field.town.rawValue, spots: [.init(cells.place(number, column), raw: Mask.numbers(in: text))], touches: .row,
          zh: "镇（街）名“\(Mask.numbers(in: text))”不在名册中", en: "no town of the register is called \"\(Mask.numbers(in: text))\""))
    }
  }

  /// The village of a row, carried down where it is written once; nil if the row names none.
  private mutating func locateVillage(_ row: Int, _ number: Int) -> Int? {
    let column = columnOf[.village] ?? columnOf[.code]
    guard let column else { return nil }
    var cell = grid.cell(rowIndex: row, column: column)
    var inColumn = column
    if let codes = columnOf[.code], let code = grid.cell(rowIndex: row, column: codes), !isBlank(code) {
      cell = code
      inColumn = codes
      if case .found = gazetteer.village(cells.text(code), town: nil) {} else if column != codes {
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
      return place(match, text: cells.text(cell), number, inColumn)
    }
    let key = VillageKey(town: town ?? -1, text: cell.text)
    let text = grid.texts[cell.text]
    // A village's block of rows is told once, where it begins.
    if let village, village.text == text, village.isMatched { return village.position }
    let match = memo[key] ?? gazetteer.village(text, town: town)
    memo[key] = match
    return place(match, text: text, number, inColumn)
  }

  private mutating func place(_ match: Gazetteer.Match, text: String, _ row: Int, _ column: Int) -> Int {
    let raw = Mask.numbers(in: text)
    let spot = Discrepancy.Spot(cells.place(row, column), raw: raw)
    let subject = Subject(county: county, town: town, detail: Text.squeezed(raw))
    var position = -1
    switch match {
    case .found(let found, let rule):
      position = found
      if let rule { cells.log.note(rule, row: row, column: column, raw: raw, value: gazetteer.name(found)) }
    case .alias(let found, let alias):
      position = found
      out.discrepancies.append(
        Discrepancy(
          .matchedByAlias, subject: gazetteer.subject(found), period: policy.period, field: Field.village.rawValue,
          spots: [.init(spot.place, raw: raw, parsed: alias.code)], zh: "“\(raw)”按别名表对应为\(gazetteer.name(found))",
          en: "\"\(raw)\" is \(gazetteer.name(found)) by the alias file"))
    case .ambiguous(let found):
      if village?.text != text {
        let codes = found.map { gazetteer.code($0) }.joined(separator: " ")
        out.discrepancies.append(
          Discrepancy(
            .villageAmbiguous, subject: subject, period: policy.period, field: Field.village.rawValue, spots: [spot],
            gap: .texts(expected: codes, actual: raw), level: .village, touches: .row,
            zh: "村名“\(raw)”对应多个村（\(codes)），请写明镇或全称", en: "\"\(raw)\" may be any of \(codes): name the town or write the name in full"))
      }
    case .wrongKind(let found):
      if village?.text != text {
        out.discrepancies.append(
          Discrepancy(
            .kindMismatch, subject: subject, period: policy.period, field: Field.village.rawValue, spots: [spot],
            gap: .texts(expected: gazetteer.name(found), actual: raw), level: .village, touches: .row,
            zh: "“\(raw)”与名册中的“\(gazetteer.name(found))”村居类型不符", en: "\"\(raw)\" differs in kind from the register's \(gazetteer.name(found))"))
      }
    case .unknown(let near):
      if village?.text != text {
        let names = near.map { "\(gazetteer.name($0.village))（\(Int($0.score * 100))%）" }.joined(separator: "、")
        out.discrepancies.append(
          Discrepancy(
            .villageNotInRegister, subject: subject, period: policy.period, field: Field.village.rawValue, spots: [spot],
            gap: .texts(expected: near.first.map { gazetteer.name($0.village) } ?? "", actual: raw), level: .village,
            touches: .row,
            zh: "村名“\(raw)”不在名册中，该村人数和金额未计入" + (names.isEmpty ? "" : "；相近的有：\(names)"),
            en: "the register has no village \"\(raw)\"; its figures are not counted" + (names.isEmpty ? "" : "; near: \(names)")))
      }
    }
    village = (text, position, position >= 0)
    return position
  }

  private mutating func member(_ row: Int, _ number: Int) {
    let nameCell = cell(row, .name)
    let idCell = cell(row, .idNumber)
    if isBlank(nameCell) && isBlank(idCell) {
      guard sums.columns.contains(where: { !isBlank(grid.cell(rowIndex: row, column: $0.column)) }) else {
        if let label = cell(row, .town), !isBlank(label) { return }
        return setAside(row, zh: "没有姓名和金额", en: "neither a name nor an amount")
      }
      return unclassified(row, number)
    }
    let position = locateVillage(row, number)
    if position == nil { missingVillage(number) }
    let writtenName = cells.text(nameCell)
    let name = Text.squeezed(writtenName)
    if let column = columnOf[.name], name != writtenName, !name.isEmpty {
      cells.log.note("name-space", row: number, column: column, raw: Mask.name(Text.trimmed(writtenName)), value: Mask.name(name))
    }
    var subject = (position ?? -1) >= 0 ? gazetteer.subject(position ?? 0) : Subject(county: county, town: town)
    subject.detail = Mask.name(name) + (position == -1 ? "@" + (village?.text ?? "") : "")
    var member = MemberRecord(
      source: SourceID(0), row: number, village: position ?? -1, town: town ?? -1, name: name, role: Text.trimmed(cells.text(cell(row, .role))))
    if let column = columnOf[.idNumber] { member.id = cells.id(idCell, row: number, column: column, subject: subject) }
    if let id = member.id {
      subject.person = id
      subject.detail = ""
      if !id.hasValidCheck { badCheck(id, number, subject) }
    }
    if let column = columnOf[.account] {
      member.account = cells.account(cell(row, .account), row: number, column: column, subject: subject)
    }
    if let sex = cell(row, .sex) {
      let word = Text.squeezed(cells.text(sex))
      member.sex = word.hasPrefix("男") ? 1 : word.hasPrefix("女") ? 0 : -1
    }
    if let column = columnOf[.concurrent] {
      let flag = cell(row, .concurrent)
      member.isConcurrent = cells.flag(flag, row: number, column: column, subject: subject)
      if member.isConcurrent == true { flags.marked = true }
      if isBlank(flag) { flags.blanks.append(out.members.count) }
    }
    if let column = columnOf[.start] {
      member.start = cells.month(cell(row, .start), .start, row: number, column: column, subject: subject)
    }
    if let column = columnOf[.end] {
      member.end = cells.month(cell(row, .end), .end, row: number, column: column, subject: subject)
    }
    member.months = figure(row, number, .months, subject)
    member.rate = figure(row, number, .rate, subject)
    member.due = figure(row, number, .due, subject)
    member.deduction = figure(row, number, .deduction, subject)
    member.backPay = figure(row, number, .backPay, subject)
    member.amount = figure(row, number, .amount, subject)
    sums.add(
      sums.columns.map {
        switch $0.field {
        case .due: member.due
        case .deduction: member.deduction
        case .backPay: member.backPay
        case .amount: member.amount
        default: .absent
        }
      }, row: number)
    checkSerial(row, number)
    if grid.rows[row].isHidden { hidden.append((number, member.amount.value ?? 0)) }
    if let position, position >= 0 { out.towns.insert(gazetteer.town(of: position)) } else if let town { out.towns.insert(town) }
    out.members.append(member)
  }

  private mutating func figure(_ row: Int, _ number: Int, _ field: Field, _ subject: Subject) -> Reading {
    guard let column = columnOf[field] else { return .absent }
    let isMoney = [.rate, .due, .deduction, .backPay, .amount].contains(field)
    return cells.number(
      grid.cell(rowIndex: row, column: column), field, row: number, column: column,
      unit: isMoney ? units[column] ?? .yuan : nil, subject: subject, period: policy.period)
  }

  private mutating func aggregate(_ row: Int, _ number: Int) {
    let hasVillageColumn = columnOf[.village] != nil || columnOf[.code] != nil
    let isVillage = hasVillageColumn && !isBlank(cell(row, .village) ?? cell(row, .code))
    let hasFigures = sums.columns.contains { !isBlank(grid.cell(rowIndex: row, column: $0.column)) }
    if hasVillageColumn && !isVillage {
      if !hasFigures { return }
      guard !isBlank(cell(row, .town)) else { return unclassified(row, number) }
    }
    if !hasVillageColumn && isBlank(cell(row, .town)) { return hasFigures ? unclassified(row, number) : () }
    let position = isVillage ? locateVillage(row, number) ?? -1 : -1
    if !isVillage, town == nil { return }
    let subject = position >= 0 ? gazetteer.subject(position) : Subject(county: county, town: town, detail: isVillage ? village?.text ?? "" : "")
    var figures: [Field: Reading] = [:]
    for (column, field) in table.fields {
      switch field {
      case .quota, .concurrent, .eligible, .listed, .villageCount, .rate, .months, .personMonths, .due, .deduction, .backPay, .amount:
        figures[field] = figure(row, number, field, subject)
        if figures[field] == .missing { blankCounts[field, default: []].append(number) }
        _ = column
      default: break
      }
    }
    var months: [AggregateRecord.Month] = []
    for month in table.months {
      var entry = AggregateRecord.Month(heads: .absent, amount: .absent)
      if let column = month.heads {
        entry.heads = cells.number(
          grid.cell(rowIndex: row, column: column), .eligible, row: number, column: column, unit: nil, subject: subject,
          period: "\(month.month)")
      }
      if let column = month.amount {
        entry.amount = cells.number(
          grid.cell(rowIndex: row, column: column), .amount, row: number, column: column, unit: units[column] ?? .yuan,
          subject: subject, period: "\(month.month)")
      }
      months.append(entry)
    }
    sums.add(
      sums.columns.map { column in
        guard let month = column.month else { return figures[column.field] ?? .absent }
        guard let index = table.months.firstIndex(where: { $0.month == month }) else { return .absent }
        return column.field == .amount ? months[index].amount : months[index].heads
      }, row: number)
    checkSerial(row, number)
    if grid.rows[row].isHidden {
      hidden.append((number, figures[.amount]?.value ?? months.compactMap(\.amount.value).reduce(0, +)))
    }
    if let town { out.towns.insert(town) } else if position >= 0 { out.towns.insert(gazetteer.town(of: position)) }
    out.aggregates.append(
      AggregateRecord(
        source: SourceID(0), row: number, village: position,
        town: position >= 0 ? gazetteer.town(of: position) : town ?? -1, isVillage: isVillage, figures: figures,
        months: months))
  }

  private mutating func sum(_ row: Int, level: Int, label: String) {
    let number = grid.rows[row].number
    let named = gazetteer.town(within: label)
    let count = sums.count(level: level)
    let subject = Subject(county: county, town: level >= 3 ? nil : named ?? town, detail: label)
    var stated: [Int64?] = []
    for (index, column) in sums.columns.enumerated() {
      let cell = grid.cell(rowIndex: row, column: column.column)
      let isMoney = if case .money = column.unit { true } else { false }
      let reading = isBlank(cell)
        ? Reading.missing
        : cells.number(
          cell, column.field, row: number, column: column.column, unit: isMoney ? units[column.column] ?? .yuan : nil,
          subject: subject, period: column.month.map { "\($0)" } ?? policy.period)
      stated.append(reading.value)
      guard let value = reading.value, let parts = sums.parts(of: index, level: level, stated: value) else { continue }
      out.totals.append(
        StatedTotal(
          source: SourceID(0), row: number, column: column.column, field: column.field, month: column.month,
          unit: column.unit, stated: value, sum: parts.sum, sumWithSubtotals: parts.doubled, parts: parts.rows,
          isComplete: parts.isComplete, label: label, isGrand: parts.isGrand && level >= 2,
          town: parts.isGrand && level >= 2 ? out.source.town ?? -1 : named ?? town ?? -1, raw: cells.text(cell)))
    }
    statedCounts(row, number, label: label, level: level, count: count)
    sums.close(level: level, stated: stated)
    village = nil
    if grid.rows[row].isHidden { hidden.append((number, 0)) }
  }

  /// 78人 or 226个村 beside the word 合计, in a column that holds names.
  private mutating func statedCounts(_ row: Int, _ number: Int, label: String, level: Int, count: (rows: Int, whole: Int)) {
    let isMembers = kind == .roster || kind == .paymentList
    for field in [Field.serial, .village, .name, .idNumber, .role] {
      guard let column = columnOf[field], let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(cells.text(cell)), let value = written.value.scaled(by: 1)
      else { continue }
      let isPersons = written.suffix == "人" || written.suffix == "名" || (isMembers && written.suffix.isEmpty && field != .village)
      let isVillages = ["个村", "村"].contains(written.suffix) || (!isMembers && written.suffix == "个")
      guard isPersons || isVillages else { continue }
      // Members are counted where rows are members, villages where rows are villages.
      guard isPersons == isMembers, isVillages || isMembers else { continue }
      let useWhole = count.rows == 0 || (level >= 2 && Int64(count.rows) != value)
      let rows = useWhole ? count.whole : count.rows
      out.totals.append(
        StatedTotal(
          source: SourceID(0), row: number, column: column, field: isPersons ? .listed : .villageCount, month: nil,
          unit: .count(isPersons ? "人" : "村"), stated: value, sum: Int64(rows), sumWithSubtotals: nil,
          parts: out.source.rows, isComplete: true, label: label, isGrand: level >= 2, town: out.source.town ?? -1,
          raw: cells.text(cell)))
    }
  }

  private mutating func signature(_ row: Int) {
    let number = grid.rows[row].number
    out.signOff.hasRow = true
    out.signOff.place = out.signOff.place ?? out.source.place(row: number)
    let texts = grid.rows[row].cells.map { cells.text(grid.cells[$0]) }
    for (index, text) in texts.enumerated() {
      let words = Text.squeezed(text)
      let next = index + 1 < texts.count ? Text.squeezed(texts[index + 1]) : ""
      func isFilled(_ marks: [String]) -> Bool {
        for mark in marks {
          guard let range = words.firstRange(of: mark) else { continue }
          let rest = words[range.upperBound...].drop { ":：)（(".contains($0) }
          let own = rest.prefix { !":：".contains($0) }
          let isLabel = ["审核", "填表", "经办", "负责", "复核", "日期", "制表", "填报"].contains { own.hasPrefix($0) }
          if !own.isEmpty && !isLabel { return true }
          if own.isEmpty, !next.isEmpty, !next.contains(":"), !next.contains("：") { return true }
        }
        return false
      }
      if isFilled(["填表人", "制表人", "经办人", "填报人", "制表"]) { out.signOff.preparer = true }
      if isFilled(["审核人", "负责人", "复核人", "复核", "审批人"]) { out.signOff.reviewer = true }
      if out.signOff.date == nil, let found = DateText.find(in: text), let day = found.day {
        out.signOff.date = CalendarDate(year: found.month.year, month: found.month.month, day: day)
      }
      if out.signOff.date == nil, grid.cells[grid.rows[row].cells][grid.rows[row].cells.lowerBound + index].kind == .date,
        let date = grid.dateTime(grid.cells[grid.rows[row].cells.lowerBound + index])
      {
        out.signOff.date = CalendarDate(year: date.year, month: date.month, day: date.day)
      }
    }
  }

  // MARK: Findings

  private mutating func setAside(_ row: Int, zh: String, en: String) {
    let number = grid.rows[row].number
    let text = grid.rows[row].cells.prefix(4).map { Mask.numbers(in: cells.text(grid.cells[$0])) }.joined(separator: " │ ")
    out.discrepancies.append(
      Discrepancy(
        .rowSetAside, subject: Subject(county: county, town: town, detail: "\(out.source.sheet)#\(number)"),
        period: policy.period, field: "row", spots: [.init(out.source.place(row: number), raw: String(text.prefix(80)))],
        zh: "第 \(number) 行未采用：\(zh)", en: "row \(number) is not used: \(en)"))
  }

  private mutating func unclassified(_ row: Int, _ number: Int) {
    let text = grid.rows[row].cells.prefix(6).map { Mask.numbers(in: cells.text(grid.cells[$0])) }.joined(separator: " │ ")
    out.discrepancies.append(
      Discrepancy(
        .unclassifiedRow, subject: Subject(county: county, town: town, detail: text), period: policy.period, field: "row",
        spots: [.init(out.source.place(row: number), raw: String(text.prefix(120)))], touches: .row,
        zh: "第 \(number) 行有数字，但看不出是哪个村、哪个人或哪个合计", en: "row \(number) has figures, but for no village, person or total that it names"))
  }

  private mutating func missingVillage(_ number: Int) {
    out.discrepancies.append(
      Discrepancy(
        .villageNotInRegister, subject: Subject(county: county, town: town, detail: "\(out.source.sheet)#\(number)"),
        period: policy.period, field: Field.village.rawValue, spots: [.init(out.source.place(.village, row: number))],
        touches: .row, zh: "第 \(number) 行没有村名，上方也没有可沿用的村名", en: "row \(number) names no village, and none stands above it"))
  }

  private mutating func badCheck(_ id: IDNumber, _ number: Int, _ subject: Subject) {
    out.discrepancies.append(
      Discrepancy(
        .idCheckDigit, subject: subject, period: policy.period, field: Field.idNumber.rawValue,
        spots: [.init(out.source.place(.idNumber, row: number), raw: id.masked)],
        zh: "身份证号码校验位不符（GB 11643），请核对原件", en: "the ID number's check character is wrong (GB 11643): compare it with the card"))
  }

  private mutating func checkSerial(_ row: Int, _ number: Int) {
    guard let cell = cell(row, .serial), case .number(let written) = NumberText(cells.text(cell)), let value = written.value.scaled(by: 1) else { return }
    let current = Int(value)
    if let last = serial.last, current != last + 1, current != 1 { serial.gaps.append((number, last, current)) }
    serial.last = current
  }

  private mutating func findUnits(fallback: MoneyUnit?) {
    let money = table.fields.filter { [.amount, .due, .deduction, .backPay].contains($0.value) }.keys + table.months.compactMap(\.amount)
    let open = money.filter { units[$0] == nil }
    if !table.unitConflict.isEmpty {
      unitDiscrepancy(zh: "单位前后不一：\(table.unitConflict.joined(separator: "、"))，按列名的单位读取", en: "units contradict each other: \(table.unitConflict.joined(separator: ", ")); the column's own is used", column: money.min())
    }
    guard !open.isEmpty else { return }
    var unit = fallback
    if unit == nil, let rate = policy.singleRate, rate.fen > 0 {
      // No unit is stated: amounts that are whole multiples of the rate in yuan prove it.
      var seen = 0
      var whole = 0
      for row in table.body.prefix(300) {
        for column in open {
          guard let cell = grid.cell(rowIndex: row, column: column), case .number(let written) = NumberText(cells.text(cell)), let fen = written.value.money(in: .yuan)?.amount.fen, fen != 0 else { continue }
          seen += 1
          if fen % rate.fen == 0 { whole += 1 }
        }
      }
      if seen > 0 && whole * 2 >= seen {
        unit = .yuan
        cells.log.note("unit-from-amounts", row: out.source.headerRows.upperBound, column: open.min() ?? 1, raw: "", value: "元")
      } else if seen > 0 {
        unitDiscrepancy(zh: "金额没有注明单位，按元读取", en: "amounts have no unit; they are read as yuan", column: open.min())
      }
    }
    for column in open { units[column] = unit ?? .yuan }
  }

  private mutating func unitDiscrepancy(zh: String, en: String, column: Int?) {
    out.discrepancies.append(
      Discrepancy(
        .unitMissingOrConflict, subject: Subject(county: county, town: out.source.town, detail: out.source.sheet),
        period: policy.period, field: Field.amount.rawValue,
        spots: [.init(cells.place(out.source.headerRows.upperBound, column ?? 1))], level: .county, touches: [.stated], zh: zh, en: en))
  }

  private mutating func finish() {
    settleFlags()
    let owner = Subject(county: county, town: out.source.town, detail: out.source.sheet)
    for gap in serial.gaps.prefix(20) {
      out.discrepancies.append(
        Discrepancy(
          .serialGap, subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(gap.from)"),
          period: policy.period, field: Field.serial.rawValue, spots: [.init(out.source.place(.serial, row: gap.row), raw: "\(gap.to)")],
          gap: .counts(expected: gap.from + 1, actual: gap.to, unit: ""), zh: "序号由 \(gap.from) 跳到 \(gap.to)", en: "the serial number jumps from \(gap.from) to \(gap.to)"))
    }
    var seen: Set<Int> = []
    let rows = hidden.reversed().filter { seen.insert($0.row).inserted }.reversed()
    for row in rows {
      let money = Money(fen: row.amount)
      out.discrepancies.append(
        Discrepancy(
          .hiddenContent, subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(row.row)"),
          period: policy.period, field: "row", spots: [.init(out.source.place(row: row.row))],
          zh: "第 \(row.row) 行被隐藏，已计入（含隐藏行的金额多 \(money.grouped) 元）", en: "row \(row.row) is hidden; it counts (\(money.grouped) yuan with it)"))
    }
    for range in grid.hiddenColumns where range.lowerBound <= out.source.span.upperBound {
      let columns = range.clamped(to: 1...max(out.source.span.upperBound, range.lowerBound))
      out.discrepancies.append(
        Discrepancy(
          .hiddenContent, subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(Place.letters(columns.lowerBound))"),
          period: policy.period, field: "column",
          spots: [.init(Place(file: out.source.file, sheet: out.source.sheet, cell: Place.range(row: out.source.headerRows.lowerBound, column: columns.lowerBound, toRow: out.source.headerRows.lowerBound, toColumn: columns.upperBound)))],
          zh: "第 \(Place.letters(columns.lowerBound)) 列起有隐藏列，已计入", en: "columns from \(Place.letters(columns.lowerBound)) on are hidden; they count"))
    }
    for column in table.unknown where isUsed(column) {
      unknownColumn(column, owner)
    }
    for (column, field) in table.repeated {
      out.discrepancies.append(
        Discrepancy(
          .unknownColumn, subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(column)"),
          period: policy.period, field: field.rawValue,
          spots: [.init(cells.place(out.source.headerRows.upperBound, column), raw: table.paths[column] ?? "")],
          zh: "列“\(cells.header(column))”与另一列含义重复，只采用左边一列", en: "column \(cells.header(column)) means the same as another; only the left one is used"))
    }
    out.discrepancies += cells.discrepancies
    out.normalizations = cells.log.normalizations(county: county, file: out.source.file, sheet: out.source.sheet)
    blankSummary()
  }

  private func isUsed(_ column: Int) -> Bool {
    table.body.prefix(50).contains { !isBlank(grid.cell(rowIndex: $0, column: column)) }
  }

  private mutating func unknownColumn(_ column: Int, _ owner: Subject) {
    out.discrepancies.append(
      Discrepancy(
        .unknownColumn, subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(cells.header(column))"),
        period: policy.period, field: "column",
        spots: [.init(cells.place(out.source.headerRows.upperBound, column), raw: table.paths[column] ?? "")],
        zh: "未识别列“\(cells.header(column))”，未采用；可在流程文件的 columns 中指明", en: "no field is known for column \(cells.header(column)); it is not used: name one under columns in the pipeline file"))
  }

  /// Blanks in a column that has at least one 是 mean 否; in a column without any mark nothing is stated.
  private mutating func settleFlags() {
    guard flags.marked, let column = columnOf[.concurrent], !flags.blanks.isEmpty else { return }
    for index in flags.blanks {
      out.members[index].isConcurrent = false
    }
    let rows = flags.blanks.map { Int(out.members[$0].row) }
    out.normalizations.append(
      Normalization(
        county: county, place: Place(file: out.source.file, sheet: out.source.sheet, cell: Place.range(row: rows.min() ?? 1, column: column, toRow: rows.max() ?? 1, toColumn: column)),
        rule: "blank-flag-is-no", raw: "", value: "false", count: flags.blanks.count))
    flags.blanks = []
  }

  /// Blank counts are told once a column; another document may settle them.
  private mutating func blankSummary() {
    for (field, rows) in blankCounts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where [.quota, .concurrent, .eligible].contains(field) {
      guard let column = columnOf[field], let first = rows.first, let last = rows.last else { continue }
      out.discrepancies.append(
        Discrepancy(
          .missingNotZero, subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#blank"),
          period: policy.period, field: field.rawValue,
          spots: [.init(Place(file: out.source.file, sheet: out.source.sheet, cell: Place.range(row: first, column: column, toRow: last, toColumn: column)))],
          level: .county,
          zh: "“\(cells.header(column))”有 \(rows.count) 个空格，空不等于 0", en: "\(cells.header(column)) has \(rows.count) blanks; blank is not zero"))
    }
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
