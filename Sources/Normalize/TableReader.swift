import Domain
import Spreadsheet

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
  /// Sum rows that stand above the rows they sum up, the widest first.
  var leading: [LeadingSum] = []
  /// Whether any sum stood above its rows.
  var hasLed = false
  /// Whether 镇小计 stands above the villages of its town.
  var leadsTowns = false
  /// Whether no row of the place that the last title named was read yet.
  var isAtBeginning = false
  /// The town of the row that was read last.
  var townOfLastRow: Int?
  /// Whether some town's heading stands right above its rows.
  var hasBareHeadings = false
  /// What the table's sums are called; nil until one is asked about.
  var namesOfSums: NamesOfSums?
  /// What the last total's amounts add up to, for the amount in words below it.
  var summedUp: SummedUp?
  /// A total that nothing stands above or below: it states the whole county's figures, or its town's.
  var wholeRow: Int?
  /// What the sum rows so far were about, by their level.
  var habits: [Int: SumHabit] = [:]
  /// Whether the rows go on in the table beside this one.
  var isContinued = false

  var town: Int?
  /// Whether only a village's line above has said the town.
  var isTownOfVillage = false
  /// The town's name as it is written, where the register has none such: told at its first row, not at each.
  var strangeTown: String?
  var village: WrittenVillage?
  /// The village that the whole table is about, where no column names villages.
  var home: WrittenVillage?
  /// Whether 单位：东镇 stands above its town's rows.
  var unitsHead = false
  /// Bare names of villages above their rows, as soon as one is strange.
  var bareHeadings: BareHeadings?
  /// Columns that hold words.
  let labels: Set<Int>
  /// The month of each row, where a column says it.
  var monthOfRow: [Int: YearMonth] = [:]
  /// Whether some place is stated in several rows, as soon as somebody asks.
  var hasPlacesAgain: Bool?
  var month: YearMonth?
  var towns = TextMemo<Int?>()
  /// The finding that tells of the village named last, where it could not be placed.
  var openVillage: Int?
  var matches: [VillageKey: Gazetteer.Match] = [:]
  var codes = TextMemo<Bool>()
  var flags: (marked: Bool, blanks: [Int]) = (false, [])
  /// What texts say of another post: of roles, and of notes.
  var marks = (roles: TextMemo<PostMark>(), notes: TextMemo<PostMark>())
  /// Rows of members who hold a party discipline post by their role and are not marked.
  var unmarked: [Int] = []
  /// Rows of members whose note says so.
  var unmarkedByNote: [Int] = []
  /// Members whose name has a bare 兼 behind it.
  var bareMarks: [(member: Int, seat: String)] = []
  var departures = TextMemo<DepartureWords?>()
  var (arrivals, served) = (TextMemo<ArrivalWords?>(), TextMemo<ServedWords?>())
  /// Whether the column of flags asks who is paid, not who holds another post.
  let asksWhoIsPaid: Bool
  var blankCounts: [Field: [Int]] = [:]
  /// Rows that leave a month's column blank, by the column.
  var blanksOfMonths: [Int: [Int]] = [:]
  /// Columns of months in which some row states a figure.
  var usedMonths: Set<Int> = []
  var serial: (last: Int?, gaps: [(row: Int, from: Int, to: Int)]) = (nil, [])
  var hidden: [(row: Int, amount: Int64)] = []
  /// Rows of other subsidies and years.
  var otherRows: [OtherRows: LeftOut] = [:]
  /// Rows of persons whom a column calls others than the committee's, and who are paid as its members are: they count.
  var keptOthers: [OtherRows: [Int]] = [:]
  var units: [Int: MoneyUnit] = [:]
  var returnWords = TextMemo<ReturnWords>()
  /// Columns that tell how payments went.
  let statusColumns: [Int]
  /// Those that refuse somebody pay.
  var deniers: [Int] = []
  /// The last rows of cells that are merged downwards in the columns of villages, by column and first row.
  let mergeEnds: [Int: [Int: Int]]
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
    /// The last row of the merged cell that names it, where one does.
    var until: Int?
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
    cells = CellReader(
      grid: grid, table: table, file: upload.file, sheet: sheet, period: policy.from...policy.until)
    classifier = RowClassifier(grid: grid, table: table)
    var columns: [Field: Int] = [:]
    for (column, field) in table.fields.sorted(by: { $0.key > $1.key }) { columns[field] = column }
    columnOf = FieldColumns(table.fields)
    var ends: [Int: [Int: Int]] = [:]
    for merge in grid.merges
    where merge.last.row > merge.first.row && [columns[.village], columns[.code]].contains(merge.first.column) {
      ends[merge.first.column, default: [:]][merge.first.row] = merge.last.row
    }
    mergeEnds = ends
    // Beside 交易结果 stands 失败原因.
    statusColumns =
      [columns[.payStatus]].compactMap(\.self) + table.repeated.filter { $0.field == .payStatus }.map(\.column)
    asksWhoIsPaid = columns[.concurrent].map { Vocabulary.asksWhoIsPaid(table.paths[$0] ?? "") } ?? false
    let words: Set<Field> = [.serial, .code, .county, .town, .village, .name, .role]
    labels = Set(table.fields.filter { words.contains($0.value) }.keys)
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
        ?? gazetteer.town(ofFolderOf: upload.file, villages: table.texts(of: .village, in: grid))
    // The only amount of a half-year's table is what its row states.
    if columns[.amount] == nil, table.spans.count == 1, table.months.allSatisfy({ $0.amount == nil }) {
      columns[.amount] = table.spans[0].amount
    }
    var source = Source(
      file: upload.file, sheet: sheet, kind: kind, columns: columns, monthColumns: table.months,
      span: (known.min() ?? 1)...(known.max() ?? 1),
      rows: grid.rows[table.header.upperBound].number...grid.rows[last].number,
      headerRows: grid.rows[table.header.lowerBound].number...grid.rows[table.header.upperBound].number, town: only,
      sha256: upload.sha256)
    source.ofOtherTimes = Set(
      [Field.backPay, .deduction].filter { columns[$0].flatMap { table.paths[$0] }.map(Self.isOfOtherTime) ?? false })
    out = TableRecords(source: source)
    out.isBatchOrPlan = table.isBatchOrPlan || Table.saysBatchOrPlan(upload.name + sheet)
    out.received = upload.received
    out.firstSeen = upload.firstSeen
    town = only
    sums = Sums(columns: Self.sumColumns(table, kind: kind))
    units = table.units
    if isOfMembers, !namesVillages { settleHome(upload.file, sheet) }
    findUnits(fallback: context.unit)
    for (column, field) in table.byContent {
      let header = cells.header(column)
      cells.log.note(
        "column-by-content", row: out.source.headerRows.upperBound, column: column, raw: header, value: field.rawValue)
    }
  }

  /// Whether a header says that what stands below it belongs to another time: 补发上年, 扣回多发; what is taken off for 兼任 never does.
  private static func isOfOtherTime(_ path: String) -> Bool {
    let words = Text.squeezed(path)
    return !words.contains("兼") && ["上年", "以前年度", "往年", "多发"].contains(where: words.contains)
  }

  private static func sumColumns(_ table: Table, kind: DocumentKind) -> [Sums.Column] {
    let isMembers = kind == .roster || kind == .paymentList
    var columns: [Sums.Column] = []
    for (column, field) in table.fields {
      switch field {
      case .amount, .due, .deduction, .backPay: columns.append(.init(column: column, field: field, unit: .money))
      case .quota, .concurrent, .eligible, .listed, .villageCount:
        // The heads of a place's months are the same persons again.
        guard !isMembers, !table.isOfMonthsAlone else { continue }
        columns.append(.init(column: column, field: field, unit: .count(field == .villageCount ? "村" : "人")))
      case .personMonths: columns.append(.init(column: column, field: field, unit: .count("人月")))
      case .months where isMembers: columns.append(.init(column: column, field: field, unit: .count("月")))
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
    if !isMembers, let column = table.columnToDate {
      columns.append(.init(column: column, field: .amount, unit: .money, isSpan: true))
    }
    return columns.sorted { $0.column < $1.column }
  }

  /// Reads every row.
  mutating func read() -> TableRecords {
    deniers = columnsOfDenial()
    for row in table.body {
      let number = grid.rows[row].number
      switch classifier.kind(ofRow: row) {
      case .blank: continue
      case .record where isOfOthers(row): continue
      case .record:
        guard let whole = wholeCounty(row) else {
          record(row)
          break
        }
        let name = gazetteer.register.counties[whole].name
        if whole == county {
          sum(row, level: 3, label: name)
        } else {
          setAside(row, zh: "是\(name)的行", en: "it is a row of \(name)")
        }
      case .sum(let level, let label): sum(row, level: level, label: label)
      case .heading(let text): heading(row, text)
      case .setAside(let reason):
        if reason == .ofWhich, let town = townOfWhich(row) {
          aggregateTown(row, town)
          continue
        }
        if reason == .pageHeader {
          // A page's sum is of what stands below the page's own header.
          sums.close(level: Sums.page, stated: [])
          enterPlace(above: row)
        }
        if reason == .pageLine { enterPlace(ofLine: row) }
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

  // MARK: Rows

  mutating func record(_ row: Int) {
    let number = grid.rows[row].number
    locateTown(row, number)
    locateMonth(row, number)
    if let column = classifier.mayBeVoid[row] { askWhetherVoid(row, number, column) }
    isAtBeginning = false
    switch kind {
    case .roster, .paymentList: member(row, number)
    case .summary, .monthly: aggregate(row, number)
    }
  }
}
