/// Takes rows from a sheet's bytes where they are written as plainly as Excel, WPS, LibreOffice and XlsxWriter write them: `<row>`, `<c>`,
/// `<f>`, `<v>` and `<is><t>` with known attributes. What it does not recognize byte for byte it leaves untouched, for libxml2 to judge.
struct PlainRowScanner {
  /// How far a row was taken.
  enum Outcome {
    /// The row is in the builder; the next begins there.
    case taken(next: Int)
    /// The rows end there.
    case end(Int)
    /// The bytes end before the row does.
    case more
    /// Something else than a plain row.
    case strange
  }

  private var bytes: PlainXML

  /// Scans bytes that `PlainXML.padding` zeros follow.
  init(_ base: UnsafePointer<UInt8>, count: Int) { bytes = PlainXML(base, count: count) }

  /// Takes the row that begins at a position, blanks before it included; a row is taken whole or not at all.
  mutating func takeRow(at start: Int, into rows: inout RowBuilder) -> Outcome {
    bytes.position = start
    bytes.skipBlanks()
    let here = bytes.position
    if bytes.take("</sheetData>") { return .end(here) }
    let mark = rows.mark
    if row(into: &rows) {
      rows.endRow()
      return .taken(next: bytes.position)
    }
    rows.abandonRow(to: mark)
    return bytes.mayContinue ? .more : .strange
  }

  private mutating func row(into rows: inout RowBuilder) -> Bool {
    guard bytes.take("<row") else { return false }
    var number = rows.row + 1
    var isHidden = false
    var seen = 0
    while bytes.isAt(UInt8(ascii: " ")) {
      guard let (known, value) = bytes.attribute(of: Self.rowAttributes, &seen) else { return false }
      switch known {
      case 0:
        guard value.count <= 7, let written = wholeNumber(value) else { return false }
        number = written
      case 1: isHidden = isHidden || isTrue(value)
      case 2: isHidden = isHidden || parsedNumber(value) == 0
      default: continue
      }
    }
    guard rows.beginPlainRow(number, isHidden: isHidden) else { return false }
    if bytes.take("/>") { return true }
    guard bytes.take(">") else { return false }
    var column = 0
    while true {
      bytes.skipBlanks()
      guard bytes.take("<c") else { return bytes.take("</row>") }
      guard cell(number, &column, into: &rows) else { return false }
    }
  }

  // The first three are those of the cases above; the others say nothing of the cells.
  private static let rowAttributes: [StaticString] = [
    "r", "hidden", "ht", "spans", "s", "customFormat", "customHeight", "x14ac:dyDescent", "outlineLevel", "collapsed",
    "thickTop", "thickBot", "ph",
  ]

  private mutating func cell(
    _ row: Int, _ last: inout Int, into rows: inout RowBuilder
  ) -> Bool {
    var column = last + 1
    var style = 0
    var type = CellContent.number
    var seen = 0
    while bytes.isAt(UInt8(ascii: " ")) {
      guard let (name, value) = bytes.shortAttribute() else {
        // What marks dynamic arrays, rich values and phonetic guides says nothing of the value.
        guard bytes.attribute(of: Self.silentAttributes, &seen) != nil else { return false }
        continue
      }
      switch name {
      case UInt8(ascii: "r"):
        guard seen & 8 == 0, let written = Self.column(of: value, row: row) else { return false }
        seen |= 8
        column = written
      case UInt8(ascii: "s"):
        guard seen & 16 == 0, let written = wholeNumber(value) else { return false }
        seen |= 16
        style = written
      case UInt8(ascii: "t"):
        guard seen & 32 == 0, let written = Self.type(value) else { return false }
        seen |= 32
        type = written
      default: return false
      }
    }
    // Out of order or outside the sheet is for the full reader to settle.
    guard column > last, rows.placePlainCell(column, style: style) else { return false }
    last = column
    if bytes.take("/>") || bytes.take("></c>") { return true }
    return bytes.take(">") && content(type, into: &rows)
  }

  private static let silentAttributes: [StaticString] = ["cm", "vm", "ph"]

  private mutating func content(
    _ type: CellContent, into rows: inout RowBuilder
  ) -> Bool {
    if bytes.take("<is><t") {
      if bytes.take("/></is></c>") { return true }
      guard bytes.take(">") || bytes.take(" xml:space=\"preserve\">"), let text = bytes.text(),
        bytes.take("</t></is></c>")
      else { return false }
      return rows.addPlainInline(text)
    }
    var formula: PlainXML.Text?
    if bytes.take("<f") {
      var seen = 0
      while bytes.isAt(UInt8(ascii: " ")) {
        guard bytes.attribute(of: Self.formulaAttributes, &seen) != nil else { return false }
      }
      if bytes.take("/>") {
        formula = PlainXML.Text()
      } else {
        guard bytes.take(">"), let text = bytes.text(), bytes.take("</f>") else { return false }
        formula = text
      }
      if bytes.take("</c>") { return rows.addPlainValue(type, nil, formula) }
    }
    if bytes.take("<v/></c>") { return rows.addPlainValue(type, PlainXML.Text(), formula) }
    guard bytes.take("<v>"), let text = bytes.text(), bytes.take("</v></c>") else { return false }
    return rows.addPlainValue(type, text, formula)
  }

  private static let formulaAttributes: [StaticString] = [
    "t", "ref", "si", "ca", "aca", "bx", "dt2D", "dtr", "del1", "del2", "r1", "r2",
  ]

  // A cell that contradicts its row is for the full reader.
  private static func column(of reference: UnsafeBufferPointer<UInt8>, row: Int) -> Int? {
    var column = 0
    var index = 0
    while index < reference.count, index < 3, (0x41...0x5a).contains(reference[index]) {
      column = column * 26 + Int(reference[index] - 64)
      index += 1
    }
    guard index > 0, reference.count > index, reference.count - index <= 7 else { return nil }
    var number = 0
    while index < reference.count {
      guard (0x30...0x39).contains(reference[index]) else { return nil }
      number = number * 10 + Int(reference[index] - 0x30)
      index += 1
    }
    return number == row ? column : nil
  }

  private static func type(_ word: UnsafeBufferPointer<UInt8>) -> CellContent? {
    if equals(word, "s") { return .shared }
    if equals(word, "n") { return .number }
    if equals(word, "str") { return .text }
    if equals(word, "inlineStr") { return .inline }
    if equals(word, "b") { return .boolean }
    if equals(word, "e") { return .error }
    return equals(word, "d") ? .date : nil
  }
}
