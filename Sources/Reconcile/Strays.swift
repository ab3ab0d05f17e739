import Domain

/// What a sheet lacks or has once too often, and what that may make a sum over its rows more by, likeliest first.
struct Stray {
  /// What it is that the sheet has otherwise.
  enum Kind: CaseIterable { case village, seat, heads, copy }

  var index: Int
  var kind: Kind
  /// Where it stands on the sheet; a row is nil where the sheet as a whole lacks a town's villages.
  var rows: [Int?]
  /// Whether it stands nowhere else.
  var isWhole: Bool
  /// What a missing village has; empty for rows that stand there.
  var missing: [BroughtFigures] = []
  /// What each of the rows brings.
  var figures: [BroughtFigures] = []

  /// What it makes a sum over some rows more by; nothing where it stands elsewhere.
  func options(among parts: ClosedRange<Int>, isGrand: Bool) -> [[BroughtFigures]] {
    let inside = rows.indices.filter { index in rows[index].map(parts.contains) ?? isGrand }
    guard !inside.isEmpty else { return [] }
    guard missing.isEmpty else { return missing.map { [$0] } }
    guard figures.count == rows.count else { return [] }
    guard isWhole, inside.count == rows.count else { return [inside.map { figures[$0].negated }] }
    // Any of the rows may be the one that stays.
    return inside.map { kept in inside.filter { $0 != kept }.map { figures[$0].negated } }
  }
}

/// The strays of a sheet, to be looked for by their rows: a sum looks at its own only.
struct StraysOfSheet {
  private var strays: [Stray] = []
  private var rows: [(row: Int, index: Int)] = []
  /// Those of the sheet as a whole.
  private var rowless: [Int] = []

  mutating func append(_ stray: Stray) {
    for row in stray.rows {
      if let row { rows.append((row, strays.count)) } else { rowless.append(strays.count) }
    }
    strays.append(stray)
  }

  /// Ready to be looked for.
  var sorted: StraysOfSheet {
    var sorted = self
    sorted.rows.sort { ($0.row, $0.index) < ($1.row, $1.index) }
    return sorted
  }

  func within(_ parts: ClosedRange<Int>) -> [Stray] {
    Set(rows.of(parts).map(\.index) + rowless).sorted().map { strays[$0] }
  }
}
