import Domain

/// What a sheet lacks or has once too often, and what that may make a sum over its rows more by, likeliest first.
struct Stray {
  /// What it is that the sheet has otherwise.
  enum Kind: CaseIterable { case village, seat, heads, copy, surplus }

  var index: Int
  var kind: Kind
  /// How many of the rows are too many, where no two are the same.
  var surplus = 0
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
    // Nobody knows which of a village's members are too many: neighbours, whom somebody added.
    if kind == .surplus {
      guard inside.count > surplus else { return [] }
      return (0...inside.count - surplus).reversed().map { first in
        inside[first..<first + surplus].map { figures[$0].negated }
      }
    }
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

/// A figure of a row, by how much it is more than its parts, and the finding that says so.
struct Excess {
  var key: BroughtFigures.Key
  var more: Int64
  var finding: Int?
  /// By how much its causes make it more; nil where it has none, or they do not say.
  var known: Int64?
  /// Whether it has causes that do not say how much they are.
  var isUnknown = false
  /// Whether it is of a quarter or another column of its own, whose figures records do not keep.
  var isOfSpan = false

  /// Whether figures are what it is more by, alone or besides its causes.
  func ties(_ brought: Int64) -> Bool {
    isUnknown || isOfSpan || brought == more || known.map { brought == more - $0 } ?? false
  }
}

extension Source {
  /// Whether a total stands in a quarter's or another column of its own, whose figures records do not keep.
  func hasOwnColumn(_ total: StatedTotal) -> Bool {
    total.month == nil && !columns.values.contains(total.column)
      && !monthColumns.contains { $0.heads == total.column || $0.amount == total.column }
  }
}
