/// The rules of the subsidy as they stood over a span of months; read from a policy file, never constants in code.
public struct Policy: Sendable, Equatable {
  /// One span of months under one set of rules.
  public struct Rules: Sendable, Equatable {
    /// The first month.
    public var from: YearMonth
    /// The last month.
    public var until: YearMonth
    /// Yuan a person and month.
    public var rate: Money
    /// The cap on members of one village.
    public var quota: Int

    /// Rules over a span of months.
    public init(from: YearMonth, until: YearMonth, rate: Money, quota: Int) {
      self.from = from
      self.until = until
      self.rate = rate
      self.quota = quota
    }
  }

  /// The name under which outputs cite it, for instance `village-supervision-2021`.
  public var id: String
  /// The first month of the period that is reconciled.
  public var from: YearMonth
  /// The last month of the period.
  public var until: YearMonth
  /// Rules by time, covering the period without gap or overlap.
  public var rules: [Rules]
  /// Roles whose holders are not paid again; nil: whoever the file marks as concurrent.
  public var excludedRoles: [String]?
  /// Whether a month in which a term begins or ends is paid whole.
  public var paysPartMonths: Bool
  /// The months in which committees were elected anew, if any: heads should move then.
  public var turnover: ClosedRange<YearMonth>?
  /// Ages between which a member is plausible.
  public var plausibleAges: ClosedRange<Int>

  /// A policy.
  public init(
    id: String, from: YearMonth, until: YearMonth, rules: [Rules], excludedRoles: [String]? = nil,
    paysPartMonths: Bool = true, turnover: ClosedRange<YearMonth>? = nil, plausibleAges: ClosedRange<Int> = 18...85
  ) {
    self.id = id
    self.from = from
    self.until = until
    self.rules = rules
    self.excludedRoles = excludedRoles
    self.paysPartMonths = paysPartMonths
    self.turnover = turnover
    self.plausibleAges = plausibleAges
  }

  /// How many months the period has.
  public var months: Int { Int(until.index - from.index) + 1 }
  /// The months of the period, in order.
  public var calendar: [YearMonth] { (0..<months).map { from.advanced(by: $0) } }
  /// The rules of a month of the period.
  public func rules(in month: YearMonth) -> Rules {
    rules.last { $0.from <= month } ?? rules[0]
  }
  /// The rate of a month.
  public func rate(in month: YearMonth) -> Money { rules(in: month).rate }
  /// The cap on members in any month of the period.
  public var quota: Int { rules.map(\.quota).max() ?? 0 }
  /// The rate, if it is one for the whole period.
  public var singleRate: Money? {
    Set(rules.map(\.rate)).count == 1 ? rules[0].rate : nil
  }
  /// What one person is due for a whole period.
  public var fullAmount: Money { calendar.reduce(.zero) { $0 + rate(in: $1) } }
  /// The period as outputs name it: a year where it is one, else first and last month.
  public var period: String {
    from.month == 1 && until.month == 12 && from.year == until.year ? "\(from.year)" : "\(from)/\(until)"
  }
}
