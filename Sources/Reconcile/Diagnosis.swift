import Domain

/// Words what a finding's gap is consistent with, never as fact: at most three guesses, most specific first.
///
/// `tally` holds the figures of the finding's own village, town or county, `totals` those of each county where the fund is compared.
func diagnose(
  _ finding: inout Discrepancy, policy: Policy, tally: Tally? = nil, totals: [(name: String, due: Money)] = []
) {
  guard finding.consistentWith.isEmpty, finding.code != .exclusionExceedsVillages, finding.code != .sharedAccount else {
    return
  }
  switch finding.gap {
  case .money(let expected, let actual):
    finding.consistentWith = guesses(
      expected: expected, actual: actual, policy: policy, concurrent: tally?.concurrent, totals: totals)
  case .counts(let expected, let actual, let unit):
    finding.consistentWith = guesses(
      expected: expected, actual: actual, unit: unit, policy: policy, concurrent: tally?.concurrent)
  case .none, .texts: break
  }
}

/// The figures of a county by subject.
struct Tallies {
  private var villages: [Int: Tally] = [:]
  private var towns: [Int: Tally] = [:]
  private let county: Tally

  init(_ figures: CountyFigures) {
    for village in figures.villages { villages[village.village] = village.tally }
    for town in figures.towns { towns[town.town] = town.tally }
    county = figures.tally
  }

  func tally(of subject: Subject) -> Tally? {
    if let village = subject.village { return villages[village] }
    if let town = subject.town { return towns[town] }
    return subject.county == nil ? nil : county
  }
}

private let transposition = Message(zh: "相邻两位数字颠倒", en: "two adjacent digits swapped")
private let doubled = Message(zh: "重复计算一倍（重复上报或把小计也加进去）", en: "counted twice: a double upload, or subtotals summed in")
private let monthForYear = Message(
  zh: "月数与全年数混淆（相差 12 倍）", en: "a month taken for a year, or the reverse (a factor of 12)")
private let monthMissing = Message(zh: "少算一个月（11/12）", en: "a month is missing (11/12)")

/// The guesses for a gap between two amounts.
func guesses(
  expected: Money, actual: Money, policy: Policy, concurrent: Int? = nil, totals: [(name: String, due: Money)] = []
) -> [Message] {
  let gap = abs((actual - expected).fen)
  guard gap > 0 else { return [] }
  var found: [Message] = []
  if isMultiple(expected.fen, actual.fen, 10_000) {
    found.append(Message(zh: "元与万元混淆", en: "yuan taken for 万元, or the reverse"))
  }
  for total in totals where total.due.fen == gap {
    found.append(
      actual < expected
        ? Message(zh: "恰等于\(total.name)合计：可能漏了该县", en: "exactly the total of \(total.name): that county may be missing")
        : Message(zh: "恰等于\(total.name)合计：该县可能算了两次", en: "exactly the total of \(total.name): it may be counted twice"))
  }
  if expected.fen != 0, actual.fen == expected.fen * 2 { found.append(doubled) }
  if isMultiple(expected.fen, actual.fen, 12) { found.append(monthForYear) }
  if expected.fen != 0, actual.fen * 12 == expected.fen * 11 { found.append(monthMissing) }
  if isTransposition(expected.fen / 100, actual.fen / 100), expected.fen % 100 == actual.fen % 100 {
    found.append(transposition)
  }
  let full = policy.fullAmount.fen
  if let concurrent, concurrent > 0, full > 0, gap == full * Int64(concurrent), actual > expected {
    found.append(
      Message(
        zh: "兼任的 \(concurrent) 人没有扣减", en: "the exclusion of \(concurrent) concurrent member(s) was not applied"))
  }
  if full > 0, gap % full == 0 {
    found.append(Message(zh: "相当于 \(gap / full) 人全年补贴", en: "\(gap / full) head-year(s) of subsidy"))
  } else if let rate = policy.rules.map(\.rate.fen).first(where: { $0 > 0 && gap % $0 == 0 }) {
    found.append(Message(zh: "相当于 \(gap / rate) 人·月补贴", en: "\(gap / rate) head-month(s) of subsidy"))
  }
  return Array(found.prefix(3))
}

/// The guesses for a gap between two counts of heads, months or villages.
func guesses(expected: Int, actual: Int, unit: String, policy: Policy, concurrent: Int? = nil) -> [Message] {
  let gap = abs(actual - expected)
  guard gap > 0, ["人", "月", "人月", "村"].contains(unit) else { return [] }
  var found: [Message] = []
  if isTransposition(Int64(expected), Int64(actual)) { found.append(transposition) }
  // Two for one is no sign of a double upload; twice a village's seats may be.
  if expected >= policy.quota, actual == expected * 2, unit != "村" { found.append(doubled) }
  if unit == "月" || unit == "人月" {
    if isMultiple(Int64(expected), Int64(actual), 12) { found.append(monthForYear) }
    if expected > 0, actual * 12 == expected * 11 { found.append(monthMissing) }
    let rate = policy.singleRate.map { "，\(($0 * gap).grouped) 元" } ?? ""
    let yuan = policy.singleRate.map { ", \(($0 * gap).grouped) yuan" } ?? ""
    found.append(Message(zh: "相差 \(gap) 个\(unit)\(rate)", en: "\(gap) month(s) of subsidy\(yuan)"))
  } else if unit == "人" {
    if let concurrent, concurrent > 0, actual - expected == concurrent {
      found.append(
        Message(
          zh: "兼任的 \(concurrent) 人没有扣减", en: "the exclusion of \(concurrent) concurrent member(s) was not applied"))
    }
    if policy.quota > 1, gap % policy.quota == 0 {
      found.append(
        Message(zh: "相当于 \(gap / policy.quota) 个村的人数", en: "the heads of \(gap / policy.quota) village(s)"))
    }
    let amount = (policy.fullAmount * gap).grouped
    found.append(
      Message(zh: "相差 \(gap) 人，全年为 \(amount) 元", en: "\(gap) head(s), \(amount) yuan for a whole period"))
  }
  return Array(found.prefix(3))
}

/// Whether one figure is the other times a factor.
private func isMultiple(_ a: Int64, _ b: Int64, _ factor: Int64) -> Bool {
  a != 0 && b != 0
    && (a.multipliedReportingOverflow(by: factor) == (b, false)
      || b.multipliedReportingOverflow(by: factor) == (a, false))
}

/// Whether swapping two adjacent digits of one number gives the other.
func isTransposition(_ a: Int64, _ b: Int64) -> Bool {
  let (a, b) = (Array(String(abs(a)).utf8), Array(String(abs(b)).utf8))
  guard a.count == b.count, a.count > 1 else { return false }
  let different = a.indices.filter { a[$0] != b[$0] }
  return different.count == 2 && different[1] == different[0] + 1 && a[different[0]] == b[different[1]]
    && a[different[1]] == b[different[0]]
}
