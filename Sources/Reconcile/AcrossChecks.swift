public import Domain

/// A check across counties: what it is called and what it finds.
struct AcrossCheck: Sendable {
  let name: String
  let find: @Sendable (AcrossCase) -> [Discrepancy]
}

/// The checks across counties, in the order in which they run: the fund's last.
let acrossChecks: [AcrossCheck] = [
  AcrossCheck(name: "persons across counties", find: crossCountyPersons),
  AcrossCheck(name: "accounts across counties", find: crossCountyAccounts),
  AcrossCheck(name: "several accounts across counties", find: crossCountyManyAccounts),
]

/// What the fund finds across counties, alone: for engines, which bring together those who may stand in several.
public func reconcileAcross(
  _ counties: [CountyPersons], register: Register, policy: Policy, thresholds: Thresholds
) -> [Discrepancy] {
  let across = AcrossCase(register: register, policy: policy, counties: counties, thresholds: thresholds)
  var discrepancies: [Discrepancy] = []
  for check in acrossChecks {
    for var finding in check.find(across) {
      diagnose(&finding, policies: [policy])
      discrepancies.append(finding)
    }
  }
  attributeCauses(&discrepancies, within: 0..<discrepancies.count)
  return discrepancies
}
