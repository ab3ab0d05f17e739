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
struct KnownPlaces {
  var byID: [IDNumber: Set<Int32>] = [:]
  var byAccount: [Account: Set<Int32>] = [:]
  var byName: [MemberName: Set<Int32>] = [:]
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

extension Place {
  /// The row of a single cell; 0 for none.
  fileprivate var row: Int32 { Int32(cell.drop { $0.isLetter }) ?? 0 }
}
