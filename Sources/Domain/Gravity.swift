extension Discrepancy {
  /// Whether another discrepancy explains it: it goes when its cause is mended.
  public var isConsequence: Bool { !causes.isEmpty }

  /// Whether it is about a single row, most often one person's.
  fileprivate var isOfOneRow: Bool { level == .row && subject.village != nil }
}

/// What discrepancies are worth under a policy.
public struct Worth: Sendable {
  private let rate: Money?
  /// The highest rate of any month.
  private let highest: Money
  /// What one person is due for the whole period.
  private let seat: Money
  private let quota: Int

  /// What discrepancies are worth under a policy.
  public init(_ policy: Policy) {
    rate = policy.singleRate
    highest = policy.rules.map(\.rate).max() ?? .zero
    seat = policy.fullAmount
    quota = policy.quota
  }

  /// What is at stake, where it is an amount: actual − expected. A row's months count at the policy's rate; those of many heads, and
  /// heads that may have been paid for any number of months, are not valued.
  public func effect(of discrepancy: Discrepancy) -> Money? {
    switch discrepancy.gap {
    case .money(let expected, let actual): actual - expected
    case .counts(let expected, let actual, "月") where discrepancy.isOfOneRow:
      rate.flatMap { $0.multiplied(by: actual - expected) }
    default: nil
    }
  }

  /// The most that can be at stake, where no amount is told: a head for the whole period, a village with all its seats.
  /// Nil where no sum is disturbed, and of whole files, which are worth whatever they hold.
  public func most(of discrepancy: Discrepancy) -> Money? {
    if let effect = effect(of: discrepancy) { return Money(fen: abs(effect.fen)) }
    let (touches, level) = (discrepancy.touches, discrepancy.level)
    // Where no figure is made of a document, none is at stake in it.
    guard !touches.contains(.beside) || touches.contains(.stated) else { return nil }
    let seat = seat(in: discrepancy.period)
    switch discrepancy.gap {
    case .counts(let expected, let actual, "人") where !touches.isEmpty:
      return seats(abs(actual - expected), seat)
    case .counts(let expected, let actual, "村"), .counts(let expected, let actual, "行"):
      return villages(abs(actual - expected), seat)
    // One person is paid so many times too often.
    case .counts(let expected, let actual, "次"), .counts(let expected, let actual, "县"):
      return seats(abs(actual - expected), seat)
    // Of a month that a whole village lacks, each seat is at stake.
    case .counts(let expected, let actual, "月") where level == .village:
      return rate.flatMap { $0.multiplied(by: abs(actual - expected)) }.map { seats(quota, $0) }
    case .counts(_, _, "月"): return nil
    // Seats that stand empty in known months are worth those months.
    case .counts(let expected, let actual, "人月") where discrepancy.code == .vacancy:
      return seats(abs(actual - expected), highest)
    default: break
    }
    guard level <= .village else { return nil }
    if touches.contains(.villages) { return villages(1, seat) }
    return touches.isDisjoint(with: [.heads, .due, .stated]) ? nil : seat
  }

  // An upload may state any number of heads: what is beyond counting is worth the most that can be told.
  private func seats(_ count: Int, _ seat: Money) -> Money {
    let (fen, isOver) = seat.fen.multipliedReportingOverflow(by: Int64(count))
    return Money(fen: isOver ? .max : fen)
  }

  private func villages(_ count: Int, _ seat: Money) -> Money {
    let (heads, isOver) = count.multipliedReportingOverflow(by: quota)
    return isOver ? Money(fen: .max) : seats(heads, seat)
  }

  /// What one person is due for the period that a finding is about: a month, some months, or the whole of it.
  private func seat(in period: String) -> Money {
    guard period.utf8.count >= 7, let rate, let months = ClosedRange<YearMonth>(period: period) else { return seat }
    return rate.multiplied(by: Int(months.upperBound.index - months.lowerBound.index) + 1) ?? seat
  }
}

/// How urgent a discrepancy is: causes before consequences, then severity, then what is at stake. Greater is graver.
public struct Gravity: Comparable, Sendable {
  private let isCause: Bool
  private let severity: Severity
  private let stake: Int64

  /// How urgent a discrepancy is.
  public init(_ discrepancy: Discrepancy, worth: Worth) {
    isCause = !discrepancy.isConsequence
    severity = discrepancy.severity
    stake = worth.most(of: discrepancy)?.fen ?? 0
  }

  /// Order by urgency.
  public static func < (a: Gravity, b: Gravity) -> Bool {
    if a.isCause != b.isCause { return b.isCause }
    if a.severity != b.severity { return a.severity < b.severity }
    return a.stake < b.stake
  }
}
