import Domain
import Spreadsheet

/// Where a row's village and town stand: in its cells, carried down, or above.
extension TableReader {
  /// The town of a row, carried down where it is written once; a sum row may hold 小计 in its place.
  mutating func locateTown(_ row: Int, _ number: Int, isSum: Bool = false) {
    guard let column = columnOf[.town] else { return }
    let cell = grid.cell(rowIndex: row, column: column)
    if isBlank(cell) {
      if !isSum { enterTownOfSum(below: row, number, column) }
      if town != nil { cells.log.note("carried-down", row: number, column: column, raw: "", value: "town") }
      return
    }
    let found: Int? =
      if let cell, cell.kind == .text {
        towns[cell.text] ?? towns.keep(gazetteer.town(grid.texts[cell.text]), of: cell.text, in: grid.texts)
      } else {
        gazetteer.town(cells.text(cell))
      }
    if let found {
      // A village that a line above names is that town's, where it lies there: 山底村 alone, and the town beside each person below it.
      if found != town, village.map({ $0.position < 0 || gazetteer.town(of: $0.position) != found }) ?? false {
        village = nil
      }
      town = found
      strangeTown = nil
    } else if !isSum {
      let text = cells.text(cell)
      guard text != strangeTown else { return }
      strangeTown = text
      town = nil
      village = nil
      if CellReader.isErrorValue(Text.squeezed(text)) {
        cells.tellErrorValue(text, .town, row: number, column: column, Subject(county: county), period: period)
      }
      tellStrangeTown(text, number, column)
    }
  }

  /// Below a town's sum a blank goes on with no town: where the next sum names another town, the row that named it is missing.
  private mutating func enterTownOfSum(below row: Int, _ number: Int, _ column: Int) {
    guard let now = town, leading.isEmpty, sums.isEmpty(level: 1), !sums.isEmpty(level: Sums.grand) else { return }
    for next in row + 1..<max(row + 1, table.body.upperBound) {
      let cell = grid.cell(rowIndex: next, column: column)
      guard let label = classifier.sumLabel(ofRow: next) else {
        if isBlank(cell) { continue }
        return
      }
      guard let named = townNamed(label) ?? gazetteer.town(cells.text(cell)), named != now else { return }
      cells.log.note("town-from-sum", row: number, column: column, raw: "", value: gazetteer.register.towns[named].name)
      town = named
      strangeTown = nil
      village = nil
      return
    }
  }

  /// The county that a row is about as a whole: this one in a table of towns, or any in a table of counties.
  func wholeCounty(_ row: Int) -> Int? {
    let isOfCounties = columnOf[.town] == nil && !namesVillages
    guard !isOfMembers, isBlank(self.cell(row, .village)), let cell = cell(row, isOfCounties ? .county : .town),
      cell.kind == .text
    else { return nil }
    let name = Text.squeezed(grid.texts[cell.text])
    let found = gazetteer.register.counties.firstIndex { $0.name == name }
    return isOfCounties || found == county ? found : nil
  }

  /// The town that 其中：东镇 names right below a total, where no other row is the town's: the towns below a total are all of it.
  func townOfWhich(_ row: Int) -> Int? {
    guard !isOfMembers, columnOf[.village] == nil, columnOf[.code] == nil, !leading.isEmpty,
      sums.isEmpty(level: Sums.grand), let cell = cell(row, .town), cell.kind == .text
    else { return nil }
    let words = Text.squeezed(grid.texts[cell.text]).dropFirst(2).drop { ":：".contains($0) }
    guard let town = gazetteer.town(String(words)) else { return nil }
    let isAgain = table.body.contains { other in
      other != row && self.cell(other, .town).map { gazetteer.town(cells.text($0)) == town } ?? false
    }
    return isAgain ? nil : town
  }

  /// The village of a row, carried down where it is written once; nil if the row names none.
  mutating func locateVillage(_ row: Int, _ number: Int) -> Int? {
    guard let column = columnOf[.village] ?? columnOf[.code] else { return village?.position }
    var cell = grid.cell(rowIndex: row, column: column)
    var inColumn = column
    if let codes = columnOf[.code], let code = grid.cell(rowIndex: row, column: codes), !isBlank(code) {
      cell = code
      inColumn = codes
      if column != codes, !isCode(code) {
        cell = grid.cell(rowIndex: row, column: column)
        inColumn = column
      }
    }
    guard let cell, !isBlank(cell) else {
      if let until = village?.until, number > until, mergeEnd(number, column) != nil || !isBlank(self.cell(row, .town))
      {
        // A merged cell says which rows are its village's; the next block's name was forgotten.
        village = nil
      }
      if let village {
        if kind == .roster || kind == .paymentList {
          cells.log.note("carried-down", row: number, column: column, raw: "", value: Mask.numbers(in: village.text))
        }
        return village.position
      }
      return nil
    }
    let end = mergeEnd(number, inColumn)
    defer { village?.until = end }
    guard cell.kind == .text else {
      let match = gazetteer.village(cells.text(cell), town: town)
      return place(match, text: cells.text(cell), id: nil, number, inColumn)
    }
    // A village's block of rows is told once, where it begins.
    if let village, village.id == cell.text, village.position >= 0 { return village.position }
    let key = VillageKey(town: town ?? -1, text: cell.text)
    let text = grid.texts[cell.text]
    let match = matches[key] ?? villageInAnyTown(text)
    matches[key] = match
    return place(match, text: text, id: cell.text, number, inColumn)
  }

  /// Whether a text is a village's, or would be one's: 以下空白 and 东镇片区 are none.
  func isOfVillage(_ text: String) -> Bool {
    switch gazetteer.village(text, town: town) {
    case .found, .alias, .ambiguous, .wrongKind: true
    case .unknown:
      ["村", "村委会", "村民委员会", "社区", "居委会", "居民委员会"].contains(where: Text.squeezed(text).hasSuffix)
    }
  }

  /// The last row of the cell that is merged downwards from a place; nil where none is.
  private func mergeEnd(_ row: Int, _ column: Int) -> Int? { mergeEnds[column]?[row] }

  /// The village that a text names; where no column says the town, the text's own counts more than the heading above it.
  func villageInAnyTown(_ text: String) -> Gazetteer.Match {
    let match = gazetteer.village(text, town: town)
    guard case .unknown = match, columnOf[.town] == nil, town != nil, let own = gazetteer.town(before: text),
      own != town
    else { return match }
    let other = gazetteer.village(text, town: own)
    if case .unknown = other { return match }
    return other
  }

  /// Whether a cell of the code column holds a registered code.
  mutating func isCode(_ cell: Cell) -> Bool {
    if cell.kind == .text, let known = codes[cell.text] { return known }
    let isCode = if case .found = gazetteer.village(cells.text(cell), town: nil) { true } else { false }
    return cell.kind == .text ? codes.keep(isCode, of: cell.text, in: grid.texts) : isCode
  }

  mutating func place(_ match: Gazetteer.Match, text: String, id: TextID?, _ row: Int, _ column: Int) -> Int {
    if case .found(let found, let rule) = match {
      if let rule {
        cells.log.note(
          rule, row: row, column: column, raw: Mask.numbers(in: text), value: gazetteer.name(found))
      }
      village = WrittenVillage(text: text, id: id, position: found)
      return found
    }
    let raw = Mask.numbers(in: text)
    let spot = Discrepancy.Spot(cells.place(row, column), raw: raw)
    let subject = Subject(
      county: county, town: town ?? gazetteer.town(before: text), detail: Text.squeezed(raw))
    var position = -1
    switch match {
    case .found: break
    case .alias(let found, let alias):
      position = found
      out.discrepancies.append(
        Discrepancy(
          .matchedByAlias, subject: gazetteer.subject(found), period: period, field: Field.village.rawValue,
          spots: [.init(spot.place, raw: raw, parsed: alias.code)], zh: "“\(raw)”按别名表对应为\(gazetteer.name(found))",
          en: "\"\(raw)\" is \(gazetteer.name(found)) by the alias file"))
    case .ambiguous, .wrongKind, .unknown:
      // A block of rows under one name is one finding, with a place for each row that names it.
      if village?.text == text, let open = openVillage {
        out.discrepancies[open].spots.append(spot)
        return -1
      }
      openVillage = out.discrepancies.count
    }
    switch match {
    case .found, .alias: break
    case .ambiguous(let found):
      let codes = found.map { gazetteer.code($0) }.joined(separator: " ")
      out.discrepancies.append(
        Discrepancy(
          .villageAmbiguous, subject: subject, period: period, field: Field.village.rawValue, spots: [spot],
          gap: .texts(expected: codes, actual: raw), level: .village, touches: .row,
          zh: "村名“\(raw)”对应多个村（\(codes)），请写明镇或全称",
          en: "\"\(raw)\" may be any of \(codes): name the town or write the name in full"))
    case .wrongKind(let found):
      out.discrepancies.append(
        Discrepancy(
          .kindMismatch, subject: subject, period: period, field: Field.village.rawValue, spots: [spot],
          gap: .texts(expected: gazetteer.name(found), actual: raw), level: .village, touches: .row,
          zh: "“\(raw)”与名册中的“\(gazetteer.name(found))”村居类型不符",
          en: "\"\(raw)\" differs in kind from the register's \(gazetteer.name(found))"))
    case .unknown(let name, let town):
      if CellReader.isErrorValue(Text.squeezed(text)) {
        cells.tellErrorValue(text, .village, row: row, column: column, subject, period: period)
      }
      let near = gazetteer.near(name, town: town)
      let names = near.map { "\(gazetteer.name($0.village))（\(Int($0.score * 100))%）" }.joined(separator: "、")
      let english = near.map { "\(gazetteer.name($0.village)) (\(Int($0.score * 100))%)" }.joined(separator: ", ")
      let elsewhere = townElsewhere(text, besides: town)
      out.discrepancies.append(
        Discrepancy(
          .villageNotInRegister, subject: subject, period: period, field: Field.village.rawValue,
          spots: [spot],
          gap: .texts(expected: Gazetteer.certain(near).map { gazetteer.name($0) } ?? "", actual: raw),
          level: .village,
          touches: .row,
          zh: "村名“\(raw)”不在名册中，该村人数和金额未计入" + (names.isEmpty ? "" : "；相近的有：\(names)")
            + (elsewhere.map { "；名册中同名的村在\($0)，请核对镇名" } ?? ""),
          en: "the register has no village \"\(raw)\"; its figures are not counted"
            + (names.isEmpty ? "" : "; near: \(english)")
            + (elsewhere.map { "; it has one of that name in \($0): check the town" } ?? "")))
    }
    village = WrittenVillage(text: text, id: id, position: position)
    return position
  }
}

extension TableReader {
  /// The town that has a village of a name which the row's own town has not.
  private func townElsewhere(_ text: String, besides town: Int?) -> String? {
    guard town != nil, case .found(let village, _) = gazetteer.village(text, town: nil),
      gazetteer.town(of: village) != town
    else { return nil }
    return gazetteer.register.towns[gazetteer.town(of: village)].name
  }

  /// DZ204: the fund pays villages. A registered community's rows are told, for they count for nothing.
  mutating func tellCommunity(_ position: Int, _ number: Int) {
    guard position >= 0, gazetteer.register.villages[position].kind == .community else { return }
    let name = gazetteer.name(position)
    let raw = Mask.numbers(in: village?.text ?? name)
    let spot = Discrepancy.Spot(out.source.place(.village, row: number), raw: raw)
    // Rows below one another under one name are one finding, with a place for each.
    if let open = out.discrepancies.lastIndex(where: { $0.code == .kindMismatch }),
      out.discrepancies[open].subject == gazetteer.subject(position),
      let last = out.discrepancies[open].spots.last, last.raw == raw,
      last.place == out.source.place(.village, row: number - 1)
    {
      out.discrepancies[open].spots.append(spot)
      return
    }
    out.discrepancies.append(
      Discrepancy(
        .kindMismatch, subject: gazetteer.subject(position), period: period, field: Field.village.rawValue,
        spots: [spot], gap: .texts(expected: "村", actual: raw), level: .village, touches: .row,
        zh: "“\(raw)”是名册中的居委会（\(name)），本项补贴只核拨到村，该行人数和金额未计入",
        en:
          "\"\(raw)\" is a community in the register (\(name)); the fund pays villages only, so the row is not counted")
    )
  }
}
