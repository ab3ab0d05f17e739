public import Domain

/// What the figures of a report may be about, and the formula that each should equal: the contents of a claims file.
public struct ClaimRules: Sendable {
  /// One kind of figure: the words and units that tell it, and its formulas.
  public struct Rule: Sendable {
    /// How far from a figure its words may stand.
    public enum Reach: String, Sendable, CaseIterable {
      /// Between the figure and its neighbours.
      case near
      /// In the same phrase, between 、 or brackets.
      case phrase
      /// In the same clause, between commas.
      case clause
      /// In the same sentence.
      case sentence
      /// In the same paragraph.
      case paragraph
    }

    /// The name, for instance `county villages`.
    public var name: String
    /// What it is, for people.
    public var title: Message
    /// Written units; `money`, `rate`, `percent` and `list` stand for all of their kind.
    public var units: [String]
    /// Words of which the nearest to the figure decides between rules.
    public var words: [Word]
    /// Words of which one must stand in the sentence or above it.
    public var needs: [Word]
    /// Words of which none may stand between the figure and its neighbours.
    public var never: [Word]
    /// Words of which one must stand in the sentence before a smaller figure is held against the formula: 有2个村未报 is no total.
    public var sure: [Word]
    /// The budget line that it is about; nil: any.
    public var onlyLine: String?
    /// How far the words may stand.
    public var reach: Reach
    /// Whether it also takes figures of its units that no word tells.
    public var isDefault: Bool
    /// Whether it holds in whatever place the sentence names.
    public var holdsAnywhere: Bool
    /// What the figure should be for the whole fund.
    public var formula: Formula?
    /// What it should be where the first formula lacks its figures.
    public var otherwise: Formula?
    /// What it should be for one budget line.
    public var byLine: Formula?
    /// What it should be for the line that the counties' subsidies are paid from, where that is known better.
    public var bySubsidy: Formula?
    /// What it should be for one county.
    public var byCounty: Formula?
    /// What would verify it where a formula cannot.
    public var evidence: Message

    /// A kind of figure.
    public init(
      name: String, title: Message, units: [String], words: [Word], needs: [Word] = [], never: [Word] = [],
      sure: [Word] = [],
      onlyLine: String? = nil,
      reach: Reach = .clause, isDefault: Bool = false, holdsAnywhere: Bool = false, formula: Formula? = nil,
      otherwise: Formula? = nil, byLine: Formula? = nil, bySubsidy: Formula? = nil,
      byCounty: Formula? = nil, evidence: Message = Message(zh: "", en: "")
    ) {
      self.name = name
      self.title = title
      self.units = units
      self.words = words
      self.needs = needs
      self.never = never
      self.sure = sure
      self.onlyLine = onlyLine
      self.reach = reach
      self.isDefault = isDefault
      self.holdsAnywhere = holdsAnywhere
      self.formula = formula
      self.otherwise = otherwise
      self.byLine = byLine
      self.bySubsidy = bySubsidy
      self.byCounty = byCounty
      self.evidence = evidence
    }
  }

  /// A word to look for; `村^务级` is 村 unless 务 or 级 follows, `~成员` a word that figures of several kinds have beside them.
  public struct Word: Sendable, Hashable {
    let codes: [UInt32]
    let notBefore: Set<UInt32>
    /// Whether other rules' figures have it too, so that the one that agrees is meant.
    let isLoose: Bool
    var count: Int { codes.count }

    /// Reads a word of a claims file.
    public init(_ text: String) {
      isLoose = text.hasPrefix("~")
      let parts = text.drop { $0 == "~" }.split(separator: "^", maxSplits: 1)
      codes = Claims.codes(plainCharacters((parts.first ?? "").map(foldedForm)))
      notBefore = parts.count > 1 ? Set(Claims.codes(parts[1])) : []
    }
  }

  /// A parameter that the report's figures rest on without stating it.
  public struct Implied: Sendable {
    /// What it is.
    public var title: Message
    /// The rule whose figures would state it.
    public var unless: String
    /// Whether every county wants one of its own.
    public var isByCounty: Bool
    /// What the stated figures imply it to be.
    public var formula: Formula
    /// The unit of the value.
    public var unit: String

    /// An implied parameter.
    public init(title: Message, unless: String, isByCounty: Bool, formula: Formula, unit: String) {
      self.title = title
      self.unless = unless
      self.isByCounty = isByCounty
      self.formula = formula
      self.unit = unit
    }
  }

  /// Words of which a report should use one.
  public struct Terms: Sendable {
    /// What they all mean.
    public var title: Message
    /// The words.
    public var words: [String]

    /// Words of one meaning.
    public init(title: Message, words: [String]) {
      self.title = title
      self.words = words
    }
  }

  /// The kinds of figures, in file order.
  public var rules: [Rule]
  /// More words for a budget line, by its name.
  public var lineWords: [String: [String]]
  /// Words for the fund as a whole.
  public var fundWords: [String]
  /// Parameters that should be stated.
  public var implied: [Implied]
  /// Words of one meaning.
  public var terms: [Terms]

  /// The contents of a claims file.
  public init(
    rules: [Rule] = [], lineWords: [String: [String]] = [:], fundWords: [String] = [], implied: [Implied] = [],
    terms: [Terms] = []
  ) {
    self.rules = rules
    self.lineWords = lineWords
    self.fundWords = fundWords
    self.implied = implied
    self.terms = terms
  }
}
