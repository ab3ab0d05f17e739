import Domain

/// What the gap of a finding is held against.
struct GapContext {
  /// The rules; where the finding is about several counties, those of each.
  var policies: [Policy]
  /// Heads of the finding's own village, town or county by the policy, and how many of them are not paid again.
  var seats: (quota: Int, concurrent: Int)?
  /// Whether it is about one month of the period.
  var isMonth = false
  /// The months that it is about, where these are some of the period's.
  var run: ClosedRange<YearMonth>?
  /// What each county is due, where the fund is compared.
  var totals: [(name: String, due: Money)] = []
}

/// Words what a finding's gap is consistent with, never as fact: at most three guesses, most specific first.
///
/// `tally` holds the figures of the finding's own village, town or county.
func diagnose(
  _ finding: inout Discrepancy, policies: [Policy], tally: Tally? = nil, totals: [(name: String, due: Money)] = []
) {
  guard finding.consistentWith.isEmpty, finding.code != .exclusionExceedsVillages, finding.code != .sharedAccount else {
    return
  }
  var context = GapContext(policies: policies, totals: totals)
  context.isMonth = YearMonth(finding.period) != nil
  if !context.isMonth, finding.period != policies.first?.period {
    context.run = ClosedRange<YearMonth>(period: finding.period)
  }
  // That an exclusion was not applied is said of heads that are paid and of what is paid for them.
  if finding.field == Field.eligible.rawValue || finding.field == Field.amount.rawValue, let tally {
    context.seats = tally.concurrent.map { (tally.quota, $0) }
  } else if finding.code == .dualPostPaid {
    context.seats = (1, 1)
  }
  switch finding.gap {
  case .money(let expected, let actual):
    finding.consistentWith = guesses(expected: expected, actual: actual, context)
  case .counts(let expected, let actual, let unit):
    finding.consistentWith = guesses(expected: expected, actual: actual, unit: unit, context)
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
    return county
  }
}

private let transposition = Message(zh: "相邻两位数字颠倒", en: "two adjacent digits swapped")
private let doubled = Message(zh: "重复计算一倍（重复上报或把小计也加进去）", en: "counted twice: a double upload, or subtotals summed in")
private let monthForYear = Message(
  zh: "月数与全年数混淆（相差 12 倍）", en: "a month taken for a year, or the reverse (a factor of 12)")
private let monthMissing = Message(zh: "少算一个月（11/12）", en: "a month is missing (11/12)")

private func notExcluded(_ heads: Int) -> Message {
  Message(zh: "兼任的 \(heads) 人没有扣减", en: "the exclusion of \(heads) concurrent member(s) was not applied")
}

/// The guesses for a gap between two amounts.
func guesses(expected: Money, actual: Money, _ context: GapContext) -> [Message] {
  // Amounts that a report states may be as large as they can be written: their products are taken wide.
  let (wanted, found) = (Int128(expected.fen), Int128(actual.fen))
  let more = found - wanted
  guard more != 0 else { return [] }
  var guesses: [Message] = []
  if isMultiple(wanted, found, 10_000, roundedBy: 5_000) {
    guesses.append(Message(zh: "元与万元混淆", en: "yuan taken for 10,000 yuan, or the reverse"))
  }
  for (name, due) in context.totals {
    if more == -Int128(due.fen) {
      guesses.append(
        Message(zh: "恰等于\(name)合计：可能漏了该县", en: "exactly the total of \(name): that county may be missing"))
    } else if more == Int128(due.fen) {
      guesses.append(
        Message(zh: "恰等于\(name)合计：该县可能算了两次", en: "exactly the total of \(name): it may be counted twice"))
    }
  }
  if found == wanted * 2 { guesses.append(doubled) }
  if isMultiple(wanted, found, 12) { guesses.append(monthForYear) }
  if found * 12 == wanted * 11 { guesses.append(monthMissing) }
  if isTransposition(expected.fen / 100, actual.fen / 100), expected.fen % 100 == actual.fen % 100 {
    guesses.append(transposition)
  }
  let full = context.policies.map(\.fullAmount.fen)
  let rates = context.policies.flatMap { $0.rules.map(\.rate.fen) }
  if let (quota, concurrent) = context.seats,
    (context.isMonth ? rates : full).contains(where: { unit in
      more == Int128(unit) * Int128(concurrent) && wanted == Int128(unit) * Int128(quota - concurrent)
    })
  {
    guesses.append(notExcluded(concurrent))
  }
  if let unit = full.first(where: { $0 != 0 && more % Int128($0) == 0 }) {
    let heads = (more / Int128(unit)).magnitude
    guesses.append(Message(zh: "相当于 \(heads) 人全年补贴", en: "\(heads) head-year(s) of subsidy"))
  } else if let unit = rates.first(where: { $0 != 0 && more % Int128($0) == 0 }) {
    let months = (more / Int128(unit)).magnitude
    guesses.append(Message(zh: "相当于 \(months) 人·月补贴", en: "\(months) head-month(s) of subsidy"))
  }
  return Array(guesses.prefix(3))
}

/// The guesses for a gap between two counts of heads, months or villages.
func guesses(expected: Int, actual: Int, unit: String, _ context: GapContext) -> [Message] {
  let (gap, isOver) = actual.subtractingReportingOverflow(expected)
  guard gap != 0, !isOver, gap != .min, ["人", "月", "人月", "村"].contains(unit), let policy = context.policies.first else {
    return []
  }
  let (wanted, found, size) = (Int128(expected), Int128(actual), abs(gap))
  var guesses: [Message] = []
  if isTransposition(Int64(expected), Int64(actual)) { guesses.append(transposition) }
  // Two for one is no sign of a double upload; twice a village's seats may be.
  if expected >= policy.quota, found == wanted * 2, unit != "村" { guesses.append(doubled) }
  if unit == "月" || unit == "人月" {
    if isMultiple(wanted, found, 12) { guesses.append(monthForYear) }
    if found * 12 == wanted * 11 { guesses.append(monthMissing) }
    let amount = policy.singleRate.flatMap { $0.multiplied(by: size) }?.grouped
    guesses.append(
      Message(
        zh: "相差 \(size) 个\(unit)" + (amount.map { "，\($0) 元" } ?? ""),
        en: "\(size) month(s) of subsidy" + (amount.map { ", \($0) yuan" } ?? "")))
  } else if unit == "人" {
    if let (quota, concurrent) = context.seats, gap == concurrent, expected == quota - concurrent {
      guesses.append(notExcluded(concurrent))
    }
    if policy.quota > 1, size % policy.quota == 0 {
      guesses.append(
        Message(zh: "相当于 \(size / policy.quota) 个村的人数", en: "the heads of \(size / policy.quota) village(s)"))
    }
    // Heads of one month are worth that month.
    let ofRun = context.run.map { run in
      policy.rounded(policy.calendar.filter(run.contains).reduce(.zero) { $0 + policy.rate(in: $1) })
    }
    let each = context.isMonth ? policy.singleRate.map(policy.rounded) : ofRun ?? policy.fullAmount
    if let amount = each.flatMap({ $0.multiplied(by: size) })?.grouped {
      let (zh, en) =
        context.run.map { run in
          ("\(run.lowerBound.month)—\(run.upperBound.month) 月", "from \(run.lowerBound) to \(run.upperBound)")
        } ?? (context.isMonth ? ("当月", "for the month") : ("全年", "for a whole period"))
      guesses.append(
        Message(zh: "相差 \(size) 人，\(zh)为 \(amount) 元", en: "\(size) head(s), \(amount) yuan \(en)"))
    }
  }
  return Array(guesses.prefix(3))
}

/// Whether one figure is the other times a factor, as far as the smaller one was not rounded to fen.
private func isMultiple(_ a: Int128, _ b: Int128, _ factor: Int128, roundedBy slack: Int128 = 0) -> Bool {
  [(a, b), (b, a)].contains { small, large in
    // What rounding hides is little beside the figure itself.
    (small * factor - large).magnitude <= (large.magnitude / 4 >= UInt128(slack) ? slack.magnitude : 0)
  }
}

/// Whether swapping two adjacent digits of one number gives the other.
func isTransposition(_ a: Int64, _ b: Int64) -> Bool {
  let (a, b) = (Array(String(a.magnitude).utf8), Array(String(b.magnitude).utf8))
  guard a.count == b.count else { return false }
  let different = a.indices.filter { a[$0] != b[$0] }
  return different.count == 2 && different[1] == different[0] + 1 && a[different[0]] == b[different[1]]
    && a[different[1]] == b[different[0]]
}
