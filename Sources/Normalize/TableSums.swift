import Domain
import Spreadsheet

/// Rows that state sums, and rows that sign a table off.
extension TableReader {
  mutating func sum(_ row: Int, level: Int, label: String) {
    guard level > Sums.page else {
      if !sums.isEmpty(level: level) { tie(row, level: level, label: label, town: town) }
      return
    }
    let own = settledLevel(row, level, label)
    let isOfTown = level == 1 && own == 2 && !leadsTowns || isOfWholeTown(row, own, label)
    let level = isOfTown ? 2 : own
    settleLeadingSums(level: level)
    // 小计 with nothing between it and the last sum row, or the header, sums up what follows; so does a total above everything.
    let named = townNamed(label) ?? townBeside(row)
    if !isOfTown, let above = townMisnamed(row, level, named: named) {
      tellMisnamed(row, label, of: above)
      tie(row, level: level, label: label, town: above)
      if grid.rows[row].isHidden { hidden.append((grid.rows[row].number, 0)) }
      return
    }
    // Below the town's own heading too, as long as no row of it was read.
    let isOfNewTown = named.map { ($0 != town || $0 != townOfLastRow) && !out.towns.contains($0) } ?? false
    let leadsTown = leadsTowns && Self.isTowns(label)
    if isAtBeginning || isOfNewTown || leadsTown
      || (level == 1 ? sums.isEmpty(level: 1) : sums.isEmpty(level: Sums.grand))
    {
      locateTown(row, grid.rows[row].number, isSum: true)
      // 西领镇小计 above its villages: they are not the town's above.
      let strange = named == nil && columnOf[.town] == nil ? strangeTownSummed(label) : nil
      lead(
        row, level: level, label: label, town: named ?? (level == 1 && strange == nil ? town : nil),
        isOfStrangeTown: strange != nil)
      if let strange { enterStrangeTown(row, strange) }
      if isOfNewTown, columnOf[.town] == nil || namesNoTown(below: row), let named { enter(named) }
      village = home
    } else {
      tie(row, level: level, label: label, town: named ?? town, isOfTown: isOfTown)
    }
    if grid.rows[row].isHidden { hidden.append((grid.rows[row].number, 0)) }
  }

  /// Keeps a sum row until the rows that it sums up are read.
  mutating func lead(_ row: Int, level: Int, label: String, town: Int?, isOfStrangeTown: Bool = false) {
    settleLeadingSums(level: level)
    hasLed = true
    if Self.isTowns(label) { leadsTowns = true }
    leading.append(LeadingSum(row: row, level: level, label: label, town: town, isOfStrangeTown: isOfStrangeTown))
  }

  /// Ties leading sums of a level, and of those below it, to the rows that follow them.
  mutating func settleLeadingSums(level: Int) {
    while let last = leading.last, last.level <= level {
      leading.removeLast()
      if !isOfMembers, sums.isEmpty(level: last.level), let named = last.town {
        // A town without villages below it is a record of its own.
        aggregateTown(last.row, named)
      } else if !isOfMembers, sums.isEmpty(level: last.level), last.isOfStrangeTown {
        addStrangeTown(last.row, last.label)
      } else if !isOfMembers, sums.isEmpty(level: Sums.grand) {
        wholeRow = last.row
      } else {
        let isOfRows = last.level == 1 && columnOf[.town] != nil && townNamed(last.label) == nil
        tie(
          last.row, level: last.level, label: last.label, town: isOfRows ? townOfLastRow ?? last.town : last.town,
          isLeading: true)
      }
    }
  }

  /// A row of figures that names nothing is a total if it says what the rows above it come to.
  mutating func isTotalWithoutLabel(_ row: Int, _ number: Int) -> Bool {
    var values: [(index: Int, value: Int64)] = []
    for (index, column) in sums.columns.enumerated() {
      guard let cell = grid.cell(rowIndex: row, column: column.column), !isBlank(cell) else { continue }
      let isMoney = if case .money = column.unit { true } else { false }
      guard let value = cells.quietly(cell, unit: isMoney ? units[column.column] ?? .yuan : nil) else { return false }
      values.append((index, value))
    }
    guard !values.isEmpty, values.contains(where: { $0.value != 0 }) else { return false }
    for level in [1, 2, Sums.grand] where !sums.isEmpty(level: level) && sums.count(level: level).rows > 1 {
      // One wrong figure among them is a total that does not tie.
      let parts = values.map { sums.parts(of: $0.index, level: level, stated: $0.value) }
      let tying = zip(parts, values).count { $0?.sum == $1.value }
      // Nor need a figure tie whose parts cannot all be read, if it is not less than those that can.
      let open = zip(parts, values).count { parts, value in
        parts.map { !$0.isComplete && $0.sum < value.value } ?? false
      }
      let isOpen = level == Sums.grand && open == values.count
      guard isOpen || tying > 0 && (tying + open) * 2 > values.count else { continue }
      cells.log.note(
        "total-without-label", row: number, column: sums.columns[values[0].index].column, raw: "", value: "合计")
      settleLeadingSums(level: min(level, 3))
      tie(row, level: min(level, 3), label: "", town: level == 1 ? town : nil)
      return true
    }
    return false
  }

  /// Whether a cell is the sum's own word, which may stand right before its figures.
  private func isLabel(_ cell: Cell, _ label: String) -> Bool {
    cell.kind == .text && Text.squeezed(grid.texts[cell.text]) == label
  }

  private mutating func tie(
    _ row: Int, level: Int, label: String, town: Int?, isLeading: Bool = false, isOfTown: Bool = false
  ) {
    let number = grid.rows[row].number
    if level > 1 { tellRowsWithoutSum() }
    let subject = Subject(county: county, town: level >= 3 ? nil : town, detail: label)
    let ownUnit = UnitWords.header([label])
    let stated = sums.columns.enumerated().map { index, column in
      let cell = grid.cell(rowIndex: row, column: column.column)
      let isMoney = if case .money = column.unit { true } else { false }
      // 总人数 counts no months, whatever column its figure stands in.
      let isOther = column.field == .months && label == "总人数"
      guard let cell, !isBlank(cell), !isLabel(cell, label), !isOther else { return Int64?.none }
      if isMoney, let ownUnit, let fen = inOwnUnit(ownUnit, cell, index, row: number, level: level, label: label) {
        return fen
      }
      if isMoney, let fen = amountBehindWords(cell, column, row: number) { return fen }
      return cells.number(
        cell, column.field, row: number, column: column.column, unit: isMoney ? units[column.column] ?? .yuan : nil,
        owner: RowOwner(place: subject), period: column.month.map { "\($0)" } ?? period
      ).value
    }
    let own = reach(of: stated, row: row, level: level, label: label, isLeading: isLeading)
    var count = sums.count(level: level)
    if let own { count.rows = own.count }
    for (index, column) in sums.columns.enumerated() {
      let isMoney = if case .money = column.unit { true } else { false }
      guard let value = stated[index],
        let parts = own.map({ sums.parts(of: index, in: $0) })
          ?? summedUp(index, level: level, label: label, stated: value)
      else { continue }
      let isGrand = parts.isGrand && level >= 2
      // 12 below a column of twelves says what each row has; it sums nothing up.
      if column.field == .months, parts.count > 0, value * Int64(parts.count) == parts.sum { continue }
      // Nor do heads below a place's two half-years or four quarters: they are the same persons again.
      if column.field == .eligible, case let spans = spans(of: parts.rows), spans > 1,
        parts.sum == value &* Int64(spans)
      {
        continue
      }
      if level > Sums.page, isMoney, column.month == nil, !column.isSpan,
        summedUp?.parts != parts.rows || column.field == .amount
      {
        summedUp = SummedUp(
          field: column.field, sum: parts.sum, parts: parts.rows, isComplete: parts.isComplete,
          isGrand: isGrand, town: town ?? -1)
      }
      out.totals.append(
        StatedTotal(
          source: .toCome, row: number, column: column.column, field: column.field, month: column.month,
          unit: column.unit, stated: value, sum: parts.sum, sumWithSubtotals: parts.doubled, parts: parts.rows,
          isComplete: parts.isComplete, label: label, isGrand: isGrand,
          town: (isGrand ? out.source.town : town) ?? -1,
          raw: cells.text(grid.cell(rowIndex: row, column: column.column))))
    }
    statedCounts(row, number, label: label, level: level, count: count)
    sums.close(level: level, stated: stated, isOfTown: isOfTown, through: isLeading ? nil : own)
    // A village's rows may go on overleaf.
    if level > Sums.page { village = home }
  }

  /// 合计（大写）人民币壹万元整: it has to say what the total's parts come to, whatever the total in figures says.
  mutating func inWords(_ row: Int) {
    let number = grid.rows[row].number
    for index in grid.rows[row].cells where grid.cells[index].kind == .text {
      let text = grid.texts[grid.cells[index].text]
      let sentence = RowClassifier.totalInWords(Text.squeezed(text))
      guard let stated = Self.amountInWords(text) ?? sentence?.fen else { continue }
      let column = Int(grid.cells[index].column)
      cells.log.note(
        sentence == nil ? "amount-in-words" : "total-in-sentence", row: number, column: column, raw: Text.trimmed(text),
        value: "\(Money(fen: stated))")
      let isOfAll = ["总", "全市", "全县", "全区"].contains(where: Text.squeezed(text).hasPrefix)
      guard let parts = partsInWords(stated: stated, isOfAll: isOfAll) else { break }
      out.totals.append(
        StatedTotal(
          source: .toCome, row: number, column: column, field: parts.field, month: nil, unit: .money,
          stated: stated, sum: parts.sum, sumWithSubtotals: nil, parts: parts.parts, isComplete: parts.isComplete,
          label: sentence?.label ?? "大写", isGrand: parts.isGrand, town: parts.town,
          raw: Mask.numbers(in: Text.trimmed(text))))
      if let heads = sentence?.heads { tieHeads(heads, of: parts, number, column, raw: Text.trimmed(text)) }
      return
    }
    setAside(row, zh: "大写金额", en: "an amount in words")
  }

  /// DZ408: 合计：7人 is as many as the list's members, or those of them who are paid.
  private mutating func tieHeads(_ heads: Int64, of parts: SummedUp, _ number: Int, _ column: Int, raw: String) {
    let members = out.members.filter { parts.parts.contains(Int($0.row)) }
    let paid = members.filter { $0.amount.value ?? 0 != 0 }
    // Who is paid in two rows is one.
    let persons = Set(paid.map { "\($0.village) \($0.name.text)" }).count
    guard isOfMembers, !members.isEmpty, ![paid.count, persons].contains(Int(heads)) else { return }
    out.totals.append(
      StatedTotal(
        source: .toCome, row: number, column: column, field: .listed, month: nil, unit: .count("人"), stated: heads,
        sum: Int64(members.count), sumWithSubtotals: nil, parts: parts.parts, isComplete: parts.isComplete,
        label: "人数", isGrand: parts.isGrand, town: parts.town, raw: Mask.numbers(in: raw)))
  }

  /// What an amount in words sums up: the last total's parts, or the rows that no total has closed.
  private func partsInWords(stated: Int64, isOfAll: Bool) -> SummedUp? {
    if let summedUp, summedUp.sum == stated { return summedUp }
    let money: [Field] = [.amount, .due]
    guard
      let index = money.compactMap({ field in
        sums.columns.firstIndex { $0.field == field && $0.month == nil && !$0.isSpan }
      }).first, let whole = sums.parts(of: index, level: Sums.grand, stated: stated),
      let open = sums.parts(of: index, level: 2, stated: stated)
    else { return summedUp }
    // Below towns' sums stands the whole table's.
    let isWhole = isOfAll || whole.sum == stated
    if !isWhole, sums.isEmpty(level: 2), let summedUp { return summedUp }
    let parts = isWhole ? whole : open
    return SummedUp(
      field: sums.columns[index].field, sum: parts.sum, parts: parts.rows, isComplete: parts.isComplete,
      isGrand: parts.isGrand, town: town ?? -1)
  }

  /// The amount that follows 人民币 or 大写, up to its 整 or the bracket that repeats it in figures.
  private static func amountInWords(_ text: String) -> Int64? {
    var words = Substring(Text.squeezed(text))
    for mark in ["大写", "人民币"] {
      if let range = words.ranges(of: mark).last { words = words[range.upperBound...] }
    }
    words = words.drop { ":：)）(（,，".contains($0) }.prefix { !"()（）¥￥,，小".contains($0) }
    if words.contains(where: { "元圆".contains($0) }),
      let fen = ChineseNumeral.value(String(words)).flatMap({ $0.money(in: .yuan)?.amount.fen }),
      fen.magnitude <= Money.statedLimit.magnitude
    {
      return fen
    }
    return nil
  }

  /// The town that stands beside a sum's own word, where no column has the towns: 三埠街道 │ 全镇共计.
  private func townBeside(_ row: Int) -> Int? {
    guard columnOf[.town] == nil else { return nil }
    for index in grid.rows[row].cells where grid.cells[index].kind == .text && grid.cells[index].column <= 3 {
      let text = grid.texts[grid.cells[index].text]
      guard let named = gazetteer.town(text) else { continue }
      // 横陂 is a town, and a village of another town's.
      if town != nil, case .found = gazetteer.village(text, town: town) { continue }
      return named
    }
    return nil
  }

  /// What a sum row's label names beside its own word.
  static func withoutSumWord(_ label: String) -> String {
    var name = label
    for word in ["小计", "合计", "总计", "共计", "累计", "汇总", "计"] where name.hasSuffix(word) { name.removeLast(word.count) }
    return name
  }

  /// The town that a sum row names: 三埠街道小计.
  func townNamed(_ label: String) -> Int? {
    let name = Self.withoutSumWord(label)
    return name.isEmpty ? nil : gazetteer.town(name) ?? (name.count > 12 ? gazetteer.town(within: name) : nil)
  }

  /// Whether the words before a figure of a row say that it is money: 总人数 │ 15 │ 总金额 │ 37440 below a list stands in any columns.
  private func isOfMoney(_ row: Int, before column: Int) -> Bool {
    let words = grid.rows[row].cells.lazy.map { grid.cells[$0] }.filter { $0.kind == .text && Int($0.column) < column }
      .map { Text.squeezed(grid.texts[$0.text]) }.last { if case .unreadable = NumberText($0) { true } else { false } }
    return words?.contains("金额") ?? false
  }

  /// 78人 or 226个村 beside the word 合计, in a column that holds names.
  mutating func statedCounts(
    _ row: Int, _ number: Int, label: String, level: Int, count: (rows: Int, whole: Int)
  ) {
    let isMembers = kind == .roster || kind == .paymentList
    for field in [Field.serial, .village, .name, .idNumber, .role] {
      guard let column = columnOf[field], let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(cells.text(cell)), let value = written.whole
      else { continue }
      // Members are counted where rows are members, villages where rows are villages.
      let isOfRows =
        isMembers
        ? ["人", "名"].contains(written.suffix) || written.suffix.isEmpty && field != .village
        : ["个村", "村", "个"].contains(written.suffix)
      guard isOfRows, !isOfMoney(row, before: column) else { continue }
      let useWhole = count.rows == 0 || (level >= 2 && Int64(count.rows) != value)
      let rows = useWhole ? count.whole : count.rows
      out.totals.append(
        StatedTotal(
          source: .toCome, row: number, column: column, field: isMembers ? .listed : .villageCount, month: nil,
          unit: .count(isMembers ? "人" : "村"), stated: value, sum: Int64(rows), sumWithSubtotals: nil,
          parts: out.source.rows, isComplete: true, label: label, isGrand: level >= 2, town: out.source.town ?? -1,
          raw: cells.text(cell)))
    }
  }
}
