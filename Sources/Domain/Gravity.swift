extension Discrepancy {
  /// Whether another discrepancy explains it: it goes when its cause is mended.
  public var isConsequence: Bool { !causes.isEmpty }

  /// What is at stake, where it is an amount: actual − expected. Months count at the policy's rate; heads may have been paid for
  /// any number of months, so they are not valued.
  public func effect(rate: Money?) -> Money? {
    switch gap {
    case .money(let expected, let actual): actual - expected
    case .counts(let expected, let actual, "月"): rate.map { $0 * (actual - expected) }
    default: nil
    }
  }
}

/// How urgent a discrepancy is: causes before consequences, then severity, then what is at stake. Greater is graver.
public struct Gravity: Comparable, Sendable {
  private let isCause: Bool
  private let severity: Severity
  private let stake: Int64

  /// How urgent a discrepancy is, where months are paid at a rate.
  public init(_ discrepancy: Discrepancy, rate: Money?) {
    isCause = !discrepancy.isConsequence
    severity = discrepancy.severity
    stake = discrepancy.effect(rate: rate).map { abs($0.fen) } ?? 0
  }

  /// Order by urgency.
  public static func < (a: Gravity, b: Gravity) -> Bool {
    if a.isCause != b.isCause { return b.isCause }
    if a.severity != b.severity { return a.severity < b.severity }
    return a.stake < b.stake
  }
}
