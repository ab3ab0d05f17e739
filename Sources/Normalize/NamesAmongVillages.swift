import Domain
import Spreadsheet

/// Names above members that the register does not know, told by how the table's other villages stand.
extension TableReader {
  /// Whether a name that the register does not know stands as the table's other villages do, bare above their rows. Where their rows are
  /// counted from 1 below each, so they are below it; else a village without a heading is called nearly so, or it is one among many
  /// villages and nobody's name.
  mutating func standsAmongVillages(_ row: Int, _ text: String) -> Bool {
    let name = gazetteer.bareName(text)
    guard isOfMembers, BareHeadings.mayBeName(name), isAboveMember(row) else { return false }
    let headings = bareHeadings ?? readBareHeadings()
    bareHeadings = headings
    guard let form = headingForm(row, headings)?.form, let group = headings.groups[form], group.count > 0,
      group.others[name] == 1
    else { return false }
    if let beginsAnew = group.beginsAnew, beginsAnew { return serialBelow(row) == 1 }
    let near = gazetteer.near(name, town: isTownOfVillage ? nil : town)
    if near.contains(where: { !group.villages.contains($0.village) }) { return true }
    return group.count > 1 && group.others.count * 3 <= group.count && !PersonName.isLikely(name)
  }

  private mutating func readBareHeadings() -> BareHeadings {
    var headings = BareHeadings()
    for merge in grid.merges where merge.first.row == merge.last.row {
      headings.widths[merge.first] = merge.last.column - merge.first.column + 1
    }
    var isFirst = true
    for row in table.body {
      guard let (form, text) = headingForm(row, headings) else {
        if !isBlank(cell(row, .name)) { isFirst = false }
        continue
      }
      let name = gazetteer.bareName(text)
      guard !PlaceForm.isVillage(name), !PlaceForm.isTown(name), gazetteer.town(text) == nil else { continue }
      var group = headings.groups[form] ?? .init()
      switch gazetteer.village(text, town: nil) {
      case .found(let village, _), .alias(let village, _), .wrongKind(let village): group.villages.insert(village)
      case .ambiguous(let villages): group.villages.formUnion(villages)
      case .unknown:
        guard BareHeadings.mayBeName(name) else { continue }
        group.others[name, default: 0] += 1
        headings.groups[form] = group
        continue
      }
      group.count += 1
      if !isFirst { group.beginsAnew = (group.beginsAnew ?? true) && serialBelow(row) == 1 }
      headings.groups[form] = group
    }
    return headings
  }

  /// How a row stands that names no member and begins with a text.
  private func headingForm(_ row: Int, _ headings: BareHeadings) -> (form: BareHeadings.Form, text: String)? {
    guard isBlank(cell(row, .idNumber)) else { return nil }
    let filled = grid.rows[row].cells.filter { !isBlank(grid.cells[$0]) }
    guard let first = filled.first, grid.cells[first].kind == .text else { return nil }
    let column = Int(grid.cells[first].column)
    guard column != columnOf[.name], isBlank(cell(row, .name)) else { return nil }
    let text = grid.texts[grid.cells[first].text]
    let width = headings.widths[CellAddress(row: grid.rows[row].number, column: column)] ?? 1
    let isDressed = gazetteer.bareName(text) != Gazetteer.folded(text)
    return (.init(column: column, width: width, hasFigures: filled.count > 1, isDressed: isDressed), text)
  }

  /// Whether the next row that holds anything names a member: what closes a table, and what stands above another heading, heads nobody.
  private func isAboveMember(_ row: Int) -> Bool {
    (row + 1..<max(row + 1, table.body.upperBound)).first { below in
      grid.rows[below].cells.contains { !isBlank(grid.cells[$0]) }
    }.map { !isBlank(cell($0, .name)) && !table.isSum($0, grid) } ?? false
  }

  /// The number of the first member below a row.
  private func serialBelow(_ row: Int) -> Int64? {
    (row + 1..<min(row + 5, max(row + 1, table.body.upperBound))).first { !isBlank(cell($0, .name)) }
      .flatMap { cell($0, .serial) }.flatMap(cells.plainNumber)
  }
}
