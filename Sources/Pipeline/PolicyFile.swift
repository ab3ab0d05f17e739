import Domain
import Foundation

/// Reads a policy file; its version is the hash of its text.
func readPolicy(path: String) throws -> Policy {
  let text = try StrictYAML.text(path)
  let yaml = try StrictYAML(
    text, file: path,
    keys: [
      "id", "title", "period", "rules", "excluded_roles", "part_months", "rounding", "fiscal_year", "turnover",
      "plausible_ages",
    ])
  guard let period = try yaml.months("period") else {
    throw SetupError(
      path, zh: "缺少键“period”", en: "the key \"period\" is missing", mend: "period: [\"2021-01\", \"2021-12\"]")
  }
  let roles = try yaml.strings("excluded_roles")
  let usual: Policy.Exclusion = roles.map { .roles($0) } ?? .marked
  let rules = try
    (yaml.mappings("rules", keys: ["from", "until", "rate_yuan", "quota", "counties", "excluded_roles"]) ?? [])
    .map { try readRules($0, period: period, exclusion: usual) }
  try checkCoverage(rules, period: period, path: path)
  let ages = try yaml.strings("plausible_ages")
  let bounds = ages?.compactMap(Int.init) ?? [18, 85]
  guard bounds.count == 2, bounds[0] <= bounds[1] else {
    throw yaml.wrong("plausible_ages", zh: "最小和最大年龄", en: "a lowest and a highest age")
  }
  var policy = Policy(
    id: try yaml.required("id"), from: period.lowerBound, until: period.upperBound,
    rules: rules.sorted { $0.from < $1.from },
    partMonths: try yaml.choice("part_months") ?? .paid, rounding: try yaml.choice("rounding") ?? .fen,
    fiscalYear: try yaml.days("fiscal_year"), turnover: try yaml.months("turnover"),
    plausibleAges: bounds[0]...bounds[1])
  policy.version = String(sha256(Array(text.utf8)).prefix(12))
  return policy
}

private func readRules(_ rule: StrictYAML, period: ClosedRange<YearMonth>, exclusion: Policy.Exclusion) throws
  -> Policy.Rules
{
  guard let rate = StatedMoney(try rule.required("rate_yuan"), unit: .yuan), (1...10_000_000).contains(rate.amount.fen)
  else {
    throw rule.wrong("rate_yuan", zh: "大于零的金额（元）", en: "an amount in yuan above zero")
  }
  guard let quota = try rule.integer("quota"), (1...100).contains(quota) else {
    throw rule.wrong("quota", zh: "1 至 100 的整数", en: "a whole number from 1 to 100")
  }
  let roles = try rule.strings("excluded_roles")
  return Policy.Rules(
    from: try rule.string("from").map { try rule.month($0, "from") } ?? period.lowerBound,
    until: try rule.string("until").map { try rule.month($0, "until") } ?? period.upperBound, rate: rate.amount,
    quota: quota, counties: try rule.strings("counties") ?? [],
    exclusion: roles.map { $0.isEmpty ? .nobody : .roles($0) } ?? exclusion)
}

/// Rules for all counties follow one another without gap or overlap; rules for some may stand beside them, or alone.
private func checkCoverage(_ rules: [Policy.Rules], period: ClosedRange<YearMonth>, path: String) throws {
  guard !rules.isEmpty else {
    throw SetupError(
      path, zh: "没有 rules", en: "there are no rules", mend: "rules: [{rate_yuan: \"240\", quota: 3}]")
  }
  for rule in rules where rule.until < rule.from {
    throw SetupError(
      path, zh: "rules 的 \(rule.from)—\(rule.until) 次序颠倒",
      en: "the rules of \(rule.from)–\(rule.until) are out of order")
  }
  let general = rules.filter(\.counties.isEmpty).sorted { $0.from < $1.from }
  for (rule, next) in zip(general, general.dropFirst()) where next.from <= rule.until {
    throw SetupError(path, zh: "rules 在 \(next.from) 重叠", en: "the rules overlap in \(next.from)")
  }
  guard let first = general.first, let last = general.last else { return }
  var gap = first.from > period.lowerBound ? period.lowerBound : nil
  for (rule, next) in zip(general, general.dropFirst()) where next.from > rule.until.advanced(by: 1) {
    gap = gap ?? rule.until.advanced(by: 1)
  }
  if last.until < period.upperBound { gap = gap ?? last.until.advanced(by: 1) }
  if let gap, !rules.contains(where: { !$0.counties.isEmpty }) {
    throw SetupError(
      path, zh: "rules 没有覆盖 \(gap)", en: "the rules do not cover \(gap)",
      mend: "- {from: \"\(gap)\", rate_yuan: \"\(last.rate)\", quota: \(last.quota)}")
  }
}

/// What a policy file's values are.
private extension StrictYAML {
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws -> Choice?
  where Choice.RawValue == String {
    guard let text = try string(key) else { return nil }
    guard let found = Choice(rawValue: text) else {
      let words = Choice.allCases.map(\.rawValue)
      throw wrong(
        key, zh: "\(words.joined(separator: "、"))之一", en: "one of \(words.joined(separator: ", "))")
    }
    return found
  }

  func month(_ text: String, _ key: String) throws -> YearMonth {
    guard let month = YearMonth(text) else { throw wrong(key, zh: "月份，如 2021-01", en: "a month such as 2021-01") }
    return month
  }

  func months(_ key: String) throws -> ClosedRange<YearMonth>? {
    guard let ends = try strings(key) else { return nil }
    guard ends.count == 2 else { throw wrong(key, zh: "起止两个月份", en: "a first and a last month") }
    let (first, last) = (try month(ends[0], key), try month(ends[1], key))
    guard first <= last, last.index - first.index < 120 else {
      throw wrong(key, zh: "先后有序的两个月份", en: "two months in order")
    }
    return first...last
  }

  func days(_ key: String) throws -> ClosedRange<CalendarDate>? {
    guard let ends = try strings(key) else { return nil }
    guard ends.count == 2, let first = CalendarDate(ends[0]), let last = CalendarDate(ends[1]), first <= last else {
      throw wrong(key, zh: "起止两个日期，如 2021-01-01", en: "a first and a last day such as 2021-01-01")
    }
    return first...last
  }
}
