/// What a finding does to what its county is due: a difference is made of findings that lower it and of others that raise it, and they
/// must not look alike.
public struct ShareOfDue: Sendable, Hashable {
  /// Which way the amount moves.
  public enum Direction: Sendable, Hashable {
    /// Less is due than there would be without it.
    case lowers
    /// More is due.
    case raises
    /// Nobody can tell.
    case open
  }

  /// Which way.
  public var direction: Direction
  /// By how much, without a sign; nil where no amount can be told.
  public var amount: Money?
  /// Whether it is the most that it can be.
  public var isMost: Bool

  /// As people read it; empty where nothing can be told.
  public var words: Message {
    guard let amount else {
      switch direction {
      case .lowers: return Message(zh: "少计", en: "lowers it")
      case .raises: return Message(zh: "多计", en: "raises it")
      case .open: return Message(zh: "", en: "")
      }
    }
    let (zh, en) = (isMost ? "至多 " : " ", isMost ? "up to " : "")
    return switch direction {
    case .lowers: Message(zh: "少计\(zh)\(amount.grouped) 元", en: "lowers it by \(en)\(amount.grouped) yuan")
    case .raises: Message(zh: "多计\(zh)\(amount.grouped) 元", en: "raises it by \(en)\(amount.grouped) yuan")
    case .open: Message(zh: "影响\(zh)\(amount.grouped) 元", en: "worth \(en)\(amount.grouped) yuan")
    }
  }
}

extension Worth {
  /// What a finding does to what its county is due.
  public func share(of discrepancy: Discrepancy) -> ShareOfDue {
    let exact = effect(of: discrepancy)
    let amount = exact.map { Money(fen: abs($0.fen)) } ?? most(of: discrepancy)
    // Where the payment is what is wrong, and not the mark, what is due stays as it is.
    return ShareOfDue(
      direction: discrepancy.pull, amount: amount == .zero ? nil : amount,
      isMost: exact == nil || discrepancy.code == .dualPostPaid)
  }
}

extension Discrepancy {
  /// Which way what is due moves: what is not counted lowers it, what is counted too often raises it.
  fileprivate var pull: ShareOfDue.Direction {
    switch code {
    case .unclassifiedRow where field == Self.fieldOfVoid: .open
    // Who is marked as paid elsewhere is not due anything here.
    case .dualPostPaid, .vacancy, .villageNotInRegister, .villageAmbiguous, .unclassifiedRow: .lowers
    case .overQuota, .leftOfficePaid, .deceasedPaid, .otherPayroll, .duplicatePerson, .crossCountyDuplicate: .raises
    case .exclusionExceedsVillages: reversed(byCounts)
    case .headcountMismatch: field == Field.concurrent.rawValue ? reversed(byCounts) : byCounts
    case .villageCountMismatch, .monthsOutOfRange: byCounts
    // A flag that cannot be read excludes nobody; heads or months that cannot be read are not counted.
    case .valueNotParsed, .cellErrorValue, .formulaWithoutValue, .missingNotZero:
      touches.contains(.due) && !touches.contains(.concurrent) ? .lowers : .open
    default: .open
    }
  }

  private var byCounts: ShareOfDue.Direction {
    guard case .counts(let expected, let actual, _) = gap, expected != actual else { return .open }
    return actual < expected ? .lowers : .raises
  }

  private func reversed(_ direction: ShareOfDue.Direction) -> ShareOfDue.Direction {
    switch direction {
    case .lowers: .raises
    case .raises: .lowers
    case .open: .open
    }
  }
}
