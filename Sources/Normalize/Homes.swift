import Domain
import Spreadsheet

/// The village that a whole table is about.
extension TableReader {
  /// A table without a column of villages may be about one village: its sheet, its title, its file or else the folder of it says which.
  mutating func settleHome(_ path: String, _ sheet: String) {
    let parts = path.split(separator: "/").map(String.init)
    let stem = parts.last?.split(separator: ".").first.map(String.init) ?? path
    // A second sheet of one name has a number behind it.
    let names = [sheet, stem].flatMap { [$0, String($0.reversed().drop { "0123456789".contains($0) }.reversed())] }
    var found: Int?
    for name in names where found == nil {
      switch gazetteer.village(name, town: town) {
      case .found(let position, _), .alias(let position, _): found = position
      case .ambiguous, .wrongKind, .unknown: break
      }
    }
    found =
      found ?? gazetteer.village(within: table.title, town: town) ?? gazetteer.village(within: sheet, town: town)
      ?? gazetteer.village(within: stem, town: town) ?? village(ofFolders: Array(parts.dropFirst().dropLast()))
      ?? villageElsewhere([sheet, stem])
      ?? gazetteer.village(atHeadOf: [stem, sheet] + table.title.split(separator: "　").map(String.init), town: town)
    guard let found else { return }
    home = WrittenVillage(text: gazetteer.name(found), id: nil, position: found)
    village = home
    town = gazetteer.town(of: found)
    if out.source.town != nil { out.source.town = town }
    cells.log.note(
      "village-from-title", row: out.source.headerRows.lowerBound, column: out.source.span.lowerBound,
      raw: Mask.numbers(in: Text.trimmed(table.title.isEmpty ? sheet : table.title)), value: gazetteer.name(found))
  }

  /// The village of another town than the folder's by which a sheet or file alone is called: its own name is nearer than the folder that it was put
  /// into. A bare name may be anything.
  private func villageElsewhere(_ names: [String]) -> Int? {
    guard town != nil, ([table.title] + names).allSatisfy({ gazetteer.town(within: $0) == nil }) else { return nil }
    for name in names
    where Gazetteer.villageSuffixes.contains(where: { Gazetteer.ends(Text.squeezed(name), with: $0) }) {
      if case .found(let position, _) = gazetteer.registered(name, town: nil),
        gazetteer.register.villages[position].kind == .village
      {
        return position
      }
    }
    return nil
  }

  /// The village that the innermost of a file's folders is called by, in the town that one around it is.
  private func village(ofFolders folders: [String]) -> Int? {
    guard let own = folders.last else { return nil }
    let town = town ?? folders.dropLast().reversed().lazy.compactMap { gazetteer.town($0) }.first
    switch gazetteer.village(own, town: town) {
    case .found(let position, _), .alias(let position, _): return position
    case .ambiguous, .wrongKind, .unknown: return nil
    }
  }
}
