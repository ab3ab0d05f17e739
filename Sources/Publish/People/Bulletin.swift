public import Domain

/// What a run says to people: all that the page, the counties' lists and the self-evaluation are made of.
public struct Bulletin: Sendable {
  /// A county with its sums, towns and months.
  public struct County: Sendable {
    /// Its position, name and code.
    public var entry: Register.County
    /// The position in the register.
    public var position: Int
    /// Its sums; villages and members are not needed.
    public var figures: CountyFigures

    /// A county of the run.
    public init(entry: Register.County, position: Int, figures: CountyFigures) {
      self.entry = entry
      self.position = position
      self.figures = figures
    }
  }

  /// An upload of the run.
  public struct Input: Sendable {
    /// The name, relative to the inbox.
    public var name: String
    /// The code of its county.
    public var county: String
    /// When it came.
    public var received: CalendarDate
    /// current, last-good, refused or set-aside.
    public var status: String
    /// Its SHA-256.
    public var sha256: String

    /// An upload of the run.
    public init(name: String, county: String, received: CalendarDate, status: String, sha256: String) {
      self.name = name
      self.county = county
      self.received = received
      self.status = status
      self.sha256 = sha256
    }
  }

  /// The tables.
  public var publication: Publication
  /// Counties in register order.
  public var counties: [County]
  /// Uploads by county and name.
  public var inputs: [Input]
  /// The morning's sentence.
  public var sentence: Message
  /// The date that everything is as of.
  public var asOf: CalendarDate
  /// Findings, worst first.
  let findings: [Finding]

  /// What a run says to people.
  public init(
    publication: Publication, counties: [County], inputs: [Input], sentence: Message, asOf: CalendarDate
  ) {
    self.publication = publication
    self.counties = counties
    self.inputs = inputs
    self.sentence = sentence
    self.asOf = asOf
    findings = Finding.all(of: publication)
  }

  /// zh or en.
  var language: String { publication.language }

  /// A text in the publication's language.
  func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }
}
