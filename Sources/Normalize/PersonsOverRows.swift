import Domain
import Spreadsheet

/// Lists in which each person has a row of each half-year or quarter, and is written once for them.
extension PlacedTable {
  /// Writes the person in each of the rows, where a column says which part of the year each is of and none comes twice for anybody. A row of
  /// another place, or without a name where rows beside one another repeat theirs, is somebody's whose name is missing.
  mutating func writePersonsOut() {
    guard let name = table.column(.name), let parts = columnOfParts else { return }
    func text(_ row: Int, _ column: Int) -> String {
      grid.cell(rowIndex: row, column: column).map { Text.squeezed(grid.display($0)) } ?? ""
    }
    let columns = table.fields.filter { [.name, .idNumber, .role, .concurrent, .account].contains($0.value) }.keys
      .sorted()
    let places = [Field.town, .village, .code].compactMap { table.column($0) }
    let figures = [Field.amount, .due, .months].compactMap { table.column($0) }
    var (texts, first, seen) = ([Int: [Int: String]](), Int?.none, Set<String>())
    var isWrittenAgain = false
    for row in table.body where !table.isSum(row, grid) {
      let hasFigures = figures.contains { !text(row, $0).isEmpty }
      if text(row, parts).isEmpty {
        // 停发时段 is said of some and not of all.
        guard text(row, name).isEmpty || !hasFigures else { return }
        continue
      }
      if !text(row, name).isEmpty {
        if let first, text(first, name) == text(row, name) { isWrittenAgain = true }
        (first, seen) = (row, [text(row, parts)])
        continue
      }
      // A number of its own begins a person, whose name is missing.
      if let serial = table.column(.serial), let above = first, !text(row, serial).isEmpty,
        text(row, serial) != text(above, serial)
      {
        first = nil
        continue
      }
      guard let first, columns.allSatisfy({ text(row, $0).isEmpty }),
        places.allSatisfy({ text(row, $0).isEmpty || text(row, $0) == text(first, $0) }),
        hasFigures, seen.insert(text(row, parts)).inserted
      else { return }
      for column in columns {
        guard let cell = grid.cell(rowIndex: first, column: column) else { continue }
        // A long number is no text any more.
        guard cell.kind == .text || grid.display(cell).utf8.count < 12 else { return }
        texts[row, default: [:]][column] = grid.display(cell)
      }
    }
    // Where nobody has two rows the parts are of something else.
    guard !figures.isEmpty, texts.isEmpty == isWrittenAgain else { return }
    table.fields[parts] = .other
    table.unknown.removeAll { $0 == parts }
    if !texts.isEmpty { grid = grid.setting([:], texts: texts) }
  }

  /// The column of nothing but quarters or half-years, two or more of them.
  private var columnOfParts: Int? {
    table.unknown.sorted().first { column in
      var seen: Set<String> = []
      for row in table.body {
        guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
        let words = Text.squeezed(grid.display(cell))
        if words.isEmpty || table.isSum(row, grid) { continue }
        guard cell.kind == .text, words.count <= 12, Vocabulary.namedSpan(words, year: 0) != nil else { return false }
        seen.insert(words)
      }
      return seen.count > 1
    }
  }
}
