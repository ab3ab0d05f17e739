import Spreadsheet
import Support
import Testing

/// What real programs write into workbooks, each trait with its case: the compiler asks for the case of every new one.
enum WorkbookTrait: String, CaseIterable, CustomTestStringConvertible, Sendable {
  // The container and its parts.
  case prefixedElements = "prefixed elements"
  case strictNamespaces = "Strict namespaces"
  case wideParts = "parts in UTF-16"
  case markedParts = "parts with a byte order mark"
  case absoluteTargets = "absolute relationship targets"
  case relationshipsByType = "parts found by relationship, not by name"
  case backslashes = "backslashes in member names and targets"
  case oddCase = "odd case in member names"
  case descriptors = "data descriptors"
  case bare = "stored members, without content types, styles and shared strings"
  case macroWorkbook = "a workbook with macros"
  case litter = "defined names, external links, pivot caches, themes and calculation chains"
  // Rows and their places.
  case rowsWithoutNumbers = "rows without r="
  case cellsWithoutAddresses = "cells without r="
  case unorderedRows = "unordered rows and cells"
  case duplicateRows = "duplicate rows"
  case wrongDimension = "a wrong dimension"
  case emptySheet = "a sheet without rows"
  case lastRow = "a sparse cell in the last row"
  case lastColumn = "a sparse cell in the last column"
  case underMerge = "values hidden under a merge"
  // Texts.
  case characterData = "inline strings with CDATA"
  case richRuns = "rich text without its phonetic runs"
  case escapes = "_xHHHH_ escapes"
  case outerSpaces = "kept outer spaces"
  case preservedSpaces = "xml:space"
  case wrongCounts = "wrong counts of shared strings"
  case emptyText = "an empty text"
  // Values.
  case emptyValue = "an empty v"
  case booleans = "booleans as digits and as words"
  case errors = "errors"
  case numberSpellings = "numbers with exponents, a minus zero and seventeen digits"
  case formulasWithValues = "formulas with values"
  case formulasWithoutValues = "formulas without values"
  case sharedFormulas = "shared formulas"
  case arrayFormulas = "array formulas and data tables"
  // Dates.
  case isoDates = "ISO dates of type d"
  case eastAsianDates = "East Asian date formats 27 to 36"
  case furtherEastAsianDates = "East Asian date formats 50 to 58"
  case dateLiterals = "年月日 literals"
  case countryDates = "dates with a country's tag"
  case quotedLetters = "quoted letters that make no date"
  case durations = "durations"
  case macEpoch = "the epoch of 1904"
  case roundedSeconds = "fractions of a second that round up"
  case negativeDates = "negative dates"
  // What surrounds the cells.
  case visibility = "sheets by name, position and visibility"
  case otherSheets = "chart and dialog sheets between worksheets"
  case merges = "merged ranges"
  case hiddenRows = "hidden rows"
  case hiddenColumns = "hidden columns"
  case comments = "comments"
  case threadedComments = "threaded comments"

  var testDescription: String { rawValue }

  /// The text of a workbook with the trait, and what must be read from it.
  struct Case {
    var text: WorkbookText
    /// The first worksheet's cells, without formats.
    var cells: [String: String]
    /// What the file says besides; see `facts(of:)`.
    var facts: [String] = []
    /// The container, where it matters how it is written.
    var zip = ZipWriter()

    init(_ text: WorkbookText, _ cells: [String: String], facts: [String] = []) {
      self.text = text
      self.cells = cells
      self.facts = facts
    }

    /// Rows that bring out the trait.
    init(_ rows: String, _ cells: [String: String], shared: String? = nil, codes: [String]? = nil) {
      self.init(WorkbookText(rows: rows, shared: shared, styles: codes.map { stylesText($0) }), cells)
    }

    /// What stands around the rows brings out the trait.
    init(sheet: String, _ cells: [String: String], facts: [String] = []) {
      self.init(WorkbookText(sheets: [("甲", sheet)]), cells, facts: facts)
    }

    var bytes: [UInt8] {
      var zip = zip
      for (path, content) in text.members where !content.isEmpty { zip.add(path, content) }
      return zip.bytes
    }
  }

  /// What a workbook says besides the cells of its first worksheet.
  static func facts(of workbook: Workbook) throws -> [String] {
    var facts = workbook.sheets.map { sheet in
      "sheet \(sheet.name) \(sheet.visibility.rawValue)" + (sheet.isWorksheet ? "" : " without cells")
    }
    guard let first = workbook.firstVisibleSheet else { return facts }
    let grid = try workbook.grid(ofSheet: first)
    facts += grid.merges.map { "merge \($0)" }
    facts += grid.rows.filter(\.isHidden).map { "hidden row \($0.number)" }
    facts += grid.hiddenColumns.map { "hidden columns \($0.lowerBound)-\($0.upperBound)" }
    facts += grid.comments.map { "comment \($0.key) \($0.value)" }
    facts += grid.formulas.map { "formula \($0.key) \($0.value)" }
    return facts
  }
}
