/// Builds rows of cells from a sheet part. It runs for every element of a sheet, so names are told apart by their first
/// letters, texts stay bytes, and nothing is allocated per cell.
struct SheetReader: XMLReader {
  /// The rows, as far as they are built.
  var rows: RowBuilder
  private var merges: [CellRange] = []
  private var hiddenColumns: [ClosedRange<Int>] = []
  private let limits: Limits

  private enum Collecting { case nothing, value, formula }
  private var isInCell = false
  // Cells of an extension are another program's.
  private var isInExtension = false
  // How deep in the cell: what an element within it holds is no value.
  private var depth = 0
  private var isInline = false
  private var collecting = Collecting.nothing
  private var rich = RichText()

  init(sink: any RowSink, strings: SharedStrings, styles: Styles, is1904: Bool, limits: Limits) {
    self.limits = limits
    rows = RowBuilder(sink: sink, strings: strings, styles: styles, is1904: is1904, limits: limits)
  }

  var isDone: Bool { rows.isDone }
  var failure: ReadError.Reason? { rows.failure }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if isInCell {
      depth += 1
      // What an element within a value adds would make another value of it.
      if collecting == .value { rows.failure = .secondValue(CellAddress(row: rows.row, column: rows.column)) }
    }
    guard name.isMain, !isInExtension, !rows.isDone, rows.failure == nil else { return }
    if isInline { return rich.start(name, attributes) }
    let local = name.local
    switch (local[0], local[1]) {
    case (UInt8(ascii: "c"), 0): startCell(attributes)
    case (UInt8(ascii: "v"), 0) where isInCell && depth == 1:
      // Two values joined would be a third.
      if rows.hasValue { rows.failure = .secondValue(CellAddress(row: rows.row, column: rows.column)) }
      collecting = .value
      rows.hasValue = true
    case (UInt8(ascii: "f"), 0) where isInCell && depth == 1:
      collecting = .formula
      rows.hasFormula = true
    case (UInt8(ascii: "i"), UInt8(ascii: "s")) where local[2] == 0 && isInCell:
      isInline = true
      rich.reset()
    case (UInt8(ascii: "r"), UInt8(ascii: "o")) where equals(local, "row"): startRow(attributes)
    case (UInt8(ascii: "m"), _) where equals(local, "mergeCell"): addMerge(attributes)
    case (UInt8(ascii: "c"), _) where equals(local, "col"): addColumn(attributes)
    case (UInt8(ascii: "e"), _) where equals(local, "extLst"): isInExtension = true
    default: return
    }
  }

  mutating func end(_ name: XMLName) {
    defer { if isInCell { depth -= 1 } }
    guard name.isMain, !rows.isDone, rows.failure == nil else { return }
    let local = name.local
    if isInExtension {
      if equals(local, "extLst") { isInExtension = false }
      return
    }
    if isInline {
      if equals(local, "is") { isInline = false } else { rich.end(name) }
      return
    }
    switch (local[0], local[1]) {
    case (UInt8(ascii: "v"), 0) where depth == 1, (UInt8(ascii: "f"), 0) where depth == 1: collecting = .nothing
    case (UInt8(ascii: "c"), 0): endCell()
    case (UInt8(ascii: "r"), UInt8(ascii: "o")) where equals(local, "row"): rows.endRow()
    default: return
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInline {
      rich.text(bytes)
      if rich.bytes.count > limits.textBytes {
        rows.failure = .textTooLong(limit: limits.textBytes)
      }
      return
    }
    switch collecting {
    case .nothing: return
    case .value: rows.value.append(contentsOf: bytes)
    case .formula: rows.formula.append(contentsOf: bytes)
    }
    if max(rows.value.count, rows.formula.count) > limits.textBytes {
      rows.failure = .textTooLong(limit: limits.textBytes)
    }
  }

  /// Hands over what a missing end of the part has left; gives what the sheet says besides its rows.
  mutating func finish() -> SheetExtras {
    if failure == nil, !isDone { rows.flush() }
    var extras = SheetExtras()
    extras.texts = rows.texts
    extras.formulas = rows.formulas
    extras.merges = merges
    extras.hiddenColumns = hiddenColumns
    return extras
  }

  private mutating func startRow(_ attributes: XMLAttributes) {
    rows.flush()
    var number = rows.row + 1
    var isHidden = false
    for index in 0..<attributes.count where !attributes.isPrefixed(index) {
      guard let name = attributes.name(index) else { continue }
      if name[0] == UInt8(ascii: "r"), name[1] == 0 {
        let written = attributes.value(index)
        if let known = Self.rowNumber(written) {
          number = known
        } else if !written.allSatisfy({ $0 == 0x20 }) {
          rows.failure = .cellOutside(String(decoding: written, as: UTF8.self))
          return
        }
      } else if equals(name, "hidden") {
        isHidden = isHidden || isTrue(attributes.value(index))
      } else if equals(name, "ht"), parsedNumber(attributes.value(index)) == 0 {
        // A height of nothing hides as well as the flag does.
        isHidden = true
      }
    }
    guard number >= 1, number <= limits.rows else {
      rows.failure = .cellOutside(String(number))
      return
    }
    rows.beginRow(number, isHidden: isHidden)
  }

  // A few writers put the number as a decimal, `5.0`.
  private static func rowNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    wholeNumber(text) ?? parsedNumber(text).flatMap { Int(exactly: $0) }
  }

  private mutating func startCell(_ attributes: XMLAttributes) {
    isInCell = true
    depth = 0
    rows.beginCell()
    if rich.isPresent { rich.reset() }
    var next = rows.column + 1
    for index in 0..<attributes.count where !attributes.isPrefixed(index) {
      guard let name = attributes.name(index), name[1] == 0 else { continue }
      switch name[0] {
      case UInt8(ascii: "r"): next = rows.column(of: attributes.value(index)) ?? next
      case UInt8(ascii: "s"):
        rows.style = UInt16(clamping: wholeNumber(attributes.value(index)) ?? 0)
      case UInt8(ascii: "t"): rows.content = Self.content(attributes.value(index))
      default: continue
      }
    }
    rows.place(column: next)
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
    // Inline text counts wherever it stands, for some writers leave the type out.
    if rich.isPresent, rows.value.isEmpty || rows.content == .inline {
      rows.endCell(with: &rich)
    } else {
      rows.endCell()
    }
  }

  private mutating func addMerge(_ attributes: XMLAttributes) {
    guard let range = attributes.string("ref").flatMap({ CellRange(a1: $0) }) else { return }
    merges.append(range)
    if merges.count > limits.merges { rows.failure = .tooManyMerges(limit: limits.merges) }
  }

  private mutating func addColumn(_ attributes: XMLAttributes) {
    let hasNoWidth = attributes.bytes("width").flatMap { parsedNumber($0) } == 0
    guard attributes.flag("hidden") == true || hasNoWidth, let first = attributes.integer("min")
    else { return }
    let last = min(attributes.integer("max") ?? first, limits.columns)
    if first >= 1, first <= last { hiddenColumns.append(first...last) }
  }
}
