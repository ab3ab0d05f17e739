/// A figure stated in the report, as published: what it says, what it should be, and by which formula.
public struct Claim: Sendable, Hashable {
  /// `C01`, in text order.
  public var id: String
  /// The line of the report, from 1.
  public var line: Int
  /// The clause with the figure, with personal data masked.
  public var text: String
  /// The number in plain digits, in the written unit.
  public var stated: String
  /// The unit as written.
  public var unit: String
  /// 多, 以上, 约: what the words around the number make of it.
  public var qualifier: String
  /// The rule of the claims file that says what the figure is; empty where none does.
  public var rule: String
  /// The formula with its names filled in.
  public var formula: String
  /// Yuan, a count, or a ratio.
  public var computed: String
  /// Computed − stated, as `computed`.
  public var residual: String
  /// How the two agree.
  public var verdict: Verdict
  /// What would verify it, where nothing given does.
  public var evidenceNeeded: Message
  /// The figures that the formula used, as `name=value`.
  public var inputs: [String]

  /// A figure of the report that nothing is compared with yet.
  public init(id: String, line: Int, text: String, stated: String, unit: String, qualifier: String, rule: String) {
    self.id = id
    self.line = line
    self.text = text
    self.stated = stated
    self.unit = unit
    self.qualifier = qualifier
    self.rule = rule
    formula = ""
    computed = ""
    residual = ""
    verdict = .unverifiable
    evidenceNeeded = Message(zh: "", en: "")
    inputs = []
  }
}
