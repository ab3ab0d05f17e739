/// Limits from which a check speaks; a pipeline file may set each.
public struct Thresholds: Sendable, Equatable {
  /// By how many percent an upload's rows may fall below the last publication's before the county is held (DZ704); 100: never.
  public var shrinkPercent = 30
  /// How many persons may share one account before it is told (DZ604).
  public var personsPerAccount = 1
  /// How many accounts one person may have before it is told (DZ605).
  public var accountsPerPerson = 1
  /// How many months of unmoved heads are compared at least (DZ307).
  public var flatMonths = 6
  /// How many days a returned payment may lie before it is told (DZ406).
  public var returnedDays = 0

  /// The usual limits.
  public init() {}
}

/// How gravely a pipeline wants a code to be taken.
public typealias Severities = [Code: Severity]

extension [Discrepancy] {
  /// With the severities that a pipeline sets for some codes.
  public mutating func apply(_ severities: Severities) {
    guard !severities.isEmpty else { return }
    for index in indices {
      if let severity = severities[self[index].code] { self[index].severity = severity }
    }
  }
}
