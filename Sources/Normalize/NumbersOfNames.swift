import Domain
import Spreadsheet

/// ID numbers that stand in the column of names, where the table has none for them: behind the name, or in a row below it.
extension TableReader {
  /// 张三 440781…, or the two in lines of one cell: the name alone, and the number.
  func nameAndID(_ text: String) -> (name: String, id: String?) {
    guard columnOf[.idNumber] == nil, text.utf8.count >= 21 else { return (text, nil) }
    let words = Text.squeezed(text)
    // Whatever stands first: 440781… 张三, 张三（440781…）.
    let pieces = words.split { "()（）/、,，:：;；".contains($0) }.flatMap(Self.parted)
    let ids = pieces.filter { Self.isShapedAsID($0) }
    guard ids.count == 1, let name = pieces.first(where: { !$0.contains(where: \.isNumber) }) else {
      return (text, nil)
    }
    return (String(name), String(ids[0]))
  }

  /// A number and what stands before or behind it.
  private static func parted(_ piece: Substring) -> [Substring] {
    func isOfNumber(_ character: Character) -> Bool {
      character.isASCII && (character.isNumber || "Xx".contains(character))
    }
    guard let start = piece.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return [piece] }
    let end = piece[start...].firstIndex { !isOfNumber($0) } ?? piece.endIndex
    return [piece[..<start], piece[start..<end], piece[end...]].filter { !$0.isEmpty }
  }

  /// Takes the number below a member's name, in a row that holds nothing else, for that member's.
  mutating func joinsID(_ row: Int, _ number: Int) -> Bool {
    guard columnOf[.idNumber] == nil, let column = columnOf[.name], let cell = cell(row, .name),
      let last = out.members.indices.last, out.members[last].id == nil, Int(out.members[last].row) == number - 1,
      Self.isShapedAsID(Text.squeezed(cells.text(cell)).filter { !"'’‘`-".contains($0) }),
      grid.rows[row].cells.allSatisfy({ Int(grid.cells[$0].column) == column || isBlank(grid.cells[$0]) })
    else { return false }
    var member = out.members[last]
    member.id = cells.id(cell, row: number, column: column, owner: owner(of: member))
    if let id = member.id { check(id, number, owner(of: member)) }
    out.members[last] = member
    let raw = Mask.number(cells.text(cell))
    cells.log.note("id-below-name", row: number, column: column, raw: raw, value: member.id?.masked ?? "")
    return true
  }

  /// Takes a number that stands behind a member's name.
  mutating func takeID(_ text: String, of member: inout MemberRecord, _ number: Int, _ owner: RowOwner) {
    guard let column = columnOf[.name], let id = IDNumber(text) else { return }
    member.id = id
    cells.log.note("id-behind-name", row: number, column: column, raw: Mask.number(text), value: id.masked)
    check(id, number, owner)
  }

  private mutating func check(_ id: IDNumber, _ number: Int, _ owner: RowOwner) {
    out.source.columns[.idNumber] = columnOf[.name]
    var owner = owner
    owner.person = id
    if !id.hasValidCheck { badCheck(id, number, owner.subject) }
  }

  private func owner(of member: MemberRecord) -> RowOwner {
    let place =
      member.village >= 0
      ? gazetteer.subject(Int(member.village))
      : Subject(county: county, town: member.town >= 0 ? Int(member.town) : nil)
    return RowOwner(place: place, name: member.name.text)
  }

  private static func isShapedAsID(_ text: some StringProtocol) -> Bool {
    [15, 18].contains(text.utf8.count) && text.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
      && text.last.map { $0.isASCII && ($0.isNumber || "Xx".contains($0)) } == true
  }
}
