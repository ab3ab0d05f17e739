import Domain
import Spreadsheet

/// Sum rows of a town, below its villages' own or alone.
extension TableReader {
  /// The level of a sum row among its table's: 大江镇合计 is a town's, as 大江镇小计 is, and a 合计 above or below several of them is the table's.
  mutating func settledLevel(_ row: Int, _ level: Int, _ label: String) -> Int {
    guard level == 1 || level == 2, mayBeOfTown(label) || level == 2 && isBareSum(label) else { return level }
    let names = namesOfSums ?? names()
    namesOfSums = names
    guard names.hasHigher || names.towns > 1 && Self.isTowns(label) else { return level }
    if isOfTown(label) { return names.hasLower ? 2 : 1 }
    return names.hasLower && names.towns > 1 && level == 2 && isBareSum(label) ? 3 : level
  }

  /// Whether a subtotal is of the town whose villages' subtotals stand above it: 上坪村小计, 河湾村小计, then 石门镇小计, 镇小计 or, where its
  /// figures are what the villages' come to, 小计 once more.
  func isOfWholeTown(_ row: Int, _ level: Int, _ label: String) -> Bool {
    guard level == 1, leading.isEmpty, !isAtBeginning, sums.isEmpty(level: 1), !sums.isEmpty(level: 2), town != nil
    else { return false }
    if let named = townNamed(label) { return named == town }
    if Self.isTowns(label) { return !leadsTowns }
    return Self.withoutSumWord(label).isEmpty && (ties(row, level: 2) || !hasLed && isLastOfTown(row))
  }

  /// Whether a town's rows end with a sum row: below it stands another town or the table's total, or nothing. Where every sum so far stood below
  /// its rows, such a row sums up none that follow, even if a figure among its own is wrong or cannot be read.
  private func isLastOfTown(_ row: Int) -> Bool {
    let below = (row + 1..<max(row + 1, table.body.upperBound)).first { !grid.rows[$0].cells.isEmpty }
    guard let below, !endsInSumWord(below) else { return true }
    func another(_ cell: Cell?) -> Bool {
      guard let cell, cell.kind == .text, let next = gazetteer.town(grid.texts[cell.text]) else { return false }
      return next != town
    }
    guard columnOf[.town] == nil else { return another(cell(below, .town)) }
    let words = grid.rows[below].cells.filter { !isBlank(grid.cells[$0]) }
    return words.count == 1 && another(words.first.map { grid.cells[$0] })
  }

  /// Whether a sum's label is what any town's may be called.
  static func isTowns(_ label: String) -> Bool {
    townsOwn.contains(withoutSumWord(label))
  }

  /// The town of the rows above a subtotal that calls itself another's, 大江镇小计 right below the rows of 东镇, where its figures are what they
  /// come to: its name was copied. Where the table begins with a sum, each stands above its own town's rows; rows of several towns may have
  /// their sums below all of them.
  func townMisnamed(_ row: Int, _ level: Int, named: Int?) -> Int? {
    guard level == 1, let named, let above = townOfLastRow, above != named, leading.isEmpty, !isAtBeginning,
      case let stretches = sums.stretches(level: 1, by: .town), stretches.count == 1, stretches[0].place == above,
      stretches[0].count > 1, ties(row, level: 1)
    else { return nil }
    var ahead = classifier
    for first in table.body where !grid.rows[first].cells.isEmpty {
      switch ahead.kind(ofRowAhead: first) {
      case .blank, .setAside: continue
      case .sum: return nil
      default: return above
      }
    }
    return nil
  }

  /// DZ408 as a warning: a subtotal's figures tie to the rows above it, and its name is another town's.
  mutating func tellMisnamed(_ row: Int, _ label: String, of town: Int) {
    let number = grid.rows[row].number
    let name = gazetteer.register.towns[town].name
    let column = grid.rows[row].cells.first { !isBlank(grid.cells[$0]) }.map { Int(grid.cells[$0].column) } ?? 1
    out.discrepancies.append(
      Discrepancy(
        .subtotalMismatch, severity: .warning, subject: Subject(county: county, town: town, detail: label),
        period: period, field: "subtotal name", spots: [.init(cells.place(number, column), raw: label)], level: .town,
        touches: [],
        zh: "“\(label)”的数是上面\(name)各行之和，名称像是写错：请改为“\(name)小计”",
        en: "\(label) has the figures of the rows above it, which are \(name)'s: its name seems to be wrong"))
  }

  /// Whether the next row leaves the town's column blank: the sum above it has named its town.
  func namesNoTown(below row: Int) -> Bool {
    (row + 1..<max(row + 1, table.body.upperBound)).first { !grid.rows[$0].cells.isEmpty }.map {
      isBlank(cell($0, .town))
    } ?? false
  }

  /// Whether each figure of a row is what the rows above come to that a level closes.
  private func ties(_ row: Int, level: Int) -> Bool {
    var count = 0
    for (index, column) in sums.columns.enumerated() {
      guard let cell = grid.cell(rowIndex: row, column: column.column), !isBlank(cell) else { continue }
      let isMoney = if case .money = column.unit { true } else { false }
      guard let value = cells.quietly(cell, unit: isMoney ? units[column.column] ?? .yuan : nil),
        sums.parts(of: index, level: level, stated: value)?.sum == value
      else { return false }
      count += value == 0 ? 0 : 1
    }
    return count > 0
  }

  /// What the sum rows of the table are called.
  private func names() -> NamesOfSums {
    var classifier = classifier
    var names = NamesOfSums()
    for row in table.body where endsInSumWord(row) {
      guard case .sum(let level, let label) = classifier.ownKind(ofRow: row), level > Sums.page else { continue }
      if isOfTown(label) {
        names.towns += 1
      } else if level == 1 || ["村", "居", "社区", "村委会", "居委会"].contains(where: Self.withoutSumWord(label).hasSuffix) {
        // 山底村合计 is a village's.
        names.hasLower = true
      } else {
        names.hasHigher = true
      }
    }
    return names
  }

  /// Whether one of a row's first texts ends in 计: few rows do, and what kind the others are need not be asked.
  private func endsInSumWord(_ row: Int) -> Bool {
    grid.cells[grid.rows[row].cells.prefix(6)].contains { cell in
      cell.kind == .text && grid.texts.withBytes(of: cell.text) { $0.suffix(3).elementsEqual("计".utf8) }
    }
  }

  /// Whether a label is a sum's word and nothing else: 合计, 总计.
  private func isBareSum(_ label: String) -> Bool { Self.withoutSumWord(Text.headerWords(label)).isEmpty }

  private func mayBeOfTown(_ label: String) -> Bool { Self.withoutSumWord(label).contains { "镇乡街道".contains($0) } }

  /// Whether a sum row is a town's, which it names or not: 大江镇合计, 本镇小计, 全镇合计.
  private func isOfTown(_ label: String) -> Bool {
    mayBeOfTown(label) && (Self.isTowns(label) || townNamed(label) != nil)
  }

  /// What a town's own sum may be called.
  private static let townsOwn = Set(
    ["", "本", "全", "该"].flatMap { own in ["镇", "镇街", "镇(街)", "镇(街道)", "乡镇", "乡", "街道", "镇街道"].map { own + $0 } })
}
