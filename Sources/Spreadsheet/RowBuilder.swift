/// What the type of a cell says of its value.
enum CellContent { case number, shared, text, inline, boolean, error, date }

/// Builds rows of cells from what stands in a sheet's elements, whoever read them. Texts stay bytes, and nothing is allocated per cell.
struct RowBuilder {
  // A kind of sink of its own would make everything below generic, and each element pay for that.
  private(set) var sink: any RowSink
  private let wantsNotes: Bool
  private(set) var texts: TextTable
  /// The text of formulas whose value is missing or an error.
  private(set) var formulas: [CellAddress: String] = [:]
  /// True once the sink wants no more.
  private(set) var isDone = false
  var failure: ReadError.Reason?

  let strings: SharedStrings
  let natures: [Styles.Nature]
  let limits: Limits
  private let is1904: Bool

  // The row that is being built.
  private(set) var row = 0
  private(set) var column = 0
  private var isRowHidden = false
  private var cells: [Cell] = []
  private var isInOrder = true

  // The cell that is being built.
  var content = CellContent.number
  var style: UInt16 = 0
  var hasFormula = false
  var hasValue = false
  var value: [UInt8] = []
  var formula: [UInt8] = []
  private var formulaBytes = 0

  init(sink: any RowSink, strings: SharedStrings, styles: Styles, is1904: Bool, limits: Limits) {
    self.sink = sink
    wantsNotes = type(of: sink).wantsNotes
    self.strings = strings
    self.is1904 = is1904
    self.limits = limits
    natures = styles.cellFormats.map(\.nature)
    texts = TextTable(standingOn: strings.texts)
    value.reserveCapacity(256)
  }

  // MARK: Rows

  /// Begins a row, which may be out of order.
  mutating func beginRow(_ number: Int, isHidden: Bool) {
    row = number
    column = 0
    isRowHidden = isHidden
  }

  /// Ends the row.
  mutating func endRow() {
    flush()
    isRowHidden = false
  }

  /// Hands the row's cells over.
  mutating func flush() {
    guard !cells.isEmpty || isRowHidden, row > 0 else { return }
    if !isInOrder { cells = lastOfEachColumn(cells[...]) }
    isInOrder = true
    let goesOn = sink.take(row: row, isHidden: isRowHidden, cells: cells, texts: &texts)
    cells.removeAll(keepingCapacity: true)
    if let reason = sink.failure { failure = reason }
    if !goesOn { isDone = true }
    if texts.count > limits.texts || texts.byteCount > limits.textTableBytes {
      failure = .tooManyTexts(limit: limits.texts)
    }
  }

  /// Where a row began, to go back to.
  struct Mark {
    fileprivate let row: Int
    fileprivate let column: Int
    fileprivate let texts: Int
  }

  /// The place before a row.
  var mark: Mark { Mark(row: row, column: column, texts: texts.count) }

  /// Forgets what was built since the mark.
  mutating func abandonRow(to mark: Mark) {
    cells.removeAll(keepingCapacity: true)
    texts.truncate(to: mark.texts)
    row = mark.row
    column = mark.column
    isRowHidden = false
  }

  // MARK: Cells

  /// Forgets the cell before.
  mutating func beginCell() {
    content = .number
    style = 0
    hasFormula = false
    hasValue = false
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
  }

  /// Puts the cell into a column of the row.
  mutating func place(column next: Int) {
    if next > limits.columns { failure = .cellOutside("\(CellAddress(row: row, column: next))") }
    if next <= column { isInOrder = false }
    column = next
  }

  /// The column of an address; the cell's own address counts, even against its row's. What is no address is no place either, and
  /// must not become the next one.
  mutating func column(of reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    var number = 0
    var isBlank = true
    for byte in reference {
      if byte == 0x20 || (9...13).contains(byte) { continue }
      isBlank = false
      switch byte {
      case 0x41...0x5a where number == 0: column = column * 26 + Int(byte - 64)
      case 0x61...0x7a where number == 0: column = column * 26 + Int(byte - 96)
      case 0x30...0x39 where column > 0: number = number * 10 + Int(byte - 0x30)
      case 0x24: continue
      default:
        failure = .cellOutside(String(decoding: reference, as: UTF8.self))
        return nil
      }
      if column > 1_000_000 || number > 1_000_000_000 {
        failure = .cellOutside(String(decoding: reference, as: UTF8.self))
        return nil
      }
    }
    guard !isBlank else { return nil }
    guard column > 0 else {
      failure = .cellOutside(String(decoding: reference, as: UTF8.self))
      return nil
    }
    if number > 0, number != row {
      guard number <= limits.rows else {
        failure = .cellOutside(String(decoding: reference, as: UTF8.self))
        return nil
      }
      flush()
      row = number
      self.column = 0
    }
    return column
  }

  /// Ends a cell whose value and formula are in place.
  mutating func endCell() {
    if row == 0 { row = 1 }
    if content != .text, content != .inline { trimValue() }
    if value.isEmpty {
      // A formula whose text is empty is blank; one without a result was never calculated.
      if hasFormula, !(content == .text && hasValue) { add(.noValue, 0) }
      return
    }
    switch content {
    case .number: addNumber()
    case .shared: addShared()
    case .text, .inline: addText()
    case .boolean: add(.boolean, isFalse(value) ? 0 : 1)
    case .error: add(.error, UInt64(intern(value).rawValue))
    case .date: addDate()
    }
  }

  // Writers that indent their XML put blanks around a value.
  private mutating func trimValue() {
    while let last = value.last, last == 0x20 || (9...13).contains(last) { value.removeLast() }
    let lead = value.prefix { $0 == 0x20 || (9...13).contains($0) }.count
    if lead > 0 { value.removeFirst(lead) }
  }

  private mutating func addNumber() {
    guard let number = value.withUnsafeBufferPointer({ parsedNumber($0) }) else { return addText() }
    let index = Int(style)
    let isDate = index < natures.count && natures[index] != .plain
    add(isDate ? .date : .number, number.bitPattern)
  }

  private mutating func addShared() {
    let index = value.withUnsafeBufferPointer({ wholeNumber($0) }) ?? wholeOfDecimal()
    guard let index, index < strings.count else {
      let written = String(decoding: value.prefix(20), as: UTF8.self)
      failure = .sharedStringOutOfRange(
        CellAddress(row: row, column: column), index: written, count: strings.count)
      return
    }
    if let bits = strings.bits(index) { add(.text, bits) }
  }

  // A few writers put the index as a decimal, `3.0`.
  private func wholeOfDecimal() -> Int? {
    guard let number = value.withUnsafeBufferPointer({ parsedNumber($0) }), number >= 0 else {
      return nil
    }
    return Int(exactly: number)
  }

  mutating func addText() {
    unescapeControls(&value)
    add(.text, UInt64(intern(value).rawValue))
  }

  /// Ends a cell with an inline text of its own.
  mutating func endCell(with rich: inout RichText) {
    if row == 0 { row = 1 }
    rich.unescape()
    if !rich.bytes.isEmpty { add(.text, UInt64(intern(rich.bytes).rawValue) | rich.strike) }
    rich.reset()
  }

  private mutating func addDate() {
    guard let moment = value.withUnsafeBufferPointer({ DateTime(iso: $0) }) else {
      return addNumber()
    }
    let serial = moment.serial(is1904: is1904)
    // A date before the epoch has no serial, and the day before the first would be a time alone; it stays as it was written.
    if serial < (moment.hasDate ? 1 : 0) { return addText() }
    add(.date, serial.bitPattern)
  }

  private mutating func intern(_ bytes: [UInt8]) -> TextID {
    bytes.withUnsafeBufferPointer { texts.intern($0) }
  }

  /// Adds a text that is as it should be.
  mutating func addText(_ bytes: UnsafeBufferPointer<UInt8>) {
    add(.text, UInt64(texts.intern(bytes).rawValue))
  }

  mutating func add(_ kind: Cell.Kind, _ bits: UInt64) {
    cells.append(Cell(column: column, style: style, kind: kind, isFormula: hasFormula, bits: bits))
    if wantsNotes, kind == .noValue || kind == .error, !formula.isEmpty {
      formulaBytes += formula.count
      if formulaBytes > limits.textTableBytes { failure = .tooManyTexts(limit: limits.texts) }
      formulas[CellAddress(row: row, column: column)] = String(decoding: formula, as: UTF8.self)
    }
  }
}

// Whatever is not no is yes, as Excel reads any number but zero.
private func isFalse(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer {
    equals($0, "false") || equals($0, "FALSE") || equals($0, "False") || parsedNumber($0) == 0
  }
}
