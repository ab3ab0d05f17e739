import Domain

/// DZ113, DZ505, DZ508: every allocation is of a line and to a county that are known, every county of the run has one, and the budget
/// has the line that they are made of.
func allocationsOfNothing(_ fund: FundCase) -> [Discrepancy] {
  let budget = fund.budget
  var found: [Discrepancy] = []
  if !budget.lines.isEmpty, !budget.subsidyLine.isEmpty, !fund.counties.isEmpty,
    !budget.lines.contains(where: { $0.name == budget.subsidyLine })
  {
    let first = budget.lines.lazy.compactMap(\.stages.values.first).first
    found.append(
      Discrepancy(
        .stageMissing, subject: Subject(detail: budget.subsidyLine), period: fund.policy.period, field: "line",
        spots: [.init(Place(file: first?.place.file ?? "", sheet: first?.place.sheet ?? ""))], level: .fund,
        zh: "预算没有科目“\(budget.subsidyLine)”（流程文件的 subsidy_line），各县应拨没有与预算核对",
        en:
          "the budget has no line \(budget.subsidyLine) (subsidy_line of the pipeline): what the counties are due is held against nothing"
      ))
  }
  for allocation in budget.allocations {
    let amount = allocation.entry.stated.amount.grouped
    if !fund.knows(line: allocation.line) {
      found.append(
        fund.finding(
          .lineNameVariant, allocation.line, field: "allocation", at: allocation.entry,
          zh: "下达表的科目“\(allocation.line)”不是预算科目，\(amount) 元未采用",
          en: "the allocations' line \(allocation.line) is none of the budget: \(amount) yuan are not used"))
    }
    if !fund.counties.contains(where: { fund.register.counties[$0.figures.county].code == allocation.countyCode }) {
      let isRegistered = fund.register.counties.contains { $0.code == allocation.countyCode }
      found.append(
        fund.finding(
          .rowSetAside, "allocation/" + allocation.countyCode, field: "county_code", at: allocation.entry,
          severity: isRegistered ? nil : .warning,
          zh: isRegistered
            ? "下达给 \(allocation.countyCode) 的 \(amount) 元不属于本次对账的县"
            : "下达表的县代码 \(allocation.countyCode) 不在名册中，\(amount) 元没有记到任何县",
          en: isRegistered
            ? "\(amount) yuan were allocated to \(allocation.countyCode), which is not reconciled here"
            : "the register has no county \(allocation.countyCode): \(amount) yuan are counted for none"))
    }
  }
  guard let file = budget.allocationFile else { return found }
  for county in fund.counties where county.figures.allocated == nil {
    let entry = fund.register.counties[county.figures.county]
    found.append(
      Discrepancy(
        .stageMissing, subject: Subject(county: county.figures.county), period: fund.policy.period, field: "allocation",
        spots: [.init(Place(file: file))], level: .county,
        zh: "下达表没有\(entry.name)（\(entry.code)）的“\(budget.subsidyLine)”下达数，应拨没有与下达核对",
        en:
          "the allocations have no row of \(budget.subsidyLine) for \(entry.name) (\(entry.code)): what it is due is held against nothing"
      ))
  }
  return found
}

extension FundCase {
  /// Whether a line's name is one of the budget's, or that of the subsidies where no budget is given.
  fileprivate func knows(line: String) -> Bool {
    if budget.lines.isEmpty { return LineNames([budget.subsidyLine]).match(line) != .unknown }
    return names.match(line) != .unknown
  }
}
