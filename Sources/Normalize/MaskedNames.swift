import Domain

/// Names of which a public notice shows a part, 周*国 or 周某某: the list that names the persons of the same village says who they are.
extension CountyReader {
  /// Completes masked names where the persons of the village's other lists fit as many rows as they are.
  mutating func completeNames() {
    guard tables.contains(where: { $0.members.contains { MaskedName($0.name) != nil } }) else { return }
    let known = KnownNames(tables)
    for index in tables.indices { completeNames(of: &tables[index], known) }
  }

  private func completeNames(of table: inout TableRecords, _ known: KnownNames) {
    // Names that the table writes whole are taken: who is meant by a mask beside them is another.
    var whole: [Int32: Set<MemberName>] = [:]
    var alike: [Masked: [Int]] = [:]
    for (position, member) in table.members.enumerated() where member.village >= 0 {
      if MaskedName(member.name) == nil {
        whole[member.village, default: []].insert(member.name)
      } else {
        alike[Masked(village: member.village, name: member.name), default: []].append(position)
      }
    }
    // Rows that the same persons fit, in reading order.
    var rows: [Fitting: [Int]] = [:]
    var persons: [Fitting: [MemberRecord]] = [:]
    var taken: [Int32: [MemberName: Int]] = [:]
    for (masked, positions) in alike {
      guard let name = MaskedName(masked.name) else { continue }
      let own = whole[masked.village] ?? []
      let fitting = name.fitting(
        known.members(of: masked.village, surname: name.surname).filter { !own.contains($0.name) })
      let key = Fitting(village: masked.village, names: fitting.map(\.name))
      rows[key, default: []] += positions
      persons[key] = fitting
      for name in key.names { taken[masked.village, default: [:]][name, default: 0] += positions.count }
    }
    let isByRole = context.policy.rules.contains { if case .roles = $0.exclusion { true } else { false } }
    var completed: [Int] = []
    for (key, positions) in rows {
      let fitting = persons[key] ?? []
      // Of several it matters not which is which where the other lists say the same of all of them.
      guard !fitting.isEmpty, key.names.count == positions.count,
        fitting.allSatisfy({ $0.saysTheSame(as: fitting[0], byRole: isByRole) }),
        key.names.allSatisfy({ taken[key.village]?[$0] == positions.count })
      else { continue }
      for (position, name) in zip(positions.sorted(), key.names) {
        table.members[position].name = name
        completed.append(Int(table.members[position].row))
      }
    }
    guard let first = completed.min(), let last = completed.max(), let column = table.source.columns[.name] else {
      return
    }
    table.normalizations.append(
      Normalization(
        county: county,
        place: Place(
          file: table.source.file, sheet: table.source.sheet,
          cell: table.source.range(rows: first...last, columns: column...column)), rule: "name-from-other-list",
        raw: "", value: "", count: completed.count))
  }

  /// A name as a village's rows mask it.
  private struct Masked: Hashable {
    var village: Int32
    var name: MemberName
  }

  /// Who may be meant by a masked name in a village.
  private struct Fitting: Hashable {
    var village: Int32
    var names: [MemberName]
  }
}

/// The persons whose names a county's lists write whole, each once: as the roster has them, where it does.
private struct KnownNames {
  private var members: [Int32: [Character: [MemberRecord]]] = [:]

  init(_ tables: [TableRecords]) {
    var seen: [Int32: Set<MemberName>] = [:]
    for table in tables.filter({ $0.source.kind == .roster }) + tables.filter({ $0.source.kind != .roster }) {
      for member in table.members where member.village >= 0 && MaskedName(member.name) == nil {
        guard let surname = member.name.text.first, seen[member.village, default: []].insert(member.name).inserted
        else { continue }
        members[member.village, default: [:]][surname, default: []].append(member)
      }
    }
  }

  func members(of village: Int32, surname: Character) -> [MemberRecord] { members[village]?[surname] ?? [] }
}

extension MemberRecord {
  /// Whether nothing that is due depends on which of two persons is meant.
  fileprivate func saysTheSame(as other: MemberRecord, byRole: Bool) -> Bool {
    isConcurrent == other.isConcurrent && start == other.start && end == other.end && (!byRole || role == other.role)
  }
}

/// A name with signs where characters are left out.
private struct MaskedName {
  private let signs: [Character?]
  let surname: Character

  /// Nil for a name that is written whole.
  init?(_ name: MemberName) {
    // Every member's name is asked, and next to none has such a sign.
    guard name.key == nil, Text.has(name.text, anyOf: Self.signsOfHidden), (2...4).contains(name.text.count),
      let first = name.text.first, first.isLetter,
      !Self.hidden.contains(first)
    else { return nil }
    surname = first
    signs = name.text.map { Self.hidden.contains($0) ? nil : $0 }
    guard signs.contains(nil) else { return nil }
  }

  /// Members who may be meant: as long, and alike where they are shown. Where none is, a single sign behind the surname may stand
  /// for all the rest.
  func fitting(_ members: [MemberRecord]) -> [MemberRecord] {
    let alike = members.filter { member in
      member.name.text.count == signs.count && zip(member.name.text, signs).allSatisfy { $1 == nil || $0 == $1 }
    }
    guard alike.isEmpty, signs.count == 2, signs[1] == nil else { return alike }
    return members.filter { $0.name.text.first == signs[0] }
  }

  private static let signsOfHidden = "*＊×✱某○〇●△□Xx"
  private static let hidden = Set(signsOfHidden)
}
