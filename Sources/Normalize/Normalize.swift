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
func isCopy(_ name: String) -> Bool { ["副本", "复件", "备份"].contains { name.contains($0) } }

/// Whether an office program left the file while a workbook was open, or the system hides it.
public func isLockFile(_ name: String) -> Bool { name.hasPrefix("~$") || name.hasPrefix(".") }

/// Reads a county's files one by one and keeps the tables that count.
struct CountyReader {
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
        for inner in try filesInside(zip: upload.bytes, name: upload.name, limits: context.limits) {
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
    let workbook = try Workbook(
      bytes: upload.bytes, name: upload.name, limits: context.limits, xml: context.xml)
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
      if let list = grid.returnedList(upload) {
        // It says what the county found; its figures are quotations, never data.
        out.lists.append(list)
        return
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
    // A table's own title says more than its sheet's name, and that more than its file's.
    TitleWords.year(table.title) ?? DateText.year(in: sheet) ?? DateText.year(in: file)
  }

  /// The part of the period that a payment list is about, as its title, its sheet or its file says: 3月, 第一季度, 上半年.
  private func part(_ table: Table, sheet: String, file: String) -> ClosedRange<YearMonth>? {
    [table.title, sheet, file].lazy.compactMap { TitleWords.part($0, year: context.policy.from.year) }.first
  }

  private func singleMonth(_ table: Table, sheet: String, file: String) -> YearMonth? {
    [table.title, sheet, file].lazy.compactMap { TitleWords.singleMonth($0, year: context.policy.from.year) }.first
  }

  mutating func setAside(_ place: Place, zh: String, en: String) {
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

}
