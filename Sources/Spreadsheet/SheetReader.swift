/// What the type of a cell says of its value.
enum CellContent { case number, shared, text, inline, boolean, error, date }

/// Builds rows of cells from a sheet part. It runs for every element of a sheet, so names are told apart by their first
/// letters, texts stay bytes, and nothing is allocated per cell.
struct SheetReader<Sink: RowSink>: XMLReader {
  private(set) var sink: Sink
  private(set) var extras = SheetExtras()
  private(set) var isDone = false
  private(set) var failure: ReadError.Reason?

  private let strings: SharedStrings
  private let natures: [Styles.Nature]
  private let is1904: Bool
  private let limits: Limits
  private var texts: TextTable

  // The row that is being read.
  private var row = 0
  private var isRowHidden = false
  private var cells: [Cell] = []
  private var column = 0
  private var isInOrder = true

  // The cell that is being read.
  private enum Collecting { case nothing, value, formula }
  private var isInCell = false
  private var content = CellContent.number
  private var style: UInt16 = 0
  private var hasFormula = false
  private var hasValue = false
  private var isInline = false
  private var collecting = Collecting.nothing
  private var value: [UInt8] = []
  private var formula: [UInt8] = []
  private var formulaBytes = 0
  private var rich = RichText()

  init(sink: Sink, strings: SharedStrings, styles: Styles, is1904: Bool, limits: Limits) {
    self.sink = sink
    self.strings = strings
    self.is1904 = is1904
    self.limits = limits
    natures = styles.cellFormats.map(\.nature)
    texts = TextTable(standingOn: strings.texts)
    value.reserveCapacity(256)
  }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name.isMain, !isDone, failure == nil else { return }
    if isInline { return rich.start(name, attributes) }
    let local = name.local
    switch (local[0], local[1]) {
    case (UInt8(ascii: "c"), 0): startCell(attributes)
    case (UInt8(ascii: "v"), 0) where isInCell:
      collecting = .value
      hasValue = true
    case (UInt8(ascii: "f"), 0) where isInCell:
      collecting = .formula
      hasFormula = true
    case (UInt8(ascii: "i"), UInt8(ascii: "s")) where local[2] == 0 && isInCell:
      isInline = true
      rich.reset()
    case (UInt8(ascii: "r"), UInt8(ascii: "o")) where equals(local, "row"): startRow(attributes)
    case (UInt8(ascii: "m"), _) where equals(local, "mergeCell"): addMerge(attributes)
    case (UInt8(ascii: "c"), _) where equals(local, "col"): addColumn(attributes)
    default: return
    }
  }

  mutating func end(_ name: XMLName) {
    guard name.isMain, !isDone, failure == nil else { return }
    let local = name.local
    if isInline {
      if equals(local, "is") { isInline = false } else { rich.end(name) }
      return
    }
    switch (local[0], local[1]) {
    case (UInt8(ascii: "v"), 0), (UInt8(ascii: "f"), 0): collecting = .nothing
    case (UInt8(ascii: "c"), 0): endCell()
    case (UInt8(ascii: "r"), UInt8(ascii: "o")) where equals(local, "row"): endRow()
    default: return
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInline {
      rich.text(bytes)
      if rich.bytes.count > limits.textBytes { failure = .textTooLong(limit: limits.textBytes) }
      return
    }
    switch collecting {
    case .nothing: return
    case .value: value.append(contentsOf: bytes)
    case .formula: formula.append(contentsOf: bytes)
    }
    if max(value.count, formula.count) > limits.textBytes { failure = .textTooLong(limit: limits.textBytes) }
  }

  /// Hands over what a missing end of the part has left, and the sheet's texts.
  mutating func finish() {
    if failure == nil, !isDone { flush() }
    extras.texts = texts
  }

  // MARK: Rows

  private mutating func startRow(_ attributes: XMLAttributes) {
    flush()
    var number = row + 1
    isRowHidden = false
    for index in 0..<attributes.count where !attributes.isPrefixed(index) {
      guard let name = attributes.name(index) else { continue }
      if name[0] == UInt8(ascii: "r"), name[1] == 0 {
        number = Self.rowNumber(attributes.value(index)) ?? number
      } else if equals(name, "hidden") {
        isRowHidden = isRowHidden || isTrue(attributes.value(index))
      } else if equals(name, "ht"), parsedNumber(attributes.value(index)) == 0 {
        // A height of nothing hides as well as the flag does.
        isRowHidden = true
      }
    }
    guard number >= 1, number <= limits.rows else {
      failure = .cellOutside(String(number))
      return
    }
    row = number
    column = 0
  }

  // A few writers put the number as a decimal, `5.0`.
  private static func rowNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    wholeNumber(text) ?? parsedNumber(text).flatMap { Int(exactly: $0) }
  }

  private mutating func endRow() {
    flush()
    isRowHidden = false
  }

  private mutating func flush() {
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

  // MARK: Cells

  private mutating func startCell(_ attributes: XMLAttributes) {
    isInCell = true
    content = .number
    style = 0
    hasFormula = false
    hasValue = false
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    if rich.isPresent { rich.reset() }
    var next = column + 1
    for index in 0..<attributes.count where !attributes.isPrefixed(index) {
      guard let name = attributes.name(index), name[1] == 0 else { continue }
      switch name[0] {
      case UInt8(ascii: "r"): next = place(attributes.value(index)) ?? next
      case UInt8(ascii: "s"): style = UInt16(clamping: wholeNumber(attributes.value(index)) ?? 0)
      case UInt8(ascii: "t"): content = Self.content(attributes.value(index))
      default: continue
      }
    }
    if next > limits.columns { failure = .cellOutside("\(CellAddress(row: row, column: next))") }
    if next <= column { isInOrder = false }
    column = next
  }

  // The cell's own address counts, even against its row's.
  private mutating func place(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    var number = 0
    for byte in reference {
      switch byte {
      case 0x41...0x5a where number == 0: column = column * 26 + Int(byte - 64)
      case 0x61...0x7a where number == 0: column = column * 26 + Int(byte - 96)
      case 0x30...0x39 where column > 0: number = number * 10 + Int(byte - 0x30)
      case 0x24: continue
      default: return nil
      }
      if column > 1_000_000 || number > 1_000_000_000 {
        failure = .cellOutside(String(decoding: reference, as: UTF8.self))
        return nil
      }
    }
    guard column > 0 else { return nil }
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

  private static func content(_ type: UnsafeBufferPointer<UInt8>) -> CellContent {
    switch type.first {
    case UInt8(ascii: "s"): type.count == 1 ? .shared : .text
    case UInt8(ascii: "i"): .inline
    case UInt8(ascii: "b"): .boolean
    case UInt8(ascii: "e"): .error
    case UInt8(ascii: "d"): .date
    default: .number
    }
  }

  private mutating func endCell() {
    isInCell = false
    collecting = .nothing
    if row == 0 { row = 1 }
    // Inline text counts wherever it stands, for some writers leave the type out.
    if rich.isPresent, value.isEmpty || content == .inline { return addInline() }
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
      failure = .sharedStringOutOfRange(CellAddress(row: row, column: column), index: written, count: strings.count)
      return
    }
    if let bits = strings.bits(index) { add(.text, bits) }
  }

  // A few writers put the index as a decimal, `3.0`.
  private func wholeOfDecimal() -> Int? {
    guard let number = value.withUnsafeBufferPointer({ parsedNumber($0) }), number >= 0 else { return nil }
    return Int(exactly: number)
  }

  private mutating func addText() {
    unescapeControls(&value)
    add(.text, UInt64(intern(value).rawValue))
  }

  private mutating func addInline() {
    rich.unescape()
    guard !rich.bytes.isEmpty else {
      rich.reset()
      return
    }
    add(.text, UInt64(intern(rich.bytes).rawValue) | rich.strike)
    rich.reset()
  }

  private mutating func addDate() {
    guard let moment = value.withUnsafeBufferPointer({ DateTime(iso: $0) }) else { return addNumber() }
    let serial = moment.serial(is1904: is1904)
    // A date before the epoch has no serial; it stays as it was written.
    if serial < 0 { return addText() }
    add(.date, serial.bitPattern)
  }

  private mutating func intern(_ bytes: [UInt8]) -> TextID { bytes.withUnsafeBufferPointer { texts.intern($0) } }

  private mutating func add(_ kind: Cell.Kind, _ bits: UInt64) {
    cells.append(Cell(column: column, style: style, kind: kind, isFormula: hasFormula, bits: bits))
    if Sink.wantsNotes, kind == .noValue || kind == .error, !formula.isEmpty {
      formulaBytes += formula.count
      if formulaBytes > limits.textTableBytes { failure = .tooManyTexts(limit: limits.texts) }
      extras.formulas[CellAddress(row: row, column: column)] = String(decoding: formula, as: UTF8.self)
    }
  }

  // MARK: Plain rows

  /// Where the reader stood before a row.
  struct PlainMark {
    fileprivate let row: Int
    fileprivate let column: Int
    fileprivate let texts: Int
  }

  var plainMark: PlainMark { PlainMark(row: row, column: column, texts: texts.count) }

  /// The number of the last row.
  var lastRow: Int { row }

  /// Begins a row that is in its place; false if the number is no row's.
  mutating func beginPlainRow(_ number: Int, isHidden: Bool) -> Bool {
    guard number >= 1, number <= limits.rows else { return false }
    row = number
    column = 0
    isRowHidden = isHidden
    return true
  }

  mutating func endPlainRow() { endRow() }

  /// Forgets what a row brought that turned out to be none of the plain ones.
  mutating func abandonRow(to mark: PlainMark) {
    cells.removeAll(keepingCapacity: true)
    texts.truncate(to: mark.texts)
    row = mark.row
    column = mark.column
    isRowHidden = false
  }

  /// Begins a cell right of all others of its row; false if it is outside the sheet.
  mutating func placePlainCell(_ column: Int, style: Int) -> Bool {
    guard column <= limits.columns else { return false }
    self.column = column
    self.style = UInt16(clamping: style)
    return true
  }

  /// Adds an inline text; false if the text is for the full reader to judge.
  mutating func addPlainInline(_ text: PlainXML.Text) -> Bool {
    guard text.bytes.count <= limits.textBytes else { return false }
    hasFormula = false
    if text.bytes.isEmpty { return true }
    if text.hasReferences || text.hasUnderscore {
      PlainXML.resolved(text, into: &value)
      addText()
    } else {
      add(.text, UInt64(texts.intern(text.bytes).rawValue))
    }
    return true
  }

  /// Adds what stands in `<v>`, if there is one; false if it is for the full reader to judge.
  mutating func addPlainValue(_ type: CellContent, _ text: PlainXML.Text?, _ formula: PlainXML.Text?) -> Bool {
    hasFormula = formula != nil
    if let text, !text.hasReferences {
      guard text.bytes.count <= limits.textBytes else { return false }
      switch type {
      case .number:
        if let number = parsedNumber(text.bytes) {
          let index = Int(style)
          add(index < natures.count && natures[index] != .plain ? .date : .number, number.bitPattern)
          return true
        }
      case .shared:
        if let index = wholeNumber(text.bytes), index < strings.count {
          if let bits = strings.bits(index) { add(.text, bits) }
          return true
        }
      case .text:
        if !text.hasUnderscore, !text.bytes.isEmpty {
          add(.text, UInt64(texts.intern(text.bytes).rawValue))
          return true
        }
      default: break
      }
    }
    // The rest is rare, and goes the way of all cells.
    guard (formula?.bytes.count ?? 0) <= limits.textBytes, (text?.bytes.count ?? 0) <= limits.textBytes else {
      return false
    }
    PlainXML.resolved(text ?? PlainXML.Text(), into: &value)
    PlainXML.resolved(formula ?? PlainXML.Text(), into: &self.formula)
    content = type
    hasValue = text != nil
    endCell()
    return failure == nil
  }

  // MARK: Around the rows

  private mutating func addMerge(_ attributes: XMLAttributes) {
    guard let range = attributes.string("ref").flatMap({ CellRange(a1: $0) }) else { return }
    extras.merges.append(range)
    if extras.merges.count > limits.merges { failure = .tooManyMerges(limit: limits.merges) }
  }

  private mutating func addColumn(_ attributes: XMLAttributes) {
    let hasNoWidth = attributes.bytes("width").flatMap { parsedNumber($0) } == 0
    guard attributes.flag("hidden") == true || hasNoWidth, let first = attributes.integer("min") else { return }
    let last = min(attributes.integer("max") ?? first, limits.columns)
    if first >= 1, first <= last { extras.hiddenColumns.append(first...last) }
  }
}

// Whatever is not no is yes, as Excel reads any number but zero.
private func isFalse(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer {
    equals($0, "false") || equals($0, "FALSE") || equals($0, "False") || parsedNumber($0) == 0
  }
}
