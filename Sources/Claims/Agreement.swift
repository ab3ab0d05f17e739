import Domain

extension Report {
  /// How a figure agrees with what was computed, at the precision and in the sense in which it is stated.
  func agreement(_ figure: Figure, _ computed: Quantity) throws(Unevaluated) -> (Verdict, Quantity) {
    do throws(ArithmeticError) {
      guard let stated = figure.base, let half = figure.halfPlace else { throw ArithmeticError.overflow }
      let residual = try computed.value.minus(stated)
      let quantity = Quantity(residual, computed.kind)
      let isEqual = residual.numerator == 0
      let step = try Ratio(figure.lastStep).times(half.times(Ratio(2)))
      switch figure.bound {
      case .exact:
        if let upper = figure.upper {
          let top = try upper.times(figure.unit.factor)
          let isWithin = !(computed.value < stated) && !(top < computed.value)
          return (isWithin ? .exact : .mismatch, isWithin ? Quantity(Ratio(0), computed.kind) : quantity)
        }
        if isEqual { return (.exact, quantity) }
        return (residual.magnitude > half ? .mismatch : .rounded, quantity)
      case .more: return (residual > Ratio(0) && residual < step ? .rounded : .mismatch, quantity)
      // 超过10人 of 1,859 is true, and says nothing that could be checked: what is more than twice as far proves no figure.
      case .atLeast:
        if isEqual { return (.exact, quantity) }
        let isFar = try stated.times(Ratio(2)) < computed.value
        return (residual < Ratio(0) ? .mismatch : isFar ? .unverifiable : .rounded, quantity)
      case .atMost, .nearly:
        if isEqual { return (.exact, quantity) }
        guard residual < Ratio(0) else { return (.mismatch, quantity) }
        let isFar = try computed.value.times(Ratio(2)) < stated
        return (!isFar ? .rounded : figure.bound == .nearly ? .mismatch : .unverifiable, quantity)
      case .about:
        if isEqual { return (.exact, quantity) }
        return (try residual.magnitude.times(Ratio(2)) > step ? .mismatch : .rounded, quantity)
      }
    } catch {
      throw .arithmetic(error)
    }
  }
}

extension Figure {
  /// How many units of its last written place the last digit that is not zero stands for: 10 for 140, 1 for 143.
  var lastStep: Int64 {
    var step: Int64 = 1
    for digit in stated.filter(\.isNumber).reversed() {
      if digit != "0" || step >= 1_000_000_000_000 { return step }
      step *= 10
    }
    return 1
  }
}
