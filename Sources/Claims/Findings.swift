import Domain

/// Turns judged figures into claims and discrepancies.
struct Findings {
  let report: Report
  let judged: [JudgedFigure]
  let file: String
  let period: String

  /// Every stated figure, in text order.
  var claims: [Claim] {
    report.figures.indices.map { index in
      let (stated, judged) = (report.figures[index], judged[index])
      var claim = Claim(
        id: "C" + claimNumber(index), line: line(index), text: clause(index), stated: stated.figure.stated,
        unit: stated.figure.unit.written, qualifier: stated.figure.bound.rawValue,
        rule: (judged.rule ?? stated.rule)?.name ?? "")
      // A formula over evidence that nobody gave checks nothing; what it wants is told as evidence needed.
      let lacksEvidence = judged.missing.contains { $0.hasPrefix("evidence.") }
      claim.formula = lacksEvidence ? "" : judged.formula?.text ?? ""
      claim.verdict = judged.verdict
      let isRatio = stated.figure.unit.kind == .percent
      claim.computed = judged.computed.map { isRatio ? $0.value.decimal(places: 4) : $0.text } ?? ""
      claim.residual = judged.residual.map { isRatio ? $0.value.decimal(places: 4) : $0.text } ?? ""
      claim.inputs = judged.inputs.map { "\($0.name)=\($0.value.text)" }
      if judged.verdict == .unverifiable { claim.evidenceNeeded = evidenceNeeded(index) }
      return claim
    }
  }

  /// DZ801 to DZ808, in this order of kinds.
  func discrepancies() throws(FormulaError) -> [Discrepancy] {
    let verdicts = report.figures.indices.compactMap { verdictFinding($0) }
    return verdicts + (try impliedParameters()) + openLists() + cutOffs() + termVariants() + otherFund() + scopes()
  }

  // MARK: What findings share

  /// The line of a figure.
  func line(_ index: Int) -> Int {
    let figure = report.figures[index]
    return report.paragraphs[figure.paragraph].paragraph.lines[figure.figure.range.lowerBound]
  }

  /// The clause of a figure as written, masked; a long one is cut around the figure.
  func clause(_ index: Int) -> String {
    let stated = report.figures[index]
    let paragraph = report.paragraphs[stated.paragraph]
    var range = paragraph.bounds(around: stated.figure.range, of: .clause)
    if range.count > 160 {
      range =
        max(
          range.lowerBound, stated.figure.range.lowerBound - 80)..<min(
          range.upperBound, stated.figure.range.upperBound + 60)
    }
    return String(paragraph.paragraph.original[range]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A place in the report: its lines are named as rows of its only column.
  func place(line: Int) -> Place { Place(file: file, cell: Place.cell(row: line, column: 1)) }

  func spot(_ index: Int) -> Discrepancy.Spot {
    .init(
      place(line: line(index)), raw: clause(index),
      parsed: report.figures[index].figure.stated + report.figures[index].figure.unit.written)
  }

  func subject(_ index: Int) -> Subject {
    let stated = report.figures[index]
    var subject = Subject()
    subject.county = judged[index].county.flatMap { code in report.facts.counties.first { $0.code == code }?.position }
    let rule = (judged[index].rule ?? stated.rule)?.name ?? String(clause(index).filter { !$0.isNumber && $0 != "." })
    subject.detail = [rule, judged[index].line ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    return subject
  }

  // MARK: Verdicts

  private func verdictFinding(_ index: Int) -> Discrepancy? {
    let (stated, judged) = (report.figures[index], judged[index])
    let figure = stated.figure
    let written = figure.stated + (figure.bound == .more ? "多" : "") + figure.unit.written
    let title = (judged.rule ?? stated.rule)?.title ?? Message(zh: "未注明含义的数", en: "a figure that no rule names")
    let code: Code
    let message: Message
    switch judged.verdict {
    case .exact: return nil
    case .unverifiable:
      code = .claimUnverifiable
      let needed = evidenceNeeded(index)
      message = Message(
        zh: "报告第 \(line(index)) 行“\(clause(index))”中的 \(written)（\(title.zh)）没有佐证；需要：\(needed.zh)",
        en: "line \(line(index)) of the report: nothing verifies \(written) (\(title.en)); needed: \(needed.en)")
    case .rounded, .mismatch:
      let unit = figure.unit
      let computed = judged.computed.map { people($0, as: unit) } ?? Message(zh: "", en: "")
      let by =
        judged.residual.map { people(Quantity($0.value.magnitude, $0.kind), as: unit) } ?? Message(zh: "", en: "")
      let basis = judged.formula.map(words) ?? Message(zh: "", en: "")
      if judged.verdict == .rounded {
        code = .claimRounded
        message = Message(
          zh: "报告第 \(line(index)) 行的 \(written)（\(title.zh)）按所写精度与\(basis.zh) \(computed.zh)相符，尾差 \(by.zh)",
          en:
            "line \(line(index)) of the report: \(written) (\(title.en)) agrees with \(basis.en), \(computed.en), as precisely as it is stated; residual \(by.en)"
        )
      } else {
        code = .claimMismatch
        let isMore = judged.residual.map { $0.value.numerator < 0 } ?? false
        // One figure says all that the words say; of several each is told.
        let told = judged.inputs.count > 1 ? words(ofInputs: judged.inputs.prefix(8)) : Message(zh: "", en: "")
        message = Message(
          zh:
            "报告第 \(line(index)) 行“\(clause(index))”写 \(written)（\(title.zh)），按\(basis.zh)应为 \(computed.zh)，\(isMore ? "多" : "少")写 \(by.zh)"
            + (told.zh.isEmpty ? "" : "（\(told.zh)）"),
          en:
            "line \(line(index)) of the report states \(written) (\(title.en)); by \(basis.en) it should be \(computed.en): \(by.en) too \(isMore ? "much" : "little")"
            + (told.en.isEmpty ? "" : " (\(told.en))"))
      }
    }
    var finding = Discrepancy(
      code, subject: subject(index), period: period, field: (judged.rule ?? stated.rule)?.name ?? "claim",
      spots: [spot(index)],
      gap: gap(judged, figure), level: .fund,
      touches: code == .claimMismatch ? quantities(judged) : [], isTie: code == .claimMismatch,
      zh: message.zh, en: message.en)
    if code == .claimMismatch, let other = exchanged(index) {
      finding.consistentWith = [Message(zh: "与\(other)的数写反了", en: "exchanged with the figure of \(other)")]
    }
    return finding
  }

  /// The county whose figure stands in the place of this one's, and this one's in its place: the total is right all the same.
  private func exchanged(_ index: Int) -> String? {
    let own = judged[index]
    guard let county = own.county, let computed = own.computed?.value, let base = report.figures[index].figure.base,
      let rule = own.rule?.name
    else { return nil }
    let other = judged.indices.first { position in
      let theirs = judged[position]
      return theirs.verdict == .mismatch && theirs.rule?.name == rule && theirs.county != nil
        && theirs.county != county && theirs.computed?.value == base
        && report.figures[position].figure.base == computed
    }
    return other.flatMap { position in report.facts.counties.first { $0.code == judged[position].county }?.name }
  }

  private func gap(_ judged: JudgedFigure, _ figure: Figure) -> Discrepancy.Gap {
    guard let computed = judged.computed, let base = figure.base else { return .none }
    if let expected = computed.money, let fen = base.nearest, fen.magnitude <= Money.statedLimit.magnitude {
      return .money(expected: expected, actual: Money(fen: fen))
    }
    if figure.unit.kind != .percent, let expected = computed.value.whole, let actual = base.whole {
      return .counts(expected: Int(expected), actual: Int(actual), unit: figure.unit.written)
    }
    return .texts(expected: computed.value.decimal(places: 4), actual: base.decimal(places: 4))
  }

  /// What a formula's figures are made of: findings about the same are its causes.
  private func quantities(_ judged: JudgedFigure) -> Quantities {
    var found: Quantities = []
    for name in judged.inputs.map(\.name) {
      switch name.split(separator: ".").last {
      case "villages_reported", "villages_registered", "quota": found.insert(.villages)
      case "listed": found.insert(.listed)
      case "concurrent": found.insert(.concurrent)
      case "eligible": found.insert(.heads)
      case "person_months", "amount_due_yuan": found.insert(.due)
      case "amount_stated_yuan": found.insert(.stated)
      default: break
      }
    }
    return found
  }

  private func evidenceNeeded(_ index: Int) -> Message {
    let rule = report.figures[index].rule
    let missing = judged[index].missing.filter {
      !$0.hasPrefix("evidence.") && !["items"].contains($0) && !$0.hasPrefix("parts")
    }
    if !missing.isEmpty {
      let names = missing.prefix(6).map { name in
        // A formula that has no value is told as it is.
        name.contains { " ()*/+".contains($0) }
          ? Message(zh: name, en: name) : words(of: name.split(separator: ".").map(String.init))
      }
      return Message(
        zh: "缺少数据：" + names.map(\.zh).joined(separator: "、"),
        en: "the figures: " + names.map(\.en).joined(separator: ", "))
    }
    if let rule, !rule.evidence.zh.isEmpty { return rule.evidence }
    if case .outside(let place) = report.figures[index].subject.whereabouts {
      return place.isEmpty
        ? Message(zh: "报告要写明这几个数分别属于哪里", en: "the report would have to say whose these figures are, one by one")
        : Message(zh: "\(place)的数据", en: "data of \(place)")
    }
    return Message(zh: "该数的来源资料，以及 claims 文件中的公式", en: "the source of the figure, and a formula in the claims file")
  }
}
