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
  /// Columns of money in 万元 or 千元 → that unit and the most places written there: all the precision that the column claims.
  public var scales: [Int: StatedScale] = [:]

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
    return Place(file: file, sheet: sheet, cell: Place.cell(row: row, column: column))
  }

  /// The place of a cell.
  public func place(row: Int, column: Int) -> Place {
    Place(file: file, sheet: sheet, cell: Place.cell(row: row, column: column))
  }

  /// The place of a whole row.
  public func place(row: Int) -> Place {
    Place(
      file: file, sheet: sheet,
      cell: Place.range(row: row, column: span.lowerBound, toRow: row, toColumn: span.upperBound))
  }
}

/// A committee member's row of a roster or payment list.
public struct MemberRecord: Sendable {
  /// The table.
  public var source: SourceID
  /// The row, from 1.
  public var row: Int32
  /// The position of the village in the register; -1 where the name has no code.
  public var village: Int32
  /// The position of the town in the register; -1 where unknown.
  public var town: Int32
  /// The name without inner spaces.
  public var name: MemberName
  /// The ID number, if it could be read.
  public var id: IDNumber?
  /// The bank account, if one could be read.
  public var account: Account?
  /// The post in the committee as written.
  public var role: String
  /// 1 male, 0 female, -1 not stated.
  public var sex: Int8 = -1
  /// Marked as holding a post that is paid elsewhere; nil where the document has no such column or the mark is unreadable.
  public var isConcurrent: Bool?
  /// First month in office, if stated.
  public var start: YearMonth?
  /// Last month in office, if stated.
  public var end: YearMonth?
  /// The day of the month on which the term begins; 0 where only the month is stated.
  public var startDay: Int8 = 0
  /// The day of the month on which the term ends; 0 where only the month is stated.
  public var endDay: Int8 = 0
  /// The month in which the payment was made, if stated.
  public var paidOn: YearMonth?
  /// Months paid.
  public var months = Reading.absent
  /// Rate in fen.
  public var rate = Reading.absent
  /// Due in fen, as stated.
  public var due = Reading.absent
  /// Deduction in fen.
  public var deduction = Reading.absent
  /// Back-payment in fen.
  public var backPay = Reading.absent
  /// Paid in fen.
  public var amount = Reading.absent

  /// A member's row.
  public init(source: SourceID, row: Int, village: Int, town: Int, name: MemberName, role: String) {
    self.source = source
    self.row = Int32(row)
    self.village = Int32(village)
    self.town = Int32(town)
    self.name = name
    self.role = role
  }
}

/// A row of a summary or monthly return that is about one village or one town.
public struct AggregateRecord: Sendable {
  /// Heads and amount of one month.
  public struct Month: Sendable {
    /// Heads.
    public var heads: Reading
    /// Fen.
    public var amount: Reading
    /// Heads and amount of one month.
    public init(heads: Reading, amount: Reading) {
      self.heads = heads
      self.amount = amount
    }
  }

  /// The table.
  public var source: SourceID
  /// The row, from 1.
  public var row: Int32
  /// The position of the village; -1 for a row about a town, or where the name has no code.
  public var village: Int32
  /// The position of the town; -1 where unknown.
  public var town: Int32
  /// Counts and fen by field.
  public var figures: [Field: Reading]
  /// By month, in the order of the table's `monthColumns`.
  public var months: [Month]
  /// Whether the row is about a village (else about a town).
  public var isVillage: Bool

  /// A row about a village or a town.
  public init(
    source: SourceID, row: Int, village: Int, town: Int, isVillage: Bool, figures: [Field: Reading], months: [Month]
  ) {
    self.source = source
    self.row = Int32(row)
    self.village = Int32(village)
    self.town = Int32(town)
    self.isVillage = isVillage
    self.figures = figures
    self.months = months
  }

  /// A figure of the row; absent where the table has no such column.
  public subscript(_ field: Field) -> Reading { figures[field] ?? .absent }
}

/// A stated sum and the cells it should be the sum of, tied where it is read.
public struct StatedTotal: Sendable {
  /// Counts or money.
  public enum Unit: Sendable {
    /// Persons, villages or months.
    case count(String)
    /// Fen.
    case money
  }

  /// The table.
  public var source: SourceID
  /// Where the total stands.
  public var row: Int
  /// Its column.
  public var column: Int
  /// What it counts.
  public var field: Field
  /// The month, in a monthly return.
  public var month: YearMonth?
  /// Counts or fen.
  public var unit: Unit
  /// The stated sum.
  public var stated: Int64
  /// The sum of its parts that could be read.
  public var sum: Int64
  /// The sum with subtotals counted beside their parts, if that differs: a sum that ties to it was doubled.
  public var sumWithSubtotals: Int64?
  /// Rows of the parts.
  public var parts: ClosedRange<Int>
  /// Columns of the parts where they stand beside the sum; nil where they stand above or below it.
  public var partColumns: ClosedRange<Int>?
  /// Whether every part could be read; a sum with unreadable parts is not checked.
  public var isComplete: Bool
  /// The text that names the row, for instance 三埠街道小计.
  public var label: String
  /// Whether it is the sum of the whole table.
  public var isGrand: Bool
  /// The town it is about, or -1.
  public var town: Int32
  /// The text as written.
  public var raw: String

  /// A stated sum.
  public init(
    source: SourceID, row: Int, column: Int, field: Field, month: YearMonth?, unit: Unit, stated: Int64, sum: Int64,
    sumWithSubtotals: Int64?, parts: ClosedRange<Int>, partColumns: ClosedRange<Int>? = nil, isComplete: Bool,
    label: String, isGrand: Bool, town: Int, raw: String
  ) {
    self.source = source
    self.row = row
    self.column = column
    self.field = field
    self.month = month
    self.unit = unit
    self.stated = stated
    self.sum = sum
    self.sumWithSubtotals = sumWithSubtotals
    self.parts = parts
    self.partColumns = partColumns
    self.isComplete = isComplete
    self.label = label
    self.isGrand = isGrand
    self.town = Int32(town)
    self.raw = raw
  }
}

/// A payment that a document says came back from the bank.
public struct ReturnedPayment: Sendable {
  /// Position of the member among the county's records.
  public var member: Int
  /// The cell that says so.
  public var place: Place
  /// Its text, masked.
  public var raw: String
  /// Whether it says that the payment was made again.
  public var isMadeAgain: Bool
  /// When it came back, if the text says so.
  public var date: CalendarDate?

  /// A payment that came back.
  public init(member: Int, place: Place, raw: String, isMadeAgain: Bool, date: CalendarDate?) {
    self.member = member
    self.place = place
    self.raw = raw
    self.isMadeAgain = isMadeAgain
    self.date = date
  }
}

/// Everything that was read of one county's uploads.
public struct CountyRecords: Sendable {
  /// Position of the county in the register.
  public var county: Int
  /// The tables that count.
  public var sources: [Source] = []
  /// Members of rosters and payment lists, in reading order.
  public var members: [MemberRecord] = []
  /// Rows of summaries and monthly returns.
  public var aggregates: [AggregateRecord] = []
  /// Stated sums.
  public var totals: [StatedTotal] = []
  /// Payments that came back.
  public var returns: [ReturnedPayment] = []
  /// What rows say in words: marks, departures and vacant seats.
  public var remarks: [RowRemark] = []
  /// Lists to mend that came back.
  public var lists: [ReturnedList] = []
  /// What could not be read as it should.
  public var discrepancies: [Discrepancy] = []
  /// What was read otherwise than written.
  public var normalizations: [Normalization] = []

  /// A county of which nothing was read yet.
  public init(county: Int) { self.county = county }

  /// Whether a reading discrepancy holds the county back.
  public var isBlocked: Bool { discrepancies.contains { $0.severity == .block } }
}
