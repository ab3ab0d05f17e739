public import Domain

/// A check of the fund: what it is called and what it finds.
struct FundCheck: Sendable {
  let name: String
  let find: @Sendable (FundCase) -> [Discrepancy]
}

/// The checks of the fund, in the order in which they run and are numbered.
let fundChecks: [FundCheck] =
  [
    FundCheck(name: "budget columns and rows", find: unusedOfBudget),
    FundCheck(name: "subsidy line and counties", find: subsidyAgainstCounties),
    FundCheck(name: "lines and total", find: linesAgainstTotal),
    FundCheck(name: "allocations and line", find: allocationsAgainstLine),
    FundCheck(name: "allocations' counties and lines", find: allocationsOfNothing),
    FundCheck(name: "stages", find: missingStages),
    FundCheck(name: "stages below nothing", find: negativeStages),
    FundCheck(name: "execution rates", find: executionRates),
    FundCheck(name: "over-execution", find: overExecution),
    FundCheck(name: "all at 100%", find: allHundredPercent),
    FundCheck(name: "names of lines", find: lineNameVariants),
    FundCheck(name: "vouchers and spent", find: vouchersAgainstSpent),
    FundCheck(name: "vouchers outside their line", find: spentOutsideLine),
    FundCheck(name: "vouchers outside the year", find: vouchersOutsideYear),
    FundCheck(name: "evidence", find: missingEvidence),
  ] + acrossChecks.map { check in FundCheck(name: check.name, find: { check.find($0.across) }) }

/// The fund: budget lines against what the counties' chain gives, the total, and persons across counties.
public func reconcileFund(
  counties: [FundCounty], register: Register, books: FundBooks, policy: Policy, thresholds: Thresholds = Thresholds(),
  discrepancies: inout [Discrepancy]
) -> [BudgetFigures] {
  let fund = FundCase(
    register: register, policy: policy, counties: counties, books: books,
    names: LineNames(books.budget.lines.map(\.name)), thresholds: thresholds)
  let totals = counties.compactMap { county in
    county.figures.tally.due.map { (name: register.counties[county.figures.county].name, due: $0) }
  }
  // A gap of the fund is one of some county, under the rules that stand for it.
  var policies: [Policy] = []
  for county in counties {
    let entry = register.counties[county.figures.county]
    let own = policy.applied(toCounty: entry.name, code: entry.code) ?? policy
    if !policies.contains(own) { policies.append(own) }
  }
  if policies.isEmpty { policies = [policy] }
  let first = discrepancies.count
  for check in fundChecks {
    for var finding in check.find(fund) {
      diagnose(&finding, policies: policies, totals: totals)
      discrepancies.append(finding)
    }
  }
  attributeCauses(&discrepancies, within: 0..<discrepancies.count, from: first)
  return budgetFigures(fund)
}
