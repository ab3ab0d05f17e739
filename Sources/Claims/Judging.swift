public import Domain

/// What was read of a report.
public struct ReportReading: Sendable {
  /// Every stated figure, in text order.
  public var claims: [Claim] = []
  /// What does not tie, in the report or between it and the figures.
  public var discrepancies: [Discrepancy] = []
}

/// Judges each figure that a report states; `file` is the name under which its places are told.
public func judge(
  _ report: Report, against facts: Facts, file: String, period: String
) throws(FormulaError) -> ReportReading {
  var report = report
  report.facts = facts
  var reading = ReportReading()
  var judged: [JudgedFigure] = []
  for index in report.figures.indices { judged.append(try report.judge(index)) }
  let context = Findings(report: report, judged: judged, file: file, period: period)
  reading.claims = context.claims
  reading.discrepancies = try context.discrepancies()
  return reading
}

extension Report {
  /// Compares a figure with its formula; where the words leave open which of several figures is meant, with the one that agrees.
  func judge(_ index: Int) throws(FormulaError) -> JudgedFigure {
    let figure = figures[index]
    var first: JudgedFigure?
    var mightBeOfEither = false
    for rule in figure.rules {
      for candidate in formulas(figure, rule) {
        var judged = try judged(index, candidate)
        judged.rule = rule
        if judged.verdict == .exact || judged.verdict == .rounded { return judged }
        // What a part of the year should be, nobody has said: only where it agrees with the year's is it known to be right.
        if figure.isOfPart, judged.verdict == .mismatch { continue }
        if judged.verdict == .unverifiable, let otherwise = rule.otherwise, candidate.county == nil,
          candidate.line == nil
        {
          judged = try self.judged(index, Candidate(formula: otherwise, county: nil, line: nil))
          judged.rule = rule
          return judged
        }
        // 补贴和公开各3万元: each of them, or both together.
        if case .lines(_, .some) = figure.subject.money, rule.byLine != nil, judged.verdict == .mismatch { continue }
        // After 其中 some county, what follows is the county's or the whole's, whichever it comes close to.
        if figure.subject.isAfterParts, judged.verdict == .mismatch {
          guard isClose(figure.figure, judged.computed) else { continue }
          if first?.verdict == .mismatch, first?.formula != judged.formula { mightBeOfEither = true }
        }
        if figure.isLoose, judged.verdict == .mismatch, !isNear(figure.figure, judged.computed) { continue }
        if first == nil
          || (first?.verdict == .unverifiable && judged.verdict == .mismatch && first?.missing.isEmpty == true)
        {
          first = judged
        }
      }
    }
    guard let first, !mightBeOfEither,
      !(first.verdict == .mismatch && figure.isDoubtful && isSmaller(figure.figure, than: first.computed)
        && !(figure.isNamed && isNear(figure.figure, first.computed)))
    else {
      // What may be a part, or a figure of something else, is not held against the whole.
      var open = JudgedFigure()
      open.rule = figure.rule
      return open
    }
    return first
  }

  private func isSmaller(_ figure: Figure, than computed: Quantity?) -> Bool {
    guard let base = figure.base, let computed else { return false }
    return base < computed.value
  }

  /// Whether a figure is at least half of another, and at most twice as much: 走访成员50名 is no number of all members.
  private func isNear(_ figure: Figure, _ computed: Quantity?) -> Bool {
    guard let base = figure.base, let value = computed?.value, let twice = try? base.times(Ratio(2)),
      let double = try? value.times(Ratio(2))
    else { return false }
    return !(twice < value) && !(double < base)
  }

  /// Whether a figure is less than a quarter off.
  private func isClose(_ figure: Figure, _ computed: Quantity?) -> Bool {
    guard let base = figure.base, let value = computed?.value, let gap = try? base.minus(value).magnitude,
      let fourfold = try? gap.times(Ratio(4))
    else { return false }
    return fourfold < value
  }

  private struct Candidate {
    var formula: Formula
    var county: String?
    var line: String?
  }

  private func formulas(_ figure: ReportFigure, _ rule: ClaimRules.Rule) -> [Candidate] {
    var candidates: [Candidate] = []
    var lineCandidates: [Candidate] = []
    let whole = rule.formula.map { Candidate(formula: $0, county: nil, line: nil) }
    switch figure.subject.money {
    case .line(let line, let isCarried):
      if line == facts.subsidyLine, let formula = rule.bySubsidy {
        lineCandidates.append(Candidate(formula: formula, county: nil, line: line))
      } else if let formula = rule.byLine {
        lineCandidates.append(Candidate(formula: formula, county: nil, line: line))
      }
      if isCarried || rule.byLine == nil, let whole { lineCandidates.append(whole) }
    case .lines(let names, let one):
      let isAll = names.count == facts.lines.count
      if !isAll, let formula = rule.byLine, let sum = Formula.together(names.map { formula.filled(["line": $0]) }) {
        lineCandidates.append(Candidate(formula: sum, county: nil, line: nil))
      }
      if isAll || one != nil || rule.byLine == nil, let whole { lineCandidates.append(whole) }
      if let one, let formula = rule.byLine {
        lineCandidates.append(Candidate(formula: formula, county: nil, line: one))
      }
    case .unnamed where figure.namesCounties:
      // 三市合计5,353,920元: what is said of the counties is of the line that pays them.
      if let formula = rule.bySubsidy {
        lineCandidates.append(Candidate(formula: formula, county: nil, line: facts.subsidyLine))
      }
      if let whole { lineCandidates.append(whole) }
    case .fund, .unnamed, .several:
      if let whole { lineCandidates.append(whole) }
      // 全年补贴资金支出535.392万元: the words of the fund's money are those of the subsidy's.
      if !figure.subject.isMoneyNamedNear, let formula = rule.bySubsidy ?? rule.byLine {
        lineCandidates.append(Candidate(formula: formula, county: nil, line: facts.subsidyLine))
      }
    }
    if case .counties = figure.subject.whereabouts, ["市", "县"].contains(figure.figure.unit.written) {
      // 台山、开平两市: how many were named, and not how many there are.
      return []
    }
    guard !rule.holdsAnywhere else { return lineCandidates }
    // What a county gets of another line than the subsidy, no figure tells.
    let isSubsidy =
      switch figure.subject.money {
      case .line(let line, false): line == facts.subsidyLine
      case .lines: false
      default: true
      }
    switch figure.subject.whereabouts {
    case .everywhere: return lineCandidates
    case .outside: return []
    case .counties(let codes, let isCarried):
      if let formula = rule.byCounty, isSubsidy || rule.byLine == nil,
        let sum = Formula.sum(codes.map { formula.filled(["county": $0]) })
      {
        candidates.append(Candidate(formula: sum, county: nil, line: nil))
      }
      return isCarried ? candidates + lineCandidates : candidates
    case .county(let code, let isCarried):
      if let formula = rule.byCounty, isSubsidy || rule.byLine == nil {
        candidates.append(Candidate(formula: formula, county: code, line: nil))
      }
      return isCarried ? candidates + lineCandidates : candidates
    }
  }

  private func judged(_ index: Int, _ candidate: Candidate) throws(FormulaError) -> JudgedFigure {
    var names: [String: String] = [:]
    names["county"] = candidate.county
    names["line"] = candidate.line
    var judged = JudgedFigure()
    let filled = candidate.formula.filled(names)
    let formula = figures[index].months.map { filled.part($0) } ?? filled
    judged.formula = formula
    judged.county = candidate.county
    judged.line = candidate.line
    do throws(Unevaluated) {
      let evaluation = try formula.value(facts) { path throws(Unevaluated) in
        if path == ["policy", "rate_yuan"], let rate = figures[index].rate {
          return Evaluation(value: rate, inputs: [(path.joined(separator: "."), rate)])
        }
        return try stated(path, at: index)
      }
      judged.inputs = evaluation.inputs
      judged.computed = evaluation.value
      let figure = figures[index].figure
      guard (evaluation.value.kind == .money) == (figure.unit.kind == .money) else {
        throw Unevaluated.wrong(
          FormulaError(
            zh: "公式“\(formula.text)”的结果与“\(figure.stated)\(figure.unit.written)”单位不合",
            en: "the formula \"\(formula.text)\" does not give what \(figure.stated)\(figure.unit.written) counts"))
      }
      (judged.verdict, judged.residual) = try agreement(figure, evaluation.value)
    } catch {
      switch error {
      case .missing(let names): judged.missing = names
      case .wrong(let wrong): throw wrong
      case .arithmetic: judged.missing = [formula.text]
      }
    }
    return judged
  }

  /// Figures that the report states itself: `items`, `parts[rule]`, `stated[rule]`, `stated_sum[rule]`.
  private func stated(_ path: [String], at index: Int) throws(Unevaluated) -> Evaluation? {
    let here = figures[index]
    switch path[0] {
    case "items":
      guard let listed = here.figure.listed, listed > 0 else { throw .missing(["items"]) }
      return Evaluation(value: Quantity(listed), inputs: [("items", Quantity(listed))])
    case "parts":
      guard path.count == 2 else { return nil }
      let sentence = paragraphs[here.paragraph].bounds(around: here.figure.range, of: .sentence)
      let parts = figures.indices.filter {
        $0 != index && figures[$0].paragraph == here.paragraph && figures[$0].rule?.name == path[1]
          && sentence.contains(figures[$0].figure.range.lowerBound)
      }
      guard parts.count >= 2 else { throw .missing([path.joined(separator: ".")]) }
      return try sum(parts.map { ("C\(number($0))", $0) })
    case "stated":
      guard path.count == 2 else { return nil }
      // Sums of a fund's figure over counties are another figure than the one stated for the fund.
      guard
        let found = figures.indices.first(where: {
          figures[$0].rule?.name == path[1] && county(of: $0) == nil && figures[$0].figure.base != nil
            && ownLine(of: $0) == nil && !figures[$0].subject.isAfterParts
        })
      else { throw .missing([path.joined(separator: ".")]) }
      return try sum([("C\(number(found))", found)])
    case "stated_sum":
      guard path.count == 2 else { return nil }
      var seen: Set<String> = []
      let parts = figures.indices.filter {
        figures[$0].rule?.name == path[1] && county(of: $0).map { seen.insert($0).inserted } == true
      }
      guard !parts.isEmpty else { throw .missing([path.joined(separator: ".")]) }
      return try sum(parts.map { ("C\(number($0))", $0) })
    default: return nil
    }
  }

  /// The value of a formula over what the report states, outside any figure of its own.
  func implied(_ formula: Formula) throws(FormulaError) -> Evaluation? {
    guard !figures.isEmpty else { return nil }
    do throws(Unevaluated) {
      return try formula.value(facts) { path throws(Unevaluated) in try stated(path, at: figures.startIndex) }
    } catch {
      if case .wrong(let wrong) = error { throw wrong }
      return nil
    }
  }

  /// The county that a figure is about, if it names one.
  func county(of index: Int) -> String? {
    guard !figures[index].subject.isAfterParts else { return nil }
    if case .county(let code, _) = figures[index].subject.whereabouts, figures[index].rule?.byCounty != nil {
      return code
    }
    return nil
  }

  private func ownLine(of index: Int) -> String? {
    if case .lines(let lines, _) = figures[index].subject.money, lines.count < facts.lines.count {
      return lines.joined(separator: "、")
    }
    if case .line(let line, _) = figures[index].subject.money, figures[index].rule?.byLine != nil { return line }
    return nil
  }

  private func number(_ index: Int) -> String { claimNumber(index) }

  private func sum(_ parts: [(String, Int)]) throws(Unevaluated) -> Evaluation {
    var total: Quantity?
    var inputs: [(String, Quantity)] = []
    for (name, index) in parts {
      guard let base = figures[index].figure.base else { throw .arithmetic(.overflow) }
      let value = Quantity(base, figures[index].figure.unit.kind == .money ? .money : .number)
      inputs.append((name, value))
      do throws(ArithmeticError) {
        total = Quantity(try (total?.value ?? Ratio(0)).plus(base), value.kind)
      } catch {
        throw .arithmetic(error)
      }
    }
    guard let total else { throw .missing([]) }
    return Evaluation(value: total, inputs: inputs)
  }
}
