/// A discrepancy as one run saw it: what its life needs to know.
public struct Sighting: Sendable, Hashable {
  /// Code, entity, period and field in one digest; the same from night to night.
  public var fingerprint: String
  /// The code, for instance `DZ404`.
  public var code: String
  /// The severity's name.
  public var severity: String
  /// The county's six digits; empty for the fund.
  public var county: String
  /// The village's twelve digits, if it is about one.
  public var village: String
  /// The period.
  public var period: String
  /// The field.
  public var field: String
  /// The difference in yuan, if there is one.
  public var delta: String
  /// What the finding comes to, in one text: an acknowledgement lapses when it changes.
  public var amount: String
  /// The message.
  public var message: Message

  /// A discrepancy as one run saw it.
  public init(
    fingerprint: String, code: String, severity: String, county: String, village: String, period: String, field: String,
    delta: String, amount: String, message: Message
  ) {
    self.fingerprint = fingerprint
    self.code = code
    self.severity = severity
    self.county = county
    self.village = village
    self.period = period
    self.field = field
    self.delta = delta
    self.amount = amount
    self.message = message
  }
}

/// Where a discrepancy stands in its life.
public enum LifeStatus: String, Sendable, Codable {
  /// Seen for the first time by this run.
  case new
  /// Seen before, and still there.
  case open
  /// Still there; the bureau has said why that is right, for this amount and until a date.
  case acknowledged
  /// Gone.
  case resolved
}

/// A discrepancy from the first run that saw it to the last.
public struct FindingLife: Sendable, Hashable {
  /// As it was last seen.
  public var sighting: Sighting
  /// Where it stands.
  public var status: LifeStatus
  /// The day on which it was first seen.
  public var firstSeen: String
  /// The day on which it was last seen.
  public var lastSeen: String
  /// The first run that saw it.
  public var firstRun: String
  /// The last run that saw it.
  public var lastRun: String
  /// How many runs saw it.
  public var timesSeen: Int
  /// Who acknowledged it, if the acknowledgement holds.
  public var acknowledgedBy: String
  /// The last day of the acknowledgement.
  public var until: String
  /// Its reason.
  public var reason: String

  /// A life of one sighting; what follows is added by later runs.
  public init(
    _ sighting: Sighting, status: LifeStatus = .new, firstSeen: String, lastSeen: String, firstRun: String,
    lastRun: String, timesSeen: Int = 1, acknowledgedBy: String = "", until: String = "", reason: String = ""
  ) {
    self.sighting = sighting
    self.status = status
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.firstRun = firstRun
    self.lastRun = lastRun
    self.timesSeen = timesSeen
    self.acknowledgedBy = acknowledgedBy
    self.until = until
    self.reason = reason
  }
}

/// The bureau's word that a discrepancy is right as it is: for one amount, until one day. A county cannot give it.
public struct Acknowledgement: Sendable, Hashable, Codable {
  /// Whether it holds.
  public enum State: Sendable {
    /// It holds.
    case holds
    /// Its last day is over.
    case expired
    /// The finding no longer comes to what was acknowledged.
    case amountChanged
  }

  /// Of the discrepancy.
  public var fingerprint: String
  /// Who answers for it.
  public var by: String
  /// Its last day, `2022-06-30`.
  public var until: String
  /// Why.
  public var reason: String
  /// When it was given.
  public var made: String
  /// What the finding came to when it was acknowledged.
  public var amount: String
  /// Whether the amount has changed since; it does not come back to life.
  public var isLapsed: Bool

  /// The bureau's word.
  public init(
    fingerprint: String, by: String, until: String, reason: String, made: String, amount: String,
    isLapsed: Bool = false
  ) {
    self.fingerprint = fingerprint
    self.by = by
    self.until = until
    self.reason = reason
    self.made = made
    self.amount = amount
    self.isLapsed = isLapsed
  }

  /// Whether it holds for a finding as it now is, on a day. What a refused upload shows of a held county is no other amount: nobody
  /// reckons with it, so that nothing lapses by it.
  public func state(of sighting: Sighting, asOf: CalendarDate, isHeld: Bool = false) -> State {
    if isLapsed || sighting.amount != amount && !isHeld { return .amountChanged }
    return "\(asOf)" > until ? .expired : .holds
  }
}
