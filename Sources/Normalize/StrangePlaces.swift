import Domain
import Spreadsheet

/// Rows that stand where a town's or a village's own row stands, and name a place that the register does not know: what follows them is
/// nobody's until the name is mended, and never the place's above.
extension TableReader {
  /// Whether a text is called as a town is, and names none of the register's towns or villages.
  func namesStrangeTown(_ text: String) -> Bool {
    guard PlaceForm.isTown(gazetteer.bareName(text)), gazetteer.town(text) == nil else { return false }
    if case .unknown = gazetteer.village(text, town: town) { return true }
    return false
  }

  /// A line of its own that names a strange town, where the rows below it are meant by it; false if it is none.
  mutating func headsStrangeTown(_ row: Int, _ text: String) -> Bool {
    guard namesStrangeTown(text), standsWherePlacesDo(text, column(of: text, in: row)), leavesOpen([.town], below: row)
    else { return false }
    enterStrangeTown(row, text)
    return true
  }

  /// A row of several cells that names a strange town near to one of the register, or a strange village where no column has the villages:
  /// 二 │ 西领镇 │ 6 │ 17280 for 西岭镇.
  mutating func headsStrangePlace(_ row: Int, _ column: Int, _ text: String, hasFigures: Bool) -> Bool {
    if columnOf[.town] == nil, namesStrangeTown(text), !gazetteer.nearTowns(gazetteer.bareName(text)).isEmpty {
      if hasFigures { lead(row, level: 2, label: Text.squeezed(text), town: nil, isOfStrangeTown: true) }
      enterStrangeTown(row, text)
      return true
    }
    guard isOfMembers, !namesVillages, gazetteer.town(text) == nil, case .unknown = villageInAnyTown(text),
      PlaceForm.isVillage(gazetteer.bareName(text)) || standsAmongVillages(row, text),
      leavesOpen([.village], below: row)
    else { return false }
    if hasFigures { lead(row, level: 1, label: Text.squeezed(text), town: town) }
    let match = villageInAnyTown(text)
    _ = place(match, text: text, id: nil, grid.rows[row].number, column)
    return true
  }

  /// Whether the rows below a line are records that name no place of their own in any of some columns; below a town's line a village's may
  /// stand as well, and below each a leading sum and a header.
  mutating func leavesOpen(_ fields: [Field], below row: Int) -> Bool {
    for next in row + 1..<max(row + 1, table.body.upperBound) {
      switch classifier.kind(ofRowAhead: next) {
      case .blank, .sum, .setAside(.pageHeader): continue
      case .record: return fields.allSatisfy { isBlank(cell(next, $0)) }
      case .heading: return fields == [.town]
      default: return false
      }
    }
    return false
  }

  /// Whether a cell of a column of villages may hold a strange town's name: one look at its last bytes, for nearly every row holds none.
  func mayNameTown(_ cell: Cell) -> Bool {
    cell.kind == .text && grid.texts.withBytes(of: cell.text) { PlaceForm.townMarks.contains(Array($0.suffix(3))) }
  }

  /// A row of figures of a town that nobody knows is a part of the sums about it, though of no town's.
  mutating func addStrangeTown(_ row: Int, _ text: String) {
    let text = Self.withoutSumWord(text)
    guard namesStrangeTown(text) || !gazetteer.nearTowns(gazetteer.bareName(text)).isEmpty else { return }
    let now = town
    town = nil
    aggregateStrange(row)
    town = now
  }

  /// The strange town near to one of the register that a sum row names: 西领镇小计.
  func strangeTownSummed(_ label: String) -> String? {
    let name = Self.withoutSumWord(label)
    return namesStrangeTown(name) && !gazetteer.nearTowns(gazetteer.bareName(name)).isEmpty ? name : nil
  }

  private func column(of text: String, in row: Int) -> Int {
    let words = Text.squeezed(text)
    let cell = grid.rows[row].cells.first {
      grid.cells[$0].kind == .text && Text.squeezed(grid.texts[grid.cells[$0].text]).hasPrefix(words)
    }
    return cell.map { Int(grid.cells[$0].column) } ?? 1
  }

  /// A person may be called 陈国镇, and a remark go on in the next row with 圭峰街道: where places have a column, a heading stands there or
  /// begins its row.
  private func standsWherePlacesDo(_ text: String, _ column: Int) -> Bool {
    let ofPlaces = [columnOf[.town], columnOf[.village]].compactMap(\.self)
    if ofPlaces.contains(column) { return true }
    switch table.fields[column] {
    case .note: return false
    case .name:
      return ofPlaces.isEmpty && (text.contains("街道") || !gazetteer.nearTowns(gazetteer.bareName(text)).isEmpty)
    default: return ofPlaces.isEmpty || column <= (table.paths.keys.min() ?? 1)
    }
  }

  mutating func enterStrangeTown(_ row: Int, _ text: String) {
    tellStrangeTown(text, grid.rows[row].number, column(of: text, in: row))
    out.source.town = nil
    (town, isTownOfVillage, village) = (nil, false, nil)
  }

  /// DZ201: a town that the register does not know, with those that are called nearly so, or a short name that several share.
  mutating func tellStrangeTown(_ text: String, _ number: Int, _ column: Int) {
    let raw = Mask.numbers(in: text)
    // 东 where 东镇 and 东街道 both are: neither is taken.
    let sharing = gazetteer.towns(sharing: text)
    let near = sharing.isEmpty ? gazetteer.nearTowns(gazetteer.bareName(text)) : sharing.map { ($0, 1) }
    func names(_ separator: String, _ open: String, _ close: String) -> String {
      near.map { town, score in
        gazetteer.register.towns[town].name + (sharing.isEmpty ? "\(open)\(Int(score * 100))%\(close)" : "")
      }.joined(separator: separator)
    }
    let (zh, en) =
      sharing.isEmpty
      ? ("不在名册中", "no town of the register is called \"\(raw)\"")
      : ("不止一个，请写全称", "several towns may be called \"\(raw)\": write the name in full")
    out.discrepancies.append(
      Discrepancy(
        .villageNotInRegister, subject: Subject(county: county, detail: Text.squeezed(raw)), period: period,
        field: Field.town.rawValue, spots: [.init(cells.place(number, column), raw: raw)], touches: .row,
        zh: "镇（街）名“\(raw)”\(zh)" + (near.isEmpty ? "" : "；相近的有：\(names("、", "（", "）"))"),
        en: en + (near.isEmpty ? "" : "; near: \(names(", ", " (", ")"))")))
  }
}
