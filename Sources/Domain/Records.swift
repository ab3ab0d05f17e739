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
  /// Whether the member's own cell says no to that, rather than nothing.
  public var isDenied = false
  /// Whether a note stands in the row.
  public var hasNote = false
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
  /// Tables all of which newer ones replace.
  public var superseded: [Source] = []
  /// SHA-256 of files that hold nothing, as empty forms do.
  public var blanks: [String] = []
  /// What could not be read as it should.
  public var discrepancies: [Discrepancy] = []
  /// What was read otherwise than written.
  public var normalizations: [Normalization] = []

  /// A county of which nothing was read yet.
  public init(county: Int) { self.county = county }

  /// Whether a reading discrepancy holds the county back.
  public var isBlocked: Bool { discrepancies.contains { $0.severity == .block } }
}
