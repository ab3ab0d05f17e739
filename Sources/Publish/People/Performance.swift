import Domain

/// 绩效目标自评表, row by row: what the data says, and blanks where the office has to speak. No target or score is made up.
struct Performance {
  /// A row of the form: money of a line, or an indicator.
  struct Row {
    var category: String
    var aspect: String
    var indicator: String
    var unit = ""
    var target = ""
    var actual = ""
    var initial: Money?
    var budget: Money?
    var spent: Money?
    var verdict: Verdict?
    /// What the actual value rests on.
    var basis = ""

    var rate: String { writtenRatio(spent, budget) }
  }

  private(set) var rows: [Row]

  /// The form's words for who reads English; the form is the bureau's and stays Chinese beside them.
  static let english = [
    "资金": "money", "年度资金总额": "whole year", "其中": "of which", "产出": "output", "数量": "quantity", "质量": "quality",
    "时效": "timeliness", "成本": "cost", "效益": "benefit", "经济效益": "economic", "社会效益": "social", "生态效益": "ecological",
    "可持续影响": "lasting effect", "满意度": "satisfaction", "服务对象满意度": "those who are served", "上报村数": "villages reported",
    "核发人数": "eligible heads", "补贴人月数": "person-months paid", "填报与应发一致的县": "counties whose stated amounts are due",
    "采用本期上报的县": "counties whose upload is in use", "补贴标准": "rate",
  ]

  /// A word of the form in English; what the budget or the evidence names stays as it is.
  static func told(_ chinese: String) -> String { english[chinese] ?? chinese.replacing("：", with: ": ") }

  init(_ bulletin: Bulletin) {
    rows = bulletin.publication.budget.map { line in
      Row(
        category: "资金", aspect: line.line == "合计" ? "年度资金总额" : "其中", indicator: line.line, unit: "元",
        initial: line.stages[.initial]?.amount, budget: line.allocated, spent: line.stages[.spent]?.amount,
        verdict: line.verdict, basis: "budget.csv")
    }
    // The form states the total first.
    if rows.last?.aspect == "年度资金总额", let total = rows.popLast() { rows.insert(total, at: 0) }
    rows += Self.quantity(bulletin)
    rows += Self.quality(bulletin)
    rows += Self.cost(bulletin)
    for aspect in ["经济效益", "社会效益", "生态效益", "可持续影响"] { rows.append(Row(category: "效益", aspect: aspect, indicator: "")) }
    rows.append(Row(category: "满意度", aspect: "服务对象满意度", indicator: ""))
  }

  private static func counted(
    _ aspect: String, _ indicator: String, _ unit: String, target: Int?, actual: Int?, basis: String
  ) -> Row {
    var row = Row(category: "产出", aspect: aspect, indicator: indicator, unit: unit, basis: basis)
    row.target = target.map(String.init) ?? ""
    row.actual = actual.map(String.init) ?? ""
    if let target, let actual { row.verdict = target == actual ? .exact : .mismatch }
    return row
  }

  private static func quantity(_ bulletin: Bulletin) -> [Row] {
    let sum = bulletin.total
    let isWhole = bulletin.isWhole
    let entitled = sum.concurrent.map { sum.quota - $0 }
    return [
      counted(
        "数量", "上报村数", "个", target: sum.villagesRegistered, actual: isWhole ? sum.villagesReported : nil,
        basis: "villages.csv"),
      counted(
        "数量", "核发人数", "人", target: isWhole ? entitled : nil, actual: isWhole ? sum.eligible : nil, basis: "counties.csv"
      ),
      counted("数量", "补贴人月数", "人月", target: nil, actual: isWhole ? sum.personMonths : nil, basis: "counties.csv"),
    ]
      + bulletin.evidence.map { evidence in
        var row = Row(category: "产出", aspect: "数量", indicator: "\(evidence.line)：\(evidence.title)")
        row.actual = evidence.value.map(evidence.measure.written) ?? ""
        row.verdict = bulletin.verdict(of: evidence)
        row.basis = evidence.place.fileName
        return row
      }
  }

  private static func quality(_ bulletin: Bulletin) -> [Row] {
    let counties = bulletin.counties
    let tied = counties.filter { county in
      county.figures.tally.due.map { $0 == county.figures.tally.stated } ?? false
    }
    return [
      counted("质量", "填报与应发一致的县", "个", target: counties.count, actual: tied.count, basis: "counties.csv"),
      counted(
        "时效", "采用本期上报的县", "个", target: counties.count,
        actual: counties.count { $0.figures.status == .current }, basis: "counties.csv"),
    ]
  }

  private static func cost(_ bulletin: Bulletin) -> [Row] {
    var row = Row(category: "产出", aspect: "成本", indicator: "补贴标准", unit: "元/人·月", basis: "counties.csv")
    row.target = bulletin.publication.context.policy.singleRate.map { "\($0)" } ?? ""
    let sum = bulletin.total
    // What was paid a person and month: from the counties' own amounts, for what is due is the policy's rate by its making.
    if bulletin.isWhole, bulletin.counties.allSatisfy({ $0.figures.tally.stated != nil }), let stated = sum.stated,
      let months = sum.personMonths, let paid = try? Ratio(stated.fen, over: Int64(months) * 100)
    {
      row.actual = paid.decimal(places: 2)
      if !row.target.isEmpty { row.verdict = row.target == row.actual ? .exact : .mismatch }
    }
    return [row]
  }
}

extension Bulletin {
  /// The rows of `performance.csv`.
  public func performance() -> [UInt8] {
    var csv = CSVBuilder(header: Schema.performance.columns.map(\.name))
    for row in Performance(self).rows {
      for text in [row.category, row.aspect, row.indicator, row.unit] { csv.text(text) }
      csv.plain(row.target)
      csv.plain(row.actual)
      csv.money(row.initial)
      csv.money(row.budget)
      csv.money(row.spent)
      csv.plain(row.rate)
      csv.plain("")
      csv.plain("")
      csv.plain(row.verdict?.rawValue ?? "")
      csv.text(row.basis)
      csv.text(Performance.told(row.category))
      csv.text(Performance.told(row.aspect))
      csv.text(row.category == "资金" ? lineName(row.indicator, "en") : Performance.told(row.indicator))
      csv.endRow()
    }
    return csv.bytes
  }

  /// How the report's figures that rest on a piece of evidence stand; nil where it states none.
  func verdict(of evidence: EvidenceResult) -> Verdict? {
    let verdicts = publication.claims.filter { claim in
      claim.inputs.contains { $0.hasPrefix("evidence.\(evidence.claim)=") }
    }.map(\.verdict)
    return [.mismatch, .rounded, .exact].first { verdicts.contains($0) }
  }
}

extension EvidenceResult {
  /// As the form names it: as the pipeline does, else by what was counted.
  var title: String {
    if !name.isEmpty { return name }
    let file = place.fileName
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    switch measure {
    case .count: return "\(stem)条数"
    case .sum(let column): return column
    case .distinct(let column): return "不同的\(column)数"
    case .ratio(let part, let whole): return "\(part) ÷ \(whole)"
    }
  }
}

extension EvidenceMeasure {
  /// Its value as tables write it: rates with four places.
  func written(_ value: Ratio) -> String {
    if case .ratio = self { return value.decimal(places: 4) }
    return value.decimal
  }
}
