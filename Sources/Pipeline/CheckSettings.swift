import Domain

extension Thresholds {
  /// Reads the limits that a pipeline file sets.
  init(_ yaml: StrictYAML) throws {
    self.init()
    let names: [(String, WritableKeyPath<Thresholds, Int>, ClosedRange<Int>)] = [
      ("shrink_percent", \.shrinkPercent, 1...100), ("persons_per_account", \.personsPerAccount, 1...1000),
      ("accounts_per_person", \.accountsPerPerson, 1...1000), ("flat_months", \.flatMonths, 2...120),
      ("returned_days", \.returnedDays, 0...3650),
    ]
    guard let set = try yaml.mapping("thresholds", keys: names.map(\.0)) else { return }
    for (name, path, range) in names {
      guard let value = try set.integer(name) else { continue }
      guard range.contains(value) else {
        throw set.wrong(
          name, zh: " \(range.lowerBound) 至 \(range.upperBound) 的整数",
          en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      self[keyPath: path] = value
    }
  }
}

/// Reads the severities that a pipeline file sets, by code or by name: `{DZ306: info, stale-input: error}`.
func readSeverities(_ yaml: StrictYAML) throws -> Severities {
  let names = Code.allCases.map(\.rawValue) + Code.allCases.map(\.name)
  guard let set = try yaml.mapping("severities", keys: names) else { return [:] }
  var found: Severities = [:]
  for code in Code.allCases {
    for name in [code.rawValue, code.name] {
      guard let word = try set.string(name) else { continue }
      guard let severity = Severity(rawValue: word) else {
        throw set.wrong(name, zh: " info、warning、error 或 block", en: "info, warning, error or block")
      }
      found[code] = severity
    }
  }
  return found
}
