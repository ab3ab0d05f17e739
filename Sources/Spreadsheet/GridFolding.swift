/// Rows that belong together, to be laid side by side.
public struct RowFold: Sendable {
  /// The header's row, a position in `rows`.
  public var header: Int
  /// What each of a place's rows holds.
  public var words: [String]
  /// The column that says so, where one does.
  public var item: Int?
  /// The columns of figures, each with its header.
  public var figures: [Int: String]
  /// The rows of each place, positions in `rows`: as many as there are words.
  public var groups: [[Int]]
  /// Rows that say no more than the words do.
  public var dropped: Set<Int> = []
  /// How far to the right each further row goes.
  public var width: Int

  /// Rows to be laid side by side.
  public init(header: Int, words: [String], figures: [Int: String], groups: [[Int]], width: Int) {
    self.header = header
    self.words = words
    self.figures = figures
    self.groups = groups
    self.width = width
  }
}

extension Grid {
  /// The sheet with the figures of a group's further rows beside those of its first, each under its own header. The header takes a second row,
  /// of the words that told the rows apart: what is above goes up by one, so that rows of figures keep their numbers.
  public func folded(_ fold: RowFold) -> Grid {
    var folded = self
    (folded.rows, folded.cells) = ([], [])
    func add(_ number: Int, isHidden: Bool, _ cells: [Cell]) {
      let start = folded.cells.count
      folded.cells += cells.sorted { $0.column < $1.column }
      folded.rows.append(Row(number: number, isHidden: isHidden, cells: start..<folded.cells.count))
    }
    func text(_ text: String, _ column: Int) -> Cell {
      let id = folded.texts.intern(text)
      return Cell(column: column, style: 0, kind: .text, isFormula: false, bits: UInt64(id.rawValue))
    }
    for (position, row) in rows[..<fold.header].enumerated() where !fold.dropped.contains(position) {
      add(row.number - 1, isHidden: row.isHidden, Array(cells[row.cells]))
    }
    let header = rows[fold.header]
    var (names, words) = ([Cell](), [Cell]())
    for cell in cells[header.cells] where Int(cell.column) != fold.item && fold.figures[Int(cell.column)] == nil {
      names.append(cell)
    }
    for (column, name) in fold.figures {
      for (place, word) in fold.words.enumerated() {
        names.append(text(name, column + place * fold.width))
        words.append(text(word, column + place * fold.width))
      }
    }
    add(header.number - 1, isHidden: header.isHidden, names)
    add(header.number, isHidden: header.isHidden, words)
    let groups = Dictionary(uniqueKeysWithValues: fold.groups.compactMap { group in group.first.map { ($0, group) } })
    let further = fold.dropped.union(fold.groups.flatMap { $0.dropFirst() })
    var places: [Int: (row: Int, right: Int)] = [:]
    for position in rows.indices.dropFirst(fold.header + 1) where !further.contains(position) {
      let row = rows[position]
      guard let group = groups[position] else {
        add(row.number, isHidden: row.isHidden, Array(cells[row.cells]))
        continue
      }
      var own: [Cell] = []
      for (place, position) in group.enumerated() {
        places[rows[position].number] = (row.number, place * fold.width)
        for var cell in cells[rows[position].cells] where Int(cell.column) != fold.item {
          if fold.figures[Int(cell.column)] != nil {
            cell.column += Int32(place * fold.width)
          } else if place > 0, own.contains(where: { $0.column == cell.column }) {
            continue
          }
          own.append(cell)
        }
      }
      add(row.number, isHidden: group.contains { rows[$0].isHidden }, own)
    }
    func moved(_ address: CellAddress) -> CellAddress {
      if address.row <= header.number { return CellAddress(row: address.row - 1, column: address.column) }
      guard let place = places[address.row] else { return address }
      let right = fold.figures[address.column] == nil ? 0 : place.right
      return CellAddress(row: place.row, column: address.column + right)
    }
    folded.merges = merges.compactMap { merge in
      let (first, last) = (moved(merge.first), moved(merge.last))
      return first.row <= last.row && first.column <= last.column ? CellRange(first, last) : nil
    }
    folded.hiddenColumns = fold.words.indices.flatMap { place in
      hiddenColumns.map { ($0.lowerBound + place * fold.width)...($0.upperBound + place * fold.width) }
    }
    (folded.comments, folded.formulas) = ([:], [:])
    for (address, text) in comments { folded.comments[moved(address)] = text }
    for (address, text) in formulas { folded.formulas[moved(address)] = text }
    return folded
  }
}
