import Domain
import Spreadsheet

/// Rows that name the town or village of the rows below them, alone or with the sums of these.
extension TableReader {
  /// A town or village that stands alone in its row, 一、台城街道, 沙溪村（3人）, or beside 会计：张三.
  mutating func heading(_ row: Int, _ line: String) {
    let isAlone = grid.rows[row].cells.count { !isBlank(grid.cells[$0]) } == 1
    guard isAlone || isOfMembers else { return record(row) }
    let text = RowClassifier.withoutSupports(line)
    if let found = gazetteer.town(text), !isVillageOfOwnTown(text, found) {
      if !isPageHeader(row + 1) { hasBareHeadings = true }
      return enter(found)
    }
    if isNameAlone(row, text) { return record(row) }
    if isOfMembers, joinsID(row, grid.rows[row].number) { return }
    if isOfMembers, let match = villageHeading(row, text) {
      let number = grid.rows[row].number
      let column = grid.rows[row].cells.first { !isBlank(grid.cells[$0]) }.map { Int(grid.cells[$0].column) } ?? 1
      let position = place(match, text: text, id: nil, number, column)
      if position >= 0, columnOf[.town] == nil {
        if town != gazetteer.town(of: position) { isTownOfVillage = true }
        town = gazetteer.town(of: position)
      }
      return
    }
    if text.count < 20, let found = gazetteer.town(within: text) { return enter(found) }
    if headsStrangeTown(row, text) { return }
    guard isAlone else { return record(row) }
    setAside(row, zh: "单独一行的文字“\(Mask.numbers(in: line))”", en: "a line of words of its own")
  }

  /// Whether a bare name in a town's own list is its village's that is called as the town is: 汶村 of 汶村镇 among the town's villages.
  private func isVillageOfOwnTown(_ text: String, _ named: Int) -> Bool {
    guard isOfMembers, !namesVillages, named == town, named == out.source.town,
      !PlaceForm.isTown(gazetteer.bareName(text)), case .found(let village, _) = gazetteer.village(text, town: named)
    else { return false }
    return gazetteer.register.villages[village].kind == .village
  }

  /// The town that stands beside the members right below a line.
  private func townBelow(_ row: Int) -> Int? {
    guard let column = columnOf[.town] else { return nil }
    let next = (row + 1..<min(row + 4, max(row + 1, table.body.upperBound))).first { !isBlank(cell($0, .name)) }
    return next.flatMap { grid.cell(rowIndex: $0, column: column) }.flatMap { gazetteer.town(cells.text($0)) }
  }

  /// A member's row in which nothing but the name is filled in, where the village stands above.
  private func isNameAlone(_ row: Int, _ text: String) -> Bool {
    let filled = grid.rows[row].cells.first { !isBlank(grid.cells[$0]) }
    guard isOfMembers, let filled, Int(grid.cells[filled].column) == columnOf[.name] else { return false }
    if Self.isVacantSeat(Text.squeezed(text)) { return true }
    let name = Self.nameAndSeat(Text.squeezed(text)).name
    guard (2...4).contains(name.count), name.unicodeScalars.allSatisfy(\.properties.isIdeographic) else { return false }
    guard !"村镇乡街组社区队片部委会办".contains(name.last ?? "村"), !name.hasSuffix("街道"), !SeatHeader(name).isAlone
    else { return false }
    if case .unknown = villageInAnyTown(text) { return true }
    return false
  }

  /// What a line of its own stands for if it names a village, registered or not.
  private mutating func villageHeading(_ row: Int, _ text: String) -> Gazetteer.Match? {
    if let below = townBelow(row), below != town {
      if case .unknown = gazetteer.village(text, town: below) {} else { (town, village) = (below, nil) }
    }
    var match = villageInAnyTown(text)
    // Where nothing but the village above says the town, the next one may lie in another.
    if case .unknown = match, isTownOfVillage { match = gazetteer.village(text, town: nil) }
    switch match {
    case .found, .alias, .ambiguous, .wrongKind: return match
    case .unknown:
      // 水扣村委会 where villages have a column heads rows that leave it blank; where each row has its own, it is a line of words.
      let isHeading = !namesVillages || leavesOpen([.village, .code], below: row)
      let isNamed = PlaceForm.isVillage(gazetteer.bareName(text)) || standsAmongVillages(row, text)
      return isHeading && isNamed ? match : nil
    }
  }

  /// Goes on with another town's villages.
  mutating func enter(_ named: Int) {
    if named != out.source.town { out.source.town = nil }
    (town, isTownOfVillage) = (named, false)
    village = home.flatMap { gazetteer.town(of: $0.position) == named ? $0 : nil }
  }

  /// A repeated header may begin another town's or village's rows: the title above it says so.
  mutating func enterPlace(above header: Int) {
    guard columnOf[.town] == nil else { return }
    for row in (max(table.body.lowerBound, header - 4)..<header).reversed() {
      let texts = grid.rows[row].cells.filter { grid.cells[$0].kind == .text }.map { grid.texts[grid.cells[$0].text] }
      let words = texts.count(where: { !Text.trimmed($0).isEmpty })
      guard texts.count == grid.rows[row].cells.count, words <= 2 else { return }
      let inTown = texts.compactMap { gazetteer.town(within: $0) }.first
      let named = namesVillages ? nil : texts.compactMap { gazetteer.village(within: $0, town: inTown ?? town) }.first
      if let position = named {
        if position != village?.position { beginAnew() }
        enter(gazetteer.town(of: position))
        village = WrittenVillage(text: gazetteer.name(position), id: nil, position: position)
        return
      }
      if let inTown {
        // A town's own sum between its heading and a page's header has begun its rows. Where towns are headed without a header of their
        // own, a header below such a heading is a page's.
        let isBegun = inTown == town && (hasBareHeadings || leading.last.map { $0.row > row } ?? false)
        if inTown != townOfLastRow, !isBegun { beginAnew() }
        if inTown != town { enter(inTown) }
        return
      }
    }
  }

  private func isPageHeader(_ row: Int) -> Bool {
    var ahead = classifier
    return table.body.contains(row) && ahead.kind(ofRow: row) == .setAside(reason: .pageHeader)
  }

  /// 村名：山底村 │ 单位：元 above the next village's rows: the place that the line names.
  mutating func enterPlace(ofLine row: Int) {
    let all = grid.rows[row].cells.filter { grid.cells[$0].kind == .text }.map { grid.texts[grid.cells[$0].text] }
    let texts = all.filter { RowClassifier.namesPlace(Text.squeezed($0)) }
    // 单位：东镇 names the town of the rows below it; 单位：元 and a bureau name none.
    let ofUnits = all.compactMap { RowClassifier.unit(ofLine: Text.squeezed($0)) }.compactMap {
      gazetteer.town($0)
    }
    let ofUnit = columnOf[.town] == nil ? ofUnits.first.flatMap { isHeaded(by: $0, row) ? $0 : nil } : nil
    if columnOf[.town] == nil, let named = texts.compactMap({ gazetteer.town(within: $0) }).first ?? ofUnit {
      if named != townOfLastRow { beginAnew() }
      if named != town { enter(named) }
    }
    guard !namesVillages else { return }
    let named = texts.compactMap { villageNamed(byLine: $0) }.first
    guard let position = named ?? texts.compactMap({ gazetteer.village(within: $0, town: town) }).first else {
      enterUnknownVillage(ofLine: row)
      return
    }
    if position != village?.position { beginAnew() }
    enter(gazetteer.town(of: position))
    village = WrittenVillage(text: gazetteer.name(position), id: nil, position: position)
  }

  /// Whether 单位：东镇 heads the rows below it, and does not close those above: the first such line stands above all rows, or the next row's
  /// village lies in that town and not in the one before.
  private mutating func isHeaded(by named: Int, _ line: Int) -> Bool {
    if out.members.isEmpty && out.aggregates.isEmpty { unitsHead = true }
    if unitsHead { return true }
    guard let column = columnOf[.village],
      let next = (line + 1..<min(line + 6, max(line + 1, table.body.upperBound))).first(where: {
        !isBlank(grid.cell(rowIndex: $0, column: column)) && !isBlank(cell($0, isOfMembers ? .name : .village))
      }), let cell = grid.cell(rowIndex: next, column: column),
      case .found = gazetteer.village(cells.text(cell), town: named)
    else { return false }
    // What stands in two towns is of the one before as well.
    if case .found(let village, _) = gazetteer.village(cells.text(cell), town: town) {
      return town == nil && gazetteer.town(of: village) == named
    }
    return town != nil
  }

  /// The village that is all that a line's label names: 南村 of 村名：南村　会计：张三.
  private func villageNamed(byLine text: String) -> Int? {
    guard let name = Self.nameOfVillage(text), case .found(let position, _) = villageInAnyTown(name) else { return nil }
    return position
  }

  private static func nameOfVillage(_ text: String) -> String? {
    let words = Text.squeezed(RowClassifier.withoutSupports(text))
    guard RowClassifier.namesPlace(words), let colon = words.firstIndex(of: ":"), words[..<colon].contains("村") else {
      return nil
    }
    return String(words[words.index(after: colon)...])
  }

  /// A line that names a village which nobody knows for certain: its rows are not those of the village before.
  private mutating func enterUnknownVillage(ofLine row: Int) {
    for index in grid.rows[row].cells where grid.cells[index].kind == .text {
      let cell = grid.cells[index]
      guard let name = Self.nameOfVillage(grid.texts[cell.text]) else { continue }
      beginAnew()
      let position = place(
        villageInAnyTown(name), text: name, id: nil, grid.rows[row].number, Int(cell.column))
      village = WrittenVillage(text: name, id: nil, position: position)
      return
    }
  }

  /// Another place's rows begin under a title of their own: what was summed up so far ends here, and a total may stand first again. What a
  /// 小计 has just closed is a part of the total to come, wherever a page ends.
  private mutating func beginAnew() {
    settleLeadingSums(level: Sums.grand)
    if !sums.isEmpty(level: 1) || sums.isEmpty(level: 2) { sums.close(level: 2, stated: []) }
    isAtBeginning = true
  }

  /// A row without a person or a village of its own that names a town, or a village where no column does: 沙溪村 │ 3人 │ 8640.
  /// It sums up what stands above it if that is the same place's, else what follows; false if the row is none of these.
  mutating func headsRows(_ row: Int, hasFigures: Bool) -> Bool {
    for index in grid.rows[row].cells where grid.cells[index].kind == .text {
      let column = Int(grid.cells[index].column)
      guard column <= 3 || labels.contains(column) else { continue }
      // 东镇 │ 山底村 │ (no name): a row of its village whose name was forgotten, and no sum of its town.
      if column == columnOf[.town], !isBlank(cell(row, .village)) { continue }
      let text = grid.texts[grid.cells[index].text]
      if let found = gazetteer.town(text) {
        let isClosed = found == townOfLastRow && !sums.isEmpty(level: 1)
        if isClosed, hasFigures {
          sum(row, level: 1, label: Text.squeezed(text))
        } else {
          if hasFigures { lead(row, level: 2, label: Text.squeezed(text), town: found) }
          enter(found)
        }
        return true
      }
      if headsStrangePlace(row, column, text, hasFigures: hasFigures) { return true }
      guard isOfMembers, !namesVillages, case .found(let position, _) = gazetteer.village(text, town: town) else {
        continue
      }
      if hasFigures, village?.position == position, !sums.isEmpty(level: 1) {
        sum(row, level: 1, label: Text.squeezed(text))
      } else {
        if hasFigures { lead(row, level: 1, label: Text.squeezed(text), town: gazetteer.town(of: position)) }
        village = WrittenVillage(text: text, id: nil, position: position)
        if columnOf[.town] == nil { town = gazetteer.town(of: position) }
      }
      return true
    }
    return false
  }

  /// Whether a column of the table names villages.
  var namesVillages: Bool { columnOf[.village] != nil || columnOf[.code] != nil }
  /// Whether rows are about members.
  var isOfMembers: Bool { kind == .roster || kind == .paymentList }
}
