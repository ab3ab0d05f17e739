/// An amount as somebody stated it: the value, the unit and how many places were written, which is all the precision it claims.
public struct StatedMoney: Hashable, Sendable {
  /// The value.
  public var amount: Money
  /// The unit it was written in.
  public var unit: MoneyUnit
  /// Places after the point as written.
  public var places: Int

  /// A stated amount.
  public init(amount: Money, unit: MoneyUnit, places: Int) {
    self.amount = amount
    self.unit = unit
    self.places = places
  }

  /// Reads digits written in a unit; nil if the text is no plain decimal.
  public init?(_ text: some StringProtocol, unit: MoneyUnit) {
    guard let written = WrittenDecimal(text), let money = written.money(in: unit) else { return nil }
    self.init(amount: money.amount, unit: unit, places: written.places)
  }

  /// Half of the last place that was written, in fen: the most that rounding can hide.
  public var halfPlace: Int64 {
    var step = unit.fen
    for _ in 0..<places { step /= 10 }
    return step / 2
  }

  /// How an exact amount agrees with what was stated.
  public func agreement(with exact: Money) -> Agreement {
    let residual = exact - amount
    if residual == .zero { return .exact }
    return abs(residual.fen) <= halfPlace ? .rounded(residual: residual) : .mismatch(residual: residual)
  }
}

/// The verdict of comparing an exact amount with a stated one. Rounding is told with its residual, never hidden by a tolerance.
public enum Agreement: Hashable, Sendable {
  /// Equal to the fen.
  case exact
  /// Equal at the precision that was stated; exact − stated is left over.
  case rounded(residual: Money)
  /// Different beyond what rounding explains.
  case mismatch(residual: Money)
}
