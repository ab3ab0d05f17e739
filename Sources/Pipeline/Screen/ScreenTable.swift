import Domain

/// Rows and columns of texts on a terminal: figures to the right, words to the left, and where they do not all fit, the least
/// needed columns left out.
struct ScreenTable {
  struct Column {
    var title: String
    var isFigure = true
    /// Columns of the greatest number go first; 0 never goes.
    var dispensable = 0
  }

  struct Cell {
    var text: String
    var ink: Look.Ink?
    init(_ text: String, _ ink: Look.Ink? = nil) {
      self.text = visible(text, limit: 60)
      self.ink = ink
    }
  }

  var columns: [Column]
  var rows: [[Cell]] = []

  func lines(_ look: Look) -> [String] {
    var shown = Array(columns.indices)
    func widths() -> [Int] {
      shown.map { column in
        ([columns[column].title] + rows.map { $0[column].text }).map { displayWidth($0) }.max() ?? 0
      }
    }
    while widths().reduce(0, +) + 2 * (shown.count - 1) > look.width,
      let worst = shown.filter({ columns[$0].dispensable > 0 }).max(by: {
        columns[$0].dispensable < columns[$1].dispensable
      })
    {
      shown.removeAll { $0 == worst }
    }
    let widths = widths()
    func line(_ cells: [Cell], isHead: Bool) -> String {
      var out = ""
      for (index, column) in shown.enumerated() {
        let cell = cells[column]
        let padding = String(repeating: " ", count: widths[index] - displayWidth(cell.text))
        let text = look.paint(cell.text, isHead ? .faint : cell.ink)
        let isLast = index == shown.count - 1
        out += columns[column].isFigure ? padding + text : isLast ? text : text + padding
        if !isLast { out += "  " }
      }
      return out
    }
    return [line(columns.map { Cell($0.title) }, isHead: true)] + rows.map { line($0, isHead: false) }
  }
}
