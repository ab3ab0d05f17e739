import Domain

/// Villages of one name that a list does not tell apart, told by whom it pays: a bank's list has no towns, but the roster has its people.
extension CountyReader {
  /// Places members of such villages in the one where another document has the same person.
  mutating func settleHomonyms() {
    guard tables.contains(where: { $0.discrepancies.contains { $0.code == .villageAmbiguous } }) else { return }
    var known = KnownPlaces()
    for table in tables { for member in table.members where member.village >= 0 { known.take(member) } }
    for index in tables.indices { settleHomonyms(&tables[index], known) }
  }

  /// Places members of lists that name no village at all, as a bank's, where another document has the same person. Whoever is left is
  /// told once a list.
  mutating func placeByPerson() {
    let open = tables.indices.filter { tables[$0].namesNoVillage }
    guard !open.isEmpty else { return }
    var known = KnownPlaces()
    for table in tables { for member in table.members where member.village >= 0 { known.take(member) } }
    let hasOthers = tables.contains { !$0.aggregates.isEmpty || $0.members.contains { $0.village >= 0 } }
    for index in open {
      let rest = place(&tables[index], known)
      // Where other documents report the villages, the list lacks nothing but its own amounts.
      tellUnplaced(rest, in: &tables[index], severity: hasOthers ? .warning : nil)
    }
  }

  /// The rows of those whom no other document has.
  private func place(_ table: inout TableRecords, _ known: KnownPlaces) -> [Int] {
    var names: [MemberName: Int] = [:]
    for member in table.members { names[member.name, default: 0] += 1 }
    var rest: [Int] = []
    var placed: [Int] = []
    for index in table.members.indices {
      let member = table.members[index]
      guard let village = known.village(of: member, isNameOnce: names[member.name] == 1) else {
        rest.append(Int(member.row))
        continue
      }
      let town = context.register.villages[Int(village)].town
      (table.members[index].village, table.members[index].town) = (village, Int32(town))
      table.towns.insert(town)
      placed.append(Int(member.row))
    }
    if let first = placed.min(), let last = placed.max(), let column = table.source.columns[.name] {
      table.normalizations.append(
        Normalization(
          county: county,
          place: Place(
            file: table.source.file, sheet: table.source.sheet,
            cell: table.source.range(rows: first...last, columns: column...column)), rule: "village-by-person",
          raw: "", value: "", count: placed.count))
    }
    return rest
  }

  private func tellUnplaced(_ rows: [Int], in table: inout TableRecords, severity: Severity?) {
    table.discrepancies.removeAll {
      $0.code == .villageNotInRegister && $0.field == Field.village.rawValue && $0.subject.village == nil
    }
    guard let first = rows.min(), let last = rows.max() else { return }
    let column = table.source.columns[.name] ?? table.source.span.lowerBound
    let cells = table.source.range(rows: first...last, columns: column...column)
    table.discrepancies.append(
      Discrepancy(
        .villageNotInRegister, severity: severity, subject: Subject(county: county, detail: table.source.sheet),
        period: context.policy.period, field: Field.village.rawValue,
        spots: [.init(Place(file: table.source.file, sheet: table.source.sheet, cell: cells))], level: .county,
        touches: severity == nil ? .row : [],
        zh: "名单没有村名，\(rows.count) 人在其他文件中也找不到，未计入；请在名单中写明各人的村名，或报送写明村名的花名册",
        en:
          "the list names no villages, and \(rows.count) of its persons stand in no other document: they do not count; write each person's village, or send a roster that has them"
      ))
  }

  private func settleHomonyms(_ table: inout TableRecords, _ known: KnownPlaces) {
    var candidates: [Int32: (villages: Set<Int32>, cell: Place, raw: String)] = [:]
    for finding in table.discrepancies where finding.code == .villageAmbiguous {
      guard case .texts(let codes, _) = finding.gap else { continue }
      let villages = Set(
        codes.split(separator: " ").compactMap { context.register.village(coded: String($0)) }.map(Int32.init))
      for spot in finding.spots { candidates[spot.place.row] = (villages, spot.place, spot.raw) }
    }
    // Rows of a village that nobody knows are not those of the one above them.
    let unknown = Set(
      table.discrepancies.lazy.filter { [.villageNotInRegister, .kindMismatch].contains($0.code) }
        .flatMap { $0.spots.map(\.place.row) })
    var open: (villages: Set<Int32>, cell: Place, raw: String)?
    var settled: Set<Int32> = []
    var left: Set<Int32> = []
    for index in table.members.indices {
      let member = table.members[index]
      guard member.village < 0 else {
        open = nil
        continue
      }
      // A name written once stands for the rows below it, too.
      if let own = candidates[member.row] { open = own } else if unknown.contains(member.row) { open = nil }
      guard let open else { continue }
      guard let village = known.village(of: member, among: open.villages) else {
        left.insert(open.cell.row)
        continue
      }
      table.members[index].village = village
      table.members[index].town = Int32(context.register.villages[Int(village)].town)
      table.towns.insert(context.register.villages[Int(village)].town)
      settled.insert(open.cell.row)
      table.normalizations.append(
        Normalization(
          county: county, place: open.cell, rule: "village-by-person", raw: open.raw,
          value: context.register.villages[Int(village)].code))
    }
    settled.subtract(left)
    for index in table.discrepancies.indices where table.discrepancies[index].code == .villageAmbiguous {
      table.discrepancies[index].spots.removeAll { settled.contains($0.place.row) }
    }
    table.discrepancies.removeAll { $0.code == .villageAmbiguous && $0.spots.isEmpty }
  }
}

/// Where documents that tell villages apart have each person.
private struct KnownPlaces {
  private var byID: [IDNumber: Set<Int32>] = [:]
  private var byAccount: [Account: Set<Int32>] = [:]
  private var byName: [MemberName: Set<Int32>] = [:]
  private var villages: Set<Int32> = []

  mutating func take(_ member: MemberRecord) {
    if let id = member.id { byID[id, default: []].insert(member.village) }
    if let account = member.account { byAccount[account, default: []].insert(member.village) }
    byName[member.name, default: []].insert(member.village)
    villages.insert(member.village)
  }

  /// The only one of some villages in which the person stands: by number, else by account, else by name, where the members of all
  /// of these villages are known.
  func village(of member: MemberRecord, among candidates: Set<Int32>) -> Int32? {
    let named = candidates.isSubset(of: villages) ? byName[member.name] : nil
    let found = [member.id.flatMap { byID[$0] }, member.account.flatMap { byAccount[$0] }, named]
    for places in found.compactMap({ $0?.intersection(candidates) }) where !places.isEmpty {
      return places.count == 1 ? places.first : nil
    }
    return nil
  }
}

extension KnownPlaces {
  /// The only village in which the person stands: by number, else by account, else by a name that nobody else has.
  func village(of member: MemberRecord, isNameOnce: Bool) -> Int32? {
    if let places = member.id.flatMap({ byID[$0] }) { return places.count == 1 ? places.first : nil }
    if let places = member.account.flatMap({ byAccount[$0] }), places.count == 1 { return places.first }
    // Another number is another person's, whatever they are called.
    guard isNameOnce, member.id == nil || byID.isEmpty, let places = byName[member.name], places.count == 1 else {
      return nil
    }
    return places.first
  }
}

extension TableRecords {
  /// Whether a list of members has no word of where any of them is.
  fileprivate var namesNoVillage: Bool {
    !members.isEmpty && source.columns[.village] == nil && source.columns[.code] == nil
      && members.allSatisfy { $0.village < 0 } && source.purpose == .whole
      // A line above the rows may name a village that nobody knows.
      && !discrepancies.contains {
        [.villageNotInRegister, .villageAmbiguous, .kindMismatch].contains($0.code)
          && $0.spots.contains { !$0.raw.isEmpty }
      }
  }
}

extension Place {
  /// The row of a single cell; 0 for none.
  fileprivate var row: Int32 { Int32(cell.drop { $0.isLetter }) ?? 0 }
}
