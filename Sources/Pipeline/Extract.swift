import Domain
public import Spreadsheet

/// Prints the cells of a spreadsheet as CSV, every cell as text, from A1.
public struct Extraction: Sendable {
  /// The sheet's name or its number from 1; nil for the first visible one.
  public var sheet: String?
  /// Whether every sheet is printed, each after a line `# name`.
  public var isAll = false
  /// Whether values are printed without their number formats.
  public var isRaw = false
  /// Whether only cells are printed that are there, as `ref,value`.
  public var isSparse = false
  /// What is known of a CSV beforehand.
  public var csv = CSVOptions.automatic
  /// The bounds of reading.
  public var limits = Limits.standard
  /// How the XML of a workbook is read.
  public var xml = XMLReading.plain

  /// The first visible sheet, as displayed.
  public init() {}

  /// Past so many cells of used range a table of mostly blanks helps nobody.
  public static let largestArea = 10_000_000

  // Text of a sheet that waits until its end shows that it is small enough and in order; of a larger one a first pass tells.
  private static let heldBytes = 16 << 20

  /// What is to be known of what was printed.
  public struct Notes: Sendable {
    /// Sheets that the file lists but lacks.
    public internal(set) var missing: [String] = []
    /// How a CSV was read.
    public internal(set) var csv: CSVReading?
  }

  /// Reads a file and gives its text to `write`, piece by piece.
  @discardableResult
  public func print(bytes: [UInt8], name: String, to write: @escaping ([UInt8]) throws -> Void) throws -> Notes {
    let workbook = try Workbook(bytes: bytes, name: name, limits: limits, csv: csv, xml: xml)
    var output = CSVOutput(write: write)
    var notes = Notes()
    notes.csv = workbook.csv
    let sheets = try chosenSheets(of: workbook)
    // Sheets may share one part, so that a small file asks for much.
    guard sheets.reduce(0, { $0 + min(workbook.byteCount(ofSheet: $1), limits.fileBytes) }) <= limits.fileBytes else {
      throw ReadError(file: name, reason: .fileTooLarge(limit: limits.fileBytes))
    }
    // Of a workbook that has none of its sheets nothing is read.
    if isAll, let first = sheets.first, sheets.allSatisfy({ workbook.sheets[$0].isMissing }) {
      throw ReadError(file: name, reason: .missingPart(workbook.sheets[first].name))
    }
    for index in sheets {
      if isAll {
        if workbook.sheets[index].isMissing {
          notes.missing.append(workbook.sheets[index].name)
          continue
        }
        output.heading(workbook.sheets[index].name)
      }
      try output.flush()
      try print(sheet: index, of: workbook, into: &output)
      try output.flush()
    }
    return notes
  }

  private func print(sheet index: Int, of workbook: Workbook, into output: inout CSVOutput) throws {
    let name = workbook.sheets[index].name
    switch try stream(workbook, index, holding: Self.heldBytes, into: &output) {
    case .complete: return
    case .disordered: output.discard()
    case .held:
      output.discard()
      let survey = try workbook.survey(ofSheet: index)
      if !isSparse { try check(area: survey.area, sheet: name) }
      if survey.isOrdered {
        _ = try stream(workbook, index, holding: nil, into: &output)
        return
      }
    }
    try printGrid(try workbook.grid(ofSheet: index), sheet: name, into: &output)
  }

  private func chosenSheets(of workbook: Workbook) throws(ExtractionError) -> [Int] {
    let sheets = workbook.sheets
    if isAll { return sheets.indices.filter { sheets[$0].isWorksheet } }
    guard let sheet else {
      guard let first = workbook.firstVisibleSheet ?? sheets.firstIndex(where: \.isWorksheet) else {
        throw .noWorksheet
      }
      return [first]
    }
    if let named = sheets.firstIndex(where: { $0.name == sheet }) { return [named] }
    if let number = Int(sheet), sheets.indices.contains(number - 1) { return [number - 1] }
    // Blanks around a name, and how many there are in it, are hardly seen.
    let alike = sheets.indices.filter { sheets[$0].name.split(separator: " ") == sheet.split(separator: " ") }
    if alike.count == 1 { return alike }
    if workbook.kind == .csv { throw .onlyTable(sheet) }
    throw .noSuchSheet(sheet, sheets.map(\.name))
  }

  private func printGrid(_ grid: Grid, sheet: String, into output: inout CSVOutput) throws {
    if !isSparse {
      let lastColumn = grid.cells.reduce(0) { max($0, Int($1.column)) }
      let lastRow = grid.rows.last { !$0.cells.isEmpty }?.number ?? 0
      try check(area: lastRow * lastColumn, sheet: sheet)
    }
    for row in grid.rows where !row.cells.isEmpty {
      if isSparse { output.beginCells(row: row.number) } else { output.beginRow(row.number) }
      for cell in grid.cells[row.cells] {
        if isRaw, cell.kind == .text {
          grid.texts.withBytes(of: cell.text) { output.add(column: Int(cell.column), $0, isSparse: isSparse) }
        } else {
          output.add(column: Int(cell.column), isRaw ? grid.raw(cell) : grid.display(cell), isSparse: isSparse)
        }
      }
      try output.flushIfFull()
    }
    output.endSheet()
  }

  private enum Ending { case complete, held, disordered }

  // Row by row, in memory that does not grow with them; ends early where rows come out of order or more waits than may be held.
  private func stream(
    _ workbook: Workbook, _ index: Int, holding held: Int?, into output: inout CSVOutput
  ) throws -> Ending {
    let sheet = workbook.sheets[index].name
    var ending = Ending.complete
    var lastRow = 0
    var lastColumn = 0
    try workbook.forEachRow(ofSheet: index) { row in
      guard let last = row.cells.last else { return true }
      if row.number <= lastRow {
        ending = .disordered
        return false
      }
      lastRow = row.number
      lastColumn = max(lastColumn, Int(last.column))
      if !isSparse { try check(area: lastRow * lastColumn, sheet: sheet) }
      if isSparse { output.beginCells(row: row.number) } else { output.beginRow(row.number) }
      for cell in row.cells {
        if isRaw, cell.kind == .text {
          row.texts.withBytes(of: cell.text) { output.add(column: Int(cell.column), $0, isSparse: isSparse) }
        } else {
          output.add(column: Int(cell.column), isRaw ? row.raw(cell) : row.display(cell), isSparse: isSparse)
        }
      }
      guard let held else {
        try output.flushIfFull()
        return true
      }
      if output.heldBytes > held { ending = .held }
      return ending == .complete
    }
    if ending == .complete { output.endSheet() }
    return ending
  }

  private func check(area: Int, sheet: String) throws(ExtractionError) {
    if area > Self.largestArea { throw .tooLarge(sheet: sheet, cells: area, limit: Self.largestArea) }
  }
}

/// Why nothing can be extracted from a file that could be opened.
public enum ExtractionError: Error, Sendable, Equatable {
  /// No sheet has that name or number.
  case noSuchSheet(String, [String])
  /// A CSV has no sheets to choose from.
  case onlyTable(String)
  /// The workbook has only charts, dialogs or macros.
  case noWorksheet
  /// The used range has more cells than make sense as a table.
  case tooLarge(sheet: String, cells: Int, limit: Int)

  /// Whether the command line is wrong, rather than the file.
  public var isUsage: Bool {
    switch self {
    case .noSuchSheet, .onlyTable: true
    case .noWorksheet, .tooLarge: false
    }
  }

  /// What is wrong and what to do.
  public func message(_ language: ReadLanguage) -> (what: String, mend: String) {
    switch (self, language) {
    case (.noSuchSheet(let wanted, let names), .zh):
      (
        "没有工作表“\(wanted)”" + (nearest(wanted, of: names).map { ",是否为“\($0)”?" } ?? ""),
        "可选:" + names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: "、")
      )
    case (.noSuchSheet(let wanted, let names), .en):
      (
        "there is no sheet \"\(wanted)\"" + (nearest(wanted, of: names).map { "; did you mean \"\($0)\"?" } ?? ""),
        "choose one of: " + names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
      )
    case (.onlyTable(let wanted), .zh): ("文本文件(CSV)只有一张表，没有“\(wanted)”", "请去掉 --sheet，或用 --sheet 1")
    case (.onlyTable(let wanted), .en):
      ("a text file (CSV) has one table, and no sheet \"\(wanted)\"", "leave --sheet out, or use --sheet 1")
    case (.noWorksheet, .zh): ("文件中没有工作表", "请报送含有表格的工作簿")
    case (.noWorksheet, .en): ("the workbook has no worksheet", "send a workbook that holds a table")
    case (.tooLarge(let sheet, let cells, let limit), .zh):
      ("工作表“\(sheet)”的使用范围有 \(cells) 个单元格,超过 \(limit)", "请用 --sparse 只输出有内容的单元格")
    case (.tooLarge(let sheet, let cells, let limit), .en):
      (
        "the used range of sheet \"\(sheet)\" has \(cells) cells; the limit is \(limit)",
        "use --sparse to print only the cells that are there"
      )
    }
  }
}
