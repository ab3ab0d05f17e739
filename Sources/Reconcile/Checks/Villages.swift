import Domain

/// Where a registered village is missing.
private struct Missing {
  var spots: [Discrepancy.Spot] = []
  /// The documents that lack it.
  var kinds: [DocumentKind] = []
  /// How many villages they have.
  var reported = 0
}

/// DZ301: every registered village is reported once by each document that lists villages, and stated counts of villages are right.
func villageCount(_ county: CountyCase) -> [Discrepancy] {
  let entry = county.register.counties[county.records.county]
  let registered = entry.villages.filter { county.register.villages[$0].kind == .village }
  var found: [Discrepancy] = []
  var missing: [Int: Missing] = [:]
  let reportedBy = villagesReported(county)
  let townsOf = reportedBy.mapValues { Set($0.map { county.register.villages[$0].town }) }
  for kind in DocumentKind.allCases {
    // A summary by town lists no villages.
    guard let reported = reportedBy[kind], let towns = townsOf[kind] else { continue }
    let sources = county.records.sources.indices.filter { county.records.sources[$0].kind == kind }
    let count = registered.count(where: reported.contains)
    for village in registered where !reported.contains(village) {
      let town = county.register.villages[village].town
      // One town sends a list, another a return: where no town sends both, each has its own document and lacks none.
      let isOfOtherTowns = townsOf.values.contains { $0.contains(town) && $0.isDisjoint(with: towns) }
      if isOfOtherTowns { continue }
      let source = sources.map { county.records.sources[$0] }.first { $0.town == town }
      let first = county.records.sources[sources[0]]
      let isOne = sources.allSatisfy {
        county.records.sources[$0].sheet == first.sheet && county.records.sources[$0].file == first.file
      }
      // A list for each part of the year lacks the village in each of them.
      let places = partsOfYear(sources, county).compactMap { lastRow(ofTown: town, in: $0, county) }
      let elsewhere = Place(file: (source ?? first).file, sheet: source?.sheet ?? (isOne ? first.sheet : ""))
      var known = missing[village] ?? Missing()
      known.kinds.append(kind)
      known.reported = max(known.reported, count)
      known.spots += (places.isEmpty ? [elsewhere] : places).map { .init($0) }
      missing[village] = known
    }
  }
  for (town, villages) in Dictionary(grouping: missing.keys, by: { county.register.villages[$0].town }) {
    // A town that is missing as a whole is one fact, not twenty.
    let all = county.register.villages[county.register.towns[town].villages].count { $0.kind == .village }
    if villages.count >= 5 && villages.count * 2 >= all, let known = missing[villages[0]] {
      found.append(
        missingVillages(county, villages.sorted(), Subject(county: county.records.county, town: town), known))
    } else {
      for village in villages {
        found.append(
          missingVillages(county, [village], county.subject(village: village), missing[village] ?? Missing()))
      }
    }
  }
  for row in county.records.aggregates where !row.isVillage {
    guard let stated = row[.villageCount].count else { continue }
    let tally = county.detail(of: row) ?? county.figures.tally
    // Where the place counts by this very row, the register alone says how many it has.
    let isOwn = row.town < 0 ? county.figures.countyCells != nil : county.figures.townCells[Int(row.town)] != nil
    let isCounted = !county.membersOf.isEmpty && !isOwn && tally.villagesReported > 0
    let reported = isCounted ? tally.villagesReported : tally.villagesRegistered
    // A village that the detail leaves out is told where it is missing, not where the row has it.
    guard stated != reported, stated != tally.villagesRegistered else { continue }
    found.append(
      Discrepancy(
        .villageCountMismatch, subject: county.subject(row), period: county.period, field: Field.villageCount.rawValue,
        spots: [.init(county.source(row.source).place(.villageCount, row: Int(row.row)), raw: "\(stated)")],
        gap: .counts(expected: reported, actual: stated, unit: "村"), level: row.level, touches: [.villages],
        isTie: true,
        zh: "村数写 \(stated)，明细和名册为 \(reported)",
        en: "\(stated) villages are stated; the detail and the register have \(reported)"))
  }
  return found
}

/// The villages that each kind of document lists, where it lists any.
private func villagesReported(_ county: CountyCase) -> [DocumentKind: Set<Int>] {
  let kinds = county.records.sources.map(\.kind)
  var reported: [DocumentKind: Set<Int>] = [:]
  // Rows of a village stand together; the records are large and only looked at.
  var last: (village: Int32, source: SourceID)?
  let (members, aggregates) = (county.records.members, county.records.aggregates)
  for index in members.indices where members[index].village >= 0 {
    if let last, last == (members[index].village, members[index].source) { continue }
    last = (members[index].village, members[index].source)
    reported[kinds[members[index].source.index], default: []].insert(Int(members[index].village))
  }
  for index in aggregates.indices where aggregates[index].village >= 0 {
    reported[kinds[aggregates[index].source.index], default: []].insert(Int(aggregates[index].village))
  }
  return reported
}

/// The tables of a document by the months that they are about.
private func partsOfYear(_ sources: [Int], _ county: CountyCase) -> [[Int]] {
  Dictionary(grouping: sources) { index -> [YearMonth] in
    let source = county.records.sources[index]
    return source.part.map { [$0.lowerBound, $0.upperBound] } ?? source.monthColumns.map(\.month)
  }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
}

/// The last row of a town's villages in a document: what is missing is to be added below it.
private func lastRow(ofTown town: Int, in sources: [Int], _ county: CountyCase) -> Place? {
  var last: (source: Int, row: Int32)?
  func see(_ source: SourceID, _ row: Int32, _ village: Int32) {
    guard village >= 0, county.register.villages[Int(village)].town == town, sources.contains(source.index),
      last.map({ ($0.source, $0.row) < (source.index, row) }) ?? true
    else { return }
    last = (source.index, row)
  }
  for member in county.records.members { see(member.source, member.row, member.village) }
  for row in county.records.aggregates { see(row.source, row.row, row.village) }
  return last.map { county.records.sources[$0.source].place(.village, row: Int($0.row)) }
}

private func missingVillages(
  _ county: CountyCase, _ villages: [Int], _ subject: Subject, _ missing: Missing
) -> Discrepancy {
  let names = villages.map { county.register.villages[$0].name }
  let registered = county.figures.tally.villagesRegistered
  // Another document has them: which one lacks them is told.
  let isOfTown = subject.village == nil && subject.town.map { county.figures.townCells[$0] != nil } ?? false
  let isElsewhere = isOfTown || villages.contains { county.tally(ofVillage: $0)?.villagesReported == 1 }
  let (zh, en) =
    isElsewhere
    ? (missing.kinds.map(\.zh).joined(separator: "、") + "有", missing.kinds.map(\.en).joined(separator: ", "))
    : ("上报", "reported")
  let rest =
    isOfTown
    ? Message(zh: "，该镇按其合计行计", en: "; the town counts by its own row")
    : isElsewhere
      ? Message(zh: "，该村按其他表计", en: "; another document has it, by which it counts") : Message(zh: "", en: "")
  return Discrepancy(
    .villageCountMismatch, subject: subject, period: county.period, field: Field.village.rawValue,
    spots: missing.spots,
    gap: .counts(expected: registered, actual: missing.reported, unit: "村"), level: .town,
    touches: .row,
    isTie: true,
    zh: "名册有而未上报：\(names.joined(separator: "、"))（名册 \(registered) 村，\(zh) \(missing.reported) 村\(rest.zh)）",
    en:
      "registered but not reported: \(names.joined(separator: ", ")) (\(registered) registered, \(missing.reported) \(isElsewhere ? "in the " : "")\(en)\(rest.en))"
  )
}

/// DZ207: a village stands once in a document that has one row a village.
func duplicateVillageRows(_ county: CountyCase) -> [Discrepancy] {
  struct Key: Hashable {
    var kind: DocumentKind
    var village: Int32
    var months: [YearMonth]
  }
  let rows = county.records.aggregates.filter { $0.village >= 0 }
  // A town that stands twice in one table counts once.
  struct Row: Hashable {
    var source: Int
    var town: Int32
  }
  let towns = Dictionary(grouping: county.records.aggregates.filter { !$0.isVillage && $0.town >= 0 }) {
    Row(source: $0.source.index, town: $0.town)
  }
  let doubled = towns.filter { $0.value.count > 1 }.map { key, rows in
    Discrepancy(
      .duplicateVillageRow, subject: Subject(county: county.records.county, town: Int(key.town)), period: county.period,
      field: Field.town.rawValue,
      spots: rows.map { .init(county.source($0.source).place(.town, row: Int($0.row))) },
      gap: .counts(expected: 1, actual: rows.count, unit: "行"), level: .town, touches: [.stated, .listed, .heads],
      zh: "“\(county.register.towns[Int(key.town)].name)”在同一张表中出现 \(rows.count) 次，只计第一次",
      en: "\(county.register.towns[Int(key.town)].name) stands \(rows.count) times in one table; its first row counts")
  }
  let groups = Dictionary(grouping: rows) { row in
    Key(
      kind: county.source(row.source).kind, village: row.village,
      months: county.source(row.source).monthColumns.map(\.month))
  }
  return doubled
    + groups.filter { _, rows in
      // Heads and money may have a row each.
      rows.count > 1 && !(rows.count == 2 && county.source(rows[0].source).completes(county.source(rows[1].source)))
    }.map { key, rows in
      Discrepancy(
        .duplicateVillageRow, subject: county.subject(village: Int(key.village)), period: county.period,
        field: Field.village.rawValue,
        spots: rows.map { .init(county.source($0.source).place(.village, row: Int($0.row))) },
        gap: .counts(expected: 1, actual: rows.count, unit: "行"), level: .village, touches: [.stated, .listed, .heads],
        zh: "“\(county.register.villages[Int(key.village)].name)”在\(key.kind.zh)中出现 \(rows.count) 次",
        en: "\(county.register.villages[Int(key.village)].name) stands \(rows.count) times in the \(key.kind.en)")
    }
}
