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
    /// current, last-good, refused, superseded or set-aside.
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

  /// What differs from the publication before.
  public struct Since: Sendable {
    /// A figure that differs.
    public struct Value: Sendable {
      /// The table.
      public var dataset: String
      /// The row.
      public var key: String
      /// The column.
      public var field: String
      /// As it was published before.
      public var before: String
      /// As it is published now.
      public var after: String
      /// After − before, for amounts.
      public var delta: Money?

      /// A figure that differs.
      public init(dataset: String, key: String, field: String, before: String, after: String, delta: Money?) {
        self.dataset = dataset
        self.key = key
        self.field = field
        self.before = before
        self.after = after
        self.delta = delta
      }
    }

    /// The run before.
    public var run: String
    /// Figures that differ, in the order of `changes.csv`.
    public var values: [Value]
    /// Fingerprints of findings that are new.
    public var new: Set<String>
    /// Findings that are gone.
    public var resolved: [Sighting]

    /// What differs from the publication before.
    public init(run: String, values: [Value], new: Set<String>, resolved: [Sighting]) {
      self.run = run
      self.values = values
      self.new = new
      self.resolved = resolved
    }
  }

  /// The tables.
  public var publication: Publication
  /// Counties in register order.
  public var counties: [County]
  /// Uploads by county and name.
  public var inputs: [Input]
  /// The budget line that the counties' subsidies are paid from.
  public var subsidyLine: String
  /// What evidence of budget lines gives.
  public var evidence: [EvidenceResult]
  /// What differs from the publication before; nil where there is none.
  public var since: Since?
  /// The morning's sentence.
  public var sentence: Message
  /// The date that everything is as of.
  public var asOf: CalendarDate
  /// Findings, worst first.
  let findings: [Finding]
  /// Positions of the findings that each county can mend or confirm, by its position in the register.
  let toMend: [Int: [Int]]
  /// Why each county's due differs from what was allocated, by its position in the register; positions are those of `findings`.
  let differences: [Int: Difference]
  /// What of the difference between what a county states and what it is due nothing explains, by its position in the register.
  let statedRests: [Int: Difference.Rest]
  /// The findings for which what a county states differs from what it is due, worst first, by its position in the register; those of
  /// one kind about one village stand together.
  let statedReasons: [Int: [[Int]]]

  /// What a run says to people.
  public init(
    publication: Publication, counties: [County], inputs: [Input], subsidyLine: String,
    evidence: [EvidenceResult] = [],
    acknowledged: [Int: Acknowledgement] = [:], replies: [Reply] = [], reasons: Reasons, since: Since? = nil,
    sentence: Message, asOf: CalendarDate
  ) {
    self.publication = publication
    self.counties = counties
    self.inputs = inputs
    self.subsidyLine = subsidyLine
    self.evidence = evidence
    self.since = since
    self.sentence = sentence
    self.asOf = asOf
    let findings = Finding.all(of: publication, acknowledged: acknowledged, replies: replies)
    self.findings = findings
    var toMend: [Int: [Int]] = [:]
    for (position, finding) in findings.enumerated() where finding.isMendable {
      let discrepancy = finding.discrepancy
      for spot in discrepancy.spots {
        guard let county = spot.subject?.county ?? discrepancy.subject.county else { continue }
        if toMend[county]?.last != position { toMend[county, default: []].append(position) }
      }
    }
    self.toMend = toMend
    let discrepancies = publication.discrepancies
    let rank = Dictionary(uniqueKeysWithValues: findings.enumerated().map { ($0.element.position, $0.offset) })
    statedRests = reasons.restsOfStated
    statedReasons = toMend.mapValues { own in
      discrepancies.likened(discrepancies.reasonsOfStated(among: own.map { findings[$0].position })).map { group in
        group.compactMap { rank[$0] }
      }
    }
    differences = reasons.ofDue.mapValues { difference in
      var ranked = difference
      ranked.causes = difference.causes.compactMap { rank[$0] }.sorted()
      ranked.reckoned = difference.reckoned.compactMap { rank[$0] }.sorted()
      return ranked
    }
  }

  /// The pages for people, by the files that they are published as.
  public func pages() async throws -> [(name: String, bytes: [UInt8])] {
    async let report = page()
    let evaluation = try selfEvaluation()
    return [
      ("self-evaluation.md", evaluation.markdown), ("self-evaluation.html", evaluation.page),
      ("DICTIONARY.md", Array(dataDictionary().utf8)), ("report.html", try await report),
    ]
  }

  /// What findings are worth under the policy.
  var worth: Worth { Worth(publication.context.policy) }

  /// The sums of all counties; what is missing stays out of them.
  var total: Tally { counties.reduce(into: Tally()) { $0.add($1.figures.tally) } }

  /// Budget lines without their total.
  var lines: [BudgetFigures] { publication.budget.filter { $0.line != "合计" } }

  /// The line that the counties' subsidies are paid from; nil where no budget is given.
  var subsidy: BudgetFigures? { lines.first { $0.line == subsidyLine } ?? lines.first }

  /// Whether every county has figures.
  var isWhole: Bool { counties.allSatisfy { $0.figures.status != .missing } }

  /// zh or en.
  var language: String { publication.language }

  /// A text in the publication's language.
  func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }
}
