/// An amount as somebody stated it: the value, the unit and how many places were written, which is all the precision it claims.
public struct StatedMoney: Hashable, Sendable, Codable {
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
  public init?(_ text: String, unit: MoneyUnit) {
    guard let written = WrittenDecimal(text), let money = written.money(in: unit) else { return nil }
    self.init(amount: money.amount, unit: unit, places: written.places)
  }

  /// The amount as a figure in fen with the places as written.
  public var figure: StatedFigure {
    var step = unit.fen
    var digits = amount.fen
    var written = 0
    // An amount finer than fen is kept in fen: what lies below was rounded when it was read.
    while written < places, step % 10 == 0 {
      step /= 10
      written += 1
    }
    digits /= step
    return StatedFigure(WrittenDecimal(digits: digits, places: written), scale: Ratio(unit.fen))
  }

  /// How an exact amount agrees with what was stated.
  public func agreement(with exact: Money) -> Agreement {
    let residual = exact - amount
    if residual == .zero { return .exact }
    switch figure.comparison(with: Ratio(exact.fen))?.verdict {
    case .exact, .rounded: return .rounded(residual: residual)
    default: return .mismatch(residual: residual)
    }
  }
}

/// The unit of a column of money and the places after the point that it is written with.
public struct StatedScale: Hashable, Sendable {
  /// The unit.
  public var unit: MoneyUnit
  /// The most places that an amount of the column has.
  public var places: Int

  /// A unit and its places.
  public init(unit: MoneyUnit, places: Int) {
    self.unit = unit
    self.places = places
  }
}

/// The verdict of comparing an exact amount with a stated one, with the residual exact − stated in money.
public enum Agreement: Hashable, Sendable {
  /// Equal to the fen.
  case exact
  /// Equal at the precision that was stated.
  case rounded(residual: Money)
  /// Different beyond what rounding explains.
  case mismatch(residual: Money)

  /// The verdict alone.
  public var verdict: Verdict {
    switch self {
    case .exact: .exact
    case .rounded: .rounded
    case .mismatch: .mismatch
    }
  }
  /// Exact − stated.
  public var residual: Money {
    switch self {
    case .exact: .zero
    case .rounded(let residual), .mismatch(let residual): residual
    }
  }
}
