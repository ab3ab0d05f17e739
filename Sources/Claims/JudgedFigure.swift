import Domain

/// A figure with its verdict.
struct JudgedFigure {
  var verdict = Verdict.unverifiable
  var rule: ClaimRules.Rule?
  var formula: Formula?
  var county: String?
  var line: String?
  var computed: Quantity?
  var residual: Quantity?
  var inputs: [(name: String, value: Quantity)] = []
  var missing: [String] = []
}

/// The number of a figure in text order, from 01.
func claimNumber(_ index: Int) -> String { index < 9 ? "0\(index + 1)" : "\(index + 1)" }
