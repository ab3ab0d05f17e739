import Domain

/// What a table holds of a county, village by village or, in a summary of towns, town by town.
struct Scope {
  /// Villages by their town; -1 stands for villages that the register does not know.
  private(set) var villages: [Int32: Set<Int32>] = [:]

  init(_ table: TableRecords, in register: Register) {
    for member in table.members {
      villages[register.town(ofVillage: member.village) ?? member.town, default: []].insert(member.village)
    }
    for row in table.aggregates { villages[row.town, default: []].insert(row.village) }
  }

  /// Whether a village stands in both, or a town of which one of them names no villages.
  func shares(with other: Scope) -> Bool {
    villages.contains { town, own in other.villages[town].map { !own.isDisjoint(with: $0) } ?? false }
  }

  /// What of it a newer document of the same kind replaces: a town of which that one holds most, else the villages that it holds.
  func replaced(by other: Scope, isOfWholeTowns: Bool = true) -> Replaced {
    var replaced = Replaced()
    for (town, own) in villages {
      guard let theirs = other.villages[town], !own.isDisjoint(with: theirs) else { continue }
      let shared = own.intersection(theirs)
      // Towns' own rows are whole towns, whatever months they are of.
      if isOfWholeTowns && shared.count * 2 > own.count || own == [-1] && theirs == [-1] {
        replaced.towns.insert(town)
      } else {
        replaced.villages.formUnion(shared.subtracting([-1]))
      }
    }
    return replaced
  }
}

/// The towns and villages that a newer document has instead of an older one.
struct Replaced {
  var towns: Set<Int32> = []
  var villages: Set<Int32> = []

  var isEmpty: Bool { towns.isEmpty && villages.isEmpty }

  func holds(_ town: Int32, _ village: Int32, in register: Register) -> Bool {
    towns.contains(register.town(ofVillage: village) ?? town) || villages.contains(village)
  }
}

extension Register {
  func town(ofVillage village: Int32) -> Int32? {
    village < 0 ? nil : Int32(villages[Int(village)].town)
  }
}
