import Domain

/// The sheets that villages' figures come from; the county's others are only checked against those.
struct BasisSheets {
  private var known: Set<Place>
  private var used: Set<Place> = []
  private var ofVillage: [Int: Set<Place>] = [:]
  /// Sheets that stated amounts come from.
  private var stating: Set<Place> = []
  /// Villages whose heads some document has, and towns of which none is without.
  private var countedVillages: Set<Int> = []
  private var countedTowns: Set<Int> = []

  init(_ records: CountyRecords, _ figures: CountyFigures) {
    func sheet(_ source: Source) -> Place { Place(file: source.file, sheet: source.sheet) }
    known = Set(records.sources.map(sheet))
    for village in figures.villages where !village.cells.isEmpty {
      ofVillage[village.village] = Set(village.cells.map { sheet(records.sources[$0.source.index]) })
    }
    used = ofVillage.values.reduce(into: []) { $0.formUnion($1) }
    let rows = Array(figures.townCells.values) + [figures.countyCells].compactMap(\.self)
    used.formUnion(rows.map { sheet(records.sources[$0.source.index]) })
    let statedCells = figures.villages.flatMap(\.statedCells) + figures.statedRows.values.flatMap(\.self)
    stating = Set(statedCells.map { sheet(records.sources[$0.source.index]) })
    stating.formUnion(rows.map { sheet(records.sources[$0.source.index]) })
    countedVillages = Set(figures.villages.lazy.filter { $0.tally.eligible != nil }.map(\.village))
    // Where some of a town's villages count, the others are still missing.
    let whole = figures.towns.filter {
      figures.townCells[$0.town] != nil || $0.tally.villagesReported == $0.tally.villagesRegistered
    }
    countedTowns = Set(whole.lazy.filter { $0.tally.eligible != nil }.map(\.town))
  }

  /// Whether a finding stands where figures come from, or nowhere in a table. What one document lacks and another has counts; what is
  /// missing everywhere does not.
  func holds(_ finding: Discrepancy) -> Bool {
    if finding.code == .villageCountMismatch, finding.field == Field.village.rawValue {
      if let village = finding.subject.village { return !countedVillages.contains(village) }
      if let town = finding.subject.town { return !countedTowns.contains(town) }
    }
    // Months that a list lacks are missing from what counts, though the village stands in none of its rows.
    if finding.code == .missingNotZero, finding.field == Field.month.rawValue, finding.touches.contains(.due) {
      return true
    }
    guard !finding.spots.isEmpty else { return true }
    let sheets = finding.subject.village.flatMap { ofVillage[$0] } ?? used
    return finding.spots.contains { spot in
      let sheet = Place(file: spot.place.file, sheet: spot.place.sheet)
      return sheets.contains(sheet) || !known.contains(sheet)
    }
  }

  /// Whether a finding stands where the county's stated amounts come from.
  func isStated(_ finding: Discrepancy) -> Bool {
    finding.spots.contains { stating.contains(Place(file: $0.place.file, sheet: $0.place.sheet)) }
  }
}
