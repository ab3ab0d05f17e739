public import Domain

/// The published figures by name, for formulas: tables of rows of figures. A figure may be missing, which is not zero.
public struct Facts: Sendable {
  struct Table: Sendable {
    var columns: [String]
    /// Row keys in publication order.
    var keys: [String] = []
    var rows: [String: [String: Quantity]] = [:]
    /// Other names of rows: a county's name for its code.
    var names: [String: String] = [:]
    /// Figures of the table itself, for tables without rows.
    var isSingle = false

    mutating func add(_ key: String, name: String? = nil, _ figures: [String: Quantity?]) {
      if rows[key] == nil { keys.append(key) }
      rows[key, default: [:]].merge(figures.compactMapValues(\.self)) { _, new in new }
      if let name { names[name] = key }
    }
  }

  var tables: [String: Table] = [:]
  /// Figures of evidence that is given, by the name of the claim that they answer; what is not given is missing, never unknown.
  var evidence: [String: Quantity] = [:]
  /// The line that the counties' subsidies are paid from.
  let subsidyLine: String
  /// Budget lines, in file order.
  let lines: [String]
  /// Counties of the run: code, name and position in the register.
  let counties: [(code: String, name: String, position: Int)]
  /// Towns of these counties, by name.
  let towns: [String]
  /// The policy.
  let policy: Policy

  static let countyColumns = [
    "villages_registered", "villages_reported", "quota", "listed", "concurrent", "eligible", "person_months",
    "amount_due_yuan", "amount_stated_yuan", "allocated_yuan",
  ]
  static let budgetColumns = [
    "requested_yuan", "initial_yuan", "adjusted_yuan", "allocated_yuan", "disbursed_yuan", "spent_yuan",
    "computed_yuan",
  ]
  static let policyColumns = ["rate_yuan", "quota", "months"]

  /// What the figures of a run will be called, before they are there: enough to read a report.
  /// - Parameter counties: positions in the register.
  public init(counties: [Int], lines: [String], subsidyLine: String, policy: Policy, register: Register) {
    self.subsidyLine = subsidyLine
    self.policy = policy
    self.lines = lines.filter { $0 != "合计" }
    self.counties = counties.map { (register.counties[$0].code, register.counties[$0].name, $0) }
    let full = counties.flatMap { register.counties[$0].towns.map { register.towns[$0].name } }
    // Of 台城街道办事处 people leave the office out.
    let names = full + full.filter { $0.hasSuffix("街道办事处") }.map { String($0.dropLast(3)) }
    // A short name may be anything's.
    towns = Set(names).filter { $0.count >= 3 }.sorted()
  }

  /// The figures of a run.
  public init(
    counties figures: [CountyFigures], budget: [BudgetFigures], subsidyLine: String, policy: Policy, register: Register,
    evidence: [String: (numerator: Int64, denominator: Int64)] = [:]
  ) {
    self.init(
      counties: figures.map(\.county), lines: budget.map(\.line), subsidyLine: subsidyLine, policy: policy,
      register: register)
    var countyTable = Table(columns: Self.countyColumns)
    for county in figures {
      let tally = county.tally
      let isMissing = county.status == .missing
      countyTable.add(
        register.counties[county.county].code, name: register.counties[county.county].name,
        [
          "villages_registered": Quantity(tally.villagesRegistered),
          "villages_reported": isMissing || !tally.knowsVillages ? nil : Quantity(tally.villagesReported),
          "quota": isMissing || !tally.knowsVillages ? nil : Quantity(tally.quota),
          "listed": tally.listed.map { Quantity($0) }, "concurrent": tally.concurrent.map { Quantity($0) },
          "eligible": tally.eligible.map { Quantity($0) }, "person_months": tally.personMonths.map { Quantity($0) },
          "amount_due_yuan": tally.due.map { Quantity($0) }, "amount_stated_yuan": tally.stated.map { Quantity($0) },
          "allocated_yuan": county.allocated.map { Quantity($0.amount) },
        ])
    }
    var budgetTable = Table(columns: Self.budgetColumns)
    var lineTable = Table(columns: Self.budgetColumns)
    for line in budget {
      var row: [String: Quantity?] = ["computed_yuan": line.computed.map { Quantity($0) }]
      for stage in BudgetStage.allCases {
        row[stage.rawValue + "_yuan"] = line.stages[stage].map { Quantity($0.amount) }
      }
      // What was allocated is what the mid-year adjustment left, where the file states only that.
      if line.stages[.allocated] == nil, let adjusted = line.stages[.adjusted] {
        row["allocated_yuan"] = Quantity(adjusted.amount)
      }
      budgetTable.add(line.line, row)
      if line.line != "合计" { lineTable.add(line.line, row) }
    }
    var policyTable = Table(columns: Self.policyColumns, isSingle: true)
    policyTable.add(
      "",
      [
        "rate_yuan": policy.singleRate.map { Quantity($0) }, "quota": Quantity(policy.quota),
        "months": Quantity(policy.months),
      ])
    tables = ["counties": countyTable, "budget": budgetTable, "lines": lineTable, "policy": policyTable]
    self.evidence = evidence.compactMapValues { value in
      (try? Ratio(value.numerator, over: value.denominator)).map { Quantity($0) }
    }
  }
}

/// Why a formula has no value here.
enum Unevaluated: Error {
  /// These figures are not there.
  case missing([String])
  /// The formula is wrong: a name that does not exist, or money added to heads.
  case wrong(FormulaError)
  /// Too large, or a division by zero.
  case arithmetic(ArithmeticError)
}

/// The value of a formula and what it was made of.
struct Evaluation: Sendable {
  var value: Quantity
  var inputs: [(name: String, value: Quantity)]
}
