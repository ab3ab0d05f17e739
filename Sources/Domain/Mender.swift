/// Who can mend a discrepancy.
public enum Mender: Sendable {
  /// The county, in its sheets or by sending another file.
  case county
  /// The bureau, in the budget, the allocations, the report or the acknowledgements.
  case bureau
}

extension Code {
  /// Who can mend what the code tells.
  public var mender: Mender {
    switch self {
    case .linesVsTotal, .countyVsAllocation, .executionRate, .overExecution, .stageMissing, .allHundredPercent,
      .roundingResidual, .lineNameVariant, .spentOutsideLine, .claimMismatch, .claimRounded, .claimUnverifiable,
      .impliedParameter, .openList, .cutoffInconsistent, .termInconsistent, .scopeMismatch, .acknowledgementExpired,
      .outputTampered:
      .bureau
    default: .county
    }
  }
}
