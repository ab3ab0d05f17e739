public import Domain
import Spreadsheet

/// Cells to records: everything that one county sent, read, told apart and joined to one truth.
public func normalize(_ uploads: [Upload], county: Int, context: Context) -> CountyRecords {
  var reader = CountyReader(county: county, context: context)
  // A copy that holds the same bytes is the one that is set aside.
  let order = uploads.sorted { (isCopy($0.name) ? 1 : 0, $0.file) < (isCopy($1.name) ? 1 : 0, $1.file) }
  for upload in order { reader.read(upload) }
  return reader.finish()
}

/// Whether a file says in its name that it is a copy.
private func isCopy(_ name: String) -> Bool { ["副本", "复件", "备份"].contains { name.contains($0) } }

/// Whether an office program left the file while a workbook was open, or the system hides it.
public func isLockFile(_ name: String) -> Bool { name.hasPrefix("~$") || name.hasPrefix(".") }

/// Reads a county's files one by one and keeps the tables that count.
private struct CountyReader {
  let county: Int
  let context: Context
  let gazetteer: Gazetteer
  let vocabulary: Vocabulary
  var tables: [TableRecords] = []
  var out: CountyRecords
  /// Files that could not be read: they block the county only if its figures may need them.
  var unread: [Discrepancy] = []
  var hashes: [String: String] = [:]

  init(county: Int, context: Context) {
    self.county = county
    self.context = context
    gazetteer = Gazetteer(
      register: context.register, county: county, aliases: context.aliases, until: context.policy.until)
    vocabulary = Vocabulary(columns: context.columns)
    out = CountyRecords(county: county)
  }

  mutating func read(_ upload: Upload) {
    if isLockFile(upload.name) {
      return setAside(Place(file: upload.file), zh: "是办公软件的临时锁定文件", en: "it is a lock file of an office program")
    }
    if let first = hashes[upload.sha256] {
      out.discrepancies.append(
        Discrepancy(
          .sameBytesTwice, subject: Subject(county: county, detail: upload.name), period: context.policy.period,
          field: "file",
          spots: [.init(Place(file: upload.file))], zh: "与“\(first)”内容完全相同，只采用一份",
          en: "the same bytes as \(first); only one is used"))
      return
    }
    hashes[upload.sha256] = upload.file
    do {
      if FileKind.detect(bytes: upload.bytes, name: upload.name) == .zipOfWorkbooks {
        for inner in try filesInside(zip: upload.bytes, name: upload.name) {
          var part = upload
          part.file = upload.file + "/" + inner.path
          part.bytes = inner.bytes
          try readWorkbook(part)
        }
      } else {
        try readWorkbook(upload)
      }
    } catch let error as ReadError {
      unread.append(
        Discrepancy(
          .unreadableFile, subject: Subject(county: county, detail: upload.name), period: context.policy.period,
          field: "file",
          spots: [.init(Place(file: upload.file, sheet: error.sheet ?? ""))], level: .county, touches: .row,
          zh: error.explanation(.zh) + "；" + error.remedy(.zh), en: error.explanation(.en) + "; " + error.remedy(.en)))
    } catch {
      unread.append(
        Discrepancy(
          .unreadableFile, subject: Subject(county: county, detail: upload.name), period: context.policy.period,
          field: "file",
          spots: [.init(Place(file: upload.file))], level: .county, touches: .row, zh: "文件无法读取",
          en: "the file cannot be read"))
    }
  }

  private mutating func readWorkbook(_ upload: Upload) throws {
    let workbook = try Workbook(bytes: upload.bytes, name: upload.name)
    if let csv = workbook.csv, csv.isEncodingGuessed {
      out.discrepancies.append(
        Discrepancy(
          .encodingGuessed, subject: Subject(county: county, detail: upload.name), period: context.policy.period,
          field: "encoding",
          spots: [.init(Place(file: upload.file), raw: "", parsed: "\(csv.encoding)")],
          zh: "编码由内容推断为 \(csv.encoding)", en: "the encoding was told from the bytes: \(csv.encoding)"))
    }
    for (index, sheet) in workbook.sheets.enumerated() {
      let place = Place(file: upload.file, sheet: sheet.name)
      guard sheet.isWorksheet else {
        setAside(place, zh: "是图表或宏表", en: "it is a chart or macro sheet")
        continue
      }
      let grid = try workbook.grid(ofSheet: index)
      guard !grid.cells.isEmpty else {
        setAside(place, zh: "是空表", en: "it is empty")
        continue
      }
      if grid.isReturn {
        // A list to mend that came back says what the county found; its figures are quotations, never data.
        return setAside(
          Place(file: upload.file), zh: "是退回的核对清单，填写的核对结果只供参考",
          en: "it is a list to mend that came back; its replies inform only")
      }
      readSheet(grid, sheet: sheet, upload: upload)
    }
  }

  private mutating func readSheet(_ grid: Grid, sheet: SheetInfo, upload: Upload) {
    let place = Place(file: upload.file, sheet: sheet.name)
    let policy = context.policy
    let finder = TableFinder(grid: grid, vocabulary: vocabulary, year: policy.from.year)
    let found = finder.tables()
    guard !found.isEmpty else {
      if grid.cells.contains(where: { $0.kind == .number }) || grid.rows.count > 30 {
        unread.append(
          Discrepancy(
            .headerNotFound, severity: sheet.visibility == .visible ? nil : .warning,
            subject: Subject(county: county, detail: upload.name + sheet.name), period: policy.period, field: "header",
            spots: [.init(place)], level: .county, touches: .row,
            zh: "没有找到表头：至少要有村名（或镇名、姓名）和人数、金额等列名",
            en: "no header row: it needs at least a village, town or name column beside figures"))
      } else {
        setAside(place, zh: "只有说明文字", en: "it holds notes only")
      }
      return
    }
    for var table in found {
      table.placeColumnsByContent(grid, gazetteer: gazetteer)
      guard var kind = table.kind else {
        noDocument(table, place: place, grid: grid, isVisible: sheet.visibility == .visible)
        continue
      }
      if let year = year(of: table, sheet: sheet.name, file: upload.name), year != policy.from.year,
        year != policy.until.year
      {
        setAside(place, zh: "是 \(year) 年的表，不属于 \(policy.period)", en: "it is of \(year), not of \(policy.period)")
        continue
      }
      if kind == .summary, let month = singleMonth(table, sheet: sheet.name, file: upload.name) {
        // One month's return, sent alone: its heads and amount are that month's.
        kind = .monthly
        table.months = [(month, table.column(.eligible), table.column(.amount))]
        table.fields = table.fields.filter { $0.value != .eligible && $0.value != .amount }
      }
      var reader = TableReader(
        grid: grid, table: table, kind: kind, upload: upload, sheet: sheet.name, county: county, gazetteer: gazetteer,
        context: context)
      var records = reader.read()
      records.isHidden = sheet.visibility != .visible
      if kind == .paymentList, let part = part(table, sheet: sheet.name, file: upload.name), records.fits(part, policy)
      {
        records.source.part = part
      }
      guard !records.members.isEmpty || !records.aggregates.isEmpty else {
        setAside(place, zh: "表头下没有数据", en: "no data follows its header")
        continue
      }
      tables.append(records)
    }
  }

  /// A table whose columns make no document: it may have been meant as one, so what it lacks is said.
  private mutating func noDocument(_ table: Table, place: Place, grid: Grid, isVisible: Bool) {
    let has = Set(table.fields.values)
    let isOfMembers = has.contains(.idNumber) || has.contains(.role) || has.contains(.account)
    let isPlaced = !has.isDisjoint(with: [.village, .town, .code])
    var missing: [(zh: String, en: String)] = []
    if isOfMembers && !has.contains(.name) { missing.append(("姓名", "name")) }
    if !isPlaced { missing.append(("村名或镇名", "village or town")) }
    if !isOfMembers { missing.append(("人数或金额", "heads or amount")) }
    let row = grid.rows[table.header.lowerBound].number
    var spot = place
    spot.cell = Place.range(
      row: row, column: table.paths.keys.min() ?? 1, toRow: row, toColumn: table.paths.keys.max() ?? 1)
    unread.append(
      Discrepancy(
        .headerNotFound, severity: isVisible ? nil : .warning,
        subject: Subject(county: county, detail: place.file + place.sheet), period: context.policy.period,
        field: "header",
        spots: [.init(spot, raw: table.paths.sorted { $0.key < $1.key }.map(\.value).joined(separator: " │ "))],
        level: .county, touches: .row,
        zh: "第 \(row) 行像是表头，但缺少：\(missing.map(\.zh).joined(separator: "、"))；可在流程文件的 columns 中指明列名",
        en:
          "row \(row) looks like a header, but lacks: \(missing.map(\.en).joined(separator: ", ")); name the columns under columns in the pipeline file"
      ))
  }

  private func year(of table: Table, sheet: String, file: String) -> Int? {
    // A table's own title says more than its sheet's name, and that more than its file's. Dates below it say when it was filled in.
    DateText.year(in: table.title.components(before: "填")) ?? DateText.year(in: sheet) ?? DateText.year(in: file)
  }

  /// The part of the period that a payment list is about, as its title, its sheet or its file says: 3月, 第一季度, 上半年.
  private func part(_ table: Table, sheet: String, file: String) -> ClosedRange<YearMonth>? {
    for text in [table.title, sheet, file] {
      if let span = Vocabulary.span(text, year: DateText.year(in: text) ?? context.policy.from.year) { return span }
    }
    return singleMonth(table, sheet: sheet, file: file).map { $0...$0 }
  }

  private func singleMonth(_ table: Table, sheet: String, file: String) -> YearMonth? {
    for text in [table.title, sheet, file] {
      let words = Text.squeezed(text)
      if words.contains("1-12月") || words.contains("全年") || words.contains("1至12月") { return nil }
      if let mark = words.firstRange(of: "月") {
        let digits = words[..<mark.lowerBound].reversed().prefix { $0.isASCII && $0.isNumber }
        if digits.count <= 2, let month = Int(String(digits.reversed())), (1...12).contains(month),
          !words[mark.upperBound...].hasPrefix("数")
        {
          let before = words[..<mark.lowerBound].dropLast(digits.count)
          if before.hasSuffix("-") || before.hasSuffix("至") { return nil }
          if let rest = DateText.find(in: words), rest.day != nil { continue }
          return YearMonth(year: DateText.year(in: words) ?? context.policy.from.year, month: month)
        }
      }
    }
    return nil
  }

  private mutating func setAside(_ place: Place, zh: String, en: String) {
    out.discrepancies.append(
      Discrepancy(
        .fileOrSheetSetAside, subject: Subject(county: county, detail: place.file + "#" + place.sheet),
        period: context.policy.period, field: place.sheet.isEmpty ? "file" : "sheet", spots: [.init(place)],
        zh: (place.sheet.isEmpty ? "文件" : "工作表“\(place.sheet)”") + "未采用：\(zh)",
        en: (place.sheet.isEmpty ? "the file" : "sheet \(place.sheet)") + " is not used: \(en)"))
  }

  mutating func finish() -> CountyRecords {
    setAsideHidden()
    supersede()
    // A file that cannot be read holds the county only where nothing else brings the documents it may have held.
    let hasFigures = tables.contains { !$0.members.isEmpty || !$0.aggregates.isEmpty }
    for var discrepancy in unread {
      if discrepancy.severity == .block && hasFigures && discrepancy.code == .headerNotFound {
        discrepancy.severity = .warning
      }
      out.discrepancies.append(discrepancy)
    }
    tables.sort {
      ($0.source.file, $0.source.sheet, $0.source.rows.lowerBound) < (
        $1.source.file, $1.source.sheet, $1.source.rows.lowerBound
      )
    }
    for table in tables { add(table) }
    inheritMarks()
    settleBlanks()
    signOffs()
    documents()
    return out
  }

  /// A hidden sheet counts only if nothing visible holds its document.
  private mutating func setAsideHidden() {
    var kept: [TableRecords] = []
    for table in tables {
      let isDoubled = tables.contains {
        !$0.isHidden && $0.source.kind == table.source.kind && !$0.towns.isDisjoint(with: table.towns)
      }
      if table.isHidden && isDoubled {
        setAside(
          Place(file: table.source.file, sheet: table.source.sheet), zh: "是隐藏的工作表，同一内容另有可见的表",
          en: "it is hidden, and a visible sheet holds the document")
      } else {
        if table.isHidden {
          out.discrepancies.append(
            Discrepancy(
              .hiddenContent, subject: Subject(county: county, detail: table.source.sheet),
              period: context.policy.period, field: "sheet",
              spots: [.init(Place(file: table.source.file, sheet: table.source.sheet))],
              zh: "工作表“\(table.source.sheet)”被隐藏，已计入", en: "sheet \(table.source.sheet) is hidden; it counts"))
        }
        kept.append(table)
      }
    }
    tables = kept
  }

  /// Of several files with one document, the newest counts.
  private mutating func supersede() {
    var losers: Set<Int> = []
    for a in tables.indices {
      for b in tables.indices where b > a && !losers.contains(a) && !losers.contains(b) {
        guard tables[a].source.file != tables[b].source.file, isSameDocument(tables[a], tables[b]) else { continue }
        let order = Precedence(tables[a]).compare(Precedence(tables[b]))
        let (winner, loser) = order.winnerIsFirst ? (a, b) : (b, a)
        losers.insert(loser)
        let names = (tables[winner].source.file, tables[loser].source.file)
        out.discrepancies.append(
          Discrepancy(
            .correctedUpload, severity: order.isCertain ? .info : .warning,
            subject: Subject(county: county, detail: tables[loser].source.kind.rawValue + tables[loser].source.sheet),
            period: context.policy.period, field: "file",
            spots: [
              .init(Place(file: names.0, sheet: tables[winner].source.sheet)),
              .init(Place(file: names.1, sheet: tables[loser].source.sheet)),
            ],
            zh: "“\(names.0)”更正了“\(names.1)”，采用前者" + (order.isCertain ? "" : "；先后依据不足，请确认"),
            en: "\(names.0) corrects \(names.1); the former is used"
              + (order.isCertain ? "" : ", though little tells which is newer: please confirm")))
      }
    }
    tables = tables.enumerated().filter { !losers.contains($0.offset) }.map(\.element)
  }

  private func isSameDocument(_ a: TableRecords, _ b: TableRecords) -> Bool {
    guard a.source.kind == b.source.kind, !a.towns.isDisjoint(with: b.towns), a.source.overlaps(b.source) else {
      return false
    }
    if a.source.kind == .monthly {
      return !Set(a.source.monthColumns.map(\.month)).isDisjoint(with: b.source.monthColumns.map(\.month))
    }
    let isVillage: (TableRecords) -> Bool = { $0.aggregates.contains(where: \.isVillage) }
    return a.source.kind != .summary || isVillage(a) == isVillage(b)
  }

  private mutating func add(_ table: TableRecords) {
    let id = SourceID(out.sources.count)
    out.sources.append(table.source)
    out.returns += table.returns.map { payment in
      var payment = payment
      payment.member += out.members.count
      return payment
    }
    for var member in table.members {
      member.source = id
      out.members.append(member)
    }
    for var aggregate in table.aggregates {
      aggregate.source = id
      out.aggregates.append(aggregate)
    }
    for var total in table.totals {
      total.source = id
      out.totals.append(total)
    }
    out.discrepancies += table.discrepancies
    out.normalizations += table.normalizations
  }

  /// A payment list without a column of concurrent posts has the roster's marks, person by person.
  private mutating func inheritMarks() {
    let isOpen = { (member: MemberRecord, out: CountyRecords) in
      member.isConcurrent == nil && out.sources[member.source.index].kind == .paymentList
    }
    guard out.members.contains(where: { isOpen($0, out) }) else { return }
    var byID: [IDNumber: Bool] = [:]
    var byName: [String: Bool] = [:]
    func key(_ member: MemberRecord) -> String { "\(member.village) \(member.name)" }
    for member in out.members where out.sources[member.source.index].kind == .roster {
      guard let mark = member.isConcurrent else { continue }
      if let id = member.id { byID[id] = mark }
      byName[key(member)] = mark
    }
    guard !byName.isEmpty else { return }
    var found: [SourceID: [Int]] = [:]
    for index in out.members.indices where isOpen(out.members[index], out) {
      let member = out.members[index]
      guard let mark = member.id.map({ byID[$0] }) ?? byName[key(member)] else { continue }
      out.members[index].isConcurrent = mark
      if mark { found[member.source, default: []].append(Int(member.row)) }
    }
    for (id, rows) in found.sorted(by: { $0.key.index < $1.key.index }) {
      let source = out.sources[id.index]
      let cells = Place.range(
        row: rows.min() ?? 1, column: source.span.lowerBound, toRow: rows.max() ?? 1, toColumn: source.span.upperBound)
      out.normalizations.append(
        Normalization(
          county: county, place: Place(file: source.file, sheet: source.sheet, cell: cells), rule: "mark-from-roster",
          raw: "", value: "true", count: rows.count))
    }
  }

  /// Blank counts that members settle are no gap.
  private mutating func settleBlanks() {
    let hasFlags = out.members.contains { $0.isConcurrent != nil }
    guard hasFlags else { return }
    out.discrepancies.removeAll {
      $0.code == .missingNotZero && $0.field == Field.concurrent.rawValue && $0.subject.detail.hasSuffix("#blank")
    }
  }

  /// One row a document whose signatures or date are missing.
  private mutating func signOffs() {
    var seen: Set<String> = []
    for table in tables where table.source.kind != .roster {
      let key = table.source.file + table.source.kind.rawValue
      let own = tables.filter { $0.source.file == table.source.file && $0.source.kind == table.source.kind }
      guard seen.insert(key).inserted else { continue }
      let signed = own.filter(\.signOff.hasRow)
      var zh: [String] = []
      var en: [String] = []
      if !signed.contains(where: \.signOff.preparer) { zh.append("填表人"); en.append("preparer") }
      if !signed.contains(where: \.signOff.reviewer) { zh.append("审核人"); en.append("reviewer") }
      let date = signed.compactMap(\.signOff.date).max()
      if date == nil { zh.append("日期"); en.append("date") }
      let place =
        signed.first?.signOff.place ?? Place(file: table.source.file, sheet: own.count == 1 ? table.source.sheet : "")
      let subject = Subject(
        county: county, detail: table.source.kind.rawValue + (table.source.town.map(String.init) ?? ""))
      if !zh.isEmpty {
        out.discrepancies.append(
          Discrepancy(
            .notSignedOff, subject: subject, period: context.policy.period, field: "sign-off", spots: [.init(place)],
            zh: "\(table.source.kind.zh)缺：\(zh.joined(separator: "、"))",
            en: "the \(table.source.kind.rawValue) lacks: \(en.joined(separator: ", "))"))
      }
      // A month's return is due when its month ends, everything else when the period does.
      let last =
        (own.flatMap(\.source.monthColumns).map(\.month) + own.compactMap(\.source.part?.upperBound)).max()
        ?? context.policy.until
      if let date, date.month < last {
        out.discrepancies.append(
          Discrepancy(
            .filedEarly, subject: subject, period: context.policy.period, field: "date",
            spots: [.init(place, raw: "\(date)")],
            zh: "填表日期 \(date) 早于期末 \(last)",
            en: "filled in on \(date), before the period ends in \(last)"))
      }
    }
  }

  /// Which documents exist side by side.
  private mutating func documents() {
    let kinds = Set(out.sources.map(\.kind))
    guard kinds.count > 1 else { return }
    let order: [DocumentKind] = [.paymentList, .roster, .monthly, .summary]
    let present = order.filter(kinds.contains)
    let source = out.sources.first { $0.kind == present[0] }
    out.discrepancies.append(
      Discrepancy(
        .detailAndSummary, subject: Subject(county: county), period: context.policy.period, field: "document",
        spots: [.init(Place(file: source?.file ?? ""))],
        zh: "\(present.map(\.zh).joined(separator: "、"))并存：人数和月数取自\(present[0].zh)，其余用于核对",
        en:
          "\(present.map(\.rawValue).joined(separator: ", ")) side by side: heads and months come from the \(present[0].rawValue), the others are checked against it"
      ))
  }
}

/// What tells which of two files is newer.
private struct Precedence {
  let isCopy: Bool
  let correction: Int
  let date: CalendarDate?
  let received: Int
  let firstSeen: Int
  let name: String

  init(_ table: TableRecords) {
    name = table.source.file
    let words = Text.squeezed(name)
    isCopy = Normalize.isCopy(words)
    var rank = ["更正", "修订", "重报", "修正", "更新", "补正"].contains { words.contains($0) } ? 1000 : 0
    if let final = words.firstRange(of: "最终版") ?? words.firstRange(of: "终稿") {
      rank += 100 + (Int(words[final.upperBound...].prefix { $0.isASCII && $0.isNumber }) ?? 0)
    }
    for open in words.ranges(of: "(") {
      let inside = words[open.upperBound...].prefix { $0 != ")" }
      if let number = Int(inside), number < 100 { rank += number }
    }
    correction = rank
    date = table.signOff.date
    received = table.received
    firstSeen = table.firstSeen
  }

  func compare(_ other: Precedence) -> (winnerIsFirst: Bool, isCertain: Bool) {
    if isCopy != other.isCopy { return (!isCopy, true) }
    if firstSeen != other.firstSeen {
      let first = firstSeen > other.firstSeen
      // A file that calls itself a correction, and came in an earlier night than the other, contradicts itself.
      let contradicts = first ? correction < other.correction : other.correction < correction
      return (first, !contradicts)
    }
    if correction != other.correction {
      // A correction that was received before what it corrects contradicts itself.
      let first = correction > other.correction
      let contradicts = first ? received < other.received : other.received < received
      return (first, !contradicts)
    }
    if let date, let theirs = other.date, date != theirs { return (date > theirs, true) }
    if received != other.received { return (received > other.received, true) }
    return (name > other.name, false)
  }
}

extension String {
  /// The text before a mark, or all of it.
  fileprivate func components(before mark: Character) -> String {
    firstIndex(of: mark).map { String(self[..<$0]) } ?? self
  }
}

extension Grid {
  /// Whether the sheet is a county's list to mend, as the program writes it.
  fileprivate var isReturn: Bool {
    guard let first = rows.first(where: { $0.number == 2 })?.cells.first else { return false }
    return cells[first].kind == .text && display(cells[first]).contains(ReturnMark.text)
  }
}
