public import Domain

/// Adds findings about the fund to a run's, with what their gaps are consistent with and which finer findings cause them.
public func addFundFindings(_ found: [Discrepancy], to discrepancies: inout [Discrepancy], policy: Policy) {
  var found = found
  for index in found.indices { diagnose(&found[index], policies: [policy]) }
  let first = discrepancies.count
  discrepancies += found
  attributeCauses(&discrepancies, within: 0..<discrepancies.count, from: first)
}
