import Domain
import Spreadsheet

/// Bare names of villages above their rows, 山底 and 石桥, by how they stand: one that the register does not know is told by the others.
struct BareHeadings {
  /// How a heading stands in its row.
  struct Form: Hashable {
    let column: Int
    /// How many columns it is merged over.
    let width: Int
    /// Whether figures stand beside it.
    let hasFigures: Bool
    /// Whether a number or a count stands about the name.
    let isDressed: Bool
  }

  /// The headings of one form.
  struct Group {
    /// How many name villages of the register, and which ones these are.
    var count = 0
    var villages: Set<Int> = []
    /// How often each other name stands so.
    var others: [String: Int] = [:]
    /// Whether the members below each village but the table's first are counted from 1.
    var beginsAnew: Bool?
  }

  var groups: [Form: Group] = [:]
  /// How many columns a cell is merged over.
  var widths: [CellAddress: Int] = [:]

  /// Whether a text may be a bare place's name: no post, group, time, remark or sum.
  static func mayBeName(_ name: String) -> Bool {
    guard (2...5).contains(name.count), name.unicodeScalars.allSatisfy(\.properties.isIdeographic),
      let last = name.last, !"村镇乡街区会委长记人者表册股局所站部办校行社厂司院".contains(last)
    else { return false }
    return !name.contains { "计注组片班员届任补续季月年附说备户队类项批段职退休增减调兼纳监督签审核填制盖印章选众编聘属误证毕".contains($0) }
      && !["上半", "下半", "以下", "以上", "名单", "公示", "其中", "其他", "其它", "民政", "公开", "正式", "同意", "下转"].contains(
        where: name.contains)
  }
}

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
