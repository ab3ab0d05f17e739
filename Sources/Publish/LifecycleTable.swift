public import Domain

/// `lifecycle.csv`: each discrepancy from the first run that saw it to the last.
public func lifecycleTable(_ lives: [FindingLife]) -> [UInt8] {
  var csv = CSVBuilder(header: Schema.lifecycle.columns.map(\.name))
  for index in lives.indices {
    let (life, seen) = (lives[index], lives[index].sighting)
    csv.text(seen.fingerprint)
    csv.text(life.status.rawValue)
    csv.plain(life.firstSeen)
    csv.plain(life.lastSeen)
    csv.number(life.timesSeen)
    csv.text(life.acknowledgedBy)
    csv.plain(life.until)
    csv.text(life.reason)
    csv.text(seen.code)
    csv.text(seen.severity)
    csv.text(seen.county)
    csv.text(seen.village)
    csv.plain(seen.period)
    csv.text(seen.field)
    csv.plain(seen.delta)
    csv.text(life.firstRun)
    csv.text(life.lastRun)
    csv.text(seen.amount)
    csv.text(seen.message.zh)
    csv.text(seen.message.en)
    csv.endRow()
  }
  return csv.bytes
}

extension Publication {
  /// Each discrepancy as its life needs to know it, in the order of the list.
  public func sightings() -> [Sighting] {
    zip(discrepancies, fingerprints).map { finding, print in
      var delta = ""
      if case .money(let expected, let actual) = finding.gap { delta = "\(actual - expected)" }
      return Sighting(
        fingerprint: print, code: finding.code.rawValue, severity: finding.severity.rawValue,
        county: finding.subject.county.map { context.register.counties[$0].code } ?? "",
        village: finding.subject.village.map { context.register.villages[$0].code } ?? "", period: finding.period,
        field: finding.field, delta: delta, amount: amount(finding), message: finding.message)
    }
  }

  /// What a finding comes to: its difference, or what stands at its places where nothing is compared. Long texts are told by a digest.
  private func amount(_ finding: Discrepancy) -> String {
    switch finding.gap {
    case .money(let expected, let actual): return "元:\(actual - expected)"
    case .counts(let expected, let actual, let unit): return "\(unit):\(actual - expected)"
    case .texts(let expected, let actual): return context.digest(expected + "\u{1F}" + actual)
    case .none: return context.digest(finding.spots.map(\.raw).sorted().joined(separator: "\u{1F}"))
    }
  }
}
