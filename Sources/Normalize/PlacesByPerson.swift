import Domain

/// Lists of members that name no villages, as a bank's of what it has paid: other documents know where the persons are.
extension CountyReader {
  /// Places members of lists that name no village at all, as a bank's, where another document has the same person. Whoever is left is
  /// told once a list.
  mutating func placeByPerson() {
    guard tables.contains(where: \.namesNoVillage) else { return }
    takeReceipts()
    let open = tables.indices.filter { tables[$0].namesNoVillage }
    var known = KnownPlaces()
    for table in tables { for member in table.members where member.village >= 0 { known.take(member) } }
    let hasOthers = tables.contains { !$0.aggregates.isEmpty || $0.members.contains { $0.village >= 0 } }
    for index in open {
      let rest = place(&tables[index], known)
      // Where other documents report the villages, the list lacks nothing but its own amounts.
      tables[index].discrepancies.removeAll {
        $0.code == .villageNotInRegister && $0.field == Field.village.rawValue && $0.subject.village == nil
      }
      // Whoever is left out of a list that counts for others is missing in the figures.
      let isBeside =
        hasOthers
        && (tables[index].source.kind != .paymentList || rest.count == tables[index].members.count)
      let unplaced = unplaced(rest, in: tables[index].source, severity: isBeside ? .warning : nil)
      if let unplaced { tables[index].discrepancies.append(unplaced) }
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

  /// DZ201: rows of a list without villages whose persons nobody knows, in one finding.
  func unplaced(_ rows: [Int], in source: Source, severity: Severity?) -> Discrepancy? {
    guard let first = rows.min(), let last = rows.max() else { return nil }
    let column = source.columns[.name] ?? source.span.lowerBound
    let cells = source.range(rows: first...last, columns: column...column)
    return Discrepancy(
      .villageNotInRegister, severity: severity, subject: Subject(county: county, detail: source.sheet),
      period: context.policy.period, field: Field.village.rawValue,
      spots: [.init(Place(file: source.file, sheet: source.sheet, cell: cells))], level: .county,
      touches: severity == nil ? .row : [],
      zh: "名单没有村名，\(rows.count) 人在其他文件中找不到，或同名的不止一人，未计入；请在名单中写明各人的村名，或报送写明村名的花名册",
      en:
        "the list names no villages, and \(rows.count) of its persons stand in no other document, or under a name of several: they do not count; write each person's village, or send a roster that has them"
    )
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
  var namesNoVillage: Bool {
    !members.isEmpty && source.columns[.village] == nil && source.columns[.code] == nil
      && members.allSatisfy { $0.village < 0 } && source.purpose == .whole
      // A line above the rows may name a village that nobody knows.
      && !discrepancies.contains {
        [.villageNotInRegister, .villageAmbiguous, .kindMismatch].contains($0.code)
          && $0.spots.contains { !$0.raw.isEmpty }
      }
  }
}
