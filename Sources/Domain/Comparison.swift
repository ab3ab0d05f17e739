/// A figure as somebody stated it: its digits as written, and what one of them is worth in the unit of the exact value.
public struct StatedFigure: Hashable, Sendable {
  /// The digits and places as written.
  public var written: WrittenDecimal
  /// What one written unit is worth: 1 for counts, 1/100 for %, a million (fen) for 万元.
  public var scale: Ratio

  /// A stated figure.
  public init(_ written: WrittenDecimal, scale: Ratio = Ratio(1)) {
    self.written = written
    self.scale = scale
  }

  /// What was stated, exactly; nil past 64 bits.
  public var value: Ratio? { try? Ratio(written.digits).times(step ?? Ratio(0)) }

  /// What one unit of the last written place is worth: all the precision that the figure claims.
  public var step: Ratio? {
    var power: Int64 = 1
    for _ in 0..<written.places {
      let (product, over) = power.multipliedReportingOverflow(by: 10)
      guard !over else { return nil }
      power = product
    }
    return try? scale.divided(by: Ratio(power))
  }

  /// How an exact value agrees with the figure; nil only where the figures leave 64 bits.
  public func comparison(with exact: Ratio) -> Comparison? {
    guard let value, let step, let residual = try? exact.minus(value) else { return nil }
    let verdict: Verdict =
      if residual.numerator == 0 {
        .exact
      } else if let twice = try? residual.magnitude.times(Ratio(2)), twice <= step {
        .rounded
      } else {
        .mismatch
      }
    return Comparison(exact: exact, stated: value, places: written.places, residual: residual, verdict: verdict)
  }
}

/// An exact value beside the figure that states it. Rounding is told with its residual, never hidden by a tolerance.
public struct Comparison: Hashable, Sendable {
  /// What was computed.
  public var exact: Ratio
  /// What was stated.
  public var stated: Ratio
  /// The places as written, in the unit as written.
  public var places: Int
  /// Exact − stated.
  public var residual: Ratio
  /// The verdict.
  public var verdict: Verdict
}
