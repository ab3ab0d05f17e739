/// Which document a village's figures come from.
public enum Basis: String, Sendable, CaseIterable {
  /// 发放表
  case paymentList = "payment-list"
  /// 花名册
  case roster
  /// 月报
  case monthly
  /// 汇总表
  case summary
  /// Nothing was reported.
  case none
}

/// Where a county's figures come from.
public enum UploadStatus: String, Sendable, Codable, CaseIterable {
  /// The newest upload.
  case current
  /// The last upload that could be used.
  case lastGood = "last-good"
  /// None.
  case missing

  /// In words.
  public var title: Message {
    switch self {
    case .current: Message(zh: "采用", en: "in use")
    case .lastGood: Message(zh: "沿用上次", en: "last good")
    case .missing: Message(zh: "缺报", en: "missing")
    }
  }
}

/// Sums of a village, town or county. A nil count or amount is missing, which is not zero.
public struct Tally: Sendable, Codable, Equatable {
  /// Administrative villages in the register.
  public var villagesRegistered = 0
  /// Of these, villages that are reported.
  public var villagesReported = 0
  /// Cap × reported villages.
  public var quota = 0
  /// Member rows.
  public var listed: Int?
  /// Members not paid again.
  public var concurrent: Int?
  /// Members who are paid for at least one month.
  public var eligible: Int?
  /// Person-months that are paid.
  public var personMonths: Int?
  /// Person-months × rate.
  public var due: Money?
  /// What the county states.
  public var stated: Money?

  /// Whether it is known how many villages the figures are of: a town's own row may not say.
  public var knowsVillages: Bool { villagesReported > 0 || eligible == nil && stated == nil }

  /// Nothing yet.
  public init() {}

  /// Adds a finer tally; what is missing below stays out of the sum, and a sum of nothing but missing is missing.
  public mutating func add(_ other: Tally) {
    func sum<Value>(_ a: Value?, _ b: Value?, _ plus: (Value, Value) -> Value) -> Value? {
      guard let a else { return b }
      return b.map { plus(a, $0) } ?? a
    }
    villagesRegistered += other.villagesRegistered
    villagesReported += other.villagesReported
    quota += other.quota
    listed = sum(listed, other.listed, +)
    concurrent = sum(concurrent, other.concurrent, +)
    eligible = sum(eligible, other.eligible, +)
    personMonths = sum(personMonths, other.personMonths, +)
    due = sum(due, other.due, +)
    stated = sum(stated, other.stated, +)
  }
}

/// The cells that a village's figures come from.
public struct CellSpan: Sendable, Equatable {
  /// The table.
  public var source: SourceID
  /// First and last row.
  public var rows: ClosedRange<Int>

  /// Rows of a table.
  public init(source: SourceID, rows: ClosedRange<Int>) {
    self.source = source
    self.rows = rows
  }
}

/// A registered village's figures.
public struct VillageFigures: Sendable {
  /// Position in the register.
  public var village: Int
  /// The sums.
  public var tally: Tally
  /// The document that heads and months come from.
  public var basis: Basis
  /// Rows that heads and months come from.
  public var cells: [CellSpan]
  /// Rows that the stated amount comes from.
  public var statedCells: [CellSpan]

  /// A village's figures.
  public init(village: Int, tally: Tally, basis: Basis, cells: [CellSpan], statedCells: [CellSpan]) {
    self.village = village
    self.tally = tally
    self.basis = basis
    self.cells = cells
    self.statedCells = statedCells
  }
}

/// A member as published.
public struct MemberFigures: Sendable {
  /// Position among the county's member records.
  public var record: Int
  /// Months that are paid under the policy; nil where they could not be read.
  public var months: Int?
  /// What is due.
  public var due: Money?
  /// Whether the policy excludes the member.
  public var isExcluded: Bool
  /// Positions of the same person's records in other months' lists; months and what is due include them.
  public var others: [Int] = []
  /// The first month that is paid, as a position in the policy's calendar.
  public var firstMonth = 0
  /// The months that are paid, as positions in the policy's calendar; nil where they could not be read.
  public var span: Range<Int>? { months.map { firstMonth..<firstMonth + $0 } }

  /// A member as published.
  public init(record: Int, months: Int?, due: Money?, isExcluded: Bool) {
    self.record = record
    self.months = months
    self.due = due
    self.isExcluded = isExcluded
  }
}

/// Heads and amount of one month of a county.
public struct MonthFigures: Sendable, Codable, Equatable {
  /// The month.
  public var month: YearMonth
  /// Members who are paid.
  public var heads: Int
  /// What is due for them.
  public var due: Money

  /// A month of a county.
  public init(month: YearMonth, heads: Int, due: Money) {
    self.month = month
    self.heads = heads
    self.due = due
  }
}

/// A county's figures, down to members.
public struct CountyFigures: Sendable {
  /// Position in the register.
  public var county: Int
  /// The sums.
  public var tally: Tally
  /// Sums by town, in register order.
  public var towns: [(town: Int, tally: Tally)]
  /// Villages of kind 村, in register order.
  public var villages: [VillageFigures]
  /// Members of the basis documents, by village and row.
  public var members: [MemberFigures]
  /// By month of the period; empty where nothing is known.
  public var months: [MonthFigures]
  /// What was allocated to the county, if stated.
  public var allocated: StatedMoney?
  /// Where that stands.
  public var allocatedPlace: Place?
  /// Rows of towns that only a summary states, by register position of the town.
  public var townCells: [Int: CellSpan] = [:]
  /// Rows that state the amounts of towns whose villages state none, by register position of the town; the whole county's by nil.
  public var statedRows: [Int?: [CellSpan]] = [:]
  /// The row of the whole county, where nothing finer is reported.
  public var countyCells: CellSpan?
  /// Where the figures come from.
  public var status: UploadStatus
  /// The newest received date of its uploads.
  public var asOf: CalendarDate?

  /// A county of which nothing is known.
  public init(county: Int, status: UploadStatus) {
    self.county = county
    self.status = status
    tally = Tally()
    towns = []
    villages = []
    members = []
    months = []
  }
}

// What is kept of a county from night to night: villages and members are rows of its tables by then.
extension CountyFigures: Codable {
  private enum CodingKeys: String, CodingKey { case county, tally, towns, townTallies, months, allocated, status, asOf }

  /// Reads figures that were kept.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      county: try kept.decode(Int.self, forKey: .county), status: try kept.decode(UploadStatus.self, forKey: .status))
    tally = try kept.decode(Tally.self, forKey: .tally)
    towns = zip(
      try kept.decode([Int].self, forKey: .towns), try kept.decode([Tally].self, forKey: .townTallies)
    ).map { ($0, $1) }
    months = try kept.decode([MonthFigures].self, forKey: .months)
    allocated = try kept.decodeIfPresent(StatedMoney.self, forKey: .allocated)
    asOf = try kept.decodeIfPresent(CalendarDate.self, forKey: .asOf)
  }

  /// Keeps everything but villages and members.
  public func encode(to encoder: any Encoder) throws {
    var kept = encoder.container(keyedBy: CodingKeys.self)
    try kept.encode(county, forKey: .county)
    try kept.encode(tally, forKey: .tally)
    try kept.encode(towns.map(\.town), forKey: .towns)
    try kept.encode(towns.map(\.tally), forKey: .townTallies)
    try kept.encode(months, forKey: .months)
    try kept.encodeIfPresent(allocated, forKey: .allocated)
    try kept.encode(status, forKey: .status)
    try kept.encodeIfPresent(asOf, forKey: .asOf)
  }
}
