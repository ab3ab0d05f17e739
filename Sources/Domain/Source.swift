/// The kinds of documents that a county sends.
public enum DocumentKind: String, Sendable, CaseIterable {
  /// 花名册
  case roster
  /// 发放表
  case paymentList = "payment-list"
  /// 汇总表
  case summary
  /// 月报
  case monthly

  /// The Chinese name.
  public var zh: String {
    switch self {
    case .roster: "花名册"
    case .paymentList: "发放表"
    case .summary: "汇总表"
    case .monthly: "月报"
    }
  }

  /// The English name.
  public var en: String {
    switch self {
    case .roster: "roster"
    case .paymentList: "payment list"
    case .summary: "summary"
    case .monthly: "monthly return"
    }
  }
}

/// What a list of members is for.
public enum ListPurpose: String, Sendable, CaseIterable {
  /// It lists the members, or their payments.
  case whole
  /// It names those who hold another post and are not paid again: 兼任人员名单.
  case concurrent
  /// It names those who hold the other post, be they members or not: 纪检委员名单.
  case post
  /// It names payments that came back: 退票明细.
  case returned
  /// It names payments that came back and were made again: 退票重发.
  case again
  /// It pays members of another list something more, later: 补发明细.
  case later
  /// It names members whom another list forgot: 补充名单.
  case more
  /// It names members of another list from whom something is taken back: 扣回明细.
  case recovered
  /// It says of members of another list when they came into office or left it: 离任人员名单, 新任人员名单, 变动情况表.
  case changes
}

/// Whom or what a list of persons is of by its title.
public enum ListSubject: String, Sendable, CaseIterable {
  /// The committee, or nobody whom it names.
  case own
  /// Another body, post or subsidy: 村民小组长花名册, 高龄津贴发放表.
  case others
  /// Another payment or paper, be it of the committee's own members: 慰问金发放表, 公示名单.
  case payment
  /// An occasion for which members are named: 培训签到表, 通讯录.
  case occasion
  /// Somebody whom nobody knows here: 村民理事会成员补贴发放表.
  case unknown
}

/// What a column of a document means, in the words of the records.
public enum Field: String, Sendable, CaseIterable {
  case serial, code, county, town, village, name, sex, idNumber = "id", role, concurrent, start, end, bank, account,
    phone
  case note, signature, quota, villageCount = "villages", listed, eligible = "paid", rate, months
  case personMonths = "person_months", due, deduction, backPay = "back_pay", amount, month, other
  case paidOn = "paid_on", payStatus = "pay_status"

  // By position, not by name: an enum of texts would compare and hash its texts, millions of times a county.
  /// The position in the order of declaration, from 0.
  public var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
  /// Whether two fields are the same.
  public static func == (a: Field, b: Field) -> Bool { a.ordinal == b.ordinal }
  /// Hashes the field's number.
  public func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }
}

/// A stated value and the many kinds of nothing, kept apart.
public enum Reading: Hashable, Sendable {
  /// The document has no such column, or the row no such cell of its own.
  case absent
  /// The cell is blank.
  case missing
  /// The cell says that there is nothing to state: `/`, —, 无.
  case notApplicable
  /// The cell holds something that is no such value; a discrepancy says so.
  case unreadable
  /// Counts as they are, money in fen.
  case value(Int64)

  /// The value, if there is one.
  public var value: Int64? {
    if case .value(let value) = self { value } else { nil }
  }
  /// The value as a count.
  public var count: Int? { value.map(Int.init) }
  /// The value as money.
  public var money: Money? { value.map(Money.init(fen:)) }
}

/// One table of an upload: the document it is and the columns it has.
public struct Source: Sendable {
  /// The file, relative to the inbox.
  public var file: String
  /// The sheet; empty for a CSV file.
  public var sheet: String
  /// What the document is.
  public var kind: DocumentKind
  /// Columns by field, from 1.
  public var columns: [Field: Int]
  /// Columns of heads and amount by month, for monthly returns.
  public var monthColumns: [(month: YearMonth, heads: Int?, amount: Int?)]
  /// The first and last column of the table.
  public var span: ClosedRange<Int>
  /// First and last data row.
  public var rows: ClosedRange<Int>
  /// Where the header says which members are concurrent, for messages: `F3:F4`.
  public var headerRows: ClosedRange<Int>
  /// Position of the only town the table is about, if its title or sheet name says so.
  public var town: Int?
  /// SHA-256 of the file in hexadecimal.
  public var sha256: String
  /// The months that the table is about where they are a part of the period: a half-year's or a month's list; nil for all of it.
  public var part: ClosedRange<YearMonth>?
  /// What a list of members is for.
  public var purpose = ListPurpose.whole
  /// Whom or what a list of persons is of by its title.
  public var subject = ListSubject.own
  /// Columns of money in 万元 or 千元 → that unit and the most places written there: all the precision that the column claims.
  public var scales: [Int: StatedScale] = [:]

  /// Columns of back-pay and of what is taken off whose header says that they are of another time: 补发上年, 扣回多发.
  public var ofOtherTimes: Set<Field> = []

  /// Whether the table lies on its side: what are its rows here are columns of the sheet.
  public var isTurned = false
  /// How many rows lie between those that were laid side by side (``Folding``) in the table as it was turned; 0 where none were.
  public var foldStep = 0

  /// A table of an upload.
  public init(
    file: String, sheet: String, kind: DocumentKind, columns: [Field: Int],
    monthColumns: [(month: YearMonth, heads: Int?, amount: Int?)], span: ClosedRange<Int>, rows: ClosedRange<Int>,
    headerRows: ClosedRange<Int>, town: Int?, sha256: String
  ) {
    self.file = file
    self.sheet = sheet
    self.kind = kind
    self.columns = columns
    self.monthColumns = monthColumns
    self.span = span
    self.rows = rows
    self.headerRows = headerRows
    self.town = town
    self.sha256 = sha256
  }

  /// Whether two returns are one: of one the heads of each month, of the other the money of the same months.
  public func completes(_ other: Source) -> Bool {
    guard kind == .monthly, other.kind == .monthly, !monthColumns.isEmpty,
      monthColumns.map(\.month) == other.monthColumns.map(\.month)
    else { return false }
    return isOfHeadsAlone && other.isOfMoneyAlone || isOfMoneyAlone && other.isOfHeadsAlone
  }

  private var isOfHeadsAlone: Bool {
    columns[.amount] == nil && monthColumns.allSatisfy { $0.heads != nil && $0.amount == nil }
  }

  private var isOfMoneyAlone: Bool {
    columns[.eligible] == nil && monthColumns.allSatisfy { $0.heads == nil && $0.amount != nil }
  }

  /// Whether two tables may be about the same months.
  public func overlaps(_ other: Source) -> Bool {
    guard let part, let theirs = other.part else { return true }
    return part.overlaps(theirs)
  }

  /// An amount of a column as it was stated, with the unit and places of its column.
  public func stated(_ amount: Money, column: Int?) -> StatedMoney {
    if let column, let scale = scales[column] {
      return StatedMoney(amount: amount, unit: scale.unit, places: scale.places)
    }
    return StatedMoney(amount: amount, unit: .yuan, places: 2)
  }

  /// An amount of a field as it was stated.
  public func stated(_ amount: Money, _ field: Field) -> StatedMoney { stated(amount, column: columns[field]) }

  /// The place of a field in a row; the whole row where the table has no such column.
  public func place(_ field: Field, row: Int) -> Place {
    guard let column = columns[field] else { return place(row: row) }
    return place(row: row, column: column)
  }

  /// The place of a cell.
  public func place(row: Int, column: Int) -> Place {
    let own = folding.map { $0.unfolded(row: row, column: column) } ?? (row, column)
    return Place(
      file: file, sheet: sheet,
      cell: isTurned ? Place.cell(row: own.1, column: own.0) : Place.cell(row: own.0, column: own.1))
  }

  /// The place of a whole row.
  public func place(row: Int) -> Place { Place(file: file, sheet: sheet, cell: range(rows: row...row, columns: span)) }

  /// A stretch of cells, by the table's own rows and columns, as the sheet names it.
  public func range(rows: ClosedRange<Int>, columns: ClosedRange<Int>) -> String {
    var cells = Place(
      file: file, sheet: sheet,
      cell: Place.range(
        row: rows.lowerBound, column: columns.lowerBound, toRow: rows.upperBound, toColumn: columns.upperBound))
    if let folding { cells = cells.unfolded(folding) }
    return isTurned ? cells.turned.cell : cells.cell
  }

  private var folding: Folding? { foldStep > 0 ? Folding(below: headerRows.upperBound, step: foldStep) : nil }
}
