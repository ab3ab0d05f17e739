/// The stages of a budget.
public enum BudgetStage: String, Sendable, CaseIterable {
  /// 申请数
  case requested
  /// 年初预算数
  case initial
  /// 调整预算数
  case adjusted
  /// 下达
  case allocated
  /// 拨付
  case disbursed
  /// 支出
  case spent

  /// The Chinese name.
  public var zh: String {
    switch self {
    case .requested: "申请数"
    case .initial: "年初预算数"
    case .adjusted: "调整预算数"
    case .allocated: "下达数"
    case .disbursed: "拨付数"
    case .spent: "支出数"
    }
  }
}

/// A budget: lines with their stages in file order, the stated totals, and what each county was allocated.
public struct Budget: Sendable {
  /// A stated amount and where it stands.
  public struct Entry: Sendable {
    /// The amount.
    public var stated: StatedMoney
    /// Where it stands.
    public var place: Place
    /// The text as written.
    public var raw: String

    /// A stated amount and where it stands.
    public init(stated: StatedMoney, place: Place, raw: String) {
      self.stated = stated
      self.place = place
      self.raw = raw
    }
  }

  /// A budget line.
  public struct Line: Sendable {
    /// The name, for instance 村务监督委员会成员补贴.
    public var name: String
    /// Amounts by stage.
    public var stages: [BudgetStage: Entry]
    /// The execution rate that is stated beside them, if any.
    public var rate: Rate?

    /// A budget line.
    public init(name: String, stages: [BudgetStage: Entry], rate: Rate? = nil) {
      self.name = name
      self.stages = stages
      self.rate = rate
    }
  }

  /// A stated execution rate and where it stands.
  public struct Rate: Sendable {
    /// The rate: percent as written.
    public var figure: StatedFigure
    /// Where it stands.
    public var place: Place
    /// The text as written.
    public var raw: String

    /// A stated execution rate.
    public init(figure: StatedFigure, place: Place, raw: String) {
      self.figure = figure
      self.place = place
      self.raw = raw
    }
  }

  /// What a county was allocated of a line.
  public struct Allocation: Sendable {
    /// The six-digit code.
    public var countyCode: String
    /// The line.
    public var line: String
    /// The amount.
    public var entry: Entry

    /// What a county was allocated of a line.
    public init(countyCode: String, line: String, entry: Entry) {
      self.countyCode = countyCode
      self.line = line
      self.entry = entry
    }
  }

  /// What a county was allocated of the line that subsidies are paid from, under whatever way the line is written; batches add up.
  public func allocation(ofCounty code: String) -> Entry? {
    let names = LineNames(lines.isEmpty ? [subsidyLine] : lines.map(\.name))
    let batches = allocations.filter { allocation in
      guard allocation.countyCode == code else { return false }
      switch names.match(allocation.line) {
      case .exact(let position), .variant(let position): return lines.isEmpty || lines[position].name == subsidyLine
      case .unknown: return allocation.line == subsidyLine
      }
    }.map(\.entry)
    // The sum is no finer than the coarsest of them.
    let coarsest = batches.max { a, b in
      guard let first = a.stated.figure.step, let second = b.stated.figure.step else { return false }
      return first < second
    }
    guard var whole = coarsest else { return nil }
    whole.stated.amount = batches.map(\.stated.amount).reduce(.zero, +)
    whole.raw = batches.map(\.raw).joined(separator: " + ")
    whole.place = batches[0].place
    return whole
  }

  /// The line that subsidies are paid from under the name that the budget has for it.
  public mutating func settleSubsidyLine() {
    guard !lines.contains(where: { $0.name == subsidyLine }),
      case .variant(let position) = LineNames(lines.map(\.name)).match(subsidyLine)
    else { return }
    let line = lines[position]
    if let place = BudgetStage.allCases.lazy.compactMap({ line.stages[$0]?.place }).first {
      variants.append((subsidyLine, place))
    }
    subsidyLine = line.name
  }

  /// Where the amounts stand, by line (合计 for the totals) and stage.
  public var places: [String: [BudgetStage: Place]] {
    var places = Dictionary(lines.map { ($0.name, $0.stages.mapValues(\.place)) }, uniquingKeysWith: { a, _ in a })
    places["合计"] = totals.mapValues(\.place)
    return places
  }

  /// The lines, in file order.
  public var lines: [Line]
  /// The totals that the file states (合计), by stage.
  public var totals: [BudgetStage: Entry]
  /// The execution rate that the file states of the total.
  public var totalRate: Rate?
  /// Other names under which the file writes its lines, with their places.
  public var variants: [(name: String, place: Place)] = []
  /// Columns and rows of the file that were not used, with the code that says so.
  public var setAside: [(code: Code, text: String, place: Place)] = []
  /// Allocations to counties.
  public var allocations: [Allocation]
  /// The file of the allocations; nil where none is given.
  public var allocationFile: String?
  /// The line that the counties' subsidies are paid from.
  public var subsidyLine: String

  /// A budget.
  public init(lines: [Line], totals: [BudgetStage: Entry], allocations: [Allocation], subsidyLine: String) {
    self.lines = lines
    self.totals = totals
    self.allocations = allocations
    self.subsidyLine = subsidyLine
  }
}

/// A budget line as published; the last is the total.
public struct BudgetFigures: Sendable {
  /// The line.
  public var line: String
  /// Amounts by stage.
  public var stages: [BudgetStage: StatedMoney]
  /// What the chain below gives, if it does.
  public var computed: Money?
  /// Computed − stated.
  public var residual: Money?
  /// Places of the stated amount in 万元 or 元 as written.
  public var places: Int?
  /// The verdict.
  public var verdict: Verdict
  /// What its vouchers come to; nil where none are given.
  public var vouchers: Money?

  /// What was allocated, else the adjusted budget.
  public var allocated: Money? { stages[.allocated]?.amount ?? stages[.adjusted]?.amount }

  /// A budget line as published.
  public init(
    line: String, stages: [BudgetStage: StatedMoney], computed: Money?, residual: Money?, places: Int?,
    verdict: Verdict
  ) {
    self.line = line
    self.stages = stages
    self.computed = computed
    self.residual = residual
    self.places = places
    self.verdict = verdict
  }
}
