import Domain
import Spreadsheet

/// What the words of a member's row say beside the name.
extension TableReader {
  /// Words that stand where a name would: the seat is vacant, which the village's count tells.
  static func isVacantSeat(_ name: String) -> Bool {
    // Nearly every name has no sign and no word of those below.
    guard !name.isEmpty, name.utf8.count <= 60,
      Text.has(name, anyOf: "空缺暂待无未尚没不/\\-—－―…()[]【】,，、:：.。*0123456789")
    else { return false }
    let words = name.filter { !"()[]【】,，、:：.。*".contains($0) }
    if words.isEmpty || NumberText(words) == .nothing || words.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    // 空缺1名, 暂缺, 待补选: nobody is called so, whatever names begin with 任 or 安.
    guard let first = words.first, "空缺暂待无未尚没".contains(first) else { return false }
    return words.dropFirst().allSatisfy { "空缺岗位编员额职人名个席补选任定配备齐安排产生无暂有待设增换届中数一二两三123".contains($0) }
  }

  /// A seat that nobody holds: told as set aside, or as an error if money stands beside it.
  mutating func vacantSeat(_ row: Int, _ number: Int) {
    // The village's name may be written here once for the rows below.
    let position = locateVillage(row, number) ?? -1
    checkSerial(row, number)
    if let column = columnOf[.name], position >= 0 {
      out.remarks.append(
        RowRemark(
          .vacant, member: -1, village: position, town: gazetteer.town(of: position),
          place: cells.place(number, column),
          raw: Text.trimmed(cells.text(cell(row, .name)))))
    }
    let paid = [Field.amount, .due].compactMap { cell(row, $0) }.compactMap { cells.quietly($0, unit: .yuan) }
    guard paid.contains(where: { $0 != 0 }) else { return setAside(row, zh: "空缺", en: "a seat that nobody holds") }
    let text = rowText(row, cells: 6)
    out.discrepancies.append(
      Discrepancy(
        .unclassifiedRow, subject: Subject(county: county, town: town, detail: text), period: period,
        field: "row", spots: [.init(out.source.place(row: number), raw: String(text.prefix(120)))], touches: .row,
        zh: "第 \(number) 行没有人名（空缺），却有金额，未计入；请补填姓名，或删去金额",
        en:
          "row \(number) names nobody (a vacant seat), yet has an amount; it is not counted: add the name, or take the amount out"
      ))
  }

  /// A name with the post behind it: 张三（主任）.
  static func nameAndSeat(_ text: String) -> (name: String, seat: String?) {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex else { return (text, nil) }
    let inside = String(text[text.index(after: open)...].dropLast())
    guard SeatHeader(inside).isAlone || isOfPost(inside) else { return (text, nil) }
    return (String(text[..<open]), inside)
  }

  /// Whether brackets behind a name say whether the other post is held: 张三（兼纪检委员）.
  private static func isOfPost(_ text: String) -> Bool {
    switch PostMark(text) {
    case .yes, .no: true
    case .unclear, .silent: false
    }
  }

  /// What stands in brackets behind a name says of another post, where no column does.
  mutating func markBehindName(_ seat: String?, _ number: Int, of member: inout MemberRecord) {
    guard let seat, member.isConcurrent == nil, columnOf[.concurrent] == nil, let column = columnOf[.name] else {
      return
    }
    switch Self.mark(seat, in: seat.contains("纪") ? .role : .note) {
    case .yes:
      member.isConcurrent = true
      keepMarkBehindName(seat, number, column, of: out.members.count)
    case .unclear: unmarked.append(number)
    case .silent: if case .yes = PostMark(seat) { bareMarks.append((out.members.count, seat)) }
    case .no: break
    }
  }

  private mutating func keepMarkBehindName(_ seat: String, _ number: Int, _ column: Int, of index: Int) {
    flags.marked = true
    flags.blanks.removeAll { $0 == index }
    cells.log.note("mark-in-words", row: number, column: column, raw: seat, value: "true")
    out.remarks.append(RowRemark(.marked, member: index, place: cells.place(number, column), raw: seat))
  }

  /// A bare 兼 behind names may be of any post: that somebody with it is not paid, where others are, shows which is meant. Else it is asked.
  mutating func settleBareMarks() {
    guard let column = columnOf[.name], !bareMarks.isEmpty,
      policy.rules.contains(where: { $0.exclusion == .marked })
    else { return }
    let marks = bareMarks.map { (index: $0.member, seat: $0.seat, row: Int(out.members[$0.member].row)) }
    if marks.contains(where: { isUnpaid(out.members[$0.index]) }),
      out.members.contains(where: { $0.amount.value ?? $0.due.value ?? 0 > 0 })
    {
      for mark in marks {
        out.members[mark.index].isConcurrent = true
        keepMarkBehindName(mark.seat, mark.row, column, of: mark.index)
      }
      return
    }
    tellUnmarked(
      marks.map { .init(cells.place($0.row, column), raw: $0.seat) }, detail: "names",
      zh: "姓名后写有“兼”，未写明兼任何职", en: "兼 behind the name does not say which other post is meant")
  }

  /// Whether a row has figures of pay and pays nothing.
  private func isUnpaid(_ member: MemberRecord) -> Bool {
    let figures = [member.due, member.amount].filter { $0 != .absent }
    return !figures.isEmpty && !figures.contains(.unreadable) && figures.allSatisfy { ($0.value ?? 0) == 0 }
  }

  /// Without a column of marks a list may say in a role or a note who holds another post: 主任（兼纪检委员）.
  mutating func markInWords(_ row: Int, _ number: Int, _ owner: RowOwner) -> Bool? {
    if let column = table.partyPosts, table.isOfDiscipline(row, column, grid) {
      let raw = cells.text(grid.cell(rowIndex: row, column: column))
      flags.marked = true
      cells.log.note("mark-in-words", row: number, column: column, raw: raw, value: "true")
      out.remarks.append(RowRemark(.marked, member: out.members.count, place: cells.place(number, column), raw: raw))
      return true
    }
    // 兼任不发 may stand where others' amounts do.
    for field in [Field.role, .note, .amount, .months] {
      guard let column = columnOf[field], let cell = cell(row, field), cell.kind == .text else { continue }
      switch mark(cell, in: field == .role ? .role : .note) {
      case .yes:
        flags.marked = true
        let raw = Mask.numbers(in: grid.texts[cell.text])
        cells.log.note("mark-in-words", row: number, column: column, raw: raw, value: "true")
        out.remarks.append(
          RowRemark(.marked, member: out.members.count, place: cells.place(number, column), raw: raw))
        return true
      case .unclear where field == .note && endsBeforeOtherPost(row, number): return false
      case .unclear where field == .note:
        let raw = Mask.numbers(in: Text.trimmed(grid.texts[cell.text]))
        out.discrepancies.append(
          Discrepancy(
            .valueNotParsed, subject: owner.subject, period: period, field: Field.concurrent.rawValue,
            spots: [.init(cells.place(number, column), raw: raw)], touches: .touched(by: .concurrent),
            zh: "“\(raw)”说到兼任纪检职务，但看不出全年是否兼任，未按兼任扣减；请在“是否兼任”中写明",
            en:
              "\"\(raw)\" speaks of a party discipline post, but not plainly of the whole period; nobody is excluded by it: say so in a column of its own"
          ))
        return nil
      case .unclear: unmarked.append(number)
      case .silent where field == .note && isDenied(grid.texts[cell.text]):
        tellDenied(number, column, grid.texts[cell.text], owner)
        return nil
      case .no, .silent: break
      }
    }
    flags.blanks.append(out.members.count)
    return nil
  }

  /// Keeps how a mark is written that is no plain 是.
  mutating func keepMark(_ cell: Cell?, _ number: Int, _ column: Int) {
    let text = cells.text(cell)
    let raw =
      column == table.namesOfConcurrent
      ? Table.names(text).map(Mask.name).joined(separator: "、") : Mask.numbers(in: text)
    guard raw != "是" else { return }
    out.remarks.append(RowRemark(.marked, member: out.members.count, place: cells.place(number, column), raw: raw))
  }

  /// What the cell of a role or a note says of another post.
  mutating func mark(_ cell: Cell, in field: Field) -> PostMark {
    if field == .role {
      return marks.roles[cell.text]
        ?? marks.roles.keep(Self.mark(grid.texts[cell.text], in: field), of: cell.text, in: grid.texts)
    }
    return marks.notes[cell.text]
      ?? marks.notes.keep(Self.mark(grid.texts[cell.text], in: field), of: cell.text, in: grid.texts)
  }

  /// What a role or a note says of a post that pays its holder. A post of the committee is said to be 兼任 of many things, and a bare
  /// 纪检委员 where roles stand may be a seat of the committee.
  static func mark(_ text: String, in field: Field) -> PostMark {
    let words = Text.squeezed(text)
    let isOfPost = PostMark.posts.contains { words.contains($0) }
    guard isOfPost || words.contains("兼任") else { return .silent }
    let mark = PostMark(words)
    switch mark {
    case .yes where field == .role: return isOfPost ? (isPostAlone(words) ? .unclear : .yes) : .silent
    case .unclear:
      let isOfMember = words.contains("兼") || ["纪检委员", "纪委书记", "纪检书记"].contains { words.contains($0) }
      return isOfPost && isOfMember ? .unclear : .silent
    default: return mark
    }
  }

  private static func isPostAlone(_ role: String) -> Bool {
    !role.contains("兼") && !["主任", "成员", "监委", "监督"].contains { role.contains($0) }
      && role.split { "()（）、,，/".contains($0) }.count == 1
  }

  /// Whoever holds a party discipline post by the role and is not marked is asked about once a table: the mark, not the role, excludes.
  mutating func tellUnmarkedPosts() {
    guard policy.rules.contains(where: { $0.exclusion == .marked }) else { return }
    tellUnmarked(
      unmarked, .role, detail: "posts",
      zh: "职务写明纪检（纪委）职务", en: "the role names a party discipline post")
    tellUnmarked(unmarkedByNote, .note, detail: "notes", zh: "备注写明兼任", en: "the note names another post")
  }

  private mutating func tellUnmarked(_ rows: [Int], _ field: Field, detail: String, zh: String, en: String) {
    guard let column = columnOf[field], !rows.isEmpty else { return }
    let spots = rows.map { number in
      let text = grid.rowIndex(number).map { cells.text(cell($0, field)) } ?? ""
      return Discrepancy.Spot(cells.place(number, column), raw: field == .note ? Mask.numbers(in: text) : text)
    }
    tellUnmarked(spots, detail: detail, zh: zh, en: en)
  }

  private mutating func tellUnmarked(_ spots: [Discrepancy.Spot], detail: String, zh: String, en: String) {
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .warning,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(detail)"),
        period: period,
        field: Field.concurrent.rawValue, spots: spots,
        zh: "\(zh)，但没有标为兼任，仍按应发计算：共 \(spots.count) 人；如已领取该职务报酬，请标明“是”",
        en:
          "\(en), but no mark says that it is held beside this one: \(spots.count) member(s) count as paid; mark them if that post pays them"
      ))
  }
}
