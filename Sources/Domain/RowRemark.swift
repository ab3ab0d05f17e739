/// What a row of a roster or payment list says in words, beside its figures.
public struct RowRemark: Sendable {
  /// What is said.
  public enum Kind: String, Sendable, CaseIterable {
    /// The member holds another post that is paid, said otherwise than by a plain 是 in its column.
    case marked
    /// The member holds another post that is paid from the month after the date on.
    case excluded
    /// The member left office.
    case left
    /// The member came into office.
    case came
    /// The member died.
    case died
    /// The seat is vacant: the row has no member.
    case vacant
    /// The member is in office or paid for as many months of the period as `months` says.
    case served
    /// Somebody who decides on pay does not let the member have it: 审核意见 of 不同意.
    case denied
  }

  /// What is said.
  public var kind: Kind
  /// Position of the member among the county's records; -1 for a row without one.
  public var member: Int
  /// The position of the village in the register; -1 where the name has no code.
  public var village: Int32
  /// The position of the town; -1 where unknown.
  public var town: Int32
  /// The cell that says so.
  public var place: Place
  /// Its text, masked.
  public var raw: String
  /// The last day that counts, where the text names one; where it names a month alone, `hasDay` says so.
  public var date: CalendarDate?
  /// Whether the day of the date was named.
  public var hasDay: Bool
  /// How many months the text says, where it counts or names them.
  public var months: Int

  /// What a row says.
  public init(
    _ kind: Kind, member: Int, village: Int = -1, town: Int = -1, place: Place, raw: String, date: CalendarDate? = nil,
    hasDay: Bool = false, months: Int = 0
  ) {
    self.kind = kind
    self.member = member
    self.village = Int32(village)
    self.town = Int32(town)
    self.place = place
    self.raw = raw
    self.date = date
    self.hasDay = hasDay
    self.months = months
  }
}
