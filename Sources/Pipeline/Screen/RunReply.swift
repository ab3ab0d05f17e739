import Domain

/// What a run or a check came to, for programs: amounts are yuan as texts with two decimals, what is missing is not there.
struct RunReply: Encodable {
  struct County: Encodable {
    var county, status: String
    var villagesRegistered, villagesReported, quota: Int
    var listed, concurrent, eligible, personMonths: Int?
    var amountDueYuan, amountStatedYuan, allocatedYuan: String?
    /// What the difference between due and allocated goes back to; not there where there is none.
    var reasons: [Finding]?
  }

  struct Line: Encodable {
    var line, verdict: String
    var allocatedYuan, computedYuan, residualYuan: String?
  }

  struct Finding: Encodable {
    var code, severity, subject, messageZh, messageEn, file, sheet, cell: String
    var mendZh, mendEn: String
    var isConsequence: Bool

    init(_ finding: Discrepancy, _ outcome: RunOutcome) {
      let place = finding.spots.first?.place
      let mend = finding.explanation.mend
      (code, severity, subject) = (finding.code.rawValue, finding.severity.rawValue, outcome.subject(of: finding))
      (messageZh, messageEn) = (finding.message.zh, finding.message.en)
      (file, sheet, cell) = (place?.file ?? "", place?.sheet ?? "", place?.cell ?? "")
      (mendZh, mendEn, isConsequence) = (mend.zh, mend.en, finding.isConsequence)
    }
  }

  var exitCode: Int32
  var period, sentenceZh, sentenceEn: String
  var folder, unchangedSince: String?
  var counties: [County]
  var budget: [Line]
  var findings: [String: Int]
  var consequences: [String: Int]
  var acknowledged: Int
  /// Warnings and worse, worst first; the tables have all of them.
  var worst: [Finding]

  init(_ outcome: RunOutcome) {
    exitCode = outcome.exitCode
    period = outcome.period
    (sentenceZh, sentenceEn) = (Summary(outcome, language: "zh").line, Summary(outcome, language: "en").line)
    folder = outcome.folder
    unchangedSince = outcome.unchangedSince?.run
    let reasons = Dictionary(outcome.reasons.map { ($0.county, $0.findings) }, uniquingKeysWith: { a, _ in a })
    counties = outcome.counties.map { name, figures in
      let tally = figures.tally
      return County(
        county: name, status: figures.status.rawValue, villagesRegistered: tally.villagesRegistered,
        villagesReported: tally.villagesReported, quota: tally.quota, listed: tally.listed,
        concurrent: tally.concurrent, eligible: tally.eligible, personMonths: tally.personMonths,
        amountDueYuan: tally.due.map { "\($0)" }, amountStatedYuan: tally.stated.map { "\($0)" },
        allocatedYuan: figures.allocated.map { "\($0.amount)" },
        reasons: reasons[name]?.prefix(RunOutcome.worstKept).map { Finding($0, outcome) })
    }
    budget = outcome.budget.map { line in
      Line(
        line: line.line, verdict: line.verdict.rawValue, allocatedYuan: line.allocated.map { "\($0)" },
        computedYuan: line.computed.map { "\($0)" }, residualYuan: line.residual.map { "\($0)" })
    }
    func counted(_ counts: [Severity: Int]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }
    (findings, consequences) = (counted(outcome.counts), counted(outcome.consequences))
    acknowledged = outcome.acknowledged
    worst = outcome.worst.map { Finding($0, outcome) }
  }
}

extension RunOutcome {
  /// For programs.
  public var json: String { get throws { try Form("run", RunReply(self)).json } }
}
