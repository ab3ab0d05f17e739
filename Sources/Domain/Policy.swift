/// The rules of the subsidy as they stood over spans of months; read from a policy file, never constants in code.
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
    /// Names or codes of the counties that the rules are for; empty: all.
    public var counties: [String]
    /// Who is not paid again.
    public var exclusion: Exclusion

    /// Rules over a span of months.
    public init(
      from: YearMonth, until: YearMonth, rate: Money, quota: Int, counties: [String] = [],
      exclusion: Exclusion = .marked
    ) {
      self.from = from
      self.until = until
      self.rate = rate
      self.quota = quota
      self.counties = counties
      self.exclusion = exclusion
    }
  }

  /// Who is not paid again because another post pays them.
  public enum Exclusion: Sendable, Equatable {
    /// Whoever the file marks as concurrent.
    case marked
    /// Whoever holds one of these posts, unless the file marks the member as not concurrent.
    case roles([String])
    /// Nobody.
    case nobody

    /// Whether a member is excluded; posts are told by their words.
    public func excludes(_ member: MemberRecord) -> Bool {
      switch self {
      case .marked: member.isConcurrent == true
      case .roles(let roles): member.isConcurrent != false && roles.contains { member.role.contains($0) }
      case .nobody: false
      }
    }
  }

  /// What a month in which a term begins or ends counts.
  public enum PartMonths: String, Sendable, CaseIterable {
    /// It is paid whole.
    case paid
    /// It is not paid, unless the term covers all of it.
    case unpaid
    /// It is paid to whoever is in office on or before the 15th when beginning, after the 15th when ending.
    case byFifteenth = "by-fifteenth"
  }

  /// To what a person's amount of a period is rounded, half up.
  public enum Rounding: String, Sendable, CaseIterable {
    /// 0.01 yuan: nothing is lost.
    case fen
    /// 0.1 yuan.
    case jiao
    /// Whole yuan.
    case yuan

    /// Fen in one unit.
    public var fen: Int64 {
      switch self {
      case .fen: 1
      case .jiao: 10
      case .yuan: 100
      }
    }
  }

  /// The name of the policy, for instance `village-supervision-2021`.
  public var id: String
  /// The first twelve digits of the policy file's SHA-256: the version that was applied.
  public var version = ""
  /// The first month of the period that is reconciled.
  public var from: YearMonth
  /// The last month of the period.
  public var until: YearMonth
  /// Rules by time, covering the period without gap or overlap.
  public var rules: [Rules]
  /// What a month in which a term begins or ends counts.
  public var partMonths: PartMonths
  /// To what a person's amount is rounded.
  public var rounding: Rounding
  /// The first and last day on which the period's money may be paid out: the fiscal year.
  public var fiscalYear: ClosedRange<CalendarDate>
  /// The months in which committees were elected anew, if any: heads should move then.
  public var turnover: ClosedRange<YearMonth>?
  /// Ages between which a member is plausible.
  public var plausibleAges: ClosedRange<Int>

  /// A policy; without a fiscal year, money is paid within the period itself.
  public init(
    id: String, from: YearMonth, until: YearMonth, rules: [Rules], partMonths: PartMonths = .paid,
    rounding: Rounding = .fen, fiscalYear: ClosedRange<CalendarDate>? = nil, turnover: ClosedRange<YearMonth>? = nil,
    plausibleAges: ClosedRange<Int> = 18...85
  ) {
    self.id = id
    self.from = from
    self.until = until
    self.rules = rules
    self.partMonths = partMonths
    self.rounding = rounding
    self.fiscalYear =
      fiscalYear ?? CalendarDate(
        month: from, validDay: 1)...CalendarDate(
        month: until, validDay: CalendarDate.days(year: until.year, month: until.month))
    self.turnover = turnover
    self.plausibleAges = plausibleAges
  }

  /// How many months the period has.
  public var months: Int { Int(until.index - from.index) + 1 }
  /// The months of the period, in order.
  public var calendar: [YearMonth] { (0..<months).map { from.advanced(by: $0) } }
  /// The rules of a month of the period; a month outside it has those of the nearest.
  public func rules(in month: YearMonth) -> Rules {
    rules.last { $0.from <= month } ?? rules[0]
  }
  /// The rate of a month.
  public func rate(in month: YearMonth) -> Money { rules(in: month).rate }
  /// The highest cap on members in the period.
  public var quota: Int { rules.map(\.quota).max() ?? 0 }
  /// The rate, if it is one for the whole period.
  public var singleRate: Money? {
    rules.dropFirst().allSatisfy { $0.rate == rules[0].rate } ? rules[0].rate : nil
  }
  /// What one person is due for a whole period.
  public var fullAmount: Money { rounded(calendar.reduce(.zero) { $0 + rate(in: $1) }) }
  /// The period as outputs name it: a year where it is one, else first and last month.
  public var period: String {
    from.month == 1 && until.month == 12 && from.year == until.year ? "\(from.year)" : "\(from)/\(until)"
  }
  /// How outputs cite the policy: its name and the version of its text.
  public var citation: String { version.isEmpty ? id : id + "@" + version }

  /// A person's amount, rounded half up as the policy says.
  public func rounded(_ amount: Money) -> Money {
    let unit = rounding.fen
    guard unit > 1, amount.fen % unit != 0 else { return amount }
    return Money(fen: (amount.fen + (amount.fen < 0 ? -unit : unit) / 2) / unit * unit)
  }

  /// The nearest amount at or below a payment that whole person-months come to; the payment itself where it is one.
  ///
  /// Under several rates any number of months of each may have been paid, for as many heads as a village may have.
  public func wholeMonths(within amount: Money, heads: Int = 1) -> Money {
    guard amount.fen > 0 else { return amount }
    if let rate = singleRate?.fen {
      guard rate > 0 else { return amount }
      if rounding == .fen { return Money(fen: amount.fen / rate * rate) }
    }
    // Amounts rounded person by person add up to anything: only a single person's can be told.
    if rounding != .fen, heads > 1 { return amount }
    var spans: [(rate: Int64, months: Int)] = []
    for month in calendar {
      let rate = rate(in: month).fen
      if let known = spans.firstIndex(where: { $0.rate == rate }) {
        spans[known].months += 1
      } else {
        spans.append((rate, 1))
      }
    }
    var best: Int64 = 0
    func fill(_ position: Int, _ sum: Int64) {
      guard best < amount.fen else { return }
      guard position < spans.count else {
        let whole = rounded(Money(fen: sum)).fen
        if whole <= amount.fen { best = max(best, whole) }
        return
      }
      for months in 0...spans[position].months * heads
      where sum + spans[position].rate * Int64(months) <= amount.fen + 100 {
        fill(position + 1, sum + spans[position].rate * Int64(months))
      }
    }
    fill(0, 0)
    return Money(fen: best)
  }

  /// Where a number of months lies that nothing dates: at the beginning of the term, or, under rates that changed, at the first months
  /// of the rate that is stated, or that come to the amount.
  public func months(
    _ count: Int, within term: Range<Int>? = nil, atRate stated: Money? = nil, comingTo amount: Money? = nil
  ) -> Range<Int> {
    let term = term ?? 0..<months
    let count = min(max(0, count), months)
    let usual = term.lowerBound..<min(months, term.lowerBound + count)
    guard count > 0, count < term.count, singleRate == nil, stated != nil || amount != nil else { return usual }
    let rates = calendar.map { rate(in: $0) }
    return (term.lowerBound...term.upperBound - count).lazy.map { $0..<$0 + count }.first { span in
      (stated == nil || rates[span].allSatisfy { $0 == stated })
        && (amount == nil || rounded(rates[span].reduce(.zero, +)) == amount)
    } ?? usual
  }

  /// The months of the period in which a term is paid by its beginning and end: positions in `calendar`, perhaps none;
  /// of a list about a part of the period, those within it.
  public func months(ofTerm member: MemberRecord, within part: ClosedRange<YearMonth>? = nil) -> Range<Int> {
    let lower = part.map { max(0, Int($0.lowerBound.index - from.index)) } ?? 0
    let upper = part.map { min(months, Int($0.upperBound.index - from.index) + 1) } ?? months
    var first = lower
    var end = upper
    if let start = member.start {
      first = Int(start.index - from.index) + (paysFirst(day: Int(member.startDay)) ? 0 : 1)
    }
    if let last = member.end {
      end = Int(last.index - from.index) + (paysLast(day: Int(member.endDay), of: last) ? 1 : 0)
    }
    first = min(max(lower, first), max(lower, upper))
    return first..<max(first, min(end, upper))
  }

  /// Whether the month in which a term begins is paid; day 0: only the month is stated.
  private func paysFirst(day: Int) -> Bool {
    switch partMonths {
    case .paid: true
    case .unpaid: day == 1
    case .byFifteenth: day <= 15
    }
  }

  /// Whether the month in which a term ends is paid.
  private func paysLast(day: Int, of month: YearMonth) -> Bool {
    switch partMonths {
    case .paid: true
    case .unpaid: day == CalendarDate.days(year: month.year, month: month.month)
    case .byFifteenth: day == 0 || day > 15
    }
  }

  /// The policy as it stands for one county: rules of its own before rules for all. Nil where a month has no rules for it.
  public func applied(toCounty name: String, code: String) -> Policy? {
    var found: [Rules] = []
    for month in calendar {
      let fitting = rules.filter { $0.from <= month && month <= $0.until }
      guard
        var rule = fitting.last(where: { $0.counties.contains(name) || $0.counties.contains(code) })
          ?? fitting.last(where: \.counties.isEmpty)
      else { return nil }
      rule.counties = []
      if let last = found.last, last.rate == rule.rate, last.quota == rule.quota, last.exclusion == rule.exclusion {
        found[found.count - 1].until = month
      } else {
        (rule.from, rule.until) = (month, month)
        found.append(rule)
      }
    }
    var policy = self
    policy.rules = found
    return policy
  }
}
