/// A value that was read otherwise than written.
public struct Normalization: Hashable, Sendable {
  /// Position of the county in the register.
  public var county: Int
  /// Where.
  public var place: Place
  /// The rule, for instance `full-width-digits` or `carried-down`.
  public var rule: String
  /// The text as written, masked where it is personal.
  public var raw: String
  /// How it was read.
  public var value: String
  /// How many cells of the column this row stands for.
  public var count: Int

  /// A recorded normalization.
  public init(county: Int, place: Place, rule: String, raw: String, value: String, count: Int = 1) {
    self.county = county
    self.place = place
    self.rule = rule
    self.raw = raw
    self.value = value
    self.count = count
  }
}
