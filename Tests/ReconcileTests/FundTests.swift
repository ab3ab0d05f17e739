import Testing

@testable import Domain
@testable import Reconcile

/// The fund's own ties: lines and total, allocations and lines, what was spent and what was granted.
@Suite struct FundTests {
  private struct Outcome {
    var findings: [Discrepancy]
    var figures: [BudgetFigures]
    var total: BudgetFigures? { figures.last }
    func found(_ code: Code) -> [Discrepancy] { findings.filter { $0.code == code } }
  }

  private func entry(_ text: String, _ unit: MoneyUnit = .wan, cell: String = "A1") throws -> Budget.Entry {
    .init(
      stated: try #require(StatedMoney(text, unit: unit), "\(text)"), place: Place(file: "budget.csv", cell: cell),
      raw: text)
  }

  /// A line whose amounts are requested, allocated and spent alike unless they are given one by one.
  private func line(_ name: String, _ amount: String, spent: String? = nil, rate: String? = nil) throws -> Budget.Line {
    var line = Budget.Line(
      name: name,
      stages: [.requested: try entry(amount), .allocated: try entry(amount), .spent: try entry(spent ?? amount)])
    if let rate {
      line.rate = .init(
        figure: StatedFigure(try #require(WrittenDecimal(rate)), scale: .hundredth),
        place: Place(file: "budget.csv", cell: "F2"), raw: rate + "%")
    }
    return line
  }

  private func fund(
    _ lines: [Budget.Line], totals: [BudgetStage: String] = [:], allocations: [(county: String, String, String)] = [],
    vouchers: [Voucher]? = nil, purposes: [String: [String]] = [:]
  ) throws -> Outcome {
    let budget = Budget(
      lines: lines, totals: try totals.mapValues { try entry($0, cell: "B9") },
      allocations: try allocations.enumerated().map { index, one in
        .init(countyCode: one.county, line: one.1, entry: try entry(one.2, cell: "C\(index + 2)"))
      }, subsidyLine: "补贴")
    var findings: [Discrepancy] = []
    let figures = reconcileFund(
      counties: [], register: Books.register,
      books: FundBooks(budget: budget, vouchers: vouchers, purposes: purposes), policy: Books.policy(),
      discrepancies: &findings)
    return Outcome(findings: findings, figures: figures)
  }

  @Test(arguments: [
    ("5.79", nil), ("5.7900", nil), ("5.8000", Code.roundingResidual), ("5.7800", .roundingResidual),
    ("5.8001", .linesVsTotal), ("5.80", .linesVsTotal), ("5.8", .roundingResidual),
  ])
  func `a total written finer than its lines may differ by half a place of each`(_ total: String, _ code: Code?) throws
  {
    let outcome = try fund([try line("甲", "1.23"), try line("乙", "4.56")], totals: [.requested: total])
    let found = outcome.findings.filter { $0.field == "requested" }
    #expect(found.map(\.code) == [code].compactMap(\.self))
  }

  @Test func `whole amounts and tenths are meant as they stand and allow no rounding`() throws {
    let outcome = try fund([try line("甲", "1.2"), try line("乙", "4.5")], totals: [.requested: "5.75"])
    #expect(outcome.found(.linesVsTotal).map(\.field) == ["requested"])
    let yuan = Budget.Line(name: "丙", stages: [.requested: try entry("12000.00", .yuan)])
    #expect(try fund([yuan], totals: [.requested: "1.2001"]).found(.linesVsTotal).count == 1)
  }

  @Test func `the total is judged by what was allocated, else by the first stage that all lines have`() throws {
    let lines = [try line("甲", "1", spent: "0.5"), try line("乙", "2", spent: "1")]
    let all = try fund(lines, totals: [.requested: "4", .allocated: "3", .spent: "2"]).total
    #expect(all?.computed == Money(fen: 3_000_000) && all?.verdict == .exact && all?.residual == .zero)
    let spent = try fund(lines, totals: [.spent: "1.50"]).total
    #expect(spent?.computed == Money(fen: 1_500_000) && spent?.places == 2)
    #expect(spent?.stages[.requested]?.amount == Money(fen: 3_000_000) && spent?.stages[.initial] == nil)
  }

  @Test func `a stage that some line lacks has no sum`() throws {
    var lines = [try line("甲", "1"), try line("乙", "2")]
    lines[0].stages[.disbursed] = try entry("1")
    let outcome = try fund(lines, totals: [.disbursed: "5"])
    #expect(outcome.total?.stages[.disbursed]?.amount == Money(fen: 5_000_000) && outcome.total?.computed == nil)
    #expect(outcome.found(.linesVsTotal).isEmpty)
    #expect(outcome.found(.stageMissing).map(\.field) == ["disbursed"])
    #expect(outcome.found(.stageMissing).map(\.subject.detail) == ["乙"])
  }

  @Test func `counties' allocations of a line add up to it, or the first of them tells the difference`() throws {
    let lines = [try line("甲", "3.00"), try line("乙", "2.00")]
    let parts = [("990101", "乙", "0.5"), ("990101", "甲", "1"), ("990101", "甲", "2")]
    #expect(try fund(lines, allocations: parts).found(.linesVsTotal).map(\.spots[0].place.cell) == ["C2"])
    let more = try fund(lines, allocations: parts + [("990101", "乙", "1.5"), ("990101", "甲", "0.1")])
    #expect(more.found(.linesVsTotal).map(\.spots[0].place.cell) == ["C3"])
    #expect(
      more.found(.linesVsTotal).first?.gap == .money(expected: Money(fen: 3_000_000), actual: Money(fen: 3_100_000)))
    let rounded = try fund([try line("甲", "3.00")], allocations: [("990101", "甲", "3.001")])
    #expect(rounded.found(.linesVsTotal).isEmpty && rounded.found(.roundingResidual).map(\.field) == ["allocation"])
  }

  @Test func `an execution rate is what was spent of what was granted, at its places`() throws {
    #expect(try fund([try line("甲", "3", spent: "1", rate: "33.33")]).found(.executionRate).isEmpty)
    let wrong = try fund([try line("甲", "3", spent: "1", rate: "33.34")]).found(.executionRate)
    #expect(wrong.map(\.gap) == [.texts(expected: "33.33%", actual: "33.34%")])
    #expect(try fund([try line("甲", "0", rate: "0")]).found(.executionRate).isEmpty)
    let ofNothing = try fund([try line("甲", "0", rate: "100")]).found(.executionRate)
    #expect(ofNothing.map(\.gap) == [.texts(expected: "", actual: "100%")])
  }

  @Test func `no line spends more than it was granted`() throws {
    #expect(try fund([try line("甲", "3", spent: "3.00")]).found(.overExecution).isEmpty)
    let over = try fund([try line("甲", "3.0", spent: "3.2")]).found(.overExecution)
    #expect(over.map(\.severity) == [.error] && over[0].message.zh.contains("2,000.00 元"))
    #expect(try fund([try line("甲", "3.0", spent: "3.04")]).found(.overExecution).map(\.severity) == [.warning])
    var line = try line("甲", "3")
    line.stages[.disbursed] = try entry("2.5")
    #expect(try fund([line]).found(.overExecution).map(\.field) == ["spent/disbursed"])
    line.stages[.disbursed] = try entry("3.5")
    #expect(try fund([line]).found(.overExecution).map(\.field) == ["disbursed/allocated"])
    // What last year left over may be in it.
    #expect(try fund([line]).found(.overExecution).map(\.severity) == [.warning])
  }

  @Test func `no stage of a line is less than nothing`() throws {
    #expect(try fund([try line("甲", "3", spent: "0")]).found(.valueNotParsed).isEmpty)
    #expect(try fund([try line("甲", "3", spent: "-3")]).found(.valueNotParsed).map(\.field) == ["spent"])
    // What is taken back is asked about, and 调整预算 may be the change.
    let back = try fund([try line("以前年度资金收回", "3", spent: "-3")]).found(.valueNotParsed)
    #expect(back.map(\.severity) == [.warning])
    let lines = [try line("甲", "3", spent: "-1"), try line("乙", "3")]
    #expect(try fund(lines, totals: [.spent: "2"]).found(.valueNotParsed).map(\.severity) == [.warning])
    var changed = try line("甲", "9")
    changed.stages[.initial] = try entry("10")
    changed.stages[.adjusted] = try entry("-1")
    #expect(try fund([changed]).found(.valueNotParsed).isEmpty)
  }

  @Test func `that every line is executed at exactly 100% is told of several lines only`() throws {
    #expect(try fund([try line("甲", "3")]).found(.allHundredPercent).isEmpty)
    #expect(try fund([try line("甲", "3"), try line("乙", "1")]).found(.allHundredPercent).count == 1)
    #expect(try fund([try line("甲", "3"), try line("乙", "1", spent: "0.9")]).found(.allHundredPercent).isEmpty)
  }

  private func voucher(_ reference: String, _ line: String, _ purpose: String, _ amount: String) throws -> Voucher {
    Voucher(reference: reference, line: line, payee: "", purpose: purpose, entry: try entry(amount), date: nil)
  }

  @Test func `vouchers come to what their line spent, each reference once`() throws {
    let lines = [try line("甲", "3"), try line("乙", "1")]
    let vouchers = try [
      voucher("A1", "甲", "印刷", "1"), voucher("A2", "甲", "印刷", "2"), voucher("A2", "甲", "印刷", "2"),
      voucher("B1", "乙", "培训", "0.4"),
    ]
    let outcome = try fund(lines, vouchers: vouchers)
    #expect(outcome.figures.map(\.vouchers?.fen) == [3_000_000, 400_000, 3_400_000])
    #expect(outcome.figures[1].computed == Money(fen: 400_000) && outcome.figures[1].verdict == .mismatch)
    let found = outcome.found(.linesVsTotal)
    #expect(found.map(\.field) == ["reference", "vouchers"])
    #expect(found.last?.gap == .money(expected: Money(fen: 1_000_000), actual: Money(fen: 400_000)))
  }

  @Test func `a purpose of another line is told with that line, and one of none without`() throws {
    let lines = [try line("甲", "3"), try line("乙", "1"), try line("丙", "1")]
    let words = ["甲": ["印刷"], "乙": ["培训"], "丙": ["租车"]]
    let vouchers = try [
      voucher("A1", "甲", "印刷费", "1"), voucher("A2", "甲", "培训费", "1"), voucher("A3", "甲", "餐费", "1"),
    ]
    let found = try fund(lines, vouchers: vouchers, purposes: words).found(.spentOutsideLine)
    #expect(found.count == 2)
    #expect(found.first?.message.zh.hasSuffix("像是“乙”的支出") == true)
    #expect(found.last?.message.zh.hasSuffix("不在该科目用途之内") == true)
  }

  @Test func `an allocation is of a line and to a county that are known`() throws {
    func told(_ lines: [Budget.Line], _ line: String, _ county: String) throws -> [String] {
      try fund(lines, allocations: [(county, line, "1")]).findings.filter {
        ["allocation", "county_code"].contains($0.field)
      }.map {
        "\($0.code.rawValue) \($0.severity)"
      }
    }
    let lines = [try line("甲", "1"), try line("补贴", "1")]
    // The county is registered, and not of this run: that is no more than worth knowing.
    #expect(
      try told(lines, "甲", "990101") == ["DZ113 info"] && told(lines, "丙", "990101") == ["DZ508 warning", "DZ113 info"])
    #expect(try told(lines, "甲", "990109") == ["DZ113 warning"])
    #expect(
      try told([], "补贴", "990101") == ["DZ113 info"] && told([], "甲", "990101") == ["DZ508 warning", "DZ113 info"])
  }

  @Test func `a line has the stages that its budget is made of, and those of the others`() throws {
    func missing(_ stages: [[BudgetStage]]) throws -> [String] {
      let amount = try entry("1")
      let lines = stages.enumerated().map { index, stages in
        Budget.Line(name: "\(index)", stages: Dictionary(uniqueKeysWithValues: stages.map { ($0, amount) }))
      }
      return try fund(lines).found(.stageMissing).map { "\($0.subject.detail) \($0.field)" }
    }
    #expect(
      try missing([[.requested, .allocated, .spent]]).isEmpty && missing([[.initial, .adjusted, .spent]]).isEmpty)
    #expect(
      try missing([[.requested, .allocated]]) == ["0 spent"] && missing([[.allocated, .spent]]) == ["0 requested"])
    #expect(try missing([[.requested, .spent]]) == ["0 allocated"])
    #expect(
      try missing([[.initial, .adjusted, .spent], [.requested, .allocated, .spent]]) == [
        "0 requested", "0 allocated", "1 initial", "1 adjusted",
      ])
    #expect(
      try missing([[.requested, .allocated, .disbursed, .spent], [.requested, .allocated, .spent]]) == ["1 disbursed"])
  }

  @Test func `an execution rate of the total is told as a line's is`() throws {
    let lines = [try line("甲", "3", spent: "1"), try line("乙", "1", spent: "1")]
    func told(_ rate: String) throws -> [Discrepancy.Gap] {
      var budget = Budget(
        lines: lines, totals: [.allocated: try entry("4"), .spent: try entry("2")], allocations: [], subsidyLine: "补贴")
      budget.totalRate = .init(
        figure: StatedFigure(try #require(WrittenDecimal(rate)), scale: .hundredth),
        place: Place(file: "b.csv", cell: "F9"),
        raw: rate + "%")
      var findings: [Discrepancy] = []
      _ = reconcileFund(
        counties: [], register: Books.register, books: FundBooks(budget: budget, vouchers: nil, purposes: [:]),
        policy: Books.policy(), discrepancies: &findings)
      return findings.filter { $0.code == .executionRate }.map(\.gap)
    }
    #expect(try told("50").isEmpty && told("50.00").isEmpty && told("51") == [.texts(expected: "50%", actual: "51%")])
  }
}
