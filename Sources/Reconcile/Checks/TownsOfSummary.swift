import Domain

/// DZ301: a document that has one row a town has every town of the county that has villages.
func townsOfSummary(_ county: CountyCase) -> [Discrepancy] {
  [DocumentKind.summary, .monthly].flatMap { kind -> [Discrepancy] in
    let rows = county.records.aggregates.filter { county.source($0.source).kind == kind && $0.town >= 0 }
    let ofTowns = rows.filter { !$0.isVillage && county.source($0.source).town == nil }
    // One town alone is a town's own document.
    guard Set(ofTowns.map(\.town)).count > 1, let first = ofTowns.first else { return [] }
    let reported = Set(rows.map { Int($0.town) })
    let towns = county.register.counties[county.records.county].towns.filter { town in
      county.register.villages[county.register.towns[town].villages].contains { $0.kind == .village }
    }
    let source = county.source(first.source)
    return towns.filter { !reported.contains($0) }.map { town in
      let name = county.register.towns[town].name
      return Discrepancy(
        .villageCountMismatch, subject: Subject(county: county.records.county, town: town), period: county.period,
        field: "\(kind.rawValue).town", spots: [.init(Place(file: source.file, sheet: source.sheet))],
        gap: .counts(expected: towns.count, actual: towns.count(where: reported.contains), unit: "镇"), level: .town,
        touches: .row, isTie: true,
        zh: "\(kind.zh)没有\(name)（名册 \(towns.count) 个镇街，表中 \(towns.count(where: reported.contains)) 个）",
        en:
          "the \(kind.en) has no row for \(name) (\(towns.count) towns are registered, \(towns.count(where: reported.contains)) are in it)"
      )
    }
  }
}
