public import Domain

/// `lifecycle.csv`: each discrepancy from the first run that saw it to the last, piece by piece.
public func lifecycleTable(_ lives: [FindingLife], put: ([UInt8]) throws -> Void) rethrows {
  var csv = CSVBuilder(header: Schema.lifecycle.columns.map(\.name))
  // A life has many texts: what is written is taken from its place, not from a copy of it all.
  for index in lives.indices {
    csv.code(lives[index].sighting.fingerprint)
    csv.text(lives[index].status.rawValue)
    csv.plain(lives[index].firstSeen)
    csv.plain(lives[index].lastSeen)
    csv.number(lives[index].timesSeen)
    csv.text(lives[index].acknowledgedBy)
    csv.plain(lives[index].until)
    csv.text(lives[index].reason)
    csv.text(lives[index].sighting.code)
    csv.text(lives[index].sighting.severity)
    csv.text(lives[index].sighting.county)
    csv.code(lives[index].sighting.village)
    csv.plain(lives[index].sighting.period)
    csv.text(lives[index].sighting.field)
    csv.plain(lives[index].sighting.delta)
    csv.text(lives[index].firstRun)
    csv.text(lives[index].lastRun)
    csv.text(lives[index].sighting.amount)
    csv.text(lives[index].sighting.message.zh)
    csv.text(lives[index].sighting.message.en)
    csv.endRow()
    if csv.bytes.count > 1 << 20 {
      try put(csv.bytes)
      csv = CSVBuilder()
    }
  }
  try put(csv.bytes)
}

extension Publication {
  /// Each discrepancy as its life needs to know it, in the order of the list.
  public func sightings() -> [Sighting] {
    discrepancies.indices.map { index in
      let gap = discrepancies[index].gap
      var delta = ""
      if case .money(let expected, let actual) = gap { delta = "\(actual - expected)" }
      let subject = discrepancies[index].subject
      return Sighting(
        fingerprint: fingerprints[index], code: discrepancies[index].code.rawValue,
        severity: discrepancies[index].severity.rawValue,
        county: subject.county.map { context.register.counties[$0].code } ?? "",
        village: subject.village.map { context.register.villages[$0].code } ?? "", period: discrepancies[index].period,
        field: discrepancies[index].field, delta: delta, amount: amount(gap, at: discrepancies[index].spots),
        message: Message(
          zh: Mask.persons(in: discrepancies[index].message.zh), en: Mask.persons(in: discrepancies[index].message.en)))
    }
  }

  /// What a finding comes to: its difference, or what stands at its places where nothing is compared. Long texts are told by a digest.
  private func amount(_ gap: Discrepancy.Gap, at spots: [Discrepancy.Spot]) -> String {
    switch gap {
    case .money(let expected, let actual): return "元:\(actual - expected)"
    case .counts(let expected, let actual, let unit): return Mask.persons(in: "\(unit):\(actual - expected)")
    case .texts(let expected, let actual): return context.digest(expected + "\u{1F}" + actual)
    case .none: return context.digest(spots.map(\.raw).sorted().joined(separator: "\u{1F}"))
    }
  }
}
