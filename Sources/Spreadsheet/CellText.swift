extension Grid {
  /// The text of a cell as displayed with its number format.
  public func display(_ cell: Cell) -> String { displayed(cell, texts, styles, is1904: is1904) }

  /// The value of a cell without its format, as `extract --raw` prints it.
  public func raw(_ cell: Cell) -> String { unformatted(cell, texts, styles, is1904: is1904) }

  /// The date, time or duration of a `.date` cell, in civil terms; nil for other cells and for serials that are no date.
  public func dateTime(_ cell: Cell) -> DateTime? { moment(cell, styles, is1904: is1904) }

  /// Whether the cell's text is struck through: by its font, or because every run of its rich text is.
  public func isStruck(_ cell: Cell) -> Bool {
    if cell.kind == .text {
      if cell.bits & Cell.isStruckThrough != 0 { return true }
      if cell.bits & Cell.hasCleanRun != 0 { return false }
    }
    return styles.isStruck(cell.style)
  }
}

func moment(_ cell: Cell, _ styles: Styles, is1904: Bool) -> DateTime? {
  guard cell.kind == .date else { return nil }
  return DateTime(serial: cell.number, is1904: is1904, isDuration: styles.nature(Int(cell.style)) == .duration)
}

func unformatted(_ cell: Cell, _ texts: TextTable, _ styles: Styles, is1904: Bool) -> String {
  switch cell.kind {
  case .text, .error: texts[cell.text]
  case .number: shortestDecimal(cell.number)
  case .date: moment(cell, styles, is1904: is1904)?.iso ?? shortestDecimal(cell.number)
  case .boolean: cell.boolean ? "TRUE" : "FALSE"
  case .noValue: ""
  }
}

func displayed(_ cell: Cell, _ texts: TextTable, _ styles: Styles, is1904: Bool) -> String {
  let format = styles.format(cell.style)
  switch cell.kind {
  case .text: return format.display(text: texts[cell.text])
  case .error: return texts[cell.text]
  case .number: return format.display(cell.number, is1904: is1904)
  case .date:
    // A cell of type `d` may have no date format; its date is shown as it was written.
    if !format.isDate { return unformatted(cell, texts, styles, is1904: is1904) }
    return format.display(cell.number, is1904: is1904)
  case .boolean: return cell.boolean ? "TRUE" : "FALSE"
  case .noValue: return ""
  }
}
