import Claims
import Domain

/// Reads a claims file: what a report's figures may be about, and the formula that each should equal.
func readClaimRules(path: String) throws -> ClaimRules {
  let yaml = try StrictYAML(
    try StrictYAML.text(path), file: path, keys: ["lines", "fund", "claims", "implied", "terms"])
  let items = try yaml.mappings("claims", keys: ruleKeys) ?? []
  let names = try items.map { try $0.required("name") }
  let rules = try items.map { try claimRule($0, among: names) }
  if let doubled = Dictionary(grouping: names, by: \.self).first(where: { $0.value.count > 1 }) {
    throw SetupError(path, zh: "规则“\(doubled.key)”写了两次", en: "the rule \"\(doubled.key)\" stands twice")
  }
  let implied = try (yaml.mappings("implied", keys: ["title", "unless", "for_each", "formula", "unit"]) ?? []).map {
    item in
    let unless = try item.required("unless")
    guard names.contains(unless) else {
      let near = nearest(unless, of: names)
      throw item.wrong(
        "unless", zh: "一条规则的名称" + (near.map { "；是否为“\($0)”？" } ?? ""),
        en: "the name of a rule" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    let each = try item.string("for_each")
    guard each == nil || each == "county" else { throw item.wrong("for_each", zh: " county", en: "county") }
    return ClaimRules.Implied(
      title: try item.message("title"), unless: unless, isByCounty: each == "county",
      formula: try item.formula("formula", rules: names) ?? Formula(item.required("formula")),
      unit: try item.string("unit") ?? "")
  }
  let terms = try (yaml.mappings("terms", keys: ["title", "words"]) ?? []).map {
    ClaimRules.Terms(title: try $0.message("title"), words: try $0.strings("words") ?? [])
  }
  return ClaimRules(
    rules: rules, lineWords: try yaml.lists("lines"), fundWords: try yaml.strings("fund") ?? [], implied: implied,
    terms: terms)
}

private let ruleKeys = [
  "name", "title", "units", "words", "needs", "never", "sure", "line", "reach", "default", "anywhere", "formula",
  "otherwise",
  "by_line",
  "by_subsidy", "by_county", "evidence",
]

private func claimRule(_ yaml: StrictYAML, among names: [String]) throws -> ClaimRules.Rule {
  func words(_ key: String) throws -> [ClaimRules.Word] { try (yaml.strings(key) ?? []).map { ClaimRules.Word($0) } }
  let text = try yaml.string("reach") ?? "clause"
  guard let reach = ClaimRules.Rule.Reach(rawValue: text) else {
    let known = ClaimRules.Rule.Reach.allCases.map(\.rawValue).joined(separator: ", ")
    throw yaml.wrong("reach", zh: " \(known) 之一", en: "one of \(known)")
  }
  return ClaimRules.Rule(
    name: try yaml.required("name"), title: try yaml.message("title"), units: try yaml.strings("units") ?? [],
    words: try words("words"), needs: try words("needs"), never: try words("never"), sure: try words("sure"),
    onlyLine: try yaml.string("line"), reach: reach,
    isDefault: try yaml.flag("default"), holdsAnywhere: try yaml.flag("anywhere"),
    formula: try yaml.formula("formula", rules: names), otherwise: try yaml.formula("otherwise", rules: names),
    byLine: try yaml.formula("by_line", rules: names), bySubsidy: try yaml.formula("by_subsidy", rules: names),
    byCounty: try yaml.formula("by_county", rules: names),
    evidence: try yaml.message("evidence"))
}

extension StrictYAML {
  /// A text in both languages: `{zh: …, en: …}`; empty if the key is not there.
  fileprivate func message(_ key: String) throws -> Message {
    let texts = try dictionary(key)
    for name in texts.keys where !["zh", "en"].contains(name) {
      throw wrong(key, zh: " {zh: …, en: …}", en: "{zh: …, en: …}")
    }
    return Message(zh: texts["zh"] ?? texts["en"] ?? "", en: texts["en"] ?? texts["zh"] ?? "")
  }

  /// A formula whose tables, columns and rules exist, or nil if the key is not there.
  fileprivate func formula(_ key: String, rules: [String]) throws -> Formula? {
    guard let text = try string(key) else { return nil }
    do throws(FormulaError) {
      let formula = try Formula(text)
      try formula.checkNames(rules: rules)
      return formula
    } catch {
      throw wrong(key, zh: "可读的公式：\(error.zh)", en: "a formula: \(error.en)")
    }
  }
}
